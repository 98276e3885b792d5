"""What plis say: the notice of new documents and the report of a run, in French, whatever the titles hold."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from lsc_adapters.rendering.plis import MailRendering
from lsc_domain.ports.errors import BrokenTemplate
from lsc_domain.ports.messaging import est_sur_une_ligne
from lsc_domain.publication.avis import AvisDeNouveauxDocuments, LigneDAvis, RapportDePublication
from lsc_domain.testing.strategies.actes import TEXTES_DIFFICILES

FINE = "\u202f"
FACTURE = LigneDAvis(titre="Facture n° 152 : ravalement", classeur="Factures", immeuble="GILBERT", le=date(2022, 1, 27))
AVIS = AvisDeNouveauxDocuments(
    nom="M. BROUILLY",
    adresse_de_l_extranet="https://extranet.example.invalid/?client=1&lang=fr",
    documents=(
        FACTURE,
        evolve(FACTURE, titre="Procès-verbal", classeur="Assemblées générales"),
        evolve(FACTURE, titre="Devis"),
    ),
    desinscription="https://extranet.example.invalid/stop/2022.WUJST1VJTExZ.x",
)
RAPPORT = RapportDePublication(
    destination="Extranet",
    commence_le=datetime(2022, 1, 27, 21, tzinfo=UTC),
    termine_le=datetime(2022, 1, 27, 21, 4, tzinfo=UTC),
    envoyes=12,
    remplaces=3,
    retires=2,
    complet=True,
)
RENDU = MailRendering()


class Page(HTMLParser):
    """What a page shows and links to; what would run, or be fetched, fails."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.lu: list[str] = []
        self.liens: list[str] = []
        self.balises: list[str] = []
        self.cache = 0
        self.feed(html)
        self.close()

    @property
    def texte(self) -> str:
        return " ".join("".join(self.lu).split(" "))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.balises.append(tag)
        self.cache += tag == "head"
        for nom, valeur in attrs:
            assert nom in {"lang", "charset", "name", "content", "style", "href"}
            if nom == "href":
                self.liens.append(valeur or "")
            assert nom != "style" or "url(" not in (valeur or "")

    def handle_endtag(self, tag: str) -> None:
        self.cache -= tag == "head"

    def handle_data(self, data: str) -> None:
        if not self.cache:
            self.lu.append(data)


class TestNouveauxDocuments:
    def test_one_notice_for_all(self) -> None:
        """Three documents are one notice, in its text and in its page: each with its binder, immeuble and day."""
        corps = RENDU.nouveaux_documents(AVIS)
        assert corps.objet == "3 nouveaux documents sur votre extranet"
        page = Page(corps.html)
        for texte in (corps.texte, page.texte):
            assert "Bonjour M. BROUILLY," in texte
            assert f"3 nouveaux documents sont à votre disposition sur votre extranet{FINE}:" in texte
            assert f"Facture n° 152{FINE}: ravalement" in texte
            assert "Factures – GILBERT – 27/01/2022" in texte
            assert "Assemblées générales – GILBERT – 27/01/2022" in texte
        assert corps.texte.count("\n- ") == page.balises.count("li") == 3

    def test_one_document_is_said_in_the_singular(self) -> None:
        corps = RENDU.nouveaux_documents(evolve(AVIS, documents=(FACTURE,)))
        assert corps.objet == "1 nouveau document sur votre extranet"
        for texte in (corps.texte, Page(corps.html).texte):
            assert f"Un nouveau document est à votre disposition sur votre extranet{FINE}:" in texte

    @pytest.mark.req("I-38")
    def test_the_way_out_is_in_both(self) -> None:
        corps = RENDU.nouveaux_documents(AVIS)
        assert Page(corps.html).liens == [AVIS.adresse_de_l_extranet, AVIS.desinscription]
        assert AVIS.adresse_de_l_extranet in corps.texte
        assert corps.texte.endswith(f"{AVIS.desinscription}\n")

    def test_the_page_is_one_anybody_can_read(self) -> None:
        """In French and says so, one title, one heading, a list, links that say where they go, nothing fetched."""
        html = RENDU.nouveaux_documents(AVIS).html
        assert html.startswith('<!DOCTYPE html>\n<html lang="fr">')
        balises = Page(html).balises
        assert [balises.count(une) for une in ("title", "h1", "main", "ul")] == [1, 1, 1, 1]
        assert not {"style", "script", "img", "table", "link"} & set(balises)
        assert all(len(libelle.split()) >= 3 for libelle in re.findall(r"<a [^>]+>([^<]+)</a>", html))

    @pytest.mark.parametrize("titre", TEXTES_DIFFICILES)
    def test_a_title_is_text(self, titre: str) -> None:
        """« <script> » in a title is read as such, and nothing in it runs, in any of the fields."""
        ligne = LigneDAvis(titre=titre, classeur=titre, immeuble=titre, le=date(2022, 1, 27))
        corps = RENDU.nouveaux_documents(evolve(AVIS, nom=titre, documents=(ligne,)))
        page = Page(corps.html)
        assert Page(RENDU.nouveaux_documents(evolve(AVIS, documents=(FACTURE,))).html).balises == page.balises
        for texte in (corps.texte, page.texte):
            assert sans_espaces(texte).count(sans_espaces(titre)) == 4

    @given(st.text(min_size=1), st.text())
    def test_a_title_is_one_line(self, titre: str, classeur: str) -> None:
        """No title passes for the line after it: there are as many entries as documents, and the subject is a line."""
        ligne = LigneDAvis(titre=titre, classeur=f"x{classeur}", immeuble="", le=date(2022, 1, 27))
        corps = RENDU.nouveaux_documents(evolve(AVIS, nom=titre, documents=(ligne, FACTURE)))
        assert len(re.split(r"\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", corps.texte)) == 14
        assert est_sur_une_ligne(corps.objet)


