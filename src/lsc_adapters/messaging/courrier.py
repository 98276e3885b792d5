"""A pli as an e-mail: its headers and its parts, in bytes a server takes as they are."""

from __future__ import annotations

import re
from datetime import datetime
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from typing import Final

from attrs import frozen

from lsc_domain.ports.messaging import Pli, est_sur_une_ligne, est_une_adresse
from lsc_domain.socle.errors import InvalidValue

_LARGEUR: Final = 75
"""Columns of a line of encoded words, at most (RFC 2047, §2)."""
_SIMPLE: Final = re.compile(r"[A-Za-z0-9]+(?: [A-Za-z0-9]+){0,9}", re.ASCII)
"""Words that mean nothing to a header, wherever they stand in it."""


@frozen(kw_only=True)
class Expediteur:
    """Who plis come from: an address, and the name shown beside it."""

    adresse: str
    nom: str = ""

    def __attrs_post_init__(self) -> None:
        if not est_une_adresse(self.adresse):
            raise InvalidValue(f"expéditeur : {self.adresse!r} n'est pas une adresse")
        if not est_sur_une_ligne(self.nom):
            raise InvalidValue("expéditeur : son nom contient un caractère de commande")
        try:
            _en_ascii(self.adresse)
        except UnicodeError:
            raise InvalidValue(f"expéditeur : le domaine de {self.adresse} ne s'écrit pas") from None

    @property
    def domaine(self) -> str:
        """The domain of the address, as the wires know it."""
        return _domaine(_en_ascii(self.adresse))


@frozen(kw_only=True)
class Courrier:
    """An e-mail ready to leave: its envelope, what it is called, its bytes."""

    de: str
    pour: str
    message_id: str
    contenu: bytes
    utf8: bool
    """Whether an address needs a server that knows SMTPUTF8 (RFC 6531)."""


def ecrire_courrier(pli: Pli, *, expediteur: Expediteur, le: datetime) -> Courrier:
    """
    Write a pli as an e-mail. The same pli at the same instant gives the same bytes, and at any instant the same
    Message-ID: a server, or a reader, that gets it twice can tell. I-38.

    Raises `UnicodeError` when the domain of an address cannot be written in ASCII.
    """
    de, pour = _en_ascii(expediteur.adresse), _en_ascii(pli.destinataire)
    reponse_a = _en_ascii(pli.reponse_a) if pli.reponse_a else ""
    empreinte = sha256(pli.cle.encode()).hexdigest()[:40]
    message_id = f"<{empreinte}@{expediteur.domaine}>"
    entetes = {
        "From": _adresse(de, expediteur.nom),
        "To": _adresse(pour, pli.nom),
        "Reply-To": _adresse(reponse_a) if reponse_a else "",
        "Subject": _mots(pli.objet),
        "Date": format_datetime(le),
        "Message-ID": message_id,
        "Auto-Submitted": "auto-generated",  # RFC 3834: an absent reader's machine does not answer
        "List-Unsubscribe": f"<{pli.desinscription}>" if pli.desinscription else "",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" if pli.desinscription else "",
    }
    # By hand, and not by `email`: it folds and encodes a long address as it does a word, so that no reader finds the
    # way out any more, and it leaves a name that looks encoded to be decoded.
    lignes = "".join(f"{nom}: {valeur}\r\n" for nom, valeur in entetes.items() if valeur)
    return Courrier(
        de=de,
        pour=pour,
        message_id=message_id,
        contenu=lignes.encode() + _corps(pli, empreinte).as_bytes(),
        utf8=not (de + pour + reponse_a).isascii(),
    )


def _corps(pli: Pli, empreinte: str) -> EmailMessage:
    """Lay the parts out, in seven bits whatever they say: no server on the way has a reason to write them again."""
    corps = EmailMessage(policy=SMTP)
    corps.set_content(pli.texte, cte="quoted-printable")
    if pli.html:
        corps.add_alternative(pli.html, subtype="html", cte="quoted-printable")
    for piece in pli.pieces:
        principal, _, secondaire = piece.media_type.partition("/")
        corps.add_attachment(piece.contenu, maintype=principal, subtype=secondaire, filename=piece.nom)
    for rang, partie in enumerate(un for un in corps.walk() if un.is_multipart()):
        partie.set_boundary(f"=_{rang}_{empreinte}")
    return corps


def _adresse(adresse: str, nom: str = "") -> str:
    return f"{_mots(nom)}\r\n <{adresse}>" if nom.strip() else f"<{adresse}>"


def _mots(texte: str) -> str:
    """Write words as a header takes them (RFC 2047): as they are when they are plain, else encoded and folded."""
    if _SIMPLE.fullmatch(texte):
        return texte
    return Header(texte, "utf-8", maxlinelen=_LARGEUR, header_name="Reply-To").encode(linesep="\r\n")


def _en_ascii(adresse: str) -> str:
    """Write the domain of an address as the wires know it (IDNA)."""
    return f"{adresse.rpartition('@')[0]}@{_domaine(adresse).encode('idna').decode('ascii')}"


def _domaine(adresse: str) -> str:
    return adresse.rpartition("@")[2]
