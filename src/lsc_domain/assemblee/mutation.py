"""Lots that changed hands between the notice and the attendance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import zip_longest

from attrs import frozen

from lsc_domain.copropriete.coproprietaire import Coproprietaire
from lsc_domain.socle.ids import CoproprietaireId


@frozen(kw_only=True)
class Mutation:
    """
    A lot whose owner is not the one who was called.

    `cedant` is `None` for a lot nobody had, `acquereur` for one nobody has any more. Décret 67-223, art. 6.
    """

    lot: str
    cedant: CoproprietaireId | None
    acquereur: CoproprietaireId | None


def mutations(convoques: Iterable[Coproprietaire], actuels: Iterable[Coproprietaire]) -> tuple[Mutation, ...]:
    """
    Compare the owners who were called with those of today, lot by lot.

    The notice sent to the seller stands; it is the buyer who takes part and votes, and the seller's form or proxy
    falls with his quality.
    """
    avant, apres = _proprietaires(convoques), _proprietaires(actuels)
    return tuple(
        Mutation(lot=lot, cedant=cedant, acquereur=acquereur)
        for lot in {**avant, **apres}
        for cedant, acquereur in zip_longest(
            _sans(avant.get(lot, []), apres.get(lot, [])), _sans(apres.get(lot, []), avant.get(lot, []))
        )
    )


def _proprietaires(coproprietaires: Iterable[Coproprietaire]) -> dict[str, list[CoproprietaireId]]:
    """List the owners of each number of lot: one, unless two buildings of the syndicat number theirs alike."""
    trouves: dict[str, list[CoproprietaireId]] = {}
    for un in coproprietaires:
        for lot in un.lots:
            trouves.setdefault(lot.numero, []).append(un.id)
    return trouves


def _sans(proprietaires: list[CoproprietaireId], autres: list[CoproprietaireId]) -> list[CoproprietaireId]:
    return [*(Counter(proprietaires) - Counter(autres)).elements()]
