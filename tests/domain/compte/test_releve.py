"""The extract of an account: closing balance first, newest first, opening balance last, all to the cent."""

from datetime import date

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from lsc_domain.compte import Ecriture, NatureDeCompte, OptionsDeCompte, Releve, Sens, lignes_publiees, relever
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.euros import ZERO, Euros
from lsc_domain.socle.ids import CompteId
from lsc_domain.testing.strategies.compte import NON_REVERSES, ecritures, euros, options_de_compte

YALOXE = CompteId("411ALOXECO")
DU, AU = date(2020, 1, 1), date(2020, 12, 31)
REGLEMENTS = (
    Ecriture(
        id="1",
        compte=YALOXE,
        journal="BQ",
        le=date(2020, 1, 30),
        libelle="Règlement TESTS 605 du 30/01/2020",
        debit=Euros.lire("3000.00"),
    ),
    Ecriture(
        id="2",
        compte=YALOXE,
        journal="BQ",
        le=date(2020, 2, 11),
        libelle="Règlement du 11/02/2020",
        credit=Euros.lire("3314.41"),
    ),
)
comptes = st.lists(ecritures(compte=st.just(YALOXE)), max_size=14).map(lambda un: sorted(un, key=lambda e: e.le))


def releve_du_seed(sens: Sens = Sens.CREDIT_DEBIT) -> Releve:
    """The screen of YALOXE CORTON Denise."""
    anterieur = sens.solde(debit=Euros.lire("10299.97"), credit=ZERO)
    return relever(YALOXE, REGLEMENTS, du=DU, au=AU, solde_anterieur=anterieur, sens=sens)


@pytest.mark.req("EXC-14", "EXC-16", "X-03", "I-49")
def test_the_ledger_of_the_seed() -> None:
    """EXC-16: -10 299,97; 3 000,00 → -13 299,97; 3 314,41 → -9 985,56, the closing and the current balance."""
    releve = releve_du_seed()
    assert [
        (str(un.le), un.libelle, un.debit.decimal, un.credit.decimal, un.solde.decimal) for un in releve.lignes
    ] == [
        ("2020-02-11", "Règlement du 11/02/2020", "0.00", "3314.41", "-9985.56"),
        ("2020-01-30", "Règlement TESTS 605 du 30/01/2020", "3000.00", "0.00", "-13299.97"),
    ]
    assert releve.solde_anterieur.decimal == "-10299.97"
    assert releve.solde_de_fin.decimal == releve.solde_courant.decimal == "-9985.56"
    assert (releve.debit.decimal, releve.credit.decimal) == ("3000.00", "3314.41")


@pytest.mark.req("EXA-28", "X-03")
def test_the_other_direction() -> None:
    """EXA-28: Débit – crédit gives 9 985,56, and every balance of the extract the other sign."""
    un, autre = releve_du_seed(), releve_du_seed(Sens.DEBIT_CREDIT)
    assert autre.solde_courant.decimal == "9985.56"
    assert [-ligne.solde for ligne in autre.lignes] == [ligne.solde for ligne in un.lignes]
    assert {sens.libelle for sens in Sens} == {"Crédit – débit", "Débit – crédit"}


@pytest.mark.req("EXC-16", "I-49", "I-52", "EXP-20", "EXP-23")
@given(comptes, euros(), st.sampled_from(NatureDeCompte), options_de_compte(), st.sampled_from(Sens))
def test_every_balance_is_the_opening_one_and_the_lines_up_to_it(
    suite: list[Ecriture], anterieur: Euros, nature: NatureDeCompte, options: OptionsDeCompte, sens: Sens
) -> None:
    """I-52: grouped or not, with exclusions or not, in both directions: the lines are those that are published."""
    releve = relever(
        YALOXE, suite, du=date.min, au=date.max, solde_anterieur=anterieur,
        sens=sens, nature=nature, options=options, non_reverses=NON_REVERSES,
    )  # fmt: skip
    publiees = lignes_publiees(suite, nature, options, non_reverses=NON_REVERSES)
    dans_l_ordre = releve.lignes[::-1]
    assert [(un.le, un.libelle, un.debit, un.credit, un.ecritures) for un in dans_l_ordre] == [
        (un.le, un.libelle, un.debit, un.credit, un.ecritures) for un in publiees
    ]
    solde = anterieur
    for ligne in dans_l_ordre:
        solde = solde + sens.solde(debit=ligne.debit, credit=ligne.credit)
        assert ligne.solde == solde
    assert releve.solde_de_fin == releve.solde_courant == solde
    assert releve.credit - releve.debit == Euros.somme(un.solde for un in publiees)


@pytest.mark.req("EXC-14", "EXC-16")
@given(comptes, st.dates(date(2019, 12, 1), date(2020, 4, 1)))
def test_two_periods_that_follow_each_other_fit(suite: list[Ecriture], coupure: date) -> None:
    """The closing balance of a period is the opening one of the next, whatever the day they are cut at."""
    avant = [une for une in suite if une.le <= coupure]
    apres = [une for une in suite if une.le > coupure]
    premiere = relever(YALOXE, avant, du=date.min, au=coupure, solde_anterieur=ZERO)
    seconde = relever(YALOXE, apres, du=coupure, au=date.max, solde_anterieur=premiere.solde_de_fin)
    entiere = relever(YALOXE, suite, du=date.min, au=date.max, solde_anterieur=ZERO)
    assert seconde.lignes + premiere.lignes == entiere.lignes
    assert seconde.solde_courant == entiere.solde_courant


def test_a_period_without_entries_has_its_balance() -> None:
    """Its closing balance is its opening one; what came after is in the current one."""
    releve = relever(YALOXE, (), du=DU, au=AU, solde_anterieur=Euros(-5), solde_courant=Euros(9))
    assert (releve.lignes, releve.solde_de_fin, releve.solde_courant) == ((), Euros(-5), Euros(9))


def test_a_period_ends_after_it_begins() -> None:
    """One day is a period; none is not."""
    assert evolve(releve_du_seed(), du=AU).du == AU
    with pytest.raises(InvalidValue, match="411ALOXECO"):
        relever(YALOXE, (), du=AU, au=DU, solde_anterieur=ZERO)
