"""What a publication could not do as it was asked, without being stopped by it: said in the report of the run."""

from __future__ import annotations

from typing import TypeAlias, assert_never

from attrs import frozen

from lsc_domain.classeur.classeur import DOCUMENTS_DU_SYNDIC, FACTURES
from lsc_domain.classeur.document import ClasseurTenuALaMain, EvenementVide, ModeleSansClasseur
from lsc_domain.socle.ids import EvenementId, ImmeubleId, ModeleId


@frozen(kw_only=True)
class NonClasse:
    """An event that was to be published gives nothing to read. PUB-07, EXP-44."""

    chrono: int
    objet: str
    refus: ModeleSansClasseur | EvenementVide | ClasseurTenuALaMain


@frozen(kw_only=True)
class ModeleInconnu:
    """An event, or the agency's options, name a model nobody knows; `evenement` none for the options. EXP-33."""

    modele: ModeleId
    evenement: EvenementId | None = None


@frozen(kw_only=True)
class ListeManquante:
    """A building has a council, and no list of its owners is published: the council must have one. EXP-31."""

    immeuble: ImmeubleId


@frozen(kw_only=True)
class FacturesSansClasseur:
    """The expenses are to be sent, and the binder whose right they follow does not exist. EXP-26."""


Avertissement: TypeAlias = NonClasse | ModeleInconnu | ListeManquante | FacturesSansClasseur


def libelle(avertissement: Avertissement) -> str:
    """
    Say it in French, for the report.

    >>> libelle(ListeManquante(immeuble=ImmeubleId("GILBERT")))
    "GILBERT : le conseil syndical n'a pas de liste des copropriétaires."
    """
    match avertissement:
        case NonClasse(chrono=chrono, objet=objet, refus=ModeleSansClasseur()):
            return f"événement {chrono} « {objet} » : son modèle n'est lié à aucun classeur."
        case NonClasse(chrono=chrono, objet=objet, refus=ClasseurTenuALaMain()):
            return f"événement {chrono} « {objet} » : « {DOCUMENTS_DU_SYNDIC} » ne reçoit rien d'un événement."
        case NonClasse(chrono=chrono, objet=objet):
            return f"événement {chrono} « {objet} » : ni texte ni pièce jointe, rien n'est publié."
        case ModeleInconnu(modele=modele, evenement=None):
            return f"le modèle d'archivage {modele} des listes de copropriétaires n'existe pas."
        case ModeleInconnu(modele=modele, evenement=evenement):
            return f"événement {evenement} : le modèle {modele} n'existe pas."
        case ListeManquante(immeuble=immeuble):
            return f"{immeuble} : le conseil syndical n'a pas de liste des copropriétaires."
        case FacturesSansClasseur():
            return f"les dépenses ne sont pas envoyées : aucun classeur « {FACTURES} »."
        case _:
            assert_never(avertissement)
