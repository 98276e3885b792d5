"""The council of a building: who is elected to it, and when a mandate ends."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from attrs import evolve, frozen
from returns.result import Failure, Result, Success

from lsc_domain.parc.immeuble import Immeuble
from lsc_domain.parc.role import MANDATS, Role, RoleTenu
from lsc_domain.socle.affichage import ecrire_date
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CompteId, ImmeubleId, TiersId


@frozen(kw_only=True)
class PresidentEnPlace:
    """Somebody presides the council during part of that time: there is one président at a date. CORE-08."""

    immeuble: ImmeubleId
    tiers: TiersId
    depuis: date | None
    jusqua: date | None


@frozen(kw_only=True)
class MandatEnCours:
    """The person holds this very mandate during part of that time already. CORE-08."""

    immeuble: ImmeubleId
    tiers: TiersId
    role: Role


@frozen(kw_only=True)
class SansMandat:
    """The person holds no mandate on that day or later: there is nothing to end. I-32."""

    immeuble: ImmeubleId
    tiers: TiersId
    le: date


RefusDeMandat = PresidentEnPlace | MandatEnCours | SansMandat


def libelle(refus: RefusDeMandat) -> str:
    """Say a refusal in French."""
    match refus:
        case PresidentEnPlace(immeuble=immeuble, tiers=tiers, jusqua=jusqua):
            fin = "" if jusqua is None else f" jusqu'au {ecrire_date(jusqua)}"
            return f"{tiers} préside le conseil syndical de {immeuble}{fin} : un seul président à la fois."
        case MandatEnCours(immeuble=immeuble, tiers=tiers, role=role):
            return f"{tiers} est déjà {role.libelle} de {immeuble}."
        case SansMandat(immeuble=immeuble, tiers=tiers, le=le):
            return f"{tiers} n'a pas de mandat au conseil syndical de {immeuble} le {ecrire_date(le)}."
        case _:
            assert_never(refus)


def elire(
    immeuble: Immeuble,
    tiers: TiersId,
    role: Role = Role.MEMBRE,
    *,
    le: date,
    jusqua: date | None = None,
    compte: CompteId | None = None,
) -> Result[Immeuble, RefusDeMandat]:
    """
    Elect somebody to the council, or its président, from a day on. CORE-08, I-32.

    An owner, or whoever else the law lets in (loi 65-557, art. 21): that he owns a lot is not asked. `compte` is the
    account whose row of the list of owners bears the mark. Raises `InvalidValue` for a role no election gives.

    >>> gilbert = Immeuble(id=ImmeubleId("GILBERT"), nom="GILBERT")
    >>> gilbert = elire(gilbert, TiersId("BROUILLY"), le=date(2020, 7, 7)).unwrap()
    >>> [(un.tiers, un.role.libelle) for un in gilbert.tenus(date(2020, 7, 7))]
    [('BROUILLY', 'membre du conseil syndical')]
    """
    if role not in MANDATS:
        raise InvalidValue(f"{role.libelle} n'est pas un mandat au conseil syndical")
    mandat = RoleTenu(tiers=tiers, role=role, immeuble=immeuble.id, compte=compte, depuis=le, jusqua=jusqua)
    for autre in immeuble.roles:
        if autre.role is role and _se_chevauchent(autre, mandat):
            if autre.tiers == tiers:
                return Failure(MandatEnCours(immeuble=immeuble.id, tiers=tiers, role=role))
            if role is Role.PRESIDENT:
                return Failure(
                    PresidentEnPlace(immeuble=immeuble.id, tiers=autre.tiers, depuis=autre.depuis, jusqua=autre.jusqua)
                )
    return Success(evolve(immeuble, roles=(*immeuble.roles, mandat)))


def finir_le_mandat(immeuble: Immeuble, tiers: TiersId, *, le: date) -> Result[Immeuble, RefusDeMandat]:
    """End whatever mandate a person holds in the council, from a day on: term, resignation, revocation. I-32."""

    def finit(role: RoleTenu) -> bool:
        return role.tiers == tiers and role.role in MANDATS and role.dure_apres(le)

    if not any(finit(role) for role in immeuble.roles):
        return Failure(SansMandat(immeuble=immeuble.id, tiers=tiers, le=le))
    roles = (role.finir(le) if finit(role) else role for role in immeuble.roles)
    return Success(evolve(immeuble, roles=tuple(role for role in roles if role is not None)))


def _se_chevauchent(un: RoleTenu, autre: RoleTenu) -> bool:
    """Tell whether two mandates have a day in common."""
    debuts = [role.depuis for role in (un, autre) if role.depuis is not None]
    fins = [role.jusqua for role in (un, autre) if role.jusqua is not None]
    return not debuts or not fins or max(debuts) < min(fins)
