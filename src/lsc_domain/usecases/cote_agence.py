"""What every act of the agency goes through: the right to do it, asked first, and the trace it leaves. I-53, I-55."""

from __future__ import annotations

from datetime import datetime

from attrs import frozen
from returns.result import Result

from lsc_domain.extranet.audit import Acte, Trace
from lsc_domain.extranet.collaborateur import Collaborateur
from lsc_domain.extranet.habilitation import FonctionManquante, Habilitation, exiger_habilitation
from lsc_domain.extranet.vitrine import Vitrine
from lsc_domain.ports.ids import Ids
from lsc_domain.ports.storage import Transaction
from lsc_domain.usecases.extranet import ExtranetUseCases


@frozen(kw_only=True)
class CoteAgence:
    """
    The agency's side, over the client's: what it is shown of somebody is what he is shown himself. EXA-14.

    A reading is whoever came in's to ask for; an act takes `par`, is refused outside his functions, and is traced.
    """

    client: ExtranetUseCases
    ids: Ids

    def vitrine(self) -> Vitrine:
        """Return what the extranet shows now."""
        return self.client.vitrine()

    def exiger(self, par: Collaborateur, habilitation: Habilitation) -> Result[Collaborateur, FonctionManquante]:
        """Ask for a right, before doing anything. I-55."""
        return exiger_habilitation(par, habilitation)

    def _maintenant(self) -> datetime:
        return self.client.clock.now()


def tracer(
    transaction: Transaction,
    *,
    le: datetime,
    par: Collaborateur,
    acte: Acte,
    objet: str,
    detail: str = "",
    adresse: str = "",
) -> None:
    """Keep what somebody of the agency did, with what it changed: both or neither. I-53."""
    transaction.audit.ajouter(Trace(le=le, acte=acte, par=par.id, objet=objet, detail=detail, adresse=adresse))
