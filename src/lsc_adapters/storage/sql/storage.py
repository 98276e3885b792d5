"""The store: one transaction of the database for one of ours, states and facts together."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from contextlib import suppress
from types import TracebackType
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, NestedTransaction, PoolProxiedConnection

from lsc_adapters.storage.depots import Depots
from lsc_adapters.storage.genre import IDENTIFIANTS, SESSIONS, Genre
from lsc_adapters.storage.identite import verifier_identite
from lsc_adapters.storage.sql.acces import Acces
from lsc_adapters.storage.sql.acquis import SqlAcquis
from lsc_adapters.storage.sql.audit import SqlAudit
from lsc_adapters.storage.sql.ecritures import SqlEcritures
from lsc_adapters.storage.sql.errors import Traduction
from lsc_adapters.storage.sql.journal import SqlJournal
from lsc_adapters.storage.sql.migrations import revision_actuelle, verifier_revision
from lsc_adapters.storage.sql.ordres import LOT, Ordres, ordres_de
from lsc_adapters.storage.sql.repositories import SqlRepository
from lsc_adapters.storage.sql.revision import SqlRevision
from lsc_adapters.storage.sql.verrou import reserver
from lsc_domain.ports.storage import SessionLue, Storage, Transaction

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
            return _TransactionDeMoteur(self._base, self._ordres, self._traduction, owned=self._owned)
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
        self._au_premier_ecrit = ""
        self._acces = acces = Acces(traduction)
        self.journal = SqlJournal(acces, ordres)
        self.acquis = SqlAcquis(acces, ordres.acquis)
        self.ecritures = SqlEcritures(acces, ordres.ecritures, LOT)
        self.audit = SqlAudit(acces, ordres.audit)
        self._revision = SqlRevision(acces, ordres.revision)

    @property
    def revisions(self) -> Mapping[str, int]:
        """The number of each kind that screens depend on, drafts included. I-32."""
        return self._revision.lire()

    def session_lue(self, id: str, /) -> SessionLue | None:
        """Read a session, its login and the revisions in one question, at one instant."""
        for version, corps, code, version_du_code, corps_du_code, revisions in self._acces.lire(
            self._ordres.revision.lire_la_session, (verifier_identite(id),)
        ):
            session = self._faire(SESSIONS).garde(id, version, corps)
            if session.state.identifiant != code:
                return None  # they differ by what a column cannot keep
            return SessionLue(
                session=session,
                identifiant=self._faire(IDENTIFIANTS).garde(code, version_du_code, corps_du_code),
                revisions=self._revision.lues(revisions),
            )
        return None

    def _faire(self, genre: Genre[A]) -> SqlRepository[A]:
        return SqlRepository(self._acces, self._ordres.etats(genre.table), genre, self._revision)

    def __enter__(self) -> SqlTransaction:
        with self._traduction:
            self._acces.ouvrir(self._commencer(), commencer=self._au_premier_ecrit, reprendre=self._reprendre)
        return self

    def __exit__(
        self, type_: type[BaseException] | None, erreur: BaseException | None, trace: TracebackType | None
    ) -> None:
        if type_ is not None:
            self._acces.fermer()
            self._oublier()
            return
        with self._traduction:
            try:
                self._revision.garder()
                self._acces.fermer()
                self._garder()
            except BaseException:
                self._acces.fermer()
                self._oublier()
                raise

    @abstractmethod
    def _commencer(self) -> Any:
        """Begin, and return a cursor of the driver."""

    def _reprendre(self, _: BaseException, /) -> Any:
        """Return another cursor when the connection was found cut before anything was said on it; none here."""
        return None

    @abstractmethod
    def _garder(self) -> None:
        """Commit, and give back what was taken."""

    @abstractmethod
    def _oublier(self) -> None:
        """Roll back, whatever state things are in, and give back what was taken."""


class _TransactionDeMoteur(SqlTransaction):
    """A transaction on a connection of the pool, taken for it and given back after it."""

    def __init__(self, moteur: Engine, ordres: Ordres, traduction: Traduction, *, owned: bool) -> None:
        super().__init__(ordres, traduction)
        self._moteur, self._owned = moteur, owned
        self._connexion: PoolProxiedConnection | None = None
        self._par_ordre = True

    def _commencer(self) -> Any:
        self._connexion = connexion = self._moteur.raw_connection()
        try:
            curseur = connexion.cursor()
            if self._moteur.dialect.name == "sqlite":
                curseur.execute("BEGIN IMMEDIATE")
            elif self._owned and connexion.dbapi_connection is not None:
                # In an engine of ours each statement sees what is committed when it runs, in a transaction or not.
                connexion.dbapi_connection.autocommit = True
                self._au_premier_ecrit = "BEGIN"
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
        if not self._par_ordre:
            connexion.commit()
        elif self._acces.a_commence:
            self._curseur.execute("COMMIT")
        self._curseur.close()
        self._rendre(connexion)
        self._connexion = None

    def _oublier(self) -> None:
        connexion, self._connexion = self._connexion, None
        if connexion is None:
            return
        try:
            connexion.rollback()
            self._rendre(connexion)
        except Exception:
            # It cannot even forget: nobody else must be given this connection.
            with suppress(Exception):
                connexion.invalidate()

    def _reprendre(self, erreur: BaseException, /) -> Any:
        connexion, dialecte = self._connexion, self._moteur.dialect
        if not self._owned or connexion is None or dialecte.name == "sqlite":
            return None  # the pool of a host is his: he has said how it is kept alive
        if not isinstance(erreur, dialecte.loaded_dbapi.Error):
            return None
        if not dialecte.is_disconnect(erreur, connexion.dbapi_connection, None):
            return None
        connexion.invalidate()
        self._moteur.dispose()  # those that wait are as old
        return self._commencer()

    def _rendre(self, connexion: PoolProxiedConnection) -> None:
        """Give a connection back as it was taken."""
        if self._au_premier_ecrit and connexion.dbapi_connection is not None:
            connexion.dbapi_connection.autocommit = False
        connexion.close()


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
