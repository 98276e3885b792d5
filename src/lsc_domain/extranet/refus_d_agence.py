"""What the agency's side of the extranet says no to."""

from __future__ import annotations

from typing import assert_never

from attrs import frozen

from lsc_domain.extranet import demande, parametrage
from lsc_domain.extranet.demande import (
    DemandeClose,
    DemandeInconnue,
    DemandesFermees,
    ImmeubleEtranger,
    RefusDeDemande,
    SansTicketDemande,
    TexteManquant,
    TexteTropLong,
    TicketsAbsents,
)
from lsc_domain.extranet.habilitation import FonctionManquante
from lsc_domain.extranet.parametrage import AdresseDuFluxInvalide, CourrielDuCommercantManquant, CourrielInvalide
from lsc_domain.extranet.piece_de_demande import NatureRefusee, PieceTropLourde, TropDePieces
from lsc_domain.socle.ids import ImmeubleId, InformationId, TiersId


@frozen(kw_only=True)
class InformationInconnue:
    """There is no such piece of news: it was taken off already."""

    information: InformationId


@frozen(kw_only=True)
class DestinatairesInconnus:
    """A piece of news for buildings or people the portfolio does not know. EXA-16."""

    immeubles: tuple[ImmeubleId, ...] = ()
    tiers: tuple[TiersId, ...] = ()


@frozen(kw_only=True)
class FournisseurInconnu:
    """No contractor came from LSC under this code. EXA-40."""

    code: str


RefusDAgence = (
    FonctionManquante
    | CourrielDuCommercantManquant
    | CourrielInvalide
    | AdresseDuFluxInvalide
    | TexteManquant
    | TexteTropLong
    | InformationInconnue
    | DestinatairesInconnus
    | FournisseurInconnu
)


def libelle(refus: RefusDAgence | RefusDeDemande) -> str:
    """
    Say a refusal in French.

    >>> libelle(FournisseurInconnu(code="F001"))
    'Aucun fournisseur ne porte le code F001.'
    """
    match refus:
        case FonctionManquante(habilitation=habilitation, requises=requises):
            admises = ", ".join(sorted(une.libelle for une in requises))
            return f"Il faut être {admises} pour {habilitation.libelle}."
        case CourrielDuCommercantManquant() | CourrielInvalide() | AdresseDuFluxInvalide():
            return parametrage.libelle(refus)
        case InformationInconnue(information=information):
            return f"L'information {information} n'existe pas."
        case DestinatairesInconnus(immeubles=immeubles, tiers=tiers):
            return f"Le portefeuille ne connaît pas : {', '.join((*immeubles, *tiers))}."
        case FournisseurInconnu(code=code):
            return f"Aucun fournisseur ne porte le code {code}."
        case (
            DemandeInconnue()
            | DemandeClose()
            | DemandesFermees()
            | TexteManquant()
            | TexteTropLong()
            | ImmeubleEtranger()
            | TicketsAbsents()
            | SansTicketDemande()
            | TropDePieces()
            | PieceTropLourde()
            | NatureRefusee()
        ):
            return demande.libelle(refus)
        case _:
            assert_never(refus)
