"""How answers look: JSON for programs, tables for people."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from lsc_adapters.codec.converter import write

if TYPE_CHECKING:  # rich is slow to import: only a table needs it
    from rich.console import Console

    from lsc_domain.loi.motif import Motif

LARGEUR_PAR_DEFAUT = 120


def ecrire_json(record: object) -> None:
    """Print a record as JSON, readable, accents kept."""
    json.dump(write(record), sys.stdout, ensure_ascii=False, indent=2)
    print()


def console() -> Console:
    """Return where tables are drawn: the width of the terminal, or a page's when there is none."""
    from rich.console import Console

    largeur = shutil.get_terminal_size((LARGEUR_PAR_DEFAUT, 0)).columns if sys.stdout.isatty() else LARGEUR_PAR_DEFAUT
    return Console(width=max(largeur, 80), highlight=False, emoji=False, markup=False)


def tableau(
    titres: Sequence[str], lignes: Iterable[Sequence[str]], *, droite: Sequence[int] = (), titre: str = ""
) -> None:
    """Draw a table: numbers to the right, never cut."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, title=Text(titre) if titre else None, title_justify="left", pad_edge=False)
    for rang, nom in enumerate(titres):
        a_droite = rang in droite
        table.add_column(nom, justify="right" if a_droite else "left", no_wrap=a_droite)
    for ligne in lignes:
        table.add_row(*(Text(case) for case in ligne))
    console().print(table)


def motifs(raisons: Iterable[Motif]) -> None:
    """Print reasons, each with the article that bears it and its address."""
    for raison in raisons:
        print(f"  {raison.texte}")
        print(f"    {raison.article}, {raison.article.adresse}")
