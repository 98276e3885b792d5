"""An event loop in a thread of its own, for whoever calls from ordinary code."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from threading import Lock, Thread
from typing import Any, TypeVar

T = TypeVar("T")


class BoucleDeFond:
    """A loop that starts when it is first needed, and again after it was closed."""

    def __init__(self) -> None:
        self._verrou = Lock()
        self._boucle: asyncio.AbstractEventLoop | None = None
        self._fil: Thread | None = None

    @property
    def tourne(self) -> bool:
        """Whether it has started."""
        return self._boucle is not None

    def appeler(self, acte: Callable[[], None], /) -> None:
        """Do something in the thread of the loop, and do not wait for it."""
        self._demarrer().call_soon_threadsafe(acte)

    def faire(self, acte: Coroutine[Any, Any, T], /) -> T:
        """Do an act and return what it gives."""
        return asyncio.run_coroutine_threadsafe(acte, self._demarrer()).result()

    def _demarrer(self) -> asyncio.AbstractEventLoop:
        with self._verrou:
            if self._boucle is None:
                self._boucle = asyncio.new_event_loop()
                self._fil = Thread(target=self._boucle.run_forever, name="lsc-transport", daemon=True)
                self._fil.start()
            return self._boucle

    def close(self) -> None:
        """Stop the loop and its thread; what had not ended is cancelled."""
        with self._verrou:
            boucle, fil = self._boucle, self._fil
            self._boucle = self._fil = None
        if boucle is None or fil is None:
            return
        asyncio.run_coroutine_threadsafe(_annuler_le_reste(), boucle).result()
        boucle.call_soon_threadsafe(boucle.stop)
        fil.join()
        boucle.close()


async def _annuler_le_reste() -> None:
    reste = asyncio.all_tasks() - {asyncio.current_task()}
    for tache in reste:
        tache.cancel()
    await asyncio.gather(*reste, return_exceptions=True)
