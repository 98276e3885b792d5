"""A tiers: anybody the agency knows, whatever he is to it."""

from __future__ import annotations

from attrs import field, frozen

from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import TiersId


@frozen(kw_only=True)
class DonneeComplementaire:
    """
    A line of the tab « PLUS »: a label and a value, in a group (Etat civil, PagesIMMO). CORE-04.

    Its value may be an access code: it does not show in a repr.
    """

    groupe: str
    libelle: str
    valeur: str = field(repr=False)


@frozen(kw_only=True)
class Tiers:
    """
    A person, a couple, an indivision or a company.

    `id` is the code of the trade, which outlives a change of name (X-27). `notifications` is the client's own
    switch: off, no message about a new document leaves for him, whatever the agency wants. CORE-04, EXC-09, I-38.
    """

    id: TiersId
    nom: str
    prenom: str = ""
    civilite: str = ""
    adresse: str = ""
    courriel: str = field(default="", repr=False)
    telephone: str = field(default="", repr=False)
    notifications: bool = True
    donnees: tuple[DonneeComplementaire, ...] = ()

    def __attrs_post_init__(self) -> None:
        if not self.id.strip() or not self.nom.strip():
            raise InvalidValue("tiers : ni code ni nom ne peuvent manquer")

    @property
    def identite(self) -> str:
        """The name in full, as an envelope has it: « Monsieur ATRILLON Bernard »."""
        return " ".join(filter(None, (self.civilite, self.nom, self.prenom)))
