"""The client's side: what somebody who has come in is shown, may open, and may write."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from agence import (
    ATRILLON,
    BROUILLY,
    CLATOUR,
    CONVOCATIONS,
    COURRIERS,
    GILBERT,
    JOUR,
    LE,
    PAILLOUX,
    SAINTLOUIS,
    classeur,
    moteur,
    peupler,
)
from attrs import evolve, field, frozen
from hypothesis import given, settings
from hypothesis import strategies as st
from returns.pipeline import is_successful

from lsc_adapters.clock.fixed import FixedClock
from lsc_domain import Engine
from lsc_domain.classeur.acces import ClasseurReserve, DestinataireAutre, DocumentInconnu, HorsPublication
from lsc_domain.classeur.droit import Case
from lsc_domain.compte.depense import Depense, Exercice
from lsc_domain.compte.ecriture import Ecriture
from lsc_domain.compte.fonds_de_travaux import FondsDeTravaux
from lsc_domain.compte.livre import FondsDImmeuble, LivreDExercice
from lsc_domain.evenement.evenement import Evenement
from lsc_domain.extranet.audit import Acte
from lsc_domain.extranet.collaborateur import Collaborateur, Fonction
from lsc_domain.extranet.demande import (
    DemandeClose,
    DemandeInconnue,
    DemandesFermees,
    ImmeubleEtranger,
    SuiteEnTicket,
    TexteManquant,
    TicketsAbsents,
)
from lsc_domain.extranet.espace import Espace, Rubrique
from lsc_domain.extranet.parametrage import Echanges, Modules, MonCompte, Parametrage
from lsc_domain.extranet.piece_de_demande import NatureRefusee
from lsc_domain.extranet.refus_d_espace import (
    CompteInterdit,
    DepensesInterdites,
    EspaceAbsent,
    PieceInterdite,
    RubriqueFermee,
)
from lsc_domain.parc.immeuble import Photo
from lsc_domain.parc.role import Metier
from lsc_domain.ports.errors import NotFound
from lsc_domain.ports.news import Actualite
from lsc_domain.publication.parametres import Parametres
from lsc_domain.publication.portefeuille import Portefeuille
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import (
    CleId,
    CollaborateurId,
    CompteId,
    DemandeId,
    DocumentId,
    ImmeubleId,
    LotId,
    TiersId,
)
from lsc_domain.socle.licence import Licence, Option
from lsc_domain.socle.numero_de_compte import NumeroDeCompte
from lsc_domain.testing.strategies import portefeuille as portefeuilles

COPRO, GESTION = Espace.COPROPRIETAIRE, Espace.GESTION_LOCATIVE
CHEF = Collaborateur(id=CollaborateurId("JLC"), nom="JLC", fonctions=frozenset({Fonction.ADMINISTRATEUR}))
DE_CLATOUR, DE_PAILLOUX = CompteId("450CLATOUR"), CompteId("450PAILLOUX")
CONSEIL = frozenset({Case.MEMBRE, Case.PRESIDENT})


@pytest.fixture
def horloge() -> FixedClock:
    return FixedClock(LE)


@pytest.fixture
def engine(horloge: FixedClock) -> Engine:
    engine = peupler(moteur(clock=horloge))
    engine.publications.regler(evolve(engine.administration.parametres(), envoyer_les_depenses=True))
    return engine


def convoquer(engine: Engine, **champs: object) -> Evenement:
    donnees: dict[str, object] = {
        "modele": CONVOCATIONS,
        "immeuble": GILBERT,
        "objet": "Convocation",
        "publie_le": JOUR,
    }
    return engine.evenements.creer(**{"texte": "Vous êtes convoqués.", **donnees, **champs}).unwrap()  # type: ignore[arg-type]


def regler(engine: Engine, parametrage: Parametrage, **reglages: bool) -> None:
    voulus = evolve(engine.administration.parametres().reglages, **reglages)
    engine.administration.regler(CHEF, parametrage, voulus).unwrap()


def ecriture(id: str, compte: CompteId, le: date, **montants: str) -> Ecriture:
    lus = {nom: Euros.lire(montant) for nom, montant in montants.items()}
    return Ecriture(id=id, compte=compte, journal="BQ", le=le, libelle=f"Règlement du {le:%d/%m/%Y}", **lus)


# ------------------------------------------------------------------------------------------------------------ the home


@pytest.mark.req("EXC-08")
def test_the_home_page_has_his_details_his_requests_and_the_news(engine: Engine, horloge: FixedClock) -> None:
    """Mes coordonnées, then requests and news, the newest first; an unknown person has none."""
    premiere = engine.extranet.demander(ATRILLON, espace=COPRO, objet="Demande d'intervention", texte="…").unwrap()
    horloge.avancer(timedelta(days=1))
    autre = engine.extranet.demander(ATRILLON, espace=COPRO, objet="Autre demande", texte="…").unwrap()
    lettre = engine.administration.informer(CHEF, titre="New letter n° 4", texte="…").unwrap()
    accueil = engine.extranet.accueil(ATRILLON, COPRO)
    assert (accueil.identite, accueil.courriel) == ("ATRILLON", "atrillon@example.invalid")
    assert accueil.demandes == (autre, premiere)
    assert accueil.informations == (lettre,)
    assert accueil.espaces == (COPRO,)
    assert accueil.rubriques == engine.extranet.rubriques(ATRILLON, COPRO)
    assert engine.extranet.informations(ATRILLON, COPRO) == (lettre,)
    assert engine.extranet.accueil(CLATOUR, GESTION).demandes == ()
    with pytest.raises(NotFound):
        engine.extranet.accueil(TiersId("INCONNU"), COPRO)


@pytest.mark.req("EXC-09", "EXA-34", "MSG-02")
def test_his_own_switch_is_kept_and_the_agency_reads_it(engine: Engine) -> None:
    """Off, the fiche shows it off; turned twice, nothing is written the second time."""
    assert engine.extranet.accueil(ATRILLON, COPRO).notifications
    assert not engine.extranet.regler_notifications(ATRILLON, False).notifications
    assert not engine.extranet.regler_notifications(ATRILLON, False).notifications
    accueil = engine.extranet.accueil(ATRILLON, COPRO)
    assert (accueil.notifications, accueil.notifiable) == (False, True)
    assert not engine.administration.fiche_client(ATRILLON).notifications
    engine.administration.regler(CHEF, Parametrage(), notifications=False).unwrap()
    assert not engine.extranet.accueil(ATRILLON, COPRO).notifiable


@frozen
class Flux:
    """A feed that answers what it was given, and remembers where from."""

    titres: tuple[Actualite, ...] = ()
    lus: list[str] = field(factory=list)

    def lire(self, adresse: str, /) -> tuple[Actualite, ...]:
        self.lus.append(adresse)
        return self.titres


@pytest.mark.req("EXA-43", "I-56")
def test_the_news_of_others_are_shown_unless_the_feed_is_off_or_silent() -> None:
    """On, from its address; off, without address or without door, nothing is asked and nothing is shown."""
    flux = Flux(titres=(Actualite(titre="<b>Loi</b>"),))
    engine = peupler(moteur(news=flux))
    assert engine.extranet.actualites() == flux.titres
    assert flux.lus == ["http://www.mon-immeuble.com/flux-rss/actualites.xml"]
    for modules in (Modules(flux=False), Modules(adresse_du_flux="")):
        regler(engine, Parametrage(modules=modules))
        assert engine.extranet.actualites() == ()
    assert len(flux.lus) == 1
    assert peupler(moteur()).extranet.actualites() == ()
    assert peupler(moteur(news=Flux())).extranet.actualites() == ()


@pytest.mark.req("EXA-31", "X-16")
def test_nothing_is_left_once_the_module_is_off(engine: Engine) -> None:
    """The master switch: no space, no page, no document."""
    lu = convoquer(engine)
    regler(engine, Parametrage(), module=False)
    assert engine.extranet.espaces(ATRILLON) == ()
    assert not is_successful(
        engine.extranet.document(ATRILLON, DocumentId(f"{lu.id}/0"), code="A", adresse="192.0.2.1")
    )
    assert isinstance(engine.extranet.fonds(ATRILLON).failure(), EspaceAbsent)


# -------------------------------------------------------------------------------------------------------- the accounts


@pytest.mark.req("EXC-14", "EXC-16", "EXA-14", "EXA-28")
def test_an_account_is_read_between_two_days_and_the_agency_reads_the_same(engine: Engine) -> None:
    """The seed's ledger to the cent: −10 299,97, then −13 299,97, then −9 985,56; one answer for both sides."""
    engine.comptes.importer(
        [
            ecriture("0", DE_CLATOUR, date(2019, 12, 31), debit="10299.97"),
            ecriture("1", DE_CLATOUR, date(2020, 1, 30), debit="3000.00"),
            ecriture("2", DE_CLATOUR, date(2020, 2, 11), credit="3314.41"),
        ]
    )
    du, au = date(2020, 1, 1), date(2020, 12, 31)
    releve = engine.extranet.releve(CLATOUR, DE_CLATOUR, du, au).unwrap()
    assert releve.solde_anterieur.decimal == "-10299.97"
    assert [une.solde.decimal for une in releve.lignes] == ["-9985.56", "-13299.97"]
    assert releve.solde_courant.decimal == "-9985.56"
    assert engine.administration.releve(CLATOUR, DE_CLATOUR, du, au).unwrap() == releve
    extrait = engine.extranet.extrait(CLATOUR, DE_CLATOUR, du, au).unwrap()
    assert (extrait.releve, extrait.titulaire) == (releve, "CLATOUR")
    (vu,) = engine.extranet.comptes(CLATOUR, GESTION)
    assert (vu.compte.id, vu.solde.decimal, vu.du_locataire) == (DE_CLATOUR, "-9985.56", False)
    assert engine.administration.fiche_client(CLATOUR).comptes == (vu,)


