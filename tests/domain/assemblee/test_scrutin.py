"""One vote counted."""

from fractions import Fraction

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError
from gilbert import (
    ALOXE,
    ATRILLON,
    BOURNAC,
    BROUILLY,
    CHARGES,
    CLIQUOT,
    JOUR,
    LATOUR,
    LEPITRE,
    MEURSAULT,
    MORGON,
    PETRUS,
    PIERRE,
    TOTAL,
    YQUEM,
    bulletins,
    feuille_de_12,
    feuille_de_13,
    qui,
    resolution,
    seance_de_12,
    seance_de_13,
    syndicat_de_12,
    syndicat_de_13,
)

from lsc_domain.assemblee import Incident, Scrutin, SecondScrutin, Suffrages, Tableau, compter, depouiller
from lsc_domain.loi import ArticleDeVote, Decompte, LectureDuFormulaire, Poids, Politique, Resultat, regime_du_vote
from lsc_domain.socle.ensemble import ensemble
from lsc_domain.socle.ids import ResolutionId

DOUZE, TREIZE = syndicat_de_12(), syndicat_de_13()
VOIX = DOUZE.voix(CHARGES, le=JOUR)
UN = ResolutionId("1")
AUJOURD_HUI, ELAN = LectureDuFormulaire(), LectureDuFormulaire(silence_vaut_contre=True, amende_vaut_contre=True)


def poids(tantiemes: str, tetes: int) -> Poids:
    return Poids(voix=Fraction(tantiemes), tetes=tetes)


def vote_un() -> Scrutin:
    """Vote n° 1 « Quitus au syndic » of the reconstructed procès-verbal."""
    return depouiller(seance_de_13()).unwrap().scrutin(UN)


def compter_12(
    amendee: bool = False, lecture: LectureDuFormulaire = AUJOURD_HUI, **votes: tuple[str, ...]
) -> Suffrages:
    """Count a vote of the attendance screen."""
    return compter(
        bulletins(DOUZE, **votes),  # type: ignore[arg-type]
        voix=VOIX,
        etat=feuille_de_12().depart(),
        amendee=amendee,
        lecture=lecture,
    )


@pytest.mark.req("AG-47", "AG-48", "POUV-04")
def test_the_table_of_vote_1() -> None:
    """6 / 419.0142 + 2 / 139 + 2 / 146 + 3 / 296.90096 = 13 / 1000.91516; 4 present and 2 represented on one line."""
    tableau = vote_un().suffrages.tableau
    assert tableau == Tableau(
        presents_ou_representes=poids("419.0142", 6),
        a_distance=poids("139", 2),
        par_correspondance=poids("146", 2),
        absents_ou_non_votants=poids("296.90096", 3),
    )
    assert tableau.total == poids("1000.91516", 13)
    etat = vote_un().suffrages.etat
    assert (etat.presents.bit_count(), etat.representes.bit_count()) == (4, 2)


@pytest.mark.req("AG-48")
def test_the_printed_table_is_not_ours() -> None:
    """The source prints 8 / 573,91516, the final attendance: its rows make 15 and 1155.81612 (X-02)."""
    ligne = vote_un().suffrages.tableau.presents_ou_representes
    assert ligne != poids("573.91516", 8)
    voix = TREIZE.voix(CHARGES, le=JOUR)
    final = feuille_de_13().recapitulatif()
    assert voix.peser(final.presents | final.representes) == poids("573.91516", 8)
    imprime = Tableau(
        presents_ou_representes=poids("573.91516", 8),
        a_distance=poids("139", 2),
        par_correspondance=poids("146", 2),
        absents_ou_non_votants=poids("296.90096", 3),
    )
    assert imprime.total == poids("1155.81612", 15)


@pytest.mark.req("AG-47")
def test_the_detail_of_vote_1() -> None:
    """Oui 9 / 632,0142, Non 0 / 0, Abstentions 1 / 72: « La résolution est ACCEPTÉE… »."""
    scrutin = vote_un()
    assert scrutin.suffrages.decompte == Decompte(
        pour=poids("632.0142", 9),
        contre=poids("0", 0),
        abstention=poids("72", 1),
        non_votant=poids("296.90096", 3),
        participants=poids("704.0142", 10),
    )
    assert scrutin.phrase == "La résolution est ACCEPTÉE par les personnes ayant pris part au vote."


@pytest.mark.req("AG-49")
def test_who_is_named_under_vote_1() -> None:
    """Abstained: MORGON (72). Opposed: none. Did not take part: none, for the three absents are not listed there."""
    suffrages = vote_un().suffrages
    assert qui(TREIZE, suffrages.abstentionnistes) == {MORGON}
    assert (suffrages.opposants, suffrages.sans_part_au_vote, suffrages.defaillants) == (0, 0, 0)
    assert qui(TREIZE, suffrages.etat.absents) == {YQUEM, ALOXE, BROUILLY}


