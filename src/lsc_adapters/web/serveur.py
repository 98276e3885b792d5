"""Serving an application with uvicorn, for who has no server of his own."""

from __future__ import annotations

from typing import Final

import uvicorn
from starlette.types import ASGIApp

PATIENCE: Final = 5
"""Seconds that answers in progress have to end when the server is told to stop."""


def servir(app: ASGIApp, *, hote: str, port: int) -> None:
    """
    Serve until told to stop.

    Nothing of a request is logged, for its address may bear a secret; neither is the server's name given. Proxies are
    the application's own business (`ParametresWeb.mandataires`).
    """
    uvicorn.run(
        app,
        host=hote,
        port=port,
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=PATIENCE,
    )
