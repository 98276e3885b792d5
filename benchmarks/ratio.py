"""A promise of speed: what is measured, against what, and how far apart they may be."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple


class Ratio(NamedTuple):
    """One promise: what is measured, against what, and how far apart they may be."""

    nom: str
    mesure: float
    plancher: float
    unite: str
    promis: float
    au_moins: bool = False

    @property
    def valeur(self) -> float:
        """How many times the floor, or how many times faster than it."""
        return self.plancher / self.mesure if self.au_moins else self.mesure / self.plancher

    @property
    def tenu(self) -> bool:
        """Whether the promise is kept."""
        return self.valeur >= self.promis if self.au_moins else self.valeur <= self.promis


def le_meilleur(faire: Callable[[], object], *, fois: int = 7) -> float:
    """Return the best time of several, in seconds."""
    temps = []
    for _ in range(fois):
        debut = time.perf_counter()
        faire()
        temps.append(time.perf_counter() - debut)
    return min(temps)
