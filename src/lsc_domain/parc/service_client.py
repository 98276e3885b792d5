"""The box « Service Client », ticked and unticked on a selection of accounts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import assert_never

from attrs import evolve, frozen
from returns.result import Failure, Result, Success

from lsc_domain.parc.compte_client import CompteClient
from lsc_domain.parc.parc import Parc
from lsc_domain.socle.ids import CompteId


@frozen(kw_only=True)
class ComptesSansClient:
    """Accounts of the selection are no client's (102001, 115-S038-GES-AD): nobody could read them. EXP-54."""

    comptes: tuple[CompteId, ...]


@frozen(kw_only=True)
class RetraitAVenir:
    """What was published for an account that is unticked stays online until the next publication. EXP-55."""

    compte: CompteClient


def libelle(dit: ComptesSansClient | RetraitAVenir) -> str:
    """Say a refusal, or what the screen warns of, in French."""
    match dit:
        case ComptesSansClient(comptes=comptes):
            return f"Ces comptes ne sont pas ceux d'un client : {', '.join(comptes)}."
        case RetraitAVenir(compte=compte):
            return f"Ce qui a été publié pour le compte {compte.numero} sera retiré à la prochaine publication."
        case _:
            assert_never(dit)


def marquer_pour_publication(
    parc: Parc, selection: Iterable[CompteId], *, le: date
) -> Result[tuple[CompteClient, ...], ComptesSansClient]:
    """
    « Marquer les comptes sélectionnés pour publication »: all of them, or none when one is no client's. EXP-51, EXP-54.

    An account that had closed by itself by that day opens again.
    """

    def marque(compte: CompteClient) -> CompteClient:
        ferme = compte.inactif_depuis is not None and compte.inactif_depuis <= le
        return evolve(compte, service_client=True, inactif_depuis=None if ferme else compte.inactif_depuis)

    return _choisir(parc, selection).map(lambda comptes: tuple(marque(compte) for compte in comptes))


def desactiver(parc: Parc, selection: Iterable[CompteId]) -> Result[tuple[RetraitAVenir, ...], ComptesSansClient]:
    """« Désactiver les comptes sélectionnés »: each unticked account, with what will be withdrawn. EXP-54, EXP-55."""
    return _choisir(parc, selection).map(
        lambda comptes: tuple(RetraitAVenir(compte=evolve(compte, service_client=False)) for compte in comptes)
    )


def _choisir(parc: Parc, selection: Iterable[CompteId]) -> Result[tuple[CompteClient, ...], ComptesSansClient]:
    demandes = tuple(dict.fromkeys(selection))
    etrangers = tuple(un for un in demandes if un not in parc.comptes)
    if etrangers:
        return Failure(ComptesSansClient(comptes=etrangers))
    return Success(tuple(parc.comptes[un] for un in demandes))
