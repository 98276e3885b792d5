"""The version of the software the agency runs, and the one each function asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from attrs import field, frozen
from returns.result import Failure, Result, Success

from lsc_domain.socle.errors import InvalidValue

_FORME: Final = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,9})*)(?:r([1-9][0-9]{0,8}))?")


def _sans_zeros_finaux(numeros: tuple[int, ...]) -> tuple[int, ...]:
    """6.3 and 6.3.0 are the same version."""
    fin = len(numeros)
    while fin and not numeros[fin - 1]:
        fin -= 1
    return numeros[:fin]


@frozen(order=True)
class VersionLogicielle:
    """
    A version, compared number by number, a revision rN coming after the bare version. SYS-04, ELAN-01.

    >>> lues = [VersionLogicielle.lire(un) for un in ("6.3", "6.0.7r1", "5.6.19", "6.0.7", "5.5.31")]
    >>> " < ".join(str(une) for une in sorted(lues))
    '5.5.31 < 5.6.19 < 6.0.7 < 6.0.7r1 < 6.3'
    """

    numeros: tuple[int, ...] = field(eq=_sans_zeros_finaux, order=_sans_zeros_finaux)
    revision: int = 0

    def __attrs_post_init__(self) -> None:
        if not self.numeros or min(*self.numeros, self.revision) < 0:
            raise InvalidValue("version : des nombres positifs, et au moins un")

    @classmethod
    def lire(cls, texte: str) -> VersionLogicielle:
        """
        Read a version as the editor writes it.

        >>> VersionLogicielle.lire("6.0.7r1")
        VersionLogicielle(numeros=(6, 0, 7), revision=1)
        """
        lue = _FORME.fullmatch(texte)
        if lue is None:
            raise InvalidValue(f"version : {texte!r} ne s'écrit pas comme 6.0.7 ou 6.0.7r1")
        numeros, revision = lue.groups(default="0")
        return cls(tuple(int(numero) for numero in numeros.split(".")), int(revision))

    def __str__(self) -> str:
        numeros = ".".join(str(numero) for numero in self.numeros)
        return f"{numeros}r{self.revision}" if self.revision else numeros


BRANCHES_MAINTENUES: Final = (VersionLogicielle.lire("5.5.31"), VersionLogicielle.lire("5.6.19"))
"""The two branches the ELAN addendum was written for. ELAN-01."""


class Fonction(StrEnum):
    """What asks for a version of its own: the partners, and two functions that came after them. SYS-04."""

    CAPTAIN_TOWER = "captain_tower"
    LOVYS = "lovys"
    AG_CONNECT = "ag_connect"
    AG_CONNECT_RETOUR_AUTOMATIQUE = "ag_connect_retour_automatique"
    CLAC = "clac"
    CLAC_SANS_MANDAT = "clac_sans_mandat"
    INCH = "inch"


MINIMA: Final[Mapping[Fonction, VersionLogicielle]] = MappingProxyType(
    {
        Fonction.CAPTAIN_TOWER: VersionLogicielle.lire("6.0.7"),
        Fonction.LOVYS: VersionLogicielle.lire("6.0.7"),
        Fonction.AG_CONNECT: VersionLogicielle.lire("6.0.6"),
        Fonction.AG_CONNECT_RETOUR_AUTOMATIQUE: VersionLogicielle.lire("6.0.7r1"),
        Fonction.CLAC: VersionLogicielle.lire("6.0.6"),
        Fonction.CLAC_SANS_MANDAT: VersionLogicielle.lire("6.2.7"),
        Fonction.INCH: VersionLogicielle.lire("6.0.6"),
    }
)
"""The first version each function works with: all of the branch 6, which the documentation assumes. SYS-04, EXP-03."""


@frozen(kw_only=True)
class VersionInsuffisante:
    """The software is older than what a function asks for. SYS-04."""

    fonction: Fonction
    version: VersionLogicielle
    minimum: VersionLogicielle


def exiger_version(fonction: Fonction, version: VersionLogicielle) -> Result[VersionLogicielle, VersionInsuffisante]:
    """
    Ask for the version a function works with. SYS-04.

    >>> libelle(exiger_version(Fonction.CAPTAIN_TOWER, VersionLogicielle.lire("6.0.6")).failure())
    'version 6.0.7 minimum, et non 6.0.6.'
    """
    minimum = MINIMA[fonction]
    if version < minimum:
        return Failure(VersionInsuffisante(fonction=fonction, version=version, minimum=minimum))
    return Success(version)


def libelle(refus: VersionInsuffisante) -> str:
    """Say the refusal in French."""
    return f"version {refus.minimum} minimum, et non {refus.version}."
