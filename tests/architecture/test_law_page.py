"""docs/law.md names what exists: rows, tests, sources; and it shows the whole catalogue, as it is."""

import ast
import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path

import pytest

from lsc_domain.loi import decisions_24, decisions_25, decisions_26, decisions_toutes_voix
from lsc_domain.loi.decisions_nommees import DECISIONS
from lsc_domain.loi.ligne import DecisionNommee
from lsc_domain.loi.politique import Politique
from lsc_domain.loi.version import Version

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "law.md").read_text(encoding="utf-8")
TABLES = {
    "loi.decisions_24.DECISIONS_24": decisions_24.DECISIONS_24,
    "loi.decisions_25.DECISIONS_25": decisions_25.DECISIONS_25,
    "loi.decisions_toutes_voix.DECISIONS_TOUTES_VOIX": decisions_toutes_voix.DECISIONS_TOUTES_VOIX,
    "loi.decisions_26.DECISIONS_26": decisions_26.DECISIONS_26,
    "loi.decisions_26.DECISIONS_UNANIMES": decisions_26.DECISIONS_UNANIMES,
    "loi.decisions_26.DECISIONS_ACCESSOIRES": decisions_26.DECISIONS_ACCESSOIRES,
}
NAMES = sorted(set(re.findall(r"`((?:socle|loi|copropriete|assemblee)\.\w+(?:\.\w+)*)`", PAGE)))
TESTS = sorted(set(re.findall(r"`(tests/[\w/]+\.py(?:::\w+)*)`", PAGE)))
RULES = [  # [article](link), what the law says, rows, tests; and the rest of the section
    ([cell.strip() for cell in line.strip("|").split(" | ")], section)
    for section in PAGE.split("\n## ")
    for table in re.findall(r"^\| Article \|.*\| Test \|\n\|[-|]+\|\n((?:\|.*\n)+)", section, re.MULTILINE)
    for line in table.splitlines()
]


def thing(name: str) -> object:
    """Whatever a dotted name of the page stands for, under `lsc_domain`."""
    context, module, *path = name.split(".")
    found: object = import_module(f"lsc_domain.{context}.{module}")
    for part in path:
        found = getattr(found, part)
    return found


def versions(row: object) -> Iterator[Version[object]]:
    """Every dated value in a row, whether it is one, a tuple of them, or tables by name."""
    if isinstance(row, Version):
        yield row
    elif isinstance(row, Mapping):
        yield from (version for part in row.values() for version in versions(part))
    elif isinstance(row, tuple):
        yield from (version for part in row for version in versions(part))


def line(row: DecisionNommee) -> str:
    """One row of the catalogue, as the page writes it."""
    vote = "that of the works" if row.vote is None else "none" if not row.vote.se_vote else str(row.vote)
    dates = f"{'since' if row.depuis_certain else 'attested'} {row.depuis}" + (
        f", until {row.jusqua}" if row.jusqua else ""
    )
    objet = f"{row.objet} ({row.reserve})" if row.reserve else row.objet
    return f"| `{row.code}` | {objet} | {vote} | {dates} | [{row.article}]({row.article.adresse}) |"


@pytest.mark.parametrize("name", NAMES)
def test_what_the_page_names_exists(name: str) -> None:
    assert thing(name) is not None


@pytest.mark.parametrize("test", TESTS)
def test_a_test_the_page_names_exists(test: str) -> None:
    path, *names = test.split("::")
    node: ast.AST = ast.parse((ROOT / path).read_bytes())
    for name in names:
        found = [n for n in ast.walk(node) if isinstance(n, ast.FunctionDef | ast.ClassDef) and n.name == name]
        assert len(found) == 1
        node = found[0]


@pytest.mark.parametrize(("rule", "section"), RULES, ids=[rule[0] for rule, _ in RULES])
def test_a_rule_has_a_row_a_source_and_a_test(rule: list[str], section: str) -> None:
    """The link is that of the row's article; the test is a test, a docstring or an example that is run."""
    article, _, rows, tests = rule
    named = re.findall(r"`(\w+\.\w+(?:\.\w+)*)`", rows)
    assert named
    adresses = {version.article.adresse for name in named for version in versions(thing(name))}
    links = set(re.findall(r"\]\((https://www\.legifrance\.gouv\.fr/[^)]+)\)", article))
    assert links
    assert not adresses or links <= adresses
    proofs = re.findall(r"`([^`]+)`", tests)
    assert proofs or "```pycon" in section
    assert ("below" in tests) <= ("```pycon" in section)
    for proof in proofs:
        assert proof in TESTS or ">>>" in (thing(proof).__doc__ or "")


@pytest.mark.parametrize("name", TABLES)
def test_the_catalogue_is_shown_whole(name: str) -> None:
    """Under the name of its rows, the page's table is the catalogue's own, line by line."""
    section = PAGE.split(f"`{name}`\n", 1)[1].split("\n#", 1)[0]
    shown = [found for found in section.splitlines() if found.startswith("| `")]
    assert shown == [line(row) for row in TABLES[name]]


def test_no_row_is_outside_the_tables() -> None:
    assert [row for rows in TABLES.values() for row in rows] == list(DECISIONS)


def test_the_days_from_elsewhere_are_those_of_rows() -> None:
    """The last table of the page explains days by the code of their rows."""
    table = PAGE.split("| Rows | Day | Source |", 1)[1]
    named = [code for line in table.splitlines() for code in re.findall(r"`([^`]+)`", line)]
    assert named
    assert set(named) <= {row.code for row in DECISIONS}


def test_every_dispute_is_on_the_page() -> None:
    """What the law leaves open is said here, field by field."""
    missing = [name for name in Politique.__annotations__ if f"`loi.politique.Politique.{name}`" not in PAGE]
    assert missing == []
