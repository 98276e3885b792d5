"""The fiche of an account."""

import pytest
from attrs import evolve
from hypothesis import given

from lsc_domain import compte
from lsc_domain.compte import FicheDeCompte
from lsc_domain.socle.ids import CompteId, EntiteId, TiersId
from lsc_domain.socle.numero_de_compte import NumeroDeCompte
from lsc_domain.testing.strategies.compte import fiches_de_compte

ALOXE = FicheDeCompte(
    id=CompteId("411ALOXECO"),
    entite=EntiteId("G001"),
    numero=NumeroDeCompte("411ALOXECO"),
    libelle="ALOXE CORTON Denise",
    tiers=TiersId("YALOXECORTONDENISE"),
)


@pytest.mark.req("CORE-02", "CORE-05")
def test_the_account_of_the_example() -> None:
    """CORE-02: G001, 411ALOXECO, tiers YALOXECORTONDENISE, « ALOXE CORTON Denise »; flags unticked but valid."""
    assert (ALOXE.entite, str(ALOXE.numero), ALOXE.tiers, ALOXE.libelle) == (
        "G001",
        "411ALOXECO",
        "YALOXECORTONDENISE",
        "ALOXE CORTON Denise",
    )
    assert ALOXE.numero.est_gerance
    assert (ALOXE.valide, ALOXE.report_a_nouveau, ALOXE.reprise_en_solde) == (True, False, False)


@pytest.mark.req("CORE-02", "EXP-54")
def test_an_account_of_nobody_is_not_published() -> None:
    """EXP-54: 102001 « Provisions pour Travaux » has no tiers: there is nobody to mark it for."""
    assert ALOXE.peut_etre_publie
    assert not evolve(ALOXE, numero=NumeroDeCompte("102001"), tiers=None).peut_etre_publie
    assert not evolve(ALOXE, valide=False).peut_etre_publie


@given(fiches_de_compte())
def test_whom_it_is_published_to_is_somebody(fiche: FicheDeCompte) -> None:
    """An account that may be published has a tiers."""
    assert not fiche.peut_etre_publie or fiche.tiers is not None


def test_every_name_of_the_package_is_there() -> None:
    """Names are imported at the first question; a name that does not exist is refused."""
    assert all(getattr(compte, name) for name in compte.__all__)
    with pytest.raises(AttributeError, match="inconnue"):
        _ = compte.inconnue  # type: ignore[attr-defined]
