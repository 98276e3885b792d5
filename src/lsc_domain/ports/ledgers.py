"""The figures of the accounts, wherever their ledgers are."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from lsc_domain.publication.comptabilite import Comptabilite


class Ledgers(Protocol):
    """Tells what the ledgers hold, as it is: which of it is published is the engine's to say."""

    def comptabilite(self, jour: date, /) -> Comptabilite:
        """Return the figures as they stand on a day. Raises `Unavailable` or `Broken`: nothing is published then."""
        ...
