"""The clerk of a meeting: facts in the order of the trade, a refused one changes nothing, minutes that follow."""

from collections.abc import Callable
from datetime import date, time
from itertools import pairwise
from typing import Any, get_args

import pytest
from attrs import evolve
from gilbert import (
    ALOXE,
    ATRILLON,
    BROUILLY,
    CASPER,
    JOUR,
    LATOUR,
    LEPITRE,
    MEURSAULT,
    MORGON,
    PETRUS,
    RECU,
    YQUEM,
    presence,
    resolution,
)
from hypothesis import given
from hypothesis import strategies as st
from registre import (
    A_REVOTER,
    ARRETE,
    AVANT,
    CONVOQUEE,
    DEUX,
    DOUZE,
    FORMULAIRES,
    OUVERTE,
    PREPAREE,
    PRESENCES,
    QUATRE,
    RESOLUTIONS,
    SALLE,
    TENUE,
    TOUT_VOTE,
    TROIS,
    UN,
    bouge,
    ecrite,
    etablir_la_version,
    etat,
    faits_possibles,
    tenir,
    totaux,
    vote,
    votes,
)
from returns.pipeline import is_successful

from lsc_domain.assemblee import (
    Amendement,
    AssembleeConvoquee,
    AssembleePreparee,
    Bulletins,
    BureauElu,
    Choix,
    Code,
    Declaration,
    Etape,
    EtatDesPresences,
    EvenementDemande,
    Fait,
    Formulaire,
    FormulaireRecu,
    Greffe,
    Incident,
    IncidentSurvenu,
    MutationConstatee,
    OrdreDuJour,
    OrdreDuJourArrete,
    OrdreDuJourChange,
    PouvoirEnBlancRemis,
    PouvoirEnBlancTransmis,
    Presence,
    PresenceEnregistree,
    ProcesVerbalNotifie,
    ProcesVerbalSigne,
    QualiteDeSignataire,
    RectificationOuverte,
    Reponse,
    Reserve,
    ReserveFormulee,
    ResolutionAmendee,
    ResolutionType,
    Seance,
    SeanceClose,
    SeanceOuverte,
    SeanceReprise,
    SeanceSuspendue,
    SecondVoteOuvert,
    Sens,
    Suspension,
    TexteAjoute,
    TexteDeResolution,
    VotesAnnules,
    VotesEnregistres,
    consigner,
    contestataires,
    depouiller,
    libelle,
    raconter,
    rediger,
)
from lsc_domain.assemblee.refus import Refus
from lsc_domain.assemblee.refus_de_tenue import EtapeManquante, EtapePassee, HeureEnArriere, RefusTenue, SaisieEnCours
from lsc_domain.copropriete import Empechement, Personne
from lsc_domain.loi import ArticleDeVote, Politique, Resultat
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CleId, CoproprietaireId, ResolutionId
from lsc_domain.testing.strategies import declarations

PERSONNE = CoproprietaireId("450PERSONNE")
ABSENTE = ResolutionId("absente")
SYNDIC = Personne(nom="Me Martin", empechement=Empechement.SYNDIC)


def dit(refus: Refus | None) -> str:
    return libelle(refus) if refus is not None else ""


# --- Laws ---------------------------------------------------------------------------------------------------


@pytest.mark.req("AG-03", "AG-34", "I-23", "I-25", "I-27")
@given(declarations(), st.data())
def test_whatever_happens_a_meeting_holds_together(declaration: Declaration, data: st.DataObject) -> None:
    """
    Any facts, at any moment: a refused one changes nothing and says why; an accepted one leaves a meeting that counts.

    Its totals are those of the count; who may contest and what is written down can be told; and the facts taken,
    replayed in trust or not, make the same meeting.
    """
    histoire = raconter(declaration).unwrap()
    ouverture = next((rang for rang, un in enumerate(histoire) if isinstance(un, SeanceOuverte)), 0)
    debut = data.draw(st.one_of(st.integers(0, len(histoire)), st.integers(ouverture, len(histoire))))
    pris = [*histoire[:debut]]
    greffe = Greffe.rejouer(pris).unwrap()
    preparee = histoire[0]
    assert isinstance(preparee, AssembleePreparee)
    for _ in range(data.draw(st.integers(1, 8))):
        fait = data.draw(faits_possibles(greffe, preparee, declaration.resolutions))
        avant = etat(greffe)
        refus = greffe.prendre(fait)
        if refus is not None:
            assert etat(greffe) == avant
            assert libelle(refus).endswith(".")
            continue
        pris.append(fait)
        check_totaux(greffe)
    for confiance in (False, True):
        assert etat(Greffe.rejouer(pris, confiance=confiance).unwrap()) == etat(greffe)


def check_totaux(greffe: Greffe) -> None:
    """What each choice weighs at this moment is what counting the frozen meeting gives. AG-34."""
    if not greffe.ouverte:
        return
    compte = greffe.depouiller()
    assert len(consigner(compte)) == len(compte.scrutins)
    assert {un.coproprietaire for un in contestataires(compte)} <= compte.seance.syndicat.rangs.keys()
    for (ligne, second_vote), poids in totaux(greffe).items():
        scrutin = compte.scrutin(ligne)
        suffrages = scrutin.second.suffrages if second_vote and scrutin.second is not None else scrutin.suffrages
        assert suffrages is not None
        decompte = suffrages.decompte
        assert (poids[Choix.OUI], poids[Choix.NON]) == (decompte.pour, decompte.contre)
        assert poids[Choix.ABSTENTION] == decompte.abstention
        sans_avis = suffrages.votants & suffrages.recus & ~suffrages.bulletins.exprimes
        assert poids[Choix.NON_VOTANT] == suffrages.voix.peser(sans_avis)


@pytest.mark.req("AG-21", "I-24")
@given(declarations(), st.data())
def test_the_agenda_changes_as_that_of_the_frozen_meeting(declaration: Declaration, data: st.DataObject) -> None:
    """Moved, cut or extended, the agenda keeps every ballot, or is refused, whoever holds the meeting."""
    histoire = raconter(declaration).unwrap()
    greffe = Greffe.rejouer(un for un in histoire if not isinstance(un, SeanceClose)).unwrap()
    if not greffe.ouverte:
        return
    lignes = data.draw(st.permutations(declaration.resolutions))
    ajoutee = [resolution("neuve", cle=declaration.cles[0].code)] if data.draw(st.booleans()) else []
    nouveau = OrdreDuJour((*lignes[data.draw(st.integers(0, 1)) :], *ajoutee))
    seance = greffe.seance()
    poses = bulletins_de_la_salle(greffe)
    attendue = seance.changer_ordre_du_jour(nouveau)
    refus = greffe.prendre(OrdreDuJourChange(resolutions=nouveau.resolutions))
    if refus is None:
        assert bulletins_de_la_salle(greffe).items() >= poses.items()
        assert is_successful(attendue)
    else:
        assert greffe.seance() == seance
    if is_successful(attendue) and presents_par_ligne(attendue.unwrap()).items() >= presents_par_ligne(seance).items():
        ferme = not is_successful(depouiller(attendue.unwrap()))  # a line moved may close a second vote, by its parent
        assert ferme if refus is not None else greffe.seance() == attendue.unwrap()


def bulletins_de_la_salle(greffe: Greffe) -> dict[tuple[ResolutionId, bool], Bulletins]:
    tours = [(ligne.resolution.id, second) for ligne in greffe.salle.ordre_du_jour.lignes for second in (False, True)]
    return {tour: greffe.bureau.deposes(tour) for tour in tours if greffe.bureau.deposes(tour).saisis}


def presents_par_ligne(seance: Seance) -> dict[ResolutionId, EtatDesPresences]:
    """Who takes part in each line voted so far: a line moved past an arrival or a departure meets other people."""
    lignes = {*seance.votes, *seance.seconds_votes}
    return {
        ligne.resolution.id: seance.etats[ligne.rang]
        for ligne in seance.ordre_du_jour.lignes
        if ligne.resolution.id in lignes
    }


