"""The charts of accounts: what a number is a detail of."""

import pytest
from hypothesis import given

from lsc_domain.compte import PlanComptable, Poste, plan_de
from lsc_domain.parc import Metier
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.numero_de_compte import NumeroDeCompte
from lsc_domain.testing.strategies import socle

SYNDIC, GERANCE = plan_de(Metier.SYNDIC), plan_de(Metier.GERANCE)


@pytest.mark.req("CORE-05")
@pytest.mark.parametrize(
    ("numero", "poste"),
    [
        ("450BROU-01", "450"),
        ("450-5", "4505"),
        ("4501", "4501"),
        ("102001", "102"),
        ("105999", "105"),
        ("472999", "472"),
        ("479", "47"),
        ("602001", "602"),
        ("1031", "1031"),
        ("705", "705"),
    ],
)
def test_a_number_of_a_copropriete_is_a_detail_of_the_chart(numero: str, poste: str) -> None:
    """CORE-05: 450 copropriétaires, 102 provisions, 105 fonds de travaux, 47x attente, 6xx charges."""
    trouve = SYNDIC.poste(NumeroDeCompte(numero))
    assert trouve is not None
    assert trouve.numero == poste


@pytest.mark.req("CORE-05")
def test_the_gerance_keeps_its_clients_in_411() -> None:
    """CORE-05: 411 locataires/propriétaires in gérance, which is no account of a copropriété."""
    assert GERANCE.poste(NumeroDeCompte("411ALOXECO")) == Poste("411", "Locataires et propriétaires")
    assert SYNDIC.poste(NumeroDeCompte("411ALOXECO")) is None


@pytest.mark.req("CORE-05")
@given(socle.numeros_de_compte())
def test_the_account_found_is_the_longest(numero: NumeroDeCompte) -> None:
    """And the number begins with it; the predicates of the number agree."""
    poste = SYNDIC.poste(numero)
    commence = [un.numero for un in SYNDIC.postes if str(numero).replace("-", "").startswith(un.numero)]
    assert (poste.numero if poste else "") == max(commence, key=len, default="")
    if numero.est_fonds_de_travaux:
        assert poste is not None
        assert poste.libelle == "Fonds de travaux"


def test_a_chart_is_in_order() -> None:
    """Each account once; the classes are those of the text."""
    assert {un.numero[0] for un in SYNDIC.postes} == set("14567")
    assert SYNDIC.classe(7)[0] == Poste("70", "Appels de fonds")
    with pytest.raises(InvalidValue, match="ordre"):
        PlanComptable((Poste("45", "b"), Poste("10", "a")))
