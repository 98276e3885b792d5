"""Counting: a whole file, fifty votes in memory, one more ballot, the cost of importing."""

from __future__ import annotations

import compileall
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path

from ratio import Ratio, le_meilleur

COPROPRIETAIRES, RESOLUTIONS = 10_000, 50
CHOIX = ("oui", "non", "abstention", "non_votant")


# ------------------------------------------------------------------------------------- a whole meeting, one process

PLANCHER_DU_FICHIER = """
import json, sys
with open(sys.argv[1], encoding="utf-8") as fichier:
    assemblee = json.load(fichier)
voix = {un["id"]: int(un["lots"][0]["tantiemes"]["010"].replace(".", "")) for un in assemblee["coproprietaires"]}
for votes in assemblee["votes"].values():
    totaux = {"oui": 0, "non": 0, "abstention": 0, "non_votant": 0}
    for qui, choix in votes.items():
        totaux[choix] += voix[qui]
"""


def ecrire_grande_assemblee(chemin: Path) -> None:
    """Write a meeting of ten thousand owners and fifty resolutions, about 12 MB."""
    hasard = random.Random(65_557)
    qui = [f"450P{rang:05d}" for rang in range(COPROPRIETAIRES)]
    tantiemes = [f"{hasard.randint(1, 200)}.{hasard.randint(0, 99_999):05d}" for _ in qui]
    assemblee = {
        "format": "lsc.assemblee/1",
        "syndicat": {"code": "S001", "nom": "Syndicat Gilbert"},
        "assemblee": {"reference": "3-S001", "date": "2023-06-15"},
        "cles": [{"code": "010", "libelle": "CHARGES COMMUNES GENERALES", "generale": True}],
        "coproprietaires": [
            {"id": un, "nom": f"Copropriétaire {un}", "comptes": [un],
             "lots": [{"numero": un[4:], "type": "Appartement", "tantiemes": {"010": part}}]}
            for un, part in zip(qui, tantiemes, strict=True)
        ],
        "presences": [{"coproprietaire": un, "code": hasard.choice("OD")} for un in qui],
        "resolutions": [
            {"numero": str(n), "titre": f"Résolution {n}", "article": hasard.choice(("24", "25", "26")), "cle": "010"}
            for n in range(1, RESOLUTIONS + 1)
        ],
        "votes": {str(n): {un: hasard.choice(CHOIX) for un in qui} for n in range(1, RESOLUTIONS + 1)},
    }  # fmt: skip
    chemin.write_text(json.dumps(assemblee, ensure_ascii=False), encoding="utf-8")


def lancer(*commande: str) -> tuple[float, float]:
    """Run a process to its end; return its seconds and its peak memory in megabytes."""
    code = "import resource,subprocess,sys;subprocess.run(sys.argv[1:],check=True,stdout=subprocess.DEVNULL)\n" \
           "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"  # fmt: skip
    debut = time.perf_counter()
    temoin = subprocess.run([sys.executable, "-I", "-c", code, *commande], check=True, capture_output=True, text=True)
    return time.perf_counter() - debut, int(temoin.stdout) / 1024


def un_depouillement() -> Iterator[Ratio]:
    """`lsc ag depouiller` on a large file, against reading it and adding whole numbers in a loop."""
    with tempfile.TemporaryDirectory() as dossier:
        fichier = Path(dossier, "assemblee.json")
        ecrire_grande_assemblee(fichier)
        script = "import sys;from lsc_adapters.cli import main;sys.argv=['lsc',*sys.argv[1:]];main()"
        engine: list[tuple[float, float]] = []
        plancher: list[tuple[float, float]] = []
        for _ in range(5):
            plancher.append(lancer(sys.executable, "-c", PLANCHER_DU_FICHIER, str(fichier)))
            engine.append(lancer(sys.executable, "-c", script, "ag", "depouiller", str(fichier), "--format", "json"))
        yield Ratio(
            f"dépouiller {fichier.stat().st_size / 1e6:.0f} Mo, processus entier",
            min(un[0] for un in engine), min(un[0] for un in plancher), "s", 3,
        )  # fmt: skip
        yield Ratio(
            "la même chose, mémoire de pointe", min(un[1] for un in engine), min(un[1] for un in plancher), "Mo", 2.5
        )


