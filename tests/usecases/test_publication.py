"""A run, on memory adapters: what arrives, what goes, what a crash leaves, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import date, datetime, timedelta

import pytest
from agence import (
    ATRILLON,
    COURRIERS,
    EXTRANET,
    JOUR,
    SANS_CLASSEUR,
    documents,
    fichiers,
    liste,
    moteur,
    peupler,
)
from attrs import evolve
from envois import avancer, ecrire, plis, publier, restes, tenir_parole, texte
from hypothesis import given, settings
from hypothesis import strategies as st
from returns.pipeline import is_successful
from returns.result import Result

from lsc_adapters.clock.fixed import FixedClock
from lsc_adapters.messaging.memory import MemoryMessaging
from lsc_adapters.storage.memory import MemoryStorage
from lsc_adapters.transport.memory import MemoryFileDrop
from lsc_domain import Engine
from lsc_domain.ports.errors import Unavailable
from lsc_domain.ports.messaging import RaisonDEchec
from lsc_domain.ports.storage import Transaction
from lsc_domain.ports.transport import Depose, Depot, EchecDeTransport, Raison
from lsc_domain.publication.compte_rendu import CompteRendu
from lsc_domain.publication.destination import Destination, Filtre, Nature
from lsc_domain.publication.execution import DejaEnCours
from lsc_domain.publication.plan import RetraitMassif
from lsc_domain.publication.refus import DestinationInconnue, Supplantee, libelle
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import DestinationId
from lsc_domain.socle.licence import Licence, Option, OptionAbsente


@pytest.fixture
def engine() -> Engine:
    return peupler(moteur())


@pytest.fixture
def drop() -> MemoryFileDrop:
    return MemoryFileDrop()


# -------------------------------------------------------------------------------------------------------- the runs


@pytest.mark.req("PUB-08")
@pytest.mark.req("PUB-09")
def test_only_what_is_new_is_sent_and_the_list_is_whole(engine: Engine, drop: MemoryFileDrop) -> None:
    """Run 1: three documents, a list of three; run 2, one more: one file, a list of four; one off: a list of three."""
    trois = [ecrire(engine, objet) for objet in ("un", "deux", "trois")]
    assert publier(engine, drop).bilan.envoyes == 3 + 4 + 4  # with four accounts and four contacts
    assert len(documents(drop)) == 3
    ecrire(engine, "quatre")
    bilan = publier(engine, drop).bilan
    assert (bilan.envoyes, bilan.inchanges, len(documents(drop))) == (1, 11, 4)
    parti = next(une.chemin for une in liste(drop).elements if une.cle == f"document:{trois[0]}/0")
    engine.evenements.depublier(trois[0]).unwrap()
    assert parti in drop.list()  # before the run it is still online
    bilan = publier(engine, drop).bilan
    assert (bilan.envoyes, bilan.retires, len(documents(drop))) == (0, 1, 3)
    assert parti not in drop.list()
    assert publier(engine, drop).bilan.envoyes == 0


def test_the_list_comes_after_the_files_and_before_the_withdrawals(engine: Engine) -> None:
    """Whoever reads the list at any moment finds every file it names. PUB-08."""
    un = ecrire(engine, "un")
    drop = Journal()
    publier(engine, drop)
    assert drop.faits[-1] == "put manifeste.json"
    ecrire(engine, "deux")
    engine.evenements.depublier(un).unwrap()
    drop.faits.clear()
    publier(engine, drop)
    assert [fait.split("/")[0] for fait in drop.faits] == ["put documents", "put manifeste.json", "delete documents"]


@pytest.mark.req("PUB-10")
def test_an_event_published_again_replaces_its_file(engine: Engine, drop: MemoryFileDrop) -> None:
    """« Publier en date du jour » of what is online already: sent again, once, and the former file goes."""
    un = ecrire(engine, "un", publie_le=date(2020, 7, 1))
    publier(engine, drop)
    avant = set(fichiers(drop))
    engine.evenements.publier(un).unwrap()
    bilan = publier(engine, drop).bilan
    assert (bilan.envoyes, bilan.remplaces, bilan.retires) == (0, 1, 0)
    assert len(set(fichiers(drop)) - avant) == len(avant - set(fichiers(drop))) == 1


@pytest.mark.req("PUB-10")
@pytest.mark.req("EXP-44")
def test_linking_a_model_does_not_publish_the_past(engine: Engine, drop: MemoryFileDrop) -> None:
    """No publication date while the model has no binder; linked, it still waits for « publier en date du jour »."""
    un = ecrire(engine, "note", modele=SANS_CLASSEUR)
    publier(engine, drop)
    assert not documents(drop)
    ailleurs = next(une.classeur for une in engine.evenements.modeles() if une.id == COURRIERS)
    engine.evenements.lier(SANS_CLASSEUR, ailleurs).unwrap()
    publier(engine, drop)
    assert not documents(drop)
    engine.evenements.publier(un).unwrap()
    publier(engine, drop)
    assert len(documents(drop)) == 1


@pytest.mark.req("EXP-41")
def test_documents_are_sent_again_from_a_date_once(engine: Engine, drop: MemoryFileDrop) -> None:
    """With 01/07/2020: those dated on or after are sent again at the next run, older ones are not, and then no more."""
    for quand in (date(2020, 6, 30), date(2020, 7, 1), date(2020, 7, 6)):
        ecrire(engine, str(quand), publie_le=quand)
    publier(engine, drop)
    engine.publications.republier_depuis(EXTRANET, date(2020, 7, 1)).unwrap()
    assert len(engine.publications.plan(EXTRANET).unwrap().remplacements) == 2
    bilan = publier(engine, drop).bilan
    assert (bilan.envoyes, bilan.remplaces) == (0, 2)
    assert publier(engine, drop).bilan.remplaces == 0
    assert len(documents(drop)) == 3


@pytest.mark.req("I-35")
def test_a_massive_withdrawal_touches_nothing_until_it_is_confirmed(engine: Engine, drop: MemoryFileDrop) -> None:
    """Nothing is sent, nothing withdrawn, the list stays; confirmed, it is done. The refusal is reported."""
    tous = [ecrire(engine, f"{rang}") for rang in range(10)]
    publier(engine, drop)
    avant = {chemin: drop.get(chemin) for chemin in drop.list()}
    engine.evenements.depublier(*tous[:6]).unwrap()
    refus = engine.publications.publier(EXTRANET, drop, par="poste-1").failure()
    assert refus == RetraitMassif(retraits=6, tenus=18, seuil_pour_cent=20, seuil=500)
    assert {chemin: drop.get(chemin) for chemin in drop.list()} == avant
    derniere = engine.publications.derniere(EXTRANET)
    assert derniere is not None
    assert derniere.bilan.echecs == (libelle(refus),)
    assert publier(engine, drop, confirmer=True).bilan.retires == 6
    assert len(documents(drop)) == 4


@pytest.mark.req("I-36")
def test_a_failed_transfer_is_reported_and_stays_to_be_sent(engine: Engine, drop: MemoryFileDrop) -> None:
    """It is not marked as sent, the list does not name it, and the next run sends it alone."""
    un = ecrire(engine, "un")
    ecrire(engine, "deux")
    element = next(une for une in engine.publications.plan(EXTRANET).unwrap().envois if une.cle == f"document:{un}/0")
    drop.pannes[element.chemin] = Raison.PLEIN
    bilan = publier(engine, drop).bilan
    assert len(bilan.echecs) == 1
    assert "le disque du serveur est plein" in bilan.echecs[0]
    assert documents(drop) == ["00000002_00000000.pdf"]
    assert liste(drop).attendus == (f"document:{un}/0",)
    drop.pannes.clear()
    assert publier(engine, drop).bilan.envoyes == 1
    assert len(documents(drop)) == 2


def test_a_replacement_that_fails_leaves_the_former_file_listed(engine: Engine, drop: MemoryFileDrop) -> None:
    """What was readable stays readable. I-36."""
    un = ecrire(engine, "un", publie_le=date(2020, 7, 1))
    publier(engine, drop)
    avant = set(fichiers(drop))
    engine.evenements.publier(un).unwrap()
    drop.pannes[engine.publications.plan(EXTRANET).unwrap().remplacements[0].chemin] = Raison.COUPE
    publier(engine, drop)
    assert set(fichiers(drop)) == avant
    assert {une.chemin for une in liste(drop).elements} == avant
    drop.pannes.clear()
    assert publier(engine, drop).bilan.remplaces == 1


def test_when_nothing_passes_the_run_stops_trying(engine: Engine, drop: MemoryFileDrop) -> None:
    """A server that does not let us in is not asked a thousand times; all is still to be sent. I-36."""
    ecrire(engine, "un")
    run = evolve(engine.publications, taille_de_lot=2)
    for element in run.plan(EXTRANET).unwrap().envois:
        drop.pannes[element.chemin] = Raison.AUTHENTIFICATION
    drop.pannes["manifeste.json"] = Raison.AUTHENTIFICATION
    bilan = run.publier(EXTRANET, drop, par="poste-1").unwrap().bilan
    assert (bilan.envoyes, len(bilan.echecs)) == (0, 3)  # one lot of two, and the list
    assert not drop.list()
    drop.pannes.clear()
    assert publier(engine, drop).bilan.envoyes == 9


def test_a_list_that_does_not_arrive_withdraws_nothing(engine: Engine, drop: MemoryFileDrop) -> None:
    """Files go only once the list no longer names them. PUB-09."""
    un = ecrire(engine, "un")
    ecrire(engine, "deux")
    publier(engine, drop)
    avant = set(fichiers(drop))
    engine.evenements.depublier(un).unwrap()
    drop.pannes["manifeste.json"] = Raison.PLEIN
    bilan = publier(engine, drop).bilan
    assert (bilan.retires, bilan.echecs) == (0, ("manifeste.json : le disque du serveur est plein.",))
    assert set(fichiers(drop)) == avant
    drop.pannes.clear()
    assert publier(engine, drop).bilan.retires == 1


def test_a_file_that_cannot_be_taken_away_is_taken_away_at_the_next_run(engine: Engine, drop: MemoryFileDrop) -> None:
    """The list no longer has it; the file goes when the server lets it. PUB-09."""
    un = ecrire(engine, "un")
    ecrire(engine, "deux")
    publier(engine, drop)
    chemin = next(une.chemin for une in liste(drop).elements if une.cle == f"document:{un}/0")
    engine.evenements.depublier(un).unwrap()
    drop.pannes[chemin] = Raison.REFUSE
    assert len(publier(engine, drop).bilan.echecs) == 1
    assert chemin in drop.list()
    drop.pannes.clear()
    assert not publier(engine, drop).bilan.echecs
    assert chemin not in drop.list()


def test_an_attachment_that_is_lost_does_not_stop_the_others(engine: Engine, drop: MemoryFileDrop) -> None:
    """One content nobody has any more is one failure, named; the rest leaves. I-36."""
    un = ecrire(engine, "un", texte="", pieces=("bail.pdf",))
    ecrire(engine, "deux")
    perdu = engine.evenements.evenements()[0].pieces[0]
    with engine.storage.transaction() as transaction:
        garde = transaction.evenements.get(un)
        autre = evolve(garde.state, pieces=(evolve(perdu, empreinte="0" * 64),))
        transaction.evenements.put(un, autre, expected=garde.version)
    bilan = publier(engine, drop).bilan
    assert len(bilan.echecs) == 1
    assert documents(drop) == ["00000002_00000000.pdf"]


# -------------------------------------------------------------------------------------------------------- who may, when


@pytest.mark.req("EXP-02")
@pytest.mark.parametrize("licence", [None, Licence(titulaire="Agence", options=frozenset({Option.SYNDIC}))])
def test_without_the_licence_nothing_is_published(drop: MemoryFileDrop, licence: Licence | None) -> None:
    """« Licence extranet absente », at every use case."""
    engine = evolve(peupler(moteur()), licence=licence)
    une = engine.publications
    refuses: list[Result[object, object]] = [
        une.publier(EXTRANET, drop, par="a"),  # type: ignore[list-item]
        une.plan(EXTRANET),  # type: ignore[list-item]
        une.manifeste(EXTRANET),  # type: ignore[list-item]
        une.apercu(EXTRANET),  # type: ignore[list-item]
        une.ouvrir(EXTRANET, par="a"),  # type: ignore[list-item]
        une.republier_depuis(EXTRANET, JOUR),  # type: ignore[list-item]
    ]
    for refus in refuses:
        assert refus.failure() == OptionAbsente(option=Option.EXTRANET)
    assert libelle(OptionAbsente(option=Option.EXTRANET)) == "licence extranet absente."
    assert not drop.list()


@pytest.mark.req("EXP-05", "EXA-01", "EXC-01")
def test_the_options_are_kept_all_at_once(engine: Engine) -> None:
    """The domain name gives both addresses; one with a space or a dot is refused."""
    nouveaux = engine.publications.regler(evolve(engine.publications.parametres(), nom_de_domaine="nomdomaine"))
    assert engine.publications.parametres() == nouveaux
    assert nouveaux.adresse_d_administration == "https://nomdomaine.crypto-extranet.com/connexion/"
    assert nouveaux.adresse_des_clients == "https://nomdomaine.crypto-extranet.com/extranet"
    for faux in ("nom domaine", "nom.domaine"):
        with pytest.raises(InvalidValue):
            evolve(nouveaux, nom_de_domaine=faux)


@pytest.mark.req("X-13", "EXP-05", "EXA-01", "EXC-01")
def test_an_extranet_that_is_elsewhere_has_both_its_addresses_there(engine: Engine) -> None:
    """Two routes of one place: the editor's unless another is given, which clear text or a stray bar is not."""
    seed = evolve(engine.publications.parametres(), nom_de_domaine="nomdomaine")
    ailleurs = engine.publications.regler(evolve(seed, adresse_publique="https://agence.example.invalid/clients"))
    assert engine.publications.parametres() == ailleurs
    assert ailleurs.adresse_d_administration == "https://agence.example.invalid/clients/connexion/"
    assert ailleurs.adresse_des_clients == "https://agence.example.invalid/clients/extranet"
    sans_domaine = evolve(ailleurs, nom_de_domaine="")
    assert sans_domaine.a_une_adresse
    assert sans_domaine.adresse_des_clients == ailleurs.adresse_des_clients
    assert not evolve(sans_domaine, adresse_publique="").a_une_adresse
    for faux in (
        "http://agence.example.invalid",
        "https://agence.example.invalid/",
        "https://a:b@agence.example.invalid",
        "https://agence.example.invalid?x",
        "https://agence .example.invalid",
        "agence.example.invalid",
    ):
        with pytest.raises(InvalidValue, match="adresse publique"):
            evolve(seed, adresse_publique=faux)


