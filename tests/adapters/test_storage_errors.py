"""What a database says no with: each line of the table, and the real thing wherever a test can bring it about."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier
from time import sleep

import psycopg
import pytest
from attrs import evolve
from sqlalchemy import URL, Engine, create_engine, event, exc, text
from sqlalchemy import Connection as SqlConnection

from lsc_adapters.bootstrap import sql_engine
from lsc_adapters.storage.sql import SqlDocumentStore, SqlStorage, migrate, open_engine
from lsc_adapters.storage.sql.errors import _CLASSES, _LIGNES, Traduction, translate
from lsc_adapters.storage.sql.storage import SqlTransaction, _TransactionDeMoteur
from lsc_domain.assemblee.fait import Fait, SeanceOuverte, SeanceSuspendue
from lsc_domain.extranet.fournisseur import Fournisseur
from lsc_domain.ports.errors import Broken, Conflict, PortError, Unavailable
from lsc_domain.ports.journal import Tete
from lsc_domain.publication.acquit import Acquit
from lsc_domain.testing.contracts._cas import SUIVI
from lsc_domain.testing.contracts.acquis import ACQUIT
from lsc_domain.testing.contracts.audit import TRACE
from lsc_domain.testing.contracts.ecritures import ECRITURE
from lsc_domain.testing.contracts.etats import ATRILLON

LE = datetime(2020, 7, 7, 15, 4, 5, tzinfo=UTC)
FOURNISSEUR = Fournisseur(code="PLOMBIER", nom="Plomberie GILBERT")
GROS = SeanceSuspendue(motif="x" * 50_000)


def faute_sqlite(nom: str) -> sqlite3.Error:
    fautif = sqlite3.OperationalError("ce que dit le pilote")
    fautif.sqlite_errorname = nom
    return fautif


def faute_postgresql(code: str) -> psycopg.Error:
    fautif = psycopg.OperationalError("ce que dit le pilote")
    fautif.sqlstate = code
    return fautif


class TestTable:
    @pytest.mark.parametrize("ligne", _LIGNES, ids=[ligne[0] for ligne in _LIGNES])
    def test_each_line(self, ligne: tuple[str, type[PortError], str]) -> None:
        """A code means what its line says, and so does a code that goes on, unless another line is closer."""
        debut, type_, texte = ligne
        faire = faute_sqlite if debut.startswith("SQLITE") else faute_postgresql
        for code in (debut, f"{debut}_ZZ"):
            traduit = translate(faire(code))
            assert type(traduit) is type_
            assert texte in str(traduit)
            assert code in str(traduit)
            assert "pilote" not in str(traduit)

    @pytest.mark.parametrize("ligne", _CLASSES, ids=[ligne[0] for ligne in _CLASSES])
    @pytest.mark.parametrize("pilote", [sqlite3, psycopg])
    def test_each_class_without_a_code(self, pilote: object, ligne: tuple[str, type[PortError], str]) -> None:
        traduit = translate(getattr(pilote, ligne[0])("sans code"))
        assert type(traduit) is ligne[1]
        assert ligne[2] in str(traduit)

    def test_the_closest_line_wins(self) -> None:
        assert type(translate(faute_sqlite("SQLITE_BUSY"))) is Unavailable
        assert type(translate(faute_sqlite("SQLITE_BUSY_SNAPSHOT"))) is Conflict
        assert type(translate(faute_sqlite("SQLITE_CONSTRAINT_NOTNULL"))) is Broken
        assert type(translate(faute_postgresql("23505"))) is Conflict
        assert type(translate(faute_postgresql("23502"))) is Broken

    def test_what_sqlalchemy_wraps_is_unwrapped(self) -> None:
        enveloppe = exc.OperationalError("INSERT", {}, faute_sqlite("SQLITE_FULL"))
        assert "disque est plein" in str(translate(enveloppe))
        assert type(translate(exc.TimeoutError())) is Unavailable
        assert type(translate(exc.PendingRollbackError())) is Unavailable
        assert type(translate(sqlite3.Warning("autre"))) is Broken

    def test_the_cause_is_kept_and_other_errors_pass(self) -> None:
        traduction, fautif = Traduction(create_engine("sqlite://").dialect), faute_sqlite("SQLITE_FULL")
        with pytest.raises(Broken) as traduit, traduction:
            raise fautif
        assert traduit.value.__cause__ is fautif
        with pytest.raises(ZeroDivisionError), traduction:
            raise ZeroDivisionError


def garder(storage: SqlStorage, *faits: Fait) -> None:
    with storage.transaction() as t:
        t.journal.append("a", faits or (SeanceOuverte(),), le=LE, attendu=t.journal.tete("a").rang)


def acquitter(storage: SqlStorage, debut: int, fin: int) -> None:
    with storage.transaction() as t:
        t.acquis.ecrire("extranet", [evolve(ACQUIT, cle=f"{rang}") for rang in range(debut, fin)])


def compter(storage: SqlStorage) -> int:
    with storage.transaction() as t:
        return len(list(t.journal.read("a")))


class TestSqlite:
    @pytest.fixture
    def chemin(self, make_sqlite: Callable[[], Path]) -> Path:
        return make_sqlite()

    @pytest.fixture
    def engine(self, chemin: Path, ouvrir: Callable[[str], Engine]) -> Engine:
        return ouvrir(f"sqlite:///{chemin}")

    def test_a_writer_who_does_not_end(self, chemin: Path, engine: Engine) -> None:
        """One waits, then is told: nothing one had read is stale, asking again may do."""
        regler(engine, "busy_timeout=50")
        storage = SqlStorage(engine)
        garder(storage)
        with closing(sqlite3.connect(chemin, isolation_level=None)) as autre:
            autre.execute("BEGIN IMMEDIATE")
            with pytest.raises(Unavailable, match="occupée"):
                garder(storage)
            autre.execute("ROLLBACK")
        garder(storage)
        assert compter(storage) == 2

    def test_a_full_disk(self, engine: Engine) -> None:
        """What did not fit is forgotten, whole; what was kept stays, and there is room for more once there is room."""
        storage = SqlStorage(engine)
        garder(storage, GROS)
        with engine.connect() as connexion:
            pages = connexion.scalar(text("PRAGMA page_count"))
        engine.dispose()
        regler(engine, f"max_page_count={pages + 3}")
        with pytest.raises(Broken, match="disque est plein"):
            ecrire_trop(storage)
        assert compter(storage) == 1
        garder(storage)
        engine.dispose()
        regler(engine, "max_page_count=100000")
        garder(storage, GROS)
        with storage.transaction() as t:
            assert [un.rang for un in t.journal.read("a")] == [1, 2, 3]
            assert t.suivis.ids() == ()

    def test_a_full_disk_in_a_batch(self, engine: Engine) -> None:
        """A batch that does not fit is forgotten, whole: what was acknowledged before it is held, and no more."""
        storage = SqlStorage(engine)
        acquitter(storage, 0, 10)
        with engine.connect() as connexion:
            pages = connexion.scalar(text("PRAGMA page_count"))
        engine.dispose()
        regler(engine, f"max_page_count={pages + 3}")
        with pytest.raises(Broken, match="disque est plein"):
            acquitter(storage, 10, 5_000)
        with pytest.raises(Broken, match="disque est plein"), storage.transaction() as t:
            t.tiers.put_all((f"{rang}", ATRILLON) for rang in range(5_000))
        with storage.transaction() as t:
            assert sorted(map(int, t.acquis.lire("extranet"))) == list(range(10))
            assert t.tiers.ids() == ()

    def test_a_full_disk_under_the_log(self, chemin: Path, engine: Engine) -> None:
        """The system itself refuses to write more: every fact that was acknowledged is there, in its chain."""
        fini = subprocess.run(
            [sys.executable, "-c", REMPLIR, str(chemin)], capture_output=True, text=True, check=False, timeout=60
        )
        *actes, dernier = fini.stdout.split()
        assert dernier == "Broken", fini.stderr
        assert compter(SqlStorage(engine)) == len(actes) > 3

    def test_a_database_opened_to_be_read(self, chemin: Path, ouvrir: Callable[[str], Engine]) -> None:
        lecture = ouvrir(f"sqlite:///file:{chemin}?mode=ro&uri=true")
        with pytest.raises(Broken, match="ne peut pas être écrite"):
            garder(SqlStorage(lecture))

    @pytest.mark.parametrize("quoi", ["fichier", "dossier"])
    def test_a_file_or_a_folder_one_may_not_write_in(self, sqlite_migree: Path, quoi: str) -> None:
        """As somebody who is not root, for whom nothing is read-only."""
        dossier = Path(tempfile.mkdtemp(prefix="lsc-"))
        try:
            chemin = dossier / "base.db"
            shutil.copyfile(sqlite_migree, chemin)
            chemin.chmod(0o444 if quoi == "fichier" else 0o666)
            dossier.chmod(0o777 if quoi == "fichier" else 0o555)
            fini = subprocess.run(
                [sys.executable, "-c", ECRIRE, str(chemin)], capture_output=True, text=True, check=False, timeout=60
            )
            assert fini.stdout.split() == ["Broken"], fini.stderr
        finally:
            dossier.chmod(0o777)
            shutil.rmtree(dossier)

    def test_a_file_that_is_no_database(self, tmp_path: Path, ouvrir: Callable[[str], Engine]) -> None:
        (tmp_path / "faux.db").write_bytes(b"PK\3\4" + b"x" * 8192)
        with pytest.raises(Broken, match="n'est pas une base"):
            garder(SqlStorage(ouvrir(f"sqlite:///{tmp_path}/faux.db")))

    def test_a_damaged_file(self, chemin: Path, engine: Engine) -> None:
        storage = SqlStorage(engine)
        garder(storage, *[GROS] * 5)
        engine.dispose()
        octets = bytearray(chemin.read_bytes())
        octets[4096 * 2 :] = b"\xff" * (len(octets) - 4096 * 2)
        chemin.write_bytes(octets)
        with pytest.raises(Broken, match="base de données"):
            compter(storage)

    def test_a_missing_table(self, engine: Engine) -> None:
        storage = SqlStorage(engine)
        garder(storage)
        with engine.begin() as connexion:
            connexion.execute(text("DROP TABLE lsc_fait"))
        with pytest.raises(Broken, match="lsc base migrer"):
            garder(storage)
        with engine.begin() as connexion:
            connexion.execute(text("DROP TABLE lsc_acquis"))
            connexion.execute(text("DROP TABLE lsc_tiers"))
            for nom in ("ecriture", "audit", "session", "revision"):
                connexion.execute(text(f"DROP TABLE lsc_{nom}"))
        for usage in (
            lambda t: t.acquis.lire("extranet"),
            lambda t: t.acquis.ecrire("extranet", [ACQUIT]),
            lambda t: t.acquis.retirer("extranet", ["a"]),
            lambda t: t.tiers.put_all([("a", ATRILLON)]),
            lambda t: list(t.tiers.all()),
            lambda t: t.ecritures.ajouter([ECRITURE]),
            lambda t: list(t.ecritures.du_compte(ECRITURE.compte)),
            lambda t: t.ecritures.report(ECRITURE.compte),
            lambda t: t.audit.ajouter(TRACE),
            lambda t: t.audit.lire(),
            lambda t: t.sessions.by("identifiant", "ATRILLON").__next__(),
            lambda t: t.sessions.drop("a", expected=1),
            lambda t: t.revision,
            lambda t: t.fournisseurs.put("a", FOURNISSEUR, expected=0),  # as it leaves, and not before
        ):
            with pytest.raises(Broken, match="lsc base migrer"), storage.transaction() as t:
                usage(t)

    def test_a_folder_in_place_of_a_file(self, tmp_path: Path, ouvrir: Callable[[str], Engine]) -> None:
        (tmp_path / "dossier.db").mkdir()
        with pytest.raises(Broken, match="ne s'ouvre pas"):
            garder(SqlStorage(ouvrir(f"sqlite:///{tmp_path}/dossier.db")))

    def test_no_connection_is_left(self, chemin: Path) -> None:
        pressee = create_engine(f"sqlite:///{chemin}", pool_size=1, max_overflow=0, pool_timeout=0.05)
        storage = SqlStorage(pressee)
        garder(storage)
        with storage.transaction(), pytest.raises(Unavailable, match="connexions"):
            garder(storage)
        garder(storage)
        pressee.dispose()


REMPLIR = """
import resource, signal, sys
from datetime import datetime, UTC
from lsc_adapters.storage.sql import SqlStorage, open_engine
from lsc_domain.assemblee.fait import SeanceSuspendue
from lsc_domain.ports.errors import PortError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
storage = SqlStorage(open_engine(f"sqlite:///{sys.argv[1]}"))
for rang in range(100):
    try:
        with storage.transaction() as t:
            t.journal.append("a", (SeanceSuspendue(motif="x" * 30_000),), le=datetime.now(UTC), attendu=rang)
    except PortError as fautif:
        print(type(fautif).__name__)
        break
    print("garde")
