"""Holding the right to write: one writer at a time, for as long as his transaction lasts."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

CLE: Final = 5_265_557_001_965
"""The number of our lock among those of a PostgreSQL database: any will do, that nobody else has."""

PRENDRE: Final = f"SELECT pg_advisory_xact_lock({CLE})"
"""
Wait for one's turn to append facts, on PostgreSQL.

A position is given when a row is inserted and seen when its transaction commits: without turns, position 8 could be
seen before position 7, and whoever follows the journal would pass over 7 for ever. The lock falls with the
transaction, so that positions are seen in their order.
"""


def reserver(connexion: Connection) -> None:
    """Take the right to write in the transaction of a connection, and wait for whoever has it."""
    if connexion.dialect.name == "postgresql":
        connexion.exec_driver_sql(PRENDRE)
        return
    if not connexion.in_transaction():
        connexion.begin()
    # The driver of SQLite begins a transaction when it sees fit: a host's connection may not be in one yet.
    brute = connexion.connection.dbapi_connection
    if brute is not None and not brute.in_transaction:
        connexion.exec_driver_sql("BEGIN IMMEDIATE")
