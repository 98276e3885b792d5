"""The laws of the traces of the extranet, of which `StorageContract` is made."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Final

import pytest
from attrs import evolve
from hypothesis import strategies as st

from lsc_domain.extranet.audit import Acte, Trace
from lsc_domain.ports.errors import PortError
from lsc_domain.ports.storage import Storage
from lsc_domain.socle.errors import LscError
from lsc_domain.testing.contracts._cas import IDENTITES, PAS_DES_IDENTITES
from lsc_domain.testing.contracts._essai import essayer
from lsc_domain.testing.contracts.store import MakeStorage, StoreLaws
from lsc_domain.testing.strategies.extranet import traces
from lsc_domain.testing.strategies.fait import instants

TRACE: Final = Trace(
    le=datetime(2020, 7, 7, 15, 4, 5, 123456, tzinfo=UTC),
    acte=Acte.DOCUMENT_LU,
    par="ATRILLON",
    objet="document:2020-152/1",
    detail="Facture d'eau",
    adresse="192.0.2.7",
)


class AuditContract(StoreLaws):
    """The laws of `Audit`."""

    @pytest.mark.req("I-31", "I-53")
    def test_what_was_done_is_read_newest_first(self, make_storage: MakeStorage) -> None:
        """The last traces come first, those of a login, about an object, of both or all; at most as many as asked."""

        def law(cas: tuple[list[Trace], list[Trace], int]) -> None:
            gardees, brouillons, derniers = cas
            storage = make_storage()
            _garder(storage, *gardees)
            with storage.transaction() as t:
                t.audit.ajouter(*brouillons)
                dedans = t.audit.lire()
            toutes = [*gardees, *brouillons][::-1]
            assert dedans == tuple(toutes)
            with storage.transaction() as t:
                assert t.audit.lire() == tuple(toutes)
                assert t.audit.lire(derniers=derniers) == tuple(toutes[:derniers])
                for une in toutes:
                    siennes = [autre for autre in toutes if autre.par == une.par]
                    assert t.audit.lire(par=une.par, derniers=derniers) == tuple(siennes[:derniers])
                    assert t.audit.lire(objet=une.objet) == tuple(un for un in toutes if un.objet == une.objet)
                    assert t.audit.lire(par=une.par, objet=une.objet) == tuple(
                        autre for autre in siennes if autre.objet == une.objet
                    )

        listes = st.lists(traces(), max_size=5)
        essayer(law, st.tuples(listes, listes, st.integers(0, 12)), exemples=self.exemples)

    @pytest.mark.parametrize("qui", IDENTITES, ids=ascii)
    def test_who_did_it_is_any_text(self, make_storage: MakeStorage, qui: str) -> None:
        """The traces of a login are nobody else's, however alike their codes; so it is of objects."""
        storage = make_storage()
        _garder(storage, *(evolve(TRACE, par=autre, objet=autre) for autre in IDENTITES))
        with storage.transaction() as t:
            assert t.audit.lire(par=qui) == t.audit.lire(objet=qui) == (evolve(TRACE, par=qui, objet=qui),)

    def test_without_any_there_is_nothing(self, make_storage: MakeStorage) -> None:
        """A new store has no trace; keeping none is nothing, and asking for none or fewer gives none."""
        storage = make_storage()
        with storage.transaction() as t:
            t.audit.ajouter()
            assert t.audit.lire() == ()
            t.audit.ajouter(TRACE)
            assert t.audit.lire(derniers=0) == t.audit.lire(derniers=-1) == ()

    def test_the_last_thousand_are_enough(self, make_storage: MakeStorage) -> None:
        """Unless told otherwise, a reading stops at a thousand."""
        storage = make_storage()
        _garder(storage, *(evolve(TRACE, objet=f"{rang}") for rang in range(1_005)))
        with storage.transaction() as t:
            lues = t.audit.lire()
        assert (len(lues), lues[0].objet, lues[-1].objet) == (1_000, "1004", "5")

    @pytest.mark.req("I-38")
    def test_the_old_ones_are_forgotten(self, make_storage: MakeStorage) -> None:
        """Those of before a day go, in UTC, and how many is said; a second time there is none; the others stay."""

        def law(cas: tuple[list[Trace], list[Trace], date]) -> None:
            gardees, brouillons, avant = cas
            storage = make_storage()
            _garder(storage, *gardees)
            toutes = [*gardees, *brouillons]
            restent = [une for une in toutes if une.le.astimezone(UTC).date() >= avant]
            with storage.transaction() as t:
                t.audit.ajouter(*brouillons)
                assert t.audit.effacer(avant=avant) == len(toutes) - len(restent)
                assert t.audit.lire() == tuple(reversed(restent))
                assert t.audit.effacer(avant=avant) == 0
                t.audit.ajouter(TRACE)
            with storage.transaction() as t:
                assert t.audit.lire() == (TRACE, *reversed(restent))

        listes = st.lists(traces(), max_size=5)
        jours = st.sampled_from((date(1789, 7, 14), date(2020, 7, 7), date(2036, 1, 1))) | st.dates()
        essayer(law, st.tuples(listes, listes, jours), exemples=self.exemples)

    @pytest.mark.parametrize(("ecart", "efface"), [(timedelta(0), 0), (-timedelta(microseconds=1), 1)])
    def test_a_day_begins_at_midnight(self, make_storage: MakeStorage, ecart: timedelta, efface: int) -> None:
        """The first instant of a day is not before it; the one that precedes is."""
        with make_storage().transaction() as t:
            t.audit.ajouter(evolve(TRACE, le=datetime(2020, 7, 7, tzinfo=UTC) + ecart))
            assert t.audit.effacer(avant=date(2020, 7, 7)) == efface

    @pytest.mark.req("I-31")
    def test_an_exception_leaves_no_trace_and_wipes_none(self, make_storage: MakeStorage) -> None:
        """A transaction that is forgotten did nothing, and had wiped nothing."""
        storage = make_storage()
        _garder(storage, TRACE)

        def interrompre() -> None:
            with storage.transaction() as t:
                t.audit.ajouter(evolve(TRACE, acte=Acte.CONNEXION))
                t.audit.effacer(avant=date(2030, 1, 1))
                raise ValueError("arrêt")

        with pytest.raises(ValueError, match="arrêt"):
            interrompre()
        with storage.transaction() as t:
            assert t.audit.lire() == (TRACE,)

    @pytest.mark.parametrize("texte", PAS_DES_IDENTITES, ids=ascii)
    def test_a_trace_nobody_can_keep_is_refused(self, make_storage: MakeStorage, texte: str) -> None:
        """A NUL, or half of a character, is refused wherever it is, and what was written with it is forgotten."""
        storage = make_storage()
        for fautive in (
            evolve(TRACE, par=texte),
            evolve(TRACE, objet=texte),
            evolve(TRACE, detail=texte),
            evolve(TRACE, adresse=texte),
        ):
            with pytest.raises(LscError):
                _garder(storage, TRACE, fautive)
        with storage.transaction() as t:
            assert t.audit.lire() == ()

    def test_a_trace_is_of_one_instant_from_anywhere(self, make_storage: MakeStorage) -> None:
        """It is kept to the microsecond, whatever the zone it was said in; an hour of nowhere is refused."""
        storage = make_storage()

        def law(le: datetime) -> None:
            _garder(storage, evolve(TRACE, le=le))
            with storage.transaction() as t:
                assert t.audit.lire(derniers=1)[0].le.astimezone(UTC) == le.astimezone(UTC)

        essayer(law, instants(), exemples=self.exemples)
        with pytest.raises(LscError):
            _garder(storage, evolve(TRACE, le=TRACE.le.replace(tzinfo=None)))

    def test_nobody_is_watched_after_the_end(self, make_storage: MakeStorage) -> None:
        """What would be written after the end would be lost: it raises, as reading does."""
        storage = make_storage()
        with storage.transaction() as t:
            t.audit.ajouter(TRACE)
        for usage in (
            lambda: t.audit.ajouter(TRACE),
            t.audit.lire,
            lambda: t.audit.effacer(avant=date(2030, 1, 1)),
        ):
            with pytest.raises(PortError):
                usage()
        with storage.transaction() as t:
            assert t.audit.lire() == (TRACE,)

    @pytest.mark.req("I-53")
    def test_traces_outlive_the_program(self, make_storage: MakeStorage) -> None:
        """Another program that opens the store finds what was done, and nothing of what was wiped."""
        if not self.persistent:
            pytest.skip("this store remembers nothing: `persistent` is false")
        storage = make_storage()
        _garder(storage, evolve(TRACE, le=datetime(2010, 1, 1, tzinfo=UTC)), TRACE)
        with storage.transaction() as t:
            t.audit.effacer(avant=date(2020, 1, 1))
        with self.reopen(storage).transaction() as t:
            assert t.audit.lire() == (TRACE,)


def _garder(storage: Storage, *traces: Trace) -> None:
    with storage.transaction() as t:
        t.audit.ajouter(*traces)
