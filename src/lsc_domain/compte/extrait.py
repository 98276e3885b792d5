"""The extract of an account as it is printed: whose account it is, then the statement. EXC-14."""

from __future__ import annotations

from datetime import datetime

from attrs import frozen

from lsc_domain.compte.releve import Releve
from lsc_domain.socle.affichage import ecrire_date


@frozen(kw_only=True)
class ExtraitDeCompte:
    """
    What is printed of a statement: who keeps the account, whose it is, and its very lines and balances. EXC-14.

    `etabli_le` is when it was asked for, with its time zone: a paper says of when it is.
    """

    numero: str
    libelle: str
    titulaire: str
    adresse: str
    agence: str
    releve: Releve
    etabli_le: datetime

    @property
    def titre(self) -> str:
        """« Extrait du compte 411ALOXECO »."""
        return f"Extrait du compte {self.numero}"

    @property
    def periode(self) -> str:
        """« Du 01/01/2020 au 31/12/2020 »."""
        return f"Du {ecrire_date(self.releve.du)} au {ecrire_date(self.releve.au)}"
