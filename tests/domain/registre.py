"""The Gilbert meeting of the attendance screen as facts, and facts of every kind to throw at a meeting."""

from collections.abc import Callable, Iterable
from datetime import date, time
from typing import Any, get_args

from attrs import evolve
from gilbert import (
    ATRILLON,
    CASPER,
    GIRARDOT,
    JOUR,
    LATOUR,
    LEPITRE,
    MEURSAULT,
    MORGON,
    PETRUS,
    PIERRE,
    RECU,
    YQUEM,
    presence,
    resolution,
    syndicat_de_12,
)
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from lsc_domain.assemblee import (
    Amendement,
    AssembleeConvoquee,
    AssembleePreparee,
    BureauElu,
    Choix,
    Code,
    EvenementDemande,
    Fait,
    FicheDAssemblee,
    Formulaire,
    FormulaireRecu,
    Greffe,
    Incident,
    IncidentSurvenu,
    Mouvement,
    MouvementEnregistre,
    MutationConstatee,
    OrdreDuJourArrete,
    OrdreDuJourChange,
    PouvoirEnBlancRemis,
    PouvoirEnBlancTransmis,
    Presence,
    PresenceEnregistree,
    ProcesVerbalEtabli,
    ProcesVerbalNotifie,
    ProcesVerbalSigne,
    QualiteDeSignataire,
    RectificationOuverte,
    Reponse,
    Reserve,
    ReserveFormulee,
    Resolution,
    ResolutionAmendee,
    SeanceClose,
    SeanceOuverte,
    SeanceReprise,
    SeanceSuspendue,
    SecondVoteOuvert,
    Sens,
    TexteAjoute,
    TexteDeResolution,
    VoteEnregistre,
    VotesAnnules,
    VotesEnregistres,
    consigner,
)
from lsc_domain.copropriete import Empechement, Personne
from lsc_domain.loi import ArticleDeVote, Poids
from lsc_domain.socle.ids import CleId, CoproprietaireId, ResolutionId

DOUZE = syndicat_de_12()
UN, DEUX, TROIS, QUATRE = (ResolutionId(numero) for numero in "1234")
SALLE = (ATRILLON, PETRUS, LATOUR, YQUEM, MEURSAULT, MORGON)
"""Who votes in the room, 581 voices; LEPITRE (66,0142) and PIERRE (65) vote by correspondence, four are absent."""
A_REVOTER = (ATRILLON, PETRUS, YQUEM)
"""297 voices, 363,0142 with LEPITRE's form: more than a third of the voices, less than half."""

RESOLUTIONS = (
    resolution("1", titre="Élection du bureau"),
    resolution("2", "25"),
    resolution("3", "aucun", cle=None),
    resolution("4", "24", exclus=frozenset({MORGON})),
)
PREPAREE = AssembleePreparee(
    fiche=FicheDAssemblee(reference="3-S007", date=JOUR, heure=time(17)),
    syndicat=DOUZE,
    syndic=Personne(nom="Agence Crypto"),
)
ARRETE = OrdreDuJourArrete(resolutions=RESOLUTIONS)
CONVOQUEE = AssembleeConvoquee(presentee_le=date(2020, 6, 12))
FORMULAIRES = tuple(
    FormulaireRecu(
        formulaire=Formulaire(
            coproprietaire=qui,
            recu_le=RECU,
            reponses=tuple(Reponse(resolution=une, choix=choix) for une in (UN, DEUX, QUATRE)),
        )
    )
    for qui, choix in ((LEPITRE, Choix.OUI), (PIERRE, Choix.NON))
)
PRESENCES = tuple(
    PresenceEnregistree(presence=une)
    for une in (
        presence(ATRILLON, "R", CASPER),
        presence(PETRUS, "O"),
        presence(LATOUR, "O"),
        presence(YQUEM, "R", GIRARDOT),
        presence(MEURSAULT, "D"),
        presence(MORGON, "O"),
    )
)
OUVERTE = SeanceOuverte(heure=time(17, 5))
AVANT: tuple[Fait, ...] = (PREPAREE, ARRETE, CONVOQUEE, *FORMULAIRES, *PRESENCES)
"""Up to the attendance."""


