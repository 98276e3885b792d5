"""What clients pay from the extranet, to whom, and what is known of it afterwards."""

from typing import TYPE_CHECKING

from lsc_domain.socle.lazy import lazy_exports

if TYPE_CHECKING:
    from lsc_domain.paiement.avis import AvisDePaiement
    from lsc_domain.paiement.creancier import Adresse, Creancier, est_un_bic, est_un_iban, est_un_ics
    from lsc_domain.paiement.echeance import REGLES_DE_PAIEMENT, ReglesDePaiement, premiere_echeance
    from lsc_domain.paiement.etat import EtatDePaiement, Moyen
    from lsc_domain.paiement.evenement import EvenementDePaiement
    from lsc_domain.paiement.latin import est_une_reference, transliterer
    from lsc_domain.paiement.paiement import MandatUnique, Paiement, appliquer
    from lsc_domain.paiement.refus import (
        AutreBoutique,
        AutrePaiement,
        CompteDUnAutre,
        CreancierIncomplet,
        EcheanceRefusee,
        IbanRefuse,
        MontantDiffere,
        MontantRefuse,
        PaiementFerme,
        PaiementInconnu,
        RemiseInconnue,
        ReserveAuSyndic,
        RienARemettre,
        SansCommercant,
        SansContrat,
        SansCourriel,
        TitulaireRefuse,
        libelle,
    )

__all__ = [
    "REGLES_DE_PAIEMENT",
    "Adresse",
    "AutreBoutique",
    "AutrePaiement",
    "AvisDePaiement",
    "CompteDUnAutre",
    "Creancier",
    "CreancierIncomplet",
    "EcheanceRefusee",
    "EtatDePaiement",
    "EvenementDePaiement",
    "IbanRefuse",
    "MandatUnique",
    "MontantDiffere",
    "MontantRefuse",
    "Moyen",
    "Paiement",
    "PaiementFerme",
    "PaiementInconnu",
    "ReglesDePaiement",
    "RemiseInconnue",
    "ReserveAuSyndic",
    "RienARemettre",
    "SansCommercant",
    "SansContrat",
    "SansCourriel",
    "TitulaireRefuse",
    "appliquer",
    "est_un_bic",
    "est_un_iban",
    "est_un_ics",
    "est_une_reference",
    "libelle",
    "premiere_echeance",
    "transliterer",
]

_EXPORTS = {
    "avis": ("AvisDePaiement",),
    "creancier": (
        "Adresse",
        "Creancier",
        "est_un_bic",
        "est_un_iban",
        "est_un_ics",
    ),
    "echeance": (
        "REGLES_DE_PAIEMENT",
        "ReglesDePaiement",
        "premiere_echeance",
    ),
    "etat": (
        "EtatDePaiement",
        "Moyen",
    ),
    "evenement": ("EvenementDePaiement",),
    "latin": (
        "est_une_reference",
        "transliterer",
    ),
    "paiement": (
        "MandatUnique",
        "Paiement",
        "appliquer",
    ),
    "refus": (
        "AutreBoutique",
        "AutrePaiement",
        "CompteDUnAutre",
        "CreancierIncomplet",
        "EcheanceRefusee",
        "IbanRefuse",
        "MontantDiffere",
        "MontantRefuse",
        "PaiementFerme",
        "PaiementInconnu",
        "RemiseInconnue",
        "ReserveAuSyndic",
        "RienARemettre",
        "SansCommercant",
        "SansContrat",
        "SansCourriel",
        "TitulaireRefuse",
        "libelle",
    ),
}

if not TYPE_CHECKING:  # a checker that saw it would let any name through
    __getattr__ = lazy_exports(__name__, _EXPORTS)
