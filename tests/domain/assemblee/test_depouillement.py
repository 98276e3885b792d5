"""The whole meeting counted and decided, line by line."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from gilbert import (
    ALOXE,
    ATRILLON,
    BOURNAC,
    BROUILLY,
    CHARGES,
    CLIQUOT,
    JOUR,
    LAFITTE,
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
    lots,
    presence,
    qui,
    resolution,
    seance_de_12,
    seance_de_13,
    syndicat_de_12,
    syndicat_de_13,
)
from returns.pipeline import is_successful

from lsc_domain.assemblee import (
    Amendement,
    Code,
    Depouillement,
    FeuilleDePresence,
    FicheDAssemblee,
    Mouvement,
    OrdreDuJour,
    Resolution,
    Scrutin,
    Seance,
    Sens,
    depouiller,
)
from lsc_domain.assemblee.refus import SecondVoteFerme
from lsc_domain.copropriete import CleDeRepartition, Coproprietaire, Empechement, Personne, Syndicat
from lsc_domain.loi import Politique, Resultat
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CleId, CoproprietaireId, ResolutionId

DOUZE, TREIZE = syndicat_de_12(), syndicat_de_13()
UN, DEUX = ResolutionId("1"), ResolutionId("2")
SIX = (BROUILLY, LATOUR, BOURNAC, LEPITRE, YQUEM, MORGON)
"""The six who vote on « Achat d'un droit immobilier »."""

Owners = tuple[CoproprietaireId, ...]


def achat(*, second: dict[str, Owners] | None = None, article: str = "26", **votes: Owners) -> Scrutin:
    """The screen of art. 26-1: six present of twelve, nobody else."""
    feuille = FeuilleDePresence(coproprietaires=tuple(DOUZE.rangs), presences=tuple(presence(un, "O") for un in SIX))
    seance = seance_de_12(
        resolution("1", article, titre="Achat d'un droit immobilier pour le compte de la copropriété"),
        feuille=feuille,
        votes={UN: bulletins(DOUZE, **(votes or {"oui": SIX}))},
        seconds_votes={UN: bulletins(DOUZE, **second)} if second is not None else {},
    )
    return depouiller(seance).unwrap().scrutin(UN)


def tout(seance: Seance) -> Depouillement:
    return depouiller(seance).unwrap()


@pytest.mark.req("AG-45", "AG-47", "AG-48", "I-25")
def test_the_reconstructed_minutes() -> None:
    """At vote 1 ALOXE and BROUILLY are absent; at 6 they are there: each table is that of its own moment."""
    seance = seance_de_13().enregistrer(
        ResolutionId("6"), bulletins(TREIZE, oui=(ALOXE, BROUILLY, LAFITTE, PETRUS), non=(LATOUR,))
    )
    scrutins = tout(seance)
    un, six = (scrutins.scrutin(ResolutionId(numero)).suffrages.tableau for numero in ("1", "6"))
    assert (un.presents_ou_representes.tetes, un.presents_ou_representes.voix) == (6, Fraction("419.0142"))
    assert (un.absents_ou_non_votants.tetes, un.absents_ou_non_votants.voix) == (3, Fraction("296.90096"))
    assert (six.presents_ou_representes.tetes, six.presents_ou_representes.voix) == (3, Fraction("234.90096"))
    for tableau in (un, six):
        assert (tableau.total.tetes, tableau.total.voix) == (13, TOTAL)
    assert scrutins.scrutin(UN).resultat is Resultat.ADOPTEE


@pytest.mark.req("MAJ-01", "MAJ-02", "MAJ-03", "MAJ-07", "AG-40")
def test_the_purchase_has_no_decision_yet() -> None:
    """Six OUI of six: « PAS DE DECISION POSSIBLE (Revoter à l'art. 25) », the second vote is open, not held."""
    scrutin = achat()
    assert scrutin.suffrages.decompte.pour.voix == Fraction("588.0143")
    assert scrutin.resultat is Resultat.SANS_DECISION
    assert scrutin.libelle == "PAS DE DECISION POSSIBLE (Revoter à l'art. 25)"
    assert scrutin.second is not None
    assert (scrutin.second.passerelle.fondement, scrutin.second.decision) == ("26-1", None)
    assert not scrutin.en_cours
    assert "Le second vote est ouvert et n'a pas été tenu." in scrutin.alertes


