"""« Mon compte »: the accounts a client reads, his own and by option his tenants'. EXA-26, EXA-27."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from lsc_domain.extranet.espace import Espace
from lsc_domain.parc.bail import locataires_de
from lsc_domain.parc.compte_client import CompteClient
from lsc_domain.parc.parc import Parc
from lsc_domain.parc.role import Metier, Role, RoleTenu
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import ImmeubleId, LotId, TiersId


@frozen(kw_only=True)
class CompteVu:
    """
    An account as the client reads it: `solde` has the sign of the agency's « sens de présentation ». EXA-28, EXC-16.

    `titulaire` is its holder's name, `du_locataire` whether he is a tenant of the one who reads.
    """

    compte: CompteClient
    titulaire: str
    solde: Euros
    du_locataire: bool = False


def comptes_propres(parc: Parc, tiers: TiersId, jour: date, espace: Espace) -> tuple[CompteClient, ...]:
    """Return the published accounts of a client in a space, by number: each of its trade, and no other. EXP-51."""
    siens = parc.comptes_par_tiers.get(tiers, ())
    return _ranger(un for un in siens if un.est_publie(jour) and un.metier is espace.metier)


def comptes_des_locataires(parc: Parc, bailleur: TiersId, jour: date) -> tuple[CompteClient, ...]:
    """
    Return the published accounts of those who rent of a landlord that day. EXA-27.

    An account is shown if all its holder ever was through it is a tenant of this landlord's lots. One that goes with
    no role in particular is shown if its holder is nothing else to the gérance, anywhere: never is anything of
    another owner's tenant, of his lots, or of what the tenant himself lets, read by accident.
    """
    a_lui: set[LotId] = set()
    locataires: set[TiersId] = set()
    for immeuble in _loues_par(parc, bailleur, jour):
        for locataire, lot in locataires_de(parc.immeubles[immeuble], bailleur, jour):
            if lot is not None and locataire != bailleur:
                a_lui.add(lot)
                locataires.add(locataire)
    return _ranger(
        compte
        for locataire in locataires
        for compte in parc.comptes_par_tiers.get(locataire, ())
        if compte.metier is Metier.GERANCE and compte.est_publie(jour) and _est_de_ce_bail(parc, compte, a_lui, jour)
    )


def _loues_par(parc: Parc, bailleur: TiersId, jour: date) -> set[ImmeubleId]:
    return {role.immeuble for role in parc.roles_de(bailleur, jour) if role.role is Role.PROPRIETAIRE}


def _est_de_ce_bail(parc: Parc, compte: CompteClient, a_lui: set[LotId], jour: date) -> bool:
    tenus = [un for un in parc.roles_par_tiers.get(compte.tiers, ()) if un.a_ete_tenu(jour) or un.dure_apres(jour)]
    nommes = [un for un in tenus if un.compte == compte.id]
    roles = nommes or [un for un in tenus if un.role.metier is Metier.GERANCE]
    return all(_est_un_bail(un, a_lui) for un in roles)


def _est_un_bail(role: RoleTenu, a_lui: set[LotId]) -> bool:
    return role.role is Role.LOCATAIRE and role.lot in a_lui


def _ranger(comptes: Iterator[CompteClient]) -> tuple[CompteClient, ...]:
    return tuple(sorted(comptes, key=lambda un: (un.numero, un.id)))
