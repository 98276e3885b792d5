"""The bank details of a syndicat: both, or nothing; and never in a log."""

import pytest
from hypothesis import given

from lsc_domain.compte import CoordonneesBancaires, coordonnees_publiees
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.testing.strategies.compte import coordonnees_bancaires

IBAN, BIC = "FR76 3000 6000 0112 3456 7890 189", "AGRIFRPP882"


@pytest.mark.req("EXP-25")
def test_both_are_published_by_default() -> None:
    """EXP-25: IBAN and BIC filled, option off: published; option on: not published."""
    assert coordonnees_publiees(IBAN, BIC) == CoordonneesBancaires(iban=IBAN, bic=BIC)
    assert coordonnees_publiees(IBAN, BIC, taire=True) is None


@pytest.mark.req("EXP-25")
@pytest.mark.parametrize(("iban", "bic"), [(IBAN, ""), ("", BIC), (" ", BIC), (IBAN, "\t"), ("", "")])
def test_one_without_the_other_is_not_published(iban: str, bic: str) -> None:
    """EXP-25: only IBAN filled: not published; such details cannot even exist."""
    assert coordonnees_publiees(iban, bic) is None
    with pytest.raises(InvalidValue, match="l'un sans l'autre"):
        CoordonneesBancaires(iban=iban, bic=bic)


@given(coordonnees_bancaires())
def test_what_is_logged_cannot_be_used(coordonnees: CoordonneesBancaires) -> None:
    """The writing for developers keeps at most the country and three characters."""
    ecrit = repr(coordonnees)
    assert coordonnees.iban not in ecrit
    assert coordonnees.bic not in ecrit
    assert "".join(coordonnees.iban.split())[2:-3] not in ecrit or len(coordonnees.iban) < 9
