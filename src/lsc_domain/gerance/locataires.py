"""The accounts of the tenants as the ledgers hold them on a day: what a surplus is looked for in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from attrs import frozen

from lsc_domain.compte.ecriture import Ecriture, NatureDeCompte
from lsc_domain.compte.titulaire import titulaire_de
from lsc_domain.parc.compte_client import CompteClient
from lsc_domain.parc.parc import Parc
from lsc_domain.parc.role import Metier, Role, RoleTenu
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CompteId, ImmeubleId, LotId

Mouvement = tuple[str, str]
"""A movement: the code of its journal, and its number in it."""


@frozen(kw_only=True)
class CompteDeLocataire:
    """
    A tenant's account, its entries up to the day, and the accounts of the landlords he rents of. TROP-03.

    Raises `InvalidValue` for an entry of another account: a trop perçu is one tenant's.
    """

    compte: CompteClient
    ecritures: tuple[Ecriture, ...]
    mandants: frozenset[CompteId]

    def __attrs_post_init__(self) -> None:
        for une in self.ecritures:
            if une.compte != self.compte.id:
                raise InvalidValue(f"compte {self.compte.id} : l'écriture {une.id} est du compte {une.compte}")


@frozen(kw_only=True)
class RegistreDesLocataires:
    """Every tenant's account on a day, and by how many centimes each movement of the ledgers does not balance."""

    jour: date
    comptes: Mapping[CompteId, CompteDeLocataire]
    ecarts: Mapping[Mouvement, int]


def lire_registre(parc: Parc, ecritures: Iterable[Ecriture], *, jour: date) -> RegistreDesLocataires:
    """
    Gather the tenants' accounts from every entry of the ledgers, in one pass over them. TROP-03.

    The balance of a movement is that of all its entries, on whatever account.
    """
    locataires = {
        compte.id: compte
        for compte in parc.comptes.values()
        if compte.metier is Metier.GERANCE and titulaire_de(compte, parc).nature is NatureDeCompte.LOCATAIRE
    }
    par_compte: dict[CompteId, list[Ecriture]] = defaultdict(list)
    ecarts: Counter[Mouvement] = Counter()
    for une in ecritures:
        ecarts[une.journal, une.mouvement] += une.debit.centimes - une.credit.centimes
        if une.compte in locataires and une.le <= jour:
            par_compte[une.compte].append(une)
    return RegistreDesLocataires(
        jour=jour,
        comptes={
            id_: CompteDeLocataire(
                compte=locataires[id_], ecritures=tuple(siennes), mandants=mandants_de(locataires[id_], parc, jour)
            )
            for id_, siennes in par_compte.items()
        },
        ecarts={mouvement: ecart for mouvement, ecart in ecarts.items() if ecart},
    )


def mandants_de(compte: CompteClient, parc: Parc, jour: date) -> frozenset[CompteId]:
    """
    Return the accounts of the landlords a tenant rents of on a day, or rented of on his last one.

    A lot is under a mandate of management when somebody is `Role.PROPRIETAIRE` of it; his account is that of the role,
    else the only one he has as a landlord.
    """
    trouves: set[CompteId] = set()
    for role in _locations(compte, parc):
        fin = jour if role.jusqua is None else min(jour, role.jusqua - timedelta(days=1))
        trouves |= _proprietaires(parc, role.immeuble, role.lot, fin)
    return frozenset(trouves - {compte.id})


def _locations(compte: CompteClient, parc: Parc) -> Iterable[RoleTenu]:
    """The leases the account is about: those that name it, else all those of its tenant."""
    roles = [un for un in parc.roles_par_tiers.get(compte.tiers, ()) if un.role is Role.LOCATAIRE]
    nommes = [un for un in roles if un.compte == compte.id]
    return nommes or [un for un in roles if un.compte is None]


def _proprietaires(parc: Parc, immeuble: ImmeubleId, lot: LotId | None, jour: date) -> set[CompteId]:
    comptes: set[CompteId] = set()
    for role in parc.immeubles[immeuble].tenus(jour):
        if role.role is not Role.PROPRIETAIRE or lot is None or role.lot != lot:
            continue
        if role.compte is not None:
            comptes.add(role.compte)
            continue
        siens = [
            un.id
            for un in parc.comptes_par_tiers.get(role.tiers, ())
            if un.metier is Metier.GERANCE and titulaire_de(un, parc).nature is NatureDeCompte.PROPRIETAIRE
        ]
        comptes.update(siens if len(siens) == 1 else ())
    return comptes
