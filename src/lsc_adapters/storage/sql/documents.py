"""Contents kept in the database, beside what it knows of them: one thing to save, and to restore."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Engine, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError

from lsc_adapters.storage.sql.errors import Traduction
from lsc_adapters.storage.sql.migrations import revision_actuelle, verifier_revision
from lsc_adapters.storage.sql.tables_contenu import contenu as table
from lsc_adapters.storage.sql.verrou import reserver
from lsc_domain.ports.documents import TAILLE_MAXIMALE, DocumentStore, empreinte_du_contenu, est_une_empreinte
from lsc_domain.ports.errors import Broken, NotFound
from lsc_domain.socle.errors import InvalidValue

A = TypeVar("A")


class SqlDocumentStore:
    """
    Contents on SQLite or PostgreSQL. CORE-06.

    Given an engine, each call is a transaction of its own: on SQLite, where one writes at a time, a content is put
    before the transaction that will name it is opened, or both wait for each other. Given a connection, a call is a
    savepoint of its owner's transaction: what he rolls back was not kept.
    """

    def __init__(self, base: Engine | Connection, *, owned: bool = False) -> None:
        """
        Keep contents in a database that is closed by whoever opened it; nothing is read or written yet.

        `owned` tells that the engine was opened by us: a connection found cut is then replaced, and nobody notices.
        The pool of a host is his: he has said how it is kept alive.
        """
        self._base, self._owned = base, owned
        self._traduction = Traduction(base.dialect)
        self._verifiee = False

    def __repr__(self) -> str:
        """Name the kind of database, and nothing of its address."""
        return f"SqlDocumentStore({self._base.dialect.name})"

    def put(self, contenu: bytes, /) -> str:
        """Keep a content. Raises `Broken` when the tables are not those of this version: `lsc base migrer`."""
        if len(contenu) > TAILLE_MAXIMALE:
            raise InvalidValue(f"contenu : {len(contenu)} octets, au plus {TAILLE_MAXIMALE}")
        empreinte = empreinte_du_contenu(contenu)
        dialecte = postgresql if self._base.dialect.name == "postgresql" else sqlite
        inserer = dialecte.insert(table).values(empreinte=empreinte, taille=len(contenu), contenu=contenu)
        nouveau = inserer.excluded
        mettre = inserer.on_conflict_do_update(
            index_elements=[table.c.empreinte],
            set_={"taille": nouveau.taille, "contenu": nouveau.contenu},
            # What is there already is left as it is, unless it is not what its print says.
            where=(table.c.contenu != nouveau.contenu) | (table.c.taille != nouveau.taille),
        )
        self._faire(lambda connexion: connexion.execute(mettre))
        return empreinte

    def get(self, empreinte: str, /) -> bytes:
        """Return a content, its print computed again."""
        trouve: bytes | None = self._lire(table.c.contenu, empreinte)
        if trouve is None:
            raise _absent(empreinte)
        if empreinte_du_contenu(trouve) != empreinte:
            raise Broken(f"contenu {empreinte} : la ligne a été abîmée")
        return trouve

    def has(self, empreinte: str, /) -> bool:
        """Tell whether a content is kept."""
        return self._taille(empreinte) is not None

    def size(self, empreinte: str, /) -> int:
        """Return how many bytes a content has."""
        taille = self._taille(empreinte)
        if taille is None:
            raise _absent(empreinte)
        return taille

    def _taille(self, empreinte: str) -> int | None:
        taille: int | None = self._lire(table.c.taille, empreinte)
        return taille

    def _lire(self, colonne: Column[Any], empreinte: str) -> Any:
        if not est_une_empreinte(empreinte):
            return None
        question = select(colonne).where(table.c.empreinte == empreinte)
        return self._faire(lambda connexion: connexion.scalar(question))

    def _faire(self, acte: Callable[[Connection], A]) -> A:
        """
        Do one thing, in a transaction of its own or of its owner's.

        On a connection of ours that turns out to be cut, it is done again on another one, once. Whenever it was cut:
        a content put twice is put once, and one that is asked for twice is the same.
        """
        with self._traduction:
            if isinstance(self._base, Connection):
                return self._dans_la_sienne(self._base, acte)
            try:
                return self._dans_une_a_soi(self._base, acte)
            except DBAPIError as fautif:
                if not self._owned or not fautif.connection_invalidated:
                    raise
                return self._dans_une_a_soi(self._base, acte)

    def _dans_une_a_soi(self, moteur: Engine, acte: Callable[[Connection], A]) -> A:
        with moteur.begin() as connexion:
            self._verifier(connexion)
            return acte(connexion)

    def _dans_la_sienne(self, connexion: Connection, acte: Callable[[Connection], A]) -> A:
        if connexion.dialect.name == "sqlite":
            reserver(connexion)
        with connexion.begin_nested():
            self._verifier(connexion)
            return acte(connexion)

    def _verifier(self, connexion: Connection) -> None:
        if not self._verifiee:
            verifier_revision(revision_actuelle(connexion))
            self._verifiee = True


def _absent(empreinte: str) -> NotFound:
    return NotFound(f"contenu {empreinte!r} : il n'est pas gardé")


_: type[DocumentStore] = SqlDocumentStore
