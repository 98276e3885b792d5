"""The written forms of the contract as shapes: which keys must stand, of which type, and nothing about the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
DECIMAL = re.compile(r"(0|[1-9][0-9]*)(\.[0-9]*[1-9])?")
"""As the contract writes numbers: no sign, no exponent, no leading zero, no trailing zero, no lone point."""

Forme = Any
RESULTATS = {"adoptee", "rejetee", "sans_decision", "pas_de_vote", "sans_objet"}


def texte(valeur: Any) -> bool:
    return isinstance(valeur, str)


def phrase(valeur: Any) -> bool:
    """One sentence or more, on one line, that ends."""
    return isinstance(valeur, str) and valeur.strip() == valeur and "\n" not in valeur and valeur.endswith(".")


def adresse(valeur: Any) -> bool:
    return isinstance(valeur, str) and valeur.startswith("https://www.legifrance.gouv.fr/")


def entier(valeur: Any) -> bool:
    return type(valeur) is int and valeur >= 0


def booleen(valeur: Any) -> bool:
    return isinstance(valeur, bool)


def decimal(valeur: Any) -> bool:
    return isinstance(valeur, str) and DECIMAL.fullmatch(valeur) is not None


def date(valeur: Any) -> bool:
    return isinstance(valeur, str) and DATE.fullmatch(valeur) is not None


def resultat(valeur: Any) -> bool:
    return valeur in RESULTATS


class ou_nul:  # noqa: N801 (reads as a word of the shape)
    def __init__(self, forme: Forme) -> None:
        self.forme = forme


TANTIEMES = dict.fromkeys(("oui", "non", "abstention", "non_votant", "total"), decimal)
TETES = dict.fromkeys(("oui", "non", "abstention", "non_votant", "total"), entier)
POIDS = {"tantiemes": decimal, "nombre": entier}
LIGNES = ("presents_ou_representes", "a_distance", "par_correspondance", "absents_ou_non_votants")
VOTANTS = dict.fromkeys(LIGNES, POIDS)
MOTIF = {"texte": phrase, "article": texte, "source": adresse}
SEUIL = {"requis": decimal, "strict": booleen, "manque": decimal}
SECOND_VOTE = {
    "article": texte,
    "fondement": texte,
    "resultat": ou_nul(resultat),
    "tantiemes": ou_nul(TANTIEMES),
    "coproprietaires": ou_nul(TETES),
}
RESOLUTION = {
    "numero": texte,
    "article": texte,
    "resultat": resultat,
    "tantiemes": TANTIEMES,
    "coproprietaires": TETES,
    "votants": VOTANTS,
    "second_vote": ou_nul(SECOND_VOTE),
    "motifs": [MOTIF],
    "seuil": ou_nul(SEUIL),
    "alertes": [phrase],
}
DEPOUILLEMENT = {"format": texte, "reference": texte, "date": date, "resolutions": [RESOLUTION]}
DECISION = {
    "format": texte,
    "resultat": resultat,
    "second_vote": ou_nul({"article": texte, "fondement": texte}),
    "nouvelle_assemblee": ou_nul({"article": texte, "delai_mois": ou_nul(entier)}),
    "seuil": SEUIL,
    "motifs": [MOTIF],
}


def ecarts(valeur: Any, forme: Forme, lieu: str = "$") -> list[str]:
    """List where a value is not of its shape: keys may be added, none may be missing or of another type."""
    if isinstance(forme, ou_nul):
        return [] if valeur is None else ecarts(valeur, forme.forme, lieu)
    if isinstance(forme, Mapping):
        if not isinstance(valeur, dict):
            return [f"{lieu}: {valeur!r}"]
        absentes = [f"{lieu}.{cle}: absente" for cle in forme if cle not in valeur]
        presentes = ((cle, sous) for cle, sous in forme.items() if cle in valeur)
        return absentes + [faute for cle, sous in presentes for faute in ecarts(valeur[cle], sous, f"{lieu}.{cle}")]
    if isinstance(forme, list):
        if not isinstance(valeur, list):
            return [f"{lieu}: {valeur!r}"]
        return [faute for rang, un in enumerate(valeur) for faute in ecarts(un, forme[0], f"{lieu}[{rang}]")]
    juste: Callable[[Any], bool] = forme
    return [] if juste(valeur) else [f"{lieu}: {valeur!r} n'est pas {juste.__name__}"]


def flottants(valeur: Any, lieu: str = "$") -> list[str]:
    """List the floats of a value, at any depth: no exchange format has one."""
    if isinstance(valeur, dict):
        return [faute for cle, enfant in valeur.items() for faute in flottants(enfant, f"{lieu}.{cle}")]
    if isinstance(valeur, list):
        return [faute for rang, enfant in enumerate(valeur) for faute in flottants(enfant, f"{lieu}[{rang}]")]
    return [lieu] if isinstance(valeur, float) else []


def somme(cotes: Mapping[str, str]) -> Fraction:
    """Add the four lines of a partition written as decimals."""
    return sum((Fraction(cotes[cote]) for cote in ("oui", "non", "abstention", "non_votant")), Fraction())
