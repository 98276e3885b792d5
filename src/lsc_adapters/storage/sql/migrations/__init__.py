"""
Bringing the tables up to date, from nothing or from any earlier version.

Each revision, in `versions`, is made whole or not at all, and never changes once it has been released. Their number
is kept in a table of our own, so that a host which runs Alembic on the same database is not disturbed.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, Engine, inspect, text

from lsc_adapters.storage.sql.errors import Traduction
from lsc_adapters.storage.sql.verrou import reserver
from lsc_domain.ports.errors import Broken

REVISIONS: Final = ("1", "2", "3", "4")
"""Every revision, the first one first."""
TABLE_DE_VERSION: Final = "lsc_version"


def migrate(base: Engine | Connection, *, revision: str = REVISIONS[-1]) -> tuple[str, ...]:
    """
    Bring the tables up to date, and return the revisions applied, none when they already were.

    Given a connection, takes part in its transaction and leaves the commit to its owner. Two programs may do it at
    once: the second waits, and finds nothing left to do. Raises `Broken` for tables of a later version of the
    library or a row that does not read, and as `SqlStorage` does when the database does not answer.
    """
    with Traduction(base.dialect):
        if isinstance(base, Connection):
            return _migrer(base, revision)
        with base.connect() as connexion, connexion.begin():
            return _migrer(connexion, revision)


def revision_actuelle(connexion: Connection) -> str | None:
    """Return the revision the tables are of, `None` when there are none."""
    if not inspect(connexion).has_table(TABLE_DE_VERSION):
        return None
    trouvee: str | None = connexion.scalar(text(f"SELECT version_num FROM {TABLE_DE_VERSION}"))
    return trouvee


def verifier_revision(revision: str | None) -> None:
    """Refuse tables that are not of the last revision, and say what to do."""
    if revision is None:
        raise Broken("base de données : elle n'a pas encore de tables ; lancez lsc base migrer")
    if revision not in REVISIONS:
        raise Broken(
            f"base de données : ses tables (révision {revision}) sont d'une version plus récente de lsc-domain ; "
            "installez cette version, lsc base migrer ne revient pas en arrière"
        )
    if revision != REVISIONS[-1]:
        raise Broken(
            f"base de données : ses tables sont de la révision {revision}, attendue {REVISIONS[-1]} ; "
            "lancez lsc base migrer"
        )


def _migrer(connexion: Connection, revision: str) -> tuple[str, ...]:
    # Here and not above: whoever only keeps meetings does not pay for Alembic.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    reserver(connexion)
    avant = revision_actuelle(connexion)
    if avant is not None and avant not in REVISIONS:
        verifier_revision(avant)
    appliquees: list[str] = []

    def noter(*, step: Any, **_: object) -> None:
        appliquees.append(step.up_revision_id)

    config = Config()
    config.set_main_option("script_location", "lsc_adapters:storage/sql/migrations")
    config.attributes.update(connexion=connexion, noter=noter)
    try:
        command.upgrade(config, revision)
    except (ValueError, KeyError, TypeError) as fautif:
        raise Broken("base de données : une ligne de ses tables ne se lit pas ; rien n'a été changé") from fautif
    return tuple(appliquees)
