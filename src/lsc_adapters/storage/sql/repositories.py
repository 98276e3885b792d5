"""States by identity: a row is a version, a few columns to look it up by, and a text the codec alone understands."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Generic, TypeVar

from lsc_adapters.codec.canonique import canonique
from lsc_adapters.codec.errors import InvalidPayload
from lsc_adapters.codec.exact import read_exact, write_exact
from lsc_adapters.storage.genre import Genre
from lsc_adapters.storage.identite import verifier_identite
from lsc_adapters.storage.sql.acces import Acces
from lsc_adapters.storage.sql.ordres import LOT, LOT_D_ETATS, OrdresDeTable
from lsc_domain.ports.errors import Broken, Conflict, NotFound
from lsc_domain.ports.storage import Stored

A = TypeVar("A")


class SqlRepository(Generic[A]):
    """One table of states."""

    def __init__(self, acces: Acces, ordres: OrdresDeTable, genre: Genre[A]) -> None:
        self._acces, self._ordres, self._genre = acces, ordres, genre

    def get(self, id: str, /) -> Stored[A]:
        """Return a state, or raise `NotFound`; `Broken` when its row was changed by other means."""
        lignes = self._acces.lire(self._ordres.lire, (verifier_identite(id),))
        if not lignes:
            raise NotFound(f"{self._genre.nom} : rien sous l'identité {id}")
        return self._garde(id, *lignes[0])

    def put(self, id: str, state: A, /, *, expected: int) -> None:
        """Write the next version of a state, or raise `Conflict`."""
        ordre, ligne = self._ordre(expected), self._ligne(id, state, expected)
        if self._acces.ecrire(ordre, ligne) != 1:
            raise Conflict(f"{self._genre.nom} {id} : la version {expected} n'est pas la dernière")

    def put_all(self, states: Iterable[tuple[str, A]], /, *, expected: int = 0) -> None:
        """Write the next version of many states, a batch at a time, or raise `Conflict`."""
        suite = iter(states)
        while lot := [self._ligne(id, state, expected) for id, state in islice(suite, LOT)]:
            if self._acces.ecrire_tout(self._ordre(expected), lot) != len(lot):
                raise Conflict(f"{self._genre.nom} : de l'un d'eux, la version {expected} n'est pas la dernière")

    def ids(self) -> tuple[str, ...]:
        """List the identities."""
        return tuple(id for (id,) in self._acces.lire(self._ordres.lister, ()))

    def all(self) -> Iterator[tuple[str, Stored[A]]]:
        """Read every state, a batch of rows after another: memory holds one."""
        lot = self._acces.lire(self._ordres.premiers, ())
        while lot:
            for id, version, corps in lot:
                self._acces.verifier_ouvert()
                yield id, self._garde(id, version, corps)
            lot = self._acces.lire(self._ordres.suivants, (lot[-1][0],)) if len(lot) == LOT_D_ETATS else []

    def _ordre(self, expected: int) -> str:
        return self._ordres.remplacer if expected else self._ordres.creer

    def _ligne(self, id: str, state: A, expected: int) -> tuple[object, ...]:
        verifier_identite(id)
        reperes = (repere.lire(state) for repere in self._genre.reperes)
        ligne = (expected + 1, *reperes, canonique(write_exact(state)))
        return (*ligne, id, expected) if expected else (id, *ligne)

    def _garde(self, id: str, version: int, corps: Any) -> Stored[A]:
        try:
            state = read_exact(json.loads(corps), self._genre.type)
        except (InvalidPayload, json.JSONDecodeError, RecursionError) as fautif:
            raise Broken(f"{self._genre.nom} {id} : sa ligne ne se lit pas, {fautif}") from fautif
        return Stored(state=state, version=version)
