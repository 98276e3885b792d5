"""`SystemSecrets`: what the system draws, which nobody can guess."""

from __future__ import annotations

import secrets
from hashlib import sha256

from lsc_domain.ports.secrets import Secrets


class SystemSecrets:
    """Secrets drawn by the generator of the system."""

    def jeton(self) -> str:
        """Return 256 bits, in letters, digits, dashes and low lines."""
        return secrets.token_urlsafe(32)

    def empreinte(self, jeton: str, /) -> str:
        """Return the SHA-256 of a token: quick, since nobody tries 256 bits one by one."""
        return sha256(jeton.encode("utf-8", "surrogatepass")).hexdigest()

    def tirer(self, alphabet: str, longueur: int, /) -> str:
        """Return signs of an alphabet, each as likely as the others."""
        return "".join(secrets.choice(alphabet) for _ in range(longueur))


_: type[Secrets] = SystemSecrets
