"""What every test run shares: the examples of the docs are tests, and hypothesis has three profiles.

What is tested is the *installed* package: `src/` is only read for its docstrings, never put on the path.
"""

import os
from doctest import ELLIPSIS
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sybil import Sybil
from sybil.evaluators.doctest import DocTestEvaluator
from sybil.parsers.abstract.doctest import DocTestStringParser
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser
from sybil.parsers.rest import DocTestParser

SRC = Path(__file__).parent / "src"


class PyconCodeBlockParser(PythonCodeBlockParser):
    """```pycon fences: a console session, as `>>>` in a ```python fence."""

    def __init__(self, doctest_optionflags: int = 0) -> None:
        self.doctest_parser = DocTestStringParser(DocTestEvaluator(doctest_optionflags))
        self.codeblock_parser = CodeBlockParser("pycon")


_pages = Sybil(
    patterns=["*.md"],
    parsers=[PythonCodeBlockParser(doctest_optionflags=ELLIPSIS), PyconCodeBlockParser(ELLIPSIS)],
)
_docstrings = Sybil(patterns=["*.py"], path="src", parsers=[DocTestParser(optionflags=ELLIPSIS)])

pytest_collect_file = (_pages + _docstrings).pytest()


def pytest_report_header() -> str | None:
    """Say that the tests in a browser are left out, where nothing drives one."""
    absent = find_spec("playwright") is None or find_spec("axe_playwright_python") is None
    return "navigateur: left out, no playwright here (nox -s navigateur)" if absent else None


def pytest_collect_directory(path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Read src/ as plain folders: pytest would import a package from here, not from where it is installed."""
    return pytest.Dir.from_parent(parent, path=path) if path.is_relative_to(SRC) else None


settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile("ci", max_examples=200, deadline=None, derandomize=True, database=None)
# A mutant is judged by many tests: a few examples each are enough to see the law change.
# mutmut runs one process many times over, so that a method given examples meets several instances of its class.
settings.register_profile(
    "mutation",
    max_examples=10,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.differing_executors, HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev"))
