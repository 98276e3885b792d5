"""The records of `lsc.portefeuille/1`: they mirror the file, key by key, and know nothing else."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from attrs import field, frozen

from lsc_adapters.codec.description import dit
from lsc_adapters.codec.portefeuille_comptable import (
    AnalytiqueEcrit,
    CompteEcrit,
    CreancierEcrit,
    ExerciceEcrit,
    FondsEcrit,
)
from lsc_adapters.codec.portefeuille_lot import FicheDeLotEcrite
from lsc_domain.classeur.droit import Case
from lsc_domain.classeur.reglages import LecteursDuSyndic
from lsc_domain.parc.role import Metier
from lsc_domain.publication.destination import Nature
from lsc_domain.publication.service_systeme import Tache


@frozen(kw_only=True)
class UtilisateurEcrit:
    """Quelqu'un de l'agence."""

    code: str
    nom: str
    email: str = ""
    messages_systeme: bool = dit("Reçoit le rapport de chaque publication.", default=False)


@frozen(kw_only=True)
class InactivationsEcrites:
    """Quand un compte se ferme de lui-même ; jamais par défaut."""

    au_preavis: bool = False
    au_depart: bool = False
    a_la_mutation: bool = False


@frozen(kw_only=True)
class ReglagesEcrits:
    """Les cases de « Mes documents »."""

    module: bool = dit("L'extranet entier.", default=True)
    gestion: bool = dit("Les documents de gérance.", default=True)
    syndic: bool = dit("Les documents de syndic.", default=True)
    vue_sur_les_locataires: bool = dit("Un propriétaire lit ce qui est à ses locataires.", default=False)
    classeurs_vides: bool = dit("Les classeurs vides sont montrés.", default=True)
    lecteurs_du_syndic: LecteursDuSyndic = dit("Qui lit « Documents du syndic ».", default=LecteursDuSyndic.CONSEILS)


@frozen(kw_only=True)
class ParametresEcrits:
    """
    L'écran « Paramétrages EXTRANET » (paramètres › préférences et administration › administration métier ›
    Publication internet › publication service client).

    What stands for it here: read and kept all at once. EXP-04, EXP-42.
    """

    nom_de_domaine: str = ""
    adresse_publique: str = dit(
        "Où est l'extranet quand il n'est pas chez l'éditeur, comme https://agence.fr/clients.", default=""
    )
    garder_les_noms: bool = dit("Au-dessus de ce que dit chaque modèle.", default=False)
    regrouper_proprietaire: bool = False
    regrouper_locataire: bool = False
    regrouper_coproprietaire: bool = False
    exclure_non_reverses: bool = False
    taire_les_coordonnees_bancaires: bool = False
    envoyer_les_depenses: bool = False
    envoyer_les_102: bool = False
    inactivations: InactivationsEcrites = field(factory=InactivationsEcrites)
    numero_de_liste: str = ""
    modele_de_liste: str | None = dit("Le code du modèle des listes de copropriétaires.", default=None)
    reglages: ReglagesEcrits = field(factory=ReglagesEcrits)
    notifications: bool = True
    journal_de_transfert: bool = False
    journal_winscp: bool = False
    seuil_de_retrait_pour_cent: int = 20
    seuil_de_retrait: int = 500


@frozen(kw_only=True)
class AgenceEcrite:
    """Ce que l'agence a décidé une fois pour toutes."""

    entite: str = dit("L'entité des comptes et des dossiers qui n'en nomment pas.", default="")
    parametres: ParametresEcrits = field(factory=ParametresEcrits)
    utilisateurs: tuple[UtilisateurEcrit, ...] = ()


@frozen(kw_only=True)
class LotDuParcEcrit:
    """Un lot ; son code est unique dans le portefeuille, comme GILBERT/248."""

    code: str
    type: str = ""
    fiche: FicheDeLotEcrite | None = None


