"""In what capacity somebody is known in a building, and between which dates."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final

from attrs import evolve, frozen

from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CompteId, ImmeubleId, LotId, TiersId


class Metier(StrEnum):
    """The two trades: renting for an owner, and managing what owners have in common. EXP-06, EXA-05."""

    GERANCE = "gerance"
    SYNDIC = "syndic"

    @property
    def libelle(self) -> str:
        """The trade in French."""
        return "gérance" if self is Metier.GERANCE else "syndic"


class Role(StrEnum):
    """
    What a person is to a building. EXP-12.

    The three of the syndic are nested: a président is a membre, and a membre a copropriétaire. The two of the
    gérance are not: a person may be both, and what opens to one does not open to the other.
    """

    COPROPRIETAIRE = "coproprietaire"
    MEMBRE = "membre"
    PRESIDENT = "president"
    PROPRIETAIRE = "proprietaire"
    LOCATAIRE = "locataire"

    @property
    def metier(self) -> Metier:
        """The trade that knows of this role."""
        return Metier.GERANCE if self in {Role.PROPRIETAIRE, Role.LOCATAIRE} else Metier.SYNDIC

    @property
    def emporte(self) -> tuple[Role, ...]:
        """Return the roles that come with this one, itself first. EXP-12."""
        match self:
            case Role.PRESIDENT:
                return (Role.PRESIDENT, Role.MEMBRE, Role.COPROPRIETAIRE)
            case Role.MEMBRE:
                return (Role.MEMBRE, Role.COPROPRIETAIRE)
            case Role.COPROPRIETAIRE | Role.PROPRIETAIRE | Role.LOCATAIRE:
                return (self,)

    @property
    def libelle(self) -> str:
        """The role in French."""
        return _LIBELLES[self]


_LIBELLES = {
    Role.COPROPRIETAIRE: "copropriétaire",
    Role.MEMBRE: "membre du conseil syndical",
    Role.PRESIDENT: "président du conseil syndical",
    Role.PROPRIETAIRE: "propriétaire",
    Role.LOCATAIRE: "locataire",
}

MANDATS: Final = frozenset({Role.MEMBRE, Role.PRESIDENT})
"""The roles given by an election to the council, and not by a lot."""


@frozen(kw_only=True)
class RoleTenu:
    """
    A role a person holds in a building, from a day on, until another that is no longer of it.

    A sale, a lease, a mandate in the council, a mandate of management: each is a role with its dates, `depuis` and
    `jusqua` half open, none meaning always. `lot` is the lot it is held through: a council mandate has none, it is
    held in the building. `compte` is the ledger account that goes with it, `preavis_le` the day a tenant gave notice,
    `resident` whether the person lives in the lot. CORE-08, EXP-36, EXP-40, I-32.
    """

    tiers: TiersId
    role: Role
    immeuble: ImmeubleId
    lot: LotId | None = None
    compte: CompteId | None = None
    depuis: date | None = None
    jusqua: date | None = None
    preavis_le: date | None = None
    resident: bool = False

    def __attrs_post_init__(self) -> None:
        if self.depuis is not None and self.jusqua is not None and self.jusqua < self.depuis:
            raise InvalidValue(f"{self.tiers}, {self.role.libelle} de {self.immeuble} : finit avant d'avoir commencé")
        if self.preavis_le is not None and self.role is not Role.LOCATAIRE:
            raise InvalidValue(f"{self.tiers} : seul un locataire donne préavis")
        if self.lot is not None and self.role in MANDATS:
            raise InvalidValue(f"{self.tiers} : un mandat au conseil syndical ne tient pas à un lot ({self.lot})")

    def est_tenu(self, jour: date) -> bool:
        """Tell whether it is held on a day."""
        return (self.depuis is None or self.depuis <= jour) and (self.jusqua is None or jour < self.jusqua)

    def a_ete_tenu(self, jour: date) -> bool:
        """Tell whether it is, or was, held by a day; one that ended the day it began never was."""
        commence = self.depuis is None or self.depuis <= jour
        return commence and (self.depuis is None or self.depuis != self.jusqua)

    def dure_apres(self, jour: date) -> bool:
        """Tell whether it is held on a day or on a later one."""
        return self.jusqua is None or (self.jusqua > jour and self.jusqua != self.depuis)

    def finir(self, le: date) -> RoleTenu | None:
        """Return it as it is when it ends on a day: shorter, the same if it was over, none if it never begins."""
        if not self.dure_apres(le):
            return self
        if self.depuis is not None and self.depuis >= le:
            return None
        return evolve(self, jusqua=le)
