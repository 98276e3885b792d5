"""
The law of copropriété: dated, sourced, computable. It knows nobody's building.

Ask it what a vote decides (`decider`), which rule governs a day (`regime_du_vote`), when a paper is due
(`delais_de_l_assemblee`), how many proxies one may hold (`plafonner`), or which majority a decision needs
(`decisions_a_la_date`, `reconnaitre`).
"""

from typing import TYPE_CHECKING

from lsc_domain.socle.lazy import lazy_exports

if TYPE_CHECKING:
    from lsc_domain.loi.article import Article, Texte
    from lsc_domain.loi.article_de_vote import ArticleDeVote
    from lsc_domain.loi.catalogue import (
        decision_nommee,
        decisions_a_la_date,
        majorite_insuffisante,
        reconnaitre,
    )
    from lsc_domain.loi.constat import Constat
    from lsc_domain.loi.decision import (
        Decision,
        Resultat,
        decider,
        decider_au_second_vote,
    )
    from lsc_domain.loi.decompte import Decompte, Poids
    from lsc_domain.loi.delai import (
        DelaisDeLAssemblee,
        assemblee_au_plus_tot,
        contestation_jusqu_au,
        convocation_au_plus_tard,
        delais_de_l_assemblee,
        formulaire_au_plus_tard,
        notification_au_plus_tard,
        proces_verbal_signe_au_plus_tard,
    )
    from lsc_domain.loi.formulaire import LectureDuFormulaire, lecture_du_formulaire
    from lsc_domain.loi.ligne import DecisionNommee
    from lsc_domain.loi.loi_1965 import SecondeChance
    from lsc_domain.loi.majorite import (
        Assiette,
        Cote,
        Majorite,
        Seuil,
        Unite,
    )
    from lsc_domain.loi.motif import Motif
    from lsc_domain.loi.passerelle import NouvelleAssemblee, Passerelle
    from lsc_domain.loi.plafond import Plafond, plafonner
    from lsc_domain.loi.politique import Politique
    from lsc_domain.loi.regime import Regime, regime_du_vote
    from lsc_domain.loi.version import Version, a_la_date

__all__ = [
    "Article",
    "ArticleDeVote",
    "Assiette",
    "Constat",
    "Cote",
    "Decision",
    "DecisionNommee",
    "Decompte",
    "DelaisDeLAssemblee",
    "LectureDuFormulaire",
    "Majorite",
    "Motif",
    "NouvelleAssemblee",
    "Passerelle",
    "Plafond",
    "Poids",
    "Politique",
    "Regime",
    "Resultat",
    "SecondeChance",
    "Seuil",
    "Texte",
    "Unite",
    "Version",
    "a_la_date",
    "assemblee_au_plus_tot",
    "contestation_jusqu_au",
    "convocation_au_plus_tard",
    "decider",
    "decider_au_second_vote",
    "decision_nommee",
    "decisions_a_la_date",
    "delais_de_l_assemblee",
    "formulaire_au_plus_tard",
    "lecture_du_formulaire",
    "majorite_insuffisante",
    "notification_au_plus_tard",
    "plafonner",
    "proces_verbal_signe_au_plus_tard",
    "reconnaitre",
    "regime_du_vote",
]

_EXPORTS = {
    "article": (
        "Article",
        "Texte",
    ),
    "article_de_vote": ("ArticleDeVote",),
    "catalogue": (
        "decision_nommee",
        "decisions_a_la_date",
        "majorite_insuffisante",
        "reconnaitre",
    ),
    "constat": ("Constat",),
    "decision": (
        "Decision",
        "Resultat",
        "decider",
        "decider_au_second_vote",
    ),
    "ligne": ("DecisionNommee",),
    "decompte": (
        "Decompte",
        "Poids",
    ),
    "delai": (
        "DelaisDeLAssemblee",
        "assemblee_au_plus_tot",
        "contestation_jusqu_au",
        "convocation_au_plus_tard",
        "delais_de_l_assemblee",
        "formulaire_au_plus_tard",
        "notification_au_plus_tard",
        "proces_verbal_signe_au_plus_tard",
    ),
    "formulaire": (
        "LectureDuFormulaire",
        "lecture_du_formulaire",
    ),
    "loi_1965": ("SecondeChance",),
    "majorite": (
        "Assiette",
        "Cote",
        "Majorite",
        "Seuil",
        "Unite",
    ),
    "motif": ("Motif",),
    "passerelle": (
        "NouvelleAssemblee",
        "Passerelle",
    ),
    "plafond": (
        "Plafond",
        "plafonner",
    ),
    "politique": ("Politique",),
    "regime": (
        "Regime",
        "regime_du_vote",
    ),
    "version": (
        "Version",
        "a_la_date",
    ),
}

if not TYPE_CHECKING:  # a checker that saw it would let any name through
    __getattr__ = lazy_exports(__name__, _EXPORTS)