@pytest.mark.req("MAJ-04", "MAJ-07", "MAJ-09")
def test_the_second_vote_of_the_purchase() -> None:
    """The same six OUI: 588.0143 > 500.45758, « ACCEPTÉE à l'article 25 »; two votes are recorded, never three."""
    scrutin = achat(second={"oui": SIX})
    assert (scrutin.resultat, scrutin.libelle) == (Resultat.ADOPTEE, "ACCEPTÉE à l'article 25")
    assert scrutin.decision is not None
    assert scrutin.second is not None
    assert scrutin.second.decision is not None
    assert scrutin.decision.resultat is Resultat.SANS_DECISION
    assert scrutin.second.decision.second_vote is None
    assert any("Second vote de l'article 26-1" in motif.texte for motif in scrutin.motifs)


@pytest.mark.req("I-07", "MAJ-09")
def test_a_lost_second_vote_is_a_rejection() -> None:
    """At the second vote 438 are under 500.45758: rejected, though art. 24 would have passed."""
    scrutin = achat(second={"oui": (BROUILLY, LATOUR, BOURNAC, LEPITRE, MORGON)})
    assert (scrutin.resultat, scrutin.libelle) == (Resultat.REJETEE, "REJETÉE à l'article 25")


@pytest.mark.req("MAJ-05", "MAJ-03")
@pytest.mark.parametrize(
    ("article", "votes"),
    [
        ("26", {"oui": (BROUILLY, LATOUR), "non": (BOURNAC, LEPITRE, YQUEM, MORGON)}),  # 2 of 6
        ("25", {"oui": (LATOUR,), "non": (BROUILLY,)}),  # 74: under a third
        ("24", {"oui": (LATOUR,), "non": (BROUILLY,)}),
        ("unanimite", {"oui": SIX}),
    ],
)
def test_ballots_of_a_second_vote_that_is_not_open_are_refused(article: str, votes: dict[str, Owners]) -> None:
    """Nobody votes twice where the law opens no second vote."""
    seance = seance_de_12(
        resolution("1", article),
        votes={UN: bulletins(DOUZE, **votes)},
        seconds_votes={UN: bulletins(DOUZE, oui=(MORGON,))},
    )
    assert depouiller(seance).failure() == SecondVoteFerme(resolution=UN)


@pytest.mark.req("MAJ-08", "I-08")
def test_the_second_vote_of_art_25() -> None:
    """LEPITRE's only answer serves both votes by default, with an alert; a separate answer takes its place."""
    votes = {UN: bulletins(DOUZE, oui=(LEPITRE, YQUEM, MORGON), non=(PIERRE, PETRUS))}  # 360.0142: over a third
    seance = seance_de_12(resolution("1", "25"), votes=votes)
    second = {UN: bulletins(DOUZE, oui=(YQUEM,), non=(PETRUS,))}
    reporte = tout(evolve(seance, seconds_votes=second)).scrutin(UN)
    assert reporte.second is not None
    assert reporte.second.suffrages is not None
    assert qui(DOUZE, reporte.second.suffrages.bulletins.oui) == {LEPITRE, YQUEM}
    assert qui(DOUZE, reporte.second.suffrages.bulletins.non) == {PIERRE, PETRUS}
    assert any("2 réponse(s) par correspondance reprises" in alerte for alerte in reporte.alertes)
    separe = {UN: bulletins(DOUZE, oui=(YQUEM, PIERRE), non=(PETRUS, LEPITRE))}
    autre = tout(evolve(seance, seconds_votes=separe)).scrutin(UN)
    assert autre.second is not None
    assert autre.second.suffrages is not None
    assert qui(DOUZE, autre.second.suffrages.bulletins.oui) == {YQUEM, PIERRE}
    assert not any("reprises" in alerte for alerte in autre.alertes)


@pytest.mark.req("AG-37", "I-08")
def test_an_amended_resolution_is_amended_at_both_votes() -> None:
    """A favourable form is défaillant at the first vote, and its answer is not carried to the second."""
    votes = {UN: bulletins(DOUZE, oui=(LEPITRE, YQUEM, MORGON, PETRUS), non=(PIERRE,))}
    seance = seance_de_12(
        resolution("1", "25"),
        votes=votes,
        seconds_votes={UN: bulletins(DOUZE, oui=(YQUEM,), non=(LATOUR,))},
        amendements=(Amendement(resolution=UN),),
    )
    scrutin = tout(seance).scrutin(UN)
    assert qui(DOUZE, scrutin.suffrages.defaillants) == {LEPITRE}
    assert scrutin.second is not None
    assert scrutin.second.suffrages is not None
    assert qui(DOUZE, scrutin.second.suffrages.bulletins.oui) == {YQUEM}
    assert any("assimilés à des défaillants : LEPITRE Abel (450LEPITRE)" in alerte for alerte in scrutin.alertes)


# --- Sub-resolutions ----------------------------------------------------------------------------------------------


