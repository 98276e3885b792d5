"""
The tables, as the last revision of `migrations` leaves them: a few columns one looks by, and texts.

What a state or a fact says is in its text, which the codec writes and reads; a column beside it repeats what a query
needs, and nothing else. The tables of states are those of the kinds of `genre`, all of one shape. `marque` is a number
drawn at each writing of a row, zero for those of before: it tells one writing from any other, which a version does not
once a state was forgotten and put again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    Identity,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeEngine

from lsc_adapters.storage.genre import GENRES, Genre

metadata: Final = MetaData()

IDENTITE: Final[TypeEngine[str]] = Text().with_variant(Text(collation="C"), "postgresql")
"""A text whose order is that of its letters and not of a language: the same in every database, and in Python."""


def _etats(genre: Genre[Any]) -> Table:
    """Make the table of a kind of state."""
    nom, reperes = f"lsc_{genre.table}", genre.reperes
    return Table(
        nom,
        metadata,
        Column("id", IDENTITE, nullable=False),
        Column("version", Integer, nullable=False),
        Column("marque", BigInteger, nullable=False, server_default="0"),
        *(Column(un.champ, Date if un.jour else Text, nullable=un.facultatif) for un in reperes),
        Column("corps", Text, nullable=False),
        PrimaryKeyConstraint("id", name=f"pk_{genre.table}"),
        *(Index(f"ix_{nom}_{un.champ}", un.champ) for un in reperes if un.index),
    )


etats: Final[Mapping[str, Table]] = {genre.table: _etats(genre) for genre in GENRES}
"""The table of each kind."""

acquis: Final = Table(
    "lsc_acquis",
    metadata,
    Column("destination", IDENTITE, nullable=False),
    Column("cle", IDENTITE, nullable=False),
    Column("empreinte", Text, nullable=False),
    Column("chemin", Text, nullable=False),
    Column("taille", BigInteger, nullable=False),
    Column("contenu", Text, nullable=False),
    Column("le", Text, nullable=False),
    PrimaryKeyConstraint("destination", "cle", name="pk_acquis"),
    # The rows of a destination lie side by side: reading them all is reading one stretch of the file.
    sqlite_with_rowid=False,
)

fait: Final = Table(
    "lsc_fait",
    metadata,
    # SQLite numbers a row by itself only in a column that is exactly INTEGER PRIMARY KEY; AUTOINCREMENT then keeps
    # it from giving the number of a row that was deleted to another one.
    Column("position", BigInteger().with_variant(Integer, "sqlite"), Identity(), nullable=False),
    Column("assemblee", Text, nullable=False),
    Column("rang", Integer, nullable=False),
    Column("code", Text, nullable=False),
    Column("texte", Text, nullable=False),
    Column("empreinte", Text, nullable=False),
    PrimaryKeyConstraint("position", name="pk_fait"),
    UniqueConstraint("assemblee", "rang", name="uq_lsc_fait_rang"),
    sqlite_autoincrement=True,
)

ecriture: Final = Table(
    "lsc_ecriture",
    metadata,
    Column("position", BigInteger().with_variant(Integer, "sqlite"), Identity(), nullable=False),
    Column("id", IDENTITE, nullable=False),
    Column("compte", IDENTITE, nullable=False),
    Column("journal", IDENTITE, nullable=False),
    Column("le", Date, nullable=False),
    Column("libelle", Text, nullable=False),
    Column("debit", BigInteger, nullable=False),
    Column("credit", BigInteger, nullable=False),
    Column("analytique", Text, nullable=True),
    Column("rubrique", Text, nullable=True),
    Column("mouvement", IDENTITE, nullable=False),
    Column("piece", Text, nullable=False),
    Column("piece_le", Date, nullable=True),
    Column("lettrage", Text, nullable=True),
    Column("lettree_le", Date, nullable=True),
    Column("valide_le", Date, nullable=True),
    PrimaryKeyConstraint("position", name="pk_ecriture"),
    UniqueConstraint("id", name="uq_lsc_ecriture_id"),
    # What the record refuses is refused by the table too: entries are read without being checked again.
    CheckConstraint("debit >= 0 AND credit >= 0 AND (debit = 0 OR credit = 0)", name="ck_lsc_ecriture_sens"),
    # An account is added up from its index alone.
    Index("ix_lsc_ecriture_compte", "compte", "le", "position", "debit", "credit"),
    Index("ix_lsc_ecriture_journal", "journal", "le", "mouvement", "position"),
    sqlite_autoincrement=True,
)
"""The entries of the ledgers; amounts are centimes."""

audit: Final = Table(
    "lsc_audit",
    metadata,
    Column("position", BigInteger().with_variant(Integer, "sqlite"), Identity(), nullable=False),
    Column("le", IDENTITE, nullable=False),
    Column("acte", Text, nullable=False),
    Column("par", IDENTITE, nullable=False),
    Column("objet", IDENTITE, nullable=False),
    Column("detail", Text, nullable=False),
    Column("adresse", Text, nullable=False),
    PrimaryKeyConstraint("position", name="pk_audit"),
    Index("ix_lsc_audit_par", "par", "position"),
    Index("ix_lsc_audit_objet", "objet", "position"),
    Index("ix_lsc_audit_le", "le"),
    sqlite_autoincrement=True,
)

revision: Final = Table(
    "lsc_revision",
    metadata,
    Column("objet", Text, nullable=False),
    Column("numero", BigInteger, nullable=False),
    PrimaryKeyConstraint("objet", name="pk_revision"),
)
"""The number of each kind that screens depend on, by name of repository: no row before its first change."""
