"""Where meetings are kept: the contract on each store of ours, and what a database adds to it."""

from __future__ import annotations

import shutil
import sqlite3
import tracemalloc
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from itertools import count, islice
from pathlib import Path
from threading import Barrier

import pytest
from attrs import evolve
from sqlalchemy import URL, Connection, Engine, create_engine, text

from lsc_adapters.storage.genre import GENRES
from lsc_adapters.storage.memory import MemoryStorage
from lsc_adapters.storage.sql import SqlStorage, migrate, open_engine
from lsc_adapters.storage.sql.ordres import LOT_D_ETATS
from lsc_adapters.storage.sql.tables import metadata
from lsc_domain.assemblee.fait import SeanceClose, SeanceOuverte
from lsc_domain.assemblee.suivi import Suivi
from lsc_domain.assemblee.texte_de_passage import TextesDePassage
from lsc_domain.evenement import Evenement
from lsc_domain.parc import CompteClient, Metier
from lsc_domain.ports.errors import Broken, Conflict
from lsc_domain.ports.journal import Tete
from lsc_domain.ports.storage import Storage, Stored, Transaction
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CompteId, EntiteId, EvenementId, ImmeubleId, ModeleId, TiersId
from lsc_domain.testing.contracts._cas import SUIVI
from lsc_domain.testing.contracts._genres import GENRES as DES_LOIS
from lsc_domain.testing.contracts.acquis import ACQUIT
from lsc_domain.testing.contracts.storage import MakeStorage, StorageContract

LE = datetime(2020, 7, 7, 15, 4, 5, tzinfo=UTC)
EVENEMENT = Evenement(
    id=EvenementId("e"),
    chrono=152,
    modele=ModeleId("Facture"),
    immeuble=ImmeubleId("GILBERT"),
    objet="Facture d'eau",
    traite_le=date(2020, 7, 7),
)
COMPTE = CompteClient(
    id=CompteId("450"), entite=EntiteId("G001"), numero="450", tiers=TiersId("ATRILLON"), metier=Metier.SYNDIC
)


class TestMemoryStorage(StorageContract):
    @pytest.fixture
    def make_storage(self) -> MakeStorage:
        return MemoryStorage

    def test_of_two_acknowledgements_of_a_key_the_last_kept_is_held(self) -> None:
        """Nobody waits here: two transactions overlap, both are kept, and the one that ends last has the key."""
        storage, autre = MemoryStorage(), evolve(ACQUIT, taille=2)
        with storage.transaction() as t:
            t.acquis.ecrire("extranet", [ACQUIT, evolve(ACQUIT, cle="de la première")])
            with storage.transaction() as pressee:
                pressee.acquis.ecrire("extranet", [autre, evolve(ACQUIT, cle="de la seconde")])
        with storage.transaction() as t:
            lus = t.acquis.lire("extranet")
        assert sorted(lus) == ["de la première", "de la seconde", ACQUIT.cle]
        assert lus[ACQUIT.cle] == ACQUIT


class TestSqliteStorage(StorageContract):
    persistent = True

    @pytest.fixture
    def make_storage(self, make_sqlite: Callable[[], Path], ouvrir: Callable[[str], Engine]) -> MakeStorage:
        self.ouvrir = ouvrir
        return lambda: SqlStorage(ouvrir(f"sqlite:///{make_sqlite()}"))

    def reopen(self, storage: Storage) -> Storage:
        return SqlStorage(self.ouvrir(moteur(storage).url.render_as_string()))


class TestPostgresqlStorage(StorageContract):
    persistent, effectif = True, 1_000

    @pytest.fixture
    def make_storage(self, vider: Callable[[], Engine], ouvrir: Callable[[URL], Engine]) -> MakeStorage:
        self.ouvrir = ouvrir
        return lambda: SqlStorage(vider(), owned=True)

    def reopen(self, storage: Storage) -> Storage:
        return SqlStorage(self.ouvrir(moteur(storage).url), owned=True)


class TestPostgresqlEngineOfAHost(StorageContract):
    """An engine that is not ours to set: every transaction begins, even to read."""

    exemples, effectif = 5, 100

    @pytest.fixture
    def make_storage(self, vider: Callable[[], Engine]) -> MakeStorage:
        return lambda: SqlStorage(vider())