@pytest.mark.req("EXA-27", "EXA-26")
def test_a_landlord_reads_his_tenants_account_by_option_and_no_one_elses(engine: Engine) -> None:
    """Option on, CLATOUR reads PAILLOUX's; off it is refused; nobody reads ATRILLON's but he."""
    assert engine.extranet.releve(CLATOUR, DE_PAILLOUX, JOUR, JOUR).failure() == CompteInterdit(compte=DE_PAILLOUX)
    assert engine.administration.releve(CLATOUR, DE_PAILLOUX, JOUR, JOUR).failure() == CompteInterdit(
        compte=DE_PAILLOUX
    )
    regler(engine, Parametrage(compte=MonCompte(vue_sur_les_locataires=True)))
    assert is_successful(engine.extranet.releve(CLATOUR, DE_PAILLOUX, JOUR, JOUR))
    assert is_successful(engine.administration.releve(CLATOUR, DE_PAILLOUX, JOUR, JOUR))
    vus = engine.extranet.comptes(CLATOUR, GESTION)
    assert [(un.titulaire, un.du_locataire) for un in vus] == [("CLATOUR", False), ("PAILLOUX", True)]
    for qui in (BROUILLY, CLATOUR, PAILLOUX):
        assert not is_successful(engine.extranet.releve(qui, CompteId("450ATRILLON"), JOUR, JOUR))
    regler(engine, Parametrage(compte=MonCompte(actif=False)))
    assert engine.extranet.comptes(CLATOUR, GESTION) == ()
    assert isinstance(engine.extranet.extrait(CLATOUR, DE_CLATOUR, JOUR, JOUR).failure(), RubriqueFermee)
    assert isinstance(engine.extranet.releve(CLATOUR, CompteId("?"), JOUR, JOUR).failure(), CompteInterdit)


