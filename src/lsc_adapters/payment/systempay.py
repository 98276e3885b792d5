"""`SystempayCards`: the hosted page of Systempay and PayZen (Lyra, form API V2), a contract a beneficiary."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from hmac import compare_digest
from hmac import new as hmac
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from attrs import field, frozen
from returns.result import Failure, Result, Success

from lsc_domain.paiement.creancier import Creancier
from lsc_domain.paiement.etat import EtatDePaiement
from lsc_domain.paiement.evenement import EvenementDePaiement
from lsc_domain.paiement.paiement import Paiement
from lsc_domain.ports.errors import Unavailable
from lsc_domain.ports.payment import CardPayment, FauteDeNotification, Redirection
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import PaiementId

ADRESSE: Final = "https://paiement.systempay.fr/vads-payment/"
"""Where the form is posted."""

_PREFIXE: Final = "vads_"
_SIGNATURE: Final = "signature"
_INSTANT: Final = "%Y%m%d%H%M%S"
_EURO: Final = "978"
_DEVISES: Final = {_EURO: "EUR"}
_NOM: Final = re.compile(r"vads_[a-z0-9_]{1,64}")
_COMMANDE: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
_TAILLE: Final = 65_536
_CHAMPS: Final = 300

_ETATS: Final = {
    "ACCEPTED": EtatDePaiement.AUTORISE,
    "AUTHORISED": EtatDePaiement.AUTORISE,
    "AUTHORISED_TO_VALIDATE": EtatDePaiement.AUTORISE,
    "WAITING_AUTHORISATION": EtatDePaiement.REDIRIGE,
    "WAITING_AUTHORISATION_TO_VALIDATE": EtatDePaiement.REDIRIGE,
    "UNDER_VERIFICATION": EtatDePaiement.REDIRIGE,
    "INITIAL": EtatDePaiement.REDIRIGE,
    "CAPTURED": EtatDePaiement.ENCAISSE,
    "REFUSED": EtatDePaiement.REFUSE,
    "CAPTURE_FAILED": EtatDePaiement.REFUSE,
    "ABANDONED": EtatDePaiement.ABANDONNE,
    "CANCELLED": EtatDePaiement.ABANDONNE,
    "NOT_CREATED": EtatDePaiement.ABANDONNE,
    "EXPIRED": EtatDePaiement.EXPIRE,
}
"""What each `vads_trans_status` means here. Being authorised is a promise of the bank: the money is not there yet."""


@frozen(kw_only=True)
class ContratSystempay:
    """A merchant contract: its shop number, its mode (TEST or PRODUCTION), and the key of that mode, never shown."""

    site: str
    cle: str = field(repr=False)
    mode: str = "PRODUCTION"

    def __attrs_post_init__(self) -> None:
        if not re.fullmatch(r"[0-9]{4,12}", self.site) or self.mode not in {"TEST", "PRODUCTION"} or not self.cle:
            raise InvalidValue("contrat de paiement : un numéro de boutique, TEST ou PRODUCTION, et sa clé")


class SystempayCards:
    """
    Signs the forms and reads the notifications (IPN) of each contract, by the name `Creancier.boutique` gives it.

    The page is the provider's: no card number ever comes here. A notification counts if its signature is the one its
    shop's key makes of it; whatever else was posted with it is left out.
    """

    def __init__(self, contrats: Mapping[str, ContratSystempay], *, adresse: str = ADRESSE) -> None:
        """Hold the keys of these contracts. Raises `InvalidValue` when two of them are one shop."""
        if not urlsplit(adresse).hostname:
            raise InvalidValue(f"systempay : {adresse!r} n'est pas l'adresse d'une page")
        self._contrats, self._adresse = dict(contrats), adresse
        self._boutiques = {(un.site, un.mode): nom for nom, un in self._contrats.items()}
        if len(self._boutiques) < len(self._contrats):
            raise InvalidValue("systempay : deux contrats ont le même numéro de boutique, dans le même mode")

    def __repr__(self) -> str:
        """Name the contracts; their keys stay where they are."""
        return f"SystempayCards({', '.join(sorted(self._contrats))})"

    def connait(self, boutique: str, /) -> bool:
        """Tell whether the key of a contract is held here."""
        return boutique in self._contrats

    def start(
        self, paiement: Paiement, creancier: Creancier, *, courriel: str, retour: str, notification: str, le: datetime
    ) -> Redirection:
        """Sign the form that leads to the page. Raises `Unavailable` when the beneficiary has no contract here."""
        contrat = self._contrats.get(creancier.boutique)
        if contrat is None or creancier.entite != paiement.beneficiaire:
            raise Unavailable(f"systempay : {paiement.beneficiaire} n'a pas de contrat ici")
        if not _COMMANDE.fullmatch(paiement.id):
            raise InvalidValue(f"systempay : {paiement.id!r} n'est pas un numéro de commande")
        instant = le.astimezone(UTC)
        champs = {
            "vads_site_id": contrat.site,
            "vads_ctx_mode": contrat.mode,
            "vads_version": "V2",
            "vads_action_mode": "INTERACTIVE",
            "vads_page_action": "PAYMENT",
            "vads_payment_config": "SINGLE",
            "vads_amount": str(paiement.montant.centimes),
            "vads_currency": _EURO,
            "vads_trans_id": _numero_du_jour(instant),
            "vads_trans_date": instant.strftime(_INSTANT),
            "vads_order_id": paiement.id,
            "vads_url_return": retour,
            "vads_url_check": notification,
            **({"vads_cust_email": courriel} if courriel else {}),
        }
        return Redirection(adresse=self._adresse, champs={**champs, _SIGNATURE: signer(champs, contrat.cle)})

    def parse(self, corps: bytes, /) -> Result[EvenementDePaiement, FauteDeNotification]:
        """Read a notification, as a form posts it."""
        recus = _lire(corps)
        if recus is None:
            return Failure(FauteDeNotification.ILLISIBLE)
        champs = {nom: valeur for nom, valeur in recus.items() if nom.startswith(_PREFIXE)}
        nom = self._boutiques.get((champs.get("vads_site_id", ""), champs.get("vads_ctx_mode", "")))
        if nom is None:
            return Failure(FauteDeNotification.BOUTIQUE_INCONNUE)
        attendue = signer(champs, self._contrats[nom].cle)
        if not compare_digest(attendue.encode(), recus.get(_SIGNATURE, "").encode()):
            return Failure(FauteDeNotification.SIGNATURE)
        evenement = _evenement(champs, nom, attendue)
        return Success(evenement) if evenement else Failure(FauteDeNotification.ILLISIBLE)


def signer(champs: Mapping[str, str], cle: str) -> str:
    """
    Sign the fields whose names begin with `vads_`: their values in the order of the names, then the key, joined by +.

    >>> signer({"vads_amount": "5124", "vads_action_mode": "INTERACTIVE", "submit": "Payer"}, "0123456789")
    'MiykmgMgtgioPTFsz6I3c8T91I815VoPgdy7xr4+5j4='
    """
    return _signer((champs[nom] for nom in sorted(champs) if nom.startswith(_PREFIXE)), cle)


def _signer(valeurs: Iterable[str], cle: str) -> str:
    message = "+".join((*valeurs, cle))
    return b64encode(hmac(cle.encode(), message.encode(), sha256).digest()).decode()


def _numero_du_jour(instant: datetime) -> str:
    """
    Number a transaction within its day, by tenths of a second: 000000 to 863999, inside the range the contract allows.

    Two of one shop in one tenth of a second have one number: the provider refuses the second, and nobody has paid.
    """
    secondes = instant.hour * 3600 + instant.minute * 60 + instant.second
    return f"{secondes * 10 + instant.microsecond // 100_000:06d}"


def _lire(corps: bytes) -> dict[str, str] | None:
    """Read the fields of a form; `None` for what is none, says one thing twice, or names what cannot be."""
    if len(corps) > _TAILLE:
        return None
    try:
        paires = parse_qsl(
            corps.decode("ascii"),
            keep_blank_values=True,
            strict_parsing=True,
            errors="strict",
            max_num_fields=_CHAMPS,
        )
    except ValueError:  # not ASCII, not a form, not UTF-8 underneath
        return None
    champs = dict(paires)
    # The signature is of the values, in the order of the names: a name that is not one of theirs is looked at first.
    if len(champs) < len(paires) or not all(map(_NOM.fullmatch, (nom for nom in champs if nom.startswith(_PREFIXE)))):
        return None
    return champs


def _evenement(champs: Mapping[str, str], boutique: str, signature: str) -> EvenementDePaiement | None:
    """Make an event of fields that are the provider's; `None` when what is needed is not among them."""
    # Names are not signed: renamed on the way, a field is missing, which must not be read as its usual value.
    etat = _etat(champs.get("vads_trans_status", ""), champs.get("vads_operation_type", ""))
    montant, commande = champs.get("vads_amount", ""), champs.get("vads_order_id", "")
    devise = champs.get("vads_currency", "")
    le = _instant(champs.get("vads_effective_creation_date") or champs.get("vads_trans_date", ""))
    if etat is None or le is None or not re.fullmatch(r"[0-9]{1,12}", montant) or not _COMMANDE.fullmatch(commande):
        return None
    if not re.fullmatch(r"[0-9]{3}", devise):
        return None
    return EvenementDePaiement(
        # The same bytes have the same signature: said again, it is the same event, and nobody else can make one.
        cle=f"systempay/{champs['vads_site_id']}/{sha256(signature.encode()).hexdigest()[:32]}",
        paiement=PaiementId(commande),
        reference=champs.get("vads_trans_uuid") or champs.get("vads_trans_id", ""),
        etat=etat,
        montant=Euros(int(montant)),
        devise=_DEVISES.get(devise, devise),
        le=le,
        boutique=boutique,
    )


def _etat(statut: str, operation: str) -> EtatDePaiement | None:
    """
    Read a status; that of a credit is one of money going back, and says nothing until it has gone.

    The operation is not told of a payment that was abandoned or cancelled; of any other, it is missing by no good way.
    """
    etat = _ETATS.get(statut)
    if operation == "DEBIT" or etat is None or (not operation and etat is EtatDePaiement.ABANDONNE):
        return etat
    if operation != "CREDIT":
        return None
    return EtatDePaiement.REMBOURSE if etat is EtatDePaiement.ENCAISSE else EtatDePaiement.REDIRIGE


def _instant(texte: str) -> datetime | None:
    if not re.fullmatch(r"[0-9]{14}", texte):
        return None
    try:
        return datetime.strptime(texte, _INSTANT).replace(tzinfo=UTC)
    except ValueError:
        return None


_: type[CardPayment] = SystempayCards
