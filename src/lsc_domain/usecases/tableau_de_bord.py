"""What the agency looks at before it acts: where its publications stand, what its accounts add up to."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from lsc_domain.compte.fiche_de_compte import FicheDeCompte
from lsc_domain.parc.compte_client import CompteClient
from lsc_domain.ports.ecritures import Report
from lsc_domain.ports.errors import NotFound
from lsc_domain.publication.destination import Destination
from lsc_domain.publication.execution import Execution
from lsc_domain.usecases.cote_agence import CoteAgence


@frozen(kw_only=True)
class EtatDeDestination:
    """A destination, its last run (none when nothing was ever published there), and how many things it holds."""

    destination: Destination
    execution: Execution | None
    tenus: int


@frozen(kw_only=True)
class LigneDeCompte:
    """An account, the name of its entité (empty when nobody gave it one), and what its entries add up to. CORE-03."""

    compte: CompteClient | FicheDeCompte
    designation: str
    report: Report


@frozen(kw_only=True)
class TableauDeBord(CoteAgence):
    """Two readings of the store: nothing is loaded to be counted, nor added up."""

    def etats_de_publication(self) -> tuple[EtatDeDestination, ...]:
        """Say where each destination stands, by code: its last run, its report, what it holds. PUB-05."""
        with self.client.storage.transaction() as transaction:
            executions = {id_: un.state for id_, un in transaction.executions.all()}
            return tuple(
                EtatDeDestination(
                    destination=un.state, execution=executions.get(id_), tenus=transaction.acquis.compter(id_)
                )
                for id_, un in list(transaction.destinations.all())
            )

    def lignes_de_compte(self, comptes: Iterable[CompteClient | FicheDeCompte]) -> tuple[LigneDeCompte, ...]:
        """
        Add each account up, in the order given: one statement each, so a page of them and not the whole list. CORE-03.

        An entité bears the name of its creditor, that of its building when it has none.
        """
        noms = {str(id_): immeuble.nom for id_, immeuble in self.vitrine().parc.immeubles.items()}
        with self.client.storage.transaction() as transaction:
            lignes: list[LigneDeCompte] = []
            connus: dict[str, str] = {}
            for compte in comptes:
                if compte.entite not in connus:
                    try:
                        connus[compte.entite] = transaction.creanciers.get(compte.entite).state.nom
                    except NotFound:
                        connus[compte.entite] = noms.get(compte.entite, "")
                report = transaction.ecritures.report(compte.id)
                lignes.append(LigneDeCompte(compte=compte, designation=connus[compte.entite], report=report))
        return tuple(lignes)
