"""What a host settles of the web application: its secret, its names, and what it lets through."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Final

from attrs import Attribute, field, frozen

from lsc_domain.socle.errors import InvalidValue

SECRET_MINIMUM: Final = 32
"""Bytes of the secret, at the least: what signs must not be guessed."""

MEGAOCTET: Final = 1024 * 1024


def _reseaux(adresses: tuple[str, ...]) -> tuple[IPv4Network | IPv6Network, ...]:
    try:
        return tuple(ip_network(une, strict=False) for une in adresses)
    except ValueError as faute:
        raise InvalidValue(f"mandataires : {faute}") from faute


def _secret(_: object, __: Attribute[bytes], valeur: bytes) -> None:
    if len(valeur) < SECRET_MINIMUM:
        raise InvalidValue(f"secret : {SECRET_MINIMUM} octets au moins")


@frozen(kw_only=True)
class ParametresWeb:
    """
    How an extranet is served.

    `secret` signs the forms and the addresses of documents: the same in every process, kept out of the base. `hotes`
    are the names it answers to, without port, none for any (a name as `*.agence.example` takes its subdomains).
    `https` false is for a try on the loopback only: cookies then travel in the clear. `mandataires` are the proxies,
    addresses or networks, whose `X-Forwarded-For` is believed. `paiement` are the origins of the pages where one
    pays, which forms may be sent to. Sizes are in bytes, `duree_des_liens` in seconds.
    """

    secret: bytes = field(repr=False, validator=_secret)
    nom_de_l_agence: str = "Votre agence"
    hotes: tuple[str, ...] = ()
    https: bool = True
    mandataires: tuple[IPv4Network | IPv6Network, ...] = field(default=(), converter=_reseaux)
    paiement: tuple[str, ...] = ()
    duree_des_liens: int = 300
    taille_d_un_formulaire: int = 64 * 1024
    taille_d_un_depot: int = 10 * MEGAOCTET
    pieces_par_depot: int = 5
    requetes_par_minute: int = 600

    def __attrs_post_init__(self) -> None:
        for origine in self.paiement:
            if not origine.startswith("https://") or any(signe in origine for signe in " ;,'\""):
                raise InvalidValue(f"paiement : {origine!r} n'est pas une origine https")

    @property
    def temoin(self) -> str:
        """The name of the session cookie; `__Host-` binds it to this host, over TLS, for every path."""
        return "__Host-lsc" if self.https else "lsc"

    @property
    def temoin_d_avant(self) -> str:
        """The name of the cookie of who has not come in yet: what the token of the login form is bound to."""
        return "__Host-lsc-avant" if self.https else "lsc-avant"