@pytest.mark.req("I-36")
@pytest.mark.req("SYS-06")
def test_two_runs_never_overlap(engine: Engine, drop: MemoryFileDrop) -> None:
    """The second is told who is at work; once the first is dead, it is the first that is told to stop."""
    ecrire(engine, "un")
    travail = engine.publications.ouvrir(EXTRANET, par="poste-1").unwrap()
    refus = engine.publications.publier(EXTRANET, drop, par="poste-2").failure()
    assert isinstance(refus, DejaEnCours)
    assert refus.par == "poste-1"
    assert "déjà en cours par poste-1" in libelle(refus)
    avancer(engine, timedelta(minutes=10))
    assert is_successful(engine.publications.publier(EXTRANET, drop, par="poste-2"))
    perdue = Supplantee(objet=EXTRANET, numero=travail.numero)
    assert engine.publications.envoyer_lot(EXTRANET, drop, numero=1, lot=travail.lots[0]).failure() == perdue
    assert engine.publications.achever(EXTRANET, drop, numero=1).failure() == perdue
    assert "une autre a pris sa place" in libelle(perdue)


def test_a_destination_nobody_declared(engine: Engine, drop: MemoryFileDrop) -> None:
    """Publishing nowhere is refused by name; a destination has an identity that names nothing else."""
    inconnue = DestinationId("ailleurs")
    assert engine.publications.publier(inconnue, drop, par="a").failure() == DestinationInconnue(destination=inconnue)
    with pytest.raises(InvalidValue):
        engine.publications.regler_destination(Destination(id=DestinationId("avis:extranet")))


