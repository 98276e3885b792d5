"""The engine: a frozen record of doors, and the use cases that go through them."""

from __future__ import annotations

from typing import TypeVar

from attrs import frozen

from lsc_domain.loi.politique import POLITIQUE_PAR_DEFAUT, Politique
from lsc_domain.ports.clock import Clock
from lsc_domain.ports.documents import DocumentStore
from lsc_domain.ports.errors import Unavailable
from lsc_domain.ports.ids import Ids
from lsc_domain.ports.ledgers import Ledgers
from lsc_domain.ports.manifest import ManifestWriter
from lsc_domain.ports.messaging import Messaging, PliRendering
from lsc_domain.ports.rendering import Rendering, TexteRendering
from lsc_domain.ports.storage import Storage
from lsc_domain.socle.licence import Licence
from lsc_domain.usecases.assemblee import AssembleeUseCases
from lsc_domain.usecases.classeur import ClasseurUseCases
from lsc_domain.usecases.etat import AGENCE
from lsc_domain.usecases.evenement import EvenementUseCases
from lsc_domain.usecases.liste_des_coproprietaires import ListeUseCases
from lsc_domain.usecases.notification import Desinscription, NotificationUseCases
from lsc_domain.usecases.parc import ParcUseCases
from lsc_domain.usecases.portefeuille import PortefeuilleUseCases
from lsc_domain.usecases.publication import PublicationUseCases
from lsc_domain.usecases.service_systeme import ServicesSystemeUseCases

A = TypeVar("A")


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
    documents: DocumentStore | None = None
    textes: TexteRendering | None = None
    manifestes: ManifestWriter | None = None
    messaging: Messaging | None = None
    plis: PliRendering | None = None
    ledgers: Ledgers | None = None
    licence: Licence | None = None
    desinscription: Desinscription | None = None
    agence: str = AGENCE

    @property
    def assemblees(self) -> AssembleeUseCases:
        """General meetings."""
        return AssembleeUseCases(storage=self.storage, clock=self.clock, ids=self.ids, politique=self.politique)

    @property
    def evenements(self) -> EvenementUseCases:
        """Events, and what is put in « Documents du syndic » by hand. Raises `Unavailable` without `documents`."""
        return EvenementUseCases(storage=self.storage, documents=_porte(self.documents, "documents"), clock=self.clock)

    @property
    def listes(self) -> ListeUseCases:
        """The lists of owners. Raises `Unavailable` when a door was not given."""
        return ListeUseCases(
            storage=self.storage,
            documents=_porte(self.documents, "documents"),
            textes=_porte(self.textes, "textes"),
            clock=self.clock,
            ledgers=self.ledgers,
            agence=self.agence,
        )

    @property
    def parc(self) -> ParcUseCases:
        """Sales, mandates, leases, and the boxes « Service Client ». Raises `Unavailable` as `listes` does."""
        return ParcUseCases(storage=self.storage, clock=self.clock, listes=self.listes, agence=self.agence)

    @property
    def classeurs(self) -> ClasseurUseCases:
        """Binders, and who reads what."""
        return ClasseurUseCases(storage=self.storage, clock=self.clock, ids=self.ids, agence=self.agence)

    @property
    def publications(self) -> PublicationUseCases:
        """The runs that bring an extranet to what it must hold. Raises `Unavailable` when a door was not given."""
        return PublicationUseCases(
            storage=self.storage,
            documents=_porte(self.documents, "documents"),
            textes=_porte(self.textes, "textes"),
            manifestes=_porte(self.manifestes, "manifestes"),
            messaging=_porte(self.messaging, "messaging"),
            plis=_porte(self.plis, "plis"),
            clock=self.clock,
            ledgers=self.ledgers,
            licence=self.licence,
            agence=self.agence,
        )

    @property
    def notifications(self) -> NotificationUseCases:
        """The notices of new documents. Raises `Unavailable` when a door was not given."""
        return NotificationUseCases(
            storage=self.storage,
            messaging=_porte(self.messaging, "messaging"),
            plis=_porte(self.plis, "plis"),
            clock=self.clock,
            desinscription=self.desinscription,
            agence=self.agence,
        )

    @property
    def services(self) -> ServicesSystemeUseCases:
        """The tasks that run by themselves on their days and hours."""
        return ServicesSystemeUseCases(storage=self.storage, clock=self.clock)

    @property
    def portefeuilles(self) -> PortefeuilleUseCases:
        """Bringing in what an agency already has elsewhere."""
        return PortefeuilleUseCases(storage=self.storage, clock=self.clock, agence=self.agence)

    def close(self) -> None:
        """Give back what the store holds open."""
        self.storage.close()

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _porte(porte: A | None, nom: str) -> A:
    if porte is None:
        raise Unavailable(f"moteur : la porte « {nom} » n'a pas été donnée")
    return porte
