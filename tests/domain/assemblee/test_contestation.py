"""Who may sue against what was decided: opponents and défaillants, decision by decision."""

from datetime import time
from typing import Any

import pytest
from gilbert import (
    ALOXE,
    ATRILLON,
    BOURNAC,
    BROUILLY,
    CLIQUOT,
    LAFITTE,
    LATOUR,
    LEPITRE,
    MEURSAULT,
    MORGON,
    PETRUS,
    PIERRE,
    YQUEM,
    bulletins,
    feuille_de_13,
    resolution,
    seance_de_12,
    seance_de_13,
    syndicat_de_12,
    syndicat_de_13,
)
from hypothesis import given

from lsc_domain.assemblee import (
    Amendement,
    Code,
    Contestataire,
    DecisionContestable,
    Depouillement,
    FeuilleDePresence,
    Incident,
    Motivation,
    Mouvement,
    Seance,
    Sens,
    contestataires,
    depouiller,
)
from lsc_domain.loi import Politique, Resultat
from lsc_domain.socle.ids import CoproprietaireId, ResolutionId
from lsc_domain.testing.strategies import depouillements

DOUZE, TREIZE = syndicat_de_12(), syndicat_de_13()
UN, DEUX = ResolutionId("1"), ResolutionId("2")
ABSENTS_DE_12 = {BROUILLY, CLIQUOT, BOURNAC, ALOXE}


def qui_peut(seance: Seance, ligne: ResolutionId = UN) -> dict[str, set[CoproprietaireId]]:
    """Who may contest one decision, in each quality."""
    par_qualite: dict[str, set[CoproprietaireId]] = {un.value: set() for un in Motivation}
    for contestataire in contestataires(depouiller(seance).unwrap()):
        for decision in contestataire.decisions:
            if decision.resolution == ligne:
                par_qualite[decision.motivation.value].add(contestataire.coproprietaire)
    return par_qualite


@pytest.mark.req("I-22", "MSG-06")
@given(depouillements())
def test_each_decision_has_its_opponents_and_its_defaillants(depouillement: Depouillement) -> None:
    """
    Against what was decided, or not taking part: nobody is both for one decision, nobody else may contest.

    They are owners who count in that vote; whoever abstained in the room, or was there and said nothing, is none.
    """
    seance = depouillement.seance
    trouves = contestataires(depouillement)
    assert [un.coproprietaire for un in trouves] == sorted(
        {un.coproprietaire for un in trouves}, key=seance.syndicat.rangs.__getitem__
    )
    ordre = seance.ordre_du_jour.rangs
    for un in trouves:
        lignes = [ordre[decision.resolution] for decision in un.decisions]
        assert lignes == sorted(set(lignes))
    for scrutin in depouillement.scrutins:
        ligne = scrutin.ligne.resolution.id
        peuvent = {
            seance.syndicat.rangs[un.coproprietaire]: decision.motivation
            for un in trouves
            for decision in un.decisions
            if decision.resolution == ligne
        }
        if scrutin.resultat in (Resultat.PAS_DE_VOTE, Resultat.SANS_OBJET):
            assert not peuvent
            continue
        second = scrutin.second
        suffrages = second.suffrages if second is not None and second.suffrages is not None else scrutin.suffrages
        adoptee = scrutin.resultat is Resultat.ADOPTEE
        for rang in range(len(seance.syndicat.coproprietaires)):
            dit = suffrages.bulletins.choix(rang)
            code = suffrages.etat.code(rang)
            if not suffrages.membres >> rang & 1:
                attendue = None
            elif dit is not None and dit.value == ("non" if adoptee else "oui"):
                attendue = Motivation.OPPOSANT
            elif (
                code is Code.ABSENT
                or (code is Code.CORRESPONDANCE and not suffrages.bulletins.exprimes >> rang & 1)
                or seance.coupes(ligne) >> rang & 1
            ):
                attendue = Motivation.DEFAILLANT
            else:
                attendue = None
            assert peuvent.get(rang) is attendue


@pytest.mark.req("MSG-06", "I-22")
def test_vote_1_of_the_minutes() -> None:
    """« Quitus au syndic »: YQUEM, ALOXE and BROUILLY were absent, nobody was opposed."""
    assert qui_peut(seance_de_13()) == {"opposant": set(), "defaillant": {YQUEM, ALOXE, BROUILLY}}


@pytest.mark.req("I-22", "AG-35")
def test_who_came_late_or_left_is_defaillant_for_what_he_missed() -> None:
    """From line 6 on ALOXE and BROUILLY are there; who leaves at 7 is défaillant for 7 alone."""
    depart_de_cliquot = Mouvement(
        sens=Sens.DEPART, coproprietaire=CLIQUOT, resolution=ResolutionId("7"), heure=time(12)
    )
    feuille = feuille_de_13()
    seance = seance_de_13(
        feuille=FeuilleDePresence(
            coproprietaires=feuille.coproprietaires,
            presences=feuille.presences,
            mouvements=(*feuille.mouvements, depart_de_cliquot),
        ),
        votes={
            ResolutionId("6"): bulletins(TREIZE, oui=(PETRUS, MORGON)),
            ResolutionId("7"): bulletins(TREIZE, oui=(PETRUS, MORGON)),
        },
    )
    assert qui_peut(seance, ResolutionId("6"))["defaillant"] == {YQUEM}
    assert qui_peut(seance, ResolutionId("7"))["defaillant"] == {YQUEM, CLIQUOT}
    (de_cliquot,) = (un for un in contestataires(depouiller(seance).unwrap()) if un.coproprietaire == CLIQUOT)
    assert de_cliquot == Contestataire(
        coproprietaire=CLIQUOT,
        decisions=(DecisionContestable(resolution=ResolutionId("7"), motivation=Motivation.DEFAILLANT),),
    )


