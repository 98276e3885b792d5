"""Days and hours of Paris, across the changes of its clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsc_domain.publication.planning import (
    JAMAIS,
    Jour,
    Planning,
    derniere_echeance,
    echeances,
    est_du,
    instants,
    paris,
    prochaine_echeance,
)
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.testing.strategies.planning import instants_de_paris, plannings

PARIS = ZoneInfo("Europe/Paris")
SOIRS = Planning.de({Jour.LUNDI: time(22), Jour.JEUDI: time(22)})
TOUS_LES_JOURS = {jour: time(2, 30) for jour in Jour}
durees = st.integers(0, 400 * 86_400).map(lambda secondes: timedelta(seconds=secondes))


def premiere_fois(jour: date, heure: time) -> datetime:
    """Look minute by minute for the first instant of that day at which a clock of Paris shows that hour, or more."""
    une = datetime.combine(jour, time(), UTC) - timedelta(hours=3)
    while True:
        mur = une.astimezone(PARIS)
        if mur.date() == jour and mur.time() >= heure:
            return une
        une += timedelta(minutes=1)


# --- Worked examples ----------------------------------------------------------------------------------------


@pytest.mark.req("PUB-01", "SYS-06")
def test_monday_and_thursday_at_22_only() -> None:
    """PUB-01: a schedule Monday and Thursday 22:00 runs on Monday and Thursday at 22:00 only."""
    trouvees = echeances(SOIRS, datetime(2020, 7, 6, tzinfo=PARIS), datetime(2020, 7, 20, tzinfo=PARIS))
    assert [f"{une.astimezone(PARIS):%a %d %H:%M}" for une in trouvees] == [
        "Mon 06 22:00",
        "Thu 09 22:00",
        "Mon 13 22:00",
        "Thu 16 22:00",
    ]
    assert {une.tzinfo for une in trouvees} == {UTC}


@pytest.mark.req("PUB-04")
def test_one_hour_a_day_may_differ() -> None:
    """PUB-04: for the ticked days, an hour; one per day is allowed."""
    planning = Planning.de({Jour.JEUDI: time(6, 15), Jour.LUNDI: time(22)})
    assert planning.heures == ((Jour.LUNDI, time(22)), (Jour.JEUDI, time(6, 15)))
    assert (planning.heure(Jour.JEUDI), planning.heure(Jour.MARDI)) == (time(6, 15), None)


@pytest.mark.req("PUB-04")
def test_a_day_without_hour_is_refused() -> None:
    """PUB-04: a day without hour is refused, and says which."""
    with pytest.raises(InvalidValue, match="jeudi est coché sans heure"):
        Planning.de({Jour.LUNDI: time(22), Jour.JEUDI: None})


@pytest.mark.req("PUB-04")
@pytest.mark.parametrize(
    "heure", [time(22, tzinfo=UTC), time(22, 0, 1), time(22, 0, 0, 1), time(2, 30, fold=1)], ids=str
)
def test_an_hour_is_one_of_paris_to_the_minute(heure: time) -> None:
    """The box of the screen holds an hour and minutes, on the clocks of Paris, once a day."""
    with pytest.raises(InvalidValue, match="lundi"):
        Planning.de({Jour.LUNDI: heure})


def test_a_day_has_one_hour() -> None:
    """Two hours on one day are not a planning."""
    with pytest.raises(InvalidValue, match="une heure"):
        Planning(heures=((Jour.LUNDI, time(8)), (Jour.LUNDI, time(22))))


def test_the_order_of_the_days_does_not_matter() -> None:
    """Two files that list the same days are the same planning."""
    renverse = Planning(heures=SOIRS.heures[::-1])
    assert renverse == SOIRS
    assert hash(renverse) == hash(SOIRS)
    assert renverse != Planning.de({Jour.LUNDI: time(22)})


@pytest.mark.req("SYS-06")
@pytest.mark.parametrize(
    ("annee", "jour"), [(2020, date(2020, 3, 29)), (2021, date(2021, 3, 28)), (1996, date(1996, 3, 31))]
)
@pytest.mark.parametrize("heure", [time(2), time(2, 1), time(2, 30), time(2, 59)])
def test_an_hour_the_clocks_skip_runs_right_after(annee: int, jour: date, heure: time) -> None:
    """On the last Sunday of March the clocks go from 02:00 to 03:00: what was to run in between runs at 03:00."""
    planning = Planning.de({Jour.DIMANCHE: heure})
    du_jour = echeances(
        planning, datetime(annee, jour.month, jour.day, tzinfo=PARIS), datetime(annee, 4, 1, tzinfo=UTC)
    )
    assert du_jour == (datetime(annee, jour.month, jour.day, 1, tzinfo=UTC),)
    assert du_jour[0].astimezone(paris()).time() == time(3)


@pytest.mark.req("SYS-06")
def test_an_hour_the_clocks_show_twice_runs_once() -> None:
    """On the last Sunday of October 02:30 comes twice: it runs the first time only."""
    planning = Planning.de(dict(TOUS_LES_JOURS))
    nuit = echeances(planning, datetime(2020, 10, 25, tzinfo=PARIS), datetime(2020, 10, 26, tzinfo=PARIS))
    assert nuit == (datetime(2020, 10, 25, 0, 30, tzinfo=UTC),)
    assert not est_du(planning, nuit[0], datetime(2020, 10, 25, 1, 30, tzinfo=UTC))  # 02:30 again


@pytest.mark.req("SYS-06")
def test_the_ends_are_half_open() -> None:
    """An instant to run at belongs to the interval it begins, and not to the one it ends."""
    une = datetime(2020, 7, 6, 20, tzinfo=UTC)
    assert echeances(SOIRS, une, une + timedelta(seconds=1)) == (une,)
    assert echeances(SOIRS, une - timedelta(days=1), une) == ()
    assert derniere_echeance(SOIRS, une) == une
    assert prochaine_echeance(SOIRS, une) == datetime(2020, 7, 9, 20, tzinfo=UTC)


@pytest.mark.req("SYS-06")
def test_what_was_missed_makes_one_run() -> None:
    """A machine off for a month owes one run, not eight; and none before the first hour."""
    derniere = datetime(2020, 7, 6, 20, 0, 5, tzinfo=UTC)
    assert not est_du(SOIRS, derniere, datetime(2020, 7, 9, 19, 59, 59, tzinfo=UTC))
    assert est_du(SOIRS, derniere, datetime(2020, 7, 9, 20, tzinfo=UTC))
    rallumee = datetime(2020, 8, 5, 9, tzinfo=UTC)
    assert est_du(SOIRS, derniere, rallumee)
    assert not est_du(SOIRS, rallumee, datetime(2020, 8, 6, 19, 59, tzinfo=UTC))
    assert est_du(SOIRS, None, rallumee)


@pytest.mark.req("PUB-02")
def test_no_day_never_runs() -> None:
    """A planning without a day has no instant to run at, ever."""
    le = datetime(2020, 7, 7, tzinfo=UTC)
    assert Planning() == JAMAIS
    assert echeances(JAMAIS, le, le + timedelta(days=999)) == ()
    assert (derniere_echeance(JAMAIS, le), prochaine_echeance(JAMAIS, le)) == (None, None)
    assert not est_du(JAMAIS, None, le)


@pytest.mark.parametrize("question", [prochaine_echeance, derniere_echeance])
def test_an_instant_has_a_time_zone(question: object) -> None:
    """A naive instant is refused: nobody knows when it is."""
    assert callable(question)
    with pytest.raises(InvalidValue, match="fuseau"):
        question(SOIRS, datetime(2020, 7, 7))  # noqa: DTZ001
    with pytest.raises(InvalidValue, match="fuseau"):
        echeances(SOIRS, datetime(2020, 7, 7, tzinfo=UTC), datetime(2020, 7, 8))  # noqa: DTZ001


# --- Properties ---------------------------------------------------------------------------------------------


@pytest.mark.req("PUB-01", "SYS-06")
@given(plannings(), instants_de_paris(), durees)
def test_a_ticked_day_runs_once_and_no_other_does(planning: Planning, depuis: datetime, duree: timedelta) -> None:
    """Over years and changes of clocks: one run each ticked day of Paris, none the others, at its hour or after."""
    jusqua = depuis + duree
    trouvees = echeances(planning, depuis, jusqua)
    jours = [une.astimezone(PARIS).date() for une in trouvees]
    assert list(trouvees) == sorted(set(trouvees))
    assert all(depuis <= une < jusqua for une in trouvees)
    assert len(set(jours)) == len(jours)
    premier, dernier = (un.astimezone(PARIS).date() for un in (depuis, jusqua))
    entiers = {premier + timedelta(days=rang) for rang in range(1, (dernier - premier).days)}
    coches = {jour for jour in entiers if planning.heure(Jour.de(jour)) is not None}
    assert coches == set(jours) - {premier, dernier}
    for une, jour in zip(trouvees, jours, strict=True):
        heure = planning.heure(Jour.de(jour))
        mur = une.astimezone(PARIS)
        assert heure is not None
        assert mur.fold == 0
        assert mur.time() == heure or (mur.time() == time(3) and heure.hour == 2 and jour.month == 3)


@pytest.mark.req("SYS-06")
@given(st.sampled_from([date(2020, 3, 29), date(2020, 10, 25), date(2020, 7, 7)]), st.times())
def test_it_is_the_first_instant_a_clock_shows(jour: date, heure: time) -> None:
    """Minute by minute, the run is at the first instant a clock on the wall shows that hour, or has passed it."""
    heure = heure.replace(second=0, microsecond=0, fold=0)
    une = next(instants(Planning.de({Jour.de(jour): heure}), datetime.combine(jour, time(), PARIS)))
    assert une == premiere_fois(jour, heure)


@pytest.mark.req("SYS-06")
@given(plannings(), instants_de_paris())
def test_the_next_follows_the_last(planning: Planning, le: datetime) -> None:
    """No instant to run at lies between the last up to now and the next after it."""
    derniere, prochaine = derniere_echeance(planning, le), prochaine_echeance(planning, le)
    assert (derniere is None) == (prochaine is None) == (not planning.heures)
    if derniere is not None and prochaine is not None:
        assert derniere <= le < prochaine
        assert prochaine_echeance(planning, derniere) == prochaine
        assert echeances(planning, derniere, prochaine) == (derniere,)


@pytest.mark.req("PUB-01", "SYS-06")
@given(plannings(), instants_de_paris(), st.lists(st.integers(1, 3 * 86_400), max_size=30))
def test_an_instant_to_run_at_never_makes_two_runs(planning: Planning, depuis: datetime, pas: list[int]) -> None:
    """Asked at any rhythm, each run answers for instants of its own; none is left over."""
    maintenant, derniere, executions = depuis, depuis, []
    for secondes in pas:
        maintenant += timedelta(seconds=secondes)
        if est_du(planning, derniere, maintenant):
            assert not est_du(planning, maintenant, maintenant)
            executions.append((derniere, maintenant))
            derniere = maintenant
    for debut, fin in executions:
        assert echeances(planning, debut + timedelta(microseconds=1), fin + timedelta(microseconds=1))
    assert not echeances(planning, derniere + timedelta(microseconds=1), maintenant + timedelta(microseconds=1))


@given(plannings(), instants_de_paris(), st.sampled_from([ZoneInfo("Pacific/Noumea"), PARIS]))
def test_the_zone_of_the_question_does_not_matter(planning: Planning, le: datetime, zone: ZoneInfo) -> None:
    """The same instant, told elsewhere, has the same answers."""
    ailleurs = le.astimezone(zone)
    assert prochaine_echeance(planning, ailleurs) == prochaine_echeance(planning, le)
    assert derniere_echeance(planning, ailleurs) == derniere_echeance(planning, le)
