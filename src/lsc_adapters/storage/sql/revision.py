"""The revisions of what screens depend on: a few rows, read at once, written last before the commit."""

from __future__ import annotations

from collections.abc import Mapping

from lsc_adapters.storage.revision import RevisionEnCours
from lsc_adapters.storage.sql.acces import Acces
from lsc_adapters.storage.sql.ordres_de_revision import OrdresDeRevision, de_ligne


class SqlRevision(RevisionEnCours):
    """The revisions one transaction sees."""

    def __init__(self, acces: Acces, ordres: OrdresDeRevision) -> None:
        super().__init__()
        self._acces, self._ordres = acces, ordres

    def lire(self) -> Mapping[str, int]:
        """Return the number of each kind, as it is kept or as this transaction has written it. I-32."""
        return self.sur(dict(self._acces.lire(self._ordres.lire, ())))

    def lues(self, texte: str | None) -> Mapping[str, int]:
        """Return the same of those that came with an answer, in one text."""
        return self.sur(de_ligne(texte))

    def garder(self) -> None:
        """
        Write the number of each kind that was written, if any.

        Last of all, and always in the same order: whoever holds one of these rows waits for nothing but those after
        it, so that no two transactions wait for each other.
        """
        self._acces.ecrire_tout(self._ordres.ecrire, sorted(self.numeros.items()))
