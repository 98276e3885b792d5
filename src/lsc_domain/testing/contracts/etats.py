"""The laws every kind of state obeys, of which `StorageContract` is made."""

from __future__ import annotations

from itertools import count
from typing import Final

import pytest
from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from lsc_domain.assemblee.texte_de_passage import TextesDePassage
from lsc_domain.parc import Tiers
from lsc_domain.ports.errors import Conflict, NotFound, PortError
from lsc_domain.ports.storage import Storage, Stored
from lsc_domain.socle.errors import LscError
from lsc_domain.socle.ids import TiersId
from lsc_domain.testing.contracts._cas import IDENTITES, LETTRES, PAS_DES_IDENTITES
from lsc_domain.testing.contracts._essai import essayer
from lsc_domain.testing.contracts._genres import GENRES, Genre
from lsc_domain.testing.contracts.store import MakeStorage, StoreLaws

ATRILLON: Final = Tiers(id=TiersId("ATRILLON"), nom="ATRILLON", prenom="Bernard")
_UN_DE_CHAQUE: Final[SearchStrategy[tuple[object, ...]]] = st.tuples(*(genre.etats for genre in GENRES))
_PAR_GENRE: Final = pytest.mark.parametrize("genre", GENRES, ids=lambda genre: genre.nom)


def identites() -> SearchStrategy[str]:
    """Identities of any letters, those that a careless store confuses among them."""
    return st.sampled_from(IDENTITES) | st.text(LETTRES)


