"""
The list of the owners of a building: one row an account, as the conseil syndical must have it.

Loi 65-557, art. 18, and décret 67-223, art. 32, have the syndic keep it; décret 2019-502, art. 3, puts it in the space
of the council. EXP-31 to EXP-38.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Final
from unicodedata import combining, normalize

from attrs import field, frozen

from lsc_domain.parc.immeuble import Immeuble, LotDImmeuble
from lsc_domain.parc.parc import Parc
from lsc_domain.parc.role import Role, RoleTenu
from lsc_domain.parc.tiers import Tiers
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import CompteId, ImmeubleId, LotId, TiersId

NOM_DU_FICHIER: Final = "Liste_copropriétaires.pdf"
"""The name of the file in the tab « documents » of the building. EXP-35."""


@frozen(kw_only=True)
class Fonds:
    """What is held for each lot: the fonds de roulement, and the fonds travaux, which follows the lot. EXP-36."""

    roulement: Mapping[LotId, Euros] = field(factory=dict[LotId, Euros])
    travaux: Mapping[LotId, Euros] = field(factory=dict[LotId, Euros])


@frozen(kw_only=True)
class LigneDeListe:
    """
    An account of an owner: who he is and where, his lots with their types, his funds, and three marks. EXP-36.

    A fund is none, and its cell blank, when nothing is held for these lots. `tiers` and `compte` are not shown.
    """

    tiers: TiersId
    compte: CompteId | None
    identite: str
    adresse: str
    lots: tuple[LotDImmeuble, ...]
    fonds_de_roulement: Euros | None
    fonds_travaux: Euros | None
    membre_cs: bool
    president_cs: bool
    resident: bool


@frozen(kw_only=True)
class ActeDeListeDesCoproprietaires:
    """The list of a building as it is laid out: its head, its hour, whose hand, and a row an account. EXP-36."""

    immeuble: ImmeubleId
    nom: str
    adresse: str
    etablie_le: datetime
    lignes: tuple[LigneDeListe, ...]
    par: str = ""
    base: str = ""

    def __attrs_post_init__(self) -> None:
        if self.etablie_le.tzinfo is None:
            raise InvalidValue(f"liste des copropriétaires de {self.immeuble} : son heure n'a pas de fuseau")


AUCUN_FONDS: Final = Fonds()


def lignes_de_la_liste(
    immeuble: Immeuble, parc: Parc, *, jour: date, fonds: Fonds = AUCUN_FONDS
) -> tuple[LigneDeListe, ...]:
    """
    Return the rows of a day, by name, the accounts of one person in the order they were entered. EXP-36.

    A mark of the council is on the row of the account its mandate names, else on the person's first (X-33).
    """
    tenus = immeuble.tenus(jour)
    par_compte: dict[tuple[TiersId, CompteId | None], list[RoleTenu]] = {}
    for role in tenus:
        if role.role is Role.COPROPRIETAIRE:
            par_compte.setdefault((role.tiers, role.compte), []).append(role)
    marques: dict[tuple[TiersId, CompteId | None], set[Role]] = {}
    for role in tenus:
        siens = [ligne for ligne in par_compte if ligne[0] == role.tiers]
        if role.role in {Role.MEMBRE, Role.PRESIDENT} and siens:
            nomme = (role.tiers, role.compte)
            marques.setdefault(nomme if nomme in par_compte else siens[0], set()).update(role.role.emporte)
    types = {un.id: un for un in immeuble.lots}
    lignes = [
        _ligne(parc.tiers[tiers], compte, roles, types, fonds, marques.get((tiers, compte), set()))
        for (tiers, compte), roles in par_compte.items()
    ]
    return tuple(sorted(lignes, key=lambda une: (_place(parc.tiers[une.tiers]), une.tiers)))


def etablir_la_liste(
    immeuble: Immeuble,
    parc: Parc,
    *,
    etablie_le: datetime,
    jour: date,
    fonds: Fonds = AUCUN_FONDS,
    par: str = "",
    base: str = "",
) -> ActeDeListeDesCoproprietaires:
    """Make the list of a building: `jour` is the day it is true of, `etablie_le` the instant it bears. EXP-34."""
    return ActeDeListeDesCoproprietaires(
        immeuble=immeuble.id,
        nom=immeuble.nom,
        adresse=immeuble.adresse,
        etablie_le=etablie_le,
        lignes=lignes_de_la_liste(immeuble, parc, jour=jour, fonds=fonds),
        par=par,
        base=base,
    )


def listes_a_refaire(avant: Parc, apres: Parc, *, jour: date) -> tuple[ImmeubleId, ...]:
    """
    Return the buildings whose list a change makes untrue: what it shows is no longer the same. EXP-38.

    The three triggers of the trade are this one question: a sale, a change of a tiers, a change of a copropriétaire
    that shows. A mode of payment does not show, nor does an owner of another building. Amounts are not asked: they move
    with every call of funds, and no fiche with them.
    """
    return tuple(
        code
        for code, immeuble in apres.immeubles.items()
        if _montre(immeuble, apres, jour)
        != (_montre(avant.immeubles[code], avant, jour) if code in avant.immeubles else None)
    )


def _montre(immeuble: Immeuble, parc: Parc, jour: date) -> tuple[str, str, tuple[LigneDeListe, ...]]:
    return immeuble.nom, immeuble.adresse, lignes_de_la_liste(immeuble, parc, jour=jour)


def _ligne(
    tiers: Tiers,
    compte: CompteId | None,
    roles: Iterable[RoleTenu],
    types: Mapping[LotId, LotDImmeuble],
    fonds: Fonds,
    marques: set[Role],
) -> LigneDeListe:
    roles = tuple(roles)
    lots = tuple(dict.fromkeys(role.lot for role in roles if role.lot is not None))
    return LigneDeListe(
        tiers=tiers.id,
        compte=compte,
        identite=tiers.identite,
        adresse=tiers.adresse,
        lots=tuple(types.get(lot, LotDImmeuble(id=lot)) for lot in lots),
        fonds_de_roulement=_somme(fonds.roulement, lots),
        fonds_travaux=_somme(fonds.travaux, lots),
        membre_cs=Role.MEMBRE in marques,
        president_cs=Role.PRESIDENT in marques,
        resident=any(role.resident for role in roles),
    )


def _somme(montants: Mapping[LotId, Euros], lots: Iterable[LotId]) -> Euros | None:
    """Add up what is held for some lots: none when it is nothing, as a fund of zero is not sent (EXP-30)."""
    return Euros.somme(montants[lot] for lot in lots if lot in montants) or None


def _place(tiers: Tiers) -> tuple[str, str]:
    """Where a name goes among others: neither accents nor capitals count."""

    def nu(texte: str) -> str:
        return "".join(lettre for lettre in normalize("NFKD", texte.casefold()) if not combining(lettre))

    return nu(tiers.nom), nu(tiers.prenom)
