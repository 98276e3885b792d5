"""What each one sees: never across buildings, never somebody else's, never what a box has closed."""

from datetime import UTC, date, datetime, timedelta
from unicodedata import category

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from portefeuille_gilbert import (
    ATRILLON,
    BPETRUS,
    BROUILLY,
    CLIQUOT,
    GILBERT,
    JOUR,
    PAILLOUX,
    SAINTLOUIS,
    YALOXE,
    classeur,
    document,
    le_gilbert,
    le_parc,
)
from returns.pipeline import is_successful
from vitrine_gilbert import COPRO, ENVOYEES, GESTION, TOUT, vitrine

from lsc_domain.classeur import CLASSEUR_DU_SYNDIC, Case, Consultation, Droit, Reglages
from lsc_domain.extranet.agence import Bureaux, FicheDAgence
from lsc_domain.extranet.espace import Espace, Rubrique
from lsc_domain.extranet.fournisseur import Fournisseur
from lsc_domain.extranet.information import Information
from lsc_domain.extranet.parametrage import Modules, Parametrage
from lsc_domain.extranet.refus_d_espace import ClasseurInterdit, EspaceAbsent, RubriqueFermee, libelle
from lsc_domain.extranet.vitrine import Vitrine
from lsc_domain.parc import Metier, Photo
from lsc_domain.publication import Parametres
from lsc_domain.socle.ids import ClasseurId, DocumentId, InformationId, TiersId
from lsc_domain.testing.strategies import classeur as classeurs
from lsc_domain.testing.strategies import extranet

MAINTENANT = datetime(2020, 7, 7, 12, tzinfo=UTC)
AG, CONSEIL, AVIS = classeur("Assemblées Générales"), classeur("Conseil syndical"), classeur("Avis", Metier.GERANCE)


def information(id: str = "I", **champs: object) -> Information:
    donnees: dict[str, object] = {"titre": "New letter n° 4", "texte": "…", "publiee_le": MAINTENANT} | champs
    return Information(id=InformationId(id), **donnees)  # type: ignore[arg-type]


@st.composite
def vitrines(draw: st.DrawFn) -> Vitrine:
    """Extranets of small portfolios, with documents, parameters and news of all kinds."""
    ou = draw(classeurs.situations())
    return Vitrine(
        jour=ou.jour,
        metiers=draw(st.sampled_from([frozenset(Metier), frozenset({Metier.SYNDIC}), frozenset({Metier.GERANCE})])),
        tickets=draw(st.booleans()),
        parc=ou.parc,
        classeurs={un.id: un for un in ou.classeurs},
        documents={un.id: un for un in ou.documents},
        consultation=Consultation.du(
            ou.jour, parc=ou.parc, classeurs=ou.classeurs, documents=ou.documents, reglages=ou.reglages
        ),
        parametres=Parametres(reglages=ou.reglages, envoyer_les_depenses=draw(st.booleans())),
        parametrage=draw(extranet.parametrages()),
        informations=tuple(draw(st.lists(extranet.informations(), max_size=3, unique_by=lambda une: une.id))),
        fiche=draw(extranet.fiches_d_agence()),
        fournisseurs=tuple(draw(st.lists(extranet.fournisseurs(), max_size=2, unique_by=lambda un: un.code))),
    )


@pytest.mark.req("I-30", "I-31", "I-32")
@given(vue=vitrines())
def test_nobody_sees_across_buildings(vue: Vitrine) -> None:
    """Whatever the portfolio and the boxes: what is of a building is somebody's who is, or was, something in it."""
    for tiers in vue.parc.tiers:
        ici = {un.immeuble for un in vue.parc.roles_de(tiers, vue.jour)}
        jadis = {un.immeuble for un in vue.parc.roles_par_tiers.get(tiers, ()) if un.a_ete_tenu(vue.jour)}
        assert {un.immeuble for un in vue.biens(tiers)} <= ici
        assert vue.immeubles_des_depenses(tiers) <= ici
        for espace in Espace:
            assert {un.immeuble for un in vue.photos(tiers, espace)} <= ici
            for une in vue.nouvelles(tiers, espace, MAINTENANT):
                assert not une.immeubles or une.immeubles & ici
                assert not une.destinataires or tiers in une.destinataires
            for compte in vue.comptes(tiers, espace):
                assert compte.metier is espace.metier
                assert compte.tiers == tiers or vue.parametrage.compte.vue_sur_les_locataires
            for contenu in vue.contenus(tiers, espace):
                lus = vue.documents_du_classeur(tiers, contenu.classeur.id).unwrap()
                assert len(lus) == contenu.nombre
                for lu in lus:
                    assert is_successful(vue.autoriser(tiers, lu.id))
                    assert lu.immeuble is None or lu.immeuble in jadis


