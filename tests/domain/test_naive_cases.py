"""The oracle itself, checked on small meetings counted by hand: the working stands above every assertion."""

from __future__ import annotations

from typing import Any

import pytest
from naive import depouiller

Doc = dict[str, Any]

QUATRE = {"A": "400", "B": "300", "C": "200", "D": "100"}  # 1000 in all, nobody above half


def meeting(jour: str, parts: dict[str, str], presents: dict[str, Any], article: str = "25", **reste: Any) -> Doc:
    """One resolution « 1 » on the general key G. ``presents``: a code, or a whole presence, by owner."""
    presences = []
    for qui, presence in presents.items():
        entiere = {"code": presence} if isinstance(presence, str) else presence
        if presence == "R":
            entiere = {"code": "R", "mandataire": {"nom": "Casper"}}
        if presence == "C":
            entiere = {"code": "C", "recu_le": "1960-01-01"}
        presences.append({"coproprietaire": qui, **entiere})
    owners = [{"id": q, "nom": q, "lots": [{"numero": q, "tantiemes": {"G": t}}]} for q, t in parts.items()]
    doc: Doc = {
        "format": "lsc.assemblee/1",
        "assemblee": {"reference": "ESSAI", "date": jour},
        "cles": [
            {"code": "G", "libelle": "Générales", "generale": True},
            {"code": "S", "libelle": "Ascenseur"},
        ],
        "coproprietaires": owners,
        "presences": presences,
        "resolutions": [{"numero": "1", "titre": "", "article": article, "cle": "G"}],
        "votes": {},
        "seconds_votes": {},
        "deroulement": [],
        "politique": {},
    }
    return {**doc, **reste}


def line(doc: Doc, numero: str = "1") -> Doc:
    (trouvee,) = [ligne for ligne in depouiller(doc)["resolutions"] if ligne["numero"] == numero]
    return dict(trouvee)


def voices(resultat: Doc) -> tuple[str, str, str, str, str]:
    t = resultat["tantiemes"]
    return t["oui"], t["non"], t["abstention"], t["non_votant"], t["total"]


def heads(resultat: Doc) -> tuple[int, int, int, int, int]:
    t = resultat["coproprietaires"]
    return t["oui"], t["non"], t["abstention"], t["non_votant"], t["total"]


def resolutions(*articles: str, sous: tuple[str, ...] = ()) -> list[Doc]:
    """Resolutions 1, 2 … on the general key; ``sous``: the articles of 1.1, 1.2 …"""
    liste: list[Doc] = [{"numero": str(n), "article": a, "cle": "G"} for n, a in enumerate(articles, 1)]
    liste[0]["sous_resolutions"] = [{"numero": f"1.{n}", "article": a, "cle": "G"} for n, a in enumerate(sous, 1)]
    return liste


def test_article_24_counts_expressed_voices_and_partitions_the_total() -> None:
    # A (40.5, present) yes; B (30.25, remote) no; C (20, form) abstains; D (10, represented) does not vote;
    # E (9.05) absent. 40.5 > 30.25: adopted. Not voting: 10 + 9.05 = 19.05. Total 109.8.
    doc = meeting(
        "2023-06-15",
        {"A": "40.50000", "B": "30.25", "C": "20.00", "D": "10", "E": "9.05"},
        {"A": "O", "B": "D", "C": "C", "D": "R"},
        "24",
        votes={"1": {"A": "oui", "B": "non", "C": "abstention"}},
    )
    resultat = line(doc)
    assert resultat["resultat"] == "adoptee"
    assert voices(resultat) == ("40.5", "30.25", "20", "19.05", "109.8")
    assert heads(resultat) == (1, 1, 1, 2, 5)
    assert resultat["votants"] == {
        "presents_ou_representes": {"tantiemes": "40.5", "nombre": 1},
        "a_distance": {"tantiemes": "30.25", "nombre": 1},
        "par_correspondance": {"tantiemes": "20", "nombre": 1},
        "absents_ou_non_votants": {"tantiemes": "19.05", "nombre": 2},
    }
    assert resultat["second_vote"] is None
    assert resultat["nouvelle_assemblee"] is None


