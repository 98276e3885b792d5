"""`lsc compte`: entries in with a report a line, an extract, the file of the entries, surpluses allocated once."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from appels import CONSTATATIONS, FAIT, MAUVAISE_ENTREE, Lsc, Reponse
from attrs import evolve
from jsonschema import Draft202012Validator
from pdfs import texte
from portefeuille_gilbert import APPARTEMENT_306, CLATOUR, le_parc, le_saint_louis

from lsc_adapters.bootstrap import sql_engine
from lsc_adapters.codec.fec import read_fec
from lsc_adapters.codec.schema import schema

SEED = """compte;journal;date;libelle;debit;credit;mouvement
411ALOXECO;BQ;01/06/2019;Règlement;10 299,97;;1
411ALOXECO;BQ;30/01/2020;Règlement TESTS 605 du 30/01/2020;3 000,00;;2
411ALOXECO;BQ;11/02/2020;Règlement du 11/02/2020;;3 314,41;3
512000;BQ;05/07/2020;Encaissement;41,00;;4
411PAILLOUX;BQ;05/07/2020;Règlement PAILLOUX;;41,00;4
512000;BQ;05/07/2020;Encaissement;7,00;;5
411MORGON;BQ;05/07/2020;Règlement MORGON;;7,00;5
"""
PERIODE = ("--du", "2020-01-01", "--au", "2020-12-31")


@pytest.fixture
def agence(lsc: Lsc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A base with the portfolio of the examples, nobody's mandate on SAINTLOUIS/306, and the ledger of the seed."""
    base = f"sqlite:///{tmp_path}/agence.db"
    saint_louis = le_saint_louis()
    roles = tuple(un for un in saint_louis.roles if (un.tiers, un.lot) != (CLATOUR, APPARTEMENT_306))
    parc = le_parc(evolve(saint_louis, roles=roles))
    with sql_engine(base) as engine, engine.storage.transaction() as transaction:
        transaction.immeubles.put_all((un.id, un) for un in parc.immeubles.values())
        transaction.tiers.put_all((un.id, un) for un in parc.tiers.values())
        transaction.comptes.put_all((un.id, un) for un in parc.comptes.values())
    monkeypatch.setenv("LSC_BASE", base)
    (tmp_path / "e.csv").write_text(SEED, encoding="utf-8")
    assert lsc("compte", "importer", str(tmp_path / "e.csv")).code == FAIT
    return tmp_path


def valide(reponse: Reponse, code: int = FAIT) -> Any:
    """Return an answer in JSON that the schema of its format accepts."""
    assert (reponse.code, reponse.erreur) == (code, "")
    doc = reponse.json
    assert list(Draft202012Validator(schema(doc["format"])).iter_errors(doc)) == []
    return doc


def test_the_same_file_twice_adds_nothing(lsc: Lsc, agence: Path) -> None:
    """What is known is counted."""
    doc = valide(lsc("compte", "importer", str(agence / "e.csv"), "--format", "json"))
    assert doc == {"format": "lsc.ecritures/1", "ajoutees": 0, "connues": 7, "fautes": []}


def test_nothing_comes_in_of_a_file_with_a_fault_unless_asked(lsc: Lsc, agence: Path) -> None:
    """Each fault with its line, its field and its reason; then the right lines, on demand."""
    (agence / "f.csv").write_text(
        SEED.splitlines()[0] + "\n411ALOXECO;BQ;30/02/2020;x;1;;9\n411ALOXECO;BQ;01/03/2020;x;1;;10\n", encoding="utf-8"
    )
    refus = lsc("compte", "importer", str(agence / "f.csv"))
    assert refus.code == CONSTATATIONS
    assert refus.sortie.splitlines() == [
        "ligne 2, date : « 30/02/2020 » n'est pas un jour comme 11/02/2020 ou 2020-02-11",
        "0 écriture(s) ajoutée(s), 0 déjà connue(s), 1 faute(s)",
        "Rien n'est entré : corriger le fichier, ou ajouter --garder-le-reste.",
    ]
    doc = valide(
        lsc("compte", "importer", str(agence / "f.csv"), "--garder-le-reste", "--format", "json"), CONSTATATIONS
    )
    assert (doc["ajoutees"], [(une["ligne"], une["champ"]) for une in doc["fautes"]]) == (1, [(2, "date")])


@pytest.mark.parametrize(
    ("contenu", "dit"), [(b"", "vide"), (b"a;b\n", "compte"), (None, "n'existe pas"), (b"\x00\xff", "texte")]
)
def test_what_is_no_such_file_is_one_sentence(lsc: Lsc, agence: Path, contenu: bytes | None, dit: str) -> None:
    """On standard error, exit 2."""
    chemin = agence / "x.csv"
    if contenu is not None:
        chemin.write_bytes(contenu)
    reponse = lsc("compte", "importer", str(chemin))
    assert (reponse.code, reponse.sortie) == (MAUVAISE_ENTREE, "")
    assert dit in reponse.erreur


