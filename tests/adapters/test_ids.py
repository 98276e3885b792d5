"""New identities: the contract on ours, and what each promises besides."""

from __future__ import annotations

import pytest

from lsc_adapters.ids.counter import CounterIds
from lsc_adapters.ids.random import RandomIds
from lsc_domain.testing.contracts.ids import IdsContract, MakeIds


class TestRandomIds(IdsContract):
    universal = True

    @pytest.fixture
    def make_ids(self) -> MakeIds:
        return RandomIds


class TestCounterIds(IdsContract):
    @pytest.fixture
    def make_ids(self) -> MakeIds:
        return CounterIds

    def test_they_are_known_in_advance(self) -> None:
        ids = CounterIds("ag", depuis=7)
        assert [ids.new(), ids.new()] == ["ag-7", "ag-8"]
