"""
One order for the facts of every meeting, so that whoever follows them all knows where he stands; and columns to look
a meeting up by.

The facts kept so far are numbered by their instants, each stream in its own order whatever its instants say.
"""

from __future__ import annotations

import json
from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"
branch_labels = None
depends_on = None

_LOT = 1_000
"""Rows written at once."""


def upgrade() -> None:
    """Number the facts, and repeat in columns what meetings are looked up by."""
    connexion = op.get_bind()
    _numeroter_les_faits(connexion)
    _reperer_les_suivis(connexion)


def _numeroter_les_faits(connexion: sa.Connection) -> None:
    op.create_table(
        "lsc_fait_2",
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer, "sqlite"), sa.Identity(), nullable=False),
        sa.Column("assemblee", sa.Text, nullable=False),
        sa.Column("rang", sa.Integer, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("texte", sa.Text, nullable=False),
        sa.Column("empreinte", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_fait"),
        sa.UniqueConstraint("assemblee", "rang", name="uq_lsc_fait_rang"),
        sqlite_autoincrement=True,
    )
    copier = sa.text(
        "INSERT INTO lsc_fait_2 (assemblee, rang, code, texte, empreinte) "
        "SELECT assemblee, rang, code, texte, empreinte FROM lsc_fait WHERE assemblee = :assemblee AND rang = :rang"
    )
    ordre = _ordre(connexion)
    for debut in range(0, len(ordre), _LOT):
        connexion.execute(copier, [{"assemblee": un, "rang": rang} for _, un, rang in ordre[debut : debut + _LOT]])
    op.drop_table("lsc_fait")
    op.rename_table("lsc_fait_2", "lsc_fait")


def _ordre(connexion: sa.Connection) -> list[tuple[str, str, int]]:
    """Put the facts in one order: by instant, and never one of a stream before the one it follows."""
    lignes = connexion.execute(
        sa.text("SELECT assemblee, rang, texte FROM lsc_fait ORDER BY assemblee, rang"),
        execution_options={"yield_per": _LOT},
    )
    ordre: list[tuple[str, str, int]] = []
    flux, dernier = None, ""
    for assemblee, rang, texte in lignes:
        if assemblee != flux:
            flux, dernier = assemblee, ""
        dernier = max(dernier, json.loads(texte)["le"])
        ordre.append((dernier, assemblee, rang))
    ordre.sort()
    return ordre


def _reperer_les_suivis(connexion: sa.Connection) -> None:
    colonnes = (("reference", sa.Text()), ("date", sa.Date()), ("etape", sa.Text()))
    for nom, type_ in colonnes:
        op.add_column("lsc_suivi", sa.Column(nom, type_, nullable=True))
    suivi = sa.table("lsc_suivi", sa.column("id"), sa.column("corps"), *(sa.column(*colonne) for colonne in colonnes))
    for id_, texte in connexion.execute(sa.select(suivi.c.id, suivi.c.corps)).all():
        corps = json.loads(texte)
        connexion.execute(
            sa.update(suivi)
            .where(suivi.c.id == id_)
            .values(
                reference=corps["reference"].replace("\0", ""),
                date=date.fromisoformat(corps["date"]),
                etape=corps["etape"],
            )
        )
    with op.batch_alter_table("lsc_suivi") as table:
        for nom, type_ in colonnes:
            table.alter_column(nom, existing_type=type_, nullable=False)
    op.create_index("ix_lsc_suivi_reference", "lsc_suivi", ["reference"])
