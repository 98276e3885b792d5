"""« Portefeuille » and « Identités »: lists, the fiche of a client in its tabs, his access. EXA-09 to EXA-24."""

from __future__ import annotations

from datetime import date
from typing import Final

from returns.pipeline import is_successful
from starlette.responses import Response

from lsc_adapters.web.chemin import Chemin
from lsc_adapters.web.pages.agence import AgenceOuverte, chemin, obtenu, ouvrir
from lsc_adapters.web.visite import Visite, introuvable
from lsc_domain.compte.releve import Releve
from lsc_domain.extranet.fiche_client import CategorieDeFiche, FicheClient, Onglet
from lsc_domain.extranet.habilitation import Habilitation
from lsc_domain.extranet.identite import FiltreDIdentite
from lsc_domain.socle.ids import CompteId, LotId, TiersId

PAR_PAGE: Final = 100
"""Lines of a list that one page shows."""


def routes() -> tuple[Chemin, ...]:
    """List the paths."""
    lire, acces = Habilitation.CONSULTER, Habilitation.IDENTIFIANTS
    return (
        chemin("portefeuille", portefeuille, lire),
        chemin("identites", identites, lire),
        chemin("lots/{lot:path}", lot, lire),
        chemin("clients/{tiers}", fiche, lire),
        chemin("clients/{tiers}/acces/{code}", mot_de_passe, acces, "GET", "POST"),
        chemin("clients/{tiers}/acces/{code}/valider", valider, acces, "POST"),
        chemin("clients/{tiers}/acces/{code}/connexion", connexion, acces, "POST"),
    )


def portefeuille(visite: Visite) -> Response:
    """A list of the trade, searched by words. EXA-09, EXA-10."""
    ici = ouvrir(visite, "portefeuille")
    categories = ici.usages.categories(ici.metier)
    categorie = _choisie(visite.question("categorie"), categories)
    cherche = visite.question("cherche")[:200]
    trouvees = ici.usages.portefeuille(ici.metier, categorie, cherche=cherche)
    page, pages = _page(visite, len(trouvees))
    return ici.rendre(
        "portefeuille.html",
        categories=categories,
        categorie=categorie,
        fiches=trouvees[(page - 1) * PAR_PAGE : page * PAR_PAGE],
        nombre=len(trouvees),
        cherche=cherche,
        page=page,
        pages=pages,
    )


def identites(visite: Visite) -> Response:
    """Everybody who is published, each once, by name. EXA-24."""
    ici = ouvrir(visite, "identites")
    cherche = visite.question("cherche")[:200]
    demande = visite.question("filtre")
    filtre = next((un for un in FiltreDIdentite if un.value == demande), None)
    trouvees = ici.usages.identites(cherche, filtre)
    page, pages = _page(visite, len(trouvees))
    return ici.rendre(
        "identites.html",
        filtres=[("", "Tous"), *((un.value, un.libelle) for un in FiltreDIdentite)],
        filtre="" if filtre is None else filtre.value,
        identites=trouvees[(page - 1) * PAR_PAGE : page * PAR_PAGE],
        nombre=len(trouvees),
        cherche=cherche,
        page=page,
        pages=pages,
    )


def fiche(visite: Visite) -> Response:
    """The fiche of a client, one tab at a time: what he sees himself, read only. EXA-11 to EXA-17."""
    ici = ouvrir(visite, "portefeuille")
    vue = ici.usages.fiche_client(TiersId(visite.de_chemin("tiers")))
    onglet = next((un for un, _ in vue.onglets if un.value == visite.question("onglet")), Onglet.GENERAL)
    return _rendre(ici, vue, onglet)


def lot(visite: Visite) -> Response:
    """The fiche of a lot, as LSC has it: read only. CORE-01, EXA-09."""
    ici = ouvrir(visite, "portefeuille")
    vue = ici.usages.fiche_de_lot(ici.metier, LotId(visite.de_chemin("lot")))
    immeuble = ici.usages.vitrine().parc.immeubles[vue.immeuble]
    proprietaire = ici.usages.vitrine().parc.tiers.get(vue.proprietaire) if vue.proprietaire is not None else None
    return ici.rendre("lot.html", fiche=vue, immeuble=immeuble, proprietaire=proprietaire)


def mot_de_passe(visite: Visite) -> Response:
    """
    « Générer un mot de passe temporaire »: confirmed, shown once, kept only if one leaves by « Valider ». EXA-13.

    Until then the password he has works as before.
    """
    ici = ouvrir(visite, "portefeuille")
    vue, code = _client(ici)
    if visite.requete.method != "POST":
        return ici.rendre("mot_de_passe.html", fiche=vue, code=code, propose=None)
    propose = obtenu(visite.engine.identifiants.proposer(code, ici.par))
    reponse = ici.rendre("mot_de_passe.html", fiche=vue, code=code, propose=propose)
    reponse.headers["cache-control"] = "no-store"
    return reponse


def valider(visite: Visite) -> Response:
    """« Valider »: the password shown lets in once, and must be changed. EXA-13, EXP-53."""
    ici = ouvrir(visite, "portefeuille")
    vue, code = _client(ici)
    fait = visite.engine.identifiants.valider(code, ici.par)
    return ici.aller("clients", vue.tiers.id, fait="valide" if is_successful(fait) else "rien")


def connexion(visite: Visite) -> Response:
    """Authorise the connection of a login, or close it. EXA-11."""
    ici = ouvrir(visite, "portefeuille")
    vue, code = _client(ici)
    if visite.champ("ouvert") == "oui":
        obtenu(visite.engine.identifiants.rouvrir(code, ici.par))
        return ici.aller("clients", vue.tiers.id, fait="rouvert")
    obtenu(visite.engine.identifiants.fermer(code, ici.par))
    return ici.aller("clients", vue.tiers.id, fait="ferme")


def _client(ici: AgenceOuverte) -> tuple[FicheClient, str]:
    vue = ici.usages.fiche_client(TiersId(ici.visite.de_chemin("tiers")))
    code = ici.visite.de_chemin("code")
    if code not in vue.codes:
        raise introuvable()
    return vue, code


def _rendre(ici: AgenceOuverte, vue: FicheClient, onglet: Onglet) -> Response:
    visite = ici.visite
    du, au = _jour(visite.question("du")) or date(ici.jour.year, 1, 1), _jour(visite.question("au")) or ici.jour
    compte: CompteId | None = None
    releve: Releve | None = None
    if onglet is Onglet.COMPTE and vue.comptes:
        demande = CompteId(visite.question("compte"))
        compte = next((un.compte.id for un in vue.comptes if un.compte.id == demande), vue.comptes[0].compte.id)
        releve = obtenu(ici.usages.releve(vue.tiers.id, compte, min(du, au), max(du, au)))
    return ici.rendre(
        "client.html", fiche=vue, onglet=onglet, compte=compte, releve=releve, du=min(du, au), au=max(du, au)
    )


def _choisie(demandee: str, categories: tuple[CategorieDeFiche, ...]) -> CategorieDeFiche:
    return next((une for une in categories if une.value == demandee), categories[0])


def _page(visite: Visite, nombre: int) -> tuple[int, int]:
    pages = max(1, -(-nombre // PAR_PAGE))
    demandee = visite.question("page", "1")
    return min(pages, max(1, int(demandee) if demandee.isdecimal() and len(demandee) < 9 else 1)), pages


def _jour(texte: str) -> date | None:
    try:
        return date.fromisoformat(texte)
    except ValueError:
        return None
