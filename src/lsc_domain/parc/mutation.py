"""A lot changes hands: who is out, who is in, and from which day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import assert_never

from attrs import evolve, frozen
from returns.result import Failure, Result, Success

from lsc_domain.parc.immeuble import Immeuble
from lsc_domain.parc.role import MANDATS, Role, RoleTenu
from lsc_domain.socle.affichage import ecrire_date
from lsc_domain.socle.ids import CompteId, ImmeubleId, LotId, TiersId


@frozen(kw_only=True)
class Acquereur:
    """A buyer, the account opened for him, and whether he comes to live in the lot."""

    tiers: TiersId
    compte: CompteId | None = None
    resident: bool = False


@frozen(kw_only=True)
class LotDUnAutre:
    """The seller does not own this lot on the day of the sale."""

    immeuble: ImmeubleId
    lot: LotId
    vendeur: TiersId
    le: date


@frozen(kw_only=True)
class SansAcquereur:
    """A sale has a buyer, who is not the seller."""

    lot: LotId


RefusDeMutation = LotDUnAutre | SansAcquereur


def libelle(refus: RefusDeMutation) -> str:
    """Say a refusal in French."""
    match refus:
        case LotDUnAutre(lot=lot, vendeur=vendeur, le=le):
            return f"{vendeur} n'est pas propriétaire du lot {lot} le {ecrire_date(le)}."
        case SansAcquereur(lot=lot):
            return f"La mutation du lot {lot} n'a pas d'acquéreur autre que le vendeur."
        case _:
            assert_never(refus)


def muter(
    immeuble: Immeuble, lot: LotId, *, vendeur: TiersId, acquereurs: Iterable[Acquereur], le: date
) -> Result[Immeuble, RefusDeMutation]:
    """
    Record the sale of a lot. I-32.

    From that day the seller owns the lot no more, neither for the syndic nor for the gérance, and each buyer does.
    His mandates in the council end too when he owns nothing more in the building. What others own of the lot in
    indivision stays theirs.
    """
    entrants = tuple(acquereurs)
    if not entrants or any(un.tiers == vendeur for un in entrants):
        return Failure(SansAcquereur(lot=lot))

    def possede(role: RoleTenu) -> bool:
        return role.tiers == vendeur and role.role in {Role.COPROPRIETAIRE, Role.PROPRIETAIRE} and role.lot == lot

    if not any(possede(role) and role.role is Role.COPROPRIETAIRE and role.est_tenu(le) for role in immeuble.roles):
        return Failure(LotDUnAutre(immeuble=immeuble.id, lot=lot, vendeur=vendeur, le=le))
    roles = _finir(immeuble.roles, (role for role in immeuble.roles if possede(role)), le)
    if not any(un.tiers == vendeur and un.role is Role.COPROPRIETAIRE and un.dure_apres(le) for un in roles):
        roles = _finir(roles, (un for un in roles if un.tiers == vendeur and un.role in MANDATS), le)
    achats = (
        RoleTenu(
            tiers=un.tiers,
            role=Role.COPROPRIETAIRE,
            immeuble=immeuble.id,
            lot=lot,
            compte=un.compte,
            depuis=le,
            resident=un.resident,
        )
        for un in entrants
    )
    return Success(evolve(immeuble, roles=(*roles, *achats)))


def _finir(roles: Iterable[RoleTenu], lesquels: Iterable[RoleTenu], le: date) -> tuple[RoleTenu, ...]:
    """End some of these roles on a day, in their place."""
    touches = frozenset(lesquels)
    finis = (role.finir(le) if role in touches else role for role in roles)
    return tuple(role for role in finis if role is not None)