@pytest.mark.req("AG-50", "AG-37", "AG-49", "I-24")
def test_an_amended_resolution_has_defaillants() -> None:
    """LEPITRE's favourable form no longer counts: he is named among those who did not take part, and may sue."""
    avant = compter_12(oui=(LEPITRE, MORGON), non=(PIERRE,))
    apres = compter_12(oui=(LEPITRE, MORGON), non=(PIERRE,), amendee=True)
    assert qui(DOUZE, apres.defaillants) == {LEPITRE}
    assert LEPITRE in qui(DOUZE, apres.sans_part_au_vote)
    assert qui(DOUZE, apres.opposants) == {PIERRE}
    assert (avant.decompte.pour, apres.decompte.pour) == (poids("211.0142", 2), poids("145", 1))
    assert avant.decompte.total == apres.decompte.total == poids("1000.91516", 12)
    assert avant.defaillants == 0


@pytest.mark.req("AG-49")
def test_absent_non_votant_and_defaillant_stay_apart() -> None:
    """One line of the table adds them up; the names tell them apart (X-32)."""
    un = compter_12(oui=(LEPITRE, PETRUS), non_votant=(MORGON,), amendee=True)
    assert qui(DOUZE, un.etat.absents) == {BROUILLY, CLIQUOT, BOURNAC, ALOXE}
    assert qui(DOUZE, un.defaillants) == {LEPITRE}
    assert qui(DOUZE, un.sans_part_au_vote) == {LEPITRE, MORGON, ATRILLON, YQUEM, LATOUR, MEURSAULT, PIERRE}
    # PIERRE's form says nothing on this line: nobody waits for him (AG-18).
    assert qui(DOUZE, un.sans_reponse) == {ATRILLON, YQUEM, LATOUR, MEURSAULT}
    assert un.tableau.absents_ou_non_votants.tetes == 11


@pytest.mark.req("MAJ-01")
def test_who_takes_part_for_art_26_1() -> None:
    """O, D and R take part whatever they vote, C only if the form answers, a défaillant does not (X-04)."""
    en_personne = {PETRUS, LATOUR, MORGON, MEURSAULT, ATRILLON, YQUEM}
    for votes, amendee, en_plus in (
        ({}, False, set()),
        ({"non": (LEPITRE,)}, False, {LEPITRE}),
        ({"abstention": (LEPITRE,)}, False, {LEPITRE}),
        ({"non_votant": (LEPITRE,)}, False, set()),
        ({"oui": (LEPITRE,)}, False, {LEPITRE}),
        ({"oui": (LEPITRE,)}, True, set()),
        ({"non": (LEPITRE,)}, True, {LEPITRE}),
    ):
        un = compter_12(amendee=amendee, **votes)
        attendus = ensemble(DOUZE.rangs[owner] for owner in en_personne | en_plus)
        assert un.decompte.participants == VOIX.peser(attendus)


@pytest.mark.req("AG-48", "I-29")
def test_the_ballots_of_those_who_are_not_there_weigh_nothing() -> None:
    """A ballot of an absent is not counted, and every table still adds up to the whole."""
    un = compter_12(oui=(BROUILLY, PETRUS), non=(MORGON,))
    assert qui(DOUZE, un.bulletins.oui) == {PETRUS}
    assert un.tableau.total == un.decompte.total == Poids(voix=TOTAL, tetes=12)


@pytest.mark.req("AG-28", "I-10")
def test_excluded_owners_leave_the_whole() -> None:
    """The debtor of art. 19-2 is on no side and not in the total."""
    un = compter(
        bulletins(DOUZE, oui=(PETRUS, MORGON)),
        voix=VOIX,
        etat=feuille_de_12().depart(),
        exclus=ensemble([DOUZE.rangs[MORGON]]),
    )
    assert un.decompte.pour == poids("74", 1)
    assert un.decompte.total == poids("855.91516", 11)
    assert qui(DOUZE, un.votants) == {ATRILLON, PETRUS, LATOUR, LEPITRE, YQUEM, MEURSAULT, PIERRE}


@pytest.mark.req("AG-37", "I-24")
def test_silence_and_overtaken_answers_under_elan() -> None:
    """From 25/11/2018 to 31/05/2020 a silent or abstaining form, and any answer to an amended text, is against."""
    silence = compter_12(lecture=ELAN, oui=(PETRUS,), abstention=(LEPITRE,))
    assert qui(DOUZE, silence.opposants) == {LEPITRE, PIERRE}
    repondu = compter_12(lecture=ELAN, oui=(PETRUS, LEPITRE), non=(PIERRE,))
    assert qui(DOUZE, repondu.opposants) == {PIERRE}
    amende = compter_12(lecture=ELAN, amendee=True, oui=(PETRUS, LEPITRE), non=(PIERRE,))
    assert qui(DOUZE, amende.opposants) == {LEPITRE, PIERRE}
    assert amende.defaillants == 0


