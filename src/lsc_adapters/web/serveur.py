"""Serving an application with uvicorn, for who has no server of his own."""

from __future__ import annotations

import signal
from types import FrameType
from typing import Final

import uvicorn
from starlette.types import ASGIApp

from lsc_domain.ports.errors import Unavailable

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


def servir(app: ASGIApp, *, hote: str, port: int) -> None:
    """
    Serve until told to stop (SIGTERM, or Ctrl-C), then come back. Raises `Unavailable` when it cannot listen there.

    Nothing of a request is logged, for its address may bear a secret; neither is the server's name given. Proxies are
    the application's own business (`ParametresWeb.mandataires`).
    """
    serveur = _Serveur(
        uvicorn.Config(
            app,
            host=hote,
            port=port,
            access_log=False,
            log_level="warning",
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=PATIENCE,
        )
    )
    try:
        serveur.run()
    except KeyboardInterrupt:
        return
    except SystemExit:  # uvicorn has said why on standard error, and would end the process
        pass
    if not serveur.started:
        raise Unavailable(f"le serveur n'a pas démarré : {hote}, port {port}, n'est pas à prendre")
