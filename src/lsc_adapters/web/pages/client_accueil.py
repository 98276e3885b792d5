"""Arriving: the space chooser, the home page and its switch, « Contacts », « Nos partenaires ». EXC-06, EXC-08."""

from __future__ import annotations

from starlette.responses import Response

from lsc_adapters.web.chemin import Acces, Chemin
from lsc_adapters.web.pages.client import EXTRANET, espace_du_chemin, ouvrir, ouvrir_sur
from lsc_adapters.web.visite import Visite
from lsc_domain.extranet.espace import Rubrique

DERNIERES = 5
"""Requests and news of each kind that the home page shows; the rest is one click away."""


def routes() -> tuple[Chemin, ...]:
    """List the paths."""
    return (
        Chemin(chemin="/extranet", page=choisir, acces=Acces.CONNECTE),
        Chemin(chemin=EXTRANET, page=accueil, acces=Acces.CLIENT),
        Chemin(chemin=f"{EXTRANET}/notifications", page=notifier, acces=Acces.CLIENT, methodes=("POST",)),
        Chemin(chemin=f"{EXTRANET}/contacts", page=contacts, acces=Acces.CLIENT),
        Chemin(chemin=f"{EXTRANET}/partenaires", page=partenaires, acces=Acces.CLIENT),
    )


def choisir(visite: Visite) -> Response:
    """
    Offer one access per category; with only one, arrive in it. EXC-06.

    It is the address clients are told; whoever of the agency comes by it arrives on his own side. X-13.
    """
    if visite.connu.tiers is None:
        return visite.aller("/agence")
    espaces = visite.engine.extranet.espaces(visite.client)
    if len(espaces) == 1:
        return visite.arriver(f"/extranet/{espaces[0].value}")
    return visite.rendre("client/espaces.html", espaces=espaces)


def accueil(visite: Visite) -> Response:
    """« Accueil »: who he is to the agency, his switch, what is going on. EXC-08, EXC-09."""
    extranet, espace = visite.engine.extranet, espace_du_chemin(visite)
    vu = extranet.accueil(visite.client, espace, revisions=visite.revisions)
    ici = ouvrir_sur(visite, Rubrique.ACCUEIL, espace, vu.vitrine)
    return ici.rendre(
        "accueil.html",
        accueil=vu,
        demandes=vu.demandes[:DERNIERES],
        informations=vu.informations[:DERNIERES],
        actualites=extranet.actualites(vu.vitrine)[:DERNIERES],
    )


def notifier(visite: Visite) -> Response:
    """« Activer les notifications de nouveaux documents »: the client's own switch. EXC-09, I-38."""
    ici = ouvrir(visite, Rubrique.ACCUEIL)
    actives = visite.champ("actives") == "oui"
    visite.engine.extranet.regler_notifications(ici.qui, actives)
    return ici.aller(Rubrique.ACCUEIL, fait="notifications-actives" if actives else "notifications-coupees")


def contacts(visite: Visite) -> Response:
    """« Contacts »: the offices of the agency, as it fills them in. EXA-08, EXA-41."""
    ici = ouvrir(visite, Rubrique.CONTACTS)
    return ici.rendre("contacts.html", bureaux=ici.vitrine.contacts(ici.qui))


def partenaires(visite: Visite) -> Response:
    """« Nos partenaires »: the contractors the agency lists. EXA-40."""
    ici = ouvrir(visite, Rubrique.PARTENAIRES)
    return ici.rendre("partenaires.html", partenaires=ici.vitrine.partenaires(ici.qui))
