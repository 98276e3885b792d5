"""Proxies in excess: which ones their holder may keep, and who present may take the others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from attrs import frozen

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
    """Measure the voices of the syndicat after or before the reduction, as the policy says. I-12."""
    cle = syndicat.cle_generale
    total = voix.total.voix
    if politique.base_des_pouvoirs == "avant_reduction" and cle is not None:
        total = sum((un.tantiemes(cle.code) for un in syndicat.coproprietaires if not un.sans_voix), Fraction())
    return Base(syndicat=syndicat, voix=voix, total=total, le=le, politique=politique)


def garder(mandants: Sequence[int], *, voix_propres: Fraction, plafond: Plafond, base: Base) -> tuple[int, ...]:
    """
    Return the mandants a holder may keep: as many as fit in the share, or else three.

    The lightest fit best in a share; of three, which have no limit, the heaviest are kept, so that the others
    are easier to place. I-12.
    """
    legers: list[int] = []
    reste = plafond.part * base.total - voix_propres
    for mandant in sorted(mandants, key=lambda un: (base.voix.de(un), un)):
        reste -= base.voix.de(mandant)
        if reste < 0:
            break
        legers.append(mandant)
    if len(legers) > POUVOIRS_SANS_CONDITION:
        return tuple(sorted(legers))
    lourds = sorted(mandants, key=lambda un: (-base.voix.de(un), un))
    return tuple(sorted(lourds[:POUVOIRS_SANS_CONDITION]))


def repartir(
    mandants: Sequence[int], *, voix_propres: Fraction, plafond: Plafond, porteurs: list[Porteur], base: Base
) -> Repartition:
    """
    Share out the proxies one holder has in excess among those who may take some, the heaviest first. I-12.

    `porteurs` is charged with what is proposed, so that the next holder's excess is not given to the same.
    """
    gardes = garder(mandants, voix_propres=voix_propres, plafond=plafond, base=base)
    en_trop = sorted(set(mandants) - set(gardes), key=lambda un: (-base.voix.de(un), un))
    cessions = tuple((mandant, _ceder(mandant, porteurs, base)) for mandant in en_trop)
    return Repartition(gardes=gardes, cessions=cessions)


def _ceder(mandant: int, porteurs: list[Porteur], base: Base) -> Personne | None:
    qui, voix = base.syndicat.coproprietaires[mandant].id, base.voix.de(mandant)
    propose = repartir_pouvoirs({qui: voix}, porteurs, total=base.total, le=base.le, politique=base.politique)
    if propose is None:
        return None
    rang = next(rang for rang, porteur in enumerate(porteurs) if porteur.personne == propose[qui])
    porteur = porteurs[rang]
    porteurs[rang] = Porteur(
        personne=porteur.personne, voix_propres=porteur.voix_propres, pouvoirs=(*porteur.pouvoirs, voix)
    )
    return propose[qui]
