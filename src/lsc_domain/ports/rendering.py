"""Making a paper of an act: the engine says what it says, the renderer how it looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from attrs import frozen

from lsc_domain.assemblee.acte import Acte


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
