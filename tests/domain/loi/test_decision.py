"""What a vote decides, and what its failure leaves open. The dated rules are in `cas/*.toml`."""

from datetime import date
from fractions import Fraction

import pytest

from lsc_domain.loi.article_de_vote import ArticleDeVote
from lsc_domain.loi.decision import Decision, Resultat, decider, decider_au_second_vote
from lsc_domain.loi.decompte import Decompte, Poids
from lsc_domain.loi.majorite import Unite
from lsc_domain.loi.politique import POLITIQUE_PAR_DEFAUT, Politique
from lsc_domain.socle.errors import InvalidValue

JOUR = date(2020, 7, 7)
TOTAL = Fraction("1000.91516")
MEMBRES = 12


def compte(
    pour: str | tuple[str, int],
    contre: str | tuple[str, int] = ("0", 0),
    abstention: str | tuple[str, int] = ("0", 0),
    *,
    participants: int | None = None,
) -> Decompte:
    """A count of the Gilbert: voices and heads of each side, the rest of the twelve not voting."""
    cotes = [(cote, 0) if isinstance(cote, str) else cote for cote in (pour, contre, abstention)]
    voix = sum((Fraction(v) for v, _ in cotes), Fraction())
    tetes = sum(t for _, t in cotes)
    tous = [Poids(voix=Fraction(v), tetes=t) for v, t in cotes]
    return Decompte(
        pour=tous[0],
        contre=tous[1],
        abstention=tous[2],
        non_votant=Poids(voix=TOTAL - voix, tetes=MEMBRES - tetes),
        participants=Poids(voix=voix, tetes=tetes if participants is None else participants),
    )


def decide(article: str, decompte: Decompte, *, politique: Politique = POLITIQUE_PAR_DEFAUT) -> Decision:
    return decider(decompte, article=ArticleDeVote.lire(article), le=JOUR, politique=politique)


def au_second_vote(premiere: Decision, decompte: Decompte) -> Decision:
    assert premiere.second_vote is not None
    article = ArticleDeVote.lire(premiere.second_vote.majorite.nom)
    return decider_au_second_vote(decompte, passerelle=premiere.second_vote, article=article, le=JOUR)


ACHAT = compte(("588.0143", 6))
"""« Achat d'un droit immobilier »: six yes of six voters."""


@pytest.mark.req("MAJ-01", "MAJ-02", "MAJ-03", "I-03")
def test_the_purchase_of_the_gilbert_opens_a_second_vote_at_25() -> None:
    """Six yes of six voters, 588.0143 of 1000.91516, fail art. 26 on both counts and open art. 25."""
    decision = decide("26", ACHAT)
    assert decision.resultat is Resultat.SANS_DECISION
    tetes, voix = decision.constat(Unite.TETES), decision.constat(Unite.VOIX)
    assert tetes is not None
    assert voix is not None
    assert (tetes.valeur, tetes.requis, tetes.atteint) == (6, 6, False)  # more than 6: seven of twelve
    assert voix.requis == TOTAL * 2 / 3
    assert not voix.atteint
    assert decision.second_vote is not None
    assert (decision.second_vote.fondement, decision.second_vote.majorite.nom) == ("26-1", "25")


@pytest.mark.req("MAJ-04")
def test_the_second_vote_of_the_purchase_is_decided_at_25() -> None:
    """The same six yes pass at the second vote: 588.0143 is more than 500.45758, heads do not count."""
    second = au_second_vote(decide("26", ACHAT), ACHAT)
    assert second.resultat is Resultat.ADOPTEE
    assert second.constat(Unite.TETES) is None
    voix = second.constat(Unite.VOIX)
    assert voix is not None
    assert voix.requis == Fraction("500.45758")


@pytest.mark.req("MAJ-03")
@pytest.mark.parametrize(
    ("decompte", "ouvert"),
    [
        (compte(("588.0143", 6), participants=12), True),  # half of twelve, and more than a third
        (compte(("700", 7)), False),  # the yes carries
        (compte(("300", 3), ("700.91516", 9)), False),  # the no carries
        (compte(("333.63838", 6)), False),  # under a third
        (compte(("588.0143", 5), ("100", 6)), False),  # five of the eleven who take part
    ],
)
def test_the_second_vote_is_offered_in_that_case_only(decompte: Decompte, ouvert: bool) -> None:
    """« Voter à l'art. 25 » is offered only without a majority of yes or no, and with both thresholds."""
    assert (decide("26", decompte).second_vote is not None) is ouvert


@pytest.mark.req("MAJ-01")
def test_correspondence_voters_count_among_the_members_who_take_part() -> None:
    """Three yes of five present and two no by correspondence: three of seven, the second vote is closed (X-04)."""
    avec, sans = compte(("400", 3), ("250", 4)), compte(("400", 3), ("150", 2))
    assert decide("26", avec).second_vote is None
    assert decide("26", sans).second_vote is not None  # what the seed's own wording would have opened


