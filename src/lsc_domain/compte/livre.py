"""What the ledgers keep of a building: the expenses of an exercise, and the works funds held today."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from lsc_domain.compte.depense import Depense, Exercice
from lsc_domain.compte.fonds_de_travaux import FondsDeTravaux
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import ImmeubleId


@frozen(kw_only=True)
class LivreDExercice:
    """
    An exercise of a building and all that was spent in it. EXC-19.

    `intitules` are the names the building gives its keys and its accounts, by code and by number: `010` is « CHARGES
    COMMUNES GENERALES », `472999` « Remboursements d'emprunts ».
    """

    exercice: Exercice
    depenses: tuple[Depense, ...] = ()
    intitules: Mapping[str, str] = field(factory=dict[str, str])

    def __attrs_post_init__(self) -> None:
        for une in self.depenses:
            if (une.immeuble, une.exercice) != (self.exercice.immeuble, self.exercice.id):
                raise InvalidValue(f"exercice {self.exercice.id} : une dépense de {une.immeuble}, {une.exercice}")


@frozen(kw_only=True)
class FondsDImmeuble:
    """The works funds of a building, lot by lot: they belong to the lot and follow it at a sale. I-50, EXC-17."""

    immeuble: ImmeubleId
    fonds: tuple[FondsDeTravaux, ...] = ()

    def __attrs_post_init__(self) -> None:
        for un in self.fonds:
            if un.immeuble != self.immeuble:
                raise InvalidValue(f"fonds de travaux de {self.immeuble} : un fonds de {un.immeuble}")
