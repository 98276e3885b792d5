"""Trying a law on examples, inside a test."""

from collections.abc import Callable
from typing import TypeVar

from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy

X = TypeVar("X")


def essayer(law: Callable[[X], None], cas: SearchStrategy[X], *, exemples: int) -> None:
    """
    Try a law on *exemples* examples, or as many as the profile in force says if that is fewer.

    Called inside the test and not put on it: two adapters may then share the test, and it may ask for fixtures.
    """
    profil = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
    settings(profil, max_examples=min(exemples, profil.max_examples))(given(cas)(law))()
