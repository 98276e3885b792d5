"""A meeting being held: its clerk in memory, its facts in the store, neither ever ahead of the other."""

from __future__ import annotations

from collections.abc import Callable

from returns.result import Failure, Result, Success

from lsc_domain.assemblee.fait import Fait
from lsc_domain.assemblee.greffe import Greffe
from lsc_domain.assemblee.refus import Refus, libelle
from lsc_domain.assemblee.suivi import Suivi
from lsc_domain.ports.clock import Clock
from lsc_domain.ports.errors import BrokenChain, Conflict, NotFound
from lsc_domain.ports.journal import Inscription, Tete
from lsc_domain.ports.storage import Storage, Transaction
from lsc_domain.socle.ids import AssembleeId

ESSAIS = 5
"""How many times a fact is decided again when another clerk wrote in between."""

Apres = Callable[[Transaction, Tete], None]
"""What is kept in the same transaction as the facts, once they are."""


class MainCourante:
    """
    One meeting, open: a fact is decided on what the store holds, kept with the state, and only then taken as done.

    Several may be open on one meeting, in one process or in many: each first takes what the others kept. When the
    store fails, what was not kept is forgotten, and the next fact is decided on what the store really holds. One
    more fact costs the same whatever the number before it. It is not for two threads at once: each opens its own.
    """

    def __init__(self, storage: Storage, clock: Clock, assemblee: AssembleeId) -> None:
        """Open the meeting; nothing is read before it is needed."""
        self._storage, self._clock, self.assemblee = storage, clock, assemblee
        self._greffe = Greffe()
        self._tete = Tete()
        self._sure = True

    @property
    def greffe(self) -> Greffe:
        """
        The meeting as the store holds it now: not to be given facts by hand.

        Raises `NotFound` for a meeting that is not kept.
        """
        self._sure, sure = False, self._sure
        with self._storage.transaction() as transaction:
            self._rattraper(transaction, sure=sure)
        self._sure = True
        if not self._tete.rang:
            raise NotFound(f"assemblée {self.assemblee} : aucune de cette référence")
        return self._greffe

    @property
    def tete(self) -> Tete:
        """Where the journal of the meeting stood when it was last read or written."""
        return self._tete

    def lire(self, *, depuis: int = 0) -> tuple[Inscription, ...]:
        """Return the facts the store holds after the `depuis` first ones, their chain checked."""
        with self._storage.transaction() as transaction:
            return tuple(transaction.journal.read(self.assemblee, depuis=depuis))

    def inscrire(self, *faits: Fait, apres: Apres | None = None) -> Result[Tete, Refus]:
        """
        Keep facts, all of them or none, or return the refusal of the first that cannot be.

        Raises what the store raises (`Conflict` after a few tries, `Unavailable`, `Broken`): then nothing was kept.
        """
        for essai in range(1, ESSAIS + 1):
            try:
                return self._inscrire(faits, apres)
            except Conflict:
                if essai == ESSAIS:
                    raise
        raise AssertionError  # pragma: no cover - the loop returns or raises

    def _inscrire(self, faits: tuple[Fait, ...], apres: Apres | None) -> Result[Tete, Refus]:
        self._sure, sure = False, self._sure
        with self._storage.transaction() as transaction:
            self._rattraper(transaction, sure=sure)
            avant = self._greffe.etape if self._tete.rang else None
            for place, fait in enumerate(faits):
                refus = self._greffe.prendre(fait)
                if refus is not None:
                    self._sure = place == 0
                    return Failure(refus)
            tete = transaction.journal.append(self.assemblee, faits, le=self._clock.now(), attendu=self._tete.rang)
            if self._greffe.etape is not avant:
                self._suivre(transaction, tete)
            if apres is not None:
                apres(transaction, tete)
        self._tete, self._sure = tete, True
        return Success(tete)

    def _rattraper(self, transaction: Transaction, *, sure: bool) -> None:
        """
        Take the facts the store holds and this clerk has not.

        From the first, when this clerk cannot be trusted, or holds facts the store has forgotten: a host that rolls
        back his own transaction takes back what was kept in it.
        """
        tete = transaction.journal.tete(self.assemblee)
        if sure and tete == self._tete:
            return
        if not sure or tete.rang <= self._tete.rang or not self._suivre_le_fil(transaction):
            self._greffe, self._tete = Greffe(), Tete()
            self._suivre_le_fil(transaction)

    def _suivre_le_fil(self, transaction: Transaction) -> bool:
        """Take what follows the last fact taken, or nothing if the store's next fact does not follow from it."""
        greffe = self._greffe
        greffe.confiance, derniere = True, None
        for inscription in transaction.journal.read(self.assemblee, depuis=self._tete.rang):
            if derniere is None and inscription.precedent != self._tete.empreinte:
                return False
            refus = greffe.prendre(inscription.fait)
            if refus is not None:
                raise BrokenChain(self.assemblee, inscription.rang, libelle(refus))
            derniere = inscription
        greffe.confiance = False
        if derniere is not None:
            self._tete = Tete(rang=derniere.rang, empreinte=derniere.empreinte)
        return True

    def _suivre(self, transaction: Transaction, tete: Tete) -> None:
        """Write where the meeting stands, in the transaction of the facts that brought it there."""
        seance = self._greffe.salle
        suivi = Suivi(
            id=self.assemblee,
            reference=seance.fiche.reference,
            nom=seance.fiche.nom,
            syndicat=seance.syndicat.code or seance.syndicat.nom,
            date=seance.fiche.date,
            etape=self._greffe.etape,
            faits=tete.rang,
            empreinte=tete.empreinte,
        )
        version = transaction.suivis.get(self.assemblee).version if self._tete.rang else 0
        transaction.suivis.put(self.assemblee, suivi, expected=version)
