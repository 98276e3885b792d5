"""What the laws of a store ask of whoever submits one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lsc_domain.ports.storage import Storage

MakeStorage = Callable[[], Storage]


class StoreLaws:
    """How to make a store, and what it can do."""

    persistent: bool = False
    """Whether what was kept is still there for another object opened on it: `reopen` then gives one."""
    concurrent: bool = True
    """Whether several threads may each have a transaction open; one may be made to wait for another."""
    exemples: int = 20
    """How many examples each law tries, at most."""
    effectif: int = 10_000
    """How many owners the largest syndicat has, and how many rows the longest list."""

    @pytest.fixture
    def make_storage(self) -> MakeStorage:
        """Return a maker of stores, each empty when it is given."""
        raise NotImplementedError

    def reopen(self, storage: Storage) -> Storage:
        """Leave a store, and open what it kept as another program would."""
        raise NotImplementedError

    def _a_plusieurs(self) -> None:
        if not self.concurrent:
            pytest.skip("this store serves one thread: `concurrent` is false")
