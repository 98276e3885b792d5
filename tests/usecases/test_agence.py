"""The agency's side: what it decides, what it reads as clients do, what it answers; each act within a function."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from agence import (
    ATRILLON,
    BROUILLY,
    CLATOUR,
    CONVOCATIONS,
    COURRIERS,
    EXTRANET,
    GILBERT,
    JOUR,
    LE,
    PAILLOUX,
    SAINTLOUIS,
    classeur,
    compte,
    moteur,
    peupler,
)
from attrs import evolve
from returns.pipeline import is_successful
from returns.result import Result

from lsc_adapters.bootstrap import LICENCE_ENTIERE
from lsc_adapters.storage.memory.acquis import MemoryAcquis
from lsc_adapters.storage.memory.audit import MemoryAudit
from lsc_adapters.transport.memory import MemoryFileDrop
from lsc_domain import Engine
from lsc_domain.classeur.acces import DocumentInconnu
from lsc_domain.classeur.droit import Case, CochageIncoherent
from lsc_domain.classeur.reglages import Reglages
from lsc_domain.compte.ecriture import Ecriture
from lsc_domain.extranet.agence import Bureaux, FicheDAgence
from lsc_domain.extranet.audit import Acte
from lsc_domain.extranet.bouton import Bouton
from lsc_domain.extranet.collaborateur import Collaborateur, Fonction
from lsc_domain.extranet.demande import DemandeInconnue, SansTicketDemande, TexteManquant
from lsc_domain.extranet.espace import Espace
from lsc_domain.extranet.fiche_client import CategorieDeFiche, Onglet
from lsc_domain.extranet.fournisseur import Fournisseur
from lsc_domain.extranet.habilitation import FonctionManquante, Habilitation
from lsc_domain.extranet.identifiant import Identifiant
from lsc_domain.extranet.identite import FiltreDIdentite
from lsc_domain.extranet.parametrage import CourrielDuCommercantManquant, Modules, MonCompte, Parametrage
from lsc_domain.extranet.refus_d_agence import (
    DestinatairesInconnus,
    FournisseurInconnu,
    InformationInconnue,
    libelle,
)
from lsc_domain.paiement.creancier import Creancier
from lsc_domain.parc.compte_client import CompteClient
from lsc_domain.parc.role import Metier, Role
from lsc_domain.ports.errors import NotFound, Unavailable
from lsc_domain.publication.destination import Destination
from lsc_domain.publication.mise_en_ligne import SansClasseurDuSyndic
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import (
    ClasseurId,
    CollaborateurId,
    CompteId,
    DemandeId,
    DestinationId,
    DocumentId,
    EntiteId,
    ImmeubleId,
    InformationId,
    TiersId,
)
from lsc_domain.socle.licence import Option


def collaborateur(*fonctions: Fonction, nom: str = "JLC", general: bool = False) -> Collaborateur:
    return Collaborateur(id=CollaborateurId(nom), nom=nom, fonctions=frozenset(fonctions), general=general)


CHEF = collaborateur(Fonction.ADMINISTRATEUR)
EDITEUR = collaborateur(Fonction.EDITEUR, nom="Crypto")
PERSONNE = collaborateur(nom="Stagiaire")


@pytest.fixture
def engine() -> Engine:
    return peupler(moteur())


# ------------------------------------------------------------------------------------------------------- parameters


@pytest.mark.req("EXA-25", "EXA-47", "I-53")
def test_parameters_are_the_seeds_until_they_are_chosen_and_each_change_is_traced(engine: Engine) -> None:
    """A new agency has those of the seed; a change is seen at once, and the trace names the box."""
    assert engine.administration.parametrage() == Parametrage()
    voulu = Parametrage(modules=Modules(partenaires=True))
    assert engine.administration.regler(CHEF, voulu, Reglages(classeurs_vides=False), notifications=False).unwrap() == (
        voulu
    )
    assert engine.administration.parametrage() == voulu
    parametres = engine.administration.parametres()
    assert (parametres.reglages.classeurs_vides, parametres.notifications) == (False, False)
    (trace,) = engine.administration.audit(CHEF).unwrap()
    assert (trace.acte, trace.par, trace.le) == (Acte.PARAMETRES_CHANGES, "JLC", LE)
    assert "modules.partenaires : non → oui" in trace.detail
    assert "documents.notifications : oui → non" in trace.detail
    engine.administration.regler(CHEF, voulu).unwrap()
    assert len(engine.administration.audit(CHEF).unwrap()) == 1


@pytest.mark.req("EXA-30")
def test_boxes_that_do_not_go_together_are_refused_and_nothing_changes(engine: Engine) -> None:
    """CB on with no merchant e-mail: neither the parameters nor « Mes documents » move."""
    faux = Parametrage(compte=MonCompte(carte=True))
    refus = engine.administration.regler(CHEF, faux, Reglages(module=False)).failure()
    assert refus == CourrielDuCommercantManquant()
    assert engine.administration.parametrage() == Parametrage()
    assert engine.administration.parametres().reglages.module


@pytest.mark.req("EXP-18", "EXP-19", "EXA-25")
def test_the_two_journals_are_the_editors_alone(engine: Engine) -> None:
    """« réservé Crypto »: refused to the administrator and to the agency's own codes."""
    for qui in (CHEF, collaborateur(general=True)):
        refus = engine.administration.regler_journaux(qui, transfert=True, winscp=True).failure()
        assert refus.habilitation is Habilitation.JOURNAUX
    voulus = engine.administration.regler_journaux(EDITEUR, transfert=True, winscp=False).unwrap()
    assert (voulus.journal_de_transfert, voulus.journal_winscp) == (True, False)
    assert engine.administration.parametres() == voulus
    engine.administration.regler_journaux(EDITEUR, transfert=True, winscp=False).unwrap()
    assert [une.par for une in engine.administration.audit(CHEF).unwrap()] == ["Crypto"]