def avec_sous(parent: str, enfant: str, **faits: Any) -> Seance:
    """Resolution 1 and its sub-resolution 1.1."""
    return seance_de_12(resolution("1", parent, sous_resolutions=(resolution("1.1", enfant),)), **faits)


FILS = ResolutionId("1.1")


@pytest.mark.req("AG-21")
@pytest.mark.parametrize(
    ("article", "votes", "resultat"),
    [
        ("24", {"non": (PETRUS,)}, Resultat.REJETEE),
        ("25", {"oui": (PETRUS,)}, Resultat.SANS_DECISION),
        ("25", {"oui": (PETRUS,), "non": (YQUEM, MORGON, LATOUR, ATRILLON, MEURSAULT)}, Resultat.REJETEE),
    ],
)
def test_a_sub_resolution_falls_with_its_parent(article: str, votes: dict[str, Owners], resultat: Resultat) -> None:
    """A parent that is not adopted gives its own result to its children, whatever their ballots; untied, they stand."""
    seance = avec_sous(article, "24", votes={UN: bulletins(DOUZE, **votes), FILS: bulletins(DOUZE, oui=(PETRUS,))})
    lie = tout(seance).scrutin(FILS)
    assert (lie.resultat, lie.decision) == (resultat, None)
    assert "comme elle" in lie.motifs[0].texte
    assert lie.suffrages.decompte.pour.voix == 74
    libre = tout(evolve(seance, politique=Politique(sous_resolutions="independantes"))).scrutin(FILS)
    assert libre.resultat is Resultat.ADOPTEE


@pytest.mark.req("AG-21")
def test_an_adopted_parent_does_not_vote_for_its_children() -> None:
    """6 Oui with 6.1 Oui and 6.2 Non: each line is decided on its own ballots (X-12)."""
    seance = seance_de_12(
        resolution("6", sous_resolutions=(resolution("6.1"), resolution("6.2"))),
        votes={
            ResolutionId("6"): bulletins(DOUZE, oui=(PETRUS,)),
            ResolutionId("6.1"): bulletins(DOUZE, oui=(PETRUS,)),
            ResolutionId("6.2"): bulletins(DOUZE, non=(PETRUS,)),
        },
    )
    assert [un.resultat.value for un in tout(seance).scrutins] == ["adoptee", "adoptee", "rejetee"]


@pytest.mark.req("AG-21", "MAJ-09")
def test_a_child_of_a_second_vote_is_decided_at_once() -> None:
    """The parent passed at its second vote, at 24: its child due at 25 is decided at 24, without second vote."""
    seance = avec_sous(
        "25",
        "25",
        votes={UN: bulletins(DOUZE, oui=(YQUEM, MORGON, PETRUS)), FILS: bulletins(DOUZE, oui=(PETRUS,))},
        seconds_votes={UN: bulletins(DOUZE, oui=(YQUEM,))},
    )
    fils = tout(seance).scrutin(FILS)
    assert (fils.resultat, fils.second) == (Resultat.ADOPTEE, None)
    assert fils.decision is not None
    assert str(fils.decision.article) == "24"
    assert fils.motifs[0].texte.startswith("La résolution dont celle-ci dépend")
    libre = tout(evolve(seance, politique=Politique(sous_resolutions="independantes"))).scrutin(FILS)
    assert libre.resultat is Resultat.SANS_DECISION
    encore = evolve(seance, seconds_votes={**seance.seconds_votes, FILS: bulletins(DOUZE, oui=(PETRUS,))})
    assert depouiller(encore).failure() == SecondVoteFerme(resolution=FILS)


@pytest.mark.req("AG-21")
@pytest.mark.parametrize(("enfant", "attendu"), [("26", "26"), ("24", "24"), ("unanimite", "unanimite")])
def test_only_a_child_due_at_25_comes_down(enfant: str, attendu: str) -> None:
    """A child at 24, 26 or unanimity keeps its own majority."""
    seance = avec_sous(
        "25",
        enfant,
        votes={UN: bulletins(DOUZE, oui=(YQUEM, MORGON, PETRUS)), FILS: bulletins(DOUZE, oui=(PETRUS,))},
        seconds_votes={UN: bulletins(DOUZE, oui=(YQUEM,))},
    )
    fils = tout(seance).scrutin(FILS)
    assert fils.decision is not None
    assert str(fils.decision.article) == attendu


@pytest.mark.req("AG-21", "AG-02")
def test_the_children_of_a_heading_count_on_their_own() -> None:
    """A heading is not voted; its children are."""
    seance = avec_sous("aucun", "24", votes={FILS: bulletins(DOUZE, oui=(PETRUS,))})
    titre, fils = tout(seance).scrutins
    assert (titre.resultat, titre.decision) == (Resultat.PAS_DE_VOTE, None)
    assert titre.suffrages.decompte.total.voix == TOTAL
    assert fils.resultat is Resultat.ADOPTEE