@pytest.mark.req("EXA-26", "EXA-36", "EXA-37", "EXA-39", "EXC-11")
@given(vue=vitrines())
def test_what_has_no_entry_has_no_data(vue: Vitrine) -> None:
    """A rubrique that is off, or that is not his, serves nothing, asked for by whatever road."""
    for tiers in vue.parc.tiers:
        for espace in Espace:
            montrees = vue.rubriques(tiers, espace)
            assert list(montrees) == [une for une in Rubrique if une in montrees]
            servi = {
                Rubrique.COMPTE: vue.comptes(tiers, espace),
                Rubrique.BIENS: vue.biens(tiers, espace),
                Rubrique.INFORMATIONS: vue.nouvelles(tiers, espace, MAINTENANT),
                Rubrique.DOCUMENTS: vue.contenus(tiers, espace),
                Rubrique.PHOTOS: vue.photos(tiers, espace),
            }
            for rubrique, donnees in servi.items():
                assert not donnees or rubrique in montrees
                assert is_successful(vue.exiger(tiers, rubrique, espace)) == (rubrique in montrees)
            for refuse in (un for un in vue.classeurs.values() if un.metier is espace.metier):
                if Rubrique.DOCUMENTS not in montrees:
                    assert not is_successful(vue.documents_du_classeur(tiers, refuse.id))
            for compte in vue.parc.comptes.values():
                permis = is_successful(vue.compte(tiers, compte.id))
                assert permis == (compte in vue.comptes(tiers, Espace.du_metier(compte.metier)))
        if not vue.a_rubrique(tiers, Rubrique.CONTACTS):
            assert vue.contacts(tiers) == Bureaux()
        if not vue.a_rubrique(tiers, Rubrique.PARTENAIRES):
            assert vue.partenaires(tiers) == ()
        if not vue.a_rubrique(tiers, Rubrique.DEPENSES):
            assert vue.immeubles_des_depenses(tiers) == frozenset()


@pytest.mark.req("EXC-11", "EXA-32", "EXA-18")
def test_the_grid_of_the_council_has_fifteen_binders_six_of_them_full() -> None:
    """AG 24, C.R. 1, Documents du syndic 1, Factures 19, Relevés 90, Tests 23: ticked 15 binders, unticked 6."""
    tests = evolve(AG, id=ClasseurId("tests"), nom="Tests_new_classeur")
    nombres = {"Assemblées Générales": 24, "C.R.": 1, "Factures": 19, "Relevés des charges et produits": 90}
    papiers = [
        *(document(classeur(nom), id=f"{nom}-{rang}") for nom, nombre in nombres.items() for rang in range(nombre)),
        *(document(tests, id=f"T-{rang}") for rang in range(23)),
        document(CLASSEUR_DU_SYNDIC, None, id="carte"),
    ]
    for vides, attendu in ((True, 15), (False, 6)):
        parametres = evolve(ENVOYEES, reglages=Reglages(classeurs_vides=vides))
        avec = vitrine(parametres=parametres)
        avec = evolve(
            avec,
            classeurs={**avec.classeurs, tests.id: tests},
            consultation=Consultation.du(
                JOUR,
                parc=avec.parc,
                classeurs=[*avec.classeurs.values(), tests],
                documents=papiers,
                reglages=parametres.reglages,
            ),
        )
        grille = avec.contenus(BROUILLY, COPRO)
        assert len(grille) == attendu
        assert sum(un.nombre for un in grille) == 158
        assert grille[0].classeur.nom == "Assemblées Générales"
        assert grille[-1].classeur.nom == "Tests_new_classeur"


