"""Where an FTP server is, and how one gets in: the connection, its ciphering, who we are."""

from __future__ import annotations

import ftplib
import socket
import ssl
from contextlib import suppress

from attrs import field, frozen

from lsc_adapters.transport.vol import Faute, en_clair
from lsc_domain.ports.transport import Raison


@frozen(kw_only=True)
class AccesFtp:
    """Where a server is, and who we are."""

    hote: str
    port: int
    utilisateur: str
    mot_de_passe: str = field(repr=False)
    tls: ssl.SSLContext | None
    racine: str
    delai: float
    verifier_la_taille: bool

    def entrer(self) -> tuple[ftplib.FTP, str]:
        """Return an open connection and the path of the root there. Raises `Faute`."""
        ftp = _Ftps(context=self.tls) if self.tls is not None else ftplib.FTP()
        ftp.encoding = "latin-1"
        try:
            ftp.connect(self.hote, self.port, self.delai)
            if isinstance(ftp, _Ftps):
                _chiffrer(ftp)
            with suppress(ftplib.error_perm):
                ftp.sendcmd("OPTS UTF8 ON")
            self._identifier(ftp)
            racine = self.racine if self.racine.startswith("/") else f"{de_l_octet(ftp.pwd())}/{self.racine}"
        except BaseException as faute:
            ftp.close()
            if isinstance(faute, ssl.SSLCertVerificationError):
                raise Faute(Raison.CLE_INCONNUE, en_clair(faute.verify_message)) from faute
            if isinstance(faute, (OSError, EOFError, ftplib.Error)):
                texte = str(faute) or "le serveur ne répond pas"
                raise Faute(Raison.COUPE, en_clair(texte, self.mot_de_passe)) from faute
            raise
        return ftp, racine.rstrip("/")

    def _identifier(self, ftp: ftplib.FTP) -> None:
        try:
            ftp.login(en_octets(self.utilisateur), en_octets(self.mot_de_passe))
            if isinstance(ftp, _Ftps):
                ftp.prot_p()
        except ftplib.error_perm as refus:
            raise Faute(Raison.AUTHENTIFICATION) from refus


class _Ftps(ftplib.FTP_TLS):
    def ntransfercmd(self, cmd: str, rest: int | str | None = None) -> tuple[socket.socket, int | None]:
        """Open a data connection in the session of the first one: servers ask it, so that nobody else may."""
        conn, taille = ftplib.FTP.ntransfercmd(self, cmd, rest)
        session = self.sock.session if isinstance(self.sock, ssl.SSLSocket) else None
        return self.context.wrap_socket(conn, server_hostname=self.host, session=session), taille


def _chiffrer(ftp: _Ftps) -> None:
    try:
        ftp.auth()
    except ftplib.error_perm as refus:
        raise Faute(Raison.CLE_INCONNUE, "le serveur ne propose pas de chiffrement") from refus


def en_octets(texte: str) -> str:
    """Return what ftplib, which speaks Latin-1 here, sends as these letters in UTF-8."""
    return texte.encode().decode("latin-1")


def de_l_octet(texte: str) -> str:
    """Return the letters of what ftplib has received; bytes that are none stop nothing."""
    return texte.encode("latin-1", "replace").decode(errors="surrogateescape")
