"""The addresses documents are opened at: signed, for one session, for a few minutes."""

from __future__ import annotations

from hashlib import sha256
from typing import Final, cast

from attrs import frozen
from itsdangerous import BadSignature, URLSafeTimedSerializer

from lsc_adapters.web.parametres import ParametresWeb

_SEL: Final = "lsc.document"

DOCUMENT: Final = "document"
FACTURE: Final = "facture"
PIECE: Final = "piece"
"""What such an address may be of: a document by its identity, an invoice, the attachment of a request."""


@frozen(kw_only=True)
class Liens:
    """
    Makes these addresses and reads them back.

    Such an address proves nothing but who asked for it, and when: the right to read is looked at again where it is
    used, on the state of that moment.
    """

    parametres: ParametresWeb

    @property
    def _serialiseur(self) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(
            self.parametres.secret, salt=_SEL, signer_kwargs={"key_derivation": "hmac", "digest_method": sha256}
        )

    def signer(self, session: str, genre: str, *objet: str) -> str:
        """Make the token of an object of a kind, for a session."""
        return str(self._serialiseur.dumps([session, genre, *objet]))

    def lire(self, session: str, jeton: str) -> tuple[str, ...] | None:
        """Return the kind and the object, none when it is forged, out of time, or another session's."""
        try:
            lu: object = self._serialiseur.loads(jeton, max_age=self.parametres.duree_des_liens)
        except BadSignature:
            return None
        parties = [str(une) for une in cast("list[object]", lu)] if isinstance(lu, list) else []
        return tuple(parties[1:]) if parties[:1] == [session] else None