@pytest.mark.req("EXC-17", "EXA-45", "X-06", "ELAN-06", "ELAN-07")
def test_works_funds_are_those_of_his_lots_with_the_rubrique_on(engine: Engine) -> None:
    """What is held on ATRILLON's 248; BROUILLY's lot at zero; off, or for a landlord, refused."""
    held = FondsDeTravaux(
        compte=NumeroDeCompte("105999"), lot=LotId("GILBERT/248"), immeuble=GILBERT, montant=Euros.lire("19.64")
    )
    with engine.storage.transaction() as transaction:
        transaction.fonds.put(GILBERT, FondsDImmeuble(immeuble=GILBERT, fonds=(held,)), expected=0)
    (gilbert,) = engine.extranet.fonds(ATRILLON).unwrap()
    assert (gilbert.immeuble, gilbert.total.decimal) == (GILBERT, "19.64")
    assert engine.extranet.fonds(BROUILLY).unwrap()[0].total.decimal == "0.00"
    assert engine.extranet.fonds(CLATOUR).failure() == EspaceAbsent(espace=COPRO)
    regler(engine, Parametrage(modules=Modules(fonds=False)))
    assert engine.extranet.fonds(ATRILLON).failure() == RubriqueFermee(rubrique=Rubrique.FONDS)


