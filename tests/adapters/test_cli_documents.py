"""`lsc ag documents` and `lsc demo`: every paper is there, is what its name says, and a failure leaves none by half."""

from __future__ import annotations

import csv
import json
import os
import shlex
import sys
from pathlib import Path
from typing import Any

import pytest
from appels import CONSTATATIONS, FAIT, MAUVAISE_ENTREE, PANNE, Lsc
from documents import RACINE
from jsonschema import Draft202012Validator
from openpyxl import load_workbook
from pypdfium2 import PdfDocument

from lsc_adapters.cli.demo import commande
from lsc_adapters.codec.schema import schema

GILBERT = RACINE / "examples" / "gilbert.json"
DONNEES = Path("src/lsc_adapters/cli/gilbert")


def texte(pdf: Path) -> str:
    """The words of a PDF, its narrow spaces made plain."""
    document = PdfDocument(pdf)
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return " ".join(" ".join(pages).replace("\u202f", " ").split())


def ecrire(tmp_path: Path, **changes: Any) -> str:
    """The meeting of the examples, changed at its head."""
    assemblee = json.loads(GILBERT.read_text(encoding="utf-8"))
    assemblee.update(changes)
    chemin = tmp_path / "assemblee.json"
    chemin.write_text(json.dumps(assemblee), encoding="utf-8")
    return str(chemin)


@pytest.mark.req("AG-04", "AG-06", "AG-07", "AG-25", "AG-29", "AG-43", "AG-44", "POUV-05")
def test_every_document_is_written(lsc: Lsc, tmp_path: Path) -> None:
    """One convocation per owner with its form and its proxy, the sheets, the list, the minutes twice, the letters."""
    reponse = lsc("ag", "documents", str(GILBERT), "--sortie", str(tmp_path / "d"), "--format", "json")
    noms = set(reponse.json["fichiers"])
    assert list(Draft202012Validator(schema("lsc.documents/1")).iter_errors(reponse.json)) == []
    assert noms == {chemin.name for chemin in (tmp_path / "d").iterdir()}
    assert sum(nom.startswith("convocation-") for nom in noms) == 12
    assert {"feuille_de_presence-010.pdf", "feuille_de_signature.pdf", "liste_de_presence.xlsx"} <= noms
    assert {"proces_verbal.pdf", "proces_verbal_tableau.pdf", "notification-450YQUEMC.pdf"} <= noms
    convocation = texte(tmp_path / "d" / "convocation-450TRILLON.pdf")
    for mots in ("Convocation", "Formulaire de vote par correspondance", "Pouvoir", "vendredi 3 juillet 2020"):
        assert mots in convocation
    minutes = texte(tmp_path / "d" / "proces_verbal.pdf")
    for mots in ("1 000,91516", "BROUILLY Alfred (82,0001/1 000,91516)", "La séance est ouverte à 10:05"):
        assert mots in minutes
    (feuille,) = load_workbook(tmp_path / "d" / "liste_de_presence.xlsx").worksheets
    assert sum(isinstance(case.value, int | float) for ligne in feuille.iter_rows() for case in ligne) > 12


@pytest.mark.req("AG-06", "AG-17")
def test_without_the_option_the_voting_sheet_comes_back(lsc: Lsc, tmp_path: Path) -> None:
    """Correspondence votes off: no form in the convocation, the old feuille de vote in its place."""
    assemblee = json.loads(GILBERT.read_text(encoding="utf-8"))
    tete = {**assemblee["assemblee"], "vote_par_correspondance": False}
    fichier = ecrire(tmp_path, assemblee=tete, presences=[], votes={}, seconds_votes={}, deroulement=[])
    assert lsc("ag", "documents", fichier, "--sortie", str(tmp_path / "d"), "--seulement", "convocation").code == FAIT
    convocation = texte(tmp_path / "d" / "convocation-450TRILLON.pdf")
    assert "Formulaire de vote par correspondance" not in convocation
    assert "Feuille de vote" in convocation


@pytest.mark.req("AG-03")
def test_before_the_meeting_there_are_no_minutes(lsc: Lsc, tmp_path: Path) -> None:
    """A meeting yet to be held has its notices and its blank sheets; minutes asked for by name are refused."""
    fichier = ecrire(tmp_path, presences=[], votes={}, seconds_votes={}, deroulement=[])
    reponse = lsc("ag", "documents", fichier, "--sortie", str(tmp_path / "d"), "--format", "json")
    documents = {nom.split("-")[0].split(".")[0] for nom in reponse.json["fichiers"]}
    assert documents == {"convocation", "feuille_de_presence", "feuille_de_signature", "liste_de_presence"}
    refusee = lsc("ag", "documents", fichier, "--sortie", str(tmp_path / "x"), "--seulement", "proces_verbal")
    assert refusee.code == MAUVAISE_ENTREE
    assert "proces_verbal : l'assemblée n'est pas encore tenue" in refusee.erreur
    assert not (tmp_path / "x").exists()


