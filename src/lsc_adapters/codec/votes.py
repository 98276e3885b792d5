"""The ballots of one line as they are written: half a million of them in a large meeting, checked in bulk."""

from __future__ import annotations

from typing import Final, NewType, cast

from lsc_adapters.codec.errors import InvalidPayload
from lsc_adapters.codec.plain import table
from lsc_domain.assemblee.choix import Choix

Votes = NewType("Votes", dict[str, str])
"""Id of the owner → one of the four values of `Choix`."""

CHOIX: Final = frozenset(choix.value for choix in Choix)


def read_votes(valeur: object, _: object) -> Votes:
    """
    Take the ballots of one line as they are, or refuse the first that is not one of the four values.

    >>> read_votes({"450TRILLON": "oui"}, Votes)
    {'450TRILLON': 'oui'}
    """
    votes = table(valeur)
    try:
        connus = CHOIX.issuperset(votes.values())
    except TypeError:  # a value that is not even a text
        connus = False
    if not connus:
        qui = next(qui for qui, choix in votes.items() if not isinstance(choix, str) or choix not in CHOIX)
        raise InvalidPayload((qui,), f"attendu l'un de : {', '.join(choix.value for choix in Choix)}")
    return cast("Votes", votes)
