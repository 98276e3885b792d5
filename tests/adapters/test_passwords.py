"""The keeping of passwords: the contract on argon2id, its costs, and what it does when they change."""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import process_time

import pytest
from argon2 import PasswordHasher, extract_parameters

from lsc_adapters.passwords.argon2 import Argon2Passwords
from lsc_adapters.passwords.usual import UsualPasswords
from lsc_domain.ports.errors import Unavailable
from lsc_domain.testing.contracts.passwords import MakePasswords, PasswordsContract


def legers() -> Argon2Passwords:
    return Argon2Passwords(memoire=8, passes=1)


class TestArgon2Passwords(PasswordsContract):
    @pytest.fixture
    def make_passwords(self) -> MakePasswords:
        return legers

    @pytest.mark.req("I-34")
    def test_its_costs_are_those_of_owasp(self) -> None:
        """argon2id, 19 MiB, two passes, one lane."""
        lus = extract_parameters(Argon2Passwords().hacher("yg+sSq8f"))
        assert (lus.type.name, lus.memory_cost, lus.time_cost, lus.parallelism) == ("ID", 19_456, 2, 1)

    @pytest.mark.req("I-34")
    def test_a_print_of_other_costs_is_verified_and_out_of_date(self) -> None:
        """A host that asks for more locks nobody out: the print is made again at the next login."""
        avant, apres = legers(), Argon2Passwords(memoire=16, passes=1)
        empreinte = avant.hacher("yg+sSq8f")
        assert apres.verifier(empreinte, "yg+sSq8f")
        assert (avant.perimee(empreinte), apres.perimee(empreinte)) == (False, True)

    def test_another_program_reads_its_prints(self) -> None:
        """The form is the one of the reference program."""
        assert PasswordHasher().verify(legers().hacher("yg+sSq8f"), "yg+sSq8f")

    def test_what_is_no_print_costs_as_much(self) -> None:
        """A login without a password is not told by the clock: at least half of what a print costs, best of five."""
        passwords = Argon2Passwords(memoire=4_096)
        bonne = passwords.hacher("yg+sSq8f")
        assert passwords.leurre

        def cout(faire: Callable[[], object]) -> float:
            mesures: list[float] = []
            for _ in range(5):
                debut = process_time()
                faire()
                mesures.append(process_time() - debut)
            return min(mesures)

        assert cout(lambda: passwords.verifier("", "x")) > cout(lambda: passwords.verifier(bonne, "x")) / 2


class TestUsualPasswords:
    def test_they_are_argon2(self) -> None:
        """Made by one, verified by the other."""
        usual = UsualPasswords()
        empreinte = usual.hacher("yg+sSq8f")
        assert legers().verifier(empreinte, "yg+sSq8f")
        assert usual.verifier(empreinte, "yg+sSq8f")
        assert not usual.perimee(empreinte)
        assert not usual.verifier(usual.leurre, "yg+sSq8f")

    def test_without_the_extra_it_says_which(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """And only when a password is to be verified."""
        usual = UsualPasswords()
        monkeypatch.setitem(sys.modules, "argon2", None)
        monkeypatch.delitem(sys.modules, "lsc_adapters.passwords.argon2")
        with pytest.raises(Unavailable, match=r"lsc-domain\[argon2\]"):
            usual.hacher("yg+sSq8f")
