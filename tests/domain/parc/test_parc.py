"""The portfolio: who is what to which building, and from when to when."""

from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from portefeuille_gilbert import (
    APPARTEMENT_305,
    ATRILLON,
    BROUILLY,
    CLIQUOT,
    GENS,
    GILBERT,
    JOUR,
    PAILLOUX,
    SAINTLOUIS,
    YALOXE,
    compte,
    le_gilbert,
    le_parc,
    le_saint_louis,
)

from lsc_domain.parc import (
    DonneeComplementaire,
    Immeuble,
    LotDImmeuble,
    Metier,
    Parc,
    Role,
    RoleTenu,
    Tiers,
    locataires_de,
)
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CompteId, ImmeubleId, LotId, TiersId
from lsc_domain.testing.strategies.parc import immeubles, jours_du_parc, parcs, roles_tenus

VEILLE, LENDEMAIN = JOUR - timedelta(days=1), JOUR + timedelta(days=1)


@pytest.mark.req("CORE-01")
def test_a_lot_has_its_code_and_its_type() -> None:
    """SAINTLOUIS/305 is an Appartement of its building; two lots have two codes."""
    saint_louis = le_saint_louis()
    assert saint_louis.lots[0] == LotDImmeuble(id=APPARTEMENT_305, type="Appartement")
    with pytest.raises(InvalidValue, match="deux lots"):
        evolve(saint_louis, lots=saint_louis.lots[:1] * 2)


@pytest.mark.req("CORE-04")
def test_a_tiers_has_grouped_complementary_data() -> None:
    """Group PagesIMMO holds the access code: a repr does not show it."""
    donnees = tuple(
        DonneeComplementaire(groupe="PagesIMMO", libelle=libelle, valeur=valeur)
        for libelle, valeur in (("Code accès", "ALOXECORTONDENISE"), ("Mot de passe", "secret"))
    )
    yaloxe = Tiers(id=YALOXE, civilite="Madame", nom="YALOXE CORTON", prenom="Denise", donnees=donnees)
    assert {un.libelle: un.valeur for un in yaloxe.donnees}["Code accès"] == "ALOXECORTONDENISE"
    assert yaloxe.identite == "Madame YALOXE CORTON Denise"
    assert "secret" not in repr(yaloxe)


@pytest.mark.req("CORE-08", "EXP-12")
def test_the_council_is_known_building_by_building() -> None:
    """BROUILLY is membre of GILBERT; a président is a membre and a copropriétaire, and no tenant is either."""
    parc = le_parc()
    assert {un.role for un in parc.roles_de(BROUILLY, JOUR)} == {Role.COPROPRIETAIRE, Role.MEMBRE}
    assert {un.immeuble for un in parc.roles_de(CLIQUOT, JOUR) if un.role is Role.PRESIDENT} == {SAINTLOUIS}
    assert Role.PRESIDENT.emporte == (Role.PRESIDENT, Role.MEMBRE, Role.COPROPRIETAIRE)
    assert [role.emporte for role in (Role.PROPRIETAIRE, Role.LOCATAIRE)] == [(Role.PROPRIETAIRE,), (Role.LOCATAIRE,)]


@given(roles_tenus(), jours_du_parc(), jours_du_parc())
@pytest.mark.req("I-32")
def test_a_role_that_ends_is_held_until_that_day(role: RoleTenu, fin: date, jour: date) -> None:
    """Ended on a day, it is held before as it was, and neither on that day nor after; ended twice is ended once."""
    fini = role.finir(fin)
    tenu = fini is not None and fini.est_tenu(jour)
    assert tenu == (role.est_tenu(jour) and jour < fin)
    assert fini is None or fini.finir(fin) == fini
    assert not role.est_tenu(jour) or role.a_ete_tenu(jour)
    assert role.dure_apres(jour) == any(role.est_tenu(jour + timedelta(days=rang)) for rang in range(20))


@given(parcs(), jours_du_parc())
def test_roles_by_person_are_all_the_roles(parc: Parc, jour: date) -> None:
    """Looked up by person or gone through by building, the same roles are held."""
    par_personne = [role for tiers in parc.tiers for role in parc.roles_de(tiers, jour)]
    assert sorted(map(repr, par_personne)) == sorted(
        repr(role) for immeuble in parc.immeubles.values() for role in immeuble.tenus(jour)
    )
    for tiers in parc.tiers:
        siens = [un for un in parc.comptes.values() if un.tiers == tiers]
        assert parc.a_un_compte_publie(tiers, jour) == any(un.est_publie(jour) for un in siens)


@pytest.mark.parametrize(
    "faire",
    [
        lambda: RoleTenu(tiers=ATRILLON, role=Role.MEMBRE, immeuble=GILBERT, depuis=JOUR, jusqua=VEILLE),
        lambda: RoleTenu(tiers=ATRILLON, role=Role.MEMBRE, immeuble=GILBERT, lot=LotId("GILBERT/248")),
        lambda: RoleTenu(tiers=ATRILLON, role=Role.COPROPRIETAIRE, immeuble=GILBERT, preavis_le=JOUR),
        lambda: Tiers(id=TiersId(" "), nom="X"),
        lambda: Immeuble(id=GILBERT, nom=""),
        lambda: evolve(le_saint_louis(), roles=le_gilbert().roles),
        lambda: Parc.de([le_gilbert()], ()),
        lambda: Parc.de((), (), [compte(CompteId("450X"), ATRILLON)]),
        lambda: Parc.de((), GENS * 2),
    ],
)
def test_what_cannot_be_is_refused(faire: object) -> None:
    """A role that ends before it begins, a mandate held by a lot, a role of nobody: none of these exist."""
    assert callable(faire)
    with pytest.raises(InvalidValue):
        faire()


@given(immeubles(), jours_du_parc())
@pytest.mark.req("EXA-35")
def test_a_tenant_is_the_tenant_of_whoever_owns_his_lot(immeuble: Immeuble, jour: date) -> None:
    """Each pair is a lease of that day on a lot of the landlord; without a lot, all the tenant is to the building."""
    tenus = [role for role in immeuble.tenus(jour) if role.role.metier is Metier.GERANCE]
    for proprietaire in {role.tiers for role in tenus}:
        siens = {role.lot for role in tenus if role.role is Role.PROPRIETAIRE and role.tiers == proprietaire} - {None}
        trouves = locataires_de(immeuble, proprietaire, jour)
        for tiers in {role.tiers for role in tenus}:
            ici = [role for role in tenus if role.tiers == tiers]
            baux = {role.lot for role in ici if role.role is Role.LOCATAIRE}
            assert {lot for qui, lot in trouves if qui == tiers and lot is not None} == siens & baux
            rien_d_autre = bool(ici) and all(role.role is Role.LOCATAIRE and role.lot in siens for role in ici)
            assert ((tiers, None) in trouves) == rien_d_autre


@pytest.mark.req("EXA-35")
def test_the_tenants_of_the_saint_louis() -> None:
    """PAILLOUX rents 305 of YALOXE CORTON, and nobody rents anything of PAILLOUX."""
    saint_louis = le_saint_louis()
    assert locataires_de(saint_louis, YALOXE, JOUR) == {(PAILLOUX, APPARTEMENT_305), (PAILLOUX, None)}
    assert locataires_de(saint_louis, PAILLOUX, JOUR) == frozenset()
    assert locataires_de(le_gilbert(), YALOXE, JOUR) == frozenset()
    assert saint_louis.id != ImmeubleId("GILBERT")
