"""The expenses as they are read: exercise, building, key, account, lines, and four totals."""

from datetime import date

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from lsc_domain.compte import (
    Depense,
    Exercice,
    LivreDExercice,
    TotalDeDepenses,
    exercices_consultables,
    presenter_depenses,
)
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import CleId, ImmeubleId
from lsc_domain.socle.numero_de_compte import NumeroDeCompte
from lsc_domain.testing.strategies.compte import depenses, exercices

GILBERT = ImmeubleId("GILBERT")
EXERCICE = Exercice(id="2015", immeuble=GILBERT, annee=2015)
MOIS = (
    *("Janvier", "Février", "Mars", "Avril", "Mai", "Juin"),
    *("Juillet", "Août", "Septembre", "Octobre", "Novembre"),
)
PIECE = "e3b0c442" * 8


def depense(compte: str, le: date, libelle: str, montant: str, tva: str, recuperable: str) -> Depense:
    return Depense(
        exercice="2015",
        immeuble=GILBERT,
        cle=CleId("010"),
        compte=NumeroDeCompte(compte),
        le=le,
        libelle=libelle,
        montant=Euros.lire(montant),
        tva=Euros.lire(tva),
        recuperable=Euros.lire(recuperable),
    )


DU_SEED = LivreDExercice(
    exercice=EXERCICE,
    depenses=(
        *(
            depense("602001", date(2015, rang, 10), f"Facture EDF {mois} 2012", "15.00", "0.78", "15.00")
            for rang, mois in enumerate(MOIS, 1)
        ),
        depense("472999", date(2015, 2, 10), "Remboursements d'emprunts 2012", "2500.00", "0.00", "0.00"),
    ),
    intitules={"010": "CHARGES COMMUNES GENERALES", "472999": "Remboursements d emprunts"},
)
livres = st.lists(depenses(), max_size=12).map(
    lambda des: LivreDExercice(
        exercice=EXERCICE, depenses=tuple(evolve(une, exercice="2015", immeuble=GILBERT) for une in des)
    )
)


def quatre(total: TotalDeDepenses) -> tuple[str, ...]:
    return tuple(un.decimal for un in (total.montant, total.tva, total.deductible, total.recuperable))


@pytest.mark.req("EXC-19", "EXC-21")
def test_the_expenses_of_the_seed() -> None:
    """EXC-21: 472999 total 2 500,00; 602001, eleven lines of 15.00 / 0.78 / 0.00 / 15.00 → 165.00 / 8.58 / 0 / 165."""
    vues = presenter_depenses(DU_SEED)
    (cle,) = vues.cles
    assert (vues.immeuble, cle.cle, cle.libelle) == ("GILBERT", "010", "CHARGES COMMUNES GENERALES")
    assert [(str(un.compte), un.libelle, len(un.depenses), quatre(un.total)) for un in cle.comptes] == [
        ("472999", "Remboursements d emprunts", 1, ("2500.00", "0.00", "0.00", "0.00")),
        ("602001", "Électricité", 11, ("165.00", "8.58", "0.00", "165.00")),
    ]
    assert quatre(cle.total) == quatre(vues.total) == ("2665.00", "8.58", "0.00", "165.00")
    assert [une.le.month for une in cle.comptes[1].depenses] == list(range(1, 12))


@pytest.mark.req("EXC-20", "X-07")
def test_only_exercises_that_are_not_closed_can_be_consulted() -> None:
    """EXC-20: menu 2015, 2016, 2019, gaps allowed; closing 2015 removes it."""
    tenus = [Exercice(id=str(un), immeuble=GILBERT, annee=un) for un in (2019, 2015, 2016)]
    assert [un.annee for un in exercices_consultables(tenus)] == [2015, 2016, 2019]
    tenus[1] = evolve(tenus[1], clos=True)
    assert [un.annee for un in exercices_consultables(tenus)] == [2016, 2019]
    assert exercices_consultables(tenus, ImmeubleId("SAINTLOUIS")) == ()


@given(st.lists(exercices()))
def test_the_menu_is_in_the_order_of_the_years(tenus: list[Exercice]) -> None:
    """Every open exercise once, and no closed one."""
    menu = exercices_consultables(tenus)
    assert [un.annee for un in menu] == sorted(un.annee for un in tenus if not un.clos)


@pytest.mark.req("EXC-22")
def test_an_invoice_shows_where_it_is_linked_and_the_binder_open() -> None:
    """EXC-22: linked and Factures set, a logo; linked but Factures without any right, none; not linked, none."""
    liee, seule = evolve(DU_SEED.depenses[0], piece=PIECE), DU_SEED.depenses[1]
    livre = evolve(DU_SEED, depenses=(liee, seule))
    for factures, pieces in ((True, [PIECE, None]), (False, [None, None])):
        vues = presenter_depenses(livre, factures=factures)
        assert [une.piece for une in vues.cles[0].comptes[0].depenses] == pieces


@pytest.mark.req("EXC-19", "EXC-21")
@given(livres)
def test_nothing_is_lost_and_the_totals_are_those_of_the_lines(livre: LivreDExercice) -> None:
    """Each expense is once under its key and account, in order, and each total is the sum of what is under it."""
    vues = presenter_depenses(livre)
    toutes = [une for cle in vues.cles for compte in cle.comptes for une in compte.depenses]
    assert sorted(map(repr, toutes)) == sorted(map(repr, livre.depenses))
    assert [cle.cle for cle in vues.cles] == sorted({une.cle for une in livre.depenses})
    for cle in vues.cles:
        assert [str(un.compte) for un in cle.comptes] == sorted({str(un.compte) for un in cle.comptes})
        for compte in cle.comptes:
            assert {(une.cle, une.compte) for une in compte.depenses} == {(cle.cle, compte.compte)}
            assert [une.le for une in compte.depenses] == sorted(une.le for une in compte.depenses)
            assert compte.total == TotalDeDepenses.de(compte.depenses)
        assert cle.total == TotalDeDepenses.de(une for compte in cle.comptes for une in compte.depenses)
    assert vues.total == TotalDeDepenses.de(livre.depenses)
