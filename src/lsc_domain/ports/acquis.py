"""Keeping what each other side has acknowledged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from lsc_domain.publication.acquit import Acquit


class Acquis(Protocol):
    """
    What each other side has acknowledged, by key: a table, not a state, so that a batch costs a batch.

    Written after the thing has arrived: what is not here is to be sent. I-36.
    """

    def lire(self, destination: str, /) -> Mapping[str, Acquit]:
        """Return what a destination holds, by key; nothing for one that was never sent anything."""
        ...

    def compter(self, destination: str, /) -> int:
        """Tell how many keys a destination holds, without reading one of them."""
        ...

    def ecrire(self, destination: str, acquits: Iterable[Acquit], /) -> None:
        """Keep acknowledgements, each in place of the former one of its key."""
        ...

    def retirer(self, destination: str, cles: Iterable[str], /) -> None:
        """Forget keys; one that is not there was already forgotten."""
        ...
