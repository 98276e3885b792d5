"""
The kinds of states a store keeps: every store reads this list, and a new kind is one line of it.

Beside it, a kind is a property of the port and of `depots`, and a table made by a revision of `migrations`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Generic, TypeVar

from attrs import field, frozen

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
from lsc_domain.publication.destination import Destination
from lsc_domain.publication.execution import Execution
from lsc_domain.publication.parametres import Parametres
from lsc_domain.publication.service_systeme import ServiceSysteme

A = TypeVar("A")


@frozen(kw_only=True)
class Repere:
    """
    A field, or a property, of a state repeated in a column of its row: for `Repository.by`, and a host who asks the
    database.

    `jour` tells a date from a text, `facultatif` one that may be missing, `index` one that rows are looked up by.
    """

    champ: str
    jour: bool = False
    facultatif: bool = False
    index: bool = True

    def valeur(self, state: object) -> str | None:
        """Return the field of a state, to the letter."""
        valeur = getattr(state, self.champ)
        return None if valeur is None else str(valeur)

    def lire(self, state: object) -> str | None:
        """Return what goes in the column, as a driver takes it."""
        valeur = self.valeur(state)
        return None if valeur is None else sans_nul(valeur)


def sans_nul(valeur: str) -> str:
    """
    Return a text as its column has it.

    PostgreSQL keeps no NUL; the text of the state, which escapes it, has the field to the letter.
    """
    return valeur.replace("\0", "")


@frozen
class Genre(Generic[A]):
    """
    A kind of state: its record, its table (`lsc_` put before), what a message calls it, its columns to look by.

    `revision` is for a kind that screens depend on: the name of its repository on a transaction, under which it has a
    revision, that writing one changes. I-32.
    """

    type: type[A]
    table: str
    nom: str
    reperes: Sequence[Repere] = field(default=(), kw_only=True)
    revision: str | None = field(default=None, kw_only=True)

    @property
    def recherches(self) -> Sequence[Repere]:
        """The fields a state is looked up by; a date is for whoever asks the database himself."""
        return tuple(repere for repere in self.reperes if repere.index and not repere.jour)

    def recherche(self, champ: str) -> Repere:
        """Return a looked-up field by its name, or raise `LookupError`."""
        for repere in self.recherches:
            if repere.champ == champ:
                return repere
        raise LookupError(f"{self.nom} : aucune recherche par {champ!r}")


SUIVIS: Final = Genre(
    Suivi,
    "suivi",
    "suivi",
    reperes=(
        Repere(champ="reference"),
        Repere(champ="date", jour=True, index=False),
        Repere(champ="etape", index=False),
    ),
)
PROCES_VERBAUX: Final = Genre(ProcesVerbal, "proces_verbal", "procès-verbal")
TEXTES: Final = Genre(TextesDePassage, "texte_de_passage", "textes de l'agence")
IMMEUBLES: Final = Genre(Immeuble, "immeuble", "immeuble", revision="immeubles")
TIERS: Final = Genre(Tiers, "tiers", "tiers", revision="tiers")
COMPTES: Final = Genre(CompteClient, "compte_client", "compte", reperes=(Repere(champ="tiers"),), revision="comptes")
CLASSEURS: Final = Genre(Classeur, "classeur", "classeur", revision="classeurs")
MODELES: Final = Genre(Modele, "modele", "modèle d'événement", revision="modeles")
EVENEMENTS: Final = Genre(
    Evenement,
    "evenement",
    "événement",
    reperes=(
        Repere(champ="immeuble"),
        Repere(champ="modele"),
        Repere(champ="publie_le", jour=True, facultatif=True),
    ),
    revision="evenements",
)
DOCUMENTS: Final = Genre(Document, "document", "document", revision="documents")
PARAMETRES: Final = Genre(Parametres, "parametres", "paramètres de l'agence", revision="parametres")
SERVICES: Final = Genre(ServiceSysteme, "service", "service système")
DESTINATIONS: Final = Genre(Destination, "destination", "destination")
EXECUTIONS: Final = Genre(Execution, "execution", "exécution")
IDENTIFIANTS: Final = Genre(
    Identifiant,
    "identifiant",
    "identifiant",
    reperes=(Repere(champ="tiers", facultatif=True), Repere(champ="collaborateur", facultatif=True)),
)
SESSIONS: Final = Genre(Session, "session", "session", reperes=(Repere(champ="identifiant"),))
TENTATIVES: Final = Genre(Tentatives, "tentatives", "tentatives")
COLLABORATEURS: Final = Genre(Collaborateur, "collaborateur", "collaborateur")
DEMANDES: Final = Genre(Demande, "demande", "demande", reperes=(Repere(champ="tiers"),), revision="demandes")
INFORMATIONS: Final = Genre(Information, "information", "information", revision="informations")
FICHES_D_AGENCE: Final = Genre(FicheDAgence, "fiche_d_agence", "fiche de l'agence", revision="fiches_d_agence")
PARAMETRAGES: Final = Genre(Parametrage, "parametrage", "paramétrage de l'extranet", revision="parametrages")
FOURNISSEURS: Final = Genre(Fournisseur, "fournisseur", "fournisseur", revision="fournisseurs")
EXERCICES: Final = Genre(LivreDExercice, "exercice", "exercice")
FONDS: Final = Genre(FondsDImmeuble, "fonds", "fonds de travaux")
ANALYTIQUES: Final = Genre(Analytique, "analytique", "compte analytique")
FICHES_DE_LOT: Final = Genre(
    FicheDeLot,
    "fiche_de_lot",
    "fiche de lot",
    reperes=(Repere(champ="proprietaire", facultatif=True),),
    revision="fiches_de_lot",
)
FICHES_DE_COMPTE: Final = Genre(FicheDeCompte, "fiche_de_compte", "fiche de compte")
CREANCIERS: Final = Genre(Creancier, "creancier", "créancier")
PAIEMENTS: Final = Genre(
    Paiement,
    "paiement",
    "paiement",
    reperes=(
        Repere(champ="tiers"),
        Repere(champ="reference_du_prestataire"),
        Repere(champ="brouillon_de", facultatif=True),
        Repere(champ="remise"),
    ),
)

GENRES: Final[tuple[Genre[Any], ...]] = (
    SUIVIS,
    PROCES_VERBAUX,
    TEXTES,
    IMMEUBLES,
    TIERS,
    COMPTES,
    CLASSEURS,
    MODELES,
    EVENEMENTS,
    DOCUMENTS,
    PARAMETRES,
    SERVICES,
    DESTINATIONS,
    EXECUTIONS,
    IDENTIFIANTS,
    SESSIONS,
    TENTATIVES,
    COLLABORATEURS,
    DEMANDES,
    INFORMATIONS,
    FICHES_D_AGENCE,
    PARAMETRAGES,
    FOURNISSEURS,
    EXERCICES,
    FONDS,
    ANALYTIQUES,
    FICHES_DE_LOT,
    FICHES_DE_COMPTE,
    CREANCIERS,
    PAIEMENTS,
)
"""Every kind: what the tables are made of."""

REVISIONS: Final = tuple(sorted(genre.revision for genre in GENRES if genre.revision is not None))
"""Every kind that has a revision, by name of repository, in the one order their numbers are written in. I-32."""
