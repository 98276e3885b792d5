"""
The papers of a meeting, as what they say: frozen records of words, ready to be laid out.

An act holds only texts already written in French, counts, booleans and tuples of the same: a renderer lays it out
and computes nothing. Each names its template (`modele`).
"""

from typing import TYPE_CHECKING

from lsc_domain.socle.lazy import lazy_exports

if TYPE_CHECKING:
    from lsc_domain.assemblee.acte.acte import Acte

__all__ = ["Acte"]

_EXPORTS = {"acte": ("Acte",)}

if not TYPE_CHECKING:  # a checker that saw it would let any name through
    __getattr__ = lazy_exports(__name__, _EXPORTS)
