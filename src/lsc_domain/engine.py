"""The engine: a frozen record of doors, and the use cases that go through them."""

from __future__ import annotations

from typing import TypeVar

from attrs import field, frozen

from lsc_domain.extranet.reglages_d_acces import ReglagesDAcces
from lsc_domain.loi.politique import POLITIQUE_PAR_DEFAUT, Politique
from lsc_domain.paiement.echeance import REGLES_DE_PAIEMENT, ReglesDePaiement
from lsc_domain.ports.clock import Clock
from lsc_domain.ports.documents import DocumentStore
from lsc_domain.ports.errors import Unavailable
from lsc_domain.ports.ids import Ids
from lsc_domain.ports.ledgers import Ledgers
from lsc_domain.ports.manifest import ManifestWriter
from lsc_domain.ports.messaging import Messaging, PliRendering
from lsc_domain.ports.news import NewsFeed
from lsc_domain.ports.payment import CardPayment, DirectDebit
from lsc_domain.ports.rendering import ExtraitRendering, Rendering, TexteRendering
from lsc_domain.ports.secrets import Passwords, Secrets
from lsc_domain.ports.storage import Storage
from lsc_domain.socle.licence import Licence
from lsc_domain.usecases.admission import Admissions
from lsc_domain.usecases.agence import AgenceUseCases
from lsc_domain.usecases.assemblee import AssembleeUseCases
from lsc_domain.usecases.classeur import ClasseurUseCases
from lsc_domain.usecases.compte import CompteUseCases
from lsc_domain.usecases.courrier import Courrier
from lsc_domain.usecases.donnees_personnelles import DonneesPersonnellesUseCases
from lsc_domain.usecases.etat import AGENCE
from lsc_domain.usecases.evenement import EvenementUseCases
from lsc_domain.usecases.extranet import ExtranetUseCases
from lsc_domain.usecases.gerance import GeranceUseCases
from lsc_domain.usecases.identification import IdentificationUseCases
from lsc_domain.usecases.liste_des_coproprietaires import ListeUseCases
from lsc_domain.usecases.notification import Desinscription, NotificationUseCases
from lsc_domain.usecases.paiement import PaiementUseCases
from lsc_domain.usecases.parc import ParcUseCases
from lsc_domain.usecases.portefeuille import PortefeuilleUseCases
from lsc_domain.usecases.publication import PublicationUseCases
from lsc_domain.usecases.service_systeme import ServicesSystemeUseCases
from lsc_domain.usecases.vue import Vues

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
    extraits: ExtraitRendering | None = None
    manifestes: ManifestWriter | None = None
    messaging: Messaging | None = None
    plis: PliRendering | None = None
    ledgers: Ledgers | None = None
    licence: Licence | None = None
    desinscription: Desinscription | None = None
    news: NewsFeed | None = None
    cartes: CardPayment | None = None
    prelevements: DirectDebit | None = None
    regles_de_paiement: ReglesDePaiement = REGLES_DE_PAIEMENT
    passwords: Passwords | None = None
    secrets: Secrets | None = None
    acces: ReglagesDAcces = field(factory=ReglagesDAcces)
    agence: str = AGENCE
    admissions: Admissions = field(factory=Admissions, eq=False, repr=False)
    vues: Vues = field(factory=Vues, eq=False, repr=False)
    courrier: Courrier = field(factory=Courrier, eq=False, repr=False)

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
            ledgers=self.ledgers or self.comptes.ledgers(avec_les_ecritures=False),
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
            ledgers=self.ledgers or self.comptes.ledgers(),
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

    @property
    def donnees(self) -> DonneesPersonnellesUseCases:
        """What a person may ask of what is known of him. Raises `Unavailable` without `documents`. I-38."""
        return DonneesPersonnellesUseCases(
            storage=self.storage,
            documents=_porte(self.documents, "documents"),
            clock=self.clock,
            agence=self.agence,
        )

    @property
    def comptes(self) -> CompteUseCases:
        """The clients' accounts. Printing an extract raises `Unavailable` without `extraits`."""
        return CompteUseCases(storage=self.storage, clock=self.clock, agence=self.agence, rendu=self.extraits)

    @property
    def gerance(self) -> GeranceUseCases:
        """What tenants paid too much."""
        return GeranceUseCases(storage=self.storage, clock=self.clock, agence=self.agence)

    @property
    def extranet(self) -> ExtranetUseCases:
        """The client's side of the extranet. Raises `Unavailable` when a door was not given."""
        return ExtranetUseCases(
            storage=self.storage,
            magasin=_porte(self.documents, "documents"),
            textes=_porte(self.textes, "textes"),
            clock=self.clock,
            ids=self.ids,
            livres=self.comptes,
            vues=self.vues,
            courrier=self.courrier,
            licence=self.licence,
            news=self.news,
            agence=self.agence,
        )

    @property
    def administration(self) -> AgenceUseCases:
        """The agency's side of the extranet, `agence` being its code. Raises `Unavailable` as `extranet` does."""
        return AgenceUseCases(client=self.extranet, ids=self.ids)

    @property
    def paiements(self) -> PaiementUseCases:
        """What clients pay from the extranet: nothing without `cartes` or `prelevements`. EXC-15."""
        return PaiementUseCases(
            storage=self.storage,
            clock=self.clock,
            ids=self.ids,
            cartes=self.cartes,
            prelevements=self.prelevements,
            messaging=self.messaging,
            plis=self.plis,
            regles=self.regles_de_paiement,
            agence=self.agence,
        )

    @property
    def identifiants(self) -> IdentificationUseCases:
        """Who comes in, with which password. Raises `Unavailable` without `passwords` or `secrets`. I-34."""
        return IdentificationUseCases(
            storage=self.storage,
            clock=self.clock,
            passwords=_porte(self.passwords, "passwords"),
            secrets=_porte(self.secrets, "secrets"),
            messaging=self.messaging,
            plis=self.plis,
            reglages=self.acces,
            admissions=self.admissions,
            agence=self.agence,
        )

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
