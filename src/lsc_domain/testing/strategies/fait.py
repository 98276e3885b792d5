"""What is kept of a meeting: its facts one by one, where it stands, its minutes, the texts of an agency."""

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import Final, get_args
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from lsc_domain.assemblee import fait as f
from lsc_domain.assemblee.acte.proces_verbal import ActeDeProcesVerbal
from lsc_domain.assemblee.choix import Choix
from lsc_domain.assemblee.convocation import Annexe, Consultation
from lsc_domain.assemblee.fait import Fait
from lsc_domain.assemblee.proces_verbal import ProcesVerbal, QualiteDeSignataire, ResultatConsigne
from lsc_domain.assemblee.suivi import Etape, Suivi
from lsc_domain.assemblee.tenue import PouvoirEnBlancRemis, Reserve, TexteDeResolution
from lsc_domain.assemblee.texte_de_passage import TextesDePassage
from lsc_domain.loi.decision import Resultat
from lsc_domain.socle.chaine import ORIGINE
from lsc_domain.testing.strategies import actes, assemblee, copropriete, loi, presence, socle
from lsc_domain.testing.strategies._or_else import or_else

FAITS: Final[tuple[type[Fait], ...]] = get_args(Fait)
"""Every kind of fact."""

AN_2000: Final = datetime(2000, 1, 1, tzinfo=UTC)

_BOOLEENS = st.booleans()
_HEURES = st.none() | socle.heures() | st.times()
_CHOIX = st.sampled_from(Choix)
_VERSIONS = st.integers(1, 3)
_TEXTES = st.one_of(socle.phrases(), socle.noms(), st.text(max_size=12))
"""Free texts, whatever a keyboard or a copy and paste gives: NUL, control characters, emoji."""
_ZONES = st.sampled_from((UTC, ZoneInfo("Europe/Paris"), ZoneInfo("Pacific/Noumea"), timezone(timedelta(hours=-3.5))))
_DEPUIS_2000 = st.timedeltas(timedelta(), timedelta(days=36_525))


def _instant(duree: timedelta, zone: tzinfo) -> datetime:
    return (AN_2000 + duree).astimezone(zone)


_INSTANTS = st.builds(_instant, _DEPUIS_2000, _ZONES)
_EMPREINTES = st.sampled_from((ORIGINE, "a631c6e0f7edcc67" * 4))
_PARTS = socle.nombres() | st.fractions(0, 2000, max_denominator=999)
"""Shares, among them some without finite decimals."""


def instants() -> SearchStrategy[datetime]:
    """Instants, each with a time zone, the hours that come twice included."""
    return _INSTANTS


def faits(types: SearchStrategy[type[Fait]] | None = None) -> SearchStrategy[Fait]:
    """Facts of these kinds, each possible by itself; a meeting whose facts follow one another is another matter."""
    return or_else(types, st.sampled_from(FAITS)).flatmap(_fait)


def votes_enregistres() -> SearchStrategy[f.VoteEnregistre]:
    """One ballot at a time, the most common fact."""
    return _VOTES


def suivis(reference: SearchStrategy[str] | None = None) -> SearchStrategy[Suivi]:
    """Where meetings stand, at any of their steps."""
    return st.builds(
        Suivi,
        id=socle.assemblee_ids(),
        reference=or_else(reference, st.sampled_from(("3-S007", "0-É'1", "")) | _TEXTES),
        nom=_TEXTES,
        syndicat=socle.noms(),
        date=socle.jours(),
        etape=st.sampled_from(Etape),
        faits=st.integers(0, 50_000),
        empreinte=_EMPREINTES,
    )


def resultats_consignes() -> SearchStrategy[ResultatConsigne]:
    """What lines of the agenda came to."""
    return st.builds(
        ResultatConsigne,
        resolution=socle.resolution_ids(),
        numero=st.integers(1, 60).map(str),
        article=loi.articles_de_vote().map(str) | st.just(""),
        resultat=st.sampled_from(Resultat),
        decompte=loi.decomptes(),
        fondement=st.sampled_from(("", "25-1", "26-1")),
        second=st.none() | loi.decomptes(),
    )


