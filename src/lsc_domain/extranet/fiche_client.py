"""« Portefeuille »: what the extranet has of buildings and people, and the fiche of a client. EXA-09 to EXA-17."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from attrs import field, frozen

from lsc_domain.classeur.consultation import Contenu
from lsc_domain.classeur.document import Document
from lsc_domain.extranet.bien import BienVu
from lsc_domain.extranet.compte_vu import CompteVu
from lsc_domain.extranet.information import Information
from lsc_domain.extranet.photos import PhotosDImmeuble
from lsc_domain.parc.role import Metier
from lsc_domain.parc.tiers import Tiers
from lsc_domain.socle.ids import ImmeubleId, LotId, TiersId


class CategorieDeFiche(StrEnum):
    """A list of the portfolio. EXA-09, EXA-10."""

    IMMEUBLES = "immeubles"
    LOTS = "lots"
    PROPRIETAIRES = "proprietaires"
    COPROPRIETAIRES = "coproprietaires"
    LOCATAIRES = "locataires"
    FOURNISSEURS = "fournisseurs"

    @property
    def libelle(self) -> str:
        """The list in French."""
        return _CATEGORIES[self]


_CATEGORIES: Final = {
    CategorieDeFiche.IMMEUBLES: "Immeubles",
    CategorieDeFiche.LOTS: "Lots",
    CategorieDeFiche.PROPRIETAIRES: "Propriétaires",
    CategorieDeFiche.COPROPRIETAIRES: "Copropriétaires",
    CategorieDeFiche.LOCATAIRES: "Locataires",
    CategorieDeFiche.FOURNISSEURS: "Fournisseurs",
}


def categories(metier: Metier, *, tickets: bool) -> tuple[CategorieDeFiche, ...]:
    """
    Return the lists of a trade; the fournisseurs are of interest only with the tickets. EXA-09, EXA-10.

    >>> [une.value for une in categories(Metier.SYNDIC, tickets=False)]
    ['immeubles', 'lots', 'coproprietaires']
    """
    gens = (
        (CategorieDeFiche.COPROPRIETAIRES,)
        if metier is Metier.SYNDIC
        else (CategorieDeFiche.PROPRIETAIRES, CategorieDeFiche.LOCATAIRES)
    )
    return (
        CategorieDeFiche.IMMEUBLES,
        CategorieDeFiche.LOTS,
        *gens,
        *((CategorieDeFiche.FOURNISSEURS,) if tickets else ()),
    )


@frozen(kw_only=True)
class FicheResume:
    """
    A line of a list: `code` is what the trade calls it, `titre` its name, `detail` what tells it from another.

    It leads to a person, a building or a lot, or nowhere. Nothing in it may be changed on the extranet. EXA-09.
    """

    code: str
    titre: str
    detail: str = ""
    tiers: TiersId | None = None
    immeuble: ImmeubleId | None = None
    lot: LotId | None = None


class Onglet(StrEnum):
    """A tab of the fiche, in their order. EXA-11."""

    GENERAL = "general"
    COMPTE = "compte"
    ARBORESCENCE = "arborescence"
    EVENEMENTS = "evenements"
    DOCUMENTS = "documents"
    PHOTOS = "photos"

    @property
    def libelle(self) -> str:
        """The tab in French."""
        return _ONGLETS[self]


_ONGLETS: Final = {
    Onglet.GENERAL: "Général",
    Onglet.COMPTE: "Situation du compte",
    Onglet.ARBORESCENCE: "Arborescence",
    Onglet.EVENEMENTS: "Evènements",
    Onglet.DOCUMENTS: "Documents",
    Onglet.PHOTOS: "Photos",
}


@frozen(kw_only=True)
class FicheClient:
    """
    What the agency sees of a client, all of it read only: each tab holds what he sees himself. EXA-11 to EXA-17.

    `qualites` are what he is that day, `connexion_autorisee` whether a login of his opens, `codes` his logins: never
    a password (EXA-12). `biens` is none for somebody who only rents, who has no « Arborescence » (EXA-15).
    `evenements` are the communications made from the extranet: LSC knows nothing of them (EXA-16).
    """

    tiers: Tiers
    qualites: tuple[str, ...]
    connexion_autorisee: bool
    codes: tuple[str, ...] = ()
    comptes: tuple[CompteVu, ...] = ()
    biens: tuple[BienVu, ...] | None = None
    evenements: tuple[Information, ...] = ()
    classeurs: tuple[Contenu, ...] = ()
    documents: tuple[Document, ...] = field(default=(), repr=False)
    photos: tuple[PhotosDImmeuble, ...] = ()

    @property
    def notifications(self) -> bool:
        """The client's own switch, as he left it. EXC-09."""
        return self.tiers.notifications

    @property
    def onglets(self) -> tuple[tuple[Onglet, int | None], ...]:
        """The tabs he has, with what is to be counted in each. EXA-11, EXA-15."""
        nombres: dict[Onglet, int | None] = {
            Onglet.GENERAL: None,
            Onglet.COMPTE: None,
            Onglet.ARBORESCENCE: None if self.biens is None else len(self.biens),
            Onglet.EVENEMENTS: len(self.evenements),
            Onglet.DOCUMENTS: len(self.documents),
            Onglet.PHOTOS: sum(len(un.photos) for un in self.photos),
        }
        return tuple(
            (onglet, nombre)
            for onglet, nombre in nombres.items()
            if onglet is not Onglet.ARBORESCENCE or nombre is not None
        )