# --- Rival candidates ----------------------------------------------------------------------------------------------


def candidats(*votes: dict[str, Owners] | None, second: str = "") -> Depouillement | SecondVoteFerme:
    """Two candidates to the office of syndic, at 25 c, and their first votes."""
    seance = seance_de_12(
        *(resolution(str(rang), "25 c", concurrence="syndic") for rang, _ in enumerate(votes, 1)),
        votes={ResolutionId(str(rang)): bulletins(DOUZE, **un) for rang, un in enumerate(votes, 1) if un is not None},
        seconds_votes={ResolutionId(second): bulletins(DOUZE, oui=(YQUEM,))} if second else {},
    )
    resultat = depouiller(seance)
    refus = resultat.swap().value_or(None)
    assert refus is None or isinstance(refus, SecondVoteFerme)
    return refus or resultat.unwrap()


GAGNE = {"oui": (YQUEM, MORGON, PETRUS, LATOUR, ATRILLON)}  # 516
TIERS = {"oui": (YQUEM, MORGON, PETRUS)}  # 368: a third, not half


@pytest.mark.req("MAJ-03", "MAJ-08")
def test_nobody_has_a_second_vote_before_each_had_a_first() -> None:
    """Décret art. 19: the first candidate waits for the other, even with a third of the voices."""
    attente = candidats(TIERS, None)
    assert isinstance(attente, Depouillement)
    premier = attente.scrutins[0]
    assert (premier.resultat, premier.second) == (Resultat.SANS_DECISION, None)
    assert "il reste 2" in premier.motifs[-1].texte
    assert candidats(TIERS, None, second="1") == SecondVoteFerme(resolution=UN)


@pytest.mark.req("MAJ-03", "MAJ-08")
def test_once_each_was_voted_the_second_votes_open() -> None:
    """Both had their first vote and none was chosen: the second vote of each that has a third is open."""
    tous = candidats(TIERS, {"oui": (ATRILLON,)}, second="1")
    assert isinstance(tous, Depouillement)
    assert [un.resultat for un in tous.scrutins] == [Resultat.ADOPTEE, Resultat.SANS_DECISION]


@pytest.mark.req("MAJ-03")
def test_a_rival_chosen_at_the_first_vote_ends_it() -> None:
    """The other is then without object if nobody voted on it, and has no second vote if somebody did."""
    sans_vote, avec_vote = candidats(GAGNE, None), candidats(TIERS, GAGNE)
    assert isinstance(sans_vote, Depouillement)
    assert isinstance(avec_vote, Depouillement)
    assert [un.resultat for un in sans_vote.scrutins] == [Resultat.ADOPTEE, Resultat.SANS_OBJET]
    assert [un.resultat for un in avec_vote.scrutins] == [Resultat.SANS_DECISION, Resultat.ADOPTEE]
    assert avec_vote.scrutins[0].second is None
    assert "concurrente, est adoptée" in avec_vote.scrutins[0].motifs[-1].texte
    assert candidats(TIERS, GAGNE, second="1") == SecondVoteFerme(resolution=UN)


# --- Purity, refusals of the caller, alerts ------------------------------------------------------------------------


@pytest.mark.req("I-29", "I-25")
def test_counting_is_a_pure_function() -> None:
    """Asking twice gives the same answer; the order of the ballots and of the agenda's other lines is nothing."""
    assert depouiller(seance_de_13()) == depouiller(seance_de_13())
    seule = seance_de_13(resolution("1"), feuille=evolve(seance_de_13().feuille, mouvements=()))
    assert tout(seule).scrutin(UN).suffrages.decompte == tout(seance_de_13()).scrutin(UN).suffrages.decompte


@pytest.mark.req("AG-02", "AG-28")
def test_a_line_without_article_or_key_is_not_counted() -> None:
    """An agenda in preparation cannot be put to the vote."""
    for manque, message in (({"article": None}, "sans article"), ({"cle": None}, "sans clé")):
        with pytest.raises(InvalidValue, match=message):
            depouiller(seance_de_12(resolution("1", **manque)))


