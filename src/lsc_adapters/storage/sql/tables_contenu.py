"""The table of contents: bytes under their print, and how many they are."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, Integer, LargeBinary, PrimaryKeyConstraint, Table, Text

from lsc_adapters.storage.sql.tables import metadata

contenu: Final = Table(
    "lsc_contenu",
    metadata,
    Column("empreinte", Text, nullable=False),
    Column("taille", Integer, nullable=False),
    Column("contenu", LargeBinary, nullable=False),
    PrimaryKeyConstraint("empreinte", name="pk_contenu"),
)
