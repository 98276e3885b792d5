"""The five codes of attendance, how an owner starts the meeting, and who is there at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from attrs import evolve, field, frozen

from lsc_domain.assemblee.correspondance import Canal
from lsc_domain.copropriete.personne import Personne
from lsc_domain.socle.ensemble import tous
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CoproprietaireId


class Code(StrEnum):
    """
    The five exclusive states of an owner. AG-09, AG-10.

    The letters O and N are those of the trade, and are not the Oui and Non of a ballot (X-31).
    """

    ABSENT = "N"
    PRESENT = "O"
    REPRESENTE = "R"
    DISTANCE = "D"
    CORRESPONDANCE = "C"


EN_PERSONNE = (Code.PRESENT, Code.DISTANCE, Code.REPRESENTE)
"""The codes one may arrive with."""


@frozen(kw_only=True)
class Presence:
    """
    How an owner starts the meeting. AG-11, AG-15.

    R names a mandataire; C bears the day his form was received. Raises `InvalidValue` otherwise.
    """

    coproprietaire: CoproprietaireId
    code: Code
    mandataire: Personne | None = None
    recu_le: date | None = None
    canal: Canal = Canal.COURRIER
    signe: bool = True

    def __attrs_post_init__(self) -> None:
        if (self.code is Code.REPRESENTE) != (self.mandataire is not None):
            raise InvalidValue(f"{self.coproprietaire} : un mandataire va avec le code R, et lui seul")
        if (self.code is Code.CORRESPONDANCE) != (self.recu_le is not None):
            raise InvalidValue(f"{self.coproprietaire} : une date de réception va avec le code C, et lui seul")
        if self.mandataire is not None and self.mandataire.coproprietaire == self.coproprietaire:
            raise InvalidValue(f"{self.coproprietaire} : on ne se représente pas soi-même")


@frozen(kw_only=True)
class EtatDesPresences:
    """
    Who is there at one moment: five disjoint sets of owners, and who represents whom.

    Sets are whole numbers (`lsc_domain.socle.ensemble`), an owner's rank being his place in
    `coproprietaires`; `mandataires` maps the rank of a represented owner to his mandataire. Weighing
    `avec(code)` gives the columns of the trade's screen and their totals. AG-12, AG-13.
    """

    coproprietaires: tuple[CoproprietaireId, ...]
    presents: int = 0
    distance: int = 0
    representes: int = 0
    correspondance: int = 0
    mandataires: Mapping[int, Personne] = field(factory=dict[int, Personne], hash=False)

    @property
    def absents(self) -> int:
        """Whoever is in none of the four other states."""
        return tous(len(self.coproprietaires)) & ~self.votants

    @property
    def votants(self) -> int:
        """Whoever takes part, in any of four ways."""
        return self.presents | self.distance | self.representes | self.correspondance

    def avec(self, code: Code) -> int:
        """Return the set of the owners who have a code."""
        return {
            Code.ABSENT: self.absents,
            Code.PRESENT: self.presents,
            Code.DISTANCE: self.distance,
            Code.REPRESENTE: self.representes,
            Code.CORRESPONDANCE: self.correspondance,
        }[code]

    def code(self, rang: int) -> Code:
        """Return the code of an owner."""
        return next(code for code in Code if self.avec(code) >> rang & 1)

    def coder(self, rang: int, code: Code, mandataire: Personne | None = None) -> EtatDesPresences:
        """Give an owner a code; whoever he was before, his former state and proxy end."""
        bit = 1 << rang
        ajoute = {autre: bit if autre is code else 0 for autre in Code}
        mandataires = {autre: qui for autre, qui in self.mandataires.items() if autre != rang}
        if mandataire is not None:
            mandataires[rang] = mandataire
        return evolve(
            self,
            presents=self.presents & ~bit | ajoute[Code.PRESENT],
            distance=self.distance & ~bit | ajoute[Code.DISTANCE],
            representes=self.representes & ~bit | ajoute[Code.REPRESENTE],
            correspondance=self.correspondance & ~bit | ajoute[Code.CORRESPONDANCE],
            mandataires=mandataires,
        )

    def par_mandataire(self) -> list[tuple[Personne, tuple[int, ...]]]:
        """Group the represented owners, by rank, under who represents them. POUV-01, POUV-03."""
        groupes: dict[tuple[str, str], list[int]] = {}
        for mandant, qui in self.mandataires.items():
            groupes.setdefault(qui.identite, []).append(mandant)
        return [(self.mandataires[mandants[0]], tuple(mandants)) for mandants in groupes.values()]

    def mandants(self, mandataire: Personne) -> list[int]:
        """List the ranks of the owners a person represents."""
        return [rang for rang, qui in self.mandataires.items() if qui.identite == mandataire.identite]
