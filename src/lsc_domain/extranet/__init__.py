"""Who may come in, what each one sees, and what he may do: the extranet of an agency."""

from typing import TYPE_CHECKING

from lsc_domain.socle.lazy import lazy_exports

if TYPE_CHECKING:
    from lsc_domain.extranet.accueil import Accueil, DocumentLu, Piece
    from lsc_domain.extranet.agence import Bureaux, FicheDAgence, Mandataire
    from lsc_domain.extranet.audit import Acte, Trace
    from lsc_domain.extranet.avis_de_reinitialisation import AvisDeReinitialisation
    from lsc_domain.extranet.bien import BienVu, biens_de
    from lsc_domain.extranet.bouton import Bouton, boutons
    from lsc_domain.extranet.code_d_acces import LONGUEUR, SANS_NOM, code_d_acces, normaliser
    from lsc_domain.extranet.collaborateur import Collaborateur, Fonction
    from lsc_domain.extranet.compte_vu import CompteVu, comptes_des_locataires, comptes_propres
    from lsc_domain.extranet.conservation import (
        CONSERVATIONS,
        Categorie,
        Conservation,
        Efface,
        Effacement,
        Retenue,
        conservation,
    )
    from lsc_domain.extranet.demande import (
        Demande,
        DemandeClose,
        DemandeInconnue,
        DemandesFermees,
        ImmeubleEtranger,
        MessageDeDemande,
        RefusDeDemande,
        SansTicketDemande,
        SuiteEnTicket,
        TexteManquant,
        TexteTropLong,
        TicketsAbsents,
        accepter_ticket,
        refuser_ticket,
    )
    from lsc_domain.extranet.espace import Espace, Rubrique, espaces_de, metiers_ouverts, tickets_ouverts
    from lsc_domain.extranet.fiche_client import CategorieDeFiche, FicheClient, FicheResume, Onglet, categories
    from lsc_domain.extranet.fournisseur import Fournisseur
    from lsc_domain.extranet.habilitation import (
        FONCTIONS_ADMISES,
        FonctionManquante,
        Habilitation,
        exiger_habilitation,
        peut,
    )
    from lsc_domain.extranet.identifiant import GROUPE, Identifiant, Lien, Provisoire
    from lsc_domain.extranet.identite import FiltreDIdentite, Identite
    from lsc_domain.extranet.information import Information
    from lsc_domain.extranet.mots_de_passe_courants import est_courant, racine
    from lsc_domain.extranet.parametrage import (
        FLUX_DE_REFERENCE,
        AdresseDuFluxInvalide,
        CourrielDuCommercantManquant,
        CourrielInvalide,
        Echanges,
        MesPhotos,
        Modules,
        MonCompte,
        Parametrage,
        Profil,
        RefusDeParametrage,
        changements,
    )
    from lsc_domain.extranet.photos import PhotosDImmeuble, photos_du_metier
    from lsc_domain.extranet.piece_de_demande import (
        LimitesDePieces,
        NatureRefusee,
        PieceTropLourde,
        RefusDePiece,
        TropDePieces,
        nettoyer_nom,
        verifier_pieces,
    )
    from lsc_domain.extranet.politique_de_mot_de_passe import (
        ALPHABET,
        Classe,
        PolitiqueDeMotDePasse,
        classes_de,
        en_nfc,
        engendrer,
        entropie,
        politique_de,
    )
    from lsc_domain.extranet.recherche import correspond, replier
    from lsc_domain.extranet.refus_d_agence import (
        DestinatairesInconnus,
        FournisseurInconnu,
        InformationInconnue,
        RefusDAgence,
    )
    from lsc_domain.extranet.refus_d_espace import (
        ClasseurInterdit,
        CompteInterdit,
        DepensesInterdites,
        EspaceAbsent,
        PieceInterdite,
        RefusDEspace,
        RubriqueFermee,
    )
    from lsc_domain.extranet.refus_d_identifiant import (
        AccesGeneral,
        CodePris,
        CollaborateurConnu,
        RefusDIdentifiant,
        RienAValider,
    )
    from lsc_domain.extranet.refus_de_connexion import (
        IdentifiantsRefuses,
        RefusDeConnexion,
        SessionFinie,
        TropDeTentatives,
    )
    from lsc_domain.extranet.refus_de_mot_de_passe import (
        ActuelRefuse,
        ClasseManquante,
        ConfirmationDifferente,
        EntropieInsuffisante,
        LienRefuse,
        MotDePasseCourant,
        MotDePasseInchange,
        MotDePasseInsuffisant,
        RappelDuContexte,
        RefusDeLien,
        RefusDeMotDePasse,
        TropCourt,
        TropLong,
        dire,
    )
    from lsc_domain.extranet.reglages_d_acces import ReglagesDAcces
    from lsc_domain.extranet.session import DureesDeSession, Session
    from lsc_domain.extranet.tentatives import Freinage, Tentatives, cle_d_adresse, cle_d_oubli, cle_de_code
    from lsc_domain.extranet.visiteur import AccesRemis, Entree, Propose, Visiteur
    from lsc_domain.extranet.vitrine import Vitrine

