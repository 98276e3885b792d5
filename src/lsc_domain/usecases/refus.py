"""Why a change of the portfolio is refused, or leaves a list of owners to be made."""

from __future__ import annotations

from typing import TypeAlias, assert_never

from attrs import frozen

from lsc_domain.classeur import archivage_des_listes
from lsc_domain.classeur.archivage_des_listes import (
    ModeleDeListeFerme,
    ModeleDeListeOuvert,
    ParametresManquants,
    RefusDeListe,
)
from lsc_domain.parc import bail, conseil, mutation, service_client
from lsc_domain.parc.bail import PasLocataire, PreavisDejaDonne, RefusDeBail
from lsc_domain.parc.conseil import MandatEnCours, PresidentEnPlace, RefusDeMandat, SansMandat
from lsc_domain.parc.mutation import LotDUnAutre, RefusDeMutation, SansAcquereur
from lsc_domain.parc.service_client import ComptesSansClient, RetraitAVenir


@frozen(kw_only=True)
class PorteFermee:
    """What makes the lists did not answer: `faute` is what it said. Nothing is refused, it is to be asked again."""

    faute: str


RefusDuParc: TypeAlias = RefusDeMutation | RefusDeMandat | RefusDeBail | ComptesSansClient
"""A change of the portfolio that does not take place. EXP-40, EXP-54, I-32."""

Empechement: TypeAlias = RefusDeListe | PorteFermee
"""Why a list that is no longer true was not made again; the change that made it so is kept. EXP-33, EXP-38."""


def libelle(dit: RefusDuParc | Empechement | RetraitAVenir) -> str:
    """
    Say in French a refusal, what stands in the way of a list, or what the screen warns of.

    >>> libelle(PorteFermee(faute="magasin injoignable"))
    'la liste des copropriétaires est à refaire : magasin injoignable.'
    """
    match dit:
        case LotDUnAutre() | SansAcquereur():
            return mutation.libelle(dit)
        case PresidentEnPlace() | MandatEnCours() | SansMandat():
            return conseil.libelle(dit)
        case PasLocataire() | PreavisDejaDonne():
            return bail.libelle(dit)
        case ComptesSansClient() | RetraitAVenir():
            return service_client.libelle(dit)
        case ParametresManquants() | ModeleDeListeOuvert() | ModeleDeListeFerme():
            return archivage_des_listes.libelle(dit)
        case PorteFermee(faute=faute):
            return f"la liste des copropriétaires est à refaire : {faute}."
        case _:
            assert_never(dit)
