"""docs/glossaire.md has a row for every public noun and docs/errors.md one for every refusal, and no row too many."""

import re
from importlib import import_module
from pathlib import Path
from types import FunctionType
from typing import get_args

import pytest

from lsc_domain.assemblee import refus
from lsc_domain.assemblee.refus import Refus

ROOT = Path(__file__).parents[2]
GLOSSARY = (ROOT / "docs" / "glossaire.md").read_text(encoding="utf-8")
ERRORS = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
REQUIREMENTS = set(
    re.findall(r"^([A-Z]+-\d+) = ", (ROOT / "tools" / "exigences.toml").read_text(encoding="utf-8"), re.MULTILINE)
)
CONTEXTS = ("loi", "copropriete", "assemblee")
UNIONS = {name: set(get_args(union)) for name, union in vars(refus).items() if re.fullmatch(r"Refus[A-Z]\w+", name)}

each_context = pytest.mark.parametrize("context", CONTEXTS)


def rows(page: str, title: str) -> list[list[str]]:
    """The cells of the tables under one title, headings left out."""
    section = re.split(rf"^## {title}.*$", page, flags=re.MULTILINE)[1].split("\n## ", 1)[0]
    return [
        [cell.strip() for cell in line.strip("| ").split(" | ")] for line in re.findall(r"^\| `.*\|$", section, re.M)
    ]


def classes(context: str) -> list[str]:
    """The public classes of a context, by name."""
    package = import_module(f"lsc_domain.{context}")
    return sorted(name for name in package.__all__ if isinstance(getattr(package, name), type))


@each_context
def test_a_public_class_has_a_row_and_a_row_is_one(context: str) -> None:
    assert [row[0].strip("`") for row in rows(GLOSSARY, context)] == classes(context)


@each_context
def test_a_row_is_whole(context: str) -> None:
    """Identifier, accented form, one line, and where it comes from: an article or a requirement that exists."""
    for identifier, accented, meaning, where in rows(GLOSSARY, context):
        assert identifier.isascii()
        assert accented
        assert meaning[0].islower() or meaning.split()[0].isupper(), identifier
        assert not meaning.endswith("."), identifier
        assert where in REQUIREMENTS or re.match(r"(loi|décret), art\. \d", where), identifier


def test_the_words_with_several_meanings_name_what_exists() -> None:
    section = GLOSSARY.split("## Words with several meanings", 1)[1]
    named = {name.split(".")[0] for name in re.findall(r"`([A-Z]\w+(?:\.\w+)?)`", section)} - {"CompteId"}
    assert named
    assert named <= {name for context in CONTEXTS for name in classes(context)}


def test_a_refusal_has_a_row_and_a_row_is_one() -> None:
    table = [row for row in rows(ERRORS, "Refusals") if len(row) == 4]
    named = [(row[0].strip("`"), row[1].strip("`")) for row in table]
    assert len(set(named)) == len(named)
    assert set(named) == {(one.__name__, union) for union, members in UNIONS.items() for one in members}
    assert {name for name, _ in named} == {one.__name__ for one in get_args(Refus)}


def test_every_union_says_who_gives_it() -> None:
    assert {row[0].strip("`") for row in rows(ERRORS, "Refusals") if len(row) == 2} == set(UNIONS)


@each_context
def test_a_public_name_is_in_the_reference(context: str) -> None:
    """The page of a context shows the module of every name the context offers."""
    package = import_module(f"lsc_domain.{context}")
    page = (ROOT / "docs" / "reference" / f"{context}.md").read_text(encoding="utf-8")
    shown = set(re.findall(r"^::: (\S+)$", page, re.MULTILINE))
    nouns = [getattr(package, name) for name in package.__all__]
    assert {noun.__module__ for noun in nouns if isinstance(noun, type | FunctionType)} <= shown
