"""How something is paid, and where it stands."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Moyen(StrEnum):
    """How it is paid: by card, or by a single SEPA debit. EXC-15."""

    CARTE = "carte"
    PRELEVEMENT = "prelevement"

    @property
    def libelle(self) -> str:
        """The means in French."""
        return "carte bancaire" if self is Moyen.CARTE else "prélèvement"


class EtatDePaiement(StrEnum):
    """Where a payment stands; only a verified notification, or a look-up, makes it further than `REDIRIGE`."""

    CREE = "cree"
    REDIRIGE = "redirige"
    AUTORISE = "autorise"
    ENCAISSE = "encaisse"
    REFUSE = "refuse"
    ABANDONNE = "abandonne"
    EXPIRE = "expire"
    REMBOURSE = "rembourse"
    CONTESTE = "conteste"

    @property
    def libelle(self) -> str:
        """
        The state in French, as the client reads it.

        >>> EtatDePaiement.REDIRIGE.libelle
        'en attente'
        """
        return _LIBELLES[self]


_LIBELLES: Final = {
    EtatDePaiement.CREE: "à valider",
    EtatDePaiement.REDIRIGE: "en attente",
    EtatDePaiement.AUTORISE: "autorisé",
    EtatDePaiement.ENCAISSE: "encaissé",
    EtatDePaiement.REFUSE: "refusé",
    EtatDePaiement.ABANDONNE: "abandonné",
    EtatDePaiement.EXPIRE: "expiré",
    EtatDePaiement.REMBOURSE: "remboursé",
    EtatDePaiement.CONTESTE: "contesté",
}
