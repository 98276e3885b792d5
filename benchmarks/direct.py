"""The live meeting: two hundred screens in the room, and somebody who types votes as fast as they are called."""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from multiprocessing.process import BaseProcess

from extranet import PARAMETRES, l_extranet
from ratio import Ratio
from serveur import Liaison, processeur, servi_par
from tenue import AG, ouvrir

from lsc_adapters.bootstrap import sql_engine
from lsc_adapters.secrets.system import SystemSecrets
from lsc_adapters.web.securite import jeton_de_formulaire
from lsc_domain import Engine
from lsc_domain.extranet.collaborateur import Collaborateur, Fonction
from lsc_domain.extranet.identifiant import Identifiant
from lsc_domain.extranet.session import Session
from lsc_domain.socle.ids import CollaborateurId

ECRANS, COPROPRIETAIRES, VOTES = 200, 100, 40
CADENCE = 0.5
"""Seconds between two votes: quicker than a name is called and answered."""
SEANCE = f"/agence/seances/{AG}"


def operateur(engine: Engine) -> str:
    """Let in who holds the meeting; return the token of his session."""
    secrets, le = SystemSecrets(), datetime.now(UTC)
    jeton = secrets.jeton()
    martin = Collaborateur(id=CollaborateurId("MARTIN"), nom="Martin", fonctions=frozenset({Fonction.GESTIONNAIRE}))
    with engine.storage.transaction() as garder:
        garder.collaborateurs.put(martin.id, martin, expected=0)
        garder.identifiants.put(
            "MARTIN", Identifiant(code="MARTIN", collaborateur=martin.id, empreinte="", cree_le=le), expected=0
        )
        id_ = secrets.empreinte(jeton)
        garder.sessions.put(
            id_, Session(id=id_, identifiant="MARTIN", generation=1, ouverte_le=le, vue_le=le), expected=0
        )
    return jeton


def le_direct() -> Iterator[Ratio]:
    """The longest a screen waits for a vote to be shown, from the moment it is sent, and what that costs the server."""
    with tempfile.TemporaryDirectory(dir=".") as dossier:
        url = f"sqlite:///{os.path.abspath(dossier)}/lsc.db"
        with sql_engine(url) as engine:
            ouvrir(engine, COPROPRIETAIRES)
            jeton = operateur(engine)
        with servi_par(partial(l_extranet, url)) as (port, processus):
            attentes, part = asyncio.run(_tenir(port, processus, jeton))
    yield Ratio(f"un vote vu sur {ECRANS} écrans, le dernier", max(attentes), 1.0, "s", 1)
    yield Ratio("le serveur pendant ce temps, contre un cœur entier", part, 1.0, "cœur", 0.5)


async def _tenir(port: int, processus: BaseProcess, jeton: str) -> tuple[list[float], float]:
    temoins, csrf = f"{PARAMETRES.temoin}={jeton}", jeton_de_formulaire(PARAMETRES, jeton)
    with Liaison(port) as poste:
        page = poste.demander(f"{SEANCE}/salle", f"csrf={csrf}".encode(), temoins=temoins).decode()
        trouvee = re.search(r"(/salle/[\w.-]+)", page)
        assert trouvee is not None
        vus: list[float] = []
        salle = [asyncio.create_task(_suivre(port, f"{trouvee[1]}/direct", vus)) for _ in range(ECRANS)]
        while len(vus) < ECRANS:  # each is shown the present state first
            await asyncio.sleep(0.05)
        await asyncio.sleep(1)
        attentes: list[float] = []
        debut, avant = time.perf_counter(), processeur(processus)
        for rang in range(VOTES):
            vus.clear()
            parti = time.perf_counter()
            corps = f"csrf={csrf}&qui=450P{rang:05d}&vote={'ona'[rang % 3]}".encode()
            await asyncio.to_thread(poste.demander, f"{SEANCE}/votes/1", corps, temoins=temoins, attendu=303)
            while len(vus) < ECRANS:
                if time.perf_counter() - parti > 10:
                    raise RuntimeError(f"{ECRANS - len(vus)} écrans n'ont rien vu")
                await asyncio.sleep(0.005)
            attentes.append(max(vus) - parti)
            await asyncio.sleep(max(0.0, parti + CADENCE - time.perf_counter()))
        part = (processeur(processus) - avant) / (time.perf_counter() - debut)
        for un in salle:
            un.cancel()
        await asyncio.gather(*salle, return_exceptions=True)
    return attentes, part


async def _suivre(port: int, chemin: str, vus: list[float]) -> None:
    """Be a screen: note when each event arrives."""
    lecture, ecriture = await asyncio.open_connection("127.0.0.1", port)
    try:
        ecriture.write(f"GET {chemin} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        async for ligne in lecture:
            if ligne.startswith(b"data: "):
                vus.append(time.perf_counter())
    finally:
        ecriture.close()


MESURES = (le_direct,)
