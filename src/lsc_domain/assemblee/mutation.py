"""Lots that changed hands between the notice and the attendance."""

from __future__ import annotations

from collections.abc import Iterable

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
        Mutation(lot=lot, cedant=avant.get(lot), acquereur=apres.get(lot))
        for lot in {**avant, **apres}
        if avant.get(lot) != apres.get(lot)
    )


def _proprietaires(coproprietaires: Iterable[Coproprietaire]) -> dict[str, CoproprietaireId]:
    return {lot.numero: un.id for un in coproprietaires for lot in un.lots}
