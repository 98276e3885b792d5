"""Run by `nox -s tests_core` with attrs, returns and pytest alone: the domain needs no more to decide."""

import doctest
import importlib
import pkgutil
import subprocess
import sys

import lsc_domain

MODULES = [
    module.name
    for module in pkgutil.walk_packages(lsc_domain.__path__, "lsc_domain.")
    if not module.name.startswith("lsc_domain.testing")
]


def test_the_domain_decides() -> None:
    """Every module of the domain imports, and every example in its docstrings comes out as written."""
    results = [doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS) for name in MODULES]
    assert sum(result.attempted for result in results) > 0
    assert sum(result.failed for result in results) == 0


def test_the_adapters_import_nothing() -> None:
    """Each door is imported by name; the package alone pulls none of them, in a process of its own."""
    code = "import sys, lsc_adapters; sys.exit(' '.join(m for m in sys.modules if m.startswith('lsc_adapters.')) or 0)"
    seul = subprocess.run([sys.executable, "-I", "-c", code], check=False, capture_output=True, text=True)
    assert (seul.returncode, seul.stderr) == (0, "")