def depenser(engine: Engine) -> str:
    """2015, 2016 and 2019 open, 2014 closed; one expense of 2015 with its invoice."""
    empreinte = engine.extranet.magasin.put(b"%PDF facture")
    with engine.storage.transaction() as transaction:
        for annee in (2014, 2015, 2016, 2019):
            exercice = Exercice(id=str(annee), immeuble=GILBERT, annee=annee, clos=annee == 2014)
            depense = Depense(
                exercice=str(annee),
                immeuble=GILBERT,
                cle=CleId("010"),
                compte=NumeroDeCompte("602001"),
                le=date(annee, 3, 1),
                libelle="EDF",
                montant=Euros.lire("15.00"),
                piece=empreinte if annee in (2014, 2015) else None,
            )
            transaction.exercices.put(
                f"{GILBERT}/{annee}", LivreDExercice(exercice=exercice, depenses=(depense,)), expected=0
            )
    return empreinte


@pytest.mark.req("EXC-19", "EXC-20", "EXA-44", "EXP-26", "X-07")
def test_expenses_are_of_the_exercises_not_closed_for_whom_factures_opens_to(engine: Engine) -> None:
    """Exercices 2015, 2016, 2019; Factures = {M, P}: BROUILLY reads them, ATRILLON does not."""
    depenser(engine)
    engine.administration.cocher(CHEF, classeur(engine, "Factures").id, CONSEIL).unwrap()
    assert [un.annee for un in engine.extranet.exercices(BROUILLY).unwrap()] == [2015, 2016, 2019]
    lues = engine.extranet.depenses(BROUILLY, GILBERT, "2015").unwrap()
    assert [(cle.cle, compte.compte) for cle in lues.cles for compte in cle.comptes] == [
        ("010", NumeroDeCompte("602001"))
    ]
    for interdit in ((GILBERT, "2014"), (GILBERT, "1999"), (SAINTLOUIS, "2015")):
        refus = DepensesInterdites(immeuble=interdit[0], exercice=interdit[1])
        assert engine.extranet.depenses(BROUILLY, *interdit).failure() == refus
    for question in (
        engine.extranet.exercices(ATRILLON),
        engine.extranet.depenses(ATRILLON, GILBERT, "2015"),
    ):
        assert question.failure() == RubriqueFermee(rubrique=Rubrique.DEPENSES)


@pytest.mark.req("EXP-27", "EXC-22")
def test_an_invoice_is_opened_by_exactly_those_who_see_its_line(engine: Engine) -> None:
    """Linked and « Factures » open: it opens; not linked, of a closed exercise, or without the right: it does not."""
    empreinte = depenser(engine)
    piece = engine.extranet.facture(BROUILLY, GILBERT, "2015", empreinte).unwrap()
    assert (piece.contenu, piece.nom) == (b"%PDF facture", "Facture 2015-03-01 EDF.pdf")
    assert engine.extranet.facture(BROUILLY, GILBERT, "2016", empreinte).failure() == PieceInterdite(
        empreinte=empreinte
    )
    assert isinstance(engine.extranet.facture(BROUILLY, GILBERT, "2014", empreinte).failure(), DepensesInterdites)
    engine.administration.cocher(CHEF, classeur(engine, "Factures").id, CONSEIL).unwrap()
    assert not is_successful(engine.extranet.facture(ATRILLON, GILBERT, "2015", empreinte))
    assert is_successful(engine.extranet.facture(BROUILLY, GILBERT, "2015", empreinte))
    engine.administration.cocher(CHEF, classeur(engine, "Factures").id, frozenset()).unwrap()
    assert not is_successful(engine.extranet.facture(BROUILLY, GILBERT, "2015", empreinte))


