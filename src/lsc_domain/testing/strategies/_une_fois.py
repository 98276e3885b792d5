"""Make a strategy once: hypothesis checks a strategy when it is made, and that costs more than a draw."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Final, ParamSpec, TypeVar, cast

from hypothesis.strategies import SearchStrategy

P = ParamSpec("P")
T = TypeVar("T")

_TENUES: Final = 256
"""How many strategies a maker holds: what callers build for one draw is forgotten soon."""


def une_fois(faire: Callable[P, SearchStrategy[T]]) -> Callable[P, SearchStrategy[T]]:
    """Let *faire* give the same strategy to whoever asks for the same: inside another, it is asked at each draw."""
    tenir = cast("Callable[P, SearchStrategy[T]]", lru_cache(maxsize=_TENUES)(faire))

    @wraps(faire)
    def donner(*args: P.args, **kwargs: P.kwargs) -> SearchStrategy[T]:
        return tenir(*args, **kwargs)

    return donner
