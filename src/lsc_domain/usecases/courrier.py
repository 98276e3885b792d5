"""The requests of each client, remembered for as long as nobody has written any."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import field, frozen

from lsc_domain.extranet.demande import Demande
from lsc_domain.ports.storage import Storage
from lsc_domain.socle.ids import TiersId

AU_PLUS: Final = 5_000
"""Clients whose requests are remembered, beyond which all are forgotten: a few tens of megabytes at the very most."""


@frozen
class _Lues:
    numero: int
    demandes: tuple[Demande, ...]


@frozen(eq=False)
class Courrier:
    """
    What clients wrote, by client: a page shows it at each visit, and it changes a few times a day.

    An engine has one of its own. Fit for several threads: two that ask at once read the same thing twice.
    """

    au_plus: int = field(default=AU_PLUS, kw_only=True)
    _lues: dict[TiersId, _Lues] = field(factory=dict[TiersId, _Lues], init=False, repr=False)

    def de(self, tiers: TiersId, *, storage: Storage, revisions: Mapping[str, int]) -> tuple[Demande, ...]:
        """
        Return the requests of a client: one statement, or none when these numbers say that nobody has written any.

        `revisions` were read before: of a request written meanwhile, the number is another one, and asks for it anew.
        """
        numero, lues = revisions["demandes"], self._lues.get(tiers)
        if lues is not None and lues.numero == numero:
            return lues.demandes
        with storage.transaction() as transaction:
            demandes = tuple(un.state for _, un in transaction.demandes.by("tiers", tiers))
        if len(self._lues) >= self.au_plus:
            self._lues.clear()
        self._lues[tiers] = _Lues(numero, demandes)
        return demandes
