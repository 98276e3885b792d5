"""The screens of the meeting behind a bare application: whoever asks holds the meeting, forms bear no token."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from attrs import frozen
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from lsc_adapters.web.chemin import Chemin
from lsc_adapters.web.gabarits import FICHIERS, Gabarits
from lsc_adapters.web.parametres import ParametresWeb
from lsc_adapters.web.seance import routes
from lsc_adapters.web.visite import Visite
from lsc_domain import Engine
from lsc_domain.extranet.collaborateur import Collaborateur
from lsc_domain.ports.errors import Conflict, NotFound
from lsc_domain.socle.ids import CollaborateurId

PARAMETRES = ParametresWeb(secret=b"s" * 32, https=False)
MARTIN = Collaborateur(id=CollaborateurId("MARTIN"), nom="Agence Crypto")


@frozen(kw_only=True)
class Operateur:
    """A collaborator who has come in."""

    nom: str = "Agence Crypto"
    session: str = "session"
    tiers: None = None
    collaborateur: Collaborateur = MARTIN


def salle_de_seance(engine: Engine) -> Starlette:
    """Serve the screens of the meetings of an engine, and nothing else."""
    gabarits = Gabarits()

    def route(chemin: Chemin) -> Route:
        async def repondre(requete: Request) -> Response:
            formulaire = await requete.form(max_fields=500) if requete.method == "POST" else None
            visite = Visite(
                engine=engine,
                parametres=PARAMETRES,
                gabarits=gabarits,
                requete=requete,
                visiteur=Operateur(),  # type: ignore[arg-type]
                jeton="jeton",
                **({"formulaire": formulaire} if formulaire is not None else {}),
            )
            try:
                return await run_in_threadpool(chemin.page, visite)
            except NotFound as absent:
                raise HTTPException(404) from absent
            except Conflict as conflit:
                raise HTTPException(409) from conflit

        repondant: Callable[[Request], Awaitable[Response]] = repondre
        return Route(chemin.chemin, repondant, methods=list(chemin.methodes))

    return Starlette(routes=[*map(route, routes()), Mount("/statiques", StaticFiles(directory=str(FICHIERS)))])
