"""What day it is, is Paris's: asked of the clock that was given, whatever the time zone of the machine."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsc_adapters.clock.fixed import FixedClock
from lsc_adapters.storage.memory import MemoryStorage
from lsc_domain.usecases.etat import Lecture

DEBUT, FIN = datetime(2000, 1, 1), datetime(2030, 1, 1)  # noqa: DTZ001 - hypothesis wants them so


def jour(instant: datetime) -> date:
    return Lecture(storage=MemoryStorage(), clock=FixedClock(instant)).jour()


@pytest.mark.req("I-54")
@pytest.mark.parametrize(
    ("instant", "attendu"),
    [
        (datetime(2020, 7, 6, 21, 59, tzinfo=UTC), date(2020, 7, 6)),
        (datetime(2020, 7, 6, 22, 0, tzinfo=UTC), date(2020, 7, 7)),  # summer: two hours ahead
        (datetime(2020, 12, 31, 22, 59, tzinfo=UTC), date(2020, 12, 31)),
        (datetime(2020, 12, 31, 23, 0, tzinfo=UTC), date(2021, 1, 1)),  # winter: one
    ],
)
def test_a_day_begins_at_midnight_in_paris(instant: datetime, attendu: date) -> None:
    assert jour(instant) == attendu


@pytest.mark.req("I-54")
@given(st.datetimes(timezones=st.timezones(), min_value=DEBUT, max_value=FIN))
def test_the_zone_an_instant_is_told_in_changes_nothing(instant: datetime) -> None:
    assert jour(instant) == jour(instant.astimezone(UTC))
