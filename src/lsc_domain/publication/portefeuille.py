"""All an agency manages, as it is given from outside, and what bringing it in changes."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, TypeAlias, assert_never

from attrs import frozen

from lsc_domain.classeur import classeur
from lsc_domain.classeur.classeur import Classeur, NomPris, NomProtege, RefusDeClasseur
from lsc_domain.classeur.document import Document
from lsc_domain.compte.analytique import Analytique
from lsc_domain.compte.fiche_de_compte import FicheDeCompte
from lsc_domain.compte.livre import FondsDImmeuble, LivreDExercice
from lsc_domain.evenement.evenement import Evenement
from lsc_domain.evenement.modele import Modele
from lsc_domain.paiement.creancier import Creancier
from lsc_domain.parc.compte_client import CompteClient
from lsc_domain.parc.fiche_de_lot import FicheDeLot
from lsc_domain.parc.immeuble import Immeuble
from lsc_domain.parc.tiers import Tiers
from lsc_domain.publication.destination import Destination
from lsc_domain.publication.parametres import Parametres
from lsc_domain.publication.service_systeme import ServiceSysteme
from lsc_domain.socle.ids import DestinationId

EXTRANET: Final = Destination(id=DestinationId("extranet"), nom="Extranet")
"""The destination an agency finds on the first day."""


class Genre(StrEnum):
    """What a portfolio is made of, in the order it is kept."""

    PARAMETRES = "parametres"
    TIERS = "tiers"
    IMMEUBLE = "immeuble"
    LOT = "lot"
    COMPTE = "compte"
    FICHE_DE_COMPTE = "fiche_de_compte"
    ANALYTIQUE = "analytique"
    EXERCICE = "exercice"
    FONDS = "fonds"
    CREANCIER = "creancier"
    CLASSEUR = "classeur"
    MODELE = "modele"
    EVENEMENT = "evenement"
    DOCUMENT = "document"
    DESTINATION = "destination"
    SERVICE = "service"

    @property
    def libelle(self) -> str:
        """The word in French."""
        return _LIBELLES[self]


_LIBELLES: Final = {
    Genre.PARAMETRES: "paramètres",
    Genre.TIERS: "tiers",
    Genre.IMMEUBLE: "immeuble",
    Genre.LOT: "fiche de lot",
    Genre.COMPTE: "compte",
    Genre.FICHE_DE_COMPTE: "fiche de compte",
    Genre.ANALYTIQUE: "compte analytique",
    Genre.EXERCICE: "exercice",
    Genre.FONDS: "fonds de travaux",
    Genre.CREANCIER: "créancier",
    Genre.CLASSEUR: "classeur",
    Genre.MODELE: "modèle",
    Genre.EVENEMENT: "événement",
    Genre.DOCUMENT: "document du syndic",
    Genre.DESTINATION: "destination",
    Genre.SERVICE: "service système",
}


@frozen(kw_only=True)
class Portefeuille:
    """
    All an agency manages, as it is given from outside: whoever makes one has checked that its parts name each other.

    `classeurs` none: the default ones, those already there being left as they are (EXP-08, EXP-11). `destinations`
    none: the extranet, unless there is one already. `parametres` none: left as they are. An exercise comes with all its
    expenses and a building with all its works funds: each replaces what was kept of it (EXP-26 to EXP-30). The contents
    of attachments and invoices are in the document store before. CORE-01, CORE-02, CORE-06, CORE-07.
    """

    parametres: Parametres | None = None
    tiers: tuple[Tiers, ...] = ()
    immeubles: tuple[Immeuble, ...] = ()
    fiches_de_lot: tuple[FicheDeLot, ...] = ()
    comptes: tuple[CompteClient, ...] = ()
    fiches_de_compte: tuple[FicheDeCompte, ...] = ()
    analytiques: tuple[Analytique, ...] = ()
    exercices: tuple[LivreDExercice, ...] = ()
    fonds: tuple[FondsDImmeuble, ...] = ()
    creanciers: tuple[Creancier, ...] = ()
    classeurs: tuple[Classeur, ...] | None = None
    modeles: tuple[Modele, ...] = ()
    evenements: tuple[Evenement, ...] = ()
    documents: tuple[Document, ...] = ()
    destinations: tuple[Destination, ...] | None = None
    services: tuple[ServiceSysteme, ...] = ()


@frozen(kw_only=True)
class ChronoPris:
    """This number is that of another event, written here since: of another model, or of another building. CORE-06."""

    chrono: int
    objet: str


RefusDImport: TypeAlias = RefusDeClasseur | ChronoPris


def libelle(refus: RefusDImport) -> str:
    """
    Say it in French.

    >>> libelle(ChronoPris(chrono=12, objet="Procès-verbal"))
    "l'événement 12 est déjà « Procès-verbal », et ce n'est pas le même : un chrono ne sert qu'une fois."
    """
    match refus:
        case ChronoPris(chrono=chrono, objet=objet):
            return (
                f"l'événement {chrono} est déjà « {objet} », et ce n'est pas le même : un chrono ne sert qu'une fois."
            )
        case NomProtege() | NomPris():
            return classeur.libelle(refus)
        case _:
            assert_never(refus)


@frozen(kw_only=True)
class Importe:
    """One thing that was written, and under which code."""

    genre: Genre
    code: str


@frozen(kw_only=True)
class BilanDImport:
    """What was added, what was changed, and how many things were already so."""

    ajouts: tuple[Importe, ...] = ()
    modifications: tuple[Importe, ...] = ()
    inchanges: int = 0
