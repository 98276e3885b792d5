"""Making a paper of an act: the engine says what it says, the renderer how it looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from attrs import frozen

from lsc_domain.assemblee.acte import Acte
from lsc_domain.classeur.liste_des_coproprietaires import ActeDeListeDesCoproprietaires
from lsc_domain.compte.extrait import ExtraitDeCompte
from lsc_domain.publication.texte import TexteDEvenement


@frozen(kw_only=True)
class Rendu:
    """A paper: its bytes, what they are (`application/pdf`), and the suffix of their file (`.pdf`)."""

    contenu: bytes
    media_type: str
    suffixe: str


class Rendering(Protocol):
    """Turns an act into a paper; the same act always gives the same bytes."""

    def render(self, acte: Acte, /) -> Rendu:
        """Make one paper. Raises `BrokenTemplate`, naming the template and the field, and writes nothing."""
        ...

    def render_all(self, actes: Iterable[Acte], /) -> Iterator[Rendu]:
        """Make many papers, in order, as they are asked for: memory does not grow with their number."""
        ...


class TexteRendering(Protocol):
    """Lays out what an agency publishes and did not receive as a file: the same words, the same bytes. PUB-07."""

    def rendre(self, texte: TexteDEvenement, /) -> Rendu:
        """Make one paper. Raises `BrokenTemplate`, naming the template and the field."""
        ...

    def rendre_tous(self, textes: Iterable[TexteDEvenement], /) -> Iterator[Rendu]:
        """Make many papers, in order, as they are asked for, on all cores where that is worth it."""
        ...

    def liste(self, liste: ActeDeListeDesCoproprietaires, /) -> Rendu:
        """Make the list of the owners of a building. EXP-35, EXP-36."""
        ...


class ExtraitRendering(Protocol):
    """Prints the extract of an account, line for line what the screen shows. EXC-14."""

    def extrait(self, extrait: ExtraitDeCompte, /) -> Rendu:
        """Make the paper. Raises `BrokenTemplate`, naming the template and the field."""
        ...

    def tableur(self, extrait: ExtraitDeCompte, /) -> Rendu:
        """Make the workbook, its days being days and its amounts numbers."""
        ...
