"""Account numbers."""

import pytest

from lsc_domain.socle.errors import InvalidValue, LscError
from lsc_domain.socle.numero_de_compte import NumeroDeCompte

NATURES = (
    "est_coproprietaire",
    "est_provision_pour_travaux",
    "est_fonds_de_travaux",
    "est_attente",
    "est_charge",
    "est_gerance",
)


@pytest.mark.req("CORE-05")
@pytest.mark.parametrize(
    ("numero", "nature"),
    [
        ("105999", "est_fonds_de_travaux"),
        ("102001", "est_provision_pour_travaux"),
        ("450BROU-01", "est_coproprietaire"),
        ("450ALOXECO", "est_coproprietaire"),
        ("472999", "est_attente"),
        ("602001", "est_charge"),
        ("411ALOXECO", "est_gerance"),
        ("115-S038-GES-AD", None),
        ("4500", "est_coproprietaire"),
        ("46", None),
        ("10", None),
    ],
)
def test_an_account_has_at_most_one_nature(numero: str, nature: str | None) -> None:
    """The chart of accounts tells an owner, provisions, the works fund, suspense, charges and gérance apart."""
    compte = NumeroDeCompte(numero)
    assert [nom for nom in NATURES if getattr(compte, nom)] == ([nature] if nature else [])
    assert str(compte) == numero


@pytest.mark.req("CORE-05")
@pytest.mark.parametrize("numero", ["", "4", "A50", "450 BROU", "450brou", "450BROU\n", " 450"])
def test_what_is_not_an_account_cannot_exist(numero: str) -> None:
    """An account starts with two figures of the chart and holds no space nor small letter."""
    with pytest.raises(InvalidValue, match="plan comptable"):
        NumeroDeCompte(numero)


def test_an_impossible_value_is_also_a_value_error() -> None:
    """Whoever catches `ValueError`, or every error of the library, catches it."""
    assert issubclass(InvalidValue, ValueError)
    assert issubclass(InvalidValue, LscError)
