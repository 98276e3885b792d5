"""The papers of a meeting held, as PDF: what is read on them, and what a machine finds in them."""

import io
import re
from datetime import date, time
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from attrs import evolve

from lsc_adapters.codec.assemblee import read_seance
from lsc_adapters.rendering.typst import TypstRendering
from lsc_domain.assemblee import Depouillement, Seance, depouiller
from lsc_domain.assemblee.acte import Acte
from lsc_domain.assemblee.acte.feuille_de_presence import acte_de_feuille_de_presence
from lsc_domain.assemblee.acte.feuille_de_signature import acte_de_feuille_de_signature
from lsc_domain.assemblee.acte.notification import acte_de_notification
from lsc_domain.assemblee.acte.proces_verbal import MODELES, Signature, acte_de_proces_verbal
from lsc_domain.assemblee.contestation import contestataires
from lsc_domain.assemblee.tenue import PouvoirEnBlancRemis, Reserve, Suspension, Tenue, TexteDeResolution
from lsc_domain.copropriete import CleDeRepartition, Tantiemes
from lsc_domain.socle.ids import CleId, CoproprietaireId, ResolutionId

GILBERT = Path(__file__).parents[2] / "examples" / "gilbert.json"
GENERALE = CleId("010")
EMPREINTE = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
LEPITRE, PIERRE, ATRILLON = (CoproprietaireId(f"450{nom}") for nom in ("LEPITRE", "PIERREP", "TRILLON"))
TENUE = Tenue(
    ouverte_a=time(10, 5),
    close_a=time(12, 30),
    suspensions=(Suspension(suspendue_a=time(11), reprise_a=time(11, 15), motif="pause", reprise=True),),
    reserves=(
        Reserve(coproprietaire=PIERRE, resolution=ResolutionId("3"), texte="Je conteste ce mandat."),
        Reserve(coproprietaire=LEPITRE, texte="Convocation reçue tardivement."),
    ),
    textes=(TexteDeResolution(resolution=ResolutionId("3"), texte="Il a été procédé à un second vote."),),
    pouvoirs_en_blanc=(PouvoirEnBlancRemis(mandant=ATRILLON, remis_par="BROUILLY Alfred", mandataire="Casper"),),
)


@cache
def seance() -> Seance:
    return read_seance(GILBERT)


@cache
def depouillement() -> Depouillement:
    return depouiller(seance()).unwrap()


def proces_verbal(modele: str, **options) -> Acte:
    return acte_de_proces_verbal(depouillement(), TENUE, modele=modele, empreinte=EMPREINTE, **options)


def a_trois_cles() -> Seance:
    syndicat = seance().syndicat
    autres = (CleId("020"), CleId("030"))
    coproprietaires = tuple(
        evolve(
            un,
            lots=tuple(
                evolve(lot, tantiemes=(*lot.tantiemes, Tantiemes(cle=autres[rang % 2], valeur=lot.tantiemes[0].valeur)))
                for rang, lot in enumerate(un.lots)
            ),
        )
        for un in syndicat.coproprietaires
    )
    cles = (*syndicat.cles, *(CleDeRepartition(code=cle, libelle="ASCENSEUR") for cle in autres))
    return evolve(seance(), syndicat=evolve(syndicat, cles=cles, coproprietaires=coproprietaires))


def beaucoup_de_cles() -> Seance:
    syndicat = seance().syndicat
    cles = tuple(CleDeRepartition(code=CleId(f"{rang:03d}"), libelle="ESCALIER") for rang in range(20, 32))
    return evolve(seance(), syndicat=evolve(syndicat, cles=(*syndicat.cles, *cles)))


