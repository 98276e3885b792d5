"""Where secrets come from: the contract on ours, and what the one for tests promises besides."""

from __future__ import annotations

import pytest

from lsc_adapters.secrets.counter import CounterSecrets
from lsc_adapters.secrets.system import SystemSecrets
from lsc_domain.testing.contracts.secrets import MakeSecrets, SecretsContract


class TestSystemSecrets(SecretsContract):
    @pytest.fixture
    def make_secrets(self) -> MakeSecrets:
        return SystemSecrets


class TestCounterSecrets(SecretsContract):
    previsible = True

    @pytest.fixture
    def make_secrets(self) -> MakeSecrets:
        return CounterSecrets

    def test_they_are_known_in_advance(self) -> None:
        """The same seed gives the same secrets, another one others."""
        une, meme, autre = CounterSecrets("a"), CounterSecrets("a"), CounterSecrets("b")
        suite = [une.jeton(), une.tirer("0123456789", 12)]
        assert suite == [meme.jeton(), meme.tirer("0123456789", 12)]
        assert suite[0] != autre.jeton()