@pytest.mark.req("AG-39", "AG-42")
@given(declarations(), st.data())
def test_a_column_is_its_votes_one_by_one(declaration: Declaration, data: st.DataObject) -> None:
    """A whole line at once, or each of its ballots: the same ballots and totals, or a refusal one of them meets."""
    faits = [un for un in raconter(declaration).unwrap() if "vote" not in un.code and not isinstance(un, SeanceClose)]
    colonne, un_a_un = (Greffe.rejouer(faits).unwrap() for _ in range(2))
    votees = [une.resolution for une in OrdreDuJour(declaration.resolutions).lignes if une.resolution.se_vote]
    if not colonne.ouverte or not votees:
        return
    ligne = data.draw(st.sampled_from(votees)).id
    choix = {un.id: data.draw(st.sampled_from((*Choix, None, None))) for un in declaration.coproprietaires}
    if data.draw(st.booleans()):  # only those who may
        permis = colonne.bureau.seance()
        etats, rangs = permis.etats[permis.ordre_du_jour.rangs[ligne]], permis.syndicat.rangs
        membres = depouiller(permis).unwrap().scrutin(ligne).suffrages.membres
        en_personne = etats.votants & ~etats.correspondance & membres
        choix = {qui: un if en_personne >> rangs[qui] & 1 else None for qui, un in choix.items()}
    lettres = "".join({**dict(zip(Choix, "ona-", strict=True)), None: "."}[un] for un in choix.values())
    refus = colonne.prendre(VotesEnregistres(resolution=ligne, lettres=lettres))
    refusees = [un_a_un.prendre(vote(qui, ligne, un)) for qui, un in choix.items() if un is not None]
    if refus is None:
        assert set(refusees) <= {None}
        assert colonne.bureau.deposes((ligne, False)) == un_a_un.bureau.deposes((ligne, False))
        assert totaux(colonne) == totaux(un_a_un)
        assert colonne.prendre(VotesAnnules(resolution=ligne)) is None
    else:
        assert refus in refusees
    assert not colonne.bureau.deposes((ligne, False)).saisis


# --- Every refusal, in a worked case ------------------------------------------------------------------------

Cas = tuple[Callable[[], Greffe], Fait, str]


def preparee(**change: Any) -> Callable[[], Greffe]:
    return lambda: tenir(avant=(evolve(PREPAREE, **change), ARRETE))


def convoquee(**change: Any) -> Callable[[], Greffe]:
    return lambda: tenir(avant=(evolve(PREPAREE, **change), ARRETE, CONVOQUEE))


def apres(*faits: Fait) -> Callable[[], Greffe]:
    return lambda: tenir(*faits)


def formulaire(qui: CoproprietaireId, *lignes: ResolutionId) -> FormulaireRecu:
    reponses = tuple(Reponse(resolution=une, choix=Choix.OUI) for une in lignes)
    return FormulaireRecu(formulaire=Formulaire(coproprietaire=qui, recu_le=RECU, reponses=reponses))


def enregistree(qui: CoproprietaireId, code: str, mandataire: Personne | None = None) -> PresenceEnregistree:
    return PresenceEnregistree(presence=presence(qui, code, mandataire))


def change(*lignes: Any) -> OrdreDuJourChange:
    return OrdreDuJourChange(resolutions=lignes)


REFUS: dict[str, Cas] = {
    "ConvocationTardive": (
        preparee(),
        AssembleeConvoquee(presentee_le=date(2020, 6, 16)),
        "Convocation présentée le 16/06/2020, après la limite du 15/06/2020, et l'urgence n'est pas motivée.",
    ),
    "OrdreDuJourVide": (lambda: tenir(avant=(PREPAREE,)), CONVOQUEE, "L'ordre du jour est vide."),
    "OrdreDuJourIncomplet": (
        lambda: tenir(
            OrdreDuJourArrete(resolutions=(resolution("1", None), resolution("2", cle=None))), avant=(PREPAREE,)
        ),
        CONVOQUEE,
        "Sans article ou sans clé, on ne peut mettre au vote : résolutions 1, 2.",
    ),
    "EtapeManquante": (
        convoquee(),
        vote(PETRUS, UN),
        "Trop tôt : la séance n'est pas ouverte : les présences d'abord, les votes ensuite.",
    ),
    "EtapePassee": (apres(), CONVOQUEE, "Trop tard : l'assemblée est convoquée."),
    "HeureEnArriere": (
        apres(),
        SeanceSuspendue(heure=time(16, 30)),
        "16:30 précède 17:05, dernière heure enregistrée.",
    ),
    "VoteParCorrespondanceDesactive": (
        convoquee(vote_par_correspondance=False),
        formulaire(LEPITRE, UN),
        "450LEPITRE : le vote par correspondance et la participation à distance sont désactivés (N, O ou R).",
    ),
    "FormulaireDUnPresent": (
        apres(),
        formulaire(PETRUS, UN),
        "450PETRUSP prend part à l'assemblée : son formulaire n'est pas lu.",
    ),
    "PointSansVote": (apres(), vote(PETRUS, TROIS), "Le point 3 n'est pas soumis au vote."),
    "BulletinDejaPose": (
        apres(vote(PETRUS, DEUX)),
        bouge(Sens.DEPART, PETRUS, DEUX),
        "450PETRUSP a déjà voté à la résolution 2 : le mouvement compte à partir d'une suivante.",
    ),
    "SecondVotePasOuvert": (
        apres(*votes(DEUX, A_REVOTER)),
        vote(PETRUS, DEUX, second=True),
        "Aucun second vote n'est ouvert sur la résolution 2.",
    ),
    "PouvoirDistribueParLeSyndic": (
        convoquee(syndic=SYNDIC),
        PouvoirEnBlancTransmis(
            remise=PouvoirEnBlancRemis(mandant=ATRILLON, remis_par=" me  MARTIN", mandataire="Casper")
        ),
        "Le pouvoir de 450TRILLON est en blanc : le syndic, Me Martin, ne peut ni le conserver ni le distribuer.",
    ),
    "PresidentEmpeche": (apres(), BureauElu(president=SYNDIC), "Me Martin ne peut présider : il est le syndic."),
    "BureauNonElu": (
        apres(*votes(UN, ())),
        BureauElu(president=CASPER, resolution=UN),
        "La résolution 1 n'élit pas le bureau : REJETÉE.",
    ),
    "SaisieEnCours": (
        apres(*votes(UN, sauf=(MORGON,)), *votes(DEUX)),
        SeanceClose(),
        "Saisie en cours…. : résolutions 1, 4.",
    ),
    "ResultatsDifferents": (
        lambda: tenir(avant=TENUE),
        etablir_la_version(tenir(avant=TENUE), resultats=()),
        "Le procès-verbal ne découle pas des faits : résolutions 1, 2, 3, 4.",
    ),
    "InconnuDeLAssemblee": (
        apres(),
        vote(PERSONNE, UN),
        "Cette assemblée ne connaît pas le copropriétaire 450PERSONNE.",
    ),
    # Those of the meeting itself, through the clerk.
    "VoteParCorrespondanceRecu": (
        apres(),
        enregistree(LEPITRE, "R", CASPER),
        "450LEPITRE a voté par correspondance : annuler d'abord le vote par correspondance.",
    ),
    "DejaPresent": (
        apres(),
        bouge(Sens.ARRIVEE, MORGON, DEUX, code=Code.PRESENT),
        "450MORGONC est déjà présent (code O) : il ne peut pas arriver.",
    ),
    "DejaAbsent": (apres(), bouge(Sens.DEPART, BROUILLY, DEUX), "450BROU-01 n'est pas là : il ne peut pas partir."),
    "MouvementEnArriere": (
        apres(bouge(Sens.ARRIVEE, ALOXE, QUATRE, code=Code.PRESENT)),
        bouge(Sens.DEPART, MORGON, DEUX),
        "450MORGONC, résolution 2 : ce mouvement précède le dernier enregistré.",
    ),
    "CodeImpossible": (
        apres(),
        bouge(Sens.ARRIVEE, BROUILLY, DEUX, code=Code.CORRESPONDANCE),
        "450BROU-01 ne peut pas arriver avec le code C.",
    ),
    "VoteDUnAbsent": (
        apres(),
        vote(BROUILLY, UN),
        "450BROU-01 est absent à cette résolution : il n'a pas de bulletin.",
    ),
    "VoteSansVoix": (apres(), vote(MORGON, QUATRE), "450MORGONC n'a pas de voix pour cette résolution."),
    "VoteParCorrespondanceFige": (
        apres(),
        vote(LEPITRE, UN),
        "Le vote par correspondance de 450LEPITRE ne se modifie pas en séance.",
    ),
    "BulletinsPerdus": (
        apres(vote(PETRUS, UN)),
        change(*RESOLUTIONS[1:]),
        "Des bulletins seraient perdus : résolutions 1 déjà votées.",
    ),
    "DeroulementIncoherent": (
        apres(ResolutionAmendee(amendement=Amendement(resolution=TROIS))),
        change(*RESOLUTIONS[:2], RESOLUTIONS[3]),
        "Ce qui s'est passé nomme des résolutions absentes ou déplacées : 3.",
    ),
    "SecondVoteFerme": (
        apres(*votes(UN)),
        SecondVoteOuvert(resolution=UN),
        "Le premier vote de la résolution 1 n'ouvre pas de second vote.",
    ),
}


