"""A statement in the words of a dialect, its parameters by place."""

from __future__ import annotations

from typing import Any, TypeVar

from sqlalchemy import Dialect, Select, Table, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.compiler import SQLCompiler

S = TypeVar("S", bound="Select[*tuple[Any, ...]]")


def inserer(dialecte: Dialect, table: Table) -> postgresql.Insert | sqlite.Insert:
    """Begin to insert, with what a dialect adds to it."""
    if dialecte.name == "postgresql":
        return postgresql.insert(table).inline()
    return sqlite.insert(table).inline()


def au_plus(lignes: int, question: S) -> S:
    """Limit a question to a number of rows written in it: Core would make parameters of it, and an offset."""
    return question.suffix_with(text(f"LIMIT {lignes}"))


def ecrire(dialecte: Dialect, ordre: Executable, parametres: tuple[str, ...]) -> str:
    """Write a statement, whose parameters are those, in that order."""
    compile_ = ordre.compile(dialect=dialecte)  # type: ignore[attr-defined]
    assert isinstance(compile_, SQLCompiler)
    assert tuple(compile_.positiontup or ()) == parametres, (str(compile_), compile_.positiontup)
    return str(compile_)
