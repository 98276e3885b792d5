"""A feed that says what it was given: for tests, and for `lsc demo`, which asks nobody anything."""

from __future__ import annotations

from collections.abc import Mapping

from lsc_domain.ports.news import Actualite, NewsFeed


class MemoryNewsFeed:
    """
    Answers an address with its items; another one with none.

    >>> feed = MemoryNewsFeed({"https://example.invalid/rss": (Actualite(titre="Loi du jour"),)})
    >>> [une.titre for une in feed.lire("https://example.invalid/rss")], feed.lire("https://autre.example.invalid/")
    (['Loi du jour'], ())
    """

    def __init__(self, flux: Mapping[str, tuple[Actualite, ...]] | None = None) -> None:
        self._flux = dict(flux or {})

    def lire(self, adresse: str, /) -> tuple[Actualite, ...]:
        """Return its items, in the order they were given."""
        return self._flux.get(adresse, ())


_: type[NewsFeed] = MemoryNewsFeed
