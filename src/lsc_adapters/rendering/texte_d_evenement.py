"""`TypstTexteRendering`: the text of an event, or a list of owners, as PDF/A-2a and PDF/UA-1. Extra `[pdf]`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from lsc_adapters.rendering.compilation import Commande, compiler
from lsc_adapters.rendering.gabarit import Gabarits
from lsc_adapters.rendering.processus import faire_tous
from lsc_domain.classeur.liste_des_coproprietaires import ActeDeListeDesCoproprietaires
from lsc_domain.ports.rendering import Rendu, TexteRendering
from lsc_domain.publication.planning import paris
from lsc_domain.publication.texte import TexteDEvenement
from lsc_domain.socle.affichage import ecrire_date, ecrire_heure, ecrire_jour, typographier
from lsc_domain.socle.euros import Euros

MODELE: Final = "texte_d_evenement"
"""The template: `texte_d_evenement.typ`, the agency's first, then ours."""

_EPOQUE: Final = date(1970, 1, 1)
_JOUR: Final = 86_400
_SEUIL: Final = 200
"""Papers asked for at once before other processes are worth starting: the lots of a run are smaller."""


class TypstTexteRendering:
    """
    Lays out what is published of an event. PUB-07.

    Its date is the day the event was dealt with: the same text gives the same bytes on every machine.
    """

    def __init__(self, modeles: Path | None = None) -> None:
        self._gabarits = Gabarits(modeles)

    def rendre(self, texte: TexteDEvenement, /) -> Rendu:
        """Make one PDF. Raises `BrokenTemplate`, naming the template and the field."""
        return _rendu(compiler(self._gabarits.racine, commander(texte)))

    def rendre_tous(self, textes: Iterable[TexteDEvenement], /) -> Iterator[Rendu]:
        """Make many PDFs, in order, as they are asked for."""
        faire = partial(compiler, self._gabarits.racine)
        yield from map(_rendu, faire_tous(faire, map(commander, textes), seuil=_SEUIL))

    def liste(self, liste: ActeDeListeDesCoproprietaires, /) -> Rendu:
        """Make the list of the owners of a building, dated of the day it was made. EXP-35, EXP-36."""
        return _rendu(compiler(self._gabarits.racine, commander_liste(liste)))


def commander(texte: TexteDEvenement) -> Commande:
    """Write a text as what typst is given: its template, its words in French typography, its date."""
    donnees = {
        "titre": texte.objet or f"Événement {texte.chrono:08d}",
        "date_iso": texte.traite_le.isoformat(),
        "date": ecrire_jour(texte.traite_le),
        "chrono": f"{texte.chrono:08d}",
        "texte": texte.texte,
        "immeuble": texte.immeuble,
        "adresse": texte.adresse,
        "dossier": texte.dossier,
    }
    return Commande(
        modele=MODELE,
        donnees=json.dumps({cle: typographier(dit) for cle, dit in donnees.items()}, ensure_ascii=False),
        horodatage=(texte.traite_le - _EPOQUE).days * _JOUR,
    )


def commander_liste(liste: ActeDeListeDesCoproprietaires) -> Commande:
    """Write a list as what typst is given: amounts as they are read, an X for a mark, nothing for none."""
    ici = liste.etablie_le.astimezone(paris())
    donnees = {
        "titre": f"Liste des copropriétaires {liste.nom}",
        "date_iso": ici.date().isoformat(),
        "immeuble": liste.nom,
        "adresse": liste.adresse,
        "base": liste.base,
        "etablie": f"le {ecrire_date(ici.date())} {liste.par} à {ecrire_heure(ici.time())}",
        "lignes": [
            {
                "identite": une.identite,
                "adresse": une.adresse,
                "lots": [f"{lot.id} ({lot.type})" if lot.type else lot.id for lot in une.lots],
                "fonds_de_roulement": _montant(une.fonds_de_roulement),
                "fonds_travaux": _montant(une.fonds_travaux),
                "membre_cs": _marque(une.membre_cs),
                "president_cs": _marque(une.president_cs),
                "resident": _marque(une.resident),
            }
            for une in liste.lignes
        ],
    }
    return Commande(
        modele="liste_des_coproprietaires",
        donnees=json.dumps(donnees, ensure_ascii=False),
        horodatage=(ici.date() - _EPOQUE).days * _JOUR,
    )


def _montant(montant: Euros | None) -> str:
    return "" if montant is None else str(montant)


def _marque(oui: bool) -> str:
    return "X" if oui else ""


def _rendu(contenu: bytes) -> Rendu:
    return Rendu(contenu=contenu, media_type="application/pdf", suffixe=".pdf")


_: type[TexteRendering] = TypstTexteRendering
