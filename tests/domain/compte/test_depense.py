"""The expenses of the exercises that are not closed."""

from datetime import date

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from lsc_domain.compte import Depense, Exercice, depenses_publiees, pieces_publiees
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import CleId, ImmeubleId
from lsc_domain.socle.numero_de_compte import NumeroDeCompte
from lsc_domain.testing.strategies.compte import depenses, exercices

GILBERT = ImmeubleId("GILBERT")
FACTURE = "e3b0c442" * 8
EAU = Depense(
    exercice="2015",
    immeuble=GILBERT,
    cle=CleId("010"),
    compte=NumeroDeCompte("602001"),
    le=date(2015, 3, 2),
    libelle="Eau",
    montant=Euros.lire("15.00"),
    tva=Euros.lire("0.78"),
    recuperable=Euros.lire("15.00"),
    piece=FACTURE,
)


def exercice(annee: int, *, clos: bool = False) -> Exercice:
    return Exercice(id=str(annee), immeuble=GILBERT, annee=annee, clos=clos)


@pytest.mark.req("EXP-26", "X-07")
def test_the_exercises_not_closed_are_sent() -> None:
    """EXP-26: 2015, 2016, 2019 open and 2014 closed: three are sent, gaps and all; the option off, none."""
    toutes = [evolve(EAU, exercice=str(annee)) for annee in (2014, 2015, 2016, 2019)]
    connus = [exercice(2014, clos=True), exercice(2015), exercice(2016), exercice(2019)]
    assert [une.exercice for une in depenses_publiees(toutes, connus, envoyer=True)] == ["2015", "2016", "2019"]
    assert depenses_publiees(toutes, connus, envoyer=False) == ()
    connus[1] = exercice(2015, clos=True)  # closing 2015 removes it
    assert [une.exercice for une in depenses_publiees(toutes, connus, envoyer=True)] == ["2016", "2019"]


@pytest.mark.req("X-07")
def test_the_exercise_of_another_building_is_another() -> None:
    """Each building closes its own years; an exercise nobody knows is not known to be open."""
    ailleurs = Exercice(id="2015", immeuble=ImmeubleId("SAINTLOUIS"), annee=2015)
    assert depenses_publiees([EAU], [ailleurs], envoyer=True) == ()
    assert depenses_publiees([EAU], [], envoyer=True) == ()
    assert depenses_publiees([EAU], [ailleurs, exercice(2015)], envoyer=True) == (EAU,)


@pytest.mark.req("EXP-27")
def test_an_invoice_goes_with_its_expense() -> None:
    """EXP-27: the PDF of an entry is published exactly when the entry is."""
    sans = evolve(EAU, piece=None)
    for envoyer, attendu in (True, {FACTURE}), (False, set[str]()):
        envoyees = depenses_publiees([EAU, sans, EAU], [exercice(2015)], envoyer=envoyer)
        assert pieces_publiees(envoyees) == attendu


@pytest.mark.parametrize("piece", ["", "facture.pdf", "E3B0C442" * 8, "0" * 63])
def test_an_invoice_is_named_by_its_print(piece: str) -> None:
    """A SHA-256, in small letters: a name would be somebody else's file one day."""
    with pytest.raises(InvalidValue, match="SHA-256"):
        evolve(EAU, piece=piece)


@pytest.mark.req("EXP-26", "EXP-27", "X-07")
@given(st.lists(depenses()), st.lists(exercices(), unique_by=lambda un: (un.immeuble, un.id)))
def test_nothing_of_a_closed_exercise_is_sent(depenses: list[Depense], exercices: list[Exercice]) -> None:
    """Whatever the years: sent if and only if the exercise is open; and no invoice without its expense."""
    ouverts = {(un.immeuble, un.id): not un.clos for un in exercices}
    envoyees = depenses_publiees(depenses, exercices, envoyer=True)
    assert list(envoyees) == [une for une in depenses if ouverts.get((une.immeuble, une.exercice), False)]
    assert pieces_publiees(envoyees) == {une.piece for une in envoyees} - {None}
