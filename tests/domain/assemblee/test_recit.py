"""A declared meeting told as facts: what the clerk makes of them is what the declaration counts."""

from collections.abc import Iterator
from datetime import date, time
from typing import Any

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
    PIERRE,
    YQUEM,
    feuille_de_12,
    resolution,
    syndicat_de_12,
)
from hypothesis import given
from hypothesis import strategies as st
from returns.pipeline import is_successful

from lsc_domain.assemblee import (
    Amendement,
    BureauElu,
    Choix,
    Code,
    Declaration,
    Depouillement,
    Fait,
    Faute,
    FicheDAssemblee,
    FormulaireRecu,
    Greffe,
    Incident,
    Mouvement,
    MouvementEnregistre,
    Presence,
    PresenceEnregistree,
    Reponse,
    ResolutionAmendee,
    Scrutin,
    SeanceClose,
    SeanceOuverte,
    SecondVoteOuvert,
    Sens,
    Suffrages,
    VoteEnregistre,
    consigner,
    depouiller,
    etablir,
    raconter,
)
from lsc_domain.copropriete import Empechement, Personne
from lsc_domain.loi import ArticleDeVote, Resultat
from lsc_domain.socle.ids import CoproprietaireId, ResolutionId
from lsc_domain.testing.strategies import declarations

DOUZE = syndicat_de_12()
TOUS_OUI = dict.fromkeys((ATRILLON, PETRUS, LATOUR, YQUEM, MEURSAULT, MORGON), "oui")
GILBERT = Declaration(
    fiche=FicheDAssemblee(reference="3-S007", date=JOUR),
    nom=DOUZE.nom,
    cles=DOUZE.cles,
    coproprietaires=DOUZE.coproprietaires,
    presences=feuille_de_12().presences,
    resolutions=(resolution("1"), resolution("2", "25"), resolution("3")),
    votes={
        "1": {**TOUS_OUI, LEPITRE: "oui", PIERRE: "non"},
        "2": {ATRILLON: "oui", PETRUS: "oui", LATOUR: "oui", YQUEM: "oui", LEPITRE: "oui", PIERRE: "non"},
        "3": TOUS_OUI,
    },
    ouverte_a=time(17, 5),
    close_a=time(19, 30),
)


def racontee(**change: Any) -> tuple[Fait, ...]:
    return raconter(evolve(GILBERT, **change)).unwrap()


def rejouee(**change: Any) -> Greffe:
    return Greffe.rejouer(racontee(**change)).unwrap()


def faute(**change: Any) -> Faute:
    return raconter(evolve(GILBERT, **change)).failure()


def bouge(sens: Sens, qui: CoproprietaireId, ou: str, **reste: Any) -> Mouvement:
    return Mouvement(sens=sens, coproprietaire=qui, resolution=ResolutionId(ou), **reste)


def compte(suffrages: Suffrages | None) -> tuple[object, ...]:
    """What a vote came to, whoever had no entry being « non votant »."""
    if suffrages is None:
        return ()
    bulletins = suffrages.bulletins
    return (
        *(suffrages.membres, suffrages.decompte, suffrages.tableau, suffrages.defaillants, suffrages.sans_part_au_vote),
        *(bulletins.oui, bulletins.non, bulletins.abstention),
    )


def decide(scrutin: Scrutin) -> tuple[object, ...]:
    """What a line came to, and why."""
    second = scrutin.second
    return (
        *(scrutin.ligne, scrutin.resultat, scrutin.libelle, scrutin.decision, scrutin.motifs),
        compte(scrutin.suffrages),
        (second.passerelle, second.decision, compte(second.suffrages)) if second is not None else (),
    )


def decides(depouillement: Depouillement) -> list[tuple[object, ...]]:
    return [decide(scrutin) for scrutin in depouillement.scrutins]


HEURES = st.none() | st.times()


@pytest.mark.req("AG-03", "AG-11", "AG-22", "I-23", "I-25")
@given(declarations())
def test_a_story_counts_like_its_declaration(declaration: Declaration) -> None:
    """Told then replayed, a meeting has the attendance, the totals, the reasons, the results it was declared with."""
    declaree = depouiller(etablir(declaration).unwrap()).unwrap()
    greffe = Greffe.rejouer(raconter(declaration).unwrap()).unwrap()
    assert greffe.seance().fiche == (
        declaration.fiche
        if greffe.ouverte
        else evolve(declaration.fiche, president=None, secretaire=None, scrutateurs=())
    )
    assert greffe.seance().etats == declaree.seance.etats
    if greffe.ouverte:
        assert consigner(greffe.depouiller()) == consigner(declaree)
        assert decides(greffe.depouiller()) == decides(declaree)


