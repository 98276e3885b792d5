"""What time it is: asked of the outside, so that everything else can be run again at any instant."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """A clock that never goes back."""

    def now(self) -> datetime:
        """Return the present instant, with its time zone."""
        ...
