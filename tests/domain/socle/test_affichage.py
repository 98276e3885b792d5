"""How numbers, voices, euros, dates and hours are written in French."""

from datetime import date, time
from fractions import Fraction

import pytest

from lsc_domain.socle.affichage import (
    decimales_exactes,
    ecrire_date,
    ecrire_decimal,
    ecrire_euros,
    ecrire_heure,
    ecrire_part,
    ecrire_tantiemes,
    ecrire_voix,
)


@pytest.mark.req("CORE-09", "AG-14")
@pytest.mark.parametrize(
    ("valeur", "ecran", "proces_verbal", "fichier"),
    [
        ("1000.91516", "1 000,91516", "1000,91516", "1000.91516"),
        ("72", "72,00000", "72", "72"),
        ("66.01420", "66,01420", "66,0142", "66.0142"),
        ("0", "0,00000", "0", "0"),
        ("0.00001", "0,00001", "0,00001", "0.00001"),
        ("1234567.5", "1 234 567,50000", "1234567,5", "1234567.5"),
        ("-5.25", "-5,25000", "-5,25", "-5.25"),
    ],
)
def test_voices_are_written_three_ways(valeur: str, ecran: str, proces_verbal: str, fichier: str) -> None:
    """Screens show five decimals and a space, the minutes drop zeros and space, files use a point."""
    voix = Fraction(valeur)
    assert (ecrire_tantiemes(voix), ecrire_voix(voix), ecrire_decimal(voix)) == (ecran, proces_verbal, fichier)


@pytest.mark.req("CORE-09")
def test_the_space_between_thousands_may_be_unbreakable() -> None:
    """A document that must not break a number chooses its own space."""
    assert ecrire_tantiemes(Fraction("1000.91516"), espace="\u202f") == "1\u202f000,91516"
    assert ecrire_euros(-998556, espace="\u202f") == "-9\u202f985,56"


@pytest.mark.req("MAJ-11")
@pytest.mark.parametrize(
    ("valeur", "ecrit"),
    [
        (Fraction("1000.91516") / 3, "333.63839"),
        (Fraction("1000.91516") * 2 / 3, "667.27678"),
        (Fraction("1000.91516") / 2, "500.45758"),
        (Fraction(1000, 3), "333.33334"),
        (Fraction(-1, 3), "-0.33333"),
        (Fraction("100.091516"), "100.091516"),  # exact in six decimals: nothing to round
    ],
)
def test_a_threshold_is_written_as_the_least_value_that_reaches_it(valeur: Fraction, ecrit: str) -> None:
    """A number without a finite writing is rounded up, so that what is written does reach the threshold."""
    assert ecrire_decimal(valeur) == ecrit
    assert Fraction(ecrit) >= valeur


@pytest.mark.parametrize(
    ("valeur", "nombre"),
    [(Fraction(1), 0), (Fraction(1, 2), 1), (Fraction(1, 8), 3), (Fraction(3, 50), 2), (Fraction(1, 7), None)],
)
def test_the_decimals_of_an_exact_writing(valeur: Fraction, nombre: int | None) -> None:
    """Only fractions of twos and fives end."""
    assert decimales_exactes(valeur) == nombre


@pytest.mark.req("CORE-09")
@pytest.mark.parametrize(
    ("centimes", "ecrit"),
    [
        (-998556, "-9 985,56"),
        (-1329997, "-13 299,97"),
        (28744, "287,44"),
        (0, "0,00"),
        (5, "0,05"),
        (-5, "-0,05"),
    ],
)
def test_euros_have_two_decimals(centimes: int, ecrit: str) -> None:
    """Euros are written with two decimals, a decimal comma and a space between thousands."""
    assert ecrire_euros(centimes) == ecrit


@pytest.mark.req("CORE-09")
def test_dates_and_hours() -> None:
    """Dates are JJ/MM/AAAA and hours HH:MM."""
    assert ecrire_date(date(2020, 7, 7)) == "07/07/2020"
    assert ecrire_date(date(1965, 12, 31)) == "31/12/1965"
    assert ecrire_heure(time(11, 51)) == "11:51"
    assert ecrire_heure(time(9, 5)) == "09:05"


def test_a_half_is_rounded_away_from_zero() -> None:
    """At five decimals, a half goes up, on both sides of zero; nothing is « minus zero »."""
    assert ecrire_tantiemes(Fraction("0.000005")) == "0,00001"
    assert ecrire_tantiemes(Fraction("-0.000005")) == "-0,00001"
    assert ecrire_tantiemes(Fraction("-0.000004")) == "0,00000"


@pytest.mark.parametrize(
    ("part", "nom"),
    [
        ("1/2", "moitié"),
        ("1/3", "tiers"),
        ("2/3", "deux tiers"),
        ("3/4", "trois quarts"),
        ("1/4", "quart"),
        ("3/20", "3/20"),
    ],
)
def test_shares_have_the_names_of_the_law(part: str, nom: str) -> None:
    """A share the law names bears its name, any other its figures."""
    assert ecrire_part(Fraction(part)) == nom
