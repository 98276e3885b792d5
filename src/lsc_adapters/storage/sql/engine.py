"""Opening a database with the settings that lose nothing."""

from __future__ import annotations

import selectors
from importlib.util import find_spec
from pathlib import Path
from time import monotonic
from typing import Any, Final

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    PoolProxiedConnection,
    QueuePool,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.exc import ArgumentError, InvalidatePoolError
from sqlalchemy.pool import ConnectionPoolEntry

from lsc_domain.ports.errors import Broken
from lsc_domain.socle.errors import InvalidValue

ATTENTE: Final = 10.0
"""Seconds a transaction waits for another one to end before it is `Unavailable`."""

SILENCE: Final = 20.0
"""Seconds without a word after which a connection of PostgreSQL is tried before it is used."""
_VUE: Final = "lsc.vue"
_Veille: Final[type[selectors.BaseSelector]] = getattr(selectors, "PollSelector", selectors.DefaultSelector)
"""One call to the system, where a selector made to watch thousands of connections takes four to watch one."""

_REGLAGES: Final = (
    # The busy timeout first: the others may have to wait for somebody.
    f"PRAGMA busy_timeout={int(ATTENTE * 1000)}",
    # Readers do not wait for the writer, and a commit is one synchronous write at the end of a log…
    "PRAGMA journal_mode=WAL",
    # …which is on the disk before the commit returns: NORMAL would lose the last facts at a power cut.
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
)


def open_engine(url: str | URL) -> Engine:
    """
    Open a database: `sqlite:///file.db`, or `postgresql+psycopg://…`.

    SQLite is set to its log with full synchronisation, and every transaction of the engine begins by reserving the
    right to write. Raises `InvalidValue` for an address that is none of ours, `Broken` when the folder of the file
    does not exist. Nothing is connected to yet.
    """
    adresse = _lire(url)
    if adresse.get_backend_name() == "postgresql":
        return _ouvrir_postgresql(adresse)
    return _ouvrir_sqlite(adresse)


def missing_file(url: str) -> bool:
    """
    Tell whether an address is that of a SQLite file which is not there: opening it would make an empty one.

    Raises `InvalidValue` for an address that is none of ours.
    """
    adresse = _lire(url)
    fichier = adresse.database
    if adresse.get_backend_name() != "sqlite" or not fichier or fichier == ":memory:" or "mode" in adresse.query:
        return False
    chemin = Path(fichier.removeprefix("file:"))
    return chemin.parent.is_dir() and not chemin.exists()


def _ouvrir_postgresql(adresse: URL) -> Engine:
    """
    Open a PostgreSQL base. A connection the server has dropped since is replaced before anybody notices.

    The server says so on the line before it hangs up: looking whether it has said something costs nothing, where a
    question costs a round trip to each transaction. It is asked when it has, and after a silence: what is in between
    may have forgotten the line.
    """
    engine = create_engine(adresse, hide_parameters=True)

    def prendre(brute: Any, record: ConnectionPoolEntry, _: PoolProxiedConnection) -> None:
        vue = record.info.get(_VUE)
        if vue is None:
            return
        try:
            if monotonic() - vue > SILENCE or _a_parle(brute.fileno()):
                engine.dialect.do_ping(brute)
        except engine.dialect.loaded_dbapi.Error as coupee:
            raise InvalidatePoolError from coupee

    def rendre(_: Any, record: ConnectionPoolEntry) -> None:
        record.info[_VUE] = monotonic()

    event.listen(engine, "checkout", prendre)
    event.listen(engine, "checkin", rendre)
    return engine


def _a_parle(prise: int) -> bool:
    """Tell whether something is there to be read, that nobody asked for."""
    with _Veille() as veille:
        veille.register(prise, selectors.EVENT_READ)
        return bool(veille.select(0))


def _lire(url: str | URL) -> URL:
    try:
        adresse = make_url(url)
    except (ArgumentError, ValueError):
        # Without its cause, which quotes the address, and perhaps a password.
        raise InvalidValue("base de données : adresse illisible, attendu sqlite:///… ou postgresql://…") from None
    pilote = adresse.drivername
    if pilote in {"sqlite", "sqlite+pysqlite"}:
        return adresse
    if pilote in {"postgresql", "postgres", "postgresql+psycopg"}:
        if find_spec("psycopg") is None:
            raise InvalidValue("base de données : PostgreSQL demande pip install 'lsc-domain[postgresql]'")
        return adresse.set(drivername="postgresql+psycopg")
    raise InvalidValue("base de données : attendu une adresse sqlite:///… ou postgresql://…")


def _ouvrir_sqlite(adresse: URL) -> Engine:
    fichier = adresse.database
    if not fichier or fichier == ":memory:":
        # One connection, that everybody takes in turn: another one would be another database.
        engine = create_engine(
            adresse,
            poolclass=QueuePool,
            pool_size=1,
            max_overflow=0,
            connect_args={"check_same_thread": False},
            hide_parameters=True,
        )
    else:
        dossier = Path(fichier.removeprefix("file:")).parent
        if not dossier.is_dir():
            raise Broken(f"base de données : le dossier {dossier} n'existe pas")
        engine = create_engine(adresse, hide_parameters=True)
    event.listen(engine, "connect", _regler)
    event.listen(engine, "begin", _reserver)
    return engine


def _regler(connexion: Any, _: object) -> None:
    # The driver would begin transactions at moments of its own choosing.
    connexion.isolation_level = None
    curseur = connexion.cursor()
    try:
        for reglage in _REGLAGES:
            curseur.execute(reglage)
    except BaseException:
        connexion.close()
        raise
    curseur.close()


def _reserver(connexion: Connection) -> None:
    # A transaction that began by reading could not go on to write once somebody else has: it would fail at once,
    # whatever the timeout.
    connexion.exec_driver_sql("BEGIN IMMEDIATE")
