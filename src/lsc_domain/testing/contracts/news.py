"""What every `NewsFeed` must do, whoever wrote it: subclass, say what is served where, and run pytest."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lsc_domain.ports.news import Actualite, NewsFeed

MakeNewsFeed = Callable[[], NewsFeed]


class NewsFeedContract:
    """
    The laws of a feed. Your subclass says how to make one, and gives two addresses.

    >>> class TestMine(NewsFeedContract):
    ...     @pytest.fixture
    ...     def make_news(self):
    ...         return MyFeed
    ...
    ...     @pytest.fixture
    ...     def adresse(self):
    ...         return "https://…"  # the three items of `ACTUALITES`, whatever their order and their markup
    """

    adresse_morte: str = "https://mort.example.invalid/rss"
    """An address that serves nothing."""

    @pytest.fixture
    def make_news(self) -> MakeNewsFeed:
        """Return a maker of feeds."""
        raise NotImplementedError

    @pytest.fixture
    def adresse(self) -> str:
        """Return an address where three items are served: « Troisième » is the newest, « Première » the oldest."""
        raise NotImplementedError

    @pytest.mark.req("EXA-43")
    def test_the_titles_are_read_the_newest_first(self, make_news: MakeNewsFeed, adresse: str) -> None:
        """What is served is shown, the latest title first."""
        lues = make_news().lire(adresse)
        assert [une.titre for une in lues] == ["Troisième", "Deuxième", "Première"]

    @pytest.mark.req("I-56")
    def test_nothing_of_an_item_is_markup(self, make_news: MakeNewsFeed, adresse: str) -> None:
        """A title and a summary are words on one line, a link leads to a page, or nowhere."""
        for une in make_news().lire(adresse):
            assert isinstance(une, Actualite)
            assert "<" not in une.titre + une.resume
            assert une.titre.isprintable()
            assert une.resume.isprintable()
            assert not une.lien or une.lien.startswith(("http://", "https://"))
            assert une.publiee_le is None or une.publiee_le.utcoffset() is not None

    @pytest.mark.req("EXA-43")
    @pytest.mark.parametrize("nulle_part", ["", "rien", "file:///etc/passwd", "http://", "http://[", "\0"])
    def test_what_is_no_address_has_no_item(self, make_news: MakeNewsFeed, nulle_part: str) -> None:
        """Whatever is asked, there is an answer: a page is shown without news rather than not at all."""
        assert make_news().lire(nulle_part) == ()

    @pytest.mark.req("EXA-43")
    def test_one_that_does_not_answer_has_no_item(self, make_news: MakeNewsFeed) -> None:
        """A feed nobody serves is an empty one, twice over."""
        news = make_news()
        assert news.lire(self.adresse_morte) == news.lire(self.adresse_morte) == ()

    def test_it_says_the_same_twice(self, make_news: MakeNewsFeed, adresse: str) -> None:
        """Asked again, it answers again."""
        news = make_news()
        assert news.lire(adresse) == news.lire(adresse) != ()
