"""New identities: asked of the outside, so that a run can be made again to the letter."""

from typing import Protocol


class Ids(Protocol):
    """A source of identities, no two of them alike."""

    def new(self) -> str:
        """Return an identity that was never given before, fit for a file name and an address."""
        ...
