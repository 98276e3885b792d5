"""`SpreadsheetRendering`: the attendance list as a workbook, numbers being numbers. Extra `[tableur]`."""

# xlsxwriter says the types of a part of its parameters only.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from io import BytesIO
from typing import Final

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from lsc_domain.assemblee.acte import Acte
from lsc_domain.assemblee.acte.liste_de_presence import ActeDeListeDePresence, Cellule
from lsc_domain.ports.errors import BrokenTemplate
from lsc_domain.ports.rendering import Rendu

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SUFFIXE: Final = ".xlsx"

_FEUILLE: Final = "Présences"
_ENTETES: Final = 3
"""The row of the headings, under the title and what the list is about."""
_LARGEURS: Final = (16, 34, 14, 7)
_LARGEUR_D_UNE_CATEGORIE: Final = 17
_ENCRE: Final = "#1F3A5F"
_FOND: Final = "#EEF2F6"
_FILET: Final = "#B8C1CC"
_A4: Final = 9


class SpreadsheetRendering:
    """
    Writes the attendance list as a workbook, and no other act: the others are papers, for a page. AG-29.

    The properties of the file bear the date of the act, so that the same act gives the same bytes.
    """

    def render(self, acte: Acte, /) -> Rendu:
        """Make one workbook. Raises `BrokenTemplate` for an act that is not a list."""
        if not isinstance(acte, ActeDeListeDePresence):
            raise BrokenTemplate(acte.modele, "", "un tableur ne rend que la liste de présence")
        tampon = BytesIO()
        with xlsxwriter.Workbook(tampon, {"in_memory": True, "strings_to_formulas": False}) as classeur:
            try:
                _ecrire(classeur, acte)
            except AttributeError as absent:
                raise BrokenTemplate(acte.modele, absent.name or "", "l'acte n'a pas ce champ") from absent
        return Rendu(contenu=tampon.getvalue(), media_type=MEDIA_TYPE, suffixe=SUFFIXE)

    def render_all(self, actes: Iterable[Acte], /) -> Iterator[Rendu]:
        """Make many workbooks, one at a time, in order."""
        return map(self.render, actes)


def _ecrire(classeur: Workbook, acte: ActeDeListeDePresence) -> None:
    tete = acte.en_tete
    classeur.set_properties(
        {
            "title": acte.titre,
            "subject": tete.syndicat,
            "created": datetime.fromisoformat(acte.date_iso),
        }
    )
    feuille = classeur.add_worksheet(_FEUILLE)
    styles = _Styles(classeur)
    feuille.write_string(0, 0, acte.titre, styles.titre)
    for rang, textes in enumerate(
        (
            (tete.syndicat, tete.immeuble, tete.adresse),
            (f"{tete.assemblee} {tete.nature}", tete.date, tete.heure, tete.lieu, tete.reference),
        )
    ):
        feuille.write_string(1 + rang, 0, " – ".join(filter(None, textes)), styles.sous_titre)
    for colonne, intitule in enumerate(acte.colonnes):
        feuille.write_string(_ENTETES, colonne, intitule, styles.intitule)
    debut = _ENTETES + 1
    for rang, ligne in enumerate(acte.lignes, debut):
        _ecrire_ligne(feuille, rang, ligne, styles, total=False)
    for rang, ligne in enumerate(acte.totaux, debut + len(acte.lignes)):
        _ecrire_ligne(feuille, rang, ligne, styles, total=True)
    for colonne in range(len(acte.colonnes)):
        largeur = _LARGEURS[colonne] if colonne < len(_LARGEURS) else _LARGEUR_D_UNE_CATEGORIE
        feuille.set_column(colonne, colonne, largeur)
    if acte.lignes:
        feuille.autofilter(_ENTETES, 0, _ENTETES + len(acte.lignes), len(acte.colonnes) - 1)
    feuille.freeze_panes(debut, 2)
    feuille.set_landscape()
    feuille.set_paper(_A4)
    feuille.fit_to_pages(1, 0)
    feuille.repeat_rows(_ENTETES)
    feuille.set_footer(f"&L{acte.titre.replace('&', '&&')}&Rpage &P/&N")


def _ecrire_ligne(feuille: Worksheet, rang: int, ligne: tuple[Cellule, ...], styles: _Styles, *, total: bool) -> None:
    for colonne, cellule in enumerate(ligne):
        style = styles.de(cellule, total=total)
        if cellule.nombre is not None:
            # A workbook knows doubles only: fifteen digits, where tantièmes have ten at most.
            feuille.write_number(rang, colonne, float(cellule.nombre), style)
        elif cellule.texte:
            feuille.write_string(rang, colonne, cellule.texte, style)
        else:
            feuille.write_blank(rang, colonne, None, style)


class _Styles:
    """The looks of the cells of one workbook, each made once."""

    def __init__(self, classeur: Workbook) -> None:
        self._classeur = classeur
        self._faits: dict[tuple[int | None, bool], Format] = {}
        self.titre = classeur.add_format({"bold": True, "font_size": 14, "font_color": _ENCRE})
        self.sous_titre = classeur.add_format({"font_color": "#5B6675"})
        self.intitule = classeur.add_format(
            {
                "bold": True,
                "font_color": _ENCRE,
                "bg_color": _FOND,
                "bottom": 1,
                "text_wrap": True,
                "valign": "top",
            }
        )

    def de(self, cellule: Cellule, *, total: bool) -> Format:
        """Return the look of a cell: a number has as many decimals as its text shows."""
        decimales = None if cellule.nombre is None else len(cellule.texte.partition(",")[2])
        if (decimales, total) not in self._faits:
            style: dict[str, object] = {"bottom": 4, "bottom_color": _FILET}
            if decimales is not None:
                style["num_format"] = f"#,##0.{'0' * decimales}" if decimales else "#,##0"
            if total:
                style |= {"bold": True, "bg_color": _FOND}
            self._faits[decimales, total] = self._classeur.add_format(style)
        return self._faits[decimales, total]
