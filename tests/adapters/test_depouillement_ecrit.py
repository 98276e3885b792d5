"""`lsc.depouillement/1`: the written form of a count, against the contract and against the trade's own figures."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from documents import GILBERT, Doc, changer, gilbert, minimal, oter
from formes import DEPOUILLEMENT, LIGNES, ecarts, flottants, somme
from hypothesis import given
from hypothesis import strategies as st

from lsc_adapters.codec.assemblee import declarer
from lsc_adapters.codec.converter import write
from lsc_adapters.codec.depouillement import write_depouillement
from lsc_domain.assemblee import Depouillement, depouiller, etablir
from lsc_domain.testing.strategies import depouillements

GOLDEN = Path(__file__).parent / "golden" / "gilbert.depouillement.json"


def compter(doc: Doc) -> Doc:
    """Read, count and write a meeting; what is written is plain JSON."""
    ecrit = write(write_depouillement(depouiller(etablir(declarer(doc)).unwrap()).unwrap()))
    relu: Doc = json.loads(json.dumps(ecrit))
    return relu


def ligne(doc: Doc, numero: str = "1") -> Doc:
    (trouvee,) = [une for une in compter(doc)["resolutions"] if une["numero"] == numero]
    return dict(trouvee)


GILBERT_ECRIT = compter(gilbert())
LIGNE = {une["numero"]: une for une in GILBERT_ECRIT["resolutions"]}


@pytest.mark.req("AG-48")
@given(st.deferred(depouillements))
def test_on_any_meeting_every_key_stands_and_every_partition_sums_to_its_total(compte: Depouillement) -> None:
    """Of any shape, with its movements, forms, proxies and second votes; and nothing is a float."""
    ecrit = json.loads(json.dumps(write(write_depouillement(compte))))
    assert ecarts(ecrit, DEPOUILLEMENT) == []
    assert flottants(ecrit) == []
    assert ecrit["format"] == "lsc.depouillement/1"
    assert [une["numero"] for une in ecrit["resolutions"]] == [un.ligne.resolution.numero for un in compte.scrutins]
    for une in ecrit["resolutions"]:
        verifier_les_sommes(une)
        verifier_le_second_vote(une)
    presences = ecrit["presences"]
    assert sum(Fraction(presences[code]["tantiemes"]) for code in "NORDC") == Fraction(presences["total"]["tantiemes"])
    assert sum(presences[code]["nombre"] for code in "NORDC") == presences["total"]["nombre"]


def verifier_les_sommes(une: Doc) -> None:
    """The four sides, the four rows of the « Votants » table, and the second vote's sides make their totals."""
    for vote in filter(None, (une, une["second_vote"])):
        if vote["tantiemes"] is not None:
            assert somme(vote["tantiemes"]) == Fraction(vote["tantiemes"]["total"])
            assert sum(vote["coproprietaires"].values()) == 2 * vote["coproprietaires"]["total"]
    rangees = [une["votants"][nom] for nom in LIGNES]
    assert sum(Fraction(rangee["tantiemes"]) for rangee in rangees) == Fraction(une["tantiemes"]["total"])
    assert sum(rangee["nombre"] for rangee in rangees) == une["coproprietaires"]["total"]
    non_votants = {"tantiemes": une["tantiemes"]["non_votant"], "nombre": une["coproprietaires"]["non_votant"]}
    assert une["votants"]["absents_ou_non_votants"] == non_votants


def verifier_le_second_vote(une: Doc) -> None:
    """It has its figures when it is held and only then; where it was held, its result is that of the line."""
    second = une["second_vote"]
    if second is None:
        return
    tenu = second["resultat"] is not None
    assert tenu == (second["tantiemes"] is not None) == (second["coproprietaires"] is not None)
    assert second["fondement"] in {"25-1", "26-1"}
    if tenu:
        assert une["resultat"] == second["resultat"]
        assert second["resultat"] in {"adoptee", "rejetee"}
    else:
        assert une["resultat"] in {"rejetee", "sans_decision"}


