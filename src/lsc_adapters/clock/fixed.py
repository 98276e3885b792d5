"""A clock that somebody sets: for tests, for `lsc demo`, for a run made again to the letter."""

from __future__ import annotations

from datetime import datetime, timedelta

from lsc_domain.ports.clock import Clock
from lsc_domain.socle.errors import InvalidValue


class FixedClock:
    """
    A clock that stands still until it is moved on.

    >>> clock = FixedClock(datetime.fromisoformat("2020-07-07T17:00:00+02:00"))
    >>> clock.avancer(timedelta(minutes=5))
    >>> clock.now().isoformat()
    '2020-07-07T17:05:00+02:00'
    """

    def __init__(self, le: datetime) -> None:
        """Start at an instant. Raises `InvalidValue` for one without a time zone."""
        if le.utcoffset() is None:
            raise InvalidValue("horloge : attendu un fuseau horaire")
        self._le = le

    def now(self) -> datetime:
        """Return the instant it stands at."""
        return self._le

    def avancer(self, duree: timedelta) -> None:
        """Move on. Raises `InvalidValue` for going back."""
        if duree < timedelta():
            raise InvalidValue("horloge : elle ne recule pas")
        # Through an offset, not through the zone: adding to the face of a clock errs when summer begins or ends.
        decalage = self._le.utcoffset() or timedelta()
        instant = (self._le - decalage).replace(tzinfo=None) + duree
        zone = self._le.tzinfo
        self._le = zone.fromutc(instant.replace(tzinfo=zone)) if zone is not None else instant


_: type[Clock] = FixedClock
