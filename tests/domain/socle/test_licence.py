"""Licence keys, verified offline."""

import hashlib
import hmac
import json
from base64 import b64decode, b64encode
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from returns.pipeline import is_successful

from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.licence import (
    Licence,
    LicenceAlteree,
    LicenceExpiree,
    Option,
    OptionAbsente,
    exiger,
    libelle,
    valider,
)

JOUR = date(2020, 7, 1)
FIN = date(2020, 12, 31)
SECRET = b"la cle de l'editeur"


def signer(octets: bytes) -> bytes:
    """The editor's side. HMAC is in the standard library; an editor signs with Ed25519."""
    return hmac.digest(SECRET, octets, hashlib.sha256)


def verifier(octets: bytes, sceau: bytes) -> bool:
    return hmac.compare_digest(signer(octets), sceau)


def cle(charge: object) -> str:
    octets = charge if isinstance(charge, bytes) else json.dumps(charge).encode()
    return f"{b64encode(octets).decode()}.{b64encode(signer(octets)).decode()}"


def une_cle(options: str = "syndic extranet", fin: str | None = "2020-12-31") -> str:
    return cle({"titulaire": "Agence Crypto", "options": options, "valable_jusqua": fin})


@pytest.mark.req("SYS-05")
def test_a_valid_key_adds_its_rights() -> None:
    """SYS-05: valid key, rights added; what this version does not know is left out."""
    licence = valider(une_cle("syndic extranet hologrammes"), jour=JOUR, verifier=verifier).unwrap()
    assert licence == Licence(
        titulaire="Agence Crypto", options=frozenset({Option.SYNDIC, Option.EXTRANET}), valable_jusqua=FIN
    )
    assert valider(f" {une_cle(fin=None)}\n", jour=date(2099, 1, 1), verifier=verifier).unwrap().valable_jusqua is None


@pytest.mark.req("SYS-05")
def test_the_last_day_is_included() -> None:
    """On its last day a licence is valid, the day after it is not, whether it is entered or asked for."""
    assert is_successful(valider(une_cle(), jour=FIN, verifier=verifier))
    refus = valider(une_cle(), jour=date(2021, 1, 1), verifier=verifier).failure()
    assert refus == LicenceExpiree(valable_jusqua=FIN)
    assert libelle(refus) == "la licence a expiré le 31/12/2020."
    licence = valider(une_cle(), jour=JOUR, verifier=verifier).unwrap()
    assert exiger(licence, Option.EXTRANET, jour=FIN).unwrap() is licence
    assert exiger(licence, Option.EXTRANET, jour=date(2021, 1, 1)).failure() == refus


@pytest.mark.req("EXP-02")
def test_without_the_extranet_right_it_is_refused() -> None:
    """EXP-02: without a licence carrying the extranet right: « licence extranet absente »."""
    sans = valider(une_cle("syndic tickets"), jour=JOUR, verifier=verifier).unwrap()
    for licence in None, sans:
        refus = exiger(licence, Option.EXTRANET, jour=JOUR).failure()
        assert refus == OptionAbsente(option=Option.EXTRANET)
        assert libelle(refus) == "licence extranet absente."
    assert libelle(OptionAbsente(option=Option.GERANCE)) == "licence gérance absente."


@pytest.mark.req("SYS-05")
@given(st.data())
def test_one_changed_character_is_seen(data: st.DataObject) -> None:
    """A key retyped with one character changed, lost or added is refused, wherever it is."""
    entiere = une_cle()
    rang = data.draw(st.integers(0, len(entiere) - 1))
    autre = data.draw(st.sampled_from(["", "A", "/", "=", ".", " ", "é", entiere[rang] * 2]))
    retapee = entiere[:rang] + autre + entiere[rang + 1 :]
    assume(retapee.strip() != entiere)
    assert valider(retapee, jour=JOUR, verifier=verifier).failure() == LicenceAlteree()


@pytest.mark.req("SYS-05")
def test_a_block_has_one_writing() -> None:
    """base64 lets the last bits of a block be anything; a key does not, or two keys would be one licence."""
    entiere = une_cle()
    assert entiere.endswith("=")
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    jumelle = f"{entiere[:-2]}{alphabet[alphabet.index(entiere[-2]) + 1]}="
    assert b64decode(jumelle.partition(".")[2]) == b64decode(entiere.partition(".")[2])
    assert valider(jumelle, jour=JOUR, verifier=verifier).failure() == LicenceAlteree()


@pytest.mark.req("SYS-05")
def test_a_right_cannot_be_added_by_hand() -> None:
    """The payload of one key does not go with the signature of another."""
    charge, _, sceau = une_cle("syndic").partition(".")
    autre = une_cle("syndic extranet").partition(".")[0]
    for fausse in (f"{autre}.{sceau}", charge, f"{charge}.", f".{sceau}", f"{charge}.{charge}", "", "."):
        refus = valider(fausse, jour=JOUR, verifier=verifier).failure()
        assert refus == LicenceAlteree()
        assert libelle(refus).startswith("la clé de licence")


@pytest.mark.parametrize(
    "charge",
    [
        b"\xff\xfe\x00",
        b"{",
        [],
        {"titulaire": "Agence", "options": "extranet"},
        {"titulaire": "Agence", "options": ["extranet"], "valable_jusqua": None},
        {"titulaire": " ", "options": "extranet", "valable_jusqua": None},
        {"titulaire": "Agence", "options": "extranet", "valable_jusqua": "31/12/2020"},
        {"titulaire": "Agence", "options": "extranet", "valable_jusqua": 0},
    ],
    ids=str,
)
def test_what_the_editor_never_writes_is_not_a_licence(charge: object) -> None:
    """Even signed, what is not a licence is refused and nothing breaks."""
    assert valider(cle(charge), jour=JOUR, verifier=verifier).failure() == LicenceAlteree()


def test_a_licence_is_somebodys() -> None:
    """A licence without a holder cannot exist."""
    with pytest.raises(InvalidValue, match="titulaire"):
        Licence(titulaire="  ", options=frozenset())
