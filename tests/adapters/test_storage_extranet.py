"""What a database adds to the laws of the extranet: columns, rows changed by others, waits, and what reading costs."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from pathlib import Path
from random import Random
from threading import Barrier
from time import process_time
from typing import Any

import pytest
from attrs import evolve
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from lsc_adapters.storage.genre import GENRES
from lsc_adapters.storage.memory import MemoryStorage
from lsc_adapters.storage.sql import SqlStorage
from lsc_adapters.storage.sql.ordres import LOT, LOT_D_ETATS, ordres_de
from lsc_domain.compte.ecriture import Ecriture
from lsc_domain.paiement.etat import Moyen
from lsc_domain.paiement.paiement import MandatUnique, Paiement
from lsc_domain.ports.ecritures import Report
from lsc_domain.ports.errors import Broken, Conflict
from lsc_domain.socle.euros import ZERO, Euros
from lsc_domain.socle.ids import EntiteId, PaiementId, TiersId
from lsc_domain.testing.contracts._genres import GENRES as DES_LOIS
from lsc_domain.testing.contracts.audit import TRACE
from lsc_domain.testing.contracts.ecritures import BROUILLY, ECRITURE
from lsc_domain.testing.contracts.etats import ATRILLON
from lsc_domain.testing.contracts.recherche import SESSION

PAIEMENT = Paiement(
    id=PaiementId("p"),
    tiers=TiersId("ATRILLON"),
    compte=BROUILLY,
    beneficiaire=EntiteId("S001"),
    montant=Euros(45_900),
    moyen=Moyen.CARTE,
    cree_le=SESSION.ouverte_le,
    reference_du_prestataire="cs_1",
)

MANDAT = MandatUnique(
    reference="p", titulaire="ATRILLON", iban="FR7630006000011234567890189", signe_le=SESSION.ouverte_le.date()
)
PAIEMENTS = ("tiers", "reference_du_prestataire", "brouillon_de", "remise")


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Engine:
    if request.param == "postgresql":
        vider: Callable[[], Engine] = request.getfixturevalue("vider")
        return vider()
    make_sqlite, ouvrir = request.getfixturevalue("make_sqlite"), request.getfixturevalue("ouvrir")
    ouvert: Engine = ouvrir(f"sqlite:///{make_sqlite()}")
    return ouvert


def test_every_kind_says_what_it_is_looked_up_by_and_what_depends_on_it() -> None:
    """The list of the stores and the list of the laws agree."""
    with MemoryStorage().transaction() as t:
        for des_lois in DES_LOIS:
            des_lois.depot(t).ids()
        genres = {nom: next(genre for genre in GENRES if genre.table == nom) for nom in t._depots}
    for des_lois, genre in zip(DES_LOIS, genres.values(), strict=True):
        assert tuple(un.champ for un in genre.recherches) == des_lois.par
        assert genre.revision == (des_lois.nom if des_lois.a_une_revision else None)


class TestRows:
    def test_a_host_looks_up_by_columns(self, engine: Engine) -> None:
        """Sessions of a login; payments of a client, of a reference, of a draft: columns of their own."""
        with SqlStorage(engine).transaction() as t:
            t.sessions.put("a", SESSION, expected=0)
            t.paiements.put("p", PAIEMENT, expected=0)
            t.paiements.put("q", evolve(PAIEMENT, moyen=Moyen.PRELEVEMENT, mandat=MANDAT), expected=0)
        with engine.connect() as connexion:
            assert connexion.scalar(text("SELECT identifiant FROM lsc_session")) == "ATRILLON"
            lignes = connexion.execute(text(f"SELECT {', '.join(PAIEMENTS)} FROM lsc_paiement ORDER BY id")).all()
        assert list(map(tuple, lignes)) == [("ATRILLON", "cs_1", None, ""), ("ATRILLON", "cs_1", "S001", "")]

    def test_nothing_of_an_entry_needs_the_library(self, engine: Engine) -> None:
        """Amounts are centimes, days are days, and a field is a column."""
        with SqlStorage(engine).transaction() as t:
            t.ecritures.ajouter([ECRITURE])
        with engine.connect() as connexion:
            ligne = dict(connexion.execute(text("SELECT * FROM lsc_ecriture")).mappings().one())
        assert ligne.pop("position") > 0
        assert {nom: valeur if isinstance(valeur, int) else str(valeur) for nom, valeur in ligne.items()} == {
            "id": "2020-000152/1",
            "compte": "450BROU-01",
            "journal": "BQ",
            "le": "2020-07-07",
            "libelle": "Appel de fonds n° 3",
            "debit": 0,
            "credit": 45_900,
            "analytique": "ANA1",
            "rubrique": "211",
            "mouvement": "2020-000152",
            "piece": "F-152",
            "piece_le": "2020-07-01",
            "lettrage": "AA",
            "lettree_le": "2020-07-08",
            "valide_le": "2020-07-31",
        }

    @pytest.mark.parametrize(
        "faute", ["debit = 1", "credit = -1", "debit = -1, credit = 0"], ids=["les deux", "crédit", "débit"]
    )
    def test_the_table_refuses_what_the_record_does(self, engine: Engine, faute: str) -> None:
        """A debit or a credit, neither ever negative, whoever writes: entries are read without being checked again."""
        with SqlStorage(engine).transaction() as t:
            t.ecritures.ajouter([ECRITURE])
        with pytest.raises(IntegrityError), engine.begin() as connexion:
            connexion.execute(text(f"UPDATE lsc_ecriture SET {faute}"))

    @pytest.mark.parametrize("champ", ["le", "piece_le", "lettree_le", "valide_le", "debit", "credit"])
    def test_an_entry_that_was_changed_is_broken(
        self, make_sqlite: Callable[[], Path], ouvrir: Callable[[str], Engine], champ: str
    ) -> None:
        """SQLite lets anything be written in a column: what is no day, or no amount, is said when it is read."""
        engine = ouvrir(f"sqlite:///{make_sqlite()}")
        with SqlStorage(engine).transaction() as t:
            t.ecritures.ajouter([ECRITURE])
        with engine.begin() as connexion:
            connexion.execute(text("UPDATE lsc_ecriture SET credit = 0"))
            connexion.execute(text(f"UPDATE lsc_ecriture SET {champ} = '2020-13-07'"))
        with pytest.raises(Broken, match="sa ligne ne se lit pas"), SqlStorage(engine).transaction() as t:
            list(t.ecritures.toutes())

    @pytest.mark.parametrize("faute", ["le = 'hier'", "acte = 'inconnu'"])
    def test_a_trace_that_was_changed_is_broken(self, engine: Engine, faute: str) -> None:
        with SqlStorage(engine).transaction() as t:
            t.audit.ajouter(TRACE)
        with engine.begin() as connexion:
            connexion.execute(text(f"UPDATE lsc_audit SET {faute}"))
        with pytest.raises(Broken, match="sa ligne ne se lit pas"), SqlStorage(engine).transaction() as t:
            t.audit.lire()

    def test_no_entry_is_lost_between_two_pages(self, engine: Engine) -> None:
        """Pages end among entries of one day, and of one movement: the next begins where the last ended."""
        suite = [
            evolve(ECRITURE, id=f"{rang}", le=date(2020, 7, 1 + rang % 2), mouvement=f"M{rang % 3}")
            for rang in range(2 * LOT + 1)
        ]
        storage = SqlStorage(engine)
        with storage.transaction() as t:
            t.ecritures.ajouter(suite)
            assert [une.id for une in t.ecritures.toutes()] == [une.id for une in suite]
            suite.sort(key=lambda une: une.le)
            assert list(t.ecritures.du_compte(BROUILLY)) == suite
            suite.sort(key=lambda une: (une.le, une.mouvement))
            assert list(t.ecritures.du_journal("BQ", du=date.min, au=date.max)) == suite

    def test_no_state_is_lost_between_two_batches(self, engine: Engine) -> None:
        with SqlStorage(engine).transaction() as t:
            t.sessions.put_all((f"{rang:04d}", SESSION) for rang in range(2 * LOT_D_ETATS + 1))
            trouvees = [id for id, _ in t.sessions.by("identifiant", SESSION.identifiant)]
        assert trouvees == [f"{rang:04d}" for rang in range(2 * LOT_D_ETATS + 1)]


class TestWaits:
    @pytest.mark.req("I-32")
    def test_the_number_is_written_last(self, vider: Callable[[], Engine]) -> None:
        """Nobody waits for it but at the very end: two that write rights at once cannot wait for each other."""
        storage, ensemble = SqlStorage(vider()), Barrier(2, timeout=30)  # where several write at once

        def ecrire(quoi: tuple[str, str]) -> None:
            with storage.transaction() as t:
                t.tiers.put(quoi[0], ATRILLON, expected=0)
                ensemble.wait()  # both have written, both are open
                t.tiers.put(quoi[1], ATRILLON, expected=0)

        with ThreadPoolExecutor(2) as fils:
            list(fils.map(ecrire, (("a", "b"), ("c", "d")), timeout=30))
        with storage.transaction() as t:
            assert t.tiers.ids() == ("a", "b", "c", "d")

    @pytest.mark.req("I-32")
    def test_a_host_that_rolls_back_gives_his_number_to_nobody(self, engine: Engine) -> None:
        """What was read in his transaction is not taken, afterwards, for what somebody else kept."""
        with engine.connect() as connexion:
            storage = SqlStorage(connexion)
            with storage.transaction() as t:
                t.tiers.put("a", ATRILLON, expected=0)
            with storage.transaction() as t:
                perdue = t.revision
            connexion.rollback()
        with SqlStorage(engine).transaction() as t:
            assert t.revision == 0
            t.tiers.put("a", evolve(ATRILLON, prenom="Denise"), expected=0)
        with SqlStorage(engine).transaction() as t:
            assert t.revision not in {0, perdue}

    def test_of_two_that_overlap_the_first_kept_wins(self) -> None:
        """In memory nobody waits: an entry, or a state that is forgotten, is a `Conflict` for the second."""
        storage = MemoryStorage()
        with storage.transaction() as t:
            t.sessions.put("a", SESSION, expected=0)
        for acte in (
            lambda t: t.ecritures.ajouter([ECRITURE]),
            lambda t: t.sessions.drop("a", expected=1),
        ):
            with pytest.raises(Conflict), storage.transaction() as t:  # noqa: PT012
                acte(t)
                with storage.transaction() as presse:
                    acte(presse)
        with storage.transaction() as t:
            assert (t.sessions.ids(), list(t.ecritures.toutes())) == ((), [ECRITURE])


class TestCost:
    """Questions follow an index, and records cost little more than their rows."""

    @pytest.mark.parametrize(
        ("ordre", "parametres", "index"),
        [
            (
                "du_compte",
                ("450", "2020-01-01", 0, "2020-01-31"),
                "ix_lsc_ecriture_compte (compte=? AND le>? AND le<?)",
            ),
            ("du_journal", ("BQ", "2020-01-01", "", 0, "2020-01-31"), "ix_lsc_ecriture_journal (journal=? AND"),
            ("report_avant", ("450", "2020-01-01"), "COVERING INDEX ix_lsc_ecriture_compte (compte=? AND le<?)"),
            ("report", ("450",), "COVERING INDEX ix_lsc_ecriture_compte (compte=?)"),
            ("existent", ("a",) * 500, "sqlite_autoindex_lsc_ecriture_1 (id=?)"),
        ],
    )
    def test_a_question_follows_its_index(
        self,
        make_sqlite: Callable[[], Path],
        ouvrir: Callable[[str], Engine],
        ordre: str,
        parametres: tuple[object, ...],
        index: str,
    ) -> None:
        """No question about entries reads the others, and none sorts what the index has in order."""
        engine = ouvrir(f"sqlite:///{make_sqlite()}")
        question = f"EXPLAIN QUERY PLAN {getattr(ordres_de(engine.dialect).ecritures, ordre)}"
        with engine.connect() as connexion:
            plan = [ligne[3] for ligne in connexion.exec_driver_sql(question, parametres)]
        assert len(plan) == 1
        assert index in plan[0]

    def test_a_long_account_is_read_at_little_more_than_its_rows(
        self, make_sqlite: Callable[[], Path], ouvrir: Callable[[str], Engine]
    ) -> None:
        """Records of an account cost less than twice their rows; it would be four times through their constructor."""
        engine = ouvrir(f"sqlite:///{make_sqlite()}")
        storage, alea, nombre = SqlStorage(engine), Random(1965), 10_000
        with storage.transaction() as t:
            t.ecritures.ajouter(_grand_livre(alea, nombre))
        question = (
            "SELECT position, id, compte, journal, le, libelle, debit, credit, analytique, rubrique, mouvement, piece,"
            " piece_le, lettrage, lettree_le, valide_le FROM lsc_ecriture WHERE compte = ? ORDER BY le, position"
        )

        def lignes() -> int:
            with closing(engine.raw_connection()) as connexion:
                return len(connexion.cursor().execute(question, (BROUILLY,)).fetchall())

        def records() -> int:
            with storage.transaction() as t:
                return sum(1 for _ in t.ecritures.du_compte(BROUILLY))

        assert lignes() == records() == nombre
        assert _cout(records) < 3 * _cout(lignes)

    def test_records_are_those_the_constructor_makes(self, engine: Engine) -> None:
        """Equal, of one hash, with one writing, and as frozen."""
        suite = list(_grand_livre(Random(15), 50))
        storage = SqlStorage(engine)
        with storage.transaction() as t:
            t.ecritures.ajouter(suite)
            lues: list[Any] = list(t.ecritures.toutes())
            somme = t.ecritures.report(BROUILLY)
        assert (lues, [*map(hash, lues)], [*map(repr, lues)]) == (suite, [*map(hash, suite)], [*map(repr, suite)])
        assert evolve(lues[0], libelle="autre") == evolve(suite[0], libelle="autre")
        with pytest.raises(AttributeError):
            lues[0].libelle = "autre"
        assert somme == Report(
            debit=Euros.somme(une.debit for une in suite), credit=Euros.somme(une.credit for une in suite)
        )


def _grand_livre(alea: Random, nombre: int) -> list[Ecriture]:
    jours = [date(2015 + alea.randrange(5), 1 + alea.randrange(12), 1 + alea.randrange(28)) for _ in range(nombre)]
    return [
        evolve(
            ECRITURE,
            id=f"{rang}",
            le=le,
            debit=Euros(alea.randrange(10**6)) if rang % 2 else ZERO,
            credit=ZERO if rang % 2 else Euros(alea.randrange(10**6)),
            lettree_le=le if rang % 3 else None,
        )
        for rang, le in enumerate(jours)
    ]


def _cout(acte: Callable[[], object]) -> float:
    """The least processor time of several runs: what others do on this machine counts for little."""
    mesures: list[float] = []
    for _ in range(5):
        debut = process_time()
        acte()
        mesures.append(process_time() - debut)
    return min(mesures)
