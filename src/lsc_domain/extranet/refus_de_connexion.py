"""Why nobody came in: said without telling whether the login exists. I-34, ASVS 6.3.8."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import assert_never

from attrs import frozen


@frozen(kw_only=True)
class IdentifiantsRefuses:
    """Login unknown or closed, password wrong, spent or expired, accounts not published, extranet off: all one."""


@frozen(kw_only=True)
class TropDeTentatives:
    """Too many failures in a row, of this login or of this address, whichever; `attente` is how long it lasts."""

    jusqua: datetime
    attente: timedelta


RefusDeConnexion = IdentifiantsRefuses | TropDeTentatives


@frozen(kw_only=True)
class SessionFinie:
    """The session is over: left, silent for too long, closed by a change, or of somebody who comes in no more."""


def libelle(refus: RefusDeConnexion | SessionFinie) -> str:
    """
    Say it in French.

    >>> libelle(IdentifiantsRefuses())
    'Identifiant ou mot de passe incorrect.'
    """
    match refus:
        case IdentifiantsRefuses():
            return "Identifiant ou mot de passe incorrect."
        case TropDeTentatives(attente=attente):
            return f"Trop d'essais : réessayez dans {_duree(attente)}."
        case SessionFinie():
            return "Votre session est terminée : connectez-vous de nouveau."
        case _:
            assert_never(refus)


def _duree(attente: timedelta) -> str:
    """Write a wait, rounded up."""
    secondes = -(-attente // timedelta(seconds=1))
    nombre, unite = (secondes, "seconde") if secondes < 60 else (-(-secondes // 60), "minute")
    return f"{nombre} {unite}{'s' if nombre > 1 else ''}"
