"""`HttpNewsFeed`: the feed of « Actualités Immo », fetched without ever making a page wait twice. Extra `[rss]`."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Lock, Thread
from time import monotonic
from types import TracebackType
from typing import Final

import httpx
from attrs import define, field, frozen

from lsc_adapters.news.releve import Autoriser, Bornes, Releve, est_publique
from lsc_adapters.news.texte import lire_flux
from lsc_domain.ports.news import Actualite, NewsFeed

_LOGGER: Final = logging.getLogger(__name__)
_ADRESSES: Final = 16
"""How many feeds are remembered: an agency has one."""
_BORNES: Final = Bornes()


@frozen(kw_only=True)
class Fraicheur:
    """
    How long, in seconds, what was read is not read again, and how long it is shown when nothing answers any more.

    A feed that fails is not asked again before the same time: no page waits for it twice.
    """

    relecture: float = 900.0
    garde: float = 86_400.0


@define
class _Copie:
    """What is known of an address: its last good items, when they were read, when it was last asked, and by whom."""

    actualites: tuple[Actualite, ...] = ()
    lue_le: float | None = None
    demandee_le: float | None = None
    tache: Thread | None = None
    releve: Releve | None = None


@define(eq=False)
class HttpNewsFeed:
    """
    Fetches a feed in a thread of its own. EXA-43, I-56.

    The first reader of all waits for it, ten seconds at most; the others are given the last good copy at once, while
    a new one is fetched behind them every quarter of an hour. Nothing of what goes wrong is raised: it is logged.

    The address is one an agency typed, and what answers there is nobody's friend: http and https only, no internal
    address even after a redirection, one megabyte, and plain text out of it. `autoriser` says which machines may be
    asked, those of the public internet unless told otherwise; a client given with a proxy leaves that to the proxy.
    """

    client: httpx.Client | None = None
    autoriser: Autoriser = est_publique
    bornes: Bornes = _BORNES
    fraicheur: Fraicheur = field(factory=Fraicheur)
    horloge: Callable[[], float] = monotonic
    _copies: dict[str, _Copie] = field(init=False, factory=dict[str, _Copie])
    _verrou: Lock = field(init=False, factory=Lock)

    def lire(self, adresse: str, /) -> tuple[Actualite, ...]:
        """Return its items, the newest first; the last good ones, or none, when it does not answer."""
        copie, premiere = self._copie(adresse)
        if premiere is not None:
            premiere.join(self.bornes.total)
            if premiere.is_alive() and copie.releve is not None:
                copie.releve.couper()
        with self._verrou:
            perimee = copie.lue_le is None or self.horloge() - copie.lue_le > self.fraicheur.garde
            return () if perimee else copie.actualites

    def close(self) -> None:
        """Put an end to what is being fetched, and wait for it; a client that was given stays open."""
        with self._verrou:
            copies = tuple(self._copies.values())
        for copie in copies:
            if copie.releve is not None:
                copie.releve.couper()
            if copie.tache is not None:
                copie.tache.join(self.bornes.total)

    def __enter__(self) -> HttpNewsFeed:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def _copie(self, adresse: str) -> tuple[_Copie, Thread | None]:
        """Return what is known of an address, and the thread to wait for when nothing ever was."""
        with self._verrou:
            copie = self._copies.setdefault(adresse, _Copie())
            while len(self._copies) > _ADRESSES:
                del self._copies[next(une for une in self._copies if une != adresse)]
            en_cours = copie.tache is not None and copie.tache.is_alive()
            du = copie.demandee_le is None or self.horloge() - copie.demandee_le >= self.fraicheur.relecture
            if en_cours or not du:
                if en_cours and copie.releve is not None and copie.releve.depasse:
                    copie.releve.couper()  # nobody waits for it: it would go on for as long as the other side likes
                return copie, None
            premiere = copie.demandee_le is None
            copie.demandee_le = self.horloge()
            copie.releve = Releve(client=self.client, autoriser=self.autoriser, bornes=self.bornes)
            copie.tache = Thread(
                target=self._relire, args=(adresse, copie, copie.releve), name="lsc-actualites", daemon=True
            )
            copie.tache.start()
            return copie, copie.tache if premiere else None

    def _relire(self, adresse: str, copie: _Copie, releve: Releve) -> None:
        try:
            actualites = lire_flux(releve.lire(adresse))
        except Exception as faute:  # whatever it is, a home page is shown without news rather than not at all
            _LOGGER.warning("actualités de %s : %s: %s", _nom(adresse), type(faute).__name__, faute)
            return
        with self._verrou:
            copie.actualites, copie.lue_le = actualites, self.horloge()


def _nom(adresse: str) -> str:
    """Name a feed in a log: its machine, and not what is after, which may be a key."""
    try:
        return httpx.URL(adresse).host or "?"
    except (httpx.InvalidURL, ValueError, TypeError):
        return "?"


_: type[NewsFeed] = HttpNewsFeed
