"""The extract of an account on paper and in a workbook: the lines and the balances of the screen."""

import io
from datetime import UTC, date, datetime

import openpyxl
import pytest
from attrs import evolve
from pdfs import texte

from lsc_adapters.rendering.papers import PaperExtraitRendering
from lsc_domain.compte import Ecriture, ExtraitDeCompte, Sens, relever
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import CompteId

YALOXE = CompteId("411ALOXECO")
EXTRAIT = ExtraitDeCompte(
    numero="411ALOXECO",
    libelle="ALOXE CORTON Denise",
    titulaire="Madame YALOXE CORTON Denise",
    adresse="83700 SAINT RAPHAEL",
    agence="Gérance Crypto",
    releve=relever(
        YALOXE,
        [
            Ecriture(
                id="1", compte=YALOXE, journal="BQ", le=date(2020, 1, 30),
                libelle="Règlement TESTS 605 du 30/01/2020", debit=Euros.lire("3000.00"),
            ),
            Ecriture(
                id="2", compte=YALOXE, journal="BQ", le=date(2020, 2, 11), libelle="=1+1 #strong[non]",
                credit=Euros.lire("3314.41"),
            ),
        ],
        du=date(2020, 1, 1), au=date(2020, 12, 31), solde_anterieur=Euros.lire("-10299.97"),
    ),
    etabli_le=datetime(2020, 7, 7, 15, 5, tzinfo=UTC),
)  # fmt: skip


@pytest.mark.req("EXC-14", "EXC-16")
def test_the_paper_has_the_lines_and_balances_of_the_screen() -> None:
    """EXC-14: closing balance first, newest first, opening balance last; the same extract, the same bytes."""
    rendu = PaperExtraitRendering().extrait(EXTRAIT)
    assert (rendu.media_type, rendu.suffixe) == ("application/pdf", ".pdf")
    lu = texte(rendu.contenu)
    attendus = (
        "Extrait du compte 411ALOXECO", "Du 01/01/2020 au 31/12/2020", "Solde actuel -9 985,56",
        "Solde fin de période -9 985,56", "11/02/2020 =1+1 #strong[non] 3 314,41 -9 985,56",
        "30/01/2020 Règlement TESTS 605 du 30/01/2020 3 000,00 -13 299,97", "Solde antérieur -10 299,97",
        "débit 3 000,00", "établi le 07/07/2020 à 17:05",
    )  # fmt: skip
    places = [lu.find(dit) for dit in attendus[:-1]]
    assert -1 not in places, [dit for dit, place in zip(attendus, places, strict=False) if place < 0]
    assert places == sorted(places)
    assert attendus[-1] in lu
    assert PaperExtraitRendering().extrait(EXTRAIT).contenu == rendu.contenu


@pytest.mark.req("EXC-14")
def test_the_workbook_has_real_days_and_numbers() -> None:
    """And a label is a text, never a formula."""
    rendu = PaperExtraitRendering().tableur(EXTRAIT)
    assert rendu.suffixe == ".xlsx"
    feuille = openpyxl.load_workbook(io.BytesIO(rendu.contenu)).active
    assert feuille is not None
    lues = [[cellule.value for cellule in ligne] for ligne in feuille.iter_rows(min_row=5)]
    lignes = [tuple(un.date() if isinstance(un, datetime) else un for un in ligne) for ligne in lues]
    assert lignes == [
        ("Date", "Libellé", "Débit", "Crédit", "Solde"),
        (None, "Solde fin de période", None, None, -9985.56),
        (date(2020, 2, 11), "=1+1 #strong[non]", None, 3314.41, -9985.56),
        (date(2020, 1, 30), "Règlement TESTS 605 du 30/01/2020", 3000, None, -13299.97),
        (None, "Solde antérieur", None, None, -10299.97),
    ]
    assert feuille.cell(7, 2).data_type == "s"
    assert feuille.cell(7, 1).number_format == "dd/mm/yyyy"
    assert PaperExtraitRendering().tableur(EXTRAIT).contenu == rendu.contenu


@pytest.mark.req("EXA-28")
def test_a_period_without_entries_and_the_other_direction() -> None:
    """The paper says which way balances go."""
    vide = relever(
        YALOXE, (), du=date(2020, 1, 1), au=date(2020, 1, 1), solde_anterieur=Euros(5), sens=Sens.DEBIT_CREDIT
    )
    lu = texte(PaperExtraitRendering().extrait(evolve(EXTRAIT, releve=vide, adresse="", agence="")).contenu)
    assert "Solde fin de période 0,05 Solde antérieur 0,05" in lu
    assert "débit – crédit" in lu
