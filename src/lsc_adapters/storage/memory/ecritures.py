"""The entries of the ledgers, in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from attrs import evolve

from lsc_adapters.storage.ecriture import lignes_d_ecritures, verifier_lettrage
from lsc_adapters.storage.identite import verifier_identite
from lsc_adapters.storage.memory.garde import Garde, Ouverture
from lsc_domain.compte.ecriture import Ecriture
from lsc_domain.ports.ecritures import Report
from lsc_domain.ports.errors import Conflict, NotFound
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import CompteId


class MemoryEcritures:
    """The entries of one transaction, after those that are kept; some of these with other letters."""

    def __init__(self, transaction: Ouverture, garde: Garde) -> None:
        self._transaction, self._garde = transaction, garde
        self._nouvelles: dict[str, Ecriture] = {}
        self._lettrees: dict[str, tuple[str | None, date | None]] = {}

    def ajouter(self, ecritures: Iterable[Ecriture], /) -> None:
        """Write drafts of entries, or raise `Conflict`."""
        self._transaction.verifier_ouverte()
        ajoutees = tuple(ecritures)
        lignes_d_ecritures(ajoutees)  # what another store would refuse is refused here too
        nouvelles = {une.id: une for une in ajoutees}
        if self.existent(nouvelles):
            raise Conflict("écritures : l'une d'elles est déjà gardée")
        self._nouvelles.update(nouvelles)

    def du_compte(self, compte: CompteId, /, *, du: date | None = None, au: date | None = None) -> Iterator[Ecriture]:
        """Read the entries of an account by day."""
        debut, fin = du or date.min, au or date.max
        lues = [une for une in self._du_compte(compte) if debut <= une.le <= fin]
        return self._servir(sorted(lues, key=lambda une: une.le))

    def report(self, compte: CompteId, /, *, avant: date | None = None) -> Report:
        """Add up the entries of an account before a day."""
        lues = [une for une in self._du_compte(compte) if avant is None or une.le < avant]
        return Report(debit=Euros.somme(une.debit for une in lues), credit=Euros.somme(une.credit for une in lues))

    def du_journal(self, journal: str, /, *, du: date, au: date) -> Iterator[Ecriture]:
        """Read the entries of a journal by day and movement."""
        verifier_identite(journal)
        lues = [une for une in self._toutes() if une.journal == journal and du <= une.le <= au]
        return self._servir(sorted(lues, key=lambda une: (une.le, une.mouvement)))

    def toutes(self) -> Iterator[Ecriture]:
        """Read every entry, as they were kept."""
        return self._servir(self._toutes())

    def lettrer(self, ecritures: Iterable[str], /, *, lettrage: str | None, le: date | None) -> None:
        """Write that entries are lettered, or raise `NotFound`."""
        demandees = set(ecritures)
        absentes = demandees - self.existent(demandees)
        if absentes:
            raise NotFound(f"écriture : rien sous l'identité {min(absentes)}")
        verifier_lettrage(lettrage)
        for id in demandees:
            if id in self._nouvelles:
                self._nouvelles[id] = evolve(self._nouvelles[id], lettrage=lettrage, lettree_le=le)
            else:
                self._lettrees[id] = lettrage, le

    def existent(self, ecritures: Iterable[str], /) -> frozenset[str]:
        """Return those of these identities that are already kept."""
        self._transaction.verifier_ouverte()
        demandees = {verifier_identite(id) for id in ecritures}
        return frozenset(id for id in demandees if id in self._nouvelles or id in self._garde.ecritures)

    def verifier(self) -> None:
        """Check, under the lock, that nobody kept an entry of the same identity."""
        if not self._nouvelles.keys().isdisjoint(self._garde.ecritures):
            raise Conflict("écritures : l'une d'elles a été gardée entre-temps par quelqu'un d'autre")

    def garder(self) -> None:
        """Keep the drafts."""
        gardees = self._garde.ecritures
        for id in self._lettrees:
            gardees[id] = self._lettree(gardees[id])
        gardees.update(self._nouvelles)
        for id, une in self._nouvelles.items():
            self._garde.par_compte.setdefault(une.compte, []).append(id)

    def _du_compte(self, compte: CompteId) -> list[Ecriture]:
        self._transaction.verifier_ouverte()
        verifier_identite(compte)
        with self._garde.verrou:
            gardees = [self._garde.ecritures[id] for id in self._garde.par_compte.get(compte, ())]
        nouvelles = (une for une in self._nouvelles.values() if une.compte == compte)
        return [self._lettree(une) for une in chain(gardees, nouvelles)]

    def _toutes(self) -> list[Ecriture]:
        self._transaction.verifier_ouverte()
        with self._garde.verrou:
            gardees = [*self._garde.ecritures.values()]
        return [self._lettree(une) for une in chain(gardees, self._nouvelles.values())]

    def _lettree(self, une: Ecriture) -> Ecriture:
        lettres = self._lettrees.get(une.id)
        return une if lettres is None else evolve(une, lettrage=lettres[0], lettree_le=lettres[1])

    def _servir(self, lues: Iterable[Ecriture]) -> Iterator[Ecriture]:
        for une in lues:
            self._transaction.verifier_ouverte()
            yield une