@pytest.mark.req("AG-03", "AG-15", "AG-17", "AG-32", "AG-35", "AG-36", "AG-40", "I-13", "I-15", "I-17", "I-23", "I-24")
@pytest.mark.parametrize("nom", REFUS)
def test_a_refused_fact_changes_nothing_and_is_said(nom: str) -> None:
    """The clerk says no, in one French sentence, and the meeting is what it was."""
    tenue, fait, phrase = REFUS[nom]
    greffe = tenue()
    avant = etat(greffe)
    refus = greffe.inscrire(fait).failure()
    assert type(refus).__name__ == nom
    assert libelle(refus) == phrase
    assert etat(greffe) == avant


def test_every_refusal_of_the_clerk_is_there() -> None:
    """The closed union has no refusal that nothing gives; that of the library is given by `rediger`."""
    modele = ResolutionType(code="quitus", titre="Quitus à [nom du syndic]")
    manquants = rediger(modele, id=UN, numero="1", cle=None, valeurs={}).failure()
    assert libelle(manquants) == "Résolution type quitus : il manque nom du syndic."
    assert {un.__name__ for un in get_args(RefusTenue)} <= {*REFUS, type(manquants).__name__}


@pytest.mark.req("AG-03", "I-23")
@pytest.mark.parametrize(
    ("tenue", "fait", "phrase"),
    [
        (Greffe, ARRETE, "l'assemblée n'est pas préparée"),
        (Greffe, FORMULAIRES[0], "l'assemblée n'est pas préparée"),
        (Greffe, OUVERTE, "l'assemblée n'est pas préparée"),
        (Greffe, etablir_la_version(tenir(avant=TENUE)), "la séance n'est pas close"),
        (Greffe, ReserveFormulee(reserve=Reserve(coproprietaire=PETRUS, texte="…")), "la séance n'est pas ouverte"),
        (preparee(), PREPAREE, "l'assemblée est déjà préparée"),
        (preparee(), PRESENCES[0], "l'assemblée n'est pas convoquée"),
        (preparee(), OUVERTE, "l'assemblée n'est pas convoquée"),
        (convoquee(), ARRETE, "l'assemblée est convoquée"),
        (convoquee(), OUVERTE, "aucune présence n'est enregistrée"),
        (convoquee(), enregistree(LEPITRE, "C"), "un vote par correspondance s'enregistre avec son formulaire"),
        (apres(), OUVERTE, "la séance est ouverte"),
        (apres(), MutationConstatee(le=JOUR, coproprietaires=()), "la séance est ouverte"),
        (apres(), SeanceReprise(), "la séance n'est pas suspendue"),
        (apres(SeanceSuspendue()), vote(PETRUS, UN), "la séance est suspendue"),
        (apres(SeanceSuspendue()), VotesEnregistres(resolution=UN, lettres="." * 12), "la séance est suspendue"),
        (apres(SeanceSuspendue()), VotesAnnules(resolution=UN), "la séance est suspendue"),
        (apres(SeanceSuspendue()), SecondVoteOuvert(resolution=UN), "la séance est suspendue"),
        (apres(SeanceSuspendue()), SeanceSuspendue(), "la séance est suspendue"),
        (apres(SeanceSuspendue()), SeanceClose(), "la séance est suspendue"),
        (apres(), etablir_la_version(tenir(avant=TENUE)), "la séance n'est pas close"),
        (apres(), RectificationOuverte(auteur="Ève", motif="…"), "le procès-verbal n'est pas établi"),
        (lambda: tenir(avant=TENUE), vote(PETRUS, UN), "la séance est close"),
        (lambda: tenir(avant=TENUE), SeanceClose(), "la séance est close"),
        (lambda: tenir(avant=TENUE), BureauElu(president=CASPER), "la séance est close"),
        (ecrite, vote(PETRUS, UN), "le procès-verbal est établi"),
        (ecrite, enregistree(ALOXE, "O"), "le procès-verbal est établi"),
        (ecrite, formulaire(ALOXE, UN), "le procès-verbal est établi"),
        (ecrite, bouge(Sens.DEPART, PETRUS, QUATRE), "le procès-verbal est établi"),
        (ecrite, TexteAjoute(texte=TexteDeResolution(resolution=UN, texte="…")), "le procès-verbal est établi"),
        (ecrite, ReserveFormulee(reserve=Reserve(coproprietaire=PETRUS, texte="…")), "le procès-verbal est établi"),
        (ecrite, EvenementDemande(resolution=UN, immeuble="GILBERT", texte="…"), "le procès-verbal est établi"),
        (ecrite, etablir_la_version(ecrite()), "le procès-verbal est établi"),
        (ecrite, RectificationOuverte(auteur="Ève", motif=" "), "une rectification a un auteur et un motif"),
        (ecrite, RectificationOuverte(auteur="", motif="…"), "une rectification a un auteur et un motif"),
    ],
)
def test_the_order_of_the_trade(tenue: Callable[[], Greffe], fait: Fait, phrase: str) -> None:
    """Agenda, notice, attendance, votes, closing, minutes: what comes too early or too late is refused, and why."""
    greffe = tenue()
    avant = etat(greffe)
    refus = greffe.prendre(fait)
    assert isinstance(refus, EtapeManquante | EtapePassee)
    assert phrase in libelle(refus)
    assert etat(greffe) == avant


@pytest.mark.req("AG-28", "AG-53")
@pytest.mark.parametrize(
    ("fait", "quoi"),
    [
        (vote(PETRUS, ABSENTE), "la résolution absente"),
        (VotesEnregistres(resolution=ABSENTE, lettres="." * 12), "la résolution absente"),
        (VotesAnnules(resolution=ABSENTE), "la résolution absente"),
        (SecondVoteOuvert(resolution=ABSENTE), "la résolution absente"),
        (TexteAjoute(texte=TexteDeResolution(resolution=ABSENTE, texte="…")), "la résolution absente"),
        (
            ReserveFormulee(reserve=Reserve(coproprietaire=PETRUS, resolution=ABSENTE, texte="…")),
            "la résolution absente",
        ),
        (ReserveFormulee(reserve=Reserve(coproprietaire=PERSONNE, texte="…")), "le copropriétaire 450PERSONNE"),
        (EvenementDemande(resolution=ABSENTE, immeuble="", texte=""), "la résolution absente"),
        (ResolutionAmendee(amendement=Amendement(resolution=ABSENTE)), "la résolution absente"),
        (IncidentSurvenu(incident=Incident(resolution=ABSENTE, coproprietaire=PETRUS)), "la résolution absente"),
        (IncidentSurvenu(incident=Incident(resolution=UN, coproprietaire=PERSONNE)), "le copropriétaire 450PERSONNE"),
        (BureauElu(president=CASPER, resolution=ABSENTE), "la résolution absente"),
        (BureauElu(scrutateurs=(Personne(coproprietaire=PERSONNE),)), "le copropriétaire 450PERSONNE"),
        (bouge(Sens.ARRIVEE, PERSONNE, UN, code=Code.PRESENT), "le copropriétaire 450PERSONNE"),
        (bouge(Sens.ARRIVEE, ALOXE, ABSENTE, code=Code.PRESENT), "la résolution absente"),
        (enregistree(ALOXE, "R", Personne(coproprietaire=PERSONNE)), "le copropriétaire 450PERSONNE"),
        (formulaire(ALOXE, ABSENTE), "la résolution absente"),
        (formulaire(PERSONNE, UN), "le copropriétaire 450PERSONNE"),
        (change(*RESOLUTIONS, resolution("5", cle=CleId("999"))), "la clé 999"),
        (change(*RESOLUTIONS, resolution("5", exclus=frozenset({PERSONNE}))), "le copropriétaire 450PERSONNE"),
        (
            PouvoirEnBlancTransmis(remise=PouvoirEnBlancRemis(mandant=PERSONNE, remis_par="", mandataire="")),
            "le copropriétaire 450PERSONNE",
        ),
    ],
)
def test_what_is_named_exists(fait: Fait, quoi: str) -> None:
    """Owners, lines and keys are those of this meeting."""
    greffe = tenir()
    avant = etat(greffe)
    assert dit(greffe.prendre(fait)) == f"Cette assemblée ne connaît pas {quoi}."
    assert etat(greffe) == avant


