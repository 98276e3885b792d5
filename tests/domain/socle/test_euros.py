"""Amounts in whole centimes."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.euros import ZERO, Euros
from lsc_domain.testing.strategies.compte import euros


def test_the_account_of_the_example() -> None:
    """EXC-16: -10 299,97, a debit of 3 000,00, a credit of 3 314,41: -9 985,56."""
    solde = Euros.lire("-10299.97") - Euros.lire("3000.00") + Euros.lire("3314.41")
    assert solde == Euros(-998556)
    assert str(solde) == "-9\u202f985,56"
    assert solde.decimal == "-9985.56"


@pytest.mark.parametrize(
    ("texte", "centimes"),
    [("0", 0), ("-0.00", 0), ("400.00", 40000), ("459", 45900), ("0.5", 50), ("-0.05", -5), ("-5.00", -500)],
)
def test_an_exact_decimal_is_read(texte: str, centimes: int) -> None:
    """A point, two decimals at most."""
    assert Euros.lire(texte).centimes == centimes


@pytest.mark.parametrize("texte", ["", "1,5", "1.", ".5", "1.234", "+1", "1e3", "1 000", " 1", "--1", "٣"])
def test_what_is_not_an_amount_cannot_be_read(texte: str) -> None:
    """Nothing is rounded, nothing guessed."""
    with pytest.raises(InvalidValue, match="euros"):
        Euros.lire(texte)


@pytest.mark.parametrize("centimes", [1.0, "1", True, None, Decimal(1)])
def test_an_amount_is_a_whole_number(centimes: object) -> None:
    """Never a float, even a round one."""
    with pytest.raises(InvalidValue, match="entier"):
        Euros(centimes)  # type: ignore[arg-type]


@given(euros(), euros())
def test_amounts_count_as_numbers_do(un: Euros, autre: Euros) -> None:
    """Sums, differences, signs and order are those of the centimes; writing and reading lose nothing."""
    assert (un + autre).centimes == un.centimes + autre.centimes
    assert un - autre == un + -autre
    assert (un < autre) == (un.centimes < autre.centimes)
    assert bool(un) == (un != ZERO)
    assert Euros.lire(un.decimal) == un
    assert Decimal(un.decimal) == Decimal(un.centimes) / 100
    assert str(un).replace("\u202f", "").replace(",", ".") == un.decimal


@given(st.lists(euros()))
def test_a_sum_is_that_of_its_terms(montants: list[Euros]) -> None:
    """None make zero."""
    assert Euros.somme(montants).centimes == sum(un.centimes for un in montants)
    assert Euros.somme(()) == ZERO
