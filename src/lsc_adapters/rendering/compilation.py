"""One typst compiler per process, and what its refusals say in French."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Final

import typst
from attrs import frozen

from lsc_adapters.rendering.gabarit import polices
from lsc_domain.ports.errors import BrokenTemplate

NORMES: Final[list[typst.PDFStandard]] = ["a-2a", "ua-1"]
"""Archival and accessible at once: typst refuses to export what does not meet both."""

_UN_A_LA_FOIS: Final = Lock()
"""A compiler is not for two threads at once, and two would not go faster."""

_CHAMP = re.compile(r'does not contain key "([^"]*)"')
_GLYPHE = re.compile(r'the text `"(.*?)"` could not be displayed')
_LIEU = re.compile(r"┌─ (?:.*[/\\])?([\w.-]+)\.typ:(\d+)")


@frozen(kw_only=True)
class Commande:
    """A paper to make: its template, what it says (JSON), and the instant its bytes bear."""

    modele: str
    donnees: str
    horodatage: int


def compiler(racine: Path, commande: Commande) -> bytes:
    """Make one PDF. Raises `BrokenTemplate`, naming the template and the field."""
    source = racine / f"{commande.modele}.typ"
    if not source.is_file():
        raise BrokenTemplate(commande.modele, "", "aucun modèle de ce nom")
    try:
        with _UN_A_LA_FOIS:
            contenu = _compilateur(racine).compile(
                input=source,
                format="pdf",
                pdf_standards=NORMES,
                sys_inputs={"modele": commande.modele, "donnees": commande.donnees},
                timestamp=commande.horodatage,
            )
    except typst.TypstError as faute:
        raise expliquer(commande.modele, faute.message, faute.diagnostic) from None
    if not isinstance(contenu, bytes):
        raise BrokenTemplate(commande.modele, "", "typst n'a pas rendu un PDF")
    return contenu


def expliquer(modele: str, message: str, diagnostic: str) -> BrokenTemplate:
    """
    Turn what typst says into the template, the field and a reason one can act on.

    The template named is the one that fails, which a liasse may only have imported; `base.typ` is named by the
    template that called it.
    """
    lieux = [(nom, ligne) for nom, ligne in _LIEU.findall(diagnostic) if nom != "base"]
    fautif, ligne = lieux[0] if lieux else (modele, "")
    ou = f" (ligne {ligne})" if ligne else ""
    champ = _CHAMP.search(message)
    if champ is not None:
        return BrokenTemplate(fautif, champ[1], f"l'acte n'a pas ce champ{ou} ; typst : {message}")
    glyphes = sorted(set(_GLYPHE.findall(diagnostic)))
    if glyphes:
        return BrokenTemplate(fautif, "", f"aucune police ne sait écrire {' '.join(glyphes)}{ou} ; typst : {message}")
    return BrokenTemplate(fautif, "", f"typst refuse{ou} : {message}")


@cache
def _compilateur(racine: Path) -> typst.Compiler:
    """Keep one compiler per process and folder: making one costs as much as a page."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(polices())])
    return typst.Compiler(root=str(racine), font_paths=fonts)
