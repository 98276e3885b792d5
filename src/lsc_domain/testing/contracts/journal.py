"""What the journal of every `Storage` must do, whoever wrote it: subclass, give a maker, and run pytest."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from threading import Event
from typing import Final

import pytest
from hypothesis import strategies as st

from lsc_domain.assemblee.fait import (
    Fait,
    IncidentSurvenu,
    SeanceClose,
    SeanceOuverte,
    SeanceReprise,
    SeanceSuspendue,
    VotesEnregistres,
)
from lsc_domain.assemblee.seance import Incident
from lsc_domain.ports.errors import Conflict
from lsc_domain.ports.journal import Inscription, Tete
from lsc_domain.ports.storage import Storage
from lsc_domain.socle.chaine import ORIGINE, empreinte
from lsc_domain.socle.errors import LscError
from lsc_domain.socle.ids import CoproprietaireId, ResolutionId
from lsc_domain.testing.contracts._cas import LE
from lsc_domain.testing.contracts._essai import essayer
from lsc_domain.testing.contracts.storage import MakeStorage
from lsc_domain.testing.strategies import faits, instants

QUATRE: Final = (SeanceOuverte(), SeanceSuspendue(motif="« pause »"), SeanceReprise(), SeanceClose())
_DELAI: Final = 30.0
_ECRIVAINS: Final = 4
_PAR_ECRIVAIN: Final = 15


class JournalContract:
    """
    The laws of a journal. Your subclass says how to make an empty store.

    >>> class TestMine(JournalContract):
    ...     @pytest.fixture
    ...     def make_storage(self):
    ...         return MyStorage  # a maker: each example of each law gets an empty store
    """

    concurrent: bool = True
    """Whether several threads may each have a transaction open; one may be made to wait for another."""
    exemples: int = 20
    """How many examples each law tries, at most."""

    @pytest.fixture
    def make_storage(self) -> MakeStorage:
        """Return a maker of stores, each empty when it is given."""
        raise NotImplementedError

    # --- Writing, reading -----------------------------------------------------------------------------------

    def test_facts_are_read_as_they_were_written(self, make_storage: MakeStorage) -> None:
        """Facts of every kind are read in order, equal to what they were, each at its instant."""

        def law(cas: tuple[list[Fait], datetime]) -> None:
            ecrits, le = cas
            storage = make_storage()
            _append(storage, "a", ecrits, le=le)
            lus = _read(storage, "a")
            assert [un.fait for un in lus] == ecrits
            assert [un.rang for un in lus] == list(range(1, len(ecrits) + 1))
            assert all(un.flux == "a" and un.le.astimezone(UTC) == le.astimezone(UTC) for un in lus)

        essayer(law, st.tuples(st.lists(faits(), max_size=5), instants()), exemples=self.exemples)

    def test_each_fact_bears_the_print_of_the_one_before(self, make_storage: MakeStorage) -> None:
        """The first bears `ORIGINE`, each other the SHA-256 of the text before, and the head is the last."""

        def law(ecrits: list[Fait]) -> None:
            storage = make_storage()
            tete = _append(storage, "a", ecrits)
            lus = _read(storage, "a")
            with storage.transaction() as t:
                textes = list(t.journal.textes("a"))
                assert t.journal.tete("a") == tete == Tete(rang=len(ecrits), empreinte=lus[-1].empreinte)
            assert lus[0].precedent == ORIGINE
            assert [un.empreinte for un in lus] == [empreinte(texte) for texte in textes]
            assert all(suivant.precedent == avant.empreinte for avant, suivant in pairwise(lus))
            assert all(f'"precedent":"{un.precedent}"' in texte for un, texte in zip(lus, textes, strict=True))

        essayer(law, st.lists(faits(), min_size=1, max_size=4), exemples=self.exemples)

    def test_a_stream_never_written_has_no_fact(self, make_storage: MakeStorage) -> None:
        """Its head is at rank 0 with the print `ORIGINE`, and reading it gives nothing."""
        with make_storage().transaction() as t:
            assert t.journal.tete("a") == Tete(rang=0, empreinte=ORIGINE)
            assert list(t.journal.read("a")) == []
            assert list(t.journal.textes("a")) == []
            assert list(t.journal.read_all()) == []

    def test_nothing_to_append_changes_nothing(self, make_storage: MakeStorage) -> None:
        """Appending no fact returns the head as it is."""
        storage = make_storage()
        tete = _append(storage, "a", QUATRE)
        assert _append(storage, "a", (), attendu=4) == tete
        assert len(_read(storage, "a")) == 4

    def test_one_by_one_or_all_at_once(self, make_storage: MakeStorage) -> None:
        """Facts of one instant have the same prints however they were grouped, in every store of the kind."""
        ensemble = self._prints(make_storage(), [QUATRE])
        assert self._prints(make_storage(), [(un,) for un in QUATRE]) == ensemble
        assert self._prints(make_storage(), [QUATRE[:3], QUATRE[3:]]) == ensemble

    def test_two_appends_in_one_transaction_follow_one_another(self, make_storage: MakeStorage) -> None:
        """The second goes on from the first, in the same stream or in another."""
        storage = make_storage()
        with storage.transaction() as t:
            t.journal.append("a", QUATRE[:1], le=LE, attendu=0)
            t.journal.append("b", QUATRE[:2], le=LE, attendu=0)
            t.journal.append("a", QUATRE[1:], le=LE, attendu=1)
        assert [un.fait for un in _read(storage, "a")] == list(QUATRE)
        assert [un.fait for un in _read(storage, "b")] == list(QUATRE[:2])

    def test_streams_are_apart(self, make_storage: MakeStorage) -> None:
        """Each stream has its own ranks and its own chain, whatever its name looks like."""
        storage, noms = make_storage(), ("a", "A", "á", "a/1", "a'", "%", "")
        for nom in noms:
            _append(storage, nom, QUATRE[:2])
        for nom in noms:
            lus = _read(storage, nom)
            assert [(un.flux, un.rang) for un in lus] == [(nom, 1), (nom, 2)]
            assert lus[0].precedent == ORIGINE

    @pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=11)), timezone(-timedelta(hours=3, minutes=30))])
    def test_an_instant_is_an_instant_in_any_zone(self, make_storage: MakeStorage, zone: timezone) -> None:
        """The print of a fact does not depend on the zone its instant was told in."""
        storage = make_storage()
        _append(storage, "a", QUATRE[:1], le=LE.astimezone(zone))
        (lu,) = _read(storage, "a")
        assert lu.le == LE
        storage = make_storage()
        assert _append(storage, "a", QUATRE[:1], le=LE).empreinte == lu.empreinte

    def test_an_instant_without_a_zone_is_refused(self, make_storage: MakeStorage) -> None:
        """Nobody could say when it was: nothing is kept."""
        storage = make_storage()
        with pytest.raises(LscError):
            _append(storage, "a", QUATRE, le=LE.replace(tzinfo=None))
        assert _read(storage, "a") == []

    def test_a_fact_that_could_not_be_read_again_is_refused(self, make_storage: MakeStorage) -> None:
        """A fact made of what its types do not allow stops the transaction, not the day it is read."""
        storage = make_storage()
        impossible = Incident(resolution=ResolutionId("1"), coproprietaire=CoproprietaireId("a"), texte="\ud83d")
        with pytest.raises(LscError):
            _append(storage, "a", (*QUATRE, IncidentSurvenu(incident=impossible)))
        assert _read(storage, "a") == []

    def test_a_whole_vote_of_ten_thousand_owners_is_kept(self, make_storage: MakeStorage) -> None:
        """Fifty packed lines of ten thousand letters come back to the letter."""
        storage = make_storage()
        votes = [
            VotesEnregistres(resolution=ResolutionId(str(rang)), lettres="ona-." * 2_000, second_vote=rang % 7 == 0)
            for rang in range(50)
        ]
        _append(storage, "a", votes)
        assert [un.fait for un in _read(storage, "a")] == votes

    # --- In the right place ---------------------------------------------------------------------------------

    @pytest.mark.parametrize("attendu", [0, 3, 5, -1])
    def test_a_stream_of_another_length_is_a_conflict(self, make_storage: MakeStorage, attendu: int) -> None:
        """Appending after another fact than the last one raises `Conflict`, and adds nothing."""
        storage = make_storage()
        _append(storage, "a", QUATRE)
        avant = _read(storage, "a")
        with pytest.raises(Conflict):
            _append(storage, "a", QUATRE[:1], attendu=attendu)
        assert _read(storage, "a") == avant

    @pytest.mark.parametrize("depuis", range(7))
    def test_a_stream_may_be_read_from_any_fact(self, make_storage: MakeStorage, depuis: int) -> None:
        """Reading after the *n* first gives the rest, exactly as reading all of it does; past the end, nothing."""
        storage = make_storage()
        _append(storage, "b", QUATRE)
        _append(storage, "a", QUATRE)
        assert _read(storage, "a", depuis=depuis) == _read(storage, "a")[depuis:]

    def test_everything_is_read_in_the_order_it_was_kept(self, make_storage: MakeStorage) -> None:
        """Positions only grow, across streams, and reading after one of them forgets nothing and repeats nothing."""
        storage = make_storage()
        for nom, debut, fin in (("a", 0, 1), ("b", 0, 2), ("a", 1, 4), ("c", 0, 1), ("b", 2, 3)):
            _append(storage, nom, QUATRE[debut:fin], attendu=debut)
        tout = _read_all(storage)
        assert [(un.flux, un.rang) for un in tout] == [
            *(("a", 1), ("b", 1), ("b", 2), ("a", 2), ("a", 3), ("a", 4), ("c", 1), ("b", 3))
        ]
        assert all(avant.position < apres.position for avant, apres in pairwise(tout))
        assert [un for nom in "abc" for un in _read(storage, nom)] == sorted(tout, key=lambda un: (un.flux, un.rang))
        for lus, dernier in enumerate(tout, 1):
            assert _read_all(storage, depuis=dernier.position) == tout[lus:]

    # --- Several at once ------------------------------------------------------------------------------------

    def test_writers_of_one_stream_take_turns(self, make_storage: MakeStorage) -> None:
        """Writers who look again after a `Conflict` all get their facts kept, one rank each, in one chain."""
        self._a_plusieurs()
        storage = make_storage()

        def ecrire(qui: int) -> None:
            for numero in range(_PAR_ECRIVAIN):
                _append_next(storage, "a", SeanceSuspendue(motif=f"{qui}-{numero}"))

        with ThreadPoolExecutor(_ECRIVAINS) as fils:
            list(fils.map(ecrire, range(_ECRIVAINS), timeout=_DELAI))
        motifs = [un.fait.motif for un in _read(storage, "a") if isinstance(un.fait, SeanceSuspendue)]
        assert sorted(motifs) == sorted(f"{qui}-{n}" for qui in range(_ECRIVAINS) for n in range(_PAR_ECRIVAIN))
        for qui in range(_ECRIVAINS):
            les_siens = [motif for motif in motifs if motif.startswith(f"{qui}-")]
            assert les_siens == [f"{qui}-{n}" for n in range(_PAR_ECRIVAIN)]

    def test_whoever_follows_misses_nothing(self, make_storage: MakeStorage) -> None:
        """Reading again after the last position seen, while others write, gives every fact once, in its order."""
        self._a_plusieurs()
        storage, fini = make_storage(), Event()

        def ecrire(flux: int) -> None:
            for _ in range(_PAR_ECRIVAIN):
                _append_next(storage, str(flux), SeanceSuspendue())

        def suivre() -> list[Inscription]:
            vus: list[Inscription] = []
            dernier_tour = False
            while True:
                vus += _read_all(storage, depuis=vus[-1].position if vus else 0)
                if dernier_tour:
                    return vus
                dernier_tour = fini.is_set()

        with ThreadPoolExecutor(_ECRIVAINS + 1) as fils:
            suivi = fils.submit(suivre)
            try:
                list(fils.map(ecrire, range(_ECRIVAINS), timeout=_DELAI))
            finally:
                fini.set()
            vus = suivi.result(_DELAI)
        assert vus == _read_all(storage)
        assert len(vus) == _ECRIVAINS * _PAR_ECRIVAIN

    def _a_plusieurs(self) -> None:
        if not self.concurrent:
            pytest.skip("this store serves one thread: `concurrent` is false")

    def _prints(self, storage: Storage, groupes: Sequence[Sequence[Fait]]) -> list[str]:
        attendu = 0
        for groupe in groupes:
            attendu = _append(storage, "a", groupe, attendu=attendu).rang
        return [un.empreinte for un in _read(storage, "a")]


def _append(storage: Storage, flux: str, faits: Sequence[Fait], *, le: datetime = LE, attendu: int = 0) -> Tete:
    with storage.transaction() as t:
        return t.journal.append(flux, faits, le=le, attendu=attendu)


def _append_next(storage: Storage, flux: str, fait: Fait) -> None:
    """Add one fact after the last, whichever it is by then."""
    while True:
        try:
            with storage.transaction() as t:
                t.journal.append(flux, (fait,), le=LE, attendu=t.journal.tete(flux).rang)
        except Conflict:
            continue
        return


def _read(storage: Storage, flux: str, *, depuis: int = 0) -> list[Inscription]:
    with storage.transaction() as t:
        return list(t.journal.read(flux, depuis=depuis))


def _read_all(storage: Storage, *, depuis: int = 0) -> list[Inscription]:
    with storage.transaction() as t:
        return list(t.journal.read_all(depuis=depuis))
