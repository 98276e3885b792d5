"""The boxes of a binder: a lattice of four rights for the syndic, and two columns that open nothing."""

from itertools import chain, combinations

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from portefeuille_gilbert import ATRILLON, BROUILLY, CLIQUOT, GILBERT, JOUR, OUVERT, classeur, document, le_parc
from returns.pipeline import is_successful

from lsc_domain.classeur import (
    PROTEGES,
    Case,
    CaseDUnAutreMetier,
    Classeur,
    CochageIncoherent,
    Droit,
    NomPris,
    NomProtege,
    autoriser,
    classeurs_par_defaut,
    cocher,
    creer_classeur,
    renommer,
)
from lsc_domain.classeur.classeur import libelle as libelle_du_classeur
from lsc_domain.classeur.droit import completer, libelle
from lsc_domain.parc import Metier, Role, elire
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import ClasseurId
from lsc_domain.testing.strategies.classeur import cases, droits

C, M, P = Case.COPROPRIETAIRE, Case.MEMBRE, Case.PRESIDENT
CHAINE = (C, M, P)


@pytest.mark.req("EXP-13", "EXP-14")
def test_four_sets_only_are_accepted() -> None:
    """Of the eight sets of the three levels, {}, {P}, {P, M} and {P, M, C} hold together, and no other."""
    ensembles = [frozenset(un) for un in chain.from_iterable(combinations(CHAINE, n) for n in range(4))]
    acceptes = [un for un in ensembles if is_successful(cocher(un, metier=Metier.SYNDIC))]
    assert acceptes == [frozenset(), frozenset({P}), frozenset({M, P}), frozenset({C, M, P})]


@given(cases(Metier.SYNDIC))
@pytest.mark.req("EXP-14", "EXP-17")
def test_the_mend_is_the_smallest_set_that_holds(cochees: frozenset[Case]) -> None:
    """A refused tick comes with what ought to be ticked: more, accepted, and nothing less is."""
    resultat = cocher(cochees, metier=Metier.SYNDIC)
    if is_successful(resultat):
        assert resultat.unwrap().cases == cochees == completer(cochees)
        return
    refus = resultat.failure()
    assert isinstance(refus, CochageIncoherent)
    assert cochees < refus.remede
    assert is_successful(cocher(refus.remede, metier=Metier.SYNDIC))
    for case in refus.remede - cochees:
        assert not is_successful(cocher(refus.remede - {case}, metier=Metier.SYNDIC))
    with pytest.raises(InvalidValue):
        Droit(cochees)


@given(*[droits(st.just(Metier.SYNDIC))] * 3)
@pytest.mark.req("EXP-12", "EXP-13")
def test_rights_are_a_lattice(a: Droit, b: Droit, c: Droit) -> None:
    """`|` and `&` hold together, absorb and distribute, and `<=` is their order."""
    assert (a | b) & a == a == (a & b) | a
    assert a & (b | c) == (a & b) | (a & c)
    assert a <= a | b
    assert a & b <= b
    assert (a <= b) == ((a | b).roles == b.roles)
    assert completer((a | b).cases) == (a | b).cases
    assert completer((a & b).cases) == (a & b).cases


def test_the_mend_is_said() -> None:
    """« au risque de ne pas montrer un document à un membre du CS »: what to tick is named."""
    refus = cocher(frozenset({C, P}), metier=Metier.SYNDIC).failure()
    assert libelle(refus) == "Un niveau ne se coche pas sans ceux qui sont à sa droite : cochez aussi Membre CS."


@pytest.mark.req("EXP-06")
def test_a_box_is_of_its_trade() -> None:
    """A binder of the syndic has four boxes, one of gérance three, and neither takes a box of the other."""
    assert [case for case in Case if case.metier is Metier.SYNDIC] == [C, M, P, Case.PRESTATAIRE]
    assert [case for case in Case if case.metier is Metier.GERANCE] == [Case.PROPRIETAIRE, Case.LOCATAIRE, Case.LOT]
    refus = cocher(frozenset({Case.LOT}), metier=Metier.SYNDIC).failure()
    assert refus == CaseDUnAutreMetier(case=Case.LOT, metier=Metier.SYNDIC)
    assert libelle(refus) == "La case « Lot » n'existe pas sur un classeur de syndic."
    with pytest.raises(InvalidValue, match="autre métier"):
        Classeur(id=ClasseurId("K"), metier=Metier.SYNDIC, nom="Baux", droit=Droit(frozenset({Case.LOT})))


