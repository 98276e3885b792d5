"""The index of a day answers as the rules do, both ways."""

from random import Random

import pytest
from attrs import evolve
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from portefeuille_gilbert import (
    APPARTEMENT_305,
    ATRILLON,
    BROUILLY,
    CLIQUOT,
    GILBERT,
    JOUR,
    OUVERT,
    PAILLOUX,
    SAINTLOUIS,
    YALOXE,
    classeur,
    document,
    le_parc,
    lot,
    piece,
)
from returns.pipeline import is_successful

from lsc_domain.classeur import (
    CLASSEUR_DU_SYNDIC,
    Cercle,
    CercleDuTiers,
    Consultation,
    Document,
    DocumentInconnu,
    Lecteur,
    LecteursDuSyndic,
    LotDAutrui,
    Reglages,
    autoriser,
    cercles_de,
    cercles_du_document,
    classeurs_par_defaut,
    lire_cercle,
)
from lsc_domain.classeur.documents_du_syndic import verser
from lsc_domain.parc import Metier, Role, RoleTenu
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import ClasseurId, DocumentId, LotId, TiersId
from lsc_domain.testing.strategies.classeur import Situation, cercles, situations


def consulter(situation: Situation) -> Consultation:
    return Consultation.du(
        situation.jour,
        parc=situation.parc,
        classeurs=situation.classeurs,
        documents=situation.documents,
        reglages=situation.reglages,
    )


@given(situations())
@pytest.mark.req("I-31", "EXP-09", "EXP-12", "I-30")
def test_the_index_answers_as_the_rules_do(situation: Situation) -> None:
    """For every person and every document: the same answer, the same refusal."""
    jour, parc, classeurs, documents, reglages = situation
    index, par_id = consulter(situation), {ou.id: ou for ou in classeurs}
    for un in documents:
        for tiers in parc.tiers:
            attendu = autoriser(un, par_id[un.classeur], tiers=tiers, jour=jour, parc=parc, reglages=reglages)
            assert index.autoriser(tiers, un.id) == attendu
            assert index.peut_lire(tiers, un.id) == is_successful(attendu)


@given(situations())
@pytest.mark.req("I-31")
def test_who_sees_transposes_what_is_seen(situation: Situation) -> None:
    """A document is in what somebody sees, once, if and only if he is among those who see it, each with a reason."""
    index = consulter(situation)
    vus = {(tiers, un.id) for tiers in situation.parc.tiers for un in index.ce_que_voit(tiers)}
    lecteurs = {un.id: index.qui_voit(un.id) for un in situation.documents}
    assert {(lecteur.tiers, id) for id, tous in lecteurs.items() for lecteur in tous} == vus
    assert all(lecteur.motifs for tous in lecteurs.values() for lecteur in tous)
    assert len(vus) == sum(len(index.ce_que_voit(tiers)) for tiers in situation.parc.tiers)


@given(situations())
@pytest.mark.req("I-31")
def test_circles_meet_exactly_where_the_rules_say_yes(situation: Situation) -> None:
    """What a manifest carries is enough to know who reads: somebody stands in a circle the document is open to."""
    jour, parc, classeurs, documents, reglages = situation
    par_id = {ou.id: ou for ou in classeurs}
    for un in documents:
        ouverts = cercles_du_document(un, par_id[un.classeur], parc=parc, jour=jour, reglages=reglages)
        for tiers in parc.tiers:
            lit = is_successful(
                autoriser(un, par_id[un.classeur], tiers=tiers, jour=jour, parc=parc, reglages=reglages)
            )
            siens = cercles_de(parc, tiers, jour, reglages)
            assert lit == (un.est_en_ligne(jour) and not siens.isdisjoint(ouverts))


@given(situations())
@pytest.mark.req("EXA-32", "EXC-11")
def test_binders_count_what_is_seen(situation: Situation) -> None:
    """The counts add up to what is seen, and without the option no binder is empty."""
    index = consulter(situation)
    for tiers in situation.parc.tiers:
        contenus = index.par_classeur(tiers)
        assert sum(un.nombre for un in contenus) == len(index.ce_que_voit(tiers))
        assert len({un.classeur.id for un in contenus}) == len(contenus)
        assert situation.reglages.classeurs_vides or all(un.nombre for un in contenus)


