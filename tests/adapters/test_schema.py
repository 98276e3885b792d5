"""The JSON Schema of each format: valid itself, true of what we write, and never stricter than what we read."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from documents import GILBERT, Doc, Lieu, changer, complet, ecrire, gilbert, minimal, mots, oter, parcourir
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from lsc_adapters.cli import run
from lsc_adapters.codec.assemblee import declarer
from lsc_adapters.codec.converter import write
from lsc_adapters.codec.depouillement import write_depouillement
from lsc_adapters.codec.errors import InvalidPayload
from lsc_adapters.codec.schema import DIALECTE, FORMATS, schema
from lsc_domain.assemblee import Declaration, depouiller, etablir
from lsc_domain.testing.strategies import declarations

CONTRAT = ("lsc.assemblee/1", "lsc.depouillement/1", "lsc.decision/1")


@cache
def validateur(nom: str) -> Draft202012Validator:
    return Draft202012Validator(schema(nom))


def fautes(valeur: Any, nom: str) -> list[str]:
    return [f"{faute.json_path}: {faute.message}" for faute in validateur(nom).iter_errors(valeur)]


def valide(valeur: Any, nom: str = "lsc.assemblee/1") -> bool:
    return validateur(nom).is_valid(valeur)


def est_lu(doc: Any) -> bool:
    try:
        declarer(doc)
    except InvalidPayload:
        return False
    return True


class TestSchemas:
    @pytest.mark.parametrize("nom", FORMATS)
    def test_it_is_a_schema_of_2020_12(self, nom: str) -> None:
        Draft202012Validator.check_schema(schema(nom))
        assert schema(nom)["$schema"] == DIALECTE == Draft202012Validator.META_SCHEMA["$id"]
        assert schema(nom)["title"] == nom

    @pytest.mark.parametrize("nom", FORMATS)
    def test_it_is_plain_json_and_the_same_each_time(self, nom: str) -> None:
        assert json.loads(json.dumps(schema(nom))) == schema(nom)
        assert json.dumps(schema(nom)) == json.dumps(schema(nom))

    @pytest.mark.parametrize("nom", FORMATS)
    def test_every_reference_leads_somewhere_and_every_definition_is_used(self, nom: str) -> None:
        decrit = schema(nom)
        citees = {valeur for lieu, valeur in parcourir(decrit) if lieu and lieu[-1] == "$ref"}
        assert citees == {f"#/$defs/{definition}" for definition in decrit["$defs"]}

    @pytest.mark.parametrize("nom", FORMATS)
    def test_every_object_says_what_it_is_in_french(self, nom: str) -> None:
        for definition in schema(nom)["$defs"].values():
            if definition.get("type") == "object":
                assert definition["description"].strip().endswith((".", "?"))

    @pytest.mark.parametrize("nom", CONTRAT)
    def test_each_format_of_the_contract_has_one_by_its_full_or_short_name(self, nom: str) -> None:
        court = nom.removeprefix("lsc.").partition("/")[0]
        assert schema(nom) == schema(court) == schema(f"lsc.{court}")

    @pytest.mark.parametrize("nom", ["", "lsc", "lsc.assemblee/2", "assemblees", "$defs"])
    def test_there_is_none_of_another_name(self, nom: str) -> None:
        with pytest.raises(KeyError):
            schema(nom)

    def test_what_is_read_refuses_unknown_keys_and_what_is_written_may_gain_some(self) -> None:
        objets = [une for une in schema("assemblee")["$defs"].values() if une.get("type") == "object"]
        assert all(une["additionalProperties"] is False for une in objets)
        ecrits = [une for une in schema("depouillement")["$defs"].values() if une.get("type") == "object"]
        assert not any(une.get("additionalProperties") is False for une in ecrits)

    def test_the_mandatory_keys_are_those_of_the_contract(self) -> None:
        definitions = schema("assemblee")["$defs"]
        assert set(definitions["AssembleeFichier"]["required"]) == {
            *("format", "syndicat", "assemblee", "cles", "coproprietaires")
        }
        assert set(definitions["CoproprietaireEcrit"]["required"]) == {"id", "nom"}
        assert set(definitions["AssembleeEcrite"]["required"]) == {"reference", "date"}


class TestWhatIsRead:
    @pytest.mark.parametrize("faire", [gilbert, complet, minimal])
    def test_a_meeting_is_valid(self, faire: Any) -> None:
        assert fautes(faire(), "lsc.assemblee/1") == []

    @given(st.deferred(declarations))
    def test_any_meeting_is_valid_and_so_is_its_count(self, declaration: Declaration) -> None:
        assert fautes(ecrire(declaration), "lsc.assemblee/1") == []
        compte = depouiller(etablir(declaration).unwrap()).unwrap()
        assert fautes(json.loads(json.dumps(write(write_depouillement(compte)))), "lsc.depouillement/1") == []

    AUTRES = (None, True, False, 0, 1, 1.5, "", "x", "24", "25 II f", "26 II a", "24 II a", "24 a", "26 z", "N", "oui")
    AUTRES_ENCORE = ("2020-02-30", "2020-07-07", "17:05", "24:00", "-1", "1e3", "1.5", "9" * 21, [], {}, [{}], {"x": 1})

    @given(
        st.sampled_from([lieu for lieu, _ in parcourir(complet()) if lieu]),
        st.sampled_from((*AUTRES, *AUTRES_ENCORE)) | st.text(max_size=6),
    )
    def test_what_the_schema_refuses_is_refused_by_the_reader(self, lieu: Lieu, autre: Any) -> None:
        """Any value anywhere: a program that checks before it sends is never stricter than we are."""
        doc = changer(complet(), lieu, autre)
        assert valide(doc) or not est_lu(doc)

    @given(st.sampled_from([lieu for lieu, _ in parcourir(complet()) if lieu]))
    def test_what_lacks_a_mandatory_key_is_refused_by_both(self, lieu: Lieu) -> None:
        doc = oter(complet(), lieu)
        assert valide(doc) or not est_lu(doc)

    @given(
        st.sampled_from([lieu for lieu, valeur in parcourir(complet()) if isinstance(valeur, dict)]),
        st.text(max_size=6),
    )
    def test_what_has_an_unknown_key_is_refused_by_both(self, lieu: Lieu, cle: str) -> None:
        doc = changer(complet(), (*lieu, cle), "oui")
        assert valide(doc) or not est_lu(doc)

    @pytest.mark.parametrize(
        ("lieu", "autre"),
        [
            (("resolutions", 0, "article"), "25 II f"),
            (("resolutions", 0, "article"), "26 II a"),
            (("resolutions", 0, "article"), "26 e"),
            (("resolutions", 0, "article"), "25  f"),
            (("politique", "majorite_non_ferme_la_passerelle"), "false"),
            (("coproprietaires", 0, "bailleur_social"), 1),
            (("coproprietaires", 0, "nom"), 12),
            (("coproprietaires", 0, "lots", 0, "tantiemes", "010"), 66.0142),
            (("presences", 2, "recu_le"), "1/7/2023"),
            (("deroulement", 1, "code"), "X"),
            (("deroulement", 1, "evenement"), "depot"),
            (("votes", "1", "A"), "peut-être"),
            (("assemblee", "date"), "2023-07-07\n"),
        ],
        ids=str,
    )
    def test_both_refuse(self, lieu: Lieu, autre: Any) -> None:
        doc = changer(complet(), lieu, autre)
        assert not est_lu(doc)
        assert not valide(doc) or autre == "2023-07-07\n"  # `$` of a pattern lets a last newline pass

    @pytest.mark.parametrize(
        ("lieu", "autre"),
        [
            (("presences", 1, "mandataire"), {}),
            (("votes", "9"), {}),
            (("coproprietaires", 1, "id"), ""),
            (("presences", 2, "recu_le"), None),
            (("assemblee", "date"), "2023-02-30"),
        ],
        ids=str,
    )
    def test_the_reader_alone_sees_what_a_schema_cannot_say(self, lieu: Lieu, autre: Any) -> None:
        doc = changer(complet(), lieu, autre)
        assert valide(doc)
        assert not est_lu(doc) or not etablir(declarer(doc)).value_or(None)


class TestWhatIsWritten:
    @pytest.mark.parametrize("part", ["9" * 20, "0." + "0" * 19 + "1", "1." + "3" * 20])
    @pytest.mark.parametrize("article", ["24", "25", "26", "unanimite"])
    def test_the_largest_figures_that_are_read_are_written_within_the_schema(self, part: str, article: str) -> None:
        """Sums have more digits than their terms, halves more decimals than their whole."""
        doc = minimal(article, votes={"1": {"A": "oui", "B": "non"}})
        for un in doc["coproprietaires"]:
            un["lots"][0]["tantiemes"]["G"] = part
        compte = depouiller(etablir(declarer(doc)).unwrap()).unwrap()
        assert fautes(json.loads(json.dumps(write(write_depouillement(compte)))), "lsc.depouillement/1") == []

    REPONSES = (
        ("lsc.depouillement/1", ["ag", "depouiller", str(GILBERT)]),
        ("lsc.verification/1", ["ag", "verifier", str(GILBERT), "--au", "2020-06-10"]),
        ("lsc.decision/1", mots("droit decider --article 25 --date 2023-06-15 --total 1000 --pour 400 --contre 180")),
        (
            "lsc.decision/1",
            mots(
                "droit decider --article 26 --date 2022-06-15 --total 1000.91516 --pour 600 --contre 0 --membres 10 "
                "--membres-pour 6 --membres-participants 10"
            ),
        ),
        ("lsc.decision/1", mots("droit decider --article 25 --date 2019-06-15 --total 9 --pour 1 --contre 0")),
        ("lsc.decision/1", mots("droit decider --article 25 --date 1990-06-15 --total 9 --pour 1 --contre 0")),
        ("lsc.decision/1", mots("droit decider --article unanimite --date 2023-06-15 --total 9 --pour 1 --contre 0")),
        ("lsc.articles/1", mots("droit articles --date 2024-12-01")),
        ("lsc.articles/1", mots("droit articles --date 1970-01-01")),
        ("lsc.delais/1", mots("droit delais --assemblee 2020-07-07")),
        ("lsc.delais/1", mots("droit delais --convocation 2020-06-12 --notification 2020-07-15")),
        ("lsc.pouvoirs/1", mots("droit pouvoirs --voix-propres 1 --pouvoirs 1,2 --total 9 --date 2023-06-15")),
        ("lsc.pouvoirs/1", mots("droit pouvoirs --voix-propres 1 --pouvoirs 1,1,1,1 --total 9 --date 2023-06-15")),
        ("lsc.voix/1", mots("droit voix --tantiemes A=600,B=300,C=100 --date 2023-06-15")),
        ("lsc.voix/1", mots("droit voix --tantiemes A=0")),
    )

    @pytest.mark.parametrize(("nom", "commande"), REPONSES, ids=[" ".join(commande[:4]) for _, commande in REPONSES])
    def test_every_answer_of_the_command_is_valid(
        self, capsys: pytest.CaptureFixture[str], nom: str, commande: list[str]
    ) -> None:
        assert run([*commande, "--format", "json"]) in {0, 1}
        reponse = json.loads(capsys.readouterr().out)
        assert reponse["format"] == nom
        assert fautes(reponse, nom) == []

    def test_every_format_that_is_written_is_tested_here(self) -> None:
        # What is read, above; a journal, in test_journal_ecrit; documents, in test_cli_documents; a portfolio, in
        # test_portefeuille; a manifest, in test_manifeste_ecrit; what `lsc ged` and `lsc services` answer, in
        # test_cli_ged and test_cli_services; `lsc compte`, in test_cli_compte; what is known of
        # a person, in test_donnees_personnelles; the logins handed over, in test_cli_extranet.
        ged = ("portefeuille", "import", "classeurs", "lecteurs", "lectures", "acces", "conformite", "plan")
        publication = ("manifeste", "publication", "evenements", "echeances", "passages")
        ailleurs = {"lsc.assemblee/1", "lsc.journal/1", "lsc.documents/1"}
        comptes = ("releve", "ecritures", "trop-percus")
        personnes = ("donnees-personnelles", "effacement", "acces-remis")
        ailleurs |= {f"lsc.{nom}/1" for nom in (*ged, *publication, *comptes, *personnes)}
        assert {nom for nom, _ in self.REPONSES} == set(FORMATS) - ailleurs

    @pytest.mark.parametrize("nom", FORMATS)
    def test_the_command_prints_the_schema_itself(self, capsys: pytest.CaptureFixture[str], nom: str) -> None:
        assert run(["schema", nom]) == 0
        assert json.loads(capsys.readouterr().out) == schema(nom)

    def test_an_answer_with_a_missing_key_is_not_valid(self) -> None:
        """So that the tests above mean something."""
        ecrit: Doc = json.loads(
            (GILBERT.parents[1] / "tests/adapters/golden/gilbert.depouillement.json").read_text("utf-8")
        )
        assert valide(ecrit, "lsc.depouillement/1")
        for lieu in (("date",), ("resolutions", 0, "votants"), ("resolutions", 2, "second_vote", "fondement")):
            assert not valide(oter(ecrit, lieu), "lsc.depouillement/1")
        assert valide(changer(ecrit, ("demain",), 1), "lsc.depouillement/1")
