"""The requests kept in memory are those that would be read, after whatever was written."""

from __future__ import annotations

import pytest
from agence import ATRILLON, BROUILLY, LE, moteur, peupler
from hypothesis import given, settings
from hypothesis import strategies as st
from returns.pipeline import is_successful

from lsc_adapters.clock.fixed import FixedClock
from lsc_domain import Engine
from lsc_domain.extranet.collaborateur import Collaborateur, Fonction
from lsc_domain.extranet.demande import plus_recentes
from lsc_domain.extranet.espace import Espace
from lsc_domain.socle.ids import CollaborateurId, TiersId
from lsc_domain.usecases.courrier import Courrier

CHEF = Collaborateur(id=CollaborateurId("JLC"), nom="JLC", fonctions=frozenset({Fonction.ADMINISTRATEUR}))
COPRO = Espace.COPROPRIETAIRE


def ecrire(engine: Engine, qui: TiersId) -> None:
    engine.extranet.demander(qui, espace=COPRO, objet="Lampe", texte="En panne.").unwrap()


def repondre(engine: Engine, qui: TiersId) -> None:
    for une in engine.extranet.demandes(qui, COPRO)[:1]:
        engine.extranet.repondre(qui, une.id, "Toujours en panne.")


def recevoir(engine: Engine, qui: TiersId) -> None:
    for une in engine.administration.demandes():
        if une.tiers == qui:
            assert is_successful(engine.administration.repondre(CHEF, une.id, "C'est noté."))


def informer(engine: Engine, _: TiersId) -> None:
    engine.administration.informer(CHEF, titre="Lettre", texte="…").unwrap()


ACTES = {"écrire": ecrire, "répondre": repondre, "recevoir": recevoir, "une information": informer}


@pytest.mark.req("EXC-08", "EXA-37", "I-32")
@given(actes=st.lists(st.tuples(st.sampled_from(sorted(ACTES)), st.sampled_from((ATRILLON, BROUILLY))), max_size=6))
@settings(max_examples=30, deadline=None)
def test_what_is_kept_is_what_would_be_read_again(actes: list[tuple[str, TiersId]]) -> None:
    """After each act of anybody, asked with numbers or without."""
    engine = peupler(moteur(clock=FixedClock(LE)))
    for nom, auteur in actes:
        ACTES[nom](engine, auteur)
        with engine.storage.transaction() as t:
            toutes = [un.state for _, un in t.demandes.all()]
        for qui in (ATRILLON, BROUILLY):
            siennes = plus_recentes(une for une in toutes if une.tiers == qui)
            for revisions in (None, engine.extranet.revisions()):
                assert engine.extranet.demandes(qui, COPRO, revisions=revisions) == siennes, nom
                assert engine.extranet.accueil(qui, COPRO, revisions=revisions).demandes == siennes, nom


def test_a_request_changes_no_view() -> None:
    """Whoever writes makes nobody's documents be filed again."""
    engine = peupler(moteur(clock=FixedClock(LE)))
    vitrine = engine.extranet.vitrine()
    ecrire(engine, ATRILLON)
    assert engine.extranet.vitrine() is vitrine


def test_memory_has_an_end() -> None:
    """Beyond so many clients all are forgotten, and the answers stay right."""
    engine = peupler(moteur(clock=FixedClock(LE)))
    ecrire(engine, ATRILLON)
    courrier, revisions = Courrier(au_plus=1), engine.extranet.revisions()
    for qui, nombre in ((ATRILLON, 1), (BROUILLY, 0), (ATRILLON, 1), (ATRILLON, 1)):
        assert len(courrier.de(qui, storage=engine.storage, revisions=revisions)) == nombre
        assert len(courrier._lues) == 1
