"""Binders, documents, lists of owners, and whole situations where people may read or not."""

from datetime import UTC, date
from typing import NamedTuple, TypeAlias, TypeVar, get_args

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from lsc_domain.classeur import (
    CLASSEUR_DU_SYNDIC,
    ActeDeListeDesCoproprietaires,
    ArchivageDesListes,
    Case,
    Cercle,
    CercleDeRole,
    CercleDuBailleur,
    CercleDuSyndic,
    CercleDuTiers,
    Classeur,
    Conformite,
    Contenu,
    Dispenses,
    Document,
    DocumentDImmeuble,
    Droit,
    Fonds,
    Lecteur,
    LecteursDuSyndic,
    LigneDeListe,
    ListeArchivee,
    PieceMalPlacee,
    RefusDAcces,
    RefusDeClassement,
    RefusDeClasseur,
    RefusDeCochage,
    RefusDeListe,
    Reglages,
    Source,
    conformite_de_l_immeuble,
)
from lsc_domain.classeur.droit import completer
from lsc_domain.loi.extranet_minimum import minimum_a_la_date
from lsc_domain.parc import Metier, Parc, Role
from lsc_domain.socle.ids import ClasseurId, DocumentId, ImmeubleId, LotId, TiersId
from lsc_domain.testing.strategies import compte, evenement, parc, socle
from lsc_domain.testing.strategies._or_else import or_else
from lsc_domain.testing.strategies._par_champs import par_champs
from lsc_domain.testing.strategies._une_fois import une_fois

Refus: TypeAlias = RefusDAcces | RefusDeClassement | RefusDeClasseur | RefusDeCochage | RefusDeListe
R = TypeVar("R", bound=Refus)

_MINIMUM = minimum_a_la_date(date(2020, 7, 1))
_EVENTUELLES = tuple(piece.code for piece in _MINIMUM if piece.eventuelle)
_METIERS = st.sampled_from(Metier)
_NOMS_DE_CLASSEURS = st.sampled_from(("Avis", "Courriers / Locataires", "Factures", "Conseil syndical"))
_BOOLEENS = st.booleans()
_DEBUTS = st.just(date(2020, 6, 29)) | parc.jours_du_parc()
_SOUS_CHEMINS = st.sampled_from((None, "Sinistre"))
_SOURCES = st.sampled_from(Source)
_TAILLES = st.integers(0, 10**7)
_PARFOIS = st.sampled_from((False, False, True))
_METIERS_DES_CLASSEURS = st.sampled_from(((Metier.GERANCE, Metier.SYNDIC), (Metier.GERANCE, Metier.GERANCE), ()))
_NOMBRES_DE_DOCUMENTS = st.sampled_from((6, 8, 4, 2))


class Situation(NamedTuple):
    """A day, a portfolio, and all there is to read in it."""

    jour: date
    parc: Parc
    classeurs: tuple[Classeur, ...]
    documents: tuple[Document, ...]
    reglages: Reglages


def classeur_ids() -> SearchStrategy[ClasseurId]:
    """Identities of binders, few enough for documents to meet in one."""
    return st.sampled_from([ClasseurId(f"K{rang}") for rang in range(4)])


def document_ids() -> SearchStrategy[DocumentId]:
    """Identities of documents."""
    return socle.identites().map(DocumentId)


def cases(metier: Metier) -> SearchStrategy[frozenset[Case]]:
    """Sets of boxes of a trade, whether or not they hold together."""
    return st.frozensets(st.sampled_from([case for case in Case if case.metier is metier]))


def droits(metier: SearchStrategy[Metier] | None = None) -> SearchStrategy[Droit]:
    """Rights of a trade: every box, or any set that holds together."""
    return or_else(metier, _METIERS).flatmap(_droits_de)


@une_fois
def _droits_de(metier: Metier) -> SearchStrategy[Droit]:
    toutes = frozenset(case for case in Case if case.metier is metier)
    return (st.just(toutes) | cases(metier)).map(completer).map(Droit)


