"""What keeps the door of the extranet: who came in, how passwords are judged, how tries are slowed, what is refused."""

from datetime import UTC, datetime, timedelta
from typing import TypeAlias, TypeVar, get_args

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from lsc_domain.extranet.avis_de_reinitialisation import AvisDeReinitialisation
from lsc_domain.extranet.conservation import CONSERVATIONS, Categorie, Conservation, Efface, Effacement, Retenue
from lsc_domain.extranet.demande import RefusDeDemande
from lsc_domain.extranet.parametrage import Profil, RefusDeParametrage
from lsc_domain.extranet.piece_de_demande import LimitesDePieces
from lsc_domain.extranet.politique_de_mot_de_passe import Classe, PolitiqueDeMotDePasse, politique_de
from lsc_domain.extranet.refus_d_agence import RefusDAgence
from lsc_domain.extranet.refus_d_espace import RefusDEspace
from lsc_domain.extranet.refus_d_identifiant import RefusDIdentifiant
from lsc_domain.extranet.refus_de_connexion import RefusDeConnexion, TropDeTentatives
from lsc_domain.extranet.refus_de_mot_de_passe import Manque, MotDePasseInsuffisant, RefusDeLien, RefusDeMotDePasse
from lsc_domain.extranet.reglages_d_acces import ReglagesDAcces
from lsc_domain.extranet.session import DureesDeSession
from lsc_domain.extranet.tentatives import Freinage
from lsc_domain.extranet.visiteur import AccesRemis, Entree, Propose, Visiteur
from lsc_domain.socle.ids import TiersId
from lsc_domain.testing.strategies import extranet, parc, socle
from lsc_domain.testing.strategies._or_else import or_else
from lsc_domain.testing.strategies._par_champs import par_champs
from lsc_domain.testing.strategies.fait import instants as instants_de_partout

Refus: TypeAlias = (
    RefusDAgence
    | RefusDEspace
    | RefusDIdentifiant
    | RefusDeConnexion
    | RefusDeDemande
    | RefusDeLien
    | RefusDeMotDePasse
    | RefusDeParametrage
)
R = TypeVar("R", bound=Refus | Manque)

_INSTANTS = instants_de_partout().map(lambda le: le.astimezone(UTC))
_CODES = st.sampled_from(("ATRILLON", "450BROU-01", "JLC"))
_JETONS = st.sampled_from([f"jeton-{rang}" for rang in range(4)])
_CLAIRS = st.sampled_from(("Kp7+mWz3/aHe", "R?d4hTn-8sVq"))
_TOTAUX = st.integers(0, 500)


@st.composite
def visiteurs(draw: DrawFn, tiers: SearchStrategy[TiersId | None] | None = None) -> Visiteur:
    """Clients who have come in, and collaborators; some with a temporary password."""
    client = draw(or_else(tiers, st.none() | parc.tiers_ids()))
    return Visiteur(
        code=draw(_CODES),
        session=draw(_JETONS),
        tiers=client,
        collaborateur=draw(extranet.collaborateurs()) if client is None else None,
        doit_changer=draw(st.booleans()),
        nom=draw(socle.noms()),
    )


def entrees(visiteur: SearchStrategy[Visiteur] | None = None) -> SearchStrategy[Entree]:
    """People who have just come in."""
    return st.builds(Entree, jeton=_JETONS, visiteur=or_else(visiteur, visiteurs()))


def acces_remis(expire_le: SearchStrategy[datetime] | None = None) -> SearchStrategy[AccesRemis]:
    """Logins just made, of a client or of a collaborator."""
    return st.builds(
        AccesRemis,
        code=_CODES,
        mot_de_passe=_CLAIRS,
        expire_le=or_else(expire_le, _INSTANTS),
        nom=socle.noms(),
        tiers=st.none() | parc.tiers_ids(),
    )


def proposes(code: SearchStrategy[str] | None = None) -> SearchStrategy[Propose]:
    """Temporary passwords on a screen."""
    return st.builds(Propose, code=or_else(code, _CODES), mot_de_passe=_CLAIRS)


def avis_de_reinitialisation(
    expire_le: SearchStrategy[datetime] | None = None,
) -> SearchStrategy[AvisDeReinitialisation]:
    """What the message of « mot de passe oublié » says."""
    return st.builds(
        AvisDeReinitialisation,
        nom=socle.noms(),
        lien=_JETONS.map("https://agence.example.invalid/reinitialisation?jeton={}".format),
        expire_le=or_else(expire_le, _INSTANTS),
    )


def politiques_de_mot_de_passe(
    profil: SearchStrategy[Profil] | None = None,
) -> SearchStrategy[PolitiqueDeMotDePasse]:
    """The policies of the profiles, and hosts' own: any classes, any lengths, up to what a temporary one can reach."""

    def de_l_hote(du: Profil, minimum: int, plus: int, bits: int) -> SearchStrategy[PolitiqueDeMotDePasse]:
        return st.builds(
            PolitiqueDeMotDePasse,
            profil=st.just(du),
            longueur_minimale=st.just(minimum),
            longueur_provisoire=st.just(minimum + plus),
            longueur_conseillee=st.sampled_from((0, 15)),
            longueur_maximale=st.integers(minimum + plus, 300),
            classes=st.frozensets(st.sampled_from(Classe)),
            bits=st.just(bits),
            sans_courants=st.booleans(),
            interdits=st.frozensets(_CLAIRS),
        )

    choisi = or_else(profil, st.sampled_from(Profil))
    libres = st.tuples(choisi, st.integers(8, 12), st.integers(0, 4), st.integers(0, 50))
    return choisi.map(politique_de) | libres.flatmap(lambda un: de_l_hote(*un))


