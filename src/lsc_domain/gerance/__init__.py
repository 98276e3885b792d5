"""Renting for an owner, as far as the accounts go: what a tenant paid too much, and its allocation."""

from typing import TYPE_CHECKING

from lsc_domain.socle.lazy import lazy_exports

if TYPE_CHECKING:
    from lsc_domain.gerance.locataires import CompteDeLocataire, RegistreDesLocataires, lire_registre, mandants_de
    from lsc_domain.gerance.refus import (
        DejaAffecte,
        EcrituresSansMouvement,
        LettresDesequilibrees,
        MouvementDesequilibre,
        PlusieursMandants,
        PropositionPerimee,
        RefusDeTropPercu,
        SansMandatDeGestion,
        libelle,
    )
    from lsc_domain.gerance.trop_percu import (
        Affectation,
        PropositionDeTropPercus,
        TropPercu,
        affecter,
        examiner,
        proposer,
        selectionner,
    )

__all__ = [
    "Affectation",
    "CompteDeLocataire",
    "DejaAffecte",
    "EcrituresSansMouvement",
    "LettresDesequilibrees",
    "MouvementDesequilibre",
    "PlusieursMandants",
    "PropositionDeTropPercus",
    "PropositionPerimee",
    "RefusDeTropPercu",
    "RegistreDesLocataires",
    "SansMandatDeGestion",
    "TropPercu",
    "affecter",
    "examiner",
    "libelle",
    "lire_registre",
    "mandants_de",
    "proposer",
    "selectionner",
]

_EXPORTS = {
    "locataires": (
        "CompteDeLocataire",
        "RegistreDesLocataires",
        "lire_registre",
        "mandants_de",
    ),
    "refus": (
        "DejaAffecte",
        "EcrituresSansMouvement",
        "LettresDesequilibrees",
        "MouvementDesequilibre",
        "PlusieursMandants",
        "PropositionPerimee",
        "RefusDeTropPercu",
        "SansMandatDeGestion",
        "libelle",
    ),
    "trop_percu": (
        "Affectation",
        "PropositionDeTropPercus",
        "TropPercu",
        "affecter",
        "examiner",
        "proposer",
        "selectionner",
    ),
}

if not TYPE_CHECKING:  # a checker that saw it would let any name through
    __getattr__ = lazy_exports(__name__, _EXPORTS)
