"""A worker's life: it takes jobs, gives signs of life, and puts back in the queue what the dead were doing."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from typing import Final

import psycopg
from procrastinate import App
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Status

from lsc_adapters.workers.application import Depots, application
from lsc_adapters.workers.cadence import CADENCE, Cadence
from lsc_adapters.workers.file_de_travaux import FILE
from lsc_adapters.workers.tables import adresse_de_la_file, traduire
from lsc_domain.engine import Engine
from lsc_domain.ports.errors import Unavailable

_VERROU: Final = 0x6C736376
"""« lscv »: the advisory lock of whoever looks for the dead; two at once could take a job back from the living."""
_JOURNAL: Final = logging.getLogger(__name__)


def travailler(url: str, engine: Engine, depots: Depots, cadence: Cadence = CADENCE) -> None:
    """
    Do the jobs of a base, one at a time, until SIGTERM or SIGINT; the job in hand is then ended first.

    Start as many as wanted, on as many machines as wanted: one a core is the most that helps. Raises `Unavailable`
    when PostgreSQL does not answer, or no more: whoever started this worker starts it again.
    """
    app = application(url, engine, depots, cadence)
    with traduire():
        asyncio.run(_travailler(app, adresse_de_la_file(url), cadence))


async def _travailler(app: App, adresse: str, cadence: Cadence) -> None:
    arret = asyncio.Event()
    async with app.open_async():
        with _a_l_ordre_d_arret(arret.set):
            while not arret.is_set():
                await _vivre(app, adresse, cadence, arret)


async def _vivre(app: App, adresse: str, cadence: Cadence, arret: asyncio.Event) -> None:
    """Be one of the workers, from the day it is known to the others until it is no more."""
    taches = (
        asyncio.ensure_future(arret.wait()),
        asyncio.ensure_future(_veiller(app, adresse, cadence)),
        asyncio.ensure_future(
            app.run_worker_async(
                queues=[FILE],
                install_signal_handlers=False,  # it would end in the same way when ordered to and when it fails
                delete_jobs="successful",
                update_heartbeat_interval=cadence.battement.total_seconds(),
                stalled_worker_timeout=cadence.silence.total_seconds(),
                fetch_job_polling_interval=cadence.battement.total_seconds(),
            )
        ),
    )
    await asyncio.wait(taches, return_when=asyncio.FIRST_COMPLETED)
    for tache in taches:
        tache.cancel()
    fins = await asyncio.gather(*taches, return_exceptions=True)
    if arret.is_set():
        return
    panne = next((une for une in fins if isinstance(une, Exception)), None)
    if panne is None:  # procrastinate stopped by itself, and said why in its log
        raise Unavailable("file de travaux : PostgreSQL ne répond plus")
    if not isinstance(panne.__cause__, psycopg.errors.ForeignKeyViolation):
        raise panne
    # It slept for so long that the others struck it off: what it was doing is done, and it comes back as a new one.
    _JOURNAL.warning("cet ouvrier a été cru mort : il reprend sa place")


async def _veiller(app: App, adresse: str, cadence: Cadence) -> None:
    """Look for the dead, as often as one gives a sign of life oneself."""
    while True:
        async with await psycopg.AsyncConnection.connect(adresse, autocommit=True) as connexion:
            reponse = await (await connexion.execute("SELECT pg_try_advisory_lock(%s)", (_VERROU,))).fetchone()
            if reponse is not None and reponse[0]:
                await _relever(app, cadence)
        await asyncio.sleep(cadence.battement.total_seconds())


async def _relever(app: App, cadence: Cadence) -> None:
    """Put back what the dead were doing, unless everybody who tried it died of it."""
    travaux = app.job_manager
    for orphelin in await travaux.get_stalled_jobs(queue=FILE, seconds_since_heartbeat=cadence.silence.total_seconds()):
        try:
            if orphelin.attempts > cadence.essais:
                await travaux.finish_job(orphelin, status=Status.FAILED, delete_job=False)
            else:
                await travaux.retry_job(orphelin)
        except ConnectorException:
            _JOURNAL.info("travail %s : terminé entre-temps par l'ouvrier que l'on croyait mort", orphelin.id)
        else:
            _JOURNAL.warning("travail %s (%s) : son ouvrier est mort, il est repris", orphelin.id, orphelin.task_name)


@contextmanager
def _a_l_ordre_d_arret(faire: Callable[[], None]) -> Generator[None]:
    """Do something when the process is asked to stop, where that can be known (not on Windows, nor in a thread)."""
    boucle, signaux = asyncio.get_running_loop(), (signal.SIGINT, signal.SIGTERM)
    with suppress(NotImplementedError, RuntimeError, ValueError):
        for un in signaux:
            boucle.add_signal_handler(un, faire)
    try:
        yield
    finally:
        with suppress(NotImplementedError):
            for un in signaux:
                boucle.remove_signal_handler(un)
