"""Days as French law counts them."""

from datetime import date, timedelta

import pytest

from lsc_domain.socle.calendrier import (
    ajouter_mois,
    est_chome,
    est_ferie_ou_dimanche,
    jours_feries,
    paques,
    prochain_jour_ouvrable,
)


@pytest.mark.parametrize(
    "dimanche",
    [
        *(date(1965, 4, 18), date(1992, 4, 19), date(2000, 4, 23), date(2008, 3, 23), date(2011, 4, 24)),
        *(date(2020, 4, 12), date(2024, 3, 31), date(2026, 4, 5), date(2038, 4, 25)),
    ],
)
def test_easter(dimanche: date) -> None:
    """Easter is the Sunday the calendars print."""
    assert paques(dimanche.year) == dimanche


# From 2005 to 2007 the Whit Monday was the « journée de solidarité », which `holidays` does not count.
@pytest.mark.parametrize("annee", [*range(1982, 2005), *range(2008, 2041)])
def test_the_holidays_are_those_of_the_holidays_package(annee: int) -> None:
    """The eleven legal holidays are those an independent package knows for metropolitan France."""
    holidays = pytest.importorskip("holidays")
    assert jours_feries(annee) == frozenset(holidays.France(years=annee, observed=False))


def test_there_are_eleven_holidays_unless_two_fall_on_one_day() -> None:
    """Eleven dates a year, ten when the Ascension is a 1st or an 8th of May."""
    assert len(jours_feries(2020)) == 11
    assert len(jours_feries(2008)) == 10  # le 1er mai 2008 est aussi l'Ascension


@pytest.mark.parametrize(
    ("jour", "ferie_ou_dimanche", "chome"),
    [
        (date(2020, 7, 10), False, False),  # vendredi
        (date(2020, 7, 11), False, True),  # samedi
        (date(2020, 7, 12), True, True),  # dimanche
        (date(2020, 7, 14), True, True),  # fête nationale
        (date(2020, 4, 13), True, True),  # lundi de Pâques
        (date(2020, 5, 21), True, True),  # Ascension
        (date(2020, 6, 1), True, True),  # lundi de Pentecôte
        (date(2020, 4, 10), False, False),  # vendredi saint : Alsace-Moselle seulement
        (date(2020, 12, 26), False, True),  # Saint-Étienne, un samedi
    ],
)
def test_what_kind_of_day_it_is(jour: date, ferie_ou_dimanche: bool, chome: bool) -> None:
    """A Saturday is not worked but is neither a Sunday nor a holiday."""
    assert (est_ferie_ou_dimanche(jour), est_chome(jour)) == (ferie_ou_dimanche, chome)


@pytest.mark.parametrize(
    ("jour", "attendu"),
    [
        (date(2020, 7, 10), date(2020, 7, 10)),
        (date(2020, 7, 11), date(2020, 7, 13)),
        (date(2020, 7, 14), date(2020, 7, 15)),
        (date(2020, 4, 11), date(2020, 4, 14)),  # samedi, Pâques, lundi férié
        (date(2022, 12, 31), date(2023, 1, 2)),
    ],
)
def test_the_next_working_day(jour: date, attendu: date) -> None:
    """A last day that is a Saturday, a Sunday or a holiday goes to the next that is none of them (CPC, art. 642)."""
    assert prochain_jour_ouvrable(jour) == attendu


@pytest.mark.parametrize(
    ("jour", "mois", "attendu"),
    [
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 2, date(2023, 3, 31)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2023, 12, 15), 1, date(2024, 1, 15)),
        (date(2023, 6, 15), 12, date(2024, 6, 15)),
        (date(2023, 6, 15), 0, date(2023, 6, 15)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
    ],
)
def test_months_go_by_day_number(jour: date, mois: int, attendu: date) -> None:
    """A delay in months ends on the same day number, or on the last day of a month that lacks it (CPC, art. 641)."""
    assert ajouter_mois(jour, mois) == attendu


def test_every_day_carried_is_worked_and_close() -> None:
    """Whatever the day, the next working day is worked, and at most four days away."""
    for ecart in range(366 * 3):
        jour = date(2019, 1, 1) + timedelta(days=ecart)
        suivant = prochain_jour_ouvrable(jour)
        assert not est_chome(suivant)
        assert timedelta() <= suivant - jour <= timedelta(days=4)
