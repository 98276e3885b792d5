"""What every keeper of `Passwords` must do, whoever wrote it: subclass, give a maker, and run pytest."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lsc_domain.ports.secrets import Passwords

MakePasswords = Callable[[], Passwords]

_DIFFICILES = (
    "",
    " ",
    "yg+sSq8f",
    "é" * 40,
    "nul\0dedans",
    "\ud800",
    "mot de passe très long " * 40,
    "🏠🔑",
)


class PasswordsContract:
    """
    The laws of a keeper of passwords. Your subclass says how to make one, at the least cost: it is asked a lot.

    >>> class TestMine(PasswordsContract):
    ...     @pytest.fixture
    ...     def make_passwords(self):
    ...         return MyPasswords
    """

    @pytest.fixture
    def make_passwords(self) -> MakePasswords:
        """Return a maker of keepers."""
        raise NotImplementedError

    @pytest.mark.parametrize("clair", _DIFFICILES, ids=ascii)
    def test_a_print_proves_its_password_and_no_other(self, make_passwords: MakePasswords, clair: str) -> None:
        """Whatever is in it, however long it is: nothing is cut, nothing is taken for something else."""
        passwords = make_passwords()
        empreinte = passwords.hacher(clair)
        assert passwords.verifier(empreinte, clair)
        assert not any(passwords.verifier(empreinte, autre) for autre in (clair + "x", clair + "\0", "x" + clair))
        assert not any(passwords.verifier(empreinte, autre) for autre in _DIFFICILES if autre != clair)

    def test_a_print_is_another_one_each_time(self, make_passwords: MakePasswords) -> None:
        """Two people who chose the same do not show it; and the password is not in it."""
        passwords = make_passwords()
        une, autre = passwords.hacher("yg+sSq8f"), passwords.hacher("yg+sSq8f")
        assert une != autre
        assert "yg+sSq8f" not in une

    def test_what_two_keepers_print_each_verifies(self, make_passwords: MakePasswords) -> None:
        """A print says by itself how it was made."""
        assert make_passwords().verifier(make_passwords().hacher("yg+sSq8f"), "yg+sSq8f")

    @pytest.mark.parametrize("empreinte", ["", "yg+sSq8f", "$argon2id$", "$2b$12$" + "x" * 53, "é\0"])
    def test_what_is_no_print_is_nobodys(self, make_passwords: MakePasswords, empreinte: str) -> None:
        """It is an answer, not a fault: nothing shows that the login has no password."""
        passwords = make_passwords()
        assert not passwords.verifier(empreinte, "yg+sSq8f")
        assert not passwords.verifier(empreinte, empreinte)
        assert passwords.perimee(empreinte)

    def test_the_decoy_is_a_print_like_another(self, make_passwords: MakePasswords) -> None:
        """It has the costs of the others, nobody's password, and is made once."""
        passwords = make_passwords()
        assert passwords.leurre == passwords.leurre
        assert not passwords.perimee(passwords.leurre)
        assert not any(passwords.verifier(passwords.leurre, clair) for clair in _DIFFICILES)

    def test_a_print_just_made_is_not_out_of_date(self, make_passwords: MakePasswords) -> None:
        """It would be made again at each login."""
        passwords = make_passwords()
        assert not passwords.perimee(passwords.hacher("yg+sSq8f"))
