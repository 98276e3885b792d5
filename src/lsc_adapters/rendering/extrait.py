"""`TypstExtraitRendering`: the extract of an account as PDF/A-2a and PDF/UA-1. Extra `[pdf]`."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Final

from lsc_adapters.rendering.compilation import Commande, compiler
from lsc_adapters.rendering.gabarit import Gabarits
from lsc_domain.compte.extrait import ExtraitDeCompte
from lsc_domain.ports.rendering import Rendu
from lsc_domain.publication.planning import paris
from lsc_domain.socle.affichage import ESPACE_FINE, ecrire_date, ecrire_euros, ecrire_heure, typographier

MODELE: Final = "extrait_de_compte"
"""The template: `extrait_de_compte.typ`, the agency's first, then ours."""

_EPOQUE: Final = date(1970, 1, 1)
_JOUR: Final = 86_400


class TypstExtraitRendering:
    """
    Lays out the extract of an account. EXC-14.

    Its date is the day it was asked for: the same extract gives the same bytes on every machine.
    """

    def __init__(self, modeles: Path | None = None) -> None:
        self._gabarits = Gabarits(modeles)

    def extrait(self, extrait: ExtraitDeCompte, /) -> Rendu:
        """Make one PDF. Raises `BrokenTemplate`, naming the template and the field."""
        contenu = compiler(self._gabarits.racine, commander(extrait))
        return Rendu(contenu=contenu, media_type="application/pdf", suffixe=".pdf")


def commander(extrait: ExtraitDeCompte) -> Commande:
    """Write an extract as what typst is given: amounts as they are read, nothing in the column that has none."""
    releve, ici = extrait.releve, extrait.etabli_le.astimezone(paris())
    donnees = {
        "titre": extrait.titre,
        "date_iso": ici.date().isoformat(),
        "etabli": f"établi le {ecrire_date(ici.date())} à {ecrire_heure(ici.time())}",
        "agence": extrait.agence,
        "titulaire": extrait.titulaire,
        "adresse": extrait.adresse,
        "libelle": typographier(extrait.libelle),
        "periode": extrait.periode,
        "sens": releve.sens.libelle.lower(),
        "solde_courant": str(releve.solde_courant),
        "solde_de_fin": str(releve.solde_de_fin),
        "solde_anterieur": str(releve.solde_anterieur),
        "debit": str(releve.debit),
        "credit": str(releve.credit),
        "lignes": [
            {
                "le": ecrire_date(une.le),
                "libelle": typographier(une.libelle),
                "debit": _montant(une.debit_en_centimes),
                "credit": _montant(une.credit_en_centimes),
                "solde": ecrire_euros(une.solde_en_centimes, espace=ESPACE_FINE),
            }
            for une in releve.lignes
        ],
    }
    return Commande(
        modele=MODELE,
        donnees=json.dumps(donnees, ensure_ascii=False),
        horodatage=(ici.date() - _EPOQUE).days * _JOUR,
    )


def _montant(centimes: int) -> str:
    return ecrire_euros(centimes, espace=ESPACE_FINE) if centimes else ""
