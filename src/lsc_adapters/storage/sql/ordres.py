"""
The statements, made once by SQLAlchemy Core from the tables, then given as they are to the driver's own cursor.

Core writes the SQL of each dialect; its execution layer, which costs as much as the driver again on a row, is left
out of what happens at every vote.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar, cast

from attrs import frozen
from sqlalchemy import Dialect, Select, Table, bindparam, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.compiler import SQLCompiler

from lsc_adapters.storage.sql.tables import fait, proces_verbal, suivi, texte_de_passage
from lsc_adapters.storage.sql.verrou import PRENDRE

S = TypeVar("S", bound="Select[*tuple[Any, ...]]")

LOT: Final = 4_096
"""Rows fetched at once: enough that asking costs nothing, few enough that memory does not grow with the journal."""


@frozen(kw_only=True)
class OrdresDeTable:
    """What is asked of a table of states; the parameters of each, in order."""

    lire: str
    """By id."""
    creer: str
    """By the whole row; writes none when there is one of that id."""
    remplacer: str
    """By the row without its id, then the id and the version expected; writes none when it is not the last."""
    lister: str


@frozen(kw_only=True)
class Ordres:
    """What is asked of the database; the parameters of each, in order."""

    suivi: OrdresDeTable
    proces_verbal: OrdresDeTable
    texte_de_passage: OrdresDeTable
    verrou: str
    """What takes the right to append, empty where beginning a transaction took it."""
    tete: str
    """By stream."""
    ecrire: str
    """By stream, rank, code, text and print."""
    lire: str
    """By stream and rank: the rows after it."""
    textes: str
    """By stream and rank: the ranks and the texts after it."""
    lire_tout: str
    """By position: the rows after it, whatever their stream."""
    texte: str
    """By stream and rank: one text."""


def ordres_de(dialecte: Dialect) -> Ordres:
    """Write the statements in a dialect, with parameters by place."""
    fabrique = cast("Callable[..., Dialect]", type(dialecte))
    par_place = fabrique(paramstyle="format" if dialecte.name == "postgresql" else "qmark")
    f = fait.c
    return Ordres(
        suivi=_de_table(par_place, suivi),
        proces_verbal=_de_table(par_place, proces_verbal),
        texte_de_passage=_de_table(par_place, texte_de_passage),
        verrou=PRENDRE if dialecte.name == "postgresql" else "",
        tete=_ecrire(
            par_place,
            _au_plus(1, select(f.rang, f.empreinte).where(f.assemblee == bindparam("flux")).order_by(f.rang.desc())),
            ("flux",),
        ),
        ecrire=_ecrire(
            par_place,
            fait.insert()
            .inline()
            .values({nom: bindparam(nom) for nom in ("assemblee", "rang", "code", "texte", "empreinte")}),
            ("assemblee", "rang", "code", "texte", "empreinte"),
        ),
        lire=_ecrire(
            par_place,
            _au_plus(
                LOT,
                select(f.position, f.texte, f.empreinte)
                .where(f.assemblee == bindparam("flux"), f.rang > bindparam("depuis"))
                .order_by(f.rang),
            ),
            ("flux", "depuis"),
        ),
        textes=_ecrire(
            par_place,
            _au_plus(
                LOT,
                select(f.rang, f.texte)
                .where(f.assemblee == bindparam("flux"), f.rang > bindparam("depuis"))
                .order_by(f.rang),
            ),
            ("flux", "depuis"),
        ),
        lire_tout=_ecrire(
            par_place,
            _au_plus(
                LOT,
                select(f.position, f.assemblee, f.rang, f.texte, f.empreinte)
                .where(f.position > bindparam("depuis"))
                .order_by(f.position),
            ),
            ("depuis",),
        ),
        texte=_ecrire(
            par_place,
            select(f.texte).where(f.assemblee == bindparam("flux"), f.rang == bindparam("rang")),
            ("flux", "rang"),
        ),
    )


def _de_table(dialecte: Dialect, table: Table) -> OrdresDeTable:
    inserer = (postgresql if dialecte.name == "postgresql" else sqlite).insert(table)
    colonnes = tuple(colonne.name for colonne in table.c)
    id, version = table.c.id, table.c.version
    return OrdresDeTable(
        lire=_ecrire(dialecte, select(version, table.c.corps).where(id == bindparam("qui")), ("qui",)),
        creer=_ecrire(
            dialecte,
            inserer.inline().values({nom: bindparam(nom) for nom in colonnes}).on_conflict_do_nothing(),
            colonnes,
        ),
        remplacer=_ecrire(
            dialecte,
            update(table)
            .values({nom: bindparam(f"v_{nom}") for nom in colonnes[1:]})
            .where(id == bindparam("qui"), version == bindparam("attendue")),
            (*(f"v_{nom}" for nom in colonnes[1:]), "qui", "attendue"),
        ),
        lister=_ecrire(dialecte, select(id), ()),
    )


def _au_plus(lignes: int, question: S) -> S:
    """Limit a question to a number of rows written in it: Core would make parameters of it, and an offset."""
    return question.suffix_with(text(f"LIMIT {lignes}"))


def _ecrire(dialecte: Dialect, ordre: Executable, parametres: tuple[str, ...]) -> str:
    compile_ = ordre.compile(dialect=dialecte)  # type: ignore[attr-defined]
    assert isinstance(compile_, SQLCompiler)
    assert tuple(compile_.positiontup or ()) == parametres, (str(compile_), compile_.positiontup)
    return str(compile_)
