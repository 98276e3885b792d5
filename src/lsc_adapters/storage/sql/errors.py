"""
What a database says no with, as one of ours: one table, one door, the most specific line first.

The driver's own exception stays as the cause. What it says goes no further: it may quote a row, or an address.
"""

from __future__ import annotations

import sqlite3
from types import TracebackType
from typing import Final

from sqlalchemy import Dialect, exc

from lsc_domain.ports.errors import Broken, Conflict, PortError, Unavailable

_LIGNES: Final[tuple[tuple[str, type[PortError], str], ...]] = (
    # SQLite, by the name of the result code (https://www.sqlite.org/rescode.html).
    ("SQLITE_BUSY_SNAPSHOT", Conflict, "quelqu'un d'autre a écrit entre-temps"),
    ("SQLITE_BUSY", Unavailable, "la base est occupée par quelqu'un d'autre"),
    ("SQLITE_LOCKED", Unavailable, "la base est occupée par quelqu'un d'autre"),
    ("SQLITE_CONSTRAINT_PRIMARYKEY", Conflict, "quelqu'un d'autre a écrit entre-temps"),
    ("SQLITE_CONSTRAINT_UNIQUE", Conflict, "quelqu'un d'autre a écrit entre-temps"),
    ("SQLITE_CONSTRAINT", Broken, "la base refuse cette ligne"),
    ("SQLITE_FULL", Broken, "le disque est plein"),
    ("SQLITE_READONLY", Broken, "la base ne peut pas être écrite"),
    ("SQLITE_PERM", Broken, "la base ne peut pas être écrite"),
    ("SQLITE_CANTOPEN", Broken, "le fichier de la base ne s'ouvre pas"),
    ("SQLITE_CORRUPT", Broken, "le fichier de la base est abîmé"),
    ("SQLITE_NOTADB", Broken, "ce fichier n'est pas une base SQLite"),
    ("SQLITE_IOERR", Broken, "le disque ne se lit ou ne s'écrit pas"),
    ("SQLITE_NOMEM", Unavailable, "la mémoire manque"),
    ("SQLITE_INTERRUPT", Unavailable, "la base a été interrompue"),
    ("SQLITE_ERROR", Broken, "les tables ne sont pas celles attendues ; lancez lsc base migrer"),
    # PostgreSQL, by SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html).
    ("08", Unavailable, "la connexion est coupée"),
    ("22", Broken, "la base refuse cette valeur"),
    ("23505", Conflict, "quelqu'un d'autre a écrit entre-temps"),
    ("23", Broken, "la base refuse cette ligne"),
    ("25006", Broken, "la base ne peut pas être écrite"),
    ("25P03", Unavailable, "la transaction est restée ouverte trop longtemps"),
    ("28", Broken, "la base refuse ce compte"),
    ("3D000", Broken, "cette base n'existe pas"),
    ("40001", Conflict, "quelqu'un d'autre a écrit entre-temps"),
    ("40P01", Conflict, "quelqu'un d'autre a écrit entre-temps"),
    ("40", Unavailable, "la base a renoncé à la transaction"),
    ("42501", Broken, "ce compte n'a pas les droits sur les tables"),
    ("42", Broken, "les tables ne sont pas celles attendues ; lancez lsc base migrer"),
    ("53100", Broken, "le disque est plein"),
    ("53", Unavailable, "la base manque de ressources"),
    ("55", Unavailable, "la base est occupée par quelqu'un d'autre"),
    ("57014", Unavailable, "la base a été interrompue"),
    ("57P", Unavailable, "la base s'arrête ou démarre"),
    ("58", Broken, "le disque ne se lit ou ne s'écrit pas"),
    ("XX001", Broken, "les fichiers de la base sont abîmés"),
    ("XX002", Broken, "les fichiers de la base sont abîmés"),
    ("XX", Broken, "la base a rencontré une erreur interne"),
)
"""How a code starts, what it is for the caller, and the sentence he reads; the longest start that fits is meant."""

_CLASSES: Final[tuple[tuple[str, type[PortError], str], ...]] = (
    # Without a code: the driver noticed by itself, most often that nobody is at the other end.
    ("InterfaceError", Unavailable, "la connexion est coupée"),
    ("OperationalError", Unavailable, "la base ne répond pas"),
    ("IntegrityError", Conflict, "quelqu'un d'autre a écrit entre-temps"),
    ("DataError", Broken, "la base refuse cette valeur"),
    ("ProgrammingError", Broken, "la base ne comprend pas ce qui lui est demandé"),
    ("Error", Broken, "la base a rencontré une erreur"),
)
"""What the classes every driver has (PEP 249) mean when there is no code, the most specific first."""


class Traduction:
    """
    The door: what a driver or SQLAlchemy raises inside a `with` comes out as one of our errors.

    One object serves a whole store: it remembers nothing.
    """

    __slots__ = ("_erreurs",)

    def __init__(self, dialecte: Dialect) -> None:
        """Translate the errors of the driver of a dialect."""
        self._erreurs = (exc.SQLAlchemyError, dialecte.loaded_dbapi.Error)

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, type_: type[BaseException] | None, erreur: BaseException | None, trace: TracebackType | None
    ) -> None:
        if erreur is not None and isinstance(erreur, self._erreurs):
            raise translate(erreur) from erreur


def translate(fautif: BaseException) -> PortError:
    """
    Say what an error of the database is for the caller.

    >>> translate(exc.TimeoutError())
    Unavailable('base de données : toutes les connexions sont prises')
    """
    if isinstance(fautif, exc.TimeoutError):
        return _dire(Unavailable, "toutes les connexions sont prises")
    if isinstance(fautif, exc.DBAPIError) and fautif.orig is not None:
        return translate(fautif.orig)
    if isinstance(fautif, exc.SQLAlchemyError):
        return _dire(Unavailable, "la connexion n'est plus utilisable")
    code = _code(fautif)
    trouvees = [ligne for ligne in _LIGNES if code.startswith(ligne[0])] if code else []
    if trouvees:
        _, type_, texte = max(trouvees, key=lambda ligne: len(ligne[0]))
        return _dire(type_, texte, code)
    noms = [classe.__name__ for classe in type(fautif).__mro__]
    for nom, type_, texte in _CLASSES:
        if nom in noms:
            return _dire(type_, texte, code)
    return _dire(Broken, "la base a rencontré une erreur", code)


def _code(fautif: BaseException) -> str:
    """Return what the driver calls the error: a name for SQLite, an SQLSTATE for PostgreSQL, or nothing."""
    if isinstance(fautif, sqlite3.Error):
        return getattr(fautif, "sqlite_errorname", "")
    return getattr(fautif, "sqlstate", None) or ""


def _dire(type_: type[PortError], texte: str, code: str = "") -> PortError:
    return type_(f"base de données : {texte} ({code})" if code else f"base de données : {texte}")
