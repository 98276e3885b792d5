"""Two machines on one destination, and a store where somebody else writes at the same moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from agence import CONVOCATIONS, EXTRANET, GILBERT, JOUR, SANS_CLASSEUR, classeur, moteur, peupler
from attrs import evolve
from envois import avancer, ecrire, publier, restes, tenir_parole, texte
from returns.pipeline import is_successful
from returns.result import Failure

from lsc_adapters.rendering.memory import MemoryTexteRendering
from lsc_adapters.storage.memory import MemoryStorage
from lsc_adapters.transport.memory import MemoryFileDrop
from lsc_domain import Engine
from lsc_domain.evenement.modele import Modele
from lsc_domain.ports.errors import BrokenTemplate, Conflict, Unavailable
from lsc_domain.ports.rendering import Rendu
from lsc_domain.ports.storage import Transaction
from lsc_domain.publication.avis import RapportDePublication
from lsc_domain.publication.comptabilite import Comptabilite
from lsc_domain.publication.destination import Destination
from lsc_domain.publication.execution import Bilan
from lsc_domain.publication.mise_en_ligne import ModeleAbsent
from lsc_domain.publication.plan import RetraitMassif
from lsc_domain.publication.refus import DestinationInconnue, Supplantee
from lsc_domain.publication.texte import TexteDEvenement
from lsc_domain.socle.ids import DestinationId, ModeleId
from lsc_domain.usecases import tour
from lsc_domain.usecases.reconciliation import Travail


@pytest.fixture
def drop() -> MemoryFileDrop:
    return MemoryFileDrop()


class Disputee(MemoryStorage):
    """A store where something happens elsewhere at the n-th transaction: before it opens, or just before it is kept."""

    def __init__(self) -> None:
        super().__init__()
        self.quand: int | None = None
        self.dedans = False
        self.ailleurs: Callable[[], object] = lambda: None

    @contextmanager
    def _entourer(self) -> Iterator[Transaction]:
        ici = self._compter()
        if ici and not self.dedans:
            self.ailleurs()
        with super().transaction() as transaction:
            yield transaction
            if ici and self.dedans:
                self.ailleurs()

    def _compter(self) -> bool:
        if self.quand is None:
            return False
        self.quand -= 1
        if self.quand < 0:
            self.quand = None
            return True
        return False

    def transaction(self):  # type: ignore[no-untyped-def]
        return self._entourer()


@pytest.mark.req("I-36")
@pytest.mark.req("SYS-06")
@pytest.mark.parametrize("dedans", [False, True])
def test_a_run_that_was_thought_dead_spoils_nothing_when_it_wakes_up(dedans: bool) -> None:
    """At each of its transactions in turn, another run takes its place and ends: it is told, and all is exact after."""
    perdues = 0
    for quand in range(60):
        storage, drop = Disputee(), MemoryFileDrop()
        engine = peupler(moteur(storage))
        un = ecrire(engine, "un", pieces=("un.pdf",), publie_le=date(2020, 7, 1))
        deux = ecrire(engine, "deux")
        publier(engine, drop)
        engine.evenements.publier(un).unwrap()
        engine.evenements.depublier(deux).unwrap()
        ecrire(engine, "trois", pieces=("trois.pdf",))

        def doubler(engine: Engine = engine, drop: MemoryFileDrop = drop) -> None:
            avancer(engine, timedelta(minutes=10))
            engine.publications.publier(EXTRANET, drop, par="poste-2", confirmer_retraits=True).unwrap()

        storage.quand, storage.dedans, storage.ailleurs = quand, dedans, doubler
        lent = evolve(engine.publications, taille_de_lot=2)
        fait = lent.publier(EXTRANET, drop, par="poste-1", confirmer_retraits=True)
        if not is_successful(fait):
            perdues += 1
            assert isinstance(fait.failure(), Supplantee)
        storage.quand = None
        avancer(engine, timedelta(hours=1))
        publier(engine, drop, confirmer=True)
        tenir_parole(engine, drop)
    assert perdues > 5


@pytest.mark.req("I-36")
def test_a_store_that_always_conflicts_stops_the_run(drop: MemoryFileDrop) -> None:
    """Tried again fifty times, then said: no run goes on for ever."""
    storage = Disputee()
    engine = peupler(moteur(storage))
    ecrire(engine, "un")
    travail = engine.publications.ouvrir(EXTRANET, par="poste-1").unwrap()

    def toucher() -> None:
        with MemoryStorage.transaction(storage) as transaction:
            garde = transaction.executions.get(EXTRANET)
            transaction.executions.put(EXTRANET, garde.state, expected=garde.version)
        storage.quand, storage.dedans = 0, True

    storage.quand, storage.dedans, storage.ailleurs = 3, True, toucher
    with pytest.raises(Conflict):
        engine.publications.envoyer_lot(EXTRANET, drop, numero=travail.numero, lot=travail.lots[0])


@pytest.mark.req("I-36")
def test_two_that_begin_at_the_same_moment_are_one(drop: MemoryFileDrop) -> None:
    """Whoever is kept second reads again, and is told."""
    storage = Disputee()
    engine = peupler(moteur(storage))
    storage.quand, storage.dedans = 1, True
    storage.ailleurs = lambda: engine.publications.ouvrir(EXTRANET, par="poste-2").unwrap()
    refus = engine.publications.ouvrir(EXTRANET, par="poste-1").failure()
    assert refus.par == "poste-2"  # type: ignore[union-attr]


def test_two_events_written_at_the_same_moment_have_two_numbers() -> None:
    """The chrono is unique in the agency. CORE-06."""
    storage = Disputee()
    engine = peupler(moteur(storage))
    storage.quand, storage.dedans = 0, True
    storage.ailleurs = lambda: ecrire(engine, "d'abord")
    ecrire(engine, "ensuite")
    assert [(un.chrono, un.objet) for un in engine.evenements.evenements()] == [(1, "d'abord"), (2, "ensuite")]


def test_a_list_made_while_an_event_is_written_has_its_own_number() -> None:
    """The chrono is unique in the agency. CORE-06, EXP-37."""
    storage = Disputee()
    engine = peupler(moteur(storage))
    liste = ModeleId("liste")
    conseil = classeur(engine, "Conseil syndical").id
    engine.evenements.regler_modele(Modele(id=liste, nom="Liste", classeur=conseil))
    options = engine.publications.parametres()
    engine.publications.regler(evolve(options, modele_de_liste=liste, numero_de_liste="7"))
    storage.quand, storage.dedans = 1, True
    storage.ailleurs = lambda: ecrire(engine, "d'abord")
    (faite,) = engine.listes.generer(GILBERT).unwrap()
    assert faite.evenement.chrono == 2


# -------------------------------------------------------------------------------------------------------- the pieces


def ouvrir(engine: Engine, drop: MemoryFileDrop) -> Travail:
    ecrire(engine, "un", pieces=("un.pdf",))
    return engine.publications.ouvrir(EXTRANET, par="chef").unwrap()


def test_an_event_taken_away_since_the_plan_is_not_sent(drop: MemoryFileDrop) -> None:
    """A lot is of what is still to be there when it is done. PUB-11."""
    engine = peupler(moteur())
    travail = ouvrir(engine, drop)
    engine.evenements.depublier(engine.evenements.evenements()[0].id).unwrap()
    fait = engine.publications.envoyer_lot(EXTRANET, drop, numero=travail.numero, lot=travail.lots[-1]).unwrap()
    assert fait.envoyes == 0
    fantome = evolve(travail.lots[-1], cles=("document:99999999/0",))
    assert engine.publications.envoyer_lot(EXTRANET, drop, numero=travail.numero, lot=fantome).unwrap().envoyes == 0


def test_each_step_is_refused_where_there_is_no_destination_or_no_run(drop: MemoryFileDrop) -> None:
    """By name; nothing is sent. I-36."""
    engine = peupler(moteur())
    travail = ouvrir(engine, drop)
    ailleurs = DestinationId("ailleurs")
    une, lot = engine.publications, travail.lots[0]
    inconnue = Failure(DestinationInconnue(destination=ailleurs))
    assert une.envoyer_lot(ailleurs, drop, numero=1, lot=lot) == inconnue
    assert une.achever(ailleurs, drop, numero=1) == inconnue
    assert une.plan(ailleurs) == inconnue
    assert une.interrompre(ailleurs, numero=1, raison="?") is None
    perdue = Failure(Supplantee(objet=EXTRANET, numero=2))
    assert une.envoyer_lot(EXTRANET, drop, numero=2, lot=lot) == perdue
    assert une.achever(EXTRANET, drop, numero=2) == perdue
    assert une.interrompre(EXTRANET, numero=2, raison="?") is None
    assert not drop.list()


@pytest.mark.req("I-35")
def test_what_is_taken_off_during_a_run_is_guarded_as_well(drop: MemoryFileDrop) -> None:
    """The list is made again at the end: a mass withdrawal since the beginning asks for a word too."""
    engine = peupler(moteur())
    tous = [ecrire(engine, f"{rang}") for rang in range(8)]
    publier(engine, drop)
    travail = engine.publications.ouvrir(EXTRANET, par="chef").unwrap()
    engine.evenements.depublier(*tous).unwrap()
    refus = engine.publications.achever(EXTRANET, drop, numero=travail.numero).failure()
    assert refus == RetraitMassif(retraits=8, tenus=16, seuil_pour_cent=20, seuil=500)
    assert "cet envoi retirerait 8 des 16" in texte(engine, 1)
    assert publier(engine, drop, confirmer=True).bilan.retires == 8


def test_the_same_destination_may_be_set_again_and_keeps_what_it_holds(drop: MemoryFileDrop) -> None:
    """A filter changed is a difference like another. PUB-08."""
    engine = peupler(moteur())
    ecrire(engine, "un")
    publier(engine, drop)
    engine.publications.regler_destination(Destination(id=EXTRANET, nom="Notre extranet"))
    assert engine.publications.plan(EXTRANET).unwrap().est_vide
    assert not restes(engine)


# -------------------------------------------------------------------------------------------------------- the doors


class UnPapierCasse(MemoryTexteRendering):
    """Cannot lay out one of the papers."""

    def rendre(self, texte: TexteDEvenement, /) -> Rendu:
        if texte.objet == "cassé":
            raise BrokenTemplate("texte_d_evenement", "", "aucune police ne sait écrire ⚘")
        return super().rendre(texte)

    def rendre_tous(self, textes: Iterable[TexteDEvenement], /) -> Iterator[Rendu]:
        return map(self.rendre, textes)


@pytest.mark.req("PUB-07")
def test_a_text_that_cannot_be_laid_out_keeps_no_other_from_leaving(drop: MemoryFileDrop) -> None:
    """One failure, named; the others are tried alone and leave. I-36."""
    engine = peupler(moteur(textes=UnPapierCasse()))
    ecrire(engine, "cassé")
    ecrire(engine, "entier")
    bilan = publier(engine, drop).bilan
    assert (bilan.envoyes, len(bilan.echecs)) == (9, 1)


class RapportCasse:
    """Its template fails."""

    def rapport(self, rapport: RapportDePublication, /) -> None:
        raise BrokenTemplate("rapport_de_publication", "envoyes", "champ absent")


def test_a_report_that_cannot_be_written_does_not_undo_the_run(drop: MemoryFileDrop) -> None:
    """It is a warning, kept with the run. PUB-05."""
    engine = peupler(moteur(plis=RapportCasse()))
    assert any("rapport_de_publication" in un for un in publier(engine, drop).bilan.avertissements)


def test_a_store_that_dies_in_the_middle_raises_what_it_said_first(drop: MemoryFileDrop) -> None:
    """The report cannot be sent either: the trouble that is raised is the first. PUB-05."""
    storage = Disputee()
    engine = peupler(moteur(storage))
    ecrire(engine, "un")

    def mourir() -> None:
        storage.quand, storage.dedans = 0, False
        raise Unavailable("base injoignable")

    for quand in (4, 7):
        storage.quand, storage.dedans, storage.ailleurs = quand, False, mourir
        with pytest.raises(Unavailable, match="base injoignable"):
            engine.publications.publier(EXTRANET, drop, par="poste-1")
        storage.quand = None
        avancer(engine, timedelta(minutes=10))
    assert publier(engine, drop).bilan.envoyes + publier(engine, drop).bilan.inchanges >= 9


class Registres:
    """Ledgers with nothing in them."""

    def comptabilite(self, jour: date, /) -> Comptabilite:
        assert jour == JOUR
        return Comptabilite()


def test_the_figures_are_those_of_the_day(drop: MemoryFileDrop) -> None:
    """The ledgers are asked once for the day of the list. PUB-06."""
    assert publier(peupler(moteur(ledgers=Registres())), drop).bilan.envoyes == 8


def test_a_model_changed_for_something_else_leaves_its_events_alone() -> None:
    """Only a link that was not there puts dates back to none. EXP-44."""
    engine = peupler(moteur())
    ecrire(engine, "un")
    ecrire(engine, "interne", modele=SANS_CLASSEUR, publie_le=None)
    modele = next(un for un in engine.evenements.modeles() if un.id == CONVOCATIONS)
    engine.evenements.regler_modele(evolve(modele, nom="Convocations"))
    engine.evenements.lier(SANS_CLASSEUR, modele.classeur).unwrap()
    assert [un.publie_le for un in engine.evenements.evenements()] == [JOUR, None]
    with engine.storage.transaction() as transaction:  # brought from elsewhere with a date, and no binder then
        garde = transaction.modeles.get(SANS_CLASSEUR)
        transaction.modeles.put(SANS_CLASSEUR, evolve(garde.state, classeur=None), expected=garde.version)
        un = transaction.evenements.get("00000002")
        transaction.evenements.put("00000002", un.state.publier(JOUR), expected=un.version)
    engine.evenements.lier(SANS_CLASSEUR, modele.classeur).unwrap()
    assert [un.publie_le for un in engine.evenements.evenements()] == [JOUR, None]


def test_a_door_that_was_not_given_is_named() -> None:
    """An engine of meetings alone says which door is missing."""
    engine = evolve(moteur(), documents=None)
    with pytest.raises(Unavailable, match="documents"):
        _ = engine.publications
    assert engine.assemblees.suivis() == ()


def test_before_the_first_run_there_is_none() -> None:
    """Nobody has begun anything there yet. I-36."""
    engine = peupler(moteur())
    assert engine.publications.derniere(EXTRANET) is None


def test_a_model_that_is_gone_publishes_nothing() -> None:
    """Brought from elsewhere, an event may name a model that never came. EXP-44."""
    engine = peupler(moteur())
    un = ecrire(engine, "un")
    with engine.storage.transaction() as transaction:
        garde = transaction.evenements.get(un)
        transaction.evenements.put(un, evolve(garde.state, modele=ModeleId("?")), expected=garde.version)
    assert engine.evenements.publier(un).failure() == ModeleAbsent(modele=ModeleId("?"))


def test_a_turn_that_was_taken_by_another_is_not_given_back() -> None:
    """Whoever wakes up late ends nothing but its own run. SYS-06."""
    engine = peupler(moteur())
    portes = {"storage": engine.storage, "clock": engine.clock}
    lente = tour.prendre("service:publication", par="a", delai=timedelta(minutes=1), **portes).unwrap()  # type: ignore[arg-type]
    avancer(engine, timedelta(minutes=1))
    autre = tour.prendre("service:publication", par="b", delai=timedelta(minutes=1), **portes).unwrap()  # type: ignore[arg-type]
    tour.rendre(lente, Bilan(echecs=("trop tard",)), **portes)  # type: ignore[arg-type]
    with engine.storage.transaction() as transaction:
        assert transaction.executions.get("service:publication").state == autre
