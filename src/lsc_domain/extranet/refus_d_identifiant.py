"""What the agency may not do to a login. EXA-02, EXA-13, EXP-54, I-55."""

from __future__ import annotations

from typing import assert_never

from attrs import frozen

from lsc_domain.extranet.habilitation import FonctionManquante
from lsc_domain.parc import service_client
from lsc_domain.parc.service_client import ComptesSansClient
from lsc_domain.socle.ids import CollaborateurId


@frozen(kw_only=True)
class RienAValider:
    """No temporary password was proposed for this login, or it was too long ago. EXA-13."""

    code: str


@frozen(kw_only=True)
class CodePris:
    """Somebody else comes in under this code. I-37."""

    code: str


@frozen(kw_only=True)
class CollaborateurConnu:
    """The organigramme already has somebody of that code. EXA-02."""

    collaborateur: CollaborateurId


@frozen(kw_only=True)
class AccesGeneral:
    """The agency's own codes are usable at any time: they are neither closed nor taken away. EXA-02."""

    code: str


RefusDIdentifiant = FonctionManquante | RienAValider | CodePris | CollaborateurConnu | AccesGeneral | ComptesSansClient


def libelle(refus: RefusDIdentifiant) -> str:
    """
    Say it in French.

    >>> libelle(CodePris(code="PETRUSPIERRE"))
    "Le code d'accès PETRUSPIERRE est déjà celui de quelqu'un d'autre."
    """
    match refus:
        case FonctionManquante(habilitation=habilitation, requises=requises):
            admises = ", ".join(sorted(une.libelle for une in requises))
            return f"Il faut être {admises} pour {habilitation.libelle}."
        case RienAValider(code=code):
            return f"Aucun mot de passe n'est proposé pour {code}, ou il l'est depuis trop longtemps."
        case CodePris(code=code):
            return f"Le code d'accès {code} est déjà celui de quelqu'un d'autre."
        case CollaborateurConnu(collaborateur=collaborateur):
            return f"L'organigramme a déjà un collaborateur de code {collaborateur}."
        case AccesGeneral(code=code):
            return f"{code} est un code de l'agence : il reste utilisable à tout moment."
        case ComptesSansClient():
            return service_client.libelle(refus)
        case _:
            assert_never(refus)
