"""Coming in, choosing one's password, having forgotten it, leaving. EXC-02 to EXC-05, EXA-03, EXA-04."""

from __future__ import annotations

from typing import Final

from returns.pipeline import is_successful
from starlette.background import BackgroundTask
from starlette.responses import Response

from lsc_adapters.web.chemin import Acces, Chemin
from lsc_adapters.web.visite import Visite, oter_temoin, poser_temoin
from lsc_domain.extranet import refus_de_connexion, refus_de_mot_de_passe
from lsc_domain.extranet.refus_de_connexion import RefusDeConnexion, SessionFinie, TropDeTentatives
from lsc_domain.extranet.refus_de_mot_de_passe import (
    ActuelRefuse,
    ConfirmationDifferente,
    MotDePasseInsuffisant,
    RefusDeLien,
    RefusDeMotDePasse,
    dire,
)
from lsc_domain.extranet.visiteur import Entree, Visiteur

CHANGE: Final = "mot-de-passe"
"""What the page one arrives at is told of a password that was changed."""


def routes() -> tuple[Chemin, ...]:
    """List the paths."""
    deux = ("GET", "POST")
    return (
        Chemin(chemin="/", page=racine, acces=Acces.CONNECTE),
        Chemin(chemin="/connexion", page=connexion, acces=Acces.PUBLIC, methodes=deux),
        Chemin(chemin="/deconnexion", page=deconnexion, acces=Acces.SESSION, methodes=deux),
        Chemin(chemin="/mot-de-passe", page=mot_de_passe, acces=Acces.SESSION, methodes=deux),
        Chemin(chemin="/mot-de-passe-oublie", page=oublie, acces=Acces.PUBLIC, methodes=deux),
        Chemin(chemin="/reinitialiser", page=reinitialiser, acces=Acces.PUBLIC, methodes=deux),
        Chemin(chemin="/mentions-legales", page=mentions, acces=Acces.PUBLIC),
    )


def racine(visite: Visite) -> Response:
    """Send everybody to his own side."""
    return visite.aller(_chez_lui(visite))


def connexion(visite: Visite) -> Response:
    """« Identifiant », « Mot de passe »: the same words whatever is wrong; the role decides. EXC-02, EXA-04, X-13."""
    suite = visite.suite(visite.champ("suite") or visite.question("suite"), "")
    if visite.requete.method != "POST":
        if visite.visiteur is not None and not visite.visiteur.doit_changer:
            return visite.aller(_chez_lui(visite))
        return visite.rendre("connexion/connexion.html", suite=suite, code="")
    code = visite.champ("code")
    entree = visite.engine.identifiants.connecter(code, visite.champ("mot_de_passe", brut=True), adresse=visite.adresse)
    if not is_successful(entree):
        return _refuser(visite, entree.failure(), suite=suite, code=code)
    if visite.visiteur is not None:  # who comes in anew leaves what he was in
        visite.engine.identifiants.deconnecter(visite.jeton)
    admise = entree.unwrap()
    arrivee = "/mot-de-passe" if admise.visiteur.doit_changer else _de_son_cote(admise.visiteur, suite) or "/"
    return _entrer(visite, admise, arrivee)


def deconnexion(visite: Visite) -> Response:
    """« Déconnexion »: asked for by a link of the menu, done by a button, so that no other site does it."""
    if visite.requete.method != "POST":
        return visite.rendre("connexion/deconnexion.html")
    visite.engine.identifiants.deconnecter(visite.jeton)
    reponse = visite.aller("/connexion?fait=parti")
    oter_temoin(reponse, visite.parametres, visite.parametres.temoin)
    reponse.headers["clear-site-data"] = '"cache"'
    return reponse


def mot_de_passe(visite: Visite) -> Response:
    """
    « Réinitialisation du mot de passe », forced at the first connection, or « Redéfinir mon mot de passe ».

    It closes every other session of its holder. EXC-04, EXC-05, EXA-03.
    """
    premier = visite.connu.doit_changer
    erreurs: dict[str, str] = {}
    if visite.requete.method == "POST":
        choisi = visite.engine.identifiants.choisir_mot_de_passe(
            visite.jeton,
            actuel=None if premier else visite.champ("actuel", brut=True),
            nouveau=visite.champ("nouveau", brut=True),
            confirmation=visite.champ("confirmation", brut=True),
            adresse=visite.adresse,
        )
        if is_successful(choisi):
            return _entrer(visite, choisi.unwrap(), "/" if premier else f"{_chez_lui(visite)}?fait={CHANGE}")
        if isinstance(choisi.failure(), SessionFinie):
            return visite.aller("/connexion")
        erreurs = _fautes(choisi.failure())
    return visite.rendre(
        "connexion/mot_de_passe.html",
        statut=422 if erreurs else 200,
        premier=premier,
        erreurs=erreurs,
        regles=visite.engine.identifiants.regles(),
    )


