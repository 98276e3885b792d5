"""`lsc services`: what runs by itself next, and the small loop for those who have no scheduler."""

from __future__ import annotations

import datetime as dt
import gc
import signal
import sys
from collections.abc import Generator
from contextlib import contextmanager
from threading import Event
from types import FrameType
from typing import Annotated, Final

from cyclopts import Parameter

from lsc_adapters.cli import sortie
from lsc_adapters.cli.base import Base
from lsc_adapters.cli.courrier import Courrier, Facteur
from lsc_adapters.cli.depot import Depot
from lsc_adapters.cli.faute import FauteDeSaisie
from lsc_adapters.cli.ged import Dossier, ouvrir
from lsc_adapters.cli.ged_publication import executer, ici, raconter
from lsc_adapters.cli.saisie import PARIS, Format
from lsc_domain.engine import Engine
from lsc_domain.ports.errors import PortError
from lsc_domain.publication.execution import DejaEnCours
from lsc_domain.publication.service_systeme import Tache
from lsc_domain.socle.affichage import ecrire_date
from lsc_domain.usecases.service_systeme import Passage

ECHEC = 1
"""A task that was due was not done."""

SOMMEIL: Final = dt.timedelta(seconds=60)
"""The longest sleep: a planning that somebody changes meanwhile is seen after it."""


def prochains(
    *,
    combien: Annotated[int, Parameter(metavar="N", help="Combien d'exécutions dire ; 5 par défaut.")] = 5,
    base: Base = None,
    format: Format = "table",
) -> int:
    """
    Dire quand les services système actifs s'exécuteront, à l'heure de Paris.

    Exemple : lsc services prochains --combien 3 --base sqlite:///agence.db
    """
    if combien < 1:
        raise FauteDeSaisie("--combien : attendu un nombre positif")
    with ouvrir(base) as engine:
        prevues = engine.services.prochains(combien)
    if format == "json":
        from lsc_adapters.codec.publication import write_echeances

        sortie.ecrire_json(write_echeances(prevues))
    else:
        for une in prevues:
            sortie.dire(f"{_heure(une.le)}  {une.tache.libelle}")
        if not prevues:
            sortie.dire("Aucun service actif n'a de jour coché.")
    return 0


def tourner(
    *,
    une_fois: Annotated[bool, Parameter(help="Faire ce qui est dû maintenant, puis finir.")] = False,
    depot: Depot = Depot(),  # noqa: B008 - frozen
    courrier: Courrier = Courrier(),  # noqa: B008 - frozen
    base: Base = None,
    documents: Dossier = None,
    format: Format = "table",
) -> int:
    """
    Faire tourner les services système : attendre l'heure de chacun, l'exécuter, recommencer.

    SIGTERM ou Ctrl-C finit l'exécution en cours, puis la boucle. Pour qui a déjà un ordonnanceur, --une-fois fait ce
    qui est dû et finit ; sort alors avec le code 1 si quelque chose n'a pu être fait.

    Exemple : lsc services tourner --vers dossier:extranet --base sqlite:///agence.db
    """
    if format == "json" and not une_fois:
        raise FauteDeSaisie("--format json : ne va qu'avec --une-fois")
    with ouvrir(base, documents) as engine:
        for destination in engine.publications.destinations():
            depot.adresse(destination.id)  # said now, and not at ten in the evening
        courrier.lire()
        if une_fois:
            return _passer(engine, depot, courrier, format)
        gc.enable()  # a command is over before garbage matters; this one is not
        with _jusqu_au_signal() as fini:
            while not fini.is_set():
                _passer(engine, depot, courrier, format)
                fini.wait(_attente(engine).total_seconds())
    return 0


def _passer(engine: Engine, depot: Depot, courrier: Courrier, format: Format) -> int:
    passages = engine.services.tourner_une_fois(
        {Tache.PUBLICATION: lambda: _publier_et_ecrire(engine, depot, courrier, muet=format == "json")}, par=ici()
    )
    faits = [(un.tache, _raison(un)) for un in passages]
    if format == "json":
        from lsc_adapters.codec.publication import write_passages

        sortie.ecrire_json(write_passages(faits))
    else:
        for tache, raison in faits:
            fin = f" : {raison}" if raison else ", fait"
            sortie.dire(f"{_heure(engine.clock.now())}  {tache.libelle}{fin}")
        sys.stdout.flush()
    return ECHEC if any(raison for _, raison in faits) else 0


def _publier_et_ecrire(engine: Engine, depot: Depot, courrier: Courrier, *, muet: bool) -> None:
    with courrier.ouvrir(engine) as facteur:
        _tout_publier(facteur, depot, muet=muet)


def _tout_publier(facteur: Facteur, depot: Depot, *, muet: bool) -> None:
    """Bring every destination up to date: one that fails does not keep the others from it."""
    fautes: list[str] = []
    for destination in facteur.engine.publications.destinations():
        try:
            execution = executer(facteur.engine, destination.id, depot)
        except PortError as panne:
            fautes.append(f"{destination.id} : {panne}")
            continue
        if execution is None:
            fautes.append(f"{destination.id} : refusée")
            continue
        facteur.annoncer(destination.id, par=ici())
        if not muet:
            raconter(execution)
        if execution.bilan.echecs:
            fautes.append(f"{destination.id} : {len(execution.bilan.echecs)} fichier(s) non arrivé(s)")
    if fautes:
        raise PublicationIncomplete(" ; ".join(fautes))


class PublicationIncomplete(Exception):
    """What a destination did not receive; the next run sends it."""


def _raison(passage: Passage) -> str:
    match passage.refus:
        case DejaEnCours(par=par):
            return f"déjà en cours par {par}"
        case None:
            return passage.erreur


def _attente(engine: Engine) -> dt.timedelta:
    """Say how long to sleep: until the next hour, or until the planning is to be read again."""
    maintenant = engine.clock.now()
    prochaines = engine.services.prochains(1, depuis=maintenant)
    return min([SOMMEIL, *(max(une.le - maintenant, dt.timedelta()) for une in prochaines)])


@contextmanager
def _jusqu_au_signal() -> Generator[Event]:
    """Give an event that SIGTERM and SIGINT set: what is being done is ended first."""
    fini = Event()

    def finir(_1: int, _2: FrameType | None) -> None:
        fini.set()

    avant = {un: signal.signal(un, finir) for un in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield fini
    finally:
        for un, ancien in avant.items():
            signal.signal(un, ancien)


def _heure(le: dt.datetime) -> str:
    ici_ = le.astimezone(PARIS)
    return f"{ecrire_date(ici_.date())} {ici_:%H:%M}"