@pytest.mark.req("I-12", "I-13", "AG-16")
@pytest.mark.parametrize(
    ("mandataire", "fragment"),
    [
        (Personne(nom="Le syndic", empechement=Empechement.SYNDIC), "il est le syndic"),
        (Personne(coproprietaire=BROUILLY), "BROUILLY Alfred est codé N"),
        (Personne(coproprietaire=MORGON), ""),
    ],
)
def test_irregular_proxies_are_counted_as_declared(mandataire: Personne, fragment: str) -> None:
    """The ballot counts, and an alert says what is wrong with the proxy."""
    presences = tuple(un for un in feuille_de_12().presences if un.coproprietaire != ATRILLON)
    feuille = evolve(feuille_de_12(), presences=(*presences, presence(ATRILLON, "R", mandataire)))
    seance = seance_de_12(feuille=feuille, votes={UN: bulletins(DOUZE, oui=(ATRILLON,))})
    scrutin = tout(seance).scrutin(UN)
    assert scrutin.suffrages.decompte.pour.voix == 74
    alertes = [alerte for alerte in scrutin.alertes if alerte.startswith("Pouvoirs comptés tels que déclarés.")]
    assert len(alertes) == bool(fragment)
    assert all(fragment in alerte for alerte in alertes)


@pytest.mark.req("I-13")
def test_a_debtor_who_holds_proxies_is_said_on_his_own_line() -> None:
    """MORGON holds a proxy: forbidden on the line that excludes him (art. 19-2), not on the others."""
    presences = tuple(un for un in feuille_de_12().presences if un.coproprietaire != ATRILLON)
    feuille = evolve(feuille_de_12(), presences=(*presences, presence(ATRILLON, "R", Personne(coproprietaire=MORGON))))
    seance = seance_de_12(resolution("1"), resolution("2", exclus=frozenset((MORGON,))), feuille=feuille)
    alertes = [" ".join(un.alertes) for un in tout(seance).scrutins]
    assert ["débiteur" in un for un in alertes] == [False, True]


@pytest.mark.req("AG-28", "I-10")
def test_votes_without_a_voice_are_said() -> None:
    """The ballot of an excluded owner is ignored, by name."""
    seance = seance_de_12(
        resolution("1", exclus=frozenset((MORGON,))), votes={UN: bulletins(DOUZE, oui=(MORGON, PETRUS))}
    )
    scrutin = tout(seance).scrutin(UN)
    assert scrutin.suffrages.decompte.pour.voix == 74
    assert any("Votes sans effet" in un and "MORGON Charles" in un for un in scrutin.alertes)


@pytest.mark.req("I-09")
def test_a_reduction_is_said_on_every_line() -> None:
    """A reduced owner is an alert of each line of the key; without a general key, another alert says so."""
    parts = {"A": "700", "B": "200", "C": "100"}
    syndicat = Syndicat(
        nom="S",
        cles=(CleDeRepartition(code=CHARGES, generale=True),),
        coproprietaires=tuple(
            Coproprietaire(id=CoproprietaireId(nom), nom=nom, lots=lots({nom: part})) for nom, part in parts.items()
        ),
    )
    seance = Seance(
        fiche=FicheDAssemblee(reference="x", date=date(2023, 6, 15)),
        syndicat=syndicat,
        ordre_du_jour=OrdreDuJour((resolution("1"), resolution("2", "25"))),
        feuille=FeuilleDePresence(coproprietaires=tuple(syndicat.rangs)),
    )
    assert all("réduites" in " ".join(un.alertes) for un in tout(seance).scrutins)
    sans = evolve(syndicat, cles=(CleDeRepartition(code=CHARGES),))
    sans_generale = tout(evolve(seance, syndicat=sans))
    assert sans_generale.alertes == (
        "Aucune clé n'est générale : ni réduction de voix ni plafond de pouvoirs ne s'appliquent.",
    )
    assert sans_generale.scrutin(UN).suffrages.decompte.total.voix == 1000


@pytest.mark.req("AG-28")
def test_a_line_nobody_may_vote_on_is_not_adopted() -> None:
    """Everybody is excluded: the whole is nothing, and nothing is adopted."""
    seance = seance_de_12(
        resolution("1", exclus=frozenset(DOUZE.rangs)), votes={UN: bulletins(DOUZE, oui=(PETRUS, MORGON))}
    )
    scrutin = tout(seance).scrutin(UN)
    assert (scrutin.suffrages.decompte.total.voix, scrutin.resultat) == (0, Resultat.REJETEE)


@pytest.mark.req("I-11", "I-10")
def test_the_bureau_is_elected_at_24_whatever_the_attendance() -> None:
    """One owner comes, with 62 voices of 1000.91516, and elects the chair: there is no quorum."""
    feuille = FeuilleDePresence(coproprietaires=tuple(DOUZE.rangs), presences=(presence(CLIQUOT, "O"),))
    seance = seance_de_12(
        resolution("1", titre="Élection du président de séance"),
        feuille=feuille,
        votes={UN: bulletins(DOUZE, oui=(CLIQUOT,))},
    )
    assert tout(seance).scrutin(UN).resultat is Resultat.ADOPTEE