@pytest.mark.req("MAJ-05", "I-05")
def test_a_no_that_carries_closes_the_second_vote() -> None:
    """Art. 25, 350 yes and 520 no of 1000.91516: rejected, no second vote although the yes has a third."""
    decompte = compte("350", "520")
    decision = decide("25", decompte)
    assert (decision.resultat, decision.second_vote) == (Resultat.REJETEE, None)
    assert "l'assemblée a décidé" in decision.motifs[-1].texte
    a_la_lettre = decide("25", decompte, politique=Politique(majorite_non_ferme_la_passerelle=False))
    assert a_la_lettre.resultat is Resultat.REJETEE
    assert a_la_lettre.second_vote is not None


@pytest.mark.req("MAJ-08", "MAJ-11", "I-06")
@pytest.mark.parametrize(
    ("oui", "resultat", "second_vote"),
    [
        ("340", "sans_decision", "24"),
        ("333.63839", "sans_decision", "24"),
        ("333.63838", "sans_decision", None),
        ("501", "adoptee", None),
        ("500.45758", "sans_decision", "24"),
        ("500.45759", "adoptee", None),
    ],
)
def test_a_third_of_all_voices_opens_art_24(oui: str, resultat: str, second_vote: str | None) -> None:
    """Art. 25 without a majority of yes or no: a second vote at art. 24 from a third of all voices, exactly."""
    decision = decide("25", compte(oui, "200"))
    passerelle = decision.second_vote
    assert (decision.resultat.value, passerelle and passerelle.majorite.nom) == (resultat, second_vote)


@pytest.mark.req("MAJ-09", "I-07")
@pytest.mark.parametrize(("article", "decompte"), [("25", compte(("400", 3), ("500", 5))), ("26", compte(("400", 6)))])
def test_there_are_two_votes_never_three(article: str, decompte: Decompte) -> None:
    """The second vote settles the matter: no vote on whether to vote again, no chain 26 → 25 → 24."""
    second = au_second_vote(decide(article, decompte), decompte)
    assert second.resultat is Resultat.REJETEE
    assert second.second_vote is None
    assert second.nouvelle_assemblee is None


@pytest.mark.req("I-01", "I-11")
@pytest.mark.parametrize(
    ("oui", "non", "abstention", "adoptee"),
    [
        ("632.0142", "0", "72", True),  # vote n° 1 of the procès-verbal
        ("200", "200", "0", False),
        ("0", "0", "500", False),
        ("0.00001", "0", "1000", True),  # no quorum
        ("647.0142", "65", "0", True),
    ],
)
def test_art_24_is_more_yes_than_no(oui: str, non: str, abstention: str, adoptee: bool) -> None:
    """Art. 24: more yes than no among the expressed voices, whatever the attendance; a tie is not a majority."""
    decision = decide("24", compte(oui, non, abstention))
    assert decision.resultat is (Resultat.ADOPTEE if adoptee else Resultat.REJETEE)
    assert decision.second_vote is None


@pytest.mark.req("I-02")
def test_art_25_is_more_than_half_of_everybody() -> None:
    """Art. 25: twice the yes must pass the total of all owners, 1000.91516 here."""
    for oui, resultat in (("500.45758", Resultat.SANS_DECISION), ("500.45759", Resultat.ADOPTEE)):
        assert decide("25", compte(oui)).resultat is resultat


@pytest.mark.req("I-03")
@pytest.mark.parametrize(
    ("voix", "tetes", "adoptee"),
    [("667.27678", 7, True), ("667.27677", 7, False), ("667.27678", 6, False), ("1000.91516", 6, False)],
)
def test_art_26_is_heads_and_two_thirds(voix: str, tetes: int, adoptee: bool) -> None:
    """Art. 26: seven members of twelve and 667.27678 voices; neither alone is enough."""
    assert decide("26", compte((voix, tetes))).adoptee is adoptee


@pytest.mark.req("I-04")
def test_unanimity_is_every_voice() -> None:
    """Unanimity: an absent, an abstention or a défaillant breaks it; it has no second vote."""
    assert decide("unanimite", compte(("1000.91516", 12))).adoptee
    manque = decide("unanimite", compte(("1000.91515", 11)))
    assert (manque.resultat, manque.second_vote) == (Resultat.REJETEE, None)


