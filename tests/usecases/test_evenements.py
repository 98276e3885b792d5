"""The register of events, and what is filed in it: minutes, lists, papers put by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from agence import (
    ATRILLON,
    BROUILLY,
    CONVOCATIONS,
    EXTRANET,
    GILBERT,
    JOUR,
    SANS_CLASSEUR,
    classeur,
    documents,
    moteur,
    peupler,
)
from attrs import evolve
from reunion import AG, tenir

from lsc_adapters.clock.fixed import FixedClock
from lsc_adapters.transport.memory import MemoryFileDrop
from lsc_domain import Engine
from lsc_domain.classeur.archivage_des_listes import ParametresManquants
from lsc_domain.classeur.document import EvenementVide, ModeleSansClasseur
from lsc_domain.compte.fonds_de_travaux import FondsDeTravaux
from lsc_domain.evenement.evenement import Evenement
from lsc_domain.evenement.modele import Modele
from lsc_domain.ports.errors import NotFound
from lsc_domain.publication.comptabilite import Comptabilite
from lsc_domain.publication.mise_en_ligne import (
    DestinataireInconnu,
    EvenementInconnu,
    ImmeubleInconnu,
    ModeleAbsent,
    RefusDEvenement,
    SansClasseurDuSyndic,
    libelle,
)
from lsc_domain.publication.portefeuille import Portefeuille
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import EvenementId, ImmeubleId, LotId, ModeleId, TiersId
from lsc_domain.socle.numero_de_compte import NumeroDeCompte

LISTE = ModeleId("liste")


@pytest.fixture
def engine() -> Engine:
    return peupler(moteur())


def ecrire(engine: Engine, **autres: object) -> Evenement:
    donnees = {"modele": CONVOCATIONS, "immeuble": GILBERT, "objet": "Convocation", "texte": "Bonjour", **autres}
    return engine.evenements.creer(**donnees).unwrap()  # type: ignore[arg-type]


@pytest.mark.req("CORE-06")
def test_events_are_numbered_in_order_with_their_attachments(engine: Engine) -> None:
    """A chrono each, none twice; the bytes of an attachment are found again under its print."""
    un = ecrire(engine, pieces=(("devis.jpg", b"devis"),))
    deux = ecrire(engine)
    assert (un.chrono, un.id, deux.chrono, deux.traite_le) == (1, "00000001", 2, JOUR)
    assert engine.documents is not None
    assert engine.documents.get(un.pieces[0].empreinte) == b"devis"
    joint = engine.evenements.joindre(un.id, "plan.pdf", b"plan").unwrap()
    assert [piece.nom for piece in joint.pieces] == ["devis.jpg", "plan.pdf"]
    assert engine.evenements.evenements() == (joint, deux)


def test_numbering_goes_on_after_events_brought_from_elsewhere(engine: Engine) -> None:
    """Identities of another software say nothing of the number. CORE-06."""
    venu = Evenement(
        id=EvenementId("GED-12"), chrono=700, modele=CONVOCATIONS, immeuble=GILBERT, objet="Ancien", traite_le=JOUR
    )
    engine.portefeuilles.importer(Portefeuille(evenements=(venu,))).unwrap()
    assert ecrire(engine).chrono == 701


@pytest.mark.req("PUB-11")
def test_what_cannot_be_published_has_no_date(engine: Engine) -> None:
    """00/00/00 is the value of every non publishable document."""
    assert ecrire(engine, publie_le=JOUR).publie_le == JOUR
    assert ecrire(engine, modele=SANS_CLASSEUR, publie_le=JOUR).publie_le is None
    assert ecrire(engine, texte=" ", publie_le=JOUR).publie_le is None


@pytest.mark.req("PUB-10")
@pytest.mark.req("PUB-11")
def test_a_selection_is_published_or_taken_off_all_or_none(engine: Engine) -> None:
    """« Publier en date du jour »: today; the second option of the menu: no date any more."""
    bons = [ecrire(engine).id for _ in range(2)]
    sans = ecrire(engine, modele=SANS_CLASSEUR)
    refus = engine.evenements.publier(*bons, sans.id).failure()
    assert refus == ModeleSansClasseur(evenement=sans.id, modele=SANS_CLASSEUR)
    assert not any(un.publie_le for un in engine.evenements.evenements())
    assert [un.publie_le for un in engine.evenements.publier(*bons).unwrap()] == [JOUR, JOUR]
    absent = EvenementInconnu(evenement=EvenementId("?"))
    assert engine.evenements.depublier(bons[0], absent.evenement).failure() == absent
    assert all(un.publie_le for un in engine.evenements.evenements()[:2])
    assert [un.publie_le for un in engine.evenements.depublier(*bons).unwrap()] == [None, None]


@pytest.mark.parametrize(
    ("autres", "refus"),
    [
        ({"modele": "?"}, ModeleAbsent(modele=ModeleId("?"))),
        ({"immeuble": "?"}, ImmeubleInconnu(immeuble=ImmeubleId("?"))),
        ({"destinataires": (TiersId("?"),)}, DestinataireInconnu(tiers=TiersId("?"))),
        ({"remplace": "?"}, EvenementInconnu(evenement=EvenementId("?"))),
    ],
)
def test_an_event_names_what_exists(engine: Engine, autres: dict[str, object], refus: RefusDEvenement) -> None:
    """What an event names must be there: else it would be read by nobody, or by the wrong people. PUB-12."""
    donnees = {"modele": CONVOCATIONS, "immeuble": GILBERT, "objet": "Convocation", **autres}
    assert engine.evenements.creer(**donnees).failure() == refus  # type: ignore[arg-type]
    assert not engine.evenements.evenements()
    assert libelle(refus).endswith(".")


def test_every_refusal_has_its_sentence(engine: Engine) -> None:
    """Somebody reads it."""
    vide = ecrire(engine, texte="")
    refus = engine.evenements.publier(vide.id).failure()
    assert refus == EvenementVide(evenement=vide.id)
    assert "rien à publier" in libelle(refus)
    assert "aucun classeur" in libelle(ModeleSansClasseur(evenement=vide.id, modele=SANS_CLASSEUR))
    assert engine.evenements.publier(EvenementId("?")).failure() == EvenementInconnu(evenement=EvenementId("?"))
    assert engine.evenements.joindre(EvenementId("?"), "a.pdf", b"").failure() == EvenementInconnu(
        evenement=EvenementId("?")
    )
    assert engine.evenements.lier(ModeleId("?"), None).failure() == ModeleAbsent(modele=ModeleId("?"))
    assert "Documents du syndic" in libelle(SansClasseurDuSyndic())


@pytest.mark.req("EXP-38")
def test_an_event_that_replaces_another_takes_it_off(engine: Engine) -> None:
    """« Annule et remplace »: the former event is published no more."""
    un = ecrire(engine, publie_le=JOUR)
    deux = ecrire(engine, publie_le=JOUR, remplace=un.id)
    assert [(une.id, une.publie_le) for une in engine.evenements.evenements()] == [(un.id, None), (deux.id, JOUR)]


@pytest.mark.req("I-23")
def test_the_minutes_of_a_meeting_land_as_an_event_once_a_version(engine: Engine) -> None:
    """Filed under « Assemblées Générales », published on the day; a rectified version cancels and replaces."""
    tenir(engine)
    proces_verbal = engine.assemblees.etablir_proces_verbal(AG, auteur="Agence Crypto").unwrap()

    def classer() -> Evenement:
        version = engine.assemblees.proces_verbal(AG)
        papier = engine.rendering.render(version.acte)
        return engine.evenements.classer_proces_verbal(version, papier, immeuble=GILBERT, modele=CONVOCATIONS).unwrap()

    un = classer()
    assert classer() == un
    assert (un.publie_le, un.pieces[0].nom) == (JOUR, f"Procès-verbal {AG} v1.json")
    assert engine.documents is not None
    assert engine.documents.get(un.pieces[0].empreinte) == engine.rendering.render(proces_verbal.acte).contenu
    drop = MemoryFileDrop()
    engine.publications.publier(EXTRANET, drop, par="poste-1").unwrap()
    assert len(documents(drop)) == 1
    engine.assemblees.rectifier(AG, auteur="Agence Crypto", motif="erreur de plume").unwrap()
    deux = classer()
    assert (deux.remplace, deux.pieces[0].nom) == (un.id, f"Procès-verbal {AG} v2.json")
    assert engine.evenements.evenements()[0].publie_le is None
    lus = engine.classeurs.ce_que_voit(ATRILLON)
    assert [document.evenement for document in lus] == [deux.id]


@pytest.mark.req("I-21", "I-23")
def test_minutes_made_after_midnight_bear_the_day_it_is_in_paris(engine: Engine) -> None:
    """A clock of the world says yesterday: neither the paper nor its event does."""
    tenir(engine)
    nuit = evolve(engine, clock=FixedClock(datetime(2020, 7, 21, 22, 30, tzinfo=UTC)))
    proces_verbal = nuit.assemblees.etablir_proces_verbal(AG, auteur="Agence Crypto").unwrap()
    papier = nuit.rendering.render(proces_verbal.acte)
    un = nuit.evenements.classer_proces_verbal(proces_verbal, papier, immeuble=GILBERT, modele=CONVOCATIONS).unwrap()
    assert proces_verbal.acte.date_iso == "2020-07-22"
    assert un.objet.endswith("établi le 22/07/2020")
    assert un.dossier is not None
    assert (un.dossier.ouvert_le, un.publie_le) == (date(2020, 7, 22), date(2020, 7, 22))


@pytest.mark.req("EXA-22")
@pytest.mark.req("EXA-21")
def test_papers_put_by_hand_act_at_once_and_no_run_takes_them_away(engine: Engine) -> None:
    """Adding makes it visible at once without a run; the next list does not delete it; deleting removes it at once."""
    carte = engine.evenements.ajouter_au_syndic("Carte pro.pdf", b"carte", piece_du_minimum="C5a").unwrap()
    assert engine.evenements.ajouter_au_syndic("Carte pro.pdf", b"carte", piece_du_minimum="C5a").unwrap() == carte
    assert carte.piece_du_minimum == "C5a"
    assert engine.classeurs.ce_que_voit(BROUILLY) == (carte,)
    assert engine.classeurs.ce_que_voit(ATRILLON) == ()
    drop = MemoryFileDrop()
    engine.publications.publier(EXTRANET, drop, par="poste-1").unwrap()
    assert not documents(drop)
    assert engine.evenements.documents_du_syndic() == (carte,)
    engine.evenements.retirer_du_syndic(carte.id)
    assert engine.evenements.documents_du_syndic() == ()
    assert engine.classeurs.ce_que_voit(BROUILLY) == ()
    assert moteur().evenements.ajouter_au_syndic("a.pdf", b"").failure() == SansClasseurDuSyndic()


# -------------------------------------------------------------------------------------------------------- the lists


class Registres:
    """Ledgers with a works fund, and a provision that is none."""

    def comptabilite(self, jour: date, /) -> Comptabilite:
        commun = {"lot": LotId("GILBERT/069"), "immeuble": GILBERT, "montant": Euros.lire("19.64")}
        return Comptabilite(
            fonds=tuple(FondsDeTravaux(compte=NumeroDeCompte(un), **commun) for un in ("105999", "102001"))  # type: ignore[arg-type]
        )


def avec_listes(engine: Engine) -> Engine:
    conseil = classeur(engine, "Conseil syndical")
    engine.evenements.regler_modele(Modele(id=LISTE, nom="**** Liste des immeubles", classeur=conseil.id))
    options = evolve(engine.publications.parametres(), modele_de_liste=LISTE, numero_de_liste="7")
    engine.publications.regler(options)
    return engine


@pytest.mark.req("EXP-34")
@pytest.mark.req("EXP-37")
def test_a_list_is_an_event_of_the_next_sending(engine: Engine) -> None:
    """One list, one document and one event a building selected, published at the next sending, for the council."""
    avec_listes(engine)
    engine = evolve(engine, ledgers=Registres())
    listes = engine.listes.generer(GILBERT, par="LG").unwrap()
    assert [(une.evenement.publie_le, une.document.numero) for une in listes] == [(JOUR, "7")]
    assert engine.documents is not None
    assert b"BROUILLY | GILBERT/069 | X | 19,64" in engine.documents.get(listes[0].evenement.pieces[0].empreinte)
    drop = MemoryFileDrop()
    bilan = engine.publications.publier(EXTRANET, drop, par="poste-1").unwrap().bilan
    assert len(documents(drop)) == 1
    assert not bilan.avertissements  # EXP-31: the council has its list
    assert len(engine.classeurs.ce_que_voit(BROUILLY)) == 1
    assert engine.classeurs.ce_que_voit(ATRILLON) == ()
    with pytest.raises(NotFound):
        engine.listes.generer(ImmeubleId("?"))


@pytest.mark.req("EXP-38")
def test_a_change_that_shows_makes_the_list_again(engine: Engine) -> None:
    """ATRILLON's address regenerates GILBERT; his notifications regenerate nothing; the former event is withdrawn."""
    avec_listes(engine)
    premiere = engine.listes.generer(GILBERT).unwrap()[0]
    avant = engine.classeurs.parc()
    changer(engine, notifications=False)
    assert engine.listes.regenerer(avant) == ()
    changer(engine, adresse="1 rue Neuve")
    (refaite,) = engine.listes.regenerer(avant)
    assert refaite.evenement.remplace == premiere.evenement.id
    publies = [un.id for un in engine.evenements.evenements() if un.publie_le is not None]
    assert publies == [refaite.evenement.id]


@pytest.mark.req("EXP-33")
def test_without_its_two_parameters_no_list_is_made(engine: Engine) -> None:
    """Refused with the missing names; the automatisms say nothing."""
    assert isinstance(engine.listes.generer(GILBERT).failure(), ParametresManquants)
    avant = engine.classeurs.parc()
    changer(engine, adresse="1 rue Neuve")
    assert engine.listes.regenerer(avant) == ()


def changer(engine: Engine, **champs: object) -> None:
    with engine.storage.transaction() as transaction:
        garde = transaction.tiers.get(ATRILLON)
        transaction.tiers.put(ATRILLON, evolve(garde.state, **champs), expected=garde.version)


def test_the_day_is_that_of_paris(engine: Engine) -> None:
    """What is dealt with late in the evening is of that evening."""
    assert ecrire(engine).traite_le == date(2020, 7, 6)
