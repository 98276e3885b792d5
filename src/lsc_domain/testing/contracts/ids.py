"""What every source of `Ids` must do, whoever wrote it: subclass, give a maker, and run pytest."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import pytest

from lsc_domain.ports.ids import Ids

MakeIds = Callable[[], Ids]

_NOM: Final = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?")
"""What every file system and every address takes as it is."""


class IdsContract:
    """
    The laws of a source of identities. Your subclass says how to make one.

    >>> class TestMine(IdsContract):
    ...     @pytest.fixture
    ...     def make_ids(self):
    ...         return MyIds
    """

    concurrent: bool = True
    """Whether several threads may ask it for identities."""
    universal: bool = False
    """Whether two sources never give the same one: what two servers on one store need."""

    @pytest.fixture
    def make_ids(self) -> MakeIds:
        """Return a maker of sources."""
        raise NotImplementedError

    def test_no_two_are_alike(self, make_ids: MakeIds) -> None:
        """It never gives an identity twice, nor two that a file system would take for one."""
        ids = make_ids()
        donnees = [ids.new() for _ in range(2_000)]
        assert len({une.casefold() for une in donnees}) == len(donnees)

    def test_no_two_threads_get_the_same(self, make_ids: MakeIds) -> None:
        """Asked by several threads, it gives each identity to one of them."""
        if not self.concurrent:
            pytest.skip("this source serves one thread: `concurrent` is false")
        ids = make_ids()

        def tirer(_: int) -> list[str]:
            return [ids.new() for _ in range(500)]

        with ThreadPoolExecutor(4) as fils:
            listes = list(fils.map(tirer, range(4)))
        assert len({une for liste in listes for une in liste}) == 2_000

    def test_an_identity_is_a_name_for_a_file_and_an_address(self, make_ids: MakeIds) -> None:
        """Letters without accents, digits, a dot, a dash or a low line inside; sixty-four at most."""
        ids = make_ids()
        assert all(_NOM.fullmatch(ids.new()) for _ in range(100))

    def test_two_sources_never_meet(self, make_ids: MakeIds) -> None:
        """What one gives, another never does."""
        if not self.universal:
            pytest.skip("this source knows of itself alone: `universal` is false")
        une, autre = make_ids(), make_ids()
        assert not {une.new() for _ in range(500)} & {autre.new() for _ in range(500)}
