"""Plain values, as a JSON reader gives them: telling an object from a list, with types a checker follows."""

from __future__ import annotations

from typing import TypeGuard

from lsc_domain.socle.errors import InvalidValue


def is_table(valeur: object) -> TypeGuard[dict[str, object]]:
    """Tell a JSON object; its keys are texts, a reader having made it."""
    return isinstance(valeur, dict)


def is_liste(valeur: object) -> TypeGuard[list[object]]:
    """Tell a JSON array."""
    return isinstance(valeur, list)


def table(valeur: object) -> dict[str, object]:
    """Return a JSON object, or raise `InvalidValue`."""
    if not is_table(valeur):
        raise InvalidValue("attendu un objet")
    return valeur


def liste(valeur: object) -> list[object]:
    """Return a JSON array, or raise `InvalidValue`."""
    if not is_liste(valeur):
        raise InvalidValue("attendu une liste")
    return valeur