@pytest.mark.parametrize(("jour", "attendu"), [("2000-12-13", "rejetee"), ("2000-12-14", "adoptee")])
def test_article_24_before_2000_counts_those_present_or_represented(jour: str, attendu: str) -> None:
    # Yes 400, no 300, abstention 200, D absent. Before: 2 × 400 = 800 is not above 900. After: 400 > 300.
    doc = meeting(jour, QUATRE, dict.fromkeys("ABC", "O"), "24")
    doc["votes"] = {"1": {"A": "oui", "B": "non", "C": "abstention"}}
    assert line(doc)["resultat"] == attendu


def test_an_equality_at_article_24_is_not_adopted() -> None:
    # 400 + 100 = 500 against 300 + 200 = 500.
    doc = meeting("2023-06-15", QUATRE, dict.fromkeys("ABCD", "O"), "24")
    doc["votes"] = {"1": {"A": "oui", "D": "oui", "B": "non", "C": "non"}}
    assert line(doc)["resultat"] == "rejetee"


def test_article_25_with_its_second_vote_held_and_not_held() -> None:
    # Yes 400 of 1000: not above half; no 300: not either; 3 × 400 = 1200 >= 1000: a second vote
    # opens at art. 24. There A says yes (400) and B and C no (500): rejected.
    doc = meeting("2023-06-15", QUATRE, dict.fromkeys("ABC", "O"))
    doc["votes"] = {"1": {"A": "oui", "B": "non", "C": "abstention"}}
    ouvert = {
        "article": "24",
        "fondement": "25-1",
        "resultat": None,
        "tantiemes": None,
        "coproprietaires": None,
    }
    assert line(doc)["resultat"] == "sans_decision"
    assert line(doc)["second_vote"] == ouvert

    doc["seconds_votes"] = {"1": {"A": "oui", "B": "non", "C": "non"}}
    resultat = line(doc)
    assert resultat["resultat"] == resultat["second_vote"]["resultat"] == "rejetee"
    assert voices(resultat) == ("400", "300", "200", "100", "1000")
    assert voices(resultat["second_vote"]) == ("400", "500", "0", "100", "1000")
    assert heads(resultat["second_vote"]) == (1, 2, 0, 1, 4)


@pytest.mark.parametrize(
    ("parts", "favorables", "oui", "resultat", "ouvert"),
    [  # the total is always 1000.91516: its third is 333.638386…, its half 500.45758
        ("367.27678 333.63838 300", "Y", "333.63838", "sans_decision", False),
        ("367.27677 333.63839 300", "Y", "333.63839", "sans_decision", True),
        ("500.45758 200.45758 300", "YZ", "500.45758", "sans_decision", True),  # X, a half, is not reduced
        ("500.45757 200.45759 300", "YZ", "500.45759", "adoptee", False),
    ],
)
def test_the_third_is_inclusive_and_the_half_strict(
    parts: str, favorables: str, oui: str, resultat: str, ouvert: bool
) -> None:
    doc = meeting("2023-06-15", dict(zip("XYZ", parts.split(), strict=True)), dict.fromkeys("XYZ", "O"))
    doc["votes"] = {"1": dict.fromkeys(favorables, "oui")}
    assert (voices(line(doc))[0], voices(line(doc))[4]) == (oui, "1000.91516")
    assert (line(doc)["resultat"], line(doc)["second_vote"] is not None) == (resultat, ouvert)


@pytest.mark.parametrize("ferme", [True, False])
def test_a_majority_of_no_closes_the_gateway_by_default_only(ferme: bool) -> None:
    # Yes 400 (more than a third), no 300 + 200 + 100 = 600 of 1000: rejected; the second vote is a policy.
    doc = meeting("2023-06-15", QUATRE, dict.fromkeys("ABCD", "O"))
    doc["votes"] = {"1": {"A": "oui", "B": "non", "C": "non", "D": "non"}}
    doc["politique"] = {"majorite_non_ferme_la_passerelle": ferme}
    assert line(doc)["resultat"] == "rejetee"
    assert (line(doc)["second_vote"] is None) is ferme


DANS_TROIS_MOIS = {"article": "24", "delai_mois": 3}
SANS_DELAI = {"article": "24", "delai_mois": None}


