"""The message of « mot de passe oublié »: one link, in both its forms, and nothing that runs."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from lsc_adapters.rendering.plis import MailRendering
from lsc_domain.extranet.avis_de_reinitialisation import AvisDeReinitialisation
from lsc_domain.ports.messaging import est_sur_une_ligne
from lsc_domain.testing.strategies.actes import TEXTES_DIFFICILES

LIEN = "https://extranet.example.invalid/reinitialiser?lien=ALOXECORTONDENISE.k7-_x"
RENDU = MailRendering()


def avis(nom: str) -> AvisDeReinitialisation:
    return AvisDeReinitialisation(nom=nom, lien=LIEN, expire_le=datetime(2020, 7, 6, 20, 30, tzinfo=UTC))


@pytest.mark.req("EXC-03", "I-34")
def test_it_says_what_to_do_and_until_when() -> None:
    """By the clocks of Paris; and that doing nothing changes nothing."""
    corps = RENDU.reinitialisation(avis("Madame ALOXE CORTON Denise"))
    assert corps.objet == "Choisir un nouveau mot de passe"
    for texte in (corps.texte, corps.html):
        assert "Bonjour Madame ALOXE CORTON Denise," in texte
        assert "lundi 6 juillet 2020 à 22h30" in texte or "6 juillet 2020" in texte
        assert "ne faites rien" in texte
        assert texte.count(LIEN) == 1
    assert re.findall(r'href="([^"]+)"', corps.html) == [LIEN]
    assert LIEN not in repr(avis("X")) + repr(corps.objet)


@pytest.mark.parametrize("nom", TEXTES_DIFFICILES)
def test_a_name_is_text(nom: str) -> None:
    """Whatever is in it, it neither runs nor begins another line."""
    page = RENDU.reinitialisation(avis(nom))
    temoin = RENDU.reinitialisation(avis("X"))
    assert re.findall(r"<[a-z/!][^>]*>", page.html) == re.findall(r"<[a-z/!][^>]*>", temoin.html)
    assert est_sur_une_ligne(page.objet)
    assert page.texte.count("\n") == temoin.texte.count("\n")
