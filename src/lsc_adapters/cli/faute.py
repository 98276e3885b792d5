"""What the user typed wrong, in French."""

from __future__ import annotations

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
        return f"{nom} : valeur {valeur!r} refusée"
    if isinstance(fautif, RepeatArgumentError):
        return f"{nom or fautif.token.keyword or 'un argument'} est donné deux fois"
    if isinstance(fautif, UnusedCliTokensError):
        return f"argument en trop : {' '.join(fautif.unused_tokens or ())}"
    return str(fautif).replace("\n", " ")
