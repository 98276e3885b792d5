"""The box « Service Client » of an account: what lets a client in."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from lsc_domain.parc.role import Metier
from lsc_domain.socle.ids import CompteId, EntiteId, TiersId


@frozen(kw_only=True)
class CompteClient:
    """
    A client's ledger account, as far as the extranet is concerned; its entries are those of the ledger.

    `service_client` is the box of the fiche compte: without it nothing of this account is published, and a person
    none of whose accounts has it does not come in. `inactif_depuis` is the day an option of the agency closed it by
    itself. CORE-02, EXP-39, EXP-40, EXP-51, EXP-56.
    """

    id: CompteId
    entite: EntiteId
    numero: str
    tiers: TiersId
    metier: Metier
    libelle: str = ""
    service_client: bool = False
    inactif_depuis: date | None = None

    def est_publie(self, jour: date) -> bool:
        """Tell whether the account is on the extranet on a day. EXP-39."""
        return self.service_client and (self.inactif_depuis is None or jour < self.inactif_depuis)