@st.composite
def classeurs(
    draw: DrawFn, id: SearchStrategy[ClasseurId] | None = None, metier: SearchStrategy[Metier] | None = None
) -> Classeur:
    """Binders of one level or two."""
    lequel = draw(or_else(metier, _METIERS))
    return Classeur(
        id=draw(or_else(id, classeur_ids())),
        metier=lequel,
        nom=draw(_NOMS_DE_CLASSEURS),
        droit=draw(_droits_de(lequel)),
    )


@st.composite
def documents(
    draw: DrawFn,
    id: SearchStrategy[DocumentId] | None = None,
    classeur: SearchStrategy[Classeur] | None = None,
    immeuble: SearchStrategy[ImmeubleId] | None = None,
    destinataire: SearchStrategy[TiersId] | None = None,
) -> Document:
    """Documents: for all, about a lot, or addressed; online for some days, or for ever."""
    ou = draw(or_else(classeur, classeurs() | st.just(CLASSEUR_DU_SYNDIC)))
    code = draw(or_else(immeuble, parc.immeuble_ids()))
    debut = draw(_DEBUTS)
    fin = max(debut, draw(parc.jours_du_parc()))
    du_portefeuille = ou.est_celui_du_syndic
    adresse = not du_portefeuille and draw(_BOOLEENS)
    return Document(
        id=draw(or_else(id, document_ids())),
        titre=draw(socle.noms()),
        classeur=ou.id,
        chemin=ou.chemin(draw(_SOUS_CHEMINS)),
        depuis=debut,
        source=draw(_SOURCES),
        empreinte="0" * 64,
        taille=draw(_TAILLES),
        immeuble=None if du_portefeuille else code,
        lot=draw(parc.lot_ids(code)) if not du_portefeuille and draw(_PARFOIS) else None,
        destinataires=tuple(draw(_destinataires(or_else(destinataire, parc.tiers_ids())))) if adresse else (),
        dernier_jour=fin if draw(_PARFOIS) else None,
        notifier=draw(_BOOLEENS),
    )


@une_fois
def _destinataires(tiers: SearchStrategy[TiersId]) -> SearchStrategy[list[TiersId]]:
    return st.lists(tiers, min_size=1, max_size=2, unique=True)


@une_fois
def reglages() -> SearchStrategy[Reglages]:
    """Settings, most with everything open."""
    ouvert = st.sampled_from((*(True,) * 19, False))
    return st.builds(
        Reglages,
        module=ouvert,
        gestion=ouvert,
        syndic=ouvert,
        vue_sur_les_locataires=st.sampled_from((True, True, False)),
        classeurs_vides=st.booleans(),
        lecteurs_du_syndic=st.sampled_from(LecteursDuSyndic),
    )


def cercles() -> SearchStrategy[Cercle]:
    """Circles of every kind."""
    return st.one_of(cercles_de_role(), cercles_du_tiers(), cercles_du_bailleur(), cercles_du_syndic())


@st.composite
def cercles_de_role(draw: DrawFn, role: SearchStrategy[Role] | None = None) -> CercleDeRole:
    """Those who hold a role somewhere, in codes that hold the separators of the text of a circle."""
    immeuble, lot = draw(_lieux())
    return CercleDeRole(immeuble=immeuble, lot=lot, role=draw(or_else(role, st.sampled_from(Role))))


@st.composite
def cercles_du_bailleur(draw: DrawFn, locataire: SearchStrategy[TiersId] | None = None) -> CercleDuBailleur:
    """The landlords of somebody, as above."""
    immeuble, lot = draw(_lieux())
    return CercleDuBailleur(immeuble=immeuble, lot=lot, locataire=draw(or_else(locataire, parc.tiers_ids())))


