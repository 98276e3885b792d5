"""The portfolio, the binders, the publication, and the contents of documents."""

from __future__ import annotations

from lsc_adapters.storage.sql.migrations.contenu import creer_contenu
from lsc_adapters.storage.sql.migrations.etats import creer_etats

revision = "3"
down_revision = "2"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, each by whoever knows it."""
    creer_contenu()
    creer_etats()
