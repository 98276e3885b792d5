"""What is published and is not a paper: an account, a fund, an address, as a small file of its own."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Final, TypeAlias

from attrs import frozen

from lsc_domain.socle.euros import Euros

FORMAT: Final = "lsc.fiche/1"

Valeur: TypeAlias = "str | int | bool | date | Euros | Sequence[Valeur] | Mapping[str, Valeur] | None"
"""What a fiche holds: amounts are exact decimals between quotes, days AAAA-MM-JJ."""


@frozen
class Fiche:
    """
    A small file already written, in the one way JSON can be with its keys sorted: same facts, same bytes. PUB-06.

    >>> ecrire_fiche({"compte": "411ALOXECO", "solde": Euros.lire("19.64")}).texte
    '{"compte":"411ALOXECO","format":"lsc.fiche/1","solde":"19.64"}'
    """

    texte: str

    @property
    def octets(self) -> bytes:
        """Its bytes."""
        return self.texte.encode()

    @property
    def empreinte(self) -> str:
        """The SHA-256 of its bytes."""
        return sha256(self.octets).hexdigest()


def ecrire_fiche(champs: Mapping[str, Valeur]) -> Fiche:
    """Write the fields of a fiche, under the name of its format."""
    return Fiche(
        json.dumps(_simple({**champs, "format": FORMAT}), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    )


def _simple(valeur: Valeur) -> object:
    if isinstance(valeur, Euros):
        return valeur.decimal
    if isinstance(valeur, date):
        return valeur.isoformat()
    if isinstance(valeur, Mapping):
        return {cle: _simple(une) for cle, une in valeur.items()}
    if isinstance(valeur, Sequence) and not isinstance(valeur, str):
        return [_simple(une) for une in valeur]
    return valeur
