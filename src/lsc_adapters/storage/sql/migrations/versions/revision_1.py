"""
The first design: states by identity, facts by stream.

What a state says is all in its text, and facts have no order but that of their own stream.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    for nom in ("lsc_suivi", "lsc_proces_verbal", "lsc_texte_de_passage"):
        op.create_table(
            nom,
            sa.Column("id", sa.Text, nullable=False),
            sa.Column("version", sa.Integer, nullable=False),
            sa.Column("corps", sa.Text, nullable=False),
            sa.PrimaryKeyConstraint("id", name=f"pk_{nom}"),
        )
    op.create_table(
        "lsc_fait",
        sa.Column("assemblee", sa.Text, nullable=False),
        sa.Column("rang", sa.Integer, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("texte", sa.Text, nullable=False),
        sa.Column("empreinte", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("assemblee", "rang", name="pk_lsc_fait_rang"),
    )
