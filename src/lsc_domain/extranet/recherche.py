"""Finding by name, whatever the accents and the capitals. EXA-24."""

from __future__ import annotations

from unicodedata import combining, normalize


def replier(texte: str) -> str:
    """
    Return a text as a search compares it: no accent, no capital, one space between words.

    >>> replier("  Propriété  de l'ÉLAN "), replier("Œuvre")
    ("propriete de l'elan", 'oeuvre')
    """
    decompose = normalize("NFKD", texte.casefold().replace("œ", "oe").replace("æ", "ae"))
    return " ".join("".join(signe for signe in decompose if not combining(signe)).split())


def correspond(cherche: str, *champs: str) -> bool:
    """
    Tell whether every word that is looked for is in one of the fields, in any order; nothing looked for finds all.

    >>> correspond("denise yal", "YALOXE CORTON", "Denise"), correspond("brouilly", "ATRILLON")
    (True, False)
    """
    ou = replier(" ".join(champs))
    return all(mot in ou for mot in replier(cherche).split())
