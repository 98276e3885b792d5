"""Fetching what somebody else serves, within bounds: its size, its time, and where it may come from."""

from __future__ import annotations

import socket
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from threading import Lock
from time import monotonic
from typing import Final, TypeAlias

import httpx
from attrs import define, field, frozen

Adresse: TypeAlias = IPv4Address | IPv6Address
Autoriser: TypeAlias = Callable[[Adresse], bool]
"""Tell whether a machine at this address may be asked."""

_UNICAST: Final = IPv6Network("2000::/3")
"""All that has ever been given of IPv6: tunnels of IPv4, site addresses and what is not given yet are outside."""
_DOCUMENTATION: Final = IPv6Network("3fff::/20")
"""RFC 9637, which no Python knows before 3.13."""
_OK: Final = 200
_DEPLACE: Final = frozenset({301, 302, 303, 307, 308})


class ReleveImpossible(Exception):
    """Nothing was fetched, and why."""


@frozen(kw_only=True)
class Bornes:
    """How much, how long (in seconds), and how many times elsewhere."""

    taille: int = 1_048_576
    connexion: float = 5.0
    total: float = 10.0
    renvois: int = 3


def est_publique(adresse: Adresse) -> bool:
    """
    Tell whether an address is on the public internet, whatever it is wrapped in.

    Tunnels (6to4, Teredo, NAT64) lead nobody knows where, and no feed is behind one: they are not.

    >>> [est_publique(ip_address(une)) for une in ("8.8.8.8", "127.0.0.1", "10.0.0.1", "169.254.169.254", "::1")]
    [True, False, False, False, False]
    >>> [est_publique(ip_address(une)) for une in ("::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "fd00::1")]
    [False, False, False, False]
    """
    if isinstance(adresse, IPv6Address):
        if adresse.ipv4_mapped is not None:
            return est_publique(adresse.ipv4_mapped)
        if adresse not in _UNICAST or adresse in _DOCUMENTATION or adresse.sixtofour or adresse.teredo:
            return False
    return adresse.is_global and not adresse.is_multicast


@define(eq=False)
class Releve:
    """
    One fetch, that another thread may put an end to.

    The name is resolved once, what it resolves to is judged, and the connection goes to that address and no other:
    a name that changes its mind in between gains nothing. So at each redirection.
    """

    client: httpx.Client | None
    autoriser: Autoriser
    bornes: Bornes
    _fin: float = field(init=False)
    _ligne: socket.socket | None = field(init=False, default=None)
    _coupe: bool = field(init=False, default=False)
    _verrou: Lock = field(init=False, factory=Lock)

    def __attrs_post_init__(self) -> None:
        self._fin = monotonic() + self.bornes.total

    @property
    def depasse(self) -> bool:
        """Whether its time is over."""
        return monotonic() > self._fin

    def lire(self, adresse: str) -> bytes:
        """Return what is served at an address. Raises `ReleveImpossible`, or what httpx and sockets raise."""
        try:
            with self._un_client() as client:
                url = httpx.URL(adresse)
                for _ in range(self.bornes.renvois + 1):
                    recu = self._demander(client, url)
                    if isinstance(recu, bytes):
                        return recu
                    url = url.join(recu)
                raise ReleveImpossible(f"plus de {self.bornes.renvois} renvois")
        finally:
            self._lacher()

    def couper(self) -> None:
        """Put an end to it, wherever it is: a read that waits ends at once."""
        with self._verrou:
            self._coupe = True
            if self._ligne is not None:
                with suppress(OSError):
                    self._ligne.shutdown(socket.SHUT_RDWR)

    @contextmanager
    def _un_client(self) -> Generator[httpx.Client]:
        if self.client is not None:
            yield self.client
            return
        # Not through a proxy the environment names: it would resolve the name again, on its own.
        with httpx.Client(trust_env=False, follow_redirects=False) as client:
            yield client

    def _demander(self, client: httpx.Client, url: httpx.URL) -> bytes | str:
        """Ask one machine: what it serves, or where it sends to."""
        ou = self._resoudre(url)
        delais = httpx.Timeout(self._reste(), connect=min(self.bornes.connexion, self._reste()))
        requete = client.build_request(
            "GET",
            url.copy_with(host=str(ou), fragment=None),
            headers={
                "host": url.netloc.decode("ascii"),
                "accept": "application/rss+xml, application/atom+xml, application/xml, text/xml;q=0.9, */*;q=0.1",
                "accept-encoding": "identity",
                "user-agent": "lsc-domain",
                "connection": "close",
            },
            timeout=delais,
            extensions={"sni_hostname": _machine(url), "trace": self._suivre},
        )
        reponse = client.send(requete, stream=True, follow_redirects=False)
        try:
            if reponse.status_code in _DEPLACE and "location" in reponse.headers:
                return reponse.headers["location"]
            if reponse.status_code != _OK:
                raise ReleveImpossible(f"réponse {reponse.status_code}")
            if reponse.headers.get("content-encoding", "identity").lower() != "identity":
                raise ReleveImpossible("comprimé, ce qui n'était pas demandé")
            return self._corps(reponse)
        finally:
            reponse.close()

    def _corps(self, reponse: httpx.Response) -> bytes:
        lu = bytearray()
        for morceau in reponse.iter_raw():
            lu += morceau
            if len(lu) > self.bornes.taille:
                raise ReleveImpossible(f"plus de {self.bornes.taille} octets")
            self._reste()
        return bytes(lu)

    def _resoudre(self, url: httpx.URL) -> Adresse:
        """Return the address to ask. One of a name's addresses being internal, the name is not asked at all."""
        if url.scheme not in {"http", "https"} or not url.host or url.userinfo:
            raise ReleveImpossible("ni http ni https, sans machine, ou avec un mot de passe")
        port = url.port or (443 if url.scheme == "https" else 80)
        trouvees = {
            ip_address(str(une[4][0]).partition("%")[0])
            for une in socket.getaddrinfo(_machine(url), port, type=socket.SOCK_STREAM)
        }
        if not trouvees or not all(map(self.autoriser, trouvees)):
            raise ReleveImpossible("adresse interne")
        return min(trouvees, key=lambda une: (une.version, int(une)))

    def _reste(self) -> float:
        """Return the seconds that are left. Raises `ReleveImpossible` when none are."""
        reste = self._fin - monotonic()
        if reste <= 0 or self._coupe:
            raise ReleveImpossible(f"plus de {self.bornes.total} secondes")
        return reste

    def _suivre(self, etape: str, details: dict[str, object]) -> None:
        """Keep a hand on the line as soon as there is one: a duplicate, which TLS does not take away."""
        if etape != "connection.connect_tcp.complete":
            return
        ligne = getattr(details.get("return_value"), "get_extra_info", _rien)("socket")
        if isinstance(ligne, socket.socket):
            self._lacher()
            with self._verrou:
                self._ligne = ligne.dup()
            if self._coupe:
                self.couper()

    def _lacher(self) -> None:
        with self._verrou:
            if self._ligne is not None:
                self._ligne.close()
                self._ligne = None


def _machine(url: httpx.URL) -> str:
    """Name the machine as the network does, accents included."""
    return url.raw_host.decode("ascii")


def _rien(_: str) -> None:
    return None
