"""The people of the agency, and what each of them may do on its side of the extranet. EXA-02, EXA-25, I-55."""

from __future__ import annotations

from enum import StrEnum

from attrs import field, frozen

from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CollaborateurId


class Fonction(StrEnum):
    """A role inside the agency; the editor's is « réservé Crypto ». I-55, EXP-18."""

    GESTIONNAIRE = "gestionnaire"
    COMPTABLE = "comptable"
    ADMINISTRATEUR = "administrateur"
    EDITEUR = "editeur"

    @property
    def libelle(self) -> str:
        """The role in French."""
        return "éditeur" if self is Fonction.EDITEUR else self.value


@frozen(kw_only=True)
class Collaborateur:
    """Somebody of the organigramme; `general` marks the agency's own codes (Pagesimmo), always usable. EXA-02."""

    id: CollaborateurId
    nom: str
    courriel: str = field(default="", repr=False)
    fonctions: frozenset[Fonction] = frozenset({Fonction.GESTIONNAIRE})
    general: bool = False

    def __attrs_post_init__(self) -> None:
        if not self.id.strip() or not self.nom.strip():
            raise InvalidValue("collaborateur : ni code ni nom ne peuvent manquer")
