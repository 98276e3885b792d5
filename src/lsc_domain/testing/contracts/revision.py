"""The laws of the revisions: what was worked out of the rights is true for as long as it has not changed. I-32."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

import pytest
from attrs import evolve
from hypothesis import strategies as st

from lsc_domain.assemblee.fait import SeanceOuverte
from lsc_domain.classeur.defaut import classeurs_par_defaut
from lsc_domain.parc import Tiers
from lsc_domain.ports.errors import PortError
from lsc_domain.ports.storage import Storage, Transaction
from lsc_domain.publication.parametres import Parametres
from lsc_domain.socle.ids import TiersId
from lsc_domain.testing.contracts._cas import LE
from lsc_domain.testing.contracts._essai import essayer
from lsc_domain.testing.contracts._genres import GENRES, Genre
from lsc_domain.testing.contracts.acquis import ACQUIT
from lsc_domain.testing.contracts.audit import TRACE
from lsc_domain.testing.contracts.ecritures import ECRITURE
from lsc_domain.testing.contracts.store import MakeStorage, StoreLaws

ATRILLON = Tiers(id=TiersId("ATRILLON"), nom="ATRILLON")
_CLASSEUR = classeurs_par_defaut()[0]
_DELAI = 30.0


class RevisionContract(StoreLaws):
    """The laws of `Transaction.revisions`, and of `revision`, which is all of them in one."""

    @pytest.mark.req("I-32")
    @pytest.mark.parametrize("genre", GENRES, ids=lambda genre: genre.nom)
    def test_it_changes_with_what_screens_depend_on(self, make_storage: MakeStorage, genre: Genre) -> None:
        """
        Put, put again, put with others or forgotten, it is another number each time; of other kinds, the same.

        Of each kind by its own name, and nothing of the others: who reads one again reads no other.
        """

        def law(etat: object) -> None:
            storage = make_storage()
            revisions, par_genre = [_lire(storage)], [_lire_toutes(storage)]
            assert par_genre[0] == dict.fromkeys((un.nom for un in GENRES if un.a_une_revision), 0)
            actes: tuple[Callable[[Transaction], None], ...] = (
                lambda t: genre.depot(t).put("a", etat, expected=0),
                lambda t: genre.depot(t).put("a", etat, expected=1),
                lambda t: genre.depot(t).put_all([("b", etat), ("c", etat)]),
                lambda t: genre.depot(t).drop("b", expected=1),
            )
            for acte in actes:
                with storage.transaction() as t:
                    acte(t)
                revisions += [_lire(storage), _lire(storage)]
                par_genre.append(_lire_toutes(storage))
            assert len(set(revisions)) == (5 if genre.a_une_revision else 1)
            assert revisions[1::2] == revisions[2::2]
            assert [{**une, genre.nom: 0} for une in par_genre] == [{**par_genre[0], genre.nom: 0}] * 5
            assert len({une.get(genre.nom) for une in par_genre}) == len(set(revisions))

        essayer(law, genre.etats, exemples=1)

    def test_what_gives_no_right_does_not_change_it(self, make_storage: MakeStorage) -> None:
        """Nor do facts, acknowledgements, entries and traces: who only comes in makes nobody read everything again."""
        storage = make_storage()
        avant, toutes = _ecrire(storage, ATRILLON, 0), _lire_toutes(storage)
        with storage.transaction() as t:
            t.journal.append("a", (SeanceOuverte(),), le=LE, attendu=0)
            t.acquis.ecrire("extranet", [ACQUIT])
            t.ecritures.ajouter([ECRITURE])
            t.audit.ajouter(TRACE)
            t.tiers.put_all([])
            assert t.revision == avant
            assert dict(t.revisions) == toutes
        assert _lire_toutes(storage) == toutes
        assert _lire(storage) == avant

    @pytest.mark.req("I-32")
    def test_a_draft_has_a_number_of_its_own(self, make_storage: MakeStorage) -> None:
        """
        Within a transaction, what it has written so far has a number nobody had before.

        If it is forgotten, nobody ever has it again: what was worked out of it cannot be taken for what is kept.
        """
        storage, vues, du_genre = make_storage(), list[int](), list[int]()
        vues.append(_ecrire(storage, ATRILLON, 0))
        gardees = _lire_toutes(storage)

        def essayer_d_ecrire(t: Transaction) -> None:
            for nom in ("Denise", "Bernard"):
                t.tiers.put(nom, evolve(ATRILLON, prenom=nom), expected=0)
                vues.append(t.revision)
                assert t.revision == vues[-1]
                du_genre.append(t.revisions["tiers"])
                assert dict(t.revisions) == {**gardees, "tiers": du_genre[-1]}

        def interrompre() -> None:
            with storage.transaction() as t:
                assert t.revision == vues[0]
                essayer_d_ecrire(t)
                raise ValueError("arrêt")

        with pytest.raises(ValueError, match="arrêt"):
            interrompre()
        assert _lire(storage) == vues[0]
        vues.append(_ecrire(storage, ATRILLON, 1))
        vues.append(_ecrire(storage, ATRILLON, 2))
        assert len(set(vues)) == len(vues)
        du_genre += [gardees["tiers"], _lire_toutes(storage)["tiers"]]
        assert len(set(du_genre)) == len(du_genre)

    def test_what_everybody_sees_tells_everything(self, make_storage: MakeStorage) -> None:
        """Of two readings of one number, the states are the same: tried on any run of acts, kept or not."""

        def law(actes: list[tuple[bool, bool, bool]]) -> None:
            storage, vues = make_storage(), dict[int, list[str]]()

            def relever() -> None:
                with storage.transaction() as t:
                    revision, etats = t.revision, [repr(un) for un in t.tiers.all()]
                assert vues.setdefault(revision, etats) == etats

            for oublier, garder, lire in actes:
                try:
                    with storage.transaction() as t:
                        _agir(t, oublier=oublier)
                        if lire:
                            etats = [repr(un) for un in t.tiers.all()]
                            assert vues.setdefault(t.revision, etats) == etats
                        if not garder:
                            raise ValueError("arrêt")
                except ValueError:
                    pass
                relever()

        essayer(law, st.lists(st.tuples(*[st.booleans()] * 3), max_size=6), exemples=self.exemples)

    def test_writers_at_once_do_not_block_one_another(self, make_storage: MakeStorage) -> None:
        """Transactions that write different states, in any order, all end up kept: none waits for another in turn."""
        self._a_plusieurs()
        storage = make_storage()

        def ecrire(qui: int) -> list[int]:
            vues: list[int] = []
            for rang in range(10):
                with storage.transaction() as t:
                    t.tiers.put(f"{qui}/{rang}", ATRILLON, expected=0)
                    t.documents.ids()
                    t.sessions.ids()
                vues.append(_lire(storage))
            return vues

        with ThreadPoolExecutor(4) as fils:
            toutes = list(fils.map(ecrire, range(4), timeout=_DELAI))
        with storage.transaction() as t:
            assert len(t.tiers.ids()) == 40
        assert all(len(set(vues)) == 10 for vues in toutes)

    def test_writers_of_several_kinds_do_not_block_one_another(self, make_storage: MakeStorage) -> None:
        """Whatever the order each writes them in: the numbers are written in one order, after the rest."""
        self._a_plusieurs()
        storage = make_storage()

        def ecrire(qui: int) -> None:
            actes: tuple[Callable[[Transaction, str], None], ...] = (
                lambda t, id: t.tiers.put(id, ATRILLON, expected=0),
                lambda t, id: t.classeurs.put(id, _CLASSEUR, expected=0),
                lambda t, id: t.parametres.put(id, Parametres(), expected=0),
            )
            for rang in range(10):
                with storage.transaction() as t:
                    for acte in (*actes[qui % 3 :], *actes[: qui % 3])[:: 1 if qui < 3 else -1]:
                        acte(t, f"{qui}/{rang}")

        with ThreadPoolExecutor(6) as fils:
            list(fils.map(ecrire, range(6), timeout=_DELAI))
        with storage.transaction() as t:
            assert [len(depot.ids()) for depot in (t.tiers, t.classeurs, t.parametres)] == [60] * 3

    def test_another_program_is_noticed(self, make_storage: MakeStorage) -> None:
        """What another program writes changes the number here."""
        if not self.persistent:
            pytest.skip("this store remembers nothing: `persistent` is false")
        storage = make_storage()
        avant = _ecrire(storage, ATRILLON, 0)
        rouvert = self.reopen(storage)
        _ecrire(rouvert, ATRILLON, 1)
        with rouvert.transaction() as t:
            assert t.tiers.get("a").version == 2
        assert avant not in {_lire(rouvert), _lire(self.reopen(rouvert))}

    def test_nobody_reads_it_after_the_end(self, make_storage: MakeStorage) -> None:
        """A number that may be old by now is not given."""
        with make_storage().transaction() as t:
            pass
        with pytest.raises(PortError):
            _ = t.revision
        with pytest.raises(PortError):
            _ = t.revisions


def _agir(t: Transaction, *, oublier: bool) -> None:
    versions = {id: un.version for id, un in t.tiers.all()}
    if oublier and versions:
        id, version = next(iter(versions.items()))
        t.tiers.drop(id, expected=version)
    else:
        id = f"{len(versions)}"
        t.tiers.put(id, ATRILLON, expected=versions.get(id, 0))


def _ecrire(storage: Storage, tiers: Tiers, expected: int) -> int:
    with storage.transaction() as t:
        t.tiers.put("a", tiers, expected=expected)
    return _lire(storage)


def _lire(storage: Storage) -> int:
    with storage.transaction() as t:
        return t.revision


def _lire_toutes(storage: Storage) -> Mapping[str, int]:
    with storage.transaction() as t:
        return dict(t.revisions)