@pytest.mark.req("AG-01")
def test_a_meeting_is_prepared_on_what_exists() -> None:
    """Its bureau is of the syndicat; there was no meeting before the law; an agenda names keys and owners there are."""
    etranger = Personne(coproprietaire=PERSONNE)
    fiche = PREPAREE.fiche
    assert "450PERSONNE" in dit(Greffe().prendre(evolve(PREPAREE, fiche=evolve(fiche, president=etranger))))
    ancienne = evolve(PREPAREE, fiche=evolve(fiche, date=date(1960, 1, 1)))
    assert dit(Greffe().prendre(ancienne)) == (
        "Trop tôt : aucune assemblée avant le 11/07/1965, jour de la loi 65-557."
    )
    arrete = OrdreDuJourArrete(resolutions=(resolution("1", sous_resolutions=(resolution("1.1", cle=CleId("999")),)),))
    assert dit(tenir(avant=(PREPAREE,)).prendre(arrete)) == "Cette assemblée ne connaît pas la clé 999."


def test_what_cannot_exist_is_no_refusal() -> None:
    """Two lines of one identity, a column of another length, a question out of time: exceptions, nothing changed."""
    greffe = tenir()
    avant = etat(greffe)
    for fait in (change(*RESOLUTIONS, RESOLUTIONS[0]), VotesEnregistres(resolution=UN, lettres="o")):
        with pytest.raises(InvalidValue):
            greffe.prendre(fait)
    with pytest.raises(InvalidValue, match="aucun second vote n'est ouvert"):
        greffe.totaux(DEUX, second_vote=True)
    with pytest.raises(InvalidValue, match="pas soumise au vote"):
        greffe.totaux(TROIS)
    assert etat(greffe) == avant
    with pytest.raises(InvalidValue, match="n'est pas préparée"):
        Greffe().seance()
    with pytest.raises(InvalidValue, match="n'est pas ouverte"):
        tenir(avant=AVANT).totaux(UN)


def test_a_replay_names_the_fact_that_cannot_be() -> None:
    """The rank, 1 being the first, and why: what whoever verifies an export reads."""
    rang, refus = Greffe.rejouer((*AVANT, vote(PETRUS, UN))).failure()
    assert rang == len(AVANT) + 1
    assert isinstance(refus, EtapeManquante)
    assert tenir().inscrire(vote(PETRUS, UN)).unwrap() == vote(PETRUS, UN)


# --- The steps ----------------------------------------------------------------------------------------------


@pytest.mark.req("AG-03")
def test_the_steps_of_a_meeting() -> None:
    """Prepared, called, attendance, votes, closed, minutes, correction."""
    greffe = Greffe()
    etapes = []
    for fait in TENUE:
        assert greffe.prendre(fait) is None
        etapes.append(greffe.etape)
    assert [*dict.fromkeys(etapes)] == [
        *(Etape.PREPARATION, Etape.CONVOCATION, Etape.PRESENCES, Etape.VOTES, Etape.CLOSE),
    ]
    assert greffe.prendre(etablir_la_version(greffe)) is None
    assert (greffe.etape, greffe.figee, greffe.close) == (Etape.PROCES_VERBAL, True, True)
    assert greffe.prendre(RectificationOuverte(auteur="Ève", motif="vote mal saisi")) is None
    assert (greffe.etape, greffe.figee, greffe.close) == (Etape.RECTIFICATION, False, False)


@pytest.mark.req("I-17", "AG-03")
def test_a_notice_is_kept_as_it_was_given() -> None:
    """In time, urgent, or taken over from elsewhere: the convocation holds the agenda and the syndicat of that day."""
    for fait in (
        AssembleeConvoquee(presentee_le=date(2020, 6, 15)),
        AssembleeConvoquee(presentee_le=date(2020, 7, 1), urgence="péril"),
        AssembleeConvoquee(presentee_le=date(2020, 7, 1), reprise=True),
        AssembleeConvoquee(),
    ):
        greffe = preparee()()
        assert greffe.prendre(fait) is None
        assert greffe.convocation is not None
        assert greffe.convocation.ordre_du_jour.resolutions == RESOLUTIONS
        assert greffe.seance().fiche.convocation_presentee_le == fait.presentee_le
    vide = tenir(avant=(PREPAREE,))
    assert dit(vide.prendre(AssembleeConvoquee(reprise=True))) == "L'ordre du jour est vide."


@pytest.mark.req("I-11", "AG-03")
def test_there_is_no_quorum() -> None:
    """A sheet on which everybody is absent opens a meeting: its minutes say nobody came."""
    greffe = tenir(OUVERTE, avant=(PREPAREE, ARRETE, CONVOQUEE, enregistree(PETRUS, "N")))
    assert greffe.ouverte
    assert greffe.prendre(SeanceClose()) is None


# --- Hours --------------------------------------------------------------------------------------------------


@pytest.mark.req("I-25")
@given(st.lists(st.none() | st.times(), max_size=6))
def test_hours_do_not_go_back_but_pass_midnight(heures: list[time | None]) -> None:
    """Accepted hours are in order from the opening on, once midnight at most, after a meeting that lasted past noon."""
    greffe = tenir(avant=(*AVANT, SeanceOuverte()))
    dites: list[time] = []
    for rang, heure in enumerate(heures):
        refus = greffe.prendre(SeanceReprise(heure=heure) if greffe.suspendue else SeanceSuspendue(heure=heure))
        if refus is None:
            dites += [heure] if heure is not None else []
        else:
            assert refus == HeureEnArriere(heure=heure or time.min, derniere=dites[-1]), rang
    minuits = [rang for rang, (avant, apres) in enumerate(pairwise(dites), 1) if apres < avant]
    assert len(minuits) <= 1
    for minuit in minuits:
        assert dites[minuit - 1] >= time(12)
        assert dites[minuit] < time(6)
        assert max(dites[minuit:]) < time(12)


@pytest.mark.req("I-25")
@pytest.mark.parametrize(
    ("avant", "apres", "accepte"),
    [
        ((17, 5), (17, 5), True),
        ((17, 5), (17, 4), False),
        ((17, 5), (0, 30), True),
        ((11, 59), (0, 30), False),
        ((12, 0), (5, 59), True),
        ((12, 0), (6, 0), False),
    ],
)
def test_the_small_morning_follows_the_evening(avant: tuple[int, int], apres: tuple[int, int], accepte: bool) -> None:
    """Opened at 17:05 and closed at half past midnight; opened in the morning, it was not."""
    greffe = tenir(SeanceOuverte(heure=time(*avant)), avant=AVANT)
    assert (greffe.prendre(SeanceSuspendue(heure=time(*apres))) is None) is accepte


@pytest.mark.req("I-25")
def test_after_midnight_the_evening_is_over() -> None:
    """Half past midnight, then 23:00: that would go back; the meeting ends before noon."""
    greffe = tenir(SeanceSuspendue(heure=time(23, 30)), SeanceReprise(heure=time(0, 30)), *TOUT_VOTE)
    for heure in (time(0, 29), time(23), time(12)):
        assert isinstance(greffe.prendre(SeanceClose(heure=heure)), HeureEnArriere)
    assert greffe.prendre(SeanceClose(heure=time(11, 59))) is None


def test_an_interruption_has_its_hours_and_its_reason() -> None:
    """Suspended at 18:00 for a power cut, resumed at 18:20; votes wait, movements do not."""
    greffe = tenir(SeanceSuspendue(heure=time(18), motif="panne"))
    assert greffe.prendre(bouge(Sens.ARRIVEE, ALOXE, DEUX, code=Code.PRESENT)) is None
    assert greffe.prendre(SeanceReprise(heure=time(18, 20))) is None
    assert greffe.tenue.suspensions == (
        Suspension(suspendue_a=time(18), reprise_a=time(18, 20), motif="panne", reprise=True),
    )
    assert greffe.prendre(vote(PETRUS, UN)) is None