def test_several_destinations_each_with_its_filter_and_its_state(engine: Engine, drop: MemoryFileDrop) -> None:
    """A partner is given the documents from a day on, and nothing else; the extranet goes its own way."""
    ecrire(engine, "vieux", publie_le=date(2020, 1, 1))
    ecrire(engine, "neuf")
    partenaire = Destination(
        id=DestinationId("partenaire"), filtre=Filtre(natures=frozenset({Nature.DOCUMENT})), depuis_zero=JOUR
    )
    engine.publications.regler_destination(partenaire)
    apercu = engine.publications.apercu(partenaire.id).unwrap()
    assert (apercu.avec_historique.nombre, apercu.depuis_zero.nombre) == (2, 1)
    la_bas = MemoryFileDrop()
    assert engine.publications.publier(partenaire.id, la_bas, par="a").unwrap().bilan.envoyes == 1
    assert publier(engine, drop).bilan.envoyes == 10
    assert (len(list(fichiers(la_bas))), len(list(fichiers(drop)))) == (1, 10)
    assert {une.id for une in engine.publications.destinations()} == {EXTRANET, partenaire.id}


# -------------------------------------------------------------------------------------------------------- the report


@pytest.mark.req("PUB-05")
@pytest.mark.req("MSG-01")
def test_the_report_goes_to_those_who_receive_system_messages(engine: Engine, drop: MemoryFileDrop) -> None:
    """Users A (système on) and B (off): A receives one message with the counts; also when the run failed."""
    ecrire(engine, "un")
    publier(engine, drop)
    assert [pli.destinataire for pli in plis(engine)] == ["a@example.invalid"]
    assert "Envoyés : 9" in texte(engine, 0)
    assert "le conseil syndical n'a pas de liste" in texte(engine, 0)
    en_panne = evolve(engine, documents=Absent())  # the store of documents does not answer: the file is one failure
    ecrire(engine, "deux", texte="", pieces=("bail.pdf",))
    en_panne.publications.publier(EXTRANET, drop, par="poste-1").unwrap()
    assert "Échecs : 1" in texte(engine, 1)
    with pytest.raises(Unavailable):
        evolve(engine, ledgers=Absent()).publications.publier(EXTRANET, drop, par="poste-1")
    assert "registres injoignables" in texte(engine, 2)
    derniere = engine.publications.derniere(EXTRANET)
    assert derniere is not None
    assert derniere.terminee_le is not None
    assert derniere.bilan.echecs == ("envoi interrompu : registres injoignables",)