@pytest.mark.req("EXC-14", "EXC-16")
def test_the_extract_of_the_seed(lsc: Lsc, agence: Path) -> None:
    """EXC-14: two entries; the same lines and balances on the screen, in JSON, on paper and in the workbook."""
    pdf, tableur = agence / "x.pdf", agence / "x.xlsx"
    doc = valide(lsc("compte", "releve", "411ALOXECO", *PERIODE, "--format", "json"))
    assert [(un["le"], un["solde"]) for un in doc["lignes"]] == [
        ("2020-02-11", "-9985.56"),
        ("2020-01-30", "-13299.97"),
    ]
    assert (doc["solde_anterieur"], doc["solde_de_fin"], doc["solde_courant"]) == (
        "-10299.97",
        "-9985.56",
        "-9985.56",
    )
    reponse = lsc("compte", "releve", "411ALOXECO", *PERIODE, "--pdf", str(pdf), "--tableur", str(tableur))
    montree = reponse.sortie.replace("\u202f", " ")
    assert "411ALOXECO Madame YALOXE CORTON Denise : solde actuel -9 985,56 €" in montree
    lu = texte(pdf.read_bytes())
    for dit in ("-9 985,56", "-13 299,97", "-10 299,97", "3 314,41"):
        assert dit in montree
        assert dit in lu
    feuille = openpyxl.load_workbook(io.BytesIO(tableur.read_bytes())).active
    assert feuille is not None
    assert [feuille.cell(rang, 5).value for rang in range(6, 10)] == [-9985.56, -9985.56, -13299.97, -10299.97]


@pytest.mark.parametrize(
    ("arguments", "dit"),
    [
        (("411PERSONNE",), "411PERSONNE"),
        (("411ALOXECO", "--du", "2020-02-01", "--au", "2020-01-01"), "avant"),
        (("411ALOXECO", "--du", "hier"), "--du"),
    ],
)
def test_what_cannot_be_asked_is_one_sentence(lsc: Lsc, agence: Path, arguments: tuple[str, ...], dit: str) -> None:
    """Exit 2."""
    reponse = lsc("compte", "releve", *arguments)
    assert (reponse.code, reponse.sortie) == (MAUVAISE_ENTREE, "")
    assert dit in reponse.erreur


def test_the_file_of_the_entries_and_what_is_wrong_with_it(lsc: Lsc, agence: Path) -> None:
    """Its name, its lines; nothing is made up of what is missing, and it is told."""
    reponse = lsc("compte", "fec", "--siren", "732829320", *PERIODE, "--sortie", str(agence))
    assert reponse.code == CONSTATATIONS
    assert "écriture 2 : pas de pièce justificative" in reponse.sortie
    assert "écriture 2 : les débits n'égalent pas les crédits" in reponse.sortie
    lignes = read_fec((agence / "732829320FEC20201231.txt").read_bytes())
    assert [(un.compte, un.auxiliaire) for un in lignes][:2] == [("411", "411ALOXECO")] * 2
    assert len(lignes) == 6
    assert lsc("compte", "fec", "--siren", "1", *PERIODE, "--sortie", str(agence)).code == MAUVAISE_ENTREE
    ailleurs = lsc("compte", "fec", "--siren", "732829320", *PERIODE, "--sortie", str(agence / "rien"))
    assert (ailleurs.code, "dossier" in ailleurs.erreur) == (MAUVAISE_ENTREE, True)


@pytest.mark.req("TROP-01", "TROP-02")
def test_surpluses_are_proposed_then_allocated_once(lsc: Lsc, agence: Path) -> None:
    """MORGON's lot is under no mandate: refused with its reason, and PAILLOUX's 41,00 go to his landlord, once."""
    commande = ("compte", "trop-percus", "--le", "2020-07-07")
    doc = valide(lsc(*commande, "--format", "json"), CONSTATATIONS)
    assert [(un["compte"], un["montant"], un["lettrage"]) for un in doc["trop_percus"]] == [
        ("411PAILLOUX", "41.00", None)
    ]
    assert [un["motif"] for un in doc["refuses"]] == ["SansMandatDeGestion"]
    proposee = lsc(*commande)
    assert "1 trop perçu(s) à affecter, 41,00 € ; 1 refusé(s)" in proposee.sortie
    assert "Compte 411MORGON : MORGON n'est locataire d'aucun lot sous mandat de gestion." in proposee.sortie
    faite = valide(lsc(*commande, "--affecter", "--compte", "411PAILLOUX", "--format", "json"))
    assert (faite["affectes"], faite["total"], faite["trop_percus"][0]["lettrage"]) == (True, "41.00", "A")
    encore = lsc(*commande, "--affecter")
    assert encore.code == CONSTATATIONS
    assert "0 trop perçu(s) affectés, 0,00 € ; 1 refusé(s)" in encore.sortie
    assert valide(lsc("compte", "releve", "411PAILLOUX", *PERIODE, "--format", "json"))["solde_courant"] == "0.00"
    du_bailleur = valide(lsc("compte", "releve", "411ALOXECO", *PERIODE, "--format", "json"))
    assert (du_bailleur["lignes"][0]["credit"], du_bailleur["solde_courant"]) == ("41.00", "-9944.56")
