"""What tenants paid too much: a list to look at, then its allocation, once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import frozen
from returns.pipeline import is_successful

from lsc_domain.gerance.locataires import RegistreDesLocataires, lire_registre
from lsc_domain.gerance.refus import RefusDeTropPercu
from lsc_domain.gerance.trop_percu import Affectation, PropositionDeTropPercus, affecter, proposer
from lsc_domain.ports.clock import Clock
from lsc_domain.ports.storage import Storage, Transaction
from lsc_domain.publication.planning import paris
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import CompteId
from lsc_domain.usecases.etat import AGENCE, parc


@frozen(kw_only=True)
class BilanDAffectation:
    """What was allocated, and what was refused and why: one account refused stops no other. TROP-01."""

    affectations: tuple[Affectation, ...]
    refuses: tuple[RefusDeTropPercu, ...]

    @property
    def total(self) -> Euros:
        """All that was allocated."""
        return Euros.somme(une.trop_percu.montant for une in self.affectations)


@frozen(kw_only=True)
class GeranceUseCases:
    """« Affectation des trop perçus », which runs when the fees are calculated. TROP-01 to TROP-03."""

    storage: Storage
    clock: Clock
    agence: str = AGENCE

    def trop_percus(self, jour: date | None = None) -> PropositionDeTropPercus:
        """List the tenants' accounts in credit on a day, today by default; nothing is written. TROP-01."""
        with self.storage.transaction() as transaction:
            return proposer(_registre(transaction, jour or self._jour()))

    def affecter(
        self, proposition: PropositionDeTropPercus, *, comptes: Iterable[CompteId] | None = None
    ) -> BilanDAffectation:
        """
        Allocate what was proposed, all of it or these accounts only, as it stands by now. TROP-01, TROP-02.

        Everything is written in one transaction. An account that has moved since, or is already allocated, is refused,
        and the others are treated; what the proposal refused stays refused, and is said again unless accounts were
        chosen. Twice allocates once. Raises `Conflict` when somebody else allocates at the same moment.
        """
        choisis = None if comptes is None else frozenset(comptes)
        voulus = [un for un in proposition.trop_percus if choisis is None or un.compte in choisis]
        affectations: list[Affectation] = []
        refuses = [un for un in proposition.refuses if choisis is None or un.compte in choisis]
        with self.storage.transaction() as transaction:
            registre = _registre(transaction, proposition.jour)
            for un in voulus:
                juge = affecter(un, registre)
                if is_successful(juge):
                    affectations.append(juge.unwrap())
                else:
                    refuses.append(juge.failure())
            transaction.ecritures.ajouter(ecriture for une in affectations for ecriture in une.ecritures)
            for une in affectations:
                transaction.ecritures.lettrer(une.lettrees, lettrage=une.lettrage, le=proposition.jour)
        return BilanDAffectation(affectations=tuple(affectations), refuses=tuple(refuses))

    def _jour(self) -> date:
        return self.clock.now().astimezone(paris()).date()


def _registre(transaction: Transaction, jour: date) -> RegistreDesLocataires:
    return lire_registre(parc(transaction), transaction.ecritures.toutes(), jour=jour)
