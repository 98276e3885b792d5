"""What is said of a payment: to the merchant, that it came; to whoever validates movements, that one waits."""

from __future__ import annotations

from datetime import date, datetime

from attrs import frozen

from lsc_domain.paiement.etat import Moyen
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import CompteId, PaiementId


@frozen(kw_only=True)
class AvisDePaiement:
    """
    A payment that came, or a debit to validate (`echeance`): who pays, on which account, to whom. EXA-30, EXC-15.

    No bank reference is in it: a mail is read by others.
    """

    paiement: PaiementId
    moyen: Moyen
    client: str
    compte: CompteId
    beneficiaire: str
    montant: Euros
    le: datetime
    reference: str = ""
    echeance: date | None = None
