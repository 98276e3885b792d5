"""Files put on a server by FTP, or FTPS: a few connections, one file at a time on each, folder by folder."""

from __future__ import annotations

import logging
import ssl
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Condition
from types import TracebackType
from typing import Final, Self, TypeVar

from attrs import define, field
from returns.pipeline import is_successful
from returns.result import Failure, Result, Success

from lsc_adapters.transport.acces_ftp import AccesFtp
from lsc_adapters.transport.deux_temps import DeuxTemps
from lsc_adapters.transport.liaison_ftp import COUPURES, LiaisonFtp
from lsc_adapters.transport.vol import Colis, Faute, Issue, deposer, en_clair, en_vol, montrer
from lsc_domain.ports.errors import NotFound
from lsc_domain.ports.transport import Depose, Depot, EchecDeTransport, FileDrop, Raison, verifier_chemin
from lsc_domain.socle.errors import InvalidValue

T = TypeVar("T")

_JOURNAL: Final = logging.getLogger(__name__)
_DEFINITIVES: Final = frozenset({Raison.AUTHENTIFICATION, Raison.CLE_INCONNUE})
"""What asking again will not change: a password that was refused is not shown twice, lest the account be locked."""
_EN_VOL: Final = 32
"""Files in flight for each connection: those of one folder are measured together, and they must be many."""
_LISTE: Final = 4
"""Files from which the list of a folder is asked, which takes a connection, and not their sizes one by one."""
_LONGUE: Final = 8
"""Names in a list, for each that was wanted, from which it is not asked again."""


@define
class _Tournee:
    """One batch: why it opens no connection any more, once one could not be had or brought nothing."""

    faute: Faute | None = None
    sans_liste: set[str] = field(factory=set[str])
    """Folders whose list tells too little, or so much that asking file by file costs less."""


class FtpFileDrop:
    """
    Files on an FTP server, passive, names in UTF-8. PUB-14.

    With `tls`, FTPS: the connection is ciphered before the password is said, and the certificate is verified. Without,
    everything can be read on the way, the password too: the log of this module says so, as a warning.

    Each file is written as `.part`, its size asked of the server, then renamed over the former one, which is moved
    aside first where the server does not rename over it. Files of one folder that leave together are named together,
    once the last is written: one list of the folder tells all their sizes, and what it does not tell is asked file by
    file. A connection that was cut is opened again for the files that follow; the file it was carrying is a failure.
    `close` ends the connections, as leaving `with` does.
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
        connexions: int = 8,
        delai: float = 30.0,
        verifier_la_taille: bool = True,
    ) -> None:
        """
        Put files below *racine*, relative to where the account arrives unless it begins with `/`.

        At most *connexions* are opened; a server silent for *delai* seconds is left. *verifier_la_taille* asks the
        size of each file before it is named, which sees an end that something on the way has lost; without, the
        server is taken at its word. Raises
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
        """Put files, one on each connection; those that go to one folder are named together."""
        tournee = _Tournee()
        with ThreadPoolExecutor(self._connexions, thread_name_prefix="lsc-ftp") as fils:
            lancer = DeuxTemps(
                fils,
                verser=lambda colis: self._faire(lambda liaison: liaison.verser(colis), colis, tournee),
                mesurer=lambda verses: self._tailles(verses, tournee),
                nommer=lambda colis, tailles: self._porter(
                    lambda liaison: liaison.nommer(colis, tailles), colis, tournee
                ),
            )
            yield from en_vol(depots, lancer, _EN_VOL * self._connexions, hacher=False)

    def put(self, depot: Depot, /) -> Result[Depose, EchecDeTransport]:
        """Put one file."""
        return deposer(depot, lambda colis: self._porter(lambda liaison: liaison.ecrire(colis), colis, _Tournee()))

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

    def _porter(self, acte: Callable[[LiaisonFtp], None], colis: Colis, tournee: _Tournee) -> Issue:
        """Do the last thing that makes a file be there."""
        echec = self._faire(acte, colis, tournee)
        return colis.depose() if echec is None else Failure(echec)

    def _faire(self, acte: Callable[[LiaisonFtp], None], colis: Colis, tournee: _Tournee) -> EchecDeTransport | None:
        try:
            self._servir(acte, tournee)
        except Faute as faute:
            return faute.echec(colis.chemin)
        return None

    def _tailles(self, verses: Sequence[Colis], tournee: _Tournee) -> dict[str, int]:
        """Return the sizes of what a folder holds, by path, where one list costs less than asking file by file."""
        dossier = verses[0].dossier
        if not self._acces.verifier_la_taille or len(verses) < _LISTE or dossier in tournee.sans_liste:
            return {}
        try:
            tailles = self._servir(lambda liaison: liaison.tailles(dossier), tournee)
        except Faute:
            tailles = {}
        if not len(verses) <= len(tailles) <= _LONGUE * len(verses):
            tournee.sans_liste.add(dossier)
        return tailles

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