@pytest.mark.req("AG-21", "MAJ-03")
@given(declarations(concurrence=st.just("syndic"), article=st.sampled_from(("25", "24")).map(ArticleDeVote)))
def test_rivals_are_told_in_an_order_the_law_allows(declaration: Declaration) -> None:
    """Nobody has a second vote before each of his rivals had a first one. Décret 67-223, art. 19."""
    declaree = depouiller(etablir(declaration).unwrap()).unwrap()
    greffe = Greffe.rejouer(raconter(declaration).unwrap()).unwrap()
    if greffe.ouverte:
        assert decides(greffe.depouiller()) == decides(declaree)


@given(declarations(), HEURES, HEURES)
def test_a_story_is_told_or_its_fault_named(declaration: Declaration, ouverte_a: time, close_a: time) -> None:
    """What is told, the clerk takes: the fault is named before, with its place, never by the clerk."""
    dite = raconter(evolve(declaration, ouverte_a=ouverte_a, close_a=close_a))
    if is_successful(dite):
        assert is_successful(Greffe.rejouer(dite.unwrap()))
    else:
        assert dite.failure().lieu == ("assemblee", "close_a")


@given(declarations())
def test_a_story_is_always_the_same(declaration: Declaration) -> None:
    """Telling twice is telling once: a meeting may be resumed from its file."""
    assert raconter(declaration) == raconter(declaration)


@pytest.mark.req("I-23")
@given(declarations())
def test_facts_read_back_in_trust_make_the_same_meeting(declaration: Declaration) -> None:
    """What the checks left out in trust would have found is found nowhere: the state is the same."""
    faits = raconter(declaration).unwrap()
    prudent, confiant = (Greffe.rejouer(faits, confiance=confiance).unwrap() for confiance in (False, True))
    assert etat(confiant) == etat(prudent)


def etat(greffe: Greffe) -> tuple[object, ...]:
    """Everything a clerk says of a meeting."""
    return (
        *(greffe.seance(), greffe.tenue, greffe.etape, greffe.convocation, greffe.suspendue, greffe.seconds_votes),
        *(greffe.versions, greffe.signatures, greffe.notifications, greffe.mutations, greffe.evenements),
    )


# --- Worked cases -------------------------------------------------------------------------------------------


def codes(faits: tuple[Fait, ...]) -> list[str]:
    """The codes of facts, each run of one code once."""
    return [
        fait.code
        for avant, fait in zip((None, *faits), faits, strict=False)
        if avant is None or avant.code != fait.code
    ]


@pytest.mark.req("AG-03")
def test_the_story_of_the_gilbert_meeting() -> None:
    """Five steps: agenda, notice, attendance (forms first), votes line by line, closing."""
    assert codes(racontee()) == [
        "assemblee.preparee",
        "ordre_du_jour.arrete",
        "assemblee.convoquee",
        "formulaire.recu",
        "presence.enregistree",
        "seance.ouverte",
        "vote.enregistre",
        "seance.close",
    ]
    assert rejouee().tenue.ouverte_a == time(17, 5)
    assert rejouee().tenue.close_a == time(19, 30)


@pytest.mark.req("AG-11", "AG-22", "I-08")
def test_what_a_correspondence_voter_said_is_in_his_form() -> None:
    """Line by line, with his separate answer for a second vote; none of it is a ballot of the room."""
    faits = racontee(seconds_votes={"2": {**TOUS_OUI, PIERRE: "abstention"}})
    de_pierre = next(
        un.formulaire for un in faits if isinstance(un, FormulaireRecu) and un.formulaire.coproprietaire == PIERRE
    )
    assert de_pierre.reponses == (
        Reponse(resolution=ResolutionId("1"), choix=Choix.NON),
        Reponse(resolution=ResolutionId("2"), choix=Choix.NON, second=Choix.ABSTENTION),
    )
    assert not [un for un in faits if isinstance(un, VoteEnregistre) and un.coproprietaire in (PIERRE, LEPITRE)]


