"""How often workers give a sign of life, and how often a job that failed is tried again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from attrs import frozen
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.jobs import Job

from lsc_domain.socle.errors import InvalidValue


@frozen(kw_only=True)
class Cadence:
    """
    The pace of a worker: the same for all those of one base.

    `battement` is the time between two signs of life, and between two looks at the others; one who gave none for
    `silence` is dead, and what it was doing is put back in the queue. A job is tried `essais` times in all, first
    after `attente`, then after twice as long each time, never more than `attente_maximale`. I-36. A batch has
    `taille_de_lot` files at most: few enough for several workers to share a run, and to lose little with one of them.
    """

    battement: timedelta = timedelta(seconds=10)
    silence: timedelta = timedelta(seconds=45)
    essais: int = 5
    attente: timedelta = timedelta(seconds=5)
    attente_maximale: timedelta = timedelta(minutes=5)
    taille_de_lot: int = 50

    def __attrs_post_init__(self) -> None:
        if not timedelta(0) < 2 * self.battement <= self.silence:
            raise InvalidValue("cadence : un ouvrier serait cru mort avant d'avoir manqué un signe de vie")
        if min(self.essais, self.taille_de_lot) < 1 or self.attente < timedelta(0):
            raise InvalidValue("cadence : attendu un essai et un fichier par lot au moins, et une attente positive")

    def apres(self, echecs: int) -> timedelta:
        """
        Return how long to wait after so many failures in a row.

        >>> [Cadence().apres(nombre).seconds for nombre in (1, 2, 3, 4, 100)]
        [5, 10, 20, 40, 300]
        """
        instant = timedelta(microseconds=1)
        # In whole microseconds, which do not overflow; seventy doublings of one are beyond any bound a timedelta has.
        double = (self.attente // instant) << min(echecs - 1, 70)
        return min(double, self.attente_maximale // instant) * instant


CADENCE: Final = Cadence()


class Patience(BaseRetryStrategy):
    """What procrastinate asks when a job failed: the cadence's answer."""

    def __init__(self, cadence: Cadence) -> None:
        self._cadence = cadence

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Say when to try again; never after the last try."""
        echecs = job.attempts + 1
        if echecs >= self._cadence.essais:
            return None
        return RetryDecision(retry_at=datetime.now(UTC) + self._cadence.apres(echecs))
