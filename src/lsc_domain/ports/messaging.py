"""Telling somebody: what leaves for one person, by whatever carries it, and what became of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Final, Protocol

from attrs import field, frozen
from returns.result import Result

from lsc_domain.extranet.avis_de_reinitialisation import AvisDeReinitialisation
from lsc_domain.paiement.avis import AvisDePaiement
from lsc_domain.publication.avis import AvisDeNouveauxDocuments, RapportDePublication
from lsc_domain.socle.errors import InvalidValue

_COMMANDE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""What moves a carriage or means nothing: in a line that becomes a header, it would begin another one."""
_LOCAL: Final = re.compile(r"[^\s@<>()\[\],;:\\\"]+")
_ETIQUETTE: Final = re.compile(r"[^\W_](?:[\w-]{0,61}[^\W_])?")
_PAGE_SURE: Final = re.compile(r"https://[!#-;=?-~]{1,900}")
"""The address of a page in visible ASCII, without `<`, `>` or quotation marks."""
_TYPE: Final = re.compile(r"(?!multipart/|message/)[a-z]+/[a-z0-9][a-z0-9.+-]*")


def est_sur_une_ligne(texte: str) -> bool:
    r"""
    Tell whether a text may become a header: it has no end of line, nor any other control character.

    >>> est_sur_une_ligne("M. BROUILLY"), est_sur_une_ligne("M. BROUILLY\r\nBcc: x@example.invalid")
    (True, False)
    """
    return _COMMANDE.search(texte) is None


def est_une_adresse(texte: str) -> bool:
    """
    Tell whether a text reads as the e-mail address of one person, accents and international domains allowed.

    >>> est_une_adresse("a.brouilly@example.invalid"), est_une_adresse("a@b.invalid, c@d.invalid")
    (True, False)
    """
    local, arobase, domaine = texte.rpartition("@")
    etiquettes = domaine.split(".")
    return (
        bool(arobase)
        and len(texte.encode(errors="replace")) <= 254
        and len(local.encode(errors="replace")) <= 64
        and _LOCAL.fullmatch(local) is not None
        and est_sur_une_ligne(texte)
        and "" not in local.split(".")
        and len(etiquettes) > 1
        and all(map(_ETIQUETTE.fullmatch, etiquettes))
    )


@frozen(kw_only=True)
class PieceDePli:
    """A file that goes with a pli: its name, what it is (`application/pdf`), its bytes."""

    nom: str
    media_type: str
    contenu: bytes = field(repr=False)

    def __attrs_post_init__(self) -> None:
        _sur_une_ligne("pièce jointe", self.nom)
        if not self.nom.strip() or "/" in self.nom:
            raise InvalidValue(f"pièce jointe : {self.nom!r} n'est pas un nom de fichier")
        if not _TYPE.fullmatch(self.media_type):
            raise InvalidValue(f"pièce jointe {self.nom} : {self.media_type!r} n'est pas un type de contenu")


@frozen(kw_only=True)
class Pli:
    r"""
    Anything that leaves for one person: a notice, a report, the end of an export. MSG-01, MSG-02, MSG-05.

    `cle` is its idempotence: what it is about and for whom, so that the same one is never sent twice by whoever
    keeps the keys that were. `html` empty, it is text alone. `reponse_a` is where an answer goes, when not to the
    sender. `desinscription` is the https address of the one-click opt-out (RFC 8058), which goes with it. I-38.

    A line that becomes a header holds no control character: one is refused, rather than begin another header. An
    address that does not read as one is no such fault: it is the pli's that fails, with `ADRESSE_INCONNUE`.

    >>> Pli(cle="avis-1", destinataire="a@example.invalid", nom="BROUILLY", objet="Bonjour\nBcc: x", texte="")
    Traceback (most recent call last):
        ...
    lsc_domain.socle.errors.InvalidValue: pli avis-1 : son objet contient un caractère de commande
    """

    cle: str
    destinataire: str
    nom: str
    objet: str
    texte: str = field(repr=False)
    html: str = field(default="", repr=False)
    reponse_a: str = ""
    desinscription: str = field(default="", repr=False)
    pieces: tuple[PieceDePli, ...] = ()

    def __attrs_post_init__(self) -> None:
        if not self.cle:
            raise InvalidValue("pli : sans clé, il partirait deux fois")
        _sur_une_ligne("pli : sa clé", self.cle)
        for quoi, ligne in (
            ("son destinataire", self.destinataire),
            ("le nom du destinataire", self.nom),
            ("son objet", self.objet),
            ("son adresse de réponse", self.reponse_a),
        ):
            _sur_une_ligne(f"pli {self.cle} : {quoi}", ligne)
        for corps in (self.texte, self.html):
            if re.search(r"[\x00\ud800-\udfff]", corps):
                raise InvalidValue(f"pli {self.cle} : son corps contient un caractère qui ne s'envoie pas")
        if self.reponse_a and not est_une_adresse(self.reponse_a):
            raise InvalidValue(f"pli {self.cle} : l'adresse de réponse n'en est pas une")
        if self.desinscription and not _PAGE_SURE.fullmatch(self.desinscription):
            raise InvalidValue(f"pli {self.cle} : la désinscription n'est pas une adresse https")


