"""The services système through the engine: what is due runs, once, and one at a time."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from agence import LE, moteur, peupler

from lsc_adapters.clock.fixed import FixedClock
from lsc_domain import Engine
from lsc_domain.publication.execution import DejaEnCours
from lsc_domain.publication.planning import Jour, Planning
from lsc_domain.publication.service_systeme import ServiceSysteme, Tache
from lsc_domain.usecases.service_systeme import Passage

SOIRS = Planning.de({Jour.LUNDI: time(22), Jour.JEUDI: time(22)})
PUBLICATION = ServiceSysteme(tache=Tache.PUBLICATION, actif=True, planning=SOIRS)


@pytest.fixture
def engine() -> Engine:
    engine = peupler(moteur())
    engine.services.regler(PUBLICATION)
    return engine


@pytest.mark.req("PUB-01")
def test_what_is_due_runs_once(engine: Engine) -> None:
    """Monday 22:00: it runs; asked again at once, it does not; on Thursday it runs again."""
    faits: list[datetime] = []
    taches = {Tache.PUBLICATION: lambda: faits.append(engine.clock.now())}
    for _ in range(3):
        engine.services.tourner_une_fois(taches, par="poste-1")
    assert faits == [LE]
    assert isinstance(engine.clock, FixedClock)
    engine.clock.avancer(timedelta(days=2, hours=23))
    assert engine.services.tourner_une_fois(taches, par="poste-1") == ()
    engine.clock.avancer(timedelta(hours=1))
    assert engine.services.tourner_une_fois(taches, par="poste-1") == (Passage(tache=Tache.PUBLICATION),)
    assert [un.le for un in engine.services.prochains(1)] == [datetime(2020, 7, 9, 20, tzinfo=UTC)]


@pytest.mark.req("SYS-06")
def test_a_service_never_runs_twice_at_the_same_time(engine: Engine) -> None:
    """While it is at work, another machine that ticks at the next hour is told so, and does nothing."""
    engine.services.regler(
        ServiceSysteme(
            tache=Tache.PUBLICATION,
            actif=True,
            planning=Planning.de({Jour.LUNDI: time(22), Jour.MARDI: time(1)}),
        )
    )
    ailleurs: list[tuple[Passage, ...]] = []

    def longue() -> None:
        assert isinstance(engine.clock, FixedClock)
        engine.clock.avancer(timedelta(hours=4))
        ailleurs.append(engine.services.tourner_une_fois({Tache.PUBLICATION: lambda: None}, par="poste-2"))

    passages = engine.services.tourner_une_fois({Tache.PUBLICATION: longue}, par="poste-1")
    assert passages[0].fait
    ((refuse,),) = ailleurs
    assert isinstance(refuse.refus, DejaEnCours)
    assert not refuse.fait


def test_a_task_that_fails_is_told_and_the_others_run(engine: Engine) -> None:
    """Three services, independent: one that fails keeps no other from running. SYS-06."""
    engine.services.regler(ServiceSysteme(tache=Tache.IMPORT_CLAC, actif=True, planning=SOIRS))
    engine.services.regler(ServiceSysteme(tache=Tache.PUBLICATION_D_ANNONCES, actif=False, planning=SOIRS))
    assert {un.tache for un in engine.services.dus()} == {Tache.PUBLICATION, Tache.IMPORT_CLAC}

    def ratee() -> None:
        raise ValueError("registres injoignables")

    passages = engine.services.tourner_une_fois(
        {Tache.PUBLICATION: ratee, Tache.IMPORT_CLAC: lambda: None}, par="poste-1"
    )
    assert {un.tache: un.erreur for un in passages} == {
        Tache.PUBLICATION: "registres injoignables",
        Tache.IMPORT_CLAC: "",
    }
    assert engine.services.dus() == ()


def test_a_task_nobody_knows_how_to_do_stays_due(engine: Engine) -> None:
    """It is left for a host who does. SYS-06."""
    assert engine.services.tourner_une_fois({}, par="poste-1") == ()
    assert [un.tache for un in engine.services.dus()] == [Tache.PUBLICATION]
    assert engine.services.services() == (PUBLICATION,)
