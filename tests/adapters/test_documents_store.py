"""Where the bytes of documents are kept: the contract on each store of ours, and what a disk or a database adds."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, text

from lsc_adapters.documents.folder import FolderDocumentStore
from lsc_adapters.documents.memory import MemoryDocumentStore
from lsc_adapters.storage.sql import SqlDocumentStore, migrate
from lsc_domain.ports.documents import DocumentStore
from lsc_domain.ports.errors import Broken, NotFound, PortError, Unavailable
from lsc_domain.testing.contracts.documents import DocumentStoreContract, MakeDocuments

FACTURE = b"%PDF-1.7 facture 152"
EMPREINTE = sha256(FACTURE).hexdigest()


@pytest.mark.req("CORE-06")
class TestMemoryDocumentStore(DocumentStoreContract):
    abimable = True

    @pytest.fixture
    def make_documents(self) -> MakeDocuments:
        return MemoryDocumentStore

    def abimer(self, store: DocumentStore, empreinte: str, contenu: bytes) -> None:
        assert isinstance(store, MemoryDocumentStore)
        store._contenus[empreinte] = contenu


@pytest.mark.req("CORE-06")
class TestFolderDocumentStore(DocumentStoreContract):
    persistent = abimable = True

    @pytest.fixture
    def make_documents(self, tmp_path: Path) -> MakeDocuments:
        numeros = count()
        return lambda: FolderDocumentStore(tmp_path / f"ged-{next(numeros)}")

    def reopen(self, store: DocumentStore) -> DocumentStore:
        return FolderDocumentStore(racine(store))

    def abimer(self, store: DocumentStore, empreinte: str, contenu: bytes) -> None:
        (racine(store) / empreinte[:2] / empreinte[2:4] / empreinte).write_bytes(contenu)


@pytest.mark.req("CORE-06")
class TestSqliteDocumentStore(DocumentStoreContract):
    persistent = abimable = True

    @pytest.fixture
    def make_documents(self, make_sqlite: Callable[[], Path], ouvrir: Callable[[str], Engine]) -> MakeDocuments:
        self.ouvrir = ouvrir
        return lambda: SqlDocumentStore(ouvrir(f"sqlite:///{make_sqlite()}"))

    def reopen(self, store: DocumentStore) -> DocumentStore:
        return SqlDocumentStore(self.ouvrir(moteur(store).url.render_as_string()))

    def abimer(self, store: DocumentStore, empreinte: str, contenu: bytes) -> None:
        alterer(store, empreinte, contenu)


@pytest.mark.req("CORE-06")
class TestPostgresqlDocumentStore(DocumentStoreContract):
    persistent = abimable = True

    @pytest.fixture
    def make_documents(self, vide_postgresql: Callable[[], Engine]) -> MakeDocuments:
        return lambda: SqlDocumentStore(vide_postgresql())

    def reopen(self, store: DocumentStore) -> DocumentStore:
        return SqlDocumentStore(moteur(store))

    def abimer(self, store: DocumentStore, empreinte: str, contenu: bytes) -> None:
        alterer(store, empreinte, contenu)


class TestConnectionOfAHost(DocumentStoreContract):
    """Each call is a savepoint of a transaction its owner will end."""

    concurrent = False
    exemples = 5

    @pytest.fixture
    def make_documents(
        self, make_sqlite: Callable[[], Path], ouvrir: Callable[[str], Engine]
    ) -> Iterator[MakeDocuments]:
        connexions: list[Connection] = []

        def faire() -> DocumentStore:
            connexions.append(ouvrir(f"sqlite:///{make_sqlite()}").connect())
            return SqlDocumentStore(connexions[-1])

        yield faire
        for connexion in connexions:
            connexion.close()


@pytest.fixture
def vide_postgresql(vider: Callable[[], Engine]) -> Callable[[], Engine]:
    def faire() -> Engine:
        engine = vider()
        with engine.begin() as connexion:
            connexion.execute(text("TRUNCATE lsc_contenu"))
        return engine

    return faire


def racine(store: DocumentStore) -> Path:
    assert isinstance(store, FolderDocumentStore)
    return store._racine


def moteur(store: DocumentStore) -> Engine:
    assert isinstance(store, SqlDocumentStore)
    assert isinstance(store._base, Engine)
    return store._base


def alterer(store: DocumentStore, empreinte: str, contenu: bytes) -> None:
    with moteur(store).begin() as connexion:
        connexion.execute(
            text("UPDATE lsc_contenu SET contenu = :contenu WHERE empreinte = :empreinte"),
            {"contenu": contenu, "empreinte": empreinte},
        )


@pytest.fixture
def dossier(tmp_path: Path) -> FolderDocumentStore:
    return FolderDocumentStore(tmp_path / "ged")


def fichiers(store: FolderDocumentStore) -> list[str]:
    return sorted(un.relative_to(store._racine).as_posix() for un in store._racine.rglob("*") if un.is_file())


class TestFolder:
    def test_a_content_is_two_levels_down_under_its_print(self, dossier: FolderDocumentStore) -> None:
        """`sha256sum` of every file gives its name."""
        dossier.put(FACTURE)
        dossier.put(FACTURE)
        assert fichiers(dossier) == [f"{EMPREINTE[:2]}/{EMPREINTE[2:4]}/{EMPREINTE}"]

    def test_what_is_there_is_not_written_again(
        self, dossier: FolderDocumentStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        dossier.put(FACTURE)
        monkeypatch.setattr(os, "replace", interdit)
        assert dossier.put(FACTURE) == EMPREINTE

    @pytest.mark.parametrize("fonction", ["fsync", "replace"])
    def test_a_disk_that_fills_up_keeps_nothing(
        self, dossier: FolderDocumentStore, monkeypatch: pytest.MonkeyPatch, fonction: str
    ) -> None:
        """Full at the flush or at the naming: no content, no half of one, and the next try succeeds."""
        with monkeypatch.context() as pendant:
            pendant.setattr(os, fonction, echouer(errno.ENOSPC))
            with pytest.raises(Broken, match="disque est plein"):
                dossier.put(FACTURE)
        assert fichiers(dossier) == []
        assert not dossier.has(EMPREINTE)
        assert dossier.get(dossier.put(FACTURE)) == FACTURE

    def test_it_is_flushed_before_it_is_named(
        self, dossier: FolderDocumentStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A power cut leaves the content whole or leaves nothing: bytes first, then the name, then the folders."""
        faits: list[str] = []
        fsync, replace = os.fsync, os.replace
        monkeypatch.setattr(os, "fsync", lambda fd: (faits.append("flush"), fsync(fd)))
        monkeypatch.setattr(os, "replace", lambda src, dst: (faits.append("nom"), replace(src, dst)))
        dossier.put(FACTURE)
        assert faits == ["flush", "nom", "flush", "flush", "flush"]

    @pytest.mark.parametrize(
        ("numero", "type_"),
        [(errno.EROFS, Broken), (errno.EIO, Broken), (errno.EACCES, Broken), (errno.ESTALE, Unavailable)],
    )
    def test_what_the_system_says_is_one_of_ours(
        self, dossier: FolderDocumentStore, monkeypatch: pytest.MonkeyPatch, numero: int, type_: type[PortError]
    ) -> None:
        monkeypatch.setattr(os, "fsync", echouer(numero))
        with pytest.raises(type_, match="dossier de documents"):
            dossier.put(FACTURE)

    def test_a_disk_that_went_away_is_not_an_empty_one(self, dossier: FolderDocumentStore) -> None:
        dossier._racine.rmdir()
        for appel in (lambda: dossier.has(EMPREINTE), lambda: dossier.get(EMPREINTE), lambda: dossier.put(FACTURE)):
            with pytest.raises(Broken, match="n'existe pas"):
                appel()

    def test_where_it_cannot_be(self, tmp_path: Path) -> None:
        (tmp_path / "fichier").write_bytes(b"")
        for place in ("fichier", "fichier/ged", "absent/ged"):
            with pytest.raises(Broken, match="dossier de documents"):
                FolderDocumentStore(tmp_path / place)

    def test_a_file_cut_short_is_mended(self, dossier: FolderDocumentStore) -> None:
        dossier.put(FACTURE)
        place = dossier._racine / fichiers(dossier)[0]
        place.write_bytes(FACTURE[:-1])
        with pytest.raises(Broken, match="abîmé"):
            dossier.get(EMPREINTE)
        dossier.put(FACTURE)
        assert dossier.get(EMPREINTE) == FACTURE


