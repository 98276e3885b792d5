"""The meetings, and where each stands. AG-01, AG-03."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from starlette.responses import Response

from lsc_adapters.web.chemin import Acces, Chemin
from lsc_adapters.web.seance.ecran import SEANCES, Ecran, chemin
from lsc_adapters.web.visite import Visite
from lsc_domain.assemblee.suivi import Etape
from lsc_domain.extranet.habilitation import Habilitation

ETAPES: Final = {
    Etape.PREPARATION: "ordre du jour",
    Etape.CONVOCATION: "convoquée",
    Etape.PRESENCES: "saisie des présences",
    Etape.VOTES: "saisie des votes",
    Etape.CLOSE: "close",
    Etape.PROCES_VERBAL: "procès-verbal établi",
    Etape.RECTIFICATION: "rectification en cours",
}


def routes() -> tuple[Chemin, ...]:
    """List the paths."""
    liste = Chemin(chemin=SEANCES, page=seances, acces=Acces.AGENCE, habilitation=Habilitation.SEANCES)
    return liste, chemin("", entrer)


def seances(visite: Visite) -> Response:
    """The meetings, the latest first."""
    suivis = sorted(visite.engine.assemblees.suivis(), key=lambda un: (un.date, un.reference), reverse=True)
    return visite.rendre(
        "seance/liste.html",
        seances=[(un, visite.url(f"{SEANCES}/{quote(un.id, safe='')}"), ETAPES[un.etape]) for un in suivis],
    )


def entrer(visite: Visite) -> Response:
    """Go to what the meeting has come to: the sheet before it is opened, the votes while it is held. AG-03."""
    ecran = Ecran.ouvrir(visite)
    etat = ecran.etat
    suite = "presences" if not etat.ouverte else "deroulement" if etat.close or etat.figee else "votes"
    return visite.aller(f"{ecran.ici}/{suite}")