def test_a_report_that_cannot_leave_does_not_undo_the_run(drop: MemoryFileDrop) -> None:
    """Its failure is a warning kept with the run. PUB-05."""
    engine = peupler(moteur(messaging=MemoryMessaging({"a@example.invalid": RaisonDEchec.QUOTA})))
    ecrire(engine, "un")
    assert "rapport à Alice : quota dépassé" in publier(engine, drop).bilan.avertissements
    options = engine.publications.parametres()
    sans = tuple(evolve(un, courriel="") for un in options.utilisateurs)
    engine.publications.regler(evolve(options, utilisateurs=sans))
    assert "rapport à Alice : pas de courriel" in publier(engine, drop).bilan.avertissements


# -------------------------------------------------------------------------------------------------------- in pieces


def test_a_run_shared_between_workers_is_the_same_run(engine: Engine, drop: MemoryFileDrop) -> None:
    """Any worker may do any lot, even twice; the last step counts what all did, and the end is one run's."""
    for rang in range(5):
        ecrire(engine, f"{rang}", pieces=(f"{rang}.pdf",))
    une = evolve(engine.publications, taille_de_lot=3)
    travail = une.ouvrir(EXTRANET, par="chef").unwrap()
    assert [len(lot.cles) for lot in travail.lots] == [3, 3, 2, 3, 3, 3, 1]
    total = CompteRendu()
    for lot in reversed(travail.lots):
        autre = evolve(engine.publications, taille_de_lot=1)
        total += autre.envoyer_lot(EXTRANET, drop, numero=travail.numero, lot=lot).unwrap()
    une.envoyer_lot(EXTRANET, drop, numero=travail.numero, lot=travail.lots[0]).unwrap()
    execution = une.achever(EXTRANET, drop, numero=travail.numero, compte_rendu=total).unwrap()
    assert (execution.bilan.envoyes, execution.bilan.echecs) == (18, ())
    assert len(list(fichiers(drop))) == 18
    assert engine.publications.plan(EXTRANET).unwrap().est_vide
    assert not restes(engine)