def tout_ce_qu_il_dit(index: Consultation, situation: Situation) -> list[object]:
    """All the answers there are, in order."""
    gens, ids = sorted(situation.parc.tiers), sorted(un.id for un in situation.documents)
    return [
        [(index.ce_que_voit(tiers), index.par_classeur(tiers)) for tiers in gens],
        [(index.connait(id), index.qui_voit(id)) for id in ids],
        [(index.peut_lire(tiers, id), index.autoriser(tiers, id)) for tiers in gens for id in ids],
    ]


@given(situations(), st.data())
@pytest.mark.req("I-31", "I-32")
def test_an_index_made_out_of_another_is_the_one_that_would_be_made(situation: Situation, data: st.DataObject) -> None:
    """Papers that come, go, are moved or renamed, one change after another; the former index says what it said."""
    deplacer = st.sampled_from(situation.documents).map(lambda autre: (autre.immeuble, autre.lot, autre.destinataires))

    def suivants() -> dict[DocumentId, Document]:
        gardes: dict[DocumentId, Document] = {}
        for un in situation.documents:
            match data.draw(st.sampled_from(("là", "parti", "renommé", "déplacé"))):
                case "là":
                    gardes[un.id] = un
                case "renommé":
                    gardes[un.id] = evolve(un, titre=f"{un.titre}bis")
                case "déplacé":
                    immeuble, lot, destinataires = data.draw(deplacer)
                    if (immeuble is None) == (un.immeuble is None):
                        gardes[un.id] = evolve(un, immeuble=immeuble, lot=lot, destinataires=destinataires)
        return gardes

    with pytest.MonkeyPatch.context() as rustine:
        # What two people read is shared, or copied to each: as in a large building, or in a household.
        rustine.setattr("lsc_domain.classeur.consultation._UN_FOYER", data.draw(st.sampled_from((1, 3))))
        index = consulter(situation)
        for _ in range(3):
            dit, documents = tout_ce_qu_il_dit(index, situation), suivants()
            suivant = index.apres(documents)
            assert tout_ce_qu_il_dit(index, situation) == dit
            index = suivant
            neuf = consulter(situation._replace(documents=tuple(documents.values())))
            assert tout_ce_qu_il_dit(index, situation) == tout_ce_qu_il_dit(neuf, situation)


@given(st.lists(cercles(), min_size=2, max_size=2))
def test_a_circle_has_one_text_and_a_text_one_circle(deux: list[Cercle]) -> None:
    """Whatever the codes hold, two circles are never written alike: that would let a stranger in."""
    un, autre = deux
    assert lire_cercle(un.texte) == un
    assert (un == autre) == (un.texte == autre.texte)


@pytest.mark.parametrize(
    "texte", ["", "GILBERT", "GILBERT/roi", "A/B/C/membre", "tiers:A/B", "bailleur:", "A%3a/membre", "A/A%2F/=/membre"]
)
def test_what_is_no_circle_is_not_read(texte: str) -> None:
    """A text that no circle writes is refused."""
    with pytest.raises(InvalidValue):
        lire_cercle(texte)


# --- The examples ----------------------------------------------------------------------------------------------


def index(*documents: Document, reglages: Reglages = OUVERT) -> Consultation:
    return Consultation.du(
        JOUR, parc=le_parc(), classeurs=classeurs_par_defaut(), documents=documents, reglages=reglages
    )


