"""What a client owes and holds: entries, extracts, works funds, expenses, the charts, and the file of the entries."""

from typing import TYPE_CHECKING

from lsc_domain.socle.lazy import lazy_exports

if TYPE_CHECKING:
    from lsc_domain.compte.analytique import Analytique
    from lsc_domain.compte.coordonnees_bancaires import CoordonneesBancaires, coordonnees_publiees
    from lsc_domain.compte.depense import Depense, Exercice, depenses_publiees, pieces_publiees
    from lsc_domain.compte.depenses_d_immeuble import (
        DepensesDeCle,
        DepensesDeCompte,
        DepensesDImmeuble,
        TotalDeDepenses,
        exercices_consultables,
        presenter_depenses,
    )
    from lsc_domain.compte.ecriture import (
        Ecriture,
        Ligne,
        NatureDeCompte,
        OptionsDeCompte,
        lignes_publiees,
        solde_publie,
    )
    from lsc_domain.compte.extrait import ExtraitDeCompte
    from lsc_domain.compte.fec import CompteDeFec, ConstatDeFec, DefautDeFec, LigneDeFec, controler_fec, etablir_fec
    from lsc_domain.compte.fiche_de_compte import FicheDeCompte
    from lsc_domain.compte.fonds_de_travaux import FondsDeTravaux, fonds_publies, montants_par_lot
    from lsc_domain.compte.fonds_vus import FondsDeLot, FondsVu, FondsVus, lots_de, voir_fonds
    from lsc_domain.compte.lettrage import (
        DejaLettree,
        EcritureDUnAutreCompte,
        LettrageDesequilibre,
        RefusDeLettrage,
        RienALettrer,
        lettrer,
        lettres_suivantes,
    )
    from lsc_domain.compte.livre import FondsDImmeuble, LivreDExercice
    from lsc_domain.compte.plan_comptable import PlanComptable, Poste, plan_de
    from lsc_domain.compte.releve import LigneDeReleve, Releve, Sens, relever, solde_des
    from lsc_domain.compte.titulaire import Titulaire, titulaire_de

__all__ = [
    "Analytique",
    "CompteDeFec",
    "ConstatDeFec",
    "CoordonneesBancaires",
    "DefautDeFec",
    "DejaLettree",
    "Depense",
    "DepensesDImmeuble",
    "DepensesDeCle",
    "DepensesDeCompte",
    "Ecriture",
    "EcritureDUnAutreCompte",
    "Exercice",
    "ExtraitDeCompte",
    "FicheDeCompte",
    "FondsDImmeuble",
    "FondsDeLot",
    "FondsDeTravaux",
    "FondsVu",
    "FondsVus",
    "LettrageDesequilibre",
    "Ligne",
    "LigneDeFec",
    "LigneDeReleve",
    "LivreDExercice",
    "NatureDeCompte",
    "OptionsDeCompte",
    "PlanComptable",
    "Poste",
    "RefusDeLettrage",
    "Releve",
    "RienALettrer",
    "Sens",
    "Titulaire",
    "TotalDeDepenses",
    "controler_fec",
    "coordonnees_publiees",
    "depenses_publiees",
    "etablir_fec",
    "exercices_consultables",
    "fonds_publies",
    "lettrer",
    "lettres_suivantes",
    "lignes_publiees",
    "lots_de",
    "montants_par_lot",
    "pieces_publiees",
    "plan_de",
    "presenter_depenses",
    "relever",
    "solde_des",
    "solde_publie",
    "titulaire_de",
    "voir_fonds",
]

_EXPORTS = {
    "analytique": ("Analytique",),
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
    "depenses_d_immeuble": (
        "DepensesDImmeuble",
        "DepensesDeCle",
        "DepensesDeCompte",
        "TotalDeDepenses",
        "exercices_consultables",
        "presenter_depenses",
    ),
    "ecriture": (
        "Ecriture",
        "Ligne",
        "NatureDeCompte",
        "OptionsDeCompte",
        "lignes_publiees",
        "solde_publie",
    ),
    "extrait": ("ExtraitDeCompte",),
    "fec": (
        "CompteDeFec",
        "ConstatDeFec",
        "DefautDeFec",
        "LigneDeFec",
        "controler_fec",
        "etablir_fec",
    ),
    "fiche_de_compte": ("FicheDeCompte",),
    "fonds_de_travaux": (
        "FondsDeTravaux",
        "fonds_publies",
        "montants_par_lot",
    ),
    "fonds_vus": (
        "FondsDeLot",
        "FondsVu",
        "FondsVus",
        "lots_de",
        "voir_fonds",
    ),
    "lettrage": (
        "DejaLettree",
        "EcritureDUnAutreCompte",
        "LettrageDesequilibre",
        "RefusDeLettrage",
        "RienALettrer",
        "lettrer",
        "lettres_suivantes",
    ),
    "livre": (
        "FondsDImmeuble",
        "LivreDExercice",
    ),
    "plan_comptable": (
        "PlanComptable",
        "Poste",
        "plan_de",
    ),
    "releve": (
        "LigneDeReleve",
        "Releve",
        "Sens",
        "relever",
        "solde_des",
    ),
    "titulaire": (
        "Titulaire",
        "titulaire_de",
    ),
}

if not TYPE_CHECKING:  # a checker that saw it would let any name through
    __getattr__ = lazy_exports(__name__, _EXPORTS)
