"""Identities counted one by one: for tests, for `lsc demo`, for a run made again to the letter."""

from __future__ import annotations

from threading import Lock

from lsc_domain.ports.ids import Ids


class CounterIds:
    """
    Identities in order, known in advance.

    >>> ids = CounterIds("ag")
    >>> ids.new(), ids.new()
    ('ag-1', 'ag-2')
    """

    def __init__(self, prefixe: str = "id", *, depuis: int = 1) -> None:
        """Count from `depuis` on, each number after a prefix."""
        self._prefixe, self._prochain = prefixe, depuis
        self._verrou = Lock()

    def new(self) -> str:
        """Return the next one."""
        with self._verrou:
            numero = self._prochain
            self._prochain += 1
        return f"{self._prefixe}-{numero}"


_: type[Ids] = CounterIds
