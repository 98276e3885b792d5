"""
A store on SQLite or PostgreSQL, through SQLAlchemy Core.

`open_engine` opens a database with the settings that lose nothing, `migrate` brings its tables up to date, and
`SqlStorage` keeps meetings in it, `SqlDocumentStore` the bytes of documents. A host that has an engine, or a
connection, of its own gives that instead.
"""

from lsc_adapters.storage.sql.documents import SqlDocumentStore
from lsc_adapters.storage.sql.engine import open_engine
from lsc_adapters.storage.sql.migrations import migrate
from lsc_adapters.storage.sql.storage import SqlStorage

__all__ = ["SqlDocumentStore", "SqlStorage", "migrate", "open_engine"]
