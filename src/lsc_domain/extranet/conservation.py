"""How long what is known of a person is kept, and on what ground: the table of retention. I-38."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final

from attrs import frozen

from lsc_domain.socle.calendrier import ajouter_mois


class Categorie(StrEnum):
    """What is known of somebody, by what it is kept for."""

    IDENTITE = "identite"
    ACCES = "acces"
    COMPTABILITE = "comptabilite"
    COPROPRIETE = "copropriete"
    LOCATION = "location"
    DOCUMENTS = "documents"
    DEMANDES = "demandes"
    PAIEMENTS = "paiements"
    TRACES = "traces"


@frozen(kw_only=True)
class Conservation:
    """
    How long a category is kept once its reason has ended: `mois`, none meaning for as long as what it belongs to.

    `depuis` says what the months run from, and `fondement` why it may be kept against somebody's wish (règlement
    2016/679, art. 17, 3).
    """

    categorie: Categorie
    mois: int | None
    depuis: str
    fondement: str

    def jusqua(self, fin: date) -> date | None:
        """Return the last day it is kept when its reason ended on a day; none when nothing ends it."""
        return None if self.mois is None else ajouter_mois(fin, self.mois)


CONSERVATIONS: Final[tuple[Conservation, ...]] = (
    Conservation(
        categorie=Categorie.IDENTITE,
        mois=None,
        depuis="la fin de la relation et de ce qui suit",
        fondement="exécution du mandat du syndic ou du gérant (règlement 2016/679, art. 6, 1, b et c)",
    ),
    Conservation(
        categorie=Categorie.ACCES,
        mois=0,
        depuis="le dernier rôle tenu",
        fondement="exécution du mandat (règlement 2016/679, art. 6, 1, b)",
    ),
    Conservation(
        categorie=Categorie.COMPTABILITE,
        mois=120,
        depuis="la clôture de l'année de l'écriture",
        fondement="pièces comptables, dix ans (code de commerce, art. L. 123-22)",
    ),
    Conservation(
        categorie=Categorie.COPROPRIETE,
        mois=None,
        depuis="jamais : registre et archives du syndicat",
        fondement="procès-verbaux et feuilles de présence (décret 67-223, art. 17 et 33)",
    ),
    Conservation(
        categorie=Categorie.LOCATION,
        mois=36,
        depuis="la fin du bail",
        fondement="prescription des actions dérivant du bail, trois ans (loi 89-462, art. 7-1)",
    ),
    Conservation(
        categorie=Categorie.DOCUMENTS,
        mois=60,
        depuis="le traitement de l'événement",
        fondement="prescription de droit commun, cinq ans (code civil, art. 2224)",
    ),
    Conservation(
        categorie=Categorie.DEMANDES,
        mois=60,
        depuis="le dernier message",
        fondement="prescription de droit commun, cinq ans (code civil, art. 2224)",
    ),
    Conservation(
        categorie=Categorie.PAIEMENTS,
        mois=13,
        depuis="le débit",
        fondement="contestation d'une opération de paiement, treize mois (code monétaire et financier, art. L. 133-24)",
    ),
    Conservation(
        categorie=Categorie.TRACES,
        mois=12,
        depuis="l'acte",
        fondement="journalisation, de six mois à un an (CNIL, délibération 2021-122)",
    ),
)
"""Every category and its duration. From general knowledge, to be confirmed by the host's own register. I-38."""


def conservation(categorie: Categorie) -> Conservation:
    """
    Return how long a category is kept.

    >>> conservation(Categorie.LOCATION).jusqua(date(2020, 7, 31))
    datetime.date(2023, 7, 31)
    """
    return next(une for une in CONSERVATIONS if une.categorie is categorie)


@frozen(kw_only=True)
class Retenue:
    """What is not erased although it was asked: how many things, until when, and on what ground."""

    categorie: Categorie
    nombre: int
    jusqua: date | None
    fondement: str


@frozen(kw_only=True)
class Efface:
    """What was erased: how many things of a category."""

    categorie: Categorie
    nombre: int


@frozen(kw_only=True)
class Effacement:
    """The answer to somebody who asks to be forgotten: règlement 2016/679, art. 17, and art. 12, 4 for what is kept."""

    effaces: tuple[Efface, ...]
    retenues: tuple[Retenue, ...]
