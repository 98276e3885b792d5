"""A meeting embedded in FastAPI: votes come in, a count comes out, other pages follow the facts as they are kept."""

import asyncio
import json
from collections.abc import AsyncIterator
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Annotated, Any

import httpx
from fastapi import Body, FastAPI, Header
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, StreamingResponse
from returns.pipeline import is_successful

from lsc_adapters.bootstrap import memory_engine
from lsc_adapters.codec.assemblee import read_declaration
from lsc_adapters.codec.errors import InvalidPayload
from lsc_adapters.codec.fait import read_fait, write_fait
from lsc_domain import Engine
from lsc_domain.assemblee import Fait, SeanceClose, VoteEnregistre, libelle, raconter
from lsc_domain.ports.errors import Conflict, NotFound, Unavailable
from lsc_domain.socle.affichage import ecrire_voix
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import AssembleeId, ResolutionId
from lsc_domain.usecases.main_courante import MainCourante

CODES = {NotFound: 404, InvalidPayload: 422, InvalidValue: 422, Conflict: 503, Unavailable: 503}


def application(engine: Engine) -> FastAPI:
    """Serve the meetings of an engine; who may vote, and for whom, is the host's to check."""
    app, verrou = FastAPI(), Lock()  # a MainCourante serves one thread at a time

    @cache
    def salle(reference: str) -> MainCourante:
        """Open a meeting once, if there is one: from then on a vote costs the same all evening."""
        main = engine.assemblees.tenir(AssembleeId(reference))
        _ = main.greffe  # raises NotFound, which is not remembered
        return main

    @app.post("/assemblees/{reference}/votes")
    def voter(reference: str, corps: Annotated[dict[str, Any], Body()]) -> JSONResponse:
        vote = read_fait(VoteEnregistre.code, corps)
        with verrou:
            tenu = salle(reference).inscrire(vote)
        if is_successful(tenu):
            return JSONResponse({"rang": tenu.unwrap().rang}, status_code=201)
        return JSONResponse({"refus": libelle(tenu.failure())}, status_code=409)

    @app.get("/assemblees/{reference}/resolutions/{resolution}")
    def compter(reference: str, resolution: str) -> dict[str, str]:
        with verrou:
            totaux = salle(reference).greffe.totaux(ResolutionId(resolution))
        return {choix: ecrire_voix(poids.voix) for choix, poids in totaux.items()}

    @app.get("/assemblees/{reference}/direct")
    def suivre(reference: str, last_event_id: Annotated[int, Header()] = 0) -> StreamingResponse:
        with verrou:
            salle(reference)
        return StreamingResponse(direct(engine, reference, last_event_id), media_type="text/event-stream")

    for erreur, code in CODES.items():
        app.add_exception_handler(erreur, lambda _, dite, code=code: JSONResponse({"erreur": str(dite)}, code))
    return app


async def direct(engine: Engine, reference: str, rang: int) -> AsyncIterator[str]:
    """Tell each fact after a rank, whoever keeps it, as a server-sent event, until the meeting is closed."""

    def lire(depuis: int) -> list[tuple[int, Fait]]:
        with engine.storage.transaction() as transaction:
            return [(une.rang, une.fait) for une in transaction.journal.read(reference, depuis=depuis)]

    while True:
        for rang_du_fait, fait in await run_in_threadpool(lire, rang):
            rang = rang_du_fait
            yield f"id: {rang}\nevent: {fait.code}\ndata: {json.dumps(write_fait(fait))}\n\n"
            if isinstance(fait, SeanceClose):
                return
        await asyncio.sleep(0.2)


async def jouer(engine: Engine) -> str:
    """Vote through the routes while a page follows; another clerk holds the rest of the meeting, beside them."""
    faits = raconter(read_declaration(Path(__file__).with_name("gilbert.json"))).unwrap()
    debut, ag = next(rang for rang, un in enumerate(faits) if isinstance(un, VoteEnregistre)), AssembleeId("0-S001")
    engine.assemblees.inscrire(ag, *faits[:debut]).unwrap()
    transport, url = httpx.ASGITransport(application(engine)), "http://lsc.invalid/assemblees/"
    async with httpx.AsyncClient(transport=transport, base_url=url) as page:
        suivi = asyncio.create_task(page.get("0-S001/direct", headers={"Last-Event-ID": str(debut)}))
        bulletin = write_fait(faits[debut])
        reponses = [await page.post("0-S001/votes", json=bulletin), await page.get("0-S001/resolutions/1")]
        reponses.append(await page.post("0-S001/votes", json=bulletin | {"coproprietaire": "450ALOXECO"}))
        reponses.append(await page.post("0-S001/votes", json=bulletin | {"choix": "peut-être"}))
        reponses.append(await page.get("0-S009/direct"))
        engine.assemblees.inscrire(ag, *faits[debut + 1 :]).unwrap()
        reponses.append(await page.post("0-S001/votes", json=bulletin))
        premier, *_, dernier = (await suivi).text.strip().split("\n\n")
    return "\n".join([*(f"{une.status_code} {une.text}" for une in reponses), premier, "…", dernier])


def main() -> str:
    """Play it, in memory."""
    with memory_engine() as engine:
        return asyncio.run(jouer(engine))


if __name__ == "__main__":
    print(main())
