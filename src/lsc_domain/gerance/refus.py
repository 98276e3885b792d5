"""Why what a tenant paid too much is not allocated."""

from __future__ import annotations

from typing import TypeAlias, assert_never

from attrs import frozen

from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import CompteId, TiersId


@frozen(kw_only=True)
class EcrituresSansMouvement:
    """Entries of the account bear no movement number: nothing says that they balance. TROP-01."""

    compte: CompteId
    ecritures: tuple[str, ...]


@frozen(kw_only=True)
class MouvementDesequilibre:
    """A movement the account is part of does not balance: its debits less its credits leave this. TROP-01."""

    compte: CompteId
    journal: str
    mouvement: str
    ecart: Euros


@frozen(kw_only=True)
class LettresDesequilibrees:
    """What is lettered in the account does not add up to zero: what is left is not its balance. TROP-01."""

    compte: CompteId
    ecart: Euros


@frozen(kw_only=True)
class SansMandatDeGestion:
    """Nobody manages the lot the tenant rents: there is no landlord's account to allocate to. TROP-01."""

    compte: CompteId
    tiers: TiersId


@frozen(kw_only=True)
class PlusieursMandants:
    """The tenant rents of several landlords: whose the surplus is, is not for the engine to say. TROP-01."""

    compte: CompteId
    mandants: tuple[CompteId, ...]


@frozen(kw_only=True)
class DejaAffecte:
    """The surplus was allocated in between: it is allocated once. TROP-01."""

    compte: CompteId
    lettrage: str


@frozen(kw_only=True)
class PropositionPerimee:
    """The account has moved since the list was made, or has no surplus any more: look at it again. TROP-01."""

    compte: CompteId


RefusDeTropPercu: TypeAlias = (
    EcrituresSansMouvement
    | MouvementDesequilibre
    | LettresDesequilibrees
    | SansMandatDeGestion
    | PlusieursMandants
    | DejaAffecte
    | PropositionPerimee
)


def libelle(refus: RefusDeTropPercu) -> str:
    """
    Say a refusal in French.

    >>> libelle(DejaAffecte(compte=CompteId("411PAILLOUX"), lettrage="C"))
    'Compte 411PAILLOUX : le trop perçu est déjà affecté (lettrage C).'
    """
    match refus:
        case EcrituresSansMouvement(ecritures=ecritures):
            dit = f"rien ne dit que ces écritures s'équilibrent, sans numéro de mouvement : {', '.join(ecritures)}."
        case MouvementDesequilibre(journal=journal, mouvement=mouvement, ecart=ecart):
            dit = f"le mouvement {mouvement} du journal {journal} est déséquilibré de {ecart} €."
        case LettresDesequilibrees(ecart=ecart):
            dit = f"ses écritures lettrées ne se soldent pas, il reste {ecart} €."
        case SansMandatDeGestion(tiers=tiers):
            dit = f"{tiers} n'est locataire d'aucun lot sous mandat de gestion."
        case PlusieursMandants(mandants=mandants):
            dit = f"plusieurs propriétaires pourraient recevoir le trop perçu ({', '.join(mandants)})."
        case DejaAffecte(lettrage=lettrage):
            dit = f"le trop perçu est déjà affecté (lettrage {lettrage})."
        case PropositionPerimee():
            dit = "il a changé depuis la proposition."
        case _:
            assert_never(refus)
    return f"Compte {refus.compte} : {dit}"