@pytest.mark.req("I-23")
def test_a_result_is_frozen() -> None:
    """A counted vote is never changed: it is counted again."""
    scrutin = vote_un()
    with pytest.raises(FrozenInstanceError):
        scrutin.resultat = Resultat.REJETEE  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        scrutin.suffrages.bulletins.oui = 0  # type: ignore[misc]


@pytest.mark.req("AG-40")
def test_entry_goes_on_while_somebody_has_no_ballot() -> None:
    """Resolution 1 with 2 votes of 8 is « Saisie en cours », with 8 of 8 it is not; a heading never is."""
    deux = seance_de_12(votes={UN: bulletins(DOUZE, oui=(LEPITRE,), non=(PIERRE,))})
    assert depouiller(deux).unwrap().scrutin(UN).en_cours
    tous = bulletins(
        DOUZE, oui=(ATRILLON, PETRUS, LATOUR, YQUEM, MEURSAULT, LEPITRE), non=(PIERRE,), non_votant=(MORGON,)
    )
    assert not depouiller(seance_de_12(votes={UN: tous})).unwrap().scrutin(UN).en_cours
    titre = seance_de_12(resolution("1", "aucun"))
    assert not depouiller(titre).unwrap().scrutin(UN).en_cours


@pytest.mark.req("AG-40")
def test_a_cut_off_owner_does_not_keep_the_entry_open() -> None:
    """MEURSAULT's line was cut: her ballot is set aside, and nothing is left to enter."""
    tous = bulletins(DOUZE, oui=(ATRILLON, PETRUS, LATOUR, YQUEM, LEPITRE, MORGON), non=(PIERRE, MEURSAULT))
    coupee = evolve(
        seance_de_12(votes={UN: tous}),
        incidents=(Incident(resolution=UN, coproprietaire=MEURSAULT),),
        politique=Politique(incident_technique="defaillant"),
    )
    scrutin = depouiller(coupee).unwrap().scrutin(UN)
    assert not scrutin.en_cours
    assert qui(DOUZE, scrutin.suffrages.opposants) == {PIERRE}
    assert MEURSAULT in qui(DOUZE, scrutin.suffrages.sans_part_au_vote)
    participants = scrutin.suffrages.decompte.participants
    assert participants is not None
    assert participants.tetes == 7


@pytest.mark.req("MAJ-02", "MAJ-07", "AG-40")
@pytest.mark.parametrize(
    ("resultat", "second", "libelle"),
    [
        (Resultat.ADOPTEE, None, "ACCEPTÉE"),
        (Resultat.REJETEE, None, "REJETÉE"),
        (Resultat.SANS_DECISION, None, "PAS DE DECISION POSSIBLE"),
        (Resultat.PAS_DE_VOTE, None, "PAS DE VOTE"),
        (Resultat.SANS_OBJET, None, "SANS OBJET"),
        (Resultat.SANS_DECISION, "ouvert", "PAS DE DECISION POSSIBLE (Revoter à l'art. 25)"),
        (Resultat.ADOPTEE, "tenu", "ACCEPTÉE à l'article 25"),
        (Resultat.REJETEE, "tenu", "REJETÉE à l'article 25"),
    ],
)
def test_a_result_is_written_as_the_screen_does(resultat: Resultat, second: str | None, libelle: str) -> None:
    """The strings of the source, to be added to the resolution."""
    passerelle = regime_du_vote(ArticleDeVote("26"), JOUR).suite.passerelle
    assert passerelle is not None
    un = vote_un()
    ouvert = SecondScrutin(passerelle=passerelle, decision=un.decision if second == "tenu" else None)
    scrutin = evolve(un, resultat=resultat, second=ouvert if second else None)
    assert scrutin.libelle == libelle
    decide = resultat in (Resultat.ADOPTEE, Resultat.REJETEE)
    assert scrutin.phrase == (
        f"La résolution est {libelle} par les personnes ayant pris part au vote." if decide else f"{libelle}."
    )


@pytest.mark.req("AG-37")
def test_nothing_is_amended_unless_somebody_says_so() -> None:
    """A favourable form counts on a text that did not change."""
    un = compter(bulletins(DOUZE, oui=(LEPITRE,)), voix=VOIX, etat=feuille_de_12().depart())
    assert (un.decompte.pour.tetes, un.defaillants) == (1, 0)


@pytest.mark.req("AG-37", "I-08")
def test_only_the_forms_that_answer_are_silent_under_elan() -> None:
    """`silencieux` names the forms whose silence counts; the others are nothing."""
    seul = ensemble([DOUZE.rangs[LEPITRE]])
    etat = feuille_de_12().depart()
    un = compter(bulletins(DOUZE, oui=(PETRUS,)), voix=VOIX, etat=etat, lecture=ELAN, silencieux=seul)
    assert qui(DOUZE, un.opposants) == {LEPITRE}
