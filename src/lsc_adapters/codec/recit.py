"""`lsc.assemblee/1` told as facts: apart from the reading, which whoever only counts does not pay for."""

from __future__ import annotations

from pathlib import Path

from returns.pipeline import is_successful

from lsc_adapters.codec.assemblee import read_declaration
from lsc_adapters.codec.errors import InvalidPayload
from lsc_domain.assemblee.declaration import Declaration
from lsc_domain.assemblee.fait import Fait
from lsc_domain.assemblee.recit import raconter


def read_faits(chemin: Path) -> tuple[Declaration, tuple[Fait, ...]]:
    """Read a meeting and tell it as facts. Raises `InvalidPayload`, with the place of the fault, or `OSError`."""
    declaration = read_declaration(chemin)
    racontes = raconter(declaration)
    if not is_successful(racontes):
        faute = racontes.failure()
        raise InvalidPayload(faute.lieu, faute.texte)
    return declaration, racontes.unwrap()
