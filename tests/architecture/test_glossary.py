"""docs/glossaire.md has a row for every public noun and docs/errors.md one for every refusal, and no row too many."""

import re
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import FunctionType
from typing import get_args

import pytest

from lsc_domain.assemblee.refus import Refus
from lsc_domain.ports.messaging import RaisonDEchec
from lsc_domain.ports.transport import Raison

ROOT = Path(__file__).parents[2]
GLOSSARY = (ROOT / "docs" / "glossaire.md").read_text(encoding="utf-8")
ERRORS = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
REQUIREMENTS = set(
    re.findall(r"^([A-Z]+-\d+) = ", (ROOT / "tools" / "exigences.toml").read_text(encoding="utf-8"), re.MULTILINE)
)
CONTEXTS = (
    "loi",
    "copropriete",
    "assemblee",
    "parc",
    "compte",
    "gerance",
    "paiement",
    "evenement",
    "classeur",
    "publication",
    "extranet",
)
A_PART = {"assemblee": ("refus",)}
"""Where the refusals of a context are, when they are not in the modules of their acts."""


def unions() -> dict[str, dict[str, set[str]]]:
    """The refusals of each union, by context: that of the module that makes the union, the others only import it."""
    found: dict[str, dict[str, set[str]]] = {}
    for context in CONTEXTS:
        package = import_module(f"lsc_domain.{context}")
        modules = A_PART.get(context) or [module.name for module in iter_modules(package.__path__)]
        seen = {name for others in found.values() for name in others}
        found[context] = {
            name: {one.__name__ for one in get_args(union)}
            for module in modules
            for name, union in vars(import_module(f"lsc_domain.{context}.{module}")).items()
            if re.fullmatch(r"Refus[A-Z]\w+", name) and get_args(union) and name not in seen
        }
    return found


UNIONS = unions()

each_context = pytest.mark.parametrize("context", CONTEXTS)
each_context_that_refuses = pytest.mark.parametrize("context", [context for context in CONTEXTS if UNIONS[context]])


def rows(page: str, title: str, *, level: str = "##") -> list[list[str]]:
    """The cells of the tables under one title, headings left out."""
    after = re.split(rf"^{level} {title}.*$", page, flags=re.MULTILINE)[1]
    section = re.split(rf"^#{{2,{len(level)}}} ", after, maxsplit=1, flags=re.MULTILINE)[0]
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


def refusals(context: str) -> list[tuple[str, str]]:
    """The rows of a context on the page of errors: refusal and union, one that comes alone being its own."""
    return [(row[0].strip("`"), row[1].strip("`")) for row in rows(ERRORS, context, level="###") if len(row) == 4]


@each_context_that_refuses
def test_a_refusal_has_a_row_and_a_row_is_one(context: str) -> None:
    named = refusals(context)
    assert len(set(named)) == len(named)
    assert {(name, union) for name, union in named if name != union} == {
        (one, union) for union, members in UNIONS[context].items() for one in members
    }


def test_a_refusal_of_a_meeting_is_in_the_union_of_all() -> None:
    assert {name for name, _ in refusals("assemblee")} == {one.__name__ for one in get_args(Refus)}


def test_a_refusal_that_the_glossary_names_is_on_the_page_of_errors() -> None:
    """And what comes alone there is a refusal for the glossary, in no union of its context."""
    for context in ("parc", "compte", "gerance", "paiement", "evenement", "classeur", "publication", "extranet"):
        told = {row[0].strip("`") for row in rows(GLOSSARY, context) if row[2].startswith("refusal: ")}
        named = refusals(context) if UNIONS[context] else []
        elsewhere = {one for other in CONTEXTS if other != context for one in classes(other)}
        own = {name for name, _ in named if name in classes(context)}
        assert told == own
        assert {name for name, _ in named} - own <= elsewhere | {"LicenceExpiree", "OptionAbsente"}
        in_unions = {one for members in UNIONS[context].values() for one in members}
        assert not {name for name, union in named if name == union} & in_unions


def test_every_union_says_who_gives_it() -> None:
    alone = {name for context in CONTEXTS if UNIONS[context] for name, union in refusals(context) if name == union}
    given = [row[0].strip("`") for row in rows(ERRORS, "Refusals", level="##") if len(row) == 2]
    assert len(set(given)) == len(given)
    assert set(given) == alone | {union for context in CONTEXTS for union in UNIONS[context]}


def test_every_reason_of_a_failure_has_a_row_and_says_of_what() -> None:
    of = {"a file": {"a file"}, "a message": {"a message"}, "both": {"a file", "a message"}}
    named = [(row[0].strip("`"), one) for row in rows(ERRORS, "One item that fails") for one in of[row[1]]]
    assert len(set(named)) == len(named)
    assert set(named) == {
        *((reason.value, "a file") for reason in Raison),
        *((reason.value, "a message") for reason in RaisonDEchec),
    }


@each_context
def test_a_public_name_is_in_the_reference(context: str) -> None:
    """The page of a context shows the module of every name the context offers."""
    package = import_module(f"lsc_domain.{context}")
    page = (ROOT / "docs" / "reference" / f"{context}.md").read_text(encoding="utf-8")
    shown = set(re.findall(r"^::: (\S+)$", page, re.MULTILINE))
    nouns = [getattr(package, name) for name in package.__all__]
    assert {noun.__module__ for noun in nouns if isinstance(noun, type | FunctionType)} <= shown
