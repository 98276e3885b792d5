"""Why a client does not pay, why a notification proves nothing, why no file leaves for the bank."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias, assert_never

from attrs import frozen

from lsc_domain.paiement.etat import Moyen
from lsc_domain.socle.affichage import ecrire_date
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import CompteId, EntiteId, PaiementId, TiersId


@frozen(kw_only=True)
class PaiementFerme:
    """The agency has not opened that way of paying: there is no entry for it. EXC-15."""

    moyen: Moyen


@frozen(kw_only=True)
class CompteDUnAutre:
    """The account is not one he may pay: somebody else's, not published, or nobody's. I-30."""

    compte: CompteId


@frozen(kw_only=True)
class SansCourriel:
    """The client has no e-mail, and the agency has not lifted the rule. EXA-29."""

    tiers: TiersId


@frozen(kw_only=True)
class SansCommercant:
    """« Email du commerçant TPE » is empty: nobody would know that a card paid. EXA-30."""


@frozen(kw_only=True)
class SansContrat:
    """The beneficiary has no merchant contract of its own, or nobody holds its keys. Loi 65-557, art. 18 II."""

    entite: EntiteId


@frozen(kw_only=True)
class CreancierIncomplet:
    """The fiche entité lacks what no debit leaves without: ICS, IBAN, BIC, address. EXC-15."""

    entite: EntiteId
    manques: tuple[str, ...]


@frozen(kw_only=True)
class MontantRefuse:
    """Nothing to pay, or more than one payment carries."""

    montant: Euros
    plafond: Euros


@frozen(kw_only=True)
class ReserveAuSyndic:
    """Single debits are for the accounts of the syndic, unless the agency said otherwise. EXC-15."""

    compte: CompteId


@frozen(kw_only=True)
class IbanRefuse:
    """What he typed is not an IBAN of the SEPA zone; it is not repeated."""


@frozen(kw_only=True)
class TitulaireRefuse:
    """The name of the holder cannot be written with the letters banks read."""


@frozen(kw_only=True)
class EcheanceRefusee:
    """The day is too near for the notice and the bank, or one on which banks are closed."""

    echeance: date
    premiere: date


@frozen(kw_only=True)
class PaiementInconnu:
    """No payment of that identity was ever asked for."""

    paiement: PaiementId


@frozen(kw_only=True)
class AutrePaiement:
    """The event is about another payment."""

    paiement: PaiementId
    recu: PaiementId


@frozen(kw_only=True)
class MontantDiffere:
    """The amount, or the currency, is not what was asked."""

    paiement: PaiementId
    attendu: Euros
    recu: Euros
    devise: str


@frozen(kw_only=True)
class AutreBoutique:
    """Another merchant contract than the beneficiary's was credited: its keys say nothing of this payment."""

    paiement: PaiementId
    recue: str


@frozen(kw_only=True)
class RienARemettre:
    """No debit of that entité waits for the bank."""

    entite: EntiteId


@frozen(kw_only=True)
class RemiseInconnue:
    """No file of that number was ever made for that entité."""

    entite: EntiteId
    numero: str


RefusDePaiement: TypeAlias = (
    PaiementFerme
    | CompteDUnAutre
    | SansCourriel
    | SansCommercant
    | SansContrat
    | CreancierIncomplet
    | MontantRefuse
    | ReserveAuSyndic
    | IbanRefuse
    | TitulaireRefuse
    | EcheanceRefusee
)
RefusDEvenementDePaiement: TypeAlias = AutrePaiement | MontantDiffere | AutreBoutique
RefusDeNotification: TypeAlias = PaiementInconnu | AutrePaiement | MontantDiffere | AutreBoutique
RefusDeRemise: TypeAlias = RienARemettre | RemiseInconnue | CreancierIncomplet


def libelle(refus: RefusDePaiement | RefusDeNotification | RefusDeRemise) -> str:
    """
    Say it in French.

    >>> libelle(SansCourriel(tiers=TiersId("BROUILLY")))
    "Il faut une adresse e-mail pour payer en ligne : demandez à votre gestionnaire de l'enregistrer."
    """
    match refus:
        case PaiementFerme(moyen=moyen):
            return f"Le paiement en ligne par {moyen.libelle} n'est pas ouvert."
        case CompteDUnAutre():
            return "Ce compte n'est pas l'un des vôtres."
        case SansCourriel():
            return "Il faut une adresse e-mail pour payer en ligne : demandez à votre gestionnaire de l'enregistrer."
        case SansCommercant():
            return "Le paiement par carte attend l'e-mail du commerçant, que l'agence n'a pas renseigné."
        case SansContrat():
            return "Le bénéficiaire n'a pas de contrat de paiement par carte à son nom."
        case CreancierIncomplet(entite=entite, manques=manques):
            return f"Aucun prélèvement pour {entite} : il manque {', '.join(manques)}."
        case MontantRefuse(plafond=plafond):
            return f"Le montant doit être positif, et d'au plus {plafond} €."
        case ReserveAuSyndic():
            return "Le prélèvement ponctuel est réservé aux comptes de copropriété."
        case IbanRefuse():
            return "Cet IBAN n'est pas celui d'un compte de la zone SEPA."
        case TitulaireRefuse():
            return "Le nom du titulaire ne s'écrit pas avec les lettres que lisent les banques."
        case EcheanceRefusee(echeance=echeance, premiere=premiere):
            return f"Aucun prélèvement possible le {ecrire_date(echeance)} : au plus tôt le {ecrire_date(premiere)}."
        case PaiementInconnu(paiement=paiement):
            return f"Aucun paiement {paiement} n'a été demandé."
        case AutrePaiement(paiement=paiement, recu=recu):
            return f"Paiement {paiement} : ce qui est reçu concerne {recu}."
        case MontantDiffere(paiement=paiement, attendu=attendu, recu=recu, devise=devise):
            return f"Paiement {paiement} : {recu} {devise} reçus, {attendu} EUR attendus."
        case AutreBoutique(paiement=paiement):
            return f"Paiement {paiement} : un autre contrat que celui du bénéficiaire a été crédité."
        case RienARemettre(entite=entite):
            return f"Aucun prélèvement de {entite} n'attend d'être remis à la banque."
        case RemiseInconnue(entite=entite, numero=numero):
            return f"Aucune remise {numero} de {entite}."
        case _:
            assert_never(refus)
