"""The store: one transaction of the database for one of ours, states and facts together."""

from __future__ import annotations

from abc import abstractmethod
from contextlib import suppress
from types import TracebackType
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, NestedTransaction, PoolProxiedConnection

from lsc_adapters.storage.depots import Depots
from lsc_adapters.storage.genre import Genre
from lsc_adapters.storage.sql.acces import Acces
from lsc_adapters.storage.sql.acquis import SqlAcquis
from lsc_adapters.storage.sql.errors import Traduction
from lsc_adapters.storage.sql.journal import SqlJournal
from lsc_adapters.storage.sql.migrations import revision_actuelle, verifier_revision
from lsc_adapters.storage.sql.ordres import Ordres, ordres_de
from lsc_adapters.storage.sql.repositories import SqlRepository
from lsc_adapters.storage.sql.verrou import reserver
from lsc_domain.ports.storage import Storage, Transaction

A = TypeVar("A")


class SqlStorage:
    """
    A store on SQLite or PostgreSQL.

    Given an engine, each transaction takes a connection of its pool: fit for several threads, and for several
    programs. Given a connection, each transaction is a savepoint of the one its owner has begun, or that is begun
    here for him: he commits it, or not.
    """

    def __init__(self, base: Engine | Connection, *, owned: bool = False) -> None:
        """
        Keep meetings in a database; nothing is read or written until the first transaction.

        `owned` tells that the engine was opened for this store alone: `close` then disposes of it.
        """
        self._base, self._owned = base, owned
        self._ordres = ordres_de(base.dialect)
        self._traduction = Traduction(base.dialect)
        self._verifiee = False

    def __repr__(self) -> str:
        """Name the kind of database, and nothing of its address."""
        return f"SqlStorage({self._base.dialect.name})"

    @property
    def base(self) -> Engine | Connection:
        """What it is kept in: a document store beside it takes the same."""
        return self._base

    def close(self) -> None:
        """Give back the connections of an engine opened for this store; a host's own stays his."""
        if self._owned and isinstance(self._base, Engine):
            self._base.dispose()

    def transaction(self) -> SqlTransaction:
        """Open a transaction. Raises `Broken` when the tables are not those of this version: `lsc base migrer`."""
        if not self._verifiee:
            self._verifier()
        if isinstance(self._base, Engine):
            return _TransactionDeMoteur(self._base, self._ordres, self._traduction)
        return _TransactionDHote(self._base, self._ordres, self._traduction)

    def _verifier(self) -> None:
        with self._traduction:
            if isinstance(self._base, Engine):
                with self._base.connect() as connexion:
                    revision = revision_actuelle(connexion)
            else:
                revision = revision_actuelle(self._base)
        verifier_revision(revision)
        self._verifiee = True


class SqlTransaction(Depots):
    """What is read and written together."""

    def __init__(self, ordres: Ordres, traduction: Traduction) -> None:
        super().__init__()
        self._ordres, self._traduction = ordres, traduction
        self._acces = acces = Acces(traduction)
        self.journal = SqlJournal(acces, ordres)
        self.acquis = SqlAcquis(acces, ordres.acquis)

    def _faire(self, genre: Genre[A]) -> SqlRepository[A]:
        return SqlRepository(self._acces, self._ordres.etats(genre.table), genre)

    def __enter__(self) -> SqlTransaction:
        with self._traduction:
            self._acces.ouvrir(self._commencer())
        return self

    def __exit__(
        self, type_: type[BaseException] | None, erreur: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._acces.fermer()
        if type_ is not None:
            self._oublier()
            return
        with self._traduction:
            try:
                self._garder()
            except BaseException:
                self._oublier()
                raise

    @abstractmethod
    def _commencer(self) -> Any:
        """Begin, and return a cursor of the driver."""

    @abstractmethod
    def _garder(self) -> None:
        """Commit, and give back what was taken."""

    @abstractmethod
    def _oublier(self) -> None:
        """Roll back, whatever state things are in, and give back what was taken."""


class _TransactionDeMoteur(SqlTransaction):
    """A transaction on a connection of the pool, taken for it and given back after it."""

    def __init__(self, moteur: Engine, ordres: Ordres, traduction: Traduction) -> None:
        super().__init__(ordres, traduction)
        self._moteur = moteur
        self._connexion: PoolProxiedConnection | None = None
        self._par_ordre = True

    def _commencer(self) -> Any:
        self._connexion = connexion = self._moteur.raw_connection()
        try:
            curseur = connexion.cursor()
            if self._moteur.dialect.name == "sqlite":
                curseur.execute("BEGIN IMMEDIATE")
            elif connexion.dbapi_connection is not None and connexion.dbapi_connection.autocommit:
                curseur.execute("BEGIN")
            else:
                self._par_ordre = False  # the driver begins with the first statement
        except BaseException:
            self._oublier()
            raise
        self._curseur = curseur
        return curseur

    def _garder(self) -> None:
        connexion = self._connexion
        assert connexion is not None
        if self._par_ordre:
            self._curseur.execute("COMMIT")
        else:
            connexion.commit()
        self._curseur.close()
        connexion.close()
        self._connexion = None

    def _oublier(self) -> None:
        connexion, self._connexion = self._connexion, None
        if connexion is None:
            return
        try:
            connexion.rollback()
            connexion.close()
        except Exception:
            # It cannot even forget: nobody else must be given this connection.
            with suppress(Exception):
                connexion.invalidate()


class _TransactionDHote(SqlTransaction):
    """A savepoint in the transaction of a host."""

    def __init__(self, connexion: Connection, ordres: Ordres, traduction: Traduction) -> None:
        super().__init__(ordres, traduction)
        self._connexion = connexion
        self._point: NestedTransaction | None = None

    def _commencer(self) -> Any:
        if self._connexion.dialect.name == "sqlite":
            reserver(self._connexion)
        self._point = self._connexion.begin_nested()
        self._curseur = self._connexion.connection.cursor()
        return self._curseur

    def _garder(self) -> None:
        assert self._point is not None
        self._curseur.close()
        self._point.commit()

    def _oublier(self) -> None:
        point, self._point = self._point, None
        if point is not None and point.is_active:
            # A connection that is gone cannot be told to forget; its owner will find out.
            with suppress(Exception):
                point.rollback()


_: type[Storage] = SqlStorage
__: type[Transaction] = _TransactionDeMoteur
