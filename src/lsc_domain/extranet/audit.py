"""Who did what on the extranet, when, from where: read again, never written over. I-31, I-53."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Final

from attrs import frozen


class Acte(StrEnum):
    """What is kept a trace of."""

    CONNEXION = "connexion"
    CONNEXION_REFUSEE = "connexion_refusee"
    DECONNEXION = "deconnexion"
    MOT_DE_PASSE_CHANGE = "mot_de_passe_change"
    MOT_DE_PASSE_DEMANDE = "mot_de_passe_demande"
    MOT_DE_PASSE_REGENERE = "mot_de_passe_regenere"
    COMPTE_ACTIVE = "compte_active"
    COMPTE_DESACTIVE = "compte_desactive"
    DOCUMENT_LU = "document_lu"
    DOCUMENT_REFUSE = "document_refuse"
    PARAMETRES_CHANGES = "parametres_changes"
    DROITS_CHANGES = "droits_changes"
    DOCUMENT_VERSE = "document_verse"
    DOCUMENT_RETIRE = "document_retire"
    DEMANDE = "demande"
    INFORMATION = "information"
    PAIEMENT = "paiement"
    DONNEES_EXPORTEES = "donnees_exportees"
    DONNEES_EFFACEES = "donnees_effacees"

    @property
    def libelle(self) -> str:
        """
        The act, in French.

        >>> Acte.MOT_DE_PASSE_REGENERE.libelle, all(un.libelle for un in Acte)
        ('mot de passe régénéré', True)
        """
        return _ACTES[self]


_ACTES: Final = {
    Acte.CONNEXION: "connexion",
    Acte.CONNEXION_REFUSEE: "connexion refusée",
    Acte.DECONNEXION: "déconnexion",
    Acte.MOT_DE_PASSE_CHANGE: "mot de passe changé",
    Acte.MOT_DE_PASSE_DEMANDE: "mot de passe demandé",
    Acte.MOT_DE_PASSE_REGENERE: "mot de passe régénéré",
    Acte.COMPTE_ACTIVE: "compte activé",
    Acte.COMPTE_DESACTIVE: "compte désactivé",
    Acte.DOCUMENT_LU: "document lu",
    Acte.DOCUMENT_REFUSE: "document refusé",
    Acte.PARAMETRES_CHANGES: "paramètres changés",
    Acte.DROITS_CHANGES: "droits changés",
    Acte.DOCUMENT_VERSE: "document versé",
    Acte.DOCUMENT_RETIRE: "document retiré",
    Acte.DEMANDE: "demande",
    Acte.INFORMATION: "information",
    Acte.PAIEMENT: "paiement",
    Acte.DONNEES_EXPORTEES: "données exportées",
    Acte.DONNEES_EFFACEES: "données effacées",
}


@frozen(kw_only=True)
class Trace:
    """
    One act: `par` is the login, empty when nobody had come in; `objet` what it was about; `detail` a sentence.

    No secret is ever in it: neither a password, nor a token, nor the content of a document.
    """

    le: datetime
    acte: Acte
    par: str = ""
    objet: str = ""
    detail: str = ""
    adresse: str = ""
