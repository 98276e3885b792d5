"""Plis by e-mail, through a server the agency has an account with."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterable, Iterator
from contextlib import suppress
from enum import StrEnum
from smtplib import (
    SMTP,
    SMTP_SSL,
    SMTPException,
    SMTPNotSupportedError,
    SMTPResponseException,
    SMTPServerDisconnected,
)
from typing import Final

from attrs import field, frozen
from returns.result import Failure, Result, Success

from lsc_adapters.messaging.courrier import Courrier, Expediteur, ecrire_courrier
from lsc_adapters.messaging.reponses import juger, lisible
from lsc_domain.ports.clock import Clock
from lsc_domain.ports.messaging import EchecDEnvoi, Envoye, Messaging, Pli, RaisonDEchec, est_une_adresse
from lsc_domain.socle.errors import InvalidValue

_POINT: Final = re.compile(rb"(?m)^\.")
"""A line that begins with a dot: it gets another one, since a lone dot ends a message (RFC 5321, §4.5.2)."""


class Securite(StrEnum):
    """How a connection is kept from being read: made so by STARTTLS, from its first byte, or not at all."""

    STARTTLS = "starttls"
    TLS = "tls"
    AUCUNE = "aucune"


@frozen(kw_only=True)
class ServeurSmtp:
    """
    A mail server and the account one has there.

    A password never travels in the clear: an account without `STARTTLS` or `TLS` is refused. `contexte` says whom to
    trust, the authorities of the machine unless given; `delai` is how many seconds a silence may last.
    """

    hote: str
    port: int = 587
    securite: Securite = Securite.STARTTLS
    compte: str = ""
    mot_de_passe: str = field(default="", repr=False)
    contexte: ssl.SSLContext | None = field(default=None, repr=False, eq=False)
    delai: float = 30.0

    def __attrs_post_init__(self) -> None:
        if not self.hote or not 0 < self.port < 65_536 or self.delai <= 0:
            raise InvalidValue("serveur de courriel : attendu un hôte, un port et un délai")
        if self.compte and self.securite is Securite.AUCUNE:
            raise InvalidValue("serveur de courriel : un mot de passe ne voyage pas en clair")


class SmtpMessaging:
    """
    Sends each pli as one e-mail to one person. MSG-01, MSG-02, MSG-05, I-38.

    Nothing is remembered between two calls: the keys of what was sent are kept by whoever sends. A pli the server
    had in full and did not answer for is `INCONNUE`, for good: it may have left, and is never sent twice.
    """

    def __init__(self, serveur: ServeurSmtp, *, expediteur: Expediteur, clock: Clock) -> None:
        """Send through a server, from an address; nothing is connected to until the first pli."""
        self._serveur, self._expediteur, self._clock = serveur, expediteur, clock

    def __repr__(self) -> str:
        """Name the server."""
        return f"SmtpMessaging({self._serveur.hote})"

    def envoyer(self, pli: Pli, /) -> Result[Envoye, EchecDEnvoi]:
        """Send one pli, on a connection of its own."""
        [resultat] = self.envoyer_tous((pli,))
        return resultat

    def envoyer_tous(self, plis: Iterable[Pli], /) -> Iterator[Result[Envoye, EchecDEnvoi]]:
        """
        Send many on one connection, opened again when the server leaves in between.

        A server that cannot be reached, or that refuses the account, is not asked again for each of those that are
        left: they all fail as the first one did.
        """
        session = _Session(self._serveur, se_presente=self._expediteur.domaine)
        try:
            for pli in plis:
                yield self._envoyer(pli, session)
        finally:
            session.fermer()

    def _envoyer(self, pli: Pli, session: _Session) -> Result[Envoye, EchecDEnvoi]:
        try:
            courrier = self._ecrire(pli)
            session.envoyer(courrier)
        except _Refus as refus:
            return Failure(
                EchecDEnvoi(cle=pli.cle, raison=refus.raison, detail=refus.detail, definitif=refus.definitif)
            )
        return Success(Envoye(cle=pli.cle, reference=courrier.message_id))

    def _ecrire(self, pli: Pli) -> Courrier:
        if not est_une_adresse(pli.destinataire):
            raise _Refus(RaisonDEchec.ADRESSE_INCONNUE, "cette adresse n'en est pas une", definitif=True)
        try:
            return ecrire_courrier(pli, expediteur=self._expediteur, le=self._clock.now())
        except UnicodeError as faute:
            raison = "le domaine d'une adresse ne s'écrit pas"
            raise _Refus(RaisonDEchec.ADRESSE_INCONNUE, raison, definitif=True) from faute


class _Refus(Exception):
    """Why this pli did not leave."""

    def __init__(self, raison: RaisonDEchec, detail: str, *, definitif: bool = False) -> None:
        super().__init__(detail)
        self.raison, self.detail, self.definitif = raison, detail, definitif

    def encore(self) -> _Refus:
        """The same, for another pli."""
        return _Refus(self.raison, self.detail, definitif=self.definitif)


_COUPEE: Final = _Refus(RaisonDEchec.INJOIGNABLE, "la connexion a été coupée")
_SANS_NOUVELLES: Final = _Refus(
    RaisonDEchec.INCONNUE, "le serveur n'a rien dit après l'envoi : le message est peut-être parti", definitif=True
)


class _Session:
    """A connection, opened by the first e-mail and as often as the server drops it."""

    def __init__(self, serveur: ServeurSmtp, *, se_presente: str) -> None:
        self._serveur, self._se_presente = serveur, se_presente
        self._smtp: SMTP | None = None
        self._ferme: _Refus | None = None

    def envoyer(self, courrier: Courrier) -> None:
        """Send, or raise why not."""
        ancienne = self._smtp is not None
        try:
            self._essayer(courrier)
        except _Coupure as coupure:
            if not (ancienne and coupure.au_debut):
                raise coupure.refus from coupure
            # A server hangs up on who was silent, or said enough: nothing of this one was said yet.
            try:
                self._essayer(courrier)
            except _Coupure as encore:
                raise encore.refus from encore

    def _essayer(self, courrier: Courrier) -> None:
        try:
            self._dialoguer(self._ouvert(), courrier)
        except _Coupure:
            self._abandonner()
            raise
        except (SMTPException, OSError) as faute:
            self._abandonner()
            # Said before the last byte of the message was sent, for `_dialoguer` sees to that one: it has not left.
            raise _Coupure(_COUPEE.encore()) from faute

    def fermer(self) -> None:
        """Take leave of the server."""
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            with suppress(SMTPException, OSError):
                smtp.quit()
            smtp.close()

    def _abandonner(self) -> None:
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            smtp.close()

    def _ouvert(self) -> SMTP:
        if self._ferme is not None:
            raise self._ferme.encore()
        if self._smtp is None:
            try:
                self._smtp = _connecter(self._serveur, se_presente=self._se_presente)
            except _Refus as refus:
                self._ferme = refus
                raise
        return self._smtp

    def _dialoguer(self, smtp: SMTP, courrier: Courrier) -> None:
        if courrier.utf8 and not smtp.has_extn("smtputf8"):
            raison = "le serveur n'accepte pas une adresse accentuée (SMTPUTF8)"
            raise _Refus(RaisonDEchec.REFUSE, raison, definitif=True)
        # The server knows SMTPUTF8, or every address is ASCII: either way this is what goes on the wire.
        smtp.command_encoding = "utf-8" if courrier.utf8 else "ascii"
        options = ["SMTPUTF8"] if courrier.utf8 else []
        if smtp.has_extn("size"):  # too large is then said before it is sent (RFC 1870)
            options.append(f"SIZE={len(courrier.contenu)}")
        try:
            self._exiger(smtp, 2, *smtp.mail(courrier.de, options))
        except _Coupure as coupure:
            raise _Coupure(coupure.refus, au_debut=True) from coupure
        except (SMTPException, OSError) as faute:
            raise _Coupure(_COUPEE.encore(), au_debut=True) from faute
        self._exiger(smtp, 2, *smtp.rcpt(courrier.pour), au_destinataire=True)
        self._exiger(smtp, 3, *smtp.docmd("DATA"))
        smtp.send(_POINT.sub(b"..", courrier.contenu) + b".\r\n")
        try:
            code, reponse = smtp.getreply()
        except (SMTPException, OSError) as faute:
            raise _Coupure(_SANS_NOUVELLES.encore()) from faute
        if code // 100 not in {2, 4, 5}:
            raise _Coupure(_SANS_NOUVELLES.encore())
        self._exiger(smtp, 2, code, reponse)

    def _exiger(self, smtp: SMTP, classe: int, code: int, reponse: bytes, *, au_destinataire: bool = False) -> None:
        if code // 100 == classe:
            return
        refus = _refus(code, reponse, au_destinataire=au_destinataire)
        if code == 421 or code // 100 not in {4, 5}:  # it closes, or says what nobody can follow
            raise _Coupure(refus)
        try:
            smtp.rset()
        except (SMTPException, OSError) as faute:
            raise _Coupure(refus) from faute
        raise refus


class _Coupure(Exception):
    """The connection is of no more use, whatever became of the pli."""

    def __init__(self, refus: _Refus, *, au_debut: bool = False) -> None:
        super().__init__(refus.detail)
        self.refus, self.au_debut = refus, au_debut


def _connecter(serveur: ServeurSmtp, *, se_presente: str) -> SMTP:
    """Open a connection, secured and identified, or say why not: nothing of it stays open then."""
    contexte = serveur.contexte or ssl.create_default_context()
    smtp: SMTP | None = None
    try:
        # The name is given: `smtplib` would ask the network for that of the machine.
        if serveur.securite is Securite.TLS:
            smtp = SMTP_SSL(serveur.hote, serveur.port, se_presente, timeout=serveur.delai, context=contexte)
        else:
            smtp = SMTP(serveur.hote, serveur.port, se_presente, timeout=serveur.delai)
        smtp.ehlo_or_helo_if_needed()
        if serveur.securite is Securite.STARTTLS:
            # Refused or absent, it is not done without: a reader on the way could have taken the offer out.
            smtp.starttls(context=contexte)
            smtp.ehlo()
        if serveur.compte:
            _identifier(smtp, serveur)
    except _Refus:
        if smtp is not None:
            smtp.close()
        raise
    except (SMTPException, OSError, UnicodeError) as faute:
        if smtp is not None:
            smtp.close()
        raise _Refus(RaisonDEchec.INJOIGNABLE, _pourquoi(faute)) from faute
    return smtp


def _identifier(smtp: SMTP, serveur: ServeurSmtp) -> None:
    try:
        smtp.login(serveur.compte, serveur.mot_de_passe)
    except SMTPServerDisconnected:
        raise
    except SMTPResponseException as faute:
        raise _Refus(RaisonDEchec.AUTHENTIFICATION, lisible(faute.smtp_code, faute.smtp_error)) from faute
    except SMTPException as faute:
        raise _Refus(RaisonDEchec.AUTHENTIFICATION, "le serveur n'offre pas d'identification connue") from faute
    except UnicodeError:
        # Without its cause, which quotes the password.
        raise _Refus(RaisonDEchec.AUTHENTIFICATION, "le compte ou le mot de passe n'est pas en ASCII") from None


def _pourquoi(faute: Exception) -> str:
    match faute:
        case SMTPResponseException():
            return lisible(faute.smtp_code, faute.smtp_error)
        case SMTPNotSupportedError():
            return "le serveur n'offre pas STARTTLS : rien n'est envoyé en clair"
        case ssl.SSLCertVerificationError():
            return f"le certificat du serveur est refusé : {faute.verify_message}"
        case ssl.SSLError():
            return "la connexion n'a pas pu être sécurisée"
        case TimeoutError():
            return "le serveur n'a pas répondu à temps"
        case _:
            return "le serveur est injoignable"


def _refus(code: int, reponse: bytes, *, au_destinataire: bool) -> _Refus:
    raison, definitif = juger(code, reponse.decode(errors="replace"), au_destinataire=au_destinataire)
    return _Refus(raison, lisible(code, reponse), definitif=definitif)


_: type[Messaging] = SmtpMessaging
