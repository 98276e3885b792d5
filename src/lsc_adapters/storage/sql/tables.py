"""
The tables, as the last revision of `migrations` leaves them: a few columns one looks by, and texts.

This file knows no noun of the domain. What a state or a fact says is in its text, which the codec writes and reads;
a column beside it repeats what a query needs, and nothing else.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
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

metadata: Final = MetaData()

suivi: Final = Table(
    "lsc_suivi",
    metadata,
    Column("id", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("reference", Text, nullable=False),
    Column("date", Date, nullable=False),
    Column("etape", Text, nullable=False),
    Column("corps", Text, nullable=False),
    PrimaryKeyConstraint("id", name="pk_suivi"),
    Index("ix_lsc_suivi_reference", "reference"),
)

proces_verbal: Final = Table(
    "lsc_proces_verbal",
    metadata,
    Column("id", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("corps", Text, nullable=False),
    PrimaryKeyConstraint("id", name="pk_proces_verbal"),
)

texte_de_passage: Final = Table(
    "lsc_texte_de_passage",
    metadata,
    Column("id", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("corps", Text, nullable=False),
    PrimaryKeyConstraint("id", name="pk_texte_de_passage"),
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
