"""How fresh a paper of the extranet must be, and how one that is there, or is not, is judged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Final, assert_never

from attrs import frozen

from lsc_domain.loi.article import Article, decret
from lsc_domain.loi.version import Version
from lsc_domain.socle.affichage import ecrire_date
from lsc_domain.socle.calendrier import ajouter_mois

ACTUALISATION: Final = Version(depuis=date(2020, 7, 1), valeur=3, article=decret("33-1-1", "", "LEGIARTI000042078765"))
"""Months, from the last annual meeting that dealt with the accounts, within which the papers are refreshed. I-33."""


@frozen(kw_only=True)
class Dernier:
    """The last one made, whatever its age: it does not move with the accounts."""


@frozen(kw_only=True)
class EnVigueur:
    """One in force. `fin_exigee`: it always has a last day, so one without is not known to be in force."""

    fin_exigee: bool = False


@frozen(kw_only=True)
class ApresLesComptes:
    """
    Made since the last annual meeting that dealt with the accounts, within the months of `ACTUALISATION`.

    `tire_des_comptes`: it comes out of the accounts the meeting approved, and before the first of them there is none.
    """

    tire_des_comptes: bool = False


@frozen(kw_only=True)
class DernieresAssemblees:
    """One for each of the last annual meetings that dealt with the accounts, the newest within `ACTUALISATION`."""

    nombre: int


@frozen(kw_only=True)
class Annees:
    """Those of the last years: at least one in each calendar year that lies whole in them."""

    nombre: int


Fraicheur = Dernier | EnVigueur | ApresLesComptes | DernieresAssemblees | Annees


@frozen(kw_only=True)
class PiecePresente:
    """
    A paper the extranet holds, and the line of the minimum it answers to.

    `code` is that of the line or of one of its components; `le` the day the paper was made; `valable_jusqua` its last
    day of validity, none when it has none; `assemblee` the meeting whose minutes it is; `destinataire` the
    copropriétaire whose own paper it is.
    """

    code: str
    le: date
    valable_jusqua: date | None = None
    assemblee: date | None = None
    destinataire: str | None = None


class EtatDePiece(StrEnum):
    """How a line of the minimum stands, from the best to the worst. I-33."""

    SANS_OBJET = "sans_objet"
    PRESENT = "present"
    PERIME = "perime"
    MANQUANT = "manquant"

    @property
    def gravite(self) -> int:
        """Its rank, the worst last."""
        return tuple(EtatDePiece).index(self)


@frozen(kw_only=True)
class Jugement:
    """How it stands, why in French, and the article that says so when it is not that of the line."""

    etat: EtatDePiece
    detail: str = ""
    article: Article | None = None


def actualiser_au_plus_tard(assemblee: date) -> date:
    """
    Return the last day to refresh the papers after an annual meeting that dealt with the accounts.

    Décret 67-223, art. 33-1-1. I-33.

    >>> actualiser_au_plus_tard(date(2020, 7, 7))
    datetime.date(2020, 10, 7)
    """
    return ajouter_mois(assemblee, ACTUALISATION.valeur)


def juger(
    fraicheur: Fraicheur,
    pieces: Iterable[PiecePresente],
    *,
    jour: date,
    assemblees: Iterable[date] = (),
    depuis: date | None = None,
) -> Jugement:
    """
    Judge what is there for one line, on a day. I-33.

    `assemblees` are the annual meetings that dealt with the accounts, `depuis` the day the reader became a
    copropriétaire (none: always was). What is not made yet does not count.

    >>> carte = PiecePresente(code="C5a", le=date(2023, 7, 1), valable_jusqua=date(2026, 7, 1))
    >>> juger(EnVigueur(fin_exigee=True), [carte], jour=date(2026, 7, 2)).detail
    'expiré le 01/07/2026'
    """
    faites = [une for une in pieces if une.le <= jour]
    passees = sorted({une for une in assemblees if une <= jour}, reverse=True)
    match fraicheur:
        case Dernier():
            return _PRESENT if faites else _ABSENT
        case EnVigueur(fin_exigee=fin_exigee):
            return _en_vigueur(faites, jour, fin_exigee=fin_exigee)
        case ApresLesComptes(tire_des_comptes=tire_des_comptes):
            return _apres_les_comptes(faites, jour, passees, depuis, tire_des_comptes=tire_des_comptes)
        case DernieresAssemblees(nombre=nombre):
            return _dernieres_assemblees({une.assemblee for une in faites}, jour, passees, nombre)
        case Annees(nombre=nombre):
            return _annees({une.le.year for une in faites}, jour, nombre, depuis)
        case _:
            assert_never(fraicheur)


_PRESENT: Final = Jugement(etat=EtatDePiece.PRESENT)
_ABSENT: Final = Jugement(etat=EtatDePiece.MANQUANT, detail="absent")


def _en_vigueur(faites: Sequence[PiecePresente], jour: date, *, fin_exigee: bool) -> Jugement:
    if not faites:
        return _ABSENT
    fins = [une.valable_jusqua for une in faites if une.valable_jusqua is not None]
    sans_fin = len(fins) < len(faites)
    if sans_fin and not fin_exigee:
        return _PRESENT
    if fins and max(fins) >= jour:
        return Jugement(etat=EtatDePiece.PRESENT, detail=f"jusqu'au {ecrire_date(max(fins))}")
    detail = "sa date de fin de validité n'est pas connue" if sans_fin else f"expiré le {ecrire_date(max(fins))}"
    return Jugement(etat=EtatDePiece.PERIME, detail=detail)


def _apres_les_comptes(
    faites: Sequence[PiecePresente],
    jour: date,
    assemblees: Sequence[date],
    depuis: date | None,
    *,
    tire_des_comptes: bool,
) -> Jugement:
    exigible = next((une for une in assemblees if actualiser_au_plus_tard(une) < jour), None)
    if not faites:
        if tire_des_comptes and (exigible is None or (depuis is not None and depuis > exigible)):
            return Jugement(etat=EtatDePiece.SANS_OBJET, detail="aucun compte à en tirer n'est encore exigible")
        return _ABSENT
    derniere = max(une.le for une in faites)
    if exigible is not None and derniere < exigible:
        return Jugement(
            etat=EtatDePiece.PERIME,
            detail=f"du {ecrire_date(derniere)}, à actualiser depuis l'assemblée du {ecrire_date(exigible)}",
            article=ACTUALISATION.article,
        )
    if assemblees and derniere < assemblees[0]:
        limite = ecrire_date(actualiser_au_plus_tard(assemblees[0]))
        return Jugement(etat=EtatDePiece.PRESENT, detail=f"à actualiser au plus tard le {limite}")
    return _PRESENT


def _dernieres_assemblees(tenus: set[date | None], jour: date, assemblees: Sequence[date], nombre: int) -> Jugement:
    """
    Look for whole runs of the last meetings: the newest, else as they were before one that is still in its months.

    A whole older run means that the refreshing was not done: stale. No whole run means that minutes are missing.
    """
    en_delai = sum(actualiser_au_plus_tard(une) >= jour for une in assemblees)
    if en_delai == len(assemblees) and not tenus.intersection(assemblees):
        return Jugement(etat=EtatDePiece.SANS_OBJET, detail="aucun procès-verbal n'est encore exigible")
    for rang in range(len(assemblees)):
        serie = assemblees[rang : rang + nombre]
        if not tenus.issuperset(serie) or (rang > en_delai and len(serie) < nombre):
            continue
        if rang > en_delai:
            manquent = _lister(assemblees[en_delai:rang])
            detail = f"sans le procès-verbal de l'assemblée {manquent}"
            return Jugement(etat=EtatDePiece.PERIME, detail=detail, article=ACTUALISATION.article)
        if rang:
            limite = ecrire_date(actualiser_au_plus_tard(assemblees[rang - 1]))
            return Jugement(etat=EtatDePiece.PRESENT, detail=f"à compléter au plus tard le {limite}")
        return _PRESENT
    manquent = _lister(une for une in assemblees[en_delai : en_delai + nombre] if une not in tenus)
    return Jugement(etat=EtatDePiece.MANQUANT, detail=f"manque le procès-verbal de l'assemblée {manquent}")


def _annees(annees: set[int], jour: date, nombre: int, depuis: date | None) -> Jugement:
    """Ask for the calendar years that lie whole in the last ones, and in which the reader was there all along."""
    exigibles = [
        annee for annee in range(jour.year - 1, jour.year - nombre, -1) if depuis is None or depuis <= date(annee, 1, 1)
    ]
    manquent = [annee for annee in exigibles if annee not in annees]
    if not exigibles:
        return _PRESENT if annees else Jugement(etat=EtatDePiece.SANS_OBJET, detail="copropriétaire depuis peu")
    if not manquent:
        return _PRESENT
    if manquent == exigibles:
        return _ABSENT
    return Jugement(etat=EtatDePiece.MANQUANT, detail=f"rien pour {' et '.join(str(une) for une in manquent)}")


def _lister(jours: Iterable[date]) -> str:
    """Write days, after a noun."""
    return ", ".join(f"du {ecrire_date(jour)}" for jour in jours)
