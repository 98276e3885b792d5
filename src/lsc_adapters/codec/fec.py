"""
The « fichier des écritures comptables », written and read: LPF, art. A47 A-1.

A flat file: one line of names, then one a entry, eighteen columns apart by a tab; days as `20200707`, amounts with a
comma and no space. It is written in UTF-8; one of somebody else's may be in ISO 8859-15, or have bars for tabs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from lsc_adapters.codec.errors import InvalidPayload
from lsc_domain.compte.fec import LigneDeFec
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.euros import ZERO, Euros

COLONNES: Final = (
    *("JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib"),
    *("CompAuxNum", "CompAuxLib", "PieceRef", "PieceDate", "EcritureLib", "Debit", "Credit"),
    *("EcritureLet", "DateLet", "ValidDate", "Montantdevise", "Idevise"),
)
"""The eighteen names, in their order."""

_SEPARATEUR: Final = "\t"
_FIN_DE_LIGNE: Final = "\r\n"
_SIREN: Final = re.compile(r"[0-9]{9}")
_DATE: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_MONTANT: Final = re.compile(r"(-?)([0-9]{1,15})(?:,([0-9]{1,2}))?")
_COUPURES: Final = re.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


def nom_du_fichier(siren: str, cloture: date) -> str:
    """
    Name the file: the SIREN, FEC, and the day the exercise is closed. Raises `InvalidValue` for no SIREN.

    >>> nom_du_fichier("732829320", date(2020, 12, 31))
    '732829320FEC20201231.txt'
    """
    compact = "".join(siren.split())
    if not _SIREN.fullmatch(compact) or _luhn(compact):
        raise InvalidValue(f"SIREN {siren!r} : neuf chiffres, dont le dernier est une clé")
    return f"{compact}FEC{_jour(cloture)}.txt"


def write_fec(lignes: Iterable[LigneDeFec]) -> bytes:
    """Write the file. A tab or a new line in a text becomes a space: neither may be in a column."""
    ecrites = [_SEPARATEUR.join(COLONNES), *(_SEPARATEUR.join(_ecrire(une)) for une in lignes), ""]
    return _FIN_DE_LIGNE.join(ecrites).encode()


def read_fec(contenu: bytes) -> tuple[LigneDeFec, ...]:
    """
    Read a file, ours or another's. Raises `InvalidPayload`, naming the line and the column.

    The place is `(line, column)`, the line of the names being 1.
    """
    texte = _decoder(contenu)
    lignes = texte.split("\n")
    noms = lignes[0].removesuffix("\r")
    separateur = _SEPARATEUR if _SEPARATEUR in noms else "|"
    if tuple(noms.split(separateur)) != COLONNES:
        raise InvalidPayload(("ligne 1",), f"attendu les {len(COLONNES)} colonnes de l'article A47 A-1, dans l'ordre")
    lues: list[LigneDeFec] = []
    for rang, ligne in enumerate(lignes[1:], 2):
        cellules = ligne.removesuffix("\r").split(separateur)
        if cellules == [""]:
            continue
        if len(cellules) != len(COLONNES):
            raise InvalidPayload((f"ligne {rang}",), f"{len(cellules)} colonnes au lieu de {len(COLONNES)}")
        lues.append(_lire(rang, cellules))
    return tuple(lues)


def _ecrire(une: LigneDeFec) -> tuple[str, ...]:
    return tuple(
        _COUPURES.sub(" ", cellule)
        for cellule in (
            une.journal,
            une.journal_libelle,
            une.numero,
            _jour(une.le),
            une.compte,
            une.compte_libelle,
            une.auxiliaire,
            une.auxiliaire_libelle,
            une.piece,
            _jour(une.piece_le),
            une.libelle,
            _montant(une.debit),
            _montant(une.credit),
            une.lettrage,
            _jour(une.lettree_le),
            _jour(une.valide_le),
            "" if une.montant_en_devise is None else _montant(une.montant_en_devise),
            une.devise,
        )
    )


def _lire(rang: int, cellules: Sequence[str]) -> LigneDeFec:
    par_nom = dict(zip(COLONNES, cellules, strict=True))

    def jour(nom: str) -> date | None:
        return _lire_jour(rang, nom, par_nom[nom])

    le = jour("EcritureDate")
    if le is None:
        raise InvalidPayload((f"ligne {rang}", "EcritureDate"), "la date de l'écriture manque")
    devise = par_nom["Montantdevise"]
    return LigneDeFec(
        journal=par_nom["JournalCode"],
        journal_libelle=par_nom["JournalLib"],
        numero=par_nom["EcritureNum"],
        le=le,
        compte=par_nom["CompteNum"],
        compte_libelle=par_nom["CompteLib"],
        auxiliaire=par_nom["CompAuxNum"],
        auxiliaire_libelle=par_nom["CompAuxLib"],
        piece=par_nom["PieceRef"],
        piece_le=jour("PieceDate"),
        libelle=par_nom["EcritureLib"],
        debit=_lire_montant(rang, "Debit", par_nom["Debit"]),
        credit=_lire_montant(rang, "Credit", par_nom["Credit"]),
        lettrage=par_nom["EcritureLet"],
        lettree_le=jour("DateLet"),
        valide_le=jour("ValidDate"),
        montant_en_devise=_lire_montant(rang, "Montantdevise", devise) if devise else None,
        devise=par_nom["Idevise"],
    )


def _decoder(contenu: bytes) -> str:
    try:
        return contenu.decode("utf-8-sig")
    except UnicodeDecodeError:
        return contenu.decode("iso8859-15")


def _jour(jour: date | None) -> str:
    return "" if jour is None else jour.isoformat().replace("-", "")


def _lire_jour(rang: int, nom: str, texte: str) -> date | None:
    if not texte:
        return None
    lu = _DATE.fullmatch(texte)
    try:
        if lu is not None:
            return date(*map(int, lu.groups()))
    except ValueError:
        pass
    raise InvalidPayload((f"ligne {rang}", nom), f"« {texte} » n'est pas un jour comme 20200707")


def _montant(montant: Euros) -> str:
    return montant.decimal.replace(".", ",")


def _lire_montant(rang: int, nom: str, texte: str) -> Euros:
    if not texte:
        return ZERO
    if not _MONTANT.fullmatch(texte):
        raise InvalidPayload((f"ligne {rang}", nom), f"« {texte} » n'est pas un montant comme 3314,41")
    return Euros.lire(texte.replace(",", "."))


def _luhn(chiffres: str) -> int:
    """Return what is left of a Luhn sum: 0 for a number whose key is right."""
    doubles = (int(un) * (2 if rang % 2 else 1) for rang, un in enumerate(reversed(chiffres)))
    return sum(sum(divmod(un, 10)) for un in doubles) % 10
