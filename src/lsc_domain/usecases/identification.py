"""The door of the extranet: who is given an access, who comes in with it, and how he chooses his password."""

from __future__ import annotations

from attrs import frozen

from lsc_domain.extranet.visiteur import AccesRemis, Entree, Propose, Visiteur
from lsc_domain.usecases.activation import Activation
from lsc_domain.usecases.mot_de_passe import MotDePasse

__all__ = ["AccesRemis", "Entree", "IdentificationUseCases", "Propose", "Visiteur"]


@frozen(kw_only=True)
class IdentificationUseCases(MotDePasse, Activation):
    """
    Accesses, sessions and passwords, of the clients and of the agency. EXP-51 to EXP-56, EXC-02 to EXC-05, I-34.

    What is shown in clear is shown once, by what makes it: a temporary password. No question returns one, and none
    returns the password somebody chose (EXA-12).
    """
