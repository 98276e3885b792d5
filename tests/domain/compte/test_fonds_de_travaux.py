"""The funds of the works: 105 always, 102 on option, never at zero."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsc_domain.compte import FondsDeTravaux, fonds_publies, montants_par_lot
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.euros import ZERO, Euros
from lsc_domain.socle.ids import ImmeubleId, LotId
from lsc_domain.socle.numero_de_compte import NumeroDeCompte
from lsc_domain.testing.strategies.compte import fonds_de_travaux


def fonds(compte: str, montant: str, lot: str = "GILBERT/069") -> FondsDeTravaux:
    return FondsDeTravaux(
        compte=NumeroDeCompte(compte), lot=LotId(lot), immeuble=ImmeubleId("GILBERT"), montant=Euros.lire(montant)
    )


@pytest.mark.req("CORE-05")
def test_the_racine_of_the_account_says_what_it_is() -> None:
    """CORE-05: 105999 is the fonds de travaux, 102001 a provision; 450 is neither and holds no fund."""
    assert (fonds("105999", "1").est_fonds_travaux, fonds("105999", "1").est_provision_travaux) == (True, False)
    assert (fonds("102001", "1").est_fonds_travaux, fonds("102001", "1").est_provision_travaux) == (False, True)
    with pytest.raises(InvalidValue, match="450BROU-01"):
        fonds("450BROU-01", "1")


@pytest.mark.req("EXP-28", "EXP-29", "ELAN-06", "ELAN-07")
def test_the_102_go_on_option_only() -> None:
    """EXP-29: 105999 = 19.64 and 102001 = 50.00: off, only 105999; on, both. Off is what says nothing."""
    deux = (fonds("105999", "19.64"), fonds("102001", "50.00"))
    assert fonds_publies(deux) == fonds_publies(deux, envoyer_102=False) == deux[:1]
    assert fonds_publies(deux, envoyer_102=True) == deux


@pytest.mark.req("EXP-30", "X-06", "ELAN-06")
def test_a_fund_at_zero_is_not_sent() -> None:
    """EXP-30: 19.64 on GILBERT/069 is sent; 0.00 on GILBERT/115 is not; -5.00 is."""
    trois = (fonds("105999", "19.64"), fonds("105999", "0.00", "GILBERT/115"), fonds("105999", "-5.00", "GILBERT/021"))
    assert fonds_publies(trois) == (trois[0], trois[2])


@pytest.mark.req("X-06")
def test_the_client_sees_all_his_lots() -> None:
    """X-06: zeros are not sent, and the view fills the other lots of the owner with 0.00."""
    recus = fonds_publies(
        [fonds("105999", "19.64"), fonds("105999", "0", "GILBERT/115"), fonds("105999", "8", "GILBERT/248")]
    )
    lots = [LotId("GILBERT/069"), LotId("GILBERT/115"), LotId("GILBERT/021")]
    assert montants_par_lot(recus, lots) == dict(zip(lots, (Euros.lire("19.64"), ZERO, ZERO), strict=True))
    assert list(montants_par_lot((), lots)) == lots


@pytest.mark.req("EXP-28", "EXP-29", "EXP-30")
@given(st.lists(fonds_de_travaux()), st.booleans())
def test_what_is_sent(fonds: list[FondsDeTravaux], envoyer_102: bool) -> None:
    """No option hides a 105 that is not at zero; the option only adds 102; nothing at zero, ever."""
    envoyes = fonds_publies(fonds, envoyer_102=envoyer_102)
    assert [un for un in envoyes if un.est_fonds_travaux] == [un for un in fonds if un.est_fonds_travaux and un.montant]
    assert all(un.montant for un in envoyes)
    assert envoyer_102 or not any(un.est_provision_travaux for un in envoyes)
    assert set(fonds_publies(fonds)) <= set(envoyes) <= set(fonds_publies(fonds, envoyer_102=True))


@given(st.lists(fonds_de_travaux()))
def test_the_lots_add_up_to_the_building(fonds: list[FondsDeTravaux]) -> None:
    """What is held on the lots is what is held."""
    par_lot = montants_par_lot(fonds, {un.lot for un in fonds})
    assert Euros.somme(par_lot.values()) == Euros.somme(un.montant for un in fonds)
