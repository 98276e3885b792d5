"""Keeping what was decided: one transaction, a few repositories, the journal."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Generic, Protocol, TypeVar

from attrs import frozen

from lsc_domain.assemblee.proces_verbal import ProcesVerbal
from lsc_domain.assemblee.suivi import Suivi
from lsc_domain.assemblee.texte_de_passage import TextesDePassage
from lsc_domain.ports.journal import Journal

A = TypeVar("A")


@frozen(kw_only=True)
class Stored(Generic[A]):
    """A state as it was kept, and its version: 1 for the first one written."""

    state: A
    version: int


class Repository(Protocol[A]):
    """
    One kind of state, by identity.

    A state is frozen: writing it whole over the version one has read is the unit of work, and there is no other.
    """

    def get(self, id: str, /) -> Stored[A]:
        """Return it with its version, or raise `NotFound`."""
        ...

    def put(self, id: str, state: A, /, *, expected: int) -> None:
        """Write version `expected` + 1 (0 for a new one), or raise `Conflict`."""
        ...

    def ids(self) -> tuple[str, ...]:
        """List what is kept, in the order of the identities."""
        ...


class Transaction(Protocol):
    """
    What may be read and written together.

    `suivis` are by meeting; `proces_verbaux` by meeting and version, `«id»/«version»`; `textes` by agency.
    """

    @property
    def suivis(self) -> Repository[Suivi]:
        """Where each meeting stands."""
        ...

    @property
    def proces_verbaux(self) -> Repository[ProcesVerbal]:
        """Every version of every minutes."""
        ...

    @property
    def textes(self) -> Repository[TextesDePassage]:
        """What each agency says of a second vote."""
        ...

    @property
    def journal(self) -> Journal:
        """The facts."""
        ...


class Storage(Protocol):
    """All or nothing: what is left without an exception is kept, else forgotten, state and facts together."""

    def transaction(self) -> AbstractContextManager[Transaction]:
        """
        Open a transaction, and keep it on leaving.

        Raises `Unavailable` when the store does not answer, `Conflict` when another writer was first, `Broken` when
        the store cannot be used.
        """
        ...

    def close(self) -> None:
        """Give back what was opened for this store; what a host gave it stays his."""
        ...
