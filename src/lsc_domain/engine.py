"""The engine: a frozen record of doors, and the use cases that go through them."""

from __future__ import annotations

from attrs import frozen

from lsc_domain.loi.politique import POLITIQUE_PAR_DEFAUT, Politique
from lsc_domain.ports.clock import Clock
from lsc_domain.ports.ids import Ids
from lsc_domain.ports.rendering import Rendering
from lsc_domain.ports.storage import Storage
from lsc_domain.usecases.assemblee import AssembleeUseCases


@frozen(kw_only=True)
class Engine:
    """
    What an application embeds: its doors, given once, and one attribute per group of use cases.

    Nothing is global and nothing is read from the environment: two engines may live in one process.
    `lsc_adapters.bootstrap` makes the usual ones. An engine is closed when it is left, or by `close`.
    """

    storage: Storage
    clock: Clock
    ids: Ids
    rendering: Rendering
    politique: Politique = POLITIQUE_PAR_DEFAUT

    @property
    def assemblees(self) -> AssembleeUseCases:
        """General meetings."""
        return AssembleeUseCases(storage=self.storage, clock=self.clock, ids=self.ids, politique=self.politique)

    def close(self) -> None:
        """Give back what the store holds open."""
        self.storage.close()

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