# -------------------------------------------------------------------------------------------------------- the papers


@pytest.mark.req("I-31", "I-53")
def test_a_document_is_opened_on_the_present_right_and_traced_both_ways(engine: Engine) -> None:
    """Read by ATRILLON while all owners may; kept to the council, his old link is refused; both are in the traces."""
    convocation = convoquer(engine, pieces=(("Ordre du jour.pdf", b"%PDF-odj"),))
    texte, piece = DocumentId(f"{convocation.id}/0"), DocumentId(f"{convocation.id}/1")
    lu = engine.extranet.document(ATRILLON, piece, code="ATRILLONB", adresse="192.0.2.1").unwrap()
    assert (lu.contenu, lu.nom.endswith(".pdf")) == (b"%PDF-odj", True)
    assert engine.extranet.document(ATRILLON, texte, code="ATRILLONB", adresse="").unwrap().contenu
    engine.administration.cocher(CHEF, classeur(engine, "Assemblées Générales").id, CONSEIL).unwrap()
    refus = engine.extranet.document(ATRILLON, piece, code="ATRILLONB", adresse="192.0.2.1").failure()
    assert isinstance(refus, ClasseurReserve)
    inconnu = engine.extranet.document(ATRILLON, DocumentId("?"), code="ATRILLONB", adresse="").failure()
    assert inconnu == DocumentInconnu(document=DocumentId("?"))
    traces = engine.administration.audit(CHEF, code="ATRILLONB").unwrap()
    assert [(une.acte, une.objet) for une in reversed(traces)] == [
        (Acte.DOCUMENT_LU, piece),
        (Acte.DOCUMENT_LU, texte),
        (Acte.DOCUMENT_REFUSE, piece),
        (Acte.DOCUMENT_REFUSE, "?"),
    ]
    assert traces[-1].adresse == "192.0.2.1"
    assert "Assemblées" in traces[1].detail


@pytest.mark.req("I-53")
def test_no_trace_says_that_lost_bytes_were_read(engine: Engine) -> None:
    """A right that is there and bytes that are not: `NotFound`, and nothing is written."""
    with engine.storage.transaction() as transaction:
        convocation = convoquer(engine, pieces=(("a.pdf", b"%PDF"),))
        perdue = evolve(convocation, pieces=(evolve(convocation.pieces[0], empreinte="0" * 64),))
        version = transaction.evenements.get(convocation.id).version
        transaction.evenements.put(convocation.id, perdue, expected=version)
    with pytest.raises(NotFound):
        engine.extranet.document(ATRILLON, DocumentId(f"{convocation.id}/1"), code="A", adresse="")
    assert engine.administration.audit(CHEF).unwrap() == ()


@pytest.mark.req("I-30", "EXP-48")
def test_a_letter_is_its_addressees_and_ends_when_it_is_taken_off(engine: Engine) -> None:
    """Addressed to ATRILLON in a binder open to all: BROUILLY is refused; unpublished, it is gone for both."""
    lettre = convoquer(engine, modele=COURRIERS, destinataires=(ATRILLON,))
    document = DocumentId(f"{lettre.id}/0")
    courriers = classeur(engine, "Courriers").id
    assert [un.id for un in engine.extranet.documents(ATRILLON, courriers).unwrap()] == [document]
    assert engine.extranet.documents(BROUILLY, courriers).unwrap() == ()
    refus = engine.extranet.document(BROUILLY, document, code="B", adresse="").failure()
    assert refus == DestinataireAutre(tiers=BROUILLY)
    engine.evenements.depublier(lettre.id).unwrap()
    disparu = engine.extranet.document(ATRILLON, document, code="A", adresse="").failure()
    assert isinstance(disparu, DocumentInconnu | HorsPublication)