PAPIERS = {
    "proces_verbal": lambda: proces_verbal(MODELES[0]),
    "proces_verbal_tableau": lambda: proces_verbal(MODELES[1]),
    "feuille": lambda: acte_de_feuille_de_presence(seance(), GENERALE),
    "feuille_vierge": lambda: acte_de_feuille_de_presence(seance(), GENERALE, vierge=True),
    "feuille_multi_cles": lambda: acte_de_feuille_de_presence(a_trois_cles(), None),
    "feuille_a3": lambda: acte_de_feuille_de_presence(beaucoup_de_cles(), None),
    "signature": lambda: acte_de_feuille_de_signature(seance()),
    "notification": lambda: acte_de_notification(
        depouillement(), contestataires(depouillement())[0], presentee_le=date(2020, 7, 15), syndic="Agence Crypto"
    ),
    "notification_sans_date": lambda: acte_de_notification(depouillement(), contestataires(depouillement())[0]),
}


@cache
def contenu(papier: str) -> bytes:
    return TypstRendering().render(PAPIERS[papier]()).contenu


def texte(contenu: bytes) -> str:
    """The words of a paper: every space is one, every apostrophe straight, cut words whole again."""
    pages = (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(contenu))
    lu = re.sub(r"\s+", " ", " ".join(pages))
    return lu.replace("\ufffe", "").replace("’", "'")


def lignes(papier: str) -> str:
    return texte(contenu(papier))


@pytest.mark.parametrize("papier", PAPIERS)
def test_a_paper_is_archival_accessible_and_french(papier: str) -> None:
    with pikepdf.open(io.BytesIO(contenu(papier))) as pdf:
        marques = pdf.open_metadata()
        assert (marques["pdfaid:part"], marques["pdfaid:conformance"]) == ("2", "A")
        assert marques["pdfuaid:part"] == "1"
        assert pdf.Root.Lang == "fr-FR"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert len(pdf.open_outline().root) >= 1


@pytest.mark.parametrize("papier", PAPIERS)
def test_the_same_act_gives_the_same_bytes(papier: str) -> None:
    assert TypstRendering().render(PAPIERS[papier]()).contenu == contenu(papier)


@pytest.mark.req("AG-44", "AG-45")
@pytest.mark.parametrize("modele", MODELES)
def test_both_models_print_the_recap_and_the_tables_of_the_votes(modele: str) -> None:
    lu = lignes(modele)
    for attendu in (
        "Récapitulatif de présence des copropriétaires",
        "Présents physiquement 6 509,90096",
        "Votants par correspondance 2 131,0142",
        "Totaux 12 1 000,91516",
        "La résolution est ACCEPTÉE par les personnes ayant pris part au vote.",
        "La résolution est ACCEPTÉE à l'article 24 par les personnes ayant pris part au vote.",
        "Présents ou représentés",
        "647,0142",
        "288,90096",
        "Se sont abstenus : MEURSAULT Jeannine (65/1 000,91516), Pierre PROPRIETAIRE (65/1 000,91516)",
        "N'ont pas pris part au vote (*) : Néant",
        "(*) Si la résolution a été amendée, les votes favorables par correspondance",
        "Second vote – article 24",
    ):
        assert attendu in lu


@pytest.mark.req("AG-46", "I-21")
@pytest.mark.parametrize("modele", MODELES)
def test_both_models_print_what_the_decret_asks_for(modele: str) -> None:
    lu = lignes(modele)
    for attendu in (
        "La séance est ouverte à 10:05.",
        "reprise à 11:15 : pause.",
        "la séance est levée à 12:30",
        "Président de séance MORGON Charles",
        "YALOXE CORTON Denise (72,90086/1 000,91516) (à 12:12, résolution 8)",
        "Pierre PROPRIETAIRE : Je conteste ce mandat.",
        "LEPITRE Abel : Convocation reçue tardivement.",
        "MEURSAULT Jeannine : Liaison coupée une minute",
        "Il a été procédé à un second vote.",
        "a été remis par BROUILLY Alfred à Casper",
        "Loi 65-557, art. 42, al. 2",
        "au plus tard le 15/07/2020",
        EMPREINTE,
    ):
        assert attendu in lu


@pytest.mark.req("AG-47")
def test_the_first_model_puts_the_two_tables_side_by_side() -> None:
    assert "Votants Copropriétaires Tantièmes" in lignes("proces_verbal")
    assert "Absents (ou non votants) 4 288,90096 Total 12 1 000,91516" in lignes("proces_verbal")
    assert "Votes dans le détail Copropriétaires Tantièmes Oui 7 647,0142 Non 1 65 Abstentions 0 0" in lignes(
        "proces_verbal"
    )


