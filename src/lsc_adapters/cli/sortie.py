"""How answers look: JSON for programs, tables for people."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from lsc_adapters.codec.converter import write

if TYPE_CHECKING:
    from lsc_domain.loi.motif import Motif

LARGEUR_PAR_DEFAUT = 140
LARGEUR_PLIABLE = 22
"""Characters under which a column of words is not folded any further."""


def ecrire_json(record: object) -> None:
    """Print a record as JSON, readable, accents kept where the output can carry them."""
    ecrire_valeurs(write(record))


def ecrire_valeurs(valeurs: object) -> None:
    """Print plain values as JSON."""
    en_utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    json.dump(valeurs, sys.stdout, ensure_ascii=not en_utf8, indent=2)
    print()


def imprimable(texte: str) -> str:
    """Make one line of a text, without anything a terminal would obey."""
    return "".join(lettre if lettre.isprintable() else " " for lettre in texte)


def dire(texte: str) -> None:
    """Print one line, whatever the names in it."""
    print(imprimable(texte))


def tableau(
    titres: Sequence[str],
    lignes: Sequence[Sequence[str]],
    *,
    figures: Sequence[int] = (),
    facultative: int | None = None,
) -> None:
    """
    Draw a table. Columns named in `figures` go to the right and are never cut; others fold.

    `facultative` is the column left out where the terminal is too narrow for all of them.
    """
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    largeurs = [max(len(ligne[rang]) for ligne in (titres, *lignes)) for rang in range(len(titres))]
    besoins = [largeur if rang in figures else min(largeur, LARGEUR_PLIABLE) for rang, largeur in enumerate(largeurs)]
    colonnes = shutil.get_terminal_size((LARGEUR_PAR_DEFAUT, 0)).columns if sys.stdout.isatty() else LARGEUR_PAR_DEFAUT
    gardees = [rang for rang in range(len(titres)) if rang != facultative or _largeur(besoins) <= colonnes]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for rang in gardees:
        droite = rang in figures
        table.add_column(titres[rang], justify="right" if droite else "left", no_wrap=droite, min_width=besoins[rang])
    for ligne in lignes:
        table.add_row(*(Text(imprimable(ligne[rang])) for rang in gardees))
    largeur = max(colonnes, _largeur([besoins[rang] for rang in gardees]))
    Console(width=largeur, highlight=False, emoji=False, markup=False).print(table, crop=False)


def _largeur(besoins: Sequence[int]) -> int:
    """Count what a table takes: its columns, three characters between them and one on each side."""
    return sum(besoins) + 3 * (len(besoins) - 1) + 2


def motifs(raisons: Iterable[Motif]) -> None:
    """Print reasons, each with the article that bears it and its address."""
    for raison in raisons:
        dire(f"  {raison.texte}")
        dire(f"    {raison.article}, {raison.article.adresse}")
