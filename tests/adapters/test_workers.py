"""Publication by many processes: whatever happens to one of them, everything arrives, once, and nothing is claimed."""

from __future__ import annotations

import asyncio
import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from datetime import time as heure
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import equipe
import psycopg
import pytest
from appels import Lsc
from attrs import evolve
from equipe import CADENCE, EXTRANET, agence
from hypothesis import example, given
from hypothesis import strategies as st
from procrastinate.schema import SchemaManager
from returns.result import Failure, Result
from sqlalchemy import URL

from lsc_adapters.bootstrap import memory_engine, sql_engine
from lsc_adapters.clock.fixed import FixedClock
from lsc_adapters.transport.folder import FolderFileDrop
from lsc_adapters.transport.memory import MemoryFileDrop
from lsc_adapters.workers import Cadence, Depots, FileDeTravaux, application, migrate, travailler
from lsc_adapters.workers.application import Travaux
from lsc_adapters.workers.file_de_travaux import FILE
from lsc_adapters.workers.tables import SCHEMA, adresse_de_la_file
from lsc_domain.engine import Engine
from lsc_domain.ports.errors import Broken, Unavailable
from lsc_domain.ports.manifest import CHEMIN_DU_MANIFESTE
from lsc_domain.ports.transport import Depose, EchecDeTransport, Raison
from lsc_domain.publication.execution import Execution
from lsc_domain.publication.planning import Jour, Planning
from lsc_domain.publication.service_systeme import ServiceSysteme, Tache
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.usecases.reconciliation import Travail

EVENEMENTS = 40
AU_PLUS = 120.0
"""Seconds a condition is waited for: far more than what it takes, on a machine that does ten other things."""
DELAI_DU_BAIL = timedelta(minutes=10)


@pytest.fixture
def base(make_postgresql: Callable[[], URL]) -> str:
    """A base of PostgreSQL with an agency, the tables of the queue, and nothing published."""
    url = make_postgresql().render_as_string(hide_password=False)
    with sql_engine(url) as engine:
        agence(engine.storage, EVENEMENTS)
    migrate(url)
    return url


