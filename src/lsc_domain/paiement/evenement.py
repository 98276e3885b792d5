"""What is known to have happened to a payment, whoever said it."""

from __future__ import annotations

from datetime import datetime

from attrs import frozen

from lsc_domain.paiement.etat import EtatDePaiement
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import PaiementId


@frozen(kw_only=True)
class EvenementDePaiement:
    """
    What a provider said, its signature verified: about which payment, how much, and in which state it is.

    `cle` is its own, provider and event: the same key is the same event, said again. `reference` is what the provider
    calls the payment, `devise` the three letters of a currency, `boutique` the merchant contract that was credited.
    """

    cle: str
    paiement: PaiementId
    reference: str
    etat: EtatDePaiement
    montant: Euros
    devise: str
    le: datetime
    boutique: str = ""

    def __attrs_post_init__(self) -> None:
        if not self.cle:
            raise InvalidValue("événement de paiement : sans clé, il serait pris deux fois")
        if self.le.utcoffset() is None:
            raise InvalidValue(f"événement de paiement {self.cle} : un instant sans fuseau horaire")
