"""The jobs: a run begun, its batches sent, its end; and the minute that asks what is due."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from attrs import evolve
from procrastinate import App, JobContext, PsycopgConnector
from returns.pipeline import is_successful
from returns.result import Failure, Result, Success

from lsc_adapters.workers.cadence import Cadence, Patience
from lsc_adapters.workers.file_de_travaux import ACHEVER, ANNONCER, ENVOYER, FILE, PREPARER, TIC, FileDeTravaux
from lsc_adapters.workers.tables import adresse_de_la_file
from lsc_domain.engine import Engine
from lsc_domain.ports.transport import FileDrop
from lsc_domain.publication.compte_rendu import CompteRendu, Lot
from lsc_domain.publication.execution import DejaEnCours
from lsc_domain.publication.refus import RefusDePublication, libelle
from lsc_domain.publication.service_systeme import Tache
from lsc_domain.socle.ids import DestinationId

Depots = Callable[[DestinationId], AbstractContextManager[FileDrop]]
"""Opens, for the time of one job, where the files of a destination are put."""


class LotIncomplet(Exception):
    """Some of a batch did not arrive: it is tried again."""


def application(url: str, engine: Engine, depots: Depots, cadence: Cadence) -> App:
    """
    Make the procrastinate application of a base, its jobs bound to an engine; nothing is opened yet.

    A host that runs workers in its own way, in an event loop of its own, starts from here.
    """
    app = App(connector=PsycopgConnector(conninfo=adresse_de_la_file(url), min_size=1, max_size=4, name="lsc-file"))
    travaux, patience = Travaux(FileDeTravaux(url), engine, depots, cadence), Patience(cadence)
    app.task(name=PREPARER, queue=FILE, retry=patience, pass_context=True)(travaux.preparer)
    app.task(name=ENVOYER, queue=FILE, retry=patience, pass_context=True)(travaux.envoyer)
    app.task(name=ACHEVER, queue=FILE, retry=patience, pass_context=True)(travaux.achever)
    app.task(name=ANNONCER, queue=FILE, retry=patience, pass_context=True)(travaux.annoncer)
    tic = app.task(name=TIC, queue=FILE, queueing_lock=TIC, pass_context=True)(travaux.tic)
    app.periodic(cron="* * * * *")(tic)
    return app


class Travaux:
    """
    The jobs, as methods on what they work with. SYS-06, PUB-01, I-36.

    A queue can only promise that a job is done once at least: each may be taken again by another process, whatever
    point it had come to, with the effect of once. The run itself is kept apart from any other by its `Execution`,
    which those who do without a queue hold as well. What a job returns is for the log.
    """

    def __init__(self, file: FileDeTravaux, engine: Engine, depots: Depots, cadence: Cadence) -> None:
        self._file, self._depots, self._essais = file, depots, cadence.essais
        self._publications = evolve(engine.publications, taille_de_lot=cadence.taille_de_lot)
        self._notifications, self._services = engine.notifications, engine.services

    def preparer(self, travail: JobContext, *, destination: DestinationId, confirmer_retraits: bool) -> str:
        """Begin a run and share out its batches."""
        par = _par(travail)
        ouvert = self._publications.ouvrir(destination, par=par, confirmer_retraits=confirmer_retraits)
        if not is_successful(ouvert):
            refus = ouvert.failure()
            en_cours = self._publications.derniere(destination)
            if not isinstance(refus, DejaEnCours) or refus.par != par or en_cours is None:
                return libelle(refus)
            # This very job, in a process that died of it.
            if self._file.est_partage(destination, en_cours.numero):
                return f"publication {en_cours.numero} : déjà partagée"
            self._publications.interrompre(
                destination, numero=en_cours.numero, raison="le processus qui la préparait est mort ; elle est reprise"
            )
            ouvert = self._publications.ouvrir(destination, par=par, confirmer_retraits=confirmer_retraits)
            if not is_successful(ouvert):
                return libelle(ouvert.failure())
        self._file.partager(ouvert.unwrap(), confirmer_retraits=confirmer_retraits)
        return f"publication {ouvert.unwrap().numero} : {len(ouvert.unwrap().lots)} lots"

    def envoyer(
        self,
        travail: JobContext,
        *,
        destination: DestinationId,
        numero: int,
        rang: int,
        cles: Sequence[str],
        remplace: bool,
        confirmer_retraits: bool,
    ) -> str:
        """Make and send a batch; whoever ends the last of a run asks for its end."""
        lot = Lot(cles=tuple(cles), remplace=remplace)
        essai = travail.job.attempts + 1
        if essai <= self._essais:
            try:
                envoye = self._envoyer(destination, numero, lot, encore=essai > 1)
            except Exception as panne:
                if essai < self._essais:
                    raise
                envoye = Success(_laisse(lot, f"{panne}"))
        else:  # each process that tried it died of it: it is not given to one more
            envoye = Success(_laisse(lot, "les processus qui s'en occupaient sont morts"))
        if not is_successful(envoye):
            return libelle(envoye.failure())  # another run took the place of this one: nothing is to be told, nor ended
        rendu = envoye.unwrap()
        fini = essai >= self._essais or not rendu.echecs
        restants = self._file.noter(destination, numero, rang, rendu, fini=fini)
        if not fini:
            raise LotIncomplet(f"{len(rendu.echecs)} non transmis ; {rendu.echecs[0]}")
        if not restants:
            self._file.demander_la_fin(destination, numero, confirmer_retraits=confirmer_retraits)
        return f"{rendu.envoyes + rendu.remplaces} transmis, {restants} lots restants"

    def _envoyer(
        self, destination: DestinationId, numero: int, lot: Lot, *, encore: bool
    ) -> Result[CompteRendu, RefusDePublication]:
        if encore:  # what had arrived is neither sent nor counted again
            plan = self._publications.plan(destination)
            if not is_successful(plan):
                return Failure(plan.failure())
            voulues = frozenset(element.cle for element in plan.unwrap().a_envoyer)
            lot = evolve(lot, cles=tuple(cle for cle in lot.cles if cle in voulues))
        if not lot.cles:
            return Success(CompteRendu())
        with self._depots(destination) as drop:
            return self._publications.envoyer_lot(destination, drop, numero=numero, lot=lot)

    def achever(self, travail: JobContext, *, destination: DestinationId, numero: int, confirmer_retraits: bool) -> str:
        """End a run; one that cannot be ended is reported, and the next one finishes it."""
        rendu = self._file.compte_rendu(destination, numero)
        try:
            with self._depots(destination) as drop:
                acheve = self._publications.achever(
                    destination, drop, numero=numero, compte_rendu=rendu, confirmer_retraits=confirmer_retraits
                )
        except Exception as panne:
            if travail.job.attempts + 1 < self._essais:
                raise
            self._publications.interrompre(destination, numero=numero, raison=f"{panne}", compte_rendu=rendu)
            raise
        self._file.demander_l_annonce(destination)
        return "" if is_successful(acheve) else libelle(acheve.failure())

    def annoncer(self, travail: JobContext, *, destination: DestinationId) -> str:
        """Tell clients what is new there: a job of its own, since a mail server that is down undoes no run. MSG-02."""
        faites = self._notifications.annoncer(destination, par=_par(travail))
        return f"{faites.unwrap().envoyes} avis" if is_successful(faites) else ""

    def tic(self, travail: JobContext, timestamp: int) -> str:
        """
        Ask for the runs that are due: once a minute, whatever the number of workers. PUB-01.

        Asked for first, and only then told as done: a process that dies in between asks for a run too many, which
        finds nothing to send, and never for one too few.
        """
        if not any(service.tache is Tache.PUBLICATION for service in self._services.dus()):
            return ""
        for destination in self._publications.destinations():
            self._file.demander(destination.id)
        self._services.tourner_une_fois({Tache.PUBLICATION: lambda: None}, par=_par(travail))
        return Tache.PUBLICATION.libelle


def _par(travail: JobContext) -> str:
    """Name who does a job: the job itself, whatever process it is in."""
    return f"la file de travaux (n° {travail.job.id})"


def _laisse(lot: Lot, cause: str) -> CompteRendu:
    """Say of a batch that it is left to the next run: nothing of it is acknowledged that is not there. I-36."""
    return CompteRendu(echecs=tuple(f"{cle} : {cause}" for cle in lot.cles))
