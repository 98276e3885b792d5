"""`lsc.documents/1`: the papers a run wrote, by the names of their files."""

from __future__ import annotations

from typing import Final, Literal

from attrs import field, frozen

FORMAT: Final = "lsc.documents/1"


@frozen(kw_only=True)
class DocumentsEcrits:
    """Les documents écrits, dans l'ordre où ils l'ont été."""

    format: Literal["lsc.documents/1"] = FORMAT
    fichiers: tuple[str, ...] = field(metadata={"description": "Les noms, dans le dossier de sortie."})
