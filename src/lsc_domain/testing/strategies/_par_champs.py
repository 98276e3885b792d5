"""Nouns without a rule of their own, each field drawn by its type."""

from datetime import UTC, datetime
from typing import TypeVar, get_type_hints

from attrs import AttrsInstance, fields_dict
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from lsc_domain.testing.strategies._une_fois import une_fois

T = TypeVar("T", bound=AttrsInstance)

_PAR_TYPE: dict[object, SearchStrategy[object]] = {
    datetime: st.datetimes(timezones=st.just(UTC)),
    int: st.integers(0, 10**6),
}
"""What a type does not say: an instant has its time zone, a count is not negative."""


@une_fois
def par_champs(noun: type[T], **dits: SearchStrategy[object]) -> SearchStrategy[T]:
    """Draw every field of *noun*, those that have a default too; *dits* says otherwise of some."""
    types = get_type_hints(noun)
    par_type = {nom: _du_type(types[nom]) for nom in fields_dict(noun)}
    return st.builds(noun, **(par_type | dits))


def _du_type(type_: type[object]) -> SearchStrategy[object]:
    return _PAR_TYPE[type_] if type_ in _PAR_TYPE else st.from_type(type_)
