"""What the extranet shows of an account: three grouping options, one exclusion, one balance."""

from collections import Counter
from datetime import date
from itertools import product

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from lsc_domain.compte import Ecriture, Ligne, NatureDeCompte, OptionsDeCompte, lignes_publiees, solde_publie
from lsc_domain.compte.ecriture import JOURNAL_DE_BANQUE
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.euros import ZERO, Euros
from lsc_domain.socle.ids import CompteId
from lsc_domain.testing.strategies.compte import NON_REVERSES, ecritures, lignes_de_compte, options_de_compte

LE_10 = date(2020, 1, 10)
suites = st.lists(ecritures(), max_size=12)
natures = st.sampled_from(NatureDeCompte)


def ecriture(
    id: str, montant: str, *, journal: str = "BQ", le: date = LE_10, analytique: str | None = None
) -> Ecriture:
    """A credit on the account of ALOXE CORTON Denise."""
    return Ecriture(
        id=id,
        compte=CompteId("411ALOXECO"),
        journal=journal,
        le=le,
        libelle=f"Écriture {id}",
        credit=Euros.lire(montant),
        analytique=analytique,
    )


LOYER, CHARGES = ecriture("loyer", "400.00"), ecriture("charges", "59.00")


def montants(lignes: tuple[Ligne, ...]) -> list[str]:
    return [ligne.solde.decimal for ligne in lignes]


@pytest.mark.req("EXP-20")
def test_two_bank_entries_of_one_day_make_one_line() -> None:
    """EXP-20: loyer 400.00 and charges 59.00 of 10/01: ticked, one line 10/01 of 459.00; unticked, two lines."""
    groupees = lignes_publiees(
        [LOYER, CHARGES], NatureDeCompte.PROPRIETAIRE, OptionsDeCompte(regrouper_proprietaire=True)
    )
    assert [(un.le, un.credit.decimal, un.libelle, un.ecritures) for un in groupees] == [
        (LE_10, "459.00", "Trésorerie du 10/01/2020", ("loyer", "charges"))
    ]
    detaillees = lignes_publiees([LOYER, CHARGES], NatureDeCompte.PROPRIETAIRE, OptionsDeCompte())
    assert montants(detaillees) == ["400.00", "59.00"]
    assert solde_publie(groupees) == solde_publie(detaillees) == Euros.lire("459.00")


@pytest.mark.req("EXP-20")
def test_entries_of_other_journals_and_days_are_never_grouped() -> None:
    """EXP-20: entries of other journals are never grouped; those of another day are another line."""
    autres = [
        ecriture("od1", "1.00", journal="OD"),
        ecriture("od2", "2.00", journal="OD"),
        ecriture("lendemain", "3.00", le=date(2020, 1, 11)),
    ]
    lignes = lignes_publiees(
        [autres[2], LOYER, autres[0], CHARGES, autres[1]],
        NatureDeCompte.PROPRIETAIRE,
        OptionsDeCompte(regrouper_proprietaire=True),
    )
    assert montants(lignes) == ["459.00", "1.00", "2.00", "3.00"]
    assert lignes[3].libelle == "Écriture lendemain"


@pytest.mark.req("EXP-20", "EXP-21", "EXP-22")
@pytest.mark.parametrize(("cochee", "nature"), list(product(NatureDeCompte, NatureDeCompte)))
def test_each_nature_has_its_own_option(cochee: NatureDeCompte, nature: NatureDeCompte) -> None:
    """EXP-21: on for locataire only, the propriétaire account is still detailed; and so for each of the three."""
    options = OptionsDeCompte(
        regrouper_proprietaire=cochee is NatureDeCompte.PROPRIETAIRE,
        regrouper_locataire=cochee is NatureDeCompte.LOCATAIRE,
        regrouper_coproprietaire=cochee is NatureDeCompte.COPROPRIETAIRE,
    )
    assert len(lignes_publiees([LOYER, CHARGES], nature, options)) == (1 if nature is cochee else 2)


@pytest.mark.req("EXP-23", "I-52")
def test_what_is_not_paid_over_is_not_shown() -> None:
    """EXP-23: an entry on 47Prov is absent when the option is ticked, present when not; the balance matches."""
    gardee = ecriture("provision", "-0.00", analytique="47Prov"), ecriture("conservee", "100.00", analytique="47Prov")
    toutes = [LOYER, *gardee, ecriture("autre", "7.00", analytique="ANA1")]
    for exclure, attendu in (True, ["400.00", "7.00"]), (False, ["400.00", "0.00", "100.00", "7.00"]):
        options = OptionsDeCompte(exclure_non_reverses=exclure)
        lignes = lignes_publiees(toutes, NatureDeCompte.PROPRIETAIRE, options, non_reverses=NON_REVERSES)
        assert montants(lignes) == attendu
        assert solde_publie(lignes) == Euros.somme(map(Euros.lire, attendu))


