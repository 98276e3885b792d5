"""What the user typed wrong, in French."""

from __future__ import annotations

from enum import Enum
from typing import Literal, get_args, get_origin

from cyclopts import CycloptsError
from cyclopts.exceptions import (
    CoercionError,
    MissingArgumentError,
    RepeatArgumentError,
    UnknownCommandError,
    UnknownOptionError,
    UnusedCliTokensError,
)


class FauteDeSaisie(Exception):
    """An option or a file that cannot be read: one sentence, exit 2."""


def en_francais(fautif: CycloptsError) -> str:
    """Say in French what cyclopts could not make of the command line."""
    nom = fautif.argument.name if fautif.argument is not None else ""
    if isinstance(fautif, UnknownOptionError):
        return f"option inconnue : {fautif.token.keyword or fautif.token.value}"
    if isinstance(fautif, UnknownCommandError):
        return f"commande inconnue : {' '.join(fautif.unused_tokens or ())} ; voir --help"
    if isinstance(fautif, MissingArgumentError):
        return f"il manque {nom or 'un argument'} ; voir --help"
    if isinstance(fautif, CoercionError):
        valeur = fautif.token.value if fautif.token is not None else ""
        permises = _permises(fautif.target_type)
        attendu = f", attendu {', '.join(permises)}" if permises else ""
        return f"{nom} : valeur {valeur!r} refusée{attendu}"
    if isinstance(fautif, RepeatArgumentError):
        return f"{nom or fautif.token.keyword or 'un argument'} est donné deux fois"
    if isinstance(fautif, UnusedCliTokensError):
        return f"argument en trop : {' '.join(fautif.unused_tokens or ())}"
    return str(fautif).replace("\n", " ")


def _permises(genre: object) -> tuple[str, ...]:
    """List the words an option takes, when they are few and known."""
    if isinstance(genre, type) and issubclass(genre, Enum):
        return tuple(nom.lower().replace("_", "-") for nom in genre.__members__)  # as cyclopts reads them
    return tuple(str(un) for un in get_args(genre)) if get_origin(genre) is Literal else ()
