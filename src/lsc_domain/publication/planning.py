"""
The days and hours at which something runs, on the clocks of Europe/Paris.

Hours are those of the wall, instants are in UTC. When the clocks go forward, an hour that does not exist runs at the
first instant after the gap; when they go back, an hour that comes twice runs once, the first time. Rules of summer
time come from the system, or from the package `tzdata` where it has none (Windows).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from itertools import takewhile
from typing import Final
from zoneinfo import ZoneInfo

from attrs import field, frozen

from lsc_domain.socle.errors import InvalidValue

_UN_JOUR: Final = timedelta(days=1)
_UNE_SEMAINE: Final = timedelta(days=8)
"""A week and what the clocks may shift: every day ticked falls in it."""


class Jour(StrEnum):
    """A day of the week, Monday first."""

    LUNDI = "lundi"
    MARDI = "mardi"
    MERCREDI = "mercredi"
    JEUDI = "jeudi"
    VENDREDI = "vendredi"
    SAMEDI = "samedi"
    DIMANCHE = "dimanche"

    @classmethod
    def de(cls, jour: date) -> Jour:
        """
        Return the day of the week of a date.

        >>> Jour.de(date(2020, 7, 7))
        <Jour.MARDI: 'mardi'>
        """
        return tuple(cls)[jour.weekday()]


@frozen(kw_only=True)
class Planning:
    """
    Days ticked, each with its hour. PUB-01, PUB-04.

    Two plannings are equal whatever the order of their days. No day ticked is a planning that never runs.

    >>> soirs = Planning.de({Jour.LUNDI: time(22), Jour.JEUDI: time(22)})
    >>> print(prochaine_echeance(soirs, datetime(2020, 7, 7, 12, tzinfo=UTC)))
    2020-07-09 20:00:00+00:00
    """

    heures: tuple[tuple[Jour, time], ...] = field(default=(), eq=frozenset)

    def __attrs_post_init__(self) -> None:
        if len({jour for jour, _ in self.heures}) < len(self.heures):
            raise InvalidValue("planning : un jour n'a qu'une heure")
        for jour, heure in self.heures:
            if heure.tzinfo is not None or heure.fold or heure.second or heure.microsecond:
                raise InvalidValue(f"planning : {jour.value}, {heure} n'est pas une heure de Paris, à la minute")

    @classmethod
    def de(cls, heures: Mapping[Jour, time | None]) -> Planning:
        """Make a planning of the days ticked; one that has no hour is refused. PUB-04."""
        cochees: list[tuple[Jour, time]] = []
        for jour in Jour:
            if jour in heures:
                heure = heures[jour]
                if heure is None:
                    raise InvalidValue(f"planning : {jour.value} est coché sans heure")
                cochees.append((jour, heure))
        return cls(heures=tuple(cochees))

    def heure(self, jour: Jour) -> time | None:
        """Return the hour of a day, none when it is not ticked."""
        return next((heure for coche, heure in self.heures if coche is jour), None)


JAMAIS: Final = Planning()
"""No day ticked."""


def echeances(planning: Planning, depuis: datetime, jusqua: datetime) -> tuple[datetime, ...]:
    """
    Return the instants at which it is to run, from one (included) to another (excluded), in UTC. PUB-01.

    >>> nuit = Planning.de({Jour.DIMANCHE: time(2, 30)})  # twice on the last Sunday of October
    >>> for une in echeances(nuit, datetime(2020, 10, 18, tzinfo=UTC), datetime(2020, 11, 2, tzinfo=UTC)):
    ...     print(une.astimezone(paris()))
    2020-10-18 02:30:00+02:00
    2020-10-25 02:30:00+02:00
    2020-11-01 02:30:00+01:00
    """
    _exiger_une_zone(jusqua)
    return tuple(takewhile(lambda une: une < jusqua, instants(planning, depuis)))


def prochaine_echeance(planning: Planning, apres: datetime) -> datetime | None:
    """Return the first instant after another at which it is to run, none when no day is ticked. SYS-06."""
    return next((une for une in instants(planning, apres) if une > apres), None)


def derniere_echeance(planning: Planning, le: datetime) -> datetime | None:
    """Return the last instant up to another at which it was to run, none when no day is ticked. SYS-06."""
    passees = echeances(planning, le - _UNE_SEMAINE, le + timedelta(microseconds=1))
    return passees[-1] if passees else None


def est_du(planning: Planning, derniere_execution: datetime | None, maintenant: datetime) -> bool:
    """
    Tell whether a run is due: an instant to run at has come since the last one began. PUB-01, SYS-06.

    Whatever was missed, by a machine that was off, makes one run.
    """
    derniere = derniere_echeance(planning, maintenant)
    return derniere is not None and (derniere_execution is None or derniere_execution < derniere)


@cache
def paris() -> ZoneInfo:
    """Return the clocks of Europe/Paris."""
    return ZoneInfo("Europe/Paris")


def _exiger_une_zone(instant: datetime) -> None:
    if instant.tzinfo is None:
        raise InvalidValue(f"instant : {instant} n'a pas de fuseau horaire")


def instants(planning: Planning, depuis: datetime) -> Iterator[datetime]:
    """Go through the instants at which it is to run, from one (included) on, without end; nothing without a day."""
    _exiger_une_zone(depuis)
    if not planning.heures:
        return
    jour = depuis.astimezone(paris()).date()
    while True:
        heure = planning.heure(Jour.de(jour))
        if heure is not None and (une := _instant(jour, heure)) >= depuis:
            yield une
        jour += _UN_JOUR


def _instant(jour: date, heure: time) -> datetime:
    """Return the instant at which the clocks of Paris first show that hour, or the first one past it."""
    mur = datetime.combine(jour, heure)
    une = mur.replace(tzinfo=paris()).astimezone(UTC)
    if une.astimezone(paris()).replace(tzinfo=None) == mur:
        return une
    # No clock shows it. Read with the offset of after the gap, it falls before it: the clocks change in between.
    avant, apres = mur.replace(tzinfo=paris(), fold=1).astimezone(UTC), une
    while apres - avant > timedelta(seconds=1):
        milieu = avant + timedelta(seconds=(apres - avant) // timedelta(seconds=2))
        if milieu.astimezone(paris()).replace(tzinfo=None) < mur:
            avant = milieu
        else:
            apres = milieu
    return apres
