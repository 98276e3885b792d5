"""
The hypothesis entry point: `st.from_type(Seance)` then draws a whole meeting, in anybody's tests.

Hypothesis calls `register` whenever it is imported, in every project of an environment where this library
is installed. So it imports none of our nouns: each is registered when somebody else imports its module, and
its strategy is looked up when it is first drawn.
"""

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import TYPE_CHECKING, Final, get_args

from lsc_domain.testing._registre import STRATEGIES

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

_DITES: Final = ("avertissements", "faits", "refus")
"""The strategies that are told the class to draw."""


def register() -> None:
    """Register the nouns already imported, and from now on each noun as its module is imported."""
    for name, module in [*sys.modules.items()]:
        if _package(name) in STRATEGIES:
            _register_nouns(module)
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())


def _package(module: str) -> str:
    return module.rpartition(".")[0]


def _register_nouns(module: ModuleType) -> None:
    from hypothesis import strategies as st  # noqa: PLC0415 (hypothesis imports this module as it starts)

    for noun, strategy in STRATEGIES[_package(module.__name__)].items():
        found = vars(module).get(noun)
        if found is not None and found.__module__ == module.__name__:
            st.register_type_strategy(found, _Lookup(strategy))


class _Lookup:
    """Finds a strategy by its name, the first time hypothesis asks for it."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, noun: type) -> "SearchStrategy[object]":
        from hypothesis import strategies as st  # noqa: PLC0415 (as above)

        *module, name = self.name.split(".")
        make = getattr(import_module(".".join(["lsc_domain.testing.strategies", *module])), name)
        told = [st.just(noun)] if name in _DITES else [st.from_type(inner) for inner in get_args(noun)]
        drawn: SearchStrategy[object] = make(*told)
        return drawn


class _Finder(MetaPathFinder):
    """Lets the other finders find our modules, and has their nouns registered once they are executed."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Answer for our own modules only, with the spec of whoever knows where they are."""
        if _package(fullname) not in STRATEGIES:
            return None
        others = (finder for finder in sys.meta_path if not isinstance(finder, _Finder))
        specs = (finder.find_spec(fullname, path, target) for finder in others)
        spec = next((spec for spec in specs if spec is not None), None)
        if spec is not None and spec.loader is not None:
            spec.loader = _Loader(spec, spec.loader)
        return spec


class _Loader(Loader):
    """Executes a module with its own loader, gives that loader back, and has its nouns registered."""

    def __init__(self, spec: ModuleSpec, loader: Loader) -> None:
        self.spec = spec
        self.loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self.loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        self.spec.loader = module.__loader__ = self.loader
        self.loader.exec_module(module)
        _register_nouns(module)
