"""Whose account it is: an owner's of a copropriété, a landlord's or a tenant's; and of which building."""

from __future__ import annotations

from attrs import frozen

from lsc_domain.compte.ecriture import NatureDeCompte
from lsc_domain.parc.compte_client import CompteClient
from lsc_domain.parc.parc import Parc
from lsc_domain.parc.role import Metier, Role
from lsc_domain.socle.ids import ImmeubleId


@frozen(kw_only=True)
class Titulaire:
    """In what capacity somebody has an account, and the building it is about, when it is about one."""

    nature: NatureDeCompte
    immeuble: ImmeubleId | None


def titulaire_de(compte: CompteClient, parc: Parc) -> Titulaire:
    """
    Say whose account it is, from the role it goes with: that which names it, else one of its client in that trade.

    One that names no account comes before one that names another. A departed tenant's account is still a tenant's.
    EXP-20, EXP-21, EXP-22.
    """
    roles = [un for un in parc.roles_par_tiers.get(compte.tiers, ()) if un.role.metier is compte.metier]
    role = min(roles, key=lambda un: (un.compte != compte.id, un.compte is not None), default=None)
    entite = ImmeubleId(compte.entite)
    immeuble = role.immeuble if role is not None else entite if entite in parc.immeubles else None
    if compte.metier is Metier.SYNDIC:
        nature = NatureDeCompte.COPROPRIETAIRE
    elif role is not None and role.role is Role.LOCATAIRE:
        nature = NatureDeCompte.LOCATAIRE
    else:
        nature = NatureDeCompte.PROPRIETAIRE
    return Titulaire(nature=nature, immeuble=immeuble)
