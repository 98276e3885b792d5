"""`lsc ag tenir`, `lsc ag journal`, `lsc base migrer`: what is kept, what is said, what is refused."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from appels import FAIT, MAUVAISE_ENTREE, PANNE, Lsc
from documents import RACINE

CONSTATATIONS = 1
GILBERT = str(RACINE / "examples" / "gilbert.json")
Changer = Callable[[dict[str, Any]], object]


@pytest.fixture
def base(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/lsc.db"


@pytest.fixture
def tenue(lsc: Lsc, base: str) -> str:
    """A base in which the meeting is kept."""
    assert lsc("ag", "tenir", GILBERT, "--base", base).code == FAIT
    return base


@pytest.fixture
def export(lsc: Lsc, tenue: str, tmp_path: Path) -> Path:
    """Its export."""
    chemin = tmp_path / "journal.json"
    assert lsc("ag", "journal", "0-S001", "--base", tenue, "--export", str(chemin)).code == FAIT
    return chemin


def test_each_fact_is_acknowledged_by_one_line(lsc: Lsc, base: str) -> None:
    """`SEQ<TAB>code`, from 1, the minutes last, and nothing else on standard output."""
    reponse = lsc("ag", "tenir", GILBERT, "--base", base)
    lignes = [ligne.split("\t") for ligne in reponse.sortie.splitlines()]
    assert [int(rang) for rang, _ in lignes] == list(range(1, len(lignes) + 1))
    assert [code for _, code in lignes[:3]] == ["assemblee.preparee", "ordre_du_jour.arrete", "assemblee.convoquee"]
    assert lignes[-1][1] == "proces_verbal.etabli"
    assert (reponse.code, reponse.erreur) == (FAIT, "")


def test_a_meeting_is_begun_once_and_gone_on_with_as_often_as_wanted(lsc: Lsc, tenue: str) -> None:
    """Without `--reprendre` a meeting already there is refused; with it, one that is whole is left as it is."""
    refusee = lsc("ag", "tenir", GILBERT, "--base", tenue)
    assert (refusee.code, refusee.sortie) == (MAUVAISE_ENTREE, "")
    assert "--reprendre" in refusee.erreur
    for _ in range(2):
        reprise = lsc("ag", "tenir", GILBERT, "--base", tenue, "--reprendre")
        assert (reprise.code, reprise.sortie, reprise.erreur) == (FAIT, "", "")


def test_resuming_on_an_empty_base_begins(lsc: Lsc, base: str) -> None:
    """`--reprendre` goes on after the last kept fact, be there none."""
    assert lsc("ag", "tenir", GILBERT, "--base", base, "--reprendre").sortie.startswith("1\tassemblee.preparee\n")


def test_another_file_is_not_gone_on_with(lsc: Lsc, tenue: str, tmp_path: Path) -> None:
    """What is kept is not what the file tells: the first fact that differs is named, and nothing is kept."""
    autre = json.loads(Path(GILBERT).read_text(encoding="utf-8"))
    autre["resolutions"][0]["titre"] = "Autre chose"
    (tmp_path / "autre.json").write_text(json.dumps(autre), encoding="utf-8")
    reponse = lsc("ag", "tenir", str(tmp_path / "autre.json"), "--base", tenue, "--reprendre")
    assert reponse.code == MAUVAISE_ENTREE
    assert "le fait 2 gardé (ordre_du_jour.arrete) n'est pas celui du fichier" in reponse.erreur


def test_a_file_that_contradicts_itself_keeps_nothing(lsc: Lsc, base: str, tmp_path: Path) -> None:
    """The fault is named with its place, and no base is made."""
    faux = json.loads(Path(GILBERT).read_text(encoding="utf-8"))
    faux["presences"].append({"coproprietaire": "450PERSONNE", "code": "O"})
    (tmp_path / "faux.json").write_text(json.dumps(faux), encoding="utf-8")
    reponse = lsc("ag", "tenir", str(tmp_path / "faux.json"), "--base", base)
    assert reponse.code == MAUVAISE_ENTREE
    assert "$.presences[" in reponse.erreur
    assert not (tmp_path / "lsc.db").exists()


def test_what_the_clerk_refuses_is_said_and_exits_1(lsc: Lsc, base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fact that cannot be stops the recording after the last kept one; no file tells such a fact."""
    from lsc_adapters.cli import tenue
    from lsc_domain.assemblee.fait import SeanceClose

    entier = tenue.read_faits

    def deux_faits(chemin: Path) -> tuple[Any, ...]:
        declaration, faits = entier(chemin)
        return declaration, (*faits[:2], SeanceClose())

    monkeypatch.setattr(tenue, "read_faits", deux_faits)
    reponse = lsc("ag", "tenir", GILBERT, "--base", base)
    assert reponse.code == CONSTATATIONS
    assert reponse.sortie == "1\tassemblee.preparee\n2\tordre_du_jour.arrete\n"
    assert reponse.erreur.startswith("lsc : seance.close : Trop tôt : ")


