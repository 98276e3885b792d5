"""Which accesses a client has, and which entries in each: by role, by parameter and by right."""

from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from portefeuille_gilbert import (
    APPARTEMENT_305,
    ATRILLON,
    BROUILLY,
    CLIQUOT,
    GILBERT,
    JOUR,
    PAILLOUX,
    SAINTLOUIS,
    YALOXE,
    compte,
    coproprietaire,
    le_gilbert,
    le_parc,
)
from vitrine_gilbert import CONSEIL, COPRO, ENVOYEES, GESTION, TOUT, vitrine

from lsc_domain.classeur import Droit, Reglages
from lsc_domain.extranet.bouton import Bouton, boutons
from lsc_domain.extranet.espace import Espace, Rubrique, espaces_de, metiers_ouverts
from lsc_domain.extranet.parametrage import Echanges, MesPhotos, MonCompte, Parametrage
from lsc_domain.parc import CompteClient, Metier, Parc, Role
from lsc_domain.publication import Parametres
from lsc_domain.socle.ids import CompteId, TiersId
from lsc_domain.socle.licence import Licence, Option
from lsc_domain.testing.strategies import extranet, parc


def avec_yaloxe_coproprietaire() -> Parc:
    """YALOXE CORTON lets in SAINTLOUIS, and owns a lot of GILBERT as well."""
    gilbert = le_gilbert()
    roles = (*gilbert.roles, coproprietaire(YALOXE, "142", CompteId("450YALOXE")))
    sans = le_parc()
    return le_parc(evolve(gilbert, roles=roles), sans.immeubles[SAINTLOUIS])


@pytest.mark.req("EXC-06")
def test_the_chooser_offers_one_access_a_category_and_one_alone_is_entered_directly() -> None:
    """YALOXE CORTON, owner in common and landlord, has two accesses; ATRILLON and PAILLOUX have one each."""
    vue = vitrine(avec_yaloxe_coproprietaire())
    assert vue.espaces(YALOXE) == (COPRO, GESTION)
    assert vue.espaces(ATRILLON) == (COPRO,)
    assert vue.espaces(PAILLOUX) == (GESTION,)
    assert vue.espaces(TiersId("INCONNU")) == ()


@pytest.mark.req("EXC-06")
def test_who_has_sold_still_reads_the_account_that_stays_published() -> None:
    """A seller keeps the access of his published account, and loses it with the account."""
    vendu = evolve(le_gilbert(), roles=())
    parti = vitrine(le_parc(vendu))
    assert parti.espaces(ATRILLON) == (COPRO,)
    assert parti.biens(ATRILLON) == ()
    ferme = evolve(le_parc(), comptes={un.id: evolve(un, service_client=False) for un in le_parc().comptes.values()})
    assert not any(vitrine(ferme).espaces(un) for un in ferme.tiers)


@pytest.mark.req("EXA-05")
@pytest.mark.parametrize(
    ("options", "ouverts"),
    [
        ({Option.EXTRANET, Option.SYNDIC}, {Metier.SYNDIC}),
        ({Option.EXTRANET, Option.GERANCE}, {Metier.GERANCE}),
        ({Option.EXTRANET, Option.GERANCE, Option.SYNDIC}, set(Metier)),
        ({Option.SYNDIC, Option.GERANCE}, set()),
    ],
)
def test_only_the_trades_of_the_licence_are_offered(options: set[Option], ouverts: set[Metier]) -> None:
    """A licence with the syndic only gives one choice; without the extranet, or too late, it gives none."""
    licence = Licence(titulaire="Agence", options=frozenset(options), valable_jusqua=JOUR)
    assert metiers_ouverts(licence, JOUR) == ouverts
    assert metiers_ouverts(licence, JOUR + timedelta(days=1)) == set()
    assert metiers_ouverts(None, JOUR) == set()
    vue = vitrine(avec_yaloxe_coproprietaire(), metiers=metiers_ouverts(licence, JOUR))
    assert {un.metier for un in vue.espaces(YALOXE)} == ouverts


@pytest.mark.req("EXC-07")
def test_the_owner_in_common_has_thirteen_entries_with_everything_on() -> None:
    """The menu of the seed, in its order."""
    assert [une.libelle(COPRO) for une in vitrine().rubriques(BROUILLY, COPRO)] == [
        "Accueil",
        "Contacts syndic",
        "Mon compte",
        "Mes biens",
        "Liste des dépenses",
        "Fonds de travaux",
        "Mes demandes",
        "Mes informations",
        "Mes documents",
        "Mes photos",
        "Nos partenaires",
        "Redéfinir mon mot de passe",
        "Déconnexion",
    ]


