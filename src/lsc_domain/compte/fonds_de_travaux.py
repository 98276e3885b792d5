"""What is held for works, lot by lot: the fonds de travaux, and the provisions for works decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import ImmeubleId, LotId
from lsc_domain.socle.numero_de_compte import NumeroDeCompte


@frozen(kw_only=True)
class FondsDeTravaux:
    """
    What one account holds for works on one lot, negative when more was spent than called. CORE-05, EXP-28, EXP-29.

    >>> fonds = FondsDeTravaux(
    ...     compte=NumeroDeCompte("105999"),
    ...     lot=LotId("GILBERT/069"),
    ...     immeuble=ImmeubleId("GILBERT"),
    ...     montant=Euros.lire("19.64"),
    ... )
    >>> fonds.est_fonds_travaux, fonds.est_provision_travaux
    (True, False)
    """

    compte: NumeroDeCompte
    lot: LotId
    immeuble: ImmeubleId
    montant: Euros
    libelle: str = ""

    def __attrs_post_init__(self) -> None:
        if not (self.est_fonds_travaux or self.est_provision_travaux):
            raise InvalidValue(f"compte {self.compte} : ni fonds de travaux (105) ni provision pour travaux (102)")

    @property
    def est_fonds_travaux(self) -> bool:
        """An account of racine 105: the works fund of art. 14-2-1, always published. EXP-28."""
        return self.compte.est_fonds_de_travaux

    @property
    def est_provision_travaux(self) -> bool:
        """An account of racine 102: a provision for works the assembly decided, published on option. EXP-29."""
        return self.compte.est_provision_pour_travaux


def fonds_publies(fonds: Iterable[FondsDeTravaux], *, envoyer_102: bool = False) -> tuple[FondsDeTravaux, ...]:
    """
    Return the funds that are sent: the 105 always, the 102 on option, off by default; never one at zero.

    EXP-28, EXP-29, EXP-30, ELAN-06, ELAN-07. One below zero is sent: it is different from 0.
    """
    return tuple(un for un in fonds if un.montant and (un.est_fonds_travaux or envoyer_102))


def montants_par_lot(fonds: Iterable[FondsDeTravaux], lots: Iterable[LotId]) -> Mapping[LotId, Euros]:
    """
    Return what is held on each lot of an owner, the lots nothing was sent for at 0.00.

    So the client sees all his lots although zeros are not sent: X-06. A fund on another lot is left out.
    """
    par_lot: dict[LotId, list[Euros]] = {lot: [] for lot in lots}
    for un in fonds:
        if un.lot in par_lot:
            par_lot[un.lot].append(un.montant)
    return {lot: Euros.somme(montants) for lot, montants in par_lot.items()}
