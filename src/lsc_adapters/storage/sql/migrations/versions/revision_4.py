"""The extranet: logins, requests, payments, the entries of the ledgers, and who did what."""

from __future__ import annotations

from lsc_adapters.storage.sql.migrations.extranet import creer_audit, creer_ecritures, creer_etats, creer_revision

revision = "4"
down_revision = "3"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    creer_etats()
    creer_ecritures()
    creer_audit()
    creer_revision()
