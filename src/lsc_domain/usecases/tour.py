"""One at a time: taking a turn on something, so that two of the same never overlap."""

from __future__ import annotations

from datetime import timedelta

from returns.pipeline import is_successful
from returns.result import Result

from lsc_domain.ports.clock import Clock
from lsc_domain.ports.errors import Conflict, NotFound
from lsc_domain.ports.storage import Storage
from lsc_domain.publication.execution import Bilan, DejaEnCours, Execution, commencer


def prendre(
    objet: str, *, par: str, storage: Storage, clock: Clock, delai: timedelta
) -> Result[Execution, DejaEnCours]:
    """Begin a run on something, unless one is at work there. I-36, SYS-06."""
    while True:
        le = clock.now()
        try:
            with storage.transaction() as transaction:
                try:
                    garde = transaction.executions.get(objet)
                    derniere, version = garde.state, garde.version
                except NotFound:
                    derniere, version = None, 0
                commencee = commencer(objet, par=par, le=le, delai=delai, derniere=derniere)
                if is_successful(commencee):
                    transaction.executions.put(objet, commencee.unwrap(), expected=version)
            return commencee
        except Conflict:
            continue  # somebody began at the same moment: read again, and be told so


def rendre(execution: Execution, bilan: Bilan, *, storage: Storage, clock: Clock) -> None:
    """End a run, if it is still the last one there."""
    with storage.transaction() as transaction:
        garde = transaction.executions.get(execution.objet)
        if garde.state.numero == execution.numero and garde.state.terminee_le is None:
            transaction.executions.put(
                execution.objet, garde.state.terminer(clock.now(), bilan), expected=garde.version
            )
