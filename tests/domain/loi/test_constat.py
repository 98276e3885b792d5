"""A threshold measured."""

from fractions import Fraction

import pytest

from lsc_domain.loi.constat import Constat
from lsc_domain.loi.decompte import Decompte, Poids
from lsc_domain.loi.loi_1965 import DEUX_TIERS_DE_TOUS, MOITIE_DE_TOUS, MOITIE_DES_MEMBRES, VOIX_EXPRIMEES
from lsc_domain.loi.majorite import Cote

ACHAT = Decompte(
    pour=Poids(voix=Fraction("588.0143"), tetes=6),
    contre=Poids(voix=Fraction(), tetes=0),
    non_votant=Poids(voix=Fraction("412.90086"), tetes=6),
)


@pytest.mark.req("MAJ-02", "MAJ-11")
def test_the_purchase_of_the_gilbert_measured() -> None:
    """Two thirds of 1000.91516 are asked, 588.0143 are there: the exact difference is missing."""
    constat = Constat.mesurer(DEUX_TIERS_DE_TOUS, ACHAT)
    assert constat.base == Fraction("1000.91516")
    assert constat.requis == Fraction("2001.83032") / 3
    assert constat.valeur + constat.manque == constat.requis
    assert not constat.atteint
    assert constat.phrase == (
        "588,0143 voix pour sur 1000,91516. Il en faut au moins 667,27678 (au moins les deux tiers des voix de "
        "tous les copropriétaires) : la condition n'est pas remplie, il en manque 79,26248."
    )


@pytest.mark.req("MAJ-02")
def test_heads_measured() -> None:
    """Six members of twelve are not more than six; nothing measurable is missing, only one more is needed."""
    constat = Constat.mesurer(MOITIE_DES_MEMBRES, ACHAT)
    assert (constat.valeur, constat.requis, constat.manque, constat.atteint) == (6, 6, 0, False)
    assert constat.phrase == (
        "6 copropriétaires pour sur 12. Il en faut plus de 6 (plus de la moitié des membres du syndicat) : "
        "la condition n'est pas remplie."
    )


def test_a_threshold_reached_lacks_nothing() -> None:
    """What is passed by far lacks nothing."""
    constat = Constat.mesurer(MOITIE_DE_TOUS, ACHAT)
    assert constat.atteint
    assert constat.manque == 0
    assert constat.phrase.endswith("la condition est remplie.")


def test_the_no_is_measured_too() -> None:
    """The other side has its own measure, in the singular below two."""
    constat = Constat.mesurer(MOITIE_DES_MEMBRES, ACHAT, Cote.CONTRE)
    assert (constat.valeur, constat.atteint) == (0, False)
    assert constat.phrase.startswith("0 copropriétaire contre sur 12.")


@pytest.mark.req("I-01")
def test_expressed_voices_measured_against_each_other() -> None:
    """At art. 24 the sentence sets the yes against the no."""
    vote = Decompte(pour=Poids(voix=Fraction(140)), contre=Poids(voix=Fraction("100.5")))
    constat = Constat.mesurer(VOIX_EXPRIMEES, vote)
    assert constat.phrase == (
        "140 voix pour, 100,5 contre. Il faut plus de la moitié des voix exprimées : la condition est remplie."
    )


@pytest.mark.parametrize(
    ("tetes", "sujet"), [(0, "0 copropriétaire "), (1, "1 copropriétaire "), (2, "2 copropriétaires ")]
)
def test_the_plural_begins_at_two(tetes: int, sujet: str) -> None:
    """French counts zero and one in the singular."""
    vote = Decompte(pour=Poids(voix=Fraction(1), tetes=tetes), contre=Poids(voix=Fraction(1), tetes=3))
    assert Constat.mesurer(MOITIE_DES_MEMBRES, vote).phrase.startswith(sujet)
