"""On which day a debit may be collected."""

from __future__ import annotations

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsc_domain.paiement import ReglesDePaiement, premiere_echeance
from lsc_domain.paiement.echeance import est_ouvre_en_banque, jours_ouvres_apres
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.euros import ZERO

JOURS = st.dates(date(2002, 1, 1), date(2050, 12, 1))


@given(JOURS)
def test_the_calendar_of_the_european_central_bank(jour: date) -> None:
    """Somebody else's calendar of the ECB says the same, every day."""
    fermes = holidays.financial_holidays("ECB", years=jour.year)
    assert est_ouvre_en_banque(jour) is (jour.weekday() < 5 and jour not in fermes)


@given(JOURS, st.integers(0, 6))
def test_working_days_are_counted_one_by_one(jour: date, nombre: int) -> None:
    """It is a working day, and there are as many of them after the first one."""
    fin = jours_ouvres_apres(jour, nombre)
    entre = [jour + timedelta(days=rang) for rang in range((fin - jour).days + 1)]
    assert sum(map(est_ouvre_en_banque, entre)) == nombre + 1
    assert est_ouvre_en_banque(fin)


@given(JOURS, st.integers(0, 30), st.integers(1, 5))
def test_notice_is_given_and_the_file_is_at_the_bank(jour: date, preavis: int, delai: int) -> None:
    """The first day is the first one that leaves both the notice and the working days of the bank."""
    premiere = premiere_echeance(jour, ReglesDePaiement(preavis=preavis, delai_bancaire=delai))
    possibles = (
        un
        for un in (jour + timedelta(days=rang) for rang in range(60))
        if est_ouvre_en_banque(un) and (un - jour).days >= preavis and un >= jours_ouvres_apres(jour, delai)
    )
    assert premiere == next(possibles)


@pytest.mark.req("EXC-15")
def test_fourteen_days_unless_agreed_otherwise() -> None:
    """6 July 2026: the 20th; with one day of notice, the 7th, even though the 14th is a holiday in France only."""
    assert premiere_echeance(date(2026, 7, 6)) == date(2026, 7, 20)
    assert premiere_echeance(date(2026, 7, 6), ReglesDePaiement(preavis=1)) == date(2026, 7, 7)
    assert premiere_echeance(date(2026, 7, 13), ReglesDePaiement(preavis=0)) == date(2026, 7, 14)
    assert premiere_echeance(date(2026, 12, 24), ReglesDePaiement(preavis=1)) == date(2026, 12, 28)


@pytest.mark.parametrize("regles", [{"preavis": -1}, {"delai_bancaire": 0}, {"plafond": ZERO}])
def test_rules_that_cannot_be(regles: dict[str, object]) -> None:
    with pytest.raises(InvalidValue):
        ReglesDePaiement(**regles)
