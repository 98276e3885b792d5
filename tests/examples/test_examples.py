"""What the pages show and Sybil cannot run: scripts, commands, files. Each is run and compared with its page."""

import re
import runpy
import shlex
import shutil
from collections.abc import Callable, Iterator
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE, OutputChecker
from pathlib import Path

import pytest
from returns.pipeline import is_successful

from lsc_adapters.cli import run
from lsc_adapters.codec.assemblee import declarer
from lsc_adapters.codec.journal import journal_de, verify_chain
from lsc_adapters.codec.reading import read_json, read_toml
from lsc_domain.assemblee import depouiller, etablir

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
SCRIPTS = sorted((ROOT / "examples").glob("*.py"))


def fences(page: Path, language: str) -> Iterator[str]:
    """Every block of code of a page in one language."""
    yield from re.findall(rf"^```{language}\n(.*?)^```$", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def sessions(page: Path) -> Iterator[list[tuple[str, str]]]:
    """Every console session of a page that calls `lsc`: its commands, each with what it shows."""
    for block in fences(page, "console"):
        shown = re.split(r"^\$ ", block.replace("\\\n", " "), flags=re.MULTILINE)[1:]
        if any(one.startswith("lsc ") for one in shown):
            yield [(command, output) for command, _, output in (one.partition("\n") for one in shown)]


def same(shown: str, printed: str) -> bool:
    """Compare, the spaces and rules of tables aside, `...` standing for whatever is left out."""
    want, got = (re.sub("─+", "─", text) for text in (shown, printed))
    return OutputChecker().check_output(want, got, ELLIPSIS | NORMALIZE_WHITESPACE)


SESSIONS = [(page, session) for page in PAGES for session in sessions(page)]
MEETINGS = [
    (page.name, parse, text)
    for page in PAGES
    for language, parse in (("json", read_json), ("toml", read_toml))
    for text in fences(page, language)
    if "lsc.assemblee/1" in text
]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_script_prints_what_its_page_shows(script: Path) -> None:
    """`main()` returns the text; a page names the script in a paragraph and shows the text right after."""
    named = rf"`examples/{re.escape(script.name)}`(?:(?!\n\n).)*\n\n```text\n(.*?)\n```$"
    shown = [text for page in PAGES for text in re.findall(named, page.read_text(encoding="utf-8"), re.DOTALL | re.M)]
    assert set(shown) == {runpy.run_path(str(script))["main"]()}


def test_every_command_is_shown() -> None:
    shown = {tuple(command.split()[1:3]) for _, session in SESSIONS for command, _ in session if command[:4] == "lsc "}
    assert {("ag", name) for name in ("depouiller", "verifier", "documents", "tenir", "journal")} <= shown
    assert {("base", "migrer"), ("extranet", "nettoyer")} <= shown
    ged = ("importer", "classeurs", "qui-voit", "voit", "conformite", "plan", "publier", "depublier", "republier")
    assert {("ged", name) for name in (*ged, "listes")} <= shown
    assert {("compte", name) for name in ("importer", "releve", "trop-percus")} <= shown
    assert {("services", name) for name in ("prochains", "tourner")} <= shown
    assert {("droit", name) for name in ("decider", "articles", "delais", "pouvoirs", "voix")} <= shown


@pytest.mark.parametrize(("page", "session"), SESSIONS, ids=[f"{page.name}: {s[0][0][:50]}" for page, s in SESSIONS])
def test_a_command_prints_what_its_page_shows(
    page: Path,
    session: list[tuple[str, str]],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """A session starts in a folder that holds the examples and nothing else: it may leave files there."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    code = 0
    for command, shown in session:
        if command.strip() == "echo $?":
            assert shown.strip() == str(code), page.name
            continue
        name, *arguments = shlex.split(command)
        assert name == "lsc", command
        code = run(arguments)
        captured = capsys.readouterr()
        printed = captured.out + captured.err
        assert same(shown, printed), f"{command}\n{printed}"


@pytest.mark.parametrize(("page", "parse", "text"), MEETINGS, ids=[f"{page} {p.__name__}" for page, p, _ in MEETINGS])
def test_a_meeting_shown_is_counted(page: str, parse: Callable[[str], object], text: str) -> None:
    seance = etablir(declarer(parse(text)))
    assert is_successful(seance), page
    assert is_successful(depouiller(seance.unwrap())), page


def test_a_journal_shown_is_whole() -> None:
    """Its chain holds, from the first record to the print it ends with."""
    shown = [text for page in PAGES for text in fences(page, "json") if '"lsc.journal/1"' in text]
    assert shown
    for text in shown:
        assert verify_chain(journal_de(read_json(text)))
