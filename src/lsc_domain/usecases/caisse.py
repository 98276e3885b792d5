"""At the till: what a client may pay, by which means, and to whom; a question asked of one transaction."""

from __future__ import annotations

from datetime import date

from attrs import frozen
from returns.pipeline import is_successful
from returns.result import Failure, Result, Success

from lsc_domain.extranet.parametrage import MonCompte
from lsc_domain.paiement.creancier import Creancier
from lsc_domain.paiement.echeance import ReglesDePaiement
from lsc_domain.paiement.etat import Moyen
from lsc_domain.paiement.refus import (
    CompteDUnAutre,
    CreancierIncomplet,
    MontantRefuse,
    PaiementFerme,
    RefusDePaiement,
    ReserveAuSyndic,
    SansCommercant,
    SansContrat,
    SansCourriel,
)
from lsc_domain.parc.compte_client import CompteClient
from lsc_domain.parc.role import Metier
from lsc_domain.ports.errors import NotFound
from lsc_domain.ports.messaging import est_une_adresse
from lsc_domain.ports.payment import CardPayment, DirectDebit
from lsc_domain.ports.storage import Transaction
from lsc_domain.socle.euros import ZERO, Euros
from lsc_domain.socle.ids import CompteId, TiersId
from lsc_domain.usecases.encaissement import creancier_de, parametrage


@frozen(kw_only=True)
class Caisse:
    """What opens a payment on a day: the boxes of the agency, the doors of the engine, the fiche of the entité."""

    transaction: Transaction
    jour: date
    regles: ReglesDePaiement
    cartes: CardPayment | None
    prelevements: DirectDebit | None
    agence: str

    def moyens(self, qui: TiersId, compte: CompteClient) -> tuple[Moyen, ...]:
        """Return the means open to a client for an account of his. EXC-15."""
        return tuple(un for un in Moyen if is_successful(self._ouvrir(qui, compte, un)))

    def compte(self, qui: TiersId, compte: CompteId) -> CompteClient | None:
        """Return an account of his that is published that day, else nothing: whose it is is not told."""
        try:
            trouve = self.transaction.comptes.get(compte).state
        except NotFound:
            return None
        return trouve if trouve.tiers == qui and trouve.est_publie(self.jour) else None

    def courriel(self, qui: TiersId) -> str:
        """Return the e-mail of a client, empty when he has none that works."""
        try:
            courriel = self.transaction.tiers.get(qui).state.courriel
        except NotFound:
            return ""
        return courriel if est_une_adresse(courriel) else ""

    def payable(
        self, qui: TiersId, compte: CompteId, montant: Euros, moyen: Moyen
    ) -> Result[Creancier, RefusDePaiement]:
        """Tell to whom a client pays that much by that means, or why he does not."""
        trouve = self.compte(qui, compte)
        if trouve is None:
            return Failure(CompteDUnAutre(compte=compte))
        ouvert = self._ouvrir(qui, trouve, moyen)
        if is_successful(ouvert) and not ZERO < montant <= self.regles.plafond:
            return Failure(MontantRefuse(montant=montant, plafond=self.regles.plafond))
        return ouvert

    def _ouvrir(self, qui: TiersId, compte: CompteClient, moyen: Moyen) -> Result[Creancier, RefusDePaiement]:
        cases = parametrage(self.transaction, self.agence).compte
        if not self._est_ouvert(cases, moyen):
            return Failure(PaiementFerme(moyen=moyen))
        if not cases.paiement_sans_courriel and not self.courriel(qui):
            return Failure(SansCourriel(tiers=qui))
        creancier = creancier_de(self.transaction, compte.entite)
        if moyen is Moyen.PRELEVEMENT:
            return self._prelevable(compte, creancier)
        if not est_une_adresse(cases.courriel_du_commercant):
            return Failure(SansCommercant())
        if self.cartes is None or not creancier.boutique or not self.cartes.connait(creancier.boutique):
            return Failure(SansContrat(entite=compte.entite))
        return Success(creancier)

    def _prelevable(self, compte: CompteClient, creancier: Creancier) -> Result[Creancier, RefusDePaiement]:
        if compte.metier is not Metier.SYNDIC and not self.regles.prelevement_en_gerance:
            return Failure(ReserveAuSyndic(compte=compte.id))
        if creancier.manques:
            return Failure(CreancierIncomplet(entite=creancier.entite, manques=creancier.manques))
        return Success(creancier)

    def _est_ouvert(self, cases: MonCompte, moyen: Moyen) -> bool:
        coche, porte = (cases.carte, self.cartes) if moyen is Moyen.CARTE else (cases.prelevement, self.prelevements)
        return cases.actif and coche and porte is not None
