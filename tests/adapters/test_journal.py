"""The journal: the contract on each store of ours, and what happens to whoever changes a fact."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from lsc_adapters.storage.memory import MemoryStorage
from lsc_adapters.storage.sql import SqlStorage
from lsc_adapters.storage.sql.ordres import LOT
from lsc_domain.assemblee.choix import Choix
from lsc_domain.assemblee.fait import SeanceClose, SeanceOuverte, VoteEnregistre
from lsc_domain.ports.errors import Broken, BrokenChain
from lsc_domain.ports.journal import Inscription
from lsc_domain.ports.storage import Storage
from lsc_domain.socle.chaine import empreinte
from lsc_domain.socle.ids import CoproprietaireId, ResolutionId
from lsc_domain.testing.contracts.journal import JournalContract
from lsc_domain.testing.contracts.storage import MakeStorage

LE = datetime(2020, 7, 7, 15, 4, 5, tzinfo=UTC)


class TestMemoryJournal(JournalContract):
    @pytest.fixture
    def make_storage(self) -> MakeStorage:
        return MemoryStorage


class TestSqliteJournal(JournalContract):
    @pytest.fixture
    def make_storage(self, make_sqlite: Callable[[], Path], ouvrir: Callable[[str], Engine]) -> MakeStorage:
        return lambda: SqlStorage(ouvrir(f"sqlite:///{make_sqlite()}"))


class TestPostgresqlJournal(JournalContract):
    @pytest.fixture
    def make_storage(self, vider: Callable[[], Engine]) -> MakeStorage:
        return lambda: SqlStorage(vider())


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Engine:
    if request.param == "postgresql":
        vider: Callable[[], Engine] = request.getfixturevalue("vider")
        return vider()
    make_sqlite, ouvrir = request.getfixturevalue("make_sqlite"), request.getfixturevalue("ouvrir")
    ouvert: Engine = ouvrir(f"sqlite:///{make_sqlite()}")
    return ouvert


def voter(rang: int) -> VoteEnregistre:
    choix = list(Choix)[rang % 4]
    return VoteEnregistre(
        resolution=ResolutionId(f"r-{rang % 50}"), coproprietaire=CoproprietaireId(f"450É'{rang}"), choix=choix
    )


def garder(storage: Storage, flux: str, *faits: VoteEnregistre | SeanceOuverte | SeanceClose) -> None:
    with storage.transaction() as t:
        t.journal.append(flux, faits, le=LE, attendu=t.journal.tete(flux).rang)


def lire(storage: Storage, flux: str = "a", *, depuis: int = 0) -> list[Inscription]:
    with storage.transaction() as t:
        return list(t.journal.read(flux, depuis=depuis))


def suivre(storage: Storage, *, depuis: int = 0) -> list[Inscription]:
    with storage.transaction() as t:
        return list(t.journal.read_all(depuis=depuis))


def changer(engine: Engine, ordre: str, **valeurs: object) -> None:
    with engine.begin() as connexion:
        assert connexion.execute(text(ordre), valeurs).rowcount == 1


def recrire(engine: Engine, rang: int, avant: str, apres: str) -> None:
    """Change a text and the print beside it, as somebody who knows how prints are made."""
    with engine.begin() as connexion:
        texte = connexion.scalar(text("SELECT texte FROM lsc_fait WHERE rang = :rang"), {"rang": rang})
        assert avant in texte
        change = texte.replace(avant, apres)
        connexion.execute(
            text("UPDATE lsc_fait SET texte = :texte, empreinte = :empreinte WHERE rang = :rang"),
            {"texte": change, "empreinte": empreinte(change), "rang": rang},
        )


class TestTampering:
    """Five votes, one of which somebody changes."""

    @pytest.fixture
    def storage(self, engine: Engine) -> SqlStorage:
        storage = SqlStorage(engine)
        garder(storage, "a", *map(voter, range(5)))
        return storage

    def premier(self, storage: Storage, *, depuis: int = 0) -> int:
        """Return the rank of the first broken link, whichever way the journal is read."""
        with pytest.raises(BrokenChain) as fautif:
            lire(storage, depuis=depuis)
        with pytest.raises(BrokenChain) as autrement:
            suivre(storage, depuis=depuis)
        assert autrement.value.rang == fautif.value.rang
        assert fautif.value.flux == "a"
        return fautif.value.rang

    def test_a_changed_text(self, engine: Engine, storage: SqlStorage) -> None:
        changer(engine, "UPDATE lsc_fait SET texte = replace(texte, '\"abstention\"', '\"oui\"') WHERE rang = 3")
        assert self.premier(storage) == 3

    def test_a_text_changed_by_a_space(self, engine: Engine, storage: SqlStorage) -> None:
        changer(engine, "UPDATE lsc_fait SET texte = texte || ' ' WHERE rang = 5")
        assert self.premier(storage) == 5

    def test_a_text_changed_with_its_print(self, engine: Engine, storage: SqlStorage) -> None:
        """It is the next one that does not follow."""
        recrire(engine, 2, '"non"', '"oui"')
        assert self.premier(storage) == 3

    def test_the_facts_before_are_given(self, engine: Engine, storage: SqlStorage) -> None:
        changer(engine, "UPDATE lsc_fait SET empreinte = :faux WHERE rang = 4", faux="0" * 64)
        lus: list[Inscription] = []
        with storage.transaction() as t:
            lecture = t.journal.read("a")
            with pytest.raises(BrokenChain, match="a, fait 4"):
                lus.extend(lecture)
        assert [un.fait for un in lus] == [voter(rang) for rang in range(3)]

    def test_a_missing_fact(self, engine: Engine, storage: SqlStorage) -> None:
        changer(engine, "DELETE FROM lsc_fait WHERE rang = 3")
        assert self.premier(storage) == 3

    def test_a_missing_first_fact(self, engine: Engine, storage: SqlStorage) -> None:
        changer(engine, "DELETE FROM lsc_fait WHERE rang = 1")
        assert self.premier(storage) == 1

    def test_two_facts_in_each_other_s_place(self, engine: Engine, storage: SqlStorage) -> None:
        for avant, apres in ((2, 9), (3, 2), (9, 3)):
            changer(engine, "UPDATE lsc_fait SET rang = :apres WHERE rang = :avant", avant=avant, apres=apres)
        with pytest.raises(BrokenChain, match="a, fait 2"):
            lire(storage)

    def test_a_fact_of_another_meeting(self, engine: Engine, storage: SqlStorage) -> None:
        recrire(engine, 5, '{"assemblee":"a"', '{"assemblee":"b"')
        assert self.premier(storage) == 5

    def test_a_fact_that_says_another_rank(self, engine: Engine, storage: SqlStorage) -> None:
        recrire(engine, 5, '"rang":5', '"rang":6')
        assert self.premier(storage) == 5

    def test_the_fact_before_the_first_one_read_counts(self, engine: Engine, storage: SqlStorage) -> None:
        """Reading from the middle does not believe the print kept beside the fact before."""
        changer(engine, "UPDATE lsc_fait SET texte = replace(texte, '\"non\"', '\"oui\"') WHERE rang = 2")
        assert self.premier(storage, depuis=2) == 3

    def test_the_fact_before_the_first_one_read_is_missing(self, engine: Engine, storage: SqlStorage) -> None:
        changer(engine, "DELETE FROM lsc_fait WHERE rang = 2")
        assert self.premier(storage, depuis=2) == 2

    def test_other_streams_are_not_touched(self, engine: Engine, storage: SqlStorage) -> None:
        garder(storage, "b", voter(0))
        changer(engine, "UPDATE lsc_fait SET texte = '' WHERE rang = 3")
        assert len(lire(storage, "b")) == 1

    @pytest.mark.parametrize(
        ("avant", "apres", "raison"),
        [
            ('"vote.enregistre"', '"vote.invente"', "fait inconnu"),
            ('"second_vote":false', '"second_vote":0', "true ou false"),
            ('"oui"', '"peut-être"', "corps.choix"),
            ("2020-07-07", "2020-02-31", "instant"),
            ('{"assemblee"', '"assemblee"', "JSON"),
        ],
    )
    def test_a_last_fact_that_does_not_read_is_broken(
        self, engine: Engine, avant: str, apres: str, raison: str
    ) -> None:
        """A fact of a later version of the library, say: the chain holds, and it cannot be used."""
        storage = SqlStorage(engine)
        garder(storage, "a", voter(0))
        recrire(engine, 1, avant, apres)
        with pytest.raises(Broken, match=raison) as fautif:
            lire(storage)
        assert not isinstance(fautif.value, BrokenChain)


class TestManyFacts:
    def test_facts_are_fetched_by_lots(self, make_sqlite: Callable[[], Path], ouvrir: Callable[[str], Engine]) -> None:
        """More facts than one lot holds, exactly two lots, one more: none is lost at the seam."""
        storage = SqlStorage(ouvrir(f"sqlite:///{make_sqlite()}"))
        garder(storage, "a", *map(voter, range(2 * LOT)))
        assert [un.rang for un in lire(storage)] == list(range(1, 2 * LOT + 1))
        garder(storage, "a", voter(0))
        lus = lire(storage)
        assert [un.fait for un in lus] == [*map(voter, range(2 * LOT)), voter(0)]
        assert suivre(storage) == lus
        with storage.transaction() as t:
            assert [empreinte(texte) for texte in t.journal.textes("a")] == [un.empreinte for un in lus]

    def test_a_transaction_is_free_while_its_journal_is_read(self, engine: Engine) -> None:
        """Reading is a question at a time: other questions may come in between, and the reading may be left."""
        storage = SqlStorage(engine)
        garder(storage, "a", voter(0), voter(1))
        garder(storage, "b", voter(2))
        with storage.transaction() as t:
            une, autre = t.journal.read("a"), t.journal.read("b")
            assert [next(une).fait, next(autre).fait, next(une).fait] == [voter(0), voter(2), voter(1)]
            t.journal.append("b", (SeanceClose(),), le=LE, attendu=1)
        with storage.transaction() as t:
            next(t.journal.read("a"))
        garder(storage, "a", voter(3))
        assert len(lire(storage)) == 3