def cercles_du_tiers(tiers: SearchStrategy[TiersId] | None = None) -> SearchStrategy[CercleDuTiers]:
    """One person."""
    return st.builds(CercleDuTiers, tiers=or_else(tiers, parc.tiers_ids()))


def cercles_du_syndic() -> SearchStrategy[CercleDuSyndic]:
    """Every council, or every owner."""
    return st.builds(CercleDuSyndic, lecteurs=st.sampled_from(LecteursDuSyndic))


def _lieux() -> SearchStrategy[tuple[ImmeubleId, LotId | None]]:
    """Draw a building of the portfolio and maybe a lot of it, or any two codes."""
    textes = st.text("GI/:=%2F5", min_size=1, max_size=6)
    connus = parc.immeuble_ids().flatmap(lambda code: st.tuples(st.just(code), st.none() | parc.lot_ids(code)))
    return connus | st.tuples(textes.map(ImmeubleId), st.none() | textes.map(LotId))


@st.composite
def situations(draw: DrawFn) -> Situation:
    """Situations small enough for every question to be asked, with documents where the people are."""
    portefeuille = draw(parc.parcs())
    metiers = draw(_METIERS_DES_CLASSEURS)
    faits = [draw(classeurs(st.just(ClasseurId(f"K{rang}")), st.just(metier))) for rang, metier in enumerate(metiers)]
    ou_ranger = st.sampled_from([*faits * 4, CLASSEUR_DU_SYNDIC])
    codes = st.sampled_from([*portefeuille.immeubles])
    connus = st.sampled_from([role.tiers for role in reversed([*portefeuille.roles()])] or [*portefeuille.tiers])
    un_document = documents(st.just(DocumentId("D")), ou_ranger, codes, connus)
    return Situation(
        jour=draw(parc.jours_du_parc()),
        parc=portefeuille,
        classeurs=(*faits, CLASSEUR_DU_SYNDIC),
        documents=tuple(
            evolve(draw(un_document), id=DocumentId(f"D{rang}")) for rang in range(draw(_NOMBRES_DE_DOCUMENTS))
        ),
        reglages=draw(reglages()),
    )


def contenus(classeur: SearchStrategy[Classeur] | None = None) -> SearchStrategy[Contenu]:
    """Binders as a person finds them, empty ones among them."""
    return st.builds(Contenu, classeur=or_else(classeur, classeurs()), nombre=st.integers(0, 40))


def lecteurs(tiers: SearchStrategy[TiersId] | None = None) -> SearchStrategy[Lecteur]:
    """Readers, and at least one reason."""
    return st.builds(
        Lecteur,
        tiers=or_else(tiers, parc.tiers_ids()),
        motifs=st.lists(socle.phrases(), min_size=1, max_size=2).map(tuple),
    )


def dispenses(immeuble: SearchStrategy[ImmeubleId] | None = None) -> SearchStrategy[Dispenses]:
    """What is not due: only lines that not every building has may be without object."""
    codes = or_else(immeuble, parc.immeuble_ids())
    return st.builds(
        Dispenses,
        sans_objet=st.dictionaries(codes, st.frozensets(st.sampled_from(_EVENTUELLES), max_size=2), max_size=2),
        immeubles=st.frozensets(codes, max_size=1),
        syndic_professionnel=st.sampled_from((True, True, True, False)),
    )


def pieces_mal_placees(document: SearchStrategy[DocumentId] | None = None) -> SearchStrategy[PieceMalPlacee]:
    """Papers of the minimum filed where those they are due to do not go."""
    return st.builds(
        PieceMalPlacee,
        document=or_else(document, document_ids()),
        titre=socle.noms(),
        piece=st.sampled_from(_MINIMUM),
        classeur=socle.noms(),
    )