def test_a_run_given_up_by_its_workers_is_ended_and_reported(engine: Engine, drop: MemoryFileDrop) -> None:
    """What was sent is acknowledged; the next run, at once, sends the rest. I-36."""
    for rang in range(5):
        ecrire(engine, f"{rang}")
    une = evolve(engine.publications, taille_de_lot=4)
    travail = une.ouvrir(EXTRANET, par="chef").unwrap()
    fait = une.envoyer_lot(EXTRANET, drop, numero=travail.numero, lot=travail.lots[0]).unwrap()
    finie = une.interrompre(EXTRANET, numero=travail.numero, raison="plus d'ouvrier", compte_rendu=fait)
    assert finie is not None
    assert finie.bilan.echecs == ("envoi interrompu : plus d'ouvrier",)
    assert "Envoyés : 4" in texte(engine, 0)
    assert publier(engine, drop).bilan.envoyes == 9


# -------------------------------------------------------------------------------------------------------- the crash

CHANGEMENTS = st.lists(
    st.tuples(st.sampled_from(("publier", "depublier", "joindre", "creer", "fermer")), st.integers(0, 3)), max_size=5
)


@pytest.mark.req("I-36")
@settings(max_examples=200)
@given(CHANGEMENTS, CHANGEMENTS, st.integers(0, 60), st.integers(0, 60), st.booleans())
def test_a_run_killed_anywhere_is_finished_by_the_next(
    avant: list[tuple[str, int]], apres: list[tuple[str, int]], premiere: int, seconde: int, republier: bool
) -> None:
    """Whatever moment it dies at, and whatever changes since: no file lost, none twice, none left behind."""
    minuteur = Minuteur()
    engine, drop = peupler(moteur(Fragile(minuteur))), DropFragile(minuteur)
    for rang in range(4):
        ecrire(engine, f"{rang}", pieces=(f"{rang}.pdf",), publie_le=date(2020, 7, 1))
    for changements, dans in (((), None), (avant, premiere), (apres, seconde), ((), None)):
        for quoi, rang in changements:
            changer(engine, quoi, rang)
        if republier and dans == premiere:
            engine.publications.republier_depuis(EXTRANET, JOUR).unwrap()
        minuteur.regler(dans)
        with suppress(Coupure):
            evolve(engine.publications, taille_de_lot=3).publier(
                EXTRANET, drop, par="poste-1", confirmer_retraits=True
            ).unwrap()
        minuteur.regler(None)
        avancer(engine, timedelta(hours=1))
    tenir_parole(engine, drop)


