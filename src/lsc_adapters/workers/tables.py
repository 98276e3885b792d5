"""The tables of the queue: procrastinate's own, in a schema of PostgreSQL of their own."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, cast

import psycopg
from procrastinate.exceptions import ConnectorException
from procrastinate.schema import SchemaManager
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from lsc_domain.ports.errors import Broken, Unavailable
from lsc_domain.socle.errors import InvalidValue

SCHEMA: Final = "lsc_jobs"
"""Neither the tables of the agency nor a queue the host has of its own, in the same base, are disturbed."""

_VERROU: Final = 0x6C73636A
"""« lscj »: the advisory lock under which the tables are made."""

_LOTS: Final = """
CREATE TABLE IF NOT EXISTS lsc_lot (
    destination text NOT NULL,
    numero integer NOT NULL,
    rang integer NOT NULL,
    fini boolean NOT NULL DEFAULT false,
    envoyes integer NOT NULL DEFAULT 0,
    remplaces integer NOT NULL DEFAULT 0,
    octets bigint NOT NULL DEFAULT 0,
    echecs text[] NOT NULL DEFAULT '{}',
    coupe boolean NOT NULL DEFAULT false,
    PRIMARY KEY (destination, numero, rang)
)
"""
"""The batches of the last run on each destination: who ends the last one is who ends the run."""


def adresse_de_la_file(url: str) -> str:
    """
    Return how libpq reaches the queue of a base, from the address of that base. Raises `InvalidValue`.

    >>> adresse_de_la_file("postgresql+psycopg://serveur.example.invalid/agence")
    'dbname=agence host=serveur.example.invalid options=-csearch_path=lsc_jobs'
    """
    protocole, separateur, reste = url.partition("://")
    if not separateur or protocole not in {"postgresql", "postgres", "postgresql+psycopg"}:
        raise InvalidValue(
            "file de travaux : attendu une adresse postgresql://… ; ailleurs, lsc services tourner suffit"
        )
    try:
        parties = conninfo_to_dict(f"postgresql://{reste}")
    except psycopg.Error:
        # Without its cause, which quotes the address, and perhaps a password.
        raise InvalidValue("file de travaux : adresse de PostgreSQL illisible") from None
    options = f"{parties.pop('options', '') or ''} -csearch_path={SCHEMA}".strip()
    return make_conninfo(**cast("dict[str, Any]", parties), options=options)


def migrate(url: str) -> tuple[str, ...]:
    """
    Make the tables of the queue, or bring them to the procrastinate that is installed; return what was applied.

    Each revision whole or not at all, since one may use what the one before had to commit (a value of an enumeration);
    two programs may do it at once, and the second finds nothing left to do. Stop the workers before an upgrade: a
    later procrastinate may not understand the tables of an earlier one. Raises `Unavailable` or `Broken`.
    """
    with traduire(), psycopg.connect(adresse_de_la_file(url)) as connexion:
        connexion.execute("SELECT pg_advisory_lock(%s)", (_VERROU,))  # of the session: it outlives each revision
        toutes, avant = _revisions(), _derniere_revision(connexion)
        if avant:
            a_faire = [une for une in toutes if une.stem > avant]
            for une in a_faire:
                connexion.execute(une.read_bytes())
                _noter(connexion, une.stem)
                connexion.commit()
        else:
            a_faire = toutes[-1:]  # its schema is what all of them make
            connexion.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(SCHEMA)))
            connexion.execute(SchemaManager.get_schema())
        connexion.execute(_LOTS)
        appliquees = tuple(une.stem for une in a_faire)
        if appliquees:
            _noter(connexion, appliquees[-1])
    return appliquees


@contextmanager
def traduire() -> Generator[None]:
    """Turn what the driver raises into one of ours, without the address it may quote."""
    try:
        yield
    except (psycopg.Error, ConnectorException) as panne:
        cause = panne.__cause__ if isinstance(panne, ConnectorException) else panne
        if isinstance(cause, psycopg.OperationalError):
            raise Unavailable("file de travaux : PostgreSQL ne répond pas") from panne
        raise Broken(
            "file de travaux : ses tables manquent, ou sont d'une autre version ; lsc services travailler les fait"
        ) from panne


def _revisions() -> list[Path]:
    return sorted(Path(SchemaManager.get_migrations_path()).glob("*.sql"))


def _derniere_revision(connexion: psycopg.Connection[Any]) -> str:
    """Read the last revision applied, which is kept as the comment of the schema; nothing before the first."""
    ligne = connexion.execute(
        "SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = %s", (SCHEMA,)
    ).fetchone()
    return "" if ligne is None or ligne[0] is None else f"{ligne[0]}"


def _noter(connexion: psycopg.Connection[Any], revision: str) -> None:
    connexion.execute(sql.SQL("COMMENT ON SCHEMA {} IS {}").format(sql.Identifier(SCHEMA), sql.Literal(revision)))
