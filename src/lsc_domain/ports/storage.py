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
from lsc_domain.compte.analytique import Analytique
from lsc_domain.compte.fiche_de_compte import FicheDeCompte
from lsc_domain.compte.livre import FondsDImmeuble, LivreDExercice
from lsc_domain.evenement.evenement import Evenement
from lsc_domain.evenement.modele import Modele
from lsc_domain.extranet.agence import FicheDAgence
from lsc_domain.extranet.collaborateur import Collaborateur
from lsc_domain.extranet.demande import Demande
from lsc_domain.extranet.fournisseur import Fournisseur
from lsc_domain.extranet.identifiant import Identifiant
from lsc_domain.extranet.information import Information
from lsc_domain.extranet.parametrage import Parametrage
from lsc_domain.extranet.session import Session
from lsc_domain.extranet.tentatives import Tentatives
from lsc_domain.paiement.creancier import Creancier
from lsc_domain.paiement.paiement import Paiement
from lsc_domain.parc.compte_client import CompteClient
from lsc_domain.parc.fiche_de_lot import FicheDeLot
from lsc_domain.parc.immeuble import Immeuble
from lsc_domain.parc.tiers import Tiers
from lsc_domain.ports.acquis import Acquis
from lsc_domain.ports.audit import Audit
from lsc_domain.ports.ecritures import Ecritures
from lsc_domain.ports.journal import Journal
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

    def refresh(self, known: Mapping[str, Stored[A]], /) -> Mapping[str, Stored[A]]:
        """
        Return what `all` would read, given what it returned some time before: what has not changed may come from it.

        So that one change among many costs one reading; `dict(all())` is right, and costs them all. What is `known`
        is trusted when this store gave it, in whatever transaction, kept or not; of anybody else's, nothing is.
        """
        ...

    def by(self, champ: str, valeur: str, /) -> Iterator[tuple[str, Stored[A]]]:
        """
        Read those one of whose looked-up fields (`Session.identifiant`, `Demande.tiers`…) has a value, by identity.

        Raises `LookupError` for a field this kind is not looked up by.
        """
        ...

    def drop(self, id: str, /, *, expected: int) -> None:
        """Forget it, at that version: its identity may be used again, from version 1. Raises `Conflict`."""
        ...


@frozen(kw_only=True)
class SessionLue:
    """A session, the login it is of, and `Transaction.revisions`, all three at one instant."""

    session: Stored[Session]
    identifiant: Stored[Identifiant]
    revisions: Mapping[str, int]


class Transaction(Protocol):
    """
    What may be read and written together.

    `suivis` are by meeting; `proces_verbaux` by meeting and version, `«id»/«version»`; `textes` and `parametres`
    by agency; the others by their own identity.
    """

    @property
    def revision(self) -> int:
        """
        A number that is another one as soon as what screens depend on was written, by whoever it was.

        For who only asks whether anything has changed: it is another one when one of `revisions` is, and not else.
        """
        ...

    @property
    def revisions(self) -> Mapping[str, int]:
        """
        The same for each kind that screens depend on, by name of its repository here; 0 before its first change.

        So that what was worked out of the portfolio, the binders, the events and the options may be kept for as long
        as it is true: read first, before what it stands for. What a transaction has itself written has a number of
        its own at once, that nobody else ever gets if it is forgotten. The numbers have no order. I-32.
        """
        ...

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
    def identifiants(self) -> Repository[Identifiant]:
        """The logins, by code; looked up by `tiers`, `collaborateur`."""
        ...

    @property
    def sessions(self) -> Repository[Session]:
        """The sessions, by print of their token; looked up by `identifiant`."""
        ...

    def session_lue(self, id: str, /) -> SessionLue | None:
        """
        Read a session and the login it names, none when one of them is not there.

        What each request of the extranet begins with: a store that can answers it all in one question, so that nothing
        is let in with the rights of another instant. I-32, I-34.
        """
        ...

    @property
    def tentatives(self) -> Repository[Tentatives]:
        """The failures to come in, by login and by address."""
        ...

    @property
    def collaborateurs(self) -> Repository[Collaborateur]:
        """The people of the agency."""
        ...

    @property
    def demandes(self) -> Repository[Demande]:
        """The requests; looked up by `tiers`."""
        ...

    @property
    def informations(self) -> Repository[Information]:
        """The news of the agency."""
        ...

    @property
    def fiches_d_agence(self) -> Repository[FicheDAgence]:
        """« Agence », by agency."""
        ...

    @property
    def parametrages(self) -> Repository[Parametrage]:
        """The boxes of the extranet, by agency."""
        ...

    @property
    def fournisseurs(self) -> Repository[Fournisseur]:
        """The contractors."""
        ...

    @property
    def exercices(self) -> Repository[LivreDExercice]:
        """The exercises and their expenses, `«immeuble»/«exercice»`."""
        ...

    @property
    def fonds(self) -> Repository[FondsDImmeuble]:
        """The works funds, by building."""
        ...

    @property
    def analytiques(self) -> Repository[Analytique]:
        """The analytic accounts."""
        ...

    @property
    def fiches_de_lot(self) -> Repository[FicheDeLot]:
        """All that is known of each lot; looked up by `proprietaire`. CORE-01."""
        ...

    @property
    def fiches_de_compte(self) -> Repository[FicheDeCompte]:
        """What the ledgers know of each account, those of no client too. CORE-02."""
        ...

    @property
    def creanciers(self) -> Repository[Creancier]:
        """Whom clients pay, by entité."""
        ...

    @property
    def paiements(self) -> Repository[Paiement]:
        """The payments; looked up by `tiers`, `reference_du_prestataire`, `brouillon_de`, `remise`."""
        ...

    @property
    def ecritures(self) -> Ecritures:
        """The entries of the ledgers."""
        ...

    @property
    def audit(self) -> Audit:
        """Who did what on the extranet."""
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
