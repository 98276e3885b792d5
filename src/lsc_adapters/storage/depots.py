"""The repositories of a transaction, whatever the store: it only says how one of a kind is made."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, TypeVar

from lsc_adapters.storage import genre as genres
from lsc_adapters.storage.genre import Genre
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
from lsc_domain.ports.errors import NotFound
from lsc_domain.ports.storage import Repository, SessionLue
from lsc_domain.publication.destination import Destination
from lsc_domain.publication.execution import Execution
from lsc_domain.publication.parametres import Parametres
from lsc_domain.publication.service_systeme import ServiceSysteme

A = TypeVar("A")


class Depots(ABC):
    """One repository a kind, made the first time it is asked for: most transactions ask for one or two."""

    def __init__(self) -> None:
        self._depots: dict[str, Repository[Any]] = {}

    @abstractmethod
    def _faire(self, genre: Genre[A]) -> Repository[A]:
        """Make the repository of a kind, in this transaction."""

    @property
    @abstractmethod
    def revisions(self) -> Mapping[str, int]:
        """The number of each kind that screens depend on, drafts included. I-32."""

    @property
    def revision(self) -> int:
        """All of them in one: were two the same while one of them differs, chance would have drawn one number twice."""
        ensemble = 0
        for numero in self.revisions.values():
            ensemble ^= numero
        return ensemble

    def depot(self, genre: Genre[A]) -> Repository[A]:
        """Return the repository of a kind, the same one each time."""
        depot = self._depots.get(genre.table)
        if depot is None:
            depot = self._depots[genre.table] = self._faire(genre)
        return depot

    @property
    def suivis(self) -> Repository[Suivi]:
        """Where each meeting stands."""
        return self.depot(genres.SUIVIS)

    @property
    def proces_verbaux(self) -> Repository[ProcesVerbal]:
        """Every version of every minutes."""
        return self.depot(genres.PROCES_VERBAUX)

    @property
    def textes(self) -> Repository[TextesDePassage]:
        """What each agency says of a second vote."""
        return self.depot(genres.TEXTES)

    @property
    def immeubles(self) -> Repository[Immeuble]:
        """The buildings."""
        return self.depot(genres.IMMEUBLES)

    @property
    def tiers(self) -> Repository[Tiers]:
        """The people."""
        return self.depot(genres.TIERS)

    @property
    def comptes(self) -> Repository[CompteClient]:
        """The clients' accounts."""
        return self.depot(genres.COMPTES)

    @property
    def classeurs(self) -> Repository[Classeur]:
        """The binders."""
        return self.depot(genres.CLASSEURS)

    @property
    def modeles(self) -> Repository[Modele]:
        """The event models."""
        return self.depot(genres.MODELES)

    @property
    def evenements(self) -> Repository[Evenement]:
        """The events."""
        return self.depot(genres.EVENEMENTS)

    @property
    def documents(self) -> Repository[Document]:
        """The documents put by hand."""
        return self.depot(genres.DOCUMENTS)

    @property
    def parametres(self) -> Repository[Parametres]:
        """The options of the agency."""
        return self.depot(genres.PARAMETRES)

    @property
    def services(self) -> Repository[ServiceSysteme]:
        """The services système."""
        return self.depot(genres.SERVICES)

    @property
    def destinations(self) -> Repository[Destination]:
        """Where publications go."""
        return self.depot(genres.DESTINATIONS)

    @property
    def executions(self) -> Repository[Execution]:
        """The last runs."""
        return self.depot(genres.EXECUTIONS)

    @property
    def identifiants(self) -> Repository[Identifiant]:
        """The logins."""
        return self.depot(genres.IDENTIFIANTS)

    @property
    def sessions(self) -> Repository[Session]:
        """The sessions."""
        return self.depot(genres.SESSIONS)

    def session_lue(self, id: str, /) -> SessionLue | None:
        """Read a session, its login and the revisions: these first, that what follows can only be newer."""
        revisions = self.revisions
        try:
            session = self.sessions.get(id)
            identifiant = self.identifiants.get(session.state.identifiant)
        except NotFound:
            return None
        return SessionLue(session=session, identifiant=identifiant, revisions=revisions)

    @property
    def tentatives(self) -> Repository[Tentatives]:
        """The failures to come in."""
        return self.depot(genres.TENTATIVES)

    @property
    def collaborateurs(self) -> Repository[Collaborateur]:
        """The people of the agency."""
        return self.depot(genres.COLLABORATEURS)

    @property
    def demandes(self) -> Repository[Demande]:
        """The requests."""
        return self.depot(genres.DEMANDES)

    @property
    def informations(self) -> Repository[Information]:
        """The news of the agency."""
        return self.depot(genres.INFORMATIONS)

    @property
    def fiches_d_agence(self) -> Repository[FicheDAgence]:
        """« Agence »."""
        return self.depot(genres.FICHES_D_AGENCE)

    @property
    def parametrages(self) -> Repository[Parametrage]:
        """The boxes of the extranet."""
        return self.depot(genres.PARAMETRAGES)

    @property
    def fournisseurs(self) -> Repository[Fournisseur]:
        """The contractors."""
        return self.depot(genres.FOURNISSEURS)

    @property
    def exercices(self) -> Repository[LivreDExercice]:
        """The exercises and their expenses."""
        return self.depot(genres.EXERCICES)

    @property
    def fonds(self) -> Repository[FondsDImmeuble]:
        """The works funds."""
        return self.depot(genres.FONDS)

    @property
    def analytiques(self) -> Repository[Analytique]:
        """The analytic accounts."""
        return self.depot(genres.ANALYTIQUES)

    @property
    def fiches_de_lot(self) -> Repository[FicheDeLot]:
        """The fiches of the lots."""
        return self.depot(genres.FICHES_DE_LOT)

    @property
    def fiches_de_compte(self) -> Repository[FicheDeCompte]:
        """The fiches of the accounts."""
        return self.depot(genres.FICHES_DE_COMPTE)

    @property
    def creanciers(self) -> Repository[Creancier]:
        """Whom clients pay."""
        return self.depot(genres.CREANCIERS)

    @property
    def paiements(self) -> Repository[Paiement]:
        """The payments."""
        return self.depot(genres.PAIEMENTS)
