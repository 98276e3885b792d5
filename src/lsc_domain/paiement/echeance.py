"""On which day a debit may be collected: after notice was given, on a day banks work."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from attrs import frozen

from lsc_domain.socle.calendrier import DIMANCHE, SAMEDI, paques
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.euros import Euros

_VENDREDI_SAINT: Final = timedelta(days=-2)
_LUNDI_DE_PAQUES: Final = timedelta(days=1)
_FIXES: Final = frozenset({(1, 1), (5, 1), (12, 25), (12, 26)})
_PLAFOND: Final = Euros(99_999_999)


@frozen(kw_only=True)
class ReglesDePaiement:
    """
    What an agency may agree otherwise with its clients and its bank.

    `preavis` is the pre-notification, in days, 14 unless agreed otherwise with the debtor; `delai_bancaire` how many
    working days before the collection the file is at the bank, one in the CORE scheme; `prelevement_en_gerance` opens
    single debits to the accounts of the gérance, closed by default; `plafond` is the most one payment carries.
    """

    preavis: int = 14
    delai_bancaire: int = 1
    prelevement_en_gerance: bool = False
    plafond: Euros = _PLAFOND

    def __attrs_post_init__(self) -> None:
        if self.preavis < 0 or self.delai_bancaire < 1:
            raise InvalidValue(
                "règles de paiement : un préavis de zéro jour ou plus, un délai bancaire d'un jour ou plus"
            )
        if not 0 < self.plafond.centimes <= 99_999_999_999:
            raise InvalidValue("règles de paiement : un plafond positif, d'au plus 999 999 999,99 euros")


REGLES_DE_PAIEMENT: Final = ReglesDePaiement()


def est_ouvre_en_banque(jour: date) -> bool:
    """
    Tell whether the banks of the euro settle on a day: the calendar of T2, which is not the French one.

    >>> est_ouvre_en_banque(date(2026, 4, 3)), est_ouvre_en_banque(date(2026, 7, 14))  # Vendredi saint, 14 juillet
    (False, True)
    """
    dimanche = paques(jour.year)
    return (
        jour.weekday() not in {SAMEDI, DIMANCHE}
        and (jour.month, jour.day) not in _FIXES
        and jour not in {dimanche + _VENDREDI_SAINT, dimanche + _LUNDI_DE_PAQUES}
    )


def jours_ouvres_apres(jour: date, nombre: int) -> date:
    """
    Return the day banks work that comes *nombre* of them after a day; with none, that day or the next one they do.

    >>> jours_ouvres_apres(date(2026, 12, 24), 1)
    datetime.date(2026, 12, 28)
    """
    while not est_ouvre_en_banque(jour):
        jour += timedelta(days=1)
    for _ in range(nombre):
        jour += timedelta(days=1)
        while not est_ouvre_en_banque(jour):
            jour += timedelta(days=1)
    return jour


def premiere_echeance(jour: date, regles: ReglesDePaiement = REGLES_DE_PAIEMENT) -> date:
    """
    Return the first day a debit asked for on a day may be collected: notice given, and the file at the bank.

    >>> premiere_echeance(date(2026, 7, 6))
    datetime.date(2026, 7, 20)
    """
    avise = jours_ouvres_apres(jour + timedelta(days=regles.preavis), 0)
    return max(avise, jours_ouvres_apres(jour, regles.delai_bancaire))
