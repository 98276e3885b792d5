"""One SFTP connection, opened when it is needed and opened again when it was cut."""

from __future__ import annotations

import asyncio
from typing import Final

import asyncssh
from attrs import field, frozen

from lsc_adapters.transport.cle_hote import CleHote
from lsc_adapters.transport.regroupement import Regroupement
from lsc_adapters.transport.vol import Faute, en_clair
from lsc_domain.ports.transport import Raison

# What costs the processor least, first: on a near server it decides of the rate.
_CHIFFREMENTS: Final = (
    "aes128-gcm@openssh.com",
    "aes256-gcm@openssh.com",
    "chacha20-poly1305@openssh.com",
    "aes256-ctr",
    "aes128-ctr",
)
_SIGNES_DE_VIE: Final = 3
"""Keepalives left unanswered before a silent server is left."""

COUPURES: Final = (
    asyncssh.SFTPNoConnection,
    asyncssh.SFTPConnectionLost,
    asyncssh.DisconnectError,
    ConnectionError,
    EOFError,
)
"""What is raised when it is the connection, and not the file, that fails."""


@frozen(kw_only=True)
class Acces:
    """Where a server is, who it must be, and who we are."""

    hote: str
    port: int
    utilisateur: str
    cle_hote: CleHote = field(repr=False)
    mot_de_passe: str | None = field(repr=False)
    cle_privee: asyncssh.SSHKey | None = field(repr=False)
    delai: float


class Ligne:
    """
    A connection and the files it carries.

    `charge` counts those in flight, `arrives` those that arrived since it was opened.
    """

    def __init__(self, acces: Acces) -> None:
        self._acces = acces
        self._connexion: asyncssh.SSHClientConnection | None = None
        self._client: asyncssh.SFTPClient | None = None
        self._temoin = acces.cle_hote.temoin()
        self._ouverture: asyncio.Task[asyncssh.SFTPClient] | None = None
        self.charge = 0
        self.arrives = 0

    @property
    def ouverte(self) -> bool:
        """Whether it is open, as far as is known."""
        return self._client is not None and not self._temoin.perdue

    @property
    def vaine(self) -> bool:
        """Whether it is neither open nor about to be, and had brought nothing."""
        return not self.ouverte and self._ouverture is None and self.arrives == 0

    async def ouvrir(self) -> asyncssh.SFTPClient:
        """Return the open connection; those who ask at once wait for one opening. Raises `Faute`."""
        if self._client is not None and self.ouverte:
            return self._client
        if self._ouverture is None:
            self._ouverture = asyncio.create_task(self._connecter())
            self._ouverture.add_done_callback(self._fin_d_ouverture)
        return await asyncio.shield(self._ouverture)

    def perdre(self, client: asyncssh.SFTPClient) -> None:
        """Leave a connection that was cut, unless another one took its place meanwhile."""
        if client is self._client and self._connexion is not None:
            self._connexion.abort()
            self._client = self._connexion = None

    async def fermer(self) -> None:
        """Close the connection, if it is open."""
        if self._client is not None:
            self._client.exit()
        if self._connexion is not None:
            self._connexion.close()
            await self._connexion.wait_closed()
        self._client = self._connexion = None

    def _fin_d_ouverture(self, _: asyncio.Task[asyncssh.SFTPClient]) -> None:
        self._ouverture = None

    async def _connecter(self) -> asyncssh.SFTPClient:
        acces, temoin = self._acces, self._acces.cle_hote.temoin()
        connexion: asyncssh.SSHClientConnection | None = None
        try:
            connexion = await asyncssh.connect(
                acces.hote,
                acces.port,
                username=acces.utilisateur,
                password=acces.mot_de_passe,
                client_keys=[acces.cle_privee] if acces.cle_privee is not None else None,
                known_hosts=acces.cle_hote.connues,
                client_factory=lambda: temoin,
                x509_trusted_certs=None,
                # Nothing of the user who runs this: neither his agent, nor his keys, nor his configuration.
                config=None,
                agent_path=None,
                tunnel=Regroupement(),
                gss_host=None,
                encryption_algs=_CHIFFREMENTS,
                compression_algs=None,
                connect_timeout=acces.delai,
                login_timeout=acces.delai,
                keepalive_interval=acces.delai / _SIGNES_DE_VIE,
                keepalive_count_max=_SIGNES_DE_VIE,
            )
            # A name another program wrote in another alphabet is read all the same, and not shown.
            client = await asyncio.wait_for(connexion.start_sftp_client(path_errors="surrogateescape"), acces.delai)
        except (OSError, asyncssh.Error, asyncssh.SFTPError) as faute:
            if connexion is not None:
                connexion.abort()
            raise self._faute(faute) from faute
        self._client, self._connexion, self._temoin, self.arrives = client, connexion, temoin, 0
        return client

    def _faute(self, faute: Exception) -> Faute:
        match faute:
            case asyncssh.PermissionDenied():
                return Faute(Raison.AUTHENTIFICATION)
            case asyncssh.HostKeyNotVerifiable():
                return Faute(Raison.CLE_INCONNUE)
            case asyncssh.KeyExchangeFailed() if "host key" in str(faute):
                return Faute(Raison.CLE_INCONNUE)  # the server has no key of the kind that was pinned
            case _:
                texte = str(faute) or "le serveur ne répond pas"
                return Faute(Raison.COUPE, en_clair(texte, self._acces.mot_de_passe))
