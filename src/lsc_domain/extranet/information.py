"""« Mes informations »: what clients are told from the extranet, unknown to the rest. EXA-07, EXA-16, EXA-37."""

from __future__ import annotations

from collections.abc import Iterable, Set
from datetime import datetime

from attrs import frozen

from lsc_domain.parc.role import Metier
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import ImmeubleId, InformationId, TiersId


@frozen(kw_only=True)
class Information:
    """
    A piece of news of the agency, for everybody of a trade, or of some buildings, or for some people.

    Empty sets limit nothing. It is plain text: what a browser shows of it is escaped. EXA-37, EXC-08.
    """

    id: InformationId
    titre: str
    texte: str
    publiee_le: datetime
    metiers: frozenset[Metier] = frozenset()
    immeubles: frozenset[ImmeubleId] = frozenset()
    destinataires: frozenset[TiersId] = frozenset()

    def __attrs_post_init__(self) -> None:
        if not self.titre.strip():
            raise InvalidValue(f"information {self.id} : sans titre")

    def est_pour(self, tiers: TiersId, metier: Metier, immeubles: Set[ImmeubleId], a: datetime) -> bool:
        """Tell whether somebody reads it in the space of a trade, where he holds a role in these buildings. I-31."""
        return (
            self.publiee_le <= a
            and (not self.metiers or metier in self.metiers)
            and (not self.immeubles or not self.immeubles.isdisjoint(immeubles))
            and (not self.destinataires or tiers in self.destinataires)
        )


def plus_recentes(informations: Iterable[Information]) -> tuple[Information, ...]:
    """Put news in order, the newest first. EXC-08."""
    return tuple(sorted(informations, key=lambda une: (une.publiee_le, une.id), reverse=True))