# --- Votes --------------------------------------------------------------------------------------------------


@pytest.mark.req("AG-20", "AG-34")
def test_the_last_ballot_recorded_is_the_vote() -> None:
    """PETRUS says yes, then no: 74 voices move."""
    greffe = tenir(vote(PETRUS, UN), vote(PETRUS, UN, Choix.NON))
    assert greffe.totaux(UN)[Choix.NON].tetes == 2  # with PIERRE's form
    assert greffe.totaux(UN)[Choix.OUI].tetes == 1  # LEPITRE's form
    assert greffe.depouiller().scrutin(UN).en_cours


@pytest.mark.req("AG-42")
def test_ballots_taken_back_leave_what_the_forms_say() -> None:
    """« Annuler »: the room's ballots go, the forms stay."""
    greffe = tenir(*votes(UN), VotesAnnules(resolution=UN))
    assert greffe.seance().votes[UN].saisis.bit_count() == 2
    assert greffe.prendre(VotesAnnules(resolution=DEUX)) is None


@pytest.mark.req("AG-42", "MAJ-03")
def test_a_second_vote_taken_back_closes_again() -> None:
    """Its ballots go with it; it may be opened anew."""
    greffe = tenir(*votes(DEUX, A_REVOTER), SecondVoteOuvert(resolution=DEUX), vote(PETRUS, DEUX, second=True))
    assert greffe.depouiller().scrutin(DEUX).libelle == "ACCEPTÉE à l'article 24"
    assert "est déjà ouvert" in dit(greffe.prendre(SecondVoteOuvert(resolution=DEUX)))
    assert greffe.prendre(VotesAnnules(resolution=DEUX, second_vote=True)) is None
    assert greffe.depouiller().scrutin(DEUX).libelle == "PAS DE DECISION POSSIBLE (Revoter à l'art. 24)"
    for fait in (vote(PETRUS, DEUX, second=True), VotesAnnules(resolution=DEUX, second_vote=True)):
        assert dit(greffe.prendre(fait)) == "Aucun second vote n'est ouvert sur la résolution 2."
    refusee = greffe.prendre(VotesEnregistres(resolution=DEUX, lettres="." * 12, second_vote=True))
    assert dit(refusee) == "Aucun second vote n'est ouvert sur la résolution 2."
    assert greffe.prendre(SecondVoteOuvert(resolution=DEUX)) is None


@pytest.mark.req("MAJ-03", "AG-40")
def test_a_second_vote_waits_for_the_first() -> None:
    """While MORGON has not voted nobody knows what the first vote gives."""
    greffe = tenir(*votes(DEUX, A_REVOTER, sauf=(MORGON,)))
    assert greffe.prendre(SecondVoteOuvert(resolution=DEUX)) == SaisieEnCours(resolutions=("2",))


@pytest.mark.req("MAJ-03", "MAJ-05")
def test_what_opened_a_second_vote_stays() -> None:
    """
    The first vote may be corrected, as long as it still opens the second; else the second is taken back first.

    So for a ballot, a whole column, the ballots taken back, an amendment that takes LEPITRE's yes, an arrival.
    """
    ouvert = (*votes(DEUX, A_REVOTER), SecondVoteOuvert(resolution=DEUX))
    greffe = tenir(*ouvert)
    avant = etat(greffe)
    adoptee = "".join("o" if un.id in SALLE else "." for un in DOUZE.coproprietaires)
    assert greffe.prendre(vote(LATOUR, DEUX)) is None  # 437 voices: the same
    assert greffe.prendre(vote(LATOUR, DEUX, Choix.NON)) is None
    assert etat(greffe) == avant
    for fait in (
        VotesEnregistres(resolution=DEUX, lettres=adoptee),
        VotesAnnules(resolution=DEUX),
        ResolutionAmendee(amendement=Amendement(resolution=DEUX)),
        change(evolve(RESOLUTIONS[1], article=ArticleDeVote("24")), RESOLUTIONS[0], *RESOLUTIONS[2:]),
    ):
        refus = greffe.prendre(fait)
        assert dit(refus) == (
            "Trop tard : le second vote de la résolution 2 est ouvert et ne le serait plus ; l'annuler d'abord."
        )
        assert etat(greffe) == avant
    greffe = tenir(*ouvert, vote(LATOUR, DEUX))
    avant = etat(greffe)
    assert isinstance(greffe.prendre(vote(MORGON, DEUX)), EtapePassee)
    assert etat(greffe) == avant
    assert greffe.prendre(VotesAnnules(resolution=DEUX, second_vote=True)) is None
    assert greffe.prendre(vote(MORGON, DEUX)) is None
    assert greffe.depouiller().scrutin(DEUX).resultat is Resultat.ADOPTEE


QUATRE_OUI = (*A_REVOTER, LATOUR)
"""371 voices without any form."""
LIEES = (
    resolution("1", "25", sous_resolutions=(resolution("1.1", "26"),)),
    resolution("2", "25 c", concurrence="syndic"),
    resolution("3", "25 c", concurrence="syndic"),
)


def avant_liees() -> tuple[Fait, ...]:
    sans = tuple(evolve(un, formulaire=evolve(un.formulaire, reponses=())) for un in FORMULAIRES)
    return (PREPAREE, OrdreDuJourArrete(resolutions=LIEES), CONVOQUEE, *sans, *PRESENCES, OUVERTE)


@pytest.mark.req("AG-21", "MAJ-03")
def test_a_second_vote_hangs_on_the_parent() -> None:
    """
    1 passes at its second vote, so 1.1 is decided, and voted again at art. 25: 1 may not fall any more.

    With the parent's second vote taken back, or lost, its sub-resolution would have no second vote.
    """
    enfant = ResolutionId("1.1")
    premiers = (*votes(UN, QUATRE_OUI), *votes(enfant, QUATRE_OUI))
    greffe = tenir(*premiers, avant=avant_liees())
    for fait in (
        SecondVoteOuvert(resolution=UN),
        *(vote(qui, UN, second=True) for qui in A_REVOTER),
        SecondVoteOuvert(resolution=enfant),
    ):
        assert greffe.prendre(fait) is None, fait
    avant = etat(greffe)
    for fait in (VotesAnnules(resolution=UN, second_vote=True), VotesAnnules(resolution=UN)):
        assert "ne le serait plus" in dit(greffe.prendre(fait))
        assert etat(greffe) == avant
    assert greffe.prendre(vote(LATOUR, UN, Choix.NON, second=True)) is None
    assert greffe.prendre(vote(MORGON, UN, Choix.NON, second=True)) is None
    assert dit(greffe.prendre(vote(YQUEM, UN, Choix.NON, second=True))) == (
        "Trop tard : le second vote de la résolution 1.1 est ouvert et ne le serait plus ; l'annuler d'abord."
    )


@pytest.mark.req("MAJ-03")
def test_a_second_vote_hangs_on_the_rivals() -> None:
    """2 is voted again once 3 had a first vote; 3 may not win at the first vote after that. Décret 67-223, art. 19."""
    greffe = tenir(*votes(DEUX, QUATRE_OUI), avant=avant_liees())
    assert dit(greffe.prendre(SecondVoteOuvert(resolution=DEUX))).startswith("Le premier vote")
    trois = ResolutionId("3")
    for fait in (*votes(trois, (MORGON, LATOUR, PETRUS)), SecondVoteOuvert(resolution=DEUX)):
        assert greffe.prendre(fait) is None
    avant = etat(greffe)
    assert greffe.prendre(vote(ATRILLON, trois, Choix.ABSTENTION)) is None
    assert greffe.prendre(vote(ATRILLON, trois, Choix.NON)) is None
    assert etat(greffe) == avant
    gagnante = VotesEnregistres(
        resolution=trois, lettres="".join("o" if un.id in SALLE else "." for un in DOUZE.coproprietaires)
    )
    assert isinstance(greffe.prendre(gagnante), EtapePassee)
    assert etat(greffe) == avant


# --- Movements ----------------------------------------------------------------------------------------------


@pytest.mark.req("I-27", "I-28", "AG-35")
def test_ballots_already_cast_stay_when_their_author_leaves() -> None:
    """MORGON votes line 1 and leaves at line 2: his first ballot counts, and he has none afterwards."""
    greffe = tenir(*votes(UN), bouge(Sens.DEPART, MORGON, DEUX, heure=time(18)))
    assert greffe.seance().votes[UN].choix(DOUZE.rangs[MORGON]) is Choix.OUI
    assert dit(greffe.prendre(vote(MORGON, DEUX))).startswith("450MORGONC est absent")


