"""States by identity: a row is a version, a few columns to look it up by, and a text the codec alone understands."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import islice
from typing import Any, Final, Generic, TypeVar

from lsc_adapters.codec.canonique import canonique
from lsc_adapters.codec.errors import InvalidPayload
from lsc_adapters.codec.exact import read_exact, write_exact
from lsc_adapters.storage.genre import Genre, sans_nul
from lsc_adapters.storage.identite import verifier_identite, verifier_texte
from lsc_adapters.storage.revision import RevisionEnCours, tirer
from lsc_adapters.storage.sql.acces import Acces
from lsc_adapters.storage.sql.ordres import LOT, LOT_D_ETATS, OrdresDeTable
from lsc_domain.ports.errors import Broken, Conflict, NotFound
from lsc_domain.ports.storage import Stored

A = TypeVar("A")

_UN_A_UN: Final = 8
"""A row asked for by itself costs a few of those that come together: beyond one in so many, all are read."""


class _Releve(dict[str, Stored[A]]):
    """All the states of a kind, and under which mark each was read."""

    def __init__(self, etats: Iterable[tuple[str, Stored[A]]], marques: Mapping[str, int]) -> None:
        super().__init__(etats)
        self.marques = marques


class SqlRepository(Generic[A]):
    """One table of states."""

    def __init__(self, acces: Acces, ordres: OrdresDeTable, genre: Genre[A], revision: RevisionEnCours) -> None:
        self._acces, self._ordres, self._genre, self._revision = acces, ordres, genre, revision

    def get(self, id: str, /) -> Stored[A]:
        """Return a state, or raise `NotFound`; `Broken` when its row was changed by other means."""
        lignes = self._acces.lire(self._ordres.lire, (verifier_identite(id),))
        if not lignes:
            raise NotFound(f"{self._genre.nom} : rien sous l'identité {id}")
        return self.garde(id, *lignes[0])

    def put(self, id: str, state: A, /, *, expected: int) -> None:
        """Write the next version of a state, or raise `Conflict`."""
        ordre, ligne = self._ordre(expected), self._ligne(id, state, expected)
        if self._acces.ecrire(ordre, ligne) != 1:
            raise Conflict(f"{self._genre.nom} {id} : la version {expected} n'est pas la dernière")
        self._revision.changer(self._genre.revision)

    def put_all(self, states: Iterable[tuple[str, A]], /, *, expected: int = 0) -> None:
        """Write the next version of many states, a batch at a time, or raise `Conflict`."""
        suite = iter(states)
        while lot := [self._ligne(id, state, expected) for id, state in islice(suite, LOT)]:
            if self._acces.ecrire_tout(self._ordre(expected), lot) != len(lot):
                raise Conflict(f"{self._genre.nom} : de l'un d'eux, la version {expected} n'est pas la dernière")
            self._revision.changer(self._genre.revision)

    def drop(self, id: str, /, *, expected: int) -> None:
        """Forget a state, or raise `Conflict`."""
        if self._acces.ecrire(self._ordres.oublier, (verifier_identite(id), expected)) != 1:
            raise Conflict(f"{self._genre.nom} {id} : la version {expected} n'est pas la dernière")
        self._revision.changer(self._genre.revision)

    def ids(self) -> tuple[str, ...]:
        """List the identities."""
        return tuple(id for (id,) in self._acces.lire(self._ordres.lister, ()))

    def all(self) -> Iterator[tuple[str, Stored[A]]]:
        """Read every state."""
        return self._lire(self._ordres.premiers, self._ordres.suivants, ())

    def refresh(self, known: Mapping[str, Stored[A]], /) -> Mapping[str, Stored[A]]:
        """
        Read every state, and of those it has given before only what was written since.

        Marks come first: of a row that is written meanwhile, the state may be newer than its mark, never older.
        """
        marques = dict(self._acces.lire(self._ordres.marques, ()))
        connues = _marques(known)
        restent = {id for id, marque in marques.items() if id in known and connues.get(id) == marque}
        if len(marques) - len(restent) > len(marques) // _UN_A_UN:
            return _Releve(self.all(), marques)
        if len(restent) == len(marques) == len(known):
            return known
        return _Releve(self._reprendre(known, marques, restent), marques)

    def by(self, champ: str, valeur: str, /) -> Iterator[tuple[str, Stored[A]]]:
        """Read the states one of whose fields has a value."""
        repere = self._genre.recherche(champ)
        premiers, suivants = self._ordres.par[champ]
        trouves = self._lire(premiers, suivants, (verifier_texte(sans_nul(valeur), champ),))
        return ((id, un) for id, un in trouves if repere.valeur(un.state) == valeur)

    def _ordre(self, expected: int) -> str:
        return self._ordres.remplacer if expected else self._ordres.creer

    def _ligne(self, id: str, state: A, expected: int) -> tuple[object, ...]:
        verifier_identite(id)
        reperes = (repere.lire(state) for repere in self._genre.reperes)
        ligne = (expected + 1, tirer(), *reperes, canonique(write_exact(state)))
        return (*ligne, id, expected) if expected else (id, *ligne)

    def _reprendre(
        self, known: Mapping[str, Stored[A]], marques: Iterable[str], restent: Container[str]
    ) -> Iterator[tuple[str, Stored[A]]]:
        for id in marques:
            if id in restent:
                yield id, known[id]
            else:
                with suppress(NotFound):  # forgotten meanwhile
                    yield id, self.get(id)

    def _lire(self, premiers: str, suivants: str, cles: tuple[str, ...]) -> Iterator[tuple[str, Stored[A]]]:
        """Read states, a batch of rows after another: memory holds one."""
        lot = self._acces.lire(premiers, cles)
        while lot:
            for id, version, corps in lot:
                self._acces.verifier_ouvert()
                yield id, self.garde(id, version, corps)
            lot = self._acces.lire(suivants, (*cles, lot[-1][0])) if len(lot) == LOT_D_ETATS else []

    def garde(self, id: str, version: int, corps: Any) -> Stored[A]:
        """Read the text of a row, or raise `Broken` when it was changed by other means."""
        try:
            state = read_exact(json.loads(corps), self._genre.type)
        except (InvalidPayload, json.JSONDecodeError, RecursionError) as fautif:
            raise Broken(f"{self._genre.nom} {id} : sa ligne ne se lit pas, {fautif}") from fautif
        return Stored(state=state, version=version)


def _marques(lus: object) -> Mapping[str, int]:
    return lus.marques if isinstance(lus, _Releve) else {}
