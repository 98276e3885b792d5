"""What `lsc extranet` answers about accesses: codes and temporary passwords, for whoever hands them over."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from attrs import frozen

from lsc_adapters.codec.description import dit
from lsc_adapters.codec.exact import write_instant
from lsc_adapters.codec.journal import Instant
from lsc_domain.extranet.visiteur import AccesRemis


@frozen(kw_only=True)
class AccesRemisEcrit:
    """Un accès à remettre à son titulaire."""

    code: str = dit("Le code d'accès ; la casse, les espaces et les accents n'y comptent pas.")
    mot_de_passe: str = dit("Le mot de passe provisoire, en clair : il n'est écrit qu'ici.", repr=False)
    expire_le: Instant = dit("L'instant après lequel il ne vaut plus rien, s'il n'a pas servi.")
    nom: str
    tiers: str | None = dit("Le code du tiers ; aucun pour un collaborateur.")


@frozen(kw_only=True)
class AccesRemisEcrits:
    """Les accès qui viennent d'être faits."""

    format: Literal["lsc.acces-remis/1"] = "lsc.acces-remis/1"
    acces: tuple[AccesRemisEcrit, ...]


def write_acces_remis(remis: Iterable[AccesRemis]) -> AccesRemisEcrits:
    """Write accesses that were just made."""
    return AccesRemisEcrits(
        acces=tuple(
            AccesRemisEcrit(
                code=un.code,
                mot_de_passe=un.mot_de_passe,
                expire_le=Instant(write_instant(un.expire_le)),
                nom=un.nom,
                tiers=un.tiers,
            )
            for un in remis
        )
    )
