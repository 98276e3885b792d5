"""What every `Storage` must do, whoever wrote it: subclass, give a maker, and run pytest."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier
from typing import Final, TypeVar

import pytest
from attrs import evolve
from hypothesis import strategies as st

from lsc_domain.assemblee.fait import SeanceClose, SeanceOuverte
from lsc_domain.assemblee.proces_verbal import ProcesVerbal
from lsc_domain.assemblee.suivi import Etape, Suivi
from lsc_domain.assemblee.texte_de_passage import TextesDePassage
from lsc_domain.ports.errors import Conflict, NotFound, PortError
from lsc_domain.ports.journal import Tete
from lsc_domain.ports.storage import Storage, Stored, Transaction
from lsc_domain.socle.errors import LscError
from lsc_domain.testing.contracts._cas import IDENTITES, LE, PAS_DES_IDENTITES, SUIVI, grande_assemblee
from lsc_domain.testing.contracts._essai import essayer
from lsc_domain.testing.contracts.acquis import AcquisContract
from lsc_domain.testing.contracts.audit import AuditContract
from lsc_domain.testing.contracts.ecritures import EcrituresContract
from lsc_domain.testing.contracts.etats import EtatsContract
from lsc_domain.testing.contracts.recherche import RechercheContract
from lsc_domain.testing.contracts.relecture import RelectureContract
from lsc_domain.testing.contracts.revision import RevisionContract
from lsc_domain.testing.contracts.session import SessionContract
from lsc_domain.testing.contracts.store import MakeStorage
from lsc_domain.testing.strategies import proces_verbaux, suivis, textes_de_passage

__all__ = ["MakeStorage", "StorageContract"]

R = TypeVar("R")

_ATTENTE: Final = 0.2
"""Seconds left to another thread to do what it must not be able to do."""
_DELAI: Final = 30.0
"""Seconds after which a thread that does not end is a failure."""


class StorageContract(
    EtatsContract,
    RechercheContract,
    RelectureContract,
    RevisionContract,
    AcquisContract,
    EcrituresContract,
    AuditContract,
    SessionContract,
):
    """
    The laws of a store. Your subclass says how to make an empty one.

    >>> class TestMine(StorageContract):
    ...     persistent = True
    ...
    ...     @pytest.fixture
    ...     def make_storage(self):
    ...         return MyStorage  # a maker: each example of each law gets an empty store
    ...
    ...     def reopen(self, storage):
    ...         return MyStorage(storage.path)
    """

    # --- Keeping states -------------------------------------------------------------------------------------

    def test_what_is_put_is_got(self, make_storage: MakeStorage) -> None:
        """What is put is got, equal to the last digit, with version 1, then 2, and so on."""

        def law(cas: tuple[Suivi, ProcesVerbal, TextesDePassage]) -> None:
            suivi, proces_verbal, textes = cas
            storage = make_storage()
            for version in (1, 2):
                with storage.transaction() as t:
                    t.suivis.put("a", suivi, expected=version - 1)
                    t.proces_verbaux.put("a/1", proces_verbal, expected=version - 1)
                    t.textes.put("", textes, expected=version - 1)
                with storage.transaction() as t:
                    assert t.suivis.get("a") == Stored(state=suivi, version=version)
                    assert t.proces_verbaux.get("a/1") == Stored(state=proces_verbal, version=version)
                    assert t.textes.get("") == Stored(state=textes, version=version)

        essayer(law, st.tuples(suivis(), proces_verbaux(), textes_de_passage()), exemples=self.exemples)

    def test_the_last_state_is_the_one_kept(self, make_storage: MakeStorage) -> None:
        """Writing over a version one has read replaces it, whole."""
        storage, close = make_storage(), evolve(SUIVI, etape=Etape.CLOSE, reference="autre")
        _put(storage, SUIVI, 0)
        _put(storage, close, 1)
        with storage.transaction() as t:
            assert t.suivis.get("a") == Stored(state=close, version=2)
            assert (t.suivis.ids(), t.proces_verbaux.ids(), t.textes.ids()) == (("a",), (), ())

    @pytest.mark.parametrize("id", IDENTITES, ids=ascii)
    def test_an_identity_is_any_text(self, make_storage: MakeStorage, id: str) -> None:
        """An identity is never confused with another, never run, never cut."""
        storage = make_storage()
        for autre in IDENTITES:
            with storage.transaction() as t:
                t.textes.put(autre, TextesDePassage(agence=autre), expected=0)
        with storage.transaction() as t:
            assert t.textes.get(id).state.agence == id
            assert t.textes.ids() == tuple(sorted(IDENTITES))

    @pytest.mark.parametrize("id", PAS_DES_IDENTITES, ids=ascii)
    def test_an_identity_nobody_can_keep_is_refused(self, make_storage: MakeStorage, id: str) -> None:
        """A NUL, or half of a character, is refused wherever it is written; the store stays as it was."""
        storage = make_storage()
        with pytest.raises(LscError), storage.transaction() as t:
            t.textes.put(id, TextesDePassage(), expected=0)
        with pytest.raises(LscError), storage.transaction() as t:
            t.journal.append(id, (SeanceOuverte(),), le=LE, attendu=0)
        with storage.transaction() as t:
            assert t.textes.ids() == ()
            assert list(t.journal.read_all()) == []

    @pytest.mark.parametrize("expected", [0, 1, 3, -1])
    def test_a_stale_version_is_a_conflict(self, make_storage: MakeStorage, expected: int) -> None:
        """Writing over a version one has not read raises `Conflict`, and changes nothing."""
        storage = make_storage()
        _put(storage, SUIVI, 0)
        _put(storage, SUIVI, 1)
        with pytest.raises(Conflict):
            _put(storage, evolve(SUIVI, nom="perdue"), expected)
        with storage.transaction() as t:
            assert t.suivis.get("a") == Stored(state=SUIVI, version=2)

    def test_a_new_state_has_no_version_to_expect(self, make_storage: MakeStorage) -> None:
        """Writing over a version that never was raises `Conflict`, and creates nothing."""
        storage = make_storage()
        with pytest.raises(Conflict):
            _put(storage, SUIVI, 1)
        with storage.transaction() as t:
            assert t.suivis.ids() == ()

    def test_a_large_syndicat_is_kept(self, make_storage: MakeStorage) -> None:
        """A fact that holds thousands of owners, homonyms with five decimals, comes back as it was."""
        fait, storage = grande_assemblee(self.effectif), make_storage()
        with storage.transaction() as t:
            t.journal.append("a", (fait,), le=LE, attendu=0)
        with storage.transaction() as t:
            assert [inscription.fait for inscription in t.journal.read("a")] == [fait]

    # --- All or nothing -------------------------------------------------------------------------------------

    @pytest.mark.parametrize("erreur", [ValueError, KeyboardInterrupt, NotFound])
    def test_an_exception_forgets_everything(self, make_storage: MakeStorage, erreur: type[BaseException]) -> None:
        """What is left by an exception is forgotten, states and facts together, and the exception goes on."""
        storage = make_storage()
        _put(storage, SUIVI, 0)

        def interrompre() -> None:
            with storage.transaction() as t:
                t.suivis.put("a", evolve(SUIVI, etape=Etape.CLOSE), expected=1)
                t.suivis.put("b", SUIVI, expected=0)
                t.journal.append("a", (SeanceOuverte(),), le=LE, attendu=0)
                raise erreur("arrêt")

        with pytest.raises(erreur, match="arrêt"):
            interrompre()
        with storage.transaction() as t:
            assert t.suivis.get("a") == Stored(state=SUIVI, version=1)
            assert t.suivis.ids() == ("a",)
            assert t.journal.tete("a") == Tete()
            assert list(t.journal.read_all()) == []

    def test_a_conflict_forgets_everything(self, make_storage: MakeStorage) -> None:
        """When one write of a transaction is a conflict, the others are forgotten with it."""
        storage = make_storage()

        def arriver_trop_tard() -> None:
            with storage.transaction() as t:
                t.journal.append("a", (SeanceOuverte(),), le=LE, attendu=0)
                t.suivis.put("a", SUIVI, expected=7)

        with pytest.raises(Conflict):
            arriver_trop_tard()
        with storage.transaction() as t:
            assert t.journal.tete("a") == Tete()

    def test_a_transaction_sees_its_own_drafts(self, make_storage: MakeStorage) -> None:
        """What a transaction has written is what it reads, before anybody else does."""
        with make_storage().transaction() as t:
            t.suivis.put("a", SUIVI, expected=0)
            assert t.suivis.get("a") == Stored(state=SUIVI, version=1)
            t.suivis.put("a", evolve(SUIVI, etape=Etape.CLOSE), expected=1)
            assert t.suivis.get("a").version == 2
            assert t.suivis.ids() == ("a",)
            tete = t.journal.append("a", (SeanceOuverte(),), le=LE, attendu=0)
            assert t.journal.tete("a") == tete
            t.journal.append("a", (SeanceClose(),), le=LE, attendu=1)
            assert [un.fait for un in t.journal.read("a")] == [SeanceOuverte(), SeanceClose()]

    def test_a_transaction_that_is_over_serves_no_more(self, make_storage: MakeStorage) -> None:
        """What would be written after the end would be lost: it raises, as reading does."""
        storage = make_storage()
        with storage.transaction() as t:
            t.journal.append("a", (SeanceOuverte(),), le=LE, attendu=0)
            lecture = t.journal.read("a")
        usages: tuple[Callable[[], object], ...] = (
            lambda: t.suivis.put("a", SUIVI, expected=0),
            lambda: t.suivis.get("a"),
            t.suivis.ids,
            lambda: t.journal.append("a", (SeanceClose(),), le=LE, attendu=1),
            lambda: t.journal.tete("a"),
            lambda: list(t.journal.read("a")),
            lambda: list(t.journal.read_all()),
            lambda: list(t.journal.textes("a")),
            lambda: next(lecture),
        )
        for usage in usages:
            with pytest.raises(PortError):
                usage()
        with storage.transaction() as t:
            assert t.suivis.ids() == ()
            assert t.journal.tete("a").rang == 1

    # --- Several at once ------------------------------------------------------------------------------------

    def test_drafts_are_invisible_to_others(self, make_storage: MakeStorage) -> None:
        """Another transaction never sees a draft: it sees what was kept before, or waits until it is known."""
        self._a_plusieurs()
        storage = make_storage()

        def regarder() -> tuple[tuple[str, ...], int]:
            with storage.transaction() as autre:
                return autre.suivis.ids(), autre.journal.tete("a").rang

        def interrompre(ailleurs: ThreadPoolExecutor, vus: list[Future[tuple[tuple[str, ...], int]]]) -> None:
            with storage.transaction() as t:
                t.suivis.put("a", SUIVI, expected=0)
                t.journal.append("a", (SeanceOuverte(),), le=LE, attendu=0)
                vus.append(ailleurs.submit(regarder))
                _attendre(vus[0])
                raise ValueError("arrêt")

        vus: list[Future[tuple[tuple[str, ...], int]]] = []
        with ThreadPoolExecutor(1) as ailleurs:
            with pytest.raises(ValueError, match="arrêt"):
                interrompre(ailleurs, vus)
            assert vus[0].result(_DELAI) == ((), 0)

    def test_of_two_writers_one_wins(self, make_storage: MakeStorage) -> None:
        """Two writers who read the same version: one keeps his, the other gets a `Conflict`."""
        self._a_plusieurs()
        storage = make_storage()
        _put(storage, SUIVI, 0)
        ensemble = Barrier(2, timeout=_DELAI)

        def ecrire(nom: str) -> str | None:
            with storage.transaction() as t:
                lu = t.suivis.get("a")
            ensemble.wait()
            try:
                with storage.transaction() as t:
                    t.suivis.put("a", evolve(lu.state, nom=nom), expected=lu.version)
            except Conflict:
                return None
            return nom

        with ThreadPoolExecutor(2) as fils:
            gagnants = [nom for nom in fils.map(ecrire, ("une", "autre"), timeout=_DELAI) if nom]
        assert len(gagnants) == 1
        with storage.transaction() as t:
            assert t.suivis.get("a") == Stored(state=evolve(SUIVI, nom=gagnants[0]), version=2)

    def test_no_update_is_lost(self, make_storage: MakeStorage) -> None:
        """Writers who read again after a `Conflict` all end up written, once each."""
        self._a_plusieurs()
        storage = make_storage()
        _put(storage, evolve(SUIVI, faits=0), 0)

        def compter(_: int) -> None:
            def un_de_plus(t: Transaction) -> None:
                lu = t.suivis.get("a")
                t.suivis.put("a", evolve(lu.state, faits=lu.state.faits + 1), expected=lu.version)

            for _ in range(10):
                _insister(storage, un_de_plus)

        with ThreadPoolExecutor(4) as fils:
            list(fils.map(compter, range(4), timeout=_DELAI))
        with storage.transaction() as t:
            assert t.suivis.get("a") == Stored(state=evolve(SUIVI, faits=40), version=41)

    # --- Reopening ------------------------------------------------------------------------------------------

    def test_what_was_kept_is_there_when_reopened(self, make_storage: MakeStorage) -> None:
        """Reopening remembers states, versions and facts, and goes on from there; a draft is not remembered."""
        if not self.persistent:
            pytest.skip("this store remembers nothing: `persistent` is false")
        storage = make_storage()
        with storage.transaction() as t:
            t.suivis.put("a", SUIVI, expected=0)
            tete = t.journal.append("a", (SeanceOuverte(),), le=LE, attendu=0)

        def interrompre() -> None:
            with storage.transaction() as t:
                t.journal.append("a", (SeanceClose(),), le=LE, attendu=1)
                raise ValueError("arrêt")

        with pytest.raises(ValueError, match="arrêt"):
            interrompre()
        rouvert = self.reopen(storage)
        with rouvert.transaction() as t:
            assert t.suivis.get("a") == Stored(state=SUIVI, version=1)
            assert t.journal.tete("a") == tete
            t.journal.append("a", (SeanceClose(),), le=LE, attendu=1)
            t.suivis.put("a", SUIVI, expected=1)
        with self.reopen(rouvert).transaction() as t:
            assert [un.fait for un in t.journal.read("a")] == [SeanceOuverte(), SeanceClose()]
            assert t.suivis.get("a").version == 2


def _put(storage: Storage, suivi: Suivi, expected: int) -> None:
    with storage.transaction() as t:
        t.suivis.put("a", suivi, expected=expected)


def _attendre(vu: Future[R]) -> None:
    with suppress(TimeoutError):
        vu.result(_ATTENTE)


def _insister(storage: Storage, acte: Callable[[Transaction], None]) -> None:
    """Do something in a transaction, again after each `Conflict`."""
    while True:
        try:
            with storage.transaction() as t:
                acte(t)
        except Conflict:
            continue
        return
