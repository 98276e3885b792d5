"""What import-linter and ruff cannot see: weight at import, spelling, size, and how a Result is opened."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src"
FILES = sorted(SRC.rglob("*.py"))
WEB = [f for f in FILES if f.is_relative_to(SRC / "lsc_adapters" / "web")]
DOMAIN = [f for f in FILES if f.is_relative_to(SRC / "lsc_domain")]
LONGEST = 350
WORLDLY = {"open", "print", "input", "eval", "exec", "breakpoint", "__import__"}
HEAVY = {"cattrs", "sqlalchemy", "httpx", "jinja2", "asyncio", "sqlite3", "logging", "socket"}
NAMELESS = {"models", "utils", "services", "types", "helpers", "common"}

each_file = pytest.mark.parametrize("file", FILES, ids=[f.relative_to(SRC).as_posix() for f in FILES])


def names_in(tree: ast.AST) -> set[str]:
    """Every identifier the source spells: names, attributes, arguments, keywords, aliases, definitions."""
    spelt = {"id", "attr", "arg", "name", "asname", "module", "rest"}
    fields = (value for node in ast.walk(tree) for field, value in ast.iter_fields(node) if field in spelt)
    return {value for value in fields if isinstance(value, str)}


def test_there_is_a_source_to_judge() -> None:
    assert FILES


def test_the_domain_imports_nothing_heavy() -> None:
    script = "import sys, lsc_domain.assemblee; print(*sys.modules)"
    out = subprocess.run([sys.executable, "-I", "-c", script], check=True, capture_output=True, text=True)
    assert HEAVY.isdisjoint(out.stdout.split())


@pytest.mark.parametrize("file", DOMAIN, ids=[f.relative_to(SRC).as_posix() for f in DOMAIN])
def test_the_domain_calls_no_builtin_that_touches_the_world(file: Path) -> None:
    calls = (node.func for node in ast.walk(ast.parse(file.read_bytes())) if isinstance(node, ast.Call))
    assert WORLDLY.isdisjoint(func.id for func in calls if isinstance(func, ast.Name))


@pytest.mark.parametrize("file", WEB, ids=[f.relative_to(SRC).as_posix() for f in WEB])
def test_a_page_asks_a_use_case_and_never_the_store(file: Path) -> None:
    """What a screen shows goes through the rights and the counts of a use case: it opens no transaction of its own."""
    asked = {node.attr for node in ast.walk(ast.parse(file.read_bytes())) if isinstance(node, ast.Attribute)}
    assert asked.isdisjoint({"storage", "transaction"})


@each_file
def test_names_are_ascii(file: Path) -> None:
    assert file.relative_to(SRC).as_posix().isascii()
    assert sorted(n for n in names_in(ast.parse(file.read_bytes())) if not n.isascii()) == []


@each_file
def test_a_file_can_be_read_in_one_sitting(file: Path) -> None:
    lines = len(file.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST


@each_file
def test_a_file_bears_the_name_of_a_noun(file: Path) -> None:
    assert NAMELESS.isdisjoint(file.relative_to(SRC).with_suffix("").parts)


@each_file
def test_a_result_is_never_matched(file: Path) -> None:
    """`case Success(x)` and `isinstance(r, Success)` are Any to mypy: open it by `is_successful` instead."""
    for node in ast.walk(ast.parse(file.read_bytes())):
        match node:
            case ast.MatchClass(cls=kind):
                assert ast.unparse(kind).split(".")[-1] not in {"Success", "Failure"}
            case ast.Call(func=ast.Name(id="isinstance"), args=[_, kinds]):
                assert not {n.id for n in ast.walk(kinds) if isinstance(n, ast.Name)} & {"Success", "Failure"}
