"""
The decisions the law names: which are in force, which one a title speaks of, at which majority.

The rows are in `decisions_nommees.py`, read at the first question and never before: who counts votes
does not pay for them. The article of a resolution stays free; what is here suggests, and warns.
"""

import re
import unicodedata
from datetime import date
from functools import cache
from typing import Final

from lsc_domain.loi.article_de_vote import ArticleDeVote
from lsc_domain.loi.ligne import DecisionNommee
from lsc_domain.loi.politique import POLITIQUE_PAR_DEFAUT, Politique
from lsc_domain.socle.errors import InvalidValue

_RANG: Final = {"24": 0, "25": 1, "26": 2, "unanimite": 3, "aucun": 4}
_LIGATURES: Final = str.maketrans({"œ": "oe", "æ": "ae", "’": "'", "‐": "-", "‑": "-", "–": "-", "—": "-"})
_NUMERO: Final = re.compile(r"\A(resolution )?(n ?[°o] ?)?\d+(\.\d+)* ?[-:.)]* *")
_AUTOUR: Final = re.compile(
    r"(compte[- ]rendu|rapports?|information|point (d'information|sur)|presentation|lecture|bilan|suivi"
    r"|etudes?|audit|mission|maitrise d'oeuvre|devis|choix d(e l'entreprise|u devis|u maitre d'oeuvre)"
    r"|(modalites de |plan de )?(financement|paiement)|appels? de fonds|echeancier|calendrier)\b"
)
"""A title that begins so speaks of what surrounds a decision, not of the decision."""


def decisions_a_la_date(le: date) -> tuple[DecisionNommee, ...]:
    """
    Return every decision the catalogue knows on that day, in the order of the majorities.

    Loi 65-557, art. 24 to 26 and the articles that refer to them. MAJ-12.

    >>> codes = [decision.code for decision in decisions_a_la_date(date(2026, 9, 8))]
    >>> ", ".join(code for code in codes if code.startswith("26 "))
    '26 a, 26 b, 26 c, 26 d, 26 aucun'
    """
    return tuple(decision for decision in _lignes() if decision.en_vigueur(le))


def decision_nommee(code: str, le: date) -> DecisionNommee | None:
    """
    Return the decision of that code on that day, or `None` when the catalogue has none. MAJ-12.

    >>> for jour in date(2019, 6, 15), date(2023, 6, 15):
    ...     print(decision_nommee("26 c", jour).objet)
    les modalités d'ouverture des portes d'accès
    la suppression du poste de concierge ou de gardien, et l'aliénation de son logement
    """
    return next((decision for decision in decisions_a_la_date(le) if decision.code == code), None)


def reconnaitre(titre: str, le: date) -> tuple[DecisionNommee, ...]:
    """
    Return the decisions the title of a resolution may speak of: none, one, or those it does not tell apart.

    Silence is the common answer: the expressions of the rows prefer to miss a decision than to name a
    wrong one, and a title that begins with a report, a study or a financing is left alone. MAJ-12.

    >>> tuple(un.code for un in reconnaitre("Mise en concurrence des marchés", date(2020, 7, 7)))
    ('21 mise en concurrence',)
    >>> tuple(un.code for un in reconnaitre("Installation de bornes de recharge", date(2021, 1, 5)))
    ('24 II i', '24-5 IV', '25 j')
    >>> reconnaitre("Compte rendu de la mise en concurrence des marchés", date(2020, 7, 7))
    ()
    """
    plie = plier(titre)
    if _AUTOUR.match(plie):
        return ()
    return tuple(
        decision for decision, expression in _expressions() if decision.en_vigueur(le) and expression.search(plie)
    )


def majorite_insuffisante(
    titre: str, article: ArticleDeVote, le: date, *, politique: Politique = POLITIQUE_PAR_DEFAUT
) -> DecisionNommee | None:
    """
    Return the decision the title names when the law asks a higher majority than the article given.

    24 < 25 < 26 < unanimity. A title that leaves several decisions open is judged by the lowest of their
    majorities, and by none when one of them takes that of the works it goes with: what may be right is
    not said to be wrong. An item that is not put to the vote is never judged. MAJ-12 (X-17).

    >>> titre, jour = "Achat d'un droit immobilier pour le compte de la copropriété", date(2020, 7, 13)
    >>> majorite_insuffisante(titre, ArticleDeVote("25"), jour).code
    '26 a'
    >>> majorite_insuffisante(titre, ArticleDeVote("26"), jour) is None
    True
    """
    exigees: list[tuple[int, DecisionNommee]] = []
    for decision in reconnaitre(titre, le):
        vote = decision.vote_selon(politique)
        if vote is None:
            return None
        exigees.append((_RANG[vote.majorite], decision))
    if not exigees or not article.se_vote:
        return None
    rang, decision = min(exigees, key=lambda exigee: exigee[0])
    return decision if rang > _RANG[article.majorite] else None


def vote_accessoire(travaux: ArticleDeVote) -> ArticleDeVote:
    """
    Return the vote of what is decided « à la même majorité » as works: their own, letter and second chances.

    For every row whose `vote` is `None`: loan, works fund, fees of the syndic, charges the works change.
    Whether such a loan has a second vote of its own is `Politique.emprunt_a_son_second_vote`.
    Loi 65-557, art. 11, 14-2-1, 18-1 A and 26-4. MAJ-12.

    Raises `InvalidValue` when the works are not put to the vote.

    >>> vote_accessoire(ArticleDeVote("25", "f"))
    ArticleDeVote(majorite='25', lettre='f')
    """
    if not travaux.se_vote:
        raise InvalidValue("article : les travaux ne sont pas soumis au vote, rien ne peut en prendre la majorité")
    return travaux


def plier(titre: str) -> str:
    """
    Fold a title for the expressions: lowercase, no accent, no number in front, no final punctuation.

    >>> plier("Résolution n° 5.1 : Individualisation des contrats d’eau ; mise en œuvre.")
    "individualisation des contrats d'eau ; mise en oeuvre"
    """
    decompose = unicodedata.normalize("NFKD", titre.lower().translate(_LIGATURES))
    nu = "".join(lettre for lettre in decompose if not unicodedata.combining(lettre))
    return _NUMERO.sub("", " ".join(nu.split()), count=1).rstrip(" .:;!?")


@cache
def _lignes() -> tuple[DecisionNommee, ...]:
    from lsc_domain.loi.decisions_nommees import DECISIONS

    return DECISIONS


@cache
def _expressions() -> tuple[tuple[DecisionNommee, re.Pattern[str]], ...]:
    return tuple((decision, re.compile(rf"\b(?:{'|'.join(decision.mots)})")) for decision in _lignes() if decision.mots)
