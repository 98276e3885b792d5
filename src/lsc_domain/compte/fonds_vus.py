"""Works funds as an owner reads them: each of his lots, each fund of the building, the totals. EXC-17, EXC-18."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import frozen

from lsc_domain.compte.fonds_de_travaux import FondsDeTravaux, fonds_publies
from lsc_domain.compte.plan_comptable import plan_de
from lsc_domain.parc.immeuble import Immeuble
from lsc_domain.parc.role import Metier, Role
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import ImmeubleId, LotId, TiersId
from lsc_domain.socle.numero_de_compte import NumeroDeCompte


@frozen(kw_only=True)
class FondsVu:
    """One fund on one lot, an account and its label, at zero where nothing was sent. EXC-17, X-06."""

    compte: NumeroDeCompte
    libelle: str
    montant: Euros


@frozen(kw_only=True)
class FondsDeLot:
    """The funds held on a lot. EXC-17, ELAN-06."""

    lot: LotId
    fonds: tuple[FondsVu, ...]

    @property
    def total(self) -> Euros:
        """What is held on the lot."""
        return Euros.somme(un.montant for un in self.fonds)


@frozen(kw_only=True)
class FondsVus:
    """The funds held in a building on the lots of one owner. EXC-17."""

    immeuble: ImmeubleId
    nom: str
    lots: tuple[FondsDeLot, ...]

    @property
    def total(self) -> Euros:
        """What is held on all of them: « Total immeuble »."""
        return Euros.somme(un.total for un in self.lots)


def lots_de(immeuble: Immeuble, tiers: TiersId, jour: date) -> tuple[LotId, ...]:
    """Return the lots a person owns in a building on a day, in the order the building lists them. I-50."""
    siens = {
        role.lot
        for role in immeuble.tenus(jour)
        if role.tiers == tiers and role.role is Role.COPROPRIETAIRE and role.lot is not None
    }
    listes = [lot.id for lot in immeuble.lots if lot.id in siens]
    return (*listes, *sorted(siens - set(listes)))


def voir_fonds(
    immeuble: Immeuble, lots: Iterable[LotId], fonds: Iterable[FondsDeTravaux], *, envoyer_102: bool = False
) -> FondsVus:
    """
    Show what is held on these lots, whose owner they follow at a sale: the fund is the lot's. EXC-17, I-50.

    Every lot shows every fund that is published in the building, at 0,00 where none was sent (X-06): the 105 always,
    the 102 on option (EXP-28, EXP-29, EXP-30).
    """
    publies = [un for un in fonds_publies(fonds, envoyer_102=envoyer_102) if un.immeuble == immeuble.id]
    libelles: dict[NumeroDeCompte, str] = {}
    montants: dict[tuple[LotId, NumeroDeCompte], Euros] = {}
    for un in publies:
        libelles[un.compte] = libelles.get(un.compte) or un.libelle
        montants[un.lot, un.compte] = montants.get((un.lot, un.compte), Euros(0)) + un.montant
    comptes = sorted(libelles, key=str)
    return FondsVus(
        immeuble=immeuble.id,
        nom=immeuble.nom,
        lots=tuple(
            FondsDeLot(
                lot=lot,
                fonds=tuple(
                    FondsVu(
                        compte=compte,
                        libelle=libelles[compte] or _du_plan(compte),
                        montant=montants.get((lot, compte), Euros(0)),
                    )
                    for compte in comptes
                ),
            )
            for lot in lots
        ),
    )


def _du_plan(compte: NumeroDeCompte) -> str:
    poste = plan_de(Metier.SYNDIC).poste(compte)
    return poste.libelle if poste is not None else ""
