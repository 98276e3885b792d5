"""Keeping the traces of the extranet."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from lsc_domain.extranet.audit import Trace


class Audit(Protocol):
    """The traces of the extranet: written after one another, never changed. I-31, I-53."""

    def ajouter(self, *traces: Trace) -> None:
        """Keep traces."""
        ...

    def lire(self, *, par: str | None = None, objet: str | None = None, derniers: int = 1000) -> tuple[Trace, ...]:
        """Return the last traces, the newest first: of a login, about an object, or all."""
        ...

    def effacer(self, *, avant: date) -> int:
        """Forget the traces of before a day, and say how many: they are personal data too. I-38."""
        ...
