"""States by identity, found by the fields they are looked up by without reading the others."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Generic, TypeVar

from lsc_adapters.storage.genre import Genre
from lsc_domain.ports.storage import Stored

A = TypeVar("A")


class Rayon(Generic[A]):
    """The states of a kind, kept or drafts; a draft may also be that one is forgotten, which is `None`."""

    def __init__(self, genre: Genre[A]) -> None:
        self.etats: dict[str, Stored[A] | None] = {}
        self._recherches = genre.recherches
        self._trouves: dict[tuple[str, str], set[str]] = {}

    def ecrire(self, id: str, garde: Stored[A] | None) -> None:
        """Put a state in place of the former one, or say that it is forgotten."""
        self._oter(id)
        self.etats[id] = garde
        if garde is not None:
            for cle in self._cles(garde.state):
                self._trouves.setdefault(cle, set()).add(id)

    def retirer(self, id: str) -> None:
        """Have nothing to say of an identity."""
        self._oter(id)
        self.etats.pop(id, None)

    def par(self, champ: str, valeur: str) -> Collection[str]:
        """Return the identities of the states one of whose fields has a value."""
        return self._trouves.get((champ, valeur), ())

    def _oter(self, id: str) -> None:
        avant = self.etats.get(id)
        if avant is not None:
            for cle in self._cles(avant.state):
                trouves = self._trouves[cle]
                trouves.discard(id)
                if not trouves:
                    del self._trouves[cle]

    def _cles(self, state: A) -> Iterator[tuple[str, str]]:
        for repere in self._recherches:
            valeur = repere.valeur(state)
            if valeur is not None:
                yield repere.champ, valeur
