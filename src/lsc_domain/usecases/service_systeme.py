"""The services système: which are due, and running them one at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final

from attrs import frozen
from returns.pipeline import is_successful

from lsc_domain.ports.clock import Clock
from lsc_domain.ports.errors import NotFound
from lsc_domain.ports.storage import Storage
from lsc_domain.publication import service_systeme
from lsc_domain.publication.execution import Bilan, DejaEnCours
from lsc_domain.publication.service_systeme import ExecutionPrevue, ServiceSysteme, Tache
from lsc_domain.usecases import tour

_SERVICE: Final = "service:"


@frozen(kw_only=True)
class Passage:
    """What became of a task that was due: done, already being done elsewhere, or stopped by an error, named."""

    tache: Tache
    refus: DejaEnCours | None = None
    erreur: str = ""

    @property
    def fait(self) -> bool:
        """Whether it was done to its end."""
        return self.refus is None and not self.erreur


@frozen(kw_only=True)
class ServicesSystemeUseCases:
    """
    The tasks that run by themselves. There is no scheduler here: whoever has one asks what is due, and ticks.

    A task that takes longer than `delai` without ending is thought dead, and may be begun again. SYS-06.
    """

    storage: Storage
    clock: Clock
    delai: timedelta = timedelta(hours=6)

    def services(self) -> tuple[ServiceSysteme, ...]:
        """List the services and their settings."""
        with self.storage.transaction() as transaction:
            return tuple(un.state for _, un in transaction.services.all())

    def regler(self, service: ServiceSysteme) -> ServiceSysteme:
        """Set a service: on or off, its days and hours. An administrator's operation. PUB-02, PUB-03, PUB-04."""
        with self.storage.transaction() as transaction:
            try:
                version = transaction.services.get(service.tache.value).version
            except NotFound:
                version = 0
            transaction.services.put(service.tache.value, service, expected=version)
        return service

    def prochains(self, combien: int, *, depuis: datetime | None = None) -> tuple[ExecutionPrevue, ...]:
        """Say when the active services will run next. PUB-01."""
        return service_systeme.prochains(self.services(), depuis or self.clock.now(), combien)

    def dus(self, maintenant: datetime | None = None) -> tuple[ServiceSysteme, ...]:
        """Say which services are to run now: hours that were missed make one run. PUB-01, PUB-02."""
        dernieres: dict[Tache, datetime] = {}
        with self.storage.transaction() as transaction:
            for tache in Tache:
                try:
                    dernieres[tache] = transaction.executions.get(f"{_SERVICE}{tache.value}").state.commencee_le
                except NotFound:
                    continue
        return service_systeme.dus(self.services(), dernieres, maintenant or self.clock.now())

    def tourner_une_fois(
        self, taches: Mapping[Tache, Callable[[], object]], *, par: str, maintenant: datetime | None = None
    ) -> tuple[Passage, ...]:
        """
        Run what is due, each once and never twice at a time; one that fails does not keep the others from running.

        A due task that *taches* does not know how to do is left for a host who does. SYS-06.
        """
        return tuple(
            self._passer(service.tache, taches[service.tache], par)
            for service in self.dus(maintenant)
            if service.tache in taches
        )

    def _passer(self, tache: Tache, faire: Callable[[], object], par: str) -> Passage:
        prise = tour.prendre(
            f"{_SERVICE}{tache.value}", par=par, storage=self.storage, clock=self.clock, delai=self.delai
        )
        if not is_successful(prise):
            return Passage(tache=tache, refus=prise.failure())
        erreur = ""
        try:
            faire()
        except Exception as faute:
            erreur = str(faute) or type(faute).__name__
        bilan = Bilan(echecs=(erreur,) if erreur else ())
        tour.rendre(prise.unwrap(), bilan, storage=self.storage, clock=self.clock)
        return Passage(tache=tache, erreur=erreur)
