"""Bringing files elsewhere: an extranet, a partner; each whole or not at all, and what became of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import Final, Protocol, assert_never

from attrs import field, frozen
from returns.result import Failure, Result, Success

from lsc_domain.socle.errors import InvalidValue

SUFFIXE_PROVISOIRE: Final = ".part"
"""How the name of a file ends while it is being written; no file that is put may end so."""
OCTETS_D_UN_NOM: Final = 255
"""Bytes of UTF-8 in one name, at most: what file systems keep."""

_INTERDITS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\\]")
"""What a name cannot have: a control character, half of a character, and `\\`, which is `/` on some servers."""


class Raison(StrEnum):
    """Why a file did not arrive, as far as the other side tells."""

    REFUSE = "refuse"
    COUPE = "coupe"
    PLEIN = "plein"
    CHEMIN_INTERDIT = "chemin_interdit"
    AUTHENTIFICATION = "authentification"
    CLE_INCONNUE = "cle_inconnue"
    RENOMMAGE_REFUSE = "renommage_refuse"
    INTROUVABLE = "introuvable"
    INCONNUE = "inconnue"


@frozen(kw_only=True)
class Depot:
    """
    One file to put: where, and its bytes, given or read when its turn comes so that memory does not grow.

    `lire` is called once, in the thread that consumes the answers; what it raises of `PortError` and `OSError` is the
    failure of this file alone. `origine` is where the content comes from, for the transfer log and nothing else.
    Raises `InvalidValue` unless exactly one of `contenu` and `lire` is given.

    >>> Depot(chemin="GED/Règlement.pdf", contenu=b"...").octets()
    b'...'
    """

    chemin: str
    contenu: bytes | None = field(default=None, repr=False)
    lire: Callable[[], bytes] | None = field(default=None, repr=False)
    origine: str = ""

    def __attrs_post_init__(self) -> None:
        if (self.contenu is None) == (self.lire is None):
            raise InvalidValue(f"dépôt {self.chemin!r} : attendu un contenu, ou de quoi le lire")

    def octets(self) -> bytes:
        """Return the bytes, read now if they were not given."""
        return self.lire() if self.lire is not None else self.contenu or b""


@frozen(kw_only=True)
class Depose:
    """A file that is there, whole, under its name: its size in bytes and the SHA-256 of what was sent."""

    chemin: str
    taille: int
    empreinte: str


@frozen(kw_only=True)
class EchecDeTransport:
    """A file that is not there, or not in this version: the one before, if any, is untouched. No secret is in it."""

    chemin: str
    raison: Raison
    detail: str = ""


class FileDrop(Protocol):
    """
    A place where files are put under relative paths, with `/` between folders. PUB-14.

    Each file is put atomically: written under another name, its size checked, then renamed. A reader never meets half
    of one, and a put that fails leaves the former version whole. Nothing is tried twice: the next run does that.
    What happens to one file is a value; only a question that has no answer raises.
    """

    def put_all(self, depots: Iterable[Depot], /) -> Iterator[Result[Depose, EchecDeTransport]]:
        """
        Put files, several in flight, and answer for each one, in the order they end.

        Lazy both ways: files are read as answers are consumed, and abandoning the iterator sends no more. Of two files
        under one path the later stays. A server that cannot be reached, or refuses us, is the failure of each file.
        """
        ...

    def put(self, depot: Depot, /) -> Result[Depose, EchecDeTransport]:
        """Put one file, and the folders it is in."""
        ...

    def get(self, chemin: str, /) -> bytes:
        """Return a file. Raises `NotFound`, or `Unavailable` when the other side does not answer."""
        ...

    def list(self, dossier: str = "", /) -> tuple[str, ...]:
        """
        Return the path of every file below a folder, sorted.

        Neither links, nor files being written, nor what nobody could put here are among them. A folder that is not
        there holds nothing. Raises `Unavailable`.
        """
        ...

    def delete(self, chemin: str, /) -> Result[None, EchecDeTransport]:
        """Take a file away; one that is not there is a success. Folders stay."""
        ...


class Operation(StrEnum):
    """What a line of a transfer log tells, by its element in a session log of WinSCP."""

    UPLOAD = "upload"
    DOWNLOAD = "download"
    MKDIR = "mkdir"
    RM = "rm"
    MV = "mv"
    TOUCH = "touch"
    CHMOD = "chmod"
    LS = "ls"
    STAT = "stat"
    CWD = "cwd"
    CHECKSUM = "checksum"
    CALL = "call"
    FAILURE = "failure"


@frozen(kw_only=True)
class TransfertNote:
    """
    A transfer as a log tells it: from where, to where, how many bytes, whether it succeeded. EXP-19.

    `messages` are the reasons of a failure; one that is not known leaves them empty.
    """

    kind: Operation
    source: str = ""
    cible: str = ""
    taille: int | None = None
    ok: bool
    messages: tuple[str, ...] = ()


class TransferLog(Protocol):
    """What is told of a run while it happens. EXP-18, EXP-19."""

    def etape(self, texte: str, /) -> None:
        """Tell a step of the run."""
        ...

    def noter(self, note: TransfertNote, /) -> None:
        """Tell what became of one file."""
        ...


def verifier_chemin(chemin: str) -> Result[str, EchecDeTransport]:
    r"""
    Return a path any server can keep, or why it cannot: nothing leaves the place files are put in. PUB-14.

    Refused: an absolute path, a `.` or `..`, an empty name, a control character, a `\`, a name above 255 bytes, and a
    name that ends in `.part`, which is how a file being written is known.

    >>> verifier_chemin("ATRILLON/Procès-verbal de l'assemblée.pdf").unwrap()
    "ATRILLON/Procès-verbal de l'assemblée.pdf"
    >>> verifier_chemin("../etc/passwd").failure().raison
    <Raison.CHEMIN_INTERDIT: 'chemin_interdit'>
    """
    detail = _defaut(chemin)
    if detail:
        return Failure(EchecDeTransport(chemin=chemin, raison=Raison.CHEMIN_INTERDIT, detail=detail))
    return Success(chemin)


def _defaut(chemin: str) -> str:
    if not chemin or chemin.startswith("/"):
        return "attendu un chemin relatif"
    if _INTERDITS.search(chemin):
        return "attendu un chemin sans caractère de commande ni barre inverse"
    noms = chemin.split("/")
    for nom in noms:
        if nom in {"", ".", ".."}:
            return f"{nom!r} n'est pas un nom"
        if len(nom.encode()) > OCTETS_D_UN_NOM:
            return f"un nom de {len(nom.encode())} octets, au plus {OCTETS_D_UN_NOM}"
    if noms[-1].endswith(SUFFIXE_PROVISOIRE):
        return f"{SUFFIXE_PROVISOIRE!r} est réservé aux fichiers en cours d'écriture"
    return ""


def libelle(echec: EchecDeTransport) -> str:
    """
    Return the French sentence of a failure.

    >>> libelle(EchecDeTransport(chemin="a.pdf", raison=Raison.PLEIN))
    'a.pdf : le disque du serveur est plein.'
    >>> libelle(EchecDeTransport(chemin="a.pdf", raison=Raison.REFUSE, detail="Permission denied"))
    'a.pdf : le serveur refuse le fichier (Permission denied).'
    """
    precision = f" ({echec.detail})" if echec.detail else ""
    return f"{echec.chemin} : {texte_de_la_raison(echec.raison)}{precision}."


def texte_de_la_raison(raison: Raison) -> str:
    """
    Return what a reason means, in French.

    >>> texte_de_la_raison(Raison.COUPE)
    'la liaison avec le serveur est coupée'
    """
    match raison:
        case Raison.REFUSE:
            return "le serveur refuse le fichier"
        case Raison.COUPE:
            return "la liaison avec le serveur est coupée"
        case Raison.PLEIN:
            return "le disque du serveur est plein"
        case Raison.CHEMIN_INTERDIT:
            return "ce chemin est interdit"
        case Raison.AUTHENTIFICATION:
            return "le serveur refuse l'identifiant ou le mot de passe"
        case Raison.CLE_INCONNUE:
            return "la clé ou le certificat du serveur n'est pas celui attendu"
        case Raison.RENOMMAGE_REFUSE:
            return "le serveur refuse de renommer le fichier"
        case Raison.INTROUVABLE:
            return "le contenu du fichier est introuvable"
        case Raison.INCONNUE:
            return "le dépôt a échoué, pour une raison inconnue"
        case _ as impossible:
            assert_never(impossible)
