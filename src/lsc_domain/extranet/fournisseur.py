"""« Nos partenaires »: the contractors the agency lists for its clients. EXA-10, EXA-40."""

from __future__ import annotations

from attrs import field, frozen

from lsc_domain.socle.errors import InvalidValue


@frozen(kw_only=True)
class Fournisseur:
    """A contractor, as LSC gives it; `publie` says whether clients see him. EXA-40."""

    code: str
    nom: str
    activite: str = ""
    adresse: str = ""
    courriel: str = field(default="", repr=False)
    telephone: str = field(default="", repr=False)
    site: str = ""
    publie: bool = True

    def __attrs_post_init__(self) -> None:
        if not self.code.strip() or not self.nom.strip():
            raise InvalidValue("fournisseur : ni code ni nom ne peuvent manquer")
