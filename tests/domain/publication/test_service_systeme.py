"""The three services système, each on its own."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsc_domain.publication.planning import Jour, Planning, echeances
from lsc_domain.publication.service_systeme import (
    ExecutionPrevue,
    ServiceSysteme,
    Tache,
    avertissements,
    dus,
    prochains,
)
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.testing.strategies.planning import executions_prevues, instants_de_paris, services_systeme

SOIRS = Planning.de({Jour.LUNDI: time(22), Jour.JEUDI: time(22)})
MATINS = Planning.de({jour: time(6) for jour in Jour})
LUNDI_22H = datetime(2020, 7, 6, 20, tzinfo=UTC)


@pytest.mark.req("PUB-02", "X-37")
@pytest.mark.parametrize("nom", ["pi.sys.publier.xml", "pi_sys_publier_xml", "publication"])
def test_the_publication_has_one_service_under_its_names(nom: str) -> None:
    """X-37: pi.sys.publier.xml and pi_sys_publier_xml are one service."""
    assert Tache.lire(nom) is Tache.PUBLICATION


@pytest.mark.parametrize("tache", Tache)
def test_every_task_has_a_name_and_a_label(tache: Tache) -> None:
    """What is written is read again; the label is French."""
    assert Tache.lire(tache.value) is tache
    assert tache.libelle


@pytest.mark.parametrize("nom", ["", "pi.sys.publier", "PUBLICATION", "sauvegarde"])
def test_another_name_is_no_service(nom: str) -> None:
    """An unknown name is refused, and the known ones are said."""
    with pytest.raises(InvalidValue, match=r"publication, .*import_clac, pi\.sys\.publier\.xml"):
        Tache.lire(nom)


@pytest.mark.req("PUB-02")
def test_an_inactive_service_does_not_run_at_its_hour() -> None:
    """PUB-02: inactive, no run even at the planned hour."""
    service = ServiceSysteme(tache=Tache.PUBLICATION, planning=SOIRS)
    assert not service.actif
    assert dus([service], {}, LUNDI_22H) == ()
    assert prochains([service], LUNDI_22H, 3) == ()
    assert avertissements(service) == ()


@pytest.mark.req("PUB-02")
def test_an_active_service_without_day_does_not_run_and_says_so() -> None:
    """PUB-02: active without day, no run and a warning."""
    service = ServiceSysteme(tache=Tache.PUBLICATION, actif=True)
    assert dus([service], {}, LUNDI_22H) == ()
    assert prochains([service], LUNDI_22H, 3) == ()
    assert [texte.endswith("il ne s'exécutera pas.") for texte in avertissements(service)] == [True]
    assert avertissements(ServiceSysteme(tache=Tache.PUBLICATION, actif=True, planning=SOIRS)) == ()


@pytest.mark.req("SYS-06", "PUB-01")
def test_three_services_run_each_on_its_own() -> None:
    """SYS-06: three services with independent activation and timing."""
    services = [
        ServiceSysteme(tache=Tache.PUBLICATION, actif=True, planning=SOIRS),
        ServiceSysteme(tache=Tache.PUBLICATION_D_ANNONCES, actif=False, planning=MATINS),
        ServiceSysteme(tache=Tache.IMPORT_CLAC, actif=True, planning=MATINS),
    ]
    assert [(un.le.day, un.le.hour, un.tache.value) for un in prochains(services, LUNDI_22H, 5)] == [
        (6, 20, "publication"),
        (7, 4, "import_clac"),
        (8, 4, "import_clac"),
        (9, 4, "import_clac"),
        (9, 20, "publication"),
    ]
    dernieres = {Tache.PUBLICATION: LUNDI_22H, Tache.IMPORT_CLAC: LUNDI_22H}
    assert [un.tache for un in dus(services, dernieres, LUNDI_22H + timedelta(hours=8))] == [Tache.IMPORT_CLAC]
    assert [un.tache for un in dus(services, {}, LUNDI_22H)] == [Tache.PUBLICATION, Tache.IMPORT_CLAC]


@pytest.mark.req("PUB-02", "PUB-03")
def test_an_hour_before_the_activation_was_not_missed() -> None:
    """Turned on by an administrator on Tuesday, it does not make up for Monday: it waits for Thursday."""
    service = ServiceSysteme(
        tache=Tache.PUBLICATION, actif=True, planning=SOIRS, actif_depuis=LUNDI_22H + timedelta(hours=12)
    )
    assert not service.est_du(None, LUNDI_22H + timedelta(days=1))
    assert not service.est_du(LUNDI_22H - timedelta(days=30), LUNDI_22H + timedelta(days=1))
    assert service.est_du(None, LUNDI_22H + timedelta(days=3))
    with pytest.raises(InvalidValue, match="fuseau"):
        ServiceSysteme(tache=Tache.PUBLICATION, actif_depuis=datetime(2020, 7, 6))  # noqa: DTZ001


@pytest.mark.req("SYS-06")
@given(st.lists(services_systeme(), max_size=4), instants_de_paris(), st.integers(0, 20))
def test_the_next_runs_are_those_of_each_in_the_order_of_time(
    services: list[ServiceSysteme], depuis: datetime, combien: int
) -> None:
    """They are the first of all the runs to come of the active services; an inactive one is never among them."""
    trouvees = prochains(services, depuis, combien)
    jusqua = depuis + timedelta(days=150)
    attendues = sorted((une, un.tache) for un in services if un.actif for une in echeances(un.planning, depuis, jusqua))
    assert [(une.le, une.tache) for une in trouvees] == attendues[:combien]


@given(executions_prevues())
def test_a_run_to_come_is_in_utc(prevue: ExecutionPrevue) -> None:
    """Hours of the wall are for screens."""
    assert prevue.le.tzinfo is UTC


@given(services_systeme(), instants_de_paris())
def test_runs_to_come_are_read_one_by_one(service: ServiceSysteme, depuis: datetime) -> None:
    """There is no end to them: they are an iterator, empty for a service that will not run."""
    a_venir = service.a_venir(depuis)
    assert isinstance(a_venir, Iterator)
    premiere = next(a_venir, None)
    assert (premiere is None) == (not service.actif or not service.planning.heures)
