"""« Code accès »: the name one types to come in, made once from one's name. EXP-52, I-37, X-27."""

from __future__ import annotations

import unicodedata
from collections.abc import Container
from itertools import count
from typing import Final

LONGUEUR: Final = 40
"""Signs of a login before its number: what fits a letter and a box of the screen."""
SANS_NOM: Final = "CLIENT"
"""What a login is made from when nothing of the name can be typed on a French keyboard."""

_A_PART: Final = str.maketrans({"Œ": "OE", "Æ": "AE", "Ø": "O", "Ł": "L", "Đ": "D", "Ð": "D", "Þ": "TH"})
"""The letters that Unicode does not take apart."""
_SIGNES: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")


def normaliser(texte: str) -> str:
    """
    Return what remains of a text once accents, spaces, hyphens, apostrophes and the case are put aside. I-37.

    Particles stay, glued to their name however they were written. What is typed at the login screen is read so too.

    >>> normaliser("aloxe corton Denise"), normaliser("D’ŒUVRE-LÉVÊQUE"), normaliser("d oeuvre leveque")
    ('ALOXECORTONDENISE', 'DOEUVRELEVEQUE', 'DOEUVRELEVEQUE')
    """
    en_majuscules = unicodedata.normalize("NFKD", texte.upper()).translate(_A_PART)
    return "".join(signe for signe in en_majuscules if signe in _SIGNES)


def code_d_acces(nom: str, prenom: str = "", *, pris: Container[str]) -> str:
    """
    Make a login that nobody has: the name and the first name, and a number for a homonym. EXP-52, I-37.

    It is kept as it is made: no rename changes it (X-27).

    >>> code_d_acces("ALOXE CORTON", "Denise", pris=())
    'ALOXECORTONDENISE'
    >>> code_d_acces("Aloxe-Corton", "DENISE", pris={"ALOXECORTONDENISE", "ALOXECORTONDENISE2"})
    'ALOXECORTONDENISE3'
    """
    racine = normaliser(f"{nom}{prenom}")[:LONGUEUR] or SANS_NOM
    if racine not in pris:
        return racine
    return next(code for numero in count(2) if (code := f"{racine}{numero}") not in pris)