@pytest.mark.req("AG-40")
def test_who_takes_part_without_an_entry_is_told_non_votant() -> None:
    """MORGON has no entry on line 2: he is recorded, so that nothing is « Saisie en cours »."""
    vote = next(
        un
        for un in racontee()
        if isinstance(un, VoteEnregistre) and un.resolution == "2" and un.coproprietaire == MORGON
    )
    assert vote.choix is Choix.NON_VOTANT


@pytest.mark.req("AG-35", "AG-37", "I-24")
def test_what_happened_is_told_at_its_line_wherever_it_is_listed() -> None:
    """An amendment of line 3 listed first, an arrival at line 2, an incident of line 1: the room's order is kept."""
    deroulement = (
        Amendement(resolution=ResolutionId("3")),
        bouge(Sens.ARRIVEE, ALOXE, "2", code=Code.PRESENT),
        Incident(resolution=ResolutionId("1"), coproprietaire=MEURSAULT),
    )
    votes = {**GILBERT.votes, "2": {**GILBERT.votes["2"], ALOXE: "non"}}
    assert codes(racontee(deroulement=deroulement, votes=votes))[5:] == [
        "seance.ouverte",
        "incident.survenu",
        "vote.enregistre",
        "mouvement.enregistre",
        "vote.enregistre",
        "resolution.amendee",
        "vote.enregistre",
        "seance.close",
    ]
    greffe = rejouee(deroulement=deroulement, votes=votes)
    assert greffe.seance().votes[ResolutionId("2")].choix(DOUZE.rangs[ALOXE]) is Choix.NON


@pytest.mark.req("I-15", "AG-35")
def test_a_correspondence_voter_who_comes_votes_in_the_room_from_then_on() -> None:
    """LEPITRE's form says line 1; he arrives at line 2, where his ballot is cast like the others'."""
    arrivee = bouge(Sens.ARRIVEE, LEPITRE, "2", code=Code.PRESENT)
    faits = racontee(deroulement=(arrivee,))
    formulaire = next(
        un.formulaire for un in faits if isinstance(un, FormulaireRecu) and un.formulaire.coproprietaire == LEPITRE
    )
    assert [un.resolution for un in formulaire.reponses] == ["1"]
    assert [un.resolution for un in faits if isinstance(un, VoteEnregistre) and un.coproprietaire == LEPITRE] == [
        "2",
        "3",
    ]


@pytest.mark.req("I-19")
def test_a_late_form_is_told_with_what_it_said() -> None:
    """It is kept, and counts nowhere: its author is absent."""
    tardif = Presence(coproprietaire=LEPITRE, code=Code.CORRESPONDANCE, recu_le=date(2020, 7, 4))
    presences = (*(un for un in GILBERT.presences if un.coproprietaire != LEPITRE), tardif)
    faits = racontee(presences=presences)
    assert len(next(un.formulaire.reponses for un in faits if isinstance(un, FormulaireRecu))) == 2
    greffe = Greffe.rejouer(faits).unwrap()
    assert [un.presence.coproprietaire for un in greffe.seance().ecartes] == [LEPITRE]
    assert not greffe.seance().votes[ResolutionId("1")].saisis >> DOUZE.rangs[LEPITRE] & 1


@pytest.mark.req("MAJ-03", "MAJ-08")
def test_a_second_vote_is_told_after_the_first() -> None:
    """Line 2 has a third of the voices and no majority: the second vote opens, and is voted by all."""
    faits = racontee(
        votes={"2": {ATRILLON: "oui", PETRUS: "oui", YQUEM: "oui", LEPITRE: "oui"}}, seconds_votes={"2": TOUS_OUI}
    )
    place = next(rang for rang, un in enumerate(faits) if isinstance(un, SecondVoteOuvert))
    avant, apres = faits[place - 1], faits[place + 1]
    assert isinstance(avant, VoteEnregistre)
    assert isinstance(apres, VoteEnregistre)
    assert (avant.resolution, avant.second_vote, apres.resolution, apres.second_vote) == ("2", False, "2", True)
    assert Greffe.rejouer(faits).unwrap().depouiller().scrutin(ResolutionId("2")).resultat is Resultat.ADOPTEE


RIVALES = tuple(resolution(numero, "25 c", concurrence="syndic") for numero in ("1", "2"))
A_REVOTER = {ATRILLON: "oui", PETRUS: "oui", YQUEM: "oui", LEPITRE: "oui"}


