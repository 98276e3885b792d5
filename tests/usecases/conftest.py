"""The engine every use case is tried on: memory, a clock that stands still, identities known in advance."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from lsc_adapters.bootstrap import memory_engine
from lsc_adapters.clock.fixed import FixedClock
from lsc_adapters.ids.counter import CounterIds
from lsc_adapters.rendering.memory import MemoryRendering
from lsc_domain import Engine


@pytest.fixture
def engine() -> Engine:
    horloge = FixedClock(datetime(2020, 6, 1, 9, tzinfo=ZoneInfo("Europe/Paris")))
    return memory_engine(clock=horloge, ids=CounterIds("r"), rendering=MemoryRendering())