@st.composite
def conformites(draw: DrawFn, situation: SearchStrategy[Situation] | None = None) -> Conformite:
    """How a building of a situation stands, some of its documents being papers of the minimum."""
    ou = draw(or_else(situation, situations()))
    codes = st.sampled_from(["", *(code for piece in _MINIMUM for code in piece.codes)])
    return conformite_de_l_immeuble(
        draw(st.sampled_from([*ou.parc.immeubles.values()])),
        parc=ou.parc,
        classeurs={un.id: un for un in ou.classeurs},
        documents=[evolve(un, piece_du_minimum=draw(codes)) for un in ou.documents],
        jour=ou.jour,
        reglages=ou.reglages,
        dispenses=draw(dispenses()),
    )


def fonds() -> SearchStrategy[Fonds]:
    """What is held for a few lots; zero and below zero are among it."""
    par_lot = st.dictionaries(parc.codes_de_lot(), compte.euros(), max_size=2)
    return st.builds(Fonds, roulement=par_lot, travaux=par_lot)


def lignes_de_liste(tiers: SearchStrategy[TiersId] | None = None) -> SearchStrategy[LigneDeListe]:
    """Rows of a list, with or without an account, funds or a mandate; a président is a member."""
    return st.builds(
        LigneDeListe,
        tiers=or_else(tiers, parc.tiers_ids()),
        compte=st.none() | socle.compte_ids(),
        identite=socle.noms(),
        adresse=socle.phrases(),
        lots=st.lists(parc.lots_d_immeuble(), max_size=2).map(tuple),
        fonds_de_roulement=st.none() | compte.euros(),
        fonds_travaux=st.none() | compte.euros(),
        membre_cs=st.booleans(),
        president_cs=st.booleans(),
        resident=st.booleans(),
    ).map(lambda une: evolve(une, membre_cs=une.membre_cs or une.president_cs))


def listes_des_coproprietaires(
    ligne: SearchStrategy[LigneDeListe] | None = None,
) -> SearchStrategy[ActeDeListeDesCoproprietaires]:
    """Lists as they are laid out, of nobody or of a few."""
    return st.builds(
        ActeDeListeDesCoproprietaires,
        immeuble=parc.immeuble_ids(),
        nom=socle.noms(),
        adresse=socle.phrases(),
        etablie_le=st.datetimes(timezones=st.just(UTC)),
        lignes=st.lists(or_else(ligne, lignes_de_liste()), max_size=3).map(tuple),
        par=st.sampled_from(("", "JLC")),
        base=st.sampled_from(("", "LSC")),
    )


def archivages_des_listes() -> SearchStrategy[ArchivageDesListes]:
    """Where lists go."""
    return st.builds(ArchivageDesListes, numero=st.sampled_from(("12", "LC")), modele=evenement.modele_ids())


def documents_d_immeuble(immeuble: SearchStrategy[ImmeubleId] | None = None) -> SearchStrategy[DocumentDImmeuble]:
    """Files of the tab « documents »."""
    return st.builds(
        DocumentDImmeuble,
        immeuble=or_else(immeuble, parc.immeuble_ids()),
        numero=st.sampled_from(("12", "LC")),
        piece=evenement.pieces_jointes(),
    )


@st.composite
def listes_archivees(draw: DrawFn, immeuble: SearchStrategy[ImmeubleId] | None = None) -> ListeArchivee:
    """Lists kept, the first of a building or not: the event names the one it replaces, published no more."""
    code = st.just(draw(or_else(immeuble, parc.immeuble_ids())))
    ancienne = draw(st.none() | evenement.evenements(immeuble=code))
    remplacee = None if ancienne is None else evolve(ancienne, publie_le=None)
    return ListeArchivee(
        document=draw(documents_d_immeuble(code)),
        evenement=evolve(
            draw(evenement.evenements(immeuble=code)), remplace=None if remplacee is None else remplacee.id
        ),
        remplacee=remplacee,
    )


def refus(cas: SearchStrategy[type[R]] | None = None) -> SearchStrategy[R]:
    """What the rules of the binders say no to; *cas* draws the class of the refusal."""
    return or_else(cas, st.sampled_from(get_args(Refus))).flatmap(par_champs)
