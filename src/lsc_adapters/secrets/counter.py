"""`CounterSecrets`: secrets that are none, known in advance. For tests, and for a run made again to the letter."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import sha256
from itertools import count
from threading import Lock

from lsc_adapters.secrets.system import SystemSecrets
from lsc_domain.ports.secrets import Secrets


class CounterSecrets(SystemSecrets):
    """
    What SHA-256 makes of a seed and a count: it looks drawn, and whoever knows the seed knows it all.

    >>> CounterSecrets("essai").jeton() == CounterSecrets("essai").jeton()
    True
    """

    def __init__(self, graine: str = "lsc") -> None:
        """Take the seed."""
        self._graine, self._compte, self._verrou = graine, count(1), Lock()

    def jeton(self) -> str:
        """Return the next token, of the usual form."""
        return urlsafe_b64encode(self._suivant()).rstrip(b"=").decode()

    def tirer(self, alphabet: str, longueur: int, /) -> str:
        """Return the next signs of an alphabet, even to within one in 2^224."""
        return "".join(alphabet[int.from_bytes(self._suivant()) % len(alphabet)] for _ in range(longueur))

    def _suivant(self) -> bytes:
        with self._verrou:
            return sha256(f"{self._graine}|{next(self._compte)}".encode()).digest()


_: type[Secrets] = CounterSecrets
