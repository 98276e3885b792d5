"""Servers at the other end, on loopback: SFTP by asyncssh, FTP and FTPS by pyftpdlib, each over a real folder.

What goes wrong is asked of them: `pannes` says, by the name of a file, what happens to it.
"""

from __future__ import annotations

import errno
import os
import ssl
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from threading import Event, Thread

import asyncssh
from attrs import define, field
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from lsc_adapters.transport.boucle import BoucleDeFond

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # it stands on asyncore, which Python 3.11 is about to drop
    from pyftpdlib.authorizers import DummyAuthorizer
    from pyftpdlib.filesystems import AbstractedFS
    from pyftpdlib.handlers import DTPHandler, FTPHandler, TLS_DTPHandler, TLS_FTPHandler
    from pyftpdlib.ioloop import IOLoop
    from pyftpdlib.servers import FTPServer

AGENCE, SECRET = "agence", "hunter2 à Nancy"
JOUR = datetime(2020, 7, 7, tzinfo=UTC)


class Panne(StrEnum):
    """What happens to a file on its way."""

    COUPURE = "the connection is cut after its first bytes"
    PLEIN = "the disk is full"
    TRONQUE = "its end is lost, and nobody says so"
    RENOMMAGE = "it cannot be renamed"
    REFUS = "its folder may not be written"


@define
class Serveur:
    """A server that runs: where, over which folder, and what goes wrong."""

    racine: Path
    port: int = 0
    cle_hote: str = ""
    empreinte: str = ""
    certificat: str = ""
    pannes: dict[str, Panne] = field(factory=dict)
    posix_rename: bool = True
    mlsd: bool = True
    size: bool = True
    ecrase: bool = True
    connexions: int = 0
    essais: int = 0
    maximum: int | None = None

    def panne(self, chemin: str | bytes) -> Panne | None:
        """What happens to the file of a path, written under its provisional name or not."""
        nom = os.path.basename(os.fsdecode(chemin)).removesuffix(".part")
        return self.pannes.get(nom)


# --- SFTP -----------------------------------------------------------------------------------------------------


class _Fichiers(asyncssh.SFTPServer):
    """The files of one connection, below the folder of the server."""

    def __init__(self, chan: asyncssh.SSHServerChannel, serveur: Serveur) -> None:
        super().__init__(chan, chroot=os.fsencode(serveur.racine))
        self._serveur = serveur
        self._noms: dict[int, bytes] = {}

    def open(self, path, pflags, attrs):
        if pflags & asyncssh.FXF_WRITE and self._serveur.panne(path) is Panne.REFUS:
            raise asyncssh.SFTPPermissionDenied(f"Permission denied for {SECRET}")
        fichier = super().open(path, pflags, attrs)
        self._noms[id(fichier)] = path
        return fichier

    def write(self, file_obj, offset, data):
        match self._serveur.panne(self._noms.get(id(file_obj), b"")):
            case Panne.COUPURE:
                super().write(file_obj, offset, data[:100])
                self.connection.abort()
                raise asyncssh.SFTPConnectionLost("cut")
            case Panne.PLEIN:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            case Panne.TRONQUE:
                super().write(file_obj, offset, data[:-1])
                return len(data)
        return super().write(file_obj, offset, data)

    def posix_rename(self, oldpath, newpath):
        if not self._serveur.posix_rename:
            raise asyncssh.SFTPOpUnsupported("posix-rename")
        self._renommer(oldpath, newpath)
        return super().posix_rename(oldpath, newpath)

    def rename(self, oldpath, newpath):
        self._renommer(oldpath, newpath)
        return super().rename(oldpath, newpath)

    def _renommer(self, *chemins: bytes) -> None:
        if Panne.RENOMMAGE in map(self._serveur.panne, chemins):
            raise asyncssh.SFTPPermissionDenied("Permission denied")


class _Portier(asyncssh.SSHServer):
    """Who may come in: the agency, with its password or its key."""

    def __init__(self, serveur: Serveur, cles: list[asyncssh.SSHKey]) -> None:
        self._serveur, self._cles = serveur, cles

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        self._serveur.connexions += 1
        if self._serveur.maximum is not None and self._serveur.connexions > self._serveur.maximum:
            conn.abort()

    def password_auth_supported(self) -> bool:
        return True

    def validate_password(self, username: str, password: str) -> bool:
        self._serveur.essais += 1
        return (username, password) == (AGENCE, SECRET)

    def public_key_auth_supported(self) -> bool:
        return True

    def validate_public_key(self, username: str, key: asyncssh.SSHKey) -> bool:
        return username == AGENCE and key in self._cles


@cache
def cle(nom: str) -> asyncssh.SSHKey:
    """A key, the same each time: `hote`, `agence`, or another."""
    return asyncssh.generate_private_key("ssh-ed25519", comment=nom)


@contextmanager
def serveur_sftp(racine: Path) -> Iterator[Serveur]:
    """Run an SFTP server over a folder."""
    publique = cle("hote").export_public_key().decode().strip()
    serveur = Serveur(racine, cle_hote=publique, empreinte=cle("hote").get_fingerprint("sha256"))
    boucle = BoucleDeFond()

    async def ouvrir() -> asyncssh.SSHAcceptor:
        return await asyncssh.create_server(
            lambda: _Portier(serveur, [cle("agence").convert_to_public()]),
            "127.0.0.1",
            0,
            server_host_keys=[cle("hote")],
            sftp_factory=lambda chan: _Fichiers(chan, serveur),
            encryption_algs=["aes128-gcm@openssh.com"],
        )

    async def fermer(ecoute: asyncssh.SSHAcceptor) -> None:
        ecoute.close()
        await ecoute.wait_closed()

    ecoute = boucle.faire(ouvrir())
    serveur.port = ecoute.get_port()
    try:
        yield serveur
    finally:
        boucle.faire(fermer(ecoute))
        boucle.close()


