"""Who may read what, and the rule that says no."""

from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from portefeuille_gilbert import (
    APPARTEMENT_305,
    APPARTEMENT_306,
    ATRILLON,
    BPETRUS,
    BROUILLY,
    CLATOUR,
    CLIQUOT,
    GILBERT,
    JOUR,
    MORGON,
    OUVERT,
    PAILLOUX,
    SAINTLOUIS,
    YALOXE,
    classeur,
    document,
    le_gilbert,
    le_parc,
    le_saint_louis,
    lot,
    piece,
)
from returns.pipeline import is_successful

from lsc_domain.classeur import (
    CLASSEUR_DU_SYNDIC,
    Classeur,
    ClasseurReserve,
    DestinataireAutre,
    Document,
    DocumentInconnu,
    Droit,
    HorsPublication,
    LecteursDuSyndic,
    LotDAutrui,
    Module,
    ModuleFerme,
    Reglages,
    SansCompte,
    SansRoleDansLImmeuble,
    autoriser,
)
from lsc_domain.classeur.acces import RefusDAcces, libelle
from lsc_domain.classeur.documents_du_syndic import verser
from lsc_domain.parc import Acquereur, Metier, Parc, elire, finir_le_mandat, muter, partir
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import ClasseurId, DocumentId, TiersId
from lsc_domain.testing.strategies.classeur import Situation, droits, situations

VEILLE, LENDEMAIN = JOUR - timedelta(days=1), JOUR + timedelta(days=1)
CONSEIL, COURRIERS, FACTURES = classeur("Conseil syndical"), classeur("Courriers"), classeur("Factures")
VUE = Reglages(vue_sur_les_locataires=True)


def gerance(nom: str) -> Classeur:
    return classeur(nom, Metier.GERANCE)


def refus(
    un: Document,
    ou: Classeur,
    tiers: TiersId,
    *,
    jour: date = JOUR,
    parc: Parc | None = None,
    reglages: Reglages = OUVERT,
) -> RefusDAcces | None:
    """What refuses a document to somebody, or nothing."""
    reponse = autoriser(un, ou, tiers=tiers, jour=jour, parc=parc or le_parc(), reglages=reglages)
    if is_successful(reponse):
        assert reponse.unwrap() is un
        return None
    return reponse.failure()


def reserve(ou: Classeur) -> ClasseurReserve:
    return ClasseurReserve(classeur=ou.id, nom=ou.nom, roles=ou.droit.roles)


# --- The box of a role ---------------------------------------------------------------------------------------


@pytest.mark.req("EXP-09")
def test_a_binder_of_gerance_opens_to_the_role_whose_box_is_ticked() -> None:
    """« Mandats » is the owner's and not the tenant's; « Travaux » is neither's."""
    mandats, travaux = gerance("Mandats"), gerance("Travaux")
    un = document(mandats, SAINTLOUIS)
    assert refus(un, mandats, YALOXE) is None
    assert refus(un, mandats, PAILLOUX) == reserve(mandats)
    assert refus(document(travaux, SAINTLOUIS), travaux, YALOXE) == reserve(travaux)
    assert libelle(reserve(mandats)) == "Le classeur « Mandats » n'est ouvert que par ces rôles : propriétaire."


@pytest.mark.req("EXP-12", "CORE-08", "ELAN-04", "I-31")
def test_the_council_of_a_building_reads_its_binder_in_that_building_only() -> None:
    """BROUILLY, membre, reads it in GILBERT; neither ATRILLON nor the président of SAINTLOUIS does."""
    un = document(CONSEIL)
    assert refus(un, CONSEIL, BROUILLY) is None
    assert refus(un, CONSEIL, ATRILLON) == reserve(CONSEIL)
    assert refus(un, CONSEIL, CLIQUOT) == reserve(CONSEIL)
    assert refus(document(CONSEIL, SAINTLOUIS), CONSEIL, CLIQUOT) is None
    assert refus(document(CONSEIL, SAINTLOUIS), CONSEIL, BROUILLY) == SansRoleDansLImmeuble(
        tiers=BROUILLY, immeuble=SAINTLOUIS
    )


@pytest.mark.req("X-33")
def test_a_right_follows_the_person_whatever_the_account() -> None:
    """BROUILLY is of the council through one account: with the other alone published, he reads as much."""
    parc = le_parc()
    comptes = (evolve(un, service_client=un.id != "450BROU-01") for un in parc.comptes.values())
    assert (
        refus(document(CONSEIL), CONSEIL, BROUILLY, parc=Parc.de(parc.immeubles.values(), parc.tiers.values(), comptes))
        is None
    )