@pytest.mark.req("EXC-10")
def test_the_landlord_has_eleven_entries_and_the_tenant_no_biens() -> None:
    """Neither dépenses nor fonds de travaux in gestion locative; the tenant's is the same without « Mes biens »."""
    vue = vitrine()
    du_bailleur = [une.libelle(GESTION) for une in vue.rubriques(YALOXE, GESTION)]
    assert du_bailleur == [
        "Accueil",
        "Contacts agence",
        "Mon compte",
        "Mes biens",
        "Mes demandes",
        "Mes informations",
        "Mes documents",
        "Mes photos",
        "Nos partenaires",
        "Redéfinir mon mot de passe",
        "Déconnexion",
    ]
    du_locataire = [une.libelle(GESTION) for une in vue.rubriques(PAILLOUX, GESTION)]
    assert du_locataire == [une for une in du_bailleur if une != "Mes biens"]
    assert vue.rubriques(PAILLOUX, COPRO) == ()


@pytest.mark.req("EXC-07", "EXP-26", "EXC-13")
def test_depenses_are_for_whom_factures_opens_to_once_they_are_sent() -> None:
    """Factures = {M, P}: BROUILLY of the council has the entry, ATRILLON has not; nobody while they are not sent."""
    au_conseil = vitrine(factures=CONSEIL)
    assert au_conseil.a_rubrique(BROUILLY, Rubrique.DEPENSES)
    assert not au_conseil.a_rubrique(ATRILLON, Rubrique.DEPENSES)
    assert au_conseil.immeubles_des_depenses(BROUILLY) == {GILBERT}
    assert au_conseil.immeubles_des_depenses(ATRILLON) == frozenset()
    assert vitrine().immeubles_des_depenses(ATRILLON) == {GILBERT}
    assert not vitrine(parametres=Parametres()).a_rubrique(BROUILLY, Rubrique.DEPENSES)
    personne = vitrine(factures=Droit(frozenset()))
    assert not any(personne.immeubles_des_depenses(un) for un in personne.parc.tiers)


@pytest.mark.req("EXC-07", "I-31")
def test_factures_open_in_the_buildings_where_the_role_is_held() -> None:
    """The président of SAINTLOUIS, a mere owner in GILBERT, reads the dépenses of SAINTLOUIS alone."""
    assert vitrine(factures=CONSEIL).immeubles_des_depenses(CLIQUOT) == {SAINTLOUIS}


@pytest.mark.req("EXA-39", "X-14")
@pytest.mark.parametrize(
    ("parametrage", "absente", "espace"),
    [
        (Parametrage(), Rubrique.PARTENAIRES, COPRO),
        (evolve(TOUT, modules=evolve(TOUT.modules, contact=False)), Rubrique.CONTACTS, COPRO),
        (evolve(TOUT, modules=evolve(TOUT.modules, biens=False)), Rubrique.BIENS, COPRO),
        (evolve(TOUT, modules=evolve(TOUT.modules, depenses=False)), Rubrique.DEPENSES, COPRO),
        (evolve(TOUT, modules=evolve(TOUT.modules, fonds=False)), Rubrique.FONDS, COPRO),
        (evolve(TOUT, compte=MonCompte(actif=False)), Rubrique.COMPTE, COPRO),
        (evolve(TOUT, photos=MesPhotos(actif=False)), Rubrique.PHOTOS, COPRO),
        (evolve(TOUT, photos=MesPhotos(syndic=False)), Rubrique.PHOTOS, COPRO),
        (evolve(TOUT, echanges=Echanges(actif=False)), Rubrique.DEMANDES, COPRO),
        (evolve(TOUT, echanges=Echanges(demandes=False)), Rubrique.DEMANDES, COPRO),
        (evolve(TOUT, echanges=Echanges(informations=False)), Rubrique.INFORMATIONS, COPRO),
    ],
)
@pytest.mark.req("EXA-26", "EXA-36", "EXA-37", "X-30")
def test_a_box_that_is_off_takes_its_entry_away(parametrage: Parametrage, absente: Rubrique, espace: Espace) -> None:
    """Each rubrique on its own; « Nos partenaires » is off with the seed's values, whatever the screens show."""
    avec, sans = vitrine().rubriques(BROUILLY, espace), vitrine(parametrage=parametrage).rubriques(BROUILLY, espace)
    assert absente in avec
    assert absente not in sans


@pytest.mark.req("EXA-36")
def test_photographs_are_switched_by_trade() -> None:
    """« Photos métier gestion » off: the landlord has none, the owner in common has his."""
    vue = vitrine(parametrage=evolve(TOUT, photos=MesPhotos(gestion=False)))
    assert not vue.a_rubrique(YALOXE, Rubrique.PHOTOS)
    assert vue.a_rubrique(ATRILLON, Rubrique.PHOTOS)


