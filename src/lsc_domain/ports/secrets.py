"""What nobody may guess, and the keeping of what nobody may read: asked of the outside."""

from __future__ import annotations

from typing import Protocol


class Secrets(Protocol):
    """A source of secrets that nobody can guess, and what is kept of them."""

    def jeton(self) -> str:
        """Return 256 bits fit for an address and a cookie: a session, the link of « mot de passe oublié »."""
        ...

    def empreinte(self, jeton: str, /) -> str:
        """Return the SHA-256 of a token, in hexadecimal: all that is kept of it. Any text has one."""
        ...

    def tirer(self, alphabet: str, longueur: int, /) -> str:
        """Return signs of an alphabet, each drawn evenly and apart from the others: a temporary password."""
        ...


class Passwords(Protocol):
    """Turns a password into a print that proves it and does not give it back. I-34."""

    def hacher(self, mot_de_passe: str, /) -> str:
        """Return a print, another one each time, with what it takes to verify it."""
        ...

    def verifier(self, empreinte: str, mot_de_passe: str, /) -> bool:
        """Tell whether a password is the one of a print; any print at all costs as much as a good one."""
        ...

    def perimee(self, empreinte: str, /) -> bool:
        """Tell whether a print was made with costs that are no longer the ones in force."""
        ...

    @property
    def leurre(self) -> str:
        """A print of a password nobody knows: what is verified when the login does not exist. ASVS 6.3.8."""
        ...
