"""What identifies a meeting: reference, name, type, when, where, and who runs it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from enum import StrEnum

from attrs import field, frozen, validators
from returns.result import Failure, Result, Success

from lsc_domain.assemblee.refus import ReferenceDejaPrise, RefusFiche, TypeIndifferent
from lsc_domain.copropriete.personne import Personne


class TypeDAssemblee(StrEnum):
    """
    Ordinary, extraordinary, or neither: an old meeting whose type was never recorded. AG-01.

    `INDIFFERENT` exists only for meetings imported from before version 5.5.15 of the source system.
    """

    ORDINAIRE = "ordinaire"
    EXTRAORDINAIRE = "extraordinaire"
    INDIFFERENT = "indifferent"


@frozen(kw_only=True)
class FicheDAssemblee:
    """
    The head of a meeting's file. AG-01.

    The date and hour are those of Europe/Paris. The chair, the secretary and the scrutateurs are elected
    at art. 24 (décret 67-223, art. 15); each is an owner, or a name. I-10.
    """

    reference: str = field(validator=validators.min_len(1))
    nom: str = "Assemblée générale"
    type: TypeDAssemblee = TypeDAssemblee.ORDINAIRE
    date: dt.date
    heure: dt.time | None = None
    lieu: str = ""
    note: str = ""
    convocation_presentee_le: dt.date | None = None
    president: Personne | None = None
    secretaire: Personne | None = None
    scrutateurs: tuple[Personne, ...] = ()


def proposer_reference(exercice: int, entite: str) -> str:
    """
    Propose the reference of a new meeting: last digit of the exercise, then the code of the syndicat.

    >>> proposer_reference(2023, "S007")
    '3-S007'
    """
    return f"{exercice % 10}-{entite}"


def creer_fiche(fiche: FicheDAssemblee, *, references_prises: Collection[str]) -> Result[FicheDAssemblee, RefusFiche]:
    """
    Accept the head of a **new** meeting: its reference is free, its type is chosen. AG-01.

    An imported meeting does not pass here: « indifférent » is accepted for it.
    """
    if fiche.type is TypeDAssemblee.INDIFFERENT:
        return Failure(TypeIndifferent())
    if fiche.reference in references_prises:
        return Failure(ReferenceDejaPrise(reference=fiche.reference))
    return Success(fiche)
