"""« Mes biens »: the lots somebody holds. EXA-15, EXA-42."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from attrs import frozen

from lsc_domain.extranet.espace import Espace
from lsc_domain.extranet.recherche import replier
from lsc_domain.parc.fiche_de_lot import FicheDeLot
from lsc_domain.parc.parc import Parc
from lsc_domain.parc.role import Role
from lsc_domain.socle.ids import CompteId, ImmeubleId, LotId, TiersId


@frozen(kw_only=True)
class BienVu:
    """
    A lot and what he is to it; `numero` is its code without its building's, `type` what the portfolio calls it.

    `loue` tells whether somebody rents it that day, by a lease of the agency; `description` what its fiche says of it,
    nothing when it has none. CORE-01.
    """

    immeuble: ImmeubleId
    nom: str
    adresse: str
    lot: LotId
    type: str
    role: Role
    compte: CompteId | None = None
    loue: bool = False
    description: str = ""

    @property
    def numero(self) -> str:
        """
        The code of the lot as its owner reads it.

        >>> commun = {"immeuble": ImmeubleId("GILBERT"), "nom": "Résidence GILBERT", "adresse": "", "type": "Cave"}
        >>> BienVu(lot=LotId("GILBERT/012"), role=Role.COPROPRIETAIRE, **commun).numero
        '012'
        """
        return self.lot.removeprefix(f"{self.immeuble}/")


_AUCUNE: Final[Mapping[LotId, FicheDeLot]] = {}
_DES_BIENS = frozenset({Role.COPROPRIETAIRE, Role.PROPRIETAIRE})


def biens_de(
    parc: Parc,
    tiers: TiersId,
    jour: date,
    espaces: tuple[Espace, ...],
    fiches: Mapping[LotId, FicheDeLot] = _AUCUNE,
) -> tuple[BienVu, ...]:
    """Return the lots somebody owns that day, whatever the account, by building then as it lists them. EXA-42."""
    metiers = {un.metier for un in espaces}
    trouves: dict[tuple[ImmeubleId, LotId, Role], BienVu] = {}
    for tenu in parc.roles_de(tiers, jour):
        if tenu.role not in _DES_BIENS or tenu.lot is None or tenu.role.metier not in metiers:
            continue
        immeuble, fiche = parc.immeubles[tenu.immeuble], fiches.get(tenu.lot)
        trouves.setdefault(
            (tenu.immeuble, tenu.lot, tenu.role),
            BienVu(
                immeuble=tenu.immeuble,
                nom=immeuble.nom,
                adresse=immeuble.adresse,
                lot=tenu.lot,
                type=next((un.type for un in immeuble.lots if un.id == tenu.lot), ""),
                role=tenu.role,
                compte=tenu.compte,
                loue=any(un.role is Role.LOCATAIRE and un.lot == tenu.lot for un in immeuble.tenus(jour)),
                description="" if fiche is None else fiche.resume,
            ),
        )
    return tuple(sorted(trouves.values(), key=lambda un: replier(un.nom)))
