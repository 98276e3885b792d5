"""The nouns of a meeting, one by one; whole meetings are in `seance`."""

from datetime import date, timedelta
from fractions import Fraction
from typing import TypeVar, get_args, get_type_hints

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from lsc_domain.assemblee import (
    Amendement,
    Bulletins,
    Canal,
    Choix,
    Code,
    Constatation,
    EtatDuPouvoir,
    Faute,
    FicheDAssemblee,
    Formulaire,
    FormulaireEcarte,
    Incident,
    Irregularite,
    OrdreDuJour,
    Porteur,
    Pouvoir,
    Pouvoirs,
    Presence,
    Refus,
    Reponse,
    Resolution,
    Severite,
    TypeDAssemblee,
)
from lsc_domain.assemblee.declaration import Lieu
from lsc_domain.assemblee.refus import (
    FormulaireNonSigne,
    FormulaireTardif,
    MandataireAbsent,
    MandataireEmpeche,
    PouvoirsEnSurnombre,
)
from lsc_domain.copropriete import Personne
from lsc_domain.loi import Article, ArticleDeVote, Plafond
from lsc_domain.loi.article_de_vote import AUCUN
from lsc_domain.socle.ids import CleId, CoproprietaireId, ResolutionId
from lsc_domain.testing.strategies import socle
from lsc_domain.testing.strategies._or_else import or_else
from lsc_domain.testing.strategies._une_fois import une_fois
from lsc_domain.testing.strategies.copropriete import personnes
from lsc_domain.testing.strategies.loi import articles, articles_de_vote, plafonds
from lsc_domain.testing.strategies.presence import presences

R = TypeVar("R", bound=Refus)

_PARFOIS = st.sampled_from((*[False] * 7, True))
_CANAUX = st.sampled_from(Canal)
_CHOIX = st.sampled_from(Choix)
_BOOLEENS = st.booleans()
_HEURES = st.none() | socle.heures()
_PLACES = st.integers(1, 60).map(str)
_TITRES = st.sampled_from(("Travaux d'été", "Élection du syndic", "« Divers »", ""))
_REFERENCES = st.sampled_from(("3-S007", "0-É'1"))
_TYPES = st.sampled_from(TypeDAssemblee)
_LIEUX: SearchStrategy[Lieu] = st.sampled_from((("votes", "5", "450TRILLON"), ("presences", 3, "code"), ("cles",)))


def resolutions(
    sous_resolution: SearchStrategy[Resolution] | None = None,
    article: SearchStrategy[ArticleDeVote | None] | None = None,
    cle: SearchStrategy[CleId] | None = None,
    exclu: SearchStrategy[CoproprietaireId] | None = None,
) -> SearchStrategy[Resolution]:
    """
    Items of an agenda: voted, headings (« aucun »), or whose article is not known yet.

    Sub-resolutions are numbered after their parent; `sous_resolution=st.nothing()` gives none.
    """
    un_article = or_else(article, articles_de_vote() | st.sampled_from((AUCUN, None)))
    point = _points(un_article, or_else(cle, socle.cle_ids()), exclu)
    enfant = st.none() | or_else(sous_resolution, point)

    def reunir(parent: Resolution, *enfants: Resolution | None) -> Resolution:
        sous = tuple(un for un in enfants if un is not None)
        return _numeroter(evolve(parent, sous_resolutions=sous), parent.numero)

    return st.builds(reunir, point, enfant, enfant)


@st.composite
def _points(
    draw: DrawFn,
    article: SearchStrategy[ArticleDeVote | None],
    cle: SearchStrategy[CleId],
    exclu: SearchStrategy[CoproprietaireId] | None,
) -> Resolution:
    vote = draw(article)
    ecartes = draw(st.lists(exclu, min_size=1, max_size=2)) if exclu is not None and draw(_PARFOIS) else []
    return Resolution(
        id=ResolutionId("?"),
        numero=draw(_PLACES),
        titre=draw(_TITRES),
        projet=draw(socle.phrases()),
        article=vote,
        cle=draw(cle) if vote is None or vote.se_vote or draw(_BOOLEENS) else None,
        exclus=frozenset(ecartes),
        emprunt=draw(_PARFOIS),
    )