@pytest.mark.req("I-15", "I-27", "I-28")
def test_who_comes_and_goes_changes_the_lines_that_follow() -> None:
    """LEPITRE's form counts at 1, his person at 2; MORGON leaves at 2 with his mandant, and his vote at 1 stays."""
    presences = tuple(un for un in feuille_de_12().presences if un.coproprietaire != ATRILLON)
    mouvements = (
        Mouvement(sens=Sens.ARRIVEE, coproprietaire=LEPITRE, resolution=DEUX, code=Code.PRESENT),
        Mouvement(sens=Sens.DEPART, coproprietaire=MORGON, resolution=DEUX),
    )
    feuille = evolve(
        feuille_de_12(),
        presences=(*presences, presence(ATRILLON, "R", Personne(coproprietaire=MORGON))),
        mouvements=mouvements,
    )
    oui = (LEPITRE, MORGON, ATRILLON)
    seance = seance_de_12(
        resolution("1"),
        resolution("2"),
        feuille=feuille,
        votes={UN: bulletins(DOUZE, oui=oui), DEUX: bulletins(DOUZE, oui=oui)},
    )
    un, deux = (scrutin.suffrages for scrutin in tout(seance).scrutins)
    assert (qui(DOUZE, un.bulletins.oui), qui(DOUZE, deux.bulletins.oui)) == (set(oui), {LEPITRE})
    assert (un.tableau.par_correspondance.tetes, deux.tableau.par_correspondance.tetes) == (1, 0)
    assert deux.tableau.presents_ou_representes.voix == Fraction("66.0142")


@pytest.mark.req("MAJ-12")
@pytest.mark.parametrize(("article", "resultat"), [("25", Resultat.ADOPTEE), ("26", Resultat.SANS_DECISION)])
def test_the_article_given_is_the_one_applied(article: str, resultat: Resultat) -> None:
    """The same purchase with 588.0143 passes at 25 and not at 26: the article is data."""
    assert achat(article=article).resultat is resultat


@pytest.mark.req("I-04")
def test_unanimity_buttons_are_not_unanimity() -> None:
    """Every voter says yes, four owners are absent: adopted at 24, not unanimous."""
    votants = (ATRILLON, PETRUS, LATOUR, LEPITRE, YQUEM, MEURSAULT, MORGON, PIERRE)
    for article, resultat in (("24", Resultat.ADOPTEE), ("unanimite", Resultat.REJETEE)):
        seance = seance_de_12(resolution("1", article), votes={UN: bulletins(DOUZE, oui=votants)})
        assert tout(seance).scrutin(UN).resultat is resultat


@pytest.mark.req("I-05")
def test_a_linked_child_of_a_line_without_object() -> None:
    """A sub-resolution of a rival not chosen is without object as well, and is said so."""
    perdant: Resolution = resolution("2", "25 c", concurrence="syndic", sous_resolutions=(resolution("2.1"),))
    seance = seance_de_12(resolution("1", "25 c", concurrence="syndic"), perdant, votes={UN: bulletins(DOUZE, **GAGNE)})
    fils = tout(seance).scrutin(ResolutionId("2.1"))
    assert fils.resultat is Resultat.SANS_OBJET
    assert "sans objet comme elle" in fils.motifs[0].texte


def test_the_date_of_the_meeting_is_the_law_that_applies() -> None:
    """The same purchase before June 2020 opens no second vote; before the law nothing is decided."""
    feuille = FeuilleDePresence(coproprietaires=tuple(DOUZE.rangs), presences=tuple(presence(un, "O") for un in SIX))
    for jour, ouvert in ((date(2020, 5, 31), False), (date(2020, 6, 1), True), (JOUR, True)):
        seance = seance_de_12(
            resolution("1", "26"),
            fiche=FicheDAssemblee(reference="x", date=jour),
            feuille=feuille,
            votes={UN: bulletins(DOUZE, oui=SIX)},
        )
        assert is_successful(depouiller(seance))
        assert (tout(seance).scrutin(UN).second is not None) is ouvert


@pytest.mark.req("AG-21", "MAJ-09")
def test_a_second_vote_at_25_brings_no_child_down() -> None:
    """The parent of 26 passed at its second vote, at 25: its sub-resolution due at 25 stays at 25."""
    feuille = FeuilleDePresence(coproprietaires=tuple(DOUZE.rangs), presences=tuple(presence(un, "O") for un in SIX))
    seance = avec_sous(
        "26",
        "25",
        feuille=feuille,
        votes={UN: bulletins(DOUZE, oui=SIX), FILS: bulletins(DOUZE, oui=(MORGON,))},
        seconds_votes={UN: bulletins(DOUZE, oui=SIX)},
    )
    parent, fils = tout(seance).scrutins
    assert parent.resultat is Resultat.ADOPTEE
    assert fils.decision is not None
    assert (str(fils.decision.article), fils.resultat) == ("25", Resultat.SANS_DECISION)


