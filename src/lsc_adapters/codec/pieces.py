"""The files a portfolio names beside itself: found, measured, and never outside of its folder."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from attrs import frozen
from returns.pipeline import is_successful

from lsc_domain.ports.documents import TAILLE_MAXIMALE, DocumentStore
from lsc_domain.ports.errors import Broken
from lsc_domain.ports.transport import verifier_chemin
from lsc_domain.socle.errors import InvalidValue

_MORCEAU = 1024 * 1024


@frozen
class PieceLue:
    """The SHA-256 of a file, and its bytes counted."""

    empreinte: str
    taille: int


class Pieces(Protocol):
    """Where the files a portfolio names are looked for."""

    def lire(self, chemin: str, /) -> PieceLue:
        """Return the print and the size of one. Raises `InvalidValue`, with the sentence that says why not."""
        ...


class DossierDePieces:
    """
    The files of a folder, by their paths in it, with `/` between folders.

    Each is read once to be measured, and once to be kept, never whole together: a portfolio may be larger than the
    memory. Refused: what leaves the folder, by `..`, by a link or otherwise; what is no plain file; what is too large.
    """

    def __init__(self, racine: Path) -> None:
        self._racine = racine.resolve()
        self._lues: dict[str, PieceLue] = {}
        self._places: dict[str, Path] = {}

    def lire(self, chemin: str, /) -> PieceLue:
        """Measure one."""
        if chemin not in self._lues:
            place = self._place(chemin)
            self._lues[chemin] = lue = _mesurer(chemin, place)
            self._places[lue.empreinte] = place
        return self._lues[chemin]

    def garder(self, store: DocumentStore, *, progres: Callable[[int, int], None] = lambda fait, total: None) -> None:
        """Put in a store each content that was read, once, those it has already left out; *progres* counts them."""
        for rang, (empreinte, place) in enumerate(self._places.items(), 1):
            progres(rang, len(self._places))
            if not store.has(empreinte):
                try:
                    garde = store.put(place.read_bytes())
                except OSError as panne:
                    raise Broken(f"{place.name} : le fichier ne peut plus être lu") from panne
                if garde != empreinte:
                    raise Broken(f"{place.name} : le fichier a changé pendant l'import ; recommencez")

    def _place(self, chemin: str) -> Path:
        permis = verifier_chemin(chemin)
        if not is_successful(permis):
            raise InvalidValue(f"« {chemin} » : {permis.failure().detail}")
        place = self._racine / chemin
        if not place.resolve().is_relative_to(self._racine):
            raise InvalidValue(f"« {chemin} » : il est hors du dossier du fichier")
        if not place.is_file():
            raise InvalidValue(f"« {chemin} » : le fichier n'existe pas")
        return place


def _mesurer(chemin: str, place: Path) -> PieceLue:
    empreinte, taille = sha256(), 0
    try:
        with place.open("rb") as fichier:
            while morceau := fichier.read(_MORCEAU):
                empreinte.update(morceau)
                taille += len(morceau)
                if taille > TAILLE_MAXIMALE:
                    raise InvalidValue(f"« {chemin} » : au plus {TAILLE_MAXIMALE // 1024 // 1024} Mio")
    except OSError:
        raise InvalidValue(f"« {chemin} » : le fichier ne peut être lu") from None
    return PieceLue(empreinte.hexdigest(), taille)
