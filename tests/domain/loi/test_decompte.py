"""What was counted, on each side of a vote."""

from fractions import Fraction

import pytest

from lsc_domain.loi.decompte import RIEN, Decompte, Poids
from lsc_domain.socle.errors import InvalidValue


def poids(voix: str, tetes: int | None = None) -> Poids:
    return Poids(voix=Fraction(voix), tetes=tetes)


@pytest.mark.req("AG-48", "I-29")
def test_the_four_sides_are_the_whole() -> None:
    """Vote n° 1: 9 yes, no no, 1 abstention and 3 not voting make 13 owners and 1000.91516 voices, exactly."""
    vote = Decompte(
        pour=poids("632.0142", 9),
        contre=poids("0", 0),
        abstention=poids("72", 1),
        non_votant=poids("296.90096", 3),
    )
    assert vote.total == poids("1000.91516", 13)
    assert vote.exprimes == poids("632.0142", 9)


@pytest.mark.req("I-29")
def test_sums_are_exact() -> None:
    """Ten times a tenth is one: no float is ever added."""
    assert sum((poids("0.1", 1) for _ in range(10)), RIEN) == poids("1", 10)
    assert poids("66.0142", 1) + poids("65", 1) == poids("131.0142", 2)


@pytest.mark.req("I-29")
def test_an_unknown_number_of_heads_stays_unknown() -> None:
    """What is added to an unknown number is not a number."""
    assert (poids("1", 3) + poids("2")).tetes is None
    assert (poids("1") + poids("2")).tetes is None


@pytest.mark.parametrize(("voix", "tetes"), [("-0.00001", 0), ("1", -1)])
def test_nothing_weighs_less_than_nothing(voix: str, tetes: int) -> None:
    """Negative voices or heads cannot exist."""
    with pytest.raises(InvalidValue, match="négatif"):
        poids(voix, tetes)


@pytest.mark.req("AG-48", "I-29")
@pytest.mark.parametrize(
    ("voix", "tetes", "possible"),
    [
        ("500", 5, True),  # those who expressed themselves, no more
        ("1000", 10, True),  # everybody
        ("499.99999", 5, False),
        ("1000.00001", 10, False),
        ("500", 4, False),
        ("1000", 11, False),
        ("700", None, True),
    ],
)
def test_those_who_take_part_contain_those_who_vote(voix: str, tetes: int | None, possible: bool) -> None:
    """Members taking part are at least those who voted and at most everybody, in voices and in heads."""

    def decompte() -> Decompte:
        return Decompte(
            pour=poids("300", 3),
            contre=poids("150", 1),
            abstention=poids("50", 1),
            non_votant=poids("500", 5),
            participants=poids(voix, tetes),
        )

    if possible:
        assert decompte().participants == poids(voix, tetes)
    else:
        with pytest.raises(InvalidValue, match="participants"):
            decompte()


@pytest.mark.req("AG-48")
def test_the_printed_table_of_the_source_is_not_a_count() -> None:
    """« Présents ou représentés 8 / 573,91516 » makes 15 owners and 1155.81612: not the 13 and 1000.91516 (X-02)."""
    imprime = poids("573.91516", 8) + poids("139", 2) + poids("146", 2) + poids("296.90096", 3)
    assert imprime == poids("1155.81612", 15)
    corrige = poids("419.0142", 6) + poids("139", 2) + poids("146", 2) + poids("296.90096", 3)
    assert corrige == poids("1000.91516", 13)
