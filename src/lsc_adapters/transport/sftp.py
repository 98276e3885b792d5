"""Files put on a server by SFTP: several connections, many files in flight on each."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from functools import partial
from types import TracebackType
from typing import Final, Self, TypeVar

import asyncssh
from attrs import field, frozen
from returns.pipeline import is_successful
from returns.result import Failure, Result, Success

from lsc_adapters.transport.boucle import BoucleDeFond
from lsc_adapters.transport.cle_hote import lire_cle_hote
from lsc_adapters.transport.distant import Distant
from lsc_adapters.transport.ligne import COUPURES, Acces, Ligne
from lsc_adapters.transport.vol import Colis, Faute, Fini, Issue, deposer, en_clair, en_vol, montrer
from lsc_domain.ports.errors import NotFound
from lsc_domain.ports.transport import Depose, Depot, EchecDeTransport, FileDrop, Raison, verifier_chemin
from lsc_domain.socle.errors import InvalidValue

T = TypeVar("T")
_DEFINITIVES: Final = frozenset({Raison.AUTHENTIFICATION, Raison.CLE_INCONNUE})
"""What asking again will not change: a password that was refused is not shown twice, lest the account be locked."""


@frozen
class _Tournee:
    """One batch: the connections it tried, and those that serve it no more, with why."""

    tentees: set[Ligne] = field(factory=set[Ligne])
    pannes: dict[Ligne, Faute] = field(factory=dict[Ligne, Faute])


class SftpFileDrop:
    """
    Files on an SFTP server whose host key is pinned. PUB-14.

    Connections are opened when they are needed, in a thread of this object; `close` ends them, as leaving `with` does.
    Each file is written as `.part`, its size asked of the server, then renamed over the former one (`posix-rename`,
    or the former one moved aside where the server does not know it). A connection cut in a batch is opened again for
    the files that follow, unless it brought none; the files it was carrying are failures.
    """

    def __init__(
        self,
        hote: str,
        *,
        utilisateur: str,
        cle_hote: str,
        mot_de_passe: str | None = None,
        cle_privee: str | None = None,
        phrase: str | None = None,
        port: int = 22,
        racine: str = "",
        connexions: int = 4,
        par_connexion: int = 128,
        delai: float = 30.0,
    ) -> None:
        """
        Put files below *racine*, relative to where the account arrives unless it begins with `/`.

        `cle_hote` is the pinned host key, see `lire_cle_hote`; the account has a password, a private key (its text,
        with its `phrase`), or both. At most *connexions* are opened, each with *par_connexion* files in flight. A
        server silent for *delai* seconds is left. Raises `InvalidValue` for a key that cannot be read.
        """
        if mot_de_passe is None and cle_privee is None:
            raise InvalidValue("dépôt SFTP : attendu un mot de passe ou une clé privée")
        self._acces = Acces(
            hote=hote,
            port=port,
            utilisateur=utilisateur,
            cle_hote=lire_cle_hote(cle_hote),
            mot_de_passe=mot_de_passe,
            cle_privee=None if cle_privee is None else _lire_cle_privee(cle_privee, phrase),
            delai=delai,
        )
        self._connexions, self._par_connexion = connexions, par_connexion
        self._distant = Distant(racine, mot_de_passe)
        self._boucle = BoucleDeFond()
        self._lignes: list[Ligne] = []
        self._en_route: set[asyncio.Task[Issue]] = set()
        self._refus: Faute | None = None

    def __repr__(self) -> str:
        """Name the server; no secret."""
        return f"SftpFileDrop({self._acces.utilisateur}@{self._acces.hote}:{self._acces.port})"

    def __enter__(self) -> Self:
        """Serve until the end of the block."""
        return self

    def __exit__(self, _1: type[BaseException] | None, _2: BaseException | None, _3: TracebackType | None) -> None:
        """Close the connections."""
        self.close()

    def close(self) -> None:
        """Close the connections; the next use opens others."""
        if self._boucle.tourne:
            self._boucle.faire(self._fermer())
            self._boucle.close()

    def put_all(self, depots: Iterable[Depot], /) -> Iterator[Result[Depose, EchecDeTransport]]:
        """Put files, as many in flight as all connections allow."""
        tournee = _Tournee()
        largeur = self._connexions * self._par_connexion

        def lancer(lot: Sequence[Colis], arriver: Callable[[Colis, Fini], None]) -> None:
            self._boucle.appeler(lambda: self._partir(lot, arriver, tournee))

        return en_vol(depots, lancer, largeur)

    def put(self, depot: Depot, /) -> Result[Depose, EchecDeTransport]:
        """Put one file."""
        return deposer(depot, lambda colis: self._boucle.faire(self._porter(colis, _Tournee())))

    def get(self, chemin: str, /) -> bytes:
        """Return a file."""
        if is_successful(verifier_chemin(chemin)):
            contenu = self._demander(chemin, lambda client: self._distant.lire(client, chemin))
            if contenu is not None:
                return contenu
        raise NotFound(f"fichier {chemin!r} : il n'est pas là")

    def list(self, dossier: str = "", /) -> tuple[str, ...]:
        """Return the path of every file below a folder, sorted."""
        if dossier and not is_successful(verifier_chemin(dossier)):
            return ()
        return montrer(self._demander(dossier, lambda client: self._distant.sous(client, dossier)))

    def delete(self, chemin: str, /) -> Result[None, EchecDeTransport]:
        """Take a file away."""
        verifie = verifier_chemin(chemin)
        if not is_successful(verifie):
            return Failure(verifie.failure())
        try:
            self._boucle.faire(self._servir(lambda client: self._distant.oter(client, chemin), _Tournee()))
        except Faute as faute:
            return Failure(faute.echec(chemin))
        return Success(None)

    def _demander(self, chemin: str, acte: Callable[[asyncssh.SFTPClient], Awaitable[T]]) -> T:
        try:
            return self._boucle.faire(self._servir(acte, _Tournee()))
        except Faute as faute:
            raise faute.en_erreur(chemin) from faute

    # --- In the thread of the loop --------------------------------------------------------------------------

    def _partir(self, lot: Sequence[Colis], arriver: Callable[[Colis, Fini], None], tournee: _Tournee) -> None:
        for colis in lot:
            tache = asyncio.create_task(self._porter(colis, tournee))
            self._en_route.add(tache)
            tache.add_done_callback(partial(self._finir, arriver, colis))

    def _finir(self, arriver: Callable[[Colis, Fini], None], colis: Colis, tache: asyncio.Task[Issue]) -> None:
        self._en_route.discard(tache)
        arriver(colis, tache.result)

    async def _porter(self, colis: Colis, tournee: _Tournee) -> Issue:
        try:
            await self._servir(lambda client: self._distant.ecrire(client, colis), tournee)
        except Faute as faute:
            return Failure(faute.echec(colis.chemin))
        return colis.depose()

    async def _servir(self, acte: Callable[[asyncssh.SFTPClient], Awaitable[T]], tournee: _Tournee) -> T:
        """Do something once, on the connection that has the least to do. Raises `Faute`."""
        while True:
            ligne = self._choisir(tournee)
            if not any(une.ouverte for une in self._lignes):
                await self._ouvrir(ligne, tournee)  # the first is tried alone: a wrong password is shown once
                continue
            ligne.charge += 1
            try:
                client = await self._ouvrir(ligne, tournee)
                if client is not None:
                    return await self._faire(acte, ligne, client)
            finally:
                ligne.charge -= 1

    async def _faire(
        self, acte: Callable[[asyncssh.SFTPClient], Awaitable[T]], ligne: Ligne, client: asyncssh.SFTPClient
    ) -> T:
        try:
            rendu = await acte(client)
        except COUPURES as coupure:
            ligne.perdre(client)
            raise Faute(Raison.COUPE, en_clair(str(coupure), self._acces.mot_de_passe)) from coupure
        except asyncssh.SFTPError as refus:
            raise self._distant.faute(refus) from refus
        ligne.arrives += 1
        return rendu

    def _choisir(self, tournee: _Tournee) -> Ligne:
        """Return an open connection that is not full, or else one to open, or else the least charged."""
        if not self._lignes:
            self._lignes = [Ligne(self._acces) for _ in range(self._connexions)]
        restantes = [ligne for ligne in self._lignes if ligne not in tournee.pannes]
        if self._refus is None and restantes:
            return min(
                restantes,
                key=lambda une: (une.charge >= self._par_connexion, not (une.ouverte or une.charge), une.charge),
            )
        panne = self._refus or next(reversed(tournee.pannes.values()))
        raise Faute(panne.raison, panne.detail)

    async def _ouvrir(self, ligne: Ligne, tournee: _Tournee) -> asyncssh.SFTPClient | None:
        """Return an open connection, or nothing: another may serve, for nothing was sent."""
        try:
            if ligne in tournee.tentees and ligne.vaine:
                raise Faute(Raison.COUPE, "le serveur ferme la liaison sans rien recevoir")
            tournee.tentees.add(ligne)
            return await ligne.ouvrir()
        except Faute as faute:
            if faute.raison in _DEFINITIVES:
                self._refus = faute
            # When none is open, the others would fare no better.
            perdues = [ligne] if any(une.ouverte for une in self._lignes) else self._lignes
            tournee.pannes.update(dict.fromkeys(perdues, faute))
            return None

    async def _fermer(self) -> None:
        await asyncio.gather(*(ligne.fermer() for ligne in self._lignes))
        self._lignes = []


def _lire_cle_privee(texte: str, phrase: str | None) -> asyncssh.SSHKey:
    try:
        return asyncssh.import_private_key(texte, phrase)
    except asyncssh.KeyImportError as faute:
        raise InvalidValue("clé privée : elle ne se lit pas, ou sa phrase n'est pas la bonne") from faute


_: type[FileDrop] = SftpFileDrop