class TestSecondVote:
    """Of 1000 at art. 25: A (400) yes, B (350) no, C (250) abstains: a third is reached, a half is not."""

    votes: Doc = {"A": "oui", "B": "non", "C": "abstention"}  # noqa: RUF012

    def test_none_where_the_law_opens_none(self) -> None:
        assert ligne(minimal("25", votes={"1": {"B": "non", "A": "non"}}))["second_vote"] is None
        assert ligne(minimal("24", votes={"1": self.votes}))["second_vote"] is None

    @pytest.mark.req("MAJ-03", "MAJ-08")
    def test_open_and_not_held(self) -> None:
        une = ligne(minimal("25", votes={"1": self.votes}))
        assert une["resultat"] == "sans_decision"
        second = une["second_vote"]
        assert {cle: second[cle] for cle in ("article", "fondement", "resultat", "tantiemes", "coproprietaires")} == {
            "article": "24",
            "fondement": "25-1",
            "resultat": None,
            "tantiemes": None,
            "coproprietaires": None,
        }

    def test_held(self) -> None:
        une = ligne(minimal("25", votes={"1": self.votes}, seconds_votes={"1": {"A": "oui", "B": "non"}}))
        assert une["resultat"] == "adoptee"
        assert une["tantiemes"] == {"oui": "400", "non": "350", "abstention": "250", "non_votant": "0", "total": "1000"}
        second = une["second_vote"]
        assert (second["article"], second["fondement"], second["resultat"]) == ("24", "25-1", "adoptee")
        assert second["tantiemes"] == {
            "oui": "400",
            "non": "350",
            "abstention": "0",
            "non_votant": "250",
            "total": "1000",
        }
        assert second["coproprietaires"] == {"oui": 1, "non": 1, "abstention": 0, "non_votant": 1, "total": 3}

    def test_held_and_lost(self) -> None:
        une = ligne(minimal("25", votes={"1": self.votes}, seconds_votes={"1": {"A": "non", "B": "oui"}}))
        assert (une["resultat"], une["second_vote"]["resultat"]) == ("rejetee", "rejetee")

    def test_a_correspondence_voter_keeps_his_first_answer(self) -> None:
        """The flagged policy of the contract, and its other value."""
        doc = minimal("25", votes={"1": self.votes}, seconds_votes={"1": {"B": "non"}})
        doc["presences"][0] = {"coproprietaire": "A", "code": "C", "recu_le": "2023-06-01"}
        assert ligne(doc)["second_vote"]["tantiemes"]["oui"] == "400"
        doc["politique"] = {"correspondance_au_second_vote": "defaillant"}
        assert ligne(doc)["second_vote"]["tantiemes"]["oui"] == "0"


