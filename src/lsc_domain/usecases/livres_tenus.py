"""`LivresTenus`: the ledgers an engine keeps itself, as the port publications read."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from lsc_domain.ports.ledgers import Ledgers
from lsc_domain.ports.storage import Storage, Transaction
from lsc_domain.publication.comptabilite import Comptabilite


@frozen(kw_only=True)
class LivresTenus:
    """
    The figures of the store itself, for an engine that was given no ledgers of its host's. PUB-06.

    `avec_les_ecritures` is off for who wants the funds and the expenses only: entries are by the million. With
    nothing kept, it says nothing, and nothing is published of it.
    """

    storage: Storage
    avec_les_ecritures: bool = True

    def comptabilite(self, jour: date, /) -> Comptabilite:
        """Return the figures as they stand: what is kept of the entries is never of a day to come, nor undone."""
        with self.storage.transaction() as transaction:
            livres = [un.state for _, un in transaction.exercices.all()]
            return Comptabilite(
                ecritures=tuple(transaction.ecritures.toutes()) if self.avec_les_ecritures else (),
                non_reverses=non_reverses(transaction),
                fonds=tuple(fonds for _, un in transaction.fonds.all() for fonds in un.state.fonds),
                depenses=tuple(depense for livre in livres for depense in livre.depenses),
                exercices=tuple(livre.exercice for livre in livres),
            )


def non_reverses(transaction: Transaction) -> frozenset[str]:
    """Return the analytic accounts that are not paid over to the owner. EXP-23."""
    return frozenset(un.state.code for _, un in transaction.analytiques.all() if not un.state.reversee)


_: type[Ledgers] = LivresTenus
