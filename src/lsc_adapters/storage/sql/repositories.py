"""States by identity: a row is a version, a few columns to look it up by, and a text the codec alone understands."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Generic, TypeVar

from lsc_adapters.codec.canonique import canonique
from lsc_adapters.codec.errors import InvalidPayload
from lsc_adapters.codec.exact import read_exact, write_exact
from lsc_adapters.storage.identite import verifier_identite
from lsc_adapters.storage.sql.acces import Acces
from lsc_adapters.storage.sql.ordres import OrdresDeTable
from lsc_domain.assemblee.suivi import Suivi
from lsc_domain.ports.errors import Broken, Conflict, NotFound
from lsc_domain.ports.storage import Stored

A = TypeVar("A")


def reperes_du_suivi(suivi: Suivi) -> tuple[str, str, str]:
    """Return what a meeting is looked up by: its reference, its date, its step."""
    # PostgreSQL keeps no NUL; the text of the state, which escapes it, has the reference to the letter.
    return suivi.reference.replace("\0", ""), suivi.date.isoformat(), suivi.etape.value


def sans_repere(_: object) -> tuple[()]:
    """Return nothing: the state is only got by its identity."""
    return ()


class SqlRepository(Generic[A]):
    """One table of states."""

    def __init__(
        self,
        acces: Acces,
        ordres: OrdresDeTable,
        type_: type[A],
        *,
        nom: str,
        reperes: Callable[[A], tuple[str, ...]] = sans_repere,
    ) -> None:
        self._acces, self._ordres, self._type, self._nom = acces, ordres, type_, nom
        self._reperes: Callable[[A], tuple[str, ...]] = reperes

    def get(self, id: str, /) -> Stored[A]:
        """Return a state, or raise `NotFound`; `Broken` when its row was changed by other means."""
        lignes = self._acces.lire(self._ordres.lire, (verifier_identite(id),))
        if not lignes:
            raise NotFound(f"{self._nom} : rien sous l'identité {id}")
        version, corps = lignes[0]
        try:
            state = read_exact(json.loads(corps), self._type)
        except (InvalidPayload, json.JSONDecodeError, RecursionError) as fautif:
            raise Broken(f"{self._nom} {id} : sa ligne ne se lit pas, {fautif}") from fautif
        return Stored(state=state, version=version)

    def put(self, id: str, state: A, /, *, expected: int) -> None:
        """Write the next version of a state, or raise `Conflict`."""
        verifier_identite(id)
        ligne = (expected + 1, *self._reperes(state), canonique(write_exact(state)))
        if expected == 0:
            ecrites = self._acces.ecrire(self._ordres.creer, (id, *ligne))
        else:
            ecrites = self._acces.ecrire(self._ordres.remplacer, (*ligne, id, expected))
        if ecrites != 1:
            raise Conflict(f"{self._nom} {id} : la version {expected} n'est pas la dernière")

    def ids(self) -> tuple[str, ...]:
        """List the identities, in the order of their letters and not of a language."""
        return tuple(sorted(id for (id,) in self._acces.lire(self._ordres.lister, ())))
