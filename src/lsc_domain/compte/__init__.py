"""The accounts, as far as the extranet shows them: entries, works funds, expenses, bank details. Not the ledgers."""

from typing import TYPE_CHECKING

from lsc_domain.socle.lazy import lazy_exports

if TYPE_CHECKING:
    from lsc_domain.compte.coordonnees_bancaires import CoordonneesBancaires, coordonnees_publiees
    from lsc_domain.compte.depense import Depense, Exercice, depenses_publiees, pieces_publiees
    from lsc_domain.compte.ecriture import (
        Ecriture,
        Ligne,
        NatureDeCompte,
        OptionsDeCompte,
        lignes_publiees,
        solde_publie,
    )
    from lsc_domain.compte.fiche_de_compte import FicheDeCompte
    from lsc_domain.compte.fonds_de_travaux import FondsDeTravaux, fonds_publies, montants_par_lot

__all__ = [
    "CoordonneesBancaires",
    "Depense",
    "Ecriture",
    "Exercice",
    "FicheDeCompte",
    "FondsDeTravaux",
    "Ligne",
    "NatureDeCompte",
    "OptionsDeCompte",
    "coordonnees_publiees",
    "depenses_publiees",
    "fonds_publies",
    "lignes_publiees",
    "montants_par_lot",
    "pieces_publiees",
    "solde_publie",
]

_EXPORTS = {
    "coordonnees_bancaires": (
        "CoordonneesBancaires",
        "coordonnees_publiees",
    ),
    "depense": (
        "Depense",
        "Exercice",
        "depenses_publiees",
        "pieces_publiees",
    ),
    "ecriture": (
        "Ecriture",
        "Ligne",
        "NatureDeCompte",
        "OptionsDeCompte",
        "lignes_publiees",
        "solde_publie",
    ),
    "fiche_de_compte": ("FicheDeCompte",),
    "fonds_de_travaux": (
        "FondsDeTravaux",
        "fonds_publies",
        "montants_par_lot",
    ),
}

if not TYPE_CHECKING:  # a checker that saw it would let any name through
    __getattr__ = lazy_exports(__name__, _EXPORTS)
