"""
The general meeting, from its agenda to the count.

Modules follow the life of a meeting, and import only what comes before them: `resolution`, `pouvoir` and
`correspondance`, `presence`, `mouvement`,
`feuille`, `vote`, `scrutin`, `seance`, `declaration`, `depouillement`, `verification`.
"""

from typing import TYPE_CHECKING

from lsc_domain.socle.lazy import lazy_exports

if TYPE_CHECKING:
    from lsc_domain.assemblee.choix import Choix
    from lsc_domain.assemblee.correspondance import (
        Canal,
        Formulaire,
        Reponse,
        formulaire_vierge,
        lire_cases,
        recevoir_formulaire,
    )
    from lsc_domain.assemblee.declaration import Declaration, Faute, etablir
    from lsc_domain.assemblee.depouillement import Depouillement, depouiller
    from lsc_domain.assemblee.feuille import (
        FeuilleDePresence,
        enregistrer_mouvement,
        representer,
        tous_absents,
        tous_presents,
    )
    from lsc_domain.assemblee.fiche import (
        FicheDAssemblee,
        TypeDAssemblee,
        creer_fiche,
        proposer_reference,
    )
    from lsc_domain.assemblee.irregularite import Irregularite, irregularites
    from lsc_domain.assemblee.mouvement import Mouvement, Sens, deplacer
    from lsc_domain.assemblee.pouvoir import (
        EtatDuPouvoir,
        Porteur,
        Pouvoir,
        Pouvoirs,
        accepter_pouvoir,
        decliner_pouvoir,
        deleguer_pouvoir,
        donner_pouvoir,
        repartir_pouvoirs,
        retirer_pouvoir,
    )
    from lsc_domain.assemblee.presence import Code, EtatDesPresences, Presence
    from lsc_domain.assemblee.refus import Refus, libelle
    from lsc_domain.assemblee.resolution import Ligne, OrdreDuJour, Resolution
    from lsc_domain.assemblee.scrutin import (
        Scrutin,
        SecondScrutin,
        Suffrages,
        Tableau,
        compter,
    )
    from lsc_domain.assemblee.seance import (
        Amendement,
        FormulaireEcarte,
        Incident,
        Seance,
        ecarter_formulaires,
        formulaires_recus,
    )
    from lsc_domain.assemblee.verification import Constatation, Severite, verifier
    from lsc_domain.assemblee.vote import (
        Bulletins,
        Urne,
        amender,
        reporter,
    )

__all__ = [
    "Amendement",
    "Bulletins",
    "Canal",
    "Choix",
    "Code",
    "Constatation",
    "Declaration",
    "Depouillement",
    "EtatDesPresences",
    "EtatDuPouvoir",
    "Faute",
    "FeuilleDePresence",
    "FicheDAssemblee",
    "Formulaire",
    "FormulaireEcarte",
    "Incident",
    "Irregularite",
    "Ligne",
    "Mouvement",
    "OrdreDuJour",
    "Porteur",
    "Pouvoir",
    "Pouvoirs",
    "Presence",
    "Refus",
    "Reponse",
    "Resolution",
    "Scrutin",
    "Seance",
    "SecondScrutin",
    "Sens",
    "Severite",
    "Suffrages",
    "Tableau",
    "TypeDAssemblee",
    "Urne",
    "accepter_pouvoir",
    "amender",
    "compter",
    "creer_fiche",
    "decliner_pouvoir",
    "deleguer_pouvoir",
    "deplacer",
    "depouiller",
    "donner_pouvoir",
    "ecarter_formulaires",
    "enregistrer_mouvement",
    "etablir",
    "formulaire_vierge",
    "formulaires_recus",
    "irregularites",
    "libelle",
    "lire_cases",
    "proposer_reference",
    "recevoir_formulaire",
    "repartir_pouvoirs",
    "reporter",
    "representer",
    "retirer_pouvoir",
    "tous_absents",
    "tous_presents",
    "verifier",
]

_EXPORTS = {
    "choix": ("Choix",),
    "correspondance": (
        "Canal",
        "Formulaire",
        "Reponse",
        "formulaire_vierge",
        "lire_cases",
        "recevoir_formulaire",
    ),
    "declaration": (
        "Declaration",
        "Faute",
        "etablir",
    ),
    "depouillement": (
        "Depouillement",
        "depouiller",
    ),
    "fiche": (
        "FicheDAssemblee",
        "TypeDAssemblee",
        "creer_fiche",
        "proposer_reference",
    ),
    "irregularite": (
        "Irregularite",
        "irregularites",
    ),
    "pouvoir": (
        "EtatDuPouvoir",
        "Porteur",
        "Pouvoir",
        "Pouvoirs",
        "accepter_pouvoir",
        "decliner_pouvoir",
        "deleguer_pouvoir",
        "donner_pouvoir",
        "repartir_pouvoirs",
        "retirer_pouvoir",
    ),
    "feuille": (
        "FeuilleDePresence",
        "enregistrer_mouvement",
        "representer",
        "tous_absents",
        "tous_presents",
    ),
    "mouvement": (
        "Mouvement",
        "Sens",
        "deplacer",
    ),
    "presence": (
        "Code",
        "EtatDesPresences",
        "Presence",
    ),
    "refus": (
        "Refus",
        "libelle",
    ),
    "resolution": (
        "Ligne",
        "OrdreDuJour",
        "Resolution",
    ),
    "scrutin": (
        "Scrutin",
        "SecondScrutin",
        "Suffrages",
        "Tableau",
        "compter",
    ),
    "seance": (
        "Amendement",
        "FormulaireEcarte",
        "Incident",
        "Seance",
        "ecarter_formulaires",
        "formulaires_recus",
    ),
    "verification": (
        "Constatation",
        "Severite",
        "verifier",
    ),
    "vote": (
        "Bulletins",
        "Urne",
        "amender",
        "reporter",
    ),
}

if not TYPE_CHECKING:  # a checker that saw it would let any name through
    __getattr__ = lazy_exports(__name__, _EXPORTS)