def proces_verbaux(resultat: SearchStrategy[ResultatConsigne] | None = None) -> SearchStrategy[ProcesVerbal]:
    """Versions of minutes, each with its paper."""
    papiers = actes.actes(st.just(ActeDeProcesVerbal)).filter(lambda acte: isinstance(acte, ActeDeProcesVerbal))
    return st.builds(
        ProcesVerbal,
        assemblee=socle.assemblee_ids(),
        version=_VERSIONS,
        etabli_le=st.builds(_instant, _DEPUIS_2000, st.just(UTC)),
        auteur=socle.noms(),
        motif=_TEXTES,
        faits=st.integers(0, 50_000),
        empreinte=_EMPREINTES,
        resultats=st.lists(or_else(resultat, resultats_consignes()), max_size=3).map(tuple),
        acte=papiers,
    )


def textes_de_passage() -> SearchStrategy[TextesDePassage]:
    """What agencies say of a second vote, their own words or those of the library."""
    siens = st.builds(TextesDePassage, agence=socle.noms(), passage_25_1=_TEXTES, passage_26_1=_TEXTES)
    return st.builds(TextesDePassage, agence=socle.noms()) | siens


def consultations() -> SearchStrategy[Consultation]:
    """Where the owners may consult the accounts."""
    return st.builds(Consultation, lieu=socle.noms(), jours=_TEXTES, heures=_TEXTES)


def annexes() -> SearchStrategy[Annexe]:
    """Documents joined to a notice."""
    return st.builds(Annexe, titre=socle.noms(), article=_TEXTES, pour_validite=_BOOLEENS, fichier=_TEXTES)


def pouvoirs_en_blanc_remis() -> SearchStrategy[PouvoirEnBlancRemis]:
    """Proxies that named nobody, and who handed them to whom."""
    noms = socle.noms()
    return st.builds(PouvoirEnBlancRemis, mandant=socle.coproprietaire_ids(), remis_par=noms, mandataire=noms)


def reserves() -> SearchStrategy[Reserve]:
    """Reserves, on one resolution or on the whole meeting."""
    quoi = st.none() | socle.resolution_ids()
    return st.builds(Reserve, coproprietaire=socle.coproprietaire_ids(), resolution=quoi, texte=_TEXTES)


def textes_de_resolution() -> SearchStrategy[TexteDeResolution]:
    """Texts added at the end of a resolution, an empty one to take it back."""
    return st.builds(TexteDeResolution, resolution=socle.resolution_ids(), texte=_TEXTES)


_VOTES = st.builds(
    f.VoteEnregistre,
    resolution=socle.resolution_ids(),
    coproprietaire=socle.coproprietaire_ids() | st.text(max_size=8),
    choix=_CHOIX,
    second_vote=_BOOLEENS,
)


def _fait(type_: type[Fait]) -> SearchStrategy[Fait]:
    return _par_type()[type_]


