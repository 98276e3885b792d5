"""The expenses of an exercise as its owners read them: building, key, account, lines, and four totals at each level."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from attrs import evolve, frozen

from lsc_domain.compte.depense import Depense, Exercice
from lsc_domain.compte.livre import LivreDExercice
from lsc_domain.compte.plan_comptable import plan_de
from lsc_domain.parc.role import Metier
from lsc_domain.socle.euros import ZERO, Euros
from lsc_domain.socle.ids import CleId, ImmeubleId
from lsc_domain.socle.numero_de_compte import NumeroDeCompte


@frozen(kw_only=True)
class TotalDeDepenses:
    """The four amounts of expenses, added up: Montant, T.V.A., Déduc., Récup. EXC-21."""

    montant: Euros = ZERO
    tva: Euros = ZERO
    deductible: Euros = ZERO
    recuperable: Euros = ZERO

    @classmethod
    def de(cls, lignes: Iterable[Depense | TotalDeDepenses]) -> TotalDeDepenses:
        """Add up expenses, or totals; none make zero."""
        toutes = tuple(lignes)
        return cls(
            montant=Euros.somme(une.montant for une in toutes),
            tva=Euros.somme(une.tva for une in toutes),
            deductible=Euros.somme(une.deductible for une in toutes),
            recuperable=Euros.somme(une.recuperable for une in toutes),
        )


@frozen(kw_only=True)
class DepensesDeCompte:
    """The expenses of one account of one key, in the order of their days. EXC-21."""

    compte: NumeroDeCompte
    libelle: str
    depenses: tuple[Depense, ...]
    total: TotalDeDepenses


@frozen(kw_only=True)
class DepensesDeCle:
    """What is shared by one key, account by account, in the order of their numbers. EXC-19."""

    cle: CleId
    libelle: str
    comptes: tuple[DepensesDeCompte, ...]
    total: TotalDeDepenses


@frozen(kw_only=True)
class DepensesDImmeuble:
    """All that a building spent in an exercise, key by key. EXC-19."""

    exercice: Exercice
    cles: tuple[DepensesDeCle, ...]
    total: TotalDeDepenses

    @property
    def immeuble(self) -> ImmeubleId:
        """The building."""
        return self.exercice.immeuble


def exercices_consultables(exercices: Iterable[Exercice], immeuble: ImmeubleId | None = None) -> tuple[Exercice, ...]:
    """
    Return the exercises that can be consulted, of a building or of all, by year: those not closed. EXC-20, X-07.

    >>> GILBERT = ImmeubleId("GILBERT")
    >>> tenus = [Exercice(id=str(un), immeuble=GILBERT, annee=un, clos=un < 2015) for un in (2019, 2014, 2016, 2015)]
    >>> [un.annee for un in exercices_consultables(tenus)]
    [2015, 2016, 2019]
    """
    voulus = (un for un in exercices if not un.clos and immeuble in (None, un.immeuble))
    return tuple(sorted(voulus, key=lambda un: (un.annee, un.immeuble, un.id)))


def presenter_depenses(livre: LivreDExercice, *, factures: bool = True) -> DepensesDImmeuble:
    """
    Arrange the expenses of an exercise: key, then account, then day. EXC-19, EXC-21.

    Without `factures`, the binder not being set up, no line has its invoice: no « PDF » shows. EXC-22.
    """
    lues = livre.depenses if factures else tuple(evolve(une, piece=None) for une in livre.depenses)
    cles = tuple(
        _de_la_cle(cle, tuple(siennes), livre.intitules)
        for cle, siennes in groupby(sorted(lues, key=_ordre), lambda une: une.cle)
    )
    return DepensesDImmeuble(exercice=livre.exercice, cles=cles, total=TotalDeDepenses.de(une.total for une in cles))


def _ordre(une: Depense) -> tuple[str, str, int]:
    return une.cle, str(une.compte), une.le.toordinal()


def _de_la_cle(cle: CleId, depenses: tuple[Depense, ...], intitules: Mapping[str, str]) -> DepensesDeCle:
    comptes = tuple(
        _du_compte(compte, tuple(siennes), intitules) for compte, siennes in groupby(depenses, lambda une: une.compte)
    )
    return DepensesDeCle(
        cle=cle,
        libelle=intitules.get(cle, ""),
        comptes=comptes,
        total=TotalDeDepenses.de(un.total for un in comptes),
    )


def _du_compte(compte: NumeroDeCompte, depenses: tuple[Depense, ...], intitules: Mapping[str, str]) -> DepensesDeCompte:
    poste = plan_de(Metier.SYNDIC).poste(compte)
    libelle = intitules.get(str(compte)) or (poste.libelle if poste is not None else "")
    return DepensesDeCompte(compte=compte, libelle=libelle, depenses=depenses, total=TotalDeDepenses.de(depenses))
