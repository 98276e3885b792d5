"""
Names a package offers, imported the first time one of them is asked for (PEP 562).

Importing a context then costs nothing until it is used, whatever the number of its nouns. Type checkers
read the explicit imports each package writes under `TYPE_CHECKING`.
"""

from collections.abc import Callable, Mapping
from importlib import import_module


def lazy_exports(package: str, exports: Mapping[str, tuple[str, ...]]) -> Callable[[str], object]:
    """
    Make the `__getattr__` of a package from the names each of its modules offers.

    Raises `AttributeError` for any other name, as a package does.
    """
    modules = {name: module for module, names in exports.items() for name in names}

    def get(name: str) -> object:
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{modules[name]}"), name)

    return get
