"""`application`: the routes of every page, behind the one door, in an ASGI application that a host mounts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from lsc_adapters.web.chemin import Chemin
from lsc_adapters.web.entree import Portier
from lsc_adapters.web.gabarits import FICHIERS, Gabarits
from lsc_adapters.web.pages import PAGES
from lsc_adapters.web.parametres import ParametresWeb
from lsc_adapters.web.securite import STATIQUES, UN_AN, Debit, EnTetes, Hotes
from lsc_domain.engine import Engine

CHEMINS: Final[tuple[Chemin, ...]] = tuple(chemin for routes in PAGES for chemin in routes())
"""The routes' table: every path there is, and who may ask for it."""


def application(engine: Engine, parametres: ParametresWeb) -> Starlette:
    """
    Make the extranet of an engine, to be served alone or mounted under a path of a host's own application.

    It keeps nothing: two of them, in two processes, with the same secret and the same base, are one. The engine is
    the host's, who closes it.
    """
    portier = Portier(engine=engine, parametres=parametres, gabarits=Gabarits())

    async def refuser(requete: Request, faute: Exception) -> Response:
        chemin = requete.url.path
        if isinstance(faute, HTTPException) and faute.status_code == 404 and chemin.strip("/") and chemin[-1] == "/":
            # The agency is told « …/connexion/ » (EXA-01). By a path alone: behind a proxy, the scheme is not ours.
            ailleurs = f"/{chemin.strip('/')}" + (f"?{requete.url.query}" if requete.url.query else "")
            return RedirectResponse(ailleurs, 307)
        statut = faute.status_code if isinstance(faute, HTTPException) else 500
        entetes = dict(faute.headers) if isinstance(faute, HTTPException) and faute.headers else None
        return portier.faute(requete, statut, entetes=entetes)

    async def signaler(requete: Request, _: Exception) -> Response:
        return portier.incident(requete)

    routes: list[BaseRoute] = [_route(portier, chemin) for chemin in CHEMINS]
    routes.append(Mount(STATIQUES, Statiques(directory=str(FICHIERS)), name="statiques"))
    app = Starlette(
        routes=routes,
        middleware=[
            Middleware(EnTetes, parametres=parametres),
            Middleware(Hotes, parametres=parametres),
            Middleware(Debit, parametres=parametres),
        ],
        exception_handlers={HTTPException: refuser, Exception: signaler},
    )
    # Starlette would send a path with a slash too many to an address that bears a host, and the scheme spoken behind
    # the proxy, which is not https: `refuser` does it by the path alone.
    app.router.redirect_slashes = False
    return app


def _route(portier: Portier, chemin: Chemin) -> Route:
    async def repondre(requete: Request) -> Response:
        return await portier.recevoir(chemin, requete)

    repondant: Callable[[Request], Awaitable[Response]] = repondre
    return Route(chemin.chemin, repondant, methods=list(chemin.methodes), name=chemin.chemin)


class Statiques(StaticFiles):
    """The style sheet and the scripts: their address bears their print, so a browser keeps them for a year."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Give a file."""
        reponse = await super().get_response(path, scope)
        garder = f"public, max-age={UN_AN}, immutable" if b"v=" in scope.get("query_string", b"") else "no-cache"
        reponse.headers["cache-control"] = garder
        return reponse
