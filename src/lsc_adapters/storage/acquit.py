"""The row of an acknowledgement, the same in every store: seven plain values, and no codec between."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lsc_adapters.codec.exact import write_instant
from lsc_adapters.storage.identite import verifier_identite, verifier_texte
from lsc_domain.publication.acquit import Acquit
from lsc_domain.socle.errors import InvalidValue

TAILLE_MAXIMALE: Final = 2**63 - 1
"""The largest whole number a database keeps in a column."""

LigneDAcquit = tuple[str, str, str, str, int, str, str]
"""Destination, key, print, path, size, content, instant in UTC."""


def lignes_d_acquits(destination: str, acquits: Iterable[Acquit]) -> list[LigneDAcquit]:
    """
    Write the rows of a destination in the order of their keys, the last one of each key.

    In one order: two transactions that write the same keys wait for each other, and never each for the other.
    Raises `InvalidValue` for what no database could hold.
    """
    verifier_identite(destination)
    lignes = {acquit.cle: _ligne(destination, acquit) for acquit in acquits}
    return [lignes[cle] for cle in sorted(lignes)]


def _ligne(destination: str, acquit: Acquit) -> LigneDAcquit:
    if not -TAILLE_MAXIMALE <= acquit.taille <= TAILLE_MAXIMALE:
        raise InvalidValue(f"acquit {acquit.cle} : sa taille ne se garde pas")
    return (
        destination,
        verifier_identite(acquit.cle),
        verifier_texte(acquit.empreinte, "empreinte"),
        verifier_texte(acquit.chemin, "chemin"),
        acquit.taille,
        verifier_texte(acquit.contenu, "contenu"),
        write_instant(acquit.le),
    )
