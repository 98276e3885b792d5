"""An agency's HTML model as a PDF: its standard, what it may read, and what is said when the extra is missing."""

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from convocations import convocation
from gilbert import PETRUS
from pdfs import polices, structure, texte

from lsc_adapters.rendering import weasyprint
from lsc_adapters.rendering.jinja import JinjaRendering
from lsc_adapters.rendering.weasyprint import WeasyPrintRendering
from lsc_domain.assemblee.acte.pouvoir import acte_de_pouvoir
from lsc_domain.ports.errors import BrokenTemplate, Unavailable

POUVOIR = acte_de_pouvoir(convocation(), PETRUS)
PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"

Imprimer = Callable[[str], bytes]


@pytest.fixture
def imprimer(tmp_path: Path) -> Imprimer:
    """Print a proxy with a model of one's own."""

    def imprimer(corps: str) -> bytes:
        modele = f'{{% extends "base.html.j2" %}}{{% block corps %}}<h1>Pouvoir</h1>{corps}{{% endblock %}}'
        (tmp_path / "pouvoir.html.j2").write_text(modele, encoding="utf-8")
        return WeasyPrintRendering(JinjaRendering(tmp_path)).render(POUVOIR).contenu

    return imprimer


def test_a_paper_is_accessible_and_holds_its_fonts() -> None:
    """PDF/UA-1: marks, language, title, tags; and no font but ours."""
    rendu = WeasyPrintRendering(JinjaRendering()).render(POUVOIR)
    with pikepdf.Pdf.open(io.BytesIO(rendu.contenu)) as pdf:
        with pdf.open_metadata() as marques:
            assert marques["pdfuaid:part"] == "1"
            assert marques["dc:title"] == POUVOIR.titre
        assert pdf.Root.Lang == "fr"
        assert pdf.Root.MarkInfo.Marked
        assert {"/H1", "/H2", "/P"} <= set(structure(pdf.Root.StructTreeRoot))
        noms = {str(un.FontName) for un in polices(pdf)}
        assert noms
        assert all("DejaVu-Sans" in nom for nom in noms)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # WeasyPrint leaves its profile open
def test_a_paper_may_be_archival_instead() -> None:
    rendu = WeasyPrintRendering(JinjaRendering(), norme="pdf/a-2a").render(POUVOIR)
    with pikepdf.Pdf.open(io.BytesIO(rendu.contenu)) as pdf, pdf.open_metadata() as marques:
        assert (marques["pdfaid:part"], marques["pdfaid:conformance"]) == ("2", "A")
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"


@pytest.mark.req("AG-51")
def test_an_agency_template_is_printed(imprimer: Imprimer) -> None:
    assert "Pouvoir Je donne pouvoir, BPETRUS Pierre" in texte(imprimer("<p>Je donne pouvoir, BPETRUS Pierre</p>"))


def test_a_picture_is_in_the_template(imprimer: Imprimer) -> None:
    with pikepdf.Pdf.open(io.BytesIO(imprimer(f'<img src="{PIXEL}" alt="logo">'))) as pdf:
        assert any(objet.get("/Subtype") == "/Image" for objet in pdf.objects if isinstance(objet, pikepdf.Stream))


@pytest.mark.parametrize(
    "adresse",
    [
        "file:///etc/passwd",
        "http://localhost/logo.png",
        "https://example.invalid/logo.png",
        "ftp://localhost/logo.png",
        "lsc-police:../jinja.py",
        "lsc-police:absente.ttf",
    ],
)
def test_a_template_reads_nothing_from_disk_or_network(imprimer: Imprimer, adresse: str) -> None:
    for corps in (f'<img src="{adresse}" alt="">', f'<link rel="stylesheet" href="{adresse}">'):
        with pytest.raises(BrokenTemplate, match="un modèle ne lit ni fichier ni réseau") as caught:
            imprimer(corps)
        assert (caught.value.modele, caught.value.champ) == ("pouvoir.html.j2", adresse)


def test_a_missing_field_is_said_as_by_the_page(imprimer: Imprimer) -> None:
    with pytest.raises(BrokenTemplate, match=r"modèle pouvoir\.html\.j2, champ absent"):
        imprimer("{{ donnees.absent }}")


def test_what_it_cannot_lay_out_is_the_template_s_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    rendering = WeasyPrintRendering(JinjaRendering(), norme="pdf/x-inconnu")
    with pytest.raises(BrokenTemplate, match=r"modèle pouvoir\.html\.j2 : WeasyPrint refuse"):
        rendering.render(POUVOIR)


@pytest.mark.parametrize("faute", [ImportError("weasyprint"), OSError("cannot load library 'libpango-1.0-0'")])
def test_without_the_extra_it_says_what_to_install(faute: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(nom: str) -> object:
        raise faute

    monkeypatch.setattr(weasyprint, "import_module", absent)
    with pytest.raises(Unavailable, match=r'pip install "lsc-domain\[weasyprint\]".*libpango-1\.0-0') as caught:
        WeasyPrintRendering(JinjaRendering())
    assert str(faute) in str(caught.value)


def test_importing_the_adapter_imports_no_weasyprint() -> None:
    import subprocess

    script = "import sys, lsc_adapters.rendering.weasyprint; sys.exit('weasyprint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


@pytest.mark.parametrize("avant", [None, "1594080000"])
def test_the_clock_it_stops_is_given_back(avant: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    if avant is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", avant)
    WeasyPrintRendering(JinjaRendering()).render(POUVOIR)
    assert os.environ.get("SOURCE_DATE_EPOCH") == avant
