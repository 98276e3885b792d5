"""The plan of a run: what to send, to replace and to withdraw, so that a destination holds what it must."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from attrs import frozen
from returns.result import Failure, Result, Success

from lsc_domain.publication.acquit import Acquit
from lsc_domain.publication.element import Element
from lsc_domain.publication.manifeste import Manifeste
from lsc_domain.publication.parametres import Parametres

TOUJOURS_PERMIS: Final = 1
"""Withdrawals the share is not asked of: taking one document of four off is a quarter, and an ordinary day (PUB-09)."""


@frozen(kw_only=True)
class Plan:
    """
    The difference between what a destination must hold and what it acknowledged.

    `envois` are new to it, `remplacements` are there with another content, `retraits` are no longer wanted.
    """

    envois: tuple[Element, ...] = ()
    remplacements: tuple[Element, ...] = ()
    retraits: tuple[Acquit, ...] = ()
    inchanges: int = 0

    @property
    def a_envoyer(self) -> tuple[Element, ...]:
        """Every file to send: those that are new first."""
        return self.envois + self.remplacements

    @property
    def octets(self) -> int:
        """The bytes to send, as far as they are known before papers are laid out."""
        return sum(element.taille for element in self.a_envoyer)

    @property
    def est_vide(self) -> bool:
        """Whether no file is to be sent nor withdrawn."""
        return not (self.envois or self.remplacements or self.retraits)


def comparer(manifeste: Manifeste, acquis: Mapping[str, Acquit], *, republier_depuis: date | None = None) -> Plan:
    """
    Compare the list with what was acknowledged. PUB-08, PUB-09.

    Whoever does what the plan says, and compares again, is told that nothing is left to do. `republier_depuis` sends
    again what was published from that day on, changed or not (EXP-41).
    """
    envois: list[Element] = []
    remplacements: list[Element] = []
    inchanges = 0
    for element in manifeste.elements:
        acquit = acquis.get(element.cle)
        if acquit is None:
            envois.append(element)
        elif acquit.empreinte != element.empreinte or (
            republier_depuis is not None and element.depuis is not None and element.depuis >= republier_depuis
        ):
            remplacements.append(element)
        else:
            inchanges += 1
    retraits: tuple[Acquit, ...] = ()
    if inchanges + len(remplacements) < len(acquis):
        voulus = manifeste.cles
        retraits = tuple(acquit for cle, acquit in acquis.items() if cle not in voulus)
    return Plan(envois=tuple(envois), remplacements=tuple(remplacements), retraits=retraits, inchanges=inchanges)


@frozen(kw_only=True)
class RetraitMassif:
    """
    The plan withdraws more than a run may without being told to: a list cut short would wipe the extranet. I-35.

    `retraits` of the `tenus` things the destination holds; the two thresholds are those of the agency.
    """

    retraits: int
    tenus: int
    seuil_pour_cent: int
    seuil: int


def autoriser_retraits(
    plan: Plan, *, tenus: int, parametres: Parametres, confirmes: bool = False
) -> Result[Plan, RetraitMassif]:
    """
    Let a plan go, unless it withdraws a large share, many things, or the last one, and nobody confirmed it. I-35.

    >>> from datetime import UTC, datetime
    >>> LE = datetime(2020, 7, 6, tzinfo=UTC)
    >>> quatre = tuple(Acquit(cle=un, empreinte="", chemin=un, taille=1, contenu="", le=LE) for un in "abcd")
    >>> refus = autoriser_retraits(Plan(retraits=quatre[:3], inchanges=1), tenus=4, parametres=Parametres()).failure()
    >>> libelle(refus)
    'cet envoi retirerait 3 des 4 éléments en ligne (au plus 20 % ou 500 sans confirmation).'
    """
    retraits = len(plan.retraits)
    trop = retraits > parametres.seuil_de_retrait
    part = retraits > TOUJOURS_PERMIS and retraits * 100 > parametres.seuil_de_retrait_pour_cent * tenus
    vide = retraits > 0 and retraits == tenus and not plan.envois
    if (trop or part or vide) and not confirmes:
        return Failure(
            RetraitMassif(
                retraits=retraits,
                tenus=tenus,
                seuil_pour_cent=parametres.seuil_de_retrait_pour_cent,
                seuil=parametres.seuil_de_retrait,
            )
        )
    return Success(plan)


def libelle(refus: RetraitMassif) -> str:
    """Say it in French."""
    return (
        f"cet envoi retirerait {refus.retraits} des {refus.tenus} éléments en ligne "
        f"(au plus {refus.seuil_pour_cent} % ou {refus.seuil} sans confirmation)."
    )