@pytest.mark.req("POUV-02")
def test_bundles_hold_their_annexes_and_the_printer_has_an_index(lsc: Lsc, tmp_path: Path) -> None:
    """One bundle per owner, the printer's PDF of them all, and where each begins in it."""
    reponse = lsc("ag", "documents", str(GILBERT), "--sortie", str(tmp_path), "--seulement", "liasse")
    assert reponse.code == FAIT
    with (tmp_path / "liasse-index.csv").open(encoding="utf-8-sig", newline="") as index:
        lignes = list(csv.DictReader(index, delimiter=";"))
    assert len(lignes) == 12
    document = PdfDocument(tmp_path / "liasse-impression.pdf")
    pages = len(document)
    document.close()
    assert int(lignes[-1]["derniere_page"]) == pages == sum(int(ligne["pages"]) for ligne in lignes)
    assert "Projet de contrat de syndic" in texte(tmp_path / lignes[0]["fichier"])


def test_what_cannot_be_asked_for_is_said(lsc: Lsc, tmp_path: Path) -> None:
    """An unknown document, a folder of templates that is none, an annex that is not there."""
    for options, mots in (
        (("--seulement", "facture"), "'facture' inconnu"),
        (("--seulement", ","), "aucun document n'est nommé"),
        (("--modeles", str(tmp_path / "rien")), "n'est pas un dossier"),
    ):
        reponse = lsc("ag", "documents", str(GILBERT), "--sortie", str(tmp_path / "d"), *options)
        assert (reponse.code, mots in reponse.erreur) == (MAUVAISE_ENTREE, True), reponse.erreur
    ailleurs = ecrire(tmp_path)
    reponse = lsc("ag", "documents", ailleurs, "--sortie", str(tmp_path / "d"), "--seulement", "liasse")
    assert "contrat_de_syndic.pdf: l'annexe n'existe pas" in reponse.erreur


def test_a_template_that_fails_stops_the_run_and_leaves_nothing_by_half(lsc: Lsc, tmp_path: Path) -> None:
    """The template and the field are named, exit 3, and no file is there but whole ones."""
    modeles, sortie = tmp_path / "modeles", tmp_path / "d"
    modeles.mkdir()
    (modeles / "notification.typ").write_text(
        "#let donnees = json(bytes(sys.inputs.donnees))\n#donnees.champ_inconnu\n", encoding="utf-8"
    )
    options = ("--sortie", str(sortie), "--modeles", str(modeles), "--seulement", "feuille_de_signature,notification")
    reponse = lsc("ag", "documents", str(GILBERT), *options)
    assert reponse.code == PANNE
    assert "notification" in reponse.erreur
    assert "champ_inconnu" in reponse.erreur
    assert {chemin.name for chemin in sortie.iterdir()} <= {"feuille_de_signature.pdf"}


@pytest.mark.req("AG-51")
def test_a_template_of_the_agency_takes_the_place_of_ours(lsc: Lsc, tmp_path: Path) -> None:
    """One of the same name in its folder wins; the others stay ours."""
    (tmp_path / "feuille_de_signature.typ").write_text(
        '#set document(title: "Émargement", date: auto)\n#set text(lang: "fr")\n= Émargement de notre agence\n',
        encoding="utf-8",
    )
    options = ("--sortie", str(tmp_path / "d"), "--modeles", str(tmp_path), "--seulement", "feuille_de_signature")
    assert lsc("ag", "documents", str(GILBERT), *options).code == FAIT
    assert "Émargement de notre agence" in texte(tmp_path / "d" / "feuille_de_signature.pdf")


