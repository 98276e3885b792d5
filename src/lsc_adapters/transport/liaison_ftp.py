"""One FTP connection, and what is done with files over it."""

from __future__ import annotations

import ftplib
import select
import socket
import ssl
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from attrs import field, frozen

from lsc_adapters.transport.vol import Colis, Faute, en_clair, nom_provisoire
from lsc_domain.ports.transport import Raison

COUPURES: Final = (OSError, EOFError, ftplib.error_reply, ftplib.error_proto)
"""What is raised when it is the connection, and not the file, that fails: an answer out of step is worth none."""

_PLEIN: Final = ("452", "552")
_MOTS_DU_PLEIN: Final = ("no space", "quota")
_INCONNUES: Final = ("500", "502", "504")
"""How a server answers a command it does not know."""
_FERMETURE: Final = "421"
_ANCIEN: Final = ".ancien.part"
_BLOC: Final = 256 * 1024


@frozen(kw_only=True)
class AccesFtp:
    """Where a server is, and who we are."""

    hote: str
    port: int
    utilisateur: str
    mot_de_passe: str = field(repr=False)
    tls: ssl.SSLContext | None
    racine: str
    delai: float
    verifier_la_taille: bool


class _Ftps(ftplib.FTP_TLS):
    def ntransfercmd(self, cmd: str, rest: int | str | None = None) -> tuple[socket.socket, int | None]:
        """Open a data connection in the session of the first one: servers ask it, so that nobody else may."""
        conn, taille = ftplib.FTP.ntransfercmd(self, cmd, rest)
        session = self.sock.session if isinstance(self.sock, ssl.SSLSocket) else None
        return self.context.wrap_socket(conn, server_hostname=self.host, session=session), taille


