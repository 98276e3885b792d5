"""Reading what a command line gives as text: dates, decimals, files, policies."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Literal, TypeVar
from zoneinfo import ZoneInfo

from cyclopts import Parameter

from lsc_adapters.cli.faute import FauteDeSaisie
from lsc_adapters.codec.converter import decimal, read
from lsc_adapters.codec.errors import InvalidPayload
from lsc_domain.loi.politique import Politique
from lsc_domain.socle.errors import InvalidValue

Format = Annotated[
    Literal["table", "json"],
    Parameter(metavar="table|json", help="Pour des personnes (table, par défaut) ou des programmes (json)."),
]
PARIS = ZoneInfo("Europe/Paris")
Fichier = Annotated[
    Path, Parameter(help="Une assemblée au format lsc.assemblee/1, en JSON, ou en TOML si le nom finit par .toml.")
]
T = TypeVar("T")
_CHIFFRES = re.compile(r"[0-9]{1,9}")


def lire_date(option: str, texte: str) -> dt.date:
    """Read a day given as AAAA-MM-JJ."""
    try:
        return read(texte, dt.date)
    except InvalidPayload as fautif:
        raise FauteDeSaisie(f"{option} : {fautif.texte}") from None


def lire_nombre(option: str, texte: str) -> Fraction:
    """Read an exact, non negative decimal."""
    try:
        return decimal(texte)
    except InvalidValue:
        raise FauteDeSaisie(f"{option} : attendu un nombre décimal positif, comme 1000.91516") from None


def lire_entier(option: str, texte: str | None) -> int | None:
    """Read a count of heads, in digits, or nothing."""
    if texte is None:
        return None
    if not _CHIFFRES.fullmatch(texte):
        raise FauteDeSaisie(f"{option} : attendu un nombre entier, comme 12")
    return int(texte)


def lire_nombres(option: str, texte: str) -> list[Fraction]:
    """Read decimals separated by commas; nothing at all is none of them."""
    return [lire_nombre(option, un.strip()) for un in texte.split(",")] if texte.strip() else []


def lire_politique(couples: Sequence[str]) -> Politique:
    """Read `nom=valeur` pairs as the fields of `Politique`."""
    valeurs: dict[str, object] = {}
    for couple in couples:
        nom, egal, valeur = couple.partition("=")
        if not egal:
            raise FauteDeSaisie(f"--politique : attendu nom=valeur, pas {couple!r}")
        valeurs[nom] = {"true": True, "false": False}.get(valeur, valeur)
    try:
        return read(valeurs, Politique)
    except InvalidPayload as fautif:
        raise FauteDeSaisie(f"--politique {'.'.join(map(str, fautif.lieu))} : {fautif.texte}") from None


def lire_fichier(chemin: Path, lire: Callable[[Path], T]) -> T:
    """Read a file, naming it in front of whatever is wrong with it."""
    try:
        return lire(chemin)
    except InvalidPayload as fautif:
        raise FauteDeSaisie(f"{chemin}: {fautif}") from None
    except ValueError:  # a name no file can have
        raise FauteDeSaisie("le nom du fichier est illisible") from None
    except OSError as fautif:
        raise FauteDeSaisie(f"{chemin}: {_RAISONS.get(type(fautif), 'le fichier ne peut être lu')}") from None


_RAISONS: dict[type[OSError], str] = {
    FileNotFoundError: "le fichier n'existe pas",
    IsADirectoryError: "c'est un dossier, pas un fichier",
    PermissionError: "le fichier ne peut être lu, faute de droits",
}
