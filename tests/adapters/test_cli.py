"""`lsc`, as a person and as a program call it: answers on one side, one sentence on the other, exit codes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from appels import CONSTATATIONS, FAIT, MAUVAISE_ENTREE, PANNE, Lsc, Reponse
from documents import GILBERT, RACINE, Doc, changer, complet, en_toml, gilbert, minimal, mots, oter
from hypothesis import given
from hypothesis import strategies as st

from lsc_adapters.cli import run
from lsc_adapters.codec.schema import FORMATS
from lsc_domain.loi.politique import Politique

CASSE = "Traceback (most recent call last)"


Ecrire = Callable[[Doc], str]


@pytest.fixture
def ecrire(tmp_path: Path) -> Ecrire:
    """Write a meeting in a file, and return its path."""

    def poser(doc: Doc) -> str:
        fichier = tmp_path / "ag.json"
        fichier.write_text(json.dumps(doc), encoding="utf-8")
        return str(fichier)

    return poser


def processus(
    *arguments: str, env: Mapping[str, str] | None = None, stdout: Any = subprocess.PIPE
) -> subprocess.CompletedProcess[bytes]:
    """Call the command in a process of its own, in a plain environment."""
    ote = ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "PYTHONIOENCODING", "PYTHONUTF8", "LANG", "TERM")
    ici = {nom: valeur for nom, valeur in os.environ.items() if nom not in ote and not nom.startswith("LC_")}
    return subprocess.run(
        [sys.executable, "-m", "lsc_adapters.cli", *arguments],
        cwd=RACINE,
        env={**ici, "PYTHONUTF8": "1"} | dict(env or {}),
        stdout=stdout,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        check=False,
    )


@cache
def table_de_gilbert() -> bytes:
    """What a plain environment prints, away from a terminal."""
    return processus("ag", "depouiller", str(GILBERT)).stdout


def refusee(reponse: Reponse) -> str:
    """Hold a call to what the contract says of bad input, and return its one sentence."""
    assert reponse.code == MAUVAISE_ENTREE, reponse
    assert reponse.sortie == ""
    assert CASSE not in reponse.erreur
    (phrase,) = reponse.erreur.splitlines()
    assert phrase.startswith("lsc : ")
    return phrase


COMMANDES = {
    "ag depouiller": ("FICHIER", "--format"),
    "ag verifier": ("FICHIER", "--au", "--format"),
    "droit decider": (
        *("--article", "--date", "--total", "--pour", "--contre", "--abstention", "--membres", "--membres-pour"),
        *("--membres-participants", "--politique", "--format"),
    ),
    "droit articles": ("--date", "--format"),
    "droit delais": ("--assemblee", "--convocation", "--notification", "--format"),
    "droit pouvoirs": ("--voix-propres", "--pouvoirs", "--total", "--date", "--format"),
    "droit voix": ("--tantiemes", "--date", "--bailleur-social", "--format"),
    "schema": ("NOM",),
}
GROUPES = ("", "ag", "droit")
DECIDER = mots("droit decider --article 25 --date 2023-06-15 --total 1000 --pour 400 --contre 180")
POUVOIRS = mots("droit pouvoirs --voix-propres 100 --pouvoirs 100,100 --total 1000 --date 2023-06-15")
VOIX = mots("droit voix --tantiemes A=600,B=300,C=100 --date 2023-06-15")


class TestHelp:
    ANGLAIS = re.compile(
        r"\b(required|default|choices|Commands?|COMMAND|Parameters?|Arguments?|Display|Show|Usage:|this|message|and|exit|"
        r"env|var|the|of|with|error|Options:|flags?|help)\b"
    )

    @pytest.mark.parametrize("commande", [*COMMANDES, *GROUPES], ids=lambda nom: nom or "lsc")
    def test_it_is_in_french(self, lsc: Lsc, commande: str) -> None:
        reponse = lsc(*commande.split(), "--help")
        assert (reponse.code, reponse.erreur) == (FAIT, "")
        sans_options = re.sub(r"--[a-z-]+|LSC_[A-Z]+", "", reponse.sortie)
        assert self.ANGLAIS.findall(sans_options) == []
        assert "Afficher cette aide" in lsc("--help").sortie

    @pytest.mark.parametrize("commande", COMMANDES)
    def test_it_has_an_example_that_works(self, lsc: Lsc, monkeypatch: pytest.MonkeyPatch, commande: str) -> None:
        monkeypatch.chdir(RACINE)
        aide = lsc(*commande.split(), "--help").sortie
        assert "Exemple" in aide
        (exemple,) = re.findall(r"Exemple : lsc ((?:.+\n)+)", aide)
        reponse = lsc(*exemple.split())
        assert reponse.code in {FAIT, CONSTATATIONS}
        assert reponse.sortie

    @pytest.mark.parametrize(("commande", "options"), COMMANDES.items(), ids=list(COMMANDES))
    def test_it_names_every_option_of_the_contract(self, lsc: Lsc, commande: str, options: tuple[str, ...]) -> None:
        aide = lsc(*commande.split(), "--help").sortie
        assert [option for option in options if option not in aide] == []

    @pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"]], ids=str)
    def test_the_first_page_names_every_group(self, lsc: Lsc, arguments: list[str]) -> None:
        reponse = lsc(*arguments)
        assert reponse.code == FAIT
        assert [nom for nom in ("ag", "droit", "schema") if f" {nom} " not in reponse.sortie] == []

    @pytest.mark.parametrize(
        ("groupe", "noms"), [("ag", ("depouiller", "verifier")), ("droit", ("decider", "articles"))]
    )
    def test_a_group_alone_says_what_it_holds(self, lsc: Lsc, groupe: str, noms: tuple[str, ...]) -> None:
        reponse = lsc(groupe)
        assert reponse.code == FAIT
        assert all(nom in reponse.sortie for nom in noms)

    def test_what_is_mandatory_is_said(self, lsc: Lsc) -> None:
        assert lsc("droit", "decider", "--help").sortie.count("(obligatoire)") == 5

    def test_the_version(self, lsc: Lsc) -> None:
        reponse = lsc("--version")
        assert reponse.code == FAIT
        assert re.fullmatch(r"\d+\.\d+\.\d+\S*\n", reponse.sortie)


class TestDepouiller:
    @pytest.fixture
    def table(self, lsc: Lsc) -> str:
        reponse = lsc("ag", "depouiller", str(GILBERT))
        assert (reponse.code, reponse.erreur) == (FAIT, "")
        return reponse.sortie

    @pytest.mark.req("AG-13")
    def test_the_attendance_of_gilbert(self, table: str) -> None:
        """1 000,91516 / 12, and the split by code."""
        assert "1 000,91516" in table
        for motif in (
            r"N +Absents +4 +288,90096",
            r"O +Présents physiquement +3 +293,00000",
            r"R +Représentés +2 +223,00000",
            r"D +Présents à distance +1 +65,00000",
            r"C +Votants par correspondance +2 +131,01420",
            r"Total, clé 010-CHARGES COMMUNES GENERALES +12 +1 000,91516",
        ):
            assert re.search(rf"^ *{motif} *$", table, re.MULTILINE), motif

    @pytest.mark.req("MAJ-02", "MAJ-04", "MAJ-07")
    def test_the_words_of_the_trade(self, table: str) -> None:
        """« PAS DE DECISION POSSIBLE (Revoter à l'art. 25) », then « ACCEPTÉE à l'article 25 »."""
        (issue,) = [ligne for ligne in table.splitlines() if ligne.startswith("8  Achat d'un droit immobilier")]
        assert issue.endswith(": PAS DE DECISION POSSIBLE (Revoter à l'art. 25), puis ACCEPTÉE à l'article 25")
        assert "\n4  Compte rendu du conseil syndical : PAS DE VOTE\n" in table
        assert "\n5  Consultation du conseil syndical : REJETÉE\n" in table

    @pytest.mark.req("MAJ-02")
    def test_the_exact_words_before_the_second_vote(self, lsc: Lsc, ecrire: Ecrire) -> None:
        reponse = lsc("ag", "depouiller", ecrire(oter(gilbert(), ("seconds_votes", "8"))))
        (issue,) = [ligne for ligne in reponse.sortie.splitlines() if ligne.startswith("8  Achat")]
        assert issue.endswith(" : PAS DE DECISION POSSIBLE (Revoter à l'art. 25)")

    @pytest.mark.parametrize(
        ("numero", "figures"),
        [
            ("1", ("647,0142 / 7", "65 / 1", "0 / 0", "288,90096 / 4")),
            ("2", ("0 / 0", "65 / 1", "0 / 0", "935,91516 / 11")),
            ("5", ("476,91506 / 7", "524,0001 / 5", "0 / 0", "0 / 0")),
            ("8", ("588,0143 / 6", "0 / 0", "0 / 0", "412,90086 / 6")),
        ],
    )
    def test_the_figures_of_a_line_stand_on_one_line(self, table: str, numero: str, figures: tuple[str, ...]) -> None:
        motif = rf"^ *{numero} .* {' +'.join(map(re.escape, figures))}"
        assert re.search(motif, table, re.MULTILINE)

    def test_each_result_has_its_reasons_and_their_articles(self, table: str) -> None:
        assert "588,0143 voix pour sur 1000,91516. Il en faut au moins 667,27678" in table
        assert "(loi 65-557, art. 26-1)" in table

    def test_what_was_read_by_the_law_is_said(self, table: str) -> None:
        assert "défaillants : LEPITRE Abel (450LEPITRE)" in table

    def test_toml_gives_the_same_answer(self, lsc: Lsc, table: str, tmp_path: Path) -> None:
        fichier = tmp_path / "ag.toml"
        fichier.write_text(en_toml(gilbert()), encoding="utf-8")
        assert lsc("ag", "depouiller", str(fichier)).sortie == table

    def test_json_is_the_golden_file(self, lsc: Lsc) -> None:
        reponse = lsc("ag", "depouiller", str(GILBERT), "--format", "json")
        golden = Path(__file__).parent / "golden" / "gilbert.depouillement.json"
        assert (reponse.code, reponse.erreur) == (FAIT, "")
        assert reponse.sortie == golden.read_text(encoding="utf-8")

    @pytest.mark.parametrize("place", ["avant", "après", "="])
    def test_the_option_stands_anywhere(self, lsc: Lsc, place: str) -> None:
        option = ["--format=json"] if place == "=" else ["--format", "json"]
        arguments = [*option, str(GILBERT)] if place == "avant" else [str(GILBERT), *option]
        assert lsc("ag", "depouiller", *arguments).json["format"] == "lsc.depouillement/1"

    def test_a_vote_lost_is_an_answer_not_a_fault(self, lsc: Lsc, ecrire: Ecrire) -> None:
        assert lsc("ag", "depouiller", ecrire(minimal(votes={"1": {"A": "non"}}))).code == FAIT

    @pytest.mark.req("MAJ-03", "MAJ-05")
    @pytest.mark.parametrize(
        ("votes", "seconds"),
        [
            ({"A": "oui"}, {"1": {"A": "oui"}}),
            ({"A": "non", "B": "non"}, {"1": {"A": "oui"}}),
            ({"A": "oui"}, {"1": {}}),
        ],
    )
    def test_a_second_vote_nothing_opens_is_refused_in_its_place(
        self, lsc: Lsc, ecrire: Ecrire, votes: Doc, seconds: Doc
    ) -> None:
        """At art. 24, or where NO has the majority: even an empty second vote has no place."""
        article = "25" if "B" in votes else "24"
        fichier = ecrire(minimal(article, votes={"1": votes}, seconds_votes=seconds))
        assert f'{fichier}: $.seconds_votes["1"]: ' in refusee(lsc("ag", "depouiller", fichier))

    def test_a_meeting_before_the_law_names_its_date(self, lsc: Lsc, ecrire: Ecrire) -> None:
        """Every refusal of a file names the path of the fault."""
        fichier = ecrire(changer(minimal(votes={"1": {"A": "oui"}}), ("assemblee", "date"), "1960-01-01"))
        assert f"{fichier}: $.assemblee.date: " in refusee(lsc("ag", "depouiller", fichier))


class TestVerifier:
    SEVERITES = ("erreur", "avertissement", "information")

    def test_gilbert_before_it_is_convened(self, lsc: Lsc) -> None:
        reponse = lsc("ag", "verifier", str(GILBERT), "--au", "2020-06-10")
        assert (reponse.code, reponse.erreur) == (FAIT, "")
        for ligne in reponse.sortie.splitlines():
            assert re.match(rf"[a-z_]+  ({'|'.join(self.SEVERITES)})  ", ligne), ligne

    def test_an_error_is_exit_1_and_is_not_a_fault(self, lsc: Lsc, ecrire: Ecrire) -> None:
        """An absent owner with a ballot, which `depouiller` refuses: a finding like the others here."""
        fichier = ecrire(changer(gilbert(), ("votes", "1", "450BROU-01"), "oui"))
        reponse = lsc("ag", "verifier", fichier, "--au", "2020-06-10")
        assert (reponse.code, reponse.erreur) == (CONSTATATIONS, "")
        (ligne,) = [ligne for ligne in reponse.sortie.splitlines() if "  erreur  " in ligne]
        assert '$.votes["1"]["450BROU-01"]' in ligne
        assert "450BROU-01" in ligne

    def test_json(self, lsc: Lsc, ecrire: Ecrire) -> None:
        fichier = ecrire(changer(gilbert(), ("votes", "1", "450BROU-01"), "oui"))
        reponse = lsc("ag", "verifier", fichier, "--au", "2020-06-10", "--format", "json")
        assert reponse.code == CONSTATATIONS
        assert reponse.json["format"] == "lsc.verification/1"
        (une,) = [une for une in reponse.json["constatations"] if une["severite"] == "erreur"]
        assert (une["lieu"], une["coproprietaire"]) == ('$.votes["1"]["450BROU-01"]', "450BROU-01")
        assert {"code", "severite", "lieu", "coproprietaire", "resolution", "texte", "article", "source"} <= une.keys()

    def test_table_and_json_say_the_same(self, lsc: Lsc, ecrire: Ecrire) -> None:
        fichier = ecrire(changer(complet(), ("votes", "1", "D"), "oui"))
        table = lsc("ag", "verifier", fichier, "--au", "2023-07-01").sortie.splitlines()
        ecrites = lsc("ag", "verifier", fichier, "--au", "2023-07-01", "--format", "json").json["constatations"]
        assert [ligne.split("  ")[0] for ligne in table] == [une["code"] for une in ecrites]

    def test_one_finding_a_line_whatever_the_names(self, lsc: Lsc, ecrire: Ecrire) -> None:
        """A name with a newline, or with an order to the terminal, is one line of plain text."""
        doc = changer(gilbert(), ("presences", 0, "mandataire"), {"nom": "Q\nW\x1b[2J\r\x07", "empechement": "syndic"})
        doc = changer(doc, ("coproprietaires", 0, "nom"), "X\nY\x1b]0;z\x07")
        table = lsc("ag", "verifier", ecrire(doc), "--au", "2020-06-10").sortie
        ecrites = lsc("ag", "verifier", ecrire(doc), "--au", "2020-06-10", "--format", "json").json
        assert len(table.splitlines()) == len(ecrites["constatations"])
        assert not any(interdit in table for interdit in "\x1b\r\x07")

    def test_the_day_is_today_when_it_is_not_given(self, lsc: Lsc) -> None:
        assert lsc("ag", "verifier", str(GILBERT)).code in {FAIT, CONSTATATIONS}

    @pytest.mark.parametrize("commande", ["depouiller", "verifier"])
    def test_a_file_that_is_not_a_meeting_is_bad_input_for_both(self, lsc: Lsc, ecrire: Ecrire, commande: str) -> None:
        fichier = ecrire(changer(gilbert(), ("presences", 3, "code"), "X"))
        assert f"{fichier}: $.presences[3].code: " in refusee(lsc("ag", commande, fichier))


MAJORITES: list[tuple[str, str, str, str | None, str | None]] = [
    # Published cases of majority: what is asked; result; article of the second vote; of the new meeting.
    ("A24-01", "--article 24 --date 2023-06-15 --pour 140 --contre 100 --abstention 160", "adoptee", None, None),
    ("A24-03", "--article 24 --date 2023-06-15 --pour 200 --contre 300 --abstention 200", "rejetee", None, None),
    ("A24-08", "--article 24 --date 2023-06-15 --pour 190 --contre 160 --abstention 60", "adoptee", None, None),
    ("A25-02", "--article 25 --date 2023-06-15 --pour 400 --contre 180 --abstention 20", "sans_decision", "24", None),
    ("A25-05", "--article 25 --date 2021-06-15 --pour 350 --contre 400", "sans_decision", "24", None),
    (
        "A25-PV-A13",
        "--article 25 --date 2024-07-03 --total 10000 --pour 3922 --contre 298 --abstention 679",
        "sans_decision",
        "24",
        None,
    ),
    (
        "A25-PV-R03",
        "--article 25 --date 2024-07-03 --total 10000 --pour 1369 --contre 3482 --abstention 48",
        "sans_decision",
        None,
        None,
    ),
    ("REG-01", "--article 25n --date 2017-06-15 --pour 400 --contre 100", "sans_decision", None, None),
    ("REG-02", "--article 25k --date 2017-06-15 --pour 334 --contre 100", "sans_decision", "24", None),
    ("REG-03", "--article 25c --date 2019-06-15 --pour 300 --contre 100", "sans_decision", None, "24"),
    ("REG-04", "--article 25c --date 2021-06-15 --pour 300 --contre 100", "sans_decision", None, None),
    ("REG-05", "--article 25f --date 2024-06-15 --pour 300 --contre 100", "sans_decision", None, "24"),
    ("REG-06", "--article 25c --date 2024-06-15 --pour 300 --contre 100", "sans_decision", None, None),
    ("REG-07", "--article 25n --date 2021-06-15 --pour 400 --contre 100", "sans_decision", "24", None),
    (
        "A26-03",
        "--article 26 --date 2023-06-15 --pour 800 --contre 0 --membres 10 --membres-pour 6",
        "adoptee",
        None,
        None,
    ),
    (
        "A26-12",
        "--article 26 --date 2022-06-15 --pour 600 --contre 0 --membres 10 --membres-pour 6 --membres-participants 10",
        "sans_decision",
        "25",
        None,
    ),
    (
        "A26-13",
        "--article 26 --date 2022-06-15 --pour 700 --contre 0 --membres 10 --membres-pour 4 --membres-participants 8",
        "sans_decision",
        "25",
        None,
    ),
    (
        "A26-14",
        "--article 26 --date 2022-06-15 --pour 700 --contre 0 --membres 10 --membres-pour 4 --membres-participants 9",
        "sans_decision",
        None,
        None,
    ),
    # Of two owners, from 1 June 2020 (art. 41-16).
    ("RED-07", "--article 24 --date 2021-06-15 --pour 720 --contre 280 --deux-coproprietaires", "adoptee", None, None),
    ("RED-08", "--article 25 --date 2021-06-15 --pour 720 --contre 280 --deux-coproprietaires", "adoptee", None, None),
    (
        "RED-09",
        "--article 25 --date 2021-06-15 --pour 600 --contre 400 --deux-coproprietaires",
        "sans_decision",
        "*",
        None,
    ),
    # The trade's own, on its odd total.
    ("MAJ-05", "--article 25 --date 2020-07-07 --total 1000.91516 --pour 350 --contre 520", "rejetee", None, None),
    (
        "MAJ-08 above",
        "--article 25 --date 2020-07-07 --total 1000.91516 --pour 340.00000 --contre 200",
        "sans_decision",
        "24",
        None,
    ),
    (
        "MAJ-08 at",
        "--article 25 --date 2020-07-07 --total 1000.91516 --pour 333.63839 --contre 200",
        "sans_decision",
        "24",
        None,
    ),
    (
        "MAJ-08 under",
        "--article 25 --date 2020-07-07 --total 1000.91516 --pour 333.63838 --contre 200",
        "sans_decision",
        None,
        None,
    ),
    ("MAJ-08 over", "--article 25 --date 2020-07-07 --total 1000.91516 --pour 501 --contre 200", "adoptee", None, None),
]


class TestDecider:
    @pytest.mark.req("MAJ-01", "MAJ-05", "MAJ-08", "MAJ-11", "MAJ-12")
    @pytest.mark.parametrize(
        ("demande", "resultat", "second", "nouvelle"), [cas[1:] for cas in MAJORITES], ids=[cas[0] for cas in MAJORITES]
    )
    def test_published_cases(
        self, lsc: Lsc, demande: str, resultat: str, second: str | None, nouvelle: str | None
    ) -> None:
        arguments = re.sub(r"--article (\d\d)([a-z])", r"--article \1_\2", demande).split()
        arguments = [argument.replace("_", " ") for argument in arguments]
        if "--total" not in arguments:
            arguments += ["--total", "1000"]
        reponse = lsc("droit", "decider", *arguments, "--format", "json")
        assert (reponse.code, reponse.erreur) == (FAIT, "")
        ecrite = reponse.json
        assert ecrite["resultat"] == resultat
        if second != "*":
            assert (ecrite["second_vote"] or {}).get("article") == second
        assert ecrite["nouvelle_assemblee"] == (nouvelle and {"article": nouvelle, "delai_mois": 3})

    def test_the_table(self, lsc: Lsc) -> None:
        reponse = lsc(*DECIDER)
        assert (reponse.code, reponse.erreur) == (FAIT, "")
        lignes = reponse.sortie.splitlines()
        assert lignes[0] == "sans_decision"
        assert "400 voix pour sur 1000" in lignes[1]
        assert "loi 65-557, art. 25, https://www.legifrance.gouv.fr/" in lignes[2]

    def test_the_json_of_the_contract(self, lsc: Lsc) -> None:
        ecrite = lsc(*DECIDER, "--format", "json").json
        assert ecrite["format"] == "lsc.decision/1"
        assert ecrite["second_vote"] == {"article": "24", "fondement": "25-1"}
        assert (ecrite["seuil"]["requis"], ecrite["seuil"]["manque"]) == ("500", "100")

    @pytest.mark.parametrize(
        ("politique", "second"), [("true", None), ("false", {"article": "24", "fondement": "25-1"})]
    )
    def test_a_disputed_point_is_chosen_by_name(self, lsc: Lsc, politique: str, second: Doc | None) -> None:
        """Does a no that has the majority close the second vote? MAJ-05."""
        demande = mots("droit decider --article 25 --date 2023-06-15 --total 1000 --pour 400 --contre 520")
        option = ["--politique", f"majorite_non_ferme_la_passerelle={politique}"]
        assert lsc(*demande, *option, "--format", "json").json["second_vote"] == second

    @pytest.mark.parametrize(
        ("change", "dit"),
        [
            ({"--article": "26"}, "--membres"),
            ({"--article": "25-1"}, "25"),
            ({"--article": "23"}, "article"),
            ({"--article": "aucun"}, "vote"),
            ({"--article": ""}, "article"),
            ({"--date": "1960-01-01"}, "1960"),
            ({"--date": "15/06/2023"}, "--date"),
            ({"--date": "2023-02-30"}, "--date"),
            ({"--date": ""}, "--date"),
            ({"--total": "1e3"}, "--total"),
            ({"--total": "1000,5"}, "--total"),
            ({"--total": "-1"}, "--total"),
            ({"--total": "٩"}, "--total"),
            ({"--total": "9" * 100_000}, "--total"),
            ({"--total": "NaN"}, "--total"),
            ({"--pour": ""}, "--pour"),
            ({"--pour": "-400"}, "--pour"),
            ({"--contre": "601"}, "total"),
            ({"--contre": "1\n2"}, "--contre"),
            ({"--membres": "dix"}, "--membres"),
            ({"--membres": "10", "--membres-pour": "5.5", "--membres-participants": "9"}, "--membres-pour"),
            ({"--membres": "1.5"}, "--membres"),
            ({"--membres": "0x10"}, "--membres"),
            ({"--membres": "1_0"}, "--membres"),
            ({"--membres": "10", "--membres-pour": "11"}, "membres"),
            ({"--membres": "10", "--membres-pour": "5", "--membres-participants": "4"}, "participants"),
            ({"--membres": "10", "--membres-pour": "5", "--membres-participants": "11"}, "participants"),
            ({"--membres": "-4", "--membres-pour": "1"}, "membres"),
            ({"--politique": "x"}, "--politique"),
            ({"--politique": "x=1"}, "x"),
            ({"--politique": "majorite_non_ferme_la_passerelle=peut-etre"}, "majorite_non_ferme_la_passerelle"),
            ({"--politique": "sous_resolutions=true"}, "sous_resolutions"),
            ({"--format": "xml"}, "--format"),
        ],
        ids=lambda valeur: str(valeur)[:60] if isinstance(valeur, dict) else None,
    )
    def test_bad_input(self, lsc: Lsc, change: dict[str, str], dit: str) -> None:
        """Exit 2, nothing written, and one sentence that says what and where."""
        options = dict(zip(DECIDER[2::2], DECIDER[3::2], strict=True)) | change
        phrase = refusee(lsc("droit", "decider", *(mot for paire in options.items() for mot in paire)))
        assert dit in phrase
        assert len(phrase) < 300

    @pytest.mark.parametrize("option", DECIDER[2::2])
    def test_a_missing_option_is_named(self, lsc: Lsc, option: str) -> None:
        rang = DECIDER.index(option)
        assert option in refusee(lsc(*DECIDER[:rang], *DECIDER[rang + 2 :]))

    @pytest.mark.parametrize("ecrit", [f"{nom}=?" for nom in Politique.__annotations__])
    def test_every_disputed_point_has_its_values(self, lsc: Lsc, ecrit: str) -> None:
        assert ecrit.removesuffix("=?") in refusee(lsc(*DECIDER, "--politique", ecrit))


class TestOtherRules:
    @pytest.mark.parametrize(
        ("assemblee", "attendu"),
        [
            (
                "2020-07-07",
                {
                    "convocation_au_plus_tard": "2020-06-15",
                    "formulaire_au_plus_tard": "2020-07-03",
                    "proces_verbal_signe_au_plus_tard": "2020-07-15",
                    "notification_au_plus_tard": "2020-08-07",
                },
            ),
            ("2023-06-22", {"convocation_au_plus_tard": "2023-05-31"}),
            ("2021-06-18", {"formulaire_au_plus_tard": "2021-06-14"}),
            ("2024-01-31", {"notification_au_plus_tard": "2024-02-29"}),
        ],
        ids=["Gilbert", "DL-03", "DL-01", "end of February"],
    )
    @pytest.mark.req("AG-05")
    def test_the_last_days_of_a_meeting(self, lsc: Lsc, assemblee: str, attendu: Doc) -> None:
        reponse = lsc("droit", "delais", "--assemblee", assemblee, "--format", "json")
        assert reponse.code == FAIT
        assert attendu.items() <= reponse.json.items()
        assert reponse.json["assemblee_au_plus_tot"] is None

    def test_the_first_day_of_a_meeting_alone_or_with_the_rest(self, lsc: Lsc) -> None:
        seul = lsc("droit", "delais", "--convocation", "2023-05-31", "--format", "json").json
        assert seul["assemblee_au_plus_tot"] == "2023-06-22"
        assert {valeur for cle, valeur in seul.items() if cle not in {"format", "assemblee_au_plus_tot"}} == {None}
        tout = "droit delais --assemblee 2020-07-07 --convocation 2020-06-12 --notification 2020-07-15 --format json"
        ensemble = lsc(*tout.split()).json
        assert (ensemble["assemblee_au_plus_tot"], ensemble["contestation_jusqu_au"]) == ("2020-07-04", "2020-09-15")
        assert ensemble["convocation_au_plus_tard"] == "2020-06-15"

    def test_delays_in_a_table(self, lsc: Lsc) -> None:
        table = lsc("droit", "delais", "--assemblee", "2020-07-07").sortie
        assert re.search(r"Notification au plus tard +07/08/2020", table)
        assert "Contestation" not in table

    @pytest.mark.parametrize(
        ("arguments", "dit"),
        [
            ("", "--assemblee"),
            ("--assemblee 2020-13-01", "--assemblee"),
            ("--assemblee=", "--assemblee"),
            ("--convocation x", "--convocation"),
            ("--notification 7", "--notification"),
            ("--assemblee 9999-12-31", "--assemblee"),
            ("--assemblee 0001-01-01", "--assemblee"),
            ("--convocation 9999-12-31", "--convocation"),
            ("--notification 9999-12-31", "--notification"),
        ],
    )
    def test_a_date_that_is_none(self, lsc: Lsc, arguments: str, dit: str) -> None:
        """Neither a traceback at the ends of the calendar, nor an empty table for an empty date."""
        assert dit in refusee(lsc("droit", "delais", *arguments.split()))

    @pytest.mark.parametrize(
        ("propres", "pouvoirs", "total", "le", "autorise"),
        [
            ("100", "100,100,100", "1000", "2023-06-15", True),
            ("300", ",".join(["300"] * 15), "100000", "2017-06-15", True),
            ("400", ",".join(["400"] * 15), "100000", "2017-06-15", False),
            ("400", ",".join(["400"] * 15), "100000", "2019-06-15", True),
            ("20", ",".join(["20"] * 6), "1000", "2021-06-15", True),
            ("100", "100,100,100,50", "1000", "2023-06-15", False),
            ("0", "", "1000", "2023-06-15", True),
        ],
        ids=["MAN-01", "MAN-05", "MAN-06", "MAN-07", "MAN-08", "help", "none"],
    )
    @pytest.mark.req("POUV-01")
    def test_proxies(self, lsc: Lsc, propres: str, pouvoirs: str, total: str, le: str, autorise: bool) -> None:
        """Refused by the law is exit 1: the question was a good one."""
        demande = ["--voix-propres", propres, "--pouvoirs", pouvoirs, "--total", total, "--date", le]
        reponse = lsc("droit", "pouvoirs", *demande, "--format", "json")
        assert (reponse.code, reponse.erreur) == (FAIT if autorise else CONSTATATIONS, "")
        assert reponse.json["autorise"] is autorise
        assert len(reponse.json["motifs"]) == 1
        table = lsc("droit", "pouvoirs", *demande)
        assert table.code == reponse.code
        assert table.sortie.splitlines()[0] == ("autorisé" if autorise else "refusé")

    @pytest.mark.parametrize(
        ("option", "valeur"),
        [("--pouvoirs", "100,,100"), ("--pouvoirs", "100;100"), ("--pouvoirs", "-1"), ("--voix-propres", "x")],
    )
    def test_proxies_that_cannot_be_read(self, lsc: Lsc, option: str, valeur: str) -> None:
        demande = [valeur if POUVOIRS[rang - 1] == option else mot for rang, mot in enumerate(POUVOIRS)]
        assert option in refusee(lsc(*demande))

    def test_proxies_of_more_than_everybody(self, lsc: Lsc) -> None:
        assert "1000" in refusee(lsc(*["1000" if mot == "100,100" else mot for mot in POUVOIRS]))

    @pytest.mark.req("AG-28")
    def test_voices(self, lsc: Lsc) -> None:
        ecrites = lsc(*VOIX, "--format", "json").json
        assert (ecrites["voix"], ecrites["total"]) == ({"A": "400", "B": "300", "C": "100"}, "800")
        assert len(ecrites["motifs"]) == 1
        table = lsc(*VOIX).sortie
        assert re.search(r"A +600 +400 *\n", table)
        assert re.search(r"Total +1000 +800 *\n", table)

    @pytest.mark.parametrize(
        ("tantiemes", "voix", "total"),
        [
            ("M=700,autres=200,x=100", {"M": "300"}, "600"),
            ("A=600,B=400", {"A": "600"}, "1000"),
            ("A=1", {"A": "1"}, "1"),
        ],
        ids=["RED-01", "two owners", "alone"],
    )
    def test_published_reductions(self, lsc: Lsc, tantiemes: str, voix: Doc, total: str) -> None:
        demande = ["droit", "voix", "--tantiemes", tantiemes, "--date", "2023-06-15", "--format", "json"]
        ecrites = lsc(*demande).json
        assert voix.items() <= ecrites["voix"].items()
        assert ecrites["total"] == total

    def test_a_social_landlord_is_not_reduced(self, lsc: Lsc) -> None:
        ecrites = lsc(*VOIX, "--bailleur-social", "A", "--format", "json").json
        assert (ecrites["voix"]["A"], ecrites["total"]) == ("600", "1000")

    def test_the_date_is_today_when_it_is_not_given(self, lsc: Lsc) -> None:
        assert lsc("droit", "voix", "--tantiemes", "A=600,B=300,C=100", "--format", "json").json["total"] == "800"
        assert lsc("droit", "articles", "--format", "json").json["decisions"]

    @pytest.mark.parametrize("tantiemes", ["", "A", "A=", "=5", "A=1,A=2", "A=-1", "A=1,,B=2", "A=1e9", "A=1;B=2"])
    def test_voices_that_cannot_be_read(self, lsc: Lsc, tantiemes: str) -> None:
        assert "--tantiemes" in refusee(lsc("droit", "voix", f"--tantiemes={tantiemes}"))

    def test_a_landlord_nobody_knows(self, lsc: Lsc) -> None:
        assert "Z" in refusee(lsc(*VOIX, "--bailleur-social", "Z"))

    def test_the_decisions_the_law_names(self, lsc: Lsc) -> None:
        reponse = lsc("droit", "articles", "--date", "2024-12-01", "--format", "json")
        assert reponse.code == FAIT
        par_code = {une["code"]: une for une in reponse.json["decisions"]}
        assert len(par_code) == len(reponse.json["decisions"]) > 30
        table = lsc("droit", "articles", "--date", "2024-12-01").sortie
        assert [code for code in par_code if code not in table] == []

    @pytest.mark.parametrize("nom", [*FORMATS, "assemblee", "lsc.decision"])
    def test_schemas(self, lsc: Lsc, nom: str) -> None:
        reponse = lsc("schema", nom)
        assert (reponse.code, reponse.erreur) == (FAIT, "")
        assert reponse.json["$schema"] == "https://json-schema.org/draft/2020-12/schema"

    def test_an_unknown_schema_names_those_there_are(self, lsc: Lsc) -> None:
        phrase = refusee(lsc("schema", "lsc.facture/1"))
        assert "lsc.facture/1" in phrase
        assert "lsc.assemblee/1" in phrase


class TestBadInput:
    @pytest.mark.parametrize(
        ("arguments", "dit"),
        [
            (["nimporte"], "nimporte"),
            (["ag", "nimporte"], "nimporte"),
            (["droit", "nimporte"], "nimporte"),
            (["ag", "depouiller"], "FICHIER"),
            (["schema"], "NOM"),
            (["schema", "assemblee", "encore"], "encore"),
            (["ag", "depouiller", "a.json", "b.json"], "b.json"),
            (["ag", "depouiller", str(GILBERT), "--bogus"], "--bogus"),
            (["ag", "depouiller", str(GILBERT), "--format"], "--format"),
            (["ag", "depouiller", str(GILBERT), "--format", "JSON "], "--format"),
            (["ag", "depouiller", str(GILBERT), "--format", "json", "--format", "table"], "--format"),
            (["ag", "verifier", str(GILBERT), "--au", "demain"], "--au"),
            (["ag", "verifier", str(GILBERT), "--au="], "--au"),
            (["ag", "depouiller", "/nulle/part.json"], "/nulle/part.json: le fichier n'existe pas"),
            (["ag", "depouiller", str(RACINE)], "dossier"),
            (["ag", "depouiller", ""], ""),
            (["ag", "depouiller", "a\nb.json"], "b.json"),
            (["ag", "depouiller", "a\x1b[2Jb.json"], "b.json"),
            (["a\nb"], "b"),
            (["ag", "depouiller", "x" * 5000], ""),
            (["droit", "articles", "--date", "hier\nsoir"], "--date"),
            (["schema", "a\nb"], "b"),
            (["droit", "voix", "--tantiemes", "A=1", "--bailleur-social", "a\nb"], "b"),
        ],
        ids=lambda valeur: " ".join(valeur)[:50] if isinstance(valeur, list) else None,
    )
    def test_a_command_line_that_cannot_be_understood(self, lsc: Lsc, arguments: list[str], dit: str) -> None:
        phrase = refusee(lsc(*arguments))
        assert dit in phrase
        assert phrase.isprintable()

    OCTETS = {  # noqa: RUF012
        "empty": b"",
        "not JSON": b"assemblee",
        "a list": b"[]",
        "truncated": GILBERT.read_bytes()[:5000],
        "truncated UTF-8": "é".encode()[:1],
        "UTF-16": GILBERT.read_bytes().decode().encode("utf-16"),
        "deep": b"[" * 100_000,
        "deep and closed": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
        "duplicated": b'{"format": 1, "format": 2}',
        "NaN": b"NaN",
        "huge number": b'{"format": "lsc.assemblee/1", "x": ' + b"9" * 100_000 + b"}",
        "half a character": b'{"format": "\\ud800"}',
        "half a character in a key": b'{"format": "lsc.assemblee/1", "\\ud800": 1}',
        "a newline in a key": b'{"format": "lsc.assemblee/1", "a\\nb\\u001b[2J": 1}',
        "control": b'{"format": "\x00"}',
        "another format": b'{"format": "lsc.depouillement/1"}',
    }

    @pytest.mark.parametrize("commande", ["depouiller", "verifier"])
    @pytest.mark.parametrize("octets", OCTETS.values(), ids=OCTETS)
    def test_a_file_that_cannot_be_read(self, lsc: Lsc, tmp_path: Path, commande: str, octets: bytes) -> None:
        """One sentence, with the file and the place, whatever the bytes."""
        fichier = tmp_path / "ag.json"
        fichier.write_bytes(octets)
        phrase = refusee(lsc("ag", commande, str(fichier)))
        assert f"{fichier}: $" in phrase
        assert phrase.isprintable()
        assert len(phrase) < 600

    @pytest.mark.parametrize(
        ("lieu", "valeur", "dit"),
        [
            (("presences", 3, "code"), "X", "$.presences[3].code: attendu l'un de : N, O, R, D, C"),
            (("coproprietaires", 0, "nom"), 12, "$.coproprietaires[0].nom: attendu un texte"),
            (("coproprietaires", 0, "bailleur_social"), "false", "$.coproprietaires[0].bailleur_social: "),
            (
                ("coproprietaires", 0, "lots", 0, "tantiemes", "010"),
                5.0,
                '$.coproprietaires[0].lots[0].tantiemes["010"]: ',
            ),
            (("votes", "1", "450BROU-01"), "oui", '$.votes["1"]["450BROU-01"]: 450BROU-01 est absent'),
            (("votes", "1", "A\nB\x1b"), "oui", '$.votes["1"]["A'),
            (("votes", "1", "A" * 100_000), "oui", '$.votes["1"]'),
            (("coproprietaires", 0, "lots", 0, "tantiemes", "A\nB"), "1", "tantiemes"),
            (("resolutions", 0, "cle"), "\n\n", "$.resolutions[0].cle: "),
            (("deroulement", 1, "evenement"), "\n", "$.deroulement[1].evenement: "),
            (("statut",), 1, "$.statut: clé inconnue"),
            (("assemblee", "date"), "0001-01-01", "$.assemblee.date: "),
            (("assemblee", "date"), "9999-12-31", "$.assemblee.date: "),
            (("assemblee", "date"), "1960-01-01", "$.assemblee.date: "),
            (("presences", 3, "recu_le"), "0001-01-01", "$.presences[3].recu_le: "),
        ],
        ids=lambda valeur: str(valeur)[:50] if isinstance(valeur, tuple) else None,
    )
    def test_the_path_of_the_fault_is_in_the_sentence(
        self, lsc: Lsc, ecrire: Ecrire, lieu: tuple[str | int, ...], valeur: Any, dit: str
    ) -> None:
        fichier = ecrire(changer(gilbert(), lieu, valeur))
        phrase = refusee(lsc("ag", "depouiller", fichier))
        assert phrase.startswith(f"lsc : {fichier}: $")
        assert dit in phrase
        assert phrase.isprintable()
        assert len(phrase) < 600

    def test_a_file_without_a_right_to_read(self, lsc: Lsc, tmp_path: Path) -> None:
        fichier = tmp_path / "ag.json"
        fichier.write_bytes(b"{}")
        fichier.chmod(0)
        if os.access(fichier, os.R_OK):
            pytest.skip("this user reads everything")
        assert "droits" in refusee(lsc("ag", "depouiller", str(fichier)))

    MOTS = ("ag", "droit", "decider", "voix", "--format", "json", "", "-", "--", "-x", "é", "=", "--total=", "a\nb")

    @given(st.lists(st.sampled_from(MOTS) | st.text(st.characters(exclude_characters="\0"), max_size=5), max_size=5))
    def test_any_command_line_is_answered_or_refused(self, arguments: list[str]) -> None:
        """Whatever is typed: an exit code of ours, never an exception."""
        import contextlib
        import io

        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()) as erreur:
            assert run(arguments) in {FAIT, CONSTATATIONS, MAUVAISE_ENTREE}
        assert len(erreur.getvalue().splitlines()) <= 1


class TestTables:
    def test_no_figure_is_ever_cut(self, lsc: Lsc, ecrire: Ecrire) -> None:
        """Thirty digits or nine, of seven owners or a thousand: no « … »."""
        for part in ("99999999999999999999.1234567891", "123456789.12345", "1000000"):
            doc = minimal("25", votes={"1": {"A": "oui", "B": "non", "C": "abstention"}})
            for un in doc["coproprietaires"]:
                un["lots"][0]["tantiemes"]["G"] = part
            doc["resolutions"][0]["titre"] = "Une résolution au titre fort long, comme elles le sont toutes " * 3
            table = lsc("ag", "depouiller", ecrire(doc)).sortie
            assert "…" not in table
            assert table.count(f"{part.replace('.', ',')} / 1") == 3

    def test_a_name_is_text_and_nothing_else(self, lsc: Lsc, ecrire: Ecrire) -> None:
        """Neither an order to the terminal, nor the markup of the library that draws the tables."""
        doc = minimal(votes={"1": {"A": "oui"}})
        doc["resolutions"][0]["titre"] = "[red]A\x1b[31m[/red] :smile: \u202e"
        doc["assemblee"]["nom"] = "N\nM\x1b[2J"
        table = lsc("ag", "depouiller", ecrire(doc)).sortie
        assert "\x1b" not in table
        assert "[red]A" in table
        assert ":smile:" in table
        assert table.splitlines()[0].startswith("3-S007  N")

    @pytest.mark.parametrize(
        "variables",
        [
            {"COLUMNS": "20"},
            {"COLUMNS": "1"},
            {"COLUMNS": "zzz"},
            {"NO_COLOR": "1"},
            {"TERM": "dumb"},
            {"COLUMNS": "500"},
        ],
        ids=str,
    )
    def test_away_from_a_terminal_the_environment_changes_nothing(self, variables: dict[str, str]) -> None:
        attendu = table_de_gilbert()
        assert processus("ag", "depouiller", str(GILBERT), env=variables).stdout == attendu
        assert b"\x1b" not in attendu

    @pytest.mark.parametrize("colonnes", [40, 80, 100, 200])
    def test_a_narrow_terminal_cuts_nothing(self, tmp_path: Path, colonnes: int) -> None:
        """On a terminal of 80 columns, or less, numbers, figures and results are whole."""
        doc = gilbert()
        del doc["cles"][0]["total"], doc["seconds_votes"]
        for un in doc["coproprietaires"]:
            un["lots"] = [{"numero": "1", "tantiemes": {"010": "34567.12345"}}]
        fichier = tmp_path / "ag.json"
        fichier.write_text(json.dumps(doc), encoding="utf-8")
        for chemin, figures in (
            (GILBERT, ("935,91516 / 11", "345,90086 / 5", "1 000,91516")),
            (fichier, ("380238,35795 / 11", "138268,4938 / 4", "414 805,48140")),
        ):
            ecran = au_terminal(colonnes, "ag", "depouiller", str(chemin))
            assert "…" not in ecran
            assert [figure for figure in figures if figure not in ecran] == []
            assert re.search(r"^ *6\.3 .* 25 m ", ecran, re.MULTILINE)
            assert re.search(r"^ *2 .*REJETÉE *$", ecran, re.MULTILINE)
            assert re.findall(r"l'art(?!icle|\.)", ecran) == []  # « ACCEPTÉE à l'article 25 », cut anywhere


def au_terminal(colonnes: int, *arguments: str) -> str:
    """Return what a terminal of that width shows, without its colours."""
    termios, fcntl = (pytest.importorskip(nom) for nom in ("termios", "fcntl"))
    import struct

    maitre, esclave = os.openpty()
    fcntl.ioctl(esclave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, colonnes, 0, 0))
    ici = {nom: valeur for nom, valeur in os.environ.items() if nom not in {"COLUMNS", "LINES", "NO_COLOR"}}
    with subprocess.Popen(
        [sys.executable, "-m", "lsc_adapters.cli", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=esclave,
        stderr=esclave,
        env={**ici, "TERM": "xterm", "PYTHONUTF8": "1"},
    ) as enfant:
        os.close(esclave)
        recu = b""
        while True:
            try:
                morceau = os.read(maitre, 65536)
            except OSError:  # the child closed the terminal
                break
            if not morceau:
                break
            recu += morceau
        assert enfant.wait() == FAIT
    os.close(maitre)
    return re.sub(r"\x1b\[[0-9;]*m|\r", "", recu.decode())


class TestProcess:
    """The same, in a process of its own: what a shell sees."""

    def test_the_promise_of_the_readme(self) -> None:
        """`lsc ag depouiller examples/gilbert.json`, by the script that is installed beside this Python."""
        lsc = Path(sysconfig.get_path("scripts")) / "lsc"
        fini = subprocess.run(
            [str(lsc), "ag", "depouiller", "examples/gilbert.json"],
            cwd=RACINE,
            capture_output=True,
            check=False,
            env={**os.environ, "PYTHONUTF8": "1"},
        )
        assert (fini.returncode, fini.stderr) == (FAIT, b"")
        sortie = fini.stdout.decode()
        assert "1 000,91516" in sortie
        assert "PAS DE DECISION POSSIBLE (Revoter à l'art. 25)" in sortie
        assert "ACCEPTÉE à l'article 25" in sortie

    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            (["--version"], FAIT),
            (["droit", "delais", "--assemblee", "2020-07-07"], FAIT),
            (["400,300,100,100" if mot == "100,100" else mot for mot in POUVOIRS], CONSTATATIONS),
            (["ag", "depouiller", "/nulle/part"], MAUVAISE_ENTREE),
            (["droit", "delais", "--assemblee", "9999-12-31"], MAUVAISE_ENTREE),
        ],
        ids=["version", "delais", "refused", "bad input", "end of time"],
    )
    def test_exit_codes(self, arguments: list[str], code: int) -> None:
        fini = processus(*arguments)
        assert fini.returncode == code, fini.stderr
        assert bool(fini.stderr) == (code == MAUVAISE_ENTREE)
        assert CASSE.encode() not in fini.stderr

    @pytest.mark.parametrize(
        "arguments",
        [
            ["ag", "depouiller", str(GILBERT)],
            ["ag", "depouiller", str(GILBERT), "--format", "json"],
            ["schema", "lsc.delais/1"],
            VOIX,
            ["--help"],
            ["--version"],
        ],
        ids=["table", "json", "short", "voix", "help", "version"],
    )
    def test_a_reader_that_stops_reading_is_not_a_fault(self, arguments: list[str]) -> None:
        """`lsc … | head -1`: the pipe is closed, nothing is said, and it is no finding."""
        lecture, ecriture = os.pipe()
        os.close(lecture)
        try:
            fini = processus(*arguments, stdout=ecriture)
        finally:
            os.close(ecriture)
        assert (fini.returncode, fini.stderr) == (FAIT, b"")

    @pytest.mark.parametrize(
        "arguments", [["schema", "lsc.delais/1"], VOIX, ["ag", "depouiller", str(GILBERT)]], ids=str
    )
    def test_a_full_disk_is_said_in_one_sentence(self, arguments: list[str]) -> None:
        plein = Path("/dev/full")
        if not plein.exists():
            pytest.skip("no such device here")
        with plein.open("wb") as sortie:
            fini = processus(*arguments, stdout=sortie)
        assert fini.returncode == PANNE
        assert len(fini.stderr.splitlines()) == 1
        assert CASSE.encode() not in fini.stderr

    SANS_ACCENTS = (
        {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
    )

    @pytest.mark.parametrize("env", SANS_ACCENTS, ids=["ascii", "LANG=C", "Windows"])
    @pytest.mark.parametrize(
        "arguments", [["ag", "depouiller", str(GILBERT)], ["ag", "--help"], VOIX], ids=["table", "help", "voix"]
    )
    def test_a_terminal_without_accents_stops_nothing(self, arguments: list[str], env: dict[str, str]) -> None:
        fini = processus(*arguments, env=env)
        assert (fini.returncode, fini.stderr) == (FAIT, b"")

    @pytest.mark.parametrize("env", SANS_ACCENTS, ids=["ascii", "LANG=C", "Windows"])
    def test_json_is_whole_whatever_the_encoding(self, env: dict[str, str]) -> None:
        """Exchange files are UTF-8: no accent is lost on the way to one."""
        fini = processus("ag", "depouiller", str(GILBERT), "--format", "json", env=env)
        golden = Path(__file__).parent / "golden" / "gilbert.depouillement.json"
        assert json.loads(fini.stdout.decode("utf-8")) == json.loads(golden.read_text(encoding="utf-8"))

    @pytest.mark.parametrize("env", SANS_ACCENTS, ids=["ascii", "LANG=C", "Windows"])
    def test_a_schema_is_whole_whatever_the_encoding(self, env: dict[str, str]) -> None:
        fini = processus("schema", "lsc.decision/1", env=env)
        assert json.loads(fini.stdout.decode("utf-8")) == json.loads(processus("schema", "lsc.decision/1").stdout)

    @pytest.mark.parametrize("env", SANS_ACCENTS, ids=["ascii", "LANG=C", "Windows"])
    def test_a_message_without_accents_is_still_one_line(self, env: dict[str, str]) -> None:
        fini = processus("ag", "depouiller", "/nulle/part/é😀.json", env=env)
        assert fini.returncode == MAUVAISE_ENTREE
        assert len(fini.stderr.splitlines()) == 1

    def test_each_command_pays_its_own_imports_only(self) -> None:
        """Tables and help are slow to import: JSON does not load them."""
        code = (
            "import sys; from lsc_adapters.cli import run; "
            f"run(['ag', 'depouiller', {str(GILBERT)!r}, '--format', 'json']); "
            "sys.exit('rich.table' in sys.modules)"
        )
        fini = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
        assert fini.returncode == 0
