"""Publication as reconciliation: what an extranet must hold, what it holds, and the difference."""

from typing import TYPE_CHECKING

from lsc_domain.socle.lazy import lazy_exports

if TYPE_CHECKING:
    from lsc_domain.publication.acquit import (
        Acquit,
    )
    from lsc_domain.publication.avertissement import (
        Avertissement,
        FacturesSansClasseur,
        ListeManquante,
        ModeleInconnu,
        NonClasse,
    )
    from lsc_domain.publication.avis import (
        AvisDeNouveauxDocuments,
        LigneDAvis,
        RapportDePublication,
    )
    from lsc_domain.publication.comptabilite import (
        Comptabilite,
    )
    from lsc_domain.publication.compte_rendu import (
        CompteRendu,
        Lot,
    )
    from lsc_domain.publication.desinscription import (
        CleDeDesinscription,
        DesinscriptionRefusee,
        FauteDeJeton,
        lien_de_desinscription,
        lire_desinscription,
    )
    from lsc_domain.publication.destination import (
        Destination,
        Filtre,
        Nature,
    )
    from lsc_domain.publication.element import (
        Contenu,
        Element,
        PieceGardee,
    )
    from lsc_domain.publication.etat import (
        Etat,
    )
    from lsc_domain.publication.execution import (
        Bilan,
        DejaEnCours,
        Execution,
        commencer,
    )
    from lsc_domain.publication.famille import (
        Famille,
        familles,
    )
    from lsc_domain.publication.fiche import (
        Fiche,
        ecrire_fiche,
    )
    from lsc_domain.publication.inventaire import (
        Inventaire,
        LigneDInventaire,
        inventorier,
    )
    from lsc_domain.publication.lecteurs import (
        Lecteurs,
    )
    from lsc_domain.publication.manifeste import (
        Manifeste,
        etablir_manifeste,
    )
    from lsc_domain.publication.mise_en_ligne import (
        DestinataireInconnu,
        EvenementInconnu,
        ImmeubleInconnu,
        ModeleAbsent,
        RefusDEvenement,
        SansClasseurDuSyndic,
        mettre_en_ligne,
    )
    from lsc_domain.publication.parametres import (
        Parametres,
    )
    from lsc_domain.publication.plan import (
        Plan,
        RetraitMassif,
        autoriser_retraits,
        comparer,
    )
    from lsc_domain.publication.planning import (
        Jour,
        Planning,
        derniere_echeance,
        echeances,
        est_du,
        prochaine_echeance,
    )
    from lsc_domain.publication.portefeuille import (
        BilanDImport,
        ChronoPris,
        Genre,
        Importe,
        Portefeuille,
        RefusDImport,
    )
    from lsc_domain.publication.premiere import (
        Apercu,
        Volume,
        apercevoir,
    )
    from lsc_domain.publication.refus import (
        DestinationInconnue,
        RefusDePublication,
        Supplantee,
    )
    from lsc_domain.publication.service_systeme import (
        ExecutionPrevue,
        ServiceSysteme,
        Tache,
        dus,
        prochains,
    )
    from lsc_domain.publication.texte import (
        TexteDEvenement,
    )
    from lsc_domain.publication.utilisateur import (
        Utilisateur,
    )

