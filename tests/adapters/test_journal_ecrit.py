"""`lsc.journal/1`: what an export carries, and what checking it alone finds."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from exemples import EXEMPLES, LE
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from lsc_adapters.codec.errors import InvalidPayload
from lsc_adapters.codec.fait import read_fait
from lsc_adapters.codec.journal import Export, journal_de, read_journal, verify_chain, write_journal
from lsc_adapters.codec.schema import schema
from lsc_adapters.storage.memory import MemoryStorage
from lsc_domain.assemblee.fait import Fait, SeanceClose, SeanceOuverte
from lsc_domain.ports.errors import BrokenChain
from lsc_domain.socle.chaine import ORIGINE
from lsc_domain.testing.strategies import faits

GOLDEN = Path(__file__).parent / "golden" / "seance.journal.json"

Doc = dict[str, Any]


def exporter(faits: list[Fait] | tuple[Fait, ...], flux: str = "2020-001", reference: str = "0-É'1") -> str:
    with MemoryStorage().transaction() as t:
        t.journal.append(flux, faits, le=LE, attendu=0)
        return write_journal(t.journal.textes(flux), reference=reference, assemblee=flux)


def tous() -> Doc:
    doc: Doc = json.loads(exporter(EXEMPLES))
    return doc


def premier_maillon_rompu(doc: Doc) -> int:
    with pytest.raises(BrokenChain) as fautif:
        verify_chain(journal_de(doc))
    assert fautif.value.flux == doc["assemblee"]
    return fautif.value.rang


def enchainer_a_nouveau(doc: Doc, depuis: int) -> None:
    """Do what a forger would: give every later fact the print of the one before it as it is now."""
    for rang in range(depuis, len(doc["faits"])):
        doc["faits"][rang]["precedent"] = imprimer(doc["faits"][rang - 1])
    doc["empreinte"] = imprimer(doc["faits"][-1])


def imprimer(maillon: Doc) -> str:
    return hashlib.sha256(rfc8785.dumps(maillon)).hexdigest()


class TestExport:
    def test_it_is_written_as_it_always_was(self) -> None:
        seance = (SeanceOuverte(heure=dt.time(17, 5)), *EXEMPLES[13:15], SeanceClose(heure=dt.time(19, 40)))
        assert exporter(seance) == GOLDEN.read_text("utf-8")

    def test_the_records_are_those_that_were_kept(self) -> None:
        """Word for word, one a line: a print is that of a line."""
        storage = MemoryStorage()
        with storage.transaction() as t:
            tete = t.journal.append("a", EXEMPLES, le=LE, attendu=0)
            textes = list(t.journal.textes("a"))
        lignes = write_journal(textes, reference="r", assemblee="a").splitlines()
        assert [ligne.rstrip(",") for ligne in lignes[1:-1]] == textes
        assert json.loads("{" + lignes[-1].removeprefix("],")) == {"empreinte": tete.empreinte}

    def test_anybody_can_check_it_with_a_few_lines(self) -> None:
        """As the format says, and with none of our code: SHA-256 of the RFC 8785 form, from one fact to the next."""
        precedent = ORIGINE
        doc = tous()
        for maillon in doc["faits"]:
            assert maillon["precedent"] == precedent
            precedent = imprimer(maillon)
        assert doc["empreinte"] == precedent

    @given(st.lists(st.deferred(faits), max_size=4), st.text(max_size=5), st.text(max_size=5))
    def test_what_is_exported_is_read(self, ecrits: list[Fait], flux: str, reference: str) -> None:
        flux, reference = flux.replace("\0", ""), reference.replace("\0", "")
        export = journal_de(json.loads(exporter(ecrits, flux, reference)))
        assert (export.assemblee, export.reference) == (flux, reference)
        inscriptions = verify_chain(export)
        assert [un.fait for un in inscriptions] == ecrits
        assert (
            [un.rang for un in inscriptions] == [un.position for un in inscriptions] == list(range(1, len(ecrits) + 1))
        )
        assert all(un.le == LE and un.flux == flux for un in inscriptions)

    def test_the_facts_are_those_of_the_store(self) -> None:
        storage = MemoryStorage()
        with storage.transaction() as t:
            t.journal.append("a", EXEMPLES, le=LE, attendu=0)
            ecrit = write_journal(t.journal.textes("a"), reference="r", assemblee="a")
            assert verify_chain(journal_de(json.loads(ecrit))) == tuple(t.journal.read("a"))

    def test_a_meeting_without_a_fact(self) -> None:
        ecrit = exporter(())
        assert json.loads(ecrit)["empreinte"] == ORIGINE
        assert verify_chain(journal_de(json.loads(ecrit))) == ()

    def test_a_file_may_be_laid_out_otherwise(self, tmp_path: Path) -> None:
        """Spaces, the order of keys, escapes: what is hashed is what is said, not how it is laid out."""
        doc = tous()
        remanie = {cle: doc[cle] for cle in reversed(doc)}
        remanie["faits"] = [dict(reversed(maillon.items())) for maillon in doc["faits"]]
        chemin = tmp_path / "journal.json"
        chemin.write_text(json.dumps(remanie, indent=4, ensure_ascii=True), "utf-8")
        assert len(verify_chain(read_journal(chemin))) == len(EXEMPLES)

    def test_a_large_file(self, tmp_path: Path) -> None:
        """More than a meeting file may weigh: one vote at a time, it is nothing unusual."""
        chemin = tmp_path / "journal.json"
        chemin.write_text(
            exporter([EXEMPLES[13]] * 3_000).replace('"faits":[', '"faits":[' + " " * 70_000_000), "utf-8"
        )
        assert len(verify_chain(read_journal(chemin))) == 3_000


def falsifier_un(doc: Doc) -> None:
    doc["faits"][12]["corps"]["incident"]["texte"] = "Aucune coupure"
    doc["faits"][13]["precedent"] = imprimer(doc["faits"][12])


FALSIFICATIONS: dict[str, tuple[Callable[[Doc], None], int]] = {
    "a vote changed": (lambda doc: doc["faits"][13]["corps"].update(choix="oui"), 15),
    "an hour changed": (lambda doc: doc["faits"][7].update(le="2020-07-07T15:04:05.123457Z"), 9),
    "a fact changed and chained again by hand": (falsifier_un, 15),
    "the last fact changed": (lambda doc: doc["faits"][-1]["corps"].update(moyen="LRAR"), 27),
    "the last fact left out": (lambda doc: doc["faits"].pop(), 26),
    "a fact left out": (lambda doc: doc["faits"].pop(4), 5),
    "a fact twice": (lambda doc: doc["faits"].insert(4, doc["faits"][3]), 5),
    "two facts in each other's place": (lambda doc: doc["faits"].insert(2, doc["faits"].pop(5)), 3),
    "a fact of another meeting": (lambda doc: doc["faits"][9].update(assemblee="2020-002"), 10),
    "the first fact bears a print": (lambda doc: doc["faits"][0].update(precedent="1" * 64), 1),
    "the print at the end changed": (lambda doc: doc.update(empreinte="1" * 64), 27),
    "a print in capitals": (lambda doc: doc.update(empreinte=doc["empreinte"].upper()), 27),
}


class TestVerification:
    @pytest.mark.parametrize("nom", FALSIFICATIONS)
    def test_the_first_broken_link_is_named(self, nom: str) -> None:
        falsifier, rang = FALSIFICATIONS[nom]
        doc = tous()
        assert verify_chain(journal_de(doc))
        falsifier(doc)
        assert premier_maillon_rompu(doc) == rang

    def test_a_whole_chain_made_again_holds_and_says_another_print(self) -> None:
        """Which is why the minutes print the last one: that paper is elsewhere."""
        doc = tous()
        avant = doc["empreinte"]
        doc["faits"][13]["corps"]["choix"] = "oui"
        enchainer_a_nouveau(doc, 14)
        assert verify_chain(journal_de(doc))
        assert doc["empreinte"] != avant

    @given(st.integers(0, len(EXEMPLES) - 1), st.sampled_from(("le", "corps")), st.data())
    def test_no_change_goes_unseen(self, rang: int, cle: str, data: st.DataObject) -> None:
        doc = tous()
        autre = data.draw(st.sampled_from([autre for autre in range(len(EXEMPLES)) if autre != rang]))
        if cle == "le":
            doc["faits"][rang]["le"] = "2021-01-01T00:00:00.000000Z"
        else:
            doc["faits"][rang].update({nom: doc["faits"][autre][nom] for nom in ("code", "corps")})
        assert premier_maillon_rompu(doc) == min(rang + 2, len(EXEMPLES))


class TestRefusals:
    @pytest.mark.parametrize(
        ("change", "lieu"),
        [
            (lambda doc: doc.update(format="lsc.journal/2"), ("format",)),
            (lambda doc: doc.update(de_trop=1), ("de_trop",)),
            (lambda doc: doc.update(reference=1), ("reference",)),
            (lambda doc: doc.update(assemblee=None), ("assemblee",)),
            (lambda doc: doc.update(empreinte=[]), ("empreinte",)),
            (lambda doc: doc.update(faits={}), ("faits",)),
            (lambda doc: doc.pop("empreinte"), ()),
            (lambda doc: doc["faits"].append(1), ("faits", 27)),
            (lambda doc: doc["faits"][3].update(rang=4.0), ("faits", 3, "rang")),
            (lambda doc: doc["faits"][3].update(code="vote.invente"), ("faits", 3, "code")),
            (lambda doc: doc["faits"][3].pop("le"), ("faits", 3)),
            (lambda doc: doc["faits"][3]["corps"].update(le="hier"), ("faits", 3, "corps", "le")),
            (lambda doc: doc["faits"][13]["corps"].update(choix="non!"), ("faits", 13, "corps", "choix")),
            (lambda doc: doc["faits"][23]["corps"].update(version=2**60), ("faits", 23, "corps", "version")),
        ],
    )
    def test_a_file_is_refused_where_it_is_wrong(
        self, change: Callable[[Doc], None], lieu: tuple[str | int, ...]
    ) -> None:
        doc = tous()
        change(doc)
        with pytest.raises(InvalidPayload) as fautif:
            journal_de(doc)
        assert fautif.value.lieu == lieu

    @pytest.mark.parametrize("contenu", ["", "[", "[]", "null", '{"format": 1, "format": 2}', "\ud83d"])
    def test_a_file_that_is_no_journal_is_refused(self, tmp_path: Path, contenu: str) -> None:
        chemin = tmp_path / "journal.json"
        chemin.write_bytes(contenu.encode("utf-8", "surrogatepass"))
        with pytest.raises(InvalidPayload):
            read_journal(chemin)

    def test_a_path_is_said_as_everywhere(self) -> None:
        doc = tous()
        doc["faits"][3]["corps"]["le"] = "hier"
        with pytest.raises(InvalidPayload, match=r"^\$\.faits\[3\]\.corps\.le: "):
            journal_de(doc)


class TestSchema:
    VALIDATEUR = Draft202012Validator(schema("lsc.journal/1"))

    def test_an_export_is_valid(self) -> None:
        assert list(self.VALIDATEUR.iter_errors(tous())) == []
        assert schema("journal") == schema("lsc.journal/1")

    @pytest.mark.parametrize("cle", ["format", "reference", "assemblee", "faits", "empreinte"])
    def test_an_export_that_lacks_something_is_not(self, cle: str) -> None:
        doc = tous()
        del doc[cle]
        assert not self.VALIDATEUR.is_valid(doc)

    @pytest.mark.parametrize("cle", ["assemblee", "code", "corps", "le", "precedent", "rang"])
    def test_a_fact_that_lacks_something_is_not(self, cle: str) -> None:
        doc = tous()
        del doc["faits"][2][cle]
        assert not self.VALIDATEUR.is_valid(doc)

    def test_a_code_nobody_knows_is_not(self) -> None:
        doc = tous()
        doc["faits"][2]["code"] = "vote.invente"
        assert not self.VALIDATEUR.is_valid(doc)


def test_an_export_is_a_frozen_value() -> None:
    export = journal_de(tous())
    assert isinstance(export, Export)
    assert read_fait(export.faits[0].fait.code, tous()["faits"][0]["corps"]) == export.faits[0].fait
