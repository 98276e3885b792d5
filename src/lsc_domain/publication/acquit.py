"""What another side has acknowledged holding: one line a key."""

from __future__ import annotations

from datetime import datetime

from attrs import frozen


@frozen(kw_only=True)
class Acquit:
    """
    One thing a destination holds, as it was last sent.

    `empreinte` is the print of what it was made of, which the plan compares; `chemin`, `taille` and `contenu` (a
    SHA-256) are those of the file that was put there. Written after the file has arrived, never before. I-36.
    """

    cle: str
    empreinte: str
    chemin: str
    taille: int
    contenu: str
    le: datetime
