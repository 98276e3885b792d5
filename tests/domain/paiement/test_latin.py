"""The letters banks read."""

from __future__ import annotations

import re
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsc_domain.paiement import est_une_reference, transliterer

PERMIS = re.compile(r"[a-zA-Z0-9/\-?:().,'+ ]+")
FRANCAIS = "aàâäbcçdeéèêëfghiîïjklmnoôöœpqrstuùûüvwxyÿzæ"


@given(st.text())
def test_what_comes_out_is_read_by_banks_or_nothing_comes_out(texte: str) -> None:
    """Only letters of the set, no space at either end, and once is enough."""
    ecrit = transliterer(texte)
    if ecrit is not None:
        assert PERMIS.fullmatch(ecrit)
        assert ecrit == ecrit.strip() == transliterer(ecrit)


@given(st.text(FRANCAIS + FRANCAIS.upper() + " -'’.", min_size=1).filter(str.strip))
def test_a_french_name_is_always_written(nom: str) -> None:
    """No French name is refused, composed or not, and none of its letters is lost."""
    ecrit = transliterer(nom)
    assert ecrit is not None
    assert transliterer(normalize("NFD", nom)) == ecrit
    assert len(ecrit.replace(" ", "")) >= len(nom.replace(" ", ""))


@pytest.mark.parametrize("texte", ["Ελένη", "Иван", "王", "😀", "a;b", "a\nb", "<b>", "a\0", "=1+1", "", "   "])
def test_what_cannot_be_written_is_refused(texte: str) -> None:
    """Never a question mark in the place of somebody's letters."""
    assert transliterer(texte) is None


@given(st.from_regex(r"[A-Za-z0-9/\-?:().,'+]{0,40}", fullmatch=True))
def test_a_reference_is_short_and_no_path(texte: str) -> None:
    """At most 35 signs, no bar at either end, no two in a row."""
    attendu = 1 <= len(texte) <= 35 and not texte.startswith("/") and not texte.endswith("/") and "//" not in texte
    assert est_une_reference(texte) is attendu


@pytest.mark.parametrize("texte", ["a b", "é", "a\n", "RUM_1"])
def test_a_reference_has_no_other_sign(texte: str) -> None:
    assert not est_une_reference(texte)
