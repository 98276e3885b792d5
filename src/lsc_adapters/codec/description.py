"""What a field of an exchange format means, in French, beside the field."""

from __future__ import annotations

from typing import Any

from attrs import field


def dit(texte: str, **autres: Any) -> Any:
    """Declare a field with the sentence its JSON Schema carries."""
    return field(metadata={"description": texte}, **autres)
