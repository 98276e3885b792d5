"""What revision 3 does for contents."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def creer_contenu() -> None:
    """Make the table of contents."""
    op.create_table(
        "lsc_contenu",
        sa.Column("empreinte", sa.Text, nullable=False),
        sa.Column("taille", sa.Integer, nullable=False),
        sa.Column("contenu", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("empreinte", name="pk_contenu"),
    )
