"""Bank references: an independent reader judges ours, and what is wrong is refused without being repeated."""

from __future__ import annotations

from itertools import pairwise

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from schwifty import IBAN
from schwifty.exceptions import SchwiftyException

from lsc_domain.paiement import Adresse, Creancier, est_un_bic, est_un_iban, est_un_ics
from lsc_domain.paiement.creancier import normaliser
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import EntiteId

VRAI = "FR7630006000011234567890189"
AVEC_LETTRE = "FR1420041010050500013M02606"
ETRANGERS = ("DE89370400440532013000", "BE68539007547034", "NO9386011117947", "MT84MALT011000012345MTLCAST001S")
CREANCIER = Creancier(entite=EntiteId("S001"), nom="SDC GILBERT", iban=VRAI, bic="AGRIFRPP", ics="FR72ZZZ123456")

chiffres = st.text("0123456789", min_size=10, max_size=10)


def iban_francais(corps: str) -> str:
    """A French IBAN of these 21 signs, both keys made by whoever wrote schwifty."""
    banque, guichet, compte = corps[:5], corps[5:10], corps[10:]
    return str(IBAN.generate("FR", bank_code=banque, branch_code=guichet, account_code=compte))


@given(chiffres, st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=11, max_size=11))
def test_a_french_iban_made_by_another_is_one(debut: str, compte: str) -> None:
    """What schwifty makes, the key of the RIB included, is an IBAN here."""
    assert est_un_iban(iban_francais(debut + compte))


@pytest.mark.parametrize("iban", [VRAI, AVEC_LETTRE, *ETRANGERS, " fr76 3000 6000 0112 3456 7890 189 "])
def test_the_usual_examples(iban: str) -> None:
    assert est_un_iban(iban)


@given(st.sampled_from([VRAI, *ETRANGERS[:3]]), st.integers(2, 40), st.integers(1, 9))
def test_one_wrong_figure_is_seen(iban: str, rang: int, ecart: int) -> None:
    """Whoever changes one figure of an IBAN has no IBAN; schwifty agrees."""
    rang = 2 + rang % (len(iban) - 2)
    change = f"{iban[:rang]}{(int(iban[rang]) + ecart) % 10}{iban[rang + 1 :]}"
    assert not est_un_iban(change)
    with pytest.raises(SchwiftyException):
        IBAN(change)


@given(st.text("0123456789", min_size=23, max_size=23))
def test_the_key_of_the_iban_does_not_excuse_that_of_the_rib(rib: str) -> None:
    """An IBAN whose own key is right, and the RIB inside wrong, is none."""
    cle = 98 - int(rib + "152700") % 97
    juste = (89 * int(rib[:5]) + 15 * int(rib[5:10]) + 3 * int(rib[10:21]) + int(rib[21:])) % 97 == 0
    assert est_un_iban(f"FR{cle:02d}{rib}") is juste


@pytest.mark.parametrize(
    "iban", ["", "FR", "FR76", VRAI[:-1], VRAI + "0", "US64SVBKUS6S3300958879", "ＦＲ７６", VRAI + "\0"]
)
def test_what_is_no_iban_of_the_zone(iban: str) -> None:
    assert not est_un_iban(iban)


@pytest.mark.parametrize(
    ("bic", "un"), [("AGRIFRPPXXX", True), ("agri fr pp", True), ("AGRIFRP", False), ("A GRI1RPP", False)]
)
def test_the_shape_of_a_bic(bic: str, un: bool) -> None:
    assert est_un_bic(bic) is un


@pytest.mark.req("EXC-15")
@given(st.from_regex(r"[A-Z0-9]{3}[A-Z0-9]{6}", fullmatch=True))
def test_an_ics_has_one_key_whatever_its_letters(reste: str) -> None:
    """`FRkkZZZ######`: one key is right, and it is the same for every business code."""
    nombre = int("".join(str(int(un, 36)) for un in reste[3:]) + "152700")
    cle = 98 - nombre % 97
    bonnes = [kk for kk in range(2, 99) if est_un_ics(f"FR{kk:02d}{reste}")]
    assert bonnes == [cle]
    assert est_un_ics(f"FR{cle:02d}ZZZ{reste[3:]}")


@pytest.mark.req("EXC-15")
def test_a_creditor_lacks_what_no_debit_leaves_without() -> None:
    """ICS, IBAN, BIC, address: what is missing is named, one by one."""
    complet = evolve(CREANCIER, adresse=Adresse(ville="Nancy"))
    assert complet.manques == ()
    manques = [evolve(complet, iban=""), evolve(complet, bic=""), evolve(complet, ics=""), CREANCIER]
    assert [un.manques for un in manques] == [("l'IBAN",), ("le BIC",), ("l'ICS",), ("l'adresse",)]


@pytest.mark.parametrize(
    ("champ", "faux"), [("iban", "FR7630006000011234567890188"), ("bic", "AGRI"), ("ics", "FR73ZZZ123456")]
)
def test_what_cannot_be_is_refused_and_not_repeated(champ: str, faux: str) -> None:
    """Bank references are in no error and in no repr."""
    with pytest.raises(InvalidValue) as refus:
        evolve(CREANCIER, **{champ: faux})
    assert faux not in str(refus.value)
    assert VRAI not in repr(CREANCIER)
    assert "AGRIFRPP" not in repr(CREANCIER)


@pytest.mark.parametrize("change", [{"entite": " "}, {"nom": ""}])
def test_a_creditor_has_a_name(change: dict[str, str]) -> None:
    with pytest.raises(InvalidValue):
        evolve(CREANCIER, **change)


def test_its_account_of_the_bank_is_a_512() -> None:
    """Unless it is said, the ledger account of its bank is the 512 of its entité."""
    assert CREANCIER.compte_de_banque == "512S001"
    assert evolve(CREANCIER, banque="5121").compte_de_banque == "5121"


@pytest.mark.parametrize(
    "change",
    [
        {"ville": " "},
        {"pays": "FRA"},
        {"pays": "fr"},
        {"rue": "Ελένη"},
        {"rue": "a" * 71},
        {"numero": "1" * 17},
        {"ville": "V" * 36},
        {"code_postal": "5" * 17},
        {"rue": "œ" * 36},
    ],
)
def test_an_address_fits_in_the_file(change: dict[str, str]) -> None:
    """A town, a country, Latin letters, and no longer than its place: else it is not an address of a debit."""
    with pytest.raises(InvalidValue):
        evolve(Adresse(ville="Nancy"), **change)


@given(st.text(max_size=40))
def test_spaces_and_case_say_nothing(texte: str) -> None:
    assert normaliser(normaliser(texte)) == normaliser(texte)
    assert not any(avant.isspace() for avant, _ in pairwise(normaliser(texte) + "."))
