"""Somebody a meeting names: one of the owners, or a person from outside."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CoproprietaireId


class Empechement(StrEnum):
    """
    Why a person may neither hold proxies nor chair. Loi 65-557, art. 22, I, al. 4; art. 19-2. I-13.

    The circle of the syndic and that of his employees are the same: spouse, partner, ascendants and
    descendants.
    """

    SYNDIC = "syndic"
    CONJOINT_DU_SYNDIC = "conjoint_du_syndic"
    PARENT_DU_SYNDIC = "parent_du_syndic"
    PREPOSE_DU_SYNDIC = "prepose_du_syndic"
    PROCHE_D_UN_PREPOSE = "proche_d_un_prepose"
    DEBITEUR = "debiteur"

    @property
    def libelle(self) -> str:
        """The cause in French, after « il est »."""
        return _LIBELLES[self]


_LIBELLES = {
    Empechement.SYNDIC: "le syndic",
    Empechement.CONJOINT_DU_SYNDIC: "conjoint, partenaire ou concubin du syndic",
    Empechement.PARENT_DU_SYNDIC: "ascendant ou descendant du syndic ou de son conjoint",
    Empechement.PREPOSE_DU_SYNDIC: "préposé du syndic",
    Empechement.PROCHE_D_UN_PREPOSE: "proche d'un préposé du syndic",
    Empechement.DEBITEUR: "le débiteur dont la saisie du lot est au vote",
}


@frozen(kw_only=True)
class Personne:
    """
    An owner by identity, or a name from outside the copropriété: one or the other. AG-15.

    `nom` is what a screen shows; it identifies only a person from outside.
    """

    coproprietaire: CoproprietaireId | None = None
    nom: str = ""
    empechement: Empechement | None = None

    def __attrs_post_init__(self) -> None:
        if self.coproprietaire is None and not self.nom.strip():
            raise InvalidValue("personne : ni copropriétaire ni nom")

    @property
    def identite(self) -> tuple[str, str]:
        """What makes two mentions the same person: the owner's id, or the name, case and spaces aside."""
        if self.coproprietaire is not None:
            return ("coproprietaire", self.coproprietaire)
        return ("nom", " ".join(self.nom.casefold().split()))

    def __str__(self) -> str:
        return self.nom or str(self.coproprietaire)
