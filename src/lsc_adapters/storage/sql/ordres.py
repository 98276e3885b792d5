"""
The statements, made once by SQLAlchemy Core from the tables, then given as they are to the driver's own cursor.

Core writes the SQL of each dialect; its execution layer, which costs as much as the driver again on a row, is left
out of what happens at every vote.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final, cast

from attrs import frozen
from sqlalchemy import Column, Dialect, Select, Table, bindparam, delete, func, select, update

from lsc_adapters.storage.genre import GENRES
from lsc_adapters.storage.sql.ordres_d_audit import OrdresDAudit, d_audit
from lsc_adapters.storage.sql.ordres_d_ecritures import OrdresDEcritures, d_ecritures
from lsc_adapters.storage.sql.ordres_de_revision import OrdresDeRevision, de_revision
from lsc_adapters.storage.sql.phrase import au_plus, ecrire, inserer
from lsc_adapters.storage.sql.tables import acquis, etats, fait
from lsc_adapters.storage.sql.verrou import PRENDRE

LOT: Final = 4_096
"""Rows fetched at once: enough that asking costs nothing, few enough that memory does not grow with the journal."""
LOT_D_ETATS: Final = 256
"""The same for states: minutes of a large meeting are a thousand times a fact."""

_RECHERCHES: Final = {genre.table: tuple(un.champ for un in genre.recherches) for genre in GENRES}


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
    """In the order of the identities, as the three that follow."""
    marques: str
    """The identities and the marks."""
    premiers: str
    suivants: str
    """By id: the rows after it."""
    par: Mapping[str, tuple[str, str]]
    """By field, the same two: by value, then by value and id."""
    oublier: str
    """By id and version; forgets none when it is not the last."""


@frozen(kw_only=True)
class OrdresDAcquis:
    """What is asked of the table of acknowledgements."""

    lire: str
    """By destination."""
    compter: str
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
    ecritures: OrdresDEcritures
    audit: OrdresDAudit
    revision: OrdresDeRevision
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
        return _d_etats(par_place, etats[table], _RECHERCHES[table])

    f = fait.c
    return Ordres(
        etats=d_etats,
        acquis=_d_acquis(par_place),
        ecritures=d_ecritures(par_place, LOT),
        audit=d_audit(par_place),
        revision=de_revision(par_place),
        verrou=PRENDRE if par_place.name == "postgresql" else "",
        tete=ecrire(
            par_place,
            au_plus(1, select(f.rang, f.empreinte).where(f.assemblee == bindparam("flux")).order_by(f.rang.desc())),
            ("flux",),
        ),
        ecrire=ecrire(
            par_place,
            fait.insert()
            .inline()
            .values({nom: bindparam(nom) for nom in ("assemblee", "rang", "code", "texte", "empreinte")}),
            ("assemblee", "rang", "code", "texte", "empreinte"),
        ),
        lire=ecrire(
            par_place,
            au_plus(
                LOT,
                select(f.position, f.texte, f.empreinte)
                .where(f.assemblee == bindparam("flux"), f.rang > bindparam("depuis"))
                .order_by(f.rang),
            ),
            ("flux", "depuis"),
        ),
        textes=ecrire(
            par_place,
            au_plus(
                LOT,
                select(f.rang, f.texte)
                .where(f.assemblee == bindparam("flux"), f.rang > bindparam("depuis"))
                .order_by(f.rang),
            ),
            ("flux", "depuis"),
        ),
        lire_tout=ecrire(
            par_place,
            au_plus(
                LOT,
                select(f.position, f.assemblee, f.rang, f.texte, f.empreinte)
                .where(f.position > bindparam("depuis"))
                .order_by(f.position),
            ),
            ("depuis",),
        ),
        texte=ecrire(
            par_place,
            select(f.texte).where(f.assemblee == bindparam("flux"), f.rang == bindparam("rang")),
            ("flux", "rang"),
        ),
    )


def _d_etats(dialecte: Dialect, table: Table, recherches: tuple[str, ...]) -> OrdresDeTable:
    insertion = inserer(dialecte, table)
    colonnes = tuple(colonne.name for colonne in table.c)
    id, version = table.c.id, table.c.version
    lot = select(id, version, table.c.corps).order_by(id)
    return OrdresDeTable(
        lire=ecrire(dialecte, select(version, table.c.corps).where(id == bindparam("qui")), ("qui",)),
        creer=ecrire(
            dialecte,
            insertion.values({nom: bindparam(nom) for nom in colonnes}).on_conflict_do_nothing(),
            colonnes,
        ),
        remplacer=ecrire(
            dialecte,
            update(table)
            .values({nom: bindparam(f"v_{nom}") for nom in colonnes[1:]})
            .where(id == bindparam("qui"), version == bindparam("attendue")),
            (*(f"v_{nom}" for nom in colonnes[1:]), "qui", "attendue"),
        ),
        lister=ecrire(dialecte, select(id).order_by(id), ()),
        marques=ecrire(dialecte, select(id, table.c.marque).order_by(id), ()),
        premiers=ecrire(dialecte, au_plus(LOT_D_ETATS, lot), ()),
        suivants=ecrire(dialecte, au_plus(LOT_D_ETATS, lot.where(id > bindparam("qui"))), ("qui",)),
        par={champ: _par(dialecte, lot.where(table.c[champ] == bindparam("valeur")), id) for champ in recherches},
        oublier=ecrire(
            dialecte,
            delete(table).where(id == bindparam("qui"), version == bindparam("attendue")),
            ("qui", "attendue"),
        ),
    )


def _par(dialecte: Dialect, question: Select[*tuple[Any, ...]], id: Column[str]) -> tuple[str, str]:
    """Ask for the first rows, then for those after an identity."""
    return (
        ecrire(dialecte, au_plus(LOT_D_ETATS, question), ("valeur",)),
        ecrire(dialecte, au_plus(LOT_D_ETATS, question.where(id > bindparam("qui"))), ("valeur", "qui")),
    )


def _d_acquis(dialecte: Dialect) -> OrdresDAcquis:
    a = acquis.c
    insertion = inserer(dialecte, acquis)
    colonnes = tuple(colonne.name for colonne in a)
    return OrdresDAcquis(
        lire=ecrire(
            dialecte,
            select(a.cle, a.empreinte, a.chemin, a.taille, a.contenu, a.le).where(
                a.destination == bindparam("destination")
            ),
            ("destination",),
        ),
        compter=ecrire(
            dialecte,
            select(func.count()).select_from(acquis).where(a.destination == bindparam("destination")),
            ("destination",),
        ),
        ecrire=ecrire(
            dialecte,
            insertion.values({nom: bindparam(nom) for nom in colonnes}).on_conflict_do_update(
                index_elements=[a.destination, a.cle], set_={nom: insertion.excluded[nom] for nom in colonnes[2:]}
            ),
            colonnes,
        ),
        retirer=ecrire(
            dialecte,
            delete(acquis).where(a.destination == bindparam("destination"), a.cle == bindparam("cle")),
            ("destination", "cle"),
        ),
    )
