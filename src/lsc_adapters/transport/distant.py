"""What is done with files over one open SFTP connection."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Final, cast
from weakref import WeakKeyDictionary

import asyncssh
from asyncssh.constants import FILEXFER_TYPE_DIRECTORY, FILEXFER_TYPE_REGULAR

from lsc_adapters.transport.ligne import COUPURES
from lsc_adapters.transport.vol import Colis, Faute, en_clair, nom_provisoire
from lsc_domain.ports.transport import Raison

ABSENT: Final = (asyncssh.SFTPNoSuchFile, asyncssh.SFTPNoSuchPath, asyncssh.SFTPNotADirectory)
_PLEIN: Final = (asyncssh.SFTPNoSpaceOnFilesystem, asyncssh.SFTPQuotaExceeded)
_REFUS: Final = (asyncssh.SFTPPermissionDenied, asyncssh.SFTPWriteProtect, asyncssh.SFTPFailure, *ABSENT)
_MOTS_DU_PLEIN: Final = ("no space", "quota")
_ANCIEN: Final = ".ancien.part"
_DOSSIERS_A_LA_FOIS: Final = 32


class Distant:
    """
    The files below a root, on a server.

    Every method may raise one of `COUPURES`; `ecrire` raises `Faute` when the server refuses, the others `SFTPError`.
    """

    def __init__(self, racine: str, secret: str | None) -> None:
        self._racine, self._secret = racine, secret
        self._dossiers: dict[str, asyncio.Task[None]] = {}
        self._vus: WeakKeyDictionary[asyncssh.SFTPClient, set[str]] = WeakKeyDictionary()
        self._annonces: set[asyncio.Task[None]] = set()

    def faute(self, refus: asyncssh.SFTPError, raison: Raison | None = None) -> Faute:
        """Say why the server refuses, in our words and in its own."""
        return Faute(raison or _raison(refus), en_clair(refus.reason, self._secret))

    async def ecrire(self, client: asyncssh.SFTPClient, colis: Colis) -> None:
        """Write a file beside its place, look at its size, give it its name."""
        provisoire, place = self._ou(colis.provisoire), self._ou(colis.chemin)
        try:
            await self._remplir(client, provisoire, colis)
        except COUPURES:
            raise
        except asyncssh.SFTPError as refus:
            plein = await _est_plein(client, provisoire, refus, len(colis.contenu))
            await _abandonner(client, provisoire)
            raise self.faute(refus, Raison.PLEIN if plein else None) from refus
        except Faute:
            await _abandonner(client, provisoire)
            raise
        try:
            try:
                await client.posix_rename(provisoire, place)
            except asyncssh.SFTPOpUnsupported:
                await _echanger(client, provisoire, place, self._ou(nom_provisoire(colis.chemin, _ANCIEN)))
        except COUPURES:
            raise
        except asyncssh.SFTPError as refus:
            await _abandonner(client, provisoire)
            raise self.faute(refus, Raison.RENOMMAGE_REFUSE) from refus

    async def lire(self, client: asyncssh.SFTPClient, chemin: str) -> bytes | None:
        """Return a file, or nothing if there is none."""
        distant = self._ou(chemin)
        try:
            async with client.open(distant, "rb") as fichier:
                return cast("bytes", await fichier.read())
        except ABSENT:
            return None
        except COUPURES:
            raise
        except asyncssh.SFTPError:
            if await client.isdir(distant):
                return None
            raise

    async def sous(self, client: asyncssh.SFTPClient, dossier: str) -> list[str]:
        """Return the files below a folder, its folders read several at once; links are not followed."""
        if not await client.isdir(self._ou(dossier)):
            return []
        fichiers: list[str] = []
        reste = [dossier]
        while reste:
            tranche, reste = reste[:_DOSSIERS_A_LA_FOIS], reste[_DOSSIERS_A_LA_FOIS:]
            lectures = await asyncio.gather(*(self._noms(client, un) for un in tranche))
            for parent, noms in zip(tranche, lectures, strict=True):
                for nom in noms:
                    chemin = f"{parent}/{nom.filename!s}".lstrip("/")
                    if nom.attrs.type == FILEXFER_TYPE_REGULAR:
                        fichiers.append(chemin)
                    elif nom.attrs.type == FILEXFER_TYPE_DIRECTORY and nom.filename not in {".", ".."}:
                        reste.append(chemin)
        return fichiers

    async def oter(self, client: asyncssh.SFTPClient, chemin: str) -> None:
        """Take a file away, if it is there."""
        with suppress(*ABSENT):
            await client.remove(self._ou(chemin))

    async def _remplir(self, client: asyncssh.SFTPClient, provisoire: str, colis: Colis) -> None:
        self._annoncer(client, colis.dossier)
        try:
            fichier = await client.open(provisoire, "wb", block_size=0)
        except ABSENT:
            await self._faire_le_dossier(client, self._ou(colis.dossier))
            fichier = await client.open(provisoire, "wb", block_size=0)
        # A server does what it is asked of one file in the order it is asked: all of it leaves at once, and the size
        # is that of the bytes before it. One round trip, whatever the number of blocks.
        pas = client.limits.max_write_len or len(colis.contenu) or 1
        blocs = range(0, len(colis.contenu), pas)
        *faits, attributs, ferme = await asyncio.gather(
            *(fichier.write(colis.contenu[rang : rang + pas], rang) for rang in blocs),
            fichier.stat(),
            fichier.close(),
            return_exceptions=True,
        )
        for fait in (*faits, attributs, ferme):
            if isinstance(fait, BaseException):
                raise fait
        assert isinstance(attributs, asyncssh.SFTPAttrs)
        if attributs.size is not None and attributs.size != len(colis.contenu):
            raise Faute(Raison.COUPE, f"{attributs.size} octets au lieu de {len(colis.contenu)}")

    def _annoncer(self, client: asyncssh.SFTPClient, dossier: str) -> None:
        """
        Ask for a folder the first time a connection has a file for it, and do not wait for the answer.

        The file is asked for right behind, and arrives in it: a round trip less for all those of a new folder. When it
        was there, or could not be made, the file says so.
        """
        vus = self._vus.setdefault(client, set())
        if dossier and dossier not in vus:
            vus.add(dossier)
            tache = asyncio.create_task(_essayer(client, self._ou(dossier)))
            self._annonces.add(tache)
            tache.add_done_callback(self._annonces.discard)

    async def _faire_le_dossier(self, client: asyncssh.SFTPClient, dossier: str) -> None:
        """Make a folder; those who ask for the same one meanwhile wait for it."""
        tache = self._dossiers.get(dossier)
        if tache is None:
            tache = self._dossiers[dossier] = asyncio.create_task(_creer(client, dossier))
            tache.add_done_callback(lambda _: self._dossiers.pop(dossier))
        await asyncio.shield(tache)

    async def _noms(self, client: asyncssh.SFTPClient, dossier: str) -> list[asyncssh.SFTPName]:
        try:
            return list(await client.readdir(self._ou(dossier)))
        except ABSENT:
            return []  # somebody took it away meanwhile

    def _ou(self, chemin: str) -> str:
        if not self._racine:
            return chemin or "."
        return f"{self._racine.rstrip('/')}/{chemin}" if chemin else self._racine


def _raison(refus: asyncssh.SFTPError) -> Raison:
    if isinstance(refus, _PLEIN) or any(mot in refus.reason.lower() for mot in _MOTS_DU_PLEIN):
        return Raison.PLEIN
    return Raison.REFUSE if isinstance(refus, _REFUS) else Raison.INCONNUE


async def _est_plein(client: asyncssh.SFTPClient, provisoire: str, refus: asyncssh.SFTPError, taille: int) -> bool:
    """Tell whether it is for want of room: OpenSSH says « Failure » of it, and no more."""
    if _raison(refus) is Raison.PLEIN or not isinstance(refus, asyncssh.SFTPFailure):
        return _raison(refus) is Raison.PLEIN
    try:
        place = await client.statvfs(provisoire)
    except (asyncssh.SFTPError, *COUPURES):
        return False
    return place.bavail * place.frsize < taille


async def _abandonner(client: asyncssh.SFTPClient, provisoire: str) -> None:
    """Take away what was written of a file that does not arrive; what stays is replaced by the next put of its path."""
    with suppress(asyncssh.SFTPError, *COUPURES):
        await client.remove(provisoire)


async def _essayer(client: asyncssh.SFTPClient, dossier: str) -> None:
    with suppress(asyncssh.SFTPError, *COUPURES):
        await client.mkdir(dossier)


async def _creer(client: asyncssh.SFTPClient, dossier: str) -> None:
    """Make a folder, and those it is in where they lack: one question when its parent is there."""
    try:
        await client.mkdir(dossier)
    except ABSENT:
        parent = dossier.rpartition("/")[0]
        if not parent:
            raise
        await _creer(client, parent)
        await _creer(client, dossier)
    except COUPURES:
        raise
    except asyncssh.SFTPError:
        if not await client.isdir(dossier):  # otherwise somebody else made it
            raise


async def _echanger(client: asyncssh.SFTPClient, provisoire: str, place: str, ancien: str) -> None:
    """Rename over a file where the server cannot: the former one goes aside, and comes back if the new one cannot."""
    if not await client.exists(place):
        await client.rename(provisoire, place)
        return
    if await client.isdir(place):
        raise asyncssh.SFTPFileIsADirectory("un dossier porte ce nom")
    await _abandonner(client, ancien)
    await client.rename(place, ancien)
    try:
        await client.rename(provisoire, place)
    except asyncssh.SFTPError:
        await client.rename(ancien, place)
        raise
    await _abandonner(client, ancien)
