"""The boxes of a binder: which roles open it, and which sets of boxes make sense."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, assert_never

from attrs import frozen
from returns.result import Failure, Result, Success

from lsc_domain.parc.role import Metier, Role
from lsc_domain.socle.errors import InvalidValue


class Case(StrEnum):
    """
    A box of the rights screen.

    « Lot » and « Prestataire » are shown and never open anything. EXP-10, EXP-17.
    """

    COPROPRIETAIRE = "coproprietaire"
    MEMBRE = "membre"
    PRESIDENT = "president"
    PRESTATAIRE = "prestataire"
    PROPRIETAIRE = "proprietaire"
    LOCATAIRE = "locataire"
    LOT = "lot"

    @property
    def metier(self) -> Metier:
        """The trade whose binders have this box. EXP-06."""
        return Metier.GERANCE if self in {Case.PROPRIETAIRE, Case.LOCATAIRE, Case.LOT} else Metier.SYNDIC

    @property
    def role(self) -> Role | None:
        """The role this box opens to, none for the two that open nothing."""
        return _ROLES[self]

    @property
    def libelle(self) -> str:
        """The heading of its column."""
        return _COLONNES[self]


_ROLES: Final = {un: None if un in {Case.LOT, Case.PRESTATAIRE} else Role(un.value) for un in Case}

_COLONNES: Final = {
    Case.COPROPRIETAIRE: "Copropriétaire",
    Case.MEMBRE: "Membre CS",
    Case.PRESIDENT: "Président CS",
    Case.PRESTATAIRE: "Prestataire",
    Case.PROPRIETAIRE: "Propriétaire",
    Case.LOCATAIRE: "Locataire",
    Case.LOT: "Lot",
}


@frozen(kw_only=True)
class CochageIncoherent:
    """A level was ticked without all the levels on its right; `remede` is what ought to be ticked. EXP-14."""

    cochees: frozenset[Case]
    remede: frozenset[Case]


@frozen(kw_only=True)
class CaseDUnAutreMetier:
    """A box of the gérance on a binder of the syndic, or the reverse. EXP-06."""

    case: Case
    metier: Metier


RefusDeCochage = CochageIncoherent | CaseDUnAutreMetier


@frozen
class Droit:
    """
    Who opens a binder: a set of boxes that holds together, made by `cocher`; any other raises `InvalidValue`.

    The three levels of the syndic are nested, président ⊇ membre ⊇ copropriétaire read from right to left: nothing,
    the président, all the council, or everybody. Rights are a lattice: `|` and `&` of two hold together too, and
    `<=` compares whom they let in, whatever « Lot » and « Prestataire » say. EXP-12, EXP-13, EXP-14.
    """

    cases: frozenset[Case]

    def __attrs_post_init__(self) -> None:
        if completer(self.cases) != self.cases:
            raise InvalidValue("droit : un niveau est coché sans ceux qui sont à sa droite")

    def ouvre_a(self, role: Role) -> bool:
        """Tell whether a role opens it. EXP-09."""
        return Case(role.value) in self.cases

    @property
    def roles(self) -> frozenset[Role]:
        """The roles that open it."""
        return frozenset(role for case in self.cases if (role := case.role) is not None)

    def __or__(self, autre: Droit) -> Droit:
        """Return what opens to whoever one or the other opens to."""
        return Droit(self.cases | autre.cases)

    def __and__(self, autre: Droit) -> Droit:
        """Return what opens to whoever both open to."""
        return Droit(self.cases & autre.cases)

    def __le__(self, autre: Droit) -> bool:
        """Tell whether nobody is let in by this one that is not by the other."""
        return self.roles <= autre.roles


def cocher(cases: frozenset[Case], *, metier: Metier) -> Result[Droit, RefusDeCochage]:
    """
    Make a right of ticked boxes, or say which set was meant. EXP-14, EXP-15, EXP-16.

    >>> cocher(frozenset({Case.MEMBRE, Case.PRESIDENT}), metier=Metier.SYNDIC).unwrap().ouvre_a(Role.COPROPRIETAIRE)
    False
    >>> refus = cocher(frozenset({Case.COPROPRIETAIRE}), metier=Metier.SYNDIC).failure()
    >>> sorted(refus.remede)
    [<Case.COPROPRIETAIRE: 'coproprietaire'>, <Case.MEMBRE: 'membre'>, <Case.PRESIDENT: 'president'>]
    """
    for case in sorted(cases):
        if case.metier is not metier:
            return Failure(CaseDUnAutreMetier(case=case, metier=metier))
    remede = completer(cases)
    if remede != cases:
        return Failure(CochageIncoherent(cochees=cases, remede=remede))
    return Success(Droit(cases))


def completer(cases: frozenset[Case]) -> frozenset[Case]:
    """Add to ticked boxes those that go with them: a level takes all the levels on its right. EXP-14."""
    if Case.COPROPRIETAIRE in cases:
        return cases | {Case.MEMBRE, Case.PRESIDENT}
    if Case.MEMBRE in cases:
        return cases | {Case.PRESIDENT}
    return cases


def libelle(refus: RefusDeCochage) -> str:
    """Say a refusal in French, with the mend."""
    match refus:
        case CochageIncoherent(cochees=cochees, remede=remede):
            manquantes = ", ".join(case.libelle for case in Case if case in remede - cochees)
            return f"Un niveau ne se coche pas sans ceux qui sont à sa droite : cochez aussi {manquantes}."
        case CaseDUnAutreMetier(case=case, metier=metier):
            return f"La case « {case.libelle} » n'existe pas sur un classeur de {metier.libelle}."
        case _:
            assert_never(refus)