# fmt: off
__all__ = [
    "ALPHABET", "CONSERVATIONS", "FLUX_DE_REFERENCE", "FONCTIONS_ADMISES", "GROUPE", "LONGUEUR", "SANS_NOM",
    "AccesGeneral", "AccesRemis", "Accueil", "Acte", "ActuelRefuse", "AdresseDuFluxInvalide", "AvisDeReinitialisation",
    "BienVu", "Bouton", "Bureaux", "Categorie", "CategorieDeFiche", "Classe", "ClasseManquante", "ClasseurInterdit",
    "CodePris", "Collaborateur", "CollaborateurConnu", "CompteInterdit", "CompteVu", "ConfirmationDifferente",
    "Conservation", "CourrielDuCommercantManquant", "CourrielInvalide", "Demande", "DemandeClose", "DemandeInconnue",
    "DemandesFermees", "DepensesInterdites", "DestinatairesInconnus", "DocumentLu", "DureesDeSession", "Echanges",
    "Efface", "Effacement", "Entree", "EntropieInsuffisante", "Espace", "EspaceAbsent", "FicheClient", "FicheDAgence",
    "FicheResume", "FiltreDIdentite", "Fonction", "FonctionManquante", "Fournisseur", "FournisseurInconnu", "Freinage",
    "Habilitation", "Identifiant", "IdentifiantsRefuses", "Identite", "ImmeubleEtranger", "Information",
    "InformationInconnue", "Lien", "LienRefuse", "LimitesDePieces", "Mandataire", "MesPhotos", "MessageDeDemande",
    "Modules", "MonCompte", "MotDePasseCourant", "MotDePasseInchange", "MotDePasseInsuffisant", "NatureRefusee",
    "Onglet", "Parametrage", "PhotosDImmeuble", "Piece", "PieceInterdite", "PieceTropLourde", "PolitiqueDeMotDePasse",
    "Profil", "Propose", "Provisoire", "RappelDuContexte", "RefusDAgence", "RefusDEspace", "RefusDIdentifiant",
    "RefusDeConnexion", "RefusDeDemande", "RefusDeLien", "RefusDeMotDePasse", "RefusDeParametrage", "RefusDePiece",
    "ReglagesDAcces", "Retenue", "RienAValider", "Rubrique", "RubriqueFermee", "SansTicketDemande", "Session",
    "SessionFinie", "SuiteEnTicket", "Tentatives", "TexteManquant", "TexteTropLong", "TicketsAbsents", "Trace",
    "TropCourt", "TropDePieces", "TropDeTentatives", "TropLong", "Visiteur", "Vitrine", "accepter_ticket", "biens_de",
    "boutons", "categories", "changements", "classes_de", "cle_d_adresse", "cle_d_oubli", "cle_de_code", "code_d_acces",
    "comptes_des_locataires", "comptes_propres", "conservation", "correspond", "dire", "en_nfc", "engendrer",
    "entropie", "espaces_de", "est_courant", "exiger_habilitation", "metiers_ouverts", "nettoyer_nom", "normaliser",
    "peut", "photos_du_metier", "politique_de", "racine", "refuser_ticket", "replier", "tickets_ouverts",
    "verifier_pieces",
]

