"""Where meetings are kept, as a command line names it, and `lsc base`: the care of that base."""

from __future__ import annotations

import os
from typing import Annotated

from cyclopts import Parameter

from lsc_adapters.cli import sortie
from lsc_adapters.cli.faute import FauteDeSaisie
from lsc_domain.engine import Engine

VARIABLE = "LSC_BASE"

Base = Annotated[
    str | None,
    Parameter(
        metavar="URL",
        help=f"La base, comme sqlite:///agence.db ou postgresql+psycopg://hôte/base ; {VARIABLE} par défaut.",
    ),
]


def adresse(base: str | None) -> str:
    """Return the URL of the base, that of the environment when the option is not given."""
    url = base or os.environ.get(VARIABLE, "")
    if not url:
        raise FauteDeSaisie(f"il manque --base, ou {VARIABLE} dans l'environnement ; voir --help")
    return url


def adresse_connue(base: str | None) -> str:
    """Return the URL of a base that must be there: a name mistyped would make an empty one, and find nothing in it."""
    from lsc_adapters.storage.sql.engine import missing_file

    url = adresse(base)
    if missing_file(url):
        raise FauteDeSaisie(f"la base {url} n'existe pas ; « lsc ged importer » et « lsc ag tenir » la font")
    return url


def ouvrir(base: str | None, *, nouvelle: bool = False) -> Engine:
    """Make an engine on the base the command names, which is made if it may be a `nouvelle` one."""
    from lsc_adapters.bootstrap import sql_engine

    return sql_engine(adresse(base) if nouvelle else adresse_connue(base))


def migrer(*, base: Base = None) -> int:
    """
    Créer les tables d'une base vide, ou mettre à jour celles d'une version antérieure.

    Exemple : lsc base migrer --base sqlite:///agence.db
    """
    from lsc_adapters.storage.sql.ouverture import migrate_url

    revisions = migrate_url(adresse(base))
    for revision in revisions:
        sortie.dire(f"Appliquée : {revision}")
    if not revisions:
        sortie.dire("La base est à jour.")
    return 0
