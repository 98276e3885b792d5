"""A building, its lots, and its photographs."""

from __future__ import annotations

from datetime import date

from attrs import field, frozen

from lsc_domain.parc.role import Metier, RoleTenu
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import ImmeubleId, LotId


@frozen(kw_only=True)
class LotDImmeuble:
    """A lot as the portfolio lists it: its code (GILBERT/248), its type; its tantièmes are the syndicat's. CORE-01."""

    id: LotId
    type: str = ""


@frozen(kw_only=True)
class Photo:
    """A photograph of the building; its bytes are in the document store, under their SHA-256. PUB-13, EXA-23."""

    nom: str
    empreinte: str
    taille: int
    le: date
    metier: Metier = Metier.SYNDIC


@frozen(kw_only=True)
class Immeuble:
    """
    A building the agency manages, for one trade or both. CORE-01.

    `roles` are all those ever held in it, with their dates: who owns, rents, sits in the council. `iban` and `bic` are
    those of its syndicat, on the fiche entité (EXP-25). `assemblees_sur_les_comptes` are the days of the annual
    meetings that dealt with the accounts, from which the papers of the extranet age (I-33).
    """

    id: ImmeubleId
    nom: str
    adresse: str = ""
    metiers: tuple[Metier, ...] = (Metier.SYNDIC,)
    lots: tuple[LotDImmeuble, ...] = ()
    photos: tuple[Photo, ...] = ()
    roles: tuple[RoleTenu, ...] = ()
    iban: str = field(default="", repr=False)
    bic: str = field(default="", repr=False)
    assemblees_sur_les_comptes: tuple[date, ...] = ()

    def __attrs_post_init__(self) -> None:
        if not self.id.strip() or not self.nom.strip():
            raise InvalidValue("immeuble : ni code ni nom ne peuvent manquer")
        if len({lot.id for lot in self.lots}) < len(self.lots):
            raise InvalidValue(f"immeuble {self.id} : deux lots du même code")
        for role in self.roles:
            if role.immeuble != self.id:
                raise InvalidValue(f"immeuble {self.id} : un rôle y est tenu dans {role.immeuble}")

    def tenus(self, jour: date) -> tuple[RoleTenu, ...]:
        """Return the roles held in it on a day. I-32."""
        return tuple(role for role in self.roles if role.est_tenu(jour))
