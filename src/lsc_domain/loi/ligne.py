"""A row of the catalogue: a decision the law names, at which majority, between which days."""

from datetime import date
from typing import Literal

from attrs import frozen

from lsc_domain.loi.article import Article
from lsc_domain.loi.article_de_vote import ArticleDeVote
from lsc_domain.loi.loi_1965 import ORDONNANCE_2019
from lsc_domain.loi.politique import POLITIQUE_PAR_DEFAUT, Politique
from lsc_domain.socle.errors import InvalidValue

Dispute = Literal["", "opposition_a_l_accessibilite"]


@frozen(kw_only=True)
class DecisionNommee:
    """
    A decision the law names, with the article under which it is put to the vote. MAJ-12.

    `vote` is `None` for what goes with works and is decided at their majority (`vote_accessoire`); it is
    `aucun` for what no majority may impose. `reserve` is what the law asks besides the majority. `selon`
    names the field of `Politique` that settles a disputed majority. `mots` are regular expressions, in
    lowercase without accents, that recognise the decision in the title of a resolution.

    The row answers from `depuis` (included) to `jusqua` (excluded). `depuis_certain` is true where a
    source gives the day the rule began. Where it is false, `depuis` only means « attested since »: the
    first day this library answers for, not the day the rule was created, which may be much older (see
    `decisions_nommees.py`).
    """

    code: str
    article: Article
    vote: ArticleDeVote | None
    objet: str
    depuis: date
    jusqua: date | None = None
    depuis_certain: bool = False
    mots: tuple[str, ...] = ()
    reserve: str = ""
    selon: Dispute = ""

    def __attrs_post_init__(self) -> None:
        if not self.code or not self.code.isascii():
            raise InvalidValue(f"code : {self.code!r} n'est pas en ASCII, ou vide")
        if not self.objet or self.objet.endswith("."):
            raise InvalidValue(f"objet : {self.objet!r} doit se lire au milieu d'une phrase, sans point final")
        if self.jusqua is not None and self.jusqua <= self.depuis:
            raise InvalidValue(f"{self.code} : ligne close avant d'être ouverte")

    def en_vigueur(self, le: date) -> bool:
        """Tell whether the row answers for that day."""
        return self.depuis <= le and (self.jusqua is None or le < self.jusqua)

    def vote_selon(self, politique: Politique = POLITIQUE_PAR_DEFAUT) -> ArticleDeVote | None:
        """Return the article of vote, a disputed majority being the one the policy chose. Art. 25-2."""
        if self.selon == "opposition_a_l_accessibilite":
            return ArticleDeVote(politique.opposition_a_l_accessibilite)
        return self.vote


def nommer(
    code: str,
    article: Article,
    vote: ArticleDeVote | None,
    objet: str,
    *mots: str,
    depuis: date = ORDONNANCE_2019,
    jusqua: date | None = None,
    certain: bool = False,
    reserve: str = "",
    selon: Dispute = "",
) -> DecisionNommee:
    """Write one row of the catalogue; without a date, it answers since the ordonnance 2019-1101."""
    return DecisionNommee(
        code=code,
        article=article,
        vote=vote,
        objet=objet,
        depuis=depuis,
        jusqua=jusqua,
        depuis_certain=certain,
        mots=mots,
        reserve=reserve,
        selon=selon,
    )
