"""The extranet mounted in a host's own Starlette application: one engine, the host's pages beside ours."""

import asyncio
import re

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route

from lsc_adapters.bootstrap import memory_engine
from lsc_adapters.cli.demo_extranet import remplir
from lsc_adapters.documents.memory import MemoryDocumentStore
from lsc_adapters.web import ParametresWeb, application
from lsc_domain import Engine


def hote(engine: Engine) -> Starlette:
    """Give the clients' door a path of the host's, and keep the rest of the site to oneself."""
    parametres = ParametresWeb(secret=b"un secret de l'hote, 32 octets au moins", nom_de_l_agence="Agence", https=False)
    return Starlette(routes=[Route("/", vitrine), Mount("/clients", application(engine, parametres))])


def vitrine(_: Request) -> PlainTextResponse:
    """Show a page of the host's own, which knows nothing of the extranet."""
    return PlainTextResponse("Agence, depuis 1965")


async def premiere_connexion(site: Starlette, code: str, provisoire: str) -> list[str]:
    """Come in with the password the agency gave, choose one's own, and arrive."""
    lignes: list[str] = []
    transport = httpx.ASGITransport(app=site)
    async with httpx.AsyncClient(transport=transport, base_url="http://agence.invalid") as navigateur:

        async def poster(chemin: str, **champs: str) -> httpx.Response:
            page = (await navigateur.get(chemin)).text
            jeton = re.search(r'name="csrf" value="([^"]+)"', page)
            assert jeton is not None
            return await navigateur.post(chemin, data={"csrf": jeton[1], **champs})

        lignes.append(f"/ : {(await navigateur.get('/')).text}")
        refusee = await navigateur.get("/clients/extranet")
        lignes.append(f"sans session : {refusee.status_code} vers {refusee.headers['location']}")
        entree = await poster("/clients/connexion", code=code, mot_de_passe=provisoire)
        lignes.append(f"connexion : {entree.status_code} vers {entree.headers['location']}")
        choisi = await poster("/clients/mot-de-passe", nouveau="Pomerol-1961", confirmation="Pomerol-1961")
        lignes.append(f"mot de passe choisi : {choisi.status_code} vers {choisi.headers['location']}")
        arrivee = await navigateur.get("/clients/extranet", follow_redirects=True)
        titre = re.search(r"<h1>\s*(.*?)\s*</h1>", arrivee.text)
        lignes.append(f"arrivée : {arrivee.url.path}, « {titre[1] if titre else ''} »")
        navigateur.cookies.clear()
        encore = await poster("/clients/connexion", code=code, mot_de_passe=provisoire)
        lignes.append(f"le mot de passe provisoire, encore : {encore.status_code}")
    return lignes


def main() -> str:
    """Play it on the demo portfolio, in memory."""
    documents = MemoryDocumentStore()
    with memory_engine(documents=documents) as engine:
        acces = {un.remis.tiers: un.remis for un in remplir(engine, documents)}
        remis = next(un for tiers, un in acces.items() if tiers == "ATRILLON")
        return "\n".join(asyncio.run(premiere_connexion(hote(engine), remis.code, remis.mot_de_passe)))


if __name__ == "__main__":
    print(main())
