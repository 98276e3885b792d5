"""One FTP connection, and what is done with files over it."""

from __future__ import annotations

import ftplib
import select
import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Final

from lsc_adapters.transport.acces_ftp import AccesFtp, de_l_octet, en_octets
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


class LiaisonFtp:
    """
    An open connection. Raises `Faute` when it cannot be opened, or when the server refuses; or one of `COUPURES`.

    Paths are whole, so that no command depends on the one before. Texts go through ftplib as Latin-1, which takes any
    byte: names are UTF-8, and an answer that is not stops nothing.
    """

    def __init__(self, acces: AccesFtp, epoque: int) -> None:
        self.epoque = epoque
        self._secret, self._verifier = acces.mot_de_passe, acces.verifier_la_taille
        self._binaire = self.utile = False
        self._listes: bool | None = None
        """Whether the server has lists that a program can read; nothing while it was not asked."""
        self._ftp, self._base = acces.entrer()
        self._guet = select.poll() if hasattr(select, "poll") else None
        if self._guet is not None and self._ftp.sock is not None:
            self._guet.register(self._ftp.sock, select.POLLIN)

    @property
    def rompue(self) -> bool:
        """Whether the server has said something nobody asked: that it leaves, or has left."""
        if self._ftp.sock is None:
            return True
        if self._guet is None:
            return bool(select.select([self._ftp.sock], [], [], 0)[0])
        return bool(self._guet.poll(0))

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
        texte = de_l_octet(str(refus))
        if texte[:3] in _PLEIN or any(mot in texte.lower() for mot in _MOTS_DU_PLEIN):
            raison = Raison.PLEIN
        return Faute(raison, en_clair(texte, self._secret))

    def ecrire(self, colis: Colis) -> None:
        """Write a file beside its place, ask for its size, give it its name."""
        self.verser(colis)
        self.nommer(colis, {})

    def verser(self, colis: Colis) -> None:
        """Write a file beside its place."""
        provisoire = self._ou(colis.provisoire)
        try:
            self._verser(provisoire, colis)
        except Faute:
            self._oublier(provisoire)
            raise

    def tailles(self, dossier: str) -> dict[str, int]:
        """Return the size of each file in a folder, by path; nothing of what the server does not tell."""
        tailles = dict[str, int]()
        try:
            for nom, faits in self._liste(self._ou(dossier)) or ():
                if (taille := faits.get("size", "")).isascii() and taille.isdigit():
                    tailles[f"{dossier}/{nom}".lstrip("/")] = int(taille)
        except (ftplib.error_perm, ftplib.error_temp) as refus:
            raise self._refus(refus) from refus
        return tailles

    def nommer(self, colis: Colis, tailles: Mapping[str, int]) -> None:
        """Give a file that was written its name, once its size is known: from a list, or asked for."""
        provisoire = self._ou(colis.provisoire)
        try:
            if self._verifier:
                self._verifier_la_taille(provisoire, tailles.get(colis.provisoire), len(colis.contenu))
            self._nommer(provisoire, self._ou(colis.chemin), self._ou(nom_provisoire(colis.chemin, _ANCIEN)))
        except Faute:
            self._oublier(provisoire)
            raise

    def lire(self, chemin: str) -> bytes | None:
        """Return a file, or nothing if there is none."""
        place = self._ou(chemin)
        self._en_binaire()
        try:
            return self._recevoir(f"RETR {en_octets(place)}")
        except (ftplib.error_perm, ftplib.error_temp) as refus:
            if _code(refus) == "550" and not self._existe(place):
                return None
            raise self._refus(refus) from refus

    def oter(self, chemin: str) -> None:
        """Take a file away, if it is there."""
        place = self._ou(chemin)
        try:
            self._ftp.voidcmd(f"DELE {en_octets(place)}")
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
        except (ftplib.error_perm, ftplib.error_temp) as refus:
            raise self._refus(refus) from refus

    def _verifier_la_taille(self, provisoire: str, taille: int | None, attendue: int) -> None:
        try:
            taille = self._taille(provisoire) if taille is None else taille
        except (ftplib.error_perm, ftplib.error_temp) as refus:
            raise self._refus(refus) from refus
        if taille not in {None, attendue}:
            raise Faute(Raison.COUPE, f"{taille} octets au lieu de {attendue}")

    def _ouvrir(self, provisoire: str, dossier: str) -> socket.socket:
        commande = f"STOR {en_octets(provisoire)}"
        try:
            return self._ftp.transfercmd(commande)
        except ftplib.error_perm:
            self._creer(self._ou(dossier))
            return self._ftp.transfercmd(commande)

    def _creer(self, dossier: str) -> None:
        """Make a folder, and those it is in where they lack; one that cannot be made shows when a file is put in it."""
        for _ in range(2):
            try:
                self._ftp.voidcmd(f"MKD {en_octets(dossier)}")
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
        self._ftp.rename(en_octets(ancien), en_octets(nouveau))

    def _oublier(self, place: str) -> None:
        """Take away what is of no use; what stays is replaced by the next put of its path."""
        with suppress(*COUPURES, ftplib.Error):
            self._ftp.delete(en_octets(place))

    def _existe(self, place: str) -> bool:
        """Tell whether a file is there."""
        try:
            taille = self._taille(place)
        except ftplib.error_perm:
            return False
        if taille is not None:
            return True
        dossier, _, nom = place.rpartition("/")
        return any(autre == nom and not est_un_dossier for autre, est_un_dossier in self._entrees(dossier or "/"))

    def _taille(self, place: str) -> int | None:
        """Return the size of a file; nothing where the server does not tell sizes."""
        self._en_binaire()  # whichever connection wrote it
        try:
            reponse = self._ftp.sendcmd(f"SIZE {en_octets(place)}")
        except ftplib.error_perm as refus:
            if _code(refus) in _INCONNUES:
                return None
            raise
        texte = reponse[3:].strip()
        return int(texte) if texte.isascii() and texte.isdigit() else None

    def _est_un_dossier(self, place: str) -> bool:
        try:
            self._ftp.cwd(en_octets(place or "/"))
        except ftplib.error_perm:
            return False
        return True

    def _entrees(self, place: str) -> Iterator[tuple[str, bool]]:
        """Return the names in a folder, and whether each is a folder; links are left out where the server says so."""
        liste = self._liste(place)
        if liste is None:
            yield from self._noms(place)
            return
        for nom, faits in liste:
            genre = faits.get("type", "").lower()
            if genre in {"file", "dir"}:
                yield nom, genre == "dir"

    def _liste(self, place: str) -> list[tuple[str, dict[str, str]]] | None:
        """Return the names in a folder and the facts of each; nothing where the server has no such list."""
        if self._listes is False:
            return None
        try:
            if self._listes is None:
                with suppress(ftplib.error_perm):
                    self._ftp.sendcmd("OPTS MLST type;size;")
                self._listes = True
            texte = self._recevoir(f"MLSD {en_octets(place or '/')}")
        except ftplib.error_perm as refus:
            if _code(refus) not in _INCONNUES:
                raise
            self._listes = False
            return None
        return [_faits(ligne) for ligne in texte.decode(errors="surrogateescape").split("\n") if ligne.strip()]

    def _recevoir(self, commande: str) -> bytes:
        blocs = list[bytes]()
        with self._ftp.transfercmd(commande) as conn:
            while bloc := conn.recv(_BLOC):
                blocs.append(bloc)
            _saluer(conn)
        self._ftp.voidresp()
        return b"".join(blocs)

    def _noms(self, place: str) -> Iterator[tuple[str, bool]]:
        """Do the same where the server only gives names."""
        self._binaire = False  # such a list comes as text
        try:
            noms = self._ftp.nlst(en_octets(place or "/"))
        except ftplib.error_perm as refus:
            if _code(refus) != "550":
                raise
            return  # how some say that a folder is empty
        for nom in (de_l_octet(nom).rpartition("/")[2] for nom in noms):
            if nom not in {"", ".", ".."}:
                yield nom, self._est_un_dossier(f"{place}/{nom}")

    def _en_binaire(self) -> None:
        if not self._binaire:
            self._ftp.voidcmd("TYPE I")
            self._binaire = True

    def _refus(self, refus: ftplib.Error, raison: Raison = Raison.REFUSE) -> Exception:
        """Return what to raise: a server that says it is leaving does not refuse a file."""
        if _code(refus) == _FERMETURE:
            return ConnectionAbortedError(en_clair(de_l_octet(str(refus)), self._secret))
        return self.faute(refus, raison)

    def _ou(self, chemin: str) -> str:
        return f"{self._base}/{chemin}" if chemin else self._base


def _saluer(conn: socket.socket) -> None:
    """End a ciphered transfer; what was received is known by its size, whether or not the server answers."""
    if isinstance(conn, ssl.SSLSocket):
        with suppress(OSError):
            conn.unwrap()


def _faits(ligne: str) -> tuple[str, dict[str, str]]:
    """
    Read a line of a list: the name, and what is told of it.

    >>> _faits("Type=file;Size=3; le bail.pdf")
    ('le bail.pdf', {'type': 'file', 'size': '3'})
    """
    faits, _, nom = ligne.rstrip("\r").partition(" ")
    return nom, {
        clef.lower(): valeur for clef, egal, valeur in (fait.partition("=") for fait in faits.split(";")) if egal
    }


def _code(refus: ftplib.Error) -> str:
    return str(refus)[:3]
