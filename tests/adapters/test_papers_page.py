"""docs/papers.md lists every field an agency's template may read, and no other. AG-52."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args, get_type_hints

import attrs
import pytest

from lsc_domain.assemblee.acte import Acte
from lsc_domain.assemblee.acte.proces_verbal import MODELES
from lsc_domain.assemblee.acte.variables import ACCES, PRESENTS

PAGE = (Path(__file__).parents[2] / "docs" / "papers.md").read_text(encoding="utf-8")
ACTES: tuple[type[Acte], ...] = get_args(Acte)


def records(form: object) -> Iterator[type]:
    """The records a field holds, at any depth."""
    if isinstance(form, type) and attrs.has(form):
        yield form
        for hint in get_type_hints(form).values():
            yield from records(hint)
    for inner in get_args(form):
        yield from records(inner)


def names(section: str) -> dict[str, list[str]]:
    """The rows of a table of the page: what stands last but one, and the fields that stand last."""
    table = PAGE.split(f"### {section}\n", 1)[1].split("\n#", 1)[0]
    rows = [row.strip("| ").split(" | ") for row in table.splitlines() if row.startswith("| `")]
    return {row[-2].strip("`"): re.findall(r"`(\w+)`", row[-1]) for row in rows}


def fields(type_: type) -> list[str]:
    return [name for name in attrs.fields_dict(type_) if name != "modele"]


@pytest.mark.req("AG-52")
def test_the_fields_of_every_act_are_listed() -> None:
    assert names("The acts") == {acte.__name__: fields(acte) for acte in ACTES}


@pytest.mark.req("AG-52")
def test_the_fields_of_every_record_are_listed() -> None:
    held = {record for acte in ACTES for record in records(acte)} - set(ACTES)
    assert names("The records they hold") == {record.__name__: fields(record) for record in held}


@pytest.mark.req("AG-52")
def test_the_variables_are_listed() -> None:
    table = PAGE.split("## The variables\n", 1)[1].split("\n#", 1)[0]
    assert re.findall(r"^\| `(\w+)", table, re.MULTILINE) == [PRESENTS, ACCES]


@pytest.mark.req("AG-08")
def test_the_page_says_where_the_models_are() -> None:
    section = PAGE.split("## The correspondence form\n", 1)[1].split("\n## ", 1)[0]
    assert "www.crypto.fr" in section
    assert "formulaire.typ" in section


def test_the_template_of_every_act_is_named() -> None:
    rows = re.findall(r"^\| (`.+`) \| `ActeDe", PAGE, re.MULTILINE)
    shown = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    expected = [name for acte in ACTES for name in (MODELES if "modele" in attrs.fields_dict(acte) else (acte.modele,))]
    assert shown == expected