@given(situations(), st.data())
@pytest.mark.req("EXP-13")
def test_a_right_added_never_hides_a_document(situation: Situation, data: st.DataObject) -> None:
    """Whoever reads a binder reads it still when more boxes are ticked."""
    jour, parc, classeurs, documents, reglages = situation
    for ou in classeurs:
        ajout = data.draw(droits(st.just(ou.metier)))
        plus = evolve(ou, droit=ou.droit | ajout)
        for un in (un for un in documents if un.classeur == ou.id):
            for tiers in parc.tiers:
                avant = autoriser(un, ou, tiers=tiers, jour=jour, parc=parc, reglages=reglages)
                apres = autoriser(un, plus, tiers=tiers, jour=jour, parc=parc, reglages=reglages)
                assert is_successful(apres) or not is_successful(avant)


@given(situations())
@pytest.mark.req("I-31")
def test_nobody_ever_reads_across_buildings(situation: Situation) -> None:
    """Nobody reads what is of a building where he never held a role, nor what is shared if he holds none now."""
    jour, parc, classeurs, documents, reglages = situation
    par_id = {ou.id: ou for ou in classeurs}
    for un in documents:
        if un.immeuble is None:
            continue
        ici = parc.immeubles[un.immeuble].roles
        for tiers in parc.tiers:
            siens = [role for role in ici if role.tiers == tiers]
            lit = is_successful(
                autoriser(un, par_id[un.classeur], tiers=tiers, jour=jour, parc=parc, reglages=reglages)
            )
            if lit and not un.destinataires:
                assert any(role.est_tenu(jour) for role in siens)
            if lit:
                assert any(role.a_ete_tenu(jour) for role in siens)


# --- The day ---------------------------------------------------------------------------------------------------


@pytest.mark.req("I-32")
def test_a_sale_changes_who_reads_on_its_day() -> None:
    """A seller loses the shared documents on the day of the sale and the buyer gains them; his own letters he keeps."""
    gilbert = muter(le_gilbert(), lot("142"), vendeur=CLIQUOT, acquereurs=[Acquereur(tiers=MORGON)], le=JOUR).unwrap()
    parc = le_parc(gilbert, le_saint_louis())
    partage = document(COURRIERS, depuis=VEILLE)
    assert refus(partage, COURRIERS, CLIQUOT, jour=VEILLE, parc=parc) is None
    assert refus(partage, COURRIERS, MORGON, jour=VEILLE, parc=parc) == SansRoleDansLImmeuble(
        tiers=MORGON, immeuble=GILBERT, commence_le=JOUR
    )
    perdu = SansRoleDansLImmeuble(tiers=CLIQUOT, immeuble=GILBERT, fini_le=JOUR)
    assert refus(partage, COURRIERS, CLIQUOT, parc=parc) == perdu
    assert refus(partage, COURRIERS, MORGON, parc=parc) is None
    assert libelle(perdu) == "CLIQUOT n'a plus de rôle dans GILBERT depuis le 07/07/2020."
    assert refus(document(COURRIERS, a=(CLIQUOT,)), COURRIERS, CLIQUOT, parc=parc) is None


@pytest.mark.req("I-32", "CORE-08")
def test_a_mandate_opens_on_its_day_and_closes_on_its_day() -> None:
    """Elected on a day, out on another: the council's binder is open from the first, and no more on the last."""
    gilbert = elire(le_gilbert(), ATRILLON, le=JOUR).unwrap()
    gilbert = finir_le_mandat(gilbert, ATRILLON, le=LENDEMAIN).unwrap()
    parc = le_parc(gilbert, le_saint_louis())
    un = document(CONSEIL, depuis=VEILLE)
    lus = [refus(un, CONSEIL, ATRILLON, jour=jour, parc=parc) is None for jour in (VEILLE, JOUR, LENDEMAIN)]
    assert lus == [False, True, False]


@pytest.mark.req("I-32")
def test_a_tenant_who_has_left_keeps_what_was_addressed_to_him() -> None:
    """From the day of his departure PAILLOUX reads no more of the shared documents, and still his receipts."""
    quittances, avis = gerance("Quittance & reçus"), gerance("Avis")
    parc = le_parc(le_gilbert(), partir(le_saint_louis(), APPARTEMENT_305, locataire=PAILLOUX, le=JOUR).unwrap())
    assert refus(document(avis, SAINTLOUIS), avis, PAILLOUX, parc=parc) == SansRoleDansLImmeuble(
        tiers=PAILLOUX, immeuble=SAINTLOUIS, fini_le=JOUR
    )
    assert refus(document(quittances, SAINTLOUIS, a=(PAILLOUX,)), quittances, PAILLOUX, parc=parc) is None


