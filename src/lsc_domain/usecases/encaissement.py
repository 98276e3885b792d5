"""Taking in what is known of a payment: its state, the entry when the money came, and who is told."""

from __future__ import annotations

from typing import Final

from attrs import evolve, frozen
from returns.pipeline import is_successful
from returns.result import Failure, Result, Success

from lsc_domain.compte.ecriture import JOURNAL_DE_BANQUE, Ecriture
from lsc_domain.extranet.audit import Acte, Trace
from lsc_domain.extranet.parametrage import Parametrage
from lsc_domain.paiement.avis import AvisDePaiement
from lsc_domain.paiement.creancier import Creancier
from lsc_domain.paiement.etat import Moyen
from lsc_domain.paiement.evenement import EvenementDePaiement
from lsc_domain.paiement.paiement import Paiement, appliquer
from lsc_domain.paiement.refus import PaiementInconnu, RefusDeNotification
from lsc_domain.parc.tiers import Tiers
from lsc_domain.ports.clock import Clock
from lsc_domain.ports.errors import Conflict, NotFound, PortError
from lsc_domain.ports.messaging import Messaging, Pli, PliRendering
from lsc_domain.ports.storage import Storage, Stored, Transaction
from lsc_domain.publication.planning import paris
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import EntiteId
from lsc_domain.usecases.etat import AGENCE

_ESSAIS: Final = 8
"""How many writers may come first: a provider says the same thing from several machines at once."""

_Pris = tuple[Paiement, Pli | None]


@frozen(kw_only=True)
class Encaissement:
    """
    One event, one transaction: the state, and the entry that follows from it, are kept together or not at all.

    The merchant is told once a payment by card (EXA-30, MSG-07): that he was is written with the entry, before the
    pli leaves, and rubbed out only if it is known not to have left and may be tried again.
    """

    storage: Storage
    clock: Clock
    messaging: Messaging | None = None
    plis: PliRendering | None = None
    agence: str = AGENCE

    def prendre(self, evenement: EvenementDePaiement, *, par: str = "") -> Result[Paiement, RefusDeNotification]:
        """Take an event in; one that was already changes nothing. Raises `Conflict` when others keep being first."""
        for _ in range(_ESSAIS - 1):
            try:
                return self._prendre(evenement, par=par)
            except Conflict:
                continue  # somebody took one in meanwhile: this one is judged again on what is true now
        return self._prendre(evenement, par=par)

    def _prendre(self, evenement: EvenementDePaiement, *, par: str) -> Result[Paiement, RefusDeNotification]:
        with self.storage.transaction() as transaction:
            try:
                garde = transaction.paiements.get(evenement.paiement)
            except NotFound:
                return Failure(PaiementInconnu(paiement=evenement.paiement))
            applique = appliquer(garde.state, evenement)
            if not is_successful(applique):
                return Failure(applique.failure())
            paiement, pli = self._garder(transaction, garde, applique.unwrap(), evenement, par=par)
        if pli is not None and not self._envoyer(pli):
            self._a_redire(paiement)
        return Success(paiement)

    def _garder(
        self,
        transaction: Transaction,
        garde: Stored[Paiement],
        paiement: Paiement,
        evenement: EvenementDePaiement,
        *,
        par: str,
    ) -> _Pris:
        """Write what changed, with the entry and the word to the merchant that follow."""
        if paiement.a_comptabiliser:
            ecritures = ecritures_d_un_paiement(paiement, banque=creancier_de(transaction, paiement.beneficiaire))
            if not transaction.ecritures.existent(une.id for une in ecritures):
                transaction.ecritures.ajouter(ecritures)
            paiement = evolve(paiement, ecriture=ecritures[0].id)
        pli = self._pli(transaction, paiement)
        paiement = evolve(paiement, avise=paiement.avise or pli is not None)
        if paiement != garde.state:
            transaction.paiements.put(paiement.id, paiement, expected=garde.version)
        if paiement.etat is not garde.state.etat:
            transaction.audit.ajouter(
                Trace(
                    le=self.clock.now(),
                    acte=Acte.PAIEMENT,
                    par=par,
                    objet=paiement.id,
                    detail=f"{paiement.etat.libelle} ({evenement.reference})",
                )
            )
        return paiement, pli

    def _pli(self, transaction: Transaction, paiement: Paiement) -> Pli | None:
        """Write to the merchant of a card payment that came, if he is not told yet and anything carries it. EXA-30."""
        if paiement.moyen is not Moyen.CARTE or paiement.encaisse_le is None or paiement.avise:
            return None
        courriel = parametrage(transaction, self.agence).compte.courriel_du_commercant
        if self.messaging is None or self.plis is None or not courriel:
            return None
        avis = avis_de(transaction, paiement)
        try:
            corps = self.plis.paiement_recu(avis)
            return Pli(
                cle=f"paiement/{paiement.id}",
                destinataire=courriel,
                nom="",
                objet=corps.objet,
                texte=corps.texte,
                html=corps.html,
            )
        except (InvalidValue, PortError):
            return None  # a model that is broken loses a word, never a payment

    def _envoyer(self, pli: Pli) -> bool:
        """Send it, and tell whether it is done with: left, or refused for good."""
        if self.messaging is None:
            return False
        try:
            envoye = self.messaging.envoyer(pli)
        except PortError:
            return False
        return is_successful(envoye) or envoye.failure().definitif

    def _a_redire(self, paiement: Paiement) -> None:
        """Let the next notification try again: it is known that nothing left."""
        for _ in range(_ESSAIS):
            try:
                with self.storage.transaction() as transaction:
                    garde = transaction.paiements.get(paiement.id)
                    transaction.paiements.put(paiement.id, evolve(garde.state, avise=False), expected=garde.version)
            except Conflict:
                continue
            return


