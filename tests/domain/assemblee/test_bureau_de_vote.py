"""The ballot boxes of a meeting: one ballot, one cost, and every total at any moment."""

from datetime import date

import pytest
from attrs import evolve
from gilbert import (
    ALOXE,
    LATOUR,
    LEPITRE,
    MEURSAULT,
    MORGON,
    PETRUS,
    PIERRE,
    RECU,
    YQUEM,
    feuille_de_12,
    presence,
    resolution,
    seance_de_12,
    syndicat_de_12,
)
from hypothesis import given
from hypothesis import strategies as st

from lsc_domain.assemblee import (
    Amendement,
    Bulletins,
    Choix,
    FeuilleDePresence,
    Formulaire,
    OrdreDuJour,
    Reponse,
    Seance,
    depouiller,
)
from lsc_domain.assemblee.bureau_de_vote import BureauDeVote, Tour
from lsc_domain.assemblee.refus import BulletinsPerdus, VoteDUnAbsent, VoteParCorrespondanceFige, VoteSansVoix
from lsc_domain.assemblee.refus_de_tenue import BulletinDejaPose, InconnuDeLAssemblee, PointSansVote
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CoproprietaireId, ResolutionId
from lsc_domain.testing.strategies import seances

DOUZE = syndicat_de_12()
UN, DEUX, TROIS = (ResolutionId(numero) for numero in "123")
PREMIER: Tour = (UN, False)
SECOND: Tour = (UN, True)
CADRE = seance_de_12(resolution("1", "25"), resolution("2"), resolution("3", "aucun", cle=None))
FORMULAIRES = {
    LEPITRE: Formulaire(
        coproprietaire=LEPITRE,
        recu_le=RECU,
        reponses=(Reponse(resolution=UN, choix=Choix.OUI, second=Choix.NON), Reponse(resolution=DEUX, choix=Choix.OUI)),
    ),
    PIERRE: Formulaire(coproprietaire=PIERRE, recu_le=RECU, reponses=(Reponse(resolution=UN, choix=Choix.NON),)),
}


def ouvert(cadre: Seance = CADRE) -> BureauDeVote:
    return BureauDeVote(cadre, FORMULAIRES)


def tetes(bureau: BureauDeVote, tour: Tour = PREMIER) -> str:
    """How many yes, no, abstentions and non votants."""
    return " ".join(str(poids.tetes) for poids in bureau.totaux(tour).values())


@pytest.mark.req("AG-34", "AG-39")
@given(seances(), st.data())
def test_totals_at_any_moment_are_those_of_the_frozen_meeting(seance: Seance, data: st.DataObject) -> None:
    """Ballot after ballot, asked or not: what the screen shows is what counting the meeting now would give."""
    cadre = evolve(seance, votes={}, seconds_votes={})
    bureau, muet = BureauDeVote(cadre, {}), BureauDeVote(cadre, {})
    votees = [ligne.resolution.id for ligne in cadre.ordre_du_jour.lignes if ligne.resolution.se_vote]
    if not votees:
        return
    for _ in range(data.draw(st.integers(0, 6))):
        tour: Tour = (data.draw(st.sampled_from(votees)), False)
        qui = data.draw(st.sampled_from(tuple(cadre.syndicat.rangs)))
        choix = data.draw(st.sampled_from(Choix))
        assert bureau.voter(tour, qui, choix) == muet.voter(tour, qui, choix)
        suffrages = depouiller(bureau.seance()).unwrap().scrutin(tour[0]).suffrages
        poids = bureau.totaux(tour)
        decompte = suffrages.decompte
        assert [poids[un] for un in (Choix.OUI, Choix.NON, Choix.ABSTENTION)] == [
            *(decompte.pour, decompte.contre, decompte.abstention)
        ]
    assert bureau.seance() == muet.seance()  # asking changes nothing