@pytest.mark.req("MAJ-03")
def test_the_second_vote_of_a_rival_waits_for_the_others() -> None:
    """The first candidate's second vote is told after the first vote of the second candidate."""
    faits = racontee(resolutions=RIVALES, votes={"1": A_REVOTER, "2": {MORGON: "oui"}}, seconds_votes={"1": TOUS_OUI})
    place = next(rang for rang, un in enumerate(faits) if isinstance(un, SecondVoteOuvert))
    assert "2" in {un.resolution for un in faits[:place] if isinstance(un, VoteEnregistre)}
    assert Greffe.rejouer(faits).unwrap().depouiller().scrutin(ResolutionId("1")).libelle == "ACCEPTÉE à l'article 24"


@pytest.mark.req("MAJ-03", "AG-21")
def test_the_second_vote_of_a_sub_resolution_waits_for_that_of_its_parent() -> None:
    """1 waits for its rival 2, so 1.1 waits for 1: 1.1 is voted again only because 1 passed at its second vote."""
    rivales = (evolve(RIVALES[0], sous_resolutions=(resolution("1.1", "26"),)), RIVALES[1])
    quatre = {ATRILLON: "oui", PETRUS: "oui", YQUEM: "oui", LATOUR: "oui"}
    change: dict[str, Any] = {
        "resolutions": rivales,
        "votes": {"1": quatre, "1.1": quatre, "2": {MORGON: "oui"}},
        "seconds_votes": {"1": TOUS_OUI, "1.1": TOUS_OUI},
    }
    faits = racontee(**change)
    assert [un.resolution for un in faits if isinstance(un, SecondVoteOuvert)] == ["1", "1.1"]
    assert Greffe.rejouer(faits).unwrap().depouiller().scrutin(ResolutionId("1.1")).libelle == (
        "ACCEPTÉE à l'article 25"
    )


@pytest.mark.req("AG-40")
def test_a_rival_nobody_voted_on_is_left_so() -> None:
    """While the first candidate has not won, the second is awaited and the meeting is not told closed."""
    faits = racontee(resolutions=RIVALES, votes={"1": A_REVOTER})
    assert {un.resolution for un in faits if isinstance(un, VoteEnregistre)} == {"1"}
    assert not isinstance(faits[-1], SeanceClose)
    assert Greffe.rejouer(faits).unwrap().depouiller().scrutin(ResolutionId("2")).en_cours


@pytest.mark.req("AG-40")
def test_a_rival_left_without_object_waits_for_nobody() -> None:
    """Once a candidate is chosen the other is not voted on: the meeting may close, and the minutes be made."""
    faits = racontee(resolutions=RIVALES, votes={"1": {**TOUS_OUI, LEPITRE: "oui"}})
    assert isinstance(faits[-1], SeanceClose)
    greffe = Greffe.rejouer(faits).unwrap()
    assert greffe.depouiller().scrutin(ResolutionId("2")).resultat is Resultat.SANS_OBJET
    assert not greffe.depouiller().scrutin(ResolutionId("2")).en_cours


def test_a_rival_put_to_the_vote_before_nobody_was_voted_on() -> None:
    """Nobody takes part in line 2: it was still put to the vote, and nobody waits for it."""
    partis = tuple(
        bouge(Sens.DEPART, un.coproprietaire, "2")
        for un in GILBERT.presences
        if un.code in (Code.PRESENT, Code.DISTANCE, Code.REPRESENTE)
    )
    change = {"resolutions": RIVALES, "votes": {"1": A_REVOTER, "2": {}}, "deroulement": partis}
    faits = racontee(**change, seconds_votes={"1": TOUS_OUI})
    assert isinstance(faits[-1], SeanceClose)
    greffe = Greffe.rejouer(faits).unwrap()
    declaree = depouiller(etablir(evolve(GILBERT, **change, seconds_votes={"1": TOUS_OUI})).unwrap()).unwrap()
    assert decides(greffe.depouiller()) == decides(declaree)


@pytest.mark.req("AG-03")
def test_a_meeting_yet_to_be_held_is_told_up_to_its_attendance() -> None:
    """No vote and no movement: the room is not open."""
    faits = racontee(votes={})
    assert isinstance(faits[-1], PresenceEnregistree)
    assert not [un for un in faits if isinstance(un, SeanceOuverte)]