@pytest.mark.req("I-05")
@pytest.mark.parametrize(
    ("article", "oui", "non", "resultat"),
    [
        ("25", ("300", 4), ("500.45759", 6), "rejetee"),
        ("25", ("300", 4), ("500.45758", 6), "sans_decision"),
        ("26", ("300", 4), ("667.27678", 7), "rejetee"),
        ("26", ("300", 4), ("667.27677", 7), "sans_decision"),
        ("26", ("300", 4), ("667.27678", 6), "sans_decision"),
    ],
)
def test_the_no_has_the_same_majority(article: str, oui: tuple[str, int], non: tuple[str, int], resultat: str) -> None:
    """A majority of no mirrors that of the yes, thresholds and heads; otherwise nothing is decided."""
    assert decide(article, compte(oui, non)).resultat.value == resultat


@pytest.mark.req("I-06")
def test_under_a_third_nothing_more_happens() -> None:
    """Art. 25-1 below a third: no decision, no second vote and, since 2020, no new meeting either."""
    decision = decide("25", compte("333.63838", "100"))
    assert decision.resultat is Resultat.SANS_DECISION
    assert decision.second_vote is None
    assert decision.nouvelle_assemblee is None
    assert any("n'a pas recueilli" in motif.texte for motif in decision.motifs)


@pytest.mark.req("MAJ-07")
def test_a_decision_says_why() -> None:
    """Each reason is a French sentence with an article and an address; the result is one of them."""
    decision = decide("26", ACHAT)
    assert all(motif.texte.endswith(".") and motif.article.adresse for motif in decision.motifs)
    texte = " ".join(motif.texte for motif in decision.motifs)
    assert "n'a pas pris de décision" in texte
    assert "588,0143 voix pour sur 1000,91516" in texte
    assert "article 25 en procédant immédiatement à un second vote" in texte


@pytest.mark.req("I-29")
def test_the_same_question_has_the_same_answer() -> None:
    """A decision is a pure function of the count, the article, the day and the policy."""
    assert decide("26", ACHAT) == decide("26", compte(("588.0143", 6)))


@pytest.mark.req("I-29")
def test_what_the_law_needs_and_nobody_knows_is_not_guessed() -> None:
    """Art. 26 without heads is not decided, nor is art. 26-1 without the members who took part."""
    cote, rien = Poids(voix=Fraction(700)), Poids(voix=Fraction(0))
    sans_tetes = Decompte(pour=cote, contre=rien, non_votant=Poids(voix=Fraction(300)))
    with pytest.raises(InvalidValue, match="nombre de copropriétaires inconnu"):
        decide("26", sans_tetes)
    connues = Decompte(
        pour=Poids(voix=Fraction(600), tetes=6),
        contre=Poids(voix=Fraction(), tetes=0),
        non_votant=Poids(voix=Fraction(400), tetes=4),
    )
    with pytest.raises(InvalidValue, match="participants : inconnus"):
        decide("26", connues)


def test_what_cannot_be_put_to_the_vote_is_not_decided() -> None:
    """A heading has no majority, and no day before the law has a rule."""
    with pytest.raises(InvalidValue, match="pas soumis au vote"):
        decide("aucun", ACHAT)
    with pytest.raises(InvalidValue, match="11/07/1965"):
        decider(ACHAT, article=ArticleDeVote("24"), le=date(1965, 7, 10))


def test_nobody_decides_where_nobody_has_a_voice() -> None:
    """On an empty key, no threshold is reached: not even « at least a third »."""
    vide = Decompte(
        pour=Poids(voix=Fraction(), tetes=0),
        contre=Poids(voix=Fraction(), tetes=0),
        participants=Poids(voix=Fraction(), tetes=0),
    )
    for article, resultat in (
        ("24", "rejetee"),
        ("25", "sans_decision"),
        ("26", "sans_decision"),
        ("unanimite", "rejetee"),
    ):
        decision = decide(article, vide)
        assert (decision.resultat.value, decision.second_vote) == (resultat, None)


@pytest.mark.req("MAJ-08")
def test_only_a_loan_may_lose_its_second_vote() -> None:
    """The policy on loans touches no other decision at art. 25."""
    sans = Politique(emprunt_a_son_second_vote=False)
    assert decide("25", compte("400", "100"), politique=sans).second_vote is not None
    emprunt = decider(compte("400", "100"), article=ArticleDeVote("25"), le=JOUR, emprunt=True, politique=sans)
    assert emprunt.second_vote is None


@pytest.mark.req("MAJ-07", "I-05")
@pytest.mark.parametrize(
    ("article", "oui", "non", "mesures"),
    [("24", "100", "200", 1), ("25", "300", "600", 2), ("25", "300", "200", 1), ("25", "600", "200", 1)],
)
def test_the_no_is_measured_where_it_decides(article: str, oui: str, non: str, mesures: int) -> None:
    """A refusal at 25 measures both sides; at 24, or without a refusal, the yes says it all."""
    textes = [motif.texte for motif in decide(article, compte(oui, non)).motifs]
    assert sum("la condition" in texte for texte in textes) == mesures
