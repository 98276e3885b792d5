"""Server-sent events: what changed is laid out once, and the same bytes go to everybody."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Mapping
from typing import Final

from attrs import frozen
from starlette.concurrency import run_in_threadpool

from lsc_adapters.web.seance.etat import EtatDeSeance
from lsc_domain.ports.errors import PortError

VEILLE: Final = 0.3
"""Seconds between two looks at the journal: what another process wrote is seen well under a second later."""

BATTEMENT: Final = 15.0
"""Seconds without a change after which a comment tells both ends that the line is alive."""

DUREE: Final = 900.0
"""Seconds a stream lasts: the browser then asks again, and whether he still may look is looked at again."""

_LOGGER: Final = logging.getLogger("lsc_adapters.web")

Fragment = Callable[[EtatDeSeance], Mapping[str, object]]
"""What is told of a state to those who follow one subject."""


@frozen(kw_only=True)
class Message:
    """An event ready to be sent, and the state it tells."""

    marque: str
    octets: bytes


def ecrire(marque: str, contenu: Mapping[str, object]) -> bytes:
    r"""
    Write an event: its id is what the browser gives back as `Last-Event-ID`.

    >>> ecrire("3-ab", {"lettres": "o."})
    b'id: 3-ab\nevent: etat\ndata: {"lettres":"o."}\n\n'
    """
    corps = json.dumps(contenu, ensure_ascii=False, separators=(",", ":"))
    return f"id: {marque}\nevent: etat\ndata: {corps}\n\n".encode()


class Emission:
    """
    The voice of one meeting on one event loop.

    One task watches, as long as somebody listens; it is woken by the process's own entries and looks by itself for
    those of others. A subject is laid out once per change for all who follow it: a client costs a write, no more.
    """

    def __init__(self, lire: Callable[[], EtatDeSeance], boucle: asyncio.AbstractEventLoop) -> None:
        self._lire, self._boucle = lire, boucle
        self._abonnes: Counter[str] = Counter()
        self._fragments: dict[str, Fragment] = {}
        self._messages: dict[str, Message] = {}
        self._change, self._reveil = asyncio.Event(), asyncio.Event()
        self._mise_en_page = asyncio.Lock()
        self._veilleur: asyncio.Task[None] | None = None

    def reveiller(self) -> None:
        """Say, from any thread, that something was just kept."""
        if not self._boucle.is_closed():
            self._boucle.call_soon_threadsafe(self._reveil.set)

    @property
    def auditeurs(self) -> int:
        """How many are listening."""
        return self._abonnes.total()

    async def suivre(self, sujet: str, fragment: Fragment, *, vu: str = "") -> AsyncGenerator[bytes]:
        """Give the events of a subject from what a client has seen on: at once if it is not the last one."""
        self._abonnes[sujet] += 1
        self._fragments[sujet] = fragment
        try:
            yield b"retry: 1000\n\n"
            if self._veilleur is None or self._veilleur.done():
                self._veilleur = self._boucle.create_task(self._veiller())
            fin = self._boucle.time() + DUREE
            while self._boucle.time() < fin:
                change = self._change
                message = self._messages.get(sujet) or await self._premier(sujet)
                if message.marque != vu:
                    vu = message.marque
                    yield message.octets
                try:
                    await asyncio.wait_for(change.wait(), BATTEMENT)
                except TimeoutError:
                    yield b":\n\n"
        finally:
            self._quitter(sujet)

    def _quitter(self, sujet: str) -> None:
        self._abonnes[sujet] -= 1
        if self._abonnes[sujet] > 0:
            return
        del self._abonnes[sujet]
        self._fragments.pop(sujet, None)
        self._messages.pop(sujet, None)
        if not self._abonnes and self._veilleur is not None:
            self._veilleur.cancel()
            self._veilleur = None

    async def _premier(self, sujet: str) -> Message:
        async with self._mise_en_page:  # two hundred come at once when the room opens: the first lays out for all
            if sujet not in self._messages:
                self._messages[sujet] = await run_in_threadpool(self._composer, self._fragments[sujet])
            return self._messages[sujet]

    async def _veiller(self) -> None:
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._reveil.wait(), VEILLE)
            self._reveil.clear()
            try:
                async with self._mise_en_page:
                    nouveaux = await run_in_threadpool(self._composer_tous, dict(self._messages))
            except PortError as absent:  # the store is away: what is shown stays, and is brought up to date afterwards
                _LOGGER.warning("séance en direct : %s", absent)
                continue
            if nouveaux:
                self._messages.update((sujet, un) for sujet, un in nouveaux.items() if sujet in self._messages)
                self._change.set()
                self._change = asyncio.Event()

    def _composer(self, fragment: Fragment) -> Message:
        etat = self._lire()
        return Message(marque=etat.marque, octets=ecrire(etat.marque, fragment(etat)))

    def _composer_tous(self, messages: Mapping[str, Message]) -> dict[str, Message]:
        """Lay out again the subjects whose state is not the present one."""
        marque = self._lire().marque
        return {
            sujet: self._composer(self._fragments[sujet])
            for sujet, message in messages.items()
            if message.marque != marque and sujet in self._fragments
        }
