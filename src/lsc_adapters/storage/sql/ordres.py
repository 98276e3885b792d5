"""
The statements, made once by SQLAlchemy Core from the tables, then given as they are to the driver's own cursor.

Core writes the SQL of each dialect; its execution layer, which costs as much as the driver again on a row, is left
out of what happens at every vote.
"""

from __future__ import annotations

from typing import Final

from attrs import frozen
from sqlalchemy import Dialect, Table, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.compiler import SQLCompiler

from lsc_adapters.storage.sql.tables import fait, proces_verbal, suivi, texte_de_passage
from lsc_adapters.storage.sql.verrou import PRENDRE

LOT: Final = 4_096
"""Rows fetched at once: enough that asking costs nothing, few enough that memory does not grow with the journal."""


@frozen(kw_only=True)
class OrdresDeTable:
    """What is asked of a table of states; the parameters of each, in order."""

    lire: str
    """By id."""
    creer: str
    """By id and corps, then the other columns; no row when there is one already."""
    remplacer: str
    """By corps, the other columns, the new version, id and the version expected."""
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
    lire_tout: str
    """By position: the rows after it, whatever their stream."""
    texte: str
    """By stream and rank: one text."""


def ordres_de(dialecte: Dialect) -> Ordres:
    """Write the statements in a dialect, with parameters by place."""
    par_place = type(dialecte)(paramstyle="format" if dialecte.name == "postgresql" else "qmark")
    f, flux, rang, position = fait.c, bindparam("flux"), bindparam("depuis"), bindparam("depuis")
    return Ordres(
        suivi=_de_table(par_place, suivi),
        proces_verbal=_de_table(par_place, proces_verbal),
        texte_de_passage=_de_table(par_place, texte_de_passage),
        verrou=PRENDRE if dialecte.name == "postgresql" else "",
        tete=_ecrire(
            par_place,
            select(f.rang, f.empreinte).where(f.assemblee == flux).order_by(f.rang.desc()).limit(bindparam("un")),
            ("flux", "un"),
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
            select(f.position, f.texte, f.empreinte, f.rang)
            .where(f.assemblee == flux, f.rang > rang)
            .order_by(f.rang)
            .limit(bindparam("lot")),
            ("flux", "depuis", "lot"),
        ),
        lire_tout=_ecrire(
            par_place,
            select(f.position, f.assemblee, f.rang, f.texte, f.empreinte)
            .where(f.position > position)
            .order_by(f.position)
            .limit(bindparam("lot")),
            ("depuis", "lot"),
        ),
        texte=_ecrire(
            par_place, select(f.texte).where(f.assemblee == flux, f.rang == bindparam("rang")), ("flux", "rang")
        ),
    )


def _de_table(dialecte: Dialect, table: Table) -> OrdresDeTable:
    autres = [colonne.name for colonne in table.c if colonne.name not in {"id", "version", "corps"}]
    noms = ["corps", *autres]
    inserer = (postgresql if dialecte.name == "postgresql" else sqlite).insert(table)
    colonnes = [colonne.name for colonne in table.c if colonne.name != "version"]
    return OrdresDeTable(
        lire=_ecrire(
            dialecte, select(table.c.version, table.c.corps).where(table.c.id == bindparam("qui")), ("qui",)
        ),
        creer=_ecrire(
            dialecte,
            inserer.values(version=text("1"), **{nom: bindparam(nom) for nom in colonnes})
            .inline()
            .on_conflict_do_nothing(),
            tuple(colonnes),
        ),
        remplacer=_ecrire(
            dialecte,
            update(table)
            .values(version=table.c.version + text("1"), **{nom: bindparam(f"v_{nom}") for nom in noms})
            .where(table.c.id == bindparam("qui"), table.c.version == bindparam("attendue")),
            ("qui", "attendue"),
        ),
        lister=_ecrire(dialecte, select(table.c.id), ()),
    )


def _ecrire(dialecte: Dialect, ordre: Executable, parametres: tuple[str, ...]) -> str:
    compile_ = ordre.compile(dialect=dialecte)  # type: ignore[attr-defined]
    assert isinstance(compile_, SQLCompiler)
    assert tuple(compile_.positiontup or ()) == parametres, (str(compile_), compile_.positiontup)
    return str(compile_)