class LiaisonFtp:
    """
    An open connection. Raises `Faute` when it cannot be opened, or when the server refuses; or one of `COUPURES`.

    Paths are whole, so that no command depends on the one before. Texts go through ftplib as Latin-1, which takes any
    byte: names are UTF-8, and an answer that is not stops nothing.
    """

    def __init__(self, acces: AccesFtp, epoque: int) -> None:
        self.epoque = epoque
        self._secret, self._verifier = acces.mot_de_passe, acces.verifier_la_taille
        self._binaire = False
        self.utile = False
        ftp = _Ftps(context=acces.tls) if acces.tls is not None else ftplib.FTP()
        ftp.encoding = "latin-1"
        try:
            ftp.connect(acces.hote, acces.port, acces.delai)
            if isinstance(ftp, _Ftps):
                _chiffrer(ftp)
            with suppress(ftplib.error_perm):
                ftp.sendcmd("OPTS UTF8 ON")
            self._identifier(ftp, acces)
            base = acces.racine if acces.racine.startswith("/") else f"{_de_l_octet(ftp.pwd())}/{acces.racine}"
        except BaseException as faute:
            ftp.close()
            if isinstance(faute, ssl.SSLCertVerificationError):
                raise Faute(Raison.CLE_INCONNUE, en_clair(faute.verify_message)) from faute
            if isinstance(faute, (OSError, EOFError, ftplib.Error)):
                texte = str(faute) or "le serveur ne répond pas"
                raise Faute(Raison.COUPE, en_clair(texte, self._secret)) from faute
            raise
        self._ftp, self._base = ftp, base.rstrip("/")

    @property
    def rompue(self) -> bool:
        """Whether the server has said something nobody asked: that it leaves, or has left."""
        prise = self._ftp.sock
        if prise is None:
            return True
        guet = select.poll() if hasattr(select, "poll") else None
        if guet is None:
            return bool(select.select([prise], [], [], 0)[0])
        guet.register(prise, select.POLLIN)
        return bool(guet.poll(0))

    def close(self) -> None:
        """Leave."""
        with suppress(*COUPURES, ftplib.Error):
            self._ftp.quit()
        self._ftp.close()

    def abandonner(self) -> None:
        """Leave without a word: nobody would answer."""
        self._ftp.close()

    def faute(self, refus: ftplib.Error, raison: Raison = Raison.REFUSE) -> Faute:
        """Say why the server refuses, in our words and in its own."""
        texte = _de_l_octet(str(refus))
        if texte[:3] in _PLEIN or any(mot in texte.lower() for mot in _MOTS_DU_PLEIN):
            raison = Raison.PLEIN
        return Faute(raison, en_clair(texte, self._secret))

    def ecrire(self, colis: Colis) -> None:
        """Write a file beside its place, ask for its size, give it its name."""
        provisoire, place = self._ou(colis.provisoire), self._ou(colis.chemin)
        try:
            self._verser(provisoire, colis)
            self._nommer(provisoire, place, self._ou(nom_provisoire(colis.chemin, _ANCIEN)))
        except Faute:
            self._oublier(provisoire)
            raise

    def lire(self, chemin: str) -> bytes | None:
        """Return a file, or nothing if there is none."""
        place, blocs = self._ou(chemin), list[bytes]()
        self._en_binaire()
        try:
            with self._ftp.transfercmd(f"RETR {_en_octets(place)}") as conn:
                while bloc := conn.recv(_BLOC):
                    blocs.append(bloc)
                _saluer(conn)
            self._ftp.voidresp()
        except (ftplib.error_perm, ftplib.error_temp) as refus:
            if _code(refus) == "550" and not self._existe(place):
                return None
            raise self._refus(refus) from refus
        return b"".join(blocs)

    def oter(self, chemin: str) -> None:
        """Take a file away, if it is there."""
        place = self._ou(chemin)
        try:
            self._ftp.voidcmd(f"DELE {_en_octets(place)}")
        except (ftplib.error_perm, ftplib.error_temp) as refus:
            if _code(refus) != "550" or self._existe(place) or self._est_un_dossier(place):
                raise self._refus(refus) from refus

    def sous(self, dossier: str) -> list[str]:
        """Return the files below a folder."""
        if not self._est_un_dossier(self._ou(dossier)):
            return []
        fichiers, reste = list[str](), [dossier]
        while reste:
            parent = reste.pop()
            try:
                for nom, est_un_dossier in self._entrees(self._ou(parent)):
                    (reste if est_un_dossier else fichiers).append(f"{parent}/{nom}".lstrip("/"))
            except (ftplib.error_perm, ftplib.error_temp) as refus:
                raise self._refus(refus) from refus
        return fichiers

    # --- Steps ----------------------------------------------------------------------------------------------

    def _identifier(self, ftp: ftplib.FTP, acces: AccesFtp) -> None:
        try:
            ftp.login(_en_octets(acces.utilisateur), _en_octets(acces.mot_de_passe))
            if isinstance(ftp, _Ftps):
                ftp.prot_p()
        except ftplib.error_perm as refus:
            raise Faute(Raison.AUTHENTIFICATION) from refus

    def _verser(self, provisoire: str, colis: Colis) -> None:
        self._en_binaire()
        try:
            conn = self._ouvrir(provisoire, colis.dossier)
            coupure: OSError | None = None
            with conn:
                try:
                    conn.sendall(colis.contenu)
                    _saluer(conn)
                except OSError as faute:
                    coupure = faute  # the server stopped reading: it says why, or nothing at all
            self._ftp.voidresp()
            if coupure is not None:
                raise coupure
            taille = self._taille(provisoire) if self._verifier else None
        except (ftplib.error_perm, ftplib.error_temp) as refus:
            raise self._refus(refus) from refus
        if taille not in {None, len(colis.contenu)}:
            raise Faute(Raison.COUPE, f"{taille} octets au lieu de {len(colis.contenu)}")

    def _ouvrir(self, provisoire: str, dossier: str) -> socket.socket:
        commande = f"STOR {_en_octets(provisoire)}"
        try:
            return self._ftp.transfercmd(commande)
        except ftplib.error_perm:
            self._creer(self._ou(dossier))
            return self._ftp.transfercmd(commande)

    def _creer(self, dossier: str) -> None:
        """Make a folder, and those it is in where they lack; one that cannot be made shows when a file is put in it."""
        for _ in range(2):
            try:
                self._ftp.voidcmd(f"MKD {_en_octets(dossier)}")
            except ftplib.error_perm:
                parent = dossier.rpartition("/")[0]
                if not parent:
                    return
                self._creer(parent)
            else:
                return

    def _nommer(self, provisoire: str, place: str, ancien: str) -> None:
        try:
            self._renommer(provisoire, place)
        except (ftplib.error_perm, ftplib.error_temp) as refus:
            if _code(refus) == _FERMETURE or not self._existe(place):
                raise self._refus(refus, Raison.RENOMMAGE_REFUSE) from refus
        else:
            return
        # A server that does not rename over a file: the former one goes aside, and comes back if the new one cannot.
        self._oublier(ancien)
        try:
            self._renommer(place, ancien)
            try:
                self._renommer(provisoire, place)
            except ftplib.Error:
                self._renommer(ancien, place)
                raise
        except (ftplib.error_perm, ftplib.error_temp) as refus:
            raise self._refus(refus, Raison.RENOMMAGE_REFUSE) from refus
        self._oublier(ancien)

    def _renommer(self, ancien: str, nouveau: str) -> None:
        self._ftp.rename(_en_octets(ancien), _en_octets(nouveau))

    def _oublier(self, place: str) -> None:
        """Take away what is of no use; what stays is replaced by the next put of its path."""
        with suppress(*COUPURES, ftplib.Error):
            self._ftp.delete(_en_octets(place))

    def _existe(self, place: str) -> bool:
        """Tell whether a file is there."""
        try:
            self._en_binaire()
            taille = self._taille(place)
        except ftplib.error_perm:
            return False
        if taille is not None:
            return True
        dossier, _, nom = place.rpartition("/")
        return any(autre == nom and not est_un_dossier for autre, est_un_dossier in self._entrees(dossier or "/"))

    def _taille(self, place: str) -> int | None:
        """Return the size of a file; nothing where the server does not tell sizes."""
        try:
            reponse = self._ftp.sendcmd(f"SIZE {_en_octets(place)}")
        except ftplib.error_perm as refus:
            if _code(refus) in _INCONNUES:
                return None
            raise
        texte = reponse[3:].strip()
        return int(texte) if texte.isascii() and texte.isdigit() else None

    def _est_un_dossier(self, place: str) -> bool:
        try:
            self._ftp.cwd(_en_octets(place or "/"))
        except ftplib.error_perm:
            return False
        return True

    def _entrees(self, place: str) -> Iterator[tuple[str, bool]]:
        """Return the names in a folder, and whether each is a folder; links are left out where the server says so."""
        self._binaire = False  # lists come as text
        try:
            faits = list(self._ftp.mlsd(_en_octets(place or "/"), ["type"]))
        except ftplib.error_perm as refus:
            if _code(refus) not in _INCONNUES:
                raise
            yield from self._noms(place)
            return
        for nom, fait in faits:
            genre = fait.get("type", "").lower()
            if genre in {"file", "dir"}:
                yield _de_l_octet(nom), genre == "dir"

    def _noms(self, place: str) -> Iterator[tuple[str, bool]]:
        """Do the same where the server only gives names."""
        try:
            noms = self._ftp.nlst(_en_octets(place or "/"))
        except ftplib.error_perm as refus:
            if _code(refus) != "550":
                raise
            return  # how some say that a folder is empty
        for nom in (_de_l_octet(nom).rpartition("/")[2] for nom in noms):
            if nom not in {"", ".", ".."}:
                yield nom, self._est_un_dossier(f"{place}/{nom}")

    def _en_binaire(self) -> None:
        if not self._binaire:
            self._ftp.voidcmd("TYPE I")
            self._binaire = True

    def _refus(self, refus: ftplib.Error, raison: Raison = Raison.REFUSE) -> Exception:
        """Return what to raise: a server that says it is leaving does not refuse a file."""
        if _code(refus) == _FERMETURE:
            return ConnectionAbortedError(en_clair(_de_l_octet(str(refus)), self._secret))
        return self.faute(refus, raison)

    def _ou(self, chemin: str) -> str:
        return f"{self._base}/{chemin}" if chemin else self._base


def _chiffrer(ftp: _Ftps) -> None:
    try:
        ftp.auth()
    except ftplib.error_perm as refus:
        raise Faute(Raison.CLE_INCONNUE, "le serveur ne propose pas de chiffrement") from refus


def _saluer(conn: socket.socket) -> None:
    """End a ciphered transfer; what was received is known by its size, whether or not the server answers."""
    if isinstance(conn, ssl.SSLSocket):
        with suppress(OSError):
            conn.unwrap()


def _code(refus: ftplib.Error) -> str:
    return str(refus)[:3]


def _en_octets(texte: str) -> str:
    return texte.encode().decode("latin-1")


def _de_l_octet(texte: str) -> str:
    return texte.encode("latin-1", "replace").decode(errors="surrogateescape")