@pytest.mark.req("EXC-11", "EXA-32", "EXC-12", "EXA-22")
def test_binders_show_their_number_and_what_is_put_by_hand_is_there_at_once(engine: Engine) -> None:
    """« Carte pro.pdf » added: the council sees it at once and an owner does not; deleted, it is gone at once."""
    convoquer(engine)
    grille = {un.classeur.nom: un.nombre for un in engine.extranet.classeurs(ATRILLON, COPRO)}
    assert (grille["Assemblées Générales"], grille["Factures"]) == (1, 0)
    carte = engine.administration.verser(CHEF, "Carte pro.pdf", b"%PDF carte").unwrap()
    du_syndic = {un.classeur.nom: un.nombre for un in engine.extranet.classeurs(BROUILLY, COPRO)}["Documents du syndic"]
    assert du_syndic == 1
    assert engine.extranet.document(BROUILLY, carte.id, code="B", adresse="").unwrap().contenu == b"%PDF carte"
    assert not is_successful(engine.extranet.document(ATRILLON, carte.id, code="A", adresse=""))
    engine.administration.retirer_du_syndic(CHEF, [carte.id]).unwrap()
    assert not is_successful(engine.extranet.document(BROUILLY, carte.id, code="B", adresse=""))


@pytest.mark.req("EXA-36", "EXA-23")
def test_a_photograph_is_opened_in_his_building_and_no_other(engine: Engine) -> None:
    """GILBERT's is ATRILLON's to see, not PAILLOUX's; the agency sees them all, by building."""
    empreinte = engine.extranet.magasin.put(b"\xff\xd8 photo")
    with engine.storage.transaction() as transaction:
        garde = transaction.immeubles.get(GILBERT)
        photo = Photo(nom="façade.jpg", empreinte=empreinte, taille=7, le=JOUR)
        transaction.immeubles.put(GILBERT, evolve(garde.state, photos=(photo,)), expected=garde.version)
    (album,) = engine.extranet.photos(ATRILLON, COPRO)
    assert album.photos == (photo,)
    assert engine.extranet.photo(ATRILLON, empreinte).unwrap().nom == "façade.jpg"
    assert engine.extranet.photo(PAILLOUX, empreinte).failure() == PieceInterdite(empreinte=empreinte)
    assert [un.immeuble for un in engine.administration.photos(Metier.SYNDIC)] == [GILBERT]
    assert engine.administration.photos(Metier.GERANCE) == ()
    assert engine.administration.photo(empreinte).unwrap().contenu == b"\xff\xd8 photo"
    assert engine.administration.photo("0" * 64).failure() == PieceInterdite(empreinte="0" * 64)


# -------------------------------------------------------------------------------------------------------- the requests


@pytest.mark.req("EXA-37")
def test_a_request_is_written_answered_closed_and_its_files_are_kept(engine: Engine) -> None:
    """The thread, with files both ways under clean names; closed, nothing more is written."""
    demande = engine.extranet.demander(
        ATRILLON,
        espace=COPRO,
        objet=" problème de  fuite d'eau ",
        texte="Au plafond.",
        immeuble=GILBERT,
        pieces=(("C:\\photos\\fuite.JPG", b"photo"),),
    ).unwrap()
    assert (demande.objet, demande.immeuble) == ("problème de fuite d'eau", GILBERT)
    (piece,) = demande.pieces
    assert (piece.nom, piece.taille) == ("fuite.JPG", 5)
    assert engine.extranet.piece_de_demande(ATRILLON, demande.id, piece.empreinte).unwrap().contenu == b"photo"
    engine.administration.repondre(CHEF, demande.id, "Demain.", (("bon.pdf", b"%PDF"),)).unwrap()
    fil = engine.extranet.repondre(ATRILLON, demande.id, "Merci.").unwrap()
    assert [(un.texte, un.par) for un in fil.messages] == [("Au plafond.", None), ("Demain.", "JLC"), ("Merci.", None)]
    assert engine.extranet.demandes(ATRILLON, COPRO) == (fil,)
    assert [(un.nom, un.concerne) for un in engine.administration.hors_classeur()] == [
        ("fuite.JPG", fil.objet),
        ("bon.pdf", fil.objet),
    ]
    engine.administration.clore(CHEF, demande.id).unwrap()
    assert engine.extranet.repondre(ATRILLON, demande.id, "Encore").failure() == DemandeClose(demande=demande.id)
    assert engine.administration.demandes(ouvertes=True) == ()


