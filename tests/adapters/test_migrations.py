"""The tables from nothing and from every earlier version, with what was in them, on SQLite and PostgreSQL."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from attrs import evolve
from sqlalchemy import URL, Engine, create_engine, inspect, text

from lsc_adapters.codec.canonique import canonique
from lsc_adapters.codec.chaine import enchainer
from lsc_adapters.codec.exact import write_exact
from lsc_adapters.storage.sql import SqlStorage, migrate
from lsc_adapters.storage.sql.migrations import REVISIONS, TABLE_DE_VERSION
from lsc_adapters.storage.sql.tables import metadata
from lsc_domain.assemblee.fait import Fait, SeanceClose, SeanceOuverte, SeanceReprise, SeanceSuspendue
from lsc_domain.assemblee.suivi import Suivi
from lsc_domain.assemblee.texte_de_passage import TextesDePassage
from lsc_domain.parc import CompteClient, Metier
from lsc_domain.ports.errors import Broken
from lsc_domain.ports.journal import Tete
from lsc_domain.ports.storage import Stored
from lsc_domain.socle.ids import CompteId, EntiteId
from lsc_domain.testing.contracts._cas import SUIVI
from lsc_domain.testing.contracts.acquis import ACQUIT
from lsc_domain.testing.contracts.audit import TRACE
from lsc_domain.testing.contracts.ecritures import ECRITURE
from lsc_domain.testing.contracts.etats import ATRILLON
from lsc_domain.testing.contracts.recherche import SESSION

LE = datetime(2020, 7, 7, 15, 0, tzinfo=UTC)
FLUX = ("b", "a", 'é"')
"""Streams whose order of names is not the order of their facts."""
PREMIERES = ("lsc_suivi", "lsc_proces_verbal", "lsc_texte_de_passage", "lsc_fait")
"""The tables of the first design."""
COMPTE = CompteClient(
    id=CompteId("450"), entite=EntiteId("G001"), numero="450", tiers=ATRILLON.id, metier=Metier.SYNDIC
)


@pytest.fixture(params=["sqlite", "postgresql"])
def vide(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    """A database without a table."""
    ouvrir: Callable[[str | URL], Engine] = request.getfixturevalue("ouvrir")
    if request.param == "sqlite":
        return ouvrir(f"sqlite:///{tmp_path}/vide.db")
    make_postgresql: Callable[[], URL] = request.getfixturevalue("make_postgresql")
    return ouvrir(make_postgresql())


def histoire() -> list[tuple[str, Fait, datetime]]:
    """Three meetings interleaved; one of them was kept by a machine whose clock was set back."""
    minutes = iter(range(99))
    faits: tuple[Fait, ...] = (SeanceOuverte(), SeanceSuspendue(motif="« \0 »"), SeanceReprise(), SeanceClose())
    ordre = [(flux, fait, LE + timedelta(minutes=next(minutes))) for fait in faits for flux in FLUX]
    ordre[9] = (ordre[9][0], ordre[9][1], LE - timedelta(days=1))
    return ordre


def remplir_la_revision_1(engine: Engine, ordre: list[tuple[str, Fait, datetime]]) -> None:
    """Write what the library wrote at its first design: no position, no column to look by."""
    tetes: dict[str, Tete] = {}
    with engine.begin() as connexion:
        for flux, fait, le in ordre:
            nouveaux, tetes[flux] = enchainer(flux, (fait,), le=le, tete=tetes.get(flux, Tete()))
            connexion.execute(
                text("INSERT INTO lsc_fait VALUES (:assemblee, :rang, :code, :texte, :empreinte)"),
                dict(zip(("assemblee", "rang", "code", "texte", "empreinte"), (flux, *nouveaux[0]), strict=True)),
            )
        for table, id_, version, state in (
            ("lsc_suivi", "a", 3, SUIVI),
            ("lsc_suivi", 'é"', 1, evolve(SUIVI, reference="avec \0 nul")),
            ("lsc_texte_de_passage", "", 2, TextesDePassage(agence="MARTIN")),
        ):
            connexion.execute(
                text(f"INSERT INTO {table} VALUES (:id, :version, :corps)"),
                {"id": id_, "version": version, "corps": canonique(write_exact(state))},
            )


def _numerotation(ecart: object) -> bool:
    return isinstance(ecart, list) and [un[0] for un in ecart] == ["modify_default"] and ecart[0][3] == "position"


class TestFromNothing:
    def test_every_revision_is_applied_once(self, vide: Engine) -> None:
        assert migrate(vide) == REVISIONS
        assert migrate(vide) == ()

    def test_the_tables_are_those_the_library_knows(self, vide: Engine) -> None:
        migrate(vide)
        with vide.connect() as connexion:
            contexte = MigrationContext.configure(
                connexion, opts={"version_table": TABLE_DE_VERSION, "compare_type": True}
            )
            ecarts = compare_metadata(contexte, metadata)
        # SQLAlchemy 2.0 takes the number a table of SQLite gives itself for a default that is missing.
        assert [un for un in ecarts if not _numerotation(un)] == []

    def test_a_store_works_on_them(self, vide: Engine) -> None:
        migrate(vide)
        with SqlStorage(vide).transaction() as t:
            assert t.journal.append("a", (SeanceOuverte(),), le=LE, attendu=0).rang == 1


class TestFromTheFirstDesign:
    @pytest.fixture
    def ancienne(self, vide: Engine) -> Engine:
        assert migrate(vide, revision="1") == ("1",)
        remplir_la_revision_1(vide, histoire())
        return vide

    def test_only_what_is_missing_is_applied(self, ancienne: Engine) -> None:
        assert migrate(ancienne) == REVISIONS[1:]
        assert migrate(ancienne) == ()

    def test_every_fact_and_every_state_is_there(self, ancienne: Engine) -> None:
        migrate(ancienne)
        with SqlStorage(ancienne).transaction() as t:
            for flux in FLUX:
                lus = [(un.flux, un.fait, un.le) for un in t.journal.read(flux)]
                assert lus == [un for un in histoire() if un[0] == flux]
            assert t.suivis.ids() == ("a", 'é"')
            assert t.suivis.get("a") == Stored[Suivi](state=SUIVI, version=3)
            assert t.textes.get("") == Stored(state=TextesDePassage(agence="MARTIN"), version=2)

    def test_the_facts_are_in_one_order_that_each_stream_agrees_with(self, ancienne: Engine) -> None:
        """By instant, but for the one whose machine was set back: it comes right after the one it follows."""
        migrate(ancienne)
        with SqlStorage(ancienne).transaction() as t:
            tout = list(t.journal.read_all())
        assert all(avant.position < apres.position for avant, apres in pairwise(tout))
        recule = histoire()[9]
        autres = [un for un in histoire() if un != recule]
        assert [(un.flux, un.fait, un.le) for un in tout if (un.flux, un.fait) != recule[:2]] == autres
        rang = next(rang for rang, un in enumerate(tout) if (un.flux, un.fait) == recule[:2])
        assert tout[rang].rang == 4
        assert tout[rang - 1].le <= LE + timedelta(minutes=6 + 1)

    def test_the_next_fact_comes_last(self, ancienne: Engine) -> None:
        migrate(ancienne)
        with SqlStorage(ancienne).transaction() as t:
            t.journal.append("a", (SeanceOuverte(),), le=LE, attendu=4)
            assert [(un.flux, un.rang) for un in t.journal.read_all()][-1] == ("a", 5)

    def test_meetings_are_looked_up_by_their_columns(self, ancienne: Engine) -> None:
        migrate(ancienne)
        with ancienne.connect() as connexion:
            lignes = connexion.execute(text("SELECT reference, etape, date FROM lsc_suivi ORDER BY version")).all()
        assert [tuple(map(str, ligne)) for ligne in lignes] == [
            ("avec  nul", "preparation", "2020-07-07"),
            (SUIVI.reference, "preparation", "2020-07-07"),
        ]

    def test_a_revision_that_fails_changes_nothing(self, ancienne: Engine) -> None:
        """A row nobody can read stops it: the tables are those of before, with all that was in them."""
        with ancienne.begin() as connexion:
            connexion.execute(text("UPDATE lsc_suivi SET corps = '{' WHERE id = 'a'"))
        with pytest.raises(Broken, match="ne se lit pas"):
            migrate(ancienne)
        assert "position" not in {colonne["name"] for colonne in inspect(ancienne).get_columns("lsc_fait")}
        with ancienne.begin() as connexion:
            assert connexion.scalar(text("SELECT count(*) FROM lsc_fait")) == len(histoire())
            connexion.execute(
                text("UPDATE lsc_suivi SET corps = :corps WHERE id = 'a'"), {"corps": canonique(write_exact(SUIVI))}
            )
        assert migrate(ancienne) == REVISIONS[1:]

    def test_a_store_refuses_it_and_says_what_to_do(self, ancienne: Engine) -> None:
        with pytest.raises(Broken, match="lsc base migrer"):
            SqlStorage(ancienne).transaction()


class TestFromTheSecondDesign:
    """Meetings, minutes and facts were kept; the portfolio, the binders and the publication were not."""

    @pytest.fixture
    def ancienne(self, vide: Engine) -> Engine:
        assert migrate(vide, revision="1") == ("1",)
        remplir_la_revision_1(vide, histoire())
        assert migrate(vide, revision="2") == ("2",)
        return vide

    def test_only_what_is_missing_is_applied(self, ancienne: Engine) -> None:
        assert migrate(ancienne) == REVISIONS[2:]
        assert migrate(ancienne) == ()

    def test_every_row_is_as_it_was(self, ancienne: Engine) -> None:
        """No table of before is written in: its rows are the same, to the letter."""
        avant = _lignes(ancienne)
        migrate(ancienne)
        assert _lignes(ancienne) == avant

    def test_what_was_kept_goes_on(self, ancienne: Engine) -> None:
        migrate(ancienne)
        with SqlStorage(ancienne).transaction() as t:
            assert list(t.suivis.all()) == [
                ("a", Stored(state=SUIVI, version=3)),
                ('é"', Stored(state=evolve(SUIVI, reference="avec \0 nul"), version=1)),
            ]
            t.suivis.put("a", SUIVI, expected=3)
            assert t.journal.append("a", (SeanceOuverte(),), le=LE, attendu=4).rang == 5

    def test_what_is_new_is_empty_and_works(self, ancienne: Engine) -> None:
        migrate(ancienne)
        with SqlStorage(ancienne).transaction() as t:
            assert (t.evenements.ids(), dict(t.acquis.lire("extranet"))) == ((), {})
            t.tiers.put("ATRILLON", ATRILLON, expected=0)
            t.acquis.ecrire("extranet", [ACQUIT])
            assert t.tiers.get("ATRILLON").state == ATRILLON
            assert t.acquis.lire("extranet") == {ACQUIT.cle: ACQUIT}

    def test_identities_are_in_the_order_of_their_letters(self, ancienne: Engine) -> None:
        """Those of before too, whatever the language of the database."""
        migrate(ancienne)
        if ancienne.dialect.name == "postgresql":
            question = text(
                "SELECT DISTINCT collation_name FROM information_schema.columns"
                " WHERE table_name LIKE 'lsc\\_%' AND column_name IN ('id', 'destination', 'cle')"
            )
            with ancienne.connect() as connexion:
                assert connexion.execute(question).scalars().all() == ["C"]
        with SqlStorage(ancienne).transaction() as t:
            for id in "zéZa ":
                t.textes.put(id, TextesDePassage(), expected=0)
            assert [id for id, _ in t.textes.all()] == ["", *sorted("zéZa ")]


class TestFromTheThirdDesign:
    """The portfolio, the binders and the publication were kept; the extranet and the ledgers were not."""

    @pytest.fixture
    def ancienne(self, vide: Engine) -> Engine:
        assert migrate(vide, revision="1") == ("1",)
        remplir_la_revision_1(vide, histoire())
        assert migrate(vide, revision="3") == ("2", "3")
        with vide.begin() as connexion:
            for table, colonnes, state in (
                ("lsc_tiers", {"id": "ATRILLON"}, ATRILLON),
                ("lsc_compte_client", {"id": "450", "tiers": "ATRILLON"}, COMPTE),
            ):
                valeurs = {**colonnes, "version": 7, "corps": canonique(write_exact(state))}
                places = ", ".join(f":{nom}" for nom in valeurs)
                connexion.execute(text(f"INSERT INTO {table} ({', '.join(valeurs)}) VALUES ({places})"), valeurs)
        return vide

    def test_only_what_is_missing_is_applied(self, ancienne: Engine) -> None:
        assert migrate(ancienne) == ("4",)
        assert migrate(ancienne) == ()

    def test_every_row_is_as_it_was(self, ancienne: Engine) -> None:
        """No table of before is written in: its rows are the same, to the letter."""
        tables = ("lsc_tiers", "lsc_compte_client", *PREMIERES)
        avant = _lignes(ancienne, tables)
        migrate(ancienne)
        assert _lignes(ancienne, tables) == avant

    def test_what_was_kept_goes_on(self, ancienne: Engine) -> None:
        """It is looked up by its fields too, and what screens depend on has a number from the first change on."""
        migrate(ancienne)
        storage = SqlStorage(ancienne)
        with storage.transaction() as t:
            assert t.revision == 0
            assert list(t.comptes.by("tiers", "ATRILLON")) == [("450", Stored(state=COMPTE, version=7))]
            t.tiers.put("ATRILLON", ATRILLON, expected=7)
        with storage.transaction() as t:
            assert t.revision != 0

    def test_what_is_new_is_empty_and_works(self, ancienne: Engine) -> None:
        migrate(ancienne)
        storage = SqlStorage(ancienne)
        with storage.transaction() as t:
            assert (t.identifiants.ids(), list(t.ecritures.toutes()), t.audit.lire()) == ((), [], ())
            t.sessions.put("a", SESSION, expected=0)
            t.ecritures.ajouter([ECRITURE])
            t.audit.ajouter(TRACE)
        with storage.transaction() as t:
            assert list(t.sessions.by("identifiant", SESSION.identifiant)) == [("a", Stored(state=SESSION, version=1))]
            assert list(t.ecritures.du_compte(ECRITURE.compte)) == [ECRITURE]
            assert t.audit.lire() == (TRACE,)


def _lignes(engine: Engine, tables: tuple[str, ...] = PREMIERES) -> dict[str, list[tuple[object, ...]]]:
    """The rows of tables, the mark set aside, which a revision adds."""
    with engine.connect() as connexion:
        return {
            nom: sorted(
                tuple(valeur for colonne, valeur in ligne.items() if colonne != "marque")
                for ligne in connexion.execute(text(f"SELECT * FROM {nom}")).mappings()
            )
            for nom in tables
        }


class TestRefusals:
    def test_a_database_without_tables(self, vide: Engine) -> None:
        storage = SqlStorage(vide)
        with pytest.raises(Broken, match="lsc base migrer"):
            storage.transaction()
        migrate(vide)
        with storage.transaction() as t:
            assert t.suivis.ids() == ()

    def test_tables_of_a_later_version(self, vide: Engine) -> None:
        migrate(vide)
        with vide.begin() as connexion:
            connexion.execute(text(f"UPDATE {TABLE_DE_VERSION} SET version_num = '999'"))
        for usage in (lambda: SqlStorage(vide).transaction(), lambda: migrate(vide)):
            with pytest.raises(Broken, match="plus récente"):
                usage()


class TestWithAHost:
    def test_two_programs_at_once(self, vide: Engine) -> None:
        """The second waits, and finds nothing left to do."""
        autre = create_engine(vide.url) if vide.dialect.name == "postgresql" else vide
        with ThreadPoolExecutor(2) as fils:
            faites = list(fils.map(migrate, (vide, autre), timeout=30))
        assert sorted(faites) == [(), REVISIONS]
        if autre is not vide:
            autre.dispose()

    def test_in_the_transaction_of_a_host(self, vide: Engine) -> None:
        """He gives a connection: he commits, or not."""
        with vide.connect() as connexion:
            assert migrate(connexion) == REVISIONS
            connexion.rollback()
        assert inspect(vide).get_table_names() == []
        with vide.connect() as connexion:
            migrate(connexion)
            connexion.commit()
        assert migrate(vide) == ()

    def test_an_engine_nobody_set(self, tmp_path: Path) -> None:
        hote = create_engine(f"sqlite:///{tmp_path}/hote.db")
        assert migrate(hote, revision="1") == ("1",)
        remplir_la_revision_1(hote, histoire())
        assert migrate(hote) == REVISIONS[1:]
        hote.dispose()

    def test_his_own_migrations_are_not_disturbed(self, vide: Engine) -> None:
        with vide.begin() as connexion:
            connexion.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32))"))
            connexion.execute(text("INSERT INTO alembic_version VALUES ('la sienne')"))
        migrate(vide)
        with vide.connect() as connexion:
            assert connexion.scalar(text("SELECT version_num FROM alembic_version")) == "la sienne"


def test_the_revisions_are_those_of_the_folder() -> None:
    config = Config()
    config.set_main_option("script_location", "lsc_adapters:storage/sql/migrations")
    dossier = ScriptDirectory.from_config(config)
    assert tuple(un.revision for un in reversed(list(dossier.walk_revisions()))) == REVISIONS


def test_keeping_meetings_does_not_cost_alembic() -> None:
    script = "import sys, lsc_adapters.storage.sql; print('alembic' in sys.modules)"
    fini = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert fini.stdout == "False\n"
