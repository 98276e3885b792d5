"""The list of accounts, and the boxes « Service Client » ticked together. CORE-03, EXP-51, EXP-54, EXP-55."""

from __future__ import annotations

from typing import Final

from returns.pipeline import is_successful
from starlette.responses import Response

from lsc_adapters.web.chemin import Chemin
from lsc_adapters.web.pages.agence import AgenceOuverte, chemin, ouvrir
from lsc_adapters.web.visite import Visite, introuvable
from lsc_domain.compte.fiche_de_compte import FicheDeCompte
from lsc_domain.extranet.habilitation import FonctionManquante, Habilitation
from lsc_domain.extranet.recherche import correspond, replier
from lsc_domain.parc.compte_client import CompteClient
from lsc_domain.parc.service_client import libelle
from lsc_domain.socle.ids import CompteId

PAR_PAGE: Final = 50
"""Accounts that one page shows, each with what its entries add up to."""


def routes() -> tuple[Chemin, ...]:
    """List the paths."""
    return (
        chemin("comptes", comptes, Habilitation.CONSULTER),
        chemin("comptes/marquer", marquer, Habilitation.IDENTIFIANTS, "POST"),
        chemin("comptes/desactiver", desactiver, Habilitation.IDENTIFIANTS, "POST"),
    )


def comptes(visite: Visite) -> Response:
    """« Liste Compte »: Entité, Désignation, Compte, Libellé, Débit, Crédit, searched by words. CORE-03."""
    return _lister(ouvrir(visite, "comptes"))


def marquer(visite: Visite) -> Response:
    """« Marquer les comptes sélectionnés pour publication »; the logins that were missing are shown once. EXP-54."""
    ici = ouvrir(visite, "comptes")
    choisis = _choisis(ici)
    if not choisis:
        return _lister(ici, {"comptes": "Cochez les comptes à marquer."})
    fait = visite.engine.identifiants.activer(choisis, par=ici.par)
    if not is_successful(fait):
        return _refuser(ici, fait.failure())
    reponse = ici.rendre("acces_remis.html", remis=fait.unwrap(), nombre=len(choisis))
    reponse.headers["cache-control"] = "no-store"
    return reponse


def desactiver(visite: Visite) -> Response:
    """« Désactiver les comptes sélectionnés »: what was published of them goes at the next publication. EXP-55."""
    ici = ouvrir(visite, "comptes")
    choisis = _choisis(ici)
    if not choisis:
        return _lister(ici, {"comptes": "Cochez les comptes à désactiver."})
    fait = visite.engine.identifiants.desactiver(choisis, par=ici.par)
    if not is_successful(fait):
        return _refuser(ici, fait.failure())
    return ici.aller("comptes", fait="desactives")


def _siens(ici: AgenceOuverte, cherche: str = "") -> list[CompteClient | FicheDeCompte]:
    """Return the accounts of the trade, the clients' and nobody's, that have these words."""
    clients = (un for un in ici.usages.vitrine().parc.comptes.values() if un.metier is ici.metier)
    tous: list[CompteClient | FicheDeCompte] = [*clients, *ici.visite.engine.comptes.sans_client(ici.metier)]
    trouves = (un for un in tous if correspond(cherche, str(un.numero), un.libelle, un.tiers or "", un.entite))
    return sorted(trouves, key=lambda un: (un.entite, replier(str(un.numero))))


def _choisis(ici: AgenceOuverte) -> tuple[CompteId, ...]:
    siens = {un.id for un in _siens(ici)}
    return tuple(CompteId(un) for un in ici.visite.champs("comptes") if un in siens)


def _refuser(ici: AgenceOuverte, refus: object) -> Response:
    if isinstance(refus, FonctionManquante):
        raise introuvable()
    return _lister(ici, {"comptes": libelle(refus)})  # type: ignore[arg-type]


def _lister(ici: AgenceOuverte, erreurs: dict[str, str] | None = None) -> Response:
    visite = ici.visite
    cherche = visite.question("cherche")[:200]
    siens = _siens(ici, cherche)
    demandee = visite.question("page", "1")
    pages = max(1, -(-len(siens) // PAR_PAGE))
    page = min(pages, max(1, int(demandee) if demandee.isdecimal() and len(demandee) < 9 else 1))
    montres = siens[(page - 1) * PAR_PAGE : page * PAR_PAGE]
    return ici.rendre(
        "comptes.html",
        statut=422 if erreurs else 200,
        lignes=ici.usages.lignes_de_compte(montres),
        publies={un.id for un in montres if isinstance(un, CompteClient) and un.est_publie(ici.jour)},
        nombre=len(siens),
        cherche=cherche,
        page=page,
        pages=pages,
        erreurs=erreurs or {},
    )
