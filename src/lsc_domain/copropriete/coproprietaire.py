"""An owner: one person, or one group that speaks with one voice."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from attrs import evolve, field, frozen, validators

from lsc_domain.copropriete.lot import Lot
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CleId, CompteId, CoproprietaireId


class Qualite(StrEnum):
    """
    How the lots are held. Loi 65-557, art. 23.

    Whatever the title, one entry is one head: an indivision votes through one mandataire commun, a
    dismembered lot through the bare owner unless agreed otherwise, an associé for his own lots. I-16.
    """

    PLEIN = "plein"
    INDIVISION = "indivision"
    USUFRUIT = "usufruit"
    NUE_PROPRIETE = "nue_propriete"
    DEMEMBREMENT = "demembrement"
    ASSOCIE = "associe"


class RoleAuConseil(StrEnum):
    """What an owner is in the conseil syndical of the building. CORE-08."""

    MEMBRE = "membre"
    PRESIDENT = "president"


@frozen(kw_only=True)
class Coproprietaire:
    """
    One owner, whatever the number of accounts and lots: one head, the sum of the lots' tantièmes.

    Known by `id`, never by name (AG-53). `sans_voix` marks the lots held by the syndicat itself (loi,
    art. 16); `bailleur_social` the HLM body whose voices are not reduced (CCH, art. L 443-15). AG-27.
    """

    id: CoproprietaireId = field(validator=validators.min_len(1))
    nom: str
    civilite: str = ""
    adresse: str = ""
    courriel: str | None = None
    comptes: tuple[CompteId, ...] = ()
    qualite: Qualite = Qualite.PLEIN
    conseil_syndical: RoleAuConseil | None = None
    bailleur_social: bool = False
    sans_voix: bool = False
    lots: tuple[Lot, ...] = ()

    def tantiemes(self, cle: CleId) -> Fraction:
        """Return the exact sum of the lots' tantièmes in a key."""
        return sum((part.valeur for lot in self.lots for part in lot.tantiemes if part.cle == cle), Fraction())

    def reunir(self, autre: Coproprietaire) -> Coproprietaire:
        """
        Make one owner of two accounts of the same person: one head, all the lots. AG-27, X-33.

        Rights follow the person: the higher role in the conseil, held on either account, is kept. Raises
        `InvalidValue` when the two are not the same person (different titles or exemptions).
        """
        if (self.qualite, self.bailleur_social, self.sans_voix) != (
            autre.qualite,
            autre.bailleur_social,
            autre.sans_voix,
        ):
            raise InvalidValue(
                f"{self.id} et {autre.id} : deux qualités différentes ne font pas un seul copropriétaire"
            )
        roles = [un.conseil_syndical for un in (self, autre) if un.conseil_syndical is not None]
        return evolve(
            self,
            comptes=tuple(dict.fromkeys((*self.comptes, *autre.comptes))),
            conseil_syndical=max(roles, key=tuple(RoleAuConseil).index) if roles else None,
            lots=(*self.lots, *autre.lots),
        )
