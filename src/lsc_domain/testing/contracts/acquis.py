"""The laws of what destinations acknowledged, of which `StorageContract` is made."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier
from typing import Final
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from lsc_domain.ports.errors import PortError
from lsc_domain.ports.storage import Storage
from lsc_domain.publication.acquit import Acquit
from lsc_domain.socle.errors import LscError
from lsc_domain.testing.contracts._cas import IDENTITES, LETTRES, PAS_DES_IDENTITES
from lsc_domain.testing.contracts._essai import essayer
from lsc_domain.testing.contracts.store import MakeStorage, StoreLaws
from lsc_domain.testing.strategies import instants

ACQUIT: Final = Acquit(
    cle="document:2020-152/1",
    empreinte="0" * 64,
    chemin="documents/Factures/facture-152.pdf",
    taille=90_000,
    contenu="a" * 64,
    le=datetime(2020, 7, 7, 15, 4, 5, 123456, tzinfo=UTC),
)
EXTRANET, PARTENAIRE = "extranet", "partenaire"
_DELAI: Final = 30.0
_MILLE: Final = 5_000

Lots = list[list[Acquit]]


def acquits() -> SearchStrategy[Acquit]:
    """Acknowledgements of a few keys, so that they meet, and of a few more that a careless store confuses."""
    textes = st.text(LETTRES, max_size=5)
    return st.builds(
        Acquit,
        cle=st.sampled_from(("a", "A", "b", *IDENTITES)) | textes,
        empreinte=st.sampled_from(("0" * 64, "1" * 64)) | textes,
        chemin=textes,
        taille=st.integers(0, 2**63 - 1),
        contenu=textes,
        le=instants().map(lambda le: le.astimezone(UTC)),
    )


class AcquisContract(StoreLaws):
    """The laws of acknowledgements."""

    @pytest.mark.req("I-36", "PUB-08")
    def test_what_was_acknowledged_is_read(self, make_storage: MakeStorage) -> None:
        """After batches, a destination holds the last one of each key, at once and in the next transaction."""

        def law(lots: Lots) -> None:
            storage, attendus = make_storage(), _derniers(lots)
            with storage.transaction() as t:
                for lot in lots:
                    t.acquis.ecrire(EXTRANET, iter(lot))
                assert t.acquis.lire(EXTRANET) == attendus
                assert t.acquis.compter(EXTRANET) == len(attendus)
            assert _lire(storage) == attendus

        essayer(law, st.lists(st.lists(acquits(), max_size=8), max_size=4), exemples=self.exemples)

    def test_batches_make_no_difference(self, make_storage: MakeStorage) -> None:
        """One batch or several, in one transaction or in as many, in any order of the keys: the same is held."""

        def law(cas: tuple[list[Acquit], list[Acquit], int]) -> None:
            un, autre, coupure = cas
            storage = make_storage()
            _ecrire(storage, un)
            d_un_coup = _lire(storage)
            storage = make_storage()
            for lot in (autre[:coupure], autre[coupure:]):
                _ecrire(storage, lot)
            assert _lire(storage) == d_un_coup

        cas = st.lists(acquits(), unique_by=lambda un: un.cle, max_size=8).flatmap(
            lambda lot: st.tuples(st.just(lot), st.permutations(lot), st.integers(0, len(lot)))
        )
        essayer(law, cas, exemples=self.exemples)

    def test_what_is_forgotten_is_to_be_sent(self, make_storage: MakeStorage) -> None:
        """Keys that are withdrawn are not held any more; one that was not held changes nothing; others stay."""

        def law(cas: tuple[list[Acquit], list[str]]) -> None:
            lot, cles = cas
            storage = make_storage()
            _ecrire(storage, lot)
            with storage.transaction() as t:
                t.acquis.retirer(EXTRANET, iter([*cles, *cles, "jamais envoyée"]))
                reste = {cle: un for cle, un in _derniers([lot]).items() if cle not in cles}
                assert t.acquis.lire(EXTRANET) == reste
                assert t.acquis.compter(EXTRANET) == len(reste)
                t.acquis.ecrire(EXTRANET, lot)
                assert t.acquis.compter(EXTRANET) == len(_derniers([lot]))
                t.acquis.retirer(EXTRANET, cles)
                assert t.acquis.compter(EXTRANET) == len(reste)
            assert _lire(storage) == reste
            _ecrire(storage, lot)
            assert _lire(storage) == _derniers([lot])

        cas = st.lists(acquits(), max_size=8).flatmap(
            lambda lot: st.tuples(st.just(lot), st.lists(st.sampled_from([un.cle for un in lot] or ["a"]), max_size=4))
        )
        essayer(law, cas, exemples=self.exemples)

    @pytest.mark.req("I-36")
    @pytest.mark.parametrize("erreur", [ValueError, KeyboardInterrupt])
    def test_an_exception_forgets_what_was_not_kept(
        self, make_storage: MakeStorage, erreur: type[BaseException]
    ) -> None:
        """A transfer that fails leaves no trace: what it had not kept is sent again, what it had withdrawn is held."""
        storage = make_storage()
        _ecrire(storage, [ACQUIT])

        def interrompre() -> None:
            with storage.transaction() as t:
                t.acquis.ecrire(EXTRANET, [evolve(ACQUIT, cle="autre")])
                t.acquis.retirer(EXTRANET, [ACQUIT.cle])
                t.acquis.ecrire(PARTENAIRE, [ACQUIT])
                raise erreur("coupure")

        with pytest.raises(erreur, match="coupure"):
            interrompre()
        assert _lire(storage) == {ACQUIT.cle: ACQUIT}
        assert _lire(storage, PARTENAIRE) == {}

    @pytest.mark.req("PUB-08")
    def test_the_next_run_sends_what_is_new(self, make_storage: MakeStorage) -> None:
        """Run 1 sends three documents; at run 2, with one more, only that one is not held: one file, a list of four."""
        storage = make_storage()
        for documents, envois in ((["1", "2", "3"], 3), (["1", "2", "3", "4"], 1), (["1", "2", "3", "4"], 0)):
            with storage.transaction() as t:
                nouveaux = [cle for cle in documents if cle not in t.acquis.lire(EXTRANET)]
                assert len(nouveaux) == envois
                t.acquis.ecrire(EXTRANET, [evolve(ACQUIT, cle=cle) for cle in nouveaux])
            assert sorted(_lire(storage)) == documents

    @pytest.mark.parametrize("destination", IDENTITES, ids=ascii)
    def test_destinations_do_not_meet(self, make_storage: MakeStorage, destination: str) -> None:
        """What one destination holds is nobody else's, however alike their names."""
        storage = make_storage()
        for autre in IDENTITES:
            _ecrire(storage, [evolve(ACQUIT, chemin=autre)], autre)
        assert _lire(storage, destination) == {ACQUIT.cle: evolve(ACQUIT, chemin=destination)}
        with storage.transaction() as t:
            t.acquis.retirer(destination, [ACQUIT.cle])
            assert (t.acquis.lire(destination), t.acquis.compter(destination)) == ({}, 0)
        reste = {autre: len(_lire(storage, autre)) for autre in IDENTITES}
        assert reste == {autre: int(autre != destination) for autre in IDENTITES}

    def test_a_new_store_holds_nothing(self, make_storage: MakeStorage) -> None:
        """A destination that was never sent anything holds nothing; writing or withdrawing nothing is nothing."""
        with make_storage().transaction() as t:
            assert (t.acquis.lire(EXTRANET), t.acquis.compter(EXTRANET)) == ({}, 0)
            t.acquis.ecrire(EXTRANET, [])
            t.acquis.retirer(EXTRANET, [])
            assert t.acquis.lire(EXTRANET) == {}

    def test_thousands_are_held(self, make_storage: MakeStorage) -> None:
        """However many there are, each is held once; half of them withdrawn, the other half is."""
        storage, nombre = make_storage(), min(self.effectif, _MILLE)
        lot = [evolve(ACQUIT, cle=f"document:{rang}", taille=rang) for rang in range(nombre)]
        _ecrire(storage, lot)
        _ecrire(storage, lot)
        assert _lire(storage) == _derniers([lot])
        with storage.transaction() as t:
            t.acquis.retirer(EXTRANET, (un.cle for un in lot[::2]))
        assert _lire(storage) == _derniers([lot[1::2]])

    @pytest.mark.parametrize("texte", PAS_DES_IDENTITES, ids=ascii)
    def test_what_nobody_can_keep_is_refused(self, make_storage: MakeStorage, texte: str) -> None:
        """A NUL, or half of a character, is refused wherever it is, and what was written with it is forgotten."""
        storage = make_storage()

        def ecrire(destination: str, fautif: Acquit) -> None:
            with storage.transaction() as t:
                t.acquis.ecrire(EXTRANET, [evolve(ACQUIT, cle="bon")])
                t.acquis.ecrire(destination, [fautif])

        for destination, fautif in (
            (texte, ACQUIT),
            (EXTRANET, evolve(ACQUIT, cle=texte)),
            (EXTRANET, evolve(ACQUIT, empreinte=texte)),
            (EXTRANET, evolve(ACQUIT, chemin=texte)),
            (EXTRANET, evolve(ACQUIT, contenu=texte)),
        ):
            with pytest.raises(LscError):
                ecrire(destination, fautif)
        with pytest.raises(LscError), storage.transaction() as t:
            t.acquis.compter(texte)
        with pytest.raises(LscError), storage.transaction() as t:
            t.acquis.retirer(texte, [ACQUIT.cle])
        with pytest.raises(LscError), storage.transaction() as t:
            t.acquis.retirer(EXTRANET, [texte])
        assert _lire(storage) == {}

    @pytest.mark.parametrize(
        "fautif",
        [
            evolve(ACQUIT, taille=2**63),
            evolve(ACQUIT, taille=-(2**64)),
            evolve(ACQUIT, le=ACQUIT.le.replace(tzinfo=None)),
        ],
    )
    def test_what_is_no_size_and_no_instant_is_refused(self, make_storage: MakeStorage, fautif: Acquit) -> None:
        """A size no database holds, or an hour of nowhere, is refused in every store."""
        storage = make_storage()
        with pytest.raises(LscError), storage.transaction() as t:
            t.acquis.ecrire(EXTRANET, [fautif])
        assert _lire(storage) == {}

    def test_an_instant_is_the_same_from_anywhere(self, make_storage: MakeStorage) -> None:
        """It is kept to the microsecond, whatever the zone it was said in, the hour that comes twice included."""

        def law(le: datetime) -> None:
            storage = make_storage()
            _ecrire(storage, [evolve(ACQUIT, le=le)])
            assert _lire(storage)[ACQUIT.cle].le.astimezone(UTC) == le.astimezone(UTC)

        deux_fois = [datetime(2020, 10, 25, 2, 30, fold=fold, tzinfo=ZoneInfo("Europe/Paris")) for fold in (0, 1)]
        essayer(law, st.sampled_from(deux_fois) | instants(), exemples=self.exemples)

    def test_several_writers_all_end_up_held(self, make_storage: MakeStorage) -> None:
        """Writers of different keys never disturb one another; of a key they share, one of them has it."""
        self._a_plusieurs()
        storage, ensemble = make_storage(), Barrier(4, timeout=_DELAI)

        def envoyer(qui: int) -> None:
            ensemble.wait()
            for lot in range(5):
                cles = [f"{qui}/{lot}/{rang}" for rang in range(10)]
                _ecrire(storage, [evolve(ACQUIT, cle=cle, taille=qui) for cle in (*cles, "commune")])

        with ThreadPoolExecutor(4) as fils:
            list(fils.map(envoyer, range(4), timeout=_DELAI))
        lus = _lire(storage)
        assert lus.pop("commune").taille in range(4)
        assert {cle: un.taille for cle, un in lus.items()} == {
            f"{qui}/{lot}/{rang}": qui for qui in range(4) for lot in range(5) for rang in range(10)
        }

    def test_nobody_acknowledges_after_the_end(self, make_storage: MakeStorage) -> None:
        """What would be written after the end would be lost: it raises, as reading does."""
        storage = make_storage()
        with storage.transaction() as t:
            t.acquis.ecrire(EXTRANET, [ACQUIT])
        for usage in (
            lambda: t.acquis.lire(EXTRANET),
            lambda: t.acquis.compter(EXTRANET),
            lambda: t.acquis.ecrire(EXTRANET, [evolve(ACQUIT, cle="autre")]),
            lambda: t.acquis.retirer(EXTRANET, [ACQUIT.cle]),
        ):
            with pytest.raises(PortError):
                usage()
        assert _lire(storage) == {ACQUIT.cle: ACQUIT}

    @pytest.mark.req("I-36")
    def test_what_is_held_outlives_the_program(self, make_storage: MakeStorage) -> None:
        """The run that follows a crash finds what was acknowledged, and nothing of what was not."""
        if not self.persistent:
            pytest.skip("this store remembers nothing: `persistent` is false")
        storage = make_storage()
        _ecrire(storage, [ACQUIT, evolve(ACQUIT, cle="retirée")])
        with storage.transaction() as t:
            t.acquis.retirer(EXTRANET, ["retirée"])
        assert _lire(self.reopen(storage)) == {ACQUIT.cle: ACQUIT}


def _derniers(lots: Lots) -> dict[str, Acquit]:
    return {acquit.cle: acquit for lot in lots for acquit in lot}


def _ecrire(storage: Storage, lot: list[Acquit], destination: str = EXTRANET) -> None:
    with storage.transaction() as t:
        t.acquis.ecrire(destination, lot)


def _lire(storage: Storage, destination: str = EXTRANET) -> dict[str, Acquit]:
    """Read what a destination holds, which is as many things as are counted."""
    with storage.transaction() as t:
        lus = dict(t.acquis.lire(destination))
        assert t.acquis.compter(destination) == len(lus)
    return lus
