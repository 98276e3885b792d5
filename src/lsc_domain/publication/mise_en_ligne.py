"""Putting an event online by hand, and taking it off: « Publication GED » of the list of events."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias, assert_never

from attrs import frozen
from returns.result import Failure, Result, Success

from lsc_domain.classeur.document import EvenementVide, ModeleSansClasseur
from lsc_domain.evenement.evenement import Evenement
from lsc_domain.evenement.modele import Modele
from lsc_domain.socle.ids import EvenementId, ImmeubleId, ModeleId, TiersId


@frozen(kw_only=True)
class EvenementInconnu:
    """There is no such event."""

    evenement: EvenementId


@frozen(kw_only=True)
class ModeleAbsent:
    """There is no such model."""

    modele: ModeleId


@frozen(kw_only=True)
class ImmeubleInconnu:
    """There is no such building."""

    immeuble: ImmeubleId


@frozen(kw_only=True)
class DestinataireInconnu:
    """Nobody has that code: the event would be read by nobody."""

    tiers: TiersId


@frozen(kw_only=True)
class SansClasseurDuSyndic:
    """« Documents du syndic » is not among the binders. EXA-22."""


RefusDEvenement: TypeAlias = (
    EvenementInconnu
    | ModeleAbsent
    | ImmeubleInconnu
    | DestinataireInconnu
    | ModeleSansClasseur
    | EvenementVide
    | SansClasseurDuSyndic
)


def mettre_en_ligne(
    evenement: Evenement, modele: Modele, *, le: date
) -> Result[Evenement, ModeleSansClasseur | EvenementVide]:
    """« Publier en date du jour »: the next run sends it, again if it already had. PUB-10, EXP-44."""
    if modele.classeur is None:
        return Failure(ModeleSansClasseur(evenement=evenement.id, modele=modele.id))
    if not evenement.texte.strip() and not evenement.pieces:
        return Failure(EvenementVide(evenement=evenement.id))
    return Success(evenement.publier(le))


def libelle(refus: RefusDEvenement) -> str:
    """
    Say it in French.

    >>> libelle(EvenementInconnu(evenement=EvenementId("00000012")))
    "il n'y a pas d'événement 00000012."
    """
    match refus:
        case EvenementInconnu(evenement=evenement):
            return f"il n'y a pas d'événement {evenement}."
        case ModeleAbsent(modele=modele):
            return f"il n'y a pas de modèle d'événement {modele}."
        case ImmeubleInconnu(immeuble=immeuble):
            return f"il n'y a pas d'immeuble {immeuble}."
        case DestinataireInconnu(tiers=tiers):
            return f"{tiers} n'est pas un tiers : personne ne lirait cet événement."
        case ModeleSansClasseur(evenement=evenement, modele=modele):
            return f"événement {evenement} : son modèle {modele} n'est lié à aucun classeur."
        case EvenementVide(evenement=evenement):
            return f"événement {evenement} : ni texte ni pièce jointe, il n'y a rien à publier."
        case SansClasseurDuSyndic():
            return "le classeur « Documents du syndic » n'existe pas."
        case _:
            assert_never(refus)
