"""The article a resolution is put to the vote under."""

import pytest

from lsc_domain.loi.article_de_vote import AUCUN, LETTRES, ArticleDeVote
from lsc_domain.socle.errors import InvalidValue


@pytest.mark.req("AG-02", "MAJ-12")
@pytest.mark.parametrize(
    ("texte", "majorite", "lettre"),
    [
        ("24", "24", ""),
        ("25", "25", ""),
        ("26", "26", ""),
        ("unanimite", "unanimite", ""),
        ("aucun", "aucun", ""),
        ("25 f", "25", "f"),
        ("26 b", "26", "b"),
        ("24 a", "24", "a"),
        ("24 II a", "24", "a"),
    ],
)
def test_an_article_is_read_as_it_is_written(texte: str, majorite: str, lettre: str) -> None:
    """A resolution is put to the vote at 24, 25, 26, unanimity or not at all, the letter being kept."""
    lu = ArticleDeVote.lire(texte)
    assert (lu.majorite, lu.lettre) == (majorite, lettre)
    assert ArticleDeVote.lire(str(lu)) == lu


@pytest.mark.req("MAJ-12")
@pytest.mark.parametrize("article", sorted(LETTRES))
def test_every_letter_of_the_law_and_no_other(article: str) -> None:
    """Art. 24 goes from a to l, art. 25 from a to o, art. 26 from a to d."""
    assert (LETTRES["24"][-1], LETTRES["25"][-1], LETTRES["26"][-1]) == ("l", "o", "d")
    for lettre in LETTRES[article]:
        assert ArticleDeVote.lire(f"{article} {lettre}").lettre == lettre
    suivante = chr(ord(LETTRES[article][-1]) + 1)
    with pytest.raises(InvalidValue, match=f"la loi n'a pas de « {article} {suivante} »"):
        ArticleDeVote.lire(f"{article} {suivante}")


@pytest.mark.req("AG-02")
@pytest.mark.parametrize("texte", ["", "23", "27", "25f", "25 F", "25  f", "24 ", "unanimité", "UNANIMITE", "25 f\n"])
def test_anything_else_is_not_an_article(texte: str) -> None:
    """An article nobody can read is refused, with the list of those that exist."""
    with pytest.raises(InvalidValue, match="attendu 24, 25, 26"):
        ArticleDeVote.lire(texte)


@pytest.mark.req("MAJ-09")
@pytest.mark.parametrize("texte", ["25-1", "26-1"])
def test_a_second_vote_is_not_an_article_of_first_vote(texte: str) -> None:
    """Nobody votes « at 25-1 »: it opens a second vote after the first, taken at 25."""
    with pytest.raises(InvalidValue, match=f"le premier se prend à l'article {texte[:2]}"):
        ArticleDeVote.lire(texte)


@pytest.mark.req("AG-02")
def test_a_heading_is_not_put_to_the_vote() -> None:
    """« aucun » is an item of the agenda nobody votes on."""
    assert not AUCUN.se_vote
    assert ArticleDeVote("24").se_vote
    with pytest.raises(InvalidValue):
        ArticleDeVote("aucun", "a")
