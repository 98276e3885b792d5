"""The attendance list as a workbook, read back with another library. AG-29."""

import io
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from attrs import evolve
from openpyxl.worksheet.worksheet import Worksheet

from lsc_adapters.codec.assemblee import read_seance
from lsc_adapters.rendering.spreadsheet import SpreadsheetRendering
from lsc_domain.assemblee import Seance
from lsc_domain.assemblee.acte.feuille_de_signature import acte_de_feuille_de_signature
from lsc_domain.assemblee.acte.liste_de_presence import ActeDeListeDePresence, acte_de_liste_de_presence
from lsc_domain.ports.errors import BrokenTemplate
from lsc_domain.ports.rendering import Rendering

GILBERT = Path(__file__).parents[2] / "examples" / "gilbert.json"
RENDERING: Rendering = SpreadsheetRendering()


@cache
def seance() -> Seance:
    return read_seance(GILBERT)


def acte() -> ActeDeListeDePresence:
    return acte_de_liste_de_presence(seance())


def ouvrir(contenu: bytes) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(contenu))["Présences"]


@cache
def feuille() -> Worksheet:
    return ouvrir(RENDERING.render(acte()).contenu)


@pytest.mark.req("AG-29")
def test_nine_columns_twelve_rows_and_the_totals() -> None:
    lignes = list(feuille().iter_rows(min_row=4, values_only=True))
    assert lignes[0] == acte().colonnes
    assert len(lignes) == 1 + 12 + 2
    assert lignes[2] == ("450PETRUSP", "BPETRUS Pierre", 74, "O", None, 74, None, None, None)
    assert lignes[3][2] == 82.0001
    assert lignes[13] == ("Total des tantièmes", None, 1000.91516, None, 288.90096, 293, 65, 223, 131.0142)
    assert lignes[14] == ("Nombre de copropriétaires", None, 12, None, 4, 3, 1, 2, 2)


@pytest.mark.req("AG-29")
def test_numbers_are_numbers_shown_as_the_screen_shows_them() -> None:
    assert (feuille()["C5"].data_type, feuille()["C5"].number_format) == ("n", "#,##0.00000")
    assert feuille()["C18"].number_format == "#,##0"
    assert feuille()["C17"].font.bold
    assert not feuille()["C5"].font.bold


def test_the_sheet_is_ready_to_be_read_and_printed() -> None:
    assert feuille()["A1"].value == "Liste de présence Assemblée générale du 07/07/2020"
    assert feuille()["A2"].value.startswith("S001 Syndicat Gilbert – GILBERT – 4, rue Gilbert")
    assert feuille()["A3"].value == (
        "Assemblée générale ordinaire – mardi 7 juillet 2020 – 10:00 – 4, rue Gilbert 54000 NANCY – 0-S001"
    )
    assert feuille().freeze_panes == "C5"
    assert feuille().auto_filter.ref == "A4:I16"
    assert feuille().print_title_rows == "$4:$4"
    assert (feuille().page_setup.orientation, feuille().page_setup.fitToHeight) == ("landscape", 0)
    assert feuille().column_dimensions["B"].width > 30


def test_the_same_act_gives_the_same_bytes_which_say_what_they_are() -> None:
    premier, second = RENDERING.render_all([acte(), acte()])
    assert premier == second
    assert premier.suffixe == ".xlsx"
    assert premier.media_type == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    proprietes = openpyxl.load_workbook(io.BytesIO(premier.contenu)).properties
    assert (proprietes.title, proprietes.created.date().isoformat()) == (acte().titre, "2020-07-07")


def test_a_name_that_looks_like_a_formula_is_a_name() -> None:
    syndicat = seance().syndicat
    coproprietaires = (evolve(syndicat.coproprietaires[0], nom="=1+1"), *syndicat.coproprietaires[1:])
    contenu = RENDERING.render(
        acte_de_liste_de_presence(evolve(seance(), syndicat=evolve(syndicat, coproprietaires=coproprietaires)))
    ).contenu
    assert (ouvrir(contenu)["B5"].value, ouvrir(contenu)["B5"].data_type) == ("=1+1", "s")


def test_an_empty_list_is_a_list() -> None:
    vide = ouvrir(RENDERING.render(evolve(acte(), lignes=())).contenu)
    assert vide["A5"].value == "Total des tantièmes"
    assert vide.auto_filter.ref is None


def test_no_other_act_is_a_spreadsheet() -> None:
    with pytest.raises(BrokenTemplate, match="modèle feuille_de_signature : un tableur ne rend que la liste"):
        RENDERING.render(acte_de_feuille_de_signature(seance()))


def test_a_missing_field_is_named() -> None:
    incomplet = acte()
    object.__delattr__(incomplet, "totaux")
    with pytest.raises(BrokenTemplate, match="liste_de_presence, champ totaux"):
        RENDERING.render(incomplet)
