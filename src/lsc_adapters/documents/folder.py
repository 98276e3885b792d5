"""Contents kept as files, each named by its print: a folder anybody can copy, and check with `sha256sum`."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from lsc_adapters.disque import flush
from lsc_domain.ports.documents import TAILLE_MAXIMALE, DocumentStore, empreinte_du_contenu, est_une_empreinte
from lsc_domain.ports.errors import Broken, NotFound, PortError, Unavailable
from lsc_domain.socle.errors import InvalidValue

_FAUTES: Final[dict[int | None, tuple[type[PortError], str]]] = {
    errno.ENOSPC: (Broken, "le disque est plein"),
    errno.EDQUOT: (Broken, "le quota du disque est atteint"),
    errno.EACCES: (Broken, "le dossier ne peut pas être lu ou écrit"),
    errno.EPERM: (Broken, "le dossier ne peut pas être lu ou écrit"),
    errno.EROFS: (Broken, "le dossier ne peut pas être écrit"),
    errno.ENOENT: (Broken, "le dossier n'existe pas"),
    errno.EEXIST: (Broken, "un fichier est à la place d'un dossier"),
    errno.ENOTDIR: (Broken, "un fichier est à la place d'un dossier"),
    errno.EISDIR: (Broken, "un dossier est à la place d'un fichier"),
    errno.EIO: (Broken, "le disque ne se lit ou ne s'écrit pas"),
}
"""What the system says no with; anything else may pass."""


class FolderDocumentStore:
    """
    Contents in a folder, two levels deep: `ab/cd/abcd…`, so that no folder holds more than a few hundred of them.

    A content is written beside its place, flushed to the disk, then named: nobody ever reads half of one, and two
    programs that keep the same one at once both succeed. A writer killed in between leaves a file ending in `.part`
    that nobody reads; whoever is sure nobody writes may delete those. Files are their owner's alone to read. CORE-06.
    """

    def __init__(self, racine: Path) -> None:
        """Keep contents in a folder, which is made if its parent exists. Raises `Broken` when it cannot be."""
        self._racine = racine
        with _traduire():
            racine.mkdir(exist_ok=True)
            flush(racine.parent)

    def __repr__(self) -> str:
        """Name the folder."""
        return f"FolderDocumentStore({self._racine.name})"

    def put(self, contenu: bytes, /) -> str:
        """Keep a content, on the disk when this returns."""
        if len(contenu) > TAILLE_MAXIMALE:
            raise InvalidValue(f"contenu : {len(contenu)} octets, au plus {TAILLE_MAXIMALE}")
        empreinte = empreinte_du_contenu(contenu)
        place = self._place(empreinte)
        dossiers = (place.parent.parent, place.parent)
        with _traduire():
            if not _est_la(place, contenu):
                for dossier in dossiers:
                    dossier.mkdir(exist_ok=True)
                _ecrire(place, contenu)
            # Even what was there: whoever named it may not have come this far yet.
            for dossier in (*reversed(dossiers), self._racine):
                flush(dossier)
        return empreinte

    def get(self, empreinte: str, /) -> bytes:
        """Return a content, its print computed again."""
        if self._taille(empreinte) is None:
            raise _absent(empreinte)
        with _traduire():
            contenu = self._place(empreinte).read_bytes()
        if empreinte_du_contenu(contenu) != empreinte:
            raise Broken(f"contenu {empreinte} : le fichier a été abîmé")
        return contenu

    def has(self, empreinte: str, /) -> bool:
        """Tell whether a content is kept."""
        return self._taille(empreinte) is not None

    def size(self, empreinte: str, /) -> int:
        """Return how many bytes a content has."""
        taille = self._taille(empreinte)
        if taille is None:
            raise _absent(empreinte)
        return taille

    def _place(self, empreinte: str) -> Path:
        return self._racine / empreinte[:2] / empreinte[2:4] / empreinte

    def _taille(self, empreinte: str) -> int | None:
        if not est_une_empreinte(empreinte):
            return None
        with _traduire():
            try:
                return self._place(empreinte).stat().st_size
            except FileNotFoundError:
                self._racine.stat()  # a folder that went away, with its disk, is not an empty one
                return None


def _est_la(place: Path, contenu: bytes) -> bool:
    """Tell whether these very bytes are there: a file cut or altered is written again."""
    with suppress(FileNotFoundError):
        return place.stat().st_size == len(contenu) and place.read_bytes() == contenu
    return False


def _ecrire(place: Path, contenu: bytes) -> None:
    descripteur, chemin = tempfile.mkstemp(suffix=".part", dir=place.parent)
    try:
        with os.fdopen(descripteur, "wb") as fichier:
            fichier.write(contenu)
            fichier.flush()
            os.fsync(fichier.fileno())
        os.replace(chemin, place)
    except BaseException:
        with suppress(OSError):
            os.unlink(chemin)
        raise


@contextmanager
def _traduire() -> Generator[None, None, None]:
    """Turn what the system says into one of our errors."""
    try:
        yield
    except OSError as faute:
        type_, texte = _FAUTES.get(faute.errno, (Unavailable, "le dossier ne répond pas"))
        raise type_(f"dossier de documents : {texte}") from faute


def _absent(empreinte: str) -> NotFound:
    return NotFound(f"contenu {empreinte!r} : il n'est pas gardé")


_: type[DocumentStore] = FolderDocumentStore
