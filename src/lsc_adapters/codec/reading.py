"""
From bytes to plain values: JSON or TOML, refused at the first thing a reader could get wrong.

A key given twice, a number that is not finite, bytes that are not UTF-8, an endless nesting or a file
beyond any real meeting are faults with a place, never a traceback.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date, time
from pathlib import Path
from typing import Final

from lsc_adapters.codec.errors import InvalidPayload
from lsc_adapters.codec.plain import is_liste, is_table
from lsc_domain.assemblee.declaration import Lieu
from lsc_domain.socle.affichage import ecrire_heure

TAILLE_MAXIMALE: Final = 64 * 1024 * 1024
"""Bytes: five times a meeting of ten thousand owners and fifty resolutions."""

_PROFONDEUR_MAXIMALE: Final = 100
_CHIFFRES_D_UN_ENTIER: Final = 20
_DEMI_CARACTERE: Final = re.compile(r"\\u[dD][89a-fA-F]")
_SURROGAT: Final = re.compile("[\ud800-\udfff]")


def read_file(chemin: Path, *, taille_maximale: int = TAILLE_MAXIMALE) -> object:
    """
    Read a JSON file, or a TOML one by its suffix, into plain values.

    No more than `taille_maximale` bytes are ever read. Raises `InvalidPayload`, whose place is in the
    file, for anything that is not one well-formed document; `OSError` when the file cannot be read.
    """
    with chemin.open("rb") as fichier:
        octets = fichier.read(taille_maximale + 1)
    if len(octets) > taille_maximale:
        raise InvalidPayload((), f"le fichier dépasse {taille_maximale // 1024 // 1024} Mio")
    try:
        texte = octets.decode("utf-8-sig")
    except UnicodeDecodeError as fautif:
        raise InvalidPayload((), f"le fichier n'est pas en UTF-8 (octet {fautif.start})") from None
    del octets
    return read_toml(texte) if chemin.suffix.lower() == ".toml" else read_json(texte)


def read_json(texte: str) -> object:
    """
    Read one JSON document.

    >>> read_json('{"a": 1, "a": 2}')
    Traceback (most recent call last):
        ...
    lsc_adapters.codec.errors.InvalidPayload: $.a: la clé est donnée deux fois
    """
    doublons = 0

    def objet(paires: list[tuple[str, object]]) -> dict[str, object]:
        nonlocal doublons
        valeurs = dict(paires)
        if len(valeurs) < len(paires):
            valeurs = _Doublon(valeurs)
            valeurs.cle = _premier_double(paires)
            doublons += 1
        return valeurs

    try:
        valeur = json.loads(texte, object_pairs_hook=objet, parse_constant=_Illisible, parse_int=_entier)
    except json.JSONDecodeError as fautif:
        raise InvalidPayload((), f"JSON mal formé, ligne {fautif.lineno}, colonne {fautif.colno}") from None
    except RecursionError:
        raise InvalidPayload((), "le document est trop profondément imbriqué") from None
    if doublons:
        raise InvalidPayload(_premier(valeur), "la clé est donnée deux fois")
    if _DEMI_CARACTERE.search(texte):
        _refuser_demi_caracteres(valeur)
    return valeur


def read_toml(texte: str) -> object:
    """
    Read one TOML document, the same keys as in JSON; its own dates and hours are taken as text.

    >>> read_toml("date = 2020-07-07")
    {'date': '2020-07-07'}
    """
    try:
        return _sans_dates(tomllib.loads(texte), 0)
    except tomllib.TOMLDecodeError as fautif:
        raise InvalidPayload((), f"TOML mal formé : {_premiere_phrase(fautif)}") from None
    except RecursionError:
        raise InvalidPayload((), "le document est trop profondément imbriqué") from None


class _Doublon(dict[str, object]):
    """An object in which a key came twice: remembered until its place is known."""

    cle: str = ""


def _premier_double(paires: list[tuple[str, object]]) -> str:
    vues: set[str] = set()
    for cle, _ in paires:
        if cle in vues:
            return cle
        vues.add(cle)
    return ""


class _Illisible:
    """A number no format of ours can hold (NaN, an integer of a thousand digits): refused where it stands."""

    def __init__(self, texte: str) -> None:
        self.texte = texte


def _entier(texte: str) -> int | _Illisible:
    return int(texte) if len(texte) <= _CHIFFRES_D_UN_ENTIER else _Illisible(texte)


def _parcourir(valeur: object) -> Iterator[tuple[Lieu, object]]:
    """Walk a document, each value with its place, without recursion."""
    a_voir: list[tuple[Lieu, object]] = [((), valeur)]
    while a_voir:
        lieu, ici = a_voir.pop()
        yield lieu, ici
        if is_table(ici):
            a_voir += [((*lieu, cle), enfant) for cle, enfant in ici.items()]
        elif is_liste(ici):
            a_voir += [((*lieu, rang), enfant) for rang, enfant in enumerate(ici)]


def _premier(valeur: object) -> Lieu:
    """Find the first key given twice; one inside a value that was itself replaced is not in the document."""
    return next((*lieu, ici.cle) for lieu, ici in _parcourir(valeur) if isinstance(ici, _Doublon))


def _refuser_demi_caracteres(valeur: object) -> None:
    """Refuse half of a surrogate pair, which JSON can escape and nobody can print."""
    for lieu, ici in _parcourir(valeur):
        textes: Iterable[object] = ici.keys() if is_table(ici) else (ici,)
        if any(isinstance(texte, str) and _SURROGAT.search(texte) for texte in textes):
            raise InvalidPayload(lieu, "le texte contient la moitié d'un caractère")


def _sans_dates(valeur: object, profondeur: int) -> object:
    if profondeur > _PROFONDEUR_MAXIMALE:
        raise InvalidPayload((), "le document est trop profondément imbriqué")
    if is_table(valeur):
        return {cle: _sans_dates(enfant, profondeur + 1) for cle, enfant in valeur.items()}
    if is_liste(valeur):
        return [_sans_dates(enfant, profondeur + 1) for enfant in valeur]
    if isinstance(valeur, time):  # one with seconds is left as it is, to be refused where it stands as in JSON
        return valeur.isoformat() if valeur.second or valeur.microsecond else ecrire_heure(valeur)
    return valeur.isoformat() if isinstance(valeur, date) else valeur


def _premiere_phrase(fautif: Exception) -> str:
    return str(fautif).partition(";")[0].partition("\n")[0]