@pytest.mark.req("EXA-37")
def test_nobody_reads_nor_answers_the_request_of_another(engine: Engine) -> None:
    """To BROUILLY, ATRILLON's request does not exist: neither its thread, nor its files, nor a place to write."""
    demande = engine.extranet.demander(
        ATRILLON, espace=COPRO, objet="x", texte="x", pieces=(("a.pdf", b"%PDF"),)
    ).unwrap()
    refus = DemandeInconnue(demande=demande.id)
    assert engine.extranet.demande(BROUILLY, demande.id).failure() == refus
    assert engine.extranet.repondre(BROUILLY, demande.id, "x").failure() == refus
    assert engine.extranet.piece_de_demande(BROUILLY, demande.id, demande.pieces[0].empreinte).failure() == refus
    assert engine.extranet.demandes(BROUILLY, COPRO) == ()
    assert engine.extranet.demande(ATRILLON, DemandeId("?")).failure() == DemandeInconnue(demande=DemandeId("?"))
    assert isinstance(engine.extranet.piece_de_demande(ATRILLON, demande.id, "0" * 64).failure(), PieceInterdite)


@pytest.mark.req("EXA-37")
def test_a_request_that_may_not_be_written_is_refused_before_anything_is_kept(engine: Engine) -> None:
    """No text, a building that is not his, a program; the rubrique off, nothing is posted nor read."""
    demander = engine.extranet.demander
    assert demander(ATRILLON, espace=COPRO, objet="x", texte=" ").failure() == TexteManquant()
    assert demander(ATRILLON, espace=COPRO, objet="x", texte="x", immeuble=SAINTLOUIS).failure() == ImmeubleEtranger(
        immeuble=SAINTLOUIS
    )
    programme = demander(ATRILLON, espace=COPRO, objet="x", texte="x", pieces=(("a.exe", b"MZ"),)).failure()
    assert isinstance(programme, NatureRefusee)
    assert demander(ATRILLON, espace=GESTION, objet="x", texte="x").failure() == DemandesFermees()
    gardee = demander(ATRILLON, espace=COPRO, objet="x", texte="x").unwrap()
    regler(engine, Parametrage(echanges=Echanges(demandes=False)))
    assert demander(ATRILLON, espace=COPRO, objet="x", texte="x").failure() == DemandesFermees()
    assert engine.extranet.repondre(ATRILLON, gardee.id, "x").failure() == DemandesFermees()
    assert engine.extranet.demande(ATRILLON, gardee.id).failure() == DemandesFermees()
    assert engine.extranet.demandes(ATRILLON, COPRO) == ()
    assert len(engine.administration.demandes()) == 1


@pytest.mark.req("EXA-38", "EXA-48")
def test_a_ticket_is_asked_for_with_the_option_and_opened_by_the_gestionnaire(engine: Engine) -> None:
    """A demande creates none until the gestionnaire accepts; a refusal leaves it without; no option, none asked for."""
    assert engine.extranet.tickets
    demandee = engine.extranet.demander(ATRILLON, espace=COPRO, objet="x", texte="x", ticket=True).unwrap()
    assert demandee.ticket is SuiteEnTicket.DEMANDEE
    assert engine.administration.accepter_ticket(CHEF, demandee.id).unwrap().ticket is SuiteEnTicket.ACCEPTEE
    autre = engine.extranet.demander(ATRILLON, espace=COPRO, objet="y", texte="y", ticket=True).unwrap()
    refusee = engine.administration.refuser_ticket(CHEF, autre.id, "partie privative").unwrap()
    assert (refusee.ticket, engine.extranet.demande(ATRILLON, autre.id).unwrap().motif_du_refus) == (
        SuiteEnTicket.REFUSEE,
        "partie privative",
    )
    options = frozenset({Option.EXTRANET, Option.SYNDIC})
    sans = evolve(engine, licence=Licence(titulaire="Agence", options=options))
    assert not sans.extranet.tickets
    assert sans.extranet.demander(ATRILLON, espace=COPRO, objet="x", texte="x", ticket=True).failure() == (
        TicketsAbsents()
    )
    assert is_successful(sans.extranet.demander(ATRILLON, espace=COPRO, objet="x", texte="x"))


