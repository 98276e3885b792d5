"""By which contracts a served extranet is paid, as a file of its server says it; the keys are elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal

from attrs import field, frozen

from lsc_adapters.codec.converter import read
from lsc_adapters.codec.reading import read_file

TAILLE_MAXIMALE: Final = 1024 * 1024
"""Bytes: thousands of syndicats."""

SchemaDePrelevement = Literal["pain.008.001.08", "pain.008.001.02"]


@frozen(kw_only=True)
class ContratEcrit:
    """A merchant contract: its key is in a variable of the environment, or in a file, which are named here."""

    site: str
    mode: Literal["PRODUCTION", "TEST"] = "PRODUCTION"
    cle_dans: str = ""
    cle_fichier: str = ""


@frozen(kw_only=True)
class PrelevementEcrit:
    """Debits are open, in files of this version."""

    schema: SchemaDePrelevement = "pain.008.001.08"


@frozen(kw_only=True)
class PaiementFichier:
    """The whole file: the card page when it is not Systempay's own, the contracts by `boutique`, debits or not."""

    page: str | None = None
    systempay: dict[str, ContratEcrit] = field(factory=dict[str, ContratEcrit])
    prelevement: PrelevementEcrit | None = None


def read_paiement(chemin: Path) -> PaiementFichier:
    """
    Read the file, in TOML or in JSON.

    Raises `InvalidPayload` at the first fault: its place, and nothing of what is written there.
    """
    return read(read_file(chemin, taille_maximale=TAILLE_MAXIMALE), PaiementFichier)
