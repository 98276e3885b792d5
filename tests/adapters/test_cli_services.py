"""`lsc services`: what runs next, and a loop that runs what is due, ends what it does, and stops when it is told to."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from appels import CONSTATATIONS, FAIT, MAUVAISE_ENTREE, Lsc
from attrs import evolve
from documents import RACINE
from jsonschema import Draft202012Validator

from lsc_adapters.bootstrap import sql_engine
from lsc_adapters.codec.schema import schema

EXEMPLE = RACINE / "examples" / "portefeuille.json"
CHAQUE_JOUR = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


@pytest.fixture
def base(lsc: Lsc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A base whose publication runs every day at 22:00."""
    url = f"sqlite:///{tmp_path}/agence.db"
    monkeypatch.setenv("LSC_BASE", url)
    assert lsc("ged", "importer", str(EXEMPLE)).code == FAIT
    service = {"tache": "publication", "actif": True, "planning": dict.fromkeys(CHAQUE_JOUR, "22:00")}
    (tmp_path / "s.json").write_text(
        json.dumps({"format": "lsc.portefeuille/1", "services": [service]}), encoding="utf-8"
    )
    assert lsc("ged", "importer", str(tmp_path / "s.json")).code == FAIT
    return url


def rendre_du(base: str) -> None:
    """Make as if the service had been turned on a week ago and had not run since."""
    with sql_engine(base) as engine:
        (service,) = engine.services.services()
        engine.services.regler(evolve(service, actif_depuis=datetime.now(UTC) - timedelta(days=7)))


def verifier(doc: object) -> None:
    assert isinstance(doc, dict)
    assert list(Draft202012Validator(schema(doc["format"])).iter_errors(doc)) == []


@pytest.mark.req("PUB-01")
@pytest.mark.req("SYS-06")
def test_the_next_runs_are_told_on_the_clocks_of_paris(lsc: Lsc, base: str) -> None:
    """Every day ticked has its hour there, whatever the season."""
    lignes = lsc("services", "prochains", "--combien", "3").sortie.splitlines()
    assert len(lignes) == 3
    assert all(" 22:00  publication" in ligne for ligne in lignes)
    doc = lsc("services", "prochains", "--format", "json").json
    verifier(doc)
    assert len(doc["echeances"]) == 5
    assert {une["le"][10:16] for une in doc["echeances"]} <= {"T20:00", "T21:00"}
    assert lsc("services", "prochains", "--combien", "0").code == MAUVAISE_ENTREE


@pytest.mark.req("PUB-02")
def test_an_inactive_service_has_no_next_run(lsc: Lsc, base: str, tmp_path: Path) -> None:
    (tmp_path / "s.json").write_text(
        json.dumps({"format": "lsc.portefeuille/1", "services": [{"tache": "publication"}]}), encoding="utf-8"
    )
    lsc("ged", "importer", str(tmp_path / "s.json"))
    assert lsc("services", "prochains").sortie == "Aucun service actif n'a de jour coché.\n"


@pytest.mark.req("SYS-06")
def test_what_is_due_is_done_once(lsc: Lsc, base: str, tmp_path: Path) -> None:
    """Hours missed make one run; then nothing is due."""
    tourner = ("services", "tourner", "--une-fois", "--vers", f"dossier:{tmp_path / 'extranet'}", "--format", "json")
    rien = lsc(*tourner)
    verifier(rien.json)
    assert (rien.code, rien.json["passages"]) == (FAIT, [])
    rendre_du(base)
    doc = lsc(*tourner).json
    verifier(doc)
    assert doc["passages"] == [{"tache": "publication", "fait": True, "raison": ""}]
    assert (tmp_path / "extranet" / "manifeste.json").is_file()
    assert lsc(*tourner).json["passages"] == []


def test_a_destination_that_fails_is_named_and_does_not_keep_the_others_from_theirs(
    lsc: Lsc, base: str, tmp_path: Path
) -> None:
    """Exit 1, the reason, and the other one is up to date."""
    destinations = [{"code": "clac", "natures": ["photo"]}]
    (tmp_path / "d.json").write_text(
        json.dumps({"format": "lsc.portefeuille/1", "destinations": destinations}), encoding="utf-8"
    )
    lsc("ged", "importer", str(tmp_path / "d.json"))
    rendre_du(base)
    tourner = ("services", "tourner", "--une-fois", "--vers", f"extranet=dossier:{tmp_path / 'extranet'}")
    sans = lsc(*tourner)
    assert (sans.code, sans.sortie) == (MAUVAISE_ENTREE, "")
    assert "pour la destination « clac »" in sans.erreur
    reponse = lsc(*tourner, "--vers", f"clac=dossier:{tmp_path / 'nulle' / 'part'}")
    assert reponse.code == CONSTATATIONS
    assert "clac : dossier de dépôt" in reponse.sortie
    assert (tmp_path / "extranet" / "manifeste.json").is_file()
    assert lsc("services", "tourner", "--format", "json").code == MAUVAISE_ENTREE


@pytest.mark.req("PUB-01")
@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize("ordre", [signal.SIGTERM, signal.SIGINT])
def test_the_loop_runs_what_is_due_and_ends_when_it_is_told_to(
    base: str, tmp_path: Path, ordre: signal.Signals
) -> None:
    """It publishes at once what was missed, sleeps, and leaves nothing at work behind it: exit 0."""
    rendre_du(base)
    extranet = tmp_path / "extranet"
    commande = [sys.executable, "-m", "lsc_adapters.cli", "services", "tourner", "--vers", f"dossier:{extranet}"]
    with subprocess.Popen(commande, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as processus:
        assert processus.stdout is not None
        lignes = [processus.stdout.readline(), processus.stdout.readline(), processus.stdout.readline()]
        assert any(ligne.endswith("publication sur l'extranet et chez les partenaires, fait\n") for ligne in lignes)
        processus.send_signal(ordre)
        sortie, erreur = processus.communicate(timeout=30)
    assert (processus.returncode, sortie, erreur) == (0, "", "")
    assert (extranet / "manifeste.json").is_file()
    with sql_engine(base) as engine:
        execution = engine.publications.derniere(engine.publications.destinations()[0].id)
    assert execution is not None
    assert execution.terminee_le is not None


@pytest.mark.parametrize("commande", [("services", "prochains"), ("services", "tourner")])
def test_help_is_french_and_has_an_example(lsc: Lsc, commande: tuple[str, ...]) -> None:
    """Each command explains itself."""
    assert f"Exemple : lsc {' '.join(commande)}" in lsc(*commande, "--help").sortie
