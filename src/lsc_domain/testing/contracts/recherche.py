"""The laws of looking states up by their fields and of forgetting them, of which `StorageContract` is made."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier
from typing import Final

import pytest
from attrs import evolve
from hypothesis import strategies as st

from lsc_domain.extranet.session import Session
from lsc_domain.ports.errors import Conflict, NotFound, PortError
from lsc_domain.ports.storage import Repository, Storage, Stored
from lsc_domain.socle.errors import LscError
from lsc_domain.testing.contracts._cas import IDENTITES
from lsc_domain.testing.contracts._essai import essayer
from lsc_domain.testing.contracts._genres import GENRES, Genre
from lsc_domain.testing.contracts.store import MakeStorage, StoreLaws

SESSION: Final = Session(
    id="0" * 64,
    identifiant="ATRILLON",
    generation=1,
    ouverte_le=datetime(2020, 7, 7, 15, 4, 5, tzinfo=UTC),
    vue_le=datetime(2020, 7, 7, 15, 4, 5, tzinfo=UTC),
)
_DELAI: Final = 30.0
_MILLE: Final = 1_000
_PAR_GENRE: Final = pytest.mark.parametrize("genre", GENRES, ids=lambda genre: genre.nom)
_CHERCHES: Final = [(genre, champ) for genre in GENRES for champ in genre.par]


class RechercheContract(StoreLaws):
    """The laws of `Repository.by` and `Repository.drop`."""

    # --- Looking up -----------------------------------------------------------------------------------------

    @pytest.mark.parametrize(("genre", "champ"), _CHERCHES, ids=lambda un: getattr(un, "nom", un))
    def test_by_a_field_are_those_that_have_the_value(
        self, make_storage: MakeStorage, genre: Genre, champ: str
    ) -> None:
        """Those of `all` whose field has the value, in the order of the identities: drafts, replaced and forgotten."""

        def law(cas: tuple[list[object], list[object]]) -> None:
            gardes, brouillons = cas
            storage = make_storage()
            with storage.transaction() as t:
                genre.depot(t).put_all((f"{rang}", etat) for rang, etat in enumerate(gardes))
            with storage.transaction() as t:
                depot = genre.depot(t)
                for rang, etat in enumerate(brouillons):  # over some of those, and after them
                    depot.put(f"{rang}", etat, expected=int(rang < len(gardes)))
                if gardes:
                    depot.drop(f"{len(gardes) - 1}", expected=1 + int(len(brouillons) >= len(gardes)))
                _verifier(depot, champ, [*gardes, *brouillons])
            with storage.transaction() as t:
                _verifier(genre.depot(t), champ, [*gardes, *brouillons])

        listes = st.lists(genre.etats, max_size=4)
        essayer(law, st.tuples(listes, listes), exemples=min(self.exemples, 10))

    def test_a_value_is_any_text(self, make_storage: MakeStorage) -> None:
        """A value is never confused with another, never run, never cut; that of nobody finds nobody."""
        storage, valeurs = make_storage(), (*IDENTITES, "a\0", "\0a")
        with storage.transaction() as t:
            t.sessions.put_all((f"{rang:02d}", evolve(SESSION, identifiant=un)) for rang, un in enumerate(valeurs))
        with storage.transaction() as t:
            for rang, valeur in enumerate(valeurs):
                assert [id for id, _ in t.sessions.by("identifiant", valeur)] == [f"{rang:02d}"]
            assert list(t.sessions.by("identifiant", "personne")) == []

    @pytest.mark.parametrize("champ", ["id", "vue_le", "corps", "version", "", "identifiant; DROP TABLE session"])
    def test_by_another_field_nothing_is_looked_up(self, make_storage: MakeStorage, champ: str) -> None:
        """A field this kind is not looked up by is a `LookupError`, said at once."""
        with make_storage().transaction() as t, pytest.raises(LookupError):
            t.sessions.by(champ, "ATRILLON")

    def test_half_of_a_character_is_nobody(self, make_storage: MakeStorage) -> None:
        """What no state can hold is refused, as it is of an identity."""
        with make_storage().transaction() as t, pytest.raises(LscError):
            list(t.sessions.by("identifiant", "\ud83d"))

    def test_thousands_are_found_among_others(self, make_storage: MakeStorage) -> None:
        """However many have the value, all are found once, in order, and none of the others."""
        storage, nombre = make_storage(), min(self.effectif, _MILLE)
        with storage.transaction() as t:
            t.sessions.put_all(
                (f"{rang:06d}", evolve(SESSION, identifiant="AB"[rang % 2])) for rang in range(2 * nombre)
            )
        with storage.transaction() as t:
            assert [id for id, _ in t.sessions.by("identifiant", "B")] == [
                f"{rang:06d}" for rang in range(1, 2 * nombre, 2)
            ]

    def test_nobody_looks_up_after_the_end(self, make_storage: MakeStorage) -> None:
        """A search that was begun stops with its transaction, as one that begins after it."""
        storage = make_storage()
        with storage.transaction() as t:
            t.sessions.put_all([("a", SESSION), ("b", SESSION)])
            lecture = t.sessions.by("identifiant", "ATRILLON")
            assert next(lecture)[0] == "a"
        for usage in (
            lambda: next(lecture),
            lambda: list(t.sessions.by("identifiant", "ATRILLON")),
            lambda: t.sessions.drop("a", expected=1),
        ):
            with pytest.raises(PortError):
                usage()
        assert _ids(storage) == ("a", "b")

    # --- Forgetting -----------------------------------------------------------------------------------------

    @_PAR_GENRE
    def test_what_is_forgotten_is_not_there(self, make_storage: MakeStorage, genre: Genre) -> None:
        """Of any kind, a forgotten state is found by nobody, and its identity may be used again, from version 1."""
        storage = make_storage()

        def law(etat: object) -> None:
            with storage.transaction() as t:
                genre.depot(t).put("a", etat, expected=0)
                genre.depot(t).put("b", etat, expected=0)
            with storage.transaction() as t:
                genre.depot(t).drop("a", expected=1)
                _verifier_absent(genre.depot(t))
            with storage.transaction() as t:
                _verifier_absent(genre.depot(t))
                genre.depot(t).put("a", etat, expected=0)
                genre.depot(t).drop("b", expected=1)
            with storage.transaction() as t:
                assert list(genre.depot(t).all()) == [("a", Stored(state=etat, version=1))]

        essayer(law, genre.etats, exemples=1)

    @pytest.mark.parametrize(("id", "expected"), [("a", 0), ("a", 1), ("a", 3), ("a", -1), ("b", 0), ("b", 1)])
    def test_forgetting_another_version_is_a_conflict(self, make_storage: MakeStorage, id: str, expected: int) -> None:
        """Forgetting what one has not read, or what is not there, raises `Conflict`, and nothing is forgotten."""
        storage = make_storage()
        with storage.transaction() as t:
            t.sessions.put("a", SESSION, expected=0)
            t.sessions.put("a", SESSION, expected=1)

        def oublier() -> None:
            with storage.transaction() as t:
                t.sessions.put("c", SESSION, expected=0)
                t.sessions.drop(id, expected=expected)

        with pytest.raises(Conflict):
            oublier()
        assert _ids(storage) == ("a",)

    def test_within_a_transaction_one_may_change_his_mind(self, make_storage: MakeStorage) -> None:
        """Written, forgotten, written again: what counts is the last, and its version goes on from the last."""
        storage = make_storage()
        with storage.transaction() as t:
            t.sessions.put("a", SESSION, expected=0)
            t.sessions.put("b", SESSION, expected=0)
            t.sessions.drop("a", expected=1)
            assert t.sessions.ids() == ("b",)
            with pytest.raises(NotFound):
                t.sessions.get("a")
        with storage.transaction() as t:
            t.sessions.drop("b", expected=1)
            t.sessions.put("b", evolve(SESSION, generation=2), expected=0)
            t.sessions.put("b", evolve(SESSION, generation=3), expected=1)
        with storage.transaction() as t:
            assert list(t.sessions.all()) == [("b", Stored(state=evolve(SESSION, generation=3), version=2))]

    def test_what_was_forgotten_before_an_exception_is_there(self, make_storage: MakeStorage) -> None:
        """What a transaction left by an exception had forgotten is still there."""
        storage = make_storage()
        with storage.transaction() as t:
            t.sessions.put("a", SESSION, expected=0)

        def interrompre() -> None:
            with storage.transaction() as t:
                t.sessions.drop("a", expected=1)
                raise ValueError("arrêt")

        with pytest.raises(ValueError, match="arrêt"):
            interrompre()
        assert _ids(storage) == ("a",)

    def test_of_who_writes_and_who_forgets_one_wins(self, make_storage: MakeStorage) -> None:
        """Two who read the same version, one to write and one to forget: one does, the other gets a `Conflict`."""
        self._a_plusieurs()
        storage = make_storage()
        with storage.transaction() as t:
            t.sessions.put("a", SESSION, expected=0)
        ensemble = Barrier(2, timeout=_DELAI)

        def agir(*, oublier: bool) -> bool:
            ensemble.wait()
            try:
                with storage.transaction() as t:
                    if oublier:
                        t.sessions.drop("a", expected=1)
                    else:
                        t.sessions.put("a", evolve(SESSION, generation=2), expected=1)
            except Conflict:
                return False
            return True

        with ThreadPoolExecutor(2) as fils:
            oubli, ecriture = (fils.submit(agir, oublier=oublier) for oublier in (True, False))
            reussis = oubli.result(_DELAI), ecriture.result(_DELAI)
        assert sorted(reussis) == [False, True]
        assert _ids(storage) == (() if reussis[0] else ("a",))


def _ids(storage: Storage) -> tuple[str, ...]:
    with storage.transaction() as t:
        return t.sessions.ids()


def _verifier(depot: Repository[object], champ: str, etats: list[object]) -> None:
    tous = [(id, un, getattr(un.state, champ)) for id, un in depot.all()]
    for valeur in {getattr(etat, champ) for etat in etats} - {None}:
        assert list(depot.by(champ, str(valeur))) == [(id, un) for id, un, sienne in tous if sienne == valeur]


def _verifier_absent(depot: Repository[object]) -> None:
    with pytest.raises(NotFound):
        depot.get("a")
    assert depot.ids() == ("b",)
    assert [id for id, _ in depot.all()] == ["b"]
