"""
Canonical JSON (RFC 8785): one writing per value, so that anybody can compute the print of a record.

The standard encoder writes it to the letter once three things are kept out: numbers a reader of JSON would round,
keys the RFC sorts otherwise than Python (by UTF-16 unit, which only differs beyond the basic plane), and halves of a
character. A float has no place in a record of ours. What is kept out is refused, never changed.
"""

from __future__ import annotations

import json
from typing import Final, cast

from lsc_adapters.codec.errors import InvalidPayload
from lsc_domain.assemblee.declaration import Lieu

ENTIER_MAXIMAL: Final = 2**53 - 1
"""The largest whole number every reader of JSON holds exactly (RFC 8785, through I-JSON)."""

_PLAN_DE_BASE: Final = "\uffff"
_ENCODEUR: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
"""Frozen settings: an encoder keeps nothing of what it encodes."""


def canonique(valeur: object) -> str:
    """
    Write plain values (objects, lists, texts, whole numbers, booleans, nothing) in the one canonical way.

    Raises `InvalidPayload`, with its place, for anything else.

    >>> canonique({"rang": 1, "code": "séance"})
    '{"code":"séance","rang":1}'
    """
    _verifier(valeur)
    texte = _ENCODEUR.encode(valeur)
    verifier_caracteres(texte)
    return texte


def canonique_du_texte(texte: str) -> str:
    """Write one text as canonical JSON does, quotes included; halves of a character are not looked for."""
    return _ENCODEUR.encode(texte)


def verifier_caracteres(texte: str) -> None:
    """Refuse half of a surrogate pair: no file, and no database, can hold it."""
    if texte.isascii():
        return
    try:
        texte.encode()
    except UnicodeEncodeError:
        raise InvalidPayload((), "le texte contient la moitié d'un caractère") from None


def _verifier(racine: object) -> None:
    """Walk the values without recursion: a place is only built for who is followed."""
    a_voir: list[tuple[Lieu, object]] = [((), racine)]
    while a_voir:
        lieu, valeur = a_voir.pop()
        if isinstance(valeur, dict):
            for cle, enfant in cast("dict[object, object]", valeur).items():
                if not isinstance(cle, str) or max(cle, default="") > _PLAN_DE_BASE:
                    raise InvalidPayload((*lieu, str(cle)), "cette clé n'a pas d'écriture canonique")
                if type(enfant) is not str:
                    a_voir.append(((*lieu, cle), enfant))
        elif isinstance(valeur, list):
            enfants = enumerate(cast("list[object]", valeur))
            a_voir += [((*lieu, rang), enfant) for rang, enfant in enfants if type(enfant) is not str]
        elif valeur is None or isinstance(valeur, (bool, str)):
            continue
        elif not isinstance(valeur, int):
            raise InvalidPayload(lieu, f"une valeur de type {type(valeur).__name__} n'a pas d'écriture canonique")
        elif abs(valeur) > ENTIER_MAXIMAL:
            raise InvalidPayload(lieu, f"un entier de plus de {ENTIER_MAXIMAL} n'a pas d'écriture canonique")
