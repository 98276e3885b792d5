"""Opening a store by its address, its tables made when the base is empty."""

from __future__ import annotations

from sqlalchemy import Connection, Engine

from lsc_adapters.storage.sql.engine import open_engine
from lsc_adapters.storage.sql.errors import Traduction
from lsc_adapters.storage.sql.migrations import migrate, revision_actuelle
from lsc_adapters.storage.sql.storage import SqlStorage

Source = str | Engine | Connection
"""An address, or what a host has opened itself."""


def open_storage(base: Source) -> SqlStorage:
    """
    Open a store. An empty base named by its address gets its tables; a host's own is left to `migrate`.

    Raises `InvalidValue` for an address that is none of ours, `Unavailable` or `Broken` when the base does not answer.
    """
    if not isinstance(base, str):
        return SqlStorage(base)
    engine = open_engine(base)
    try:
        with Traduction(engine.dialect), engine.connect() as connexion:
            neuve = revision_actuelle(connexion) is None
        if neuve:
            migrate(engine)
    except BaseException:
        engine.dispose()
        raise
    return SqlStorage(engine, owned=True)


def migrate_url(url: str) -> tuple[str, ...]:
    """Bring the tables of a base up to date, and return the revisions applied."""
    engine = open_engine(url)
    try:
        return migrate(engine)
    finally:
        engine.dispose()
