"""Keeping the bytes of documents, by what they are: the same content is kept once, whatever its names."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Final, Protocol

TAILLE_MAXIMALE: Final = 64 * 1024 * 1024
"""Bytes in one content, at most: a content is held whole in memory while it is kept or read."""

_EMPREINTE: Final = re.compile(r"[0-9a-f]{64}")


def empreinte_du_contenu(contenu: bytes) -> str:
    """
    Return the SHA-256 of bytes, in lower-case hexadecimal: the name they are kept under. CORE-06.

    >>> empreinte_du_contenu(b"")[:16]
    'e3b0c44298fc1c14'
    """
    return sha256(contenu).hexdigest()


def est_une_empreinte(texte: str) -> bool:
    """
    Tell whether a text has the form of a print: nothing else names a content, nor becomes a path.

    >>> est_une_empreinte(empreinte_du_contenu(b"")), est_une_empreinte("../../etc/passwd")
    (True, False)
    """
    return _EMPREINTE.fullmatch(texte) is not None


class DocumentStore(Protocol):
    """
    The contents of attachments and of published papers, each under its print. CORE-06.

    A content never changes: another one has another print, so that whoever keeps a print beside a name and a size
    keeps the document. Each call stands alone and is in no transaction: a content is put first, and what names it is
    written afterwards. One that nobody names in the end takes room and does no harm.

    Every method raises `Unavailable` when the store does not answer, `Broken` when it cannot be used.
    """

    def put(self, contenu: bytes, /) -> str:
        """
        Keep a content and return its print; kept already, it is kept once, and mended if it had been damaged.

        On the disk when this returns. Raises `InvalidValue` above `TAILLE_MAXIMALE`.
        """
        ...

    def get(self, empreinte: str, /) -> bytes:
        """Return the content of a print. Raises `NotFound`, or `Broken` when its bytes have another print by now."""
        ...

    def has(self, empreinte: str, /) -> bool:
        """Tell whether a content is kept; whatever is no print at all is not."""
        ...

    def size(self, empreinte: str, /) -> int:
        """Return how many bytes a content has, without reading it. Raises `NotFound`."""
        ...
