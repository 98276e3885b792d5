"""The syndicat: its keys, its owners, and what each weighs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from functools import cached_property

from attrs import field, frozen, validators

from lsc_domain.copropriete.cle import CleDeRepartition
from lsc_domain.copropriete.coproprietaire import Coproprietaire, RoleAuConseil
from lsc_domain.copropriete.voix import Voix, etablir_voix
from lsc_domain.loi.loi_1965 import ORDONNANCE_2019
from lsc_domain.loi.politique import POLITIQUE_PAR_DEFAUT, Politique
from lsc_domain.socle.ensemble import ensemble
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CleId, CoproprietaireId


@frozen(kw_only=True)
class Syndicat:
    """
    The owners of a building and the keys they share it by, as they stand on the day of a meeting.

    An owner's rank is his place in `coproprietaires`; sets of owners are sets of ranks. Raises
    `InvalidValue` for two owners of one id, two keys of one code, or tantièmes in an unknown key.
    """

    code: str = ""
    nom: str
    immeuble: str = ""
    adresse: str = ""
    cles: tuple[CleDeRepartition, ...] = field(validator=validators.min_len(1))
    coproprietaires: tuple[Coproprietaire, ...]

    def __attrs_post_init__(self) -> None:
        codes = _sans_doublon((cle.code for cle in self.cles), "clé")
        _sans_doublon((coproprietaire.id for coproprietaire in self.coproprietaires), "copropriétaire")
        for coproprietaire in self.coproprietaires:
            for lot in coproprietaire.lots:
                for part in lot.tantiemes:
                    if part.cle not in codes:
                        raise InvalidValue(f"{coproprietaire.id}, lot {lot.numero} : clé {part.cle} inconnue")

    @cached_property
    def rangs(self) -> dict[CoproprietaireId, int]:
        """The rank of each owner."""
        return {coproprietaire.id: rang for rang, coproprietaire in enumerate(self.coproprietaires)}

    @cached_property
    def sans_voix(self) -> int:
        """The set of entries whose lots carry no voice. Loi 65-557, art. 16."""
        return ensemble(rang for rang, un in enumerate(self.coproprietaires) if un.sans_voix)

    def cle(self, code: CleId) -> CleDeRepartition:
        """Return the key of that code. Raises `InvalidValue` when there is none."""
        for cle in self.cles:
            if cle.code == code:
                return cle
        raise InvalidValue(f"clé {code} inconnue")

    @property
    def cle_generale(self) -> CleDeRepartition | None:
        """The key of the quote-parts of common parts, `None` when none is marked general."""
        return next((cle for cle in self.cles if cle.generale), None)

    def tantiemes(self, cle: CleId) -> tuple[Fraction, ...]:
        """Return each owner's tantièmes in a key, by rank."""
        if cle not in self._tantiemes:
            self._tantiemes[cle] = tuple(coproprietaire.tantiemes(cle) for coproprietaire in self.coproprietaires)
        return self._tantiemes[cle]

    @cached_property
    def _tantiemes(self) -> dict[CleId, tuple[Fraction, ...]]:
        """What was already added up: a large syndicat is asked the same key for every resolution."""
        return {}

    def deux_coproprietaires(self, le: date) -> bool:
        """
        Tell whether the regime of two-owner syndicats applies that day. Loi 65-557, art. 41-13 and 41-16.

        It is that of a syndicat whose voices are shared between two owners: an entry without tantièmes on
        the general key, or whose lots carry no voice, is not one of them.
        """
        if le < ORDONNANCE_2019:
            return False
        parts = self.tantiemes((self.cle_generale or self.cles[0]).code)
        return sum(1 for rang, part in enumerate(parts) if part and not self.sans_voix >> rang & 1) == 2

    def voix(self, code: CleId, *, le: date, politique: Politique = POLITIQUE_PAR_DEFAUT) -> Voix:
        """
        Return the voices of a key on a day, reduced if the key triggers the reduction. I-09, AG-28.

        Only the general key does, unless `Politique.reduction_sur_cle_speciale` says otherwise.
        """
        cle = self.cle(code)
        return etablir_voix(
            self.tantiemes(code),
            le=le,
            sans_voix=self.sans_voix,
            bailleurs_sociaux=ensemble(rang for rang, un in enumerate(self.coproprietaires) if un.bailleur_social),
            deux_coproprietaires=self.deux_coproprietaires(le),
            reduire=cle.generale or politique.reduction_sur_cle_speciale,
            politique=politique,
        )

    def conseil_syndical(self, role: RoleAuConseil | None = None) -> tuple[Coproprietaire, ...]:
        """List the members of the conseil syndical, or those who hold one role in it. CORE-08."""
        return tuple(
            un for un in self.coproprietaires if un.conseil_syndical is not None and role in (None, un.conseil_syndical)
        )


def _sans_doublon(cles: Iterable[str], nom: str) -> set[str]:
    vues: set[str] = set()
    for cle in cles:
        if cle in vues:
            raise InvalidValue(f"{nom} {cle} : deux fois le même identifiant")
        vues.add(cle)
    return vues