Essai = Callable[[Engine, Collaborateur], Result[object, object]]
ACTES: dict[str, Essai] = {
    "régler": lambda engine, par: engine.administration.regler(par, Parametrage()),
    "journaux": lambda engine, par: engine.administration.regler_journaux(par, transfert=True, winscp=True),
    "fiche": lambda engine, par: engine.administration.modifier_fiche(par, FicheDAgence()),
    "fournisseurs": lambda engine, par: engine.administration.recevoir_fournisseurs(par, ()),
    "un fournisseur": lambda engine, par: engine.administration.publier_fournisseur(par, "F", publie=True),
    "cocher": lambda engine, par: engine.administration.cocher(par, ClasseurId("?"), frozenset()),
    "verser": lambda engine, par: engine.administration.verser(par, "a.pdf", b"%PDF"),
    "retirer": lambda engine, par: engine.administration.retirer_du_syndic(par, [DocumentId("?")]),
    "audit": lambda engine, par: engine.administration.audit(par),
    "informer": lambda engine, par: engine.administration.informer(par, titre="x", texte="x"),
    "retirer une information": lambda engine, par: engine.administration.retirer(par, InformationId("?")),
    "répondre": lambda engine, par: engine.administration.repondre(par, DemandeId("?"), "x"),
    "clore": lambda engine, par: engine.administration.clore(par, DemandeId("?")),
    "accepter": lambda engine, par: engine.administration.accepter_ticket(par, DemandeId("?")),
    "refuser": lambda engine, par: engine.administration.refuser_ticket(par, DemandeId("?"), "x"),
    "lire": lambda engine, par: engine.administration.document(par, DocumentId("?")),
}


@pytest.mark.req("I-55", "EXA-25", "I-53")
@pytest.mark.parametrize("acte", sorted(ACTES))
def test_an_act_is_refused_outside_his_functions_and_leaves_no_trace(engine: Engine, acte: str) -> None:
    """Somebody without function does nothing, whatever it would have been about, and the refusal says whom to ask."""
    refus = ACTES[acte](engine, PERSONNE).failure()
    assert isinstance(refus, FonctionManquante)
    assert "administrateur" in libelle(refus) or "éditeur" in libelle(refus)
    assert engine.administration.audit(CHEF).unwrap() == ()


# -------------------------------------------------------------------------------------------------------- the agency


