"""The driver's own cursor, on a connection of Core's pool: what one transaction reads and writes through."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from lsc_adapters.storage.sql.errors import Traduction
from lsc_domain.ports.errors import Broken


class Acces:
    """
    A cursor while its transaction lasts, and a refusal afterwards.

    Where each statement sees the base as it is when it runs, a transaction that only reads needs neither to begin nor
    to end: `ouvrir` is told the statement that begins it, and it is said before the first write.

    The first statement also finds out that the connection was cut while it waited: `reprendre` then gives the cursor
    of another one, or none, and it is said again there. Nobody notices, and no question is asked only to know.
    """

    __slots__ = ("_commencer", "_curseur", "_reprendre", "_traduction")

    def __init__(self, traduction: Traduction) -> None:
        self._traduction = traduction
        self._curseur: Any = None
        self._commencer = ""
        self._reprendre: Callable[[BaseException], Any] | None = None

    def ouvrir(
        self, curseur: Any, *, commencer: str = "", reprendre: Callable[[BaseException], Any] | None = None
    ) -> None:
        """Serve through a cursor, until `fermer`; `commencer` is empty for a transaction that has begun."""
        self._curseur, self._commencer, self._reprendre = curseur, commencer, reprendre

    @property
    def a_commence(self) -> bool:
        """Whether there is something to commit."""
        return not self._commencer

    def commencer(self) -> None:
        """Begin, if that is still to be done: what is read from now on may be locked, or written."""
        if self._commencer:
            self._executer(self._commencer, None)
            self._commencer = ""

    def fermer(self) -> None:
        """Serve no more: what would be written now would be lost, or belong to somebody else's transaction."""
        self._curseur = None

    def lire(self, ordre: str, parametres: Sequence[object]) -> list[tuple[Any, ...]]:
        """Return the rows of a question."""
        curseur = self._executer(ordre, parametres)
        with self._traduction:
            lignes: list[tuple[Any, ...]] = curseur.fetchall()
        return lignes

    def ecrire(self, ordre: str, parametres: Sequence[object]) -> int:
        """Write, and return how many rows were."""
        self.commencer()
        ecrites: int = self._executer(ordre, parametres).rowcount
        return ecrites

    def parcourir(self, ordre: str, parametres: Sequence[object], taille: int) -> Iterator[list[tuple[Any, ...]]]:
        """Return the rows of a question by batches; nothing else may be asked before the last one."""
        curseur = self._executer(ordre, parametres)
        with self._traduction:
            while lot := curseur.fetchmany(taille):
                yield lot

    def ecrire_tout(self, ordre: str, lignes: Sequence[Sequence[object]]) -> int:
        """Write many rows, and return how many were."""
        curseur = self._ouvert()
        if not lignes:
            return 0
        self.commencer()
        with self._traduction:
            curseur.executemany(ordre, lignes)
            ecrites: int = curseur.rowcount
        return ecrites

    def verifier_ouvert(self) -> None:
        """Refuse to serve once the transaction is over."""
        self._ouvert()

    def _executer(self, ordre: str, parametres: Sequence[object] | None) -> Any:
        """Say a statement, and return the cursor that holds its answer."""
        curseur, reprendre = self._ouvert(), self._reprendre
        self._reprendre = None
        with self._traduction:
            try:
                curseur.execute(ordre, parametres) if parametres is not None else curseur.execute(ordre)
            except Exception as coupee:
                autre = reprendre(coupee) if reprendre is not None else None
                if autre is None:
                    raise
                autre.execute(ordre, parametres) if parametres is not None else autre.execute(ordre)
                self._curseur = curseur = autre
        return curseur

    def _ouvert(self) -> Any:
        if self._curseur is None:
            raise Broken("cette transaction est terminée")
        return self._curseur
