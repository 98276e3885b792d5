"""The store that the pages show how to write is held to the contracts, as anybody's."""

import runpy
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from lsc_domain.assemblee.fait import SeanceClose, SeanceOuverte
from lsc_domain.ports.errors import Broken, BrokenChain
from lsc_domain.ports.storage import Storage
from lsc_domain.testing.contracts.journal import JournalContract
from lsc_domain.testing.contracts.storage import StorageContract

# --8<-- [start:contracts]
SCRIPT = Path(__file__).parents[2] / "examples" / "05_une_base_a_soi.py"
FileStorage = runpy.run_path(str(SCRIPT))["FileStorage"]


@pytest.fixture
def maker(tmp_path: Path) -> Callable[[], Storage]:
    numeros = count()
    return lambda: FileStorage(tmp_path / f"{next(numeros)}.jsonl")


class TestFileStorage(StorageContract):
    persistent = True

    @pytest.fixture
    def make_storage(self, maker: Callable[[], Storage]) -> Callable[[], Storage]:
        return maker

    def reopen(self, storage: Storage) -> Storage:
        storage.close()
        return FileStorage(storage.chemin)


class TestFileJournal(JournalContract):
    @pytest.fixture
    def make_storage(self, maker: Callable[[], Storage]) -> Callable[[], Storage]:
        return maker


# --8<-- [end:contracts]


LE = datetime(2020, 7, 7, 15, 5, tzinfo=UTC)


def two_facts(chemin: Path) -> bytes:
    """A file of two transactions, a fact each."""
    for attendu, fait in enumerate((SeanceOuverte(), SeanceClose())):
        with FileStorage(chemin).transaction() as t:
            t.journal.append("a", (fait,), le=LE, attendu=attendu)
    return chemin.read_bytes()


def test_a_line_cut_anywhere_never_happened(tmp_path: Path) -> None:
    """Wherever a crash stops the writing, what was acknowledged before is there and the rest is not."""
    chemin = tmp_path / "a.jsonl"
    entier = two_facts(chemin)
    premiere = entier.index(b"\n") + 1
    for octets in range(len(entier) + 1):
        chemin.write_bytes(entier[:octets])
        with FileStorage(chemin).transaction() as t:
            assert t.journal.tete("a").rang == (octets >= premiere) + (octets == len(entier))


def test_a_fact_changed_by_hand_is_noticed(tmp_path: Path) -> None:
    """Facts are printed again as they are read: what was changed, or cannot be read, is said."""
    chemin = tmp_path / "a.jsonl"
    entier = two_facts(chemin)
    chemin.write_bytes(entier.replace(b"null", b'"10:00"', 1))
    with pytest.raises(BrokenChain, match="fait 1"), FileStorage(chemin).transaction():
        pass
    chemin.write_bytes(entier.replace(b"seance.ouverte", b"seance.couverte"))
    with pytest.raises(Broken, match="fait inconnu"), FileStorage(chemin).transaction():
        pass


def test_a_file_nobody_can_write_is_broken(tmp_path: Path) -> None:
    """What the system says no to comes out as an error of the port."""
    with pytest.raises(Broken), FileStorage(tmp_path).transaction():
        pass
