"""Bundles: one PDF per owner, one for the printer with its index, all or nothing."""

import csv
import io
from pathlib import Path

import attrs
import pikepdf
import pytest
from convocations import convocation
from gilbert import ATRILLON, PETRUS, syndicat_de_12
from pdfs import pages, structure, texte

from lsc_adapters.rendering import liasse
from lsc_adapters.rendering.ecriture import write_file, writing
from lsc_adapters.rendering.impression import Impression
from lsc_adapters.rendering.liasse import COLONNES, write_liasses
from lsc_adapters.rendering.typst import TypstRendering
from lsc_domain.assemblee.acte.liasse import acte_de_liasse
from lsc_domain.assemblee.acte.pouvoir import acte_de_pouvoir
from lsc_domain.ports.errors import Broken, BrokenTemplate

TROIS = tuple(syndicat_de_12().rangs)[:3]
RENDU = TypstRendering()


@pytest.fixture
def annexes(tmp_path: Path) -> list[Path]:
    """Two PDFs an agency would join: one of two pages that inherit their size, one with a link to itself."""
    comptes, budget = pikepdf.Pdf.new(), pikepdf.Pdf.new()
    for taille in (300, 300):
        comptes.add_blank_page(page_size=(taille, 400))
    parent = comptes.Root.Pages
    for page in comptes.pages:
        del page.obj["/MediaBox"]
    parent.MediaBox = pikepdf.Array([0, 0, 300, 400])
    budget.add_blank_page(page_size=(500, 600))
    budget.pages[0].obj.Annots = pikepdf.Array(
        [
            budget.make_indirect(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Annot,
                    Subtype=pikepdf.Name.Link,
                    Rect=pikepdf.Array([0, 0, 10, 10]),
                    Dest=pikepdf.Array([budget.pages[0].obj, pikepdf.Name.Fit]),
                )
            )
        ]
    )
    budget.pages[0].obj["/Clé (bizarre)"] = pikepdf.Array([True, None, 1, pikepdf.String("é)("), budget.Root.Pages])
    chemins = [tmp_path / "comptes.pdf", tmp_path / "budget.pdf"]
    for pdf, chemin in zip((comptes, budget), chemins, strict=True):
        pdf.save(chemin)
    return chemins


@pytest.mark.req("POUV-02", "AG-07")
def test_one_bundle_per_owner_and_one_for_the_printer(tmp_path: Path) -> None:
    """The twelve owners of Gilbert: the index says where each is, and every page is somebody's."""
    dits: list[tuple[int, int]] = []
    ecrites = write_liasses(convocation(), tmp_path, progress=lambda fait, total: dits.append((fait, total)))
    assert dits == [(fait, 12) for fait in range(13)]
    assert [une.coproprietaire for une in ecrites] == list(syndicat_de_12().rangs)
    imprime = (tmp_path / "liasse-impression.pdf").read_bytes()
    assert pages(imprime) == ecrites[-1].derniere_page == sum(une.pages for une in ecrites)
    for une in ecrites:
        contenu = (tmp_path / une.fichier).read_bytes()
        assert contenu == RENDU.render(acte_de_liasse(convocation(), une.coproprietaire)).contenu
        assert (pages(contenu), une.derniere_page - une.premiere_page + 1) == (une.pages, une.pages)
    with pikepdf.Pdf.open(io.BytesIO(imprime)) as pdf:
        assert pdf.check_pdf_syntax() == []
    with (tmp_path / "liasse-index.csv").open(encoding="utf-8-sig", newline="") as lu:
        lignes = list(csv.reader(lu, delimiter=";"))
    assert tuple(lignes[0]) == COLONNES
    assert lignes[2] == [PETRUS, "BPETRUS Pierre", "6", "10", "5", "liasse-02-450PETRUSP.pdf"]
    assert {un.name for un in tmp_path.iterdir()} == {
        *(une.fichier for une in ecrites),
        "liasse-impression.pdf",
        "liasse-index.csv",
    }