# -------------------------------------------------------------------------------------------------------- everybody


@pytest.mark.req("I-30", "I-31", "EXA-14", "EXA-26")
@given(quoi=portefeuilles.portefeuilles(), parametres=st.data())
@settings(max_examples=40, deadline=None)
def test_no_method_serves_across_people_or_buildings(quoi: Portefeuille, parametres: st.DataObject) -> None:
    """Whatever the portfolio: every list and every question of somebody is within what is his."""
    from lsc_domain.testing.strategies import extranet as strategies

    jour = parametres.draw(st.sampled_from([un.date() for un in (LE, LE - timedelta(days=3))]))
    engine = moteur(clock=FixedClock(datetime(jour.year, jour.month, jour.day, 12, tzinfo=UTC)))
    if not is_successful(engine.portefeuilles.importer(quoi)):
        return
    with engine.storage.transaction() as transaction:
        transaction.parametrages.put(engine.agence, parametres.draw(strategies.parametrages()), expected=0)
        for une in parametres.draw(st.lists(strategies.demandes(), max_size=3, unique_by=lambda une: une.id)):
            transaction.demandes.put(une.id, une, expected=0)
        for rang, un in enumerate(engine.vues.vitrine(transaction, jour=jour, licence=engine.licence).parc.comptes):
            transaction.ecritures.ajouter([ecriture(str(rang), un, jour, credit="1.00")])
    extranet, vitrine = engine.extranet, engine.extranet.vitrine()
    for qui in vitrine.parc.tiers:
        ici = {un.immeuble for un in vitrine.parc.roles_de(qui, jour)}
        fiche = engine.administration.fiche_client(qui)
        vus = tuple(un for espace in extranet.espaces(qui) for un in extranet.comptes(qui, espace))
        assert fiche.comptes == vus
        assert {un.immeuble for un in extranet.biens(qui)} <= ici
        fonds = extranet.fonds(qui).value_or(())
        assert {un.immeuble for un in fonds} <= ici
        for compte in vitrine.parc.comptes.values():
            releve = extranet.releve(qui, compte.id, jour, jour)
            assert is_successful(releve) == (compte.id in {un.compte.id for un in vus})
            if is_successful(releve):
                assert engine.administration.releve(qui, compte.id, jour, jour) == releve
        listes = {un.id for un in fiche.documents}
        assert all(is_successful(extranet.vitrine().autoriser(qui, un)) for un in listes)
        for document in vitrine.documents.keys() - listes:
            try:
                lu = extranet.document(qui, document, code=qui, adresse="")
            except NotFound:  # he may read it, and nobody ever gave its bytes: a letter of a space he no longer has
                assert vitrine.documents[document].destinataires
                continue
            if is_successful(lu):
                assert qui in vitrine.documents[document].destinataires
        for espace in Espace:
            assert all(une.tiers == qui for une in extranet.demandes(qui, espace))
            assert {un.immeuble for un in extranet.photos(qui, espace)} <= ici
        for une in engine.administration.demandes():
            assert une.tiers == qui or not is_successful(extranet.demande(qui, une.id))
        for lieu in vitrine.parc.immeubles:
            if lieu not in ici:
                assert not is_successful(extranet.depenses(qui, ImmeubleId(lieu), "2020"))


def test_parameters_of_the_publications_stay_what_they_were(engine: Engine) -> None:
    """What the screen of the extranet does not show is not touched by it."""
    avant = engine.administration.parametres()
    engine.administration.regler(CHEF, Parametrage()).unwrap()
    apres = engine.administration.parametres()
    assert isinstance(apres, Parametres)
    assert apres == avant