@pytest.mark.req("EXA-08", "EXA-41")
def test_bureaux_are_read_by_clients_at_once_and_general_is_not(engine: Engine) -> None:
    """The telephone entered in Bureaux appears in Contacts; the e-mail of Général does not."""
    fiche = FicheDAgence(courriel="pro@example.invalid", bureaux=Bureaux(telephone="06 00 00 00 00"))
    engine.administration.modifier_fiche(CHEF, fiche).unwrap()
    assert engine.administration.fiche() == fiche
    contacts = engine.extranet.contacts(ATRILLON)
    assert (contacts.telephone, contacts.courriel) == ("06 00 00 00 00", "")
    (trace,) = engine.administration.audit(CHEF).unwrap()
    assert "fiche.bureaux.telephone" in trace.detail
    assert "06 00" not in trace.detail


@pytest.mark.req("EXA-40", "EXA-10", "EXA-09")
def test_contractors_come_from_lsc_and_only_showing_them_is_ours(engine: Engine) -> None:
    """The list replaces the former one; hidden here, one stays hidden when it comes again."""
    messag, rosace = Fournisseur(code="F1", nom="Messag"), Fournisseur(code="F2", nom="Rosace")
    engine.administration.regler(CHEF, Parametrage(modules=Modules(partenaires=True))).unwrap()
    engine.administration.recevoir_fournisseurs(CHEF, (messag, rosace)).unwrap()
    assert engine.extranet.partenaires(ATRILLON) == (messag, rosace)
    engine.administration.publier_fournisseur(CHEF, "F1", publie=False).unwrap()
    engine.administration.recevoir_fournisseurs(CHEF, (evolve(messag, activite="plomberie"),)).unwrap()
    assert engine.administration.fournisseurs() == (evolve(messag, activite="plomberie", publie=False),)
    assert engine.extranet.partenaires(ATRILLON) == ()
    inconnu = engine.administration.publier_fournisseur(CHEF, "F9", publie=True).failure()
    assert inconnu == FournisseurInconnu(code="F9")
    assert "F9" in libelle(FournisseurInconnu(code="F9"))


# -------------------------------------------------------------------------------------------------------- portfolio


@pytest.mark.req("EXA-05", "EXA-06", "EXA-48")
def test_one_arrives_at_the_trades_of_the_licence_then_at_the_same_buttons(engine: Engine) -> None:
    """Both trades; with the syndic only, one; the tickets with their option."""
    assert set(engine.administration.metiers()) == set(Metier)
    assert engine.administration.boutons() == tuple(Bouton)
    options = frozenset({Option.EXTRANET, Option.SYNDIC})
    syndic = evolve(engine, licence=evolve(LICENCE_ENTIERE, options=options))
    assert syndic.administration.metiers() == (Metier.SYNDIC,)
    assert Bouton.TICKETS not in syndic.administration.boutons()
    assert syndic.administration.portefeuille(Metier.GERANCE, CategorieDeFiche.LOCATAIRES) == ()


@pytest.mark.req("EXA-09", "EXA-10")
def test_the_portfolio_lists_what_is_published_by_category_and_trade(engine: Engine) -> None:
    """Buildings, lots, owners, tenants, each in its trade; contractors with the tickets only; a search narrows."""
    liste = engine.administration.portefeuille
    assert [un.code for un in liste(Metier.SYNDIC, CategorieDeFiche.IMMEUBLES)] == [GILBERT]
    assert [un.code for un in liste(Metier.SYNDIC, CategorieDeFiche.LOTS)] == ["GILBERT/069", "GILBERT/248"]
    assert [un.tiers for un in liste(Metier.SYNDIC, CategorieDeFiche.COPROPRIETAIRES)] == [ATRILLON, BROUILLY]
    assert [un.tiers for un in liste(Metier.GERANCE, CategorieDeFiche.PROPRIETAIRES)] == [CLATOUR]
    assert [un.tiers for un in liste(Metier.GERANCE, CategorieDeFiche.LOCATAIRES)] == [PAILLOUX]
    assert liste(Metier.GERANCE, CategorieDeFiche.COPROPRIETAIRES) == ()
    assert [un.tiers for un in liste(Metier.SYNDIC, CategorieDeFiche.COPROPRIETAIRES, cherche="brou")] == [BROUILLY]
    engine.administration.recevoir_fournisseurs(CHEF, (Fournisseur(code="F1", nom="Messag"),)).unwrap()
    assert [un.code for un in liste(Metier.SYNDIC, CategorieDeFiche.FOURNISSEURS)] == ["F1"]
    sans = evolve(engine, licence=evolve(LICENCE_ENTIERE, options=LICENCE_ENTIERE.options - {Option.TICKETS}))
    assert CategorieDeFiche.FOURNISSEURS not in sans.administration.categories(Metier.SYNDIC)
    assert sans.administration.portefeuille(Metier.SYNDIC, CategorieDeFiche.FOURNISSEURS) == ()
    engine.parc.desactiver([CompteId("450ATRILLON")]).unwrap()
    assert [un.tiers for un in liste(Metier.SYNDIC, CategorieDeFiche.COPROPRIETAIRES)] == [BROUILLY]


