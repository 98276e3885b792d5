"""What a publication compares, and says of it: elements, lists, acknowledgements, runs, notices."""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from string import ascii_letters, digits
from typing import TypeAlias, TypeVar, get_args

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from lsc_domain.parc import Metier
from lsc_domain.publication import (
    Acquit,
    Apercu,
    Avertissement,
    AvisDeNouveauxDocuments,
    Bilan,
    CleDeDesinscription,
    Comptabilite,
    CompteRendu,
    Contenu,
    DesinscriptionRefusee,
    Destination,
    Element,
    Execution,
    Fiche,
    Filtre,
    Inventaire,
    LigneDAvis,
    LigneDInventaire,
    Lot,
    Manifeste,
    Nature,
    Parametres,
    PieceGardee,
    Plan,
    RapportDePublication,
    RefusDePublication,
    RefusDEvenement,
    TexteDEvenement,
    Utilisateur,
    Volume,
    comparer,
    ecrire_fiche,
    inventorier,
)
from lsc_domain.publication.portefeuille import RefusDImport
from lsc_domain.socle.ids import DestinationId, ImmeubleId
from lsc_domain.testing.strategies import compte, socle
from lsc_domain.testing.strategies._or_else import or_else
from lsc_domain.testing.strategies._par_champs import par_champs

A = TypeVar("A", bound=Avertissement)
Refus: TypeAlias = RefusDEvenement | RefusDePublication | RefusDImport | DesinscriptionRefusee
R = TypeVar("R", bound=Refus)

_PHRASES = st.lists(st.just("bail.pdf : le disque du serveur est plein."), max_size=2).map(tuple)
_JOUR = date(2020, 7, 6)
_LE = datetime(2020, 7, 6, 20, tzinfo=UTC)


def destination_ids() -> SearchStrategy[DestinationId]:
    """Two destinations."""
    return st.sampled_from(("extranet", "partenaire")).map(DestinationId)


def cles_d_element() -> SearchStrategy[str]:
    """Keys out of a few, so that two lists have many in common."""
    return st.builds("document:{}/{}".format, st.integers(1, 9), st.integers(0, 2))


def pieces_gardees() -> SearchStrategy[PieceGardee]:
    """Bytes of a few contents."""
    return st.sampled_from("abc").map(lambda un: PieceGardee(sha256(un.encode()).hexdigest()))


def fiches() -> SearchStrategy[Fiche]:
    """Small files already written."""
    return st.dictionaries(st.text("abc", min_size=1, max_size=2), st.text(max_size=4), max_size=3).map(ecrire_fiche)


def textes_d_evenement() -> SearchStrategy[TexteDEvenement]:
    """Texts of events."""
    return st.builds(
        TexteDEvenement,
        objet=st.text(max_size=8),
        texte=st.text(max_size=20),
        chrono=st.integers(1, 99_999_999),
        traite_le=jours(),
        immeuble=st.sampled_from(("GILBERT", "SAINT LOUIS")),
    )


def jours() -> SearchStrategy[date]:
    """Days around the one the lists are of."""
    return st.integers(-40, 40).map(lambda jours: _JOUR + timedelta(days=jours))


_CONTENUS: SearchStrategy[Contenu] = pieces_gardees() | fiches() | textes_d_evenement()
_NATURES = st.sampled_from(Nature)
_TAILLES = st.sampled_from((0, 1_000)) | st.integers(0, 100_000)  # two contents are often as long as each other
_TITRES = st.text(min_size=1, max_size=8)
_SUFFIXES = st.sampled_from((".pdf", ".jpg", "", ".tar/../gz", ".é"))
_METIERS = st.none() | st.sampled_from(Metier)
_IMMEUBLES = st.sampled_from((ImmeubleId("GILBERT"), ImmeubleId("SAINTLOUIS")))
_PARFOIS_UN_IMMEUBLE = st.none() | _IMMEUBLES
_PARFOIS_UN_JOUR = st.none() | jours()


@st.composite
def elements(draw: DrawFn, cle: SearchStrategy[str] | None = None) -> Element:
    """Elements of every kind, of a few contents."""
    contenu = draw(_CONTENUS)
    return Element(
        cle=draw(or_else(cle, cles_d_element())),
        nature=draw(_NATURES),
        empreinte=contenu.empreinte,
        taille=draw(_TAILLES),
        contenu=contenu,
        titre=draw(_TITRES),
        suffixe=draw(_SUFFIXES),
        metier=draw(_METIERS),
        immeuble=draw(_PARFOIS_UN_IMMEUBLE),
        depuis=draw(_PARFOIS_UN_JOUR),
        notifier=draw(st.booleans()),
    )