@pytest.mark.req("PUB-05", "MSG-01")
class TestRapport:
    def test_the_counts(self) -> None:
        """How many were sent, replaced, withdrawn and failed, between which instants of Paris."""
        corps = RENDU.rapport(RAPPORT)
        assert corps.objet == f"Publication vers Extranet{FINE}: terminée"
        assert corps.html == ""
        nbsp = "\xa0"
        assert corps.texte.splitlines() == [
            "Publication vers Extranet",
            f"Commencée le jeudi 27 janvier 2022 à 22{nbsp}h{nbsp}00",
            f"Terminée le jeudi 27 janvier 2022 à 22{nbsp}h{nbsp}04",
            "",
            f"Envoyés{FINE}: 12",
            f"Remplacés{FINE}: 3",
            f"Retirés{FINE}: 2",
            f"Échecs{FINE}: 0",
        ]

    def test_a_run_that_failed_is_reported(self) -> None:
        """Stopped before its end: the subject says so, and the reader what becomes of the rest."""
        corps = RENDU.rapport(evolve(RAPPORT, complet=False))
        assert corps.objet == f"Publication vers Extranet{FINE}: interrompue"
        assert "Interrompue le jeudi 27 janvier 2022" in corps.texte
        assert "s'est arrêtée avant la fin" in corps.texte

    @pytest.mark.parametrize(("nombre", "mot"), [(1, "1 échec"), (2, "2 échecs")])
    def test_failures_are_told_one_by_one(self, nombre: int, mot: str) -> None:
        echecs = tuple(f"facture {rang}.pdf : disque plein\n- faux" for rang in range(nombre))
        corps = RENDU.rapport(evolve(RAPPORT, echecs=echecs, avertissements=("Compte 450 sans e-mail",)))
        assert corps.objet == f"Publication vers Extranet{FINE}: {mot}"
        assert f"Échecs{FINE}: {nombre}" in corps.texte
        assert corps.texte.count("\n- facture") == nombre
        assert corps.texte.count("\n- ") == nombre + 1
        assert corps.texte.endswith(f"Avertissements{FINE}:\n- Compte 450 sans e-mail\n")


class TestModelesDUneAgence:
    def test_one_of_its_own(self, tmp_path: Path) -> None:
        """Subject on the first line; nothing is escaped in a text, everything is in a page."""
        (tmp_path / "nouveaux_documents.txt.j2").write_text(
            "Chez {{ donnees.nom }}\n\nVoir < ici >\n", encoding="utf-8"
        )
        (tmp_path / "nouveaux_documents.html.j2").write_text("<b>{{ donnees.nom }} – {{ objet }}</b>", encoding="utf-8")
        corps = MailRendering(tmp_path).nouveaux_documents(evolve(AVIS, nom="A & B"))
        assert (corps.objet, corps.texte) == ("Chez A & B", "Voir < ici >\n")
        assert corps.html == "<b>A &amp; B – Chez A &amp; B</b>"

    def test_one_that_changes_a_part_of_ours(self, tmp_path: Path) -> None:
        (tmp_path / "rapport_de_publication.txt.j2").write_text(
            '{% extends "lsc/rapport_de_publication.txt.j2" %}{% block objet %}GED\n{% endblock %}', encoding="utf-8"
        )
        corps = MailRendering(tmp_path).rapport(RAPPORT)
        assert corps.objet == "GED"
        assert corps.texte == RENDU.rapport(RAPPORT).texte

    @pytest.mark.parametrize(
        ("modele", "champ"),
        [
            ("{{ donnees.montant }}", "montant"),
            ("{{ absent }}", "absent"),
            ("{{ donnees.documents }}", ""),
            ("{{ donnees.__class__ }}", "__class__"),
            ("{% if", ""),
        ],
    )
    @pytest.mark.parametrize("suffixe", [".txt.j2", ".html.j2"])
    def test_one_that_is_wrong(self, tmp_path: Path, suffixe: str, modele: str, champ: str) -> None:
        """The template and the field are named, and nothing is written."""
        (tmp_path / f"nouveaux_documents{suffixe}").write_text(modele, encoding="utf-8")
        with pytest.raises(BrokenTemplate) as caught:
            MailRendering(tmp_path).nouveaux_documents(AVIS)
        assert caught.value.modele == f"nouveaux_documents{suffixe}"
        assert caught.value.champ == champ

    def test_a_folder_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(BrokenTemplate):
            MailRendering(tmp_path / "absent")


def sans_espaces(texte: str) -> str:
    return "".join(texte.split())