def _sur_une_ligne(quoi: str, texte: str) -> None:
    if not est_sur_une_ligne(texte):
        raise InvalidValue(f"{quoi} contient un caractère de commande")


@frozen(kw_only=True)
class Envoye:
    """A pli the carrier has taken charge of, and what the carrier calls it (its Message-ID)."""

    cle: str
    reference: str


class RaisonDEchec(StrEnum):
    """Why a pli did not leave."""

    REFUSE = "refuse"
    ADRESSE_INCONNUE = "adresse_inconnue"
    INJOIGNABLE = "injoignable"
    AUTHENTIFICATION = "authentification"
    QUOTA = "quota"
    INCONNUE = "inconnue"
    """The carrier had it all and never answered: it may have left."""

    @property
    def libelle(self) -> str:
        """
        The reason, in French.

        >>> RaisonDEchec.QUOTA.libelle
        'quota dépassé'
        """
        return _RAISONS[self]


_RAISONS: Final = {
    RaisonDEchec.REFUSE: "message refusé",
    RaisonDEchec.ADRESSE_INCONNUE: "adresse inconnue",
    RaisonDEchec.INJOIGNABLE: "serveur injoignable",
    RaisonDEchec.AUTHENTIFICATION: "identification refusée",
    RaisonDEchec.QUOTA: "quota dépassé",
    RaisonDEchec.INCONNUE: "sort inconnu",
}


@frozen(kw_only=True)
class EchecDEnvoi:
    """
    A pli that did not leave, or of which nobody knows.

    `detail` is what the carrier said. `definitif` says that the same pli must not be tried again: the address does
    not exist, the message is refused for good, or (`INCONNUE`) it may have left, and twice is worse than never.
    """

    cle: str
    raison: RaisonDEchec
    detail: str
    definitif: bool


class Messaging(Protocol):
    """
    Carries plis. A pli that fails is an answer and not an exception: the others leave all the same.

    Keeping the keys of what was sent is not asked of a carrier: whoever sends keeps them with what he knows.
    """

    def envoyer(self, pli: Pli, /) -> Result[Envoye, EchecDEnvoi]:
        """Send one pli."""
        ...

    def envoyer_tous(self, plis: Iterable[Pli], /) -> Iterator[Result[Envoye, EchecDEnvoi]]:
        """
        Send many on one connection, and say of each, in order, what became of it, as the answers are asked for.

        Whoever stops asking stops the sending. The answer of a pli comes before the next one is taken, so that its
        key can be kept at once.
        """
        ...


@frozen(kw_only=True)
class Corps:
    """What a pli says: its subject, its text, and the same as a page where there is one."""

    objet: str
    texte: str
    html: str = ""


class PliRendering(Protocol):
    """Writes what plis say. Raises `BrokenTemplate`, naming the template and the field."""

    def nouveaux_documents(self, avis: AvisDeNouveauxDocuments, /) -> Corps:
        """Write the notice of new documents, as a text and as a page. MSG-02."""
        ...

    def rapport(self, rapport: RapportDePublication, /) -> Corps:
        """Write the report of a run, as a text. MSG-01, PUB-05."""
        ...

    def reinitialisation(self, avis: AvisDeReinitialisation, /) -> Corps:
        """Write the message of « mot de passe oublié », as a text and as a page. EXC-03."""
        ...

    def paiement_recu(self, avis: AvisDePaiement, /) -> Corps:
        """Write to the merchant that a payment by card came, as a text. EXA-30, MSG-07."""
        ...

    def prelevement_a_valider(self, avis: AvisDePaiement, /) -> Corps:
        """Write to whoever validates movements that a debit waits for the bank, as a text. EXC-15."""
        ...
