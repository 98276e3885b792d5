"""The driver's own cursor, on a connection of Core's pool: what one transaction reads and writes through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from lsc_adapters.storage.sql.errors import Traduction
from lsc_domain.ports.errors import Broken


class Acces:
    """A cursor while its transaction lasts, and a refusal afterwards."""

    __slots__ = ("_curseur", "_traduction")

    def __init__(self, traduction: Traduction) -> None:
        self._traduction = traduction
        self._curseur: Any = None

    def ouvrir(self, curseur: Any) -> None:
        """Serve through a cursor, until `fermer`."""
        self._curseur = curseur

    def fermer(self) -> None:
        """Serve no more: what would be written now would be lost, or belong to somebody else's transaction."""
        self._curseur = None

    def lire(self, ordre: str, parametres: Sequence[object]) -> list[tuple[Any, ...]]:
        """Return the rows of a question."""
        curseur = self._ouvert()
        with self._traduction:
            curseur.execute(ordre, parametres)
            lignes: list[tuple[Any, ...]] = curseur.fetchall()
        return lignes

    def ecrire(self, ordre: str, parametres: Sequence[object]) -> int:
        """Write, and return how many rows were."""
        curseur = self._ouvert()
        with self._traduction:
            curseur.execute(ordre, parametres)
            ecrites: int = curseur.rowcount
        return ecrites

    def parcourir(self, ordre: str, parametres: Sequence[object], taille: int) -> Iterator[list[tuple[Any, ...]]]:
        """Return the rows of a question by batches; nothing else may be asked before the last one."""
        curseur = self._ouvert()
        with self._traduction:
            curseur.execute(ordre, parametres)
            while lot := curseur.fetchmany(taille):
                yield lot

    def ecrire_tout(self, ordre: str, lignes: Sequence[Sequence[object]]) -> int:
        """Write many rows, and return how many were."""
        curseur = self._ouvert()
        if not lignes:
            return 0
        with self._traduction:
            curseur.executemany(ordre, lignes)
            ecrites: int = curseur.rowcount
        return ecrites

    def verifier_ouvert(self) -> None:
        """Refuse to serve once the transaction is over."""
        self._ouvert()

    def _ouvert(self) -> Any:
        if self._curseur is None:
            raise Broken("cette transaction est terminée")
        return self._curseur
