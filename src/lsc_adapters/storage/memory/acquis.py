"""What each destination acknowledged, in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lsc_adapters.storage.acquit import lignes_d_acquits
from lsc_adapters.storage.identite import verifier_identite
from lsc_adapters.storage.memory.garde import Garde, Ouverture
from lsc_domain.publication.acquit import Acquit


class MemoryAcquis:
    """What each destination acknowledged; of two transactions that wrote a key, the last one kept has it. I-36."""

    def __init__(self, transaction: Ouverture, garde: Garde) -> None:
        self._transaction, self._garde = transaction, garde
        self._brouillons: dict[str, dict[str, Acquit | None]] = {}

    def lire(self, destination: str, /) -> Mapping[str, Acquit]:
        """Return what a destination holds, drafts included. PUB-08."""
        self._transaction.verifier_ouverte()
        verifier_identite(destination)
        with self._garde.verrou:
            lus = self._garde.acquis.get(destination, {}).copy()
        _appliquer(self._brouillons.get(destination, {}), lus)
        return lus

    def compter(self, destination: str, /) -> int:
        """Tell how many keys a destination holds, drafts included."""
        self._transaction.verifier_ouverte()
        verifier_identite(destination)
        brouillons = self._brouillons.get(destination, {})
        with self._garde.verrou:
            gardes = self._garde.acquis.get(destination, {})
            return len(gardes) + sum((un is not None) - (cle in gardes) for cle, un in brouillons.items())

    def ecrire(self, destination: str, acquits: Iterable[Acquit], /) -> None:
        """Write drafts of acknowledgements."""
        self._transaction.verifier_ouverte()
        ecrits = tuple(acquits)
        lignes_d_acquits(destination, ecrits)  # what another store would refuse is refused here too
        self._brouillons.setdefault(destination, {}).update((acquit.cle, acquit) for acquit in ecrits)

    def retirer(self, destination: str, cles: Iterable[str], /) -> None:
        """Write that keys are forgotten."""
        self._transaction.verifier_ouverte()
        verifier_identite(destination)
        oubliees = {verifier_identite(cle): None for cle in cles}
        self._brouillons.setdefault(destination, {}).update(oubliees)

    def verifier(self) -> None:
        """Check nothing: a key has no version."""

    def garder(self) -> None:
        """Keep the drafts."""
        for destination, brouillons in self._brouillons.items():
            _appliquer(brouillons, self._garde.acquis.setdefault(destination, {}))


def _appliquer(brouillons: Mapping[str, Acquit | None], acquis: dict[str, Acquit]) -> None:
    for cle, acquit in brouillons.items():
        if acquit is None:
            acquis.pop(cle, None)
        else:
            acquis[cle] = acquit
