"""`lsc services travailler`: one worker more, on this machine, for a base that several share."""

from __future__ import annotations

import gc
import logging
import sys
from contextlib import AbstractContextManager

from lsc_adapters.cli import sortie
from lsc_adapters.cli.base import Base, adresse
from lsc_adapters.cli.courrier import Courrier
from lsc_adapters.cli.depot import Depot
from lsc_adapters.cli.ged import Dossier, ouvrir
from lsc_domain.ports.errors import Unavailable
from lsc_domain.ports.transport import FileDrop
from lsc_domain.socle.ids import DestinationId


def travailler(
    *,
    depot: Depot = Depot(),  # noqa: B008 - frozen
    courrier: Courrier = Courrier(),  # noqa: B008 - frozen
    base: Base = None,
    documents: Dossier = None,
) -> int:
    """
    Publier avec d'autres : prendre des travaux dans la file de la base, un à la fois, jusqu'à l'ordre d'arrêt.

    Autant d'ouvriers que voulu, sur autant de machines que voulu, un par cœur au plus. La base est sur PostgreSQL ;
    ailleurs, « lsc services tourner » suffit.

    Exemple : lsc services travailler --vers dossier:/srv/extranet --base postgresql+psycopg://serveur/agence
    """
    url = adresse(base)
    courrier.lire()  # what cannot be read is told now, and not after a night of work
    try:
        from lsc_adapters import workers
    except ModuleNotFoundError as absent:
        raise Unavailable(f"{absent.name} n'est pas installé : pip install 'lsc-domain[workers]'") from absent
    gc.enable()  # a command is over before garbage matters; this one is not
    logging.basicConfig(format="lsc : %(message)s")  # what fails is said on standard error
    revisions = workers.migrate(url)
    for revision in revisions:
        sortie.dire(f"File de travaux, appliquée : {revision}")
    with ouvrir(base, documents) as ouvert, courrier.ouvrir(ouvert) as facteur:
        engine = facteur.engine
        publications = engine.publications
        for destination in publications.destinations():
            depot.adresse(destination.id)  # one that is missing is told now, and not in the middle of a run

        def depots(destination: DestinationId) -> AbstractContextManager[FileDrop]:
            return depot.ouvrir(destination, publications.parametres(), engine.clock)

        sortie.dire("Ouvrier au travail.")
        sys.stdout.flush()
        workers.travailler(url, engine, depots)
    sortie.dire("Ouvrier arrêté.")
    return 0
