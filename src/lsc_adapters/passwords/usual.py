"""`UsualPasswords`: argon2id at its usual costs, imported by whoever verifies a first password."""

from __future__ import annotations

from functools import cached_property

from lsc_domain.ports.errors import Unavailable
from lsc_domain.ports.secrets import Passwords


class UsualPasswords:
    """An engine that lets nobody in needs no argon2. Raises `Unavailable` at the first password without the extra."""

    def hacher(self, mot_de_passe: str, /) -> str:
        """Return a print."""
        return self._argon2.hacher(mot_de_passe)

    def verifier(self, empreinte: str, mot_de_passe: str, /) -> bool:
        """Tell whether a password is the one of a print."""
        return self._argon2.verifier(empreinte, mot_de_passe)

    def perimee(self, empreinte: str, /) -> bool:
        """Tell whether a print was made with other costs."""
        return self._argon2.perimee(empreinte)

    @property
    def leurre(self) -> str:
        """A print of a password nobody knows."""
        return self._argon2.leurre

    @cached_property
    def _argon2(self) -> Passwords:
        try:
            from lsc_adapters.passwords.argon2 import Argon2Passwords  # noqa: PLC0415 (what an extra installs)
        except ModuleNotFoundError as absent:
            raise Unavailable(f"{absent.name} n'est pas installé : pip install 'lsc-domain[argon2]'") from absent
        return Argon2Passwords()


_: type[Passwords] = UsualPasswords
