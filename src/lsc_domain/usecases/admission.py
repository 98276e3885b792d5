"""Which clients the extranet is open to, remembered for as long as it is true."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from attrs import field, frozen

from lsc_domain.ports.errors import NotFound
from lsc_domain.ports.storage import Transaction
from lsc_domain.socle.ids import TiersId
from lsc_domain.usecases.etat import parametres

AU_PLUS: Final = 20_000
"""Answers that are remembered, beyond which they are all forgotten: a few megabytes."""


_GENRES: Final = ("comptes", "parametres", "tiers")
"""What the answer is worked out of."""


@frozen(kw_only=True)
class _Reponse:
    cle: tuple[object, ...]
    nom: str | None


@frozen(eq=False)
class Admissions:
    """
    Who comes in today, by client: a request asks for a few numbers, and for nothing else when they are the same.

    A client comes in while the extranet is on (EXA-31) and one of his accounts is published (EXP-51, I-32). Fit for
    several threads: two that ask at once work the same answer out twice.
    """

    au_plus: int = field(default=AU_PLUS, kw_only=True)
    _reponses: dict[TiersId, _Reponse] = field(factory=dict[TiersId, _Reponse], init=False)

    def nom(
        self,
        transaction: Transaction,
        tiers: TiersId,
        *,
        jour: date,
        agence: str,
        revisions: Mapping[str, int] | None = None,
    ) -> str | None:
        """
        Return the name of a client who comes in on a day, none when he does not.

        Asked of a transaction that has written nothing screens depend on; `revisions`, when it has just read them.
        """
        # The numbers first: read after, they could be those of a change the answer knows nothing of.
        revisions = transaction.revisions if revisions is None else revisions
        cle = (agence, jour, *(revisions[genre] for genre in _GENRES))
        connue = self._reponses.get(tiers)
        if connue is not None and connue.cle == cle:
            return connue.nom
        nom = _chercher(transaction, tiers, jour, agence)
        if len(self._reponses) >= self.au_plus:
            self._reponses.clear()
        self._reponses[tiers] = _Reponse(cle=cle, nom=nom)
        return nom


def _chercher(transaction: Transaction, tiers: TiersId, jour: date, agence: str) -> str | None:
    if not parametres(transaction, agence)[0].reglages.module:
        return None
    if not any(un.state.est_publie(jour) for _, un in transaction.comptes.by("tiers", tiers)):
        return None
    try:
        return transaction.tiers.get(tiers).state.identite
    except NotFound:
        return None
