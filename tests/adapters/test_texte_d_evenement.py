"""What is published of an event and was no file: its text, and the lists of owners, laid out by typst."""

from datetime import UTC, date, datetime

import pytest
from pdfs import texte

from lsc_adapters.rendering.papers import PaperTexteRendering
from lsc_domain.classeur.liste_des_coproprietaires import ActeDeListeDesCoproprietaires, LigneDeListe
from lsc_domain.parc.immeuble import LotDImmeuble
from lsc_domain.publication.texte import TexteDEvenement
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import CompteId, ImmeubleId, LotId, TiersId

TEXTE = TexteDEvenement(
    objet="Travaux de l'ascenseur",
    texte="Madame, Monsieur,\n\nL'ascenseur sera arrêté le 12 juillet. #strong[non exécuté]",
    chrono=7019051,
    traite_le=date(2020, 7, 6),
    immeuble="Résidence GILBERT",
    adresse="4, rue Gilbert 54000 NANCY",
    dossier="Sinistre 0152",
)


@pytest.mark.req("PUB-07")
def test_the_text_of_an_event_becomes_a_pdf() -> None:
    """Its words, where and when; what a text contains is printed, never run; the same text, the same bytes."""
    rendu = PaperTexteRendering().rendre(TEXTE)
    assert (rendu.media_type, rendu.suffixe) == ("application/pdf", ".pdf")
    lu = texte(rendu.contenu)
    for dit in (
        "Travaux de l",
        "Résidence GILBERT",
        "07019051",
        "Sinistre 0152",
        "lundi 6 juillet 2020",
        "#strong[non",
    ):
        assert dit in lu
    assert [un.contenu for un in PaperTexteRendering().rendre_tous([TEXTE, TEXTE])] == [rendu.contenu] * 2


@pytest.mark.req("EXP-35")
@pytest.mark.req("EXP-36")
def test_the_list_of_owners_becomes_a_pdf() -> None:
    """Name and address of the building, its hour, whose hand, and a row an account."""

    def ligne(nom: str, *lots: str, travaux: str, membre: bool = False) -> LigneDeListe:
        return LigneDeListe(
            tiers=TiersId(nom),
            compte=CompteId(f"450{nom}"),
            identite=nom,
            adresse="2 rue Neuve",
            lots=tuple(LotDImmeuble(id=LotId(lot), type="Appartement") for lot in lots),
            fonds_de_roulement=None,
            fonds_travaux=Euros.lire(travaux),
            membre_cs=membre,
            president_cs=False,
            resident=True,
        )

    liste = ActeDeListeDesCoproprietaires(
        immeuble=ImmeubleId("GILBERT"),
        nom="Résidence GILBERT",
        adresse="4, rue Gilbert",
        etablie_le=datetime(2020, 7, 7, 9, 5, tzinfo=UTC),
        lignes=(
            ligne("ATRILLON Bernard", "GILBERT/248", "GILBERT/012", travaux="23.89"),
            ligne("BROUILLY", "GILBERT/907", travaux="165.70", membre=True),
            ligne("CLATOUR", travaux="0.00"),
        ),
        par="LG",
        base="TESTS 605",
    )
    lu = texte(PaperTexteRendering().liste(liste).contenu)
    for dit in (
        "ATRILLON Bernard",
        "GILBERT/248 (Appartement)",
        "23,89",
        "165,70",
        "TESTS 605 le 07/07/2020 LG à 11:05",
        "1/1",
    ):
        assert dit in lu.replace("\u202f", " ").replace("\xa0", " "), dit
