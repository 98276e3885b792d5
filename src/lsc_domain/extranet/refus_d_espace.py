"""What a client is not shown, and why."""

from __future__ import annotations

from typing import assert_never

from attrs import frozen

from lsc_domain.extranet.espace import Espace, Rubrique
from lsc_domain.socle.ids import ClasseurId, CompteId, ImmeubleId


@frozen(kw_only=True)
class EspaceAbsent:
    """He has no such space: not that trade, no published account, or the extranet is closed. EXC-06, EXA-31."""

    espace: Espace


@frozen(kw_only=True)
class RubriqueFermee:
    """The agency does not show this rubrique, or not to him: neither its entry nor its data. EXA-26, EXA-39."""

    rubrique: Rubrique


@frozen(kw_only=True)
class CompteInterdit:
    """The account is not his, nor, by option, a tenant's of his; or there is none of that name. EXA-27."""

    compte: CompteId


@frozen(kw_only=True)
class ClasseurInterdit:
    """No right of his opens this binder, or there is none of that name. EXC-11."""

    classeur: ClasseurId


@frozen(kw_only=True)
class DepensesInterdites:
    """« Factures » does not open to him in this building, or the exercise is closed or unknown. EXP-26, EXC-20."""

    immeuble: ImmeubleId
    exercice: str = ""


@frozen(kw_only=True)
class PieceInterdite:
    """No invoice, photograph or attachment of that print is among what he sees. EXP-27."""

    empreinte: str


RefusDEspace = EspaceAbsent | RubriqueFermee | CompteInterdit | ClasseurInterdit | DepensesInterdites | PieceInterdite


def libelle(refus: RefusDEspace) -> str:
    """
    Say a refusal in French: nobody learns from it whether what he may not see exists.

    >>> libelle(RubriqueFermee(rubrique=Rubrique.COMPTE))
    "La rubrique « Mon compte » n'est pas ouverte."
    """
    match refus:
        case EspaceAbsent(espace=espace):
            return f"« {espace.libelle} » ne vous est pas ouvert."
        case RubriqueFermee(rubrique=rubrique):
            return f"La rubrique « {rubrique.libelle(Espace.GESTION_LOCATIVE)} » n'est pas ouverte."
        case CompteInterdit(compte=compte):
            return f"Vous n'avez pas accès au compte {compte}."
        case ClasseurInterdit():
            return "Vous n'avez pas accès à ce classeur."
        case DepensesInterdites():
            return "Vous n'avez pas accès à ces dépenses."
        case PieceInterdite():
            return "Vous n'avez pas accès à cette pièce."
        case _:
            assert_never(refus)
