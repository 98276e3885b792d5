"""Being paid: a hosted card page with its notifications, and a single SEPA debit. EXC-15."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol

from attrs import field, frozen
from returns.result import Result

from lsc_domain.paiement.creancier import Creancier
from lsc_domain.paiement.evenement import EvenementDePaiement
from lsc_domain.paiement.paiement import Paiement


@frozen(kw_only=True)
class Redirection:
    """Where the browser goes to pay: a form to post, its fields signed."""

    adresse: str
    champs: Mapping[str, str] = field(factory=dict[str, str], repr=False)


class FauteDeNotification(StrEnum):
    """Why a notification is not taken in."""

    SIGNATURE = "signature"
    ILLISIBLE = "illisible"
    BOUTIQUE_INCONNUE = "boutique_inconnue"

    @property
    def libelle(self) -> str:
        """
        The fault, in French.

        >>> FauteDeNotification.SIGNATURE.libelle
        'la signature n’est pas celle du prestataire'
        """
        return _FAUTES[self]


_FAUTES: Final = {
    FauteDeNotification.SIGNATURE: "la signature n’est pas celle du prestataire",
    FauteDeNotification.ILLISIBLE: "la notification ne se lit pas",
    FauteDeNotification.BOUTIQUE_INCONNUE: "personne n’a les clés de cette boutique",
}


class CardPayment(Protocol):
    """
    A card page hosted by a provider, one merchant contract per beneficiary (`Creancier.boutique`).

    The browser's return proves nothing: only a notification that is read here does.
    """

    def connait(self, boutique: str, /) -> bool:
        """Tell whether the keys of a merchant contract are held here."""
        ...

    def start(
        self, paiement: Paiement, creancier: Creancier, *, courriel: str, retour: str, notification: str, le: datetime
    ) -> Redirection:
        """
        Prepare the page: `retour` is where the browser comes back, `notification` where the provider says the truth.

        Raises `Unavailable` when the beneficiary has no contract here.
        """
        ...

    def parse(self, corps: bytes, /) -> Result[EvenementDePaiement, FauteDeNotification]:
        """Read a notification, or say why it proves nothing. The same bytes always give the same event, and its key."""
        ...


class DirectDebit(Protocol):
    """Debits to be given to the bank."""

    def remise(self, paiements: tuple[Paiement, ...], creancier: Creancier, /, *, numero: str, le: datetime) -> bytes:
        """
        Write the file of one beneficiary's debits (pain.008), valid against its schema: the same ones, the same bytes.

        `numero` names the file (its message identifier), one and no other for the bank. Raises `InvalidValue` for
        what no file may hold: no debit at all, two of one identity, somebody else's, a creditor without his ICS.
        """
        ...
