"""The clocks: the contract on ours, and what each promises besides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from lsc_adapters.clock.fixed import FixedClock
from lsc_adapters.clock.system import SystemClock
from lsc_domain.ports.clock import Clock
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.testing.contracts.clock import ClockContract, MakeClock

PARIS = ZoneInfo("Europe/Paris")
OUVERTURE = datetime(2020, 7, 7, 17, 5, tzinfo=PARIS)
AVANT_L_HIVER = datetime(2020, 10, 25, 0, 59, 59, tzinfo=UTC)
"""One second before the clocks of Paris go back from three to two."""


def machine(*instants: datetime) -> SystemClock:
    suite: Iterator[datetime] = iter(instants)
    return SystemClock(lambda: next(suite))


class TestSystemClock(ClockContract):
    @pytest.fixture
    def make_clock(self) -> MakeClock:
        return SystemClock

    def test_it_tells_the_present_in_paris(self) -> None:
        avant = datetime.now(UTC)
        lu = SystemClock().now()
        assert avant <= lu <= datetime.now(UTC)
        assert lu.tzinfo == PARIS

    def test_a_machine_set_back_does_not_set_it_back(self) -> None:
        tard = datetime(2020, 7, 7, 16, tzinfo=UTC)
        clock = machine(tard, tard - timedelta(hours=3), tard + timedelta(seconds=1))
        assert [clock.now() for _ in range(3)] == [tard, tard, tard + timedelta(seconds=1)]

    def test_it_goes_on_through_the_hour_that_comes_twice(self) -> None:
        clock = machine(AVANT_L_HIVER, AVANT_L_HIVER + timedelta(seconds=1), AVANT_L_HIVER + timedelta(hours=1))
        lus = [clock.now() for _ in range(3)]
        assert [lu.astimezone(UTC) - AVANT_L_HIVER for lu in lus] == [
            timedelta(),
            timedelta(seconds=1),
            timedelta(hours=1),
        ]
        assert [lu.utcoffset() for lu in lus] == [timedelta(hours=2), timedelta(hours=1), timedelta(hours=1)]


class TestFixedClock(ClockContract):
    @pytest.fixture
    def make_clock(self) -> MakeClock:
        def faire() -> Clock:
            return FixedClock(OUVERTURE)

        return faire

    def test_it_moves_when_it_is_moved(self) -> None:
        clock = FixedClock(OUVERTURE)
        assert clock.now() == clock.now() == OUVERTURE
        clock.avancer(timedelta(minutes=90))
        assert clock.now().isoformat() == "2020-07-07T18:35:00+02:00"

    def test_an_hour_lasts_an_hour_even_the_night_winter_comes(self) -> None:
        clock = FixedClock(AVANT_L_HIVER.astimezone(PARIS))
        clock.avancer(timedelta(hours=1))
        assert clock.now().astimezone(UTC) == AVANT_L_HIVER + timedelta(hours=1)
        assert clock.now().isoformat() == "2020-10-25T02:59:59+01:00"

    def test_it_does_not_go_back(self) -> None:
        with pytest.raises(InvalidValue):
            FixedClock(OUVERTURE).avancer(-timedelta(microseconds=1))

    def test_it_needs_a_zone(self) -> None:
        with pytest.raises(InvalidValue):
            FixedClock(OUVERTURE.replace(tzinfo=None))
