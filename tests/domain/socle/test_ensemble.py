"""Sets of owners as whole numbers."""

import pytest

from lsc_domain.socle.ensemble import VIDE, colonne, ensemble, rangs, tous


@pytest.mark.parametrize("membres", [[], [0], [3], [0, 3], [0, 1, 2], [9999], [5, 17, 64, 12_000]])
def test_a_set_gives_its_ranks_back(membres: list[int]) -> None:
    """What goes in comes out, in order, whatever the order it went in."""
    fait = ensemble(reversed(membres))
    assert rangs(fait) == membres
    assert fait.bit_count() == len(membres)


def test_the_order_and_the_repetition_are_nothing() -> None:
    """A set has no order and no twice."""
    assert ensemble([3, 0, 3]) == ensemble([0, 3]) == 0b1001


def test_everybody_and_nobody() -> None:
    """Everybody is the first ranks; nobody is zero."""
    assert rangs(tous(12)) == list(range(12))
    assert tous(0) == ensemble([]) == colonne("") == VIDE
    assert rangs(VIDE) == []


def test_a_column_of_marks_is_read_in_rank_order() -> None:
    """The first mark is the owner of rank zero."""
    assert rangs(colonne("1001")) == [0, 3]
    assert rangs(colonne("0110")) == [1, 2]
    assert colonne("0000") == VIDE