@pytest.mark.req("EXA-24")
def test_identities_are_found_by_name_once_whatever_the_accounts(engine: Engine) -> None:
    """« BROUILLY » once although he has two accounts, without accents or capitals; collaborators are there too."""
    second = CompteClient(
        id=CompteId("450BROU-02"),
        entite=EntiteId("S001"),
        numero="450BROU-02",
        tiers=BROUILLY,
        metier=Metier.SYNDIC,
        service_client=True,
    )
    with engine.storage.transaction() as transaction:
        transaction.comptes.put(second.id, second, expected=0)
        transaction.collaborateurs.put("JLC", evolve(CHEF, nom="Élodie Brou"), expected=0)
    cherche = engine.administration.identites
    assert [un.tiers for un in cherche("Brouilly")] == [BROUILLY]
    assert {un.nom for un in cherche("brou")} == {"BROUILLY", "Élodie Brou"}
    assert [un.collaborateur for un in cherche("elodie")] == ["JLC"]
    tous = cherche()
    assert {un.nom for un in tous} == {"ATRILLON", "BROUILLY", "CLATOUR", "PAILLOUX", "Élodie Brou"}
    assert {un.tiers for un in cherche(filtre=FiltreDIdentite.CONSEIL)} == {BROUILLY}
    assert {un.tiers for un in cherche(filtre=FiltreDIdentite.LOCATAIRES)} == {PAILLOUX}
    assert [un.qualites for un in cherche(filtre=FiltreDIdentite.COLLABORATEURS)] == [("administrateur",)]
    assert cherche() == tous
    assert FiltreDIdentite.CONSEIL.libelle == "conseil syndical"


@pytest.mark.req("EXA-11", "EXA-12", "EXA-14", "EXA-15", "EXA-16", "EXA-17", "EXC-09")
def test_the_fiche_of_a_client_is_what_he_sees_himself(engine: Engine) -> None:
    """Role, notifications, login, counts per tab; no password anywhere; a tenant has no Arborescence."""
    with engine.storage.transaction() as transaction:
        login = Identifiant(code="ATRILLONB", tiers=ATRILLON, empreinte="$argon2id$secret", cree_le=LE)
        transaction.identifiants.put(login.code, login, expected=0)
    for modele, a in ((CONVOCATIONS, ()), (COURRIERS, (ATRILLON,)), (COURRIERS, (BROUILLY,))):
        engine.evenements.creer(
            modele=modele, immeuble=GILBERT, objet="Papier", texte="…", publie_le=JOUR, destinataires=a
        ).unwrap()
    lettre = engine.administration.informer(CHEF, titre="Lettre", texte="…", destinataires=[ATRILLON]).unwrap()
    fiche = engine.administration.fiche_client(ATRILLON)
    assert (fiche.qualites, fiche.notifications, fiche.connexion_autorisee) == (("copropriétaire",), True, True)
    assert fiche.codes == ("ATRILLONB",)
    assert "argon2" not in repr(fiche)
    assert fiche.onglets == (
        (Onglet.GENERAL, None),
        (Onglet.COMPTE, None),
        (Onglet.ARBORESCENCE, 1),
        (Onglet.EVENEMENTS, 1),
        (Onglet.DOCUMENTS, 2),
        (Onglet.PHOTOS, 0),
    )
    assert fiche.evenements == (lettre,)
    assert engine.evenements.evenements()[-1].objet == "Papier"
    assert fiche.classeurs == engine.extranet.classeurs(ATRILLON, Espace.COPROPRIETAIRE)
    assert fiche.comptes == engine.extranet.comptes(ATRILLON, Espace.COPROPRIETAIRE)
    locataire = engine.administration.fiche_client(PAILLOUX)
    assert locataire.biens is None
    assert Onglet.ARBORESCENCE not in [onglet for onglet, _ in locataire.onglets]
    assert not locataire.connexion_autorisee
    assert engine.administration.fiche_client(CLATOUR).biens is not None
    with pytest.raises(NotFound):
        engine.administration.fiche_client(TiersId("INCONNU"))


