"""The row of an entry of the ledgers, the same in every store: plain values, and no codec between."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from lsc_adapters.storage.identite import verifier_identite, verifier_texte
from lsc_domain.compte.ecriture import Ecriture
from lsc_domain.ports.errors import Conflict
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.euros import Euros

MONTANT_MAXIMAL: Final = 10**15
"""Centimes: ten thousand billion euros, so that a database adds thousands of them up in a whole number of its own."""

COLONNES: Final = (
    "id",
    "compte",
    "journal",
    "le",
    "libelle",
    "debit",
    "credit",
    "analytique",
    "rubrique",
    "mouvement",
    "piece",
    "piece_le",
    "lettrage",
    "lettree_le",
    "valide_le",
)
"""The fields, in the order of the row."""

LigneDEcriture = tuple[str | int | None, ...]
"""One value a field; days as `2020-07-07`, amounts in centimes."""


def lignes_d_ecritures(ecritures: Iterable[Ecriture]) -> list[LigneDEcriture]:
    """
    Write the rows of entries.

    Raises `InvalidValue` for what no database could hold, `Conflict` for two of one identity.
    """
    lignes = [_ligne(ecriture) for ecriture in ecritures]
    if len({ligne[0] for ligne in lignes}) != len(lignes):
        raise Conflict("écritures : la même identité y est deux fois")
    return lignes


def verifier_lettrage(lettrage: str | None) -> str | None:
    """Return letters that can be kept, or raise `InvalidValue`."""
    return _texte(lettrage, "lettrage")


def _ligne(une: Ecriture) -> LigneDEcriture:
    return (
        verifier_identite(une.id),
        verifier_identite(une.compte),
        verifier_texte(une.journal, "journal"),
        une.le.isoformat(),
        verifier_texte(une.libelle, "libellé"),
        _montant(une.debit),
        _montant(une.credit),
        _texte(une.analytique, "analytique"),
        _texte(une.rubrique, "rubrique"),
        verifier_texte(une.mouvement, "mouvement"),
        verifier_texte(une.piece, "pièce"),
        _jour(une.piece_le),
        _texte(une.lettrage, "lettrage"),
        _jour(une.lettree_le),
        _jour(une.valide_le),
    )


def _texte(texte: str | None, nom: str) -> str | None:
    return None if texte is None else verifier_texte(texte, nom)


def _jour(jour: date | None) -> str | None:
    return None if jour is None else jour.isoformat()


def _montant(montant: Euros) -> int:
    if montant.centimes > MONTANT_MAXIMAL:
        raise InvalidValue(f"écriture : {montant.decimal} ne se garde pas, c'est plus qu'il n'en existe")
    return montant.centimes
