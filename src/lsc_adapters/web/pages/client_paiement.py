"""Paying: by card on the provider's page, or by a single SEPA debit; to whom, it is always said. EXC-15."""

from __future__ import annotations

from returns.pipeline import is_successful
from starlette.responses import PlainTextResponse, Response

from lsc_adapters.web.chemin import Acces, Chemin
from lsc_adapters.web.pages.client import EXTRANET, EspaceOuvert, obtenu, ouvrir
from lsc_adapters.web.saisie import lire_date, lire_montant
from lsc_adapters.web.visite import Visite, introuvable
from lsc_domain.extranet.espace import Rubrique
from lsc_domain.paiement.creancier import Adresse, est_un_iban
from lsc_domain.paiement.etat import Moyen
from lsc_domain.paiement.refus import (
    EcheanceRefusee,
    IbanRefuse,
    MontantRefuse,
    RefusDePaiement,
    TitulaireRefuse,
    libelle,
)
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.euros import ZERO, Euros
from lsc_domain.socle.ids import CompteId
from lsc_domain.usecases.paiement import ChoixDePaiement


def routes() -> tuple[Chemin, ...]:
    """List the paths."""
    deux = ("GET", "POST")
    return (
        Chemin(chemin=f"{EXTRANET}/compte/paiements", page=paiements, acces=Acces.CLIENT),
        Chemin(chemin=f"{EXTRANET}/compte/carte", page=par_carte, acces=Acces.CLIENT, methodes=deux),
        Chemin(chemin=f"{EXTRANET}/compte/prelevement", page=par_prelevement, acces=Acces.CLIENT, methodes=deux),
        Chemin(chemin="/paiement/notification", page=notification, acces=Acces.PUBLIC, methodes=("POST",), signe=True),
    )


def paiements(visite: Visite) -> Response:
    """What he paid, or tried to. Coming back from the provider's page lands here, and proves nothing."""
    ici = ouvrir(visite, Rubrique.COMPTE)
    siens = {un.compte.id for un in visite.engine.extranet.comptes(ici.qui, ici.espace)}
    faits = [un for un in visite.engine.paiements.paiements(ici.qui) if un.compte in siens]
    return ici.rendre("paiements.html", paiements=faits)


def par_carte(visite: Visite) -> Response:
    """Choose an amount, then go to the page of the provider, where the card is typed and nowhere else."""
    ici = ouvrir(visite, Rubrique.COMPTE)
    choix = _choix(ici, Moyen.CARTE)
    erreurs: dict[str, str] = {}
    if visite.requete.method == "POST":
        montant = lire_montant(visite.champ("montant"))
        if montant is None:
            erreurs["montant"] = "Écrivez le montant comme 150,00."
        else:
            redirection = visite.engine.paiements.payer_par_carte(
                ici.qui,
                choix.compte,
                montant,
                retour=visite.url_entiere(ici.chemin(Rubrique.COMPTE, "paiements")),
                notification=visite.url_entiere("/paiement/notification"),
            )
            if is_successful(redirection):
                return ici.rendre(
                    "vers_le_paiement.html", redirection=redirection.unwrap(), choix=choix, montant=montant
                )
            erreurs = _fautes(redirection.failure())
    return _formulaire(ici, "carte.html", choix, erreurs)


def par_prelevement(visite: Visite) -> Response:
    """Sign a one-off mandate (OOFF) for a single debit. EXC-15."""
    ici = ouvrir(visite, Rubrique.COMPTE)
    choix = _choix(ici, Moyen.PRELEVEMENT)
    if visite.requete.method != "POST":
        return _formulaire(ici, "prelevement.html", choix, {})
    montant, echeance = lire_montant(visite.champ("montant")), lire_date(visite.champ("echeance"))
    erreurs: dict[str, str] = {}
    if montant is None:
        erreurs["montant"] = "Écrivez le montant comme 150,00."
    if visite.champ("echeance") and echeance is None:
        erreurs["echeance"] = "Écrivez la date comme 31/12/2020."
    if not visite.champ("titulaire"):
        erreurs["titulaire"] = "Écrivez le nom du titulaire du compte."
    if not est_un_iban(visite.champ("iban")):
        erreurs |= _fautes(IbanRefuse())
    if visite.champ("accord") != "oui":
        erreurs["accord"] = "Donnez votre accord au prélèvement."
    try:
        adresse = Adresse(**{nom: visite.champ(nom) for nom in ("rue", "code_postal", "ville")})
    except InvalidValue:
        adresse, erreurs["ville"] = None, "Complétez votre adresse."
    if montant is None or adresse is None or erreurs:
        return _formulaire(ici, "prelevement.html", choix, erreurs)
    signe = visite.engine.paiements.prelever(
        ici.qui,
        choix.compte,
        montant,
        iban=visite.champ("iban"),
        titulaire=visite.champ("titulaire"),
        adresse=adresse,
        echeance=echeance,
    )
    if not is_successful(signe):
        return _formulaire(ici, "prelevement.html", choix, _fautes(signe.failure()))
    return ici.aller(Rubrique.COMPTE, "paiements", fait="prelevement")


def notification(visite: Visite) -> Response:
    """What the provider says: its signature is all that is believed; said again, it changes nothing."""
    corps = visite.requete.scope["lsc.corps"]
    pris = visite.engine.paiements.notifier(corps)
    return PlainTextResponse("OK" if is_successful(pris) else "KO", 200 if is_successful(pris) else 400)


def _choix(ici: EspaceOuvert, moyen: Moyen) -> ChoixDePaiement:
    """Return to whom the account is paid: the way does not exist when it is not open to him for this account."""
    compte = CompteId(ici.visite.champ("compte") or ici.visite.question("compte"))
    if all(un.compte.id != compte for un in ici.visite.engine.extranet.comptes(ici.qui, ici.espace)):
        raise introuvable()
    choix = obtenu(ici.visite.engine.paiements.choix(ici.qui, compte))
    if moyen not in choix.moyens:
        raise introuvable()
    return choix


def _formulaire(ici: EspaceOuvert, gabarit: str, choix: ChoixDePaiement, erreurs: dict[str, str]) -> Response:
    visite = ici.visite
    noms = ("montant", "titulaire", "iban", "rue", "code_postal", "ville", "echeance")
    saisie = {nom: visite.champ(nom) for nom in noms}
    if not saisie["montant"]:
        du = _du(ici, choix.compte)
        saisie["montant"] = str(du) if du else ""
    return ici.rendre(
        gabarit, statut=422 if erreurs else 200, choix=choix, saisie=saisie, erreurs=erreurs, compte=choix.compte
    )


def _du(ici: EspaceOuvert, compte: CompteId) -> Euros:
    """Return what he owes on an account, nothing when it owes him: whatever way balances are shown."""
    extranet = ici.visite.engine.extranet
    solde = next(un.solde for un in extranet.comptes(ici.qui, ici.espace) if un.compte.id == compte)
    signe = ici.vitrine.parametrage.compte.sens.signe
    return max(ZERO, Euros(-signe * solde.centimes))


def _fautes(refus: RefusDePaiement) -> dict[str, str]:
    """Say a refusal beside the field it is about."""
    match refus:
        case MontantRefuse():
            champ = "montant"
        case IbanRefuse():
            champ = "iban"
        case TitulaireRefuse():
            champ = "titulaire"
        case EcheanceRefusee():
            champ = "echeance"
        case _:
            champ = ""
    return {champ: libelle(refus)}
