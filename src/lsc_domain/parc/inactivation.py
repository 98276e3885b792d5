"""Accounts that close by themselves: at the notice of a tenant, at his departure, at a sale for the seller."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import evolve, frozen

from lsc_domain.parc.compte_client import CompteClient
from lsc_domain.parc.parc import Parc
from lsc_domain.parc.role import MANDATS, Role, RoleTenu
from lsc_domain.socle.ids import ImmeubleId, LotId, TiersId


@frozen(kw_only=True)
class Inactivations:
    """
    When an account closes by itself: at the notice of a tenant, at his departure, at a sale for the seller.

    None by default: once authorised, an account is sent whatever its status. EXP-39, EXP-40, EXP-56, X-35.
    """

    au_preavis: bool = False
    au_depart: bool = False
    a_la_mutation: bool = False


class MotifDeSortie(StrEnum):
    """What was recorded. EXP-40."""

    PREAVIS = "preavis"
    DEPART = "depart"
    MUTATION = "mutation"

    @property
    def role(self) -> Role:
        """The role it puts an end to, or announces the end of."""
        return Role.COPROPRIETAIRE if self is MotifDeSortie.MUTATION else Role.LOCATAIRE


@frozen(kw_only=True)
class Sortie:
    """Somebody leaves a lot, or has said he will: notice, departure, or sale (he is then the seller). EXP-40."""

    motif: MotifDeSortie
    tiers: TiersId
    immeuble: ImmeubleId
    lot: LotId
    le: date


def inactiver(parc: Parc, sortie: Sortie, options: Inactivations) -> tuple[CompteClient, ...]:
    """
    Return the accounts an option closes, closed: those that carried what ends, and nothing that goes on.

    `parc` is the portfolio once the thing is recorded. An account through which something else is still held, another
    lot, another lease, is not closed: its owner would lose what is his. EXP-39, EXP-40, EXP-56.
    """
    voulu = {
        MotifDeSortie.PREAVIS: options.au_preavis,
        MotifDeSortie.DEPART: options.au_depart,
        MotifDeSortie.MUTATION: options.a_la_mutation,
    }
    if not voulu[sortie.motif]:
        return ()
    roles = [
        role
        for role in parc.roles_par_tiers.get(sortie.tiers, ())
        if role.role.metier is sortie.motif.role.metier and role.a_ete_tenu(sortie.le)
    ]
    return tuple(
        evolve(compte, inactif_depuis=sortie.le)
        for compte in parc.comptes_par_tiers.get(sortie.tiers, ())
        if compte.est_publie(sortie.le) and _est_touche(compte, roles, sortie)
    )


def _est_touche(compte: CompteClient, roles: list[RoleTenu], sortie: Sortie) -> bool:
    par_lui = [role for role in roles if _passe_par(role, compte, roles)]
    return any(
        role.role is sortie.motif.role and role.immeuble == sortie.immeuble and role.lot == sortie.lot
        for role in par_lui
    ) and not any(_continue(role, sortie) for role in par_lui)


def _passe_par(role: RoleTenu, compte: CompteClient, roles: list[RoleTenu]) -> bool:
    """Tell whether a role is held through an account: the one it names, else those of the trade that none names."""
    if role.compte is not None:
        return role.compte == compte.id
    nommes = {un.compte for un in roles}
    return role.role.metier is compte.metier and compte.id not in nommes


def _continue(role: RoleTenu, sortie: Sortie) -> bool:
    """Tell whether a role goes on through its account: neither a mandate, nor a lease under notice at a notice."""
    sous_preavis = sortie.motif is MotifDeSortie.PREAVIS and role.role is Role.LOCATAIRE and role.preavis_le is not None
    return role.dure_apres(sortie.le) and role.role not in MANDATS and not sous_preavis
