"""What the agency arrives at: its trades, then the buttons. EXA-05, EXA-06."""

from __future__ import annotations

from starlette.responses import Response

from lsc_adapters.web.chemin import Acces, Chemin
from lsc_adapters.web.pages.agence import ouvrir
from lsc_adapters.web.visite import Visite
from lsc_domain.extranet.habilitation import Habilitation, peut


def routes() -> tuple[Chemin, ...]:
    """List the paths."""
    return (
        Chemin(chemin="/agence", page=metiers, acces=Acces.AGENCE),
        Chemin(chemin="/agence/{metier}", page=accueil, acces=Acces.AGENCE),
    )


def metiers(visite: Visite) -> Response:
    """The active trades; with only one, it is entered at once. EXA-05."""
    ouverts = visite.engine.administration.metiers()
    if len(ouverts) == 1:
        return visite.arriver(f"/agence/{ouverts[0].value}")
    return visite.rendre("agence/metiers.html", metiers=ouverts)


def accueil(visite: Visite) -> Response:
    """The buttons of a trade, and what waits for somebody. EXA-06."""
    ici = ouvrir(visite)
    demandes = ici.usages.demandes(ouvertes=True, metier=ici.metier) if peut(ici.par, Habilitation.DEMANDES) else ()
    return ici.rendre("accueil.html", boutons=ici.entrees, demandes=demandes[:5], nombre=len(demandes))