def oublie(visite: Visite) -> Response:
    """« Mot de passe oublié »: the same answer for a login that exists and for one that does not. EXC-03."""
    possible = visite.engine.messaging is not None and bool(visite.engine.acces.adresse_de_reinitialisation)
    erreurs: dict[str, str] = {}
    if visite.requete.method == "POST":
        if visite.champ("code"):
            reponse = visite.aller("/mot-de-passe-oublie?fait=demande")
            if possible:  # the mail leaves after the answer: its time tells nothing
                reponse.background = BackgroundTask(
                    visite.engine.identifiants.oublie, visite.champ("code"), adresse=visite.adresse
                )
            return reponse
        erreurs["code"] = "Indiquez votre identifiant."
    return visite.rendre("connexion/oublie.html", statut=422 if erreurs else 200, erreurs=erreurs, possible=possible)


def reinitialiser(visite: Visite) -> Response:
    """Choose a password by the link that was sent: it works once, and not for long. EXC-03, I-34."""
    lien = visite.champ("lien") or visite.question("lien")
    erreurs: dict[str, str] = {}
    if visite.requete.method == "POST":
        fait = visite.engine.identifiants.reinitialiser(
            lien,
            nouveau=visite.champ("nouveau", brut=True),
            confirmation=visite.champ("confirmation", brut=True),
            adresse=visite.adresse,
        )
        if is_successful(fait):
            return visite.aller("/connexion?fait=change")
        erreurs = _fautes(fait.failure())
    return visite.rendre(
        "connexion/reinitialiser.html",
        statut=422 if erreurs else 200,
        lien=lien,
        erreurs=erreurs,
        regles=visite.engine.identifiants.regles(),
    )


def mentions(visite: Visite) -> Response:
    """« Mentions légales »: who publishes this site. EXA-04, EXA-08."""
    return visite.rendre("connexion/mentions.html", fiche=visite.engine.extranet.vitrine().fiche)


def _refuser(visite: Visite, refus: RefusDeConnexion, *, suite: str, code: str) -> Response:
    """Say that nobody came in: the login typed comes back, never the password."""
    erreurs = {"": refus_de_connexion.libelle(refus)}
    statut = 429 if isinstance(refus, TropDeTentatives) else 422
    reponse = visite.rendre("connexion/connexion.html", statut=statut, suite=suite, code=code[:100], erreurs=erreurs)
    if isinstance(refus, TropDeTentatives):
        reponse.headers["retry-after"] = str(max(1, int(refus.attente.total_seconds())))
    return reponse


def _fautes(refus: RefusDeMotDePasse | RefusDeLien) -> dict[str, str]:
    """Say why a password is not taken, beside the field it is about: every reason at once. EXC-05."""
    match refus:
        case MotDePasseInsuffisant(manques=manques):
            differe = [un for un in manques if isinstance(un, ConfirmationDifferente)]
            autres = [un for un in manques if not isinstance(un, ConfirmationDifferente)]
            fautes = {"nouveau": f"Le mot de passe {', et '.join(dire(un) for un in autres)}."} if autres else {}
            return fautes | ({"confirmation": "Les deux saisies sont différentes."} if differe else {})
        case ActuelRefuse():
            return {"actuel": refus_de_mot_de_passe.libelle(refus)}
        case _:
            return {"": refus_de_mot_de_passe.libelle(refus)}


def _entrer(visite: Visite, entree: Entree, chemin: str) -> Response:
    """Give the cookie of a session that has just begun: never one that was there before. ASVS 7.2.4."""
    reponse = visite.aller(chemin)
    poser_temoin(reponse, visite.parametres, visite.parametres.temoin, entree.jeton)
    oter_temoin(reponse, visite.parametres, visite.parametres.temoin_d_avant)
    return reponse


def _de_son_cote(visiteur: Visiteur, suite: str) -> str:
    """Return where he was going, nothing when it is on the side that is not his. X-13."""
    autre = "/extranet" if visiteur.collaborateur is not None else "/agence"
    return "" if f"{suite.partition('?')[0]}/".startswith(f"{autre}/") else suite


def _chez_lui(visite: Visite) -> str:
    return "/agence" if visite.connu.collaborateur is not None else "/extranet"
