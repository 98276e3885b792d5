"""The letters banks read: the Latin set of the EPC, and what may be brought to it. EPC217-08."""

from __future__ import annotations

import re
from typing import Final
from unicodedata import combining, normalize

LONGUEUR_DE_REFERENCE: Final = 35
"""The most signs of a reference in a SEPA file: message, payment, mandate."""

_PERMIS: Final = re.compile(r"[A-Za-z0-9/\-?:().,'+ ]*")
_REFERENCE: Final = re.compile(r"(?!/)(?!.*//)[A-Za-z0-9/\-?:().,'+]{1,35}(?<!/)")
_AUTREMENT: Final = str.maketrans(
    {
        **{"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ẞ": "SS", "þ": "th", "Þ": "TH"},
        **{"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ı": "i", "€": "E"},
        **{"’": "'", "‘": "'", "ʼ": "'", "“": "'", "”": "'", '"': "'", "«": "'", "»": "'"},
        **{"‐": "-", "‑": "-", "–": "-", "—": "-", "_": "-", "&": "+"},
    }
)
"""What has no accent to lose, and yet a usual way to be written in these letters."""


def transliterer(texte: str) -> str | None:
    """
    Write a text with the letters banks read, or return `None` when it cannot be, or when nothing is left of it.

    >>> transliterer("SCI « Les Œillets » d’Ève ÇELIK-NAÏF & Cie")
    "SCI ' Les OEillets ' d'Eve CELIK-NAIF + Cie"
    >>> transliterer("Ελένη") is None, transliterer("a;b") is None, transliterer("  ") is None
    (True, True, True)
    """
    sans_accent = "".join(un for un in normalize("NFKD", texte.translate(_AUTREMENT)) if not combining(un))
    ecrit = " ".join(sans_accent.split(" "))
    ecrit = re.sub(" +", " ", ecrit).strip()
    return ecrit if ecrit and _PERMIS.fullmatch(ecrit) else None


def est_une_reference(texte: str) -> bool:
    """
    Tell whether a text may be a reference: at most 35 of these letters, no bar at either end, no two in a row.

    >>> est_une_reference("RUM-2026/17"), est_une_reference("/17"), est_une_reference("a//b"), est_une_reference("é")
    (True, False, False, False)
    """
    return _REFERENCE.fullmatch(texte) is not None
