"""A decision keeps what it was made of, and says which side was measured."""

from datetime import date
from fractions import Fraction

import pytest

from lsc_domain.loi import ArticleDeVote, Cote, Decision, Decompte, Poids, decider, decider_au_second_vote
from lsc_domain.loi.constat import Constat
from lsc_domain.socle.errors import InvalidValue

JOUR = date(2023, 6, 15)


def compte(pour: int, contre: int, total: int = 1000) -> Decompte:
    cote = [Poids(voix=Fraction(voix), tetes=1) for voix in (pour, contre, total - pour - contre)]
    return Decompte(pour=cote[0], contre=cote[1], non_votant=cote[2], participants=cote[0] + cote[1])


@pytest.mark.req("MAJ-07", "I-29")
def test_a_decision_keeps_its_count_its_majority_and_its_day() -> None:
    """Minutes stay true when the law changes: the decision carries the majority by value, with its article."""
    premier: Decision = decider(compte(400, 100), article=ArticleDeVote("25"), le=JOUR)
    assert (premier.decompte, premier.le, premier.majorite.nom) == (compte(400, 100), JOUR, "25")
    assert premier.nouvelle_assemblee is None
    assert premier.second_vote is not None
    second = decider_au_second_vote(
        compte(300, 200), passerelle=premier.second_vote, article=ArticleDeVote("24"), le=JOUR
    )
    assert (second.decompte, second.le, second.majorite) == (compte(300, 200), JOUR, premier.second_vote.majorite)
    assert second.adoptee


@pytest.mark.req("MAJ-05", "I-05")
def test_a_refusal_measures_the_no_with_its_source() -> None:
    """350 yes, 520 no: both are measured against the half, and only the no passes it."""
    refus = decider(compte(350, 520), article=ArticleDeVote("25"), le=JOUR)
    pour, contre = refus.motifs[:2]
    assert pour.texte.startswith("350 voix pour sur 1000.")
    assert "n'est pas remplie, il en manque 150" in pour.texte
    assert contre.texte.startswith("520 voix contre sur 1000.")
    assert contre.texte.endswith("la condition est remplie.")
    assert {motif.article.numero for motif in refus.motifs} == {"25"}


@pytest.mark.req("I-01")
def test_of_the_expressed_each_side_is_measured_against_the_other() -> None:
    """At art. 24 the no must pass the yes, and the yes the no."""
    seuil = decider(compte(300, 200), article=ArticleDeVote("24"), le=JOUR).majorite.seuils[0]
    pour = Constat.mesurer(seuil, compte(300, 200))
    contre = Constat.mesurer(seuil, compte(300, 200), Cote.CONTRE)
    assert (pour.requis, pour.atteint) == (200, True)
    assert (contre.requis, contre.atteint, contre.manque) == (300, False, 100)


@pytest.mark.req("I-06")
@pytest.mark.parametrize(("lettre", "dit"), [("n", "25 n"), ("o", "25 o")])
def test_a_letter_left_out_is_named_with_its_article(lettre: str, dit: str) -> None:
    """In 2017 art. 25-1 left 25 n and 25 o out: the reason names the letter and cites 25-1."""
    motif = decider(compte(400, 100), article=ArticleDeVote("25", lettre), le=date(2017, 6, 15)).motifs[-1]
    assert (dit in motif.texte, motif.article.numero) == (True, "25-1")


def test_the_article_of_a_second_vote_is_not_that_of_a_first() -> None:
    """A helpful word: whoever writes 25-1 is told to write 25."""
    with pytest.raises(InvalidValue, match=r"le premier se prend à l'article 25$"):
        ArticleDeVote.lire("25-1")


@pytest.mark.req("MAJ-08")
def test_a_missing_letter_is_said_only_where_it_matters() -> None:
    """Without a letter in 2017, n or o would close the way: said. With one, or in 2023: not said."""
    phrases = {
        cas: " ".join(motif.texte for motif in decider(compte(400, 100), article=article, le=le).motifs)
        for cas, article, le in (
            ("sans lettre, 2017", ArticleDeVote("25"), date(2017, 6, 15)),
            ("k, 2017", ArticleDeVote("25", "k"), date(2017, 6, 15)),
            ("sans lettre, 2023", ArticleDeVote("25"), JOUR),
        )
    }
    assert {cas for cas, dites in phrases.items() if "sans sa lettre" in dites} == {"sans lettre, 2017"}