@pytest.mark.req("I-23")
def test_a_correction_says_so_on_the_first_page() -> None:
    rendu = TypstRendering().render(
        proces_verbal(
            MODELES[0],
            version=2,
            etabli_le=date(2020, 7, 10),
            auteur="Agence Crypto",
            motif_de_correction="Nom mal écrit.",
            signatures=(Signature(fonction="Scrutateur", nom="Casper", signe_le="10/07/2020"),),
        )
    )
    lu = texte(rendu.contenu)
    assert "Version 2, rectificative, établie le 10/07/2020 par Agence Crypto" in lu
    assert "Motif de la correction : Nom mal écrit." in lu
    assert "signé le 10/07/2020" in lu


@pytest.mark.req("AG-24", "AG-25", "AG-26", "AG-27")
def test_the_attendance_sheet_prints_the_table_of_the_source() -> None:
    lu = lignes("feuille")
    for attendu in (
        "S001 Syndicat Gilbert",
        "Feuille de présence Assemblée générale du 07/07/2020",
        "Editée suivant la clé 010-CHARGES COMMUNES GENERALES, tantièmes globaux 1 000,91516",
        "Copropriétaire Lot Tantièmes Total Tantièmes Présents Tantièmes Absents Mandataire Emargement",
        "907 Parking 7,00010 82,00010",
        "2 comptes",
        "VOTE PAR CORRESPONDANCE enregistré le 01/07/2020",
        "PARTICIPE À DISTANCE",
        "Casper",
        "Certifiée exacte par le président de séance",
    ):
        assert attendu in lu


@pytest.mark.req("AG-24", "AG-28")
def test_a_sheet_of_several_keys_leaves_the_box_blank() -> None:
    lu = lignes("feuille_multi_cles")
    assert "VOTE PAR CORRESPONDANCE" not in lu
    assert "formulaire de vote reçu le 01/07/2020" in lu
    assert "020-ASCENSEUR" in lu


@pytest.mark.req("AG-28")
def test_many_keys_take_a_larger_sheet() -> None:
    largeurs = {round(page.get_width()) for page in pypdfium2.PdfDocument(contenu("feuille_a3"))}
    assert largeurs == {1191}
    assert {round(page.get_width()) for page in pypdfium2.PdfDocument(contenu("feuille_multi_cles"))} == {842}


@pytest.mark.req("AG-43")
def test_the_signature_sheet_has_the_mention_in_the_box() -> None:
    assert lignes("signature").count("VOTE PAR CORRESPONDANCE") == 2


@pytest.mark.req("MSG-06", "I-22")
def test_the_notification_says_what_may_be_contested_and_until_when() -> None:
    lu = lignes("notification")
    for attendu in (
        "Monsieur ATRILLON Bernard",
        "12, rue des cépages 33120 SAUTERNES",
        "Dernier jour pour agir 15/09/2020",
        "à peine de déchéance, être introduites par les copropriétaires opposants ou défaillants",
        "Opposant",
        "Défaillant",
    ):
        assert attendu in lu
    assert "Dernier jour" not in lignes("notification_sans_date")


@pytest.mark.req("AG-25")
def test_table_headings_come_again_on_every_page() -> None:
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(contenu("feuille"))]
    assert len(pages) == 2
    assert all("Emargement" in page for page in pages)


def test_a_name_is_printed_and_never_run() -> None:
    mechant = '#read("/etc/passwd") *gras*'
    syndicat = seance().syndicat
    coproprietaires = tuple(evolve(un, nom=mechant) for un in syndicat.coproprietaires)
    ailleurs = evolve(seance(), syndicat=evolve(syndicat, coproprietaires=coproprietaires))
    for acte in (
        acte_de_feuille_de_presence(ailleurs, GENERALE),
        acte_de_feuille_de_signature(ailleurs),
        acte_de_proces_verbal(depouiller(ailleurs).unwrap(), TENUE),
    ):
        assert "*gras*" in texte(TypstRendering().render(acte).contenu)