# --- FTP and FTPS -----------------------------------------------------------------------------------------------


class _Fichier:
    """A file being received, and what happens to it."""

    def __init__(self, fichier, panne: Panne) -> None:
        self._fichier, self._panne = fichier, panne
        self.name, self.closed = fichier.name, False

    def write(self, data: bytes) -> int:
        if self._panne in {Panne.PLEIN, Panne.COUPURE}:
            self._fichier.write(data[:100])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        if self._panne is Panne.TRONQUE:
            data = data[:-1]
        return self._fichier.write(data)

    def close(self) -> None:
        self._fichier.close()
        self.closed = True

    def __getattr__(self, nom: str):
        return getattr(self._fichier, nom)


def _fs(serveur: Serveur) -> type[AbstractedFS]:
    class Fs(AbstractedFS):
        def open(self, filename, mode):
            panne = serveur.panne(filename)
            if "r" not in mode and panne is Panne.REFUS:
                raise PermissionError(errno.EACCES, f"Permission denied for {SECRET}")
            fichier = super().open(filename, mode)
            return _Fichier(fichier, panne) if panne is not None else fichier

        def rename(self, src, dst):
            if Panne.RENOMMAGE in map(serveur.panne, (src, dst)) or (not serveur.ecrase and os.path.exists(dst)):
                raise PermissionError(errno.EACCES, "Permission denied")
            super().rename(src, dst)

    return Fs


def _handlers(serveur: Serveur, pem: Path | None) -> type[FTPHandler]:
    base, base_dtp = (FTPHandler, DTPHandler) if pem is None else (TLS_FTPHandler, TLS_DTPHandler)

    class Dtp(base_dtp):
        def handle_error(self):
            match serveur.panne(self.file_obj.name) if self.file_obj is not None else None:
                case Panne.COUPURE:
                    self.cmd_channel.close()
                case Panne.PLEIN:  # pyftpdlib would say « 426 » of it, and no more
                    self._resp = (f"452 {os.strerror(errno.ENOSPC)}.", None)
                    self.close()
                case _:
                    super().handle_error()

    class Handler(base):
        dtp_handler = Dtp
        abstracted_fs = _fs(serveur)
        auth_failed_timeout = 0
        passive_ports = None
        banner = "pyftpdlib"
        use_sendfile = False

        def on_connect(self):
            serveur.connexions += 1
            if serveur.maximum is not None and serveur.connexions > serveur.maximum:
                self.respond("421 Too many connections.")
                self.close_when_done()

        def on_login_failed(self, username, password):
            serveur.essais += 1

        def log(self, *_, **__):
            pass

        logline = logerror = log_cmd = log_transfer = log_exception = log

    sans = {"MLSD": serveur.mlsd, "SIZE": serveur.size}
    Handler.proto_cmds = {nom: fait for nom, fait in base.proto_cmds.items() if sans.get(nom, True)}
    Handler.authorizer = DummyAuthorizer()
    Handler.authorizer.add_user(AGENCE, SECRET, str(serveur.racine), perm="elradfmwMT")
    if pem is not None:
        Handler.certfile = str(pem)
        Handler.tls_control_required = Handler.tls_data_required = True
    return Handler


@contextmanager
def serveur_ftp(racine: Path, *, pem: Path | None = None, **capacites: bool) -> Iterator[Serveur]:
    """Run an FTP server over a folder; FTPS with a certificate and its key."""
    serveur = Serveur(racine, certificat="" if pem is None else pem.read_text(encoding="ascii"), **capacites)
    boucle = IOLoop()
    ftp = FTPServer(("127.0.0.1", 0), _handlers(serveur, pem), ioloop=boucle)
    serveur.port = ftp.address[1]
    fini = Event()

    def tourner() -> None:
        while not fini.is_set():
            ftp.serve_forever(timeout=0.02, blocking=False, handle_exit=False)
        ftp.close_all()

    fil = Thread(target=tourner, name="pyftpdlib")
    fil.start()
    try:
        yield serveur
    finally:
        fini.set()
        fil.join()


def certificat(dossier: Path, *, pour: str = "127.0.0.1") -> Path:
    """Write a self-signed certificate and its key."""
    secrete = ec.generate_private_key(ec.SECP256R1())
    nom = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "ftp.example.invalid")])
    autres: x509.GeneralName = x509.IPAddress(ip_address(pour)) if pour[0].isdigit() else x509.DNSName(pour)
    signe = (
        x509.CertificateBuilder()
        .subject_name(nom)
        .issuer_name(nom)
        .public_key(secrete.public_key())
        .serial_number(1)
        .not_valid_before(JOUR)
        .not_valid_after(JOUR + timedelta(days=36_500))
        .add_extension(x509.SubjectAlternativeName([autres]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(secrete, hashes.SHA256())
    )
    chemin = dossier / f"{pour}.pem"
    chemin.write_bytes(
        secrete.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        + signe.public_bytes(serialization.Encoding.PEM)
    )
    return chemin


def confiance(pem: str) -> ssl.SSLContext:
    """A context that trusts one certificate, and verifies it."""
    return ssl.create_default_context(cadata=pem[pem.index("-----BEGIN CERTIFICATE") :])
