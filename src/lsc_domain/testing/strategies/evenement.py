"""The nouns of what the agency wrote, received or did: models, dossiers, attachments, events."""

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from lsc_domain.evenement import Dossier, Evenement, Modele, PieceJointe
from lsc_domain.socle.ids import ClasseurId, EntiteId, EvenementId, ImmeubleId, ModeleId, TiersId
from lsc_domain.testing.strategies import parc, socle
from lsc_domain.testing.strategies._or_else import or_else

_NOMS_DE_FICHIERS = st.sampled_from(
    ("devis_rosace.jpg", "Relevé n° 3.PDF", "sans suffixe", ".caché", "..", "été « clos ».tar.gz", "<b>.pdf")
)


def modele_ids() -> SearchStrategy[ModeleId]:
    """Codes of models, few enough for two events to be of the same."""
    return st.sampled_from(("M0", "M1")).map(ModeleId)


def evenement_ids() -> SearchStrategy[EvenementId]:
    """Identities of events."""
    return socle.identites().map(EvenementId)


def pieces_jointes(nom: SearchStrategy[str] | None = None) -> SearchStrategy[PieceJointe]:
    """Attachments, whose names a careless program would take for a path or for markup."""
    return st.builds(
        PieceJointe,
        nom=or_else(nom, _NOMS_DE_FICHIERS),
        taille=st.integers(0, 10**7),
        empreinte=st.sampled_from([f"{rang:064x}" for rang in range(4)]),
    )


def dossiers(type: SearchStrategy[str] | None = None) -> SearchStrategy[Dossier]:
    """Cases: their number keeps its zeros."""
    return st.builds(
        Dossier,
        type=or_else(type, st.sampled_from(("Sinistre", "Travaux"))),
        numero=st.sampled_from(("0152", "15")),
        entite=st.just(EntiteId("G001")),
        ouvert_le=parc.jours_du_parc(),
        responsable=st.sampled_from(("", "JLC")),
    )


def modeles(
    id: SearchStrategy[ModeleId] | None = None, classeur: SearchStrategy[ClasseurId | None] | None = None
) -> SearchStrategy[Modele]:
    """Models, every box of their tab « Extranet » ticked or not."""
    return st.builds(
        Modele,
        id=or_else(id, modele_ids()),
        nom=socle.noms(),
        classeur=or_else(classeur, st.none() | st.sampled_from((ClasseurId("K0"), ClasseurId("K1")))),
        regrouper_par_type=st.booleans(),
        prefixer=st.booleans(),
        mois_de_publication=st.none() | st.integers(1, 24),
        garder_les_noms=st.booleans(),
        notifier=st.booleans(),
    )


def evenements(
    modele: SearchStrategy[ModeleId] | None = None,
    immeuble: SearchStrategy[ImmeubleId] | None = None,
    destinataires: SearchStrategy[tuple[TiersId, ...]] | None = None,
) -> SearchStrategy[Evenement]:
    """Events, published or not, collective or addressed, empty now and then."""
    return st.builds(
        Evenement,
        id=evenement_ids(),
        chrono=st.integers(1, 99_999_999),
        modele=or_else(modele, modele_ids()),
        immeuble=or_else(immeuble, parc.immeuble_ids()),
        objet=socle.noms(),
        traite_le=parc.jours_du_parc(),
        publie_le=st.none() | parc.jours_du_parc(),
        texte=socle.phrases(),
        pieces=st.lists(pieces_jointes(), max_size=2).map(tuple),
        dossier=st.none() | dossiers(),
        destinataires=or_else(
            destinataires, st.just(()) | st.lists(parc.tiers_ids(), max_size=2, unique=True).map(tuple)
        ),
    )
