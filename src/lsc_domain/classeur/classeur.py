"""A binder: documents of one trade, and who opens it."""

from __future__ import annotations

from typing import Final, assert_never

from attrs import evolve, frozen
from returns.result import Failure, Result, Success

from lsc_domain.classeur.droit import Droit
from lsc_domain.parc.role import Metier
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import ClasseurId

FACTURES: Final = "Factures"
"""The binder whose right is also that of the dépenses. EXP-26, EXC-13."""

DOCUMENTS_DU_SYNDIC: Final = "Documents du syndic"
"""The binder fed by hand, seen across buildings. EXA-21, ELAN-05."""

PROTEGES: Final = frozenset({FACTURES, DOCUMENTS_DU_SYNDIC})
"""The names the software itself refers to: they cannot be changed. EXP-07."""


@frozen(kw_only=True)
class NomProtege:
    """This binder is one the software refers to by its name. EXP-07."""

    nom: str


@frozen(kw_only=True)
class NomPris:
    """Another binder of the same trade has this name. EXP-07."""

    nom: str
    metier: Metier


RefusDeClasseur = NomProtege | NomPris


@frozen(kw_only=True)
class Classeur:
    """
    A binder of one trade, with one box a role. EXP-06.

    « / » in its name makes a level: « Courriers / Locataires » is Locataires within Courriers. EXP-46.
    """

    id: ClasseurId
    metier: Metier
    nom: str
    droit: Droit

    def __attrs_post_init__(self) -> None:
        if not all(niveau.strip() for niveau in self.nom.split("/")):
            raise InvalidValue(f"classeur {self.id} : un niveau de son nom est vide")
        for case in self.droit.cases:
            if case.metier is not self.metier:
                raise InvalidValue(f"classeur {self.nom} : la case {case} est de l'autre métier")

    @property
    def est_protege(self) -> bool:
        """Whether its name may not change. EXP-07."""
        return self.nom in PROTEGES

    @property
    def est_celui_du_syndic(self) -> bool:
        """Whether it is « Documents du syndic », fed by hand and read across buildings. EXA-21."""
        return self.metier is Metier.SYNDIC and self.nom == DOCUMENTS_DU_SYNDIC

    @property
    def niveaux(self) -> tuple[str, ...]:
        """The levels of its name, from the widest. EXP-46."""
        return tuple(niveau.strip() for niveau in self.nom.split("/"))

    def chemin(self, type_de_dossier: str | None = None) -> tuple[str, ...]:
        """
        Return where a document is filed in it: its levels, then the type of the dossier when grouped. EXP-45, EXP-46.

        >>> from lsc_domain.classeur.droit import Droit
        >>> courriers = Classeur(id="8", metier=Metier.GERANCE, nom="Courriers / Locataires", droit=Droit(frozenset()))
        >>> courriers.chemin("Sinistre")
        ('Courriers', 'Locataires', 'Sinistre')
        """
        return self.niveaux if type_de_dossier is None else (*self.niveaux, type_de_dossier)


def libelle(refus: RefusDeClasseur) -> str:
    """Say a refusal in French."""
    match refus:
        case NomProtege(nom=nom):
            return f"Le nom « {nom} » est réservé : le logiciel désigne ce classeur par son nom."
        case NomPris(nom=nom, metier=metier):
            return f"Un classeur de {metier.libelle} s'appelle déjà « {nom} »."
        case _:
            assert_never(refus)


def creer_classeur(nouveau: Classeur, *, existants: tuple[Classeur, ...]) -> Result[Classeur, RefusDeClasseur]:
    """Add a binder, if no other of its trade has its name: the two reserved ones are made once. EXP-07."""
    if _nom_pris(nouveau.nom, nouveau, existants):
        return Failure(NomPris(nom=nouveau.nom, metier=nouveau.metier))
    return Success(nouveau)


def renommer(classeur: Classeur, nom: str, *, existants: tuple[Classeur, ...]) -> Result[Classeur, RefusDeClasseur]:
    """Rename a binder, unless the software refers to it by its name. EXP-07."""
    if classeur.est_protege or nom in PROTEGES:
        return Failure(NomProtege(nom=classeur.nom if classeur.est_protege else nom))
    if _nom_pris(nom, classeur, existants):
        return Failure(NomPris(nom=nom, metier=classeur.metier))
    return Success(evolve(classeur, nom=nom))


def _nom_pris(nom: str, pour: Classeur, existants: tuple[Classeur, ...]) -> bool:
    return any(
        un.nom.casefold() == nom.casefold() and un.metier is pour.metier and un.id != pour.id for un in existants
    )
