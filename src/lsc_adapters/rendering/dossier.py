"""The papers of a meeting, written to a folder one after the other."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import frozen

from lsc_adapters.rendering.ecriture import file_name, write_file
from lsc_domain.assemblee.acte import Acte
from lsc_domain.ports.rendering import Rendering


@frozen(kw_only=True)
class Page:
    """A paper to be written: the name of its file, without a suffix, and what it says."""

    nom: str
    acte: Acte


def write_pages(pages: Iterable[Page], dossier: Path, rendering: Rendering) -> Iterator[Path]:
    """
    Make each paper and write it, giving its path as it is done.

    What a name cannot hold becomes `_`; two papers that would then bear one name are told apart by a number. A file is
    whole or not there; `BrokenTemplate` stops the run, and leaves those already written.
    """
    dossier.mkdir(parents=True, exist_ok=True)
    en_cours: deque[str] = deque()
    pris: set[str] = set()

    def actes() -> Iterator[Acte]:
        for page in pages:
            en_cours.append(_libre(file_name(page.nom), pris))
            yield page.acte

    for rendu in rendering.render_all(actes()):
        chemin = dossier / f"{en_cours.popleft()}{rendu.suffixe}"
        write_file(chemin, rendu.contenu)
        yield chemin


def _libre(nom: str, pris: set[str]) -> str:
    """Return a name nobody took: a folder may not tell capitals apart."""
    candidat, numero = nom, 1
    while candidat.casefold() in pris:
        numero += 1
        candidat = f"{nom}-{numero}"
    pris.add(candidat.casefold())
    return candidat