def tenir(*faits: Fait, avant: Iterable[Fait] = (*AVANT, OUVERTE)) -> Greffe:
    """The meeting once these facts happened, after those before."""
    return Greffe.rejouer((*avant, *faits)).unwrap()


def vote(
    qui: CoproprietaireId, ligne: ResolutionId, choix: Choix = Choix.OUI, *, second: bool = False
) -> VoteEnregistre:
    return VoteEnregistre(resolution=ligne, coproprietaire=qui, choix=choix, second_vote=second)


def votes(
    ligne: ResolutionId,
    oui: Iterable[CoproprietaireId] = SALLE,
    *,
    second: bool = False,
    sauf: Iterable[CoproprietaireId] = (),
) -> tuple[VoteEnregistre, ...]:
    """The whole room votes on a line: yes for some, no for the others."""
    return tuple(
        vote(qui, ligne, Choix.OUI if qui in {*oui} else Choix.NON, second=second)
        for qui in SALLE
        if qui not in {*sauf}
    )


def bouge(sens: Sens, qui: CoproprietaireId, ou: ResolutionId, **reste: Any) -> MouvementEnregistre:
    return MouvementEnregistre(mouvement=Mouvement(sens=sens, coproprietaire=qui, resolution=ou, **reste))


TOUT_VOTE: tuple[Fait, ...] = (
    *votes(UN),
    *votes(DEUX, A_REVOTER),
    *votes(QUATRE, sauf=(MORGON,)),
)
"""Every ballot of the room: line 1 adopted, line 2 left to a second vote, line 4 adopted."""
TENUE: tuple[Fait, ...] = (*AVANT, OUVERTE, *TOUT_VOTE, SeanceClose(heure=time(19)))
"""Up to the closing."""


def etablir_la_version(greffe: Greffe, **reste: Any) -> ProcesVerbalEtabli:
    """The minutes that follow from the facts."""
    faits: dict[str, Any] = {
        "version": len(greffe.versions) + 1,
        "auteur": "Ève",
        "resultats": consigner(greffe.depouiller()),
    }
    return ProcesVerbalEtabli(**{**faits, **reste})


def ecrite() -> Greffe:
    """The meeting with its first minutes."""
    greffe = tenir(avant=TENUE)
    assert greffe.prendre(etablir_la_version(greffe)) is None
    return greffe


def etat(greffe: Greffe) -> tuple[object, ...]:
    """Everything a clerk says of a meeting: its step, its papers, the seance, the totals of every vote."""
    if greffe.preparee is None:
        return (greffe.etape,)
    return (
        *(greffe.etape, greffe.preparee, greffe.convocation, greffe.reprise, greffe.tenue, greffe.suspendue),
        *(greffe.versions, greffe.signatures, greffe.rectification, greffe.notifications),
        *(greffe.mutations, greffe.evenements, frozenset(greffe.seconds_votes)),
        greffe.seance(),
        totaux(greffe),
    )


def totaux(greffe: Greffe) -> dict[tuple[ResolutionId, bool], dict[Choix, Poids]]:
    """The totals of every vote, the second ones that are open included."""
    if not greffe.ouverte:
        return {}
    votees = [un.resolution.id for un in greffe.salle.ordre_du_jour.lignes if un.resolution.se_vote]
    tours = [*((une, False) for une in votees), *((une, True) for une in votees if une in greffe.seconds_votes)]
    return {tour: greffe.totaux(tour[0], second_vote=tour[1]) for tour in tours}


# --- Facts that may happen in a meeting, or not -------------------------------------------------------------

_GENRES = get_args(Fait)
_FREQUENTS = (VoteEnregistre, VotesEnregistres, MouvementEnregistre, PresenceEnregistree, OrdreDuJourChange)
_CHOIX, _CODES, _SENS, _BOOLEENS = st.sampled_from(Choix), st.sampled_from(Code), st.sampled_from(Sens), st.booleans()
_PARFOIS = st.sampled_from((False, False, True))
_HEURES = st.none() | st.times()
_TEXTES = st.sampled_from(("", "texte"))


