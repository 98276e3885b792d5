"""Who owns what in common, and with how many voices."""

from typing import TYPE_CHECKING

from lsc_domain.socle.lazy import lazy_exports

if TYPE_CHECKING:
    from lsc_domain.copropriete.cle import CleDeRepartition
    from lsc_domain.copropriete.coproprietaire import Coproprietaire, Qualite, RoleAuConseil
    from lsc_domain.copropriete.lot import Lot, Tantiemes
    from lsc_domain.copropriete.personne import Empechement, Personne
    from lsc_domain.copropriete.syndicat import Syndicat
    from lsc_domain.copropriete.voix import Voix, etablir_voix

__all__ = [
    "CleDeRepartition",
    "Coproprietaire",
    "Empechement",
    "Lot",
    "Personne",
    "Qualite",
    "RoleAuConseil",
    "Syndicat",
    "Tantiemes",
    "Voix",
    "etablir_voix",
]

_EXPORTS = {
    "cle": ("CleDeRepartition",),
    "coproprietaire": (
        "Coproprietaire",
        "Qualite",
        "RoleAuConseil",
    ),
    "lot": (
        "Lot",
        "Tantiemes",
    ),
    "personne": (
        "Empechement",
        "Personne",
    ),
    "syndicat": ("Syndicat",),
    "voix": (
        "Voix",
        "etablir_voix",
    ),
}

if not TYPE_CHECKING:  # a checker that saw it would let any name through
    __getattr__ = lazy_exports(__name__, _EXPORTS)