@pytest.mark.parametrize(
    ("jour", "article", "second", "nouvelle"),
    [  # second: does a yes of 400/1000 open a second vote? nouvelle: what a yes of 300/1000 leads to
        ("2000-12-13", "25", False, SANS_DELAI),
        ("2000-12-14", "25 n", True, DANS_TROIS_MOIS),
        ("2014-03-26", "25 o", True, DANS_TROIS_MOIS),
        ("2014-03-27", "25 o", False, None),
        ("2020-05-31", "25 n", False, None),
        ("2020-05-31", "25 k", True, DANS_TROIS_MOIS),
        ("2020-06-01", "25 n", True, None),
        ("2024-04-10", "25 f", True, None),
        ("2024-04-11", "25 f", True, DANS_TROIS_MOIS),
        ("2024-04-11", "25 c", True, None),
    ],
)
def test_article_25_1_through_its_periods(jour: str, article: str, second: bool, nouvelle: Doc | None) -> None:
    doc = meeting(jour, QUATRE, dict.fromkeys("AB", "O"), article)
    doc["votes"] = {"1": {"A": "oui"}}  # 400: above a third
    assert (line(doc)["second_vote"] is not None) is second
    assert line(doc)["nouvelle_assemblee"] == (SANS_DELAI if jour < "2000-12-14" else None)
    doc["votes"] = {"1": {"B": "oui"}}  # 300: below a third
    assert line(doc)["resultat"] == "sans_decision"
    assert line(doc)["second_vote"] is None
    assert line(doc)["nouvelle_assemblee"] == nouvelle


def test_a_new_meeting_is_not_opened_by_a_refusal() -> None:
    # Yes 300 (below a third), no 400 + 200 = 600 of 1000: refused, nothing to meet again for.
    doc = meeting("2010-06-15", QUATRE, dict.fromkeys("ABC", "O"))
    doc["votes"] = {"1": {"B": "oui", "A": "non", "C": "non"}}
    assert (line(doc)["resultat"], line(doc)["nouvelle_assemblee"]) == ("rejetee", None)


def test_article_26_needs_heads_and_two_thirds_and_leads_to_article_25_once() -> None:
    # Six owners, 1000 voices. Yes: A 400 + B 300 = 700 >= 666.67 but 2 heads of 6. Taking part: A, B, C in
    # the meeting, D by a form that answers (abstention); E by a form without answer does not: 4 members,
    # 2 × 2 >= 4: open.
    # Second vote at art. 25: A alone says yes, 400 is not above 500: rejected, never again at art. 24.
    doc = meeting(
        "2022-06-15",
        {"A": "400", "B": "300", "C": "100", "D": "100", "E": "50", "F": "50"},
        {"A": "O", "B": "D", "C": "R", "D": "C", "E": "C"},
        "26 b",
        votes={"1": {"A": "oui", "B": "oui", "D": "abstention"}},
        seconds_votes={"1": {"A": "oui"}},
    )
    resultat = line(doc)
    assert heads(resultat) == (2, 0, 1, 3, 6)
    assert (resultat["second_vote"]["article"], resultat["second_vote"]["fondement"]) == ("25", "26-1")
    assert voices(resultat["second_vote"]) == ("400", "0", "100", "500", "1000")
    assert resultat["resultat"] == "rejetee"
    # E in the room instead: 5 members take part, 2 × 2 < 5: closed. And closed before 2020 as well.
    presences = [*doc["presences"][:4], {"coproprietaire": "E", "code": "O"}]
    en_salle = {**doc, "presences": presences, "seconds_votes": {}}
    assert (line(en_salle)["resultat"], line(en_salle)["second_vote"]) == ("sans_decision", None)
    avant = {**doc, "assemblee": {"reference": "ESSAI", "date": "2020-05-31"}, "seconds_votes": {}}
    assert line(avant)["second_vote"] is None


@pytest.mark.parametrize(("jour", "attendu"), [("1992-07-15", "sans_decision"), ("1992-07-16", "adoptee")])
def test_article_26_was_three_quarters_until_1992(jour: str, attendu: str) -> None:
    # Yes A 400 + C 200 + D 100 = 700 of 1000, three heads of four: 2/3 is reached, 3/4 is not.
    doc = meeting(jour, QUATRE, dict.fromkeys("ACD", "O"), "26", votes={"1": dict.fromkeys("ACD", "oui")})
    assert line(doc)["resultat"] == attendu


