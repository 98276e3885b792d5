"""What an extranet shows: whole states of it on a day, and what its pages say of people, lots, accounts and papers."""

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from lsc_domain.classeur import Consultation, Document
from lsc_domain.extranet.accueil import Accueil, DocumentLu, Piece
from lsc_domain.extranet.bien import BienVu
from lsc_domain.extranet.compte_vu import CompteVu
from lsc_domain.extranet.demande import plus_recentes as demandes_recentes
from lsc_domain.extranet.espace import Espace
from lsc_domain.extranet.fiche_client import FicheClient, FicheResume
from lsc_domain.extranet.identite import Identite
from lsc_domain.extranet.information import plus_recentes
from lsc_domain.extranet.photos import PhotosDImmeuble
from lsc_domain.extranet.vitrine import Vitrine
from lsc_domain.parc import CompteClient, Metier, Role
from lsc_domain.socle.ids import CollaborateurId, ImmeubleId, TiersId
from lsc_domain.testing.strategies import classeur, compte, evenement, extranet, parc, publication, socle
from lsc_domain.testing.strategies._or_else import or_else

_QUALITES = st.lists(st.sampled_from(("copropriétaire", "bailleur", "locataire")), max_size=2, unique=True).map(tuple)
_FICHIERS = st.sampled_from(("plan.pdf", "Façade.jpg", "bail (2).pdf"))


@st.composite
def vitrines(draw: DrawFn, situation: SearchStrategy[classeur.Situation] | None = None) -> Vitrine:
    """States of an extranet: a situation of the binders, most of it open, every trade more often than one or none."""
    jour, portefeuille, classeurs, documents, _ = draw(or_else(situation, classeur.situations()))
    tous = frozenset(Metier)
    parametres = draw(publication.listes_de_parametres())
    faits = draw(st.lists(evenement.evenements(), max_size=2, unique_by=lambda un: un.id))
    return Vitrine(
        jour=jour,
        metiers=draw(st.sampled_from((tous, tous, frozenset({Metier.SYNDIC}), frozenset[Metier]()))),
        tickets=draw(st.booleans()),
        parc=portefeuille,
        classeurs={un.id: un for un in classeurs},
        documents={un.id: un for un in documents},
        consultation=Consultation.du(
            jour, parc=portefeuille, classeurs=classeurs, documents=documents, reglages=parametres.reglages
        ),
        evenements={un.id: un for un in faits},
        parametres=parametres,
        parametrage=draw(extranet.parametrages()),
        informations=plus_recentes(draw(st.lists(extranet.informations(), max_size=2))),
        fiche=draw(extranet.fiches_d_agence()),
        fournisseurs=tuple(draw(st.lists(extranet.fournisseurs(), max_size=2, unique_by=lambda un: un.code))),
    )


@st.composite
def accueils(draw: DrawFn, vitrine: SearchStrategy[Vitrine] | None = None) -> Accueil:
    """Home pages: the menu and the news are what the state of the extranet says of somebody who is in it."""
    etat = draw(or_else(vitrine, vitrines()))
    qui = draw(st.sampled_from([*etat.parc.tiers.values()]))
    espaces = etat.espaces(qui.id)
    espace = draw(st.sampled_from(espaces or tuple(Espace)))
    return Accueil(
        espace=espace,
        identite=qui.nom,
        adresse=qui.adresse,
        courriel=qui.courriel,
        telephone=draw(st.sampled_from(("", "06 00 00 00 00"))),
        notifications=qui.notifications,
        notifiable=bool(qui.courriel) and etat.parametres.notifications,
        espaces=espaces,
        rubriques=etat.rubriques(qui.id, espace),
        demandes=demandes_recentes(draw(st.lists(extranet.demandes(st.just(qui.id)), max_size=2))),
        informations=draw(st.sampled_from(((), etat.informations))),
        vitrine=etat,
    )


def pieces(nom: SearchStrategy[str] | None = None) -> SearchStrategy[Piece]:
    """Files handed over, empty ones among them."""
    return st.builds(Piece, nom=or_else(nom, _FICHIERS), contenu=st.binary(max_size=20))


def documents_lus(document: SearchStrategy[Document] | None = None) -> SearchStrategy[DocumentLu]:
    """Documents and their bytes."""
    return st.builds(
        DocumentLu, document=or_else(document, classeur.documents()), nom=_FICHIERS, contenu=st.binary(max_size=20)
    )


