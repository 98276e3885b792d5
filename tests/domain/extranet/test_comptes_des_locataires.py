"""A landlord reads, by option, the accounts of those who rent of him, and of nobody else."""

from datetime import date

import pytest
from attrs import evolve
from hypothesis import given
from portefeuille_gilbert import (
    APPARTEMENT_305,
    APPARTEMENT_306,
    CLATOUR,
    JOUR,
    MORGON,
    PAILLOUX,
    SAINTLOUIS,
    YALOXE,
    le_parc,
)
from returns.pipeline import is_successful
from vitrine_gilbert import GESTION, TOUT, vitrine

from lsc_domain.extranet.compte_vu import comptes_des_locataires
from lsc_domain.extranet.parametrage import MonCompte
from lsc_domain.extranet.refus_d_espace import CompteInterdit, RubriqueFermee
from lsc_domain.parc import Metier, Parc, Role, RoleTenu
from lsc_domain.socle.ids import CompteId, LotId
from lsc_domain.testing.strategies import parc

DE_PAILLOUX, DE_MORGON = CompteId("411PAILLOUX"), CompteId("411MORGON")
VUE = evolve(TOUT, compte=MonCompte(vue_sur_les_locataires=True))


def avec(*roles: RoleTenu) -> Parc:
    """The portfolio, with more roles in SAINTLOUIS."""
    sans = le_parc()
    saint_louis = sans.immeubles[SAINTLOUIS]
    return evolve(
        sans, immeubles={**sans.immeubles, SAINTLOUIS: evolve(saint_louis, roles=(*saint_louis.roles, *roles))}
    )


def tenu(qui: str, role: Role, lot: LotId, compte: CompteId | None = None, **dates: date) -> RoleTenu:
    return RoleTenu(tiers=qui, role=role, immeuble=SAINTLOUIS, lot=lot, compte=compte, **dates)  # type: ignore[arg-type]


@pytest.mark.req("EXA-27")
def test_the_owner_of_305_reads_the_account_of_his_tenant_with_the_option_on() -> None:
    """On, YALOXE reads PAILLOUX's account; off, it is refused; CLATOUR's tenant's never is hers."""
    avec_option, sans = vitrine(parametrage=VUE), vitrine()
    assert [un.id for un in avec_option.comptes(YALOXE, GESTION)] == ["411ALOXECO", DE_PAILLOUX]
    assert is_successful(avec_option.compte(YALOXE, DE_PAILLOUX))
    assert sans.compte(YALOXE, DE_PAILLOUX).failure() == CompteInterdit(compte=DE_PAILLOUX)
    assert avec_option.compte(YALOXE, DE_MORGON).failure() == CompteInterdit(compte=DE_MORGON)
    assert is_successful(avec_option.compte(CLATOUR, DE_MORGON))
    assert avec_option.compte(PAILLOUX, CompteId("411ALOXECO")).failure() == CompteInterdit(
        compte=CompteId("411ALOXECO")
    )


@pytest.mark.req("EXA-26")
def test_no_account_is_served_when_the_rubrique_is_off() -> None:
    """Off: neither the entry, nor the list, nor an account asked for by its code."""
    ferme = vitrine(parametrage=evolve(TOUT, compte=MonCompte(actif=False, vue_sur_les_locataires=True)))
    assert ferme.comptes(YALOXE, GESTION) == ()
    assert isinstance(ferme.compte(YALOXE, CompteId("411ALOXECO")).failure(), RubriqueFermee)


@pytest.mark.req("EXA-27")
def test_an_account_of_two_leases_is_shown_to_neither_landlord() -> None:
    """PAILLOUX rents 306 of CLATOUR too, on the same account: what he owes one is not the other's to read."""
    double = avec(tenu(PAILLOUX, Role.LOCATAIRE, APPARTEMENT_306))
    assert comptes_des_locataires(double, YALOXE, JOUR) == ()
    assert DE_PAILLOUX not in {un.id for un in comptes_des_locataires(double, CLATOUR, JOUR)}


@pytest.mark.req("EXA-27")
def test_each_lease_with_its_account_shows_its_own() -> None:
    """Two leases, two accounts: each landlord reads that of his own lot."""
    baux = avec(
        tenu(PAILLOUX, Role.LOCATAIRE, APPARTEMENT_305, DE_PAILLOUX),
        tenu(MORGON, Role.LOCATAIRE, APPARTEMENT_306, DE_MORGON),
    )
    assert [un.id for un in comptes_des_locataires(baux, YALOXE, JOUR)] == [DE_PAILLOUX]
    assert [un.id for un in comptes_des_locataires(baux, CLATOUR, JOUR)] == [DE_MORGON]


@pytest.mark.req("EXA-27", "I-32")
def test_a_tenant_who_has_left_is_nobodys_tenant() -> None:
    """From the day he leaves, his account is no longer read by the landlord."""
    sans = le_parc()
    saint_louis = sans.immeubles[SAINTLOUIS]
    partis = tuple(
        evolve(un, jusqua=JOUR) if un.tiers == PAILLOUX and un.role is Role.LOCATAIRE else un
        for un in saint_louis.roles
    )
    parti = evolve(sans, immeubles={**sans.immeubles, SAINTLOUIS: evolve(saint_louis, roles=partis)})
    assert comptes_des_locataires(parti, YALOXE, JOUR) == ()


@pytest.mark.req("EXA-27", "I-31")
@given(de=parc.parcs(), jour=parc.jours_du_parc())
def test_a_landlord_reads_published_accounts_of_tenants_of_his_lots_and_nothing_else(de: Parc, jour: date) -> None:
    """Whatever the portfolio: of the gérance, published, of somebody who rents that day a lot of his, all his life."""
    for bailleur in de.tiers:
        lots = {un.lot for un in de.roles_de(bailleur, jour) if un.role is Role.PROPRIETAIRE and un.lot is not None}
        for compte in comptes_des_locataires(de, bailleur, jour):
            assert compte.metier is Metier.GERANCE
            assert compte.est_publie(jour)
            assert compte.tiers != bailleur
            assert any(un.role is Role.LOCATAIRE and un.lot in lots for un in de.roles_de(compte.tiers, jour))
            passes = [un for un in de.roles_par_tiers[compte.tiers] if un.compte == compte.id and un.a_ete_tenu(jour)]
            assert all(un.lot in lots and un.role is Role.LOCATAIRE for un in passes)
