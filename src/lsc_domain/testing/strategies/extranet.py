"""The nouns of the extranet: logins of the trade, sessions, requests, the boxes of the agency, traces."""

from datetime import UTC, datetime

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from lsc_domain.compte.releve import Sens
from lsc_domain.extranet.agence import Bureaux, FicheDAgence, Mandataire
from lsc_domain.extranet.audit import Acte, Trace
from lsc_domain.extranet.collaborateur import Collaborateur, Fonction
from lsc_domain.extranet.demande import Demande, MessageDeDemande, SuiteEnTicket
from lsc_domain.extranet.fournisseur import Fournisseur
from lsc_domain.extranet.identifiant import Identifiant, Lien, Provisoire
from lsc_domain.extranet.information import Information
from lsc_domain.extranet.parametrage import Echanges, MesPhotos, Modules, MonCompte, Parametrage, Profil
from lsc_domain.extranet.session import Session
from lsc_domain.extranet.tentatives import Tentatives
from lsc_domain.parc import Metier
from lsc_domain.socle.ids import CollaborateurId, DemandeId, InformationId, TiersId
from lsc_domain.testing.strategies import evenement, parc, socle
from lsc_domain.testing.strategies._or_else import or_else
from lsc_domain.testing.strategies._une_fois import une_fois
from lsc_domain.testing.strategies.fait import instants as instants_de_partout

_INSTANTS = instants_de_partout().map(lambda le: le.astimezone(UTC))
_EMPREINTES = st.sampled_from(("", "$argon2id$v=19$m=47104,t=1,p=1$c2Vs$ZW1wcmVpbnRl"))
_JETONS = st.sampled_from([f"{rang:064x}" for rang in range(4)])
_CODES = st.sampled_from(("ATRILLON", "450BROU-01", "JLC", "D'ARC É"))
_COURRIELS = st.sampled_from(("", "atrillon@example.invalid", "d'arc@été.example.invalid"))
_TELEPHONES = st.sampled_from(("", "06 00 00 00 00"))
_ADRESSES = st.sampled_from(("", "192.0.2.7", "2001:db8::7"))
_SITES = st.sampled_from(("", "https://example.invalid/", "javascript:alert(1)"))
_METIERS = st.frozensets(st.sampled_from(Metier))


@une_fois
def collaborateur_ids() -> SearchStrategy[CollaborateurId]:
    """Codes of the people of the agency."""
    return st.sampled_from(("JLC", "Pagesimmo", "É'")).map(CollaborateurId)


def demande_ids() -> SearchStrategy[DemandeId]:
    """Identities of requests."""
    return socle.identites().map(DemandeId)


def information_ids() -> SearchStrategy[InformationId]:
    """Identities of news."""
    return socle.identites().map(InformationId)


def provisoires(expire_le: SearchStrategy[datetime] | None = None) -> SearchStrategy[Provisoire]:
    """Passwords that let in once, and have or have not."""
    return st.builds(
        Provisoire, empreinte=_EMPREINTES, expire_le=or_else(expire_le, _INSTANTS), servi_le=st.none() | _INSTANTS
    )


def liens(expire_le: SearchStrategy[datetime] | None = None) -> SearchStrategy[Lien]:
    """Links of « mot de passe oublié »."""
    return st.builds(Lien, empreinte=_JETONS, expire_le=or_else(expire_le, _INSTANTS))


@st.composite
def identifiants(
    draw: DrawFn, code: SearchStrategy[str] | None = None, tiers: SearchStrategy[TiersId | None] | None = None
) -> Identifiant:
    """Logins of clients, and of collaborators where there is no client; opened or not, at any step of theirs."""
    client = draw(or_else(tiers, st.none() | parc.tiers_ids()))
    return Identifiant(
        code=draw(or_else(code, _CODES)),
        tiers=client,
        collaborateur=draw(collaborateur_ids()) if client is None else None,
        empreinte=draw(_EMPREINTES),
        provisoire=draw(_PROVISOIRES),
        propose=draw(_PROVISOIRES),
        lien=draw(_LIENS),
        generation=draw(_GENERATIONS),
        ouvert=draw(_BOOLEENS),
        cree_le=draw(_INSTANTS),
        derniere_connexion_le=draw(_PARFOIS_UN_INSTANT),
    )


