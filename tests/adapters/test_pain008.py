"""Files of debits: the contract, the schemas of ISO 20022 as judges, and what no bank would take."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from xml.etree.ElementTree import Element

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from sepaxml import SepaDD
from sepaxml.validation import ValidationError

from lsc_adapters.payment.memory import MemoryDebits
from lsc_adapters.payment.pain008 import Pain008File, Schema
from lsc_domain.paiement.creancier import Adresse
from lsc_domain.paiement.paiement import Paiement
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.euros import Euros
from lsc_domain.testing.contracts.payment import GILBERT, LE, DirectDebitContract, MakeDebits, prelevement, prelevements

SCHEMAS: tuple[Schema, ...] = ("pain.008.001.08", "pain.008.001.02")


@cache
def schema(nom: str) -> etree.XMLSchema:
    """The schema of ISO 20022, as libxml2 reads it: neither ours, nor what wrote the file."""
    return etree.XMLSchema(etree.fromstring((files("sepaxml") / "schemas" / f"{nom}.xsd").read_bytes()))


def lire(contenu: bytes, nom: Schema = "pain.008.001.08") -> Element:
    """Read a file, once its schema has judged it."""
    arbre = etree.fromstring(contenu, etree.XMLParser(resolve_entities=False, no_network=True))
    schema(nom).assertValid(arbre)
    for noeud in arbre.iter():
        noeud.tag = etree.QName(noeud).localname
    return arbre  # type: ignore[return-value]


def textes(arbre: Element, chemin: str) -> list[str]:
    return [un.text or "" for un in arbre.findall(chemin)]


class TestMemoryDebits(DirectDebitContract):
    @pytest.fixture
    def make_debits(self) -> MakeDebits:
        return MemoryDebits

    def lire(self, contenu: bytes) -> Mapping[str, Euros]:
        lignes = [ligne.split(";") for ligne in contenu.decode().splitlines()[1:]]
        return {id_: Euros.lire(montant) for id_, montant, _ in lignes}


class TestPain008File(DirectDebitContract):
    @pytest.fixture
    def make_debits(self) -> MakeDebits:
        return Pain008File

    def lire(self, contenu: bytes) -> Mapping[str, Euros]:
        ordres = lire(contenu).findall(".//DrctDbtTxInf")
        return {un.findtext("PmtId/EndToEndId", ""): Euros.lire(un.findtext("InstdAmt", "")) for un in ordres}


class TestPain008FileOfBefore(TestPain008File):
    @pytest.fixture
    def make_debits(self) -> MakeDebits:
        return lambda: Pain008File(schema="pain.008.001.02")

    def lire(self, contenu: bytes) -> Mapping[str, Euros]:
        ordres = lire(contenu, "pain.008.001.02").findall(".//DrctDbtTxInf")
        return {un.findtext("PmtId/EndToEndId", ""): Euros.lire(un.findtext("InstdAmt", "")) for un in ordres}


@pytest.mark.req("EXC-15")
@given(prelevements())
def test_the_totals_are_those_of_the_lines(paiements: tuple[Paiement, ...]) -> None:
    """`NbOfTxs` and `CtrlSum` are the number and the sum of what follows, of the file and of each day in it."""
    arbre = lire(Pain008File().remise(paiements, GILBERT, numero="R1", le=LE))
    parties = arbre.findall(".//PmtInf")
    for tete, lignes in (
        (arbre.find(".//GrpHdr"), arbre.findall(".//InstdAmt")),
        *((p, p.findall(".//InstdAmt")) for p in parties),
    ):
        assert tete is not None
        assert int(tete.findtext("NbOfTxs", "")) == len(lignes)
        assert Decimal(tete.findtext("CtrlSum", "")) == sum(Decimal(une.text or "") for une in lignes)
    assert len(parties) == len({un.echeance for un in paiements})
    references = textes(arbre, ".//EndToEndId")
    assert len(set(references)) == len(references) == len(paiements)
    assert textes(arbre, ".//PmtInfId") == [f"R1-{rang}" for rang in range(1, len(parties) + 1)]


@pytest.mark.req("EXC-15")
def test_a_single_debit_to_the_letter() -> None:
    """One-off (OOFF), CORE, the syndicat its creditor, structured addresses, accents taken off, our identifiers."""
    debit = prelevement("p1", titulaire="Mme YALOXE CORTON Zoé & Œnone")
    arbre = lire(Pain008File().remise((debit,), GILBERT, numero="R2026-1", le=LE))
    attendus = {
        ".//GrpHdr/MsgId": "R2026-1",
        ".//GrpHdr/CreDtTm": "2026-07-06T09:30:00Z",
        ".//PmtInfId": "R2026-1-1",
        ".//PmtMtd": "DD",
        ".//SvcLvl/Cd": "SEPA",
        ".//LclInstrm/Cd": "CORE",
        ".//SeqTp": "OOFF",
        ".//ReqdColltnDt": "2026-07-20",
        ".//Cdtr/Nm": "SDC GILBERT",
        ".//Cdtr/PstlAdr/TwnNm": "Nancy",
        ".//CdtrAcct/Id/IBAN": "FR7630006000011234567890189",
        ".//CdtrAgt/FinInstnId/BICFI": "AGRIFRPP",
        ".//ChrgBr": "SLEV",
        ".//CdtrSchmeId/Id/PrvtId/Othr/Id": "FR72ZZZ123456",
        ".//EndToEndId": "p1",
        ".//InstdAmt": "45.00",
        ".//MndtId": "p1",
        ".//DtOfSgntr": "2026-07-06",
        ".//Dbtr/Nm": "Mme YALOXE CORTON Zoe + OEnone",
        ".//Dbtr/PstlAdr/StrtNm": "rue du Puits",
        ".//Dbtr/PstlAdr/BldgNb": "12",
        ".//Dbtr/PstlAdr/PstCd": "54000",
        ".//Dbtr/PstlAdr/TwnNm": "Nancy",
        ".//Dbtr/PstlAdr/Ctry": "FR",
        ".//DbtrAcct/Id/IBAN": "FR1420041010050500013M02606",
        ".//RmtInf/Ustrd": "Compte 450BROUILLY",
    }
    assert {chemin: textes(arbre, chemin) for chemin in attendus} == {un: [dit] for un, dit in attendus.items()}
    assert arbre.findall(".//AdrLine") == []
    montant = arbre.find(".//InstdAmt")
    assert montant is not None
    assert montant.get("Ccy") == "EUR"


@pytest.mark.parametrize("nom", SCHEMAS)
def test_it_reads_itself_again_when_asked(nom: Schema) -> None:
    """With `valider`, the file is what it is without; the schema of the setting is the one it follows."""
    debits = (prelevement("p1"), prelevement("p2"))
    sans = Pain008File(schema=nom).remise(debits, GILBERT, numero="R1", le=LE)
    assert Pain008File(schema=nom, valider=True).remise(debits, GILBERT, numero="R1", le=LE) == sans
    assert f"xsd:{nom}".encode() in sans


def test_what_the_schema_refuses_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """What only the schema would see is refused without a word of what the file holds."""

    def refuser(*_: object) -> None:
        raise ValidationError("FR7630006000011234567890189 is not")

    monkeypatch.setattr("sepaxml.shared.try_valid_xml", refuser)
    with pytest.raises(InvalidValue) as refus:
        Pain008File(valider=True).remise((prelevement("p1"),), GILBERT, numero="R1", le=LE)
    assert "FR76" not in str(refus.value)
    assert refus.value.__cause__ is None


@settings(max_examples=30)
@given(st.text(max_size=90), st.text(max_size=60))
def test_whatever_a_name_is_the_file_is_valid_or_refused(titulaire: str, rue: str) -> None:
    """Markup, accents, length: what can be written is, the rest is refused, and the schema never has to."""
    try:
        adresse = Adresse(rue=rue, ville="Nancy")
    except InvalidValue:
        adresse = Adresse(ville="Nancy")
    debit = prelevement("p1")
    assert debit.mandat is not None
    debit = evolve(debit, mandat=evolve(debit.mandat, titulaire=titulaire, adresse=adresse))
    try:
        contenu = Pain008File().remise((debit,), GILBERT, numero="R1", le=LE)
    except InvalidValue:
        return
    assert 0 < len(textes(lire(contenu), ".//Dbtr/Nm")[0]) <= 70


MANDAT = prelevement("p1").mandat
assert MANDAT is not None


@pytest.mark.req("EXC-15")
@pytest.mark.parametrize(
    "refuse",
    [
        evolve(prelevement("p1"), echeance=None),
        evolve(prelevement("p1"), id="p" * 36),
        evolve(prelevement("p1"), id="/p"),
        evolve(prelevement("p1"), mandat=evolve(MANDAT, adresse=None)),
        evolve(prelevement("p1"), mandat=evolve(MANDAT, titulaire="Ελένη")),
        evolve(prelevement("p1"), compte="é;"),
    ],
)
def test_what_a_bank_would_refuse_is_refused_before(refuse: Paiement) -> None:
    """No day, no address, too long a reference, letters nobody reads: and no bank reference in what is said."""
    with pytest.raises(InvalidValue) as refus:
        Pain008File().remise((refuse,), GILBERT, numero="R1", le=LE)
    assert "FR14" not in str(refus.value)


@pytest.mark.parametrize("numero", ["", "/R", "é", "R" * 32])
def test_a_file_has_a_number_its_parts_can_bear(numero: str) -> None:
    with pytest.raises(InvalidValue):
        Pain008File().remise((prelevement("p1"),), GILBERT, numero=numero, le=LE)


def test_it_is_what_another_writer_writes() -> None:
    """The same order given to `sepaxml` by hand: but for what it draws and the clock, one file is the other."""
    temoin = SepaDD(
        {
            "name": "SDC GILBERT",
            "IBAN": GILBERT.iban,
            "BIC": GILBERT.bic,
            "batch": True,
            "creditor_id": GILBERT.ics,
            "currency": "EUR",
        },
        schema="pain.008.001.08",
    )
    temoin.add_payment(
        {
            "name": "BROUILLY",
            "IBAN": "FR1420041010050500013M02606",
            "amount": 4_500,
            "type": "OOFF",
            "collection_date": date(2026, 7, 20),
            "mandate_id": "p1",
            "mandate_date": date(2026, 7, 6),
            "description": "Compte 450BROUILLY",
            "endtoend_id": "p1",
        }
    )
    ours, theirs = (
        {(un.tag, un.text) for un in lire(contenu).iter() if un.tag not in {"MsgId", "CreDtTm", "PmtInfId"}}
        for contenu in (
            Pain008File().remise((prelevement("p1"),), GILBERT, numero="R1", le=LE),
            temoin.export(validate=False),
        )
    )
    assert ours - theirs == {
        *(("PstlAdr", None), ("StrtNm", "rue du Puits"), ("BldgNb", "12")),
        *(("PstCd", "54000"), ("TwnNm", "Nancy"), ("Ctry", "FR")),
    }
    assert theirs <= ours
