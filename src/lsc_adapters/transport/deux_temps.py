"""Files carried in two steps: each is written beside its place, then all those of a folder are measured and named."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from itertools import groupby
from operator import attrgetter
from threading import Lock
from typing import Final, TypeVar

from attrs import frozen
from returns.result import Failure

from lsc_adapters.transport.vol import Colis, Fini, Issue
from lsc_domain.ports.transport import EchecDeTransport

T = TypeVar("T")
Arriver = Callable[[Colis, Fini], None]
Versement = EchecDeTransport | None
"""Why a file could not be written, if it could not."""

_PARTS: Final = 24
"""Tasks that name the files of a folder, at most: more than there are threads, and fewer than there are files."""


@frozen
class DeuxTemps:
    """
    What makes files leave by the threads of a pool, those of a lot that go to one folder together.

    `verser` writes a file beside its place, in the first thread that is free. Once the last of a folder is written,
    `mesurer` looks at all of them; then `nommer` gives each its name, in whichever thread. A file that was not written
    is not measured, and arrives as the failure it is.
    """

    fils: ThreadPoolExecutor
    verser: Callable[[Colis], Versement]
    mesurer: Callable[[list[Colis]], dict[str, int]]
    nommer: Callable[[Colis, dict[str, int]], Issue]

    def __call__(self, lot: list[Colis], arriver: Arriver) -> None:
        """Make a lot leave."""
        for _, voisins in groupby(lot, attrgetter("dossier")):
            versements = [(colis, self.fils.submit(self.verser, colis)) for colis in voisins]
            _apres([fait for _, fait in versements], partial(self._mesurer, versements, arriver))

    def _mesurer(self, versements: list[tuple[Colis, Future[Versement]]], arriver: Arriver) -> None:
        verses = list[Colis]()
        for colis, fait in versements:
            if fait.exception() is None and fait.result() is None:
                verses.append(colis)
            else:
                arriver(colis, partial(_manque, fait))
        if verses:
            self.fils.submit(self.mesurer, verses).add_done_callback(partial(self._nommer, verses, arriver))

    def _nommer(self, verses: list[Colis], arriver: Arriver, mesure: Future[dict[str, int]]) -> None:
        part = -(-len(verses) // _PARTS)
        for debut in range(0, len(verses), part):
            colis = verses[debut : debut + part]
            fait = self.fils.submit(self._nommer_tous, colis, mesure)
            fait.add_done_callback(partial(_arriver_tous, colis, arriver))

    def _nommer_tous(self, verses: list[Colis], mesure: Future[dict[str, int]]) -> list[Issue]:
        return [self.nommer(colis, mesure.result()) for colis in verses]


def _manque(fait: Future[Versement]) -> Issue:
    echec = fait.result()
    assert echec is not None
    return Failure(echec)


def _arriver_tous(nommes: list[Colis], arriver: Arriver, fait: Future[list[Issue]]) -> None:
    for rang, colis in enumerate(nommes):
        arriver(colis, partial(_la_sienne, fait, rang))


def _la_sienne(fait: Future[list[Issue]], rang: int) -> Issue:
    return fait.result()[rang]


def _apres(faits: list[Future[T]], suite: Callable[[], None]) -> None:
    """Do something once all have ended, in the thread that ends the last."""
    reste, verrou = set(faits), Lock()

    def compter(fait: Future[T]) -> None:
        with verrou:
            reste.remove(fait)
            dernier = not reste
        if dernier:
            suite()

    for fait in faits:
        fait.add_done_callback(compter)
