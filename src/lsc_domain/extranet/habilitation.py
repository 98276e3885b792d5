"""Which act of the agency needs which role: one table, read by every act. I-55, EXA-25, EXP-18, EXP-19."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from attrs import frozen
from returns.result import Failure, Result, Success

from lsc_domain.extranet.collaborateur import Collaborateur, Fonction


class Habilitation(StrEnum):
    """What somebody of the agency may be allowed to do."""

    CONSULTER = "consulter"
    PARAMETRES = "parametres"
    JOURNAUX = "journaux"
    AGENCE = "agence"
    COLLABORATEURS = "collaborateurs"
    IDENTIFIANTS = "identifiants"
    CLASSEURS = "classeurs"
    DOCUMENTS_DU_SYNDIC = "documents-du-syndic"
    DEMANDES = "demandes"
    INFORMATIONS = "informations"
    FOURNISSEURS = "fournisseurs"
    PUBLICATION = "publication"
    PAIEMENTS = "paiements"
    SEANCES = "seances"
    AUDIT = "audit"
    DONNEES = "donnees"

    @property
    def libelle(self) -> str:
        """The act in French, after « pour »."""
        return _LIBELLES[self]


_LIBELLES: Final = {
    Habilitation.CONSULTER: "consulter le portefeuille",
    Habilitation.PARAMETRES: "modifier les paramètres de l'extranet",
    Habilitation.JOURNAUX: "activer les journaux de transfert",
    Habilitation.AGENCE: "modifier la fiche de l'agence",
    Habilitation.COLLABORATEURS: "gérer les collaborateurs",
    Habilitation.IDENTIFIANTS: "gérer les identifiants des clients",
    Habilitation.CLASSEURS: "modifier les droits des classeurs",
    Habilitation.DOCUMENTS_DU_SYNDIC: "alimenter « Documents du syndic »",
    Habilitation.DEMANDES: "traiter les demandes",
    Habilitation.INFORMATIONS: "publier des informations",
    Habilitation.FOURNISSEURS: "gérer les fournisseurs",
    Habilitation.PUBLICATION: "publier",
    Habilitation.PAIEMENTS: "gérer les paiements",
    Habilitation.SEANCES: "tenir une assemblée",
    Habilitation.AUDIT: "lire le journal des accès",
    Habilitation.DONNEES: "exporter ou effacer des données personnelles",
}

_GESTIONNAIRE, _COMPTABLE, _ADMINISTRATEUR, _EDITEUR = (
    Fonction.GESTIONNAIRE,
    Fonction.COMPTABLE,
    Fonction.ADMINISTRATEUR,
    Fonction.EDITEUR,
)
_DE_L_AGENCE: Final = frozenset({_GESTIONNAIRE, _COMPTABLE, _ADMINISTRATEUR})
_DE_GESTION: Final = frozenset({_GESTIONNAIRE, _ADMINISTRATEUR})
_DE_DIRECTION: Final = frozenset({_ADMINISTRATEUR})

FONCTIONS_ADMISES: Final[Mapping[Habilitation, frozenset[Fonction]]] = MappingProxyType(
    {
        Habilitation.CONSULTER: _DE_L_AGENCE,
        Habilitation.PARAMETRES: _DE_DIRECTION | {_EDITEUR},
        Habilitation.JOURNAUX: frozenset({_EDITEUR}),
        Habilitation.AGENCE: _DE_DIRECTION,
        Habilitation.COLLABORATEURS: _DE_DIRECTION,
        Habilitation.IDENTIFIANTS: _DE_GESTION,
        Habilitation.CLASSEURS: _DE_GESTION,
        Habilitation.DOCUMENTS_DU_SYNDIC: _DE_GESTION,
        Habilitation.DEMANDES: _DE_GESTION,
        Habilitation.INFORMATIONS: _DE_GESTION,
        Habilitation.FOURNISSEURS: _DE_L_AGENCE,
        Habilitation.PUBLICATION: _DE_L_AGENCE,
        Habilitation.PAIEMENTS: frozenset({_COMPTABLE, _ADMINISTRATEUR}),
        Habilitation.SEANCES: _DE_GESTION,
        Habilitation.AUDIT: _DE_DIRECTION,
        Habilitation.DONNEES: _DE_DIRECTION,
    }
)
"""
The roles each act is allowed to.

« Utilitaires » is the agency's as far as the parameters go, and the editor's for the rest: the two journals of a
transfer are « réservé Crypto ». The editor, who mends and does not manage, reads nobody's fiche. EXA-25, I-55.
"""


@frozen(kw_only=True)
class FonctionManquante:
    """The collaborator has none of the roles this act is allowed to. I-55."""

    habilitation: Habilitation
    requises: frozenset[Fonction]


def peut(collaborateur: Collaborateur, habilitation: Habilitation) -> bool:
    """
    Tell whether somebody may do an act; the agency's own codes may all that is the agency's. EXA-02, I-55.

    >>> from lsc_domain.socle.ids import CollaborateurId
    >>> agence = Collaborateur(id=CollaborateurId("PAGESIMMO"), nom="Agence", fonctions=frozenset(), general=True)
    >>> peut(agence, Habilitation.PARAMETRES), peut(agence, Habilitation.JOURNAUX)
    (True, False)
    """
    siennes = collaborateur.fonctions | _DE_L_AGENCE if collaborateur.general else collaborateur.fonctions
    return not FONCTIONS_ADMISES[habilitation].isdisjoint(siennes)


def exiger_habilitation(
    collaborateur: Collaborateur, habilitation: Habilitation
) -> Result[Collaborateur, FonctionManquante]:
    """Ask for a right, before doing anything. I-55."""
    if peut(collaborateur, habilitation):
        return Success(collaborateur)
    return Failure(FonctionManquante(habilitation=habilitation, requises=FONCTIONS_ADMISES[habilitation]))