@pytest.mark.req("I-28")
def test_a_holder_who_leaves_takes_his_mandants_with_him() -> None:
    """BROUILLY is represented by MORGON: he votes while MORGON is there, and a ballot of his forbids the departure."""
    par_morgon = enregistree(BROUILLY, "R", Personne(coproprietaire=MORGON))
    greffe = tenir(par_morgon, vote(BROUILLY, UN), bouge(Sens.DEPART, MORGON, DEUX))
    assert dit(greffe.prendre(vote(BROUILLY, DEUX))).startswith("450BROU-01 est absent")
    greffe = tenir(par_morgon, vote(BROUILLY, DEUX))
    assert dit(greffe.prendre(bouge(Sens.DEPART, MORGON, DEUX))).startswith("450BROU-01 a déjà voté à la résolution 2")


@pytest.mark.req("I-27", "AG-35")
def test_who_leaves_a_mandataire_goes_on_voting() -> None:
    """MORGON leaves Casper behind: O becomes R, and ballots are still his."""
    greffe = tenir(vote(MORGON, DEUX), bouge(Sens.DEPART, MORGON, DEUX, mandataire=CASPER), vote(MORGON, UN))
    assert greffe.seance().etats[1].code(DOUZE.rangs[MORGON]) is Code.REPRESENTE
    assert greffe.seance().votes[DEUX].choix(DOUZE.rangs[MORGON]) is Choix.OUI


@pytest.mark.req("I-15", "AG-36")
def test_a_correspondence_voter_who_arrives_votes_himself() -> None:
    """From line 2 on LEPITRE is there: his form stands for line 1, and what he says in the room counts after."""
    greffe = tenir(bouge(Sens.ARRIVEE, LEPITRE, DEUX, code=Code.PRESENT))
    assert greffe.totaux(UN)[Choix.OUI].tetes == 1
    assert greffe.totaux(DEUX)[Choix.OUI].tetes == 0
    assert greffe.prendre(vote(LEPITRE, DEUX, Choix.NON)) is None
    assert greffe.totaux(DEUX)[Choix.NON].tetes == 2


@pytest.mark.req("AG-35")
def test_who_arrives_while_a_line_is_voted_votes_on_it() -> None:
    """The box of line 2 is open when ALOXE arrives at line 2: his ballot goes in it, with PETRUS's."""
    greffe = tenir(vote(PETRUS, DEUX), bouge(Sens.ARRIVEE, ALOXE, DEUX, code=Code.PRESENT))
    assert greffe.prendre(vote(ALOXE, DEUX)) is None
    assert greffe.totaux(DEUX)[Choix.OUI].tetes == 3  # with LEPITRE's form
    assert dit(greffe.prendre(vote(ALOXE, UN))).startswith("450ALOXECO est absent")


@pytest.mark.req("AG-15", "AG-09", "I-15")
def test_the_sheet_is_corrected_in_session() -> None:
    """ALOXE was there from the start; LEPITRE too, so that his form is not read; PETRUS was not, and had not voted."""
    greffe = tenir(vote(MORGON, UN), enregistree(ALOXE, "O"), enregistree(LEPITRE, "O"), enregistree(PETRUS, "N"))
    assert [greffe.seance().etats[0].code(DOUZE.rangs[qui]).value for qui in (ALOXE, LEPITRE, PETRUS)] == [*"OON"]
    assert greffe.totaux(UN)[Choix.OUI].tetes == 1
    avant = etat(greffe)
    assert dit(greffe.prendre(enregistree(MORGON, "N"))).startswith("450MORGONC a déjà voté à la résolution 1")
    assert etat(greffe) == avant
    assert greffe.prendre(formulaire(BROUILLY, UN)) is None
    assert greffe.totaux(UN)[Choix.OUI].tetes == 2


@pytest.mark.req("AG-35")
def test_a_correction_leaves_no_movement_without_its_start() -> None:
    """ALOXE came at line 2: he was not there at the start."""
    greffe = tenir(bouge(Sens.ARRIVEE, ALOXE, DEUX, code=Code.PRESENT))
    avant = etat(greffe)
    assert dit(greffe.prendre(enregistree(ALOXE, "O"))).startswith("450ALOXECO est déjà présent")
    assert etat(greffe) == avant


@pytest.mark.req("AG-17")
def test_without_correspondence_votes_the_codes_are_those_of_before() -> None:
    """Option off: D and C are refused, by form, on the sheet or on arrival; N, O and R are not."""
    greffe = tenir(enregistree(PETRUS, "O"), avant=(evolve(PREPAREE, vote_par_correspondance=False), ARRETE, CONVOQUEE))
    for fait in (formulaire(LEPITRE, UN), enregistree(MEURSAULT, "D")):
        assert "désactivés" in dit(greffe.prendre(fait))
    assert greffe.prendre(enregistree(ATRILLON, "R", CASPER)) is None
    assert greffe.prendre(OUVERTE) is None
    assert "désactivés" in dit(greffe.prendre(bouge(Sens.ARRIVEE, ALOXE, UN, code=Code.DISTANCE)))
    assert greffe.prendre(bouge(Sens.ARRIVEE, ALOXE, UN, code=Code.PRESENT)) is None


# --- Agenda, amendments, incidents --------------------------------------------------------------------------


@pytest.mark.req("AG-21", "I-24")
def test_the_agenda_moves_and_every_ballot_follows() -> None:
    """Line 2 first, a line inserted: ballots, forms and totals follow the identity of their line."""
    greffe = tenir(*votes(UN), vote(PETRUS, DEUX))
    avant = {ligne: greffe.totaux(ligne) for ligne in (UN, DEUX, QUATRE)}
    nouvel = OrdreDuJour(RESOLUTIONS).deplacer(DEUX, place=1).inserer(resolution("neuve"), place=2)
    assert greffe.prendre(OrdreDuJourChange(resolutions=nouvel.resolutions, motif="urgence")) is None
    assert {ligne: greffe.totaux(ligne) for ligne in (UN, DEUX, QUATRE)} == avant
    assert greffe.tenue.ajoutees == {"neuve"}
    assert greffe.convocation is not None
    assert greffe.convocation.ordre_du_jour.resolutions == RESOLUTIONS


@pytest.mark.req("AG-21", "I-24")
@pytest.mark.parametrize(
    "fait",
    [
        change(*RESOLUTIONS[1:]),
        change(evolve(RESOLUTIONS[0], article=ArticleDeVote("aucun")), *RESOLUTIONS[1:]),
        change(*RESOLUTIONS[:3]),
    ],
    ids=["a line voted in the room", "a line no more put to the vote", "a line voted by correspondence"],
)
def test_no_ballot_is_lost_with_its_line(fait: Fait) -> None:
    """A line voted, in the room or by correspondence, stays put to the vote."""
    greffe = tenir(vote(PETRUS, UN))
    avant = etat(greffe)
    assert dit(greffe.prendre(fait)).startswith("Des bulletins seraient perdus")
    assert etat(greffe) == avant


@pytest.mark.req("AG-21", "I-24", "AG-35")
def test_a_line_does_not_move_past_the_departure_of_who_voted_on_it() -> None:
    """MORGON voted line 1 and left at line 2: line 1 after it would be a vote he was not there for."""
    greffe = tenir(*votes(UN), bouge(Sens.DEPART, MORGON, DEUX))
    avant = etat(greffe)
    refus = greffe.prendre(change(RESOLUTIONS[1], RESOLUTIONS[0], *RESOLUTIONS[2:]))
    assert dit(refus) == "Des bulletins seraient perdus : résolutions 1 déjà votées."
    assert etat(greffe) == avant


@pytest.mark.req("AG-28", "I-24")
def test_a_ballot_without_a_voice_under_the_new_terms_is_kept() -> None:
    """PETRUS, excluded from the count of line 1 after he voted, has no weight; put back, his ballot is there."""
    greffe = tenir(vote(PETRUS, UN))
    sans = change(evolve(RESOLUTIONS[0], exclus=frozenset({PETRUS})), *RESOLUTIONS[1:])
    assert greffe.prendre(sans) is None
    assert greffe.totaux(UN)[Choix.OUI].tetes == 1
    assert greffe.prendre(vote(MORGON, UN)) is None
    assert greffe.prendre(change(*RESOLUTIONS)) is None
    assert greffe.totaux(UN)[Choix.OUI].tetes == 3