def ecritures_d_un_paiement(paiement: Paiement, *, banque: Creancier) -> tuple[Ecriture, Ecriture]:
    """
    Write the balanced movement of a payment that came: the client's account is credited, the bank's debited. EXC-15.

    Its identities follow from the payment's: written twice, the second is known. Raises `InvalidValue` before the
    money has come.
    """
    if paiement.encaisse_le is None:
        raise InvalidValue(f"paiement {paiement.id} : il n'est pas encaissé, il ne se comptabilise pas")
    mouvement = f"paiement/{paiement.id}"
    du_client = Ecriture(
        id=mouvement,
        compte=paiement.compte,
        journal=JOURNAL_DE_BANQUE,
        le=paiement.encaisse_le.astimezone(paris()).date(),
        libelle=f"Paiement par {paiement.moyen.libelle}",
        credit=paiement.montant,
        mouvement=mouvement,
        piece=paiement.reference_du_prestataire or paiement.remise,
    )
    de_la_banque = evolve(
        du_client,
        id=f"{mouvement}/banque",
        compte=banque.compte_de_banque,
        debit=paiement.montant,
        credit=du_client.debit,
    )
    return du_client, de_la_banque


def creancier_de(transaction: Transaction, entite: EntiteId) -> Creancier:
    """Return the beneficiary an entité is; one nobody described is only a name, and nobody pays it."""
    try:
        return transaction.creanciers.get(entite).state
    except NotFound:
        return Creancier(entite=entite, nom=entite)


def avis_de(transaction: Transaction, paiement: Paiement) -> AvisDePaiement:
    """Say what is said of a payment to those who must know."""
    try:
        client = transaction.tiers.get(paiement.tiers).state
    except NotFound:
        client = Tiers(id=paiement.tiers, nom=paiement.tiers)
    return AvisDePaiement(
        paiement=paiement.id,
        moyen=paiement.moyen,
        client=client.identite,
        compte=paiement.compte,
        beneficiaire=creancier_de(transaction, paiement.beneficiaire).nom,
        montant=paiement.montant,
        le=paiement.encaisse_le or paiement.cree_le,
        reference=paiement.reference_du_prestataire,
        echeance=paiement.echeance,
    )


def parametrage(transaction: Transaction, agence: str) -> Parametrage:
    """Return the boxes of the agency, those of the seed until it has chosen. EXA-47."""
    try:
        return transaction.parametrages.get(agence).state
    except NotFound:
        return Parametrage()
