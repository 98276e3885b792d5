"""The laws of reading again: what has not changed may come from before, and nobody sees the difference."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pytest
from hypothesis import strategies as st

from lsc_domain.parc import Tiers
from lsc_domain.ports.errors import PortError
from lsc_domain.ports.storage import Stored, Transaction
from lsc_domain.socle.ids import TiersId
from lsc_domain.testing.contracts._essai import essayer
from lsc_domain.testing.contracts._genres import GENRES, Genre
from lsc_domain.testing.contracts.store import MakeStorage, StoreLaws

_EN_NOMBRE: Final = 40
"""How many there are at first: enough that one change among them is not all of them."""
_NOMS: Final[tuple[str, ...]] = ("ATRILLON", "BROUILLY")


class RelectureContract(StoreLaws):
    """The laws of `Repository.refresh`."""

    def test_reading_again_is_reading_all(self, make_storage: MakeStorage) -> None:
        """
        Given any earlier reading, drafts that were forgotten included, it is what `all` reads, in the same order.

        A state that was forgotten and put again has the version it had, and is another one.
        """
        cibles = st.integers(0, _EN_NOMBRE + 2)
        gestes = st.lists(st.tuples(cibles, st.sampled_from((*_NOMS, None))), max_size=4)

        def law(suite: list[tuple[list[tuple[int, str | None]], bool, int]]) -> None:
            storage, lectures = make_storage(), list[Mapping[str, Stored[Tiers]]]([{}])
            with storage.transaction() as t:
                t.tiers.put_all((_id(rang), _tiers("CLATOUR")) for rang in range(_EN_NOMBRE))
                lectures.append(t.tiers.refresh({}))
            for gestes, garder, depuis in suite:
                try:
                    with storage.transaction() as t:
                        for rang, nom in gestes:
                            _agir(t, _id(rang), nom)
                        _relire(t, lectures, depuis)
                        if not garder:
                            raise ValueError("arrêt")
                except ValueError:
                    pass
                with storage.transaction() as t:
                    _relire(t, lectures, depuis + 1)
                    _relire(t, lectures, -1)

        cas = st.lists(st.tuples(gestes, st.booleans(), st.integers(0, 9)), max_size=5)
        essayer(law, cas, exemples=self.exemples)

    @pytest.mark.parametrize("genre", GENRES, ids=lambda genre: genre.nom)
    def test_every_kind_is_read_again(self, make_storage: MakeStorage, genre: Genre) -> None:
        """Put, forgotten, put again: each kind, whether screens depend on it or not."""

        def law(etats: tuple[object, object]) -> None:
            storage = make_storage()
            with storage.transaction() as t:
                genre.depot(t).put_all((_id(rang), etats[0]) for rang in range(_EN_NOMBRE))
            with storage.transaction() as t:
                avant = genre.depot(t).refresh({})
            with storage.transaction() as t:
                genre.depot(t).drop(_id(4), expected=1)
                genre.depot(t).put(_id(4), etats[1], expected=0)
                genre.depot(t).put(_id(5), etats[1], expected=1)
            with storage.transaction() as t:
                assert list(genre.depot(t).refresh(avant).items()) == list(genre.depot(t).all())
                assert genre.depot(t).refresh(avant)[_id(4)].state == etats[1]

        essayer(law, st.tuples(genre.etats, genre.etats), exemples=1)

    def test_what_somebody_else_read_is_not_trusted(self, make_storage: MakeStorage) -> None:
        """A mapping made by hand, or that another store gave, has nothing to say of this one."""
        connus: Mapping[str, Stored[Tiers]] = {
            _id(rang): Stored(state=_tiers("CLATOUR"), version=1) for rang in range(_EN_NOMBRE)
        }
        for nom in _NOMS:
            storage = make_storage()
            with storage.transaction() as t:
                t.tiers.put_all((_id(rang), _tiers(nom)) for rang in range(_EN_NOMBRE))
            with storage.transaction() as t:
                connus = t.tiers.refresh(connus)
                assert dict(connus) == dict(t.tiers.all())

    def test_what_is_known_is_left_as_it_was(self, make_storage: MakeStorage) -> None:
        """Who keeps a reading keeps it: a later one is another mapping, or the same states."""
        storage = make_storage()
        with storage.transaction() as t:
            t.tiers.put_all((_id(rang), _tiers("ATRILLON")) for rang in range(_EN_NOMBRE))
            avant = t.tiers.refresh({})
            copie = dict(avant)
            t.tiers.drop(_id(0), expected=1)
            t.tiers.refresh(avant)
        assert avant == copie

    def test_nobody_reads_again_after_the_end(self, make_storage: MakeStorage) -> None:
        """What may be old by now is not given."""
        with make_storage().transaction() as t:
            avant = t.tiers.refresh({})
        with pytest.raises(PortError):
            t.tiers.refresh(avant)


def _relire(t: Transaction, lectures: list[Mapping[str, Stored[Tiers]]], depuis: int) -> None:
    """Read again over one of the readings so far, and keep the reading."""
    lue = t.tiers.refresh(lectures[depuis % len(lectures)])
    assert list(lue.items()) == list(t.tiers.all())
    lectures.append(lue)


def _agir(t: Transaction, id: str, nom: str | None) -> None:
    """Put somebody of that name, or forget him if he is there."""
    version = next((un.version for id_, un in t.tiers.all() if id_ == id), 0)
    if nom is not None:
        t.tiers.put(id, _tiers(nom), expected=version)
    elif version:
        t.tiers.drop(id, expected=version)


def _id(rang: int) -> str:
    return f"{rang:02d}"


def _tiers(nom: str) -> Tiers:
    return Tiers(id=TiersId("T"), nom=nom)