@frozen(kw_only=True)
class PhotoEcrite:
    """Une photo de l'immeuble, par son chemin depuis ce fichier."""

    fichier: str
    nom: str | None = dit("Son nom ; celui du fichier par défaut.", default=None)
    le: dt.date
    metier: Metier = Metier.SYNDIC


@frozen(kw_only=True)
class ImmeubleEcrit:
    """Un immeuble, pour un métier ou pour les deux."""

    code: str
    nom: str
    adresse: str = ""
    metiers: tuple[Metier, ...] = (Metier.SYNDIC,)
    lots: tuple[LotDuParcEcrit, ...] = ()
    photos: tuple[PhotoEcrite, ...] = ()
    iban: str = ""
    bic: str = ""
    assemblees_sur_les_comptes: tuple[dt.date, ...] = dit(
        "Les jours des assemblées annuelles appelées à connaître des comptes.", default=()
    )


@frozen(kw_only=True)
class DonneeEcrite:
    """Une ligne de l'onglet « PLUS »."""

    groupe: str
    libelle: str
    valeur: str


@frozen(kw_only=True)
class TiersEcrit:
    """Une personne, un couple, une indivision ou une société."""

    code: str
    nom: str
    prenom: str = ""
    civilite: str = ""
    adresse: str = ""
    email: str = ""
    telephone: str = ""
    notifications: bool = dit("Faux : il ne veut aucun message.", default=True)
    donnees: tuple[DonneeEcrite, ...] = ()


@frozen(kw_only=True)
class DetentionEcrite:
    """Un copropriétaire et son lot ; `jusqua` est le jour où il ne l'a plus."""

    tiers: str
    lot: str
    depuis: dt.date | None = None
    jusqua: dt.date | None = None
    compte: str | None = None
    resident: bool = False


@frozen(kw_only=True)
class MandatAuConseilEcrit:
    """Un mandat au conseil syndical."""

    immeuble: str
    tiers: str
    president: bool = False
    depuis: dt.date
    jusqua: dt.date | None = None
    compte: str | None = None


@frozen(kw_only=True)
class MandatDeGestionEcrit:
    """Un propriétaire qui donne un lot à gérer."""

    tiers: str
    lot: str
    depuis: dt.date | None = None
    jusqua: dt.date | None = None
    compte: str | None = None


@frozen(kw_only=True)
class BailEcrit:
    """Un locataire et le lot qu'il loue."""

    tiers: str
    lot: str
    depuis: dt.date | None = None
    jusqua: dt.date | None = None
    preavis_le: dt.date | None = None
    compte: str | None = None
    resident: bool = True


@frozen(kw_only=True)
class ClasseurEcrit:
    """Un classeur ; « / » dans son nom fait un niveau."""

    code: str
    metier: Metier
    nom: str
    cases: tuple[Case, ...] = dit("Les cases cochées.", default=())


@frozen(kw_only=True)
class OngletExtranetEcrit:
    """L'onglet « Extranet » d'un modèle d'événements."""

    classeur: str | None = dit("Sans lui, ses événements ne sont pas publiés.", default=None)
    regrouper_par_type: bool = False
    prefixer: bool = False
    mois_de_publication: int | None = dit("Depuis le jour du traitement ; pour toujours par défaut.", default=None)
    garder_les_noms: bool = False
    notifier: bool = False


@frozen(kw_only=True)
class ModeleEcrit:
    """Un modèle d'événements."""

    code: str
    nom: str
    extranet: OngletExtranetEcrit = field(factory=OngletExtranetEcrit)
    piece_du_minimum: str = dit("La pièce du décret 2019-502 qu'il apporte, comme A8.", default="")


@frozen(kw_only=True)
class DossierEcrit:
    """Un dossier sous lequel des événements sont rangés."""

    code: str | None = dit("Comment les événements le nomment ; son numéro par défaut.", default=None)
    type: str
    numero: str
    entite: str | None = dit("Celle de l'agence par défaut.", default=None)
    ouvert_le: dt.date
    responsable: str = ""