def freinages(seuil: SearchStrategy[int] | None = None) -> SearchStrategy[Freinage]:
    """Ways of slowing tries down, all of which let go in the end."""

    def freiner(debut: int, plus: int, delai: int, verrou: int, oubli: int) -> Freinage:
        return Freinage(
            seuil=debut,
            verrou_a=debut + plus,
            delai=timedelta(seconds=delai),
            verrou=timedelta(seconds=delai + verrou),
            oubli=timedelta(seconds=delai + verrou + oubli),
        )

    seuils = or_else(seuil, st.integers(1, 6))
    secondes = st.integers(1, 120), st.integers(0, 900), st.integers(0, 86_400)
    return st.builds(freiner, seuils, st.integers(0, 6), *secondes)


def durees_de_session(silence: SearchStrategy[int] | None = None) -> SearchStrategy[DureesDeSession]:
    """How long sessions last; *silence* draws minutes."""

    def durer(minutes: int, entiere: int, provisoire: int, pas: int) -> DureesDeSession:
        return DureesDeSession(
            silence=timedelta(minutes=minutes),
            entiere=timedelta(minutes=minutes + entiere),
            provisoire=timedelta(minutes=provisoire),
            pas=timedelta(minutes=min(pas, minutes - 1)),
        )

    silences = or_else(silence, st.integers(1, 60))
    return st.builds(durer, silences, st.integers(0, 600), st.integers(1, 60), st.integers(0, 10))


def reglages_d_acces(frein: SearchStrategy[Freinage] | None = None) -> SearchStrategy[ReglagesDAcces]:
    """Settings of a door, that sends links or not, with a policy of its own or that of its profile."""
    return st.builds(
        ReglagesDAcces,
        sessions=durees_de_session(),
        frein_de_code=or_else(frein, freinages()),
        frein_d_adresse=or_else(frein, freinages()),
        frein_d_oubli=or_else(frein, freinages()),
        provisoire=st.integers(1, 72).map(lambda heures: timedelta(hours=heures)),
        proposition=st.integers(1, 60).map(lambda minutes: timedelta(minutes=minutes)),
        lien=st.integers(1, 30).map(lambda minutes: timedelta(minutes=minutes)),
        adresse_de_reinitialisation=st.sampled_from(("", "https://agence.example.invalid/reinitialisation")),
        politique=st.none() | politiques_de_mot_de_passe(),
    )


def limites_de_pieces(nombre: SearchStrategy[int] | None = None) -> SearchStrategy[LimitesDePieces]:
    """What a message may bring, nothing at all included."""
    return st.builds(
        LimitesDePieces,
        nombre=or_else(nombre, st.integers(0, 5)),
        taille=st.integers(0, 10**7),
        suffixes=st.frozensets(st.sampled_from((".pdf", ".jpg", ".txt"))),
    )


def conservations(categorie: SearchStrategy[Categorie] | None = None) -> SearchStrategy[Conservation]:
    """How long a category is kept: what the table says of it."""
    return or_else(categorie, st.sampled_from(Categorie)).map({une.categorie: une for une in CONSERVATIONS}.__getitem__)


def effaces(categorie: SearchStrategy[Categorie] | None = None) -> SearchStrategy[Efface]:
    """What was erased."""
    return st.builds(Efface, categorie=or_else(categorie, st.sampled_from(Categorie)), nombre=_TOTAUX)


def retenues(categorie: SearchStrategy[Categorie] | None = None) -> SearchStrategy[Retenue]:
    """What is kept although it was asked otherwise, on the ground of its category, until a day or for good."""

    def retenir(une: Conservation, nombre: int, fin: datetime) -> Retenue:
        return Retenue(categorie=une.categorie, nombre=nombre, jusqua=une.jusqua(fin.date()), fondement=une.fondement)

    return st.builds(retenir, conservations(categorie), _TOTAUX, _INSTANTS)


def effacements(efface: SearchStrategy[Efface] | None = None) -> SearchStrategy[Effacement]:
    """Answers to somebody who asks to be forgotten."""
    return st.builds(
        Effacement,
        effaces=st.lists(or_else(efface, effaces()), max_size=3).map(tuple),
        retenues=st.lists(retenues(), max_size=3).map(tuple),
    )


def refus(cas: SearchStrategy[type[R]] | None = None) -> SearchStrategy[R]:
    """What the extranet says no to, and what a password may want; *cas* draws the class."""
    return or_else(cas, st.sampled_from((*get_args(Refus), *get_args(Manque)))).flatmap(_refus_de)


def _refus_de(cas: type[R]) -> SearchStrategy[R]:
    """Fill a refusal by the types of its fields, but for what these do not say."""
    if cas is TropDeTentatives:
        return par_champs(cas, attente=st.integers(1, 900).map(lambda secondes: timedelta(seconds=secondes)))
    if cas is MotDePasseInsuffisant:
        manques = st.sampled_from(get_args(Manque)).flatmap(par_champs)
        return par_champs(cas, manques=st.lists(manques, min_size=1, max_size=3).map(tuple))
    return par_champs(cas)