@pytest.mark.req("POUV-02")
def test_the_printer_prints_what_each_owner_gets(tmp_path: Path, annexes: list[Path]) -> None:
    un, deux = write_liasses(convocation(), tmp_path / "l", coproprietaires=[PETRUS, ATRILLON], annexes=annexes)
    imprime = tmp_path / "l" / "liasse-impression.pdf"
    chacun = [(tmp_path / "l" / une.fichier).read_bytes() for une in (un, deux)]
    assert texte(imprime.read_bytes()).split() == [*texte(chacun[0]).split(), *texte(chacun[1]).split()]
    with pikepdf.Pdf.open(imprime) as pdf, pikepdf.Pdf.open(io.BytesIO(chacun[0])) as seul:
        tailles = [[float(un) for un in page.mediabox[2:]] for page in pdf.pages]
        assert tailles[un.pages - 3 : un.pages] == [[300, 400], [300, 400], [500, 600]]
        assert tailles[: un.pages] == [[float(un) for un in page.mediabox[2:]] for page in seul.pages]
        # Its size came from the node above it: it bears it itself now.
        assert "/MediaBox" in pdf.pages[un.pages - 3].obj
        lien = pdf.pages[un.pages - 1].obj
        assert lien.Annots[0].Dest[1] == "/Fit"
        assert lien["/Clé (bizarre)"][3] == pikepdf.String("é)(")
        # What every bundle holds is written once.
        assert lien.Annots[0].objgen == pdf.pages[un.pages + deux.pages - 1].obj.Annots[0].objgen


def test_a_bundle_with_annexes_keeps_its_tags_and_claims_no_more_than_it_holds(
    tmp_path: Path, annexes: list[Path]
) -> None:
    (une,) = write_liasses(convocation(), tmp_path / "l", coproprietaires=[PETRUS], annexes=annexes)
    with pikepdf.Pdf.open(tmp_path / "l" / une.fichier) as pdf:
        assert len(pdf.pages) == une.pages == 8
        assert "/Table" in set(structure(pdf.Root.StructTreeRoot))
        with pdf.open_metadata() as marques:
            assert "pdfaid:part" not in marques
            assert "pdfuaid:part" not in marques
            assert "Syndicat Gilbert" in marques["dc:title"]


def test_the_same_bundles_have_the_same_bytes(tmp_path: Path, annexes: list[Path]) -> None:
    for dossier in ("a", "b"):
        write_liasses(convocation(), tmp_path / dossier, coproprietaires=TROIS, annexes=annexes)
    for fichier in sorted((tmp_path / "a").iterdir()):
        assert fichier.read_bytes() == (tmp_path / "b" / fichier.name).read_bytes()