class TestOtherForms:
    def test_an_item_that_is_not_put_to_the_vote(self) -> None:
        une = ligne(minimal(resolutions=[{"numero": "1", "article": "aucun"}]))
        assert (une["article"], une["resultat"], une["second_vote"], une["seuil"]) == (
            "aucun",
            "pas_de_vote",
            None,
            None,
        )

    def test_a_line_keeps_the_letter_of_its_article(self) -> None:
        assert ligne(minimal("25 f"))["article"] == "25 f"

    def test_a_rival_of_the_one_chosen_is_without_object(self) -> None:
        lignes = [{"numero": numero, "article": "25", "cle": "G", "concurrence": "devis"} for numero in "12"]
        doc = minimal(resolutions=lignes, votes={"1": dict.fromkeys("ABC", "oui")})
        assert ligne(doc, "2")["resultat"] == "sans_objet"

    def test_a_sub_resolution_falls_with_its_parent(self) -> None:
        doc = minimal(votes={"1": {"A": "non"}, "1.1": {"A": "oui"}})
        doc["resolutions"][0]["sous_resolutions"] = [{"numero": "1.1", "article": "24", "cle": "G"}]
        assert ligne(doc, "1.1")["resultat"] == "rejetee"
        doc["politique"] = {"sous_resolutions": "independantes"}
        assert ligne(doc, "1.1")["resultat"] == "adoptee"

    def test_a_reduced_owner_is_written_reduced_and_said(self) -> None:
        """Art. 22: 700 of 1000 are cut to 300; the figures are the reduced ones and an alert says so."""
        doc = minimal(votes={"1": {"A": "oui"}})
        for un, part in zip(doc["coproprietaires"], ("700", "200", "100"), strict=True):
            un["lots"][0]["tantiemes"]["G"] = part
        une = ligne(doc)
        assert une["tantiemes"] == {"oui": "300", "non": "0", "abstention": "0", "non_votant": "300", "total": "600"}
        (alerte,) = [alerte for alerte in une["alertes"] if "rédui" in alerte]
        assert "700" in alerte
        assert "300" in alerte

    @pytest.mark.req("MAJ-11")
    def test_a_threshold_without_end_is_rounded_up_and_given_exactly(self) -> None:
        """Two thirds of 1000 is 666,66666…: 666.66667 is the smallest writing that reaches it."""
        seuil = ligne(minimal("26", votes={"1": {"A": "oui"}}))["seuil"]
        assert seuil["requis"] == "666.66667"
        assert seuil["exact"] == "2000/3"
        assert seuil["manque"] == "266.66667"
        assert (seuil["tetes"]["requis"], seuil["tetes"]["strict"], seuil["tetes"]["manque"]) == ("1.5", True, "0.5")

    def test_a_late_form_raises_an_alert(self) -> None:
        doc = minimal(votes={"1": {"A": "oui", "B": "oui"}})
        doc["presences"][0] = {"coproprietaire": "A", "code": "C", "recu_le": "2023-06-14"}
        une = ligne(doc)
        assert une["tantiemes"]["oui"] == "350"
        assert any("A (A)" in alerte and "tardif" in alerte for alerte in une["alertes"])

    def test_an_irregular_proxy_is_counted_and_raises_an_alert(self) -> None:
        doc = minimal(votes={"1": {"A": "oui"}})
        doc["presences"][0] = {"coproprietaire": "A", "code": "R", "mandataire": {"nom": "X", "empechement": "syndic"}}
        une = ligne(doc)
        assert une["tantiemes"]["oui"] == "400"
        assert any("le syndic" in alerte for alerte in une["alertes"])

    @pytest.mark.parametrize(
        ("part", "ecrit"), [("66.01420", "66.0142"), ("72.00000", "72"), ("0.50", "0.5"), ("007", "7"), ("0.0", "0")]
    )
    def test_tantiemes_have_no_trailing_zero(self, part: str, ecrit: str) -> None:
        doc = changer(minimal(votes={"1": {"A": "oui"}}), ("coproprietaires", 0, "lots", 0, "tantiemes", "G"), part)
        assert ligne(doc)["tantiemes"]["oui"] == ecrit

    def test_a_meeting_without_a_line_is_written(self) -> None:
        ecrit = compter(minimal(resolutions=[]))
        assert ecrit["resolutions"] == []
        assert ecarts(ecrit, DEPOUILLEMENT) == []