def manifestes(element: SearchStrategy[Element] | None = None) -> SearchStrategy[Manifeste]:
    """Lists of a few elements, in the order of their keys."""
    return st.lists(or_else(element, elements()), unique_by=lambda un: un.cle, max_size=12).map(
        lambda tous: Manifeste(jour=_JOUR, elements=tuple(sorted(tous, key=lambda un: un.cle)))
    )


def acquits(cle: SearchStrategy[str] | None = None) -> SearchStrategy[Acquit]:
    """Acknowledgements of elements, of the same few contents or of others."""
    return elements(cle).map(acquitter)


def acquitter(element: Element) -> Acquit:
    """Return what a destination answers once it has an element."""
    return Acquit(
        cle=element.cle,
        empreinte=element.empreinte,
        chemin=element.chemin,
        taille=element.taille,
        contenu=element.empreinte,
        le=_LE,
    )


def etats_acquis(cle: SearchStrategy[str] | None = None) -> SearchStrategy[dict[str, Acquit]]:
    """What a destination holds, by key."""
    return st.lists(acquits(cle), unique_by=lambda un: un.cle, max_size=12).map(
        lambda tous: {un.cle: un for un in tous}
    )


def plans() -> SearchStrategy[Plan]:
    """Plans of a list against what is held."""
    return st.builds(comparer, manifestes(), etats_acquis())


def inventaires() -> SearchStrategy[Inventaire]:
    """Lists as they leave."""
    return st.builds(
        inventorier,
        manifestes(),
        etats_acquis(),
        destination=st.just(DestinationId("extranet")),
        numero=st.integers(1, 99),
        le=st.just(_LE),
    )


def filtres() -> SearchStrategy[Filtre]:
    """Filters of a destination."""
    return st.builds(
        Filtre,
        natures=st.frozensets(_NATURES, max_size=3),
        metiers=st.frozensets(st.sampled_from(Metier), max_size=1),
        immeubles=st.frozensets(_IMMEUBLES, max_size=1),
    )


def destinations(id: SearchStrategy[DestinationId] | None = None) -> SearchStrategy[Destination]:
    """Destinations, with all their history or from a day on."""
    return st.builds(
        Destination,
        id=or_else(id, destination_ids()),
        nom=st.just("Extranet"),
        filtre=filtres(),
        depuis_zero=st.none() | jours(),
        republier_depuis=st.none() | jours(),
        notifier=st.booleans(),
    )


def utilisateurs() -> SearchStrategy[Utilisateur]:
    """Users of the agency."""
    return st.builds(
        Utilisateur,
        id=st.sampled_from("AB"),
        nom=st.sampled_from(("Alice", "Bruno")),
        courriel=st.sampled_from(("", "a@example.invalid")),
        messages_systeme=st.booleans(),
    )


def listes_de_parametres() -> SearchStrategy[Parametres]:
    """The options of an agency, whatever their boxes."""
    coche = st.booleans()
    return st.builds(
        Parametres,
        nom_de_domaine=st.sampled_from(("", "agence")),
        adresse_publique=st.sampled_from(("", "https://agence.example.invalid/clients")),
        garder_les_noms=coche,
        taire_les_coordonnees_bancaires=coche,
        envoyer_les_depenses=coche,
        envoyer_les_102=coche,
        notifications=coche,
        utilisateurs=st.lists(utilisateurs(), max_size=2).map(tuple),
        seuil_de_retrait_pour_cent=st.integers(0, 100),
        seuil_de_retrait=st.integers(0, 600),
    )


def comptabilites() -> SearchStrategy[Comptabilite]:
    """Figures: none, which is what an agency without ledgers has, or a few of each kind."""
    return st.builds(
        Comptabilite,
        ecritures=st.lists(compte.ecritures(), max_size=3).map(tuple),
        non_reverses=st.sampled_from((frozenset[str](), compte.NON_REVERSES)),
        fonds=st.lists(compte.fonds_de_travaux(), max_size=2).map(tuple),
        depenses=st.lists(compte.depenses(), max_size=2).map(tuple),
        exercices=st.lists(compte.exercices(), max_size=2, unique_by=lambda un: (un.id, un.immeuble)).map(tuple),
    )


