"""What a building spent, exercise by exercise, as its council reads it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from attrs import frozen

from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.euros import ZERO, Euros
from lsc_domain.socle.ids import CleId, ImmeubleId
from lsc_domain.socle.numero_de_compte import NumeroDeCompte

_EMPREINTE: Final = re.compile(r"[0-9a-f]{64}")


@frozen(kw_only=True)
class Exercice:
    """An accounting year of a building, online until it is closed; years may be missing. X-07."""

    id: str
    immeuble: ImmeubleId
    annee: int
    clos: bool = False


@frozen(kw_only=True)
class Depense:
    """
    One expense, on one account of one key.

    `montant` is taxes included, `tva` the tax in it, `deductible` and `recuperable` what the owner may deduct or ask
    of his tenant. `piece` is the SHA-256 of the scanned invoice, none when there is none. EXP-26, EXP-27.
    """

    exercice: str
    immeuble: ImmeubleId
    cle: CleId
    compte: NumeroDeCompte
    le: date
    libelle: str
    montant: Euros
    tva: Euros = ZERO
    deductible: Euros = ZERO
    recuperable: Euros = ZERO
    piece: str | None = None

    def __attrs_post_init__(self) -> None:
        if self.piece is not None and not _EMPREINTE.fullmatch(self.piece):
            raise InvalidValue(f"dépense {self.libelle!r} : la pièce se nomme par son SHA-256")


def depenses_publiees(
    depenses: Iterable[Depense], exercices: Iterable[Exercice], *, envoyer: bool
) -> tuple[Depense, ...]:
    """
    Return the expenses that are sent: those of every exercise not closed, N and N+1 or others, if the option says so.

    Who reads them has the right on the binder « Factures ». EXP-26, X-07. An expense of an exercise nobody knows is
    not sent: nothing says it is open.
    """
    if not envoyer:
        return ()
    ouverts = {(exercice.immeuble, exercice.id) for exercice in exercices if not exercice.clos}
    return tuple(une for une in depenses if (une.immeuble, une.exercice) in ouverts)


def pieces_publiees(depenses: Iterable[Depense]) -> frozenset[str]:
    """Return the invoices that go with expenses: who sees one sees the other, and nobody else does. EXP-27."""
    return frozenset(une.piece for une in depenses if une.piece is not None)