@pytest.mark.req("AG-21")
def test_a_parent_adopted_at_once_brings_no_child_down() -> None:
    """Adopted at its first vote, the parent leaves its children their own majority and their own second vote."""
    votes = {UN: bulletins(DOUZE, **GAGNE), FILS: bulletins(DOUZE, **TIERS)}
    seance = avec_sous("25", "25", votes=votes, seconds_votes={FILS: bulletins(DOUZE, oui=(YQUEM,))})
    fils = tout(seance).scrutin(FILS)
    assert (fils.resultat, fils.libelle) == (Resultat.ADOPTEE, "ACCEPTÉE à l'article 24")


@pytest.mark.req("MAJ-03", "MAJ-08")
def test_rivals_are_those_of_one_set() -> None:
    """The syndic chosen at 1 ends neither the choice of an architect at 2 nor resolution 3, and waits for neither."""
    seance = seance_de_12(
        resolution("1", "25 c", concurrence="syndic"),
        resolution("2", "25", concurrence="architecte"),
        resolution("3", "25"),
        resolution("4", "25", concurrence="architecte"),
        votes={ResolutionId(numero): bulletins(DOUZE, **TIERS) for numero in "234"} | {UN: bulletins(DOUZE, **GAGNE)},
    )
    un, *autres = tout(seance).scrutins
    assert un.resultat is Resultat.ADOPTEE
    assert all(autre.second is not None for autre in autres)


@pytest.mark.req("I-08", "AG-37")
@pytest.mark.parametrize(
    ("politique", "second", "contre"),
    [
        ("reporter", (), {PETRUS, LEPITRE, PIERRE}),
        ("defaillant", (), {PETRUS}),
        ("defaillant", (LEPITRE,), {PETRUS, LEPITRE}),
    ],
)
def test_silence_at_a_second_vote_under_elan(politique: str, second: Owners, contre: set[CoproprietaireId]) -> None:
    """In 2019 a form that abstains is against; by policy, one that does not answer the second question is nothing."""
    votes = {UN: bulletins(DOUZE, oui=(YQUEM, MORGON, LATOUR), abstention=(LEPITRE, PIERRE))}
    seance = seance_de_12(
        resolution("1", "25"),
        fiche=FicheDAssemblee(reference="x", date=date(2019, 6, 15)),
        votes=votes,
        seconds_votes={UN: bulletins(DOUZE, oui=(YQUEM,), non=(PETRUS,), abstention=second)},
        politique=Politique(correspondance_au_second_vote=politique),  # type: ignore[arg-type]
    )
    scrutin = tout(seance).scrutin(UN)
    assert scrutin.second is not None
    assert scrutin.second.suffrages is not None
    assert qui(DOUZE, scrutin.second.suffrages.opposants) == contre


@pytest.mark.req("AG-28", "I-11")
def test_a_meeting_with_nothing_to_say_has_no_alert() -> None:
    """Every ballot counts, the forms are of an age when forms exist: no alert, even where one owner is excluded."""
    votes = {UN: bulletins(DOUZE, oui=(PETRUS, BROUILLY, LEPITRE))}
    assert tout(seance_de_12(votes=votes)).scrutin(UN).alertes == ()
    exclu = seance_de_12(resolution("1", exclus=frozenset((MORGON, BROUILLY))), votes=votes)
    assert tout(exclu).scrutin(UN).alertes == ()  # BROUILLY is absent: his ballot is not one of this line
    veille = FicheDAssemblee(reference="x", date=date(2020, 7, 3))
    assert "praticable" in tout(seance_de_12(fiche=veille)).scrutin(UN).alertes[0]
    sans_formulaire = FeuilleDePresence(coproprietaires=tuple(DOUZE.rangs), presences=(presence(PETRUS, "O"),))
    assert tout(seance_de_12(fiche=veille, feuille=sans_formulaire)).scrutin(UN).alertes == ()
    hors_cle = seance_de_12(resolution("1", exclus=frozenset((LEPITRE, PIERRE))), fiche=veille)
    assert tout(hors_cle).scrutin(UN).alertes == ()


