"""
The laws of a vote, each a plain function that its docstring states, for our tests and for strangers'.

`check_majorite` looks by itself for a counter-example to any majority; the others judge the values they are
given, drawn by the strategies of this kit or taken from anywhere. All raise `AssertionError` when the law
does not hold.
"""

from typing import TYPE_CHECKING

from lsc_domain.socle.lazy import lazy_exports

if TYPE_CHECKING:
    from lsc_domain.testing.laws.assemblee import (
        check_amendement,
        check_depouillement,
        check_memes_decisions,
        check_partition,
        check_reunion,
        check_scrutin,
    )
    from lsc_domain.testing.laws.copropriete import (
        check_reduction,
    )
    from lsc_domain.testing.laws.loi import (
        Position,
        Votant,
        check_abstention,
        check_echelle,
        check_hierarchie,
        check_majorite,
        check_ordre,
        check_partage,
        check_passerelle,
        check_ralliement,
        facteurs,
        recenser,
        votants,
    )
    from lsc_domain.testing.laws.socle import (
        check_round_trip,
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

_EXPORTS = {
    "socle": ("check_round_trip",),
    "loi": (
        "Position",
        "Votant",
        "check_abstention",
        "check_echelle",
        "check_hierarchie",
        "check_majorite",
        "check_ordre",
        "check_partage",
        "check_passerelle",
        "check_ralliement",
        "facteurs",
        "recenser",
        "votants",
    ),
    "copropriete": ("check_reduction",),
    "assemblee": (
        "check_amendement",
        "check_depouillement",
        "check_memes_decisions",
        "check_partition",
        "check_reunion",
        "check_scrutin",
    ),
}

if not TYPE_CHECKING:  # a checker that saw it would let any name through
    __getattr__ = lazy_exports(__name__, _EXPORTS)
