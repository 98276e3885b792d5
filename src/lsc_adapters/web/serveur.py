"""Serving an application with uvicorn, for who has no server of his own."""

from __future__ import annotations

import signal
import socket
from contextlib import suppress
from types import FrameType
from typing import Final

import uvicorn
from starlette.types import ASGIApp

PATIENCE: Final = 5
"""Seconds that answers in progress have to end when the server is told to stop."""


class _Serveur(uvicorn.Server):
    """A server that comes back to its caller when it is told to stop, so that what it holds is given back."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop. Uvicorn would let SIGTERM kill the process once it has stopped: nothing after it would be done."""
        if sig == signal.SIGTERM:
            self.should_exit = True
        else:
            super().handle_exit(sig, frame)


def ouvrir_le_port(hote: str, port: int) -> socket.socket:
    """Take the port to listen at, before anybody is told of it. Raises `OSError` when it is not to be had."""
    famille = socket.AF_INET6 if ":" in hote else socket.AF_INET
    return socket.create_server((hote, port), family=famille)


def servir(app: ASGIApp, porte: socket.socket) -> None:
    """
    Serve at a port that was taken, until told to stop (SIGTERM, or Ctrl-C), then come back.

    Nothing of a request is logged, for its address may bear a secret; neither is the server's name given. Proxies are
    the application's own business (`ParametresWeb.mandataires`).
    """
    reglages = uvicorn.Config(
        app,
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=PATIENCE,
    )
    with porte, suppress(KeyboardInterrupt):
        _Serveur(reglages).run(sockets=[porte])