__all__ = [
    "Acquit",
    "Apercu",
    "Avertissement",
    "AvisDeNouveauxDocuments",
    "Bilan",
    "BilanDImport",
    "ChronoPris",
    "CleDeDesinscription",
    "Comptabilite",
    "CompteRendu",
    "Contenu",
    "DejaEnCours",
    "DesinscriptionRefusee",
    "DestinataireInconnu",
    "Destination",
    "DestinationInconnue",
    "Element",
    "Etat",
    "EvenementInconnu",
    "Execution",
    "ExecutionPrevue",
    "FacturesSansClasseur",
    "Famille",
    "FauteDeJeton",
    "Fiche",
    "Filtre",
    "Genre",
    "ImmeubleInconnu",
    "Importe",
    "Inventaire",
    "Jour",
    "Lecteurs",
    "LigneDAvis",
    "LigneDInventaire",
    "ListeManquante",
    "Lot",
    "Manifeste",
    "ModeleAbsent",
    "ModeleInconnu",
    "Nature",
    "NonClasse",
    "Parametres",
    "PieceGardee",
    "Plan",
    "Planning",
    "Portefeuille",
    "RapportDePublication",
    "RefusDEvenement",
    "RefusDImport",
    "RefusDePublication",
    "RetraitMassif",
    "SansClasseurDuSyndic",
    "ServiceSysteme",
    "Supplantee",
    "Tache",
    "TexteDEvenement",
    "Utilisateur",
    "Volume",
    "apercevoir",
    "autoriser_retraits",
    "commencer",
    "comparer",
    "derniere_echeance",
    "dus",
    "echeances",
    "ecrire_fiche",
    "est_du",
    "etablir_manifeste",
    "familles",
    "inventorier",
    "lien_de_desinscription",
    "lire_desinscription",
    "mettre_en_ligne",
    "prochaine_echeance",
    "prochains",
]

_EXPORTS = {
    "acquit": ("Acquit",),
    "avertissement": (
        "Avertissement",
        "FacturesSansClasseur",
        "ListeManquante",
        "ModeleInconnu",
        "NonClasse",
    ),
    "avis": (
        "AvisDeNouveauxDocuments",
        "LigneDAvis",
        "RapportDePublication",
    ),
    "comptabilite": ("Comptabilite",),
    "compte_rendu": (
        "CompteRendu",
        "Lot",
    ),
    "desinscription": (
        "CleDeDesinscription",
        "DesinscriptionRefusee",
        "FauteDeJeton",
        "lien_de_desinscription",
        "lire_desinscription",
    ),
    "destination": (
        "Destination",
        "Filtre",
        "Nature",
    ),
    "element": (
        "Contenu",
        "Element",
        "PieceGardee",
    ),
    "etat": ("Etat",),
    "execution": (
        "Bilan",
        "DejaEnCours",
        "Execution",
        "commencer",
    ),
    "famille": (
        "Famille",
        "familles",
    ),
    "fiche": (
        "Fiche",
        "ecrire_fiche",
    ),
    "inventaire": (
        "Inventaire",
        "LigneDInventaire",
        "inventorier",
    ),
    "lecteurs": ("Lecteurs",),
    "manifeste": (
        "Manifeste",
        "etablir_manifeste",
    ),
    "mise_en_ligne": (
        "DestinataireInconnu",
        "EvenementInconnu",
        "ImmeubleInconnu",
        "ModeleAbsent",
        "RefusDEvenement",
        "SansClasseurDuSyndic",
        "mettre_en_ligne",
    ),
    "parametres": ("Parametres",),
    "plan": (
        "Plan",
        "RetraitMassif",
        "autoriser_retraits",
        "comparer",
    ),
    "planning": (
        "Jour",
        "Planning",
        "derniere_echeance",
        "echeances",
        "est_du",
        "prochaine_echeance",
    ),
    "portefeuille": (
        "BilanDImport",
        "ChronoPris",
        "Genre",
        "Importe",
        "Portefeuille",
        "RefusDImport",
    ),
    "premiere": (
        "Apercu",
        "Volume",
        "apercevoir",
    ),
    "refus": (
        "DestinationInconnue",
        "RefusDePublication",
        "Supplantee",
    ),
    "service_systeme": (
        "ExecutionPrevue",
        "ServiceSysteme",
        "Tache",
        "dus",
        "prochains",
    ),
    "texte": ("TexteDEvenement",),
    "utilisateur": ("Utilisateur",),
}

if not TYPE_CHECKING:  # a checker that saw it would let any name through
    __getattr__ = lazy_exports(__name__, _EXPORTS)
