"""What every `Clock` must do, whoever wrote it: subclass, give a maker, and run pytest."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from lsc_domain.ports.clock import Clock

MakeClock = Callable[[], Clock]


class ClockContract:
    """
    The laws of a clock. Your subclass says how to make one.

    >>> class TestMine(ClockContract):
    ...     @pytest.fixture
    ...     def make_clock(self):
    ...         return MyClock
    """

    concurrent: bool = True
    """Whether several threads may ask it the time."""

    @pytest.fixture
    def make_clock(self) -> MakeClock:
        """Return a maker of clocks."""
        raise NotImplementedError

    def test_an_instant_has_its_time_zone(self, make_clock: MakeClock) -> None:
        """What it says is an instant, not the face of a clock: it has a time zone."""
        assert make_clock().now().utcoffset() is not None

    def test_it_never_goes_back(self, make_clock: MakeClock) -> None:
        """Asked again, it says the same instant or a later one, whatever the zone it says it in."""
        clock = make_clock()
        assert _never_back([clock.now() for _ in range(1_000)])

    def test_it_never_goes_back_for_anybody(self, make_clock: MakeClock) -> None:
        """Asked by several threads, it goes back for none of them."""
        if not self.concurrent:
            pytest.skip("this clock serves one thread: `concurrent` is false")
        clock = make_clock()

        def lire(_: int) -> list[datetime]:
            return [clock.now() for _ in range(200)]

        with ThreadPoolExecutor(4) as fils:
            assert all(map(_never_back, fils.map(lire, range(4))))


def _never_back(instants: list[datetime]) -> bool:
    # Compared in UTC: two instants of one zone are compared by their faces, and one night a year those go back.
    return all(avant.astimezone(UTC) <= apres.astimezone(UTC) for avant, apres in pairwise(instants))
