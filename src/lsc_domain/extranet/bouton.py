"""What the agency arrives at: its trades, then the same buttons whatever the trade. EXA-05, EXA-06."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Bouton(StrEnum):
    """
    A button of the agency's side, in their order.

    The trade announces eleven and names nine (X-15); two of these, Organiseur and J'informe, belong to the extranet
    alone. Seven matter here, the same for both trades: what is behind is filtered. EXA-06.
    """

    AGENCE = "agence"
    PORTEFEUILLE = "portefeuille"
    DOCUMENTS = "documents"
    PHOTOS = "photos"
    IDENTITES = "identites"
    UTILITAIRES = "utilitaires"
    TICKETS = "tickets"

    @property
    def libelle(self) -> str:
        """The button in French."""
        return _LIBELLES[self]


_LIBELLES: Final = {
    Bouton.AGENCE: "Agence",
    Bouton.PORTEFEUILLE: "Portefeuille",
    Bouton.DOCUMENTS: "Documents",
    Bouton.PHOTOS: "Photos",
    Bouton.IDENTITES: "Identités",
    Bouton.UTILITAIRES: "Utilitaires",
    Bouton.TICKETS: "Tickets",
}


def boutons(*, tickets: bool) -> tuple[Bouton, ...]:
    """
    Return the buttons: that of the tickets only with their option. EXA-48.

    >>> len(boutons(tickets=True)), Bouton.TICKETS in boutons(tickets=False)
    (7, False)
    """
    return tuple(un for un in Bouton if un is not Bouton.TICKETS or tickets)