def lots() -> SearchStrategy[Lot]:
    """Keys to send together."""
    return st.builds(Lot, cles=st.lists(cles_d_element(), unique=True).map(tuple), remplace=st.booleans())


def comptes_rendus() -> SearchStrategy[CompteRendu]:
    """What became of a lot."""
    return par_champs(CompteRendu, echecs=_PHRASES)


def bilans() -> SearchStrategy[Bilan]:
    """What a run did."""
    return par_champs(Bilan, echecs=_PHRASES, avertissements=_PHRASES)


@st.composite
def executions(draw: DrawFn) -> Execution:
    """Runs, at work or ended."""
    debut = _LE + timedelta(minutes=draw(st.integers(0, 600)))
    vivant = debut + timedelta(minutes=draw(st.integers(0, 60)))
    finie = draw(st.booleans())
    return Execution(
        objet=draw(st.sampled_from(("extranet", "service:publication"))),
        par="poste-1",
        numero=draw(st.integers(1, 99)),
        commencee_le=debut,
        vivant_le=vivant,
        terminee_le=vivant if finie else None,
        bilan=draw(bilans()) if finie else Bilan(),
    )


@st.composite
def lignes_d_inventaire(draw: DrawFn, element: SearchStrategy[Element] | None = None) -> LigneDInventaire:
    """Things that must be there, and the file that is: this version of it, or the former one."""
    attendu = draw(or_else(element, elements()))
    return LigneDInventaire(element=attendu, acquit=draw(st.just(acquitter(attendu)) | acquits(st.just(attendu.cle))))


def volumes() -> SearchStrategy[Volume]:
    """How many things, and how many bytes."""
    return par_champs(Volume)


@st.composite
def apercus(draw: DrawFn, tout: SearchStrategy[Volume] | None = None) -> Apercu:
    """What a first publication would send: never more from a day on than with its history."""
    entier = draw(or_else(tout, volumes()))
    return Apercu(
        depuis=draw(jours()),
        avec_historique=entier,
        depuis_zero=Volume(
            nombre=draw(st.integers(0, entier.nombre)),
            octets=draw(st.integers(0, entier.octets)),
        ),
    )


def lignes_d_avis() -> SearchStrategy[LigneDAvis]:
    """Documents a notice announces."""
    return st.builds(LigneDAvis, titre=socle.noms(), classeur=socle.noms(), immeuble=socle.noms(), le=jours())


def avis_de_nouveaux_documents(
    ligne: SearchStrategy[LigneDAvis] | None = None,
) -> SearchStrategy[AvisDeNouveauxDocuments]:
    """Notices of at least one document."""
    return st.builds(
        AvisDeNouveauxDocuments,
        nom=socle.noms(),
        adresse_de_l_extranet=st.just("https://agence.example.invalid/"),
        documents=st.lists(or_else(ligne, lignes_d_avis()), min_size=1, max_size=3).map(tuple),
        desinscription=st.just("https://agence.example.invalid/desinscription/1"),
    )


def cles_de_desinscription() -> SearchStrategy[CleDeDesinscription]:
    """Keys, long enough to sign with."""
    return st.builds(
        CleDeDesinscription,
        id=st.text(ascii_letters + digits + "_-", min_size=1, max_size=32),
        secret=st.binary(min_size=32, max_size=48),
    )


@st.composite
def rapports_de_publication(draw: DrawFn, bilan: SearchStrategy[Bilan] | None = None) -> RapportDePublication:
    """Reports of runs, stopped before their end or not."""
    fait = draw(or_else(bilan, bilans()))
    return RapportDePublication(
        destination=draw(socle.noms()),
        commence_le=_LE,
        termine_le=_LE + timedelta(seconds=draw(st.integers(0, 36_000))),
        envoyes=fait.envoyes,
        remplaces=fait.remplaces,
        retires=fait.retires,
        echecs=fait.echecs,
        avertissements=fait.avertissements,
        complet=draw(st.booleans()),
    )


def avertissements(cas: SearchStrategy[type[A]] | None = None) -> SearchStrategy[A]:
    """What a publication warns of; *cas* draws the class of the warning."""
    return or_else(cas, st.sampled_from(get_args(Avertissement))).flatmap(par_champs)


def refus(cas: SearchStrategy[type[R]] | None = None) -> SearchStrategy[R]:
    """What a publication, an import or an opt-out says no to; *cas* draws the class of the refusal."""
    return or_else(cas, st.sampled_from(get_args(Refus))).flatmap(par_champs)