@pytest.mark.req("I-36")
@settings(max_examples=100)
@given(CHANGEMENTS, st.sets(st.integers(0, 40), max_size=12))
def test_failed_transfers_are_never_acknowledged(changements: list[tuple[str, int]], pannes: set[int]) -> None:
    """Any files may fail, at any run: what is listed is there, to the byte, and in the end all is."""
    engine, drop = peupler(moteur()), Capricieux(pannes)
    for rang in range(4):
        ecrire(engine, f"{rang}", pieces=(f"{rang}.pdf",), publie_le=date(2020, 7, 1))
    publier(engine, drop, confirmer=True)
    for quoi, rang in changements:
        changer(engine, quoi, rang)
    publier(engine, drop, confirmer=True)
    with engine.storage.transaction() as transaction:
        for acquit in transaction.acquis.lire(EXTRANET).values():
            assert len(drop.get(acquit.chemin)) == acquit.taille
    if "manifeste.json" in drop.list():
        assert {une.chemin for une in liste(drop).elements} <= set(fichiers(drop))
    drop.pannes_par_rang = set()
    publier(engine, drop, confirmer=True)
    tenir_parole(engine, drop)


def changer(engine: Engine, quoi: str, rang: int) -> None:
    """Do one of the things an agency does between two runs."""
    evenements = engine.evenements.evenements()
    un = evenements[rang % len(evenements)]
    match quoi:
        case "publier":
            engine.evenements.publier(un.id).unwrap()
        case "depublier":
            engine.evenements.depublier(un.id).unwrap()
        case "joindre":
            engine.evenements.joindre(un.id, f"{len(un.pieces)}.pdf", f"{un.id}{len(un.pieces)}".encode()).unwrap()
        case "creer":
            ecrire(engine, f"encore {rang}", destinataires=(ATRILLON,))
        case _:
            with engine.storage.transaction() as transaction:
                garde = transaction.comptes.get(f"450{ATRILLON}")
                bascule = evolve(garde.state, service_client=not garde.state.service_client)
                transaction.comptes.put(f"450{ATRILLON}", bascule, expected=garde.version)


