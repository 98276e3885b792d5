"""Acts laid out by typst: archival, accessible, the same to the byte, and deaf to what the data would like to run."""

import gc
import io
from collections.abc import Callable
from pathlib import Path

import attrs
import pikepdf
import pytest
from convocations import convocation, ordre_du_jour, point
from gilbert import ATRILLON, PETRUS, syndicat_de_12
from pdfs import pages, polices, structure, texte

from lsc_adapters.rendering import processus
from lsc_adapters.rendering.compilation import expliquer
from lsc_adapters.rendering.typst import TypstRendering, commander
from lsc_domain.assemblee.acte import Acte
from lsc_domain.assemblee.acte.convocation import acte_de_convocation
from lsc_domain.assemblee.acte.feuille_de_vote import acte_de_feuille_de_vote
from lsc_domain.assemblee.acte.formulaire import acte_de_formulaire
from lsc_domain.assemblee.acte.liasse import acte_de_liasse
from lsc_domain.assemblee.acte.liste_de_presence import ActeDeListeDePresence
from lsc_domain.assemblee.acte.pouvoir import acte_de_pouvoir
from lsc_domain.assemblee.resolution import OrdreDuJour
from lsc_domain.loi.textes import TEXTES_DU_FORMULAIRE
from lsc_domain.ports.errors import BrokenTemplate
from lsc_domain.ports.rendering import Rendering, Rendu
from lsc_domain.socle.affichage import typographier
from lsc_domain.testing.contracts.rendering import RenderingContract
from lsc_domain.testing.strategies.actes import ACTES

FAISEURS: tuple[Callable[..., Acte], ...] = (
    acte_de_convocation,
    acte_de_formulaire,
    acte_de_pouvoir,
    acte_de_feuille_de_vote,
    acte_de_liasse,
)

every_maker = pytest.mark.parametrize("faire", FAISEURS)
RENDU = TypstRendering()


def lire(acte: Acte) -> str:
    return texte(RENDU.render(acte).contenu)


@every_maker
def test_a_paper_is_archival_accessible_and_french(faire: Callable[..., Acte]) -> None:
    """PDF/A-2a and PDF/UA-1 in one file: marks, language, title, tags, bookmarks, embedded fonts."""
    acte = faire(convocation(), PETRUS)
    rendu = RENDU.render(acte)
    assert (rendu.media_type, rendu.suffixe) == ("application/pdf", ".pdf")
    with pikepdf.Pdf.open(io.BytesIO(rendu.contenu)) as pdf:
        with pdf.open_metadata() as marques:
            assert (marques["pdfaid:part"], marques["pdfaid:conformance"]) == ("2", "A")
            assert marques["pdfuaid:part"] == "1"
            assert marques["dc:title"] == typographier(acte.titre)
        assert pdf.Root.Lang == "fr-FR"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert {"/H1", "/P"} <= set(structure(pdf.Root.StructTreeRoot))
        with pdf.open_outline() as signets:
            assert signets.root
        descripteurs = list(polices(pdf))
        assert descripteurs
        assert all("/FontFile2" in un or "/FontFile3" in un for un in descripteurs)
        assert all("DejaVuSans" in str(un.FontName) for un in descripteurs)


@pytest.mark.parametrize("faire", [acte_de_formulaire, acte_de_feuille_de_vote, acte_de_liasse])
def test_a_table_is_tagged_as_one(faire: Callable[..., Acte]) -> None:
    with pikepdf.Pdf.open(io.BytesIO(RENDU.render(faire(convocation(), PETRUS)).contenu)) as pdf:
        assert {"/Table", "/TR", "/TH", "/TD"} <= set(structure(pdf.Root.StructTreeRoot))


@every_maker
def test_the_same_act_gives_the_same_bytes(faire: Callable[..., Acte]) -> None:
    un, deux = (TypstRendering().render(faire(convocation(), PETRUS)).contenu for _ in range(2))
    assert un == deux
    autre_jour = RENDU.render(faire(convocation(presentee_le=None), PETRUS)).contenu
    assert b"D:20200612" in un
    assert b"D:20200707" in autre_jour


@pytest.mark.parametrize(
    "nom", ['#read("/etc/passwd") *x* <script>', "_a_ `b` $c$ = d @e // f /* g", "\\u{41} #panic()"]
)
def test_what_a_name_holds_is_printed_and_never_run(nom: str) -> None:
    syndicat = syndicat_de_12()
    coproprietaires = tuple(attrs.evolve(un, nom=nom) if un.id == PETRUS else un for un in syndicat.coproprietaires)
    piege = convocation(syndicat=attrs.evolve(syndicat, nom=nom, coproprietaires=coproprietaires))
    lu = lire(acte_de_liasse(piege, PETRUS))
    assert lu.count(nom) >= 3
    assert "root:" not in lu