@pytest.mark.req("AG-02", "AG-21")
def test_an_item_added_in_session_can_be_put_to_the_vote() -> None:
    """It has an article and a key, like the others."""
    greffe = tenir()
    assert dit(greffe.prendre(change(*RESOLUTIONS, resolution("5", None)))).startswith("Sans article ou sans clé")
    assert greffe.prendre(change(*RESOLUTIONS, resolution("5", "aucun", cle=None))) is None


@pytest.mark.req("AG-37", "AG-34")
def test_the_action_of_the_screen_on_an_amended_resolution() -> None:
    """LEPITRE's yes becomes non votant: OUI 0, NON 65 / 1, non votants 66,0142 / 1; other lines unchanged."""
    greffe = tenir(ResolutionAmendee(amendement=Amendement(resolution=UN)))
    assert {choix.value: str(poids.voix) for choix, poids in greffe.totaux(UN).items()} == {
        "oui": "0",
        "non": "65",
        "abstention": "0",
        "non_votant": "330071/5000",
    }
    assert greffe.totaux(DEUX)[Choix.OUI].tetes == 1
    assert greffe.prendre(vote(PETRUS, UN)) is None
    assert greffe.totaux(UN)[Choix.OUI].tetes == 1


@pytest.mark.req("I-21")
def test_a_cut_line_is_noted_and_counts_as_the_policy_says() -> None:
    """MEURSAULT was cut off at line 1: mentioned by default, défaillant where the agency reads it so."""
    coupe = IncidentSurvenu(incident=Incident(resolution=UN, coproprietaire=MEURSAULT, texte="son coupé"))
    greffe = tenir(vote(MEURSAULT, UN), coupe)
    assert greffe.seance().incidents == (coupe.incident,)
    assert greffe.totaux(UN)[Choix.OUI].tetes == 2
    stricte = evolve(PREPAREE, politique=Politique(incident_technique="defaillant"))
    greffe = tenir(vote(MEURSAULT, UN), coupe, avant=(stricte, *AVANT[1:], OUVERTE))
    assert greffe.totaux(UN)[Choix.OUI].tetes == 1
    assert greffe.totaux(UN)[Choix.NON_VOTANT].tetes == 1


# --- Bureau, papers -----------------------------------------------------------------------------------------


@pytest.mark.req("I-10", "I-13", "AG-01")
def test_the_bureau_is_elected_by_its_vote() -> None:
    """Once everybody has voted and the line is adopted, the chair is seated; the syndic may be the secretary."""
    de_morgon, agence = Personne(coproprietaire=MORGON), Personne(nom="Agence Crypto")
    elu = BureauElu(president=de_morgon, secretaire=agence, scrutateurs=(CASPER,), resolution=UN)
    greffe = tenir(vote(PETRUS, UN))
    assert greffe.prendre(elu) == SaisieEnCours(resolutions=("1",))
    for fait in votes(UN):
        assert greffe.prendre(fait) is None
    assert greffe.prendre(elu) is None
    fiche = greffe.seance().fiche
    assert (fiche.president, fiche.secretaire, fiche.scrutateurs) == (de_morgon, agence, (CASPER,))
    assert greffe.seance().votes[UN].saisis.bit_count() == 8
    assert dit(greffe.prendre(evolve(elu, resolution=TROIS))) == "La résolution 3 n'élit pas le bureau : PAS DE VOTE."


@pytest.mark.req("I-13")
@pytest.mark.parametrize(
    ("president", "cause"),
    [
        (Personne(nom="AGENCE  crypto"), "le syndic"),
        (SYNDIC, "le syndic"),
        (Personne(nom="X", empechement=Empechement.CONJOINT_DU_SYNDIC), "conjoint, partenaire ou concubin du syndic"),
    ],
)
def test_the_syndic_and_his_circle_do_not_chair(president: Personne, cause: str) -> None:
    """By his quality or by his name; in a meeting taken over from elsewhere, it is recorded as it was."""
    elu = BureauElu(president=president)
    assert dit(tenir().prendre(elu)) == f"{president} ne peut présider : il est {cause}."
    reprise = (PREPAREE, ARRETE, evolve(CONVOQUEE, reprise=True), *PRESENCES, OUVERTE)
    assert tenir(avant=reprise).prendre(elu) is None


@pytest.mark.req("I-13", "I-21")
def test_blank_proxies_are_remembered_with_who_handed_them() -> None:
    """From the notice to the minutes, which name them. Décret 67-223, art. 15-1 and 17."""
    transmis = PouvoirEnBlancTransmis(
        remise=PouvoirEnBlancRemis(mandant=ATRILLON, remis_par="BROUILLY, président du conseil", mandataire="Casper")
    )
    for tenue in (convoquee()(), tenir(), tenir(avant=TENUE)):
        assert tenue.prendre(transmis) is None
        assert tenue.tenue.pouvoirs_en_blanc == (transmis.remise,)
    assert "n'est pas convoquée" in dit(preparee()().prendre(transmis))
    assert "le procès-verbal est établi" in dit(ecrite().prendre(transmis))


@pytest.mark.req("I-14")
def test_a_blank_proxy_the_syndic_handed_out_is_told_of_a_meeting_taken_over() -> None:
    """It is recorded as it was; in a meeting held here, whoever hands it is another. Décret 67-223, art. 15-1."""
    remise = PouvoirEnBlancRemis(mandant=ATRILLON, remis_par="Me Martin", mandataire="Casper")
    preparee = evolve(PREPAREE, syndic=SYNDIC)
    reprise = (preparee, ARRETE, evolve(CONVOQUEE, reprise=True), *PRESENCES, OUVERTE)
    assert tenir(avant=reprise).prendre(PouvoirEnBlancTransmis(remise=remise)) is None
    ici = tenir(avant=(preparee, ARRETE, CONVOQUEE))
    for autre in ("", "Casper"):
        assert ici.prendre(PouvoirEnBlancTransmis(remise=evolve(remise, remis_par=autre))) is None
    assert ici.prendre(PouvoirEnBlancTransmis(remise=remise)) is not None
    assert len(ici.tenue.pouvoirs_en_blanc) == 2


@pytest.mark.req("I-21")
def test_reserves_are_kept_in_order() -> None:
    """On one line or on the whole meeting, until the minutes. Décret 67-223, art. 17, al. 5."""
    deux = (
        Reserve(coproprietaire=PETRUS, texte="convocation irrégulière"),
        Reserve(coproprietaire=MORGON, resolution=UN, texte="pièce absente"),
    )
    greffe = tenir(*(ReserveFormulee(reserve=une) for une in deux))
    assert greffe.tenue.reserves == deux


@pytest.mark.req("MAJ-06", "MAJ-07", "MAJ-10")
def test_a_text_is_added_replaced_and_taken_back() -> None:
    """One text a line; an empty one takes it back."""
    un, autre, de_deux = (
        TexteDeResolution(resolution=ligne, texte=texte) for ligne, texte in ((UN, "A."), (UN, "B."), (DEUX, "C."))
    )
    greffe = tenir(*(TexteAjoute(texte=texte) for texte in (un, de_deux, autre)))
    assert greffe.tenue.textes == (de_deux, autre)
    assert greffe.prendre(TexteAjoute(texte=TexteDeResolution(resolution=DEUX, texte=""))) is None
    assert greffe.tenue.textes == (autre,)


@pytest.mark.req("AG-41")
def test_an_event_is_asked_from_a_resolution() -> None:
    """« Créer un événement »: linked to the building and to the line."""
    demande = EvenementDemande(resolution=UN, immeuble="GILBERT", texte="Ravalement")
    assert tenir(demande).evenements == (demande,)


# --- A sale between the notice and the meeting --------------------------------------------------------------


@pytest.mark.req("AG-53", "I-15")
def test_a_seller_s_form_falls_and_the_buyer_votes() -> None:
    """LEPITRE sells to ACHETEUR: the form of the one is no more, the other comes and votes. Décret 67-223, art. 6."""
    acheteur = CoproprietaireId("450ACHETEUR")
    actuels = tuple(evolve(un, id=acheteur, nom="ACHETEUR") if un.id == LEPITRE else un for un in DOUZE.coproprietaires)
    constat = MutationConstatee(le=JOUR, coproprietaires=actuels)
    greffe = tenir(constat, enregistree(acheteur, "O"), OUVERTE, vote(acheteur, UN), avant=AVANT)
    assert greffe.mutations == (constat,)
    assert LEPITRE not in greffe.seance().syndicat.rangs
    assert greffe.totaux(UN)[Choix.OUI].tetes == 1
    assert greffe.convocation is not None
    assert LEPITRE in greffe.convocation.syndicat.rangs


