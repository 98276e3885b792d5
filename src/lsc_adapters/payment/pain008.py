"""`Pain008File`: single SEPA debits as the file a bank takes, pain.008, written by `sepaxml`. Extra `[sepa]`."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final, Literal, Protocol, TypeAlias, cast

from sepaxml import SepaDD  # type: ignore[import-untyped]
from sepaxml.validation import ValidationError  # type: ignore[import-untyped]

from lsc_domain.paiement.creancier import Adresse, Creancier
from lsc_domain.paiement.etat import Moyen
from lsc_domain.paiement.latin import LONGUEUR_DE_REFERENCE, est_une_reference, transliterer
from lsc_domain.paiement.paiement import Paiement
from lsc_domain.ports.payment import DirectDebit
from lsc_domain.socle.errors import InvalidValue

Schema: TypeAlias = Literal["pain.008.001.08", "pain.008.001.02"]
"""The version in force, and the one many French banks still take: it is a setting of the bank account."""

_NOM: Final = 70
_LIBELLE: Final = 140
_NUMERO: Final = LONGUEUR_DE_REFERENCE - 4


class _Fichier(Protocol):
    """What is used of `sepaxml`, which says nothing of its types."""

    def add_payment(self, payment: dict[str, object], /) -> None: ...
    def export(self, *, validate: bool) -> bytes: ...


class Pain008File:
    """
    Writes the debits of one beneficiary: CORE, one-off (OOFF), structured addresses, Latin letters. EXC-15.

    What is random in `sepaxml` (message and batch identifiers, the instant it runs) is replaced by what is given: the
    same debits make the same bytes. `valider` also reads the file against its schema, which takes a quarter of a
    second for a hundred debits; what it would refuse is refused before it is written.
    """

    def __init__(self, *, schema: Schema = "pain.008.001.08", valider: bool = False) -> None:
        self._schema, self._valider = schema, valider

    def remise(self, paiements: tuple[Paiement, ...], creancier: Creancier, /, *, numero: str, le: datetime) -> bytes:
        """Write the file, its debits grouped by day. Raises `InvalidValue`, and repeats no bank reference."""
        if not est_une_reference(numero) or len(numero) > _NUMERO:
            raise InvalidValue(f"remise : {numero!r} n'est pas un numéro de {_NUMERO} signes au plus")
        if creancier.manques:
            raise InvalidValue(f"remise de {creancier.entite} : il manque {', '.join(creancier.manques)}")
        if not paiements or len({un.id for un in paiements}) < len(paiements):
            raise InvalidValue(f"remise de {creancier.entite} : aucun prélèvement, ou deux fois le même")
        ecrit = cast(
            "_Fichier",
            SepaDD(
                {
                    "name": _latin(creancier.nom, "nom du créancier")[:_NOM].rstrip(),
                    "IBAN": creancier.iban,
                    "BIC": creancier.bic,
                    "batch": True,
                    "creditor_id": creancier.ics,
                    "currency": "EUR",
                    "address": _adresse(creancier.adresse),
                },
                schema=self._schema,
                clean=False,
            ),
        )
        for paiement in paiements:
            ecrit.add_payment(_debit(paiement, creancier))
        try:
            contenu = ecrit.export(validate=self._valider)
        except ValidationError:
            # What it says repeats the values: neither it nor its cause goes any further.
            raise InvalidValue(f"remise de {creancier.entite} : le fichier ne suit pas {self._schema}") from None
        return _fixer(contenu.decode(), numero, le).encode()


def _debit(paiement: Paiement, creancier: Creancier) -> dict[str, object]:
    """Describe a debit as `sepaxml` takes it; what the file cannot hold is refused by the payment it is of."""
    mandat, echeance = paiement.mandat, paiement.echeance
    if paiement.moyen is not Moyen.PRELEVEMENT or mandat is None or echeance is None:
        raise InvalidValue(f"paiement {paiement.id} : ce n'est pas un prélèvement daté")
    if paiement.beneficiaire != creancier.entite:
        raise InvalidValue(f"paiement {paiement.id} : il n'est pas dû à {creancier.entite}")
    if not est_une_reference(paiement.id):
        raise InvalidValue(f"paiement {paiement.id} : ce n'est pas une référence de {LONGUEUR_DE_REFERENCE} signes")
    if mandat.adresse is None:
        raise InvalidValue(f"paiement {paiement.id} : il manque l'adresse du débiteur")
    return {
        "name": _latin(mandat.titulaire, f"paiement {paiement.id} : nom du titulaire")[:_NOM].rstrip(),
        "IBAN": mandat.iban,
        "amount": paiement.montant.centimes,
        "type": "OOFF",
        "collection_date": echeance,
        "mandate_id": mandat.reference,
        "mandate_date": mandat.signe_le,
        "description": _latin(f"Compte {paiement.compte}", f"paiement {paiement.id} : compte")[:_LIBELLE],
        "endtoend_id": paiement.id,
        "address": _adresse(mandat.adresse),
    }


def _adresse(adresse: Adresse | None) -> dict[str, str]:
    if adresse is None:
        return {}
    champs = {
        "street_name": adresse.rue,
        "building_number": adresse.numero,
        "postcode": adresse.code_postal,
        "town": adresse.ville,
        "country": adresse.pays,
    }
    return {nom: _latin(valeur, "adresse") for nom, valeur in champs.items() if valeur.strip()}


def _latin(texte: str, quoi: str) -> str:
    ecrit = transliterer(texte)
    if ecrit is None:
        raise InvalidValue(f"{quoi} : il ne s'écrit pas avec les lettres que lisent les banques")
    return ecrit


def _fixer(contenu: str, numero: str, le: datetime) -> str:
    """Put our identifiers and our instant in place of those that were drawn: no value can hold the tags around them."""
    rangs = iter(range(1, contenu.count("<PmtInfId>") + 1))
    contenu = re.sub(r"(?<=<MsgId>)[^<]*", numero, contenu, count=1)
    contenu = re.sub(r"(?<=<CreDtTm>)[^<]*", le.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), contenu, count=1)
    return re.sub(r"(?<=<PmtInfId>)[^<]*", lambda _: f"{numero}-{next(rangs)}", contenu)


_: type[DirectDebit] = Pain008File
