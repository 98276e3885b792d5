"""`TypstRendering`: every act as a PDF/A-2a that is also PDF/UA-1. Extra `[pdf]`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final, cast

from lsc_adapters.codec.converter import make_converter
from lsc_adapters.codec.plain import is_table
from lsc_adapters.rendering.compilation import Commande, compiler
from lsc_adapters.rendering.gabarit import Gabarits
from lsc_adapters.rendering.processus import faire_tous
from lsc_domain.assemblee.acte import Acte
from lsc_domain.assemblee.acte.proces_verbal import ActeDeProcesVerbal
from lsc_domain.assemblee.acte.variables import variables
from lsc_domain.ports.errors import BrokenTemplate
from lsc_domain.ports.rendering import Rendering, Rendu
from lsc_domain.socle.affichage import typographier

MEDIA_TYPE: Final = "application/pdf"
SUFFIXE: Final = ".pdf"

_EPOQUE: Final = date(1970, 1, 1)
_JOUR: Final = 86_400
_ECRIVAIN: Final = make_converter()
"""`codec.converter.write` without making a converter per paper: it learns each record once."""


class TypstRendering:
    """
    Lays acts out with typst: one template per act, found in the agency's folder first, then in ours.

    Templates get the act as JSON through `sys.inputs` and never as source: what a name contains is printed, not
    run. Only the fonts of the package are used and the document's date is the act's own, so the same act gives the
    same bytes on every machine. AG-04, AG-06.
    """

    def __init__(self, modeles: Path | None = None) -> None:
        self._gabarits = Gabarits(modeles)

    def render(self, acte: Acte, /) -> Rendu:
        """Make one PDF. Raises `BrokenTemplate`, naming the template and the field."""
        return _rendu(compiler(self._gabarits.racine, commander(acte)))

    def render_all(self, actes: Iterable[Acte], /) -> Iterator[Rendu]:
        """
        Make many PDFs, in order, on all cores as soon as there are enough of them.

        Acts are taken from *actes* a few ahead of what is asked for, and no more: memory does not grow with them.
        """
        faire = partial(compiler, self._gabarits.racine)
        yield from map(_rendu, faire_tous(faire, map(commander, actes)))


def commander(acte: Acte) -> Commande:
    """Write an act as what typst is given: its template, its words in French typography, its date."""
    try:
        donnees = _typographie(_ECRIVAIN.unstructure(acte))
    except AttributeError as absent:
        raise BrokenTemplate(acte.modele, absent.name or "", "champ absent de l'acte") from absent
    if isinstance(acte, ActeDeProcesVerbal) and isinstance(donnees, dict):
        donnees["variables"] = dict(variables(acte))  # a model of the agency's writes #d.variables.VR_ent16 (AG-51)
    try:
        jour = date.fromisoformat(acte.date_iso)
    except ValueError:
        raise BrokenTemplate(acte.modele, "date_iso", f"{acte.date_iso!r} n'est pas une date") from None
    return Commande(
        modele=acte.modele,
        donnees=json.dumps(donnees, ensure_ascii=False),
        horodatage=(jour - _EPOQUE).days * _JOUR,
    )


def _rendu(contenu: bytes) -> Rendu:
    return Rendu(contenu=contenu, media_type=MEDIA_TYPE, suffixe=SUFFIXE)


def _typographie(valeur: object) -> object:
    """Give every text of a tree of plain values its French spaces."""
    if isinstance(valeur, str):
        return typographier(valeur)
    if is_table(valeur):
        return {cle: _typographie(une) for cle, une in valeur.items()}
    if isinstance(valeur, list | tuple):
        return [_typographie(une) for une in cast("Sequence[object]", valeur)]
    return valeur


_: type[Rendering] = TypstRendering
