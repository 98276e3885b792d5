"""The texts that end a resolution: its result, and what was done at a second vote."""

import pytest
from attrs import evolve
from gilbert import ATRILLON, LATOUR, MEURSAULT, PETRUS, YQUEM, bulletins, resolution, seance_de_12, syndicat_de_12
from hypothesis import given
from hypothesis import strategies as st

from lsc_domain.assemblee import (
    Depouillement,
    Scrutin,
    TextesDePassage,
    depouiller,
    passage_du_second_vote,
    texte_du_passage,
    texte_du_resultat,
)
from lsc_domain.assemblee.texte_de_passage import TEXTE_25_1, TEXTE_26_1, Passage
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import ResolutionId
from lsc_domain.testing.strategies import depouillements

DOUZE = syndicat_de_12()
UN = ResolutionId("1")
PASSAGES: tuple[Passage, ...] = ("25-1", "26-1")


def scrutin(article: str, *, second: bool = False) -> Scrutin:
    """Five yes of six, 436 voices: more than a third and half of the members, less than half of the voices."""
    oui = bulletins(DOUZE, oui=(ATRILLON, PETRUS, LATOUR, YQUEM, MEURSAULT))
    seance = seance_de_12(resolution("1", article), votes={UN: oui}, seconds_votes={UN: oui} if second else {})
    return depouiller(seance).unwrap().scrutin(UN)


@pytest.mark.req("MAJ-06", "MAJ-10")
@given(st.sampled_from(PASSAGES), st.lists(st.tuples(st.sampled_from(PASSAGES), st.text(max_size=5)), max_size=5))
def test_each_passage_is_remembered_apart(passage: Passage, retenus: list[tuple[Passage, str]]) -> None:
    """What is proposed for a passage is what was last kept for that one; an empty text brings the default back."""
    textes = TextesDePassage(agence="MARTIN")
    for lequel, texte in retenus:
        textes = textes.retenir(lequel, texte)
    dernier = next((texte.strip() for lequel, texte in reversed(retenus) if lequel == passage), "")
    assert textes.texte(passage) == (dernier or {"25-1": TEXTE_25_1, "26-1": TEXTE_26_1}[passage])
    assert textes.agence == "MARTIN"
    assert TextesDePassage(agence="DURAND").texte(passage) in {TEXTE_25_1, TEXTE_26_1}


@pytest.mark.req("MAJ-06", "MAJ-10")
@given(depouillements())
def test_a_text_goes_with_a_second_vote_and_only_then(depouillement: Depouillement) -> None:
    """The passage named is the one the law opened."""
    textes = TextesDePassage(passage_25_1="25-1", passage_26_1="26-1")
    for un in depouillement.scrutins:
        assert texte_du_passage(un, textes) == (un.second.passerelle.fondement if un.second else None)
        assert passage_du_second_vote(un) == texte_du_passage(un, textes)


@pytest.mark.req("MAJ-02", "MAJ-07")
@given(depouillements())
def test_a_result_is_written_for_every_vote(depouillement: Depouillement) -> None:
    """With the words of the screen; an item that is not put to the vote has none."""
    for un in depouillement.scrutins:
        if un.ligne.resolution.se_vote:
            assert un.libelle in texte_du_resultat(un)
        else:
            with pytest.raises(InvalidValue, match="n'a pas de résultat"):
                texte_du_resultat(un)


@pytest.mark.req("MAJ-06", "MAJ-10")
def test_the_two_passages_have_two_texts() -> None:
    """From 25 to 24, from 26 to 25, in the words of the law; none where the first vote decides."""
    textes = TextesDePassage()
    assert texte_du_passage(scrutin("25"), textes) == TEXTE_25_1
    assert texte_du_passage(scrutin("26"), textes) == TEXTE_26_1
    assert texte_du_passage(scrutin("24"), textes) is None
    assert "article 25-1" in TEXTE_25_1
    assert "article 26-1" in TEXTE_26_1


@pytest.mark.req("MAJ-02", "MAJ-07")
def test_the_result_is_that_of_the_vote_that_decided() -> None:
    """Before the second vote, the figures of the first; after it, those of the second, in French writing."""
    assert texte_du_resultat(scrutin("25")) == (
        "Résultat : PAS DE DECISION POSSIBLE (Revoter à l'art. 24). "
        "Voix (copropriétaires) : oui 436 (5), non 0 (0), abstentions 0 (0)."
    )
    seance = seance_de_12(
        resolution("1", "25"),
        votes={UN: bulletins(DOUZE, oui=(ATRILLON, PETRUS, LATOUR, YQUEM, MEURSAULT))},
        seconds_votes={UN: bulletins(DOUZE, oui=(ATRILLON,), non=(PETRUS, LATOUR))},
    )
    assert texte_du_resultat(depouiller(seance).unwrap().scrutin(UN)) == (
        "Résultat : REJETÉE à l'article 24. Voix (copropriétaires) : oui 74 (1), non 148 (2), abstentions 0 (0)."
    )
    assert scrutin("25", second=True).libelle in texte_du_resultat(scrutin("25", second=True))


def test_the_words_of_an_agency_are_its_own() -> None:
    """An agency has a name, if only an empty one."""
    assert evolve(TextesDePassage(), agence="A").retenir("25-1", " Second vote. ").texte("25-1") == "Second vote."
