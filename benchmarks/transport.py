"""Two thousand files to one server, each written atomically, against what anybody would use: lftp and rsync.

It wants `lftp`, `rsync` and `sshd` (`apt-get install lftp rsync openssh-server`) and pyftpdlib; without them it says
so and measures nothing. Everything is on loopback; the far server is behind a relay that holds each byte for 10 ms in
each direction. Folders are in memory where there is one, so that the disk, the same for all, does not hide the rest.
"""

from __future__ import annotations

import asyncio
import getpass
import logging
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
import warnings
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from ratio import Ratio

from lsc_adapters.transport.ftp import FtpFileDrop
from lsc_adapters.transport.sftp import SftpFileDrop
from lsc_domain.ports.transport import Depot, FileDrop

FICHIERS, OCTETS, DOSSIERS = 2_000, 90_000, 20
FOIS = 3
ALLER = 0.010
"""Seconds a byte is held in each direction: 20 ms there and back."""
OUTILS = ("lftp", "rsync", "sshd", "ssh-keygen")
HOTE = "127.0.0.1"


def dossier_en_memoire() -> str | None:
    """Where files cost nothing to write, if there is such a place."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


def manquants() -> list[str]:
    """The tools that are not there."""
    chemin = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
    return [outil for outil in OUTILS if shutil.which(outil, path=chemin) is None]


def semer(source: Path) -> None:
    """Write what is to be sent: contents that no tool can shorten."""
    hasard = random.Random(2000)
    for rang in range(FICHIERS):
        dossier = source / f"immeuble {rang % DOSSIERS}"
        dossier.mkdir(parents=True, exist_ok=True)
        (dossier / f"relevé {rang}.pdf").write_bytes(hasard.randbytes(OCTETS))


def depots(source: Path) -> Iterator[Depot]:
    """What is to be sent, read when its turn comes."""
    for chemin in sorted(source.rglob("*.pdf")):
        yield Depot(chemin=chemin.relative_to(source).as_posix(), lire=chemin.read_bytes)


# --- The servers --------------------------------------------------------------------------------------------------


def port_libre() -> int:
    """A port nobody listens to."""
    with socket.create_server((HOTE, 0)) as prise:
        return int(prise.getsockname()[1])


def attendre(port: int) -> None:
    """Wait until somebody listens."""
    for _ in range(500):
        try:
            socket.create_connection((HOTE, port)).close()
        except OSError:
            time.sleep(0.01)
        else:
            return
    raise SystemExit(f"nobody listens to {port}")


@contextmanager
def openssh(travail: Path) -> Iterator[int]:
    """Run the SSH server of the machine, for the user who measures."""
    for nom in ("hote", "client"):
        commande = ("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(travail / nom))
        subprocess.run(commande, check=True)
    port = port_libre()
    (travail / "sshd_config").write_text(
        f"ListenAddress {HOTE}:{port}\nHostKey {travail / 'hote'}\nAuthorizedKeysFile {travail / 'client.pub'}\n"
        "StrictModes no\nUsePAM no\nPidFile none\nSubsystem sftp internal-sftp\nMaxStartups 100\nMaxSessions 100\n"
        "PasswordAuthentication no\nPermitRootLogin prohibit-password\nLogLevel QUIET\n",
        encoding="ascii",
    )
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    sshd = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    serveur = subprocess.Popen([str(sshd), "-D", "-e", "-f", str(travail / "sshd_config")])
    try:
        attendre(port)
        yield port
    finally:
        serveur.terminate()
        serveur.wait()


def _servir_ftp(racine: str, port: int) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        from pyftpdlib.authorizers import DummyAuthorizer
        from pyftpdlib.handlers import FTPHandler
        from pyftpdlib.servers import FTPServer
    logging.disable()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # leave in order: it holds semaphores
    authorizer = DummyAuthorizer()
    authorizer.add_user("agence", "secret", racine, perm="elradfmwMT")
    FTPHandler.authorizer = authorizer
    FTPServer((HOTE, port), FTPHandler).serve_forever()


class _Sens(asyncio.Protocol):
    """One direction of a relayed connection: each byte is held for a while, in order, at whatever rate."""

    def __init__(self, vers: int | None, sortie: asyncio.Transport | None = None) -> None:
        self.vers, self.sortie = vers, sortie
        self.boucle = asyncio.get_running_loop()
        self.retenus: deque[tuple[float, bytes]] = deque()

    def connection_made(self, entree: asyncio.Transport) -> None:
        entree.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.entree = entree
        if self.vers is not None:
            self.autre = self.boucle.create_task(self._joindre(self.vers, entree))

    async def _joindre(self, vers: int, entree: asyncio.Transport) -> None:
        self.sortie, _ = await self.boucle.create_connection(lambda: _Sens(None, entree), HOTE, vers)
        self._laisser_passer()

    def data_received(self, octets: bytes) -> None:
        self._retenir(octets)

    def connection_lost(self, _: Exception | None) -> None:
        self._retenir(b"")

    def _retenir(self, octets: bytes) -> None:
        self.retenus.append((self.boucle.time() + ALLER, octets))
        if len(self.retenus) == 1 and self.sortie is not None:
            self.boucle.call_at(self.retenus[0][0], self._laisser_passer)

    def _laisser_passer(self) -> None:
        assert self.sortie is not None
        maintenant = self.boucle.time()
        while self.retenus and self.retenus[0][0] <= maintenant:
            _, octets = self.retenus.popleft()
            if octets:
                self.sortie.write(octets)
            else:
                self.sortie.close()
        if self.retenus:
            self.boucle.call_at(self.retenus[0][0], self._laisser_passer)


def _relayer(vers: int, port: int) -> None:
    async def tourner() -> None:
        serveur = await asyncio.get_running_loop().create_server(lambda: _Sens(vers), HOTE, port)
        await serveur.serve_forever()

    asyncio.run(tourner())


@contextmanager
def processus(acte: Callable[..., None], *arguments: object) -> Iterator[int]:
    """Run a server in a process of its own; give its port."""
    port = port_libre()
    proces = get_context("spawn").Process(target=acte, args=(*arguments, port), daemon=True)
    proces.start()
    try:
        attendre(port)
        yield port
    finally:
        proces.terminate()
        proces.join()


# --- Who sends ----------------------------------------------------------------------------------------------------


class Banc:
    """A source, a destination, and those who bring the one to the other."""

    def __init__(self, travail: Path) -> None:
        self.travail, self.source, self.cible = travail, travail / "source", travail / "cible"

    def ssh(self, port: int) -> str:
        """How the others call the server: nothing asked, its key known."""
        inconnus = "-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR"
        return f"ssh -a -x -F none -o IdentitiesOnly=yes {inconnus} -i {self.travail / 'client'} -p {port}"

    def rsync(self, port: int) -> None:
        """Send with rsync, which writes under another name by itself."""
        arrivee = f"{getpass.getuser()}@{HOTE}:{self.cible}/"
        subprocess.run(["rsync", "-a", "-e", self.ssh(port), f"{self.source}/", arrivee], check=True)

    def lftp(self, port: int) -> None:
        """Send with lftp, eight files at once, under another name."""
        self._lftp(
            f"set sftp:connect-program '{self.ssh(port)}'; set xfer:use-temp-file yes;"
            f" set xfer:temp-file-name *.part; open -p {port} sftp://{getpass.getuser()}:@{HOTE};"
            f" mirror -R -P8 {self.source} {self.cible}"
        )

    def lftp_ftp(self, port: int) -> None:
        """Send with lftp by FTP, eight files at once, straight under their names."""
        self._lftp(f"set ftp:ssl-allow no; open -p {port} ftp://agence:secret@{HOTE}; mirror -R -P8 {self.source} /")

    def nous(self, port: int) -> None:
        """Send with the library by SFTP."""
        cle_hote = (self.travail / "hote.pub").read_text(encoding="ascii")
        with SftpFileDrop(
            HOTE,
            port=port,
            utilisateur=getpass.getuser(),
            cle_privee=(self.travail / "client").read_text(encoding="ascii"),
            cle_hote=cle_hote,
            racine=str(self.cible),
        ) as drop:
            self._deposer(drop)

    def nous_ftp(self, port: int, *, verifier: bool) -> None:
        """Send with the library by FTP, each file's size verified before it is named or not."""
        with FtpFileDrop(
            HOTE, port=port, utilisateur="agence", mot_de_passe="secret", verifier_la_taille=verifier
        ) as drop:
            self._deposer(drop)

    def temps(self, **envois: Callable[[], None]) -> dict[str, float]:
        """Return the best time of each, in seconds: they take turns, and what arrived is looked at each time."""
        temps = dict.fromkeys(envois, float("inf"))
        for _ in range(FOIS):
            for nom, envoyer in envois.items():
                shutil.rmtree(self.cible, ignore_errors=True)
                self.cible.mkdir()
                debut = time.perf_counter()
                envoyer()
                temps[nom] = min(temps[nom], time.perf_counter() - debut)
                arrives = [un.stat().st_size for un in self.cible.rglob("*") if un.is_file()]
                if arrives != [OCTETS] * FICHIERS:
                    raise SystemExit(f"{nom} : {len(arrives)} files arrived, of {sum(arrives)} bytes")
        return temps

    def _deposer(self, drop: FileDrop) -> None:
        for issue in drop.put_all(depots(self.source)):
            issue.unwrap()

    def _lftp(self, commandes: str) -> None:
        subprocess.run(["lftp", "--norc", "-c", commandes], check=True, stdin=subprocess.DEVNULL)


