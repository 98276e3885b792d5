"""The families of what an extranet publishes."""

from __future__ import annotations

from enum import StrEnum

from lsc_domain.socle.licence import Licence, Option


class Famille(StrEnum):
    """What clients find on the extranet. EXP-01."""

    DOCUMENTS = "documents"
    COMPTES = "comptes"
    DEMANDES = "demandes"
    TICKETS = "tickets"


def familles(licence: Licence) -> tuple[Famille, ...]:
    """
    Return the families of an agency: the tickets only with their option. EXP-01.

    >>> sans = Licence(titulaire="Agence", options=frozenset({Option.EXTRANET}))
    >>> [une.value for une in familles(sans)]
    ['documents', 'comptes', 'demandes']
    """
    if Option.EXTRANET not in licence.options:
        return ()
    return tuple(une for une in Famille if une is not Famille.TICKETS or Option.TICKETS in licence.options)
