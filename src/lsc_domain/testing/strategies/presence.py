"""Attendance: how each owner starts the meeting, who comes and goes, who is there at a moment."""

from collections.abc import Sequence
from datetime import date, time, timedelta

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from returns.pipeline import is_successful

from lsc_domain.assemblee import Canal, Code, EtatDesPresences, FeuilleDePresence, Mouvement, Presence, Sens, deplacer
from lsc_domain.copropriete import Personne
from lsc_domain.socle.ids import CoproprietaireId, ResolutionId
from lsc_domain.testing.strategies import socle
from lsc_domain.testing.strategies._or_else import or_else
from lsc_domain.testing.strategies.copropriete import personnes

_RECEPTIONS = st.sampled_from(
    [
        (timedelta(days=avance), canal, signe)
        for avance in (4, 5, 10, 10, 10, 10, 3, 0)
        for canal in Canal
        for signe in (*[True] * 7, False)
    ]
)
"""How long before the meeting a form is received (three clear days are four days before), how, and signed or not."""
_EN_PERSONNE = st.sampled_from((Code.PRESENT, Code.PRESENT, Code.DISTANCE, Code.REPRESENTE))
_CODES = st.sampled_from(Code)
_SENS = st.sampled_from(Sens)
_BOOLEENS = st.booleans()
_HEURES = st.none() | socle.heures()
_SUITES = st.sampled_from((0, 0, 1, 2))
_MINUTES = st.integers(0, 20)


@st.composite
def presences(
    draw: DrawFn,
    coproprietaire: SearchStrategy[CoproprietaireId] | None = None,
    mandataire: SearchStrategy[Personne] | None = None,
    code: SearchStrategy[Code] | None = None,
    jour: SearchStrategy[date] | None = None,
) -> Presence:
    """Ways of starting a meeting held on *jour*: forms come in time, late or unsigned."""
    qui = draw(or_else(coproprietaire, socle.coproprietaire_ids()))
    lequel = draw(or_else(code, _CODES))
    if lequel is Code.REPRESENTE:
        represente_par = _un_autre(draw(or_else(mandataire, personnes())), qui)
        return Presence(coproprietaire=qui, code=lequel, mandataire=represente_par)
    if lequel is Code.CORRESPONDANCE:
        avance, canal, signe = draw(_RECEPTIONS)
        recu_le = draw(or_else(jour, socle.jours())) - avance
        return Presence(coproprietaire=qui, code=lequel, recu_le=recu_le, canal=canal, signe=signe)
    return Presence(coproprietaire=qui, code=lequel)


def _un_autre(mandataire: Personne, mandant: CoproprietaireId) -> Personne:
    """Keep a mandataire, unless he would represent himself: then somebody from outside comes."""
    return Personne(nom="Casper") if mandataire.coproprietaire == mandant else mandataire


@st.composite
def mouvements(
    draw: DrawFn,
    coproprietaire: SearchStrategy[CoproprietaireId] | None = None,
    resolution: SearchStrategy[ResolutionId] | None = None,
    mandataire: SearchStrategy[Personne] | None = None,
) -> Mouvement:
    """Arrivals and departures, each possible by itself; `suites_de_mouvements` are possible together."""
    qui = draw(or_else(coproprietaire, socle.coproprietaire_ids()))
    sens = draw(_SENS)
    code = draw(_EN_PERSONNE) if sens is Sens.ARRIVEE else Code.ABSENT
    laisse = sens is Sens.DEPART and draw(_BOOLEENS)
    represente = code is Code.REPRESENTE or laisse
    return Mouvement(
        sens=sens,
        coproprietaire=qui,
        resolution=draw(or_else(resolution, socle.resolution_ids())),
        heure=draw(_HEURES),
        code=code,
        mandataire=_un_autre(draw(or_else(mandataire, personnes())), qui) if represente else None,
    )


@st.composite
def suites_de_mouvements(
    draw: DrawFn,
    feuille: SearchStrategy[FeuilleDePresence] | None = None,
    lignes: SearchStrategy[Sequence[ResolutionId]] | None = None,
) -> tuple[Mouvement, ...]:
    """Movements that can follow one another from the start of a sheet, in the order of the lines of an agenda."""
    etat = draw(or_else(feuille, feuilles_de_presence())).depart()
    agenda = draw(or_else(lignes, st.lists(socle.resolution_ids(), max_size=3, unique=True)))
    mandataire = personnes(st.sampled_from(etat.coproprietaires))
    faits: list[Mouvement] = []
    minutes = 10 * 60
    mouvement = mouvements(st.sampled_from(etat.coproprietaires), st.just(ResolutionId("?")), mandataire)
    for ligne in agenda:
        for _ in range(draw(_SUITES)):
            tire = evolve(draw(mouvement), resolution=ligne)
            suivant = deplacer(etat, tire, rang=etat.coproprietaires.index(tire.coproprietaire))
            if is_successful(suivant):
                etat = suivant.unwrap()
                minutes += draw(_MINUTES)
                faits.append(evolve(tire, heure=tire.heure and time(minutes // 60, minutes % 60)))
    return tuple(faits)


@st.composite
def feuilles_de_presence(
    draw: DrawFn,
    coproprietaire: SearchStrategy[CoproprietaireId] | None = None,
    resolution: SearchStrategy[ResolutionId] | None = None,
    jour: SearchStrategy[date] | None = None,
) -> FeuilleDePresence:
    """Attendance sheets of one to six owners, whose movements follow one another on an agenda."""
    qui = draw(st.lists(or_else(coproprietaire, socle.coproprietaire_ids()), min_size=1, max_size=6, unique=True))
    date_ = st.just(draw(or_else(jour, socle.jours())))
    inscrits = draw(st.lists(st.sampled_from(qui), unique=True))
    mandataire = personnes(st.sampled_from(qui))
    depart = FeuilleDePresence(
        coproprietaires=tuple(qui),
        presences=tuple(draw(presences(st.just(un), mandataire, jour=date_)) for un in inscrits),
    )
    lignes = draw(st.lists(or_else(resolution, socle.resolution_ids()), max_size=3, unique=True))
    return evolve(depart, mouvements=draw(suites_de_mouvements(st.just(depart), st.just(lignes))))


def etats_des_presences(feuille: SearchStrategy[FeuilleDePresence] | None = None) -> SearchStrategy[EtatDesPresences]:
    """Who is there at one moment: at the start of a meeting, or after its last movement."""

    def derniers(feuille: FeuilleDePresence) -> SearchStrategy[EtatDesPresences]:
        lignes = list(dict.fromkeys(un.resolution for un in feuille.mouvements))
        return st.sampled_from((feuille.depart(), *feuille.derouler(lignes).unwrap()))

    return or_else(feuille, feuilles_de_presence()).flatmap(derniers)
