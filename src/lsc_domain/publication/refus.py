"""Why a publication does not take place."""

from __future__ import annotations

from typing import TypeAlias, assert_never

from attrs import frozen

from lsc_domain.publication import plan
from lsc_domain.publication.execution import DejaEnCours
from lsc_domain.publication.plan import RetraitMassif
from lsc_domain.socle import licence
from lsc_domain.socle.affichage import ecrire_date
from lsc_domain.socle.ids import DestinationId
from lsc_domain.socle.licence import LicenceExpiree, OptionAbsente


@frozen(kw_only=True)
class DestinationInconnue:
    """Nobody said where that is."""

    destination: DestinationId


@frozen(kw_only=True)
class Supplantee:
    """This run gave no sign of life for too long: another one took its place, and it must stop there. I-36."""

    objet: str
    numero: int


RefusDePublication: TypeAlias = (
    OptionAbsente | LicenceExpiree | DestinationInconnue | DejaEnCours | RetraitMassif | Supplantee
)


def libelle(refus: RefusDePublication) -> str:
    """
    Say it in French.

    >>> libelle(DestinationInconnue(destination=DestinationId("extranet")))
    "la destination extranet n'existe pas."
    """
    match refus:
        case OptionAbsente() | LicenceExpiree():
            return licence.libelle(refus)
        case DestinationInconnue(destination=destination):
            return f"la destination {destination} n'existe pas."
        case DejaEnCours(objet=objet, par=par, vivant_le=vivant_le):
            heure = f"{vivant_le:%H:%M:%S %Z}".strip()
            return f"{objet} : déjà en cours par {par} (dernier signe le {ecrire_date(vivant_le.date())} à {heure})."
        case RetraitMassif():
            return plan.libelle(refus)
        case Supplantee(objet=objet, numero=numero):
            return f"{objet} : l'exécution {numero} n'est plus la dernière, une autre a pris sa place."
        case _:
            assert_never(refus)
