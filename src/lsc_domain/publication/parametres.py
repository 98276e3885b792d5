"""What the agency has decided once about its extranet: the screen « Paramétrages EXTRANET »."""

from __future__ import annotations

import re
from typing import Final

from attrs import field, frozen

from lsc_domain.classeur.reglages import Reglages
from lsc_domain.compte.ecriture import OptionsDeCompte
from lsc_domain.parc.inactivation import Inactivations
from lsc_domain.publication.utilisateur import Utilisateur
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import ModeleId

_NOM_D_HOTE: Final = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+"
_ADRESSE_PUBLIQUE: Final = re.compile(rf"https://{_NOM_D_HOTE}(:[0-9]{{1,5}})?(/[A-Za-z0-9._~-]+)*")
_NOM_DE_DOMAINE: Final = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


@frozen(kw_only=True)
class Parametres:
    """
    The options of one agency, each as the text of the trade gives its default (X-40).

    `nom_de_domaine` gives both addresses (EXP-05, EXA-01, EXC-01), unless the extranet is elsewhere than the editor's:
    `adresse_publique` is then where, as clients write it, with the path it is mounted under (X-13).
    `garder_les_noms` is above every model's (EXP-49); `modele_de_liste` and `numero_de_liste` are the two names without
    which no list of owners is made (EXP-33); `seuil_de_retrait_pour_cent` and `seuil_de_retrait` are the share and the
    number of withdrawals beyond which a run asks for a confirmation (I-35); `utilisateurs` those the reports of runs
    may go to (MSG-01).
    """

    nom_de_domaine: str = ""
    adresse_publique: str = ""
    garder_les_noms: bool = False
    regrouper_proprietaire: bool = False
    regrouper_locataire: bool = False
    regrouper_coproprietaire: bool = False
    exclure_non_reverses: bool = False
    taire_les_coordonnees_bancaires: bool = False
    envoyer_les_depenses: bool = False
    envoyer_les_102: bool = False
    inactivations: Inactivations = field(factory=Inactivations)
    numero_de_liste: str = ""
    modele_de_liste: ModeleId | None = None
    reglages: Reglages = field(factory=Reglages)
    notifications: bool = True
    journal_de_transfert: bool = False
    journal_winscp: bool = False
    utilisateurs: tuple[Utilisateur, ...] = ()
    seuil_de_retrait_pour_cent: int = 20
    seuil_de_retrait: int = 500

    def __attrs_post_init__(self) -> None:
        if self.nom_de_domaine and not _NOM_DE_DOMAINE.fullmatch(self.nom_de_domaine):
            raise InvalidValue(f"nom de domaine {self.nom_de_domaine!r} : ni espace, ni point, ni majuscule")
        if self.adresse_publique and not _ADRESSE_PUBLIQUE.fullmatch(self.adresse_publique):
            raise InvalidValue("adresse publique : attendu https://, un nom d'hôte, et un chemin sans barre à la fin")
        if not 0 <= self.seuil_de_retrait_pour_cent <= 100 or self.seuil_de_retrait < 0:
            raise InvalidValue("seuil de retrait : de 0 à 100 %, et un nombre positif de documents")

    @property
    def a_une_adresse(self) -> bool:
        """Whether it is known where the extranet is."""
        return bool(self.adresse_publique or self.nom_de_domaine)

    @property
    def adresse_d_administration(self) -> str:
        """
        Where the agency's people connect: of the same place as the clients', the role decides. EXP-05, EXA-01, X-13.

        >>> Parametres(nom_de_domaine="nomdomaine").adresse_d_administration
        'https://nomdomaine.crypto-extranet.com/connexion/'
        """
        return f"{self._racine}/connexion/"

    @property
    def adresse_des_clients(self) -> str:
        """
        Where the clients connect. EXP-05, EXC-01, X-13.

        >>> Parametres(adresse_publique="https://agence.example.invalid/clients").adresse_des_clients
        'https://agence.example.invalid/clients/extranet'
        """
        return f"{self._racine}/extranet"

    @property
    def options_de_compte(self) -> OptionsDeCompte:
        """The four boxes about how accounts are shown. EXP-20, EXP-21, EXP-22, EXP-23."""
        return OptionsDeCompte(
            regrouper_proprietaire=self.regrouper_proprietaire,
            regrouper_locataire=self.regrouper_locataire,
            regrouper_coproprietaire=self.regrouper_coproprietaire,
            exclure_non_reverses=self.exclure_non_reverses,
        )

    @property
    def _racine(self) -> str:
        if self.adresse_publique:
            return self.adresse_publique
        if not self.nom_de_domaine:
            raise InvalidValue("le nom de domaine de l'extranet n'est pas renseigné")
        return f"https://{self.nom_de_domaine}.crypto-extranet.com"
