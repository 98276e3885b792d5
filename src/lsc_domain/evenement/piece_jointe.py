"""A file attached to an event: its name, its size, its print; its bytes are in the document store."""

from __future__ import annotations

import re
from typing import Final

from attrs import frozen

from lsc_domain.socle.errors import InvalidValue

_EMPREINTE: Final = re.compile(r"[0-9a-f]{64}")


@frozen(kw_only=True)
class PieceJointe:
    """
    An attachment. CORE-06.

    `taille` is in bytes; `empreinte` is the SHA-256 of the bytes, in hexadecimal: their name in the document store.
    """

    nom: str
    taille: int
    empreinte: str

    def __attrs_post_init__(self) -> None:
        if not self.nom.strip() or "/" in self.nom or "\0" in self.nom:
            raise InvalidValue(f"pièce jointe : {self.nom!r} n'est pas un nom de fichier")
        if self.taille < 0:
            raise InvalidValue(f"pièce jointe {self.nom} : sa taille est négative")
        if not _EMPREINTE.fullmatch(self.empreinte):
            raise InvalidValue(f"pièce jointe {self.nom} : son empreinte n'est pas un SHA-256")

    @property
    def suffixe(self) -> str:
        """The end of the name, dot included and lower case; empty when there is none."""
        base, point, fin = self.nom.rpartition(".")
        return f".{fin.lower()}" if point and base else ""
