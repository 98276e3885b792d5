"""`lsc extranet nettoyer`, and what a server does of it by itself: sessions that are over, failures long forgotten."""

from __future__ import annotations

import logging
from collections.abc import Generator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread
from typing import Final

from lsc_adapters.cli import sortie
from lsc_adapters.cli.base import Base, ouvrir
from lsc_domain.engine import Engine
from lsc_domain.ports.errors import PortError

REPIT: Final = 0.05
"""Seconds left between two lots to those who come in: on SQLite one writes at a time, and who waits is not next."""
CHAQUE_JOUR: Final = timedelta(days=1)
APRES_UNE_PANNE: Final = timedelta(hours=1)
PATIENCE: Final = 10
"""Seconds a lot that has begun has to end when the server stops."""

_LOGGER: Final = logging.getLogger("lsc_adapters.cli.menage")


def nettoyer(*, base: Base = None) -> int:
    """
    Oublier les sessions finies et les échecs de connexion périmés.

    À lancer une fois par jour, par exemple par cron, si l'extranet n'est pas servi par « lsc extranet servir », qui le
    fait de lui-même. Il se lance sans rien arrêter.

    Exemple : lsc extranet nettoyer --base sqlite:///agence.db
    """
    jamais = Event()
    with ouvrir(base) as engine:
        oublies = engine.identifiants.nettoyer(tant_que=lambda: not jamais.wait(REPIT))
    sortie.dire(f"Oubliés : {oublies} (sessions finies, échecs de connexion périmés).")
    return 0


@contextmanager
def menage(
    engine: Engine, *, tous_les: timedelta = CHAQUE_JOUR, apres_une_panne: timedelta = APRES_UNE_PANNE
) -> Generator[None]:
    """
    Clean up at once, then every day, in a thread of its own, until left.

    A failure is logged, and tried again an hour later: nothing else stops for it. Leaving waits for the lot at hand,
    no longer than `PATIENCE`.
    """
    fini = Event()

    def tourner() -> None:
        attente = timedelta()
        while not fini.wait(attente.total_seconds()):
            attente = tous_les
            try:
                engine.identifiants.nettoyer(tant_que=lambda: not fini.wait(REPIT))
            except PortError as panne:
                _LOGGER.warning("ménage des sessions, à refaire : %s", panne)
                attente = apres_une_panne
            except Exception:  # a fault of ours must not be the last time it is done
                _LOGGER.exception("ménage des sessions, à refaire")
                attente = apres_une_panne

    fil = Thread(target=tourner, name="menage", daemon=True)
    fil.start()
    try:
        yield
    finally:
        fini.set()
        fil.join(PATIENCE)
