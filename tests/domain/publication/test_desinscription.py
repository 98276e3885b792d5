"""The link that asks for no more notices: who holds it needs nothing else, and nobody makes one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsc_domain.publication.desinscription import (
    CleDeDesinscription,
    DesinscriptionRefusee,
    FauteDeJeton,
    libelle,
    lien_de_desinscription,
    lire_desinscription,
)
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import TiersId

pytestmark = pytest.mark.req("I-38")

BASE = "https://extranet.example.invalid/desinscription"
ANCIENNE = CleDeDesinscription(id="2021", secret=b"a" * 32)
CLE = CleDeDesinscription(id="2022-b", secret=b"b" * 32)
BROUILLY = TiersId("YBROUILLY")

tiers = st.text(st.characters(exclude_categories=("Cs",)), min_size=1).map(TiersId)


def jeton(qui: TiersId = BROUILLY, cle: CleDeDesinscription = CLE) -> str:
    return lien_de_desinscription(BASE, qui, cle=cle).rpartition("/")[2]


def faute(texte: str, *cles: CleDeDesinscription) -> FauteDeJeton:
    return lire_desinscription(texte, cles=cles or (CLE,)).failure().faute


@given(tiers)
def test_a_link_says_who_and_no_more(qui: TiersId) -> None:
    """Whoever it is for is read back, without an account and without an end; the address is one for any reader."""
    lien = lien_de_desinscription(BASE, qui, cle=CLE)
    assert re.fullmatch(r"https://extranet\.example\.invalid/desinscription/[A-Za-z0-9_.-]+", lien)
    assert lire_desinscription(lien.rpartition("/")[2], cles=(ANCIENNE, CLE)).unwrap() == qui
    assert lien == lien_de_desinscription(f"{BASE}/", qui, cle=CLE)


@given(st.data())
def test_a_token_changed_in_any_place_is_refused(data: st.DataObject) -> None:
    """One character changed, taken out or put in, wherever it is: refused. There is one way to write a token."""
    juste = jeton()
    rang = data.draw(st.integers(0, len(juste) - 1))
    autre = data.draw(st.sampled_from("ABab01-_.=/+ \n%é"))
    for faux in (
        juste[:rang] + autre + juste[rang + 1 :],
        juste[:rang] + juste[rang + 1 :],
        juste[:rang] + autre + juste[rang:],
    ):
        if faux != juste:
            assert isinstance(lire_desinscription(faux, cles=(CLE, ANCIENNE)).failure(), DesinscriptionRefusee)


@given(tiers, tiers)
def test_the_signature_of_one_is_not_that_of_another(un: TiersId, autre: TiersId) -> None:
    """Nobody takes another's code into his own token."""
    if un == autre:
        return
    cle, _, signature = jeton(un).split(".")
    _, code, _ = jeton(autre).split(".")
    assert faute(f"{cle}.{code}.{signature}") is FauteDeJeton.SIGNATURE


@given(st.text())
def test_any_text_is_read_or_refused(texte: str) -> None:
    assert isinstance(lire_desinscription(texte, cles=(CLE,)).failure(), DesinscriptionRefusee)


def test_a_key_that_changes_leaves_the_former_links_good() -> None:
    """A link has no end: the former keys are kept to read with, and what none of them made is refused."""
    ancien = jeton(cle=ANCIENNE)
    assert lire_desinscription(ancien, cles=(CLE, ANCIENNE)).unwrap() == BROUILLY
    assert faute(ancien, CLE) is FauteDeJeton.CLE_INCONNUE
    usurpee = CleDeDesinscription(id=ANCIENNE.id, secret=CLE.secret)
    assert faute(ancien, usurpee) is FauteDeJeton.SIGNATURE
    assert lire_desinscription(jeton(), cles=()).failure().faute is FauteDeJeton.CLE_INCONNUE


def test_the_signature_is_compared_in_constant_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """`hmac.compare_digest` has the last word, and is given the whole of both."""
    compares: list[tuple[bytes, bytes]] = []

    def compare_digest(a: bytes, b: bytes) -> bool:
        compares.append((a, b))
        return a == b

    monkeypatch.setattr("hmac.compare_digest", compare_digest)
    assert faute(jeton()[:-2] + "AA") is FauteDeJeton.SIGNATURE
    assert [(len(a), len(b)) for a, b in compares] == [(32, 32)]


def test_the_same_link_tomorrow() -> None:
    """Links already sent are good for ever: what makes one never changes unseen."""
    assert jeton() == "2022-b.WUJST1VJTExZ.gxSu1tekOYcLnhzic-5Ot_jj_K41t4lnGGKzW9IUyQ8"


@pytest.mark.parametrize(
    "texte",
    [
        "",
        "2022-b",
        "2022-b.",
        "..",
        "2022-b..",
        "2022-b.WUJST1VJTExZ.",
        "2022-b.@@.AAAA",
        "a b.AA.AA",
        "2022-b._w.AAAA",
    ],
)
def test_what_is_no_token(texte: str) -> None:
    assert faute(texte) is FauteDeJeton.ILLISIBLE


@pytest.mark.parametrize(
    "base",
    [
        "",
        "http://example.invalid",
        "https://",
        "https://x/?a=",
        "https://x/#a",
        "https://x y",
        "https://é.invalid",
        "https://x\n",
    ],
)
def test_where_a_token_cannot_be_added(base: str) -> None:
    """RFC 8058: https; and a path, that the token ends."""
    with pytest.raises(InvalidValue):
        lien_de_desinscription(base, BROUILLY, cle=CLE)


def test_a_link_is_for_somebody() -> None:
    with pytest.raises(InvalidValue):
        lien_de_desinscription(BASE, TiersId(""), cle=CLE)


@pytest.mark.parametrize(
    ("id_", "secret"), [("", b"x" * 32), ("a.b", b"x" * 32), ("é", b"x" * 32), ("a" * 33, b"x" * 32), ("a", b"x" * 31)]
)
def test_what_is_no_key(id_: str, secret: bytes) -> None:
    with pytest.raises(InvalidValue) as caught:
        CleDeDesinscription(id=id_, secret=secret)
    assert "xxx" not in str(caught.value)


def test_a_key_does_not_show() -> None:
    assert repr(CLE) == "CleDeDesinscription(id='2022-b')"


def test_every_fault_has_its_sentence() -> None:
    phrases = {libelle(DesinscriptionRefusee(faute=une)) for une in FauteDeJeton}
    assert len(phrases) == len(FauteDeJeton)
    assert all(phrase.endswith(".") for phrase in phrases)
