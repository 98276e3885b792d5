"""Which majority and which second chance govern an article on a day."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from attrs import evolve, frozen

from lsc_domain.loi import loi_1965
from lsc_domain.loi.article_de_vote import ArticleDeVote
from lsc_domain.loi.loi_1965 import ORDONNANCE_2019, SecondeChance
from lsc_domain.loi.majorite import Majorite
from lsc_domain.loi.politique import POLITIQUE_PAR_DEFAUT, Politique
from lsc_domain.loi.version import Version, a_la_date, exigee_a_la_date
from lsc_domain.socle.errors import InvalidValue

_MAJORITES: Final[Mapping[str, tuple[Version[Majorite], ...]]] = {
    "24": loi_1965.MAJORITE_24,
    "25": loi_1965.MAJORITE_25,
    "26": loi_1965.MAJORITE_26,
    "unanimite": loi_1965.UNANIMITE,
}
_SECONDES_CHANCES: Final[Mapping[str, tuple[Version[SecondeChance], ...]]] = {
    "25": loi_1965.APRES_25,
    "26": loi_1965.APRES_26,
}
_SANS_SUITE: Final = SecondeChance()


@frozen(kw_only=True)
class Regime:
    """The majority of the first vote and what its failure leaves open, for one article on one day."""

    article: ArticleDeVote
    majorite: Majorite
    suite: SecondeChance


def regime_du_vote(
    article: ArticleDeVote,
    le: date,
    *,
    deux_coproprietaires: bool = False,
    emprunt: bool = False,
    politique: Politique = POLITIQUE_PAR_DEFAUT,
) -> Regime:
    """
    Tell the law of a vote held on that day.

    `deux_coproprietaires` applies art. 41-16 from 1 June 2020: art. 24 and the choice of the syndic
    (25 c) by more than half of the voices, art. 25 by two thirds, without second vote; art. 26 keeps its
    majority, and its second vote is that of `Politique.second_vote_entre_deux`. `emprunt` marks a loan
    voted at the majority of its works (art. 26-4), whose second vote is `Politique.emprunt_a_son_second_vote`.

    Raises `InvalidValue` for an item that is not put to the vote, or a day before the loi of 1965.

    >>> regime_du_vote(ArticleDeVote("26"), date(1990, 6, 15)).majorite.libelle
    'majorité des membres du syndicat représentant au moins les trois quarts des voix'
    """
    if not article.se_vote:
        raise InvalidValue("article : ce point n'est pas soumis au vote")
    if deux_coproprietaires:
        lignes = loi_1965.DEUX_COPROPRIETAIRES
        propre = a_la_date(lignes.get(str(article), lignes.get(article.majorite, ())), le)
        if propre is not None:
            return Regime(article=article, majorite=propre.valeur, suite=_SANS_SUITE)
    majorite = exigee_a_la_date(_MAJORITES[article.majorite], le).valeur
    if emprunt and not politique.emprunt_a_son_second_vote:
        return Regime(article=article, majorite=majorite, suite=_SANS_SUITE)
    version = a_la_date(_SECONDES_CHANCES.get(article.majorite, ()), le)
    suite = version.valeur if version else _SANS_SUITE
    entre_deux_tiers = (
        deux_coproprietaires and le >= ORDONNANCE_2019 and politique.second_vote_entre_deux == "deux_tiers"
    )
    if entre_deux_tiers and suite.passerelle:
        entre_deux = evolve(suite.passerelle, majorite=loi_1965.SECOND_VOTE_ENTRE_DEUX)
        suite = evolve(suite, passerelle=entre_deux)
    return Regime(article=article, majorite=majorite, suite=suite)