@pytest.mark.req("AG-42")
@given(seances(), st.data())
def test_ballots_put_back_are_those_there_were(seance: Seance, data: st.DataObject) -> None:
    """What a memory puts back, whatever was done to one vote since, is the meeting as it was."""
    cadre = evolve(seance, votes={}, seconds_votes={})
    bureau = BureauDeVote(cadre, {})
    votees = [ligne.resolution.id for ligne in cadre.ordre_du_jour.lignes if ligne.resolution.se_vote]
    if not votees:
        return
    tour: Tour = (data.draw(st.sampled_from(votees)), False)

    def voter() -> None:
        for qui in cadre.syndicat.rangs:
            choix = data.draw(st.none() | st.sampled_from(Choix))
            if choix is not None:
                bureau.voter(tour, qui, choix)

    voter()
    avant, totaux = bureau.seance(), bureau.totaux(tour)
    remettre = bureau.memoire(tour)
    if data.draw(st.booleans()):
        bureau.annuler(tour)
    voter()
    remettre()
    assert (bureau.seance(), bureau.totaux(tour)) == (avant, totaux)


@pytest.mark.req("AG-20", "AG-22", "AG-34", "AG-36")
def test_resolution_1_on_the_screen() -> None:
    """The forms are in: OUI 1, NON 1; then each ballot is counted, and a refused one is not."""
    bureau = ouvert()
    assert tetes(bureau) == "1 1 0 0"
    assert bureau.voter(PREMIER, PETRUS, Choix.OUI) is None
    assert bureau.voter(PREMIER, LATOUR, Choix.NON_VOTANT) is None
    assert bureau.voter(PREMIER, PETRUS, Choix.ABSTENTION) is None
    assert bureau.voter(PREMIER, LEPITRE, Choix.NON) == VoteParCorrespondanceFige(coproprietaire=LEPITRE)
    assert bureau.voter(PREMIER, ALOXE, Choix.NON) == VoteDUnAbsent(coproprietaire=ALOXE)
    assert bureau.voter(PREMIER, CoproprietaireId("?"), Choix.OUI) == InconnuDeLAssemblee(quoi="le copropriétaire ?")
    assert bureau.voter((TROIS, False), PETRUS, Choix.OUI) == PointSansVote(resolution=TROIS)
    assert bureau.voter((ResolutionId("9"), False), PETRUS, Choix.OUI) == InconnuDeLAssemblee(quoi="la résolution 9")
    assert tetes(bureau) == "1 1 1 1"


@pytest.mark.req("AG-39", "AG-42")
def test_a_column_replaces_and_keeps() -> None:
    """PETRUS changes, MORGON votes, LATOUR's dot keeps his ballot; refused, nothing of it is in."""
    bureau = ouvert()
    for qui in (PETRUS, LATOUR):
        bureau.voter(PREMIER, qui, Choix.OUI)
    lettres = {PETRUS: "n", MORGON: "o"}
    assert bureau.deposer(PREMIER, "".join(lettres.get(qui, ".") for qui in DOUZE.rangs)) is None
    assert tetes(bureau) == "3 2 0 0"
    for qui, cause in ((ALOXE, VoteDUnAbsent), (LEPITRE, VoteParCorrespondanceFige)):
        colonne = {**lettres, PETRUS: "a", qui: "o"}
        refus = bureau.deposer(PREMIER, "".join(colonne.get(un, ".") for un in DOUZE.rangs))
        assert refus == cause(coproprietaire=qui)
    exclus = ouvert(seance_de_12(resolution("1", exclus=frozenset({MORGON}))))
    assert exclus.deposer(PREMIER, "".join(lettres.get(qui, ".") for qui in DOUZE.rangs)) == VoteSansVoix(
        coproprietaire=MORGON
    )
    assert bureau.deposer((TROIS, False), "." * 12) == PointSansVote(resolution=TROIS)
    with pytest.raises(InvalidValue, match="1 lettres pour 12 copropriétaires"):
        bureau.deposer(PREMIER, "o")
    assert tetes(bureau) == "3 2 0 0"


