"""A mail server on loopback, that keeps what it gets and refuses what it is told to; and a certificate for it."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from lsc_adapters.messaging.smtp import Securite, ServeurSmtp
from lsc_domain.ports.messaging import PieceDePli
from lsc_domain.testing.contracts.messaging import Recu

COMPTE, MOT_DE_PASSE = "agence", "tr3s-secret"


class Boite:
    """What arrived, and what is answered instead of 250 at each command; a `Callable` is called with the server."""

    def __init__(self) -> None:
        self.arrives: list[tuple[list[str], bytes]] = []
        self.reponses: dict[str, str | Callable[[SMTP], str]] = {}
        self.options: list[list[str]] = []
        self.sessions: dict[int, Session] = {}

    def vider(self) -> None:
        self.arrives.clear()

    async def handle_MAIL(  # noqa: N802 - the name is that of aiosmtpd
        self, server: SMTP, session: Session, envelope: Envelope, address: str, mail_options: list[str]
    ) -> str:
        self.sessions[id(session)] = session
        self.options.append(mail_options)
        if (reponse := self._repondre(server, "MAIL")) is not None:
            return reponse
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, rcpt_options: list[str]
    ) -> str:
        for commande in (f"RCPT {address}", "RCPT"):
            if (reponse := self._repondre(server, commande)) is not None:
                return reponse
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if (reponse := self._repondre(server, "DATA")) is not None:
            return reponse
        assert isinstance(envelope.content, bytes)
        self.arrives.append((envelope.rcpt_tos, envelope.content))
        return "250 OK"

    def _repondre(self, server: SMTP, commande: str) -> str | None:
        reponse = self.reponses.get(commande)
        return reponse(server) if callable(reponse) else reponse

    @property
    def messages(self) -> list[EmailMessage]:
        return [lire(contenu) for _, contenu in self.arrives]

    @property
    def recus(self) -> list[Recu]:
        return [recu(pour, contenu) for pour, contenu in self.arrives]


def lire(contenu: bytes) -> EmailMessage:
    message = message_from_bytes(contenu, policy=policy.SMTPUTF8)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def recu(pour: list[str], contenu: bytes) -> Recu:
    message = lire(contenu)
    [vers] = message["To"].addresses
    texte, html = message.get_body(("plain",)), message.get_body(("html",))
    assert texte is not None
    return Recu(
        destinataire=", ".join(pour),
        nom=vers.display_name,
        objet=str(message["Subject"] or ""),
        texte=texte.get_content(),
        html=html.get_content() if html is not None else "",
        pieces=tuple(
            PieceDePli(
                nom=une.get_filename() or "", media_type=une.get_content_type(), contenu=une.get_payload(decode=True)
            )
            for une in message.iter_attachments()
        ),
        desinscription=brut(contenu, "List-Unsubscribe").strip("<>"),
    )


def brut(contenu: bytes, entete: str) -> str:
    """A header as it stands in the bytes, in one line."""
    debut = f"{entete}: ".encode()
    return next((une[len(debut) :].decode() for une in contenu.split(b"\r\n") if une.startswith(debut)), "")


def identifier(_s: SMTP, _session: Session, _e: Envelope, _mecanisme: str, donnees: Any) -> AuthResult:
    assert isinstance(donnees, LoginPassword)
    return AuthResult(success=donnees == LoginPassword(COMPTE.encode(), MOT_DE_PASSE.encode()), handled=False)


class _Relais(Controller):
    """A controller on a port that is taken before it is named."""

    def __init__(self, boite: Boite, **options: Any) -> None:
        self._prise = socket.create_server(("127.0.0.1", 0))
        super().__init__(boite, hostname="127.0.0.1", port=self._prise.getsockname()[1], **options)

    def _create_server(self) -> Any:
        return self.loop.create_server(self._factory_invoker, sock=self._prise, ssl=self.ssl_context)


@contextmanager
def relais(boite: Boite, **options: Any) -> Iterator[ServeurSmtp]:
    """Serve a box on a free port of loopback, and say how it is reached, in the clear."""
    controller = _Relais(boite, **options)
    controller.start()
    try:
        yield ServeurSmtp(hote="127.0.0.1", port=controller.port, securite=Securite.AUCUNE, delai=10)
    finally:
        controller.stop()


def certificat(dossier: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """The two ends of a connection on loopback: a server of a certificate nobody else trusts, and who trusts it."""
    cle = ec.generate_private_key(ec.SECP256R1())
    nom = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "relais d'essai")])
    le = datetime.now(UTC)
    signe = (
        x509.CertificateBuilder()
        .subject_name(nom)
        .issuer_name(nom)
        .public_key(cle.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(le - timedelta(days=1))
        .not_valid_after(le + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(cle, hashes.SHA256())
    )
    pem = dossier / "relais.pem"
    pem.write_bytes(
        cle.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + signe.public_bytes(serialization.Encoding.PEM)
    )
    serveur = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serveur.load_cert_chain(pem)
    client = ssl.create_default_context(cafile=str(pem))
    return serveur, client
