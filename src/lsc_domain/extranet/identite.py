"""« Identités »: everybody who may come in, whatever the trade, the collaborators among them. EXA-24."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from attrs import field, frozen

from lsc_domain.parc.role import Role
from lsc_domain.socle.ids import CollaborateurId, TiersId


class FiltreDIdentite(StrEnum):
    """What the list may be limited to; taken off, the list is what it was. EXA-24."""

    COPROPRIETAIRES = "coproprietaires"
    CONSEIL = "conseil"
    PROPRIETAIRES = "proprietaires"
    LOCATAIRES = "locataires"
    COLLABORATEURS = "collaborateurs"

    @property
    def libelle(self) -> str:
        """The filter in French."""
        return _LIBELLES[self]

    @property
    def roles(self) -> frozenset[Role]:
        """The roles one of which it takes; none for the collaborators."""
        return _ROLES[self]


_LIBELLES: Final = {
    FiltreDIdentite.COPROPRIETAIRES: "copropriétaires",
    FiltreDIdentite.CONSEIL: "conseil syndical",
    FiltreDIdentite.PROPRIETAIRES: "propriétaires",
    FiltreDIdentite.LOCATAIRES: "locataires",
    FiltreDIdentite.COLLABORATEURS: "collaborateurs",
}
_ROLES: Final = {
    FiltreDIdentite.COPROPRIETAIRES: frozenset({Role.COPROPRIETAIRE}),
    FiltreDIdentite.CONSEIL: frozenset({Role.MEMBRE, Role.PRESIDENT}),
    FiltreDIdentite.PROPRIETAIRES: frozenset({Role.PROPRIETAIRE}),
    FiltreDIdentite.LOCATAIRES: frozenset({Role.LOCATAIRE}),
    FiltreDIdentite.COLLABORATEURS: frozenset[Role](),
}


@frozen(kw_only=True)
class Identite:
    """
    A person once, however many accounts and roles he has: a client or a collaborator, never both.

    `roles` are those held that day, `qualites` the words for them.
    """

    nom: str
    tiers: TiersId | None = None
    collaborateur: CollaborateurId | None = None
    roles: frozenset[Role] = frozenset()
    qualites: tuple[str, ...] = ()
    courriel: str = field(default="", repr=False)

    def est_de(self, filtre: FiltreDIdentite) -> bool:
        """Tell whether a filter keeps it."""
        if filtre is FiltreDIdentite.COLLABORATEURS:
            return self.collaborateur is not None
        return not self.roles.isdisjoint(filtre.roles)