def biens_vus(immeuble: SearchStrategy[ImmeubleId] | None = None) -> SearchStrategy[BienVu]:
    """Lots as who owns them reads them, let or not; the code of some has that of their building before it."""

    def de(code: ImmeubleId) -> SearchStrategy[BienVu]:
        return st.builds(
            BienVu,
            immeuble=st.just(code),
            nom=socle.noms(),
            adresse=socle.phrases(),
            lot=parc.lot_ids(code),
            type=st.sampled_from(("", "Appartement", "Cave")),
            role=st.sampled_from((Role.COPROPRIETAIRE, Role.PROPRIETAIRE)),
            compte=st.none() | socle.compte_ids(),
            loue=st.booleans(),
            description=st.sampled_from(("", "5 pièces, 95,00 m²")),
        )

    return or_else(immeuble, parc.immeuble_ids()).flatmap(de)


def comptes_vus(vu: SearchStrategy[CompteClient] | None = None) -> SearchStrategy[CompteVu]:
    """Accounts as their client reads them, his own or a tenant's."""
    return st.builds(
        CompteVu,
        compte=or_else(vu, parc.comptes_client()),
        titulaire=socle.noms(),
        solde=compte.euros(),
        du_locataire=st.booleans(),
    )


def photos_d_immeuble(immeuble: SearchStrategy[ImmeubleId] | None = None) -> SearchStrategy[PhotosDImmeuble]:
    """The photographs of a building for a trade, the latest first; sometimes none."""

    def de(metier: Metier) -> SearchStrategy[PhotosDImmeuble]:
        siennes = st.lists(parc.photos().filter(lambda une: une.metier is metier), max_size=3)
        return st.builds(
            PhotosDImmeuble,
            immeuble=or_else(immeuble, parc.immeuble_ids()),
            nom=socle.noms(),
            adresse=socle.phrases(),
            photos=siennes.map(lambda toutes: tuple(sorted(toutes, key=lambda une: une.le, reverse=True))),
        )

    return st.sampled_from(Metier).flatmap(de)


def fiches_resume(code: SearchStrategy[str] | None = None) -> SearchStrategy[FicheResume]:
    """Lines of a list of the portfolio, that lead to a person, a building, a lot of one, or nowhere."""

    def vers(immeuble: ImmeubleId | None, tiers: TiersId | None) -> SearchStrategy[FicheResume]:
        return st.builds(
            FicheResume,
            code=or_else(code, socle.identites()),
            titre=socle.noms(),
            detail=socle.phrases(),
            tiers=st.just(tiers),
            immeuble=st.just(immeuble),
            lot=st.none() if immeuble is None else st.none() | parc.lot_ids(immeuble),
        )

    vers_quoi = st.sampled_from((False, True)).flatmap(
        lambda batie: (
            st.tuples(parc.immeuble_ids(), st.none()) if batie else st.tuples(st.none(), st.none() | parc.tiers_ids())
        )
    )
    return vers_quoi.flatmap(lambda un: vers(*un))


@st.composite
def fiches_client(draw: DrawFn, tiers: SearchStrategy[TiersId] | None = None) -> FicheClient:
    """What the agency sees of a client; who only rents has no « Arborescence »."""
    return FicheClient(
        tiers=draw(parc.tiers(tiers)),
        qualites=draw(_QUALITES),
        connexion_autorisee=draw(st.booleans()),
        codes=tuple(draw(st.lists(st.sampled_from(("ATRILLON", "450BROU-01")), max_size=2, unique=True))),
        comptes=tuple(draw(st.lists(comptes_vus(), max_size=2))),
        biens=draw(st.none() | st.lists(biens_vus(), max_size=2).map(tuple)),
        evenements=plus_recentes(draw(st.lists(extranet.informations(), max_size=2))),
        classeurs=tuple(draw(st.lists(classeur.contenus(), max_size=2))),
        documents=tuple(draw(st.lists(classeur.documents(), max_size=2))),
        photos=tuple(draw(st.lists(photos_d_immeuble(), max_size=1))),
    )


@st.composite
def identites(draw: DrawFn, collaborateur: SearchStrategy[CollaborateurId | None] | None = None) -> Identite:
    """People once each: a client with his roles, or a collaborator, never both."""
    de_l_agence = draw(or_else(collaborateur, st.none() | extranet.collaborateur_ids()))
    client = de_l_agence is None
    return Identite(
        nom=draw(socle.noms()),
        tiers=draw(parc.tiers_ids()) if client else None,
        collaborateur=de_l_agence,
        roles=draw(st.frozensets(st.sampled_from(Role))) if client else frozenset(),
        qualites=draw(_QUALITES) if client else ("collaborateur",),
        courriel=draw(st.sampled_from(("", "atrillon@example.invalid"))),
    )