def test_unanimity_is_broken_by_one_absence() -> None:
    doc = meeting("2023-06-15", QUATRE, dict.fromkeys("ABC", "O"), "unanimite")
    doc["votes"] = {"1": dict.fromkeys("ABC", "oui")}  # 900 of 1000
    assert line(doc)["resultat"] == "rejetee"
    doc["presences"].append({"coproprietaire": "D", "code": "O"})
    doc["votes"]["1"]["D"] = "oui"
    assert line(doc)["resultat"] == "adoptee"


def test_the_reduction_of_article_22() -> None:
    # M 700, X 200, Y 100: M is cut to 300, total 600. M's yes: 300 is not above 300; 3 × 300 >= 600: open.
    doc = meeting("2023-06-15", {"M": "700", "X": "200", "Y": "100"}, {"M": "O"}, votes={"1": {"M": "oui"}})
    assert voices(line(doc)) == ("300", "0", "0", "300", "600")
    assert line(doc)["second_vote"]["article"] == "24"
    # X left out of the count (art. 19-2): the cut is still to 300, then X's 200 go: total 400, M 300.
    doc["resolutions"][0]["exclus"] = ["X"]
    assert voices(line(doc)) == ("300", "0", "0", "100", "400")
    assert heads(line(doc)) == (1, 0, 0, 1, 2)
    # X has no voice at all (art. 16) before 2020: M is cut to Y's 100, total 200.
    doc["resolutions"][0]["exclus"] = []
    doc["coproprietaires"][1]["sans_voix"] = True
    doc["assemblee"]["date"] = "2019-06-15"
    assert voices(line(doc)) == ("100", "0", "0", "100", "200")
    # Neither X nor Y has a voice: there is nothing to cut M to.
    doc["coproprietaires"][2]["sans_voix"] = True
    assert voices(line(doc)) == ("700", "0", "0", "0", "700")


def test_no_reduction_for_a_social_landlord_nor_on_a_special_key() -> None:
    doc = meeting("2023-06-15", {"M": "700", "X": "200", "Y": "100"}, {"M": "O"}, votes={"1": {"M": "oui"}})
    # On the special key only M (7) and X (1) bear charges: 7 of 8, Y is not of the count.
    doc["coproprietaires"][0]["lots"][0]["tantiemes"]["S"] = "7"
    doc["coproprietaires"][1]["lots"].append({"numero": "cave", "tantiemes": {"S": "1.0"}})
    doc["resolutions"][0]["cle"] = "S"
    assert voices(line(doc)) == ("7", "0", "0", "1", "8")
    assert heads(line(doc)) == (1, 0, 0, 1, 2)
    doc["resolutions"][0]["cle"] = "G"
    doc["coproprietaires"][0]["bailleur_social"] = True
    assert voices(line(doc)) == ("700", "0", "0", "300", "1000")


@pytest.mark.parametrize(
    ("article", "oui", "attendu"),
    [  # A 600, B 400 of 1000, no reduction
        ("24", "A", "adoptee"),  # 600 > 500
        ("25 c", "A", "adoptee"),  # the syndic: like art. 24
        ("25", "A", "sans_decision"),  # 600 < 666.67
        ("24", "B", "rejetee"),  # 400: more yes than no, yet not half of all the voices
        ("26", "A", "sans_decision"),  # one head of two
    ],
)
def test_two_owners_since_june_2020(article: str, oui: str, attendu: str) -> None:
    parts = {"A": "600", "B": "400"}
    doc = meeting("2021-06-15", parts, {oui: "O"}, article, votes={"1": {oui: "oui"}})
    resultat = line(doc)
    assert (resultat["resultat"], resultat["tantiemes"]["total"]) == (attendu, "1000")
    # No gateway 25-1; art. 26 keeps 26-1 (1 of 1 taking part, 600 >= a third).
    assert (resultat["second_vote"] is not None) is (article == "26")
    # The day before: A is cut to 400, total 800, and 400 of 800 at art. 25 opens the second vote.
    avant = meeting("2020-05-31", parts, {"A": "O"}, "25", votes={"1": {"A": "oui"}})
    assert (voices(line(avant))[4], line(avant)["second_vote"]["article"]) == ("800", "24")


