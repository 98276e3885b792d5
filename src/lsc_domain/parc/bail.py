"""A lease, as far as rights go: notice, departure, and whose tenants are whose."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import assert_never

from attrs import evolve, frozen
from returns.result import Failure, Result, Success

from lsc_domain.parc.immeuble import Immeuble
from lsc_domain.parc.role import Metier, Role, RoleTenu
from lsc_domain.socle.affichage import ecrire_date
from lsc_domain.socle.ids import ImmeubleId, LotId, TiersId


@frozen(kw_only=True)
class PasLocataire:
    """The person does not rent this lot that day."""

    immeuble: ImmeubleId
    lot: LotId
    tiers: TiersId
    le: date


@frozen(kw_only=True)
class PreavisDejaDonne:
    """The tenant has given notice already."""

    lot: LotId
    tiers: TiersId
    preavis_le: date


RefusDeBail = PasLocataire | PreavisDejaDonne


def libelle(refus: RefusDeBail) -> str:
    """Say a refusal in French."""
    match refus:
        case PasLocataire(lot=lot, tiers=tiers, le=le):
            return f"{tiers} n'est pas locataire du lot {lot} le {ecrire_date(le)}."
        case PreavisDejaDonne(lot=lot, tiers=tiers, preavis_le=preavis_le):
            return f"{tiers} a donné préavis du lot {lot} le {ecrire_date(preavis_le)}."
        case _:
            assert_never(refus)


def donner_preavis(immeuble: Immeuble, lot: LotId, *, locataire: TiersId, le: date) -> Result[Immeuble, RefusDeBail]:
    """Record the notice a tenant gives: he stays a tenant until he leaves. EXP-40."""
    for role in immeuble.roles:
        if _loue(role, lot, locataire, le) and role.preavis_le is not None:
            return Failure(PreavisDejaDonne(lot=lot, tiers=locataire, preavis_le=role.preavis_le))
    return _changer(immeuble, lot, locataire, le, lambda role: evolve(role, preavis_le=le))


def partir(immeuble: Immeuble, lot: LotId, *, locataire: TiersId, le: date) -> Result[Immeuble, RefusDeBail]:
    """Record that a tenant has left: from that day he is no tenant of the lot, notice given or not. EXP-40, I-32."""
    return _changer(immeuble, lot, locataire, le, lambda role: role.finir(le))


def locataires_de(immeuble: Immeuble, proprietaire: TiersId, jour: date) -> frozenset[tuple[TiersId, LotId | None]]:
    """
    Return each tenant of a landlord with the lot he rents of him, on a day. EXA-27, EXA-35.

    A tenant comes once more with no lot at all when nothing else ties him to the building, so that what is addressed
    to him without naming a lot can only be about what he rents of this landlord: never about another owner's lot.
    """
    tenus = [role for role in immeuble.tenus(jour) if role.role.metier is Metier.GERANCE]
    a_lui = {
        role.lot
        for role in tenus
        if role.role is Role.PROPRIETAIRE and role.tiers == proprietaire and role.lot is not None
    }
    if not a_lui:
        return frozenset()
    loues = {(role.tiers, role.lot) for role in tenus if role.role is Role.LOCATAIRE and role.lot in a_lui}
    d_ailleurs = {role.tiers for role in tenus if role.role is not Role.LOCATAIRE or role.lot not in a_lui}
    return frozenset(loues | {(tiers, None) for tiers, _ in loues if tiers not in d_ailleurs})


def _loue(role: RoleTenu, lot: LotId, locataire: TiersId, le: date) -> bool:
    return role.role is Role.LOCATAIRE and role.tiers == locataire and role.lot == lot and role.est_tenu(le)


def _changer(
    immeuble: Immeuble, lot: LotId, locataire: TiersId, le: date, changer: Callable[[RoleTenu], RoleTenu | None]
) -> Result[Immeuble, RefusDeBail]:
    if not any(_loue(role, lot, locataire, le) for role in immeuble.roles):
        return Failure(PasLocataire(immeuble=immeuble.id, lot=lot, tiers=locataire, le=le))
    roles = (changer(role) if _loue(role, lot, locataire, le) else role for role in immeuble.roles)
    return Success(evolve(immeuble, roles=tuple(role for role in roles if role is not None)))