@pytest.mark.req("AG-04")
def test_a_form_has_its_three_parts_a_box_per_choice_and_the_texts() -> None:
    """Arrêté of 2 July 2020. The count of boxes is that of the questions, second votes included."""
    acte = acte_de_formulaire(convocation(), ATRILLON)
    lu = lire(acte)
    for partie in ("Première partie", "Deuxième partie", "Troisième partie"):
        assert partie in lu
    for mention in ("POUR", "CONTRE", "ABSTENTION", "Identification de l’objet", "Question", "Second vote", "Paraphe"):
        assert mention in lu
    questions = [une for une in acte.questions if not une.intertitre]
    seconds = [une for une in questions if une.second_vote]
    qualites = 3
    assert lu.count("☐") == 3 * (len(questions) + len(seconds)) + qualites
    assert lu.count("sans objet") == len(questions) - len(seconds)
    assert "vendredi 3 juillet 2020" in lu
    assert "syndic@example.invalid" in lu
    assert "documents annexés à la convocation" in lu
    colle = lu.replace(" ", "")
    for _, reproduit in TEXTES_DU_FORMULAIRE:
        for alinea in reproduit.split("\n"):
            assert typographier(alinea).replace("\u202f", "").replace(" ", "").replace("-", "") in colle.replace(
                "-", ""
            )


def test_a_form_without_a_second_vote_has_one_group_of_boxes() -> None:
    simple = OrdreDuJour((point("1", "Quitus", "L'assemblée donne quitus.", "24"),))
    lu = lire(acte_de_formulaire(convocation(ordre_du_jour=simple), None))
    assert "Second vote" not in lu
    assert lu.count("☐") == 3 + 3


@pytest.mark.req("AG-06", "AG-17")
def test_the_form_replaces_the_voting_sheet_or_the_other_way_round() -> None:
    avec, sans = (lire(acte_de_liasse(convocation(vote_par_correspondance=option), PETRUS)) for option in (True, False))
    assert "Formulaire de vote par correspondance" in avec
    assert "Vos votes" not in avec
    assert "Par correspondance" not in sans
    assert "Formulaire de vote par correspondance" not in sans
    assert "Vos votes" in sans


@pytest.mark.req("AG-07", "POUV-05")
def test_every_owner_gets_a_form_and_a_blank_proxy() -> None:
    lu = lire(acte_de_liasse(convocation(), PETRUS))
    assert "Bon pour pouvoir" in lu
    assert "recevoir plus de trois délégations de vote" in lu
    assert lu.index("Convocation") < lu.index("Formulaire de vote par correspondance", 200) < lu.index("Le mandataire")


def test_a_convocation_says_what_the_decree_wants() -> None:
    """Décret 67-223, art. 9 and 11."""
    lu = lire(acte_de_convocation(convocation(urgence="péril imminent"), ATRILLON))
    for mention in (
        "mardi 7 juillet 2020 à 10 h 00",
        "Salle polyvalente",
        "1. Crédit Copropriété",
        "Article 25 c (majorité des voix de tous les copropriétaires)",
        "Second vote possible, article 26-1",
        "clé 010-CHARGES COMMUNES GENERALES",
        "de 9 h à 12 h et de 14 h à 17 h",
        "Projet de budget prévisionnel (décret, art. 11, I, 2°)",
        "péril imminent",
        "page 1/2",
    ):
        assert mention in lu


def test_a_name_nobody_can_write_stops_the_run() -> None:
    """A missing glyph would be a blank on paper: PDF/A refuses it, and so do we."""
    with pytest.raises(BrokenTemplate, match="aucune police ne sait écrire 日"):
        RENDU.render(acte_de_convocation(convocation(adresse_du_syndic="日"), None))


def test_an_agency_template_wins_and_stands_on_our_base(tmp_path: Path) -> None:
    (tmp_path / "pouvoir.typ").write_text(
        '#import "base.typ": *\n#let corps(d) = partie(pied: d.titre)[#titre("Mandat de l’agence") #d.lots]\n'
        '#papier("pouvoir", corps)\n',
        encoding="utf-8",
    )
    rendu = TypstRendering(tmp_path)
    assert "Mandat de l’agence" in texte(rendu.render(acte_de_pouvoir(convocation(), PETRUS)).contenu)
    liasse = texte(rendu.render(acte_de_liasse(convocation(), PETRUS)).contenu)
    assert "Mandat de l’agence" in liasse
    assert "Formulaire de vote par correspondance" in liasse


def test_a_field_nobody_gave_is_named_with_its_template(tmp_path: Path) -> None:
    (tmp_path / "pouvoir.typ").write_text(
        '#import "base.typ": *\n#let corps(d) = partie[\n  #titre(d.intitule)\n]\n#papier("pouvoir", corps)\n',
        encoding="utf-8",
    )
    for acte in (acte_de_pouvoir(convocation(), None), acte_de_liasse(convocation(), None)):
        with pytest.raises(BrokenTemplate, match="ligne 3") as faute:
            TypstRendering(tmp_path).render(acte)
        assert (faute.value.modele, faute.value.champ) == ("pouvoir", "intitule")


