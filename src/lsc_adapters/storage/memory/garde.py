"""What a store in memory has kept, and what a transaction of it is made of."""

from __future__ import annotations

from threading import RLock
from typing import Any, Protocol

from attrs import define, field

from lsc_adapters.codec.chaine import LigneDeFlux
from lsc_adapters.storage.genre import Genre
from lsc_adapters.storage.memory.rayon import Rayon
from lsc_domain.compte.ecriture import Ecriture
from lsc_domain.extranet.audit import Trace
from lsc_domain.publication.acquit import Acquit


@define(kw_only=True)
class Garde:
    """What was kept so far: read and written under one lock, so that nobody sees half of a transaction."""

    verrou: RLock = field(factory=RLock)
    revisions: dict[str, int] = field(factory=dict[str, int])
    """By kind, none before its first change."""
    etats: dict[str, Rayon[Any]] = field(factory=dict[str, Rayon[Any]])
    """By table."""
    acquis: dict[str, dict[str, Acquit]] = field(factory=dict[str, dict[str, Acquit]])
    """By destination, then by key."""
    flux: dict[str, list[LigneDeFlux]] = field(factory=dict[str, list[LigneDeFlux]])
    lignes: list[LigneDeFlux] = field(factory=list[LigneDeFlux])
    ecritures: dict[str, Ecriture] = field(factory=dict[str, Ecriture])
    """By identity, in the order they were kept."""
    par_compte: dict[str, list[str]] = field(factory=dict[str, list[str]])
    """The identities of the entries of each account."""
    traces: list[Trace] = field(factory=list[Trace])

    def rayon(self, genre: Genre[Any]) -> Rayon[Any]:
        """Return the states of a kind."""
        with self.verrou:
            return self.etats.setdefault(genre.table, Rayon(genre))


class Ouverture(Protocol):
    """A transaction, for what serves in it."""

    def verifier_ouverte(self) -> None:
        """Refuse to serve once it is over."""


class Partie(Protocol):
    """What a transaction writes drafts in."""

    def verifier(self) -> None:
        """Check, under the lock, that nobody wrote over what this transaction had read."""

    def garder(self) -> None:
        """Keep the drafts, under the lock."""
