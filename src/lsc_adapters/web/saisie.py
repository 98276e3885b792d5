"""What people type, read: days and amounts as one writes them in French."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

from lsc_domain.publication.planning import paris
from lsc_domain.socle.euros import Euros

_PREMIERE_ANNEE: Final = 1900
_MONTANT: Final = re.compile(r"(\d{1,9})(?:[.,](\d{1,2}))?")


def lire_date(saisie: str) -> date | None:
    """
    Read a day, as a browser sends it or as one types it where it offers no calendar; none when it is none.

    Nor is one of before 1900: it is a slip, and nothing can be counted back from the year 1.

    >>> lire_date("2020-07-07") == lire_date("07/07/2020"), lire_date("31/02/2020"), lire_date("0001-01-01")
    (True, None, None)
    """
    for ecriture in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            lue = datetime.strptime(saisie, ecriture).replace(tzinfo=paris()).date()
        except ValueError:
            continue
        return lue if lue.year >= _PREMIERE_ANNEE else None
    return None


def lire_montant(saisie: str) -> Euros | None:
    """
    Read an amount, never below zero; none when it is none.

    >>> lire_montant("1 234,5"), lire_montant("12.30 €"), lire_montant("-3"), lire_montant("1,234")
    (Euros(centimes=123450), Euros(centimes=1230), None, None)
    """
    lu = _MONTANT.fullmatch("".join(signe for signe in saisie if not signe.isspace()).removesuffix("€"))
    if lu is None:
        return None
    return Euros(int(lu[1]) * 100 + int((lu[2] or "").ljust(2, "0")))
