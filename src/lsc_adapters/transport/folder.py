"""Files put in a folder: a shared disk, a mounted key, what a web server shows."""

from __future__ import annotations

import errno
import os
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from returns.pipeline import is_successful
from returns.result import Failure, Result, Success

from lsc_adapters.disque import flush
from lsc_adapters.transport.vol import Colis, Faute, Issue, deposer, en_clair, en_vol, montrer, par_des_fils
from lsc_domain.ports.errors import Broken, NotFound
from lsc_domain.ports.transport import Depose, Depot, EchecDeTransport, FileDrop, Raison, verifier_chemin

_RAISONS: Final[dict[int | None, Raison]] = {
    errno.ENOSPC: Raison.PLEIN,
    errno.EDQUOT: Raison.PLEIN,
    errno.EACCES: Raison.REFUSE,
    errno.EPERM: Raison.REFUSE,
    errno.EROFS: Raison.REFUSE,
    errno.EEXIST: Raison.REFUSE,
    errno.ENOTDIR: Raison.REFUSE,
    errno.EISDIR: Raison.REFUSE,
    errno.ENAMETOOLONG: Raison.REFUSE,
    errno.ENOENT: Raison.COUPE,  # folders are made: it is the disk that went away
    errno.EIO: Raison.COUPE,
    errno.ESTALE: Raison.COUPE,
}
"""What the system says no with."""


class FolderFileDrop:
    """
    Files below a folder, each on the disk when its answer is given. PUB-14.

    Nothing is read or written through a symbolic link: what is in the folder cannot point out of it. A writer killed
    in between leaves a file ending in `.part`, that nobody is shown and that the next put of the same path replaces.
    """

    def __init__(self, racine: Path, *, fils: int = 8) -> None:
        """
        Put files below a folder, which is made if its parent exists, *fils* at a time.

        Raises `Broken` when it cannot be made.
        """
        self._racine, self._fils = racine, fils
        try:
            racine.mkdir(exist_ok=True)
        except OSError as faute:
            raise Broken(f"dossier de dépôt : {faute.strerror}") from faute

    def __repr__(self) -> str:
        """Name the folder."""
        return f"FolderFileDrop({self._racine.name})"

    def put_all(self, depots: Iterable[Depot], /) -> Iterator[Result[Depose, EchecDeTransport]]:
        """Put files, several waiting for the disk at once."""
        with ThreadPoolExecutor(self._fils) as fils:
            yield from en_vol(depots, par_des_fils(fils, self._deposer), self._fils)

    def put(self, depot: Depot, /) -> Result[Depose, EchecDeTransport]:
        """Put one file."""
        return deposer(depot, self._deposer)

    def get(self, chemin: str, /) -> bytes:
        """Return a file."""
        try:
            with _traduire():
                place = self._place(chemin)
                self._racine.stat()  # a folder that went away, with its disk, is not an empty one
                if place.is_file() and not place.is_symlink():
                    return place.read_bytes()
        except Faute as faute:
            if faute.raison is not Raison.CHEMIN_INTERDIT:
                raise faute.en_erreur(chemin) from faute
        raise NotFound(f"fichier {chemin!r} : il n'est pas là")

    def list(self, dossier: str = "", /) -> tuple[str, ...]:
        """Return the path of every file below a folder, sorted."""
        try:
            with _traduire():
                self._racine.stat()
                depart = self._place(dossier) if dossier else self._racine
                if dossier and (depart.is_symlink() or not depart.is_dir()):
                    return ()
                return montrer(self._sous(depart))
        except Faute as faute:
            if faute.raison is Raison.CHEMIN_INTERDIT:
                return ()
            raise faute.en_erreur(dossier) from faute

    def delete(self, chemin: str, /) -> Result[None, EchecDeTransport]:
        """Take a file away, or the link that stands in its place."""
        try:
            with _traduire():
                place = self._place(chemin)
                self._racine.stat()
                with suppress(FileNotFoundError, NotADirectoryError):
                    place.unlink()
                    flush(place.parent)
        except Faute as faute:
            return Failure(faute.echec(chemin))
        return Success(None)

    def _deposer(self, colis: Colis) -> Issue:
        try:
            with _traduire():
                place = self._place(colis.chemin)
                self._racine.stat()
                place.parent.mkdir(parents=True, exist_ok=True)
                _ecrire(place.with_name(Path(colis.provisoire).name), place, colis.contenu)
                # Even folders that were there: whoever made them may not have come this far yet.
                for dossier in place.relative_to(self._racine).parents:
                    flush(self._racine / dossier)
        except Faute as faute:
            return Failure(faute.echec(colis.chemin))
        return colis.depose()

    def _place(self, chemin: str) -> Path:
        """Return where a path is; a link on the way, or a name the system reads otherwise, is refused."""
        verifie = verifier_chemin(chemin)
        if not is_successful(verifie):
            raise Faute(Raison.CHEMIN_INTERDIT, verifie.failure().detail)
        place = self._racine
        *dossiers, nom = chemin.split("/")
        for dossier in dossiers:
            place /= dossier
            if place.is_symlink():
                raise Faute(Raison.CHEMIN_INTERDIT, "un lien symbolique est sur le chemin")
        place /= nom
        if place.parts != (*self._racine.parts, *dossiers, nom):  # a drive, where there are drives
            raise Faute(Raison.CHEMIN_INTERDIT, "ce n'est pas un nom de fichier ici")
        return place

    def _sous(self, depart: Path) -> Iterator[str]:
        dossiers = [depart]
        while dossiers:
            with os.scandir(dossiers.pop()) as entrees:
                for entree in entrees:
                    if entree.is_dir(follow_symlinks=False):
                        dossiers.append(Path(entree.path))
                    elif entree.is_file(follow_symlinks=False):
                        yield Path(entree.path).relative_to(self._racine).as_posix()


def _ecrire(provisoire: Path, place: Path, contenu: bytes) -> None:
    with suppress(FileNotFoundError):
        provisoire.unlink()  # of a killed run, or a link somebody laid there
    try:
        # O_EXCL follows no link, even one laid since.
        descripteur = os.open(provisoire, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        with os.fdopen(descripteur, "wb") as fichier:
            fichier.write(contenu)
            fichier.flush()
            os.fsync(descripteur)
        os.replace(provisoire, place)
    except BaseException:
        with suppress(OSError):
            provisoire.unlink()
        raise


@contextmanager
def _traduire() -> Generator[None, None, None]:
    """Turn what the system says into a fault."""
    try:
        yield
    except OSError as faute:
        raison = _RAISONS.get(faute.errno, Raison.INCONNUE)
        raise Faute(raison, en_clair(faute.strerror or "")) from faute


_: type[FileDrop] = FolderFileDrop
