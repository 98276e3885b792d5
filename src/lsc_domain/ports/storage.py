"""Keeping what was decided: one transaction, a few repositories, the journal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Generic, Protocol, TypeVar

from attrs import frozen

from lsc_domain.assemblee.proces_verbal import ProcesVerbal
from lsc_domain.assemblee.suivi import Suivi
from lsc_domain.assemblee.texte_de_passage import TextesDePassage
from lsc_domain.classeur.classeur import Classeur
from lsc_domain.classeur.document import Document
from lsc_domain.evenement.evenement import Evenement
from lsc_domain.evenement.modele import Modele
from lsc_domain.parc.compte_client import CompteClient
from lsc_domain.parc.immeuble import Immeuble
from lsc_domain.parc.tiers import Tiers
from lsc_domain.ports.journal import Journal
from lsc_domain.publication.acquit import Acquit
from lsc_domain.publication.destination import Destination
from lsc_domain.publication.execution import Execution
from lsc_domain.publication.parametres import Parametres
from lsc_domain.publication.service_systeme import ServiceSysteme

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

    def put_all(self, states: Iterable[tuple[str, A]], /, *, expected: int = 0) -> None:
        """Write each as `put` would: many for the price of a few. Raises `Conflict` when it would for one of them."""
        ...

    def ids(self) -> tuple[str, ...]:
        """List what is kept, in the order of the identities."""
        ...

    def all(self) -> Iterator[tuple[str, Stored[A]]]:
        """Read everything, in the order of the identities: one question, whatever their number."""
        ...


class Acquis(Protocol):
    """
    What each other side has acknowledged, by key: a table, not a state, so that a batch costs a batch.

    Written after the thing has arrived: what is not here is to be sent. I-36.
    """

    def lire(self, destination: str, /) -> Mapping[str, Acquit]:
        """Return what a destination holds, by key; nothing for one that was never sent anything."""
        ...

    def ecrire(self, destination: str, acquits: Iterable[Acquit], /) -> None:
        """Keep acknowledgements, each in place of the former one of its key."""
        ...

    def retirer(self, destination: str, cles: Iterable[str], /) -> None:
        """Forget keys; one that is not there was already forgotten."""
        ...


class Transaction(Protocol):
    """
    What may be read and written together.

    `suivis` are by meeting; `proces_verbaux` by meeting and version, `«id»/«version»`; `textes` and `parametres`
    by agency; the others by their own identity.
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
    def immeubles(self) -> Repository[Immeuble]:
        """The buildings, with the roles held in each."""
        ...

    @property
    def tiers(self) -> Repository[Tiers]:
        """The people."""
        ...

    @property
    def comptes(self) -> Repository[CompteClient]:
        """The clients' accounts, as far as the extranet is concerned."""
        ...

    @property
    def classeurs(self) -> Repository[Classeur]:
        """The binders."""
        ...

    @property
    def modeles(self) -> Repository[Modele]:
        """The event models."""
        ...

    @property
    def evenements(self) -> Repository[Evenement]:
        """The events."""
        ...

    @property
    def documents(self) -> Repository[Document]:
        """The documents put by hand, without event: « Documents du syndic ». EXA-22."""
        ...

    @property
    def parametres(self) -> Repository[Parametres]:
        """The options of the agency."""
        ...

    @property
    def services(self) -> Repository[ServiceSysteme]:
        """The services système."""
        ...

    @property
    def destinations(self) -> Repository[Destination]:
        """Where publications go."""
        ...

    @property
    def executions(self) -> Repository[Execution]:
        """The last run of each service and of each destination."""
        ...

    @property
    def acquis(self) -> Acquis:
        """What each destination holds, and what was said to whom."""
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
