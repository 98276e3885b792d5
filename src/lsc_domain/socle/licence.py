"""
The licence the editor supplies, read and verified without any network.

A key is two base64 blocks joined by a point: the licence as JSON, and its signature. What verifies the signature
is given by whoever calls: the domain knows no cryptography.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import assert_never

from attrs import frozen
from returns.result import Failure, Result, Success

from lsc_domain.socle.affichage import ecrire_date
from lsc_domain.socle.errors import InvalidValue

Verifier = Callable[[bytes, bytes], bool]
"""Tell whether a signature (the second argument) is the editor's, on these bytes (the first)."""


class Option(StrEnum):
    """What an agency may have bought: the two trades, the extranet, its tickets. EXP-01, EXP-02, EXA-05."""

    GERANCE = "gerance"
    SYNDIC = "syndic"
    EXTRANET = "extranet"
    TICKETS = "tickets"

    @property
    def libelle(self) -> str:
        """The option in French, after « licence »."""
        return "gérance" if self is Option.GERANCE else self.value


@frozen(kw_only=True)
class Licence:
    """
    What the editor grants to an agency, until a day included, or for ever. SYS-05.

    An option the key names and this version does not know is left out: an older software reads a newer key.
    """

    titulaire: str
    options: frozenset[Option]
    valable_jusqua: date | None = None

    def __attrs_post_init__(self) -> None:
        if not self.titulaire.strip():
            raise InvalidValue("licence : sans titulaire")

    def est_expiree(self, jour: date) -> bool:
        """Tell whether its last day is past."""
        return self.valable_jusqua is not None and self.valable_jusqua < jour


@frozen(kw_only=True)
class LicenceAlteree:
    """The key is not the one the editor signed: cut, retyped, or made up. SYS-05."""


@frozen(kw_only=True)
class LicenceExpiree:
    """Its last day is past. SYS-05."""

    valable_jusqua: date


@frozen(kw_only=True)
class OptionAbsente:
    """No licence carries that option. EXP-02."""

    option: Option


RefusDeLicence = LicenceAlteree | LicenceExpiree | OptionAbsente


def valider(cle: str, *, jour: date, verifier: Verifier) -> Result[Licence, LicenceAlteree | LicenceExpiree]:
    """
    Validate a licence key: signed by the editor, whole to the last character, and not expired. SYS-05.

    The signature bears on the bytes of the JSON: `titulaire`, `options` (their names, a space between), and
    `valable_jusqua` (AAAA-MM-JJ, or null).
    """
    charge, separateur, signature = cle.strip().partition(".")
    octets, sceau = _decoder(charge), _decoder(signature)
    if not separateur or octets is None or sceau is None or not verifier(octets, sceau):
        return Failure(LicenceAlteree())
    licence = _lire(octets)
    if licence is None:
        return Failure(LicenceAlteree())
    if licence.valable_jusqua is not None and licence.est_expiree(jour):
        return Failure(LicenceExpiree(valable_jusqua=licence.valable_jusqua))
    return Success(licence)


def exiger(licence: Licence | None, option: Option, *, jour: date) -> Result[Licence, LicenceExpiree | OptionAbsente]:
    """
    Ask for an option, as each publication does for `EXTRANET`. EXP-02.

    >>> libelle(exiger(None, Option.EXTRANET, jour=date(2020, 7, 1)).failure())
    'licence extranet absente.'
    """
    if licence is None or option not in licence.options:
        return Failure(OptionAbsente(option=option))
    if licence.valable_jusqua is not None and licence.est_expiree(jour):
        return Failure(LicenceExpiree(valable_jusqua=licence.valable_jusqua))
    return Success(licence)


def libelle(refus: RefusDeLicence) -> str:
    """Say a refusal in French."""
    match refus:
        case LicenceAlteree():
            return "la clé de licence n'est pas celle que l'éditeur a fournie."
        case LicenceExpiree(valable_jusqua=jour):
            return f"la licence a expiré le {ecrire_date(jour)}."
        case OptionAbsente(option=option):
            return f"licence {option.libelle} absente."
        case _:
            assert_never(refus)


def _decoder(bloc: str) -> bytes | None:
    """Decode a block written the only way base64 writes it: one changed character is always seen."""
    try:
        octets = b64decode(bloc, validate=True)
    except ValueError:
        return None
    return octets if octets and b64encode(octets).decode() == bloc else None


def _lire(octets: bytes) -> Licence | None:
    """Read what the editor signed; `None` for what it never writes."""
    try:
        charge: object = json.loads(octets)
        match charge:
            case {"titulaire": str(titulaire), "options": str(noms), "valable_jusqua": str() | None as fin}:
                connues = frozenset(option for option in Option if option.value in noms.split())
                jusqua = None if fin is None else date.fromisoformat(fin)
                return Licence(titulaire=titulaire, options=connues, valable_jusqua=jusqua)
            case _:
                return None
    except ValueError:  # not UTF-8, not JSON, not a day, nobody's
        return None
