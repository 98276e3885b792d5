"""
The engine of a French property manager's legal life, as a pure domain.

Nothing in this package reads a file, a clock or a network. Start with `lsc_domain.loi` (what the law says at a
date), `lsc_domain.copropriete` (who owns what) and `lsc_domain.assemblee` (the meeting); `Engine` is what an
application embeds, and `lsc_adapters.bootstrap` makes the usual ones.
"""

from typing import TYPE_CHECKING

from lsc_domain.socle.lazy import lazy_exports

if TYPE_CHECKING:
    from lsc_domain.engine import Engine

__all__ = ["Engine"]

_EXPORTS = {"engine": ("Engine",)}

if not TYPE_CHECKING:  # a checker that saw it would let any name through
    __getattr__ = lazy_exports(__name__, _EXPORTS)
