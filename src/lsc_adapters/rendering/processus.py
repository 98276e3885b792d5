"""
Many papers on all cores: one typst per process, fed through its standard input.

Threads do not help typst, and a forked process deadlocks once it has run. The `spawn` of `multiprocessing` would do,
but runs the caller's script again in every child: a host that prints five hundred letters from a script without a
guard would start over in each. So a worker is a fresh `python -m lsc_adapters.rendering.processus`: it imports the
package, reads what to do, answers, and knows nothing of who started it.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from itertools import chain, islice
from queue import SimpleQueue
from typing import BinaryIO, Final, Generic, TypeVar, cast

from lsc_domain.ports.errors import BrokenTemplate

A = TypeVar("A")
R = TypeVar("R")

SEUIL: Final = 24
"""Under that number of papers, starting processes costs more than it saves."""
AVANCE: Final = 3
"""How many papers each worker may be ahead of what was asked for: enough never to wait, and memory stays flat."""


def nombre_de_coeurs() -> int:
    """Count the cores this process may use, which a container may have fewer of than the machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def faire_tous(
    faire: Callable[[A], R], demandes: Iterable[A], *, processus: int | None = None, seuil: int | None = None
) -> Generator[R, None, None]:
    """
    Answer many demands in order: here when they are few, by *processus* workers when they are many.

    *faire* is a function of a module (or a `partial` of one), since a worker finds it by name. A worker that cannot
    be started, or dies, is replaced by this process: slower, never wrong. The first error stops everything.
    """
    nombre = nombre_de_coeurs() if processus is None else processus
    seuil = SEUIL if seuil is None else seuil
    reste = _Demandes(demandes)
    premieres = list(islice(reste, seuil))
    if len(premieres) < seuil or nombre < 2:
        yield from map(faire, chain(premieres, reste))
    else:
        yield from _repartir(faire, chain(premieres, reste), nombre)
    if reste.faute is not None:
        raise reste.faute


def _repartir(faire: Callable[[A], R], demandes: Iterable[A], nombre: int) -> Generator[R, None, None]:
    with ThreadPoolExecutor(nombre, thread_name_prefix="lsc-papiers") as fils:
        en_cours: deque[Future[R]] = deque()
        atelier = _Atelier(nombre)
        try:
            for demande in demandes:
                en_cours.append(fils.submit(atelier.confier, faire, demande))
                if len(en_cours) >= nombre * (AVANCE + 1):
                    yield en_cours.popleft().result()
            while en_cours:
                yield en_cours.popleft().result()
        finally:
            for attente in en_cours:
                attente.cancel()
            atelier.fermer()


class _Demandes(Generic[A]):
    """Demands taken ahead: the one that cannot be made is told of when its turn comes, after those before it."""

    def __init__(self, demandes: Iterable[A]) -> None:
        self._suite = iter(demandes)
        self.faute: Exception | None = None

    def __iter__(self) -> Iterator[A]:
        return self

    def __next__(self) -> A:
        if self.faute is not None:
            raise StopIteration
        try:
            return next(self._suite)
        except StopIteration:
            raise
        except Exception as faute:
            self.faute = faute
            raise StopIteration from None


class _Atelier:
    """The workers, and who is free."""

    def __init__(self, nombre: int) -> None:
        self._tous = [_engager() for _ in range(nombre)]
        self._libres: SimpleQueue[_Ouvrier | None] = SimpleQueue()
        self._ferme = False
        for ouvrier in self._tous:
            self._libres.put(ouvrier)

    def confier(self, faire: Callable[[A], R], demande: A) -> R:
        """Have a free worker do it, or do it here in the place of one that is no more."""
        ouvrier = self._libres.get()
        try:
            if ouvrier is not None:
                try:
                    return ouvrier.faire(faire, demande)
                except _Mort:
                    if self._ferme:
                        raise  # nobody waits for it any more
                    ouvrier = None
            return faire(demande)
        finally:
            self._libres.put(ouvrier)

    def fermer(self) -> None:
        """Dismiss everybody."""
        self._ferme = True
        for ouvrier in filter(None, self._tous):
            ouvrier.congedier()


def _engager() -> _Ouvrier | None:
    """Start a worker, or none where this interpreter cannot be run again (a frozen program, no process left)."""
    try:
        return _Ouvrier()
    except OSError:
        return None


class _Mort(Exception):
    """A worker does not answer any more."""


class _Ouvrier:
    """A process that does what it is told, one demand at a time."""

    def __init__(self) -> None:
        chemins = os.pathsep.join(filter(None, sys.path))
        # -P: a file of the current folder must not pass for a module.
        self._processus = subprocess.Popen(
            [sys.executable, "-P", "-m", "lsc_adapters.rendering.processus"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": chemins},
        )

    def faire(self, faire: Callable[[A], R], demande: A) -> R:
        """Have it done there; what it raises there is raised here. Raises `_Mort` when it died."""
        entree, sortie = self._processus.stdin, self._processus.stdout
        if entree is None or sortie is None:
            raise _Mort
        try:
            pickle.dump((faire, demande), entree)
            entree.flush()
            fait, valeur = cast("tuple[bool, object]", pickle.load(sortie))
        except (OSError, EOFError, ValueError, pickle.UnpicklingError) as fautif:
            raise _Mort from fautif
        if fait:
            return cast("R", valeur)
        if isinstance(valeur, Exception):
            raise valeur
        raise BrokenTemplate(*cast("tuple[str, str, str]", valeur))

    def congedier(self) -> None:
        """End it, whatever it is doing: nothing of what it makes is on the disk under its final name."""
        self._processus.kill()
        for tube in (self._processus.stdin, self._processus.stdout):
            if tube is not None:
                with suppress(OSError):  # what was still to be said to a dead one
                    tube.close()
        self._processus.wait()


def servir(entree: BinaryIO, sortie: BinaryIO) -> None:
    """Answer demands until there are no more: the life of a worker."""
    while True:
        try:
            faire, demande = pickle.load(entree)
        except EOFError:
            return
        reponse: tuple[bool, object]
        try:
            reponse = (True, faire(demande))
        except BrokenTemplate as faute:
            # It is made of three texts and says one: told as three, or nobody could make it again.
            reponse = (False, (faute.modele, faute.champ, faute.raison))
        except Exception as faute:
            reponse = (False, faute)
        pickle.dump(reponse, sortie)
        sortie.flush()


def main() -> None:
    """Run as a worker: standard output belongs to the answers, so whatever else is said goes to standard error."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    reponses = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    servir(sys.stdin.buffer, reponses)


if __name__ == "__main__":
    main()
