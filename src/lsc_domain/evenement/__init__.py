"""What the agency wrote, received or did, with its papers."""

from typing import TYPE_CHECKING

from lsc_domain.socle.lazy import lazy_exports

if TYPE_CHECKING:
    from lsc_domain.evenement.dossier import Dossier
    from lsc_domain.evenement.evenement import Evenement
    from lsc_domain.evenement.modele import Modele
    from lsc_domain.evenement.piece_jointe import PieceJointe

__all__ = [
    "Dossier",
    "Evenement",
    "Modele",
    "PieceJointe",
]

_EXPORTS = {
    "dossier": ("Dossier",),
    "evenement": ("Evenement",),
    "modele": ("Modele",),
    "piece_jointe": ("PieceJointe",),
}

if not TYPE_CHECKING:  # a checker that saw it would let any name through
    __getattr__ = lazy_exports(__name__, _EXPORTS)
