"""docs/holding-a-meeting.md has a row for every fact and every step, in their order, and no row too many."""

import re
from pathlib import Path
from typing import get_args

from lsc_domain.assemblee.fait import Fait
from lsc_domain.assemblee.suivi import Etape

PAGE = (Path(__file__).parents[2] / "docs" / "holding-a-meeting.md").read_text(encoding="utf-8")


def rows(title: str) -> list[list[str]]:
    """The cells of the table under one title, its heading left out."""
    section = PAGE.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]
    return [
        [cell.strip() for cell in line.strip("|").split(" | ")]
        for line in re.findall(r"^\| `.*\|$", section, re.MULTILINE)
    ]


def test_every_fact_is_told_by_its_code() -> None:
    facts = [(f"`{fact.code}`", f"`{fact.__name__}`") for fact in get_args(Fait)]
    assert [(code, name) for code, name, _ in rows("The facts")] == facts
    assert all(meaning and not meaning.endswith(".") for _, _, meaning in rows("The facts"))


def test_every_step_is_told_with_the_fact_that_enters_it() -> None:
    """In order; whatever is between backquotes in the second column is the code of a fact."""
    table = rows("The steps")
    assert [step for step, _, _ in table] == [f"`{step.value}`" for step in Etape]
    codes = {fact.code for fact in get_args(Fait)}
    assert {code for _, enters, _ in table for code in re.findall(r"`([^`]+)`", enters)} <= codes
