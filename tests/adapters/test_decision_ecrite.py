"""`lsc.decision/1`: the written form of what the law decides from totals."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction

import pytest
from documents import Doc
from formes import DECISION, ecarts, flottants
from hypothesis import given
from hypothesis import strategies as st

from lsc_adapters.codec.converter import write
from lsc_adapters.codec.decision import write_decision
from lsc_domain.loi import ArticleDeVote, Decision, Decompte, Poids, decider
from lsc_domain.testing.strategies import decisions


def ecrire(decision: Decision) -> Doc:
    relu: Doc = json.loads(json.dumps(write(write_decision(decision))))
    return relu


def compte(pour: str, contre: str, *, total: str = "1000", membres: tuple[int, int, int] | None = None) -> Decompte:
    """`membres`: how many there are, vote for, and take part."""
    oui, non = Fraction(pour), Fraction(contre)
    tous, favorables, participants = membres or (None, None, None)
    return Decompte(
        pour=Poids(voix=oui, tetes=favorables),
        contre=Poids(voix=non, tetes=None if tous is None else 0),
        abstention=Poids(voix=Fraction(), tetes=None if tous is None else 0),
        non_votant=Poids(
            voix=Fraction(total) - oui - non, tetes=None if tous is None or favorables is None else tous - favorables
        ),
        participants=Poids(voix=oui + non, tetes=participants),
    )


def decision(article: str, decompte: Decompte, le: date = date(2023, 6, 15)) -> Doc:
    return ecrire(decider(decompte, article=ArticleDeVote.lire(article), le=le))


class TestForm:
    @given(st.deferred(decisions))
    def test_every_key_of_the_contract_stands_and_nothing_is_a_float(self, une: Decision) -> None:
        ecrite = ecrire(une)
        assert ecarts(ecrite, DECISION) == []
        assert flottants(ecrite) == []
        assert ecrite["format"] == "lsc.decision/1"

    @given(st.deferred(decisions))
    def test_a_threshold_is_never_written_below_itself(self, une: Decision) -> None:
        """What is written as required is required: rounding goes up, by less than a hundred-thousandth."""
        for seuil in (ecrire(une)["seuil"], ecrire(une)["seuil"]["tetes"]):
            if seuil is not None:
                ecart = Fraction(seuil["requis"]) - Fraction(seuil["exact"])
                assert 0 <= ecart < Fraction(1, 100_000)
                assert Fraction(seuil["manque"]) >= 0

    def test_the_case_of_the_contract(self) -> None:
        ecrite = decision("25", compte("400", "180"))
        assert ecrite["resultat"] == "sans_decision"
        assert ecrite["second_vote"] == {"article": "24", "fondement": "25-1"}
        assert ecrite["nouvelle_assemblee"] is None
        assert ecrite["seuil"] == {
            "requis": "500",
            "strict": True,
            "manque": "100",
            "exact": "500",
            "tetes": None,
        }
        assert (ecrite["article"], ecrite["date"]) == ("25", "2023-06-15")

    def test_a_second_vote_and_a_new_meeting_are_null_when_the_law_opens_none(self) -> None:
        ecrite = decision("24", compte("400", "180"))
        assert (ecrite["resultat"], ecrite["second_vote"], ecrite["nouvelle_assemblee"]) == ("adoptee", None, None)

    def test_a_new_meeting_within_three_months(self) -> None:
        """Art. 25-1 as it was in June 2019: under the third, a meeting re-convened within three months."""
        ecrite = decision("25 c", compte("300", "100"), date(2019, 6, 15))
        assert (ecrite["second_vote"], ecrite["nouvelle_assemblee"]) == (None, {"article": "24", "delai_mois": 3})

    @pytest.mark.parametrize(
        ("requis", "exact", "total"),
        [
            ("666.66667", "2000/3", "1000"),
            ("667.27678", "25022879/37500", "1000.91516"),
            ("0.00001", "1/150000", "0.00001"),
            ("66.66667", "200/3", "100"),
            ("600", "600", "900"),
        ],
    )
    @pytest.mark.req("MAJ-11")
    def test_two_thirds(self, requis: str, exact: str, total: str) -> None:
        """Rounded up at five decimals where it has no end, with the exact fraction beside it; else plain."""
        seuil = decision("26", compte("0", "0", total=total, membres=(12, 6, 6)))["seuil"]
        assert (seuil["requis"], seuil["exact"], seuil["strict"]) == (requis, exact, False)
        assert seuil["manque"] == requis

    @pytest.mark.req("MAJ-02")
    def test_heads_are_in_the_threshold_of_article_26(self) -> None:
        """More than half of twelve is more than six, strictly: at six nobody is missing but one."""
        tetes = decision("26", compte("588.0143", "0", total="1000.91516", membres=(12, 6, 6)))["seuil"]["tetes"]
        assert (tetes["requis"], tetes["strict"], tetes["tetes"]) == ("6", True, None)

    def test_each_motif_has_its_article_and_its_address(self) -> None:
        motifs = decision("25", compte("400", "180"))["motifs"]
        assert [motif["article"] for motif in motifs] == ["25", "25", "25-1"]
        assert len({motif["texte"] for motif in motifs}) == 3