@contextmanager
def banc() -> Iterator[Banc | None]:
    """Lay out what is to be sent; nothing, once it was said why, where a tool lacks."""
    if absents := manquants():
        print(f"passé  transport : {', '.join(absents)} absent (apt-get install lftp rsync openssh-server)", flush=True)
        yield None
        return
    with TemporaryDirectory(dir=dossier_en_memoire(), prefix="lsc-transport-") as travail:
        le_banc = Banc(Path(travail))
        semer(le_banc.source)
        yield le_banc


def sftp() -> Iterator[Ratio]:
    """By SFTP: a near server, where the processor decides; a far one, where waiting does."""
    with banc() as le_banc, ExitStack() as pile:
        if le_banc is None:
            return
        pres = pile.enter_context(openssh(le_banc.travail))
        loin = pile.enter_context(processus(_relayer, pres))
        for ou, port, contre_lftp, contre_rsync in (("sur place", pres, 1, 0.6), ("à 20 ms", loin, 5, 1)):
            temps = le_banc.temps(
                nous=lambda port=port: le_banc.nous(port),
                lftp=lambda port=port: le_banc.lftp(port),
                rsync=lambda port=port: le_banc.rsync(port),
            )
            for autre, promis in (("lftp -P8", contre_lftp), ("rsync", contre_rsync)):
                contre = temps[autre.split()[0]]
                nom = f"{FICHIERS} fichiers par SFTP {ou}, contre {autre}"
                yield Ratio(nom, temps["nous"], contre, "s", promis, au_moins=True)


def ftp() -> Iterator[Ratio]:
    """By FTP, against one that does not write atomically."""
    logging.getLogger("lsc_adapters.transport.ftp").setLevel(logging.ERROR)  # it is in clear, and we know
    with banc() as le_banc, ExitStack() as pile:
        if le_banc is None:
            return
        le_banc.cible.mkdir()
        port = pile.enter_context(processus(_servir_ftp, str(le_banc.cible)))
        temps = le_banc.temps(
            verifie=lambda: le_banc.nous_ftp(port, verifier=True),
            nous=lambda: le_banc.nous_ftp(port, verifier=False),
            lftp=lambda: le_banc.lftp_ftp(port),
        )
        nom = f"{FICHIERS} fichiers par FTP, contre lftp -P8"
        yield Ratio(
            f"{nom}, qui ne vérifie pas les tailles non plus", temps["nous"], temps["lftp"], "s", 0.9, au_moins=True
        )
        yield Ratio(f"{nom}, chaque taille vérifiée", temps["verifie"], temps["lftp"], "s", 0.9, au_moins=True)


MESURES = (sftp, ftp)

if __name__ == "__main__":
    sys.exit("nox -s bench -- transport")