class EtatsContract(StoreLaws):
    """The laws of repositories, whatever they keep."""

    @_PAR_GENRE
    def test_each_kind_comes_back_as_it_was(self, make_storage: MakeStorage, genre: Genre) -> None:
        """A state of any kind is got as it was put, with version 1, then 2: alone, or read with all the others."""
        storage, numeros = make_storage(), count()

        def law(etats: tuple[object, object]) -> None:
            id = f"{next(numeros)}"
            for version, etat in enumerate(etats, 1):
                with storage.transaction() as t:
                    genre.depot(t).put(id, etat, expected=version - 1)
                with storage.transaction() as t:
                    assert genre.depot(t).get(id) == Stored(state=etat, version=version)
                    assert dict(genre.depot(t).all())[id] == Stored(state=etat, version=version)

        essayer(law, st.tuples(genre.etats, genre.etats), exemples=min(self.exemples, 10))

    @_PAR_GENRE
    def test_each_kind_has_its_conflicts(self, make_storage: MakeStorage, genre: Genre) -> None:
        """Of any kind, a stale version is a `Conflict`, and what was never put is `NotFound`."""
        storage = make_storage()

        def ecrire(etat: object, expected: int) -> None:
            with storage.transaction() as t:
                genre.depot(t).put("a", etat, expected=expected)

        def law(etat: object) -> None:
            ecrire(etat, 0)
            for expected in (0, 2, -1):
                with pytest.raises(Conflict):
                    ecrire(etat, expected)
            with storage.transaction() as t:
                assert genre.depot(t).get("a").version == 1
                with pytest.raises(NotFound):
                    genre.depot(t).get("b")

        essayer(law, genre.etats, exemples=1)

    def test_kinds_do_not_meet(self, make_storage: MakeStorage) -> None:
        """One identity in every kind is a state in each; left by an exception, there is none in any."""

        def law(etats: tuple[object, ...]) -> None:
            storage = make_storage()

            def ecrire(*, arret: bool) -> None:
                with storage.transaction() as t:
                    for genre, etat in zip(GENRES, etats, strict=True):
                        genre.depot(t).put("a", etat, expected=0)
                    if arret:
                        raise ValueError("arrêt")

            with pytest.raises(ValueError, match="arrêt"):
                ecrire(arret=True)
            with storage.transaction() as t:
                assert [genre.depot(t).ids() for genre in GENRES] == [()] * len(GENRES)
            ecrire(arret=False)
            with storage.transaction() as t:
                for genre, etat in zip(GENRES, etats, strict=True):
                    assert list(genre.depot(t).all()) == [("a", Stored(state=etat, version=1))]

        essayer(law, _UN_DE_CHAQUE, exemples=2)

    def test_everything_is_read_in_the_order_of_identities(self, make_storage: MakeStorage) -> None:
        """`all` gives what `get` gives for each of `ids`, sorted by the letters, drafts among the rest."""

        def law(cas: tuple[list[str], list[str]]) -> None:
            gardees, brouillons = cas
            storage = make_storage()
            with storage.transaction() as t:
                t.textes.put_all((id, TextesDePassage(agence=id)) for id in gardees)
            with storage.transaction() as t:
                for id in brouillons:
                    t.textes.put(id, TextesDePassage(), expected=int(id in gardees))
                toutes = tuple(sorted({*gardees, *brouillons}))
                assert t.textes.ids() == toutes
                assert list(t.textes.all()) == [(id, t.textes.get(id)) for id in toutes]

        listes = st.lists(identites(), unique=True, max_size=12)
        essayer(law, st.tuples(listes, listes), exemples=self.exemples)

    def test_thousands_are_read_as_they_were_written(self, make_storage: MakeStorage) -> None:
        """However many there are, all are read once, in order, each with its version."""
        storage, nombre = make_storage(), min(self.effectif, 2_000)
        etats = [(f"{rang:06d}", evolve(ATRILLON, prenom=f"n° {rang}")) for rang in range(nombre)]
        with storage.transaction() as t:
            t.tiers.put_all(reversed(etats))
            t.tiers.put_all(etats[::2], expected=1)
        with storage.transaction() as t:
            lus = list(t.tiers.all())
        assert lus == [(id, Stored(state=etat, version=2 - rang % 2)) for rang, (id, etat) in enumerate(etats)]

    @pytest.mark.parametrize(
        ("ids", "expected"),
        [(("b", "a"), 0), (("b", "b"), 0), (("a", "b"), 1), (("a", "a"), 1), (("a",), 2), (("a",), -1)],
    )
    def test_of_many_one_stale_version_is_a_conflict(
        self, make_storage: MakeStorage, ids: tuple[str, ...], expected: int
    ) -> None:
        """What `put` would refuse for one, `put_all` refuses for all: nothing of the transaction is kept."""
        storage = make_storage()
        with storage.transaction() as t:
            t.tiers.put("a", ATRILLON, expected=0)

        def ecrire() -> None:
            with storage.transaction() as t:
                t.tiers.put("c", ATRILLON, expected=0)
                t.tiers.put_all(((id, evolve(ATRILLON, prenom="Denise")) for id in ids), expected=expected)

        with pytest.raises(Conflict):
            ecrire()
        with storage.transaction() as t:
            assert list(t.tiers.all()) == [("a", Stored(state=ATRILLON, version=1))]

    def test_of_many_there_may_be_none(self, make_storage: MakeStorage) -> None:
        """Writing nothing is nothing, whatever version it expects."""
        storage = make_storage()
        with storage.transaction() as t:
            t.tiers.put_all([])
            t.tiers.put_all([], expected=3)
            assert t.tiers.ids() == ()

    @pytest.mark.parametrize("id", PAS_DES_IDENTITES, ids=ascii)
    def test_of_many_an_identity_nobody_can_keep_is_refused(self, make_storage: MakeStorage, id: str) -> None:
        """A NUL, or half of a character, is refused among others, and the others with it."""
        storage = make_storage()
        with pytest.raises(LscError), storage.transaction() as t:
            t.tiers.put_all([("a", ATRILLON), (id, ATRILLON)])
        with storage.transaction() as t:
            assert t.tiers.ids() == ()

    def test_nobody_reads_all_after_the_end(self, make_storage: MakeStorage) -> None:
        """A reading that was begun stops with its transaction, as one that begins after it."""
        storage = make_storage()
        with storage.transaction() as t:
            t.tiers.put_all([("a", ATRILLON), ("b", ATRILLON)])
            lecture = t.tiers.all()
            assert next(lecture)[0] == "a"
        for usage in (
            lambda: next(lecture),
            lambda: next(t.tiers.all()),
            lambda: t.tiers.put_all([("c", ATRILLON)]),
        ):
            with pytest.raises(PortError):
                usage()
        _verifier_ids(storage, ("a", "b"))

    def test_all_kinds_outlive_the_program(self, make_storage: MakeStorage) -> None:
        """Another program that opens the store finds every kind."""
        if not self.persistent:
            pytest.skip("this store remembers nothing: `persistent` is false")

        def law(etats: tuple[object, ...]) -> None:
            storage = make_storage()
            with storage.transaction() as t:
                for genre, etat in zip(GENRES, etats, strict=True):
                    genre.depot(t).put("a", etat, expected=0)
            with self.reopen(storage).transaction() as t:
                for genre, etat in zip(GENRES, etats, strict=True):
                    assert genre.depot(t).get("a") == Stored(state=etat, version=1)

        essayer(law, _UN_DE_CHAQUE, exemples=1)


def _verifier_ids(storage: Storage, ids: tuple[str, ...]) -> None:
    with storage.transaction() as t:
        assert t.tiers.ids() == ids
