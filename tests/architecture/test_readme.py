"""The README's commands are those that are run, and the pages say what the build says."""

import re
import shlex
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
COMMANDS = re.findall(r"^```sh\n(.+)\n```$", README, re.MULTILINE)
RUN = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
PAGES = [
    *(ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]


def test_there_are_two_commands() -> None:
    assert len(COMMANDS) == 2


def test_the_second_command_is_what_continuous_integration_runs() -> None:
    steps = [line for line in RUN.splitlines() if line and not line.startswith(("#", "set ", "cd "))]
    assert " && ".join(steps) == COMMANDS[1]


def test_the_first_command_plays_the_whole_life_of_a_meeting() -> None:
    """What it installs is an extra, what it calls is a script; what it plays is in `test_cli_documents`."""
    _, install, job = (shlex.split(step) for step in COMMANDS[0].split(" && "))
    assert install[-1] == ".[all]"
    assert "all" in PYPROJECT["project"]["optional-dependencies"]
    assert Path(job[0]).name in PYPROJECT["project"]["scripts"]
    assert job[1:] == ["demo", "--sortie", "lsc-demo"]


def test_the_extras_are_all_named() -> None:
    sentence = README[README.index("\nExtras, one per door") :].split("\n\n", 1)[0]
    assert set(re.findall(r"`([a-z0-9]+)`", sentence)) - {"lsc"} == set(PYPROJECT["project"]["optional-dependencies"])


def test_the_readme_links_to_what_is_there() -> None:
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", README)
    assert [link for link in links if "://" not in link and not (ROOT / link).exists()] == []


def test_every_contract_is_on_the_page_of_architecture() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    table = re.findall(r"^\| `([\w-]+)` \|", page.split("## The contracts", 1)[1].split("\n## ", 1)[0], re.MULTILINE)
    assert table == [contract["id"] for contract in PYPROJECT["tool"]["importlinter"]["contracts"]]


def test_the_changelog_knows_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"\n## [{PYPROJECT['project']['version']}]" in changelog


@pytest.mark.parametrize("page", PAGES, ids=[page.relative_to(ROOT).as_posix() for page in PAGES])
def test_a_page_names_no_machine_and_no_stranger(page: Path) -> None:
    """Neither a path of somebody's disk, nor a registry or a local host, nor a real e-mail address."""
    text = page.read_text(encoding="utf-8")
    assert re.findall(r"(?<![\w/.])/(?:home|root|tmp|work|Users)/\S*", text) == []
    assert re.findall(r"pypi|index-url|localhost|://\d", text) == []
    assert [at for at in re.findall(r"[\w.+-]+@[\w.-]+", text) if not at.endswith("@example.invalid")] == []
