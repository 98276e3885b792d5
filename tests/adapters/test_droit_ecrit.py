"""The answers of `lsc droit` in their written forms: the catalogue, the delays, the proxies, the voices."""

from __future__ import annotations

import json
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from formes import MOTIF, adresse, booleen, decimal, ecarts, flottants, ou_nul, texte
from formes import date as jour
from hypothesis import given
from hypothesis import strategies as st

from lsc_adapters.codec.converter import write
from lsc_adapters.codec.decision import write_motifs
from lsc_adapters.codec.droit import DelaisEcrits, VoixReduites, write_articles, write_plafond
from lsc_domain.copropriete import etablir_voix
from lsc_domain.loi import Plafond, plafonner
from lsc_domain.loi.catalogue import decisions_a_la_date
from lsc_domain.testing.strategies import jours, plafonds

ARTICLES = {
    "format": texte,
    "date": jour,
    "decisions": [
        {
            "code": texte,
            "article": texte,
            "lettre": ou_nul(texte),
            "objet": texte,
            "majorite": ou_nul(texte),
            "passerelle": ou_nul(texte),
            "depuis": jour,
            "jusqua": ou_nul(jour),
            "source": adresse,
        }
    ],
}
POUVOIRS = {"format": texte, "autorise": booleen, "motifs": [MOTIF]}
VOIX = {"format": texte, "voix": {}, "total": decimal, "motifs": [MOTIF]}


def ecrire(record: object) -> Any:
    return json.loads(json.dumps(write(record)))


class TestArticles:
    @given(st.deferred(jours))
    def test_every_decision_in_force_that_day_and_no_other(self, le: date) -> None:
        ecrits = ecrire(write_articles(le))
        assert ecarts(ecrits, ARTICLES) == []
        assert flottants(ecrits) == []
        assert (ecrits["format"], ecrits["date"]) == ("lsc.articles/1", le.isoformat())
        assert [une["code"] for une in ecrits["decisions"]] == [une.code for une in decisions_a_la_date(le)]
        for une in ecrits["decisions"]:
            assert une["depuis"] <= le.isoformat()
            assert une["jusqua"] is None or le.isoformat() < une["jusqua"]

    def test_what_a_row_says(self) -> None:
        """Art. 25 f in 2024: the gateway of 25-1, and the new meeting kept for that letter alone."""
        par_code = {une["code"]: une for une in ecrire(write_articles(date(2024, 12, 1)))["decisions"]}
        lettres = {(une["majorite"], une["lettre"]): une for une in par_code.values()}
        assert lettres["25", "f"]["passerelle"] == "25-1"
        assert lettres["25", "f"]["nouvelle_assemblee"] == "24"
        assert lettres["25", "c"]["nouvelle_assemblee"] is None
        assert lettres["24", "a"]["passerelle"] is None
        assert lettres["26", "a"]["passerelle"] == "26-1"

    def test_before_the_law_there_is_nothing(self) -> None:
        assert ecrire(write_articles(date(1960, 1, 1)))["decisions"] == []


class TestDelays:
    def test_what_was_not_asked_is_null(self) -> None:
        ecrits = ecrire(DelaisEcrits(convocation_au_plus_tard=date(2020, 6, 15)))
        assert ecrits == {
            "format": "lsc.delais/1",
            "convocation_au_plus_tard": "2020-06-15",
            "formulaire_au_plus_tard": None,
            "proces_verbal_signe_au_plus_tard": None,
            "notification_au_plus_tard": None,
            "assemblee_au_plus_tot": None,
            "contestation_jusqu_au": None,
        }

    @given(st.dates(date(1000, 1, 1), date(9999, 1, 1)))
    def test_a_date_is_written_with_four_digits_of_year(self, le: date) -> None:
        assert jour(ecrire(DelaisEcrits(notification_au_plus_tard=le + timedelta(days=1)))["notification_au_plus_tard"])


class TestProxies:
    @given(st.deferred(plafonds))
    def test_the_form(self, plafond: Plafond) -> None:
        ecrit = ecrire(write_plafond(plafond))
        assert ecarts(ecrit, POUVOIRS) == []
        assert ecrit["format"] == "lsc.pouvoirs/1"
        assert ecrit["motifs"]

    @pytest.mark.parametrize(("nombre", "autorise"), [(3, True), (4, False)])
    def test_three_and_no_more(self, nombre: int, autorise: bool) -> None:
        cent = Fraction(100)
        plafond = plafonner([cent] * nombre, voix_propres=cent, total=Fraction(1000), le=date(2023, 6, 15))
        assert ecrire(write_plafond(plafond))["autorise"] is autorise


class TestVoices:
    @given(st.lists(st.integers(0, 10**8).map(lambda unites: Fraction(unites, 10**5)), min_size=1, max_size=6))
    def test_the_form_and_the_sum(self, parts: list[Fraction]) -> None:
        reduites = etablir_voix(parts, le=date(2023, 6, 15))
        par_nom = {f"nom {rang}": reduites.de(rang) for rang in range(len(parts))}
        record = VoixReduites(voix=par_nom, total=reduites.total.voix, motifs=write_motifs(reduites.motifs))
        ecrites = ecrire(record)
        assert ecarts(ecrites, VOIX) == []
        assert flottants(ecrites) == []
        assert all(map(decimal, ecrites["voix"].values()))
        assert sum(map(Fraction, ecrites["voix"].values())) == Fraction(ecrites["total"])
        assert list(ecrites["voix"]) == list(par_nom)
