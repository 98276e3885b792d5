"""The store in memory, and its transactions."""

from __future__ import annotations

from collections.abc import Mapping
from types import TracebackType
from typing import TypeVar

from lsc_adapters.storage.depots import Depots
from lsc_adapters.storage.genre import Genre
from lsc_adapters.storage.memory.acquis import MemoryAcquis
from lsc_adapters.storage.memory.audit import MemoryAudit
from lsc_adapters.storage.memory.ecritures import MemoryEcritures
from lsc_adapters.storage.memory.garde import Garde, Partie
from lsc_adapters.storage.memory.journal import MemoryJournal
from lsc_adapters.storage.memory.repository import MemoryRepository
from lsc_adapters.storage.revision import RevisionEnCours
from lsc_domain.ports.errors import Broken
from lsc_domain.ports.storage import Storage, Transaction

A = TypeVar("A")


class MemoryStorage:
    """A store in memory; each instance is a store of its own, fit for several threads."""

    def __init__(self) -> None:
        self._garde = Garde()

    def close(self) -> None:
        """Hold nothing to give back."""

    def transaction(self) -> MemoryTransaction:
        """Open a transaction; on leaving, raise `Conflict` when another one was first."""
        return MemoryTransaction(self._garde)


class MemoryTransaction(Depots):
    """Drafts over what is kept, invisible to everybody else until they are kept."""

    def __init__(self, garde: Garde) -> None:
        super().__init__()
        self._ouverte, self._garde, self._revision = False, garde, RevisionEnCours()
        self.journal = MemoryJournal(self, garde)
        self.acquis = MemoryAcquis(self, garde)
        self.ecritures = MemoryEcritures(self, garde)
        self.audit = MemoryAudit(self, garde)
        self._parties: list[Partie] = [self.journal, self.acquis, self.ecritures, self.audit]

    def __enter__(self) -> MemoryTransaction:
        self._ouverte = True
        return self

    def __exit__(
        self, type_: type[BaseException] | None, erreur: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ouverte = False
        if type_ is not None:
            return
        with self._garde.verrou:
            for partie in self._parties:
                partie.verifier()
            for partie in self._parties:
                partie.garder()
            self._garde.revisions.update(self._revision.numeros)

    @property
    def revisions(self) -> Mapping[str, int]:
        """The number of each kind that screens depend on, drafts included. I-32."""
        self.verifier_ouverte()
        with self._garde.verrou:
            return self._revision.sur(self._garde.revisions)

    def verifier_ouverte(self) -> None:
        """Refuse to serve once the transaction is over: what it would write would be lost."""
        if not self._ouverte:
            raise Broken("cette transaction est terminée")

    def _faire(self, genre: Genre[A]) -> MemoryRepository[A]:
        depot = MemoryRepository[A](self, self._garde, genre, self._revision)
        self._parties.append(depot)
        return depot


_: type[Storage] = MemoryStorage
__: type[Transaction] = MemoryTransaction