@pytest.fixture(scope="module")
def sqlite_d_un_hote(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file whose tables an engine that nobody set has made, to be copied."""
    modele = tmp_path_factory.mktemp("hote") / "modele.db"
    engine = create_engine(f"sqlite:///{modele}")
    migrate(engine)
    with engine.connect() as connexion:
        assert connexion.scalar(text("PRAGMA journal_mode")) == "delete"
    engine.dispose()
    return modele


class TestSqliteEngineOfAHost(StorageContract):
    """An engine nobody set: the driver begins transactions when it likes, the log is a journal."""

    exemples, effectif = 3, 100

    @pytest.fixture
    def make_storage(self, sqlite_d_un_hote: Path, tmp_path: Path) -> Iterator[MakeStorage]:
        numeros, engines = count(), list[Engine]()

        def faire() -> Storage:
            chemin = tmp_path / f"hote-{next(numeros)}.db"
            shutil.copyfile(sqlite_d_un_hote, chemin)
            engines.append(create_engine(f"sqlite:///{chemin}"))
            return SqlStorage(engines[-1])

        yield faire
        for engine in engines:
            engine.dispose()


class TestSqliteConnectionOfAHost(StorageContract):
    """Transactions are savepoints of one that the host will end."""

    concurrent = False
    exemples, effectif = 5, 100

    @pytest.fixture
    def make_storage(self, make_sqlite: Callable[[], Path], ouvrir: Callable[[str], Engine]) -> Iterator[MakeStorage]:
        yield from dans_une_connexion(lambda: ouvrir(f"sqlite:///{make_sqlite()}"))


class TestPostgresqlConnectionOfAHost(StorageContract):
    concurrent = False
    exemples, effectif = 5, 100

    @pytest.fixture
    def make_storage(self, vider: Callable[[], Engine]) -> Iterator[MakeStorage]:
        yield from dans_une_connexion(vider)


class TestAutocommitOfAHost:
    def test_a_transaction_is_one_all_the_same(self, vider: Callable[[], Engine]) -> None:
        """A host's engine may commit each statement by itself: ours are together anyway."""
        engine = vider().execution_options(isolation_level="AUTOCOMMIT")
        hote = create_engine(engine.url, isolation_level="AUTOCOMMIT")
        storage = SqlStorage(hote)
        with pytest.raises(ValueError, match="arrêt"):
            interrompre(storage)
        with storage.transaction() as t:
            assert t.journal.tete("a") == Tete()
            t.journal.append("a", (SeanceOuverte(),), le=LE, attendu=0)
        with storage.transaction() as t:
            assert t.journal.tete("a").rang == 1
        hote.dispose()


def moteur(storage: Storage) -> Engine:
    assert isinstance(storage, SqlStorage)
    base = storage._base
    assert isinstance(base, Engine)
    return base


def dans_une_connexion(make_engine: Callable[[], Engine]) -> Iterator[MakeStorage]:
    connexions: list[Connection] = []

    def faire() -> Storage:
        while connexions:  # on PostgreSQL, the next one needs the tables this one has locked
            connexions.pop().close()
        connexions.append(make_engine().connect())
        return SqlStorage(connexions[-1])

    yield faire
    for connexion in connexions:
        connexion.close()


def interrompre(storage: Storage) -> None:
    with storage.transaction() as t:
        t.journal.append("a", (SeanceOuverte(),), le=LE, attendu=0)
        t.suivis.put("a", SUIVI, expected=0)
        raise ValueError("arrêt")


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Engine:
    if request.param == "postgresql":
        vider: Callable[[], Engine] = request.getfixturevalue("vider")
        return vider()
    make_sqlite, ouvrir = request.getfixturevalue("make_sqlite"), request.getfixturevalue("ouvrir")
    ouvert: Engine = ouvrir(f"sqlite:///{make_sqlite()}")
    return ouvert


class TestInTheTransactionOfAHost:
    def test_the_host_has_the_last_word(self, engine: Engine) -> None:
        """What was kept in a connection of the host is forgotten if he forgets, and is his to commit."""
        with engine.connect() as connexion:
            storage = SqlStorage(connexion)
            garder(storage)
            connexion.rollback()
            assert en_tete(storage) == 0
            connexion.rollback()
        with engine.connect() as connexion:
            garder(SqlStorage(connexion))
            connexion.commit()
        assert en_tete(SqlStorage(engine)) == 1

    def test_leaving_a_transaction_commits_nothing_of_the_host(self, engine: Engine) -> None:
        """Nothing is seen from outside before the host commits: neither his rows nor ours."""
        with engine.begin() as connexion:
            connexion.execute(text("CREATE TABLE a_lui (x INTEGER)"))
        try:
            with engine.connect() as connexion:
                connexion.execute(text("INSERT INTO a_lui VALUES (1)"))
                garder(SqlStorage(connexion))
            assert en_tete(SqlStorage(engine)) == 0
            with engine.connect() as connexion:
                assert connexion.scalar(text("SELECT count(*) FROM a_lui")) == 0
        finally:
            with engine.begin() as connexion:
                connexion.execute(text("DROP TABLE a_lui"))

    def test_our_failure_leaves_his_work(self, engine: Engine) -> None:
        """A transaction of ours that fails is forgotten alone: the host goes on."""
        with engine.begin() as connexion:
            storage = SqlStorage(connexion)
            garder(storage)
            with pytest.raises(ValueError, match="arrêt"):
                interrompre_apres(storage)
            with pytest.raises(Conflict):
                garder(storage)
        storage = SqlStorage(engine)
        with storage.transaction() as t:
            assert t.journal.tete("a").rang == 1
            assert t.suivis.ids() == ()

    def test_a_driver_that_has_not_begun_does_not_commit(self, make_sqlite: Callable[[], Path]) -> None:
        """SQLite's driver begins at the first write: a savepoint before it would be the whole transaction."""
        hote = create_engine(f"sqlite:///{make_sqlite()}")
        with hote.connect() as connexion:
            garder(SqlStorage(connexion))
        assert en_tete(SqlStorage(hote)) == 0
        hote.dispose()


def garder(storage: Storage) -> None:
    with storage.transaction() as t:
        t.journal.append("a", (SeanceOuverte(),), le=LE, attendu=0)


def interrompre_apres(storage: Storage) -> None:
    with storage.transaction() as t:
        t.journal.append("a", (SeanceClose(),), le=LE, attendu=1)
        t.suivis.put("a", SUIVI, expected=0)
        raise ValueError("arrêt")


def en_tete(storage: Storage) -> int:
    with storage.transaction() as t:
        return t.journal.tete("a").rang


class TestTwoPrograms:
    def test_of_two_engines_one_wins(self, engine: Engine) -> None:
        """Two programs on one database, who read the same version: one keeps his, the other gets a `Conflict`."""
        autre = open_engine(engine.url)
        try:
            with SqlStorage(engine).transaction() as t:
                t.suivis.put("a", SUIVI, expected=0)
            ensemble = Barrier(2, timeout=30)

            def ecrire(moteur: Engine) -> Suivi | None:
                storage = SqlStorage(moteur)
                with storage.transaction() as t:
                    lu = t.suivis.get("a")
                ensemble.wait()
                nouveau = evolve(lu.state, nom=str(id(moteur)))
                try:
                    with storage.transaction() as t:
                        t.suivis.put("a", nouveau, expected=lu.version)
                except Conflict:
                    return None
                return nouveau

            with ThreadPoolExecutor(2) as fils:
                gagnants = [un for un in fils.map(ecrire, (engine, autre), timeout=30) if un is not None]
            assert len(gagnants) == 1
            with SqlStorage(autre).transaction() as t:
                assert t.suivis.get("a").state == gagnants[0]
        finally:
            autre.dispose()

    def test_deadlocked_writers_are_told_apart(self, vider: Callable[[], Engine]) -> None:
        """Two transactions that wait for each other: PostgreSQL stops one, which is a `Conflict`."""
        storage = SqlStorage(vider())
        with storage.transaction() as t:
            for qui in "ab":
                t.textes.put(qui, TextesDePassage(), expected=0)
        ensemble = Barrier(2, timeout=30)

        def croiser(ordre: str) -> bool:
            try:
                with storage.transaction() as t:
                    t.textes.put(ordre[0], TextesDePassage(), expected=1)
                    ensemble.wait()
                    t.textes.put(ordre[1], TextesDePassage(), expected=1)
            except Conflict:
                return False
            return True

        with ThreadPoolExecutor(2) as fils:
            assert sorted(fils.map(croiser, ("ab", "ba"), timeout=30)) == [False, True]


class TestWhatIsWritten:
    def test_a_meeting_is_looked_up_by_its_columns(self, engine: Engine) -> None:
        """A host may ask the database for the meetings of a day, or of a reference."""
        with SqlStorage(engine).transaction() as t:
            t.suivis.put("a", SUIVI, expected=0)
        with engine.connect() as connexion:
            ligne = connexion.execute(text("SELECT id, version, reference, date, etape FROM lsc_suivi")).one()
        assert tuple(map(str, ligne)) == ("a", "1", SUIVI.reference, "2020-07-07", "preparation")

    def test_a_row_that_was_changed_is_broken(self, engine: Engine) -> None:
        """A state that no longer reads is `Broken`, and says which."""
        storage = SqlStorage(engine)
        with storage.transaction() as t:
            t.suivis.put("a", SUIVI, expected=0)
        for corps in ("{", '{"id": "a"}', "[1]", '{"reference": "' + "x" * 9 + '"}'):
            with engine.begin() as connexion:
                connexion.execute(text("UPDATE lsc_suivi SET corps = :corps"), {"corps": corps})
            with pytest.raises(Broken, match="suivi a"), storage.transaction() as t:
                t.suivis.get("a")

    def test_sqlite_waits_for_the_disk(self, make_sqlite: Callable[[], Path], ouvrir: Callable[[str], Engine]) -> None:
        """The log with full synchronisation: what is committed is on the disk."""
        with ouvrir(f"sqlite:///{make_sqlite()}").connect() as connexion:
            reglages = {nom: connexion.scalar(text(f"PRAGMA {nom}")) for nom in ("journal_mode", "synchronous")}
        assert reglages == {"journal_mode": "wal", "synchronous": 2}

    def test_any_program_can_read_the_texts(
        self, make_sqlite: Callable[[], Path], ouvrir: Callable[[str], Engine]
    ) -> None:
        """A fact is one row: no library is needed to read it."""
        chemin = make_sqlite()
        garder(SqlStorage(ouvrir(f"sqlite:///{chemin}")))
        seul = sqlite3.connect(chemin)
        (texte,) = seul.execute("SELECT texte FROM lsc_fait").fetchone()
        seul.close()
        assert texte.startswith('{"assemblee":"a","code":"seance.ouverte","corps":{"heure":null},"le":"2020-07-07T15:')

    @pytest.mark.parametrize("corps", ["{", "[1]", '{"id": "b"}', '{"chrono": "1"}', "[" * 100_000], ids=range(5))
    def test_a_row_that_was_changed_is_named_among_the_others(self, engine: Engine, corps: str) -> None:
        """Reading them all stops at the one that does not read, and says which; those before it were given."""
        storage = SqlStorage(engine)
        with storage.transaction() as t:
            t.evenements.put_all((id, EVENEMENT) for id in "abc")
        with engine.begin() as connexion:
            connexion.execute(text("UPDATE lsc_evenement SET corps = :corps WHERE id = 'b'"), {"corps": corps})
        with storage.transaction() as t:
            lecture = t.evenements.all()
            assert next(lecture) == ("a", Stored(state=EVENEMENT, version=1))
            with pytest.raises(Broken, match="événement b"):
                next(lecture)

    @pytest.mark.parametrize("le", ["hier", "2020-07-07T15:04:05Z", "2020-13-07T15:04:05.000000Z"])
    def test_an_acknowledgement_that_was_changed_is_broken(self, engine: Engine, le: str) -> None:
        storage = SqlStorage(engine)
        with storage.transaction() as t:
            t.acquis.ecrire("extranet", [ACQUIT])
        with engine.begin() as connexion:
            connexion.execute(text("UPDATE lsc_acquis SET le = :le"), {"le": le})
        with pytest.raises(Broken, match="de extranet : sa ligne"), storage.transaction() as t:
            t.acquis.lire("extranet")

    def test_an_event_is_looked_up_by_its_columns(self, engine: Engine) -> None:
        """A host may ask for the events of a building, of a model, or that were never published."""
        with SqlStorage(engine).transaction() as t:
            t.evenements.put("a", EVENEMENT, expected=0)
            t.evenements.put("a", evolve(EVENEMENT, publie_le=date(2020, 7, 8)), expected=1)
            t.evenements.put("b", evolve(EVENEMENT, immeuble=ImmeubleId("0\0/É'")), expected=0)
            t.comptes.put("450", COMPTE, expected=0)
        with engine.connect() as connexion:
            lignes = connexion.execute(text("SELECT immeuble, modele, publie_le FROM lsc_evenement ORDER BY id")).all()
            assert connexion.scalar(text("SELECT tiers FROM lsc_compte_client")) == "ATRILLON"
        assert [tuple(map(str, ligne)) for ligne in lignes] == [
            ("GILBERT", "Facture", "2020-07-08"),
            ("0/É'", "Facture", "None"),
        ]

    def test_nothing_of_an_acknowledgement_needs_the_library(self, engine: Engine) -> None:
        with SqlStorage(engine).transaction() as t:
            t.acquis.ecrire("extranet", [ACQUIT])
        with engine.connect() as connexion:
            ligne = connexion.execute(text("SELECT * FROM lsc_acquis")).mappings().one()
        assert dict(ligne) == {
            "destination": "extranet",
            "cle": ACQUIT.cle,
            "empreinte": ACQUIT.empreinte,
            "chemin": ACQUIT.chemin,
            "taille": ACQUIT.taille,
            "contenu": ACQUIT.contenu,
            "le": "2020-07-07T15:04:05.123456Z",
        }


def test_every_kind_is_tried() -> None:
    """The port, the list of the laws and the list of the stores name the same kinds."""
    du_port = {nom for nom, un in vars(Transaction).items() if isinstance(un, property)} - {
        "acquis",
        "audit",
        "ecritures",
        "journal",
        "revision",
        "revisions",
    }
    assert du_port == {un.nom for un in DES_LOIS}
    assert {nom.removeprefix("lsc_") for nom in metadata.tables} >= {un.table for un in GENRES}
    with MemoryStorage().transaction() as t:
        for nom in du_port:
            getattr(t, nom).ids()
        assert set(t._depots) == {un.table for un in GENRES}


@pytest.mark.parametrize("nombre", [0, 1, LOT_D_ETATS - 1, LOT_D_ETATS, LOT_D_ETATS + 1, 2 * LOT_D_ETATS])
def test_no_state_is_lost_between_two_batches(engine: Engine, nombre: int) -> None:
    storage = SqlStorage(engine)
    with storage.transaction() as t:
        t.textes.put_all((f"{rang:04d}", TextesDePassage()) for rang in range(nombre))
        assert [id for id, _ in t.textes.all()] == [f"{rang:04d}" for rang in range(nombre)]


def test_memory_does_not_grow_with_what_is_read(make_sqlite: Callable[[], Path], ouvrir: Callable[..., Engine]) -> None:
    """One batch of rows is held, however many there are."""
    storage = SqlStorage(ouvrir(f"sqlite:///{make_sqlite()}"))
    with storage.transaction() as t:
        t.evenements.put_all((f"{rang:05d}", evolve(EVENEMENT, texte="x" * 2_000)) for rang in range(8 * LOT_D_ETATS))
    pointes: list[int] = []
    for combien in (2 * LOT_D_ETATS, 8 * LOT_D_ETATS):
        with storage.transaction() as t:
            tracemalloc.start()
            assert sum(1 for _ in islice(t.evenements.all(), combien)) == combien
            pointes.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    assert pointes[1] < 1.5 * pointes[0]


def test_writing_others_while_reading_loses_none(engine: Engine) -> None:
    """Each state is rewritten as it is read, with the one cursor there is: all are read, and once."""
    storage = SqlStorage(engine)
    with storage.transaction() as t:
        t.textes.put_all((f"{rang:04d}", TextesDePassage()) for rang in range(2 * LOT_D_ETATS + 1))
        for id, lu in t.textes.all():
            t.textes.put(id, TextesDePassage(agence=id), expected=lu.version)
        assert all((lu.version, lu.state.agence) == (2, id) for id, lu in t.textes.all())


class TestOpening:
    @pytest.mark.parametrize(
        "url",
        ["", "x", "mysql://root:s3cret@h/b", "postgresql+asyncpg://u:s3cret@h/b", "sqlite+aiosqlite:///a", "://s3cret"],
    )
    def test_an_address_that_is_none_of_ours_is_refused_without_being_told(self, url: str) -> None:
        with pytest.raises(InvalidValue) as fautif:
            open_engine(url)
        assert "s3cret" not in str(fautif.value)
        assert fautif.value.__suppress_context__ or fautif.value.__context__ is None

    def test_a_folder_that_is_not_there_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(Broken, match="absent"):
            open_engine(f"sqlite:///{tmp_path}/absent/base.db")

    @pytest.mark.parametrize("url", ["postgresql://u:s3cret@h/b", "postgresql+psycopg://u:s3cret@h/b?password=s3cret"])
    def test_a_store_does_not_say_its_address(self, url: str) -> None:
        engine = open_engine(url)
        assert engine.dialect.driver == "psycopg"
        assert "s3cret" not in repr(SqlStorage(engine))
        assert repr(SqlStorage(engine)) == "SqlStorage(postgresql)"

    def test_a_database_in_memory_is_one_for_all_threads(self, ouvrir: Callable[[str], Engine]) -> None:
        engine = ouvrir("sqlite://")
        migrate(engine)
        storage = SqlStorage(engine)
        with ThreadPoolExecutor(3) as fils:
            list(fils.map(lambda qui: suivre_un(storage, qui), "abc"))
        with storage.transaction() as t:
            assert t.suivis.ids() == ("a", "b", "c")


def suivre_un(storage: Storage, qui: str) -> None:
    with storage.transaction() as t:
        t.suivis.put(qui, SUIVI, expected=0)