@pytest.mark.req("I-22", "AG-37")
def test_a_yes_by_correspondence_on_an_amended_text_is_defaillant() -> None:
    """LEPITRE said yes, PIERRE no: amended and adopted, the one is défaillant, the other opponent."""
    votes = {UN: bulletins(DOUZE, oui=(LEPITRE, PETRUS, LATOUR, YQUEM), non=(PIERRE,), abstention=(MORGON,))}
    assert qui_peut(seance_de_12(votes=votes)) == {"opposant": {PIERRE}, "defaillant": ABSENTS_DE_12}
    amendee = seance_de_12(votes=votes, amendements=(Amendement(resolution=UN),))
    assert qui_peut(amendee) == {"opposant": {PIERRE}, "defaillant": {*ABSENTS_DE_12, LEPITRE}}


@pytest.mark.req("I-22")
def test_against_a_refusal_those_who_voted_yes() -> None:
    """Rejected, or left without decision: the yes lost."""
    votes: dict[str, Any] = {"votes": {UN: bulletins(DOUZE, oui=(PETRUS, LEPITRE), non=(MORGON, YQUEM, PIERRE))}}
    for article in ("24", "25"):
        assert qui_peut(seance_de_12(resolution("1", article), **votes))["opposant"] == {PETRUS, LEPITRE}
    assert qui_peut(seance_de_12(**votes))["defaillant"] == ABSENTS_DE_12


@pytest.mark.req("I-22", "MAJ-04")
def test_the_second_vote_is_the_one_that_counts() -> None:
    """MORGON voted no first and yes then, ATRILLON the other way round: ATRILLON is the opponent."""
    premiers = bulletins(
        DOUZE, oui=(ATRILLON, PETRUS, LATOUR, YQUEM), non=(MORGON, PIERRE), abstention=(LEPITRE, MEURSAULT)
    )
    seconds = bulletins(DOUZE, oui=(MORGON, PETRUS, LATOUR, YQUEM, PIERRE), non=(ATRILLON,), abstention=(MEURSAULT,))
    seance = seance_de_12(resolution("1", "25"), votes={UN: premiers}, seconds_votes={UN: seconds})
    assert qui_peut(seance) == {"opposant": {ATRILLON}, "defaillant": ABSENTS_DE_12}


@pytest.mark.req("I-22")
def test_a_form_silent_on_a_line_leaves_its_author_defaillant() -> None:
    """LEPITRE answered line 1 and not line 2; MEURSAULT, in the room, answered neither, and is none."""
    votes = {
        UN: bulletins(DOUZE, oui=(LEPITRE, PIERRE, PETRUS)),
        DEUX: bulletins(DOUZE, oui=(PIERRE, PETRUS), non_votant=(LEPITRE, MEURSAULT)),
    }
    seance = seance_de_12(resolution("1"), resolution("2"), votes=votes)
    assert qui_peut(seance, DEUX)["defaillant"] == {*ABSENTS_DE_12, LEPITRE}


@pytest.mark.req("I-22")
def test_a_cut_line_makes_a_defaillant_where_the_policy_says_so() -> None:
    """MEURSAULT was cut off at line 1: in the minutes only, or défaillant, as the agency reads art. 17."""
    coupee: dict[str, Any] = {
        "votes": {UN: bulletins(DOUZE, oui=(PETRUS, LEPITRE, PIERRE), non=(MEURSAULT,))},
        "incidents": (Incident(resolution=UN, coproprietaire=MEURSAULT),),
    }
    assert qui_peut(seance_de_12(**coupee)) == {"opposant": {MEURSAULT}, "defaillant": ABSENTS_DE_12}
    stricte = seance_de_12(**coupee, politique=Politique(incident_technique="defaillant"))
    assert qui_peut(stricte) == {"opposant": set(), "defaillant": {*ABSENTS_DE_12, MEURSAULT}}


@pytest.mark.req("I-22", "AG-28")
def test_who_has_no_part_in_a_vote_contests_nothing_of_it() -> None:
    """Left out of the count, absent or not; and a heading decides nothing."""
    seance = seance_de_12(
        resolution("1", exclus=frozenset({CLIQUOT, MORGON})),
        resolution("2", "aucun", cle=None),
        votes={UN: bulletins(DOUZE, oui=(PETRUS,), non=(MORGON,))},
    )
    peuvent = qui_peut(seance)
    assert CLIQUOT not in peuvent["defaillant"]
    assert MORGON not in peuvent["opposant"]
    assert qui_peut(seance, DEUX) == {"opposant": set(), "defaillant": set()}
    assert LAFITTE not in DOUZE.rangs