@pytest.mark.req("EXA-15", "EXA-27")
def test_the_agency_reads_an_account_even_when_clients_do_not(engine: Engine) -> None:
    """The rubrique off, the fiche shows what the client sees, nothing; the extract of his own is still to be asked."""
    engine.administration.regler(CHEF, Parametrage(compte=MonCompte(actif=False))).unwrap()
    assert engine.administration.fiche_client(ATRILLON).comptes == ()
    assert is_successful(engine.administration.releve(ATRILLON, CompteId("450ATRILLON"), JOUR, JOUR))
    assert not is_successful(engine.administration.releve(ATRILLON, CompteId("450BROUILLY"), JOUR, JOUR))
    assert not is_successful(engine.administration.releve(ATRILLON, CompteId("?"), JOUR, JOUR))


# ---------------------------------------------------------------------------------------------------------- papers


@pytest.mark.req("EXA-18", "EXA-22", "EXA-21")
def test_all_binders_are_shown_with_their_number_and_a_document_is_traced(engine: Engine) -> None:
    """15 with « Tests_new_classeur », those without document too; what is put by hand is counted at once."""
    engine.classeurs.creer(metier=Metier.SYNDIC, nom="Tests_new_classeur").unwrap()
    engine.evenements.creer(
        modele=CONVOCATIONS, immeuble=GILBERT, objet="Convocation 2020", texte="…", publie_le=JOUR
    ).unwrap()
    carte = engine.administration.verser(CHEF, "../Carte pro.pdf", b"%PDF").unwrap()
    assert carte.titre == "Carte pro.pdf"
    grille = engine.administration.classeurs(Metier.SYNDIC)
    assert len(grille) == 15
    assert {un.classeur.nom: un.nombre for un in grille if un.nombre} == {
        "Assemblées Générales": 1,
        "Documents du syndic": 1,
    }
    ag = classeur(engine, "Assemblées Générales").id
    (papier,) = engine.administration.documents(ag)
    assert engine.administration.documents(ag, cherche="introuvable") == ()
    assert engine.administration.document(CHEF, papier.id, adresse="192.0.2.1").unwrap().contenu
    assert {un.tiers for un in engine.administration.qui_voit(papier.id)} == {ATRILLON, BROUILLY}
    assert engine.administration.document(CHEF, DocumentId("?")).failure() == DocumentInconnu(document=DocumentId("?"))
    assert [un.acte for un in engine.administration.audit(CHEF).unwrap()] == [Acte.DOCUMENT_LU, Acte.DOCUMENT_VERSE]
    engine.administration.retirer_du_syndic(CHEF, [carte.id, carte.id]).unwrap()
    assert {un.classeur.nom for un in engine.administration.classeurs(Metier.SYNDIC) if un.nombre} == {
        "Assemblées Générales"
    }
    assert engine.administration.audit(CHEF, objet=carte.id).unwrap()[0].acte is Acte.DOCUMENT_RETIRE
    assert engine.administration.document(CHEF, carte.id).failure() == DocumentInconnu(document=carte.id)


