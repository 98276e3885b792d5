"""The traces of the extranet, in memory."""

from __future__ import annotations

from datetime import UTC, date

from lsc_adapters.storage.memory.garde import Garde, Ouverture
from lsc_adapters.storage.trace import lignes_de_traces
from lsc_domain.extranet.audit import Trace


class MemoryAudit:
    """The traces of one transaction, after those that are kept. I-31, I-53."""

    def __init__(self, transaction: Ouverture, garde: Garde) -> None:
        self._transaction, self._garde = transaction, garde
        self._brouillons: list[Trace] = []
        self._efface_avant = date.min

    def ajouter(self, *traces: Trace) -> None:
        """Write drafts of traces."""
        self._transaction.verifier_ouverte()
        lignes_de_traces(traces)  # what another store would refuse is refused here too
        self._brouillons += traces

    def lire(self, *, par: str | None = None, objet: str | None = None, derniers: int = 1000) -> tuple[Trace, ...]:
        """Return the last traces, the newest first."""
        retenues = [
            une
            for une in reversed(self._toutes())
            if (par is None or une.par == par) and (objet is None or une.objet == objet)
        ]
        return tuple(retenues[: max(derniers, 0)])

    def effacer(self, *, avant: date) -> int:
        """Write that the traces of before a day are forgotten."""
        toutes = self._toutes()
        restent = sum(1 for une in toutes if _jour(une) >= avant)
        self._efface_avant = max(self._efface_avant, avant)
        self._brouillons = [une for une in self._brouillons if _jour(une) >= avant]
        return len(toutes) - restent

    def verifier(self) -> None:
        """Check nothing: a trace has no version."""

    def garder(self) -> None:
        """Forget what is to be, and keep the drafts."""
        if self._efface_avant > date.min:
            self._garde.traces = [une for une in self._garde.traces if _jour(une) >= self._efface_avant]
        self._garde.traces += self._brouillons

    def _toutes(self) -> list[Trace]:
        self._transaction.verifier_ouverte()
        with self._garde.verrou:
            gardees = [une for une in self._garde.traces if _jour(une) >= self._efface_avant]
        return gardees + self._brouillons


def _jour(une: Trace) -> date:
    return une.le.astimezone(UTC).date()
