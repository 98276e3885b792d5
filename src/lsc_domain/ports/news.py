"""« Actualités Immo »: the titles of a feed that others write. EXA-43."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from attrs import frozen


@frozen(kw_only=True)
class Actualite:
    """An item of the feed, as plain text: nothing in it is markup. `lien` is http(s), or empty. I-56."""

    titre: str
    resume: str = ""
    lien: str = ""
    publiee_le: datetime | None = None


class NewsFeed(Protocol):
    """Fetches a feed somebody else wrote."""

    def lire(self, adresse: str, /) -> tuple[Actualite, ...]:
        """
        Return its items, the newest first; the last good ones when it does not answer, none when there are none.

        Never raises: a home page is shown without news rather than not at all.
        """
        ...