class TestGilbert:
    """The trade's own meeting, whose figures are in the requirements; each is worked out beside it."""

    def test_byte_for_byte(self) -> None:
        """
        The whole answer, pinned. After a change that is meant, look at the difference and write it again:

            lsc ag depouiller examples/gilbert.json --format json > tests/adapters/golden/gilbert.depouillement.json
        """
        assert json.dumps(GILBERT_ECRIT, ensure_ascii=False, indent=2) + "\n" == GOLDEN.read_text(encoding="utf-8")

    def test_the_same_file_gives_the_same_bytes(self) -> None:
        assert json.dumps(compter(json.loads(GILBERT.read_bytes()))) == json.dumps(GILBERT_ECRIT)

    def test_the_order_of_the_ballots_is_nothing(self) -> None:
        doc = gilbert()
        doc["votes"] = {numero: dict(reversed(list(votes.items()))) for numero, votes in reversed(doc["votes"].items())}
        assert compter(doc) == GILBERT_ECRIT

    @pytest.mark.req("AG-13")
    def test_the_attendance(self) -> None:
        """
        1 000,91516 / 12; N 288,90096 / 4; O 293 / 3; D 65 / 1; R 223 / 2; C 131,01420 / 2.

        N: 82.0001 (BROUILLY) + 62 (CLIQUOT) + 72 (BOURNAC) + 72.90086 (YALOXE). O: 74 + 74 + 145. R: 74 + 149.
        C: 66.0142 + 65.
        """
        attendu = {
            "N": {"tantiemes": "288.90096", "nombre": 4},
            "O": {"tantiemes": "293", "nombre": 3},
            "R": {"tantiemes": "223", "nombre": 2},
            "D": {"tantiemes": "65", "nombre": 1},
            "C": {"tantiemes": "131.0142", "nombre": 2},
            "total": {"tantiemes": "1000.91516", "nombre": 12},
        }
        assert GILBERT_ECRIT["presences"] == attendu

    @pytest.mark.req("AG-39")
    def test_resolution_1_is_carried_by_all_but_the_correspondence_voters(self) -> None:
        """« Unanimité OUI »: 74 + 74 + 74 + 149 + 65 + 145 = 581, with LEPITRE's form 647.0142 / 7; NON 65 / 1."""
        une = LIGNE["1"]
        assert (une["tantiemes"]["oui"], une["coproprietaires"]["oui"]) == ("647.0142", 7)
        assert (une["tantiemes"]["non"], une["coproprietaires"]["non"]) == ("65", 1)
        assert (une["tantiemes"]["abstention"], une["tantiemes"]["non_votant"]) == ("0", "288.90096")
        assert une["resultat"] == "adoptee"
        assert une["votants"]["par_correspondance"] == {"tantiemes": "131.0142", "nombre": 2}

    @pytest.mark.req("AG-37")
    def test_resolution_2_amended_leaves_out_the_favourable_form_alone(self) -> None:
        """LEPITRE (yes, 66.0142) is défaillant; Pierre PROPRIETAIRE (no, 65) stays: OUI 0 / 0, NON 65 / 1."""
        une = LIGNE["2"]
        assert (une["tantiemes"]["oui"], une["coproprietaires"]["oui"]) == ("0", 0)
        assert (une["tantiemes"]["non"], une["coproprietaires"]["non"]) == ("65", 1)
        assert (une["tantiemes"]["non_votant"], une["coproprietaires"]["non_votant"]) == ("935.91516", 11)
        assert une["resultat"] == "rejetee"
        assert any("LEPITRE" in alerte and "défaillant" in alerte for alerte in une["alertes"])

    @pytest.mark.req("AG-37")
    def test_the_amendment_is_what_does_it(self) -> None:
        """Without it the form of LEPITRE counts, by 1.0142: the other lines are unchanged."""
        sans = compter(oter(gilbert(), ("deroulement", 0)))["resolutions"]
        assert sans[1]["tantiemes"]["oui"] == "66.0142"
        assert sans[1]["resultat"] == "adoptee"
        assert [une for une in sans if une["numero"] != "2"] == [une for numero, une in LIGNE.items() if numero != "2"]

    @pytest.mark.req("MAJ-04", "MAJ-08", "MAJ-09")
    def test_resolution_3_passes_from_25_to_24(self) -> None:
        """OUI 66.0142 + 149 + 145 = 360.0142: above the third (333.63839), below the half (500.45758)."""
        une = LIGNE["3"]
        assert (une["tantiemes"]["oui"], une["tantiemes"]["non"]) == ("360.0142", "222")
        assert (une["seuil"]["requis"], une["seuil"]["strict"], une["seuil"]["manque"]) == (
            "500.45758",
            True,
            "140.44338",
        )
        assert (une["second_vote"]["article"], une["second_vote"]["fondement"]) == ("24", "25-1")
        assert une["resultat"] == une["second_vote"]["resultat"] == "adoptee"

    def test_resolution_4_is_a_heading(self) -> None:
        assert (LIGNE["4"]["resultat"], LIGNE["4"]["article"]) == ("pas_de_vote", "aucun")

    @pytest.mark.req("MAJ-05")
    def test_resolution_5_is_refused_by_the_majority_of_no(self) -> None:
        """NON 74 + 74 + 82.0001 + 149 + 145 = 524.0001 > 500.45758: no second vote, though OUI is above the third."""
        une = LIGNE["5"]
        assert (une["tantiemes"]["oui"], une["coproprietaires"]["oui"]) == ("476.91506", 7)
        assert (une["tantiemes"]["non"], une["coproprietaires"]["non"]) == ("524.0001", 5)
        assert (une["resultat"], une["second_vote"]) == ("rejetee", None)
        assert LIGNE["5.2"]["tantiemes"]["oui"] == "524.0001"
        assert LIGNE["5.1"]["resultat"] == LIGNE["5.2"]["resultat"] == "rejetee"

    @pytest.mark.req("AG-35")
    def test_whoever_arrives_counts_from_the_resolution_of_his_arrival(self) -> None:
        """Four arrive at 5: nobody is absent from 5 to 7, and those who leave at 8 are not there at 8."""
        assert {LIGNE[numero]["tantiemes"]["non_votant"] for numero in ("1", "3")} == {"288.90096"}
        assert {LIGNE[numero]["tantiemes"]["non_votant"] for numero in ("5", "5.2", "6", "6.3", "7")} == {"0"}
        assert LIGNE["8"]["votants"]["a_distance"] == {"tantiemes": "0", "nombre": 0}

    @pytest.mark.req("MAJ-08")
    def test_resolution_7_has_no_decision_and_no_second_vote(self) -> None:
        """OUI 66.0142 + 149 = 215.0142, under the third; NON 440.0001, under the half."""
        une = LIGNE["7"]
        assert (une["tantiemes"]["oui"], une["tantiemes"]["non"]) == ("215.0142", "440.0001")
        assert (une["resultat"], une["second_vote"]) == ("sans_decision", None)

    @pytest.mark.req("MAJ-01", "MAJ-02", "MAJ-04", "MAJ-11")
    def test_resolution_8_passes_from_26_to_25(self) -> None:
        """
        Six OUI, 82.0001 + 74 + 72 + 66.0142 + 149 + 145 = 588.0143, of twelve and 1000.91516.

        Art. 26 asks more than 6 heads and 667.276773…, 667.27678 rounded up; art. 26-1 a half of those who take
        part and a third of the voices; art. 25 more than 500.45758, which they have.
        """
        une = LIGNE["8"]
        assert (une["tantiemes"]["oui"], une["coproprietaires"]["oui"]) == ("588.0143", 6)
        seuil = une["seuil"]
        assert (seuil["requis"], seuil["strict"], seuil["manque"]) == ("667.27678", False, "79.26248")
        assert Fraction(seuil["exact"]) == Fraction("1000.91516") * 2 / 3
        assert (seuil["tetes"]["requis"], seuil["tetes"]["strict"]) == ("6", True)
        second = une["second_vote"]
        assert (second["article"], second["fondement"], second["resultat"]) == ("25", "26-1", "adoptee")
        assert (second["seuil"]["requis"], second["seuil"]["manque"]) == ("500.45758", "0")
        assert une["resultat"] == "adoptee"

    @pytest.mark.req("MAJ-01", "MAJ-03")
    def test_resolution_8_before_its_second_vote(self) -> None:
        une = ligne(oter(gilbert(), ("seconds_votes", "8")), "8")
        assert une["resultat"] == "sans_decision"
        assert (une["second_vote"]["article"], une["second_vote"]["resultat"]) == ("25", None)

    def test_every_line_sums_to_the_odd_total(self) -> None:
        for une in GILBERT_ECRIT["resolutions"]:
            assert somme(une["tantiemes"]) == Fraction("1000.91516"), une["numero"]
            assert une["coproprietaires"]["total"] == 12

    def test_the_general_alerts_are_those_of_the_meeting(self) -> None:
        assert GILBERT_ECRIT["alertes"] == []
        assert {une["numero"] for une in GILBERT_ECRIT["resolutions"] if une["alertes"]} == {"2"}

    def test_what_the_contract_says_of_gilbert(self) -> None:
        gardees: list[Any] = ecarts(GILBERT_ECRIT, DEPOUILLEMENT)
        assert gardees == []
        assert (GILBERT_ECRIT["reference"], GILBERT_ECRIT["date"]) == ("0-S001", "2020-07-07")
