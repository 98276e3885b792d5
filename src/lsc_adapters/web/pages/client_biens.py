"""« Mes biens », « Fonds de travaux » and « Liste des dépenses »: what is his, and what is spent in common. EXC-17."""

from __future__ import annotations

from starlette.responses import Response

from lsc_adapters.web.chemin import Acces, Chemin
from lsc_adapters.web.liens import FACTURE
from lsc_adapters.web.pages.client import EXTRANET, obtenu, ouvrir
from lsc_adapters.web.visite import Visite, introuvable
from lsc_domain.extranet.espace import Rubrique


def routes() -> tuple[Chemin, ...]:
    """List the paths."""
    return (
        Chemin(chemin=f"{EXTRANET}/biens", page=biens, acces=Acces.CLIENT),
        Chemin(chemin=f"{EXTRANET}/fonds", page=fonds, acces=Acces.CLIENT),
        Chemin(chemin=f"{EXTRANET}/depenses", page=depenses, acces=Acces.CLIENT),
        Chemin(chemin=f"{EXTRANET}/depenses/facture", page=facture, acces=Acces.CLIENT),
    )


def biens(visite: Visite) -> Response:
    """« Mes biens »: the lots he owns, by building, of the trade of this space. EXA-42."""
    ici = ouvrir(visite, Rubrique.BIENS)
    return ici.rendre("biens.html", biens=ici.vitrine.biens(ici.qui, ici.espace))


def fonds(visite: Visite) -> Response:
    """« Fonds de travaux »: by building then by lot, each fund, and the totals. EXC-17."""
    ici = ouvrir(visite, Rubrique.FONDS)
    return ici.rendre("fonds.html", fonds=obtenu(visite.engine.extranet.fonds(ici.qui)))


def depenses(visite: Visite) -> Response:
    """« Liste des dépenses »: an exercise that is open, then building, key and account, four totals. EXC-19 to 22."""
    ici = ouvrir(visite, Rubrique.DEPENSES)
    exercices = obtenu(visite.engine.extranet.exercices(ici.qui))
    annees = sorted({un.annee for un in exercices})
    demandee = visite.question("exercice")
    annee = int(demandee) if demandee.isdecimal() and len(demandee) < 5 else (annees[-1] if annees else 0)
    if annees and annee not in annees:
        raise introuvable()
    lues = [
        obtenu(visite.engine.extranet.depenses(ici.qui, un.immeuble, un.id)) for un in exercices if un.annee == annee
    ]

    return ici.rendre("depenses.html", annees=annees, annee=annee, depenses=lues)


def facture(visite: Visite) -> Response:
    """Send the browser to the signed address of an invoice, where the right to read it is checked. EXC-22."""
    ouvrir(visite, Rubrique.DEPENSES)
    return visite.vers_le_fichier(FACTURE, *(visite.question(un) for un in ("immeuble", "exercice", "piece")))
