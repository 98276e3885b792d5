"""A run: one service at work on one destination, and the sign of life that keeps two of them apart."""

from __future__ import annotations

from datetime import datetime, timedelta

from attrs import evolve, frozen
from returns.result import Failure, Result, Success

from lsc_domain.socle.errors import InvalidValue


@frozen(kw_only=True)
class DejaEnCours:
    """Another run is at work there, and gave a sign of life a moment ago. I-36, SYS-06."""

    objet: str
    par: str
    vivant_le: datetime


@frozen(kw_only=True)
class Bilan:
    """What a run did: counts, failures by name, warnings. PUB-05."""

    envoyes: int = 0
    remplaces: int = 0
    retires: int = 0
    inchanges: int = 0
    octets: int = 0
    echecs: tuple[str, ...] = ()
    avertissements: tuple[str, ...] = ()


@frozen(kw_only=True)
class Execution:
    """
    The last run on something (a destination, a service), kept under its name.

    `par` is who runs it; `vivant_le` is written again as it goes. One whose last sign is older than `delai` is dead,
    and another may take its place: what it had sent is acknowledged, what it had not is still to be sent. I-36.
    """

    objet: str
    par: str
    numero: int
    commencee_le: datetime
    vivant_le: datetime
    terminee_le: datetime | None = None
    bilan: Bilan = Bilan()

    def __attrs_post_init__(self) -> None:
        if self.vivant_le < self.commencee_le:
            raise InvalidValue(f"exécution de {self.objet} : vivante avant d'avoir commencé")

    def en_cours(self, le: datetime, delai: timedelta) -> bool:
        """Tell whether it is at work, or thought to be."""
        return self.terminee_le is None and le < self.vivant_le + delai

    def vivante(self, le: datetime) -> Execution:
        """Give a sign of life."""
        return evolve(self, vivant_le=max(le, self.vivant_le))

    def terminer(self, le: datetime, bilan: Bilan) -> Execution:
        """End it, with what it did."""
        return evolve(self, vivant_le=max(le, self.vivant_le), terminee_le=max(le, self.vivant_le), bilan=bilan)


def commencer(
    objet: str, *, par: str, le: datetime, delai: timedelta, derniere: Execution | None
) -> Result[Execution, DejaEnCours]:
    """Begin a run, unless the last one is still at work. I-36, SYS-06."""
    if derniere is not None and derniere.en_cours(le, delai):
        return Failure(DejaEnCours(objet=objet, par=derniere.par, vivant_le=derniere.vivant_le))
    numero = 1 if derniere is None else derniere.numero + 1
    return Success(Execution(objet=objet, par=par, numero=numero, commencee_le=le, vivant_le=le))
