"""`Argon2Passwords`: prints that cost their maker little and whoever steals them a lot. Extra `[argon2]`."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from secrets import token_urlsafe
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from lsc_domain.ports.secrets import Passwords

MEMOIRE: Final = 19_456
"""Kibibytes a print takes: what OWASP asks for with two passes and one lane."""


class Argon2Passwords:
    """
    Argon2id (RFC 9106), at the costs OWASP advises: 19 MiB, two passes, one lane. I-34.

    A host whose machine is quicker asks for more: a print made before is verified still, and made again at the next
    login of its holder (`perimee`). Fit for several threads, and it uses all the processors it is given: the
    interpreter is not held meanwhile.
    """

    def __init__(self, *, memoire: int = MEMOIRE, passes: int = 2, voies: int = 1) -> None:
        """Take the costs: kibibytes (8 a lane at least), passes, lanes."""
        self._hacheur = PasswordHasher(time_cost=passes, memory_cost=memoire, parallelism=voies)

    def hacher(self, mot_de_passe: str, /) -> str:
        """Return a print in the usual form, `$argon2id$v=19$m=…`: its costs and its salt are in it."""
        return self._hacheur.hash(_octets(mot_de_passe))

    def verifier(self, empreinte: str, mot_de_passe: str, /) -> bool:
        """Tell whether a password is the one of a print. What is no print costs as much, and is nobody's."""
        octets = _octets(mot_de_passe)
        try:
            return self._hacheur.verify(empreinte, octets)
        except (InvalidHashError, UnicodeEncodeError):
            self._verifier_le_leurre(octets)
            return False
        except VerificationError:
            return False

    def perimee(self, empreinte: str, /) -> bool:
        """Tell whether a print was made with other costs than these."""
        try:
            return self._hacheur.check_needs_rehash(empreinte)
        except (InvalidHashError, UnicodeEncodeError):
            return True

    @property
    def leurre(self) -> str:
        """A print of what was drawn and forgotten, made once, at the same costs as the others."""
        return self._leurre

    @cached_property
    def _leurre(self) -> str:
        return self.hacher(token_urlsafe(32))

    def _verifier_le_leurre(self, octets: bytes) -> None:
        with suppress(VerificationError):
            self._hacheur.verify(self.leurre, octets)


def _octets(mot_de_passe: str) -> bytes:
    """Write a password whole, whatever is in it: half a character is one like another."""
    return mot_de_passe.encode("utf-8", "surrogatepass")


_: type[Passwords] = Argon2Passwords
