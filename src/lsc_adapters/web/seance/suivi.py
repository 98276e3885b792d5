"""What every screen of a meeting but the two grids follows: each takes of it the parts it shows."""

from __future__ import annotations

from collections.abc import Mapping

from lsc_adapters.web.seance.deroulement import ou_en_est_on
from lsc_adapters.web.seance.ecran import Ecran
from lsc_adapters.web.seance.etat import EtatDeSeance
from lsc_adapters.web.seance.faits import bureau, etape, presents, toutes_les_reserves
from lsc_adapters.web.seance.mouvements import mouvements_notes
from lsc_adapters.web.seance.ordre_du_jour import agenda
from lsc_adapters.web.seance.pouvoirs import detenus


def suivi_de_seance(ecran: Ecran, etat: EtatDeSeance) -> Mapping[str, object]:
    """Return these parts laid out, laid out once whoever follows: none knows who looks."""
    return {
        "vivants": {
            "etape": etape(ecran, etat),
            "fiche": ecran.fragment("fiche.html", etat=etat, fiche=etat.seance.fiche, bureau=bureau(etat)),
            "reserves": ecran.fragment("notees.html", notees=toutes_les_reserves(etat)),
            "mouvements": ecran.fragment("mouvements_notes.html", mouvements=mouvements_notes(etat)),
            "presents": ecran.fragment("recapitulatif.html", **presents(etat)),
            "agenda": ecran.fragment("agenda.html", fautif="", refus="", **agenda(etat)),
            "pouvoirs": ecran.fragment("detenus.html", **detenus(etat)),
        },
        "version": ou_en_est_on(etat),
    }