_PROVISOIRES = st.none() | provisoires()
_LIENS = st.none() | liens()
_GENERATIONS = st.integers(1, 3)
_BOOLEENS = st.booleans()
_PARFOIS_UN_INSTANT = st.none() | _INSTANTS


def sessions(identifiant: SearchStrategy[str] | None = None) -> SearchStrategy[Session]:
    """Sessions of a few logins, of one generation or another."""
    return st.builds(
        Session,
        id=_JETONS,
        identifiant=or_else(identifiant, _CODES),
        generation=st.integers(1, 3),
        ouverte_le=_INSTANTS,
        vue_le=_INSTANTS,
        provisoire=st.booleans(),
        adresse=_ADRESSES,
    )


def tentatives(echecs: SearchStrategy[int] | None = None) -> SearchStrategy[Tentatives]:
    """Failures of a login, or of an address."""
    return st.builds(
        Tentatives,
        cle=_CODES.map(lambda code: f"code:{code}") | _ADRESSES.map(lambda adresse: f"adresse:{adresse}"),
        echecs=or_else(echecs, st.integers(1, 100)),
        dernier_le=_INSTANTS,
    )


def collaborateurs(id: SearchStrategy[CollaborateurId] | None = None) -> SearchStrategy[Collaborateur]:
    """People of the agency, of any function, of none, or of all."""
    return st.builds(
        Collaborateur,
        id=or_else(id, collaborateur_ids()),
        nom=socle.noms(),
        courriel=_COURRIELS,
        fonctions=st.frozensets(st.sampled_from(Fonction)),
        general=st.booleans(),
    )


def messages_de_demande(par: SearchStrategy[CollaborateurId | None] | None = None) -> SearchStrategy[MessageDeDemande]:
    """Messages of a thread, of the client or of who answers, with files or without."""
    return st.builds(
        MessageDeDemande,
        le=_INSTANTS,
        texte=socle.phrases(),
        par=or_else(par, st.none() | collaborateur_ids()),
        pieces=st.lists(evenement.pieces_jointes(), max_size=2).map(tuple),
    )


def demandes(tiers: SearchStrategy[TiersId] | None = None) -> SearchStrategy[Demande]:
    """Requests, open or closed, whatever became of the ticket; the first message is the client's."""
    fil = st.tuples(messages_de_demande(st.none()), st.lists(messages_de_demande(), max_size=2))
    return st.builds(
        Demande,
        id=demande_ids(),
        tiers=or_else(tiers, parc.tiers_ids()),
        metier=st.sampled_from(Metier),
        objet=socle.noms(),
        messages=fil.map(lambda un: (un[0], *un[1])),
        immeuble=st.none() | parc.immeuble_ids(),
        ticket=st.sampled_from(SuiteEnTicket),
        motif_du_refus=socle.phrases(),
        close_le=st.none() | _INSTANTS,
    )


def informations(publiee_le: SearchStrategy[datetime] | None = None) -> SearchStrategy[Information]:
    """News for everybody, for a trade, for buildings, for some people, or for several of these at once."""
    return st.builds(
        Information,
        id=information_ids(),
        titre=socle.noms(),
        texte=socle.phrases(),
        publiee_le=or_else(publiee_le, _INSTANTS),
        metiers=_METIERS,
        immeubles=st.frozensets(parc.immeuble_ids(), max_size=2),
        destinataires=st.frozensets(parc.tiers_ids(), max_size=2),
    )


def mandataires(nom: SearchStrategy[str] | None = None) -> SearchStrategy[Mandataire]:
    """Holders of the card."""
    return st.builds(
        Mandataire,
        nom=or_else(nom, socle.noms()),
        carte_professionnelle=st.sampled_from(("", "CPI 3301 2018 000 000 001")),
        garantie_financiere=socle.phrases(),
        assurance=socle.phrases(),
    )