@pytest.mark.req("I-14", "AG-15")
def test_what_a_seller_held_or_was_excluded_from_is_read_again() -> None:
    """
    MORGON sells: the proxy he holds stands in his own name, the chair he had is a person from outside, and line 4
    excludes nobody any more.
    """
    de_morgon = Personne(coproprietaire=MORGON)
    avant = (
        evolve(PREPAREE, fiche=evolve(PREPAREE.fiche, president=de_morgon, scrutateurs=(CASPER, de_morgon))),
        *AVANT[1:],
        enregistree(ALOXE, "R", de_morgon),
        enregistree(BROUILLY, "R", Personne(coproprietaire=PETRUS)),
    )
    actuels = tuple(
        evolve(un, id=CoproprietaireId("450ACHETEUR")) if un.id == MORGON else un for un in DOUZE.coproprietaires
    )
    greffe = tenir(MutationConstatee(le=JOUR, coproprietaires=actuels), OUVERTE, avant=avant)
    seance = greffe.seance()
    assert seance.fiche.president == Personne(nom="MORGON Charles")
    assert seance.fiche.scrutateurs == (CASPER, Personne(nom="MORGON Charles"))
    mandataires = {un.coproprietaire: un.mandataire for un in seance.feuille.presences}
    assert mandataires[ALOXE] == Personne(nom="MORGON Charles")
    assert mandataires[BROUILLY] == Personne(coproprietaire=PETRUS)
    assert MORGON not in mandataires
    assert seance.ordre_du_jour.resolution(QUATRE).exclus == frozenset()
    assert len(greffe.depouiller().scrutins) == 4


# --- Minutes ------------------------------------------------------------------------------------------------


@pytest.mark.req("AG-03", "AG-40")
def test_no_minutes_while_a_ballot_is_awaited() -> None:
    """The sheet, corrected after the closing, shows ALOXE was there: his ballots are missing."""
    greffe = tenir(enregistree(ALOXE, "O"), avant=TENUE)
    assert greffe.prendre(etablir_la_version(greffe)) == SaisieEnCours(resolutions=("1", "2", "4"))
    assert greffe.prendre(enregistree(ALOXE, "N")) is None
    assert greffe.prendre(etablir_la_version(greffe)) is None


@pytest.mark.req("I-21", "I-23")
def test_minutes_follow_from_the_facts_line_by_line() -> None:
    """A result changed, left out, said twice or out of order: refused, and the lines are named."""
    greffe = tenir(avant=TENUE)
    bonne = etablir_la_version(greffe)
    un, deux, *reste = bonne.resultats
    fausse = evolve(deux, resultat=Resultat.ADOPTEE)
    for resultats, lignes in (
        ((un, fausse, *reste), "2"),
        ((un, *reste), "2"),
        ((deux, un, *reste), "1, 2, 3, 4"),
        ((un, un, deux, *reste), "1, 2, 3, 4"),
        ((*bonne.resultats, evolve(un, numero="9")), "9"),
    ):
        refus = greffe.prendre(evolve(bonne, resultats=tuple(resultats)))
        assert dit(refus) == f"Le procès-verbal ne découle pas des faits : résolutions {lignes}."
    assert (
        dit(greffe.prendre(evolve(bonne, version=2))) == "Cette assemblée ne connaît pas la version 2 du procès-verbal."
    )
    assert greffe.prendre(bonne) is None
    assert greffe.versions == (bonne,)


@pytest.mark.req("I-21")
def test_minutes_are_signed_version_by_version() -> None:
    """By somebody of this meeting, under the last version. Décret 67-223, art. 17."""
    greffe = ecrite()
    signe = ProcesVerbalSigne(
        version=1, signataire=Personne(coproprietaire=MORGON), qualite=QualiteDeSignataire.PRESIDENT, le=JOUR
    )
    assert greffe.prendre(signe) is None
    assert [(version, une.signataire) for version, une in greffe.signatures] == [(1, signe.signataire)]
    assert "la version 2" in dit(greffe.prendre(evolve(signe, version=2)))
    assert "450PERSONNE" in dit(greffe.prendre(evolve(signe, signataire=Personne(coproprietaire=PERSONNE))))
    assert "n'est pas établi" in dit(tenir(avant=TENUE).prendre(signe))


@pytest.mark.req("I-23")
def test_a_correction_makes_another_version() -> None:
    """With its author and its reason, MORGON's vote is corrected; the second version says it, the first one stays."""
    greffe = ecrite()
    ouverte = RectificationOuverte(auteur="Ève", motif="vote de MORGON mal saisi")
    for fait in (ouverte, vote(MORGON, UN, Choix.ABSTENTION)):
        assert greffe.prendre(fait) is None
    assert greffe.rectification == ouverte
    seconde = etablir_la_version(greffe, motif=ouverte.motif)
    pendant = "une rectification est ouverte et sa version n'est pas établie"
    signe = ProcesVerbalSigne(version=1, signataire=CASPER, qualite=QualiteDeSignataire.SECRETAIRE, le=JOUR)
    notifie = ProcesVerbalNotifie(version=1, coproprietaire=ALOXE, presentee_le=JOUR)
    for fait in (ouverte, signe, notifie):
        assert pendant in dit(greffe.prendre(fait))
    assert dit(greffe.prendre(SeanceClose())) == "Trop tard : la séance est close, une rectification est en cours."
    assert greffe.prendre(seconde) is None
    assert [version.version for version in greffe.versions] == [1, 2]
    assert greffe.versions[0].resultats[0].decompte.abstention.tetes == 0
    assert greffe.versions[1].resultats[0].decompte.abstention.tetes == 1
    assert greffe.rectification is None


@pytest.mark.req("I-23")
def test_a_correction_is_not_written_while_the_meeting_is_suspended() -> None:
    """A forgotten interruption may be added, both its hours."""
    greffe = ecrite()
    for fait in (RectificationOuverte(auteur="Ève", motif="interruption oubliée"), SeanceSuspendue(heure=time(18))):
        assert greffe.prendre(fait) is None
    assert dit(greffe.prendre(etablir_la_version(greffe))) == "Trop tôt : la séance est suspendue."
    assert greffe.prendre(SeanceReprise(heure=time(18, 10))) is None
    assert greffe.prendre(etablir_la_version(greffe)) is None


@pytest.mark.req("I-22", "MSG-06")
def test_a_version_is_notified_to_an_owner() -> None:
    """To an owner, of a version there is, on the day of its presentation."""
    greffe = ecrite()
    notifie = ProcesVerbalNotifie(version=1, coproprietaire=ALOXE, presentee_le=date(2020, 7, 15), moyen="LRAR")
    assert greffe.prendre(notifie) is None
    assert greffe.notifications == (notifie,)
    for autre in (evolve(notifie, version=2), evolve(notifie, version=0)):
        assert "du procès-verbal" in dit(greffe.prendre(autre))
    assert "450PERSONNE" in dit(greffe.prendre(evolve(notifie, coproprietaire=PERSONNE)))


def test_presence_is_what_the_sheet_says() -> None:
    """A start recorded twice is the last one."""
    greffe = tenir(enregistree(PETRUS, "N"), enregistree(PETRUS, "O"), avant=AVANT)
    assert greffe.salle.presences[PETRUS] == Presence(coproprietaire=PETRUS, code=Code.PRESENT)


@pytest.mark.req("I-23")
def test_what_is_read_in_trust_is_not_checked_again() -> None:
    """Minutes and second votes this library kept are taken as they are; a store that lied is found when one counts."""
    ecrits = (*TENUE, etablir_la_version(tenir(avant=TENUE)))
    assert etat(Greffe.rejouer(ecrits, confiance=True).unwrap()) == etat(ecrite())
    ferme = Greffe.rejouer((*AVANT, OUVERTE, *votes(UN), SecondVoteOuvert(resolution=UN)), confiance=True).unwrap()
    with pytest.raises(InvalidValue, match="n'ouvre pas de second vote"):
        ferme.depouiller()
