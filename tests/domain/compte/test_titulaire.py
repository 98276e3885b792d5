"""Whose account it is, from the roles it goes with."""

from datetime import date

import pytest
from attrs import evolve
from portefeuille_gilbert import (
    APPARTEMENT_305,
    CLATOUR,
    GILBERT,
    PAILLOUX,
    SAINTLOUIS,
    YALOXE,
    compte,
    le_parc,
    le_saint_louis,
)

from lsc_domain.compte import NatureDeCompte, titulaire_de
from lsc_domain.parc import Metier, partir
from lsc_domain.socle.ids import CompteId, EntiteId


@pytest.mark.req("EXP-20", "EXP-21", "EXP-22")
@pytest.mark.parametrize(
    ("numero", "nature", "immeuble"),
    [
        ("411ALOXECO", NatureDeCompte.PROPRIETAIRE, SAINTLOUIS),
        ("411PAILLOUX", NatureDeCompte.LOCATAIRE, SAINTLOUIS),
        ("450LATOUR", NatureDeCompte.COPROPRIETAIRE, GILBERT),
        ("411LATOUR", NatureDeCompte.PROPRIETAIRE, SAINTLOUIS),
    ],
)
def test_a_role_says_whose_account_it_is(numero: str, nature: NatureDeCompte, immeuble: str) -> None:
    """EXP-21: a tenant's, a landlord's and a copropriétaire's accounts each have their own option."""
    parc = le_parc()
    trouve = titulaire_de(parc.comptes[CompteId(numero)], parc)
    assert (trouve.nature, trouve.immeuble) == (nature, immeuble)


def test_a_departed_tenant_s_account_is_still_a_tenant_s() -> None:
    """He may still owe, or be owed."""
    parti = partir(le_saint_louis(), APPARTEMENT_305, locataire=PAILLOUX, le=date(2020, 8, 1)).unwrap()
    parc = le_parc(parti)
    assert titulaire_de(parc.comptes[CompteId("411PAILLOUX")], parc).nature is NatureDeCompte.LOCATAIRE


def test_the_role_that_names_the_account_comes_first() -> None:
    """Landlord of one lot and tenant of another: each account is what its role says."""
    immeuble = le_saint_louis()
    sien = CompteId("411LATOUR-L")
    roles = tuple(evolve(un, tiers=CLATOUR, compte=sien) if un.tiers == PAILLOUX else un for un in immeuble.roles)
    parc = le_parc(evolve(immeuble, roles=roles))
    assert titulaire_de(compte(sien, CLATOUR, Metier.GERANCE), parc).nature is NatureDeCompte.LOCATAIRE
    assert titulaire_de(parc.comptes[CompteId("411LATOUR")], parc).nature is NatureDeCompte.PROPRIETAIRE


def test_an_account_without_a_role_is_of_its_entite() -> None:
    """A building has an entité of its own; an agency is no building."""
    parc = le_parc()
    seul = compte(CompteId("450RIEN"), YALOXE)
    assert titulaire_de(seul, parc).immeuble is None
    assert titulaire_de(evolve(seul, entite=EntiteId(GILBERT)), parc).immeuble == GILBERT