_EXPORTS = {
    "accueil": ("Accueil", "DocumentLu", "Piece"),
    "agence": ("Bureaux", "FicheDAgence", "Mandataire"),
    "audit": ("Acte", "Trace"),
    "avis_de_reinitialisation": ("AvisDeReinitialisation",),
    "bien": ("BienVu", "biens_de"),
    "bouton": ("Bouton", "boutons"),
    "code_d_acces": ("LONGUEUR", "SANS_NOM", "code_d_acces", "normaliser"),
    "collaborateur": ("Collaborateur", "Fonction"),
    "compte_vu": ("CompteVu", "comptes_des_locataires", "comptes_propres"),
    "conservation": ("CONSERVATIONS", "Categorie", "Conservation", "Efface", "Effacement", "Retenue", "conservation"),
    "demande": (
        "Demande", "DemandeClose", "DemandeInconnue", "DemandesFermees", "ImmeubleEtranger", "MessageDeDemande",
        "RefusDeDemande", "SansTicketDemande", "SuiteEnTicket", "TexteManquant", "TexteTropLong", "TicketsAbsents",
        "accepter_ticket", "refuser_ticket",
    ),
    "espace": ("Espace", "Rubrique", "espaces_de", "metiers_ouverts", "tickets_ouverts"),
    "fiche_client": ("CategorieDeFiche", "FicheClient", "FicheResume", "Onglet", "categories"),
    "fournisseur": ("Fournisseur",),
    "habilitation": ("FONCTIONS_ADMISES", "FonctionManquante", "Habilitation", "exiger_habilitation", "peut"),
    "identifiant": ("GROUPE", "Identifiant", "Lien", "Provisoire"),
    "identite": ("FiltreDIdentite", "Identite"),
    "information": ("Information",),
    "mots_de_passe_courants": ("est_courant", "racine"),
    "parametrage": (
        "FLUX_DE_REFERENCE", "AdresseDuFluxInvalide", "CourrielDuCommercantManquant", "CourrielInvalide", "Echanges",
        "MesPhotos", "Modules", "MonCompte", "Parametrage", "Profil", "RefusDeParametrage", "changements",
    ),
    "photos": ("PhotosDImmeuble", "photos_du_metier"),
    "piece_de_demande": (
        "LimitesDePieces", "NatureRefusee", "PieceTropLourde", "RefusDePiece", "TropDePieces", "nettoyer_nom",
        "verifier_pieces",
    ),
    "politique_de_mot_de_passe": (
        "ALPHABET", "Classe", "PolitiqueDeMotDePasse", "classes_de", "en_nfc", "engendrer", "entropie", "politique_de",
    ),
    "recherche": ("correspond", "replier"),
    "refus_d_agence": ("DestinatairesInconnus", "FournisseurInconnu", "InformationInconnue", "RefusDAgence"),
    "refus_d_espace": (
        "ClasseurInterdit", "CompteInterdit", "DepensesInterdites", "EspaceAbsent", "PieceInterdite", "RefusDEspace",
        "RubriqueFermee",
    ),
    "refus_d_identifiant": ("AccesGeneral", "CodePris", "CollaborateurConnu", "RefusDIdentifiant", "RienAValider"),
    "refus_de_connexion": ("IdentifiantsRefuses", "RefusDeConnexion", "SessionFinie", "TropDeTentatives"),
    "refus_de_mot_de_passe": (
        "ActuelRefuse", "ClasseManquante", "ConfirmationDifferente", "EntropieInsuffisante", "LienRefuse",
        "MotDePasseCourant", "MotDePasseInchange", "MotDePasseInsuffisant", "RappelDuContexte", "RefusDeLien",
        "RefusDeMotDePasse", "TropCourt", "TropLong", "dire",
    ),
    "reglages_d_acces": ("ReglagesDAcces",),
    "session": ("DureesDeSession", "Session"),
    "tentatives": ("Freinage", "Tentatives", "cle_d_adresse", "cle_d_oubli", "cle_de_code"),
    "visiteur": ("AccesRemis", "Entree", "Propose", "Visiteur"),
    "vitrine": ("Vitrine",),
}
# fmt: on

if not TYPE_CHECKING:  # a checker that saw it would let any name through
    __getattr__ = lazy_exports(__name__, _EXPORTS)
