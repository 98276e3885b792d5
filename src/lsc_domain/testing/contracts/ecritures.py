"""The laws of the entries of the ledgers, of which `StorageContract` is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Final

import pytest
from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from lsc_domain.compte.ecriture import Ecriture
from lsc_domain.ports.ecritures import Report
from lsc_domain.ports.errors import Conflict, NotFound, PortError
from lsc_domain.ports.storage import Storage, Transaction
from lsc_domain.socle.errors import LscError
from lsc_domain.socle.euros import ZERO, Euros
from lsc_domain.socle.ids import CompteId
from lsc_domain.testing.contracts._cas import IDENTITES, PAS_DES_IDENTITES
from lsc_domain.testing.contracts._essai import essayer
from lsc_domain.testing.contracts.store import MakeStorage, StoreLaws
from lsc_domain.testing.strategies.compte import ecritures

ECRITURE: Final = Ecriture(
    id="2020-000152/1",
    compte=CompteId("450BROU-01"),
    journal="BQ",
    le=date(2020, 7, 7),
    libelle="Appel de fonds n° 3",
    credit=Euros(45_900),
    analytique="ANA1",
    rubrique="211",
    mouvement="2020-000152",
    piece="F-152",
    piece_le=date(2020, 7, 1),
    lettrage="AA",
    lettree_le=date(2020, 7, 8),
    valide_le=date(2020, 7, 31),
)
BROUILLY: Final = ECRITURE.compte
_DELAI: Final = 30.0
_JOURS: Final = st.sampled_from([date(2020, 1, jour) for jour in (9, 10, 11)]) | st.dates()
_LETTRAGES: Final = st.none() | st.just("AA")


def suites() -> SearchStrategy[list[Ecriture]]:
    """Entries of few accounts and of few days, so that they meet; no two of one identity."""
    une = ecritures(le=_JOURS, compte=st.sampled_from((BROUILLY, CompteId("450brou-01"))), lettrage=_LETTRAGES)
    return st.lists(une, max_size=8, unique_by=lambda une: une.id)


class EcrituresContract(StoreLaws):
    """The laws of `Ecritures`."""

    def test_an_account_is_read_by_day(self, make_storage: MakeStorage) -> None:
        """Its entries come as they were written, in the order of the days, then as kept; nobody else's do."""

        def law(cas: tuple[list[Ecriture], int, date, date]) -> None:
            suite, coupure, du, au = cas
            storage = make_storage()
            _garder(storage, suite[:coupure])
            siennes = sorted((une for une in suite if une.compte == BROUILLY), key=lambda une: une.le)
            with storage.transaction() as t:
                t.ecritures.ajouter(iter(suite[coupure:]))
                assert list(t.ecritures.du_compte(BROUILLY)) == siennes  # drafts among the rest
            with storage.transaction() as t:
                assert list(t.ecritures.toutes()) == suite
                assert list(t.ecritures.du_compte(BROUILLY)) == siennes
                assert list(t.ecritures.du_compte(BROUILLY, du=du)) == [une for une in siennes if du <= une.le]
                assert list(t.ecritures.du_compte(BROUILLY, au=au)) == [une for une in siennes if une.le <= au]
                assert list(t.ecritures.du_compte(BROUILLY, du=du, au=au)) == [
                    une for une in siennes if du <= une.le <= au
                ]

        essayer(law, st.tuples(suites(), st.integers(0, 8), _JOURS, _JOURS), exemples=self.exemples)

    def test_every_field_comes_back(self, make_storage: MakeStorage) -> None:
        """Those that are there, those that are not, the first day of the calendar and the last."""
        vide = Ecriture(id="vide", compte=BROUILLY, journal="", le=date.min, libelle="")
        derniere = evolve(ECRITURE, id="dernière", le=date.max, debit=Euros(10**12), credit=ZERO, piece_le=date.min)
        storage = make_storage()
        _garder(storage, [derniere, ECRITURE, vide])
        with storage.transaction() as t:
            assert list(t.ecritures.du_compte(BROUILLY)) == [vide, ECRITURE, derniere]
            assert list(t.ecritures.du_compte(BROUILLY, du=date.max)) == [derniere]
            assert list(t.ecritures.du_compte(BROUILLY, au=date.min)) == [vide]

    @pytest.mark.req("EXC-16")
    def test_the_opening_balance_is_what_was_before(self, make_storage: MakeStorage) -> None:
        """The sums before a day, and of all when there is none, are those of the entries one would have read."""

        def law(cas: tuple[list[Ecriture], date]) -> None:
            suite, avant = cas
            storage = make_storage()
            _garder(storage, suite)
            siennes = [une for une in suite if une.compte == BROUILLY]
            with storage.transaction() as t:
                assert t.ecritures.report(BROUILLY) == _sommer(siennes)
                assert t.ecritures.report(BROUILLY, avant=avant) == _sommer(un for un in siennes if un.le < avant)

        essayer(law, st.tuples(suites(), _JOURS), exemples=self.exemples)

    def test_a_journal_is_read_by_day_and_movement(self, make_storage: MakeStorage) -> None:
        """Its entries come by day, then by movement, those of one side by side, as kept; no other journal's do."""

        def law(cas: tuple[list[Ecriture], date, date]) -> None:
            suite, du, au = cas
            storage = make_storage()
            _garder(storage, suite)
            with storage.transaction() as t:
                for journal in ("BQ", "bq", "OD", "absent"):
                    attendues = [une for une in suite if une.journal == journal and du <= une.le <= au]
                    attendues.sort(key=lambda une: (une.le, une.mouvement))
                    assert list(t.ecritures.du_journal(journal, du=du, au=au)) == attendues

        essayer(law, st.tuples(suites(), _JOURS, _JOURS), exemples=self.exemples)

    def test_what_was_imported_once_is_known(self, make_storage: MakeStorage) -> None:
        """Of some identities, those that are kept are told, drafts among them, each once."""

        def law(cas: tuple[list[Ecriture], int, list[str]]) -> None:
            suite, coupure, autres = cas
            storage = make_storage()
            _garder(storage, suite[:coupure])
            ids = {une.id for une in suite}
            demandees = [*autres, *ids, *autres]
            with storage.transaction() as t:
                t.ecritures.ajouter(suite[coupure:])
                assert t.ecritures.existent(iter(demandees)) == ids
            with storage.transaction() as t:
                assert t.ecritures.existent(demandees) == ids
                assert t.ecritures.existent(autres) == ids & {*autres}
                assert t.ecritures.existent([]) == frozenset()

        autres: SearchStrategy[list[str]] = st.lists(st.sampled_from(IDENTITES), max_size=3)
        essayer(law, st.tuples(suites(), st.integers(0, 8), autres), exemples=self.exemples)

    @pytest.mark.parametrize("ids", [("a",), ("b", "a"), ("b", "b"), ("a", "b", "c", "b")], ids="".join)
    def test_an_entry_is_written_once(self, make_storage: MakeStorage, ids: tuple[str, ...]) -> None:
        """One that is already kept, or that is there twice, is a `Conflict`: none of its batch is kept."""
        storage = make_storage()
        _garder(storage, [evolve(ECRITURE, id="a")])
        with storage.transaction() as t:
            t.ecritures.ajouter([evolve(ECRITURE, id="z")])
            with pytest.raises(Conflict):
                t.ecritures.ajouter(evolve(ECRITURE, id=id, libelle="autre") for id in ids)
            assert [une.id for une in t.ecritures.toutes()] == ["a", "z"]
        with storage.transaction() as t:
            assert list(t.ecritures.toutes()) == [evolve(ECRITURE, id="a"), evolve(ECRITURE, id="z")]

    @pytest.mark.parametrize("compte", IDENTITES, ids=ascii)
    def test_accounts_do_not_meet(self, make_storage: MakeStorage, compte: str) -> None:
        """An account, an entry, a journal are any text, never confused, never run, never cut."""
        storage = make_storage()
        _garder(storage, [evolve(ECRITURE, id=un, compte=CompteId(un), journal=un) for un in IDENTITES])
        la_sienne = [evolve(ECRITURE, id=compte, compte=CompteId(compte), journal=compte)]
        with storage.transaction() as t:
            assert list(t.ecritures.du_compte(CompteId(compte))) == la_sienne
            assert list(t.ecritures.du_journal(compte, du=date.min, au=date.max)) == la_sienne
            assert t.ecritures.report(CompteId(compte)) == Report(debit=ZERO, credit=ECRITURE.credit)

    # --- Lettering ------------------------------------------------------------------------------------------

    def test_letters_are_put_and_taken_off(self, make_storage: MakeStorage) -> None:
        """Lettering changes the letters and their day, of those entries alone, and they stay where they were."""

        def law(cas: tuple[list[Ecriture], list[Ecriture], int, str | None]) -> None:
            suite, choisies, coupure, lettrage = cas
            storage = make_storage()
            le = None if lettrage is None else date(2020, 8, 1)
            _garder(storage, suite[:coupure])
            ids = [une.id for une in choisies]
            attendues = [evolve(un, lettrage=lettrage, lettree_le=le) if un.id in ids else un for un in suite]
            with storage.transaction() as t:
                t.ecritures.ajouter(suite[coupure:])
                t.ecritures.lettrer(iter([*ids, *ids]), lettrage=lettrage, le=le)
                assert list(t.ecritures.toutes()) == attendues
            with storage.transaction() as t:
                assert list(t.ecritures.toutes()) == attendues
                assert list(t.ecritures.du_compte(BROUILLY)) == sorted(
                    (une for une in attendues if une.compte == BROUILLY), key=lambda une: une.le
                )

        cas = suites().flatmap(
            lambda suite: st.tuples(
                st.just(suite),
                st.lists(st.sampled_from(suite), max_size=4) if suite else st.just([]),
                st.integers(0, 8),
                st.sampled_from(("AB", "É'", None)),
            )
        )
        essayer(law, cas, exemples=self.exemples)

    def test_who_letters_what_nobody_kept_letters_nothing(self, make_storage: MakeStorage) -> None:
        """One entry that is not there is `NotFound`, and the others keep the letters they had."""
        storage = make_storage()
        _garder(storage, [ECRITURE])
        with storage.transaction() as t:
            with pytest.raises(NotFound, match="absente"):
                t.ecritures.lettrer([ECRITURE.id, "absente"], lettrage="ZZ", le=date(2020, 8, 1))
            t.ecritures.lettrer([], lettrage="ZZ", le=date(2020, 8, 1))
        with storage.transaction() as t:
            assert list(t.ecritures.toutes()) == [ECRITURE]

    # --- All or nothing -------------------------------------------------------------------------------------

    def test_an_exception_keeps_no_entry(self, make_storage: MakeStorage) -> None:
        """Entries and letters of a transaction that is forgotten are."""
        storage = make_storage()
        _garder(storage, [ECRITURE])

        def interrompre() -> None:
            with storage.transaction() as t:
                t.ecritures.ajouter([evolve(ECRITURE, id="b")])
                t.ecritures.lettrer([ECRITURE.id, "b"], lettrage=None, le=None)
                raise ValueError("arrêt")

        with pytest.raises(ValueError, match="arrêt"):
            interrompre()
        with storage.transaction() as t:
            assert list(t.ecritures.toutes()) == [ECRITURE]

    @pytest.mark.parametrize("texte", PAS_DES_IDENTITES, ids=ascii)
    def test_an_entry_nobody_can_keep_is_refused(self, make_storage: MakeStorage, texte: str) -> None:
        """A NUL, or half of a character, is refused wherever it is, and what was written with it is forgotten."""
        storage = make_storage()
        for fautive in (
            evolve(ECRITURE, id=texte),
            evolve(ECRITURE, compte=CompteId(texte)),
            evolve(ECRITURE, journal=texte),
            evolve(ECRITURE, libelle=texte),
            evolve(ECRITURE, analytique=texte),
            evolve(ECRITURE, rubrique=texte),
            evolve(ECRITURE, mouvement=texte),
            evolve(ECRITURE, piece=texte),
            evolve(ECRITURE, lettrage=texte),
        ):
            with pytest.raises(LscError):
                _garder(storage, [evolve(ECRITURE, id="bonne"), fautive])
        _garder(storage, [ECRITURE])
        usages: tuple[Callable[[Transaction], object], ...] = (
            lambda t: t.ecritures.lettrer([ECRITURE.id], lettrage=texte, le=None),
            lambda t: t.ecritures.existent([texte]),
            lambda t: list(t.ecritures.du_compte(CompteId(texte))),
            lambda t: t.ecritures.report(CompteId(texte)),
            lambda t: list(t.ecritures.du_journal(texte, du=date.min, au=date.max)),
        )
        for usage in usages:
            with pytest.raises(LscError), storage.transaction() as t:
                usage(t)
        with storage.transaction() as t:
            assert list(t.ecritures.toutes()) == [ECRITURE]

    def test_more_than_there_is_is_refused(self, make_storage: MakeStorage) -> None:
        """An amount no database adds up is refused; a thousand of those one may write are added up to the centime."""
        storage = make_storage()
        with pytest.raises(LscError):
            _garder(storage, [evolve(ECRITURE, credit=Euros(2**63))])
        _garder(storage, (evolve(ECRITURE, id=f"{rang}", credit=Euros(10**15 - rang)) for rang in range(1_000)))
        with storage.transaction() as t:
            assert t.ecritures.report(BROUILLY).credit == Euros(10**18 - 499_500)

    # --- Many, and several at once --------------------------------------------------------------------------

    def test_thousands_of_entries_are_read_as_they_were_written(self, make_storage: MakeStorage) -> None:
        """However many an account has, all are read once, in order, even while others are lettered."""
        storage, nombre = make_storage(), self.effectif
        jours = [date(2020, 1, jour) for jour in range(1, 29)]
        suite = [evolve(ECRITURE, id=f"{rang}", le=jours[rang * 7 % 28], lettrage=None) for rang in range(nombre)]
        _garder(storage, suite)
        attendues = sorted(suite, key=lambda une: une.le)
        with storage.transaction() as t:
            lues: list[Ecriture] = []
            for une in t.ecritures.du_compte(BROUILLY):
                lues.append(une)
                if len(lues) % 500 == 1:
                    t.ecritures.lettrer([une.id], lettrage="AA", le=une.le)
            assert lues == attendues
            assert sum(1 for une in t.ecritures.toutes() if une.lettrage) == -(-nombre // 500)
            assert t.ecritures.existent(une.id for une in suite) == {une.id for une in suite}
            assert t.ecritures.report(BROUILLY, avant=jours[14]) == _sommer(un for un in suite if un.le < jours[14])

    def test_of_two_imports_at_once_one_is_kept(self, make_storage: MakeStorage) -> None:
        """Two who import the same entries at the same moment: one does, the other gets a `Conflict`."""
        self._a_plusieurs()
        storage, ensemble = make_storage(), Barrier(2, timeout=_DELAI)
        suite = [evolve(ECRITURE, id=f"{rang}") for rang in range(20)]

        def importer(qui: str) -> bool:
            ensemble.wait()
            try:
                _garder(storage, [evolve(ECRITURE, id=qui), *suite])
            except Conflict:
                return False
            return True

        with ThreadPoolExecutor(2) as fils:
            reussis = list(fils.map(importer, "ab", timeout=_DELAI))
        assert sorted(reussis) == [False, True]
        with storage.transaction() as t:
            assert next(une.id for une in t.ecritures.toutes()) == "ab"[reussis.index(True)]
            assert len(list(t.ecritures.toutes())) == 21

    def test_nobody_keeps_accounts_after_the_end(self, make_storage: MakeStorage) -> None:
        """What would be written after the end would be lost: it raises, as reading does, begun or not."""
        storage = make_storage()
        with storage.transaction() as t:
            t.ecritures.ajouter([ECRITURE, evolve(ECRITURE, id="b")])
            lecture = t.ecritures.du_compte(BROUILLY)
            assert next(lecture) == ECRITURE
        usages: tuple[Callable[[], object], ...] = (
            lambda: next(lecture),
            lambda: t.ecritures.ajouter([evolve(ECRITURE, id="c")]),
            lambda: list(t.ecritures.du_compte(BROUILLY)),
            lambda: list(t.ecritures.du_journal("BQ", du=date.min, au=date.max)),
            lambda: list(t.ecritures.toutes()),
            lambda: t.ecritures.report(BROUILLY),
            lambda: t.ecritures.existent(["b"]),
            lambda: t.ecritures.lettrer(["b"], lettrage=None, le=None),
        )
        for usage in usages:
            with pytest.raises(PortError):
                usage()
        with storage.transaction() as t:
            assert list(t.ecritures.toutes()) == [ECRITURE, evolve(ECRITURE, id="b")]

    def test_entries_outlive_the_program(self, make_storage: MakeStorage) -> None:
        """Another program that opens the store finds them, in their order, with their last letters."""
        if not self.persistent:
            pytest.skip("this store remembers nothing: `persistent` is false")
        storage = make_storage()
        _garder(storage, [ECRITURE, evolve(ECRITURE, id="b", le=date(2019, 1, 1))])
        with storage.transaction() as t:
            t.ecritures.lettrer([ECRITURE.id], lettrage="AB", le=date(2020, 8, 1))
        with self.reopen(storage).transaction() as t:
            assert [(une.id, une.lettrage) for une in t.ecritures.toutes()] == [(ECRITURE.id, "AB"), ("b", "AA")]


def _garder(storage: Storage, suite: Iterable[Ecriture]) -> None:
    with storage.transaction() as t:
        t.ecritures.ajouter(suite)


def _sommer(suite: Iterable[Ecriture]) -> Report:
    lues = list(suite)
    return Report(debit=Euros.somme(une.debit for une in lues), credit=Euros.somme(une.credit for une in lues))