@pytest.mark.req("EXP-10", "EXP-17")
@pytest.mark.parametrize("case", [Case.LOT, Case.PRESTATAIRE])
def test_two_columns_open_nothing(case: Case) -> None:
    """« Lot » and « Prestataire » are shown and not used."""
    assert case.role is None
    assert Droit(frozenset({case})).roles == frozenset()
    assert Droit(frozenset({case})) <= Droit(frozenset())
    assert not any(Droit(frozenset({case})).ouvre_a(role) for role in Role)


@pytest.mark.req("EXP-13", "EXP-15", "EXP-16", "X-28")
@pytest.mark.parametrize(
    ("cochees", "lecteurs"),
    [
        (set(), set()),
        ({P}, {CLIQUOT}),
        ({P, M}, {CLIQUOT, BROUILLY}),
        ({P, M, C}, {CLIQUOT, BROUILLY, ATRILLON}),
    ],
)
def test_rights_read_from_right_to_left(cochees: set[Case], lecteurs: set[str]) -> None:
    """Président alone; all the council (« Factures »); everybody (« Contrat syndical »)."""
    gilbert, saint_louis = le_parc().immeubles.values()
    parc = le_parc(elire(gilbert, CLIQUOT, Role.PRESIDENT, le=JOUR).unwrap(), saint_louis)
    factures = evolve(classeur("Factures"), droit=cocher(frozenset(cochees), metier=Metier.SYNDIC).unwrap())
    lus = {
        un
        for un in (ATRILLON, BROUILLY, CLIQUOT)
        if is_successful(
            autoriser(document(factures, GILBERT), factures, tiers=un, jour=JOUR, parc=parc, reglages=OUVERT)
        )
    }
    assert lus == lecteurs


@pytest.mark.req("EXP-07")
def test_binders_are_made_and_renamed() -> None:
    """« Tests_new_classeur » is made, « Divers » renamed; a name taken is refused, whatever its case."""
    existants = classeurs_par_defaut()
    nouveau = Classeur(
        id=ClasseurId("K"), metier=Metier.SYNDIC, nom="Tests_new_classeur", droit=classeur("Divers").droit
    )
    assert creer_classeur(nouveau, existants=existants).unwrap() == nouveau
    pris = creer_classeur(evolve(nouveau, nom="DIVERS"), existants=existants).failure()
    assert pris == NomPris(nom="DIVERS", metier=Metier.SYNDIC)
    assert libelle_du_classeur(pris) == "Un classeur de syndic s'appelle déjà « DIVERS »."
    assert is_successful(creer_classeur(evolve(nouveau, nom="Avis"), existants=existants)), "of the other trade"
    assert renommer(classeur("Divers"), "Varia", existants=existants).unwrap().nom == "Varia"
    assert not is_successful(renommer(classeur("Divers"), "Courriers", existants=existants))
    assert is_successful(renommer(classeur("Divers"), "divers", existants=existants)), "its own name"


@pytest.mark.req("EXP-07")
@pytest.mark.parametrize("nom", sorted(PROTEGES))
def test_a_name_the_software_refers_to_is_protected(nom: str) -> None:
    """« Factures » and « Documents du syndic » keep their names, and give them to no other."""
    existants = classeurs_par_defaut()
    refus = renommer(classeur(nom), "Varia", existants=existants).failure()
    assert refus == NomProtege(nom=nom)
    assert nom in libelle_du_classeur(refus)
    assert renommer(classeur("Divers"), nom, existants=existants).failure() == NomProtege(nom=nom)


@pytest.mark.req("EXP-46")
def test_a_level_of_a_name_is_not_empty() -> None:
    """« / » makes a level, and a level has a name."""
    with pytest.raises(InvalidValue, match="niveau"):
        Classeur(id=ClasseurId("K"), metier=Metier.GERANCE, nom="Courriers / ", droit=Droit(frozenset()))
