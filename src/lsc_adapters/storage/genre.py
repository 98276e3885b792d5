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
from lsc_domain.evenement.evenement import Evenement
from lsc_domain.evenement.modele import Modele
from lsc_domain.parc.compte_client import CompteClient
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
    A field of a state repeated in a column of its row, for a host who asks the database.

    `jour` tells a date from a text, `facultatif` one that may be missing, `index` one that rows are looked up by.
    """

    champ: str
    jour: bool = False
    facultatif: bool = False
    index: bool = True

    def lire(self, state: object) -> str | None:
        """Return what goes in the column, as a driver takes it."""
        valeur = getattr(state, self.champ)
        # PostgreSQL keeps no NUL; the text of the state, which escapes it, has the field to the letter.
        return None if valeur is None else str(valeur).replace("\0", "")


@frozen
class Genre(Generic[A]):
    """A kind of state: its record, its table (`lsc_` put before), what a message calls it, its columns to look by."""

    type: type[A]
    table: str
    nom: str
    reperes: Sequence[Repere] = field(default=(), kw_only=True)


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
IMMEUBLES: Final = Genre(Immeuble, "immeuble", "immeuble")
TIERS: Final = Genre(Tiers, "tiers", "tiers")
COMPTES: Final = Genre(CompteClient, "compte_client", "compte", reperes=(Repere(champ="tiers"),))
CLASSEURS: Final = Genre(Classeur, "classeur", "classeur")
MODELES: Final = Genre(Modele, "modele", "modèle d'événement")
EVENEMENTS: Final = Genre(
    Evenement,
    "evenement",
    "événement",
    reperes=(
        Repere(champ="immeuble"),
        Repere(champ="modele"),
        Repere(champ="publie_le", jour=True, facultatif=True),
    ),
)
DOCUMENTS: Final = Genre(Document, "document", "document")
PARAMETRES: Final = Genre(Parametres, "parametres", "paramètres de l'agence")
SERVICES: Final = Genre(ServiceSysteme, "service", "service système")
DESTINATIONS: Final = Genre(Destination, "destination", "destination")
EXECUTIONS: Final = Genre(Execution, "execution", "exécution")

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
)
"""Every kind: what the tables are made of."""