@frozen(kw_only=True)
class PieceEcrite:
    """Une pièce jointe, par son chemin depuis ce fichier."""

    fichier: str
    nom: str | None = dit("Son nom ; celui du fichier par défaut.", default=None)


@frozen(kw_only=True)
class EvenementDuParcEcrit:
    """Un événement chronoté."""

    chrono: int
    modele: str
    immeuble: str
    objet: str
    traite_le: dt.date
    publie_le: dt.date | None = dit("Le jour où il devient publiable ; jamais par défaut.", default=None)
    texte: str = ""
    pieces: tuple[PieceEcrite, ...] = ()
    dossier: str | None = None
    lot: str | None = None
    destinataires: tuple[str, ...] = dit("Vide : tous ceux à qui le classeur est ouvert.", default=())
    remplace: int | None = dit("Le chrono de celui qu'il annule et remplace.", default=None)
    valable_jusqua: dt.date | None = None


@frozen(kw_only=True)
class DocumentDuSyndicEcrit:
    """Un document déposé à la main dans « Documents du syndic », par son chemin depuis ce fichier."""

    code: str
    titre: str
    fichier: str
    depuis: dt.date
    dernier_jour: dt.date | None = None
    piece_du_minimum: str = dit("La pièce du décret 2019-502 que c'est, comme C5a.", default="")
    valable_jusqua: dt.date | None = None


@frozen(kw_only=True)
class DestinationEcrite:
    """Un lieu de publication, et ce qu'il reçoit ; une liste vide veut dire tout."""

    code: str
    nom: str = ""
    natures: tuple[Nature, ...] = ()
    metiers: tuple[Metier, ...] = ()
    immeubles: tuple[str, ...] = ()
    depuis_zero: dt.date | None = dit("Sans ce qui a été publié avant ce jour.", default=None)
    notifier: bool = True


@frozen(kw_only=True)
class PlanningEcrit:
    """Les jours cochés, chacun avec son heure de Paris."""

    lundi: dt.time | None = None
    mardi: dt.time | None = None
    mercredi: dt.time | None = None
    jeudi: dt.time | None = None
    vendredi: dt.time | None = None
    samedi: dt.time | None = None
    dimanche: dt.time | None = None


@frozen(kw_only=True)
class ServiceEcrit:
    """Un service système."""

    tache: Tache
    actif: bool = False
    planning: PlanningEcrit = field(factory=PlanningEcrit)


@frozen(kw_only=True)
class PortefeuilleFichier:
    """Tout ce qu'une agence gère, dans un fichier."""

    format: Literal["lsc.portefeuille/1"]
    agence: AgenceEcrite | None = dit("Sans elle, les paramètres gardés restent.", default=None)
    immeubles: tuple[ImmeubleEcrit, ...] = ()
    tiers: tuple[TiersEcrit, ...] = ()
    comptes: tuple[CompteEcrit, ...] = ()
    detentions: tuple[DetentionEcrite, ...] = dit("Les copropriétaires, lot par lot.", default=())
    conseils: tuple[MandatAuConseilEcrit, ...] = ()
    mandats_de_gestion: tuple[MandatDeGestionEcrit, ...] = ()
    baux: tuple[BailEcrit, ...] = ()
    analytiques: tuple[AnalytiqueEcrit, ...] = ()
    exercices: tuple[ExerciceEcrit, ...] = ()
    fonds_de_travaux: tuple[FondsEcrit, ...] = ()
    creanciers: tuple[CreancierEcrit, ...] = ()
    classeurs: tuple[ClasseurEcrit, ...] | None = dit("Les classeurs par défaut si cette clé manque.", default=None)
    modeles: tuple[ModeleEcrit, ...] = ()
    dossiers: tuple[DossierEcrit, ...] = ()
    evenements: tuple[EvenementDuParcEcrit, ...] = ()
    documents_du_syndic: tuple[DocumentDuSyndicEcrit, ...] = ()
    destinations: tuple[DestinationEcrite, ...] | None = dit("L'extranet seul si cette clé manque.", default=None)
    services: tuple[ServiceEcrit, ...] = ()
