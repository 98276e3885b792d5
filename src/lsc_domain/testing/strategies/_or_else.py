"""The strategy given, or the one it stands in for."""

from typing import TypeVar

from hypothesis.strategies import SearchStrategy

T = TypeVar("T")


def or_else(given: SearchStrategy[T] | None, default: SearchStrategy[T]) -> SearchStrategy[T]:
    """Return the strategy a caller gave, or the default one. (Hypothesis warns against `given or default`.)"""
    return default if given is None else given