def _numeroter(resolution: Resolution, numero: str, prefixe: str = "") -> Resolution:
    """Number a resolution and those below it; with a prefix, identities are not numbers."""
    enfants = enumerate(resolution.sous_resolutions, 1)
    return evolve(
        resolution,
        id=ResolutionId(prefixe + numero),
        numero=numero,
        sous_resolutions=tuple(_numeroter(un, f"{numero}.{rang}", prefixe) for rang, un in enfants),
    )


def ordres_du_jour(resolution: SearchStrategy[Resolution] | None = None) -> SearchStrategy[OrdreDuJour]:
    """Agendas of one to four resolutions, numbered in order; an identity is the number, or not."""

    def ordonner(points: list[Resolution], prefixe: str) -> OrdreDuJour:
        return OrdreDuJour(tuple(_numeroter(un, str(rang), prefixe) for rang, un in enumerate(points, 1)))

    points = st.lists(or_else(resolution, resolutions()), min_size=1, max_size=4)
    return st.builds(ordonner, points, st.sampled_from(("", "r-")))


def fiches_d_assemblee(
    personne: SearchStrategy[Personne] | None = None, jour: SearchStrategy[date] | None = None
) -> SearchStrategy[FicheDAssemblee]:
    """Heads of a meeting's file, complete or bare."""
    qui = or_else(personne, personnes())
    return st.builds(
        FicheDAssemblee,
        reference=_REFERENCES,
        type=_TYPES,
        date=or_else(jour, socle.jours()),
        heure=_HEURES,
        lieu=socle.phrases(),
        president=st.none() | qui,
        secretaire=st.none() | qui,
        scrutateurs=st.lists(qui, max_size=2).map(tuple),
    )


def bulletins(lettres: SearchStrategy[str] | None = None) -> SearchStrategy[Bulletins]:
    """Ballots of one vote; *lettres* draws the packed form, one of `ona-.` per owner."""
    return st.builds(Bulletins.lire, or_else(lettres, st.text("ona-.", max_size=7)))


def reponses(
    resolution: SearchStrategy[ResolutionId] | None = None, choix: SearchStrategy[Choix] | None = None
) -> SearchStrategy[Reponse]:
    """Answers of a form, with one for the second vote or none."""
    reponse = or_else(choix, _CHOIX)
    return st.builds(
        Reponse, resolution=or_else(resolution, socle.resolution_ids()), choix=reponse, second=st.none() | reponse
    )


def formulaires(
    reponse: SearchStrategy[Reponse] | None = None,
    coproprietaire: SearchStrategy[CoproprietaireId] | None = None,
    jour: SearchStrategy[date] | None = None,
) -> SearchStrategy[Formulaire]:
    """Correspondence forms as they came back, signed or not, some lines left blank; *jour* is their receipt."""
    return st.builds(
        Formulaire,
        coproprietaire=or_else(coproprietaire, socle.coproprietaire_ids()),
        recu_le=or_else(jour, socle.jours()),
        canal=_CANAUX,
        signe=_BOOLEENS,
        reponses=st.lists(or_else(reponse, reponses()), max_size=4, unique_by=lambda un: un.resolution).map(tuple),
    )


@st.composite
def pouvoirs(
    draw: DrawFn,
    mandant: SearchStrategy[CoproprietaireId] | None = None,
    mandataire: SearchStrategy[Personne] | None = None,
    jour: SearchStrategy[date] | None = None,
) -> Pouvoir:
    """Proxies in any state; a blank one is not accepted yet."""
    qui = draw(or_else(mandant, socle.coproprietaire_ids()))
    a = draw(st.none() | or_else(mandataire, personnes()))
    if a is not None and a.coproprietaire == qui:
        a = Personne(nom="Casper")
    etats = [etat for etat in EtatDuPouvoir if a is not None or etat is not EtatDuPouvoir.ACCEPTE]
    return Pouvoir(
        mandant=qui,
        mandataire=a,
        le=draw(or_else(jour, socle.jours())),
        etat=draw(st.sampled_from(etats)),
        sous_delegation_interdite=draw(_BOOLEENS),
        mandataire_commun=draw(_BOOLEENS),
    )


