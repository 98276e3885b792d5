"""The file of the entries: order, what stays together, and what an inspector would find missing."""

from datetime import date

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from lsc_domain.compte import CompteDeFec, DefautDeFec, Ecriture, controler_fec, etablir_fec
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import CompteId
from lsc_domain.testing.strategies.compte import ecritures

DU, AU = date(2020, 1, 1), date(2020, 12, 31)
LOYER = Ecriture(
    id="1", compte=CompteId("411PAILLOUX"), journal="QU", le=date(2020, 1, 1), libelle="Loyer", debit=Euros(45900),
    mouvement="12", piece="Q-12", piece_le=date(2020, 1, 1), valide_le=date(2020, 1, 31),
)  # fmt: skip
PRODUIT = evolve(LOYER, id="2", compte=CompteId("411ALOXECO"), debit=Euros(0), credit=Euros(45900))


def test_the_entries_come_in_the_order_they_were_validated_opening_balances_first() -> None:
    """LPF, A47 A-1: opening first; then by day of validation; what was never validated last; movements together."""
    suite = [
        evolve(LOYER, id="tard", mouvement="20", valide_le=date(2020, 3, 1)),
        LOYER,
        evolve(LOYER, id="jamais", mouvement="30", valide_le=None),
        evolve(LOYER, id="ouverture", journal="AN", mouvement="1", valide_le=date(2020, 6, 1)),
        PRODUIT,
        evolve(LOYER, id="avant", le=date(2019, 12, 31)),
    ]
    lignes = etablir_fec(suite, du=DU, au=AU)
    assert [(un.journal, un.numero) for un in lignes] == [
        ("AN", "1"), ("QU", "12"), ("QU", "12"), ("QU", "20"), ("QU", "30")
    ]  # fmt: skip
    assert (lignes[1].journal_libelle, lignes[1].compte, lignes[2].credit) == (
        "Quittancement", "411PAILLOUX", Euros(45900)
    )  # fmt: skip


def test_a_client_is_a_detail_of_the_chart() -> None:
    """His account is that of the chart, then his own number."""
    nomme = CompteDeFec(numero="411", libelle="Locataires", auxiliaire="411PAILLOUX", auxiliaire_libelle="PAILLOUX")
    (ligne,) = etablir_fec([LOYER], du=DU, au=AU, comptes={LOYER.compte: nomme})
    assert (ligne.compte, ligne.auxiliaire, ligne.auxiliaire_libelle) == ("411", "411PAILLOUX", "PAILLOUX")


def test_what_is_missing_is_told_and_never_made_up() -> None:
    """Neither number, nor paper, nor validation: four faults, and the entry does not balance."""
    nue = Ecriture(id="1", compte=LOYER.compte, journal="OD", le=DU, libelle="", debit=Euros(1))
    constats = controler_fec(etablir_fec([nue], du=DU, au=AU))
    assert {un.defaut for un in constats} == {
        DefautDeFec.SANS_NUMERO, DefautDeFec.SANS_PIECE, DefautDeFec.SANS_LIBELLE,
        DefautDeFec.NON_VALIDEE, DefautDeFec.DESEQUILIBREE,
    }  # fmt: skip
    assert {un.ligne for un in constats} == {1}
    assert all(un.defaut.libelle for un in constats)
    (sans_date,) = controler_fec(etablir_fec([evolve(LOYER, piece_le=None), PRODUIT], du=DU, au=AU))
    assert sans_date.defaut is DefautDeFec.SANS_DATE_DE_PIECE
    assert controler_fec(etablir_fec([LOYER, PRODUIT], du=DU, au=AU)) == ()
    with pytest.raises(InvalidValue, match="période"):
        etablir_fec([], du=AU, au=DU)


@given(st.lists(ecritures(), max_size=12), st.dates(), st.dates())
def test_no_entry_of_the_period_is_left_out(suite: list[Ecriture], un_jour: date, autre: date) -> None:
    """Each once, and its amount; none of another period."""
    du, au = sorted((un_jour, autre))
    lignes = etablir_fec(suite, du=du, au=au)
    dedans = [une for une in suite if du <= une.le <= au]
    assert sorted((un.le, un.debit.centimes, un.credit.centimes) for un in lignes) == sorted(
        (un.le, un.debit.centimes, un.credit.centimes) for un in dedans
    )
