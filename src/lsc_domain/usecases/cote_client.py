"""What every question of a client goes through: the view of the day, and nothing of anybody else's."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from datetime import date, datetime

from attrs import field, frozen

from lsc_domain.extranet.audit import Acte, Trace
from lsc_domain.extranet.piece_de_demande import LimitesDePieces
from lsc_domain.extranet.vitrine import Vitrine
from lsc_domain.ports.clock import Clock
from lsc_domain.ports.documents import DocumentStore
from lsc_domain.ports.ids import Ids
from lsc_domain.ports.news import NewsFeed
from lsc_domain.ports.rendering import TexteRendering
from lsc_domain.ports.storage import Storage, Transaction
from lsc_domain.publication.planning import paris
from lsc_domain.socle.ids import TiersId
from lsc_domain.socle.licence import Licence
from lsc_domain.usecases.compte import CompteUseCases
from lsc_domain.usecases.courrier import Courrier
from lsc_domain.usecases.etat import AGENCE
from lsc_domain.usecases.vue import Vues

_OBJET_AU_PLUS = 200
"""Longer than any identity: what is asked for beyond is nothing's."""


@frozen(kw_only=True)
class CoteClient:
    """The doors of the extranet, and the two ways in: a view alone, or a view and the transaction it was read in."""

    storage: Storage
    magasin: DocumentStore
    textes: TexteRendering
    clock: Clock
    ids: Ids
    livres: CompteUseCases
    vues: Vues = field(factory=Vues, eq=False, repr=False)
    courrier: Courrier = field(factory=Courrier, eq=False, repr=False)
    licence: Licence | None = None
    news: NewsFeed | None = None
    limites: LimitesDePieces = field(factory=LimitesDePieces)
    agence: str = AGENCE

    def vitrine(self, revisions: Mapping[str, int] | None = None) -> Vitrine:
        """
        Return what the extranet shows now: one statement when nothing has changed.

        None at all for who gives `revisions` of an instant ago, those he was let in under (`Visiteur.revisions`).
        """
        connue = self._connue(revisions, self.clock.now())
        if connue is not None:
            return connue
        with self._ouvrir() as (_, vitrine, _le):
            return vitrine

    def revisions(self) -> Mapping[str, int]:
        """Return the numbers of what screens depend on, now: for who is about to ask for several things. I-32."""
        with self.storage.transaction() as transaction:
            return transaction.revisions

    def _dire_lu(self, detail: str, qui: TiersId, objet: str, *, lu: bool, code: str, adresse: str) -> None:
        """Keep the trace of a paper that was read, or refused: of what was asked for, no more than a line. I-53."""
        trace = Trace(
            le=self.clock.now(),
            acte=Acte.DOCUMENT_LU if lu else Acte.DOCUMENT_REFUSE,
            par=code or qui,
            objet=objet[:_OBJET_AU_PLUS],
            detail=detail,
            adresse=adresse,
        )
        with self.storage.transaction() as transaction:
            transaction.audit.ajouter(trace)

    @contextmanager
    def _ouvrir(
        self, revisions: Mapping[str, int] | None = None
    ) -> Generator[tuple[Transaction, Vitrine, datetime], None, None]:
        """Open a transaction, with the view it sees and the instant it begins."""
        le = self.clock.now()
        with self.storage.transaction() as transaction:
            vitrine = self._connue(revisions, le) or self.vues.vitrine(
                transaction, jour=_jour(le), licence=self.licence, agence=self.agence
            )
            yield transaction, vitrine, le

    def _connue(self, revisions: Mapping[str, int] | None, le: datetime) -> Vitrine | None:
        if revisions is None:
            return None
        return self.vues.connue(revisions, jour=_jour(le), licence=self.licence, agence=self.agence)


def _jour(le: datetime) -> date:
    """Return the day in Paris: a document is published from midnight there."""
    return le.astimezone(paris()).date()