def test_the_demonstration_leaves_everything_and_tells_it(lsc: Lsc, tmp_path: Path) -> None:
    """The base, each document, the bundles, the export, a page whose links all lead somewhere; twice the same."""
    sorties = []
    for _ in range(2):
        reponse = lsc("demo", "--sortie", str(tmp_path))
        assert (reponse.code, reponse.erreur) == (FAIT, "")
        sorties.append(
            (reponse.sortie, {c: c.read_bytes() for c in tmp_path.rglob("*") if c.suffix not in (".db", "")})
        )
    assert sorties[0] == sorties[1]
    assert len(reponse.sortie.splitlines()) < 40
    base = f"sqlite:///{tmp_path}/lsc.db"
    assert lsc("ag", "journal", "0-S001", "--base", base, "--verifier").code == FAIT
    assert lsc("ag", "journal", "--fichier", str(tmp_path / "journal.json"), "--verifier").code == FAIT
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    liens = [bout.split('"')[0] for bout in page.split('href="')[1:]]
    assert len(liens) > 60
    assert [lien for lien in liens if not (tmp_path / lien).is_file()] == []
    empreinte = json.loads((tmp_path / "journal.json").read_text(encoding="utf-8"))["empreinte"]
    assert empreinte in page
    _verifier_l_extranet(lsc, tmp_path, base, reponse.sortie)
    derniere = shlex.split(reponse.sortie.splitlines()[-1])
    assert derniere == ["lsc", "extranet", "servir", "--demo", "--base", base]


def test_the_demonstration_names_the_command_that_was_played(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Out of the path of the shell, `lsc` alone would not be found: what is shown can be pasted as it is."""
    joue = tmp_path / "mon venv" / "lsc"
    joue.parent.mkdir()
    joue.touch(mode=0o755)
    monkeypatch.setattr(sys, "argv", [str(joue)])
    monkeypatch.setenv("PATH", os.defpath)
    assert shlex.split(commande()) == [str(joue)]
    monkeypatch.setenv("PATH", str(joue.parent))
    assert commande() == "lsc"


def _verifier_l_extranet(lsc: Lsc, dossier: Path, base: str, recit: str) -> None:
    """The minutes are an event, on the extranet, read by whom they are open to; and the base says what was told."""
    liste = json.loads((dossier / "extranet" / "manifeste.json").read_text(encoding="utf-8"))
    elements = {un["cle"]: un for un in liste["elements"]}
    assert all((dossier / "extranet" / un["chemin"]).stat().st_size > 0 for un in elements.values())
    minutes = elements["document:00000011/1"]
    assert "GILBERT/coproprietaire" in minutes["cercles"]
    assert "Assemblée générale" in texte(dossier / "extranet" / minutes["chemin"])
    du_conseil = elements["document:00000006/0"]["cercles"]
    assert "GILBERT/membre" in du_conseil
    assert "GILBERT/coproprietaire" not in du_conseil
    assert elements["document:00000007/0"]["cercles"] == ["tiers:CLATOUR"]
    for qui, document, code in (
        ("ATRILLON", "00000011/1", FAIT),
        ("ATRILLON", "00000006/0", CONSTATATIONS),
        ("BROUILLY", "00000006/0", FAIT),
        ("BROUILLY", "00000007/0", CONSTATATIONS),
        ("CLATOUR", "00000007/0", FAIT),
        ("CLIQUOT", "00000011/1", CONSTATATIONS),
        ("PAILLOUX", "00000011/1", CONSTATATIONS),
    ):
        acces = lsc("ged", "voit", qui, "--document", document, "--le", "2020-07-21", "--base", base)
        assert acces.code == code, acces.sortie
    lignes = recit.splitlines()
    assert "BROUILLY   lit le procès-verbal, le conseil syndical" in lignes
    assert "CLATOUR    lit le procès-verbal, la relance de CLATOUR" in lignes
    assert any("extranet/manifeste.json" in ligne for ligne in lignes)


def test_the_built_in_meeting_is_the_one_of_the_examples() -> None:
    """What the wheel carries and what the examples show is one file."""
    for nom in ("gilbert.json", "contrat_de_syndic.pdf"):
        assert (RACINE / DONNEES / nom).read_bytes() == (RACINE / "examples" / nom).read_bytes()


@pytest.mark.req("AG-51")
def test_a_model_of_the_agency_reads_the_grouped_figures(lsc: Lsc, tmp_path: Path) -> None:
    """VR_ent16 is everybody who took part, in the room, at a distance, represented or by correspondence."""
    (tmp_path / "proces_verbal.typ").write_text(
        '#import "base.typ": *\n#let corps(d) = partie(pied: d.titre)[\n  #titre(d.titre)\n'
        '  Présents : #d.variables.VR_ent16.\n]\n#papier("proces_verbal", corps)\n',
        encoding="utf-8",
    )
    options = ("--sortie", str(tmp_path / "d"), "--modeles", str(tmp_path), "--seulement", "proces_verbal")
    reponse = lsc("ag", "documents", str(GILBERT), *options)
    assert reponse.code == FAIT, reponse.erreur
    assert "Présents : 12." in texte(tmp_path / "d" / "proces_verbal.pdf")
