"""The files a request may bring: how many, how heavy, and under what names. EXA-37."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, assert_never
from unicodedata import category, normalize

from attrs import frozen
from returns.result import Failure, Result, Success

from lsc_domain.socle.errors import InvalidValue

_MO: Final = 1024 * 1024
_NOM_LE_PLUS_LONG: Final = 120
_ECARTES: Final = re.compile(r'[<>:"|?*\\/]')


@frozen(kw_only=True)
class LimitesDePieces:
    """
    What a client may attach to one message: `nombre` files, of `taille` bytes each at most, of these suffixes.

    Neither programs nor pages: what the agency opens by a double click does nothing but be read.
    """

    nombre: int = 5
    taille: int = 10 * _MO
    suffixes: frozenset[str] = frozenset({".pdf", ".jpg", ".jpeg", ".png", ".heic", ".txt", ".docx", ".odt", ".xlsx"})

    def __attrs_post_init__(self) -> None:
        if self.nombre < 0 or self.taille < 0:
            raise InvalidValue("pièces d'une demande : ni nombre ni taille négatifs")


@frozen(kw_only=True)
class TropDePieces:
    """More files than a message takes."""

    nombre: int
    maximum: int


@frozen(kw_only=True)
class PieceTropLourde:
    """A file of more bytes than a message takes, or of none."""

    nom: str
    taille: int
    maximum: int


@frozen(kw_only=True)
class NatureRefusee:
    """A file whose suffix is not one of those that are taken."""

    nom: str
    admises: frozenset[str]


RefusDePiece = TropDePieces | PieceTropLourde | NatureRefusee


def libelle(refus: RefusDePiece) -> str:
    """
    Say a refusal in French.

    >>> libelle(TropDePieces(nombre=6, maximum=5))
    'Une demande accepte 5 pièces jointes au plus, pas 6.'
    """
    match refus:
        case TropDePieces(nombre=nombre, maximum=maximum):
            return f"Une demande accepte {maximum} pièces jointes au plus, pas {nombre}."
        case PieceTropLourde(nom=nom, taille=0):
            return f"« {nom} » est vide."
        case PieceTropLourde(nom=nom, maximum=maximum):
            return f"« {nom} » est trop lourd : {maximum // _MO} Mo au plus."
        case NatureRefusee(nom=nom, admises=admises):
            return f"« {nom} » n'est pas d'un type accepté : {', '.join(sorted(admises))}."
        case _:
            assert_never(refus)


def nettoyer_nom(nom: str) -> str:
    r"""
    Return a name fit to be kept and proposed: no folder, no control sign, no mark that turns the text around.

    >>> nettoyer_nom("C:\\Photos\\dégât\n des eaux.JPG"), nettoyer_nom("../../etc/passwd"), nettoyer_nom("..")
    ('dégât des eaux.JPG', 'passwd', 'pièce')
    """
    dernier = re.split(r"[/\\]", normalize("NFC", nom))[-1]
    lisible = "".join(" " if signe.isspace() else signe for signe in dernier if signe.isspace() or _se_lit(signe))
    propre = " ".join(_ECARTES.sub("_", lisible).split()).strip(". ")
    if not propre:
        return "pièce"
    base, point, suffixe = propre.rpartition(".")
    if not point or len(suffixe) > 10:
        return propre[:_NOM_LE_PLUS_LONG]
    return f"{base[: _NOM_LE_PLUS_LONG - len(suffixe) - 1]}.{suffixe}"


def verifier_pieces(
    pieces: Sequence[tuple[str, int]], limites: LimitesDePieces
) -> Result[tuple[str, ...], RefusDePiece]:
    """Return the clean names of files given with their sizes, in their order, or why they are not taken."""
    if len(pieces) > limites.nombre:
        return Failure(TropDePieces(nombre=len(pieces), maximum=limites.nombre))
    noms = tuple(nettoyer_nom(nom) for nom, _ in pieces)
    for nom, (_, taille) in zip(noms, pieces, strict=True):
        if not 0 < taille <= limites.taille:
            return Failure(PieceTropLourde(nom=nom, taille=taille, maximum=limites.taille))
        if f".{nom.rpartition('.')[2].lower()}" not in limites.suffixes:
            return Failure(NatureRefusee(nom=nom, admises=limites.suffixes))
    return Success(noms)


def _se_lit(signe: str) -> bool:
    """Tell control, format and private signs, and half surrogates, from what is read."""
    return not category(signe).startswith("C")