@pytest.mark.req("EXP-48", "PUB-11")
def test_a_document_is_read_while_it_is_published() -> None:
    """From its first day to its last included."""
    un = document(COURRIERS, dernier_jour=JOUR)
    refuses = [refus(un, COURRIERS, ATRILLON, jour=jour) for jour in (VEILLE, JOUR, LENDEMAIN)]
    hors = HorsPublication(depuis=JOUR, dernier_jour=JOUR)
    assert refuses == [hors, None, hors]
    assert libelle(hors) == "Le document est publié du 07/07/2020 au 07/07/2020."
    assert libelle(evolve(hors, dernier_jour=None)) == "Le document n'est publié qu'à partir du 07/07/2020."


# --- The addressee ---------------------------------------------------------------------------------------------


@pytest.mark.req("I-30")
def test_what_is_addressed_to_one_is_his_alone() -> None:
    """« Contentieux - Relances » is open to all three levels, and a reminder to ATRILLON is ATRILLON's."""
    relances = classeur("Contentieux - Relances")
    relance = document(relances, a=(ATRILLON,))
    assert refus(relance, relances, ATRILLON) is None
    for autre in (BPETRUS, BROUILLY):
        assert refus(relance, relances, autre) == DestinataireAutre(tiers=autre)
    assert libelle(DestinataireAutre(tiers=BPETRUS)) == "Le document est adressé à quelqu'un d'autre que BPETRUS."


@pytest.mark.req("I-30", "EXP-09", "I-31")
def test_an_addressee_reads_by_the_box_of_his_role_in_that_building() -> None:
    """Addressed through a binder that does not open to him, or in a building he is nothing to, it stays closed."""
    assert refus(document(CONSEIL, a=(ATRILLON,)), CONSEIL, ATRILLON) == reserve(CONSEIL)
    assert refus(document(CONSEIL, a=(BROUILLY,)), CONSEIL, BROUILLY) is None
    ailleurs = SansRoleDansLImmeuble(tiers=ATRILLON, immeuble=SAINTLOUIS)
    assert refus(document(COURRIERS, SAINTLOUIS, a=(ATRILLON,)), COURRIERS, ATRILLON) == ailleurs
    assert libelle(ailleurs) == "ATRILLON n'a jamais eu de rôle dans SAINTLOUIS."


@pytest.mark.req("I-32")
def test_what_is_about_a_lot_is_for_those_who_hold_it() -> None:
    """CLATOUR reads what is about his flat and not about another's; a council reads it through a lot of its member."""
    de_clatour = document(COURRIERS, lot=lot("251"))
    assert refus(de_clatour, COURRIERS, CLATOUR) is None
    assert refus(de_clatour, COURRIERS, ATRILLON) == LotDAutrui(lot=lot("251"))
    assert "GILBERT/251" in libelle(LotDAutrui(lot=lot("251")))
    assert refus(document(CONSEIL, lot=lot("122")), CONSEIL, BROUILLY) is None
    assert refus(document(CONSEIL, lot=lot("251")), CONSEIL, BROUILLY) == LotDAutrui(lot=lot("251"))
    assert refus(document(CONSEIL, lot=lot("251")), CONSEIL, CLATOUR) == reserve(CONSEIL)


# --- The option of landlords -----------------------------------------------------------------------------------


@pytest.mark.req("EXA-35")
def test_a_landlord_reads_what_is_his_tenants_by_option() -> None:
    """Off, only his own; on, also what is his tenants', and never another owner's tenant's."""
    quittances = gerance("Quittance & reçus")
    quittance = document(quittances, SAINTLOUIS, lot=APPARTEMENT_305, a=(PAILLOUX,))
    assert refus(quittance, quittances, YALOXE) == DestinataireAutre(tiers=YALOXE)
    assert refus(quittance, quittances, YALOXE, reglages=VUE) is None
    assert refus(quittance, quittances, CLATOUR, reglages=VUE) == DestinataireAutre(tiers=CLATOUR)
    assert refus(evolve(quittance, lot=None), quittances, YALOXE, reglages=VUE) is None
    assert refus(evolve(quittance, lot=APPARTEMENT_306), quittances, YALOXE, reglages=VUE) is not None


