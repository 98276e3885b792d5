"""Files put in memory, and forgotten with the process: the reference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from returns.pipeline import is_successful
from returns.result import Failure, Result, Success

from lsc_adapters.transport.vol import Colis, Issue, deposer
from lsc_domain.ports.errors import NotFound
from lsc_domain.ports.transport import Depose, Depot, EchecDeTransport, FileDrop, Raison, verifier_chemin


class MemoryFileDrop:
    """
    Files by path. PUB-14.

    >>> drop = MemoryFileDrop()
    >>> drop.put(Depot(chemin="GED/bail.pdf", contenu=b"...")).unwrap().taille
    3
    >>> drop.list()
    ('GED/bail.pdf',)

    `pannes` makes it fail as a server would, for the tests of whoever uses it:

    >>> drop.pannes["GED/photo.jpg"] = Raison.PLEIN
    >>> drop.put(Depot(chemin="GED/photo.jpg", contenu=b"...")).failure().raison
    <Raison.PLEIN: 'plein'>
    """

    def __init__(self) -> None:
        self._fichiers: dict[str, bytes] = {}
        self._dossiers: set[str] = set()
        self.pannes: dict[str, Raison] = {}

    def __repr__(self) -> str:
        """Say how many files there are."""
        return f"MemoryFileDrop({len(self._fichiers)} fichiers)"

    def put_all(self, depots: Iterable[Depot], /) -> Iterator[Result[Depose, EchecDeTransport]]:
        """Put files, in the order they are given."""
        return map(self.put, depots)

    def put(self, depot: Depot, /) -> Result[Depose, EchecDeTransport]:
        """Put one file."""
        return deposer(depot, self._deposer)

    def get(self, chemin: str, /) -> bytes:
        """Return a file."""
        try:
            return self._fichiers[chemin]
        except KeyError:
            raise NotFound(f"fichier {chemin!r} : il n'est pas là") from None

    def list(self, dossier: str = "", /) -> tuple[str, ...]:
        """Return the path of every file below a folder, sorted."""
        prefixe = f"{dossier}/" if dossier else ""
        return tuple(sorted(chemin for chemin in self._fichiers if chemin.startswith(prefixe)))

    def delete(self, chemin: str, /) -> Result[None, EchecDeTransport]:
        """Take a file away."""
        verifie = verifier_chemin(chemin)
        if not is_successful(verifie):
            return Failure(verifie.failure())
        panne = self.pannes.get(chemin)
        if panne is not None:
            return Failure(EchecDeTransport(chemin=chemin, raison=panne))
        if chemin in self._dossiers:
            return Failure(EchecDeTransport(chemin=chemin, raison=Raison.REFUSE, detail="c'est un dossier"))
        self._fichiers.pop(chemin, None)
        return Success(None)

    def _deposer(self, colis: Colis) -> Issue:
        panne = self.pannes.get(colis.chemin)
        if panne is not None:
            return colis.echec(panne)
        dossiers = _dossiers_de(colis.chemin)
        if colis.chemin in self._dossiers or not self._fichiers.keys().isdisjoint(dossiers):
            return colis.echec(Raison.REFUSE, "un fichier et un dossier ne peuvent pas porter le même nom")
        self._dossiers.update(dossiers)
        self._fichiers[colis.chemin] = colis.contenu
        return colis.depose()


def _dossiers_de(chemin: str) -> list[str]:
    """Return the folders a path is in, the nearest to the root first."""
    noms = chemin.split("/")
    return ["/".join(noms[:rang]) for rang in range(1, len(noms))]


_: type[FileDrop] = MemoryFileDrop
