"""What the agency manages: buildings, people, accounts, and who is what to what, from when to when."""

from typing import TYPE_CHECKING

from lsc_domain.socle.lazy import lazy_exports

if TYPE_CHECKING:
    from lsc_domain.parc.bail import (
        PasLocataire,
        PreavisDejaDonne,
        RefusDeBail,
        donner_preavis,
        locataires_de,
        partir,
    )
    from lsc_domain.parc.compte_client import CompteClient
    from lsc_domain.parc.conseil import (
        MandatEnCours,
        PresidentEnPlace,
        RefusDeMandat,
        SansMandat,
        elire,
        finir_le_mandat,
    )
    from lsc_domain.parc.fiche_de_lot import (
        EtatDuLot,
        EtatLocatif,
        FicheDeLot,
        Situation,
        Surfaces,
    )
    from lsc_domain.parc.immeuble import (
        Immeuble,
        LotDImmeuble,
        Photo,
    )
    from lsc_domain.parc.inactivation import (
        Inactivations,
        MotifDeSortie,
        Sortie,
        inactiver,
    )
    from lsc_domain.parc.mutation import (
        Acquereur,
        LotDUnAutre,
        RefusDeMutation,
        SansAcquereur,
        muter,
    )
    from lsc_domain.parc.parc import Parc
    from lsc_domain.parc.role import (
        MANDATS,
        Metier,
        Role,
        RoleTenu,
    )
    from lsc_domain.parc.service_client import (
        ComptesSansClient,
        RetraitAVenir,
        desactiver,
        marquer_pour_publication,
    )
    from lsc_domain.parc.tiers import (
        DonneeComplementaire,
        Tiers,
    )

__all__ = [
    "MANDATS",
    "Acquereur",
    "CompteClient",
    "ComptesSansClient",
    "DonneeComplementaire",
    "EtatDuLot",
    "EtatLocatif",
    "FicheDeLot",
    "Immeuble",
    "Inactivations",
    "LotDImmeuble",
    "LotDUnAutre",
    "MandatEnCours",
    "Metier",
    "MotifDeSortie",
    "Parc",
    "PasLocataire",
    "Photo",
    "PreavisDejaDonne",
    "PresidentEnPlace",
    "RefusDeBail",
    "RefusDeMandat",
    "RefusDeMutation",
    "RetraitAVenir",
    "Role",
    "RoleTenu",
    "SansAcquereur",
    "SansMandat",
    "Situation",
    "Sortie",
    "Surfaces",
    "Tiers",
    "desactiver",
    "donner_preavis",
    "elire",
    "finir_le_mandat",
    "inactiver",
    "locataires_de",
    "marquer_pour_publication",
    "muter",
    "partir",
]

_EXPORTS = {
    "bail": (
        "PasLocataire",
        "PreavisDejaDonne",
        "RefusDeBail",
        "donner_preavis",
        "locataires_de",
        "partir",
    ),
    "compte_client": ("CompteClient",),
    "conseil": (
        "MandatEnCours",
        "PresidentEnPlace",
        "RefusDeMandat",
        "SansMandat",
        "elire",
        "finir_le_mandat",
    ),
    "fiche_de_lot": (
        "EtatDuLot",
        "EtatLocatif",
        "FicheDeLot",
        "Situation",
        "Surfaces",
    ),
    "immeuble": (
        "Immeuble",
        "LotDImmeuble",
        "Photo",
    ),
    "inactivation": (
        "Inactivations",
        "MotifDeSortie",
        "Sortie",
        "inactiver",
    ),
    "mutation": (
        "Acquereur",
        "LotDUnAutre",
        "RefusDeMutation",
        "SansAcquereur",
        "muter",
    ),
    "parc": ("Parc",),
    "role": (
        "MANDATS",
        "Metier",
        "Role",
        "RoleTenu",
    ),
    "service_client": (
        "ComptesSansClient",
        "RetraitAVenir",
        "desactiver",
        "marquer_pour_publication",
    ),
    "tiers": (
        "DonneeComplementaire",
        "Tiers",
    ),
}

if not TYPE_CHECKING:  # a checker that saw it would let any name through
    __getattr__ = lazy_exports(__name__, _EXPORTS)