# -------------------------------------------------------------------------------------------- counting in memory


def compter() -> Iterator[Ratio]:
    """Fifty votes of ten thousand owners weighed from their sets, against a bare loop over whole numbers."""
    from datetime import date

    from lsc_domain.assemblee import Bulletins
    from lsc_domain.copropriete import etablir_voix

    hasard = random.Random(67_223)
    parts = [Fraction(hasard.randint(1, 20_000_000), 100_000) for _ in range(COPROPRIETAIRES)]
    voix = etablir_voix(parts, le=date(2023, 6, 15))
    colonnes = ["".join(hasard.choices("ona-", k=COPROPRIETAIRES)) for _ in range(RESOLUTIONS)]
    votes = [Bulletins.lire(colonne) for colonne in colonnes]
    entiers = [["ona-".index(lettre) for lettre in colonne] for colonne in colonnes]
    poids = voix.poids

    def boucle() -> list[list[int]]:
        resultats = []
        for vote in entiers:
            totaux = [0, 0, 0, 0]
            for choix, un in zip(vote, poids, strict=True):
                totaux[choix] += un
            resultats.append(totaux)
        return resultats

    def ensembles() -> list[list[Fraction]]:
        return [
            [voix.peser(un).voix for un in (vote.oui, vote.non, vote.abstention, vote.non_votant)] for vote in votes
        ]

    exacts = [[Fraction(total, voix.denominateur) for total in totaux] for totaux in boucle()]
    if exacts != ensembles():
        raise SystemExit("les ensembles et la boucle ne comptent pas pareil")
    yield Ratio(
        "compter 500 000 votes en mémoire, exactement",
        le_meilleur(ensembles),
        le_meilleur(boucle),
        "s",
        3,
        au_moins=True,
    )


def un_vote_de_plus() -> Iterator[Ratio]:
    """One more ballot in an open box of ten thousand owners, against a box of ten."""
    from datetime import date

    from lsc_domain.assemblee import Choix, Urne
    from lsc_domain.copropriete import etablir_voix
    from lsc_domain.socle.ids import CoproprietaireId

    qui, tours = CoproprietaireId("450TRILLON"), 2_000

    def urne(effectif: int) -> Urne:
        voix = etablir_voix([Fraction(66_014_20 + rang, 100_000) for rang in range(effectif)], le=date(2023, 6, 15))
        return Urne(voix, votants=(1 << effectif) - 1)

    def voter(boite: Urne) -> Callable[[], object]:
        def faire() -> None:
            for _ in range(tours):
                boite.voter(3, Choix.OUI, id=qui)
                boite.voter(3, Choix.NON, id=qui)

        return faire

    petite, grande = voter(urne(10)), voter(urne(COPROPRIETAIRES))
    mesures = [(le_meilleur(grande, fois=3), le_meilleur(petite, fois=3)) for _ in range(5)]
    yield Ratio(
        "un vote de plus, 10 000 copropriétaires contre 10",
        min(un[0] for un in mesures) / tours / 2 * 1e9,
        min(un[1] for un in mesures) / tours / 2 * 1e9,
        "ns",
        1.25,
    )


# ----------------------------------------------------------------------------------------------------- importing


def importer() -> Iterator[Ratio]:
    """Importing the meeting, against importing attrs and returns."""
    for nom in ("lsc_domain", "lsc_adapters"):
        for racine in (find_spec(nom) or sys.exit(f"{nom} n'est pas installé")).submodule_search_locations or ():
            compileall.compile_dir(racine, quiet=1)  # as pip does; an editable install has not

    def secondes(instruction: str) -> float:
        return le_meilleur(lambda: subprocess.run([sys.executable, "-I", "-c", instruction], check=True), fois=15)

    rien = secondes("pass")
    plancher = secondes("import attrs, returns.result") - rien
    yield Ratio("import lsc_domain.assemblee", secondes("import lsc_domain.assemblee") - rien, plancher, "s", 2)
    tout = "from lsc_domain.assemblee import depouiller"
    yield Ratio("la même chose, noms résolus jusqu'à depouiller", secondes(tout) - rien, plancher, "s", 2.5)


MESURES = (importer, compter, un_vote_de_plus, un_depouillement)
