"""The facts: one row each, the canonical text beside the print that was taken of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from lsc_adapters.codec.chaine import Chaine, enchainer, lire_tout
from lsc_adapters.storage.identite import verifier_identite
from lsc_adapters.storage.sql.acces import Acces
from lsc_adapters.storage.sql.ordres import LOT, Ordres
from lsc_domain.assemblee.fait import Fait
from lsc_domain.ports.errors import BrokenChain, Conflict
from lsc_domain.ports.journal import Inscription, Tete
from lsc_domain.socle.chaine import empreinte


class SqlJournal:
    """The journal of one transaction."""

    def __init__(self, acces: Acces, ordres: Ordres) -> None:
        self._acces, self._ordres = acces, ordres
        self._attend_son_tour = bool(ordres.verrou)

    def tete(self, flux: str, /) -> Tete:
        """Return where a stream stands: one look at the end of an index, however long it is."""
        lignes = self._acces.lire(self._ordres.tete, (verifier_identite(flux),))
        return Tete(rang=lignes[0][0], empreinte=lignes[0][1]) if lignes else Tete()

    def append(self, flux: str, faits: Sequence[Fait], /, *, le: datetime, attendu: int) -> Tete:
        """Add facts, or raise `Conflict` when the stream has another length."""
        if self._attend_son_tour:
            self._acces.commencer()
            self._acces.lire(self._ordres.verrou, ())
            self._attend_son_tour = False
        tete = self.tete(flux)
        if tete.rang != attendu:
            raise Conflict(f"{flux} : {tete.rang} faits, non {attendu}")
        nouveaux, suivante = enchainer(flux, faits, le=le, tete=tete)
        lignes = [(flux, *nouveau) for nouveau in nouveaux]
        if len(lignes) == 1:
            self._acces.ecrire(self._ordres.ecrire, lignes[0])
        elif lignes:
            self._acces.ecrire_tout(self._ordres.ecrire, lignes)
        return suivante

    def read(self, flux: str, /, *, depuis: int = 0) -> Iterator[Inscription]:
        """Read a stream, its chain checked."""
        depuis = max(depuis, 0)
        lot = self._lot(flux, depuis)
        if not lot:
            return
        chaine = Chaine(flux, self._avant(flux, depuis + 1))
        while lot:
            yield from chaine.lire(lot)
            lot = self._lot(flux, chaine.tete.rang) if len(lot) == LOT else []

    def read_all(self, /, *, depuis: int = 0) -> Iterator[Inscription]:
        """Read every stream in the order of the positions, each against its own chain."""
        return lire_tout(self._toutes(depuis), avant=self._avant)

    def textes(self, flux: str, /) -> Iterator[str]:
        """Read the texts of a stream."""
        rang = 0
        while lot := self._acces.lire(self._ordres.textes, (verifier_identite(flux), rang)):
            yield from (texte for _, texte in lot)
            rang = lot[-1][0]

    def _lot(self, flux: str, depuis: int) -> list[tuple[Any, ...]]:
        return self._acces.lire(self._ordres.lire, (verifier_identite(flux), depuis))

    def _toutes(self, depuis: int) -> Iterator[tuple[Any, ...]]:
        while lot := self._acces.lire(self._ordres.lire_tout, (depuis,)):
            yield from lot
            depuis = lot[-1][0]

    def _avant(self, flux: str, rang: int) -> Tete:
        """Return the head a stream had before a rank, its print computed and not believed."""
        if rang == 1:
            return Tete()
        textes = self._acces.lire(self._ordres.texte, (flux, rang - 1))
        if not textes:
            raise BrokenChain(flux, rang - 1, "il manque")
        return Tete(rang=rang - 1, empreinte=empreinte(textes[0][0]))