class TestSql:
    def test_a_base_without_the_table(self, tmp_path: Path, ouvrir: Callable[[str], Engine]) -> None:
        engine = ouvrir(f"sqlite:///{tmp_path}/ancienne.db")
        migrate(engine, revision="2")
        store = SqlDocumentStore(engine)
        with pytest.raises(Broken, match="lsc base migrer"):
            store.put(FACTURE)
        migrate(engine)
        assert store.get(store.put(FACTURE)) == FACTURE

    def test_what_a_host_rolls_back_was_not_kept(
        self, make_sqlite: Callable[[], Path], ouvrir: Callable[[str], Engine]
    ) -> None:
        with ouvrir(f"sqlite:///{make_sqlite()}").connect() as connexion:
            store = SqlDocumentStore(connexion)
            store.put(FACTURE)
            connexion.rollback()
            with pytest.raises(NotFound):
                store.get(EMPREINTE)

    def test_a_base_somebody_else_holds(self, make_sqlite: Callable[[], Path], ouvrir: Callable[[str], Engine]) -> None:
        """It is `Unavailable`, and not an error of the driver."""
        base = f"sqlite:///{make_sqlite()}"
        tenue, autre = ouvrir(base), ouvrir(base)
        with autre.connect() as connexion:
            connexion.exec_driver_sql("PRAGMA busy_timeout=1")
        with tenue.begin(), pytest.raises(Unavailable, match="occupée"):
            SqlDocumentStore(autre).put(FACTURE)

    def test_a_repr_tells_no_address(self, ouvrir: Callable[[str], Engine]) -> None:
        assert repr(SqlDocumentStore(ouvrir("sqlite:///:memory:"))) == "SqlDocumentStore(sqlite)"


def test_a_repr_is_short(dossier: FolderDocumentStore) -> None:
    memoire = MemoryDocumentStore()
    memoire.put(FACTURE)
    assert (repr(memoire), repr(dossier)) == ("MemoryDocumentStore(1 contenus)", "FolderDocumentStore(ged)")


def echouer(numero: int) -> Callable[..., None]:
    def fonction(*_: object) -> None:
        raise OSError(numero, os.strerror(numero))

    return fonction


def interdit(*_: object) -> None:
    raise AssertionError("rien n'était à écrire")