@pytest.mark.parametrize(("exclus", "reste"), [(9, ""), (10, ""), (11, " et 1 autre(s)"), (12, " et 2 autre(s)")])
def test_ten_names_are_all_named(exclus: int, reste: str) -> None:
    """An alert counts only beyond ten names."""
    ignores = tuple(DOUZE.rangs)[:exclus]
    seance = seance_de_12(
        resolution("1", exclus=frozenset(ignores)),
        feuille=FeuilleDePresence(
            coproprietaires=tuple(DOUZE.rangs), presences=tuple(presence(un, "O") for un in DOUZE.rangs)
        ),
        votes={UN: bulletins(DOUZE, oui=ignores)},
    )
    (alerte,) = tout(seance).scrutin(UN).alertes
    assert alerte.count("(450") == min(exclus, 10)
    assert alerte.endswith(f"){reste}.")


@pytest.mark.req("AG-02")
def test_a_heading_without_a_key_is_shown_on_the_general_one() -> None:
    """A heading needs no key: its table is that of the general key, or of the first when none is general."""
    speciale = CleDeRepartition(code=CleId("020"))
    for generale, total in ((True, TOTAL), (False, 0)):
        cles = (speciale, CleDeRepartition(code=CHARGES, generale=generale))
        seance = seance_de_12(resolution("1", "aucun", cle=None), syndicat=evolve(DOUZE, cles=cles))
        assert tout(seance).scrutin(UN).suffrages.decompte.total.voix == total


@pytest.mark.req("MAJ-08")
@pytest.mark.parametrize(
    ("emprunt", "herite", "second"), [(True, True, True), (True, False, False), (False, False, True)]
)
def test_a_loan_inherits_the_second_vote_of_its_works_or_not(emprunt: bool, herite: bool, second: bool) -> None:
    """Art. 26-4: the same majority as the works; whether their second vote comes along is a policy."""
    seance = seance_de_12(
        resolution("1", "25 f", emprunt=emprunt),
        votes={UN: bulletins(DOUZE, **TIERS)},
        politique=Politique(emprunt_a_son_second_vote=herite),
    )
    assert (tout(seance).scrutin(UN).second is not None) is second


@pytest.mark.req("AG-02")
def test_a_heading_is_counted_for_nobody_even_under_elan() -> None:
    """In 2019 silence was a no on a resolution put to the vote; a heading is none, and says so once."""
    scrutin = tout(
        seance_de_12(resolution("1", "aucun"), fiche=FicheDAssemblee(reference="x", date=date(2019, 6, 15)))
    ).scrutin(UN)
    assert scrutin.suffrages.decompte.non_votant == scrutin.suffrages.decompte.total
    assert [un.texte for un in scrutin.motifs] == ["Ce point n'est pas soumis au vote."]
    assert scrutin.motifs[0].article.numero == "13"
    assert scrutin.alertes == ()


@pytest.mark.req("MAJ-04", "MAJ-07")
def test_every_line_keeps_its_decision_its_article_and_its_alerts() -> None:
    """A rival set aside still shows what its first vote measured; a second decision is of its own article and day."""
    rivaux = candidats(TIERS, GAGNE)
    assert isinstance(rivaux, Depouillement)
    perdant = rivaux.scrutins[0]
    assert perdant.decision is not None
    assert perdant.decision.constats[0].requis == TOTAL / 2
    assert perdant.alertes == ()
    assert "La résolution 2, concurrente" in perdant.motifs[-1].texte
    seance = seance_de_12(
        resolution("1", "25"), votes={UN: bulletins(DOUZE, **TIERS)}, seconds_votes={UN: bulletins(DOUZE, **TIERS)}
    )
    scrutin = tout(seance).scrutin(UN)
    assert scrutin.decision is not None
    assert scrutin.second is not None
    assert scrutin.second.decision is not None
    assert (str(scrutin.second.decision.article), scrutin.second.decision.le) == ("24", JOUR)
    assert scrutin.motifs == (*scrutin.decision.motifs, *scrutin.second.decision.motifs)
    assert tout(seance_de_12(resolution("1", "24"), votes={UN: bulletins(DOUZE, **GAGNE)})).scrutin(UN).alertes == ()


@pytest.mark.req("MAJ-03")
@pytest.mark.parametrize(("jour", "dit"), [(JOUR, True), (date(2019, 6, 15), False)])
def test_a_second_vote_not_held_is_said_where_the_law_commands_it(jour: date, dit: bool) -> None:
    """« Se prononce », since June 2020; before, the meeting could leave it, and nothing is said."""
    seance = seance_de_12(
        resolution("1", "25"),
        fiche=FicheDAssemblee(reference="x", date=jour),
        feuille=FeuilleDePresence(
            coproprietaires=tuple(DOUZE.rangs), presences=tuple(presence(qui, "O") for qui in DOUZE.rangs)
        ),
        votes={UN: bulletins(DOUZE, **TIERS)},
    )
    alertes = tout(seance).scrutin(UN).alertes
    assert alertes == (("Le second vote est ouvert et n'a pas été tenu.",) if dit else ())