@pytest.mark.req("EXA-22", "I-53")
def test_an_act_on_documents_and_its_trace_are_kept_together_or_not_at_all(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that fails after its document leaves no document; one whose document fails leaves no trace."""
    carte = engine.administration.verser(CHEF, "Carte pro.pdf", b"%PDF").unwrap()

    def etat() -> tuple[tuple[str, ...], tuple[Acte, ...]]:
        en_ligne = tuple(un.titre for un in engine.evenements.documents_du_syndic())
        return en_ligne, tuple(une.acte for une in engine.administration.audit(CHEF).unwrap())

    avant = etat()
    assert avant == (("Carte pro.pdf",), (Acte.DOCUMENT_VERSE,))
    with pytest.raises(NotFound):
        engine.administration.retirer_du_syndic(CHEF, [carte.id, DocumentId("?")])
    assert etat() == avant

    def muet(*_: object) -> None:
        raise Unavailable("l'audit ne répond pas")

    with monkeypatch.context() as rustine:
        rustine.setattr(MemoryAudit, "ajouter", muet)
        with pytest.raises(Unavailable):
            engine.administration.verser(CHEF, "Garantie.pdf", b"%PDF garantie")
        with pytest.raises(Unavailable):
            engine.administration.retirer_du_syndic(CHEF, [carte.id])
    assert etat() == avant
    engine.administration.verser(CHEF, "Garantie.pdf", b"%PDF garantie").unwrap()
    engine.administration.retirer_du_syndic(CHEF, [carte.id]).unwrap()
    assert etat() == (("Garantie.pdf",), (Acte.DOCUMENT_RETIRE, Acte.DOCUMENT_VERSE, Acte.DOCUMENT_VERSE))


@pytest.mark.req("EXP-14", "I-53")
def test_rights_are_changed_by_who_may_and_traced(engine: Engine) -> None:
    """An incoherent tick is refused; a good one is seen by clients at once, and said in the traces."""
    factures = classeur(engine, "Factures").id
    seule = frozenset({Case.COPROPRIETAIRE})
    assert isinstance(engine.administration.cocher(CHEF, factures, seule).failure(), CochageIncoherent)
    engine.administration.cocher(CHEF, factures, frozenset({Case.PRESIDENT})).unwrap()
    assert factures not in {un.classeur.id for un in engine.extranet.classeurs(ATRILLON, Espace.COPROPRIETAIRE)}
    (trace,) = engine.administration.audit(CHEF).unwrap()
    assert (trace.acte, trace.detail) == (Acte.DROITS_CHANGES, "Factures : Président CS")
    assert engine.administration.cocher(CHEF, factures, frozenset()).unwrap().droit.roles == frozenset[Role]()


def test_nothing_is_put_by_hand_without_its_binder() -> None:
    """Before the default binders are installed, the reason is given."""
    assert moteur().administration.verser(CHEF, "a.pdf", b"%PDF").failure() == SansClasseurDuSyndic()


# -------------------------------------------------------------------------------------------------- what it looks at


@pytest.mark.req("PUB-05")
def test_each_destination_says_where_it_stands_and_nothing_is_loaded_to_be_counted(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a run, what one holds is counted by the store; another, where nothing was ever sent, holds nothing."""
    engine.publications.regler_destination(Destination(id=DestinationId("partenaire"), nom="Partenaire"))
    engine.evenements.creer(
        modele=CONVOCATIONS, immeuble=GILBERT, objet="Convocation 2020", texte="…", publie_le=JOUR
    ).unwrap()
    execution = engine.publications.publier(EXTRANET, MemoryFileDrop(), par="JLC").unwrap()
    monkeypatch.setattr(MemoryAcquis, "lire", lambda *_: pytest.fail("loaded to be counted"))
    ici, ailleurs = engine.administration.etats_de_publication()
    assert (ici.destination.id, ici.execution, ici.tenus) == (EXTRANET, execution, execution.bilan.envoyes)
    assert ici.tenus > 1
    assert (ailleurs.destination.nom, ailleurs.execution, ailleurs.tenus) == ("Partenaire", None, 0)


@pytest.mark.req("CORE-03")
def test_accounts_are_listed_in_their_order_with_the_name_of_their_entite_and_what_they_add_up_to(
    engine: Engine,
) -> None:
    """The creditor's name, else the building's, else none; an account without entry adds up to nothing."""
    gilbert = EntiteId(GILBERT)
    comptes = [
        evolve(compte(BROUILLY), entite=EntiteId(SAINTLOUIS)),
        evolve(compte(ATRILLON), entite=gilbert),
        compte(CLATOUR, metier=Metier.GERANCE),
    ]
    appel, reglement = (
        Ecriture(id=id_, compte=comptes[1].id, journal="BQ", le=JOUR, libelle="Appel de fonds", **montant)
        for id_, montant in (("1", {"debit": Euros.lire("1200.00")}), ("2", {"credit": Euros.lire("200.50")}))
    )
    with engine.storage.transaction() as transaction:
        transaction.creanciers.put(gilbert, Creancier(entite=gilbert, nom="SDC GILBERT"), expected=0)
        transaction.ecritures.ajouter([appel, reglement])
    lignes = engine.administration.lignes_de_compte(comptes)
    assert [une.compte for une in lignes] == comptes
    assert [(une.designation, une.report.debit.decimal, une.report.credit.decimal) for une in lignes] == [
        ("SAINT LOUIS", "0.00", "0.00"),
        ("SDC GILBERT", "1200.00", "200.50"),
        ("", "0.00", "0.00"),
    ]


# ------------------------------------------------------------------------------------------------- news and requests


@pytest.mark.req("EXA-07", "EXA-16", "EXA-37")
def test_news_are_published_and_taken_off_and_lsc_knows_nothing_of_them(engine: Engine) -> None:
    """Seen at once by those they are for; unknown people or buildings are refused; no event is written."""
    informer = engine.administration.informer
    lettre = informer(CHEF, titre=" Lettre ", texte="…", immeubles=[SAINTLOUIS], metiers=[Metier.GERANCE]).unwrap()
    assert engine.extranet.informations(PAILLOUX, Espace.GESTION_LOCATIVE) == (lettre,)
    assert engine.extranet.informations(ATRILLON, Espace.COPROPRIETAIRE) == ()
    assert engine.administration.informations() == (lettre,)
    assert engine.evenements.evenements() == ()
    inconnus = DestinatairesInconnus(immeubles=(ImmeubleId("?"),), tiers=(TiersId("!"),))
    assert informer(CHEF, titre="x", texte="x", immeubles=["?"], destinataires=["!"]).failure() == inconnus  # type: ignore[list-item]
    assert libelle(inconnus) == "Le portefeuille ne connaît pas : ?, !."
    assert informer(CHEF, titre=" ", texte="x").failure() == TexteManquant()
    assert engine.administration.retirer(CHEF, lettre.id).unwrap() == lettre
    assert engine.extranet.informations(PAILLOUX, Espace.GESTION_LOCATIVE) == ()
    absente = engine.administration.retirer(CHEF, lettre.id).failure()
    assert absente == InformationInconnue(information=lettre.id)
    assert lettre.id in libelle(absente)


@pytest.mark.req("EXA-37", "EXA-38")
def test_requests_are_listed_by_state_and_trade_and_an_unknown_one_is_said(engine: Engine) -> None:
    """The open ones, the closed ones, those of a trade; what is wrong is said, and leaves no trace."""
    du_syndic = engine.extranet.demander(ATRILLON, espace=Espace.COPROPRIETAIRE, objet="a", texte="a").unwrap()
    de_gerance = engine.extranet.demander(PAILLOUX, espace=Espace.GESTION_LOCATIVE, objet="b", texte="b").unwrap()
    demandes = engine.administration.demandes
    assert {une.id for une in demandes()} == {du_syndic.id, de_gerance.id}
    assert demandes(metier=Metier.GERANCE) == (de_gerance,)
    close = engine.administration.clore(CHEF, du_syndic.id).unwrap()
    assert demandes(ouvertes=False) == (close,)
    assert demandes(ouvertes=True) == (de_gerance,)
    avant = engine.administration.audit(CHEF).unwrap()
    sans_ticket = engine.administration.accepter_ticket(CHEF, de_gerance.id).failure()
    assert sans_ticket == SansTicketDemande(demande=de_gerance.id)
    assert engine.administration.repondre(CHEF, DemandeId("?"), "x").failure() == DemandeInconnue(
        demande=DemandeId("?")
    )
    assert engine.administration.repondre(CHEF, de_gerance.id, " ").failure() == TexteManquant()
    assert not is_successful(engine.administration.repondre(CHEF, de_gerance.id, "x", (("a.exe", b"MZ"),)))
    assert not is_successful(engine.administration.piece_de_demande(CHEF, DemandeId("?"), "0" * 64))
    assert not is_successful(engine.administration.piece_de_demande(CHEF, de_gerance.id, "0" * 64))
    assert engine.administration.audit(CHEF).unwrap() == avant
    assert libelle(SansTicketDemande(demande=de_gerance.id)).endswith("pas de ticket.")
