"""
The figures this library promises, as ratios to a floor measured in the same run: `nox -s bench`.

Each measure is the best of several, the floor and the engine taking turns, so that a busy machine slows both. A ratio
beyond its promise ends the run with exit code 1. `nox -s bench -- tenue papiers` measures these subjects only.
"""

from __future__ import annotations

import sys
from importlib import import_module

SUJETS = (
    "comptage",
    "tenue",
    "papiers",
    "consultation",
    "publication",
    "transport",
    "ouvriers",
    "extranet",
    "extrait",
    "direct",
)


def main(sujets: list[str]) -> int:
    """Measure and print one line a promise."""
    tenus = True
    for sujet in sujets or SUJETS:
        for mesures in import_module(sujet).MESURES:
            for ratio in mesures():
                tenus &= ratio.tenu
                sens = "au moins" if ratio.au_moins else "au plus"
                print(
                    f"{'tenu ' if ratio.tenu else 'PERDU'}  {ratio.nom} : {ratio.valeur:.2f} fois "
                    f"({sens} {ratio.promis:g}) ; {ratio.mesure:.4g} {ratio.unite} contre {ratio.plancher:.4g}",
                    flush=True,
                )
    return 0 if tenus else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
