"""
Entries as a table of text, brought in from another software: `compte;date;libelle;debit;credit`, and more.

The first line names the columns, in any order; the separator is a semicolon, a tab or a comma. Amounts are exact,
French (`3 314,41`) or with a point (`3314.41`); days are `11/02/2020` or `2020-02-11`.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from io import StringIO
from typing import Final, TypeVar

from attrs import frozen

from lsc_adapters.codec.errors import InvalidPayload
from lsc_domain.compte.ecriture import Ecriture
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.euros import ZERO, Euros
from lsc_domain.socle.ids import CompteId

OBLIGATOIRES: Final = ("compte", "journal", "date", "libelle", "debit", "credit")
"""The columns a file must have."""

FACULTATIVES: Final = (
    *("id", "analytique", "rubrique", "mouvement", "piece", "date_piece"),
    *("lettrage", "date_lettrage", "date_validation"),
)
"""The columns a file may have. Without `id`, an entry is known by what it says: the same file, twice, is once."""

T = TypeVar("T")
_SEPARATEURS: Final = ";\t,"
_FRANCAISE: Final = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})")
_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MONTANT: Final = re.compile(r"-?[0-9]{1,15}(?:[.,][0-9]{1,2})?")
_GROUPES: Final = re.compile(r"-?[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?:,[0-9]{1,2})?")
_CELLULE_MAXIMALE: Final = 10_000
"""Characters in one cell: a longer one is a quote that was never closed."""


@frozen(kw_only=True)
class FauteDeLigne:
    """What is wrong in the file: the line, the first being that of the names, the column, and a French sentence."""

    ligne: int
    champ: str
    raison: str


@frozen(kw_only=True)
class LectureDEcritures:
    """What a file says: the entries that can be read, and what is wrong with the lines that cannot."""

    ecritures: tuple[Ecriture, ...]
    fautes: tuple[FauteDeLigne, ...]


def read_ecritures(contenu: bytes) -> LectureDEcritures:
    r"""
    Read a file to its end, whatever is wrong on the way: each line is right, or its faults are told.

    Raises `InvalidPayload` when it is no such file: not a text, no column that is known, or one that is missing.

    >>> lu = read_ecritures("compte;journal;date;libelle;debit;credit\n"
    ...                     "411ALOXECO;BQ;11/02/2020;Règlement;;3 314,41\n"
    ...                     "411ALOXECO;BQ;30/02/2020;Règlement;3000;\n".encode())
    >>> [une.credit.decimal for une in lu.ecritures], [(une.ligne, une.champ) for une in lu.fautes]
    (['3314.41'], [(3, 'date')])
    """
    lignes = _lignes(_decoder(contenu))
    try:
        _, entetes = next(lignes)
    except StopIteration:
        raise InvalidPayload((), "le fichier est vide") from None
    colonnes = _colonnes(entetes)
    ecritures: list[Ecriture] = []
    fautes: list[FauteDeLigne] = []
    vues: dict[str, int] = {}
    pareilles: Counter[str] = Counter()
    for rang, cellules in lignes:
        if not any(cellule.strip() for cellule in cellules):
            continue
        if len(cellules) != len(colonnes):
            raison = f"{len(cellules)} colonnes, l'en-tête en a {len(colonnes)}"
            fautes.append(FauteDeLigne(ligne=rang, champ="", raison=raison))
            continue
        lue = _Ligne({nom: cellule.strip() for nom, cellule in zip(colonnes, cellules, strict=True) if nom})
        une = lue.ecriture(pareilles)
        if une is not None and une.id in vues:
            lue.fautes.append(("id", f"« {une.id} » est déjà à la ligne {vues[une.id]}"))
        if une is None or lue.fautes:
            fautes += [FauteDeLigne(ligne=rang, champ=champ, raison=raison) for champ, raison in lue.fautes]
            continue
        vues[une.id] = rang
        ecritures.append(une)
    return LectureDEcritures(ecritures=tuple(ecritures), fautes=tuple(fautes))


def lire_montant(texte: str) -> Euros:
    """
    Read an amount, French or with a point, or raise `InvalidValue`: nothing is rounded, nothing is guessed.

    >>> [lire_montant(un).decimal for un in ("3 314,41", "3314.41", "-10299,97", "459")]
    ['3314.41', '3314.41', '-10299.97', '459.00']
    """
    if _MONTANT.fullmatch(texte) or _GROUPES.fullmatch(texte):
        return Euros.lire(re.sub(r"[ \u00a0\u202f]", "", texte).replace(",", "."))
    raise InvalidValue(f"« {texte} » n'est pas un montant comme 3 314,41 ou 3314.41")


def lire_jour(texte: str) -> date:
    """
    Read a day, French or ISO, or raise `InvalidValue`.

    >>> lire_jour("11/02/2020") == lire_jour("2020-02-11") == date(2020, 2, 11)
    True
    """
    francaise, iso = _FRANCAISE.fullmatch(texte), _ISO.fullmatch(texte)
    try:
        if francaise is not None:
            jour, mois, annee = map(int, francaise.groups())
            return date(annee, mois, jour)
        if iso is not None:
            return date(*map(int, iso.groups()))
    except ValueError:
        pass
    raise InvalidValue(f"« {texte} » n'est pas un jour comme 11/02/2020 ou 2020-02-11")


class _Ligne:
    """One line, its faults gathered as it is read."""

    def __init__(self, cellules: Mapping[str, str]) -> None:
        self._cellules = cellules
        self.fautes: list[tuple[str, str]] = []

    def ecriture(self, pareilles: Counter[str]) -> Ecriture | None:
        """Make the entry, or none and say why."""
        compte, journal, libelle = (self._exige(nom) for nom in ("compte", "journal", "libelle"))
        le = self._lu("date", lire_jour) if self._exige("date") else None
        debit, credit = self._lu("debit", lire_montant), self._lu("credit", lire_montant)
        piece_le, lettree_le, valide_le = (
            self._lu(nom, lire_jour) for nom in ("date_piece", "date_lettrage", "date_validation")
        )
        if not self._cellules.get("debit") and not self._cellules.get("credit"):
            self.fautes.append(("debit", "ni débit, ni crédit"))
        if self.fautes or le is None:
            return None
        try:
            return Ecriture(
                id=self._cellules.get("id") or self._identite(pareilles, le, debit or ZERO, credit or ZERO),
                compte=CompteId(compte),
                journal=journal,
                le=le,
                libelle=libelle,
                debit=debit or ZERO,
                credit=credit or ZERO,
                analytique=self._cellules.get("analytique") or None,
                rubrique=self._cellules.get("rubrique") or None,
                mouvement=self._cellules.get("mouvement", ""),
                piece=self._cellules.get("piece", ""),
                piece_le=piece_le,
                lettrage=self._cellules.get("lettrage") or None,
                lettree_le=lettree_le,
                valide_le=valide_le,
            )
        except InvalidValue as fautif:
            self.fautes.append(("debit", str(fautif).partition(" : ")[2] or str(fautif)))
            return None

    def _identite(self, pareilles: Counter[str], le: date, debit: Euros, credit: Euros) -> str:
        """Make an identity of all the line says, however it writes it, and of how many said as much before it."""
        textes = [self._cellules.get(nom, "") for nom in ("compte", "journal", "libelle", "mouvement", "piece")]
        dit = "\x1f".join((*textes, le.isoformat(), debit.decimal, credit.decimal))
        pareilles[dit] += 1
        return "csv-" + sha256(f"{dit} {pareilles[dit]}".encode()).hexdigest()[:32]

    def _exige(self, nom: str) -> str:
        valeur = self._cellules.get(nom, "")
        if not valeur:
            self.fautes.append((nom, "manque"))
        return valeur

    def _lu(self, nom: str, lire: Callable[[str], T]) -> T | None:
        valeur = self._cellules.get(nom, "")
        if not valeur:
            return None
        try:
            return lire(valeur)
        except InvalidValue as fautif:
            self.fautes.append((nom, str(fautif)))
            return None


def _decoder(contenu: bytes) -> str:
    """Read the text as spreadsheets write it: UTF-8, with a mark or without, else that of Windows."""
    for encodage in ("utf-8-sig", "cp1252"):
        try:
            texte = contenu.decode(encodage)
        except UnicodeDecodeError:
            continue
        if "\0" not in texte:
            return texte
    raise InvalidPayload((), "ce n'est pas un fichier de texte en UTF-8 ou en Windows-1252")


def _lignes(texte: str) -> Iterator[tuple[int, list[str]]]:
    """Give each record with the number of the line it begins at."""
    premiere = texte.partition("\n")[0]
    separateur = max(_SEPARATEURS, key=premiere.count)
    lecteur = csv.reader(StringIO(texte, newline=""), delimiter=separateur, strict=True)
    debut = 1
    while True:
        try:
            cellules = next(lecteur)
        except StopIteration:
            return
        except csv.Error:
            raise InvalidPayload((f"ligne {debut}",), "guillemets mal fermés") from None
        if any(len(cellule) > _CELLULE_MAXIMALE for cellule in cellules):
            raise InvalidPayload((f"ligne {debut}",), "guillemets mal fermés, ou une cellule démesurée")
        yield debut, cellules
        debut = lecteur.line_num + 1


def _colonnes(entetes: list[str]) -> list[str]:
    """Return the names of the columns, those that are not known being empty: what they hold is not read."""
    noms = [_sans_accents(entete) for entete in entetes]
    for nom in OBLIGATOIRES:
        if nom not in noms:
            raise InvalidPayload(("ligne 1",), f"il manque la colonne « {nom} »")
    connus = {*OBLIGATOIRES, *FACULTATIVES}
    for nom in connus:
        if noms.count(nom) > 1:
            raise InvalidPayload(("ligne 1",), f"la colonne « {nom} » y est deux fois")
    return [nom if nom in connus else "" for nom in noms]


def _sans_accents(entete: str) -> str:
    decompose = unicodedata.normalize("NFD", entete.strip().casefold())
    return "".join(lettre for lettre in decompose if not unicodedata.combining(lettre)).replace(" ", "_")
