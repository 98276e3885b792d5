"""Where a client arrives, and the entries of his menu. EXC-06, EXC-07, EXC-10."""

from __future__ import annotations

from collections.abc import Set
from datetime import date
from enum import StrEnum
from typing import Final

from returns.pipeline import is_successful

from lsc_domain.parc.parc import Parc
from lsc_domain.parc.role import Metier, Role
from lsc_domain.socle.ids import TiersId
from lsc_domain.socle.licence import Licence, Option, exiger


class Espace(StrEnum):
    """An access of a client: one for what he owns in common, one for what he lets or rents. EXC-06."""

    COPROPRIETAIRE = "coproprietaire"
    GESTION_LOCATIVE = "gestion-locative"

    @property
    def metier(self) -> Metier:
        """The trade of the agency it shows."""
        return Metier.SYNDIC if self is Espace.COPROPRIETAIRE else Metier.GERANCE

    @property
    def libelle(self) -> str:
        """Its title, as the chooser has it."""
        return "Mon espace copropriétaire" if self is Espace.COPROPRIETAIRE else "Mon espace gestion locative"

    @classmethod
    def du_metier(cls, metier: Metier) -> Espace:
        """Return the space of a trade."""
        return cls.COPROPRIETAIRE if metier is Metier.SYNDIC else cls.GESTION_LOCATIVE


class Rubrique(StrEnum):
    """An entry of the menu, in the order of the menu. EXC-07, EXC-10."""

    ACCUEIL = "accueil"
    CONTACTS = "contacts"
    COMPTE = "compte"
    BIENS = "biens"
    DEPENSES = "depenses"
    FONDS = "fonds"
    DEMANDES = "demandes"
    INFORMATIONS = "informations"
    DOCUMENTS = "documents"
    PHOTOS = "photos"
    PARTENAIRES = "partenaires"
    MOT_DE_PASSE = "mot-de-passe"
    DECONNEXION = "deconnexion"

    def libelle(self, espace: Espace) -> str:
        """
        Return its name in a space: one contacts his syndic, or his agency.

        >>> Rubrique.CONTACTS.libelle(Espace.COPROPRIETAIRE), Rubrique.CONTACTS.libelle(Espace.GESTION_LOCATIVE)
        ('Contacts syndic', 'Contacts agence')
        """
        if self is Rubrique.CONTACTS and espace is Espace.COPROPRIETAIRE:
            return "Contacts syndic"
        return _LIBELLES[self]


_LIBELLES: Final = {
    Rubrique.ACCUEIL: "Accueil",
    Rubrique.CONTACTS: "Contacts agence",
    Rubrique.COMPTE: "Mon compte",
    Rubrique.BIENS: "Mes biens",
    Rubrique.DEPENSES: "Liste des dépenses",
    Rubrique.FONDS: "Fonds de travaux",
    Rubrique.DEMANDES: "Mes demandes",
    Rubrique.INFORMATIONS: "Mes informations",
    Rubrique.DOCUMENTS: "Mes documents",
    Rubrique.PHOTOS: "Mes photos",
    Rubrique.PARTENAIRES: "Nos partenaires",
    Rubrique.MOT_DE_PASSE: "Redéfinir mon mot de passe",
    Rubrique.DECONNEXION: "Déconnexion",
}

DU_SYNDIC: Final = frozenset({Rubrique.DEPENSES, Rubrique.FONDS})
"""The entries only the space of the owners in common has. EXC-10."""


def metiers_ouverts(licence: Licence | None, jour: date) -> frozenset[Metier]:
    """
    Return the trades whose extranet the licence opens: none without the option Extranet, or past its last day. EXA-05.

    >>> syndic = Licence(titulaire="Agence", options=frozenset({Option.EXTRANET, Option.SYNDIC}))
    >>> [un.value for un in metiers_ouverts(syndic, date(2020, 7, 7))]
    ['syndic']
    """
    if licence is None or not is_successful(exiger(licence, Option.EXTRANET, jour=jour)):
        return frozenset()
    return frozenset(un for un in Metier if Option(un.value) in licence.options)


def tickets_ouverts(licence: Licence | None, jour: date) -> bool:
    """Tell whether the licence has the tickets, without which there is none to ask for. EXA-38, EXA-48."""
    return licence is not None and is_successful(exiger(licence, Option.TICKETS, jour=jour))


def espaces_de(parc: Parc, tiers: TiersId, jour: date, ouverts: Set[Metier]) -> tuple[Espace, ...]:
    """
    Return the accesses of a client: one for each category he is of, among the trades that are open.

    He is of a category by a role he holds that day, or by an account of it that is still published: who has sold goes
    on reading what he owes. Nobody has any without a published account. EXC-06, EXP-51, EXA-05, X-33.
    """
    if not parc.a_un_compte_publie(tiers, jour):
        return ()
    metiers = {role.role.metier for role in parc.roles_de(tiers, jour)} | {
        compte.metier for compte in parc.comptes_par_tiers.get(tiers, ()) if compte.est_publie(jour)
    }
    return tuple(un for un in Espace if un.metier in metiers & ouverts)


def est_bailleur(parc: Parc, tiers: TiersId, jour: date) -> bool:
    """Tell whether somebody lets something that day: a tenant has no « Mes biens ». EXC-10, EXA-42."""
    return any(role.role is Role.PROPRIETAIRE for role in parc.roles_de(tiers, jour))
