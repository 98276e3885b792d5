"""The « fichier des écritures comptables » an inspector asks for: eighteen columns, every entry of a period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Final, assert_never

from attrs import frozen

from lsc_domain.compte.ecriture import Ecriture
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.euros import ZERO, Euros
from lsc_domain.socle.ids import CompteId

JOURNAL_A_NOUVEAU: Final = "AN"
"""The journal of the opening balances, which come first in the file (LPF, art. A47 A-1)."""

JOURNAUX: Final[Mapping[str, str]] = {
    "AC": "Achats",
    "AN": "À nouveaux",
    "BQ": "Banque",
    "HO": "Honoraires",
    "OD": "Opérations diverses",
    "QU": "Quittancement",
}
"""The names of the usual journals, by code."""


@frozen(kw_only=True)
class CompteDeFec:
    """How the file names an account: its number and label, and those of the person it details, when there is one."""

    numero: str
    libelle: str
    auxiliaire: str = ""
    auxiliaire_libelle: str = ""


@frozen(kw_only=True)
class LigneDeFec:
    """
    One entry, as the eighteen columns say it, in their order (LPF, art. A47 A-1, VII-1).

    What nobody knows is empty, and never made up: `controler_fec` says what an inspector would find missing.
    """

    journal: str
    journal_libelle: str
    numero: str
    le: date
    compte: str
    compte_libelle: str
    auxiliaire: str = ""
    auxiliaire_libelle: str = ""
    piece: str = ""
    piece_le: date | None = None
    libelle: str
    debit: Euros = ZERO
    credit: Euros = ZERO
    lettrage: str = ""
    lettree_le: date | None = None
    valide_le: date | None = None
    montant_en_devise: Euros | None = None
    devise: str = ""


class DefautDeFec(StrEnum):
    """What an inspector would find wrong in the file."""

    SANS_NUMERO = "sans_numero"
    SANS_PIECE = "sans_piece"
    SANS_DATE_DE_PIECE = "sans_date_de_piece"
    SANS_LIBELLE = "sans_libelle"
    NON_VALIDEE = "non_validee"
    DESEQUILIBREE = "desequilibree"

    @property
    def libelle(self) -> str:
        """The fault in French."""
        match self:
            case DefautDeFec.SANS_NUMERO:
                return "écriture sans numéro"
            case DefautDeFec.SANS_PIECE:
                return "pas de pièce justificative"
            case DefautDeFec.SANS_DATE_DE_PIECE:
                return "pièce sans date"
            case DefautDeFec.SANS_LIBELLE:
                return "écriture sans libellé"
            case DefautDeFec.NON_VALIDEE:
                return "écriture non validée"
            case DefautDeFec.DESEQUILIBREE:
                return "les débits n'égalent pas les crédits"
            case _:
                assert_never(self)


@frozen(kw_only=True)
class ConstatDeFec:
    """A fault of the file: the line it is on, from 1, or the first line of the entry that does not balance."""

    ligne: int
    numero: str
    defaut: DefautDeFec


def etablir_fec(
    ecritures: Iterable[Ecriture],
    *,
    du: date,
    au: date,
    comptes: Mapping[CompteId, CompteDeFec] | None = None,
    journaux: Mapping[str, str] = JOURNAUX,
) -> tuple[LigneDeFec, ...]:
    """
    List the entries of a period as the file does: opening balances first, then in the order they were validated.

    The lines of one entry, those that share a `mouvement`, stay together. An account nobody described is named by
    its identity. Raises `InvalidValue` for days in the wrong order. LPF, art. A47 A-1.
    """
    if au < du:
        raise InvalidValue("fichier des écritures : la période finit avant d'avoir commencé")
    retenues = [une for une in ecritures if du <= une.le <= au]
    debuts: dict[tuple[str, str], tuple[bool, date, date, int]] = {}
    for rang, une in enumerate(retenues):
        mouvement = (une.journal, une.mouvement or f"\0{rang}")
        debuts.setdefault(mouvement, (une.journal != JOURNAL_A_NOUVEAU, une.valide_le or date.max, une.le, rang))
    rangees = sorted(
        enumerate(retenues), key=lambda un: (debuts[un[1].journal, un[1].mouvement or f"\0{un[0]}"], un[0])
    )
    connus = comptes or {}
    return tuple(_ligne(une, connus.get(une.compte), journaux) for _, une in rangees)


def controler_fec(lignes: Iterable[LigneDeFec]) -> tuple[ConstatDeFec, ...]:
    """Find what the text wants and the file lacks, line by line, then each entry that does not balance."""
    constats: list[ConstatDeFec] = []
    ecarts: dict[tuple[str, str], list[int]] = {}
    for rang, une in enumerate(lignes, 1):
        manques = (
            (not une.numero, DefautDeFec.SANS_NUMERO),
            (not une.piece, DefautDeFec.SANS_PIECE),
            (bool(une.piece) and une.piece_le is None, DefautDeFec.SANS_DATE_DE_PIECE),
            (not une.libelle.strip(), DefautDeFec.SANS_LIBELLE),
            (une.valide_le is None, DefautDeFec.NON_VALIDEE),
        )
        constats += [ConstatDeFec(ligne=rang, numero=une.numero, defaut=defaut) for manque, defaut in manques if manque]
        ecarts.setdefault((une.journal, une.numero), [rang, 0])[1] += une.debit.centimes - une.credit.centimes
    constats += [
        ConstatDeFec(ligne=rang, numero=numero, defaut=DefautDeFec.DESEQUILIBREE)
        for (_, numero), (rang, ecart) in ecarts.items()
        if ecart
    ]
    return tuple(constats)


def _ligne(une: Ecriture, compte: CompteDeFec | None, journaux: Mapping[str, str]) -> LigneDeFec:
    nomme = compte or CompteDeFec(numero=une.compte, libelle=une.compte)
    return LigneDeFec(
        journal=une.journal,
        journal_libelle=journaux.get(une.journal, une.journal),
        numero=une.mouvement,
        le=une.le,
        compte=nomme.numero,
        compte_libelle=nomme.libelle,
        auxiliaire=nomme.auxiliaire,
        auxiliaire_libelle=nomme.auxiliaire_libelle,
        piece=une.piece,
        piece_le=une.piece_le,
        libelle=une.libelle,
        debit=une.debit,
        credit=une.credit,
        lettrage=une.lettrage or "",
        lettree_le=une.lettree_le,
        valide_le=une.valide_le,
    )
