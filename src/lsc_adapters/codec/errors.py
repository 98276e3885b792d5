"""
What is wrong with a payload, and where.

    LscError
    └── InvalidPayload
"""

from __future__ import annotations

import re

from lsc_domain.assemblee.declaration import Lieu
from lsc_domain.socle.errors import LscError

_IDENTIFIANT = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_TEXTE_MAXIMAL = 200


class InvalidPayload(LscError):
    """
    A payload refused: the place of the fault (`lieu`, from the root) and one French sentence (`texte`).

    >>> print(InvalidPayload(("presences", 3, "code"), "attendu l'un de : N, O, R, D, C"))
    $.presences[3].code: attendu l'un de : N, O, R, D, C
    """

    def __init__(self, lieu: Lieu, texte: str) -> None:
        self.lieu = lieu
        self.texte = texte if len(texte) <= _TEXTE_MAXIMAL else f"{texte[:_TEXTE_MAXIMAL]}…"
        super().__init__(f"{ecrire_lieu(lieu)}: {self.texte}")


def ecrire_lieu(lieu: Lieu) -> str:
    """
    Write a place as a path from the root of the payload.

    >>> ecrire_lieu(("votes", "5.1", "450TRILLON"))
    '$.votes["5.1"]["450TRILLON"]'
    """
    chemin = "$"
    for etape in lieu:
        if isinstance(etape, int):
            chemin += f"[{etape}]"
        elif _IDENTIFIANT.fullmatch(etape) and len(etape) <= _TEXTE_MAXIMAL:
            chemin += f".{etape}"
        else:
            nom = etape if len(etape) <= _TEXTE_MAXIMAL else f"{etape[:_TEXTE_MAXIMAL]}…"
            chemin += f'["{_imprimable(nom)}"]'
    return chemin


def _imprimable(texte: str) -> str:
    return "".join(lettre if lettre.isprintable() and lettre != '"' else "�" for lettre in texte)
