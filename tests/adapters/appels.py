"""Calling `lsc` in this process, as a test does."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from attrs import frozen

FAIT, CONSTATATIONS, MAUVAISE_ENTREE, PANNE = 0, 1, 2, 3


@frozen
class Reponse:
    """What one call gave."""

    code: int
    sortie: str
    erreur: str

    @property
    def json(self) -> Any:
        return json.loads(self.sortie)


Lsc = Callable[..., Reponse]
