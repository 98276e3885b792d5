"""
French writing of numbers, voices, euros, dates and hours: the only place where it is decided. CORE-09.

Screens show voices with five decimals and a space between thousands; the procès-verbal drops both
the trailing zeros and the space; exchange files use a plain decimal point.
"""

import re
from datetime import date, time
from fractions import Fraction
from typing import Final

DECIMALES_DES_TANTIEMES: Final = 5
ESPACE_FINE: Final = "\u202f"
"""The narrow no-break space of French typography: between thousands, and before ; : ! ?"""

_JOURS: Final = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MOIS: Final = (
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre"),
    *("novembre", "décembre"),
)
_AVANT = re.compile(r" (?=[;:!?»])")
_APRES = re.compile(r"(?<=«) ")


def _chiffres(valeur: Fraction, decimales: int) -> tuple[str, str, str]:
    """Split into sign, whole part and exactly *decimales* digits, rounded half away from zero."""
    echelle = 10**decimales
    absolu = abs(valeur)
    unites = (2 * absolu.numerator * echelle + absolu.denominator) // (2 * absolu.denominator)
    entier, reste = divmod(unites, echelle)
    signe = "-" if valeur < 0 and unites else ""
    return signe, str(entier), f"{reste:0{decimales}d}" if decimales else ""


def _milliers(entier: str, espace: str) -> str:
    return f"{int(entier):,}".replace(",", espace)


def ecrire_decimal(valeur: Fraction | int) -> str:
    """
    Write an exact number for a file: decimal point, no trailing zero.

    A number that has no finite decimal form is rounded **up** at five decimals, so that what is
    written as a threshold is the smallest value that reaches it.

    >>> ecrire_decimal(Fraction("588.01430")), ecrire_decimal(Fraction("1000.91516") * 2 / 3)
    ('588.0143', '667.27678')
    """
    valeur = Fraction(valeur)
    decimales = decimales_exactes(valeur)
    if decimales is None:
        decimales = DECIMALES_DES_TANTIEMES
        valeur = Fraction(-(-valeur.numerator * 10**decimales // valeur.denominator), 10**decimales)
    signe, entier, reste = _chiffres(valeur, decimales)
    reste = reste.rstrip("0")
    return f"{signe}{entier}.{reste}" if reste else f"{signe}{entier}"


def decimales_exactes(valeur: Fraction) -> int | None:
    """
    Count the decimals an exact writing needs, or `None` when no finite writing exists.

    >>> decimales_exactes(Fraction(1, 8)), decimales_exactes(Fraction(1, 3))
    (3, None)
    """
    denominateur, deux, cinq = valeur.denominator, 0, 0
    while denominateur % 2 == 0:
        denominateur //= 2
        deux += 1
    while denominateur % 5 == 0:
        denominateur //= 5
        cinq += 1
    return max(deux, cinq) if denominateur == 1 else None


def ecrire_tantiemes(valeur: Fraction | int, *, espace: str = " ") -> str:
    """
    Write voices as a screen of the trade does: five decimals, a space between thousands.

    >>> ecrire_tantiemes(Fraction("1000.91516"))
    '1 000,91516'
    """
    signe, entier, reste = _chiffres(Fraction(valeur), DECIMALES_DES_TANTIEMES)
    return f"{signe}{_milliers(entier, espace)},{reste}"


def ecrire_voix(valeur: Fraction | int, *, espace: str = "") -> str:
    """
    Write voices as the procès-verbal does: no trailing zero, and no space between thousands unless one is given.

    >>> ecrire_voix(Fraction("1000.91516")), ecrire_voix(Fraction("82.00010"), espace=ESPACE_FINE)
    ('1000,91516', '82,0001')
    """
    entier, virgule, reste = ecrire_decimal(valeur).partition(".")
    if espace:
        entier = ("-" if entier.startswith("-") else "") + _milliers(entier.lstrip("-"), espace)
    return f"{entier},{reste}" if virgule else entier


def ecrire_euros(centimes: int, *, espace: str = " ") -> str:
    """
    Write an amount given in centimes, with two decimals.

    >>> ecrire_euros(-998556)
    '-9 985,56'
    """
    signe, entier, reste = _chiffres(Fraction(centimes, 100), 2)
    return f"{signe}{_milliers(entier, espace)},{reste}"


def ecrire_date(jour: date) -> str:
    """
    Write a date as the trade does.

    >>> ecrire_date(date(2020, 7, 7))
    '07/07/2020'
    """
    return f"{jour.day:02d}/{jour.month:02d}/{jour.year:04d}"


def ecrire_heure(heure: time) -> str:
    """
    Write an hour of Europe/Paris.

    >>> ecrire_heure(time(11, 51))
    '11:51'
    """
    return f"{heure.hour:02d}:{heure.minute:02d}"


def ecrire_part(part: Fraction) -> str:
    """
    Name a share as the law does.

    >>> ecrire_part(Fraction(2, 3))
    'deux tiers'
    """
    noms = {
        Fraction(1, 2): "moitié",
        Fraction(1, 3): "tiers",
        Fraction(2, 3): "deux tiers",
        Fraction(3, 4): "trois quarts",
        Fraction(1, 4): "quart",
    }
    return noms.get(part, f"{part.numerator}/{part.denominator}")


def ecrire_jour(jour: date) -> str:
    """
    Write a date as a letter does, in words.

    >>> ecrire_jour(date(2020, 7, 7)), ecrire_jour(date(2026, 5, 1))
    ('mardi 7 juillet 2020', 'vendredi 1er mai 2026')
    """
    quantieme = "1er" if jour.day == 1 else str(jour.day)
    return f"{_JOURS[jour.weekday()]} {quantieme} {_MOIS[jour.month - 1]} {jour.year}"


def ecrire_horaire(heure: time) -> str:
    """
    Write an hour as a letter does, in one piece.

    >>> "_".join(ecrire_horaire(time(17, 5)).split())
    '17_h_05'
    """
    return f"{heure.hour}\xa0h\xa0{heure.minute:02d}"


def typographier(texte: str) -> str:
    r"""
    Set a text in French: narrow no-break spaces before ; : ! ? and inside « ».

    Only spaces that are there are replaced, none is added: addresses of pages and hours stay what they are, and a
    name comes out as it went in.

    >>> typographier("Elle a dit : « oui » ? Voir https://example.invalid/ à 10:00")
    'Elle a dit\u202f: «\u202foui\u202f»\u202f? Voir https://example.invalid/ à 10:00'
    """
    return _APRES.sub(ESPACE_FINE, _AVANT.sub(ESPACE_FINE, texte))
