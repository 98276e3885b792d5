"""What Alembic runs: the revisions, on the connection `migrate` gives it."""

from alembic import context

from lsc_adapters.storage.sql.migrations import TABLE_DE_VERSION
from lsc_adapters.storage.sql.tables import metadata

context.configure(
    connection=context.config.attributes["connexion"],
    target_metadata=metadata,
    version_table=TABLE_DE_VERSION,
    on_version_apply=context.config.attributes["noter"],
    # The transaction is that of the connection: all the revisions or none, on SQLite too.
    transactional_ddl=True,
)
context.run_migrations()
