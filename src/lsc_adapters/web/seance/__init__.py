"""The live meeting: attendance and votes typed as the trade does, every entry a fact, seen by the room at once."""

from __future__ import annotations

from lsc_adapters.web.chemin import Chemin
from lsc_adapters.web.seance import (
    deroulement,
    liste,
    mouvements,
    ordre_du_jour,
    pouvoirs,
    presences,
    salle,
    votes,
)


def routes() -> tuple[Chemin, ...]:
    """List the paths of the meeting's screens. AG-12, AG-18, AG-23, AG-32 to AG-36, AG-39, AG-40, AG-42, MAJ-03."""
    return tuple(
        chemin
        for page in (liste, ordre_du_jour, presences, pouvoirs, votes, mouvements, deroulement, salle)
        for chemin in page.routes()
    )
