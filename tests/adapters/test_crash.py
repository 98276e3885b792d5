"""A meeting being recorded is killed with SIGKILL, dozens of times: nothing acknowledged is ever lost."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from documents import RACINE

from lsc_adapters.bootstrap import sql_engine
from lsc_domain.assemblee.fait import Fait
from lsc_domain.assemblee.greffe import Greffe
from lsc_domain.assemblee.proces_verbal import consigner
from lsc_domain.socle.ids import AssembleeId

TUEUR = Path(__file__).parent / "tueur.py"
GILBERT = RACINE / "examples" / "gilbert.json"
REFERENCE = AssembleeId("0-S001")
COUPS = 24
"""Runs that are killed, at least."""


def vies(url: str, graine: int) -> list[dict[str, Any]]:
    """What each killed run left."""
    commande = [sys.executable, str(TUEUR), str(GILBERT), url, str(graine)]
    fini = subprocess.run(commande, capture_output=True, text=True, timeout=240, check=False)
    assert fini.returncode == 0, fini.stderr
    return [json.loads(ligne) for ligne in fini.stdout.splitlines()]


def faits(url: str) -> list[Fait]:
    """The facts a base holds, without their instants."""
    with sql_engine(url) as engine, engine.storage.transaction() as transaction:
        return [une.fait for une in transaction.journal.read(REFERENCE)]


@pytest.fixture(scope="module")
def d_une_traite(tmp_path_factory: pytest.TempPathFactory) -> list[Fait]:
    """The same meeting, recorded without a crash."""
    url = f"sqlite:///{tmp_path_factory.mktemp('traite')}/lsc.db"
    commande = [sys.executable, "-m", "lsc_adapters.cli", "ag", "tenir", str(GILBERT), "--base", url]
    fini = subprocess.run(commande, capture_output=True, text=True, timeout=120, check=True)
    rangs = [int(ligne.split("\t")[0]) for ligne in fini.stdout.splitlines()]
    assert rangs == list(range(1, len(rangs) + 1))
    return faits(url)


@pytest.mark.parametrize("graine", [1, 2])
@pytest.mark.req("I-23", "I-25")
def test_every_acknowledged_fact_survives(graine: int, tmp_path: Path, d_une_traite: list[Fait]) -> None:
    """
    What was printed is kept, in order, each fact once; the chain holds; the resumed meeting decides the same.

    A run prints only what it keeps itself: all runs together print each rank at most once, and none is missing but
    those kept in the instant before the kill. On a busy machine a run goes far before it is killed: the meeting is
    held again, until it was killed often enough to prove something.
    """
    coups, tenues = 0, 0
    while coups < COUPS:
        coups += verifier(f"sqlite:///{tmp_path}/lsc-{tenues}.db", graine + 2 * tenues, d_une_traite)
        tenues += 1
    assert tenues <= 5, "trop peu de coups à chaque fois pour prouver quoi que ce soit"


def verifier(url: str, graine: int, d_une_traite: list[Fait]) -> int:
    """Hold the meeting in a base, killed at instants of a seed; how many runs it took."""
    toutes = vies(url, graine)
    assert toutes[-1]["finie"]
    avant = 0
    for vie in toutes:
        assert vie["intacte"]
        assert all(avant < rang <= vie["gardes"] for rang in vie["accuses"])
        assert vie["accuses"] == sorted(set(vie["accuses"]))
        assert len(vie["accuses"]) >= vie["gardes"] - avant - 1, "un fait gardé n'attend pas le suivant pour être dit"
        avant = vie["gardes"]
    repris = faits(url)
    assert repris == d_une_traite
    resumed, whole = (Greffe.rejouer(un).unwrap().depouiller() for un in (repris, d_une_traite))
    assert consigner(resumed) == consigner(whole)
    return len(toutes)