@pytest.mark.req("I-08", "MAJ-03")
def test_a_second_vote_shows_the_answers_carried_from_the_first() -> None:
    """LEPITRE has a separate answer, no; PIERRE's first one is carried. Asked before it is open, it is an error."""
    bureau = ouvert()
    with pytest.raises(InvalidValue, match="résolution 1 : aucun second vote n'est ouvert"):
        bureau.totaux(SECOND)
    assert UN not in bureau.seance().seconds_votes
    for qui in (PETRUS, LATOUR, YQUEM):
        bureau.voter(PREMIER, qui, Choix.OUI)
    bureau.ouvrir_second_vote(UN)
    assert tetes(bureau, SECOND) == "0 2 0 0"
    bureau.voter(SECOND, MEURSAULT, Choix.OUI)
    assert tetes(bureau, SECOND) == "1 2 0 0"
    assert bureau.seance().seconds_votes[UN].saisis.bit_count() == 2
    bureau.annuler(SECOND)
    assert UN not in bureau.seance().seconds_votes


@pytest.mark.req("AG-37")
def test_an_amended_line_shows_no_yes_of_a_form() -> None:
    """The ballot of the form is kept as it was cast; what it weighs is not."""
    bureau = ouvert(evolve(CADRE, amendements=(Amendement(resolution=UN),)))
    assert tetes(bureau) == "0 1 0 1"
    assert bureau.seance().votes[UN].oui.bit_count() == 1


@pytest.mark.req("AG-34", "AG-37")
def test_a_screen_of_2019_reads_silent_forms_as_the_law_did() -> None:
    """Under the loi ELAN a form that says nothing on a line was a no: PIERRE's, on line 2."""
    bureau = ouvert(evolve(CADRE, fiche=evolve(CADRE.fiche, date=date(2019, 7, 9))))
    assert tetes(bureau, (DEUX, False)) == "1 1 0 0"
    assert tetes(ouvert(), (DEUX, False)) == "1 0 0 0"


@pytest.mark.req("AG-35", "I-27", "I-15")
def test_another_attendance_keeps_the_ballots_or_is_refused() -> None:
    """PETRUS has voted: he may be elsewhere in the sheet, but neither absent nor a correspondence voter."""
    bureau = ouvert()
    bureau.voter(PREMIER, PETRUS, Choix.OUI)
    feuille = feuille_de_12()

    def avec(code: str) -> Seance:
        presences = (presence(PETRUS, code), *(un for un in feuille.presences if un.coproprietaire != PETRUS))
        return evolve(CADRE, feuille=FeuilleDePresence(coproprietaires=feuille.coproprietaires, presences=presences))

    for code in "NC":
        assert bureau.recadrer(avec(code)) == BulletinDejaPose(coproprietaire=PETRUS, resolution=UN)
    assert bureau.recadrer(avec("D"), FORMULAIRES) is None
    assert tetes(bureau) == "2 1 0 0"
    assert bureau.recadrer(CADRE, {}) is None
    assert tetes(bureau) == "1 0 0 0"


@pytest.mark.req("AG-21", "I-24")
def test_a_line_voted_does_not_go() -> None:
    """Voted in the room, by form, or open to a second vote; a line nobody voted on may go, and be asked no more."""
    sans_un, sans_deux = (
        evolve(CADRE, ordre_du_jour=OrdreDuJour(un))
        for un in (CADRE.ordre_du_jour.resolutions[1:], CADRE.ordre_du_jour.resolutions[:1])
    )
    assert ouvert().recadrer(sans_un) == BulletinsPerdus(resolutions=(UN,))
    assert ouvert().recadrer(sans_deux) == BulletinsPerdus(resolutions=(DEUX,))
    bureau = BureauDeVote(CADRE, {})
    assert tetes(bureau) == "0 0 0 0"
    bureau.ouvrir_second_vote(UN)
    assert bureau.recadrer(sans_un) == BulletinsPerdus(resolutions=(UN,))
    bureau.annuler(SECOND)
    assert bureau.recadrer(sans_un) is None
    with pytest.raises(InvalidValue, match="absente de l'ordre du jour"):
        bureau.totaux(PREMIER)


def test_a_line_put_to_the_vote_and_answered_by_nobody_was_put_to_the_vote() -> None:
    """A column of dots: the line was voted on, and nobody answered."""
    bureau = BureauDeVote(CADRE, {})
    assert UN not in bureau.seance().votes
    assert bureau.deposer(PREMIER, "." * 12) is None
    assert bureau.seance().votes[UN] == Bulletins()
