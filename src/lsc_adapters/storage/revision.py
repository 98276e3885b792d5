"""The revisions of what screens depend on: a number drawn at each change, so that none ever comes twice. I-32."""

from __future__ import annotations

from collections.abc import Mapping
from secrets import randbits
from typing import Final

from lsc_adapters.storage.genre import REVISIONS

BITS: Final = 62
"""How long a number is: a database keeps it in a column, and no two are ever alike."""


def tirer() -> int:
    """Draw a number nobody ever had, and that is not zero."""
    return 1 + randbits(BITS)


class RevisionEnCours:
    """
    The number a transaction gives to each kind it has written, among those that screens depend on.

    It is drawn and not counted: after a transaction that is forgotten, or a base that is restored, a count would give
    the same number to other contents, and what somebody kept of the first would pass for the second.
    """

    def __init__(self) -> None:
        self._numeros: dict[str, int] = {}

    def changer(self, nom: str | None) -> None:
        """Note that a kind was written, if it has a revision; a number that was read before stands for it no more."""
        if nom is not None:
            self._numeros[nom] = 0

    @property
    def numeros(self) -> Mapping[str, int]:
        """The number of each kind that was written so far: what is kept at the end."""
        for nom, numero in self._numeros.items():
            if not numero:
                self._numeros[nom] = tirer()
        return self._numeros

    def sur(self, gardees: Mapping[str, int]) -> Mapping[str, int]:
        """Return the number of every kind, over those that are kept; zero before the first change."""
        return {**dict.fromkeys(REVISIONS, 0), **gardees, **self.numeros}