def test_two_owners_decide_the_second_vote_of_26_1_at_two_thirds() -> None:
    # A 600 yes, B present does not vote: 1 member for of 2 taking part, open. Art. 25 of 41-16: 600 < 666.67.
    doc = meeting("2021-06-15", {"A": "600", "B": "400"}, {"A": "O", "B": "O"}, "26")
    doc["votes"] = {"1": {"A": "oui"}}
    doc["seconds_votes"] = {"1": {"A": "oui"}}
    assert line(doc)["resultat"] == "rejetee"


def test_forms_late_or_unsigned_make_their_owner_absent() -> None:
    # Meeting on 15 June: the last day is the 11th. B in time; C a day late; D unsigned. Yes: B 300 alone.
    formulaires = {
        "B": {"code": "C", "recu_le": "2023-06-11"},
        "C": {"code": "C", "recu_le": "2023-06-12"},
        "D": {"code": "C", "recu_le": "2023-06-01", "signe": False},
    }
    doc = meeting("2023-06-15", QUATRE, formulaires, "24", votes={"1": dict.fromkeys("BCD", "oui")})
    assert voices(line(doc)) == ("300", "0", "0", "700", "1000")
    # Coming in person, C votes like anybody.
    doc["deroulement"] = [{"evenement": "arrivee", "coproprietaire": "C", "code": "O", "resolution": "1"}]
    assert voices(line(doc)) == ("500", "0", "0", "500", "1000")


@pytest.mark.parametrize(
    ("jour", "amendee", "attendu"),
    [  # forms: A yes (400), B no (300), C abstains (200), D silent (100)
        ("2018-11-24", False, ("400", "300", "200", "100", "1000")),
        ("2018-11-25", False, ("400", "600", "0", "0", "1000")),  # C and D count as no
        ("2018-11-25", True, ("0", "1000", "0", "0", "1000")),  # all count as no
        ("2020-06-01", False, ("400", "300", "200", "100", "1000")),
        ("2020-06-01", True, ("0", "300", "200", "500", "1000")),  # the yes alone is lost: 400 + 100
    ],
)
def test_forms_through_the_elan_period(jour: str, amendee: bool, attendu: tuple[str, ...]) -> None:
    doc = meeting(jour, QUATRE, dict.fromkeys("ABCD", "C"), "24")
    doc["votes"] = {"1": {"A": "oui", "B": "non", "C": "abstention"}}
    if amendee:
        doc["deroulement"] = [{"evenement": "amendement", "resolution": "1", "texte": ""}]
    assert voices(line(doc)) == attendu


@pytest.mark.parametrize(
    ("politique", "attendu", "resultat"),
    [
        ("reporter", ("500", "400", "0", "100", "1000"), "adoptee"),  # B carried, C new: 300 + 200
        ("defaillant", ("200", "400", "0", "400", "1000"), "rejetee"),  # C's new yes alone
    ],
)
def test_forms_at_the_second_vote(politique: str, attendu: tuple[str, ...], resultat: str) -> None:
    # First vote: forms B yes 300 and C abstention 200, D (present) yes 100: 400 of 1000, A (present) silent.
    # Second: A no 400, C's form has a second answer, yes; D, present, says nothing: not voting.
    doc = meeting("2023-06-15", QUATRE, {"A": "O", "B": "C", "C": "C", "D": "O"})
    doc["votes"] = {"1": {"B": "oui", "C": "abstention", "D": "oui"}}
    doc["seconds_votes"] = {"1": {"A": "non", "C": "oui"}}
    doc["politique"] = {"correspondance_au_second_vote": politique}
    assert voices(line(doc)["second_vote"]) == attendu
    assert line(doc)["resultat"] == resultat


