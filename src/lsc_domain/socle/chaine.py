"""
A chain of records, each bearing the SHA-256 of the one before: what was kept cannot be changed unseen.

The text of a record is its canonical JSON (RFC 8785), so that anybody can compute the same print.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Final

ORIGINE: Final = "0" * 64
"""What the first record bears in place of a print."""


def empreinte(texte: str) -> str:
    """
    Return the SHA-256 of a record's canonical text, in lower-case hexadecimal.

    >>> empreinte('{"code":"seance.ouverte"}')[:16]
    'a631c6e0f7edcc67'
    """
    return sha256(texte.encode()).hexdigest()