@cache
def _par_type() -> dict[type[Fait], SearchStrategy[Fait]]:
    """Make the strategies when the first fact is drawn: hypothesis checks each as it is made."""
    qui, quoi, jours, noms = socle.coproprietaire_ids(), socle.resolution_ids(), socle.jours(), socle.noms()
    personnes, formulaires = copropriete.personnes(), assemblee.formulaires()
    proprietaires = copropriete.coproprietaires(copropriete.lots(copropriete.tantiemes(_PARTS)))
    agenda = st.lists(assemblee.resolutions(exclu=qui), max_size=3).map(tuple)
    return {
        f.AssembleePreparee: st.builds(
            f.AssembleePreparee,
            fiche=assemblee.fiches_d_assemblee(personnes, jours),
            syndicat=copropriete.syndicats(proprietaires),
            syndic=st.none() | personnes,
            adresse_du_syndic=_TEXTES,
            courriel_du_syndic=_TEXTES,
            vote_par_correspondance=_BOOLEENS,
            politique=loi.politiques(),
        ),
        f.OrdreDuJourArrete: st.builds(f.OrdreDuJourArrete, resolutions=agenda),
        f.AssembleeConvoquee: st.builds(
            f.AssembleeConvoquee,
            presentee_le=st.none() | jours,
            urgence=_TEXTES,
            consultation=st.none() | consultations(),
            annexes=st.lists(annexes(), max_size=3).map(tuple),
            reprise=_BOOLEENS,
        ),
        f.MutationConstatee: st.builds(
            f.MutationConstatee, le=jours, coproprietaires=st.lists(proprietaires, max_size=3).map(tuple)
        ),
        f.FormulaireRecu: st.builds(f.FormulaireRecu, formulaire=formulaires),
        f.PresenceEnregistree: st.builds(f.PresenceEnregistree, presence=presence.presences()),
        f.PouvoirEnBlancTransmis: st.builds(f.PouvoirEnBlancTransmis, remise=pouvoirs_en_blanc_remis()),
        f.SeanceOuverte: st.builds(f.SeanceOuverte, heure=_HEURES),
        f.BureauElu: st.builds(
            f.BureauElu,
            president=st.none() | personnes,
            secretaire=st.none() | personnes,
            scrutateurs=st.lists(personnes, max_size=2).map(tuple),
            resolution=st.none() | quoi,
        ),
        f.MouvementEnregistre: st.builds(f.MouvementEnregistre, mouvement=presence.mouvements()),
        f.OrdreDuJourChange: st.builds(f.OrdreDuJourChange, resolutions=agenda, motif=_TEXTES),
        f.ResolutionAmendee: st.builds(f.ResolutionAmendee, amendement=assemblee.amendements()),
        f.IncidentSurvenu: st.builds(f.IncidentSurvenu, incident=assemblee.incidents()),
        f.VoteEnregistre: _VOTES,
        f.VotesEnregistres: st.builds(
            f.VotesEnregistres, resolution=quoi, lettres=st.text("ona-.", max_size=30), second_vote=_BOOLEENS
        ),
        f.VotesAnnules: st.builds(f.VotesAnnules, resolution=quoi, second_vote=_BOOLEENS),
        f.SecondVoteOuvert: st.builds(f.SecondVoteOuvert, resolution=quoi),
        f.TexteAjoute: st.builds(f.TexteAjoute, texte=textes_de_resolution()),
        f.ReserveFormulee: st.builds(f.ReserveFormulee, reserve=reserves()),
        f.EvenementDemande: st.builds(f.EvenementDemande, resolution=quoi, immeuble=noms, texte=_TEXTES),
        f.SeanceSuspendue: st.builds(f.SeanceSuspendue, heure=_HEURES, motif=_TEXTES),
        f.SeanceReprise: st.builds(f.SeanceReprise, heure=_HEURES),
        f.SeanceClose: st.builds(f.SeanceClose, heure=_HEURES),
        f.ProcesVerbalEtabli: st.builds(
            f.ProcesVerbalEtabli,
            version=_VERSIONS,
            auteur=noms,
            motif=_TEXTES,
            resultats=st.lists(resultats_consignes(), max_size=2).map(tuple),
        ),
        f.ProcesVerbalSigne: st.builds(
            f.ProcesVerbalSigne,
            version=_VERSIONS,
            signataire=personnes,
            qualite=st.sampled_from(QualiteDeSignataire),
            le=jours,
        ),
        f.RectificationOuverte: st.builds(f.RectificationOuverte, auteur=noms, motif=_TEXTES),
        f.ProcesVerbalNotifie: st.builds(
            f.ProcesVerbalNotifie, version=_VERSIONS, coproprietaire=qui, presentee_le=jours, moyen=_TEXTES
        ),
    }
