"""Keeping the entries of the ledgers, and adding them up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Protocol

from attrs import frozen

from lsc_domain.compte.ecriture import Ecriture
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import CompteId


@frozen(kw_only=True)
class Report:
    """What the entries before a day add up to, without reading them: the opening balance is their difference."""

    debit: Euros
    credit: Euros


class Ecritures(Protocol):
    """
    The entries of the ledgers: a table, not a state, so that an account of fifty thousand is read as it comes.

    An entry is written once. What may still change of it is its lettering, and the day it was validated.
    """

    def ajouter(self, ecritures: Iterable[Ecriture], /) -> None:
        """Keep entries. Raises `Conflict`, and keeps none, when one of them has an identity already kept."""
        ...

    def du_compte(self, compte: CompteId, /, *, du: date | None = None, au: date | None = None) -> Iterator[Ecriture]:
        """Read the entries of an account, between two days included, in the order of the days, then as kept."""
        ...

    def report(self, compte: CompteId, /, *, avant: date | None = None) -> Report:
        """Add up the entries of an account before a day, all of them when there is none: one statement."""
        ...

    def du_journal(self, journal: str, /, *, du: date, au: date) -> Iterator[Ecriture]:
        """Read the entries of a journal between two days included, by day and movement, then as kept."""
        ...

    def toutes(self) -> Iterator[Ecriture]:
        """Read every entry, in the order they were kept."""
        ...

    def lettrer(self, ecritures: Iterable[str], /, *, lettrage: str | None, le: date | None) -> None:
        """Letter entries together, or take their letters off. Raises `NotFound` for one nobody kept."""
        ...

    def existent(self, ecritures: Iterable[str], /) -> frozenset[str]:
        """Return those of these identities that are already kept: what was imported once is known."""
        ...
