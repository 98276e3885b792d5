"""States by identity, in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, TypeVar

from lsc_adapters.codec.exact import write_exact
from lsc_adapters.storage.genre import Genre, sans_nul
from lsc_adapters.storage.identite import verifier_identite, verifier_texte
from lsc_adapters.storage.memory.garde import Garde, Ouverture
from lsc_adapters.storage.memory.rayon import Rayon
from lsc_adapters.storage.revision import RevisionEnCours
from lsc_domain.ports.errors import Conflict, NotFound
from lsc_domain.ports.storage import Stored

A = TypeVar("A")


class MemoryRepository(Generic[A]):
    """One kind of state, by identity."""

    def __init__(self, transaction: Ouverture, garde: Garde, genre: Genre[A], revision: RevisionEnCours) -> None:
        self._transaction, self._genre, self._revision = transaction, genre, revision
        self._verrou = garde.verrou
        self._gardes: Rayon[A] = garde.rayon(genre)
        self._brouillons = Rayon(genre)
        self._attendues: dict[str, int] = {}

    def get(self, id: str, /) -> Stored[A]:
        """Return a state, as this transaction sees it."""
        self._transaction.verifier_ouverte()
        trouve = self._actuel(id)
        if trouve is None:
            raise NotFound(f"{self._genre.nom} : rien sous l'identité {id}")
        return trouve

    def put(self, id: str, state: A, /, *, expected: int) -> None:
        """Write a draft of a state."""
        self._transaction.verifier_ouverte()
        verifier_identite(id)
        self._verifier_version(id, expected)
        write_exact(state)  # what another store would refuse is refused here too
        self._ecrire(id, Stored(state=state, version=expected + 1), expected)

    def put_all(self, states: Iterable[tuple[str, A]], /, *, expected: int = 0) -> None:
        """Write drafts of states."""
        self._transaction.verifier_ouverte()
        for id, state in states:
            self.put(id, state, expected=expected)

    def drop(self, id: str, /, *, expected: int) -> None:
        """Write that a state is forgotten."""
        self._transaction.verifier_ouverte()
        verifier_identite(id)
        self._verifier_version(id, expected)
        if not expected:
            raise Conflict(f"{self._genre.nom} {id} : rien à oublier")
        self._ecrire(id, None, expected)

    def ids(self) -> tuple[str, ...]:
        """List the identities, drafts included."""
        self._transaction.verifier_ouverte()
        with self._verrou:
            return tuple(
                sorted(id for id in {*self._gardes.etats, *self._brouillons.etats} if self._actuel(id) is not None)
            )

    def all(self) -> Iterator[tuple[str, Stored[A]]]:
        """Read every state, drafts included."""
        return self._lire(self.ids())

    def refresh(self, known: Mapping[str, Stored[A]], /) -> Mapping[str, Stored[A]]:
        """Read every state again: it is at hand, whatever is known of it."""
        return dict(self.all())

    def by(self, champ: str, valeur: str, /) -> Iterator[tuple[str, Stored[A]]]:
        """Read the states one of whose fields has a value, drafts included."""
        self._transaction.verifier_ouverte()
        self._genre.recherche(champ)
        verifier_texte(sans_nul(valeur), champ)
        brouillons = self._brouillons
        with self._verrou:
            gardes = [id for id in self._gardes.par(champ, valeur) if id not in brouillons.etats]
        return self._lire(sorted([*gardes, *brouillons.par(champ, valeur)]))

    def verifier(self) -> None:
        """Check, under the lock, that nobody wrote over what this transaction had read."""
        for id, attendue in self._attendues.items():
            garde = self._gardes.etats.get(id)
            if (garde.version if garde else 0) != attendue:
                raise Conflict(f"{self._genre.nom} {id} : écrit entre-temps par quelqu'un d'autre")

    def garder(self) -> None:
        """Keep the drafts."""
        for id, brouillon in self._brouillons.etats.items():
            if brouillon is None:
                self._gardes.retirer(id)
            else:
                self._gardes.ecrire(id, brouillon)

    def _lire(self, ids: Iterable[str]) -> Iterator[tuple[str, Stored[A]]]:
        for id in ids:
            yield id, self.get(id)

    def _actuel(self, id: str) -> Stored[A] | None:
        if id in self._brouillons.etats:
            return self._brouillons.etats[id]
        return self._gardes.etats.get(id)

    def _verifier_version(self, id: str, expected: int) -> None:
        actuel = self._actuel(id)
        if (actuel.version if actuel else 0) != expected:
            raise Conflict(f"{self._genre.nom} {id} : la version {expected} n'est pas la dernière")

    def _ecrire(self, id: str, brouillon: Stored[A] | None, expected: int) -> None:
        self._attendues.setdefault(id, expected)
        self._brouillons.ecrire(id, brouillon)
        self._revision.changer(self._genre.revision)
