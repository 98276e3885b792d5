"""« Mon compte »: the accounts, the search between two dates, the extract on screen and on paper. EXC-14, EXC-16."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final
from urllib.parse import urlencode

from attrs import frozen
from returns.pipeline import is_successful
from starlette.responses import Response

from lsc_adapters.web.chemin import Acces, Chemin
from lsc_adapters.web.depots import remettre
from lsc_adapters.web.pages.client import EXTRANET, EspaceOuvert, obtenu, ouvrir
from lsc_adapters.web.saisie import lire_date
from lsc_adapters.web.visite import Visite, introuvable
from lsc_domain.compte.releve import Releve
from lsc_domain.extranet.compte_vu import CompteVu
from lsc_domain.extranet.espace import Rubrique
from lsc_domain.paiement.etat import Moyen
from lsc_domain.publication.planning import paris
from lsc_domain.socle.ids import CompteId

UN_AN: Final = timedelta(days=365)


def routes() -> tuple[Chemin, ...]:
    """List the paths."""
    return (
        Chemin(chemin=f"{EXTRANET}/compte", page=compte, acces=Acces.CLIENT),
        Chemin(chemin=f"{EXTRANET}/compte/extrait", page=extrait, acces=Acces.CLIENT),
        Chemin(chemin=f"{EXTRANET}/compte/extrait.pdf", page=extrait_en_pdf, acces=Acces.CLIENT),
        Chemin(chemin=f"{EXTRANET}/compte/extrait.xlsx", page=extrait_en_tableur, acces=Acces.CLIENT),
    )


@frozen(kw_only=True)
class Recherche:
    """What is looked for: an account of those he reads, two days, and what is wrong with them."""

    comptes: tuple[CompteVu, ...]
    choisi: CompteVu
    du: date
    au: date
    erreurs: dict[str, str]

    @property
    def question(self) -> str:
        """The query that asks for it again."""
        return urlencode({"compte": self.choisi.compte.id, "du": self.du.isoformat(), "au": self.au.isoformat()})


def compte(visite: Visite) -> Response:
    """The account one has chosen: its balance, then the period, closing balance first. EXC-16."""
    ici = ouvrir(visite, Rubrique.COMPTE)
    recherche = _chercher(ici)
    if recherche is None:
        return ici.rendre("compte.html", recherche=None, releve=None, moyens=())
    releve = None if recherche.erreurs else _relever(ici, recherche)
    return ici.rendre(
        "compte.html",
        statut=422 if recherche.erreurs else 200,
        recherche=recherche,
        releve=releve,
        erreurs=recherche.erreurs,
        moyens=_moyens(ici, recherche.choisi),
    )


def extrait(visite: Visite) -> Response:
    """The extract as it is printed: the very lines and balances of the screen. EXC-14."""
    ici = ouvrir(visite, Rubrique.COMPTE)
    recherche = _valable(ici)
    return ici.rendre(
        "extrait.html",
        recherche=recherche,
        releve=_relever(ici, recherche),
        titulaire=visite.engine.extranet.accueil(ici.qui, ici.espace),
        le=visite.engine.clock.now(),
    )


def extrait_en_pdf(visite: Visite) -> Response:
    """The extract as a PDF. EXC-14."""
    return _imprimer(visite, tableur=False)


def extrait_en_tableur(visite: Visite) -> Response:
    """The extract as a workbook."""
    return _imprimer(visite, tableur=True)


def _imprimer(visite: Visite, *, tableur: bool) -> Response:
    ici = ouvrir(visite, Rubrique.COMPTE)
    recherche = _valable(ici)  # the account is one of those he reads
    comptes, choisi = visite.engine.comptes, recherche.choisi.compte
    rendu = comptes.imprimer(comptes.extrait(choisi.id, du=recherche.du, au=recherche.au), tableur=tableur)
    return remettre(f"Extrait {choisi.numero} {recherche.au.isoformat()}{rendu.suffixe}", rendu.contenu)


def _relever(ici: EspaceOuvert, recherche: Recherche) -> Releve:
    choisi = recherche.choisi.compte.id
    return obtenu(ici.visite.engine.extranet.releve(ici.qui, choisi, recherche.du, recherche.au))


def _valable(ici: EspaceOuvert) -> Recherche:
    recherche = _chercher(ici)
    if recherche is None or recherche.erreurs:
        raise introuvable()
    return recherche


def _chercher(ici: EspaceOuvert) -> Recherche | None:
    """Read the question: the first account and the last twelve months when it says nothing; none without account."""
    visite = ici.visite
    comptes = visite.engine.extranet.comptes(ici.qui, ici.espace)
    if not comptes:
        return None
    voulu = CompteId(visite.question("compte"))
    choisi = next((un for un in comptes if un.compte.id == voulu), None) if voulu else comptes[0]
    if choisi is None:
        raise introuvable()
    aujourdhui = visite.engine.clock.now().astimezone(paris()).date()
    erreurs: dict[str, str] = {}
    au = _date(visite, "au", aujourdhui, erreurs)
    du = _date(visite, "du", au - UN_AN, erreurs)
    if not erreurs and du > au:
        erreurs["du"] = "La date de début vient après la date de fin."
    return Recherche(comptes=comptes, choisi=choisi, du=du, au=au, erreurs=erreurs)


def _date(visite: Visite, nom: str, defaut: date, erreurs: dict[str, str]) -> date:
    saisie = visite.question(nom)
    if not saisie:
        return defaut
    lue = lire_date(saisie)
    if lue is None:
        erreurs[nom] = "Écrivez la date comme 31/12/2020."
        return defaut
    return lue


def _moyens(ici: EspaceOuvert, choisi: CompteVu) -> tuple[Moyen, ...]:
    """Return the ways to pay this account that are open to him: none for a tenant's. EXC-15."""
    choix = ici.visite.engine.paiements.choix(ici.qui, choisi.compte.id)
    return choix.unwrap().moyens if is_successful(choix) else ()
