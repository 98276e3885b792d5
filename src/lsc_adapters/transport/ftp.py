"""Files put on a server by FTP, or FTPS: a few connections, one file at a time on each."""

from __future__ import annotations

import logging
import ssl
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Condition
from types import TracebackType
from typing import Final, Self, TypeVar

from attrs import define
from returns.pipeline import is_successful
from returns.result import Failure, Result, Success

from lsc_adapters.transport.liaison_ftp import COUPURES, AccesFtp, LiaisonFtp
from lsc_adapters.transport.vol import Colis, Faute, Issue, deposer, en_clair, en_vol, montrer, par_des_fils
from lsc_domain.ports.errors import NotFound
from lsc_domain.ports.transport import Depose, Depot, EchecDeTransport, FileDrop, Raison, verifier_chemin
from lsc_domain.socle.errors import InvalidValue

T = TypeVar("T")

_JOURNAL: Final = logging.getLogger(__name__)
_DEFINITIVES: Final = frozenset({Raison.AUTHENTIFICATION, Raison.CLE_INCONNUE})
"""What asking again will not change: a password that was refused is not shown twice, lest the account be locked."""


@define
class _Tournee:
    """One batch: why it opens no connection any more, once one could not be had or brought nothing."""

    faute: Faute | None = None


class FtpFileDrop:
    """
    Files on an FTP server, passive, names in UTF-8. PUB-14.

    With `tls`, FTPS: the connection is ciphered before the password is said, and the certificate is verified. Without,
    everything can be read on the way, the password too: the log of this module says so, as a warning.

    Each file is written as `.part`, its size asked of the server, then renamed over the former one, which is moved
    aside first where the server does not rename over it. A connection that was cut is opened again for the files that
    follow; the file it was carrying is a failure. `close` ends the connections, as leaving `with` does.
    """

    def __init__(
        self,
        hote: str,
        *,
        utilisateur: str,
        mot_de_passe: str,
        tls: ssl.SSLContext | None = None,
        port: int = 21,
        racine: str = "",
        connexions: int = 6,
        delai: float = 30.0,
        verifier_la_taille: bool = True,
    ) -> None:
        """
        Put files below *racine*, relative to where the account arrives unless it begins with `/`.

        At most *connexions* are opened; a server silent for *delai* seconds is left. *verifier_la_taille* asks the
        size of each file before it is named, which sees an end that something on the way has lost; without, the
        server is taken at its word, and a file costs a command less, a fifth of the time where it is near. Raises
        `InvalidValue` for a `tls` that would accept any certificate.
        """
        if tls is not None and not (tls.verify_mode is ssl.CERT_REQUIRED and tls.check_hostname):
            raise InvalidValue("dépôt FTPS : le certificat du serveur doit être vérifié, et son nom aussi")
        self._acces = AccesFtp(
            hote=hote,
            port=port,
            utilisateur=utilisateur,
            mot_de_passe=mot_de_passe,
            tls=tls,
            racine=racine,
            delai=delai,
            verifier_la_taille=verifier_la_taille,
        )
        self._connexions = connexions
        self._etat = Condition()
        self._libres: list[LiaisonFtp] = []
        self._prises = self._epoque = 0
        self._ouvre = self._averti = False
        self._refus: Faute | None = None

    def __repr__(self) -> str:
        """Name the server; no secret."""
        return f"FtpFileDrop({self._acces.utilisateur}@{self._acces.hote}:{self._acces.port})"

    def __enter__(self) -> Self:
        """Serve until the end of the block."""
        return self

    def __exit__(self, _1: type[BaseException] | None, _2: BaseException | None, _3: TracebackType | None) -> None:
        """Close the connections."""
        self.close()

    def close(self) -> None:
        """Close the connections; the next use opens others."""
        with self._etat:
            self._epoque += 1
            libres, self._libres = self._libres, []
        for liaison in libres:
            liaison.close()

    def put_all(self, depots: Iterable[Depot], /) -> Iterator[Result[Depose, EchecDeTransport]]:
        """Put files, one on each connection."""
        tournee = _Tournee()
        with ThreadPoolExecutor(self._connexions, thread_name_prefix="lsc-ftp") as fils:
            # Some more than there are connections wait, read already, for the first that is free.
            porter = par_des_fils(fils, lambda colis: self._porter(colis, tournee))
            yield from en_vol(depots, porter, 4 * self._connexions)

    def put(self, depot: Depot, /) -> Result[Depose, EchecDeTransport]:
        """Put one file."""
        return deposer(depot, lambda colis: self._porter(colis, _Tournee()))

    def get(self, chemin: str, /) -> bytes:
        """Return a file."""
        if is_successful(verifier_chemin(chemin)):
            contenu = self._demander(chemin, lambda liaison: liaison.lire(chemin))
            if contenu is not None:
                return contenu
        raise NotFound(f"fichier {chemin!r} : il n'est pas là")

    def list(self, dossier: str = "", /) -> tuple[str, ...]:
        """Return the path of every file below a folder, sorted."""
        if dossier and not is_successful(verifier_chemin(dossier)):
            return ()
        return montrer(self._demander(dossier, lambda liaison: liaison.sous(dossier)))

    def delete(self, chemin: str, /) -> Result[None, EchecDeTransport]:
        """Take a file away."""
        verifie = verifier_chemin(chemin)
        if not is_successful(verifie):
            return Failure(verifie.failure())
        try:
            self._servir(lambda liaison: liaison.oter(chemin), _Tournee())
        except Faute as faute:
            return Failure(faute.echec(chemin))
        return Success(None)

    def _demander(self, chemin: str, acte: Callable[[LiaisonFtp], T]) -> T:
        try:
            return self._servir(acte, _Tournee())
        except Faute as faute:
            raise faute.en_erreur(chemin) from faute

    def _porter(self, colis: Colis, tournee: _Tournee) -> Issue:
        try:
            self._servir(lambda liaison: liaison.ecrire(colis), tournee)
        except Faute as faute:
            return Failure(faute.echec(colis.chemin))
        return colis.depose()

    def _servir(self, acte: Callable[[LiaisonFtp], T], tournee: _Tournee) -> T:
        """Do something once, on a connection that is free. Raises `Faute`."""
        liaison = self._prendre(tournee)
        try:
            rendu = acte(liaison)
        except Faute:
            self._rendre(liaison)
            raise
        except COUPURES as coupure:
            if not liaison.utile:
                tournee.faute = Faute(Raison.COUPE, "le serveur ferme la liaison sans rien recevoir")
            self._laisser(liaison)
            raise Faute(Raison.COUPE, en_clair(str(coupure), self._acces.mot_de_passe)) from coupure
        except BaseException:
            self._laisser(liaison)
            raise
        liaison.utile = True
        self._rendre(liaison)
        return rendu

    def _prendre(self, tournee: _Tournee) -> LiaisonFtp:
        """Return a free connection, or a new one; where no other can be had, wait for one. Raises `Faute`."""
        while True:
            with self._etat:
                liaison = self._libre()
                if liaison is not None:
                    self._prises += 1
                    return liaison
                faute = self._refus or tournee.faute
                if self._ouvre or (faute is not None and self._prises):
                    self._etat.wait()
                    continue
                if faute is not None:
                    raise Faute(faute.raison, faute.detail)
                self._ouvre = True  # one at a time: a wrong password is shown once
            self._ouvrir(tournee)

    def _libre(self) -> LiaisonFtp | None:
        while self._libres:
            liaison = self._libres.pop()
            if not liaison.rompue:
                return liaison
            liaison.abandonner()
        return None

    def _ouvrir(self, tournee: _Tournee) -> None:
        """Open one more connection, or say why it cannot be: nothing was sent, and another may serve."""
        ouvertes: list[LiaisonFtp] = []
        try:
            if self._acces.tls is None and not self._averti:
                self._averti = True
                _JOURNAL.warning("%s : FTP sans chiffrement, le mot de passe et les fichiers se lisent en chemin", self)
            ouvertes.append(LiaisonFtp(self._acces, self._epoque))
        except Faute as faute:
            tournee.faute = faute
            if faute.raison in _DEFINITIVES:
                self._refus = faute
        finally:
            with self._etat:
                self._ouvre = False
                self._libres += ouvertes
                self._etat.notify_all()

    def _rendre(self, liaison: LiaisonFtp) -> None:
        if liaison.epoque != self._epoque:  # the drop was closed meanwhile
            self._laisser(liaison)
            return
        with self._etat:
            self._libres.append(liaison)
            self._prises -= 1
            self._etat.notify_all()

    def _laisser(self, liaison: LiaisonFtp) -> None:
        liaison.abandonner()
        with self._etat:
            self._prises -= 1
            self._etat.notify_all()


_: type[FileDrop] = FtpFileDrop