@pytest.fixture
def lancer(base: str, tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start a worker in a process of its own, that does not outlive the test."""
    lances: list[subprocess.Popen[str]] = []
    # What the workers say, for whoever looks for why a test failed.
    with (tmp_path / "ouvriers.log").open("a", encoding="utf-8") as dit:

        def faire(*arguments: str) -> subprocess.Popen[str]:
            suite = arguments or (equipe.__file__, base, str(tmp_path / "extranet"))
            lances.append(subprocess.Popen([sys.executable, *suite], stdout=subprocess.PIPE, stderr=dit, text=True))
            return lances[-1]

        yield faire
        for un in lances:
            un.kill()
            un.wait()
            if un.stdout is not None:
                un.stdout.close()


def attendre(condition: Callable[[], object]) -> None:
    """Wait until something is so."""
    limite = time.monotonic() + AU_PLUS
    while not condition():
        assert time.monotonic() < limite, "rien ne vient"
        time.sleep(0.02)


def ecouler(url: str, engine: Engine, depots: Depots, cadence: Cadence = CADENCE) -> None:
    """Work in this process until nothing is left to do."""
    app = application(url, engine, depots, cadence)

    async def tout() -> None:
        async with app.open_async():
            await app.run_worker_async(
                queues=[FILE], wait=False, install_signal_handlers=False, delete_jobs="successful", listen_notify=False
            )

    while travaux(url):
        asyncio.run(tout())


def travaux(url: str, *etats: str) -> list[tuple[str, int]]:
    """List the jobs that are not done: their names, and how many times they were tried."""
    with psycopg.connect(adresse_de_la_file(url)) as connexion:
        lignes = connexion.execute(
            "SELECT task_name, attempts FROM procrastinate_jobs WHERE status::text = ANY(%s) ORDER BY id",
            (list(etats or ("todo", "doing")),),
        ).fetchall()
    return [(str(nom), int(essais)) for nom, essais in lignes]


def ouvriers(url: str) -> int:
    """Count the workers that are known to the queue."""
    with psycopg.connect(adresse_de_la_file(url)) as connexion:
        (nombre,) = connexion.execute("SELECT count(*) FROM procrastinate_workers").fetchone() or (0,)
    return int(nombre)


def contenus(dossier: Path) -> dict[str, str]:
    """Read what a folder holds: the print of each file, by path."""
    return {
        fichier.relative_to(dossier).as_posix(): sha256(fichier.read_bytes()).hexdigest()
        for fichier in dossier.rglob("*")
        if fichier.is_file()
    }


def acquis(engine: Engine) -> dict[str, str]:
    """Read what is acknowledged: the print of each file, by path."""
    with engine.storage.transaction() as transaction:
        return {un.chemin: un.contenu for un in transaction.acquis.lire(EXTRANET).values()}


def derniere(engine: Engine) -> Execution:
    """Return the last run."""
    trouvee = engine.publications.derniere(EXTRANET)
    assert trouvee is not None
    return trouvee


@pytest.mark.req("SYS-06", "I-36", "PUB-08")
def test_one_worker_of_four_is_killed(base: str, lancer: Callable[..., subprocess.Popen[str]], tmp_path: Path) -> None:
    """Four at work, one killed in mid-batch: all arrives, once, the list last, and nothing absent is acknowledged."""
    dossier = tmp_path / "extranet"
    journal = dossier.with_suffix(".journal")

    def deposes() -> list[list[str]]:
        return [ligne.split() for ligne in journal.read_text("utf-8").splitlines()] if journal.exists() else []

    with sql_engine(base) as engine:
        assert FileDeTravaux(base).demander(EXTRANET)
        victime = lancer(equipe.__file__, base, str(dossier), "figé")
        assert victime.stdout is not None
        assert victime.stdout.readline() == "figé\n"
        assert (len(deposes()), acquis(engine)) == (1, {})
        autres = [lancer() for _ in range(3)]
        attendre(lambda: ouvriers(base) == 4)  # known to each other, and ready to be told to leave
        victime.send_signal(signal.SIGKILL)
        autres[0].send_signal(signal.SIGTERM)  # one of the living is only asked to leave: it ends what it was doing
        presents = set(acquis(engine).items())
        assert presents <= set(contenus(dossier).items())
        attendre(lambda: derniere(engine).terminee_le is not None)

        la, tenus = contenus(dossier), acquis(engine)
        assert len(tenus) == EVENEMENTS
        manifeste = json.loads((dossier / CHEMIN_DU_MANIFESTE).read_bytes())
        assert la.pop(CHEMIN_DU_MANIFESTE)
        assert la == tenus
        assert all(chemin in json.dumps(manifeste) for chemin in tenus)
        chemins = [chemin for _, chemin in deposes()]
        assert chemins[-1] == CHEMIN_DU_MANIFESTE
        # Put twice: at most what the dead one had put and could not say.
        assert set(chemins) == {*la, CHEMIN_DU_MANIFESTE}
        assert len(chemins) - len(set(chemins)) <= 1
        assert (derniere(engine).bilan.envoyes, derniere(engine).bilan.echecs) == (EVENEMENTS, ())

        # A second run has nothing to send: the same list, and nothing else.
        assert FileDeTravaux(base).demander(EXTRANET)
        attendre(lambda: derniere(engine).numero == 2 and derniere(engine).terminee_le is not None)
        assert [chemin for _, chemin in deposes()] == [*chemins, CHEMIN_DU_MANIFESTE]
        assert (derniere(engine).bilan.envoyes, derniere(engine).bilan.inchanges) == (0, EVENEMENTS)
        attendre(lambda: not travaux(base))
        assert travaux(base, "failed", "aborted", "cancelled") == []
    for un in autres[1:]:
        un.send_signal(signal.SIGTERM)
    assert [un.wait(timeout=AU_PLUS) for un in autres] == [0, 0, 0]


@pytest.mark.req("SYS-06", "I-36")
def test_a_worker_that_was_believed_dead_wakes_up(
    base: str, lancer: Callable[..., subprocess.Popen[str]], tmp_path: Path
) -> None:
    """One that slept while another did its work takes nothing back from it, says nothing of it, and goes on."""
    dossier = tmp_path / "extranet"
    with sql_engine(base) as engine:
        assert FileDeTravaux(base).demander(EXTRANET)
        dormeur = lancer(equipe.__file__, base, str(dossier), "figé")
        assert dormeur.stdout is not None
        assert dormeur.stdout.readline() == "figé\n"
        dormeur.send_signal(signal.SIGSTOP)
        eveille = lancer()
        attendre(lambda: not travaux(base))
        faite = derniere(engine)
        assert (faite.bilan.envoyes, faite.bilan.echecs) == (EVENEMENTS, ())
        eveille.send_signal(signal.SIGTERM)
        assert eveille.wait(timeout=AU_PLUS) == 0
        la = contenus(dossier)
        dossier.with_suffix(".reveil").touch()
        dormeur.send_signal(signal.SIGCONT)
        assert FileDeTravaux(base).demander(EXTRANET)
        attendre(lambda: derniere(engine).numero == 2 and derniere(engine).terminee_le is not None)
        assert (derniere(engine).bilan.envoyes, derniere(engine).bilan.inchanges) == (0, EVENEMENTS)
        assert acquis(engine).items() == {
            (chemin, empreinte) for chemin, empreinte in contenus(dossier).items() if chemin != CHEMIN_DU_MANIFESTE
        }
        assert contenus(dossier).keys() == la.keys()


@pytest.mark.req("PUB-01", "SYS-06")
def test_workers_publish_what_one_process_publishes(base: str, tmp_path: Path) -> None:
    """Without a queue, in memory as on SQLite, the same use cases bring the same files to the same places."""
    avec, sans, memoire = (tmp_path / nom for nom in ("avec", "sans", "memoire"))
    FileDeTravaux(base).demander(EXTRANET)
    with sql_engine(base) as engine:
        ecouler(base, engine, lambda _: nullcontext(FolderFileDrop(avec)))
    with sql_engine(f"sqlite:///{tmp_path / 'agence.db'}") as engine:
        agence(engine.storage, EVENEMENTS)
        engine.publications.publier(EXTRANET, FolderFileDrop(sans), par="ici").unwrap()
    with memory_engine() as engine:
        agence(engine.storage, EVENEMENTS)
        engine.publications.publier(EXTRANET, FolderFileDrop(memoire), par="ici").unwrap()
    vus = [contenus(dossier) for dossier in (avec, sans, memoire)]
    assert len(vus[0]) == EVENEMENTS + 1
    for vu in vus:
        vu.pop(CHEMIN_DU_MANIFESTE)  # it bears the instant of its run
    assert vus[0] == vus[1] == vus[2]


@pytest.mark.req("SYS-06")
def test_a_run_is_asked_for_once(base: str) -> None:
    """A run that is waiting will do for whoever asks next; another destination does not wait for it."""
    file = FileDeTravaux(base)
    assert [file.demander(EXTRANET), file.demander(EXTRANET), file.demander(cast("Any", "partenaire"))] == [
        True,
        False,
        True,
    ]


@pytest.mark.req("SYS-06", "I-36")
def test_a_run_at_work_elsewhere_is_left_alone(base: str) -> None:
    """The destination is held by the run and not by the queue: somebody who publishes without one holds it too."""
    depot = MemoryFileDrop()
    with sql_engine(base) as engine:
        engine.publications.ouvrir(EXTRANET, par="un autre bureau").unwrap()
        FileDeTravaux(base).demander(EXTRANET)
        ecouler(base, engine, lambda _: nullcontext(depot))
        assert depot.list() == ()
        assert (derniere(engine).par, derniere(engine).terminee_le) == ("un autre bureau", None)


class Capricieux(MemoryFileDrop):
    """A drop that refuses some files so many times."""

    def __init__(self, refus: int) -> None:
        super().__init__()
        self.refus, self.essais = refus, dict[str, int]()

    def put_all(self, depots: Any, /) -> Iterator[Result[Depose, EchecDeTransport]]:
        """Refuse one file in four, the first times."""
        for depot in depots:
            self.essais[depot.chemin] = essai = self.essais.get(depot.chemin, 0) + 1
            if depot.chemin.endswith(("0.pdf", "4.pdf", "8.pdf", "c.pdf")) and essai <= self.refus:
                yield Failure(EchecDeTransport(chemin=depot.chemin, raison=Raison.PLEIN))
            else:
                yield from super().put_all([depot])


@pytest.mark.req("I-36")
def test_what_failed_is_tried_again_and_the_rest_is_not(base: str) -> None:
    """A batch is tried again for what of it did not arrive, and nothing is counted twice."""
    depot = Capricieux(refus=2)
    with sql_engine(base) as engine:
        FileDeTravaux(base).demander(EXTRANET)
        ecouler(base, engine, lambda _: nullcontext(depot))
        assert set(depot.essais.values()) == {1, 3}
        assert (derniere(engine).bilan.envoyes, derniere(engine).bilan.echecs) == (EVENEMENTS, ())


@pytest.mark.req("I-36")
def test_what_still_fails_is_left_to_the_next_run(base: str) -> None:
    """The tries are counted; what failed them all is told, is not acknowledged, and is what the next run sends."""
    depot = Capricieux(refus=CADENCE.essais)
    with sql_engine(base) as engine:
        FileDeTravaux(base).demander(EXTRANET)
        ecouler(base, engine, lambda _: nullcontext(depot))
        rates = {chemin for chemin, essais in depot.essais.items() if essais > 1}
        assert rates
        assert {depot.essais[chemin] for chemin in rates} == {CADENCE.essais}
        bilan = derniere(engine).bilan
        assert (bilan.envoyes, len(bilan.echecs)) == (EVENEMENTS - len(rates), len(rates))
        assert set(acquis(engine)) == set(depot.essais) - rates == set(depot.list()) - {CHEMIN_DU_MANIFESTE}

        FileDeTravaux(base).demander(EXTRANET)
        ecouler(base, engine, lambda _: nullcontext(depot))
        assert derniere(engine).bilan.envoyes == len(rates)
        assert set(acquis(engine)) == set(depot.essais)


class Panne(FileDeTravaux):
    """A queue whose machine stops at the moment the batches are to be put in it, before or after they are."""

    def __init__(self, url: str, *, apres: bool) -> None:
        super().__init__(url)
        self.apres = apres

    def partager(self, travail: Travail, *, confirmer_retraits: bool) -> None:
        """Stop there."""
        if self.apres:
            super().partager(travail, confirmer_retraits=confirmer_retraits)
        raise KeyboardInterrupt


def contexte(numero: int, essais: int = 0) -> Any:
    """What a job knows of itself."""
    return SimpleNamespace(job=SimpleNamespace(id=numero, attempts=essais))


@pytest.mark.req("I-36")
@pytest.mark.parametrize("apres", [False, True])
def test_a_run_whose_beginner_died_is_begun_again_by_its_job(base: str, apres: bool) -> None:
    """The job that begins a run knows its own traces: it neither takes itself for another nor shares out twice."""
    with sql_engine(base) as engine:
        depot = MemoryFileDrop()
        mort = Travaux(Panne(base, apres=apres), engine, lambda _: nullcontext(depot), CADENCE)
        with pytest.raises(KeyboardInterrupt):
            mort.preparer(contexte(7), destination=EXTRANET, confirmer_retraits=False)
        vivant = Travaux(FileDeTravaux(base), engine, lambda _: nullcontext(depot), CADENCE)
        vivant.preparer(contexte(7, 1), destination=EXTRANET, confirmer_retraits=False)
        lots = [nom for nom, _ in travaux(base)]
        assert len(lots) == -(-EVENEMENTS // CADENCE.taille_de_lot)
        assert derniere(engine).numero == (1 if apres else 2)
        ecouler(base, engine, lambda _: nullcontext(depot))
        assert derniere(engine).bilan.envoyes == EVENEMENTS


@pytest.mark.req("I-36")
def test_a_batch_that_kills_is_not_given_for_ever(base: str) -> None:
    """A batch whose every worker died is left to the next run, and this one ends all the same."""
    with sql_engine(base) as engine:
        depot = MemoryFileDrop()
        travail = evolve(engine.publications, taille_de_lot=30).ouvrir(EXTRANET, par="ici").unwrap()
        file = FileDeTravaux(base)
        file.partager(travail, confirmer_retraits=False)
        ouvrier = Travaux(file, engine, lambda _: nullcontext(depot), CADENCE)
        lots: Sequence[Any] = travail.lots
        for rang, essais in enumerate((CADENCE.essais, 0)):
            ouvrier.envoyer(
                contexte(rang, essais),
                destination=EXTRANET,
                numero=travail.numero,
                rang=rang,
                cles=lots[rang].cles,
                remplace=lots[rang].remplace,
                confirmer_retraits=False,
            )
        ouvrier.achever(contexte(9), destination=EXTRANET, numero=travail.numero, confirmer_retraits=False)
        bilan = derniere(engine).bilan
        assert (bilan.envoyes, len(bilan.echecs)) == (EVENEMENTS - 30, 30)
        assert len(acquis(engine)) == EVENEMENTS - 30


@pytest.mark.req("I-36", "SYS-06")
def test_a_batch_of_a_former_run_sends_nothing(base: str) -> None:
    """A batch that comes late, when another run took the place of its own, puts nothing and ends nothing."""
    with sql_engine(base) as engine:
        depot = MemoryFileDrop()
        file = FileDeTravaux(base)
        ancien = engine.publications.ouvrir(EXTRANET, par="ici").unwrap()
        file.partager(ancien, confirmer_retraits=False)
        engine.publications.interrompre(EXTRANET, numero=ancien.numero, raison="arrêt")
        engine.publications.ouvrir(EXTRANET, par="un autre").unwrap()
        ecouler(base, engine, lambda _: nullcontext(depot))
        assert depot.list() == ()
        assert derniere(engine).terminee_le is None


@pytest.mark.req("PUB-01", "SYS-06")
def test_the_minute_asks_for_what_is_due(base: str) -> None:
    """At its hour a service système asks for a run on each destination, once; not before, and not when it is off."""
    planning = Planning.de({Jour.LUNDI: heure(22), Jour.JEUDI: heure(22)})
    lundi = datetime(2020, 7, 6, 20, tzinfo=UTC)
    demandes: list[int] = []
    for instant, actif in (
        (lundi - timedelta(minutes=1), True),
        (lundi, False),
        (lundi, True),
        (lundi + timedelta(minutes=1), True),
    ):
        with sql_engine(base, clock=FixedClock(instant)) as engine:
            service = ServiceSysteme(
                tache=Tache.PUBLICATION, actif=actif, planning=planning, actif_depuis=lundi - timedelta(days=1)
            )
            engine.services.regler(service)
            Travaux(FileDeTravaux(base), engine, lambda _: nullcontext(MemoryFileDrop()), CADENCE).tic(contexte(1), 0)
            demandes.append(len(travaux(base)))
    assert demandes == [0, 0, 1, 1]


@pytest.mark.req("PUB-01", "SYS-06")
def test_the_command_is_a_worker(base: str, lancer: Callable[..., subprocess.Popen[str]], tmp_path: Path) -> None:
    """`lsc services travailler` makes the tables, publishes what is asked for, and ends well when it is told to."""
    with psycopg.connect(adresse_de_la_file(base)) as connexion:
        connexion.execute("DROP SCHEMA lsc_jobs CASCADE")
    dossier = tmp_path / "extranet"
    ouvrier = lancer(
        "-m", "lsc_adapters.cli", "services", "travailler", "--base", base, "--vers", f"dossier:{dossier}"
    )  # fmt: skip
    assert ouvrier.stdout is not None
    assert ouvrier.stdout.readline().startswith("File de travaux")
    assert ouvrier.stdout.readline() == "Ouvrier au travail.\n"
    assert FileDeTravaux(base).demander(EXTRANET)
    with sql_engine(base) as engine:
        attendre(lambda: acquis(engine) and derniere(engine).terminee_le is not None)
        assert acquis(engine).items() <= contenus(dossier).items()
        assert len(acquis(engine)) == EVENEMENTS
    ouvrier.send_signal(signal.SIGTERM)
    assert (ouvrier.wait(timeout=AU_PLUS), ouvrier.stdout.read()) == (0, "Ouvrier arrêté.\n")


def test_the_command_says_what_it_lacks(lsc: Lsc, base: str, tmp_path: Path) -> None:
    """A base that has no queue, or a destination that has no address, is told at once, in one sentence."""
    sqlite = f"sqlite:///{tmp_path / 'agence.db'}"
    for url, vers in ((sqlite, f"dossier:{tmp_path}"), (base, f"autre=dossier:{tmp_path}")):
        reponse = lsc("services", "travailler", "--base", url, "--vers", vers)
        assert (reponse.code, reponse.erreur.count("\n")) == (2, 1)


@given(st.integers(1, 500), st.integers(1, 12), st.timedeltas(timedelta(0), timedelta(days=1)))
@example(17, 1, timedelta(microseconds=1))
@example(90, 1, timedelta(days=1))
def test_the_wait_doubles_and_is_bounded(echecs: int, essais: int, attente: timedelta) -> None:
    """After one failure more, twice as long, up to a bound; the last try is not followed by another."""
    cadence = Cadence(essais=essais, attente=attente)
    assert cadence.apres(echecs) <= cadence.apres(echecs + 1) <= cadence.attente_maximale
    assert cadence.apres(echecs + 1) in {2 * cadence.apres(echecs), cadence.attente_maximale}


def test_a_pace_that_kills_the_living_is_refused() -> None:
    """Who gives a sign of life every ten seconds is not dead after twelve."""
    with pytest.raises(InvalidValue):
        Cadence(battement=timedelta(seconds=10), silence=timedelta(seconds=12))


def test_the_tables_are_made_once_and_brought_up_to_date(make_postgresql: Callable[[], URL]) -> None:
    """From nothing, or from what an earlier procrastinate had made, and a second time nothing is left to do."""
    neuve = make_postgresql().render_as_string(hide_password=False)
    assert len(migrate(neuve)) == 1
    assert migrate(neuve) == ()
    ancienne = make_postgresql().render_as_string(hide_password=False)
    with psycopg.connect(adresse_de_la_file(ancienne)) as connexion:
        connexion.execute("CREATE SCHEMA lsc_jobs")
        revisions = sorted(Path(SchemaManager.get_migrations_path()).glob("*.sql"))
        for fichier in (une for une in revisions if une.stem < "03.04"):
            connexion.execute(fichier.read_bytes())
            connexion.execute(f"COMMENT ON SCHEMA lsc_jobs IS '{fichier.stem}'".encode())
            connexion.commit()
    assert migrate(ancienne)[0].startswith("03.04.00")
    assert migrate(ancienne) == ()
    assert formes(ancienne) == formes(neuve)


def formes(url: str) -> list[tuple[Any, ...]]:
    """List the functions and the tables of the queue."""
    with psycopg.connect(adresse_de_la_file(url)) as connexion:
        return connexion.execute(
            "SELECT proname FROM pg_proc WHERE pronamespace = %s::regnamespace"
            " UNION SELECT relname FROM pg_class WHERE relnamespace = %s::regnamespace ORDER BY 1",
            (SCHEMA, SCHEMA),
        ).fetchall()


def test_a_queue_is_on_postgresql() -> None:
    """Elsewhere there is no queue; and an address that does not read is not quoted, since it may bear a password."""
    for adresse in ("sqlite:///agence.db", "postgresql://lsc:secret@[serveur/agence", "n'importe quoi"):
        with pytest.raises(InvalidValue) as refus:
            FileDeTravaux(adresse)
        assert "secret" not in str(refus.value)


def test_a_worker_without_its_base_says_so(make_postgresql: Callable[[], URL], tmp_path: Path) -> None:
    """No answer may be mended by waiting, no tables may not: whoever starts the worker can tell one from the other."""
    nue = make_postgresql().render_as_string(hide_password=False)
    absente = f"postgresql:///agence?host={tmp_path}&connect_timeout=1"
    with memory_engine() as engine:
        for url, attendu in ((nue, Broken), (absente, Unavailable)):
            with pytest.raises(attendu):
                FileDeTravaux(url).demander(EXTRANET)
        with pytest.raises(Broken):
            travailler(nue, engine, lambda _: nullcontext(MemoryFileDrop()), CADENCE)