@pytest.mark.req("EXA-35")
def test_a_landlord_reads_nothing_that_his_tenant_does_not_read_as_a_tenant() -> None:
    """Not in a binder closed to tenants, not once he has left, not when his account is closed, not as an owner."""
    mandats, quittances = gerance("Mandats"), gerance("Quittance & reçus")
    sien = document(quittances, SAINTLOUIS, a=(PAILLOUX,))
    assert refus(document(mandats, SAINTLOUIS, a=(PAILLOUX,)), mandats, YALOXE, reglages=VUE) is not None
    parti = le_parc(partir(le_saint_louis(), APPARTEMENT_305, locataire=PAILLOUX, le=JOUR).unwrap())
    assert refus(sien, quittances, YALOXE, parc=parti, reglages=VUE) is not None
    parc = le_parc()
    comptes = (evolve(un, service_client=un.tiers != PAILLOUX) for un in parc.comptes.values())
    ferme = Parc.de(parc.immeubles.values(), parc.tiers.values(), comptes)
    assert refus(sien, quittances, YALOXE, parc=ferme, reglages=VUE) is not None
    aussi = evolve(le_saint_louis().roles[1], lot=APPARTEMENT_306)
    deux_baux = le_parc(evolve(le_saint_louis(), roles=(*le_saint_louis().roles, aussi)))
    assert refus(sien, quittances, YALOXE, parc=deux_baux, reglages=VUE) is not None, "it may be about 306"
    assert refus(evolve(sien, lot=APPARTEMENT_305), quittances, YALOXE, parc=deux_baux, reglages=VUE) is None


# --- Documents du syndic ---------------------------------------------------------------------------------------


@pytest.mark.req("EXA-20", "EXA-21", "EXA-22", "EXC-12", "ELAN-03", "ELAN-05", "X-05")
def test_documents_du_syndic_are_read_by_every_council() -> None:
    """« Carte pro.pdf » is read in GILBERT and SAINTLOUIS by the councils, at once; ATRILLON does not read it."""
    carte = verser(piece("Carte pro.pdf"), id=DocumentId("carte"), le=JOUR)
    assert carte.est_du_portefeuille
    assert (carte.titre, carte.evenement) == ("Carte pro.pdf", None)
    assert [refus(carte, CLASSEUR_DU_SYNDIC, un) is None for un in (BROUILLY, CLIQUOT, ATRILLON, YALOXE)] == [
        True,
        True,
        False,
        False,
    ]
    tous = Reglages(lecteurs_du_syndic=LecteursDuSyndic.COPROPRIETAIRES)
    assert [
        refus(carte, CLASSEUR_DU_SYNDIC, un, reglages=tous) is None for un in (BROUILLY, CLIQUOT, ATRILLON, YALOXE)
    ] == [True, True, True, False]


@pytest.mark.req("ELAN-05")
def test_no_other_binder_is_fed_by_hand() -> None:
    """What is of a building comes from an event."""
    with pytest.raises(InvalidValue, match="événements"):
        verser(piece("Carte pro.pdf"), id=DocumentId("carte"), le=JOUR, classeur=COURRIERS)
    with pytest.raises(InvalidValue, match="sans immeuble"):
        document(CLASSEUR_DU_SYNDIC, None, a=(ATRILLON,))


# --- Modules and accounts --------------------------------------------------------------------------------------


@pytest.mark.req("EXA-31", "EXA-33", "X-16")
@pytest.mark.parametrize(
    ("reglages", "gestion", "syndic"),
    [
        (Reglages(module=False), Module.EXTRANET, Module.EXTRANET),
        (Reglages(gestion=False), Module.GESTION, None),
        (Reglages(syndic=False), None, Module.SYNDIC),
    ],
)
def test_a_module_that_is_closed_shows_nothing(
    reglages: Reglages, gestion: Module | None, syndic: Module | None
) -> None:
    """The first box closes everything; the two others each their trade."""
    mandats = gerance("Mandats")
    for module, trouve in (
        (gestion, refus(document(mandats, SAINTLOUIS), mandats, YALOXE, reglages=reglages)),
        (syndic, refus(document(COURRIERS), COURRIERS, ATRILLON, reglages=reglages)),
    ):
        assert trouve == (None if module is None else ModuleFerme(module=module))
        assert trouve is None or libelle(trouve)


@pytest.mark.req("EXP-51", "EXP-55")
def test_without_a_published_account_nobody_comes_in() -> None:
    """« Service Client » off, ATRILLON reads nothing, his own letters included."""
    parc = le_parc()
    comptes = (evolve(un, service_client=un.tiers != ATRILLON) for un in parc.comptes.values())
    ferme = Parc.de(parc.immeubles.values(), parc.tiers.values(), comptes)
    for un in (document(COURRIERS), document(COURRIERS, a=(ATRILLON,))):
        assert refus(un, COURRIERS, ATRILLON, parc=ferme) == SansCompte(tiers=ATRILLON)
    assert libelle(SansCompte(tiers=ATRILLON)) == "Aucun compte de ATRILLON n'est publié."


def test_a_document_nobody_knows_is_said_so() -> None:
    """The last of the refusals has its sentence too."""
    assert libelle(DocumentInconnu(document=DocumentId("D9"))) == "Le document D9 n'existe pas."
    inconnu = ClasseurReserve(classeur=ClasseurId("K"), nom="K", roles=Droit(frozenset()).roles)
    assert libelle(inconnu) == "Le classeur « K » n'est ouvert à personne."
