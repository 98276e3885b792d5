"""The reference renderer: a paper is the act itself, written as canonical JSON. Nothing is laid out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from lsc_adapters.codec.converter import make_converter
from lsc_domain.assemblee.acte import Acte
from lsc_domain.ports.errors import BrokenTemplate
from lsc_domain.ports.rendering import Rendering, Rendu

MEDIA_TYPE, SUFFIXE = "application/json", ".json"


class MemoryRendering:
    """
    Writes what an act says and nothing of how it looks: for tests, and for whoever lays papers out elsewhere.

    Its keys are sorted and no space is wasted, so that the same act gives the same bytes.
    """

    def __init__(self) -> None:
        self._converter = make_converter()

    def render(self, acte: Acte, /) -> Rendu:
        """Write one act. Raises `BrokenTemplate` when it lacks one of its fields."""
        try:
            papier = {"modele": acte.modele, "donnees": self._converter.unstructure(acte)}
        except AttributeError as absent:
            raise BrokenTemplate(acte.modele, absent.name or "", "champ absent de l'acte") from absent
        texte = json.dumps(papier, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return Rendu(contenu=texte.encode(), media_type=MEDIA_TYPE, suffixe=SUFFIXE)

    def render_all(self, actes: Iterable[Acte], /) -> Iterator[Rendu]:
        """Write each act as it is asked for."""
        return map(self.render, actes)


_: type[Rendering] = MemoryRendering
