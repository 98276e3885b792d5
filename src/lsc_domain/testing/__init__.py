"""
The kit for strangers: what judges a majority, a count or a meeting, and what draws them at random.

`laws` are plain functions, each stating its law; `strategies` draw every noun of the library for hypothesis,
and an entry point teaches them to `st.from_type`. Installed by `lsc-domain[testing]`.
"""

from typing import TYPE_CHECKING

from lsc_domain.socle.lazy import lazy_exports

if TYPE_CHECKING:
    from lsc_domain.testing.laws import (
        Position,
        Votant,
        check_abstention,
        check_amendement,
        check_depouillement,
        check_echelle,
        check_hierarchie,
        check_majorite,
        check_memes_decisions,
        check_ordre,
        check_partage,
        check_partition,
        check_passerelle,
        check_ralliement,
        check_reduction,
        check_reunion,
        check_round_trip,
        check_scrutin,
        facteurs,
        recenser,
        votants,
    )

__all__ = [
    "Position",
    "Votant",
    "check_abstention",
    "check_amendement",
    "check_depouillement",
    "check_echelle",
    "check_hierarchie",
    "check_majorite",
    "check_memes_decisions",
    "check_ordre",
    "check_partage",
    "check_partition",
    "check_passerelle",
    "check_ralliement",
    "check_reduction",
    "check_reunion",
    "check_round_trip",
    "check_scrutin",
    "facteurs",
    "recenser",
    "votants",
]

if not TYPE_CHECKING:  # a checker that saw it would let any name through
    __getattr__ = lazy_exports(__name__, {"laws": tuple(__all__)})
