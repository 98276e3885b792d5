"""The extract of an account as a workbook, days being days and amounts numbers. Extra `[tableur]`."""

# xlsxwriter says the types of a part of its parameters only.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from datetime import datetime, time
from fractions import Fraction
from io import BytesIO
from typing import Final

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from lsc_domain.compte.extrait import ExtraitDeCompte
from lsc_domain.compte.releve import LigneDeReleve
from lsc_domain.ports.rendering import Rendu
from lsc_domain.publication.planning import paris

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_COLONNES: Final = (("Date", 12), ("Libellé", 46), ("Débit", 14), ("Crédit", 14), ("Solde", 16))
_ENTETES: Final = 4
"""The row of the headings, under whose account it is and of which days."""
_ENCRE: Final = "#1F3A5F"
_FOND: Final = "#EEF2F6"
_FILET: Final = "#B8C1CC"
_A4: Final = 9


def ecrire_extrait(extrait: ExtraitDeCompte) -> Rendu:
    """
    Write the workbook of an extract: its lines, then the opening balance, as they are on the screen. EXC-14, EXC-16.

    Balances are values, not formulas: they are those of the account, whatever is sorted or taken away. The properties
    of the file bear the day of the extract, so that the same extract gives the same bytes.
    """
    tampon = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(tampon, options) as classeur:
        _ecrire(classeur, extrait)
    return Rendu(contenu=tampon.getvalue(), media_type=MEDIA_TYPE, suffixe=".xlsx")


def _ecrire(classeur: Workbook, extrait: ExtraitDeCompte) -> None:
    releve, ici = extrait.releve, extrait.etabli_le.astimezone(paris())
    classeur.set_properties(
        {"title": extrait.titre, "subject": extrait.titulaire, "created": datetime.combine(ici.date(), time())}
    )
    feuille, styles = classeur.add_worksheet("Compte"), _Styles(classeur)
    feuille.write_string(0, 0, extrait.titre, styles.titre)
    for rang, textes in enumerate(((extrait.titulaire, extrait.libelle), (extrait.agence, extrait.periode)), 1):
        feuille.write_string(rang, 0, " – ".join(filter(None, textes)), styles.sous_titre)
    for colonne, (intitule, largeur) in enumerate(_COLONNES):
        feuille.write_string(_ENTETES, colonne, intitule, styles.intitule)
        feuille.set_column(colonne, colonne, largeur)
    debut = _ENTETES + 1
    _solde(feuille, debut, "Solde fin de période", releve.solde_de_fin.centimes, styles)
    for rang, ligne in enumerate(releve.lignes, debut + 1):
        _ligne(feuille, rang, ligne, styles)
    _solde(feuille, debut + 1 + len(releve.lignes), "Solde antérieur", releve.solde_anterieur.centimes, styles)
    feuille.freeze_panes(debut, 0)
    feuille.set_paper(_A4)
    feuille.fit_to_pages(1, 0)
    feuille.repeat_rows(_ENTETES)
    feuille.set_footer(f"&L{extrait.titre.replace('&', '&&')}&Rpage &P/&N")


def _ligne(feuille: Worksheet, rang: int, ligne: LigneDeReleve, styles: _Styles) -> None:
    feuille.write_datetime(rang, 0, datetime.combine(ligne.le, time()), styles.jour)
    feuille.write_string(rang, 1, ligne.libelle, styles.texte)
    for colonne, centimes in ((2, ligne.debit_en_centimes), (3, ligne.credit_en_centimes)):
        if centimes:
            feuille.write_number(rang, colonne, _nombre(centimes), styles.montant)
        else:
            feuille.write_blank(rang, colonne, None, styles.montant)
    feuille.write_number(rang, 4, _nombre(ligne.solde_en_centimes), styles.montant)


def _solde(feuille: Worksheet, rang: int, libelle: str, centimes: int, styles: _Styles) -> None:
    for colonne in (0, 2, 3):
        feuille.write_blank(rang, colonne, None, styles.total)
    feuille.write_string(rang, 1, libelle, styles.total)
    feuille.write_number(rang, 4, _nombre(centimes), styles.total)


def _nombre(centimes: int) -> Fraction:
    """Return an amount as a workbook takes it: it knows doubles only, which hold fifteen digits."""
    return Fraction(centimes, 100)


class _Styles:
    """The looks of the cells of one workbook."""

    def __init__(self, classeur: Workbook) -> None:
        filet = {"bottom": 4, "bottom_color": _FILET}
        montant = {"num_format": "#,##0.00"}
        self.titre: Format = classeur.add_format({"bold": True, "font_size": 14, "font_color": _ENCRE})
        self.sous_titre: Format = classeur.add_format({"font_color": "#5B6675"})
        self.intitule: Format = classeur.add_format(
            {"bold": True, "font_color": _ENCRE, "bg_color": _FOND, "bottom": 1}
        )
        self.jour: Format = classeur.add_format({**filet, "num_format": "dd/mm/yyyy", "align": "left"})
        self.texte: Format = classeur.add_format(filet)
        self.montant: Format = classeur.add_format({**filet, **montant})
        self.total: Format = classeur.add_format({**filet, **montant, "bold": True, "bg_color": _FOND})