"""

ECRIRE = """
import os, sys
from datetime import datetime, UTC
from lsc_adapters.storage.sql import SqlStorage, open_engine
from lsc_domain.assemblee.fait import SeanceOuverte
from lsc_domain.ports.errors import PortError
open_engine("sqlite://").connect().close()  # what is imported late is imported now
if os.geteuid() == 0:
    os.seteuid(65534)
try:
    with SqlStorage(open_engine(f"sqlite:///{sys.argv[1]}")).transaction() as t:
        t.journal.append("a", (SeanceOuverte(),), le=datetime.now(UTC), attendu=0)
except PortError as fautif:
    print(type(fautif).__name__)
"""


def regler(engine: Engine, reglage: str) -> None:
    """Set each connection of an engine, from the next one on."""
    engine.dispose()

    @event.listens_for(engine, "connect")
    def _(connexion: sqlite3.Connection, _: object) -> None:
        connexion.execute(f"PRAGMA {reglage}").close()


def ecrire_trop(storage: SqlStorage) -> None:
    with storage.transaction() as t:
        t.suivis.put("a", SUIVI, expected=0)
        t.journal.append("a", [GROS] * 20, le=LE, attendu=1)


class TestPostgresql:
    @pytest.fixture
    def engine(self, vider: Callable[[], Engine], ouvrir: Callable[[URL], Engine]) -> Engine:
        """An engine of the test's own, whose connections it may cut."""
        return ouvrir(vider().url)

    @pytest.mark.parametrize("moment", ["avant_d_ecrire", "avant_de_garder"])
    @pytest.mark.parametrize("coupure", ["terminer", "fermer"])
    def test_a_connection_cut_in_a_transaction(self, engine: Engine, coupure: str, moment: str) -> None:
        """Everything of it is forgotten, one is told to ask again, and asking again does."""
        storage = SqlStorage(engine)
        garder(storage)
        couper = terminer if coupure == "terminer" else fermer
        with pytest.raises(Unavailable):
            travailler(storage, lambda connexion: couper(engine, connexion), moment)
        with storage.transaction() as t:
            assert t.journal.tete("a").rang == 1
            assert t.suivis.ids() == ()
        garder(storage)
        assert compter(storage) == 2

    @pytest.mark.parametrize("coupure", ["terminer", "fermer"])
    def test_a_connection_cut_as_it_is_taken(self, engine: Engine, coupure: str) -> None:
        """Of an engine of ours, nobody notices: nothing was said on it yet, and it is said on another one."""
        storage = SqlStorage(engine, owned=True)
        garder(storage)
        couper = terminer if coupure == "terminer" else fermer
        with storage.transaction() as t:
            assert isinstance(t, _TransactionDeMoteur)
            assert t._connexion is not None
            connexion = t._connexion.dbapi_connection
            assert isinstance(connexion, psycopg.Connection)
            couper(engine, connexion)
            assert t.journal.tete("a").rang == 1
            t.suivis.put("a", SUIVI, expected=0)
        with storage.transaction() as t:
            assert t.suivis.ids() == ("a",)

    @pytest.mark.parametrize("coupure", ["terminer", "fermer"])
    def test_a_connection_cut_as_it_is_taken_from_a_host(self, engine: Engine, coupure: str) -> None:
        """His pool is his: one is told to ask again, and asking again does."""
        storage = SqlStorage(engine)
        garder(storage)
        couper = terminer if coupure == "terminer" else fermer

        def lire(*, en_coupant: bool) -> int:
            with storage.transaction() as t:
                assert isinstance(t, _TransactionDeMoteur)
                assert t._connexion is not None
                connexion = t._connexion.dbapi_connection
                assert isinstance(connexion, psycopg.Connection)
                if en_coupant:
                    couper(engine, connexion)
                return t.journal.tete("a").rang

        with pytest.raises(Unavailable):
            lire(en_coupant=True)
        assert lire(en_coupant=False) == 1

    @pytest.mark.parametrize("moment", ["avant_la_question", "avant_de_garder"])
    @pytest.mark.parametrize("coupure", ["terminer", "fermer"])
    def test_a_document_store_finds_its_connection_cut(self, engine: Engine, coupure: str, moment: str) -> None:
        """Of an engine of ours nobody notices, whatever was asked and whenever it was cut."""
        store, faits = SqlDocumentStore(engine, owned=True), 0
        store.put(b"une facture")
        with coupee(engine, coupure, moment) as coupures:
            empreinte = store.put(b"un contrat")
            faits += len(coupures)
        for lire, attendu in ((store.get, b"un contrat"), (store.has, True), (store.size, len(b"un contrat"))):
            with coupee(engine, coupure, moment) as coupures:
                assert lire(empreinte) == attendu
                faits += len(coupures)
        assert faits == 4

    def test_the_documents_of_an_engine_opened_by_its_address(self, engine: Engine) -> None:
        """Its pool is ours, and so is the promise; that of an engine given by its host is his."""
        adresse = engine.url.render_as_string(hide_password=False)
        with sql_engine(adresse) as ouverte:
            assert isinstance(ouverte.storage, SqlStorage)
            assert isinstance(ouverte.storage.base, Engine)
            assert ouverte.documents is not None
            empreinte = ouverte.documents.put(b"une facture")
            with coupee(ouverte.storage.base, "fermer", "avant_la_question") as coupures:
                assert ouverte.documents.get(empreinte) == b"une facture"
            assert len(coupures) == 1
        d_un_hote = sql_engine(engine).documents
        assert d_un_hote is not None
        with coupee(engine, "fermer", "avant_la_question"), pytest.raises(Unavailable):
            d_un_hote.get(empreinte)

    @pytest.mark.parametrize("coupure", ["terminer", "fermer"])
    def test_a_document_store_of_a_host_finds_its_connection_cut(self, engine: Engine, coupure: str) -> None:
        """His pool is his: one is told to ask again, and asking again does."""
        store = SqlDocumentStore(engine)
        empreinte = store.put(b"une facture")
        with coupee(engine, coupure, "avant_la_question"), pytest.raises(Unavailable):
            store.get(empreinte)
        assert store.get(empreinte) == b"une facture"

    def test_a_document_store_whose_every_connection_is_cut(self, engine: Engine) -> None:
        """Another one is asked once, and not for ever."""
        store = SqlDocumentStore(engine, owned=True)
        empreinte = store.put(b"une facture")
        with coupee(engine, "terminer", "avant_la_question", fois=2) as coupures, pytest.raises(Unavailable):
            store.get(empreinte)
        assert len(coupures) == 2
        assert store.get(empreinte) == b"une facture"

    @pytest.mark.req("I-36")
    def test_a_connection_cut_among_batches(self, engine: Engine) -> None:
        """What was acknowledged in the transaction that is cut is not held, and will be sent again."""
        storage = SqlStorage(engine)
        acquitter(storage, 0, 3)

        def travailler_par_lots() -> None:
            with storage.transaction() as t:
                t.acquis.ecrire("extranet", [evolve(ACQUIT, cle="perdu")])
                t.tiers.put_all([("a", ATRILLON), ("b", ATRILLON)])
                assert next(t.tiers.all())[0] == "a"
                couper_tout(engine, t)
                t.tiers.put_all([("c", ATRILLON), ("d", ATRILLON)])

        with pytest.raises(Unavailable):
            travailler_par_lots()
        with storage.transaction() as t:
            assert sorted(t.acquis.lire("extranet")) == ["0", "1", "2"]
            assert t.tiers.ids() == ()
            t.tiers.put_all([("a", ATRILLON)])

    def test_a_batch_that_crosses_another(self, engine: Engine) -> None:
        """Two batches of the same keys, each in its own order: one waits for the other, and both are kept."""
        storage, ensemble = SqlStorage(engine), Barrier(2, timeout=30)
        lot = [evolve(ACQUIT, cle=f"{rang:04d}") for rang in range(1_000)]

        def ecrire(suite: list[Acquit]) -> None:
            ensemble.wait()
            for _ in range(3):
                with storage.transaction() as t:
                    t.acquis.ecrire("extranet", suite)
                with storage.transaction() as t:
                    t.acquis.retirer("extranet", [un.cle for un in suite])

        with ThreadPoolExecutor(2) as fils:
            list(fils.map(ecrire, (lot, lot[::-1]), timeout=30))
        with storage.transaction() as t:
            assert t.acquis.lire("extranet") == {}

    def test_a_connection_cut_between_two_transactions(self, engine: Engine) -> None:
        """Nobody notices: the pool looks before it gives a connection, and what is said first is said again."""
        storage = SqlStorage(engine, owned=True)
        garder(storage)
        terminer_toutes(engine)
        garder(storage)
        assert compter(storage) == 2

    def test_a_host_s_connection_cut(self, engine: Engine) -> None:
        with engine.connect() as connexion:
            storage = SqlStorage(connexion)
            garder(storage)
            numero = connexion.scalar(text("SELECT pg_backend_pid()"))
            with engine.connect() as autre:
                autre.execute(text("SELECT pg_terminate_backend(:numero)"), {"numero": numero})
            with pytest.raises(Unavailable):
                garder(storage)
            connexion.invalidate()
        assert compter(SqlStorage(engine)) == 0

    def test_a_server_that_is_not_there(self) -> None:
        """And the password is told nowhere, not even where the error came from."""
        engine = open_engine("postgresql://lsc:s3cret@127.0.0.1:1/base")
        with pytest.raises(Unavailable) as fautif:
            garder(SqlStorage(engine))
        assert "s3cret" not in "".join(traceback.format_exception(fautif.value))
        engine.dispose()

    def test_a_database_that_is_not_there(self, engine: Engine, ouvrir: Callable[[URL], Engine]) -> None:
        with pytest.raises(PortError):
            garder(SqlStorage(ouvrir(engine.url.set(database="absente"))))

    def test_a_database_one_may_only_read(self, engine: Engine, ouvrir: Callable[[URL], Engine]) -> None:
        with pytest.raises(Broken, match="ne peut pas être écrite"):
            garder(SqlStorage(ouvrir(avec(engine.url, "default_transaction_read_only=on"))))

    def test_a_writer_who_does_not_end(self, engine: Engine, ouvrir: Callable[[URL], Engine]) -> None:
        presse = SqlStorage(ouvrir(avec(engine.url, "lock_timeout=50")))
        with SqlStorage(engine).transaction() as t:
            t.journal.append("b", (SeanceOuverte(),), le=LE, attendu=0)
            with pytest.raises(Unavailable, match="occupée"):
                garder(presse)
        garder(presse)

    def test_a_question_that_takes_too_long(self, engine: Engine, ouvrir: Callable[[URL], Engine]) -> None:
        presse = SqlStorage(ouvrir(avec(engine.url, "statement_timeout=50")))
        with SqlStorage(engine).transaction() as t:
            t.journal.append("b", (SeanceOuverte(),), le=LE, attendu=0)
            with pytest.raises(Unavailable, match="interrompue"):
                garder(presse)

    def test_a_missing_table(self, make_postgresql: Callable[[], URL], ouvrir: Callable[[URL], Engine]) -> None:
        engine = ouvrir(make_postgresql())
        migrate(engine)
        storage = SqlStorage(engine)
        garder(storage)
        with engine.begin() as connexion:
            connexion.execute(text("DROP TABLE lsc_fait"))
        with pytest.raises(Broken, match="lsc base migrer"):
            garder(storage)

    def test_somebody_who_does_not_take_turns(self, engine: Engine) -> None:
        """A program that writes without the lock: the index says it, and the fact is nobody's but his."""
        storage = SqlStorage(engine)
        with ThreadPoolExecutor(1) as fil, engine.connect() as intrus:
            intrus.execute(
                text("INSERT INTO lsc_fait (assemblee, rang, code, texte, empreinte) VALUES ('a', 1, 'x', 'x', 'x')")
            )
            ecriture = fil.submit(garder, storage)
            sleep(0.2)
            intrus.commit()
            with pytest.raises(Conflict):
                ecriture.result(30)
        with storage.transaction() as t:
            assert t.journal.tete("a") == Tete(rang=1, empreinte="x")