@pytest.mark.req("EXA-33")
def test_documents_are_switched_by_trade() -> None:
    """Gestion off: a landlord sees no binder of the gérance, the syndic is not affected."""
    vue = vitrine(parametres=evolve(ENVOYEES, reglages=Reglages(gestion=False)))
    assert not vue.a_rubrique(YALOXE, Rubrique.DOCUMENTS)
    assert vue.contenus(YALOXE, GESTION) == ()
    assert vue.contenus(ATRILLON, COPRO) != ()


@pytest.mark.req("EXA-31", "X-16")
@given(de=parc.parcs(), jour=parc.jours_du_parc(), parametrage=extranet.parametrages())
def test_the_master_switch_leaves_nothing(de: Parc, jour: date, parametrage: Parametrage) -> None:
    """« Active l'extranet » off: nobody has a space, an entry or anything behind one."""
    ferme = vitrine(de, jour=jour, parametrage=parametrage, parametres=Parametres(reglages=Reglages(module=False)))
    for tiers in de.tiers:
        assert ferme.espaces(tiers) == ()
        for espace in Espace:
            assert ferme.rubriques(tiers, espace) == ()
            assert ferme.comptes(tiers, espace) == ferme.contenus(tiers, espace) == ferme.photos(tiers, espace) == ()


@pytest.mark.req("EXC-06")
@given(de=parc.parcs(), jour=parc.jours_du_parc(), metiers=st.frozensets(st.sampled_from(Metier)))
def test_a_space_is_somebodys_who_is_or_owes_something_in_its_trade(
    de: Parc, jour: date, metiers: frozenset[Metier]
) -> None:
    """No account published, no space; with one, a space for each open trade he has a role or an account of."""
    for tiers in de.tiers:
        siens = {un.role.metier for un in de.roles_de(tiers, jour)}
        siens |= {un.metier for un in de.comptes_par_tiers.get(tiers, ()) if un.est_publie(jour)}
        attendus = siens & metiers if de.a_un_compte_publie(tiers, jour) else set()
        assert {un.metier for un in espaces_de(de, tiers, jour, metiers)} == attendus


@pytest.mark.req("EXA-42", "X-33")
def test_mes_biens_are_all_the_lots_whatever_the_account() -> None:
    """BROUILLY: 122, 907, 035 and 014 through both his accounts; a mandate in the council is no lot."""
    assert {un.numero for un in vitrine().biens(BROUILLY)} == {"122", "907", "035", "014"}
    (loue,) = vitrine().biens(YALOXE)
    assert (loue.lot, loue.role, loue.loue) == (APPARTEMENT_305, Role.PROPRIETAIRE, True)
    assert vitrine().biens(PAILLOUX) == ()


@pytest.mark.req("EXA-06", "X-15")
def test_the_buttons_of_the_agency_are_the_same_whatever_the_trade() -> None:
    """Seven of those the trade names; that of the tickets goes with their option."""
    assert boutons(tickets=True) == tuple(Bouton)
    assert boutons(tickets=False) == tuple(un for un in Bouton if un is not Bouton.TICKETS)


@pytest.mark.req("EXA-32")
def test_binders_come_in_the_order_of_a_french_index() -> None:
    """Assemblées Générales first, Règlement before Relevés: an accent does not count."""
    noms = [un.classeur.nom for un in vitrine().contenus(BROUILLY, COPRO)]
    assert noms[0] == "Assemblées Générales"
    assert noms.index("Règlement de copropriété") < noms.index("Relevés des charges et produits")
    pleins = vitrine(parametres=evolve(ENVOYEES, reglages=Reglages(classeurs_vides=False)))
    assert pleins.contenus(BROUILLY, COPRO) == ()


@pytest.mark.req("EXC-11", "X-29")
def test_an_empty_binder_that_he_has_no_right_on_is_not_shown() -> None:
    """« Conseil syndical » and « Documents du syndic » are in BROUILLY's grid, and not in ATRILLON's."""
    du_conseil = {un.classeur.nom for un in vitrine().contenus(BROUILLY, COPRO)}
    des_autres = {un.classeur.nom for un in vitrine().contenus(ATRILLON, COPRO)}
    assert du_conseil - des_autres == {"Conseil syndical", "Documents du syndic"}


def test_an_account_is_listed_in_the_space_of_its_trade() -> None:
    """BROUILLY reads both his accounts in his one space; CLATOUR each of his in its own."""
    vue = vitrine()
    assert [un.id for un in vue.comptes(BROUILLY, COPRO)] == ["450BROU-01", "450BROU-02"]
    clatour = TiersId("CLATOUR")
    assert [un.id for un in vue.comptes(clatour, COPRO)] == ["450LATOUR"]
    assert [un.id for un in vue.comptes(clatour, GESTION)] == ["411LATOUR"]
    sans: CompteClient = compte(CompteId("450BROU-03"), BROUILLY, publie=False)
    assert sans not in vitrine(evolve(le_parc(), comptes={**le_parc().comptes, sans.id: sans})).comptes(BROUILLY, COPRO)
