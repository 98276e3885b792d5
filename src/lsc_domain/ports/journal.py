"""The journal: the facts of each meeting, in order, chained, never edited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol

from attrs import frozen

from lsc_domain.assemblee.fait import Fait
from lsc_domain.socle.chaine import ORIGINE


@frozen(kw_only=True)
class Inscription:
    """
    One fact as it is kept: its rank in its stream (1 is the first), its instant, and its place in the chain.

    `precedent` is the print of the fact before it; `empreinte` its own, which the next one bears; `position` is its
    place among the facts of every stream.
    """

    flux: str
    rang: int
    le: datetime
    fait: Fait
    precedent: str
    empreinte: str
    position: int


@frozen(kw_only=True)
class Tete:
    """Where a stream stands: how many facts it has, and the print of the last one."""

    rang: int = 0
    empreinte: str = ORIGINE


class Journal(Protocol):
    """
    Facts by stream, one stream per meeting.

    What is appended belongs to the transaction it was appended in: kept with the state, or forgotten with it.
    """

    def tete(self, flux: str, /) -> Tete:
        """Return where a stream stands; one that was never written has no fact."""
        ...

    def append(self, flux: str, faits: Sequence[Fait], /, *, le: datetime, attendu: int) -> Tete:
        """Add facts after the `attendu` first ones, or raise `Conflict` when the stream is not that long."""
        ...

    def read(self, flux: str, /, *, depuis: int = 0) -> Iterator[Inscription]:
        """
        Read a stream in order, after its `depuis` first facts.

        The chain is checked as it is read. Raises `BrokenChain` at the first fact that was changed.
        """
        ...

    def read_all(self, /, *, depuis: int = 0) -> Iterator[Inscription]:
        """Read every stream, in the order facts were kept, after a `position`."""
        ...

    def textes(self, flux: str, /) -> Iterator[str]:
        """Read the canonical text of each fact of a stream, unchecked: what an export carries."""
        ...