def avec(url: URL, reglage: str) -> URL:
    return url.update_query_dict({"options": f"-c {reglage}"})


def travailler(storage: SqlStorage, couper: Callable[[psycopg.Connection], None], moment: str) -> None:
    with storage.transaction() as t:
        assert isinstance(t, _TransactionDeMoteur)
        assert t._connexion is not None
        connexion = t._connexion.dbapi_connection
        assert isinstance(connexion, psycopg.Connection)
        t.suivis.put("a", SUIVI, expected=0)
        if moment == "avant_d_ecrire":
            couper(connexion)
        t.journal.append("a", (SeanceOuverte(),), le=LE, attendu=1)
        couper(connexion)


def couper_tout(engine: Engine, t: SqlTransaction) -> None:
    assert isinstance(t, _TransactionDeMoteur)
    assert t._connexion is not None
    connexion = t._connexion.dbapi_connection
    assert isinstance(connexion, psycopg.Connection)
    terminer(engine, connexion)


@contextmanager
def a_cote(engine: Engine) -> Iterator[psycopg.Connection]:
    """Connect beside the engine, whose connections are counted."""
    with closing(psycopg.connect(engine.url.set(drivername="postgresql").render_as_string(False))) as connexion:
        connexion.autocommit = True
        yield connexion