@pytest.mark.req("EXA-20", "EXA-21", "EXC-12", "ELAN-03", "ELAN-04", "ELAN-05", "X-05")
def test_the_papers_of_the_councils_are_of_one_building_or_of_all() -> None:
    """A paper of a council is read in its building; « Carte pro.pdf » by every council; the règlement by all owners."""
    balance = document(CONSEIL, GILBERT, id="balance générale GILBERT")
    reglement = document(classeur("Règlement de copropriété"), GILBERT, id="règlement")
    carte = document(CLASSEUR_DU_SYNDIC, None, id="Carte pro")
    vue = vitrine(documents=(balance, reglement, carte))
    lus = {
        qui: {un.id for un in (balance, reglement, carte) if is_successful(vue.autoriser(qui, un.id))}
        for qui in (BROUILLY, ATRILLON, CLIQUOT)
    }
    assert lus[BROUILLY] == {balance.id, reglement.id, carte.id}
    assert lus[ATRILLON] == {reglement.id}
    assert lus[CLIQUOT] == {reglement.id, carte.id}
    assert (carte.est_du_portefeuille, balance.est_du_portefeuille) == (True, False)
    du_syndic = [vue.documents_du_classeur(un, CLASSEUR_DU_SYNDIC.id).unwrap() for un in (BROUILLY, CLIQUOT)]
    assert du_syndic == [(carte,), (carte,)]


@pytest.mark.req("I-30", "EXA-35")
def test_a_landlord_reads_his_tenants_papers_by_option() -> None:
    """Off: his own alone; on: what is addressed to the tenant of his lot too, in his space of gestion locative."""
    quittance = document(AVIS, SAINTLOUIS, id="avis", a=(PAILLOUX,))
    ferme = vitrine(documents=(quittance,))
    ouvert = vitrine(
        documents=(quittance,), parametres=evolve(ENVOYEES, reglages=Reglages(vue_sur_les_locataires=True))
    )
    assert ferme.documents_du_classeur(YALOXE, AVIS.id).unwrap() == ()
    assert ouvert.documents_du_classeur(YALOXE, AVIS.id).unwrap() == (quittance,)
    assert ouvert.documents_du_classeur(TiersId("CLATOUR"), AVIS.id).unwrap() == ()


@pytest.mark.req("EXC-11")
def test_a_binder_is_searched_by_the_words_of_the_titles() -> None:
    """« proces 2020 » finds « Procès-verbal 2020 » and not that of 2019; a binder that is not his is refused."""
    pv = evolve(document(AG, id="1"), titre="Procès-verbal 2020.pdf")
    ancien = evolve(document(AG, id="2", depuis=JOUR - timedelta(days=365)), titre="Procès-verbal 2019.pdf")
    vue = vitrine(documents=(ancien, pv))
    assert vue.documents_du_classeur(ATRILLON, AG.id).unwrap() == (pv, ancien)
    assert vue.documents_du_classeur(ATRILLON, AG.id, cherche="proces 2020").unwrap() == (pv,)
    assert vue.documents_du_classeur(ATRILLON, CONSEIL.id).failure() == ClasseurInterdit(classeur=CONSEIL.id)
    assert isinstance(vue.documents_du_classeur(ATRILLON, ClasseurId("?")).failure(), ClasseurInterdit)
    assert vue.documents_du_classeur(ATRILLON, AVIS.id).failure() == EspaceAbsent(espace=GESTION)


@pytest.mark.req("EXA-05")
def test_a_document_of_a_trade_without_licence_is_refused() -> None:
    """With a licence of gérance only, an owner in common reads nothing of the syndic, asked for by its identity."""
    pv = document(AG, id="1")
    sans = vitrine(documents=(pv,), metiers=frozenset({Metier.GERANCE}))
    assert sans.autoriser(ATRILLON, pv.id).failure() == EspaceAbsent(espace=COPRO)
    assert is_successful(vitrine(documents=(pv,)).autoriser(ATRILLON, pv.id))
    assert not is_successful(sans.autoriser(ATRILLON, DocumentId("?")))


@pytest.mark.req("EXA-37", "EXC-08", "EXA-16")
def test_news_are_for_everybody_for_a_trade_for_buildings_or_for_somebody() -> None:
    """Each limit narrows; what is not published yet is not read."""
    pour_tous = information("1")
    du_syndic = information("2", metiers=frozenset({Metier.SYNDIC}))
    de_saint_louis = information("3", immeubles=frozenset({SAINTLOUIS}))
    pour_bpetrus = information("4", destinataires=frozenset({BPETRUS}))
    demain = information("5", publiee_le=MAINTENANT + timedelta(days=1))
    vue = vitrine(informations=(pour_tous, du_syndic, de_saint_louis, pour_bpetrus, demain))
    assert vue.nouvelles(ATRILLON, COPRO, MAINTENANT) == (pour_tous, du_syndic)
    assert vue.nouvelles(BPETRUS, COPRO, MAINTENANT) == (pour_tous, du_syndic, pour_bpetrus)
    assert vue.nouvelles(PAILLOUX, GESTION, MAINTENANT) == (pour_tous, de_saint_louis)
    assert vue.nouvelles(ATRILLON, GESTION, MAINTENANT) == ()


