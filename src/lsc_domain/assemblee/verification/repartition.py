"""Proxies in excess: which ones their holder may keep, and who present may take the others."""

from __future__ import annotations

from bisect import insort
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import accumulate

from attrs import evolve, frozen

from lsc_domain.assemblee.irregularite import voix_du_syndicat
from lsc_domain.assemblee.pouvoir import Porteur, repartir_pouvoirs
from lsc_domain.copropriete.personne import Personne
from lsc_domain.copropriete.syndicat import Syndicat
from lsc_domain.copropriete.voix import Voix
from lsc_domain.loi.plafond import POUVOIRS_SANS_CONDITION, Plafond
from lsc_domain.loi.politique import Politique


@frozen(kw_only=True)
class Repartition:
    """
    A lawful way out: the ranks of the mandants a holder keeps, and who could take each of the others.

    `None` stands for nobody: no holder present may take that one. The mandant chooses in the end. I-12.
    """

    gardes: tuple[int, ...]
    cessions: tuple[tuple[int, Personne | None], ...]


@frozen(kw_only=True)
class Base:
    """What the cap of a meeting is measured with. Loi 65-557, art. 22, I, al. 3."""

    syndicat: Syndicat
    voix: Voix
    total: Fraction
    le: date
    politique: Politique


def base_du_plafond(syndicat: Syndicat, voix: Voix, *, le: date, politique: Politique) -> Base:
    """Gather what the cap is measured with. I-12."""
    total = voix_du_syndicat(syndicat, voix, politique)
    return Base(syndicat=syndicat, voix=voix, total=total, le=le, politique=politique)


def garder(mandants: Sequence[int], *, voix_propres: Fraction, plafond: Plafond, base: Base) -> tuple[int, ...]:
    """
    Return the mandants a holder may keep: as many as fit in the share, or else three.

    The lightest fit best in a share; of three, which have no limit, the heaviest are kept, so that the others
    are easier to place. I-12.
    """
    croissants = sorted(mandants, key=lambda un: (base.voix.de(un), un))
    reunies = accumulate((base.voix.de(un) for un in croissants), initial=voix_propres)
    next(reunies)
    legers = [un for un, voix in zip(croissants, reunies, strict=True) if voix <= plafond.part * base.total]
    if len(legers) > POUVOIRS_SANS_CONDITION:
        return tuple(sorted(legers))
    lourds = sorted(mandants, key=lambda un: (-base.voix.de(un), un))
    return tuple(sorted(lourds[:POUVOIRS_SANS_CONDITION]))


def repartir(
    mandants: Sequence[int], *, voix_propres: Fraction, plafond: Plafond, porteurs: list[Porteur], base: Base
) -> Repartition:
    """
    Share out the proxies one holder has in excess among those who may take some, the heaviest first. I-12.

    `porteurs`, the least charged first, is charged with what is proposed: the next holder's excess sees it.
    """
    gardes = garder(mandants, voix_propres=voix_propres, plafond=plafond, base=base)
    en_trop = sorted(set(mandants) - set(gardes), key=lambda un: (-base.voix.de(un), un))
    cessions = tuple((mandant, _ceder(mandant, porteurs, base)) for mandant in en_trop)
    return Repartition(gardes=gardes, cessions=cessions)


def charge(porteur: Porteur) -> int:
    """Count the proxies a holder has: those who have the fewest come first."""
    return len(porteur.pouvoirs)


def _ceder(mandant: int, porteurs: list[Porteur], base: Base) -> Personne | None:
    """Give one proxy to the least charged of those who may take it."""
    qui, voix = base.syndicat.coproprietaires[mandant].id, base.voix.de(mandant)
    for choix in (porteurs[:1], porteurs):  # the first is nearly always the one, however many they are
        propose = repartir_pouvoirs({qui: voix}, choix, total=base.total, le=base.le, politique=base.politique)
        if propose is not None:
            rang = next(rang for rang, porteur in enumerate(choix) if porteur.personne == propose[qui])
            retenu = porteurs.pop(rang)
            plus_charge = evolve(retenu, pouvoirs=(*retenu.pouvoirs, voix))
            insort(porteurs, plus_charge, key=charge)
            return propose[qui]
    return None