def listes_de_pouvoirs(pouvoir: SearchStrategy[Pouvoir] | None = None) -> SearchStrategy[Pouvoirs]:
    """The proxies of a meeting (`Pouvoirs`), one per owner."""
    liste = st.lists(or_else(pouvoir, pouvoirs()), max_size=5, unique_by=lambda un: un.mandant)
    return st.builds(Pouvoirs, liste.map(tuple))


def porteurs(
    voix: SearchStrategy[Fraction] | None = None, personne: SearchStrategy[Personne] | None = None
) -> SearchStrategy[Porteur]:
    """People who could hold more proxies."""
    poids = or_else(voix, socle.nombres())
    return st.builds(
        Porteur,
        personne=or_else(personne, personnes()),
        voix_propres=poids,
        pouvoirs=st.lists(poids, max_size=4).map(tuple),
    )


@une_fois
def amendements(resolution: SearchStrategy[ResolutionId] | None = None) -> SearchStrategy[Amendement]:
    """Resolutions changed in session."""
    lignes = or_else(resolution, socle.resolution_ids())
    return st.builds(Amendement, resolution=lignes, texte=socle.phrases(), heure=_HEURES)


@une_fois
def incidents(
    coproprietaire: SearchStrategy[CoproprietaireId] | None = None,
    resolution: SearchStrategy[ResolutionId] | None = None,
) -> SearchStrategy[Incident]:
    """Remote owners cut off during a vote."""
    return st.builds(
        Incident,
        resolution=or_else(resolution, socle.resolution_ids()),
        coproprietaire=or_else(coproprietaire, socle.coproprietaire_ids()),
        texte=socle.phrases(),
        heure=_HEURES,
    )


def formulaires_ecartes(presence: SearchStrategy[Presence] | None = None) -> SearchStrategy[FormulaireEcarte]:
    """Forms that do not count; *presence* draws entries coded C."""

    def ecarter(presence: Presence, tardif: bool) -> FormulaireEcarte:
        recu_le = presence.recu_le or date.max
        if not tardif:
            return FormulaireEcarte(presence=presence, refus=FormulaireNonSigne(recu_le=recu_le))
        limite = recu_le - timedelta(days=1)
        return FormulaireEcarte(presence=presence, refus=FormulaireTardif(recu_le=recu_le, au_plus_tard=limite))

    return st.builds(ecarter, or_else(presence, presences(code=st.just(Code.CORRESPONDANCE))), st.booleans())


def irregularites(mandataire: SearchStrategy[Personne] | None = None) -> SearchStrategy[Irregularite]:
    """Proxies the law forbids."""
    return st.builds(
        Irregularite,
        mandataire=or_else(mandataire, personnes()),
        mandants=st.lists(st.integers(0, 6), min_size=1, max_size=4, unique=True).map(tuple),
        refus=st.one_of(_cas(MandataireAbsent), _cas(MandataireEmpeche), _cas(PouvoirsEnSurnombre)),
    )


def refus(cas: SearchStrategy[type[R]] | None = None) -> SearchStrategy[R]:
    """Everything the law, or the trade, says no to in a meeting; *cas* draws the class of the refusal."""
    return or_else(cas, st.sampled_from(get_args(Refus))).flatmap(_cas)


@une_fois
def _cas(cas: type[R]) -> SearchStrategy[R]:
    """Draw one refusal, from the types of its facts."""
    faits = get_type_hints(cas).items()
    return st.builds(cas, **{nom: plafonds() if type_ is Plafond else st.from_type(type_) for nom, type_ in faits})


def constatations(article: SearchStrategy[Article] | None = None) -> SearchStrategy[Constatation]:
    """Findings of `verifier`, each at its place."""
    return st.builds(
        Constatation,
        code=st.sampled_from(("convocation_tardive", "mandataire_absent")),
        severite=st.sampled_from(Severite),
        lieu=_LIEUX,
        texte=socle.phrases(),
        article=st.none() | or_else(article, articles()),
        coproprietaire=st.none() | socle.coproprietaire_ids(),
        resolution=st.none() | socle.resolution_ids(),
    )


def fautes() -> SearchStrategy[Faute]:
    """Contradictions of a declaration, each at its place."""
    return st.builds(Faute, lieu=_LIEUX, texte=socle.phrases())