@pytest.mark.req("EXP-12", "I-30", "EXA-35", "EXA-21")
def test_who_sees_says_why() -> None:
    """The role, the building, the lot, and the box that opens."""
    conseil, courriers = classeur("Conseil syndical"), classeur("Courriers")
    quittances = classeur("Quittance & reçus", Metier.GERANCE)
    trouve = index(
        document(conseil, id="PV"),
        document(courriers, id="lot", lot=lot("122")),
        document(quittances, SAINTLOUIS, id="quittance", lot=APPARTEMENT_305, a=(PAILLOUX,)),
        verser(piece("Carte pro.pdf"), id=DocumentId("carte"), le=JOUR),
        reglages=Reglages(vue_sur_les_locataires=True),
    )
    membre = "membre du conseil syndical de GILBERT"
    assert trouve.qui_voit(DocumentId("PV")) == (
        Lecteur(tiers=BROUILLY, motifs=(f"{membre}, case « Membre CS » de « Conseil syndical »",)),
    )
    par_le_lot = "par le lot GILBERT/122, case « Copropriétaire » de « Courriers »"
    assert trouve.qui_voit(DocumentId("lot")) == (
        Lecteur(tiers=BROUILLY, motifs=(f"copropriétaire de GILBERT {par_le_lot}", f"{membre} {par_le_lot}")),
    )
    assert trouve.qui_voit(DocumentId("quittance")) == (
        Lecteur(tiers=PAILLOUX, motifs=("destinataire",)),
        Lecteur(tiers=YALOXE, motifs=("propriétaire de SAINTLOUIS/305, dont PAILLOUX est locataire",)),
    )
    assert trouve.qui_voit(DocumentId("carte")) == (
        Lecteur(tiers=BROUILLY, motifs=(membre,)),
        Lecteur(tiers=CLIQUOT, motifs=("président du conseil syndical de SAINTLOUIS",)),
    )
    assert trouve.qui_voit(DocumentId("?")) == ()
    assert trouve.autoriser(BROUILLY, DocumentId("?")).failure() == DocumentInconnu(document=DocumentId("?"))


@pytest.mark.req("EXC-11", "EXA-32", "X-29")
def test_a_binder_without_right_is_not_shown_even_empty() -> None:
    """Empty binders by option; « Conseil syndical » is in BROUILLY's grid, never in ATRILLON's."""
    factures = classeur("Factures")
    un = document(factures)
    contenus = index(un).par_classeur(ATRILLON)
    noms = [contenu.classeur.nom for contenu in contenus]
    assert noms == sorted(noms, key=str.casefold)
    assert len(noms) == 12
    assert "Conseil syndical" not in noms
    assert "Documents du syndic" not in noms
    assert {contenu.classeur.nom: contenu.nombre for contenu in contenus}["Factures"] == 1
    assert len(index(un).par_classeur(BROUILLY)) == 14, "the fifteen of the grid, less the one a user made"
    plein = index(un, reglages=evolve(OUVERT, classeurs_vides=False)).par_classeur(ATRILLON)
    assert [(contenu.classeur.nom, contenu.nombre) for contenu in plein] == [("Factures", 1)]
    a_tous = Reglages(lecteurs_du_syndic=LecteursDuSyndic.COPROPRIETAIRES)
    assert CLASSEUR_DU_SYNDIC in [contenu.classeur for contenu in index(reglages=a_tous).par_classeur(ATRILLON)]


@pytest.mark.req("I-31")
def test_a_lot_of_the_same_number_next_door_opens_nothing() -> None:
    """BROUILLY, of the council of GILBERT, owns « 305 » in SAINTLOUIS: nothing about « 305 » of GILBERT opens."""
    conseil, numero = classeur("Conseil syndical"), LotId("305")
    gilbert, saint_louis = le_parc().immeubles.values()
    achat = RoleTenu(tiers=BROUILLY, role=Role.COPROPRIETAIRE, immeuble=SAINTLOUIS, lot=numero)
    parc = le_parc(gilbert, evolve(saint_louis, roles=(*saint_louis.roles, achat)))
    un = document(conseil, lot=numero)
    trouve = Consultation.du(JOUR, parc=parc, classeurs=classeurs_par_defaut(), documents=[un], reglages=OUVERT)
    assert trouve.qui_voit(un.id) == ()
    assert trouve.autoriser(BROUILLY, un.id).failure() == LotDAutrui(lot=numero)


def test_what_is_seen_comes_in_order() -> None:
    """What is shared before what is one's own; by path, then the latest first."""
    courriers, factures = classeur("Courriers"), classeur("Factures")
    hier = JOUR.replace(day=6)
    vus = index(
        document(courriers, id="a-moi", a=(ATRILLON,)),
        document(factures, id="facture"),
        document(courriers, id="ancien", depuis=hier),
        document(courriers, id="nouveau"),
    ).ce_que_voit(ATRILLON)
    assert [un.id for un in vus] == ["nouveau", "ancien", "facture", "a-moi"]
    assert index().ce_que_voit(TiersId("?")) == ()


