"""Reading back the state that rights and publications are functions of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from attrs import frozen

from lsc_domain.evenement.evenement import Evenement
from lsc_domain.parc.parc import Parc
from lsc_domain.ports.clock import Clock
from lsc_domain.ports.errors import NotFound
from lsc_domain.ports.ledgers import Ledgers
from lsc_domain.ports.storage import Storage, Transaction
from lsc_domain.publication.etat import Etat
from lsc_domain.publication.parametres import Parametres
from lsc_domain.publication.planning import paris
from lsc_domain.socle.ids import ClasseurId, EvenementId, ModeleId

AGENCE: Final = "agence"
"""The identity an agency's options are kept under, when the store has only one agency."""


@frozen(kw_only=True)
class Lecture:
    """What it takes to read the state of an agency, and to know what day it is in Paris."""

    storage: Storage
    clock: Clock
    agence: str = AGENCE
    ledgers: Ledgers | None = None

    def jour(self, instant: datetime | None = None) -> date:
        """Return the day in Paris: a document is published from midnight there. I-54."""
        return (instant or self.clock.now()).astimezone(paris()).date()

    def etat(self, jour: date) -> Etat:
        """Read everything, in one transaction, then the figures, wherever they are: they may be in the same store."""
        with self.storage.transaction() as transaction:
            evenements = tuple(un.state for _, un in transaction.evenements.all())
            etat = self._etat(transaction, evenements)
        return etat if self.ledgers is None else etat.avec(self.ledgers.comptabilite(jour))

    def etat_de(self, jour: date, evenements: Iterable[EvenementId]) -> Etat:
        """Read only these events, and no figures: what a worker needs to make their papers."""
        with self.storage.transaction() as transaction:
            lus: list[Evenement] = []
            for id_ in evenements:
                try:
                    lus.append(transaction.evenements.get(id_).state)
                except NotFound:
                    continue  # taken away since the plan: it is not sent
            return self._etat(transaction, tuple(lus))

    def parametres(self) -> Parametres:
        """Return the options of the agency, those of the trade until it has chosen."""
        with self.storage.transaction() as transaction:
            return parametres(transaction, self.agence)[0]

    def _etat(self, transaction: Transaction, evenements: tuple[Evenement, ...]) -> Etat:
        return Etat(
            parc=parc(transaction),
            classeurs={ClasseurId(id_): un.state for id_, un in transaction.classeurs.all()},
            modeles={ModeleId(id_): un.state for id_, un in transaction.modeles.all()},
            evenements=evenements,
            a_la_main=tuple(un.state for _, un in transaction.documents.all()),
            parametres=parametres(transaction, self.agence)[0],
        )


def parc(transaction: Transaction) -> Parc:
    """Read the portfolio."""
    return Parc.de(
        (un.state for _, un in transaction.immeubles.all()),
        (un.state for _, un in transaction.tiers.all()),
        (un.state for _, un in transaction.comptes.all()),
    )


def parametres(transaction: Transaction, agence: str) -> tuple[Parametres, int]:
    """Return the options of an agency and their version, 0 when it never chose any."""
    try:
        garde = transaction.parametres.get(agence)
    except NotFound:
        return Parametres(), 0
    return garde.state, garde.version