def test_the_base_is_named_by_who_called_it(tmp_path: Path) -> None:
    (tmp_path / "pouvoir.typ").write_text(
        '#import "base.typ": *\n#let corps(d) = signatures(("seul",))\n#papier("pouvoir", corps)\n', encoding="utf-8"
    )
    with pytest.raises(BrokenTemplate) as faute:
        TypstRendering(tmp_path).render(acte_de_pouvoir(convocation(), None))
    assert (faute.value.modele, faute.value.champ) == ("pouvoir", "")


@pytest.mark.parametrize(
    ("source", "raison"),
    [
        ("#let x = (", "unclosed delimiter"),
        ('#read("/../../../../etc/passwd")', "escape the project root"),
        ('#read("/etc/passwd")', "file not found"),
        ("bonjour", "typst refuse"),
    ],
)
def test_a_template_that_fails_says_why(tmp_path: Path, source: str, raison: str) -> None:
    (tmp_path / "pouvoir.typ").write_text(source, encoding="utf-8")
    with pytest.raises(BrokenTemplate, match=raison) as faute:
        TypstRendering(tmp_path).render(acte_de_pouvoir(convocation(), None))
    assert faute.value.modele == "pouvoir"


def test_a_package_of_the_network_is_refused_before_anything_is_fetched(tmp_path: Path) -> None:
    (tmp_path / "pouvoir.typ").write_text('// "@preview/x"\n#import "@preview/cetz:0.3.0": *\n', encoding="utf-8")
    with pytest.raises(BrokenTemplate, match='paquets du réseau sont refusés : "@preview/cetz'):
        TypstRendering(tmp_path)


def test_a_folder_of_templates_must_exist(tmp_path: Path) -> None:
    with pytest.raises(BrokenTemplate, match="n'existe pas"):
        TypstRendering(tmp_path / "ailleurs")


def test_the_copy_of_an_agency_folder_goes_with_its_renderer(tmp_path: Path) -> None:
    (tmp_path / "logo.txt").write_text("x", encoding="utf-8")
    rendu = TypstRendering(tmp_path)
    racine = rendu._gabarits.racine
    assert (racine / "logo.txt").is_file()
    del rendu
    gc.collect()
    assert not racine.exists()


@attrs.frozen
class ActeSansModele:
    modele = "inconnu"
    titre: str = "x"
    date_iso: str = "2020-07-07"


def test_an_act_without_a_template_or_a_date_is_refused() -> None:
    with pytest.raises(BrokenTemplate, match="aucun modèle de ce nom"):
        RENDU.render(ActeSansModele())  # type: ignore[arg-type]
    with pytest.raises(BrokenTemplate, match="n'est pas une date") as faute:
        commander(attrs.evolve(acte_de_pouvoir(convocation(), None), date_iso="hier"))
    assert faute.value.champ == "date_iso"


def test_typst_may_say_something_new() -> None:
    faute = expliquer("pouvoir", "quelque chose", "")
    assert str(faute) == "modèle pouvoir : typst refuse : quelque chose"


def test_what_is_long_goes_on_another_page() -> None:
    """A text of law of several pages, a name of several lines: nothing overflows, headings are repeated."""
    projet = "\n".join(["L'assemblée générale décide des travaux de ravalement des façades. " * 4] * 40)
    ordre = OrdreDuJour((*ordre_du_jour().resolutions, point("9", "Ravalement", projet, "25 n")))
    contenu = RENDU.render(acte_de_formulaire(convocation(ordre_du_jour=ordre), PETRUS)).contenu
    lu = texte(contenu)
    assert pages(contenu) >= 4
    assert lu.count("façades") == 160
    assert lu.count("Identification de l’objet") >= 3
    assert lu.count("Paraphe") == pages(contenu)


# ------------------------------------------------------------------------------------------------ the contract


class TestTypst(RenderingContract):
    """Every PDF of ours, whoever wrote its template."""

    actes = tuple(acte for acte in ACTES if acte is not ActeDeListeDePresence)
    fines = False
    avance = max(processus.SEUIL, (processus.AVANCE + 1) * processus.nombre_de_coeurs()) + 1
    exemples = 15
    tus = frozenset(
        {
            # The same words as the day and the hour of the meeting, which are printed.
            "ActeDeConvocation.convoquee_pour",
            "ActeDePouvoir.reunie_le",
            "ActeDeFeuilleDeVote.reunie_le",
            "ActeDeConvocation.coproprietaire",  # an identity, for an agency's model to ask his access codes by
        }
    )

    @pytest.fixture
    def make_rendering(self) -> Callable[[], Rendering]:
        return TypstRendering

    def lisible(self, rendu: Rendu) -> str:
        """Its pages, and what the title bar and the properties of the document say."""
        with pikepdf.Pdf.open(io.BytesIO(rendu.contenu)) as pdf, pdf.open_metadata() as marques:
            proprietes = [marques["dc:title"], marques.get("pdf:Keywords", "")]
        return "\n".join([*proprietes, texte(rendu.contenu)])
