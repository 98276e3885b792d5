"""Write docs/conformite.md: each requirement, where a docstring claims it and which test proves it.

    python tools/conformite.py                      write the page
    python tools/conformite.py --check              fail if the page is stale
    python tools/conformite.py --exiger AG-01,I-02  fail unless these are claimed and proven

The requirements are in tools/exigences.toml. A docstring in src/ claims one by naming its id; a test proves
one by `@pytest.mark.req("AG-01")` on itself, on its class or, through `pytestmark`, on its module.
"""

import argparse
import ast
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "conformite.md"

ETATS = {
    "tenue": "claimed by a docstring and proven by a test",
    "à prouver": "claimed by a docstring, not proven by a test",
    "à écrire": "proven by a test, claimed by no docstring",
    "plus tard": "neither: not in this version",
}

Groupes = dict[str, dict[str, str]]  # title -> id -> sentence
Places = dict[str, list[str]]  # id -> where it is claimed, or proven


def lire_exigences() -> Groupes:
    data = tomllib.loads((ROOT / "tools" / "exigences.toml").read_text(encoding="utf-8"))
    return {groupe["titre"]: groupe["exigences"] for groupe in data["groupe"]}


def claimed_in(node: ast.AST, name: str, an_id: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Every id in a docstring of *node* or of what it holds, with the qualified name of its bearer."""
    for child in ast.iter_child_nodes(node):
        match child:
            case ast.Expr(value=ast.Constant(value=str(docstring))):
                yield from ((id, name) for id in an_id.findall(docstring))
            case ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef():
                yield from claimed_in(child, f"{name}.{child.name}", an_id)


def proven_in(node: ast.AST, name: str) -> Iterator[tuple[str, str]]:
    """Every id in a `pytest.mark.req` on *node* or on what it holds, with the name of what is marked."""
    for child in ast.iter_child_nodes(node):
        match child:
            case ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef():
                inner = f"{name}::{child.name}"
                yield from ((id, inner) for mark in child.decorator_list for id in ids_of(mark))
                yield from proven_in(child, inner)
            case ast.Assign(targets=[ast.Name(id="pytestmark")], value=mark):
                yield from ((id, name) for id in ids_of(mark))


def ids_of(mark: ast.AST) -> Iterator[str]:
    for node in ast.walk(mark):
        match node:
            case ast.Call(func=ast.Attribute(attr="req") | ast.Name(id="req"), args=args):
                constants = (arg.value for arg in args if isinstance(arg, ast.Constant))
                yield from (value for value in constants if isinstance(value, str))


def by_id(pairs: Iterable[tuple[str, str]]) -> Places:
    places: Places = {}
    for id, place in pairs:
        if place not in places.setdefault(id, []):
            places[id].append(place)
    return places


def scan(known: set[str]) -> tuple[Places, Places]:
    prefixes = "|".join(sorted({id.split("-")[0] for id in known}))
    an_id = re.compile(rf"\b(?:{prefixes})-\d+\b")
    src, tests = ROOT / "src", ROOT / "tests"

    def modules() -> Iterator[tuple[ast.AST, str]]:
        for path in sorted(src.rglob("*.py")):
            name = ".".join(path.relative_to(src).with_suffix("").parts).removesuffix(".__init__")
            yield ast.parse(path.read_bytes()), name

    def test_files() -> Iterator[tuple[ast.AST, str]]:
        for path in sorted(tests.rglob("*.py")):
            yield ast.parse(path.read_bytes()), path.relative_to(tests).as_posix()

    claims = by_id(pair for tree, name in modules() for pair in claimed_in(tree, name, an_id))
    proofs = by_id(pair for tree, name in test_files() for pair in proven_in(tree, name))
    return claims, proofs


def etat(id: str, claims: Places, proofs: Places) -> str:
    match id in claims, id in proofs:
        case True, True:
            return "tenue"
        case True, False:
            return "à prouver"
        case False, True:
            return "à écrire"
        case _:
            return "plus tard"


def list_of(places: list[str]) -> str:
    return "<br>".join(f"`{place}`" for place in places)


def write_page(groupes: Groupes, claims: Places, proofs: Places) -> str:
    counts = Counter(etat(id, claims, proofs) for ids in groupes.values() for id in ids)
    lines = [
        "# Conformité",
        "",
        "Every requirement by its id: the object whose docstring claims it, the tests that prove it.",
        "This page is written by `tools/conformite.py` and checked by the tests; do not edit it.",
        "",
        "| état | meaning | requirements |",
        "|---|---|---:|",
        *(f"| {name} | {meaning} | {counts[name]} |" for name, meaning in ETATS.items()),
        f"| | | **{counts.total()}** |",
    ]
    for titre, ids in groupes.items():
        tenues = sum(etat(id, claims, proofs) == "tenue" for id in ids)
        lines += ["", f"## {titre}", "", f"Tenue: {tenues} of {len(ids)}.", ""]
        lines += ["| id | requirement | where | tests | état |", "|---|---|---|---|---|"]
        for id, phrase in ids.items():
            cells = [id, phrase, list_of(claims.get(id, [])), list_of(proofs.get(id, []))]
            lines.append(f"| {' | '.join(cells)} | {etat(id, claims, proofs)} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description="Write docs/conformite.md, or check it.")
    parser.add_argument("--check", action="store_true", help="fail if the page is stale; write nothing")
    parser.add_argument("--exiger", metavar="IDS", help="fail unless these ids, comma-separated, are tenue")
    options = parser.parse_args()

    groupes = lire_exigences()
    known = {id for ids in groupes.values() for id in ids}
    claims, proofs = scan(known)
    wanted = {id.strip() for id in (options.exiger or "").split(",") if id.strip()}
    if unknown := sorted((claims.keys() | proofs.keys() | wanted) - known):
        places = [place for id in unknown for place in claims.get(id, []) + proofs.get(id, [])]
        print(f"No such requirement: {', '.join(unknown)}. Cited by: {', '.join(places) or 'the command line'}.")
        return 1
    if wanted:
        missing = sorted(id for id in wanted if etat(id, claims, proofs) != "tenue")
        for id in missing:
            print(f"{id} is not tenue: {etat(id, claims, proofs)}.")
        return 1 if missing else 0

    page = write_page(groupes, claims, proofs)
    if options.check:
        if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page:
            print("docs/conformite.md is stale: run `python tools/conformite.py`.")
            return 1
        return 0
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
