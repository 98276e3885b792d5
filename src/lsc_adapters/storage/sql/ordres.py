"""
The statements, made once by SQLAlchemy Core from the tables, then given as they are to the driver's own cursor.

Core writes the SQL of each dialect; its execution layer, which costs as much as the driver again on a row, is left
out of what happens at every vote.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Final, TypeVar, cast

from attrs import frozen
from sqlalchemy import Dialect, Select, Table, bindparam, delete, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.compiler import SQLCompiler

from lsc_adapters.storage.sql.tables import acquis, etats, fait
from lsc_adapters.storage.sql.verrou import PRENDRE

S = TypeVar("S", bound="Select[*tuple[Any, ...]]")

LOT: Final = 4_096
"""Rows fetched at once: enough that asking costs nothing, few enough that memory does not grow with the journal."""
LOT_D_ETATS: Final = 256
"""The same for states: minutes of a large meeting are a thousand times a fact."""


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
    """In the order of the identities, as the two that follow."""
    premiers: str
    suivants: str
    """By id: the rows after it."""


@frozen(kw_only=True)
class OrdresDAcquis:
    """What is asked of the table of acknowledgements."""

    lire: str
    """By destination."""
    ecrire: str
    """By the whole row, in place of the one of its key."""
    retirer: str
    """By destination and key."""


@frozen(kw_only=True)
class Ordres:
    """What is asked of the database; the parameters of each, in order."""

    etats: Callable[[str], OrdresDeTable]
    """By table, without `lsc_`: written the first time it is asked for."""
    acquis: OrdresDAcquis
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
    """Write the statements in a dialect, with parameters by place, once for all the stores of a program."""
    style = "format" if dialecte.name == "postgresql" else "qmark"
    return _ordres(cast("Callable[..., Dialect]", type(dialecte)), style)


@cache
def _ordres(fabrique: Callable[..., Dialect], style: str) -> Ordres:
    par_place = fabrique(paramstyle=style)

    @cache
    def d_etats(table: str) -> OrdresDeTable:
        return _d_etats(par_place, etats[table])

    f = fait.c
    return Ordres(
        etats=d_etats,
        acquis=_d_acquis(par_place),
        verrou=PRENDRE if par_place.name == "postgresql" else "",
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


def _d_etats(dialecte: Dialect, table: Table) -> OrdresDeTable:
    inserer = _inserer(dialecte, table)
    colonnes = tuple(colonne.name for colonne in table.c)
    id, version = table.c.id, table.c.version
    lot = select(id, version, table.c.corps).order_by(id)
    return OrdresDeTable(
        lire=_ecrire(dialecte, select(version, table.c.corps).where(id == bindparam("qui")), ("qui",)),
        creer=_ecrire(
            dialecte,
            inserer.values({nom: bindparam(nom) for nom in colonnes}).on_conflict_do_nothing(),
            colonnes,
        ),
        remplacer=_ecrire(
            dialecte,
            update(table)
            .values({nom: bindparam(f"v_{nom}") for nom in colonnes[1:]})
            .where(id == bindparam("qui"), version == bindparam("attendue")),
            (*(f"v_{nom}" for nom in colonnes[1:]), "qui", "attendue"),
        ),
        lister=_ecrire(dialecte, select(id).order_by(id), ()),
        premiers=_ecrire(dialecte, _au_plus(LOT_D_ETATS, lot), ()),
        suivants=_ecrire(dialecte, _au_plus(LOT_D_ETATS, lot.where(id > bindparam("qui"))), ("qui",)),
    )


def _d_acquis(dialecte: Dialect) -> OrdresDAcquis:
    a = acquis.c
    inserer = _inserer(dialecte, acquis)
    colonnes = tuple(colonne.name for colonne in a)
    return OrdresDAcquis(
        lire=_ecrire(
            dialecte,
            select(a.cle, a.empreinte, a.chemin, a.taille, a.contenu, a.le).where(
                a.destination == bindparam("destination")
            ),
            ("destination",),
        ),
        ecrire=_ecrire(
            dialecte,
            inserer.values({nom: bindparam(nom) for nom in colonnes}).on_conflict_do_update(
                index_elements=[a.destination, a.cle], set_={nom: inserer.excluded[nom] for nom in colonnes[2:]}
            ),
            colonnes,
        ),
        retirer=_ecrire(
            dialecte,
            delete(acquis).where(a.destination == bindparam("destination"), a.cle == bindparam("cle")),
            ("destination", "cle"),
        ),
    )


def _inserer(dialecte: Dialect, table: Table) -> postgresql.Insert | sqlite.Insert:
    if dialecte.name == "postgresql":
        return postgresql.insert(table).inline()
    return sqlite.insert(table).inline()


def _au_plus(lignes: int, question: S) -> S:
    """Limit a question to a number of rows written in it: Core would make parameters of it, and an offset."""
    return question.suffix_with(text(f"LIMIT {lignes}"))


def _ecrire(dialecte: Dialect, ordre: Executable, parametres: tuple[str, ...]) -> str:
    compile_ = ordre.compile(dialect=dialecte)  # type: ignore[attr-defined]
    assert isinstance(compile_, SQLCompiler)
    assert tuple(compile_.positiontup or ()) == parametres, (str(compile_), compile_.positiontup)
    return str(compile_)
