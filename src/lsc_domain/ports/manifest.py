"""Writing the list of all an extranet holds, for whoever is on the other side."""

from __future__ import annotations

from typing import Final, Protocol

from lsc_domain.publication.inventaire import Inventaire

CHEMIN_DU_MANIFESTE: Final = "manifeste.json"
"""Where the list is put, last: whoever reads it finds every file it names. PUB-08."""


class ManifestWriter(Protocol):
    """Turns the list into the bytes of one file."""

    def write(self, inventaire: Inventaire, /) -> bytes:
        """Write it; the same list always gives the same bytes."""
        ...
