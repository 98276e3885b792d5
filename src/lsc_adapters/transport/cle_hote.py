"""Who the server must be: the host key that was pinned, without which nothing is said to it."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Final, NamedTuple

import asyncssh

from lsc_domain.socle.errors import InvalidValue

_EMPREINTE: Final = re.compile(r"SHA256:[A-Za-z0-9+/]{43}")

_AVANT_LA_CLE: Final = re.compile(r"(@\S+\s+)?\S+\s+")

Cles = tuple[list[asyncssh.SSHKey], list[asyncssh.SSHKey], list[asyncssh.SSHKey]]


class CleHote(NamedTuple):
    """The keys a server may show: those of a `known_hosts`, or public keys, or prints of keys."""

    connues: asyncssh.SSHKnownHosts | Cles
    empreintes: frozenset[str] = frozenset()

    def temoin(self) -> Temoin:
        """Return what answers whether a key is expected, when it is not among those known."""
        return Temoin(self.empreintes)


class Temoin(asyncssh.SSHClient):
    """Who stands by a connection: it knows the server, and whether it has left."""

    def __init__(self, empreintes: frozenset[str]) -> None:
        self._empreintes = empreintes
        self.perdue = False

    def connection_lost(self, exc: Exception | None) -> None:
        """Note that it has left."""
        self.perdue = True

    def validate_host_public_key(self, host: str, addr: str, port: int, key: asyncssh.SSHKey) -> bool:
        """Tell whether a key has one of the pinned prints."""
        return key.get_fingerprint("sha256") in self._empreintes


def lire_cle_hote(texte: str) -> CleHote:
    """
    Read pinned host keys, one a line; several serve while a server changes its own.

    A line is a fingerprint as `ssh-keygen -l` prints it (`SHA256:…`), a public key as in `id_ed25519.pub`, or a row
    of a `known_hosts` file; the lines are all of one kind. Raises `InvalidValue` for anything else, and for nothing.
    """
    lignes = [ligne.strip() for ligne in texte.splitlines() if ligne.strip() and not ligne.lstrip().startswith("#")]
    if not lignes:
        raise InvalidValue("clé du serveur : attendue, un serveur inconnu ne reçoit rien")
    if all(map(_EMPREINTE.fullmatch, lignes)):
        return CleHote(([], [], []), frozenset(lignes))
    for lire in (_lire_des_cles, _lire_known_hosts):
        with suppress(ValueError, asyncssh.KeyImportError):
            return CleHote(lire(lignes))
    raise InvalidValue("clé du serveur : attendu une empreinte SHA256, une clé publique ou un fichier known_hosts")


def _lire_des_cles(lignes: list[str]) -> Cles:
    return [asyncssh.import_public_key(ligne) for ligne in lignes], [], []


def _lire_known_hosts(lignes: list[str]) -> asyncssh.SSHKnownHosts:
    for ligne in lignes:  # a row whose key cannot be read would be passed over, and nobody would know why
        asyncssh.import_public_key(_AVANT_LA_CLE.sub("", ligne, count=1))
    return asyncssh.import_known_hosts("\n".join(lignes))
