"""Payments that move no money: for tests, for `lsc demo`, for whoever wants to see what would be asked."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime

from attrs import frozen
from returns.result import Failure, Result, Success

from lsc_domain.paiement.creancier import Creancier
from lsc_domain.paiement.etat import EtatDePaiement, Moyen
from lsc_domain.paiement.evenement import EvenementDePaiement
from lsc_domain.paiement.paiement import EURO, Paiement
from lsc_domain.ports.errors import Unavailable
from lsc_domain.ports.payment import CardPayment, DirectDebit, FauteDeNotification, Redirection
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import PaiementId


@frozen(kw_only=True)
class _Page:
    paiement: Paiement
    boutique: str
    notification: str


class MemoryCards:
    """
    A provider whose page nobody sees: `notifier` says what a buyer did on it, as the body of a notification.

    Only what `notifier` gave is read back: one changed byte is no notification.
    """

    def __init__(self, boutiques: Iterable[str] = ()) -> None:
        """Hold the contracts of these names."""
        self._boutiques = frozenset(boutiques)
        self._pages: dict[str, _Page] = {}
        self._dites: dict[bytes, EvenementDePaiement] = {}

    def connait(self, boutique: str, /) -> bool:
        """Tell whether a contract is held here."""
        return boutique in self._boutiques

    def start(
        self, paiement: Paiement, creancier: Creancier, *, courriel: str, retour: str, notification: str, le: datetime
    ) -> Redirection:
        """Open a page. Raises `Unavailable` when the beneficiary has no contract here."""
        if creancier.boutique not in self._boutiques or creancier.entite != paiement.beneficiaire:
            raise Unavailable(f"paiement : {paiement.beneficiaire} n'a pas de contrat ici")
        self._pages[paiement.id] = _Page(paiement=paiement, boutique=creancier.boutique, notification=notification)
        return Redirection(
            adresse="https://paiement.example.invalid/",
            champs={"paiement": paiement.id, "montant": paiement.montant.decimal, "courriel": courriel},
        )

    def notifier(self, paiement: str, etat: EtatDePaiement, *, le: datetime) -> bytes:
        """Return what the provider posts once a buyer did something. Raises `KeyError` for a page nobody opened."""
        page = self._pages[paiement]
        cle = f"memoire/{paiement}/{etat.value}/{le.isoformat()}"
        corps = json.dumps({"cle": cle, "paiement": paiement, "etat": etat.value}).encode()
        self._dites[corps] = EvenementDePaiement(
            cle=cle,
            paiement=PaiementId(paiement),
            reference=f"memoire-{paiement}",
            etat=etat,
            montant=page.paiement.montant,
            devise=EURO,
            le=le,
            boutique=page.boutique,
        )
        return corps

    def parse(self, corps: bytes, /) -> Result[EvenementDePaiement, FauteDeNotification]:
        """Read back what `notifier` said."""
        dit = self._dites.get(corps)
        return Success(dit) if dit is not None else Failure(FauteDeNotification.SIGNATURE)


class MemoryDebits:
    """A bank that takes a list: one line a debit, its identity, its amount and its day."""

    def remise(self, paiements: tuple[Paiement, ...], creancier: Creancier, /, *, numero: str, le: datetime) -> bytes:
        """Write the list. Raises `InvalidValue` as a bank would."""
        if not paiements or len({un.id for un in paiements}) < len(paiements) or creancier.manques:
            raise InvalidValue(f"remise de {creancier.entite} : aucun prélèvement, deux fois le même, ou incomplet")
        for un in paiements:
            if un.moyen is not Moyen.PRELEVEMENT or un.echeance is None or un.beneficiaire != creancier.entite:
                raise InvalidValue(f"paiement {un.id} : ce n'est pas un prélèvement dû à {creancier.entite}")
        lignes = (f"{un.id};{un.montant.decimal};{un.echeance}" for un in paiements)
        return "\n".join((f"{numero};{le.astimezone(UTC).isoformat()};{creancier.ics}", *lignes)).encode()


_: type[CardPayment] = MemoryCards
__: type[DirectDebit] = MemoryDebits