class Coupure(BaseException):
    """The power goes: nothing of the program runs after it, not even its `except`."""


class Minuteur:
    """Cuts the power at the n-th thing done."""

    def __init__(self) -> None:
        self._reste: int | None = None

    def regler(self, dans: int | None) -> None:
        self._reste = dans

    def battre(self) -> None:
        if self._reste is None:
            return
        if self._reste == 0:
            raise Coupure
        self._reste -= 1


class Fragile(MemoryStorage):
    """A store whose program may die just before a transaction is kept, or just after."""

    def __init__(self, minuteur: Minuteur) -> None:
        super().__init__()
        self._minuteur = minuteur

    @contextmanager
    def _entourer(self) -> Iterator[Transaction]:
        with super().transaction() as transaction:
            yield transaction
            self._minuteur.battre()
        self._minuteur.battre()

    def transaction(self) -> AbstractContextManager[Transaction]:  # type: ignore[override]
        return self._entourer()


class Journal(MemoryFileDrop):
    """Remembers in what order things were done."""

    def __init__(self) -> None:
        super().__init__()
        self.faits: list[str] = []

    def put(self, depot: Depot, /) -> Result[Depose, EchecDeTransport]:
        self.faits.append(f"put {depot.chemin}")
        return super().put(depot)

    def put_all(self, depots: Iterable[Depot], /) -> Iterator[Result[Depose, EchecDeTransport]]:
        return map(self.put, depots)

    def delete(self, chemin: str, /) -> Result[None, EchecDeTransport]:
        self.faits.append(f"delete {chemin}")
        return super().delete(chemin)


class DropFragile(Journal):
    """A far side whose near side may die just before a file arrives, or just after; likewise when one goes."""

    def __init__(self, minuteur: Minuteur) -> None:
        super().__init__()
        self._minuteur = minuteur

    def put(self, depot: Depot, /) -> Result[Depose, EchecDeTransport]:
        return self._entourer(lambda: MemoryFileDrop.put(self, depot))

    def delete(self, chemin: str, /) -> Result[None, EchecDeTransport]:
        return self._entourer(lambda: MemoryFileDrop.delete(self, chemin))

    def _entourer(self, faire: Callable[[], Result[Depose | None, EchecDeTransport]]) -> Result:  # type: ignore[type-arg]
        self._minuteur.battre()
        fait = faire()
        self._minuteur.battre()
        return fait


class Capricieux(Journal):
    """Refuses the files of some ranks, deletions included."""

    def __init__(self, pannes: set[int]) -> None:
        super().__init__()
        self.pannes_par_rang, self._rang = pannes, 0

    def put(self, depot: Depot, /) -> Result[Depose, EchecDeTransport]:
        self._avancer(depot.chemin)
        return super().put(depot)

    def delete(self, chemin: str, /) -> Result[None, EchecDeTransport]:
        self._avancer(chemin)
        return super().delete(chemin)

    def _avancer(self, chemin: str) -> None:
        self.pannes.clear()
        if self._rang in self.pannes_par_rang:
            self.pannes[chemin] = Raison.REFUSE
        self._rang += 1


class Absent:
    """A door behind which nobody is."""

    def comptabilite(self, jour: date, /) -> None:
        raise Unavailable("registres injoignables")

    def get(self, empreinte: str, /) -> bytes:
        raise Unavailable("magasin injoignable")


def test_an_instant_is_that_of_paris(engine: Engine) -> None:
    """At 23:30 in Paris in UTC it is another day in summer: the list is of the day in Paris."""
    horloge = FixedClock(datetime.fromisoformat("2020-07-06T22:30:00+00:00"))
    assert evolve(engine, clock=horloge).publications.manifeste(EXTRANET).unwrap().jour == date(2020, 7, 7)