@st.composite
def faits_possibles(
    draw: DrawFn, greffe: Greffe, preparee: AssembleePreparee, resolutions: tuple[Resolution, ...]
) -> Fait:
    """A fact that names what this meeting knows, most of the time; that it can happen now is for the clerk to say."""
    if draw(_PARFOIS):
        if greffe.close and not greffe.versions and draw(_BOOLEENS):
            return etablir_la_version(greffe)
        if greffe.figee:
            return RectificationOuverte(auteur="Ève", motif="nom mal écrit")
    return _Tirage(draw, greffe, preparee, resolutions).fait(
        draw(st.sampled_from((*_GENRES, *_FREQUENTS, *_FREQUENTS)))
    )


class _Tirage:
    def __init__(
        self, draw: DrawFn, greffe: Greffe, preparee: AssembleePreparee, resolutions: tuple[Resolution, ...]
    ) -> None:
        self.draw, self.greffe, self.preparee = draw, greffe, preparee
        self.resolutions = greffe.salle.ordre_du_jour.resolutions if greffe.preparee is not None else resolutions
        self.membres = [un.id for un in preparee.syndicat.coproprietaires]

    def fait(self, genre: type[Fait]) -> Fait:
        draw, qui, ligne, second = self.draw, self.qui(), self.ligne(), self.draw(_PARFOIS)
        version = max(1, len(self.greffe.versions))
        faire: dict[type[Fait], Callable[[], Fait]] = {
            AssembleePreparee: lambda: self.preparee,
            OrdreDuJourArrete: lambda: OrdreDuJourArrete(resolutions=self.agenda()),
            AssembleeConvoquee: lambda: AssembleeConvoquee(reprise=draw(_BOOLEENS)),
            MutationConstatee: lambda: MutationConstatee(
                le=JOUR, coproprietaires=self.preparee.syndicat.coproprietaires[draw(st.integers(0, 2)) :]
            ),
            FormulaireRecu: lambda: FormulaireRecu(formulaire=self.formulaire(qui)),
            PresenceEnregistree: lambda: PresenceEnregistree(presence=self.presence(qui)),
            PouvoirEnBlancTransmis: lambda: PouvoirEnBlancTransmis(
                remise=PouvoirEnBlancRemis(mandant=qui, remis_par="LATOUR", mandataire="Casper")
            ),
            SeanceOuverte: lambda: SeanceOuverte(heure=draw(_HEURES)),
            BureauElu: lambda: BureauElu(president=self.personne(), resolution=draw(st.none() | st.just(ligne))),
            MouvementEnregistre: lambda: self.mouvement(qui, ligne),
            OrdreDuJourChange: lambda: OrdreDuJourChange(resolutions=self.agenda()),
            ResolutionAmendee: lambda: ResolutionAmendee(amendement=Amendement(resolution=ligne)),
            IncidentSurvenu: lambda: IncidentSurvenu(incident=Incident(resolution=ligne, coproprietaire=qui)),
            VoteEnregistre: lambda: vote(qui, ligne, draw(_CHOIX), second=second),
            VotesEnregistres: lambda: VotesEnregistres(
                resolution=ligne,
                lettres="".join(draw(st.sampled_from("ona-....")) for _ in self.membres),
                second_vote=second,
            ),
            VotesAnnules: lambda: VotesAnnules(resolution=ligne, second_vote=second),
            SecondVoteOuvert: lambda: SecondVoteOuvert(resolution=ligne),
            TexteAjoute: lambda: TexteAjoute(texte=TexteDeResolution(resolution=ligne, texte=draw(_TEXTES))),
            ReserveFormulee: lambda: ReserveFormulee(
                reserve=Reserve(coproprietaire=qui, resolution=draw(st.none() | st.just(ligne)), texte="…")
            ),
            EvenementDemande: lambda: EvenementDemande(resolution=ligne, immeuble="GILBERT", texte="…"),
            SeanceSuspendue: lambda: SeanceSuspendue(heure=draw(_HEURES)),
            SeanceReprise: lambda: SeanceReprise(heure=draw(_HEURES)),
            SeanceClose: lambda: SeanceClose(heure=draw(_HEURES)),
            ProcesVerbalEtabli: lambda: ProcesVerbalEtabli(
                version=version,
                auteur="Ève",
                resultats=consigner(self.greffe.depouiller()) if self.greffe.ouverte and draw(_BOOLEENS) else (),
            ),
            ProcesVerbalSigne: lambda: ProcesVerbalSigne(
                version=version, signataire=self.personne(), qualite=QualiteDeSignataire.SECRETAIRE, le=JOUR
            ),
            RectificationOuverte: lambda: RectificationOuverte(auteur=draw(_TEXTES), motif="…"),
            ProcesVerbalNotifie: lambda: ProcesVerbalNotifie(version=version, coproprietaire=qui, presentee_le=JOUR),
        }
        return faire[genre]()

    def qui(self) -> CoproprietaireId:
        return self.draw(st.sampled_from([*self.membres * 5, CoproprietaireId("450PERSONNE")]))

    def ligne(self) -> ResolutionId:
        lignes = [enfant.id for une in self.resolutions for enfant in (une, *une.sous_resolutions)]
        return self.draw(st.sampled_from([*lignes * 5, ResolutionId("absente")]))

    def personne(self, sauf: CoproprietaireId | None = None) -> Personne:
        dehors = (CASPER, Personne(nom="Agence Crypto", empechement=Empechement.SYNDIC))
        membres = [Personne(coproprietaire=un) for un in (*self.membres, CoproprietaireId("450PERSONNE")) if un != sauf]
        return self.draw(st.sampled_from([*dehors, *membres]))

    def presence(self, qui: CoproprietaireId) -> Presence:
        code = self.draw(_CODES)
        return Presence(
            coproprietaire=qui,
            code=code,
            mandataire=self.personne(qui) if code is Code.REPRESENTE else None,
            recu_le=date(1990, 1, 1) if code is Code.CORRESPONDANCE else None,
        )

    def formulaire(self, qui: CoproprietaireId) -> Formulaire:
        lignes = {self.ligne(), self.ligne()}
        return Formulaire(
            coproprietaire=qui,
            recu_le=self.draw(st.sampled_from((date(1990, 1, 1), date(2090, 1, 1)))),
            reponses=tuple(
                Reponse(resolution=une, choix=self.draw(_CHOIX), second=self.draw(st.none() | _CHOIX))
                for une in sorted(lignes)
            ),
        )

    def mouvement(self, qui: CoproprietaireId, ligne: ResolutionId) -> MouvementEnregistre:
        sens = self.draw(_SENS)
        code = self.draw(_CODES) if sens is Sens.ARRIVEE else Code.ABSENT
        laisse = code is Code.REPRESENTE or (sens is Sens.DEPART and self.draw(_PARFOIS))
        return bouge(sens, qui, ligne, code=code, mandataire=self.personne(qui) if laisse else None)

    def agenda(self) -> tuple[Resolution, ...]:
        """The agenda moved, cut, extended, or with an item that changes its key, its article or its excluded owners."""
        lignes = [*self.resolutions]
        quoi = self.draw(st.sampled_from(("deplacer", "retirer", "ajouter", "cle", "article", "exclus")))
        if quoi == "deplacer":
            return tuple(self.draw(st.permutations(lignes)))
        if quoi == "ajouter" and all(une.id != "neuve" for une in lignes):
            return (*lignes, resolution("neuve", cle=self.preparee.syndicat.cles[0].code))
        rang = self.draw(st.integers(0, max(0, len(lignes) - 1)))
        if quoi == "retirer":
            return (*lignes[:rang], *lignes[rang + 1 :])
        cles = [*(une.code for une in self.preparee.syndicat.cles), CleId("???"), None]
        articles = [None, *map(ArticleDeVote.lire, ("aucun", "24", "26"))]
        change: dict[str, Any] = {
            "cle": self.draw(st.sampled_from(cles)),
            "article": self.draw(st.sampled_from(articles)),
            "exclus": frozenset({self.qui()}),
        }
        change = {nom: valeur for nom, valeur in change.items() if nom == quoi}
        return tuple(evolve(une, **change) if place == rang else une for place, une in enumerate(lignes))
