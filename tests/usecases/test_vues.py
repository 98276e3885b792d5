"""What is kept in memory is what would be read again, after whatever was changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from threading import Barrier, Thread
from types import SimpleNamespace
from typing import cast

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
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from returns.pipeline import is_successful
from sqlalchemy import create_engine, event

from lsc_adapters.bootstrap import LICENCE_ENTIERE
from lsc_adapters.clock.fixed import FixedClock
from lsc_adapters.storage.sql.migrations import migrate
from lsc_adapters.storage.sql.ouverture import open_storage
from lsc_domain import Engine
from lsc_domain.classeur.droit import Case
from lsc_domain.classeur.reglages import Reglages
from lsc_domain.extranet.collaborateur import Collaborateur, Fonction
from lsc_domain.extranet.espace import Espace
from lsc_domain.extranet.parametrage import Modules, MonCompte, Parametrage
from lsc_domain.extranet.vitrine import Vitrine
from lsc_domain.parc.fiche_de_lot import FicheDeLot
from lsc_domain.parc.role import Metier
from lsc_domain.ports.storage import Stored, Transaction
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CollaborateurId, CompteId, LotId, TiersId
from lsc_domain.usecases.vue import Vues

CHEF = Collaborateur(id=CollaborateurId("JLC"), nom="JLC", fonctions=frozenset({Fonction.ADMINISTRATEUR}))
GENS = (ATRILLON, BROUILLY, CLATOUR, PAILLOUX)
Changement = Callable[[Engine, FixedClock], object]


def vu_par_tous(vitrine: Vitrine) -> list[object]:
    """All that anybody sees, laid flat."""
    dits: list[object] = [vitrine.jour, vitrine.parametres, vitrine.parametrage, vitrine.fiche, vitrine.fournisseurs]
    for tiers in GENS:
        dits.append((vitrine.parc.tiers[tiers], vitrine.immeubles_des_depenses(tiers), vitrine.biens(tiers)))
        dits.append([is_successful(vitrine.autoriser(tiers, un)) for un in sorted(vitrine.documents)])
        for espace in Espace:
            contenus = vitrine.contenus(tiers, espace)
            dits += [vitrine.rubriques(tiers, espace), vitrine.comptes(tiers, espace), contenus]
            dits += [vitrine.documents_du_classeur(tiers, un.classeur.id).unwrap() for un in contenus]
            dits += [vitrine.nouvelles(tiers, espace, LE + timedelta(days=9)), vitrine.photos(tiers, espace)]
    return dits


def fraiche(engine: Engine) -> Vitrine:
    """What is read anew."""
    jour = engine.extranet.clock.now().date()
    with engine.storage.transaction() as transaction:
        return Vues().vitrine(transaction, jour=jour, licence=engine.licence, agence=engine.agence)


def ecrire(engine: Engine, modele: str = "convocation", **champs: object) -> object:
    return engine.evenements.creer(
        modele=CONVOCATIONS if modele == "convocation" else COURRIERS,
        immeuble=GILBERT,
        objet="Convocation",
        texte="Vous êtes convoqués.",
        publie_le=JOUR,
        **champs,  # type: ignore[arg-type]
    ).unwrap()


FICHE_VIDE = FicheDeLot(id=LotId("GILBERT/000"), immeuble=GILBERT)


def lot_d_atrillon(engine: Engine) -> LotId:
    roles = fraiche(engine).parc.roles_par_tiers[ATRILLON]
    return next(un.lot for un in roles if un.immeuble == GILBERT and un.lot is not None)


def depublier(engine: Engine, _: FixedClock) -> object:
    return engine.evenements.depublier(*(un.id for un in engine.evenements.evenements()[:1]))


def regler_le_modele(engine: Engine) -> None:
    """Change what a model does: where all its events are filed, and under which names."""
    with engine.storage.transaction() as transaction:
        id_, garde = next(iter(transaction.modeles.all()))
        neuf = evolve(garde.state, garder_les_noms=not garde.state.garder_les_noms)
        transaction.modeles.put(id_, neuf, expected=garde.version)


CHANGEMENTS: dict[str, Changement] = {
    "annuler et remplacer": lambda engine, horloge: ecrire(
        engine, remplace=next((un.id for un in engine.evenements.evenements() if un.publie_le is not None), None)
    ),
    "un autre modèle": lambda engine, horloge: regler_le_modele(engine),
    "rien": lambda engine, horloge: None,
    "un événement": lambda engine, horloge: ecrire(engine),
    "un courrier personnel": lambda engine, horloge: ecrire(engine, "courrier", destinataires=(ATRILLON,)),
    "dépublier": depublier,
    "le lendemain": lambda engine, horloge: horloge.avancer(timedelta(days=1)),
    "une carte professionnelle": lambda engine, horloge: engine.administration.verser(CHEF, "Carte pro.pdf", b"%PDF"),
    "les notifications": lambda engine, horloge: engine.extranet.regler_notifications(
        ATRILLON, not fraiche(engine).parc.tiers[ATRILLON].notifications
    ),
    "les assemblées au conseil": lambda engine, horloge: engine.administration.cocher(
        CHEF, classeur(engine, "Assemblées Générales").id, frozenset({Case.PRESIDENT, Case.MEMBRE})
    ),
    "les noms gardés": lambda engine, horloge: engine.publications.regler(
        evolve(fraiche(engine).parametres, garder_les_noms=not fraiche(engine).parametres.garder_les_noms)
    ),
    "la vue sur les locataires": lambda engine, horloge: engine.administration.regler(
        CHEF, Parametrage(compte=MonCompte(vue_sur_les_locataires=True)), Reglages(vue_sur_les_locataires=True)
    ),
    "des modules": lambda engine, horloge: engine.administration.regler(
        CHEF, Parametrage(modules=Modules(partenaires=True, biens=False)), Reglages(classeurs_vides=False)
    ),
    "une information": lambda engine, horloge: engine.administration.informer(
        CHEF, titre="Lettre", texte="…", immeubles={SAINTLOUIS}
    ),
    "un lot décrit": lambda engine, horloge: engine.parc.decrire_lot(
        FicheDeLot(
            id=lot_d_atrillon(engine),
            immeuble=GILBERT,
            pieces=len(fraiche(engine).fiches_de_lot.get(lot_d_atrillon(engine), FICHE_VIDE).resume),
        )
    ),
    "un compte fermé": lambda engine, horloge: engine.parc.desactiver([CompteId("450BROUILLY")]),
    "un départ": lambda engine, horloge: engine.parc.partir(
        SAINTLOUIS, fraiche(engine).parc.immeubles[SAINTLOUIS].lots[0].id, locataire=PAILLOUX
    ),
}


@pytest.mark.req("I-31", "I-32", "EXA-22")
@given(noms=st.lists(st.sampled_from(sorted(CHANGEMENTS)), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_what_is_kept_is_what_would_be_read_again(noms: list[str]) -> None:
    """After any sequence of changes, each at once: a right, a paper, a box, a departure, another day."""
    horloge = FixedClock(LE)
    engine = peupler(moteur(clock=horloge))
    for nom in noms:
        engine.extranet.vitrine()
        CHANGEMENTS[nom](engine, horloge)
        assert vu_par_tous(engine.extranet.vitrine()) == vu_par_tous(fraiche(engine)), nom


def test_nothing_is_worked_out_again_while_nothing_changes() -> None:
    """The same view, until the revision or the day is another."""
    horloge = FixedClock(LE)
    engine = peupler(moteur(clock=horloge))
    une = engine.extranet.vitrine()
    assert engine.extranet.vitrine() is une
    engine.extranet.regler_notifications(BROUILLY, False)
    deux = engine.extranet.vitrine()
    assert deux is not une
    assert deux.consultation is une.consultation
    assert not deux.parc.tiers[BROUILLY].notifications
    ecrire(engine)
    assert engine.extranet.vitrine().consultation is not une.consultation
    horloge.avancer(timedelta(days=1))
    trois = engine.extranet.vitrine()
    assert trois.jour == JOUR + timedelta(days=1)


class Observee:
    """A transaction that notes which kinds are read again, and lets somebody write between two looks."""

    def __init__(self, transaction: Transaction, *entre: Callable[[], object]) -> None:
        self.transaction, self.entre, self.lus = transaction, list(entre), list[str]()

    @property
    def revisions(self) -> Mapping[str, int]:
        if self.lus and self.entre:
            self.entre.pop(0)()
        return self.transaction.revisions

    def __getattr__(self, nom: str) -> object:
        def refresh(connus: Mapping[str, Stored[object]]) -> Mapping[str, Stored[object]]:
            self.lus.append(nom)
            lus: Mapping[str, Stored[object]] = getattr(self.transaction, nom).refresh(connus)
            return lus

        return SimpleNamespace(refresh=refresh)


def regarder(engine: Engine, horloge: FixedClock, *entre: Callable[[], object]) -> tuple[Vitrine, list[str]]:
    """The view of an engine, and the kinds that were read for it."""
    with engine.storage.transaction() as transaction:
        observee = Observee(transaction, *entre)
        vitrine = engine.vues.vitrine(
            cast("Transaction", observee),
            jour=horloge.now().date(),
            licence=engine.licence,
            agence=engine.agence,
        )
    return vitrine, observee.lus


@pytest.mark.req("I-31", "I-32")
@pytest.mark.parametrize(
    ("nom", "lus"),
    [
        ("rien", []),
        ("le lendemain", []),
        ("les notifications", ["tiers"]),
        ("un événement", ["evenements"]),
        ("une carte professionnelle", ["documents"]),
        ("une information", ["informations"]),
        ("les noms gardés", ["parametres"]),
        ("un compte fermé", ["comptes"]),
        ("un lot décrit", ["fiches_de_lot"]),
    ],
)
def test_what_has_not_changed_is_not_read_again(nom: str, lus: list[str]) -> None:
    """Each kind has its own revision: who turns his notifications off makes nobody read the events."""
    horloge = FixedClock(LE)
    engine = peupler(moteur(clock=horloge))
    assert len(regarder(engine, horloge)[1]) == 13
    CHANGEMENTS[nom](engine, horloge)
    assert regarder(engine, horloge)[1] == lus
    assert regarder(engine, horloge)[1] == []


@pytest.mark.req("I-32")
def test_what_is_written_while_one_reads_is_read_again_alone() -> None:
    """A kind read before somebody wrote in it is not taken for what it has become; the others are true already."""
    horloge = FixedClock(LE)
    engine = peupler(moteur(clock=horloge))
    vitrine, lus = regarder(
        engine, horloge, lambda: ecrire(engine), lambda: CHANGEMENTS["les notifications"](engine, horloge)
    )
    assert lus[13:] == ["evenements", "tiers"]
    assert vu_par_tous(vitrine) == vu_par_tous(fraiche(engine))
    assert regarder(engine, horloge) == (vitrine, [])


@pytest.mark.req("I-31")
def test_what_never_rests_is_shown_and_not_kept() -> None:
    """When somebody writes at every look, the third reading is shown, and whoever comes next reads again."""
    horloge = FixedClock(LE)
    engine = peupler(moteur(clock=horloge))
    _, lus = regarder(engine, horloge, *[lambda: ecrire(engine)] * 3)
    assert lus[13:] == ["evenements"] * 2
    assert len(regarder(engine, horloge)[1]) == 13
    assert vu_par_tous(engine.extranet.vitrine()) == vu_par_tous(fraiche(engine))


def test_another_licence_is_another_view() -> None:
    """The same store behind an engine without the gérance does not show what the other one had read."""
    engine = peupler(moteur())
    engine.extranet.vitrine()
    sans = evolve(engine, licence=evolve(LICENCE_ENTIERE, options=frozenset({*LICENCE_ENTIERE.options} - {"gerance"})))
    assert sans.vues is engine.vues
    assert engine.extranet.espaces(CLATOUR) == (Espace.GESTION_LOCATIVE,)
    assert sans.extranet.espaces(CLATOUR) == ()
    assert sans.administration.metiers() == (Metier.SYNDIC,)
    assert evolve(engine, licence=None).extranet.espaces(ATRILLON) == ()


def test_one_thread_works_the_view_out_while_the_others_wait() -> None:
    """Eight at once after a change: one and the same view."""
    engine = peupler(moteur())
    ensemble, vues = Barrier(8), list[Vitrine]()

    def regarder() -> None:
        ensemble.wait()
        vues.append(engine.extranet.vitrine())

    fils = [Thread(target=regarder) for _ in range(8)]
    for un in fils:
        un.start()
    for un in fils:
        un.join()
    assert len(vues) == 8
    assert len({id(une) for une in vues}) == 1


def test_two_documents_of_one_identity_are_no_extranet() -> None:
    """What the index of a day refuses is refused here too."""
    engine = peupler(moteur())
    ecrit = ecrire(engine)
    carte = engine.administration.verser(CHEF, "Carte pro.pdf", b"%PDF").unwrap()
    with engine.storage.transaction() as transaction:
        transaction.documents.put("double", evolve(carte, id=f"{ecrit.id}/0"), expected=0)  # type: ignore[attr-defined]
    with pytest.raises(InvalidValue):
        engine.extranet.vitrine()


def test_somebody_the_portfolio_does_not_know_sees_nothing() -> None:
    """No space, no list, nothing to refuse."""
    extranet = peupler(moteur()).extranet
    inconnu = TiersId("INCONNU")
    assert extranet.espaces(inconnu) == ()
    for espace in Espace:
        assert extranet.comptes(inconnu, espace) == extranet.demandes(inconnu, espace) == ()


@pytest.mark.req("I-31")
def test_one_event_among_many_is_read_alone(tmp_path: Path) -> None:
    """On a database: of a kind that has changed, only the rows that were written since are read."""
    base = create_engine(f"sqlite:///{tmp_path / 'agence.db'}")
    ordres: list[str] = []
    event.listen(base, "connect", lambda liaison, _: liaison.set_trace_callback(ordres.append))
    migrate(base)
    with closing(open_storage(base)) as storage:
        engine = peupler(moteur(storage))
        for _ in range(20):
            ecrire(engine)
        engine.extranet.vitrine()
        depublier(engine, FixedClock(LE))
        ordres.clear()
        vitrine = engine.extranet.vitrine()
        lus = [un for un in ordres if "FROM lsc_" in un and "lsc_revision" not in un]
        assert all("lsc_evenement" in un for un in lus), lus
        assert [un for un in lus if "corps" in un] == [un for un in lus if "WHERE" in un], lus
        assert len(lus) == 2
        assert vu_par_tous(vitrine) == vu_par_tous(fraiche(engine))
    base.dispose()


@pytest.mark.req("I-31")
def test_a_page_costs_a_handful_of_statements(tmp_path: Path) -> None:
    """On a database: one statement says that nothing changed, and one more brings what is his alone."""
    base = create_engine(f"sqlite:///{tmp_path / 'agence.db'}")
    ordres: list[str] = []
    event.listen(base, "connect", lambda liaison, _: liaison.set_trace_callback(ordres.append))
    migrate(base)
    with closing(open_storage(base)) as storage:
        engine = peupler(moteur(storage))
        engine.extranet.demander(ATRILLON, espace=Espace.COPROPRIETAIRE, objet="x", texte="x").unwrap()
        ecrire(engine)
        engine.extranet.vitrine()
        classeur_ag = classeur(engine, "Assemblées Générales").id
        for demander, au_plus in (
            (lambda: engine.extranet.rubriques(ATRILLON, Espace.COPROPRIETAIRE), 1),
            (lambda: engine.extranet.accueil(ATRILLON, Espace.COPROPRIETAIRE), 2),
            (lambda: engine.extranet.classeurs(ATRILLON, Espace.COPROPRIETAIRE), 1),
            (lambda: engine.extranet.documents(ATRILLON, classeur_ag), 1),
            (lambda: engine.extranet.biens(ATRILLON), 1),
            (lambda: engine.extranet.comptes(ATRILLON, Espace.COPROPRIETAIRE), 4),
        ):
            ordres.clear()
            assert demander()
            lus = [un for un in ordres if un.lstrip().upper().startswith("SELECT")]
            assert 1 <= len(lus) <= au_plus, lus
        revisions = engine.extranet.revisions()
        ordres.clear()
        assert engine.extranet.accueil(ATRILLON, Espace.COPROPRIETAIRE, revisions=revisions).demandes
        assert not ordres  # whoever was let in under these numbers is shown what they stand for
    base.dispose()
