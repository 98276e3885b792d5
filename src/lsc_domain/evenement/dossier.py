"""A dossier: a case that events are filed under (Sinistre 0152)."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import EntiteId


@frozen(kw_only=True)
class Dossier:
    """A type, a number kept as it is written (0152), an entité, an opening date and who is in charge. CORE-07, X-36."""

    type: str
    numero: str
    entite: EntiteId
    ouvert_le: date
    responsable: str = ""

    def __attrs_post_init__(self) -> None:
        if not self.type.strip() or not self.numero.strip():
            raise InvalidValue("dossier : ni type ni numéro ne peuvent manquer")
