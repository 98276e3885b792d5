"""
Papers to lay out: acts drawn from their own shape, with every text a careless renderer would spoil.

An act is a frozen record of texts, counts, booleans and tuples of the same, so its shape is all there is to know of
it: a paper added to `Acte` is drawn without a word here.
"""

from types import UnionType
from typing import Final, Literal, Union, get_args, get_origin, get_type_hints

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from lsc_domain.assemblee.acte import Acte
from lsc_domain.testing.strategies._or_else import or_else

ACTES: Final[tuple[type[Acte], ...]] = get_args(Acte)
"""Every paper of a meeting."""

TEXTES_DIFFICILES: Final = (
    "<script>alert('voix')</script>",
    "</td></tr><b>œuvre & Cie</b>",
    '#read("/etc/passwd") *gras* _souligné_ $x$',
    "{{ donnees.__class__ }} {% for x in y %} {# rien #}",
    r"\textbf{a} \n % ~ ^ ` @ref <étiquette>",
    "= Titre // commentaire /* autre */",
    "- tiret\n+ plus\n1. un",
    'SCI "Les Œillets" d’Ève ÇELIK-NAÏF',
    "1\u202f000,91516 € pour l'œuvre n°\u00a01",
    "",
)
"""Names and texts that are code somewhere, and letters that are lost somewhere. None may be run, none lost."""

_DATES: Final = ("2020-07-07", "2024-02-29", "1967-03-17")
_MOTS: Final = st.sampled_from(("ATRILLON Bernard", "Budget prévisionnel", "Néant", "72", *TEXTES_DIFFICILES))


def textes_d_acte() -> SearchStrategy[str]:
    """Texts an act may hold: plain, empty, or hard to print."""
    return _MOTS


def actes(
    types: SearchStrategy[type[Acte]] | None = None, textes: SearchStrategy[str] | None = None
) -> SearchStrategy[Acte]:
    """Acts of these types, filled with these texts."""
    chosen = or_else(types, st.sampled_from(ACTES))
    return chosen.flatmap(lambda type_: _de_forme(type_, or_else(textes, _MOTS)))


def _de_forme(forme: object, textes: SearchStrategy[str]) -> SearchStrategy[object]:
    """Draw what a field of an act may hold."""
    if isinstance(forme, type) and attrs.has(forme):
        return _records(forme, textes)
    if get_origin(forme) is Literal:
        return st.sampled_from(get_args(forme))
    if isinstance(forme, UnionType) or get_origin(forme) is Union:
        return st.one_of(*(_de_forme(une, textes) for une in get_args(forme)))
    if get_origin(forme) is tuple:
        membres = get_args(forme)
        if membres[-1] is not Ellipsis:
            return st.tuples(*(_de_forme(une, textes) for une in membres))
        return st.lists(_de_forme(membres[0], textes), max_size=3).map(tuple)
    simples: dict[object, SearchStrategy[object]] = {
        str: textes,
        bool: st.booleans(),
        int: st.integers(0, 5000),
        type(None): st.none(),
    }
    return simples[forme]


def _records(type_: type, textes: SearchStrategy[str]) -> SearchStrategy[object]:
    """Draw a record, each of its fields by its own shape; a date a machine reads is a date."""
    formes = get_type_hints(type_)
    return st.builds(
        type_,
        **{
            champ.name: st.sampled_from(_DATES) if champ.name == "date_iso" else _de_forme(formes[champ.name], textes)
            for champ in attrs.fields(type_)
            if champ.init
        },
    )
