"""
Days as French law counts them: whole months by day number, clear days, holidays.

Nothing here knows what the time is: every question takes its dates as arguments.
"""

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

SAMEDI = 5
DIMANCHE = 6


def paques(annee: int) -> date:
    """
    Easter Sunday of the year, by the Gregorian computus (Meeus, Jones and Butcher).

    >>> paques(2020)
    datetime.date(2020, 4, 12)
    """
    siecle, rang = divmod(annee, 100)
    lune = annee % 19
    bissextiles, reste = divmod(siecle, 4)
    correction = (siecle - (siecle + 8) // 25 + 1) // 3
    epacte = (19 * lune + siecle - bissextiles - correction + 15) % 30
    quart, jours = divmod(rang, 4)
    semaine = (32 + 2 * reste + 2 * quart - epacte - jours) % 7
    glissement = (lune + 11 * epacte + 22 * semaine) // 451
    mois, jour = divmod(epacte + semaine - 7 * glissement + 114, 31)
    return date(annee, mois, jour + 1)


@lru_cache(maxsize=64)
def jours_feries(annee: int) -> frozenset[date]:
    """
    The eleven legal holidays of metropolitan France as they stand since 1982, Alsace-Moselle's two left out.

    Code du travail, art. L 3133-1.

    >>> date(2020, 6, 1) in jours_feries(2020)  # lundi de Pentecôte
    True
    """
    dimanche = paques(annee)
    mobiles = (dimanche + timedelta(days=ecart) for ecart in (1, 39, 50))
    fixes = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
    return frozenset((*mobiles, *(date(annee, mois, jour) for mois, jour in fixes)))


def est_ferie_ou_dimanche(jour: date) -> bool:
    """Tell whether the day is a Sunday or a legal holiday."""
    return jour.weekday() == DIMANCHE or jour in jours_feries(jour.year)


def est_chome(jour: date) -> bool:
    """
    Tell whether the day is a Saturday, a Sunday or a legal holiday, as CPC art. 642 lists them.

    >>> est_chome(date(2020, 7, 14)), est_chome(date(2020, 7, 15))
    (True, False)
    """
    return jour.weekday() == SAMEDI or est_ferie_ou_dimanche(jour)


def prochain_jour_ouvrable(jour: date) -> date:
    """
    Carry a last day that is a Saturday, a Sunday or a holiday to the next one that is not.

    CPC, art. 642, al. 2.

    >>> prochain_jour_ouvrable(date(2020, 7, 11))  # un samedi
    datetime.date(2020, 7, 13)
    """
    while est_chome(jour):
        jour += timedelta(days=1)
    return jour


def ajouter_mois(jour: date, mois: int) -> date:
    """
    Return the same day number, *mois* months later, or the last day of that month.

    CPC, art. 641, al. 2: « ce délai expire le jour du dernier mois qui porte le même quantième ».

    >>> ajouter_mois(date(2020, 1, 31), 1)
    datetime.date(2020, 2, 29)
    """
    rang = jour.year * 12 + jour.month - 1 + mois
    annee, mois_final = rang // 12, rang % 12 + 1
    return date(annee, mois_final, min(jour.day, monthrange(annee, mois_final)[1]))