def bureaux(raison_sociale: SearchStrategy[str] | None = None) -> SearchStrategy[Bureaux]:
    """What clients read of an agency, whole or not."""
    return st.builds(
        Bureaux,
        raison_sociale=or_else(raison_sociale, socle.noms()),
        forme_juridique=st.sampled_from(("", "SARL")),
        adresse=socle.phrases(),
        siret=st.sampled_from(("", "00000000000000")),
        ape=st.sampled_from(("", "6832A")),
        courriel=_COURRIELS,
        telephone=_TELEPHONES,
        horaires=socle.phrases(),
    )


def fiches_d_agence(bureaux_de: SearchStrategy[Bureaux] | None = None) -> SearchStrategy[FicheDAgence]:
    """« Agence », its three menus."""
    return st.builds(
        FicheDAgence,
        adresse=socle.phrases(),
        courriel=_COURRIELS,
        mandataire=mandataires(),
        bureaux=or_else(bureaux_de, bureaux()),
        mentions_legales=socle.phrases(),
    )


def fournisseurs(publie: SearchStrategy[bool] | None = None) -> SearchStrategy[Fournisseur]:
    """Contractors, shown or not; the site of one is no page."""
    return st.builds(
        Fournisseur,
        code=socle.identites().filter(str.strip),
        nom=socle.noms(),
        activite=st.sampled_from(("", "Plomberie")),
        adresse=socle.phrases(),
        courriel=_COURRIELS,
        telephone=_TELEPHONES,
        site=_SITES,
        publie=or_else(publie, st.booleans()),
    )


def mes_comptes(actif: SearchStrategy[bool] | None = None) -> SearchStrategy[MonCompte]:
    """The boxes of « Mon compte », ticked in every way."""
    return st.builds(
        MonCompte,
        actif=or_else(actif, st.booleans()),
        vue_sur_les_locataires=st.booleans(),
        sens=st.sampled_from(Sens),
        carte=st.booleans(),
        prelevement=st.booleans(),
        paiement_sans_courriel=st.booleans(),
        courriel_du_commercant=_COURRIELS,
    )


def mes_photos(actif: SearchStrategy[bool] | None = None) -> SearchStrategy[MesPhotos]:
    """The boxes of « Mes photos »."""
    return st.builds(
        MesPhotos,
        actif=or_else(actif, st.booleans()),
        classeurs_vides=st.booleans(),
        gestion=st.booleans(),
        syndic=st.booleans(),
    )


def echanges(actif: SearchStrategy[bool] | None = None) -> SearchStrategy[Echanges]:
    """The boxes of « Mes informations, Mes demandes »."""
    return st.builds(Echanges, actif=or_else(actif, st.booleans()), informations=st.booleans(), demandes=st.booleans())


def modules(partenaires: SearchStrategy[bool] | None = None) -> SearchStrategy[Modules]:
    """The other rubriques, shown or not."""
    return st.builds(
        Modules,
        partenaires=or_else(partenaires, st.booleans()),
        contact=st.booleans(),
        biens=st.booleans(),
        flux=st.booleans(),
        adresse_du_flux=_SITES,
        depenses=st.booleans(),
        fonds=st.booleans(),
        notifications_mobiles=st.booleans(),
    )


def parametrages(profil: SearchStrategy[Profil] | None = None) -> SearchStrategy[Parametrage]:
    """Agencies as they set their extranet."""
    return st.builds(
        Parametrage,
        compte=mes_comptes(),
        photos=mes_photos(),
        echanges=echanges(),
        modules=modules(),
        profil=or_else(profil, st.sampled_from(Profil)),
    )


def traces(acte: SearchStrategy[Acte] | None = None, par: SearchStrategy[str] | None = None) -> SearchStrategy[Trace]:
    """Traces of a few logins about a few things, so that they meet; nobody is among the logins."""
    return st.builds(
        Trace,
        le=_INSTANTS,
        acte=or_else(acte, st.sampled_from(Acte)),
        par=or_else(par, st.just("") | _CODES),
        objet=st.sampled_from(("", "document:2020-152/1", "compte:450BROU-01")),
        detail=socle.phrases(),
        adresse=_ADRESSES,
    )