def test_a_base_that_does_not_answer_exits_3_and_tells_no_secret(lsc: Lsc, tmp_path: Path) -> None:
    """A folder that is not there, a server that is not there: one sentence, and never the password."""
    assert lsc("ag", "tenir", GILBERT, "--base", f"sqlite:///{tmp_path}/nulle/part.db").code == PANNE
    reponse = lsc("ag", "tenir", GILBERT, "--base", "postgresql+psycopg://lsc:motdepasse@127.0.0.1:1/rien")
    assert reponse.code == PANNE
    assert "motdepasse" not in reponse.erreur + reponse.sortie
    assert lsc("ag", "tenir", GILBERT, "--base", "mysql://x").code == MAUVAISE_ENTREE


def test_the_base_may_come_from_the_environment(lsc: Lsc, tenue: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """`LSC_BASE` stands in for `--base`; without either, the option is asked for."""
    assert "LSC_BASE" in lsc("ag", "journal", "0-S001").erreur
    monkeypatch.setenv("LSC_BASE", tenue)
    assert lsc("ag", "journal", "0-S001").code == FAIT


def test_the_journal_is_read_and_verified(lsc: Lsc, tenue: str) -> None:
    """The facts are listed; verified, they hold and the minutes follow from them."""
    liste = lsc("ag", "journal", "0-S001", "--base", tenue)
    assert liste.sortie.splitlines()[0].endswith("assemblee.preparee")
    verifiee = lsc("ag", "journal", "0-S001", "--base", tenue, "--verifier")
    assert verifiee.code == FAIT
    assert "1 version(s) du procès-verbal conforme(s)" in verifiee.sortie
    assert lsc("ag", "journal", "9-S999", "--base", tenue).code == MAUVAISE_ENTREE


def test_an_export_is_verified_with_no_base(lsc: Lsc, export: Path) -> None:
    """`lsc.journal/1` stands alone: its chain, its facts, its minutes."""
    ecrit = json.loads(export.read_text(encoding="utf-8"))
    assert ecrit["format"] == "lsc.journal/1"
    assert lsc("ag", "journal", "--fichier", str(export), "--verifier").code == FAIT
    assert json.loads(lsc("ag", "journal", "--fichier", str(export), "--format", "json").sortie) == ecrit
    assert lsc("ag", "journal", "--fichier", str(export)).sortie.count("vote.enregistre") > 100
    assert lsc("ag", "journal", "0-S001", "--fichier", str(export)).code == MAUVAISE_ENTREE
    assert lsc("ag", "journal").code == MAUVAISE_ENTREE


def _vote(journal: dict[str, Any]) -> dict[str, Any]:
    return next(un for un in journal["faits"] if un["code"] == "vote.enregistre")


@pytest.mark.parametrize(
    "falsifier",
    [
        lambda journal: _vote(journal)["corps"].update(choix="abstention"),
        lambda journal: _vote(journal).update(le="2020-07-07T00:00:00.000000Z"),
        lambda journal: journal["faits"].pop(20),
        lambda journal: journal["faits"].pop(),
        lambda journal: journal["faits"].insert(30, journal["faits"][29]),
        lambda journal: journal["faits"].__setitem__(slice(10, 12), journal["faits"][10:12][::-1]),
        lambda journal: journal.update(empreinte="0" * 64),
        lambda journal: journal["faits"][5].update(precedent="0" * 64),
        lambda journal: journal["faits"][5].update(assemblee="9-S999"),
    ],
    ids=[
        "un vote",
        "une heure",
        "un fait ôté",
        "le dernier ôté",
        "répété",
        "échangés",
        "la fin",
        "un lien",
        "ailleurs",
    ],
)
def test_a_falsified_export_is_found_out(lsc: Lsc, export: Path, falsifier: Changer) -> None:
    """Whatever is touched, the first link that breaks is named, and the exit code is 1."""
    journal = json.loads(export.read_text(encoding="utf-8"))
    falsifier(journal)
    export.write_text(json.dumps(journal, ensure_ascii=False), encoding="utf-8")
    reponse = lsc("ag", "journal", "--fichier", str(export), "--verifier")
    assert reponse.code == CONSTATATIONS
    assert reponse.sortie.startswith("Chaîne rompue : 0-S001, fait ")


def test_minutes_that_do_not_follow_from_the_facts_are_found_out(lsc: Lsc, export: Path) -> None:
    """A forger who computes the whole chain again is betrayed by the results: they are counted again."""
    from hashlib import sha256

    import rfc8785

    journal = json.loads(export.read_text(encoding="utf-8"))
    for fait in journal["faits"]:
        if fait["code"] == "vote.enregistre" and fait["corps"]["resolution"] == "6":
            fait["corps"]["choix"] = "non"
    precedent = "0" * 64
    for fait in journal["faits"]:
        fait["precedent"] = precedent
        precedent = sha256(rfc8785.dumps(fait)).hexdigest()
    journal["empreinte"] = precedent
    export.write_text(json.dumps(journal, ensure_ascii=False), encoding="utf-8")
    reponse = lsc("ag", "journal", "--fichier", str(export), "--verifier")
    assert reponse.code == CONSTATATIONS
    assert "Le procès-verbal ne découle pas des faits : résolutions 6" in reponse.sortie


@pytest.mark.parametrize("ordre", ["texte", "rang", "empreinte"])
def test_a_row_changed_in_the_base_is_found_out(lsc: Lsc, tenue: str, ordre: str) -> None:
    """Whoever edits the table is found out, whichever column he touches."""
    with closing(sqlite3.connect(tenue.removeprefix("sqlite:///"))) as fichier, fichier:
        changes = {
            "texte": "UPDATE lsc_fait SET texte = replace(texte, '\"oui\"', '\"non\"') WHERE rang = 60",
            "rang": "UPDATE lsc_fait SET rang = 1000 WHERE rang = 60",
            "empreinte": "UPDATE lsc_fait SET empreinte = 'faux' WHERE rang = 60",
        }
        if ordre == "texte":
            (rang,) = fichier.execute('SELECT min(rang) FROM lsc_fait WHERE texte LIKE \'%"choix":"oui"%\'').fetchone()
            fichier.execute(changes["texte"].replace("60", str(rang)))
        else:
            fichier.execute(changes[ordre])
    reponse = lsc("ag", "journal", "0-S001", "--base", tenue, "--verifier")
    assert reponse.code == CONSTATATIONS
    assert reponse.sortie.startswith("Chaîne rompue : ")


def test_minutes_changed_in_the_base_are_found_out(lsc: Lsc, tenue: str) -> None:
    """The minutes that are kept are compared with the fact that made them."""
    with closing(sqlite3.connect(tenue.removeprefix("sqlite:///"))) as fichier, fichier:
        fichier.execute("UPDATE lsc_proces_verbal SET corps = replace(corps, '\"rejetee\"', '\"adoptee\"')")
    reponse = lsc("ag", "journal", "0-S001", "--base", tenue, "--verifier")
    assert reponse.code == CONSTATATIONS
    assert "n'est pas le sien" in reponse.sortie


def test_a_base_is_migrated_once(lsc: Lsc, base: str) -> None:
    """From nothing, then nothing more to do."""
    assert lsc("base", "migrer", "--base", base).sortie.startswith("Appliquée : ")
    assert lsc("base", "migrer", "--base", base).sortie == "La base est à jour.\n"
    assert lsc("base", "migrer", "--base", "sqlite:///nulle/part.db").code == PANNE


@pytest.mark.parametrize(
    "commande", [("ag", "tenir"), ("ag", "journal"), ("ag", "documents"), ("base", "migrer"), ("demo",)]
)
def test_help_is_french_and_has_an_example(lsc: Lsc, commande: tuple[str, ...]) -> None:
    """Each command explains itself."""
    aide = lsc(*commande, "--help").sortie
    assert f"Exemple : lsc {' '.join(commande)}" in aide
    assert "Usage" in aide