@pytest.mark.req("EXP-09", "I-30", "EXP-13", "EXA-33")
def test_a_document_is_open_to_its_widest_circle() -> None:
    """Of nested levels one is enough; an addressee who may not open the binder is not named."""

    def textes(un: Document, nom: str, metier: Metier = Metier.SYNDIC, reglages: Reglages = OUVERT) -> set[str]:
        ou = classeur(nom, metier)
        return {cercle.texte for cercle in cercles_du_document(un, ou, parc=le_parc(), jour=JOUR, reglages=reglages)}

    assert textes(document(classeur("Courriers")), "Courriers") == {"GILBERT/coproprietaire"}
    assert textes(document(classeur("Conseil syndical")), "Conseil syndical") == {"GILBERT/membre"}
    avis = classeur("Avis", Metier.GERANCE)
    assert textes(document(avis, SAINTLOUIS, lot=APPARTEMENT_305), "Avis", Metier.GERANCE) == {
        "SAINTLOUIS/305/proprietaire",
        "SAINTLOUIS/305/locataire",
    }
    conseil = document(classeur("Conseil syndical"), a=(ATRILLON, BROUILLY))
    assert textes(conseil, "Conseil syndical") == {CercleDuTiers(tiers=BROUILLY).texte}
    assert textes(conseil, "Conseil syndical", reglages=Reglages(syndic=False)) == set()
    assert textes(document(CLASSEUR_DU_SYNDIC, None), "Documents du syndic") == {"conseils"}


def test_an_index_is_of_things_that_hold_together() -> None:
    """Two documents with one identity, or a document in no binder, make no index."""
    un = document(classeur("Factures"), GILBERT)
    with pytest.raises(InvalidValue, match="même identité"):
        index(un, un)
    with pytest.raises(InvalidValue, match="il n'y a pas de classeur"):
        Consultation.du(JOUR, parc=le_parc(), classeurs=(), documents=(un,), reglages=OUVERT)
    with pytest.raises(InvalidValue, match="il n'y a pas de classeur"):
        index(un).apres({un.id: evolve(un, classeur=ClasseurId("?"))})


def test_what_has_not_changed_is_not_looked_at_again() -> None:
    """A paper that comes rebuilds the lists of its readers, and nobody else's."""
    un, autre = document(classeur("Factures"), id="un"), document(classeur("Conseil syndical"), id="autre")
    avant = index(un)
    apres = avant.apres({un.id: un, autre.id: autre})
    assert set(apres.ce_que_voit(BROUILLY)) == {autre, un}
    assert apres._vues[ATRILLON] is avant._vues[ATRILLON]


# --- What the strategy draws is worth drawing ------------------------------------------------------------------


def lectures(situation: Situation) -> list[tuple[Document, TiersId]]:
    index = consulter(situation)
    return [(un, tiers) for tiers in situation.parc.tiers for un in index.ce_que_voit(tiers)]


SORTES = {
    "shared": lambda un, _: un.immeuble is not None and not un.destinataires and un.lot is None,
    "about a lot": lambda un, _: un.lot is not None and not un.destinataires,
    "addressed": lambda un, tiers: tiers in un.destinataires,
    "addressed to a tenant, read by his landlord": lambda un, tiers: un.destinataires and tiers not in un.destinataires,
    "du syndic": lambda un, _: un.immeuble is None,
}


@pytest.mark.parametrize("sorte", SORTES)
def test_situations_are_of_every_kind(sorte: str) -> None:
    """Among the situations drawn, somebody reads a document of each kind."""
    trouvee = find(
        situations(),
        lambda une: any(SORTES[sorte](un, tiers) for un, tiers in lectures(une)),
        settings=settings(max_examples=30_000, phases=[Phase.generate], database=None),  # it stops at the first
        random=Random(1965),
    )
    assert trouvee.documents
