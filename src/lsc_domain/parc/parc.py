"""Everything the agency manages: its buildings, the people it knows, their accounts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import TypeVar

from attrs import define, field

from lsc_domain.parc.compte_client import CompteClient
from lsc_domain.parc.immeuble import Immeuble
from lsc_domain.parc.role import RoleTenu
from lsc_domain.parc.tiers import Tiers
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CompteId, ImmeubleId, TiersId

K = TypeVar("K")
V = TypeVar("V")


@define(frozen=True, kw_only=True, slots=False, eq=False)
class Parc:
    """
    The portfolio at a moment: the state every right and every publication is a function of.

    Whom a role or an account names must be there. Its look-ups are made once, at the first question.
    """

    immeubles: Mapping[ImmeubleId, Immeuble] = field(factory=dict[ImmeubleId, Immeuble])
    tiers: Mapping[TiersId, Tiers] = field(factory=dict[TiersId, Tiers])
    comptes: Mapping[CompteId, CompteClient] = field(factory=dict[CompteId, CompteClient])

    def __attrs_post_init__(self) -> None:
        for role in self.roles():
            if role.tiers not in self.tiers:
                raise InvalidValue(f"immeuble {role.immeuble} : {role.tiers} y tient un rôle et n'est pas un tiers")
        for compte in self.comptes.values():
            if compte.tiers not in self.tiers:
                raise InvalidValue(f"compte {compte.id} : {compte.tiers} n'est pas un tiers")

    @classmethod
    def de(cls, immeubles: Iterable[Immeuble], tiers: Iterable[Tiers], comptes: Iterable[CompteClient] = ()) -> Parc:
        """Make a portfolio of what it holds; each code is there once."""
        return cls(
            immeubles=_par_id((un.id, un) for un in immeubles),
            tiers=_par_id((un.id, un) for un in tiers),
            comptes=_par_id((un.id, un) for un in comptes),
        )

    def roles(self) -> Iterator[RoleTenu]:
        """Go through every role ever held in every building."""
        for immeuble in self.immeubles.values():
            yield from immeuble.roles

    @cached_property
    def roles_par_tiers(self) -> Mapping[TiersId, tuple[RoleTenu, ...]]:
        """The roles each person ever held, all buildings together: a right follows the person. X-33."""
        return _grouper((role.tiers, role) for role in self.roles())

    @cached_property
    def comptes_par_tiers(self) -> Mapping[TiersId, tuple[CompteClient, ...]]:
        """The accounts of each person."""
        return _grouper((compte.tiers, compte) for compte in self.comptes.values())

    def roles_de(self, tiers: TiersId, jour: date) -> tuple[RoleTenu, ...]:
        """Return the roles a person holds on a day. CORE-08, I-32."""
        return tuple(role for role in self.roles_par_tiers.get(tiers, ()) if role.est_tenu(jour))

    def a_un_compte_publie(self, tiers: TiersId, jour: date) -> bool:
        """Tell whether a person has an account on the extranet on a day, which is what lets him in. EXP-51."""
        return any(compte.est_publie(jour) for compte in self.comptes_par_tiers.get(tiers, ()))


def _par_id(paires: Iterable[tuple[K, V]]) -> Mapping[K, V]:
    trouvees: dict[K, V] = {}
    for cle, valeur in paires:
        if cle in trouvees:
            raise InvalidValue(f"deux fois le code {cle}")
        trouvees[cle] = valeur
    return trouvees


def _grouper(paires: Iterable[tuple[K, V]]) -> Mapping[K, tuple[V, ...]]:
    groupes: dict[K, list[V]] = {}
    for cle, valeur in paires:
        groupes.setdefault(cle, []).append(valeur)
    return {cle: tuple(valeurs) for cle, valeurs in groupes.items()}