def terminer(engine: Engine, connexion: psycopg.Connection) -> None:
    """Have the server end it."""
    with a_cote(engine) as autre:
        autre.execute("SELECT pg_terminate_backend(%s, 5000)", (connexion.info.backend_pid,))


def fermer(_: Engine, connexion: psycopg.Connection) -> None:
    """Cut the wire, which nobody knows yet."""
    with socket.socket(fileno=os.dup(connexion.fileno())) as prise:
        prise.shutdown(socket.SHUT_RDWR)


@contextmanager
def coupee(engine: Engine, coupure: str, moment: str, *, fois: int = 1) -> Iterator[list[int]]:
    """Cut the connections of the next calls, once taken from the pool or before their commit; note which were."""
    faites: list[int] = []
    couper = terminer if coupure == "terminer" else fermer

    def ecouter(connexion: SqlConnection) -> None:
        brute = connexion.connection.dbapi_connection
        assert isinstance(brute, psycopg.Connection)
        if len(faites) < fois:
            faites.append(brute.info.backend_pid)
            couper(engine, brute)

    quand = "begin" if moment == "avant_la_question" else "commit"
    event.listen(engine, quand, ecouter)
    try:
        yield faites
    finally:
        event.remove(engine, quand, ecouter)


def terminer_toutes(engine: Engine) -> None:
    with a_cote(engine) as connexion:
        connexion.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
            " AND datname = current_database()"
        )
