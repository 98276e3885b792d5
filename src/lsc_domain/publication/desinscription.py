"""The link by which somebody asks for no more notices: in one press, without an account, for as long as it is kept."""

from __future__ import annotations

import hmac
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Illisible
from collections.abc import Iterable
from enum import StrEnum
from typing import Final, assert_never

from attrs import field, frozen
from returns.result import Failure, Result, Success

from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import TiersId

OCTETS_AU_MOINS: Final = 32
"""A key shorter than the print it makes is the weak point of it (RFC 2104, §3)."""

_PORTEE: Final = b"lsc/desinscription/nouveaux-documents/1\0"
"""What a signature is good for: one made with the same key for something else opens nothing here."""
_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,32}")
_BASE: Final = re.compile(r"https://[!$-;=@-~]+")
"""Visible ASCII, without a question mark or a hash: what follows is a path."""


@frozen(kw_only=True)
class CleDeDesinscription:
    """
    A secret that signs opt-out links, and the name it is known by in them.

    An agency that changes its key keeps the former ones to read with: a link has no end. The secret is in no repr.
    """

    id: str
    secret: bytes = field(repr=False)

    def __attrs_post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise InvalidValue(f"clé de désinscription : {self.id!r} ne tient pas dans une adresse")
        if len(self.secret) < OCTETS_AU_MOINS:
            raise InvalidValue(f"clé de désinscription {self.id} : attendu au moins {OCTETS_AU_MOINS} octets")


class FauteDeJeton(StrEnum):
    """What is wrong with an opt-out token."""

    ILLISIBLE = "illisible"
    CLE_INCONNUE = "cle_inconnue"
    SIGNATURE = "signature"


@frozen(kw_only=True)
class DesinscriptionRefusee:
    """The token of an opt-out link was not made here, or not as it is now. I-38."""

    faute: FauteDeJeton


def libelle(refus: DesinscriptionRefusee) -> str:
    """
    Say it in French, to whoever pressed the link.

    >>> libelle(DesinscriptionRefusee(faute=FauteDeJeton.CLE_INCONNUE))
    'Ce lien de désinscription a été signé par une clé qui ne sert plus.'
    """
    match refus.faute:
        case FauteDeJeton.ILLISIBLE:
            return "Ce lien de désinscription est incomplet : reprenez-le tout entier dans le message."
        case FauteDeJeton.CLE_INCONNUE:
            return "Ce lien de désinscription a été signé par une clé qui ne sert plus."
        case FauteDeJeton.SIGNATURE:
            return "Ce lien de désinscription n'est pas celui qui a été envoyé."
    assert_never(refus.faute)


def lien_de_desinscription(base_url: str, tiers: TiersId, *, cle: CleDeDesinscription) -> str:
    """
    Make the one-click opt-out address of a tiers, under an https address of the host's (RFC 8058). I-38.

    It works without a login and for ever: it lets whoever holds it stop one kind of notice for one person, and do
    nothing else. The host acts on POST alone, since mail scanners follow links.

    >>> cle = CleDeDesinscription(id="2026", secret=bytes(32))
    >>> lien_de_desinscription("https://extranet.example.invalid/stop", TiersId("BROUILLY"), cle=cle)
    'https://extranet.example.invalid/stop/2026.QlJPVUlMTFk.oAvTSeb5zU2t0O8OJMytHC3h_YWTIJR7OrGO1nX4C6Y'
    """
    if not _BASE.fullmatch(base_url):
        raise InvalidValue(f"désinscription : {base_url!r} n'est pas une adresse https à laquelle ajouter un jeton")
    if not tiers:
        raise InvalidValue("désinscription : un tiers sans code")
    return f"{base_url.rstrip('/')}/{cle.id}.{_coder(tiers.encode())}.{_coder(_signer(tiers, cle))}"


def lire_desinscription(jeton: str, *, cles: Iterable[CleDeDesinscription]) -> Result[TiersId, DesinscriptionRefusee]:
    """Say who wants no more notices, from the token at the end of a link; refused unless one of these keys made it."""
    morceaux = jeton.split(".")
    if len(morceaux) != 3 or not _ID.fullmatch(morceaux[0]):
        return _refuser(FauteDeJeton.ILLISIBLE)
    id_, *codes = morceaux
    code, signature = map(_decoder, codes)
    if not code or not signature:
        return _refuser(FauteDeJeton.ILLISIBLE)
    try:
        tiers = TiersId(code.decode())
    except UnicodeDecodeError:
        return _refuser(FauteDeJeton.ILLISIBLE)
    cle = next((une for une in cles if une.id == id_), None)
    if cle is None:
        return _refuser(FauteDeJeton.CLE_INCONNUE)
    # Whatever the first difference, as long as any other: what a guess got right does not show.
    if not hmac.compare_digest(_signer(tiers, cle), signature):
        return _refuser(FauteDeJeton.SIGNATURE)
    return Success(tiers)


def _refuser(faute: FauteDeJeton) -> Result[TiersId, DesinscriptionRefusee]:
    return Failure(DesinscriptionRefusee(faute=faute))


def _signer(tiers: TiersId, cle: CleDeDesinscription) -> bytes:
    return hmac.digest(cle.secret, _PORTEE + tiers.encode(), "sha256")


def _coder(octets: bytes) -> str:
    return urlsafe_b64encode(octets).rstrip(b"=").decode()


def _decoder(code: str) -> bytes:
    """Read what `_coder` wrote, and nothing else: two tokens never mean the same thing. Empty when it is not."""
    try:
        octets = urlsafe_b64decode(code + "=" * (-len(code) % 4))
    except (Illisible, ValueError):
        return b""
    return octets if _coder(octets) == code else b""