@pytest.mark.parametrize("laisse", [None, {"nom": "Casper"}])
def test_arrivals_departures_and_the_mandants_of_who_leaves(laisse: Doc | None) -> None:
    # Everybody in the room says yes, everywhere; C represents D. B (300) arrives at 1.1.
    # C (200) leaves at 2: alone, he takes D (100) with him; leaving a proxy, both stay represented.
    depart: Doc = {"evenement": "depart", "coproprietaire": "C", "resolution": "2"}
    doc = meeting(
        "2023-06-15",
        QUATRE,
        {"A": "O", "C": "O", "D": {"code": "R", "mandataire": {"coproprietaire": "C"}}},
        resolutions=resolutions("24", "24", sous=("24",)),
        deroulement=[
            {"evenement": "arrivee", "coproprietaire": "B", "code": "D", "resolution": "1.1"},
            depart if laisse is None else {**depart, "mandataire": laisse},
        ],
        votes={"1": dict.fromkeys("ACD", "oui"), "1.1": dict.fromkeys("ABCD", "oui")},
    )
    doc["votes"]["2"] = dict.fromkeys("AB" if laisse is None else "ABCD", "oui")
    assert voices(line(doc, "1"))[0] == "700"  # 400 + 200 + 100
    assert voices(line(doc, "1.1"))[0] == "1000"
    assert voices(line(doc, "2"))[0] == ("700" if laisse is None else "1000")  # 400 + 300
    salle = line(doc, "2")["votants"]["presents_ou_representes"]
    assert (salle["tantiemes"], salle["nombre"]) == (("400", 1) if laisse is None else ("700", 3))


def subs(parent: str, votes: Doc, seconds: Doc, politique: str) -> dict[str, Doc]:
    doc = meeting(
        "2023-06-15",
        QUATRE,
        dict.fromkeys("ABCD", "O"),
        resolutions=resolutions(parent, sous=("25", "26")),
        votes=votes,
        seconds_votes=seconds,
        politique={"sous_resolutions": politique},
    )
    return {ligne["numero"]: ligne for ligne in depouiller(doc)["resolutions"]}


def test_sub_resolutions_follow_their_parent() -> None:
    tous, a = dict.fromkeys("ABCD", "oui"), {"A": "oui"}
    # The parent without decision (400 of 1000, second vote not held): so are the unanimous children.
    liees = subs("25", {"1": a, "1.1": tous, "1.2": tous}, {}, "liees")
    assert [liees[n]["resultat"] for n in ("1", "1.1", "1.2")] == ["sans_decision"] * 3
    assert voices(liees["1.1"])[0] == "1000"
    libres = subs("25", {"1": a, "1.1": tous, "1.2": tous}, {}, "independantes")
    assert [libres[n]["resultat"] for n in ("1", "1.1", "1.2")] == ["sans_decision", "adoptee", "adoptee"]
    # The parent adopted at art. 24 by its second vote: the child due at art. 25 (400 yes, 300 no) is
    # adopted at art. 24; the child due at art. 26 keeps art. 26: A alone, 2 × 1 < 4 heads, no gateway either.
    votes = {"1": a, "1.1": {"A": "oui", "B": "non"}, "1.2": a}
    liees = subs("25", votes, {"1": a}, "liees")
    assert [liees[n]["resultat"] for n in ("1", "1.1", "1.2")] == ["adoptee", "adoptee", "sans_decision"]
    assert liees["1.1"]["second_vote"] is None
    libres = subs("25", votes, {"1": a}, "independantes")
    assert libres["1.1"]["resultat"] == "sans_decision"
    assert libres["1.1"]["second_vote"] is not None
    # A heading decides nothing: its children are counted on their own.
    titre = subs("aucun", {"1.1": tous, "1.2": a}, {}, "liees")
    assert [titre[n]["resultat"] for n in ("1", "1.1", "1.2")] == ["pas_de_vote", "adoptee", "sans_decision"]
    assert voices(titre["1"]) == ("0", "0", "0", "1000", "1000")


@pytest.mark.parametrize(
    ("article", "attendu"),
    [("24", "rejetee"), ("25", "sans_decision"), ("26", "sans_decision"), ("unanimite", "rejetee")],
)
def test_on_an_empty_base_nothing_is_reached(article: str, attendu: str) -> None:
    doc = meeting("2023-06-15", QUATRE, dict.fromkeys("ABCD", "O"), article)
    doc["resolutions"][0]["exclus"] = list("ABCD")
    doc["votes"] = {"1": dict.fromkeys("ABCD", "oui")}
    assert voices(line(doc)) == ("0", "0", "0", "0", "0")
    assert (line(doc)["resultat"], line(doc)["second_vote"]) == (attendu, None)