@pytest.mark.req("I-52", "EXP-20", "EXP-21", "EXP-22", "EXP-23")
@given(suites, natures, options_de_compte())
def test_the_balance_shown_is_the_sum_of_the_lines(
    suite: list[Ecriture], nature: NatureDeCompte, options: OptionsDeCompte
) -> None:
    """I-52: grouped or not, with exclusions or without, what is shown adds up to the entries that are shown."""
    lignes = lignes_publiees(suite, nature, options, non_reverses=NON_REVERSES)
    montrees = [une for une in suite if not (options.exclure_non_reverses and une.analytique in NON_REVERSES)]
    assert solde_publie(lignes) == Euros.somme(une.credit - une.debit for une in montrees)
    assert Counter(id for ligne in lignes for id in ligne.ecritures) == Counter(une.id for une in montrees)


@pytest.mark.req("I-52")
@given(suites, natures, options_de_compte(st.just(False)))
def test_grouping_never_changes_the_balance(
    suite: list[Ecriture], nature: NatureDeCompte, options: OptionsDeCompte
) -> None:
    """Per day, per account, the same debits and the same credits; the lines are in the order of the days."""
    lignes = lignes_publiees(suite, nature, options)
    assert [ligne.le for ligne in lignes] == sorted(ligne.le for ligne in lignes)
    for colonne in "debit", "credit":
        par_jour: dict[tuple[CompteId, date], int] = Counter()
        for ligne in lignes:
            par_jour[ligne.compte, ligne.le] += getattr(ligne, colonne).centimes
        for une in suite:
            par_jour[une.compte, une.le] -= getattr(une, colonne).centimes
        assert not any(par_jour.values())


@given(suites, natures, options_de_compte())
def test_only_bank_entries_of_one_day_and_account_share_a_line(
    suite: list[Ecriture], nature: NatureDeCompte, options: OptionsDeCompte
) -> None:
    """A line of several entries is of the bank; ticked, the bank has one line a day and account."""
    lignes = lignes_publiees(suite, nature, options)
    assert all(un.journal == JOURNAL_DE_BANQUE for un in lignes if len(un.ecritures) > 1)
    en_banque = [(un.compte, un.le) for un in lignes if un.journal == JOURNAL_DE_BANQUE]
    if options.regrouper(nature):
        assert len(set(en_banque)) == len(en_banque)
    else:
        assert len(lignes) == len(suite)


def test_two_accounts_never_share_a_line() -> None:
    """Two accounts of one owner may be shown together: each keeps its lines."""
    autre = evolve(CHARGES, compte=CompteId("411AUTRE"))
    lignes = lignes_publiees([LOYER, autre], NatureDeCompte.LOCATAIRE, OptionsDeCompte(regrouper_locataire=True))
    assert [(ligne.compte, ligne.solde.decimal) for ligne in lignes] == [
        ("411ALOXECO", "400.00"),
        ("411AUTRE", "59.00"),
    ]


def test_a_label_all_share_is_kept() -> None:
    """Two « Loyer » of one day are still « Loyer »."""
    deux = [
        Ecriture(id=id, compte=CompteId("411ALOXECO"), journal="BQ", le=LE_10, libelle="Loyer", debit=Euros(1))
        for id in "ab"
    ]
    (ligne,) = lignes_publiees(deux, NatureDeCompte.LOCATAIRE, OptionsDeCompte(regrouper_locataire=True))
    assert (ligne.libelle, ligne.debit, ligne.solde) == ("Loyer", Euros(2), Euros(-2))


@pytest.mark.parametrize(("debit", "credit"), [(1, 1), (-1, 0), (0, -1)])
def test_an_entry_is_a_debit_or_a_credit(debit: int, credit: int) -> None:
    """Never both, never below zero."""
    with pytest.raises(InvalidValue, match="écriture 7"):
        Ecriture(
            id="7",
            compte=CompteId("411ALOXECO"),
            journal="BQ",
            le=LE_10,
            libelle="",
            debit=Euros(debit),
            credit=Euros(credit),
        )


@given(lignes_de_compte())
def test_a_line_comes_from_entries(ligne: Ligne) -> None:
    """It has at least one, and neither column is below zero."""
    assert ligne.ecritures
    assert min(ligne.debit, ligne.credit) >= ZERO