@pytest.mark.req("AG-09", "I-11")
def test_a_meeting_to_which_nobody_came_at_first() -> None:
    """Nobody on the sheet: everybody is recorded absent, and ALOXE comes at line 2."""
    arrivee = bouge(Sens.ARRIVEE, ALOXE, "2", code=Code.PRESENT)
    faits = racontee(presences=(), votes={"2": {ALOXE: "oui"}}, deroulement=(arrivee,))
    assert sum(isinstance(un, PresenceEnregistree) for un in faits) == 12
    assert isinstance(faits[-1], SeanceClose)
    assert sum(isinstance(un, MouvementEnregistre) for un in faits) == 1
    assert Greffe.rejouer(faits).unwrap().depouiller().scrutin(ResolutionId("2")).suffrages.decompte.pour.tetes == 1


@pytest.mark.req("I-13", "I-10")
def test_a_meeting_taken_over_is_told_as_it_was() -> None:
    """Chaired by the syndic against the law, called late: the clerk records what was, the check says it is wrong."""
    syndic = Personne(nom="Agence Crypto", empechement=Empechement.SYNDIC)
    fiche = evolve(GILBERT.fiche, president=syndic, secretaire=CASPER, convocation_presentee_le=date(2020, 7, 1))
    faits = racontee(fiche=fiche)
    assert BureauElu(president=syndic, secretaire=CASPER) in faits
    assert Greffe.rejouer(faits).unwrap().seance().fiche == fiche


@pytest.mark.req("AG-37")
def test_an_amendment_is_told_before_the_votes_of_its_line() -> None:
    """The yes of the form is already read as the law reads it when the room votes."""
    faits = racontee(deroulement=(Amendement(resolution=ResolutionId("1")),))
    place = next(rang for rang, un in enumerate(faits) if isinstance(un, ResolutionAmendee))
    assert not [un for un in faits[:place] if isinstance(un, VoteEnregistre)]


def fautes() -> Iterator[tuple[str, Faute, tuple[str | int, ...], str]]:
    sans = {"vote_par_correspondance": False}
    ordinaires = tuple(un for un in GILBERT.presences if un.code not in (Code.DISTANCE, Code.CORRESPONDANCE))
    en_personne = {**sans, "presences": ordinaires, "votes": {}}
    venue = (bouge(Sens.ARRIVEE, ALOXE, "2", code=Code.DISTANCE),)
    desactive = "le vote par correspondance et la participation à distance sont désactivés (N, O ou R)"
    yield "what etablir refuses", faute(cles=()), ("cles",), "il faut au moins une clé de répartition"
    yield "no agenda", faute(resolutions=(), votes={}), ("resolutions",), "l'ordre du jour est vide"
    yield (
        "no owner",
        faute(coproprietaires=(), presences=(), votes={}),
        ("coproprietaires",),
        "il n'y a aucun copropriétaire",
    )
    yield (
        "hours that go back",
        faute(ouverte_a=time(17), close_a=time(16)),
        ("assemblee", "close_a"),
        "la séance serait close avant d'être ouverte",
    )
    yield "a form nobody manages", faute(**sans), ("presences", 3, "code"), f"{LEPITRE} : {desactive}"
    yield (
        "a remote arrival nobody manages",
        faute(**en_personne, deroulement=venue),
        ("deroulement", 0, "code"),
        f"{ALOXE} : {desactive}",
    )
    yield (
        "a second vote nothing opens",
        faute(seconds_votes={"1": TOUS_OUI}),
        ("seconds_votes", "1"),
        "Le premier vote de la résolution 1 n'ouvre pas de second vote.",
    )


@pytest.mark.req("AG-03", "AG-17", "MAJ-03")
@pytest.mark.parametrize(("quoi", "dite", "lieu", "texte"), [pytest.param(*une, id=une[0]) for une in fautes()])
def test_a_fault_is_named(quoi: str, dite: Faute, lieu: tuple[str | int, ...], texte: str) -> None:
    """What no clerk could record is named with its place, before any fact is told."""
    assert dite == Faute(lieu=lieu, texte=texte), quoi


def test_without_correspondence_votes_the_old_codes_are_told() -> None:
    """Option off, a meeting of N, O and R is told."""
    ordinaires = tuple(un for un in GILBERT.presences if un.code in (Code.PRESENT, Code.REPRESENTE))
    deroulement = (Amendement(resolution=ResolutionId("1")), bouge(Sens.ARRIVEE, BROUILLY, "2", code=Code.PRESENT))
    votes = {"1": {PETRUS: "oui"}}
    assert rejouee(vote_par_correspondance=False, presences=ordinaires, deroulement=deroulement, votes=votes).close