@pytest.mark.req("POUV-02")
def test_many_bundles_are_made_by_workers(tmp_path: Path, annexes: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lsc_adapters.rendering.processus.SEUIL", 2)
    ici = write_liasses(convocation(), tmp_path / "ici", coproprietaires=TROIS, annexes=annexes, processus=1)
    ailleurs = write_liasses(convocation(), tmp_path / "la", coproprietaires=TROIS, annexes=annexes, processus=2)
    assert ici == ailleurs
    for fichier in (tmp_path / "ici").iterdir():
        assert fichier.read_bytes() == (tmp_path / "la" / fichier.name).read_bytes()


def test_a_failure_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    """A name nobody can write, at the third owner: no file of the first two either."""
    syndicat = syndicat_de_12()
    troisieme = attrs.evolve(syndicat.coproprietaires[2], nom="日本")
    rate = attrs.evolve(
        syndicat, coproprietaires=(*syndicat.coproprietaires[:2], troisieme, *syndicat.coproprietaires[3:])
    )
    (tmp_path / "liasse-impression.pdf").write_bytes(b"celle d'avant")
    with pytest.raises(BrokenTemplate, match="aucune police"):
        write_liasses(convocation(syndicat=rate), tmp_path)
    assert [un.name for un in tmp_path.iterdir()] == ["liasse-impression.pdf"]
    assert (tmp_path / "liasse-impression.pdf").read_bytes() == b"celle d'avant"


def test_a_field_missing_in_an_agency_template_leaves_no_file(tmp_path: Path) -> None:
    (tmp_path / "pouvoir.typ").write_text(
        '#import "base.typ": *\n#let corps(d) = partie[#d.absent]\n#papier("pouvoir", corps)\n', encoding="utf-8"
    )
    with pytest.raises(BrokenTemplate) as faute:
        write_liasses(convocation(), tmp_path / "l", modeles=tmp_path)
    assert (faute.value.modele, faute.value.champ) == ("pouvoir", "absent")
    assert list((tmp_path / "l").iterdir()) == []


def test_an_annex_that_is_no_pdf_is_found_out_first(tmp_path: Path) -> None:
    (tmp_path / "note.pdf").write_text("ceci n'est pas un PDF", encoding="utf-8")
    for nom in ("note.pdf", "absente.pdf"):
        with pytest.raises(Broken, match=f"annexe {nom}"):
            write_liasses(convocation(), tmp_path / "l", annexes=[tmp_path / nom])
    assert not (tmp_path / "l").exists()


def test_owners_without_voice_are_not_convened(tmp_path: Path) -> None:
    """Loi 65-557, art. 16: the lots of the syndicat itself."""
    syndicat = syndicat_de_12()
    tous = tuple(attrs.evolve(un, sans_voix=un.id not in TROIS) for un in syndicat.coproprietaires)
    ecrites = write_liasses(convocation(syndicat=attrs.evolve(syndicat, coproprietaires=tous)), tmp_path)
    assert tuple(une.coproprietaire for une in ecrites) == TROIS


def test_an_identity_makes_a_plain_file_name() -> None:
    assert liasse._nommer(7, "450/../É t:", 500) == "liasse-007-450_t_.pdf"  # type: ignore[arg-type]


# ------------------------------------------------------------------------------------------------ files


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    cible = tmp_path / "papier.pdf"
    write_file(cible, b"un")
    write_file(cible, b"deux")
    assert cible.read_bytes() == b"deux"
    with pytest.raises(RuntimeError, match="panne"):
        _echouer(cible)
    assert cible.read_bytes() == b"deux"
    assert list(tmp_path.iterdir()) == [cible]


def _echouer(cible: Path) -> None:
    with writing(cible) as sortie:
        sortie.write(b"a moi")
        raise RuntimeError("panne")


def test_a_folder_that_is_not_there_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_file(tmp_path / "absent" / "papier.pdf", b"x")
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_print_is_not_closed() -> None:
    sortie = io.BytesIO()
    with pytest.raises(ValueError, match="panne"), Impression(sortie):
        raise ValueError("panne")
    assert b"%%EOF" not in sortie.getvalue()


def test_a_print_of_every_kind_of_value() -> None:
    """Fractional numbers, booleans, nulls, names out of the ordinary, streams of any filter."""
    source = pikepdf.Pdf.open(io.BytesIO(RENDU.render(acte_de_pouvoir(convocation(), None)).contenu))
    source.pages[0].obj.Essai = pikepdf.Dictionary(
        {"/A#B": pikepdf.Array([0.5, False, None, pikepdf.Name("/x y")]), "/Flux": pikepdf.Stream(source, b"octets")}
    )
    sortie = io.BytesIO()
    with Impression(sortie) as impression:
        impression.ajouter(source)
        assert impression.pages == 1
    with pikepdf.Pdf.open(io.BytesIO(sortie.getvalue())) as relu:
        assert relu.check_pdf_syntax() == []
        essai = relu.pages[0].obj.Essai
        assert [str(un) for un in essai["/A#B"]] == ["0.5", "False", "None", "/x y"]
        assert essai.Flux.read_bytes() == b"octets"
        assert "/StructParents" not in relu.pages[0].obj
    assert texte(sortie.getvalue()) == texte(RENDU.render(acte_de_pouvoir(convocation(), None)).contenu)


@pytest.mark.parametrize("nom", ["=HYPERLINK(1)", "+1", "-1+1", "@SUM(1)", " =1", "\t=1", "\r=1"])
def test_a_name_in_the_index_is_never_a_formula(nom: str) -> None:
    """Whatever an owner is called, a spreadsheet shows it and computes nothing; an ordinary name is left as it is."""
    une = liasse.LiasseEcrite(coproprietaire=ATRILLON, nom=nom, premiere_page=1, derniere_page=2, pages=2, fichier="a")
    index = liasse._index([une, attrs.evolve(une, nom="D'AREZZO-COTTE")]).decode("utf-8-sig")
    lues = [ligne[1] for ligne in csv.reader(io.StringIO(index, newline=""), delimiter=";")]
    assert lues[1:] == [f"'{nom}", "D'AREZZO-COTTE"]
