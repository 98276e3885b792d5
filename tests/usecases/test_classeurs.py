"""Binders through the engine: created, renamed, ticked; and the questions asked of them."""

from __future__ import annotations

import pytest
from agence import ATRILLON, BROUILLY, CLATOUR, CONVOCATIONS, GILBERT, JOUR, classeur, moteur, peupler

from lsc_domain import Engine
from lsc_domain.classeur.acces import ClasseurReserve, DocumentInconnu, SansRoleDansLImmeuble
from lsc_domain.classeur.classeur import NomPris, NomProtege
from lsc_domain.classeur.droit import Case, CochageIncoherent
from lsc_domain.parc.role import Metier
from lsc_domain.ports.errors import NotFound
from lsc_domain.socle.ids import ClasseurId, DocumentId

CONSEIL = frozenset({Case.MEMBRE, Case.PRESIDENT})


@pytest.fixture
def engine() -> Engine:
    return peupler(moteur())


@pytest.mark.req("EXP-08")
@pytest.mark.req("EXP-11")
def test_the_default_binders_are_installed_once_and_never_over_what_was_changed() -> None:
    """16 of the gérance, those of the syndic; installed again, what the agency changed stays."""
    engine = moteur()
    tous = engine.classeurs.installer()
    assert sum(un.metier is Metier.GERANCE for un in tous) == 16
    factures = classeur(engine, "Factures")
    engine.classeurs.cocher(factures.id, CONSEIL).unwrap()
    assert len(engine.classeurs.installer()) == len(tous)
    assert classeur(engine, "Factures").droit.cases == CONSEIL


@pytest.mark.req("EXP-07")
def test_a_binder_is_created_and_renamed_unless_its_name_is_taken_or_protected(engine: Engine) -> None:
    """« Tests_new_classeur » works, renaming « Divers » works, a protected one is refused."""
    nouveau = engine.classeurs.creer(metier=Metier.SYNDIC, nom="Tests_new_classeur", cases=CONSEIL).unwrap()
    assert nouveau in engine.classeurs.classeurs()
    pris = engine.classeurs.creer(metier=Metier.SYNDIC, nom="Divers").failure()
    assert pris == NomPris(nom="Divers", metier=Metier.SYNDIC)
    assert engine.classeurs.renommer(classeur(engine, "Divers").id, "Divers 2020").unwrap().nom == "Divers 2020"
    factures = classeur(engine, "Factures")
    assert engine.classeurs.renommer(factures.id, "Achats").failure() == NomProtege(nom="Factures")
    with pytest.raises(NotFound):
        engine.classeurs.renommer(ClasseurId("?"), "Achats")


@pytest.mark.req("EXP-14")
def test_an_inconsistent_tick_is_refused_and_nothing_changes(engine: Engine) -> None:
    """{Copropriétaire} alone is refused, with the mend; the binder keeps its boxes."""
    divers = classeur(engine, "Divers")
    seule = frozenset({Case.COPROPRIETAIRE})
    assert isinstance(engine.classeurs.cocher(divers.id, seule).failure(), CochageIncoherent)
    assert isinstance(
        engine.classeurs.creer(metier=Metier.SYNDIC, nom="Neuf", cases=seule).failure(), CochageIncoherent
    )
    assert classeur(engine, "Divers") == divers


@pytest.mark.req("I-31")
@pytest.mark.req("EXP-13")
def test_who_sees_and_what_is_seen_are_one_question(engine: Engine) -> None:
    """The two directions and the refusal agree; closing the binder to owners changes all three at once."""
    evenement = engine.evenements.creer(
        modele=CONVOCATIONS, immeuble=GILBERT, objet="Convocation", texte="Bonjour", publie_le=JOUR
    ).unwrap()
    document = DocumentId(f"{evenement.id}/0")
    assert [un.tiers for un in engine.classeurs.qui_voit(document)] == [ATRILLON, BROUILLY]
    assert [un.id for un in engine.classeurs.ce_que_voit(ATRILLON)] == [document]
    assert engine.classeurs.autoriser(ATRILLON, document).unwrap().id == document
    assert isinstance(engine.classeurs.autoriser(CLATOUR, document).failure(), SansRoleDansLImmeuble)
    engine.classeurs.cocher(classeur(engine, "Assemblées Générales").id, CONSEIL).unwrap()
    assert [un.tiers for un in engine.classeurs.qui_voit(document)] == [BROUILLY]
    assert isinstance(engine.classeurs.autoriser(ATRILLON, document).failure(), ClasseurReserve)
    engine.evenements.depublier(evenement.id).unwrap()
    assert engine.classeurs.autoriser(BROUILLY, document).failure() == DocumentInconnu(document=document)


@pytest.mark.req("I-33")
def test_the_completeness_report_is_of_each_building_of_the_syndic(engine: Engine) -> None:
    """For one building and for the portfolio: what is missing, with its article; the gérance owes none."""
    tous = engine.classeurs.conformite()
    assert [un.immeuble for un in tous] == [GILBERT]
    assert engine.classeurs.conformite(GILBERT) == tous
    assert not tous[0].est_conforme
