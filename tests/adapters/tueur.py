"""
Kills `lsc ag tenir` again and again while it works, and says what was acknowledged and what was kept.

A program of its own, with one thread: each run is a fork of it, that has paid its imports already. It writes one JSON
line per run: the ranks that were acknowledged, the facts the base holds after, and whether the chain holds.

    python tueur.py FICHIER URL GRAINE
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time

from lsc_adapters.bootstrap import sql_engine
from lsc_adapters.cli import run
from lsc_domain.ports.errors import BrokenChain, PortError

REFERENCE = "0-S001"


def une_vie(fichier: str, url: str, hasard: random.Random) -> tuple[list[int], bool]:
    """Run the command in a child, kill it at a random instant, and return what it had acknowledged, and if it ended."""
    lecture, ecriture = os.pipe()
    enfant = os.fork()
    if not enfant:
        os.close(lecture)
        os.dup2(ecriture, 1)
        sys.stdout = os.fdopen(1, "w", encoding="utf-8")
        os._exit(run(["ag", "tenir", fichier, "--base", url, "--reprendre"]))
    os.close(ecriture)
    condamne_a, accuses = hasard.randint(0, 3), b""
    while accuses.count(b"\n") < condamne_a:
        lu = os.read(lecture, 64)
        if not lu:
            break
        accuses += lu
    time.sleep(hasard.random() * hasard.choice((0.0005, 0.002, 0.008)))
    os.kill(enfant, signal.SIGKILL)
    while lu := os.read(lecture, 4096):
        accuses += lu
    os.close(lecture)
    _, etat = os.waitpid(enfant, 0)
    # A line is acknowledged once it is whole.
    lignes = accuses.split(b"\n")[:-1]
    return [int(ligne.split(b"\t")[0]) for ligne in lignes], os.WIFEXITED(etat) and os.WEXITSTATUS(etat) == 0


def ce_qui_est_garde(url: str) -> tuple[int, bool]:
    """Read the journal back, as a program started after the crash would."""
    try:
        with sql_engine(url) as engine, engine.storage.transaction() as transaction:
            return sum(1 for _ in transaction.journal.read(REFERENCE)), True
    except BrokenChain:
        return -1, False
    except PortError:  # killed before its first table
        return 0, True


def main(fichier: str, url: str, graine: str) -> None:
    """Kill until the meeting is whole."""
    hasard = random.Random(int(graine))
    for _ in range(2_000):
        accuses, finie = une_vie(fichier, url, hasard)
        gardes, intacte = ce_qui_est_garde(url)
        sys.stdout.write(json.dumps({"accuses": accuses, "gardes": gardes, "intacte": intacte, "finie": finie}) + "\n")
        sys.stdout.flush()
        if finie or not intacte:
            return


if __name__ == "__main__":
    main(*sys.argv[1:])
