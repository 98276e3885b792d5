"""The law of what is written down."""

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
U = TypeVar("U")


def check_round_trip(value: T, *, write: Callable[[T], U], read: Callable[[U], T]) -> None:
    """What is written down, then read, is the same value: for whoever writes a codec, or a form."""
    written = write(value)
    assert read(written) == value, f"round trip: {value!r}, written {written!r}, is read {read(written)!r}"
