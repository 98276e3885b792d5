"""What every source of `Secrets` must do, whoever wrote it: subclass, give a maker, and run pytest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from typing import Final

import pytest

from lsc_domain.ports.secrets import Secrets

MakeSecrets = Callable[[], Secrets]

_JETON: Final = re.compile(r"[A-Za-z0-9_-]{43,}")
"""What holds 256 bits and goes in an address and a cookie as it is: six bits a sign."""


class SecretsContract:
    """
    The laws of a source of secrets. Your subclass says how to make one.

    >>> class TestMine(SecretsContract):
    ...     @pytest.fixture
    ...     def make_secrets(self):
    ...         return MySecrets
    """

    previsible: bool = False
    """Whether two sources give the same secrets: what a test wants, and nobody else."""

    @pytest.fixture
    def make_secrets(self) -> MakeSecrets:
        """Return a maker of sources."""
        raise NotImplementedError

    def test_a_token_holds_256_bits(self, make_secrets: MakeSecrets) -> None:
        """It goes in an address and in a cookie without being written otherwise."""
        secrets = make_secrets()
        assert all(_JETON.fullmatch(secrets.jeton()) for _ in range(100))

    def test_no_two_are_alike(self, make_secrets: MakeSecrets) -> None:
        """Asked by several threads, it never gives one twice."""
        secrets = make_secrets()

        def tirer(_: int) -> list[str]:
            return [secrets.jeton() for _ in range(250)]

        with ThreadPoolExecutor(4) as fils:
            donnes = [un for liste in fils.map(tirer, range(4)) for un in liste]
        assert len({*donnes, *(secrets.tirer("ab", 128) for _ in range(100))}) == 1_100

    def test_two_sources_are_apart(self, make_secrets: MakeSecrets) -> None:
        """What one gives, no other does."""
        if self.previsible:
            pytest.skip("this source is known in advance: `previsible` is true")
        assert make_secrets().jeton() != make_secrets().jeton()

    def test_what_is_kept_is_the_sha_256(self, make_secrets: MakeSecrets) -> None:
        """Known to whoever reads the base with another program; any text has one, half a character too."""
        secrets = make_secrets()
        assert secrets.empreinte("é.x") == sha256("é.x".encode()).hexdigest()
        assert len({secrets.empreinte(un) for un in ("", "a", "a\0", "\ud800", "\udc00")}) == 5

    def test_signs_are_drawn_evenly(self, make_secrets: MakeSecrets) -> None:
        """
        Of an alphabet that divides no power of two, each sign as often: 3 600 draws of six, 600 each within a third.

        A fair source fails this once in 10^17 runs; taking the rest of one byte by 240 would not pass.
        """
        comptes = Counter(make_secrets().tirer("abcdef", 3_600))
        assert set(comptes) == set("abcdef")
        assert all(400 < nombre < 800 for nombre in comptes.values())

    def test_as_many_as_were_asked(self, make_secrets: MakeSecrets) -> None:
        """None is none, and an alphabet of one sign has only that one."""
        secrets = make_secrets()
        assert (secrets.tirer("abc", 0), secrets.tirer("a", 5)) == ("", "aaaaa")