@pytest.mark.req("EXA-08", "EXA-41", "EXA-40", "EXA-10", "X-30")
def test_contacts_show_bureaux_and_partenaires_the_contractors_that_are_published() -> None:
    """The telephone of Bureaux is there, the e-mail of Général is not; a hidden contractor neither."""
    fiche = FicheDAgence(
        courriel="pro@example.invalid", bureaux=Bureaux(raison_sociale="Agence", telephone="06 00 00 00 00")
    )
    etanche = Fournisseur(code="F2", nom="Étanchéité du Port")
    chauffe = Fournisseur(code="F1", nom="Chauffage Messag")
    cache = Fournisseur(code="F3", nom="Autre", publie=False)
    vue = evolve(vitrine(), fiche=fiche, fournisseurs=(etanche, chauffe, cache))
    assert vue.contacts(ATRILLON).telephone == "06 00 00 00 00"
    assert "pro@example.invalid" not in str(vue.contacts(ATRILLON).courriel)
    assert vue.partenaires(ATRILLON) == (chauffe, etanche)
    eteint = evolve(vue, parametrage=Parametrage(modules=Modules(contact=False)))
    assert eteint.contacts(ATRILLON) == Bureaux()
    assert eteint.partenaires(ATRILLON) == ()


@pytest.mark.req("EXA-36", "EXA-23", "PUB-13")
def test_photographs_are_by_building_and_trade_empty_ones_by_option() -> None:
    """Those of GILBERT for the syndic, the latest first; a building without any is shown by option."""
    avant, apres = (
        Photo(nom=f"{un}.jpg", empreinte="0" * 64, taille=1, le=date(2020, un, 1), metier=Metier.SYNDIC)
        for un in (1, 2)
    )
    autre = Photo(nom="g.jpg", empreinte="1" * 64, taille=1, le=JOUR, metier=Metier.GERANCE)
    parc = le_parc(evolve(le_gilbert(), photos=(avant, autre, apres)), le_parc().immeubles[SAINTLOUIS])
    vue = vitrine(parc)
    (album,) = vue.photos(ATRILLON, COPRO)
    assert (album.immeuble, album.photos) == (GILBERT, (apres, avant))
    assert [un.photos for un in vue.photos(CLIQUOT, COPRO)] == [(apres, avant), ()]
    sans = evolve(vue, parametrage=evolve(TOUT, photos=evolve(TOUT.photos, classeurs_vides=False)))
    assert [un.immeuble for un in sans.photos(CLIQUOT, COPRO)] == [GILBERT]


@pytest.mark.req("EXC-13", "EXC-22")
def test_factures_rule_the_binder_and_the_expenses_alike() -> None:
    """Kept to the council: ATRILLON reads neither; closed to all: nobody does; documents of the syndic off: nobody."""
    facture = document(classeur("Factures"), id="facture")
    au_conseil = Droit(frozenset({Case.MEMBRE, Case.PRESIDENT}))
    vue = vitrine(documents=(facture,), factures=au_conseil)
    for qui in (ATRILLON, BROUILLY):
        assert is_successful(vue.autoriser(qui, facture.id)) == bool(vue.immeubles_des_depenses(qui))
    eteint = vitrine(parametres=evolve(ENVOYEES, reglages=Reglages(syndic=False)))
    assert eteint.immeubles_des_depenses(BROUILLY) == frozenset()


def test_every_refusal_says_something_and_no_name_of_what_is_hidden() -> None:
    """Sentences, in French, that do not tell what exists."""
    for refus in (
        EspaceAbsent(espace=COPRO),
        *(RubriqueFermee(rubrique=une) for une in Rubrique),
        ClasseurInterdit(classeur=ClasseurId("conseil")),
    ):
        dit = libelle(refus)
        assert dit.endswith(".")
        assert "conseil" not in dit
        assert not any(category(signe) == "Cc" for signe in dit)
