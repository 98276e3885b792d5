"""The clock of the machine, read in Paris, that never goes back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from threading import Lock
from zoneinfo import ZoneInfo

from lsc_domain.ports.clock import Clock


def _maintenant() -> datetime:
    return datetime.now(UTC)


class SystemClock:
    """
    The time of the machine, told in Europe/Paris.

    Somebody sets a machine's clock back now and then, or a time server does: until it has caught up, the last
    instant is said again, so that facts never seem to come before those they follow.
    """

    def __init__(self, machine: Callable[[], datetime] = _maintenant) -> None:
        """Read the instants of `machine`, whatever their zone."""
        self._machine = machine
        self._paris = ZoneInfo("Europe/Paris")
        self._verrou = Lock()
        self._dernier = datetime.min.replace(tzinfo=UTC)

    def now(self) -> datetime:
        """Return the present instant, in Paris."""
        with self._verrou:
            # In UTC: the hours of Paris go back once a year, the instants do not.
            self._dernier = max(self._dernier, self._machine().astimezone(UTC))
            return self._dernier.astimezone(self._paris)


_: type[Clock] = SystemClock
