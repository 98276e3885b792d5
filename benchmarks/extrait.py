"""The extract of an account of 50,000 entries, against its raw query and the same template filled with bare rows."""

from __future__ import annotations

import gc
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta

import psycopg
from ratio import Ratio
from serveur import base_postgresql

from lsc_adapters.bootstrap import sql_engine
from lsc_adapters.web.gabarits import Gabarits
from lsc_domain import Engine
from lsc_domain.compte.ecriture import Ecriture
from lsc_domain.parc import CompteClient, Immeuble, Metier, Role, RoleTenu, Tiers
from lsc_domain.socle.euros import ZERO, Euros
from lsc_domain.socle.ids import CompteId, EntiteId, ImmeubleId, LotId, TiersId

ECRITURES = 50_000
DENISE, COMPTE, GILBERT = TiersId("YALOXE"), CompteId("450YALOXE"), ImmeubleId("GILBERT")
DU, AU = date(2000, 1, 1), date(2026, 9, 8)
GABARIT = "client/releve.html"
CHAMPS = ("le", "libelle", "debit_en_centimes", "credit_en_centimes", "solde_en_centimes")
BRUT = (
    "SELECT le, libelle, debit, credit FROM lsc_ecriture WHERE compte = {0} AND le BETWEEN {0} AND {0} "
    "ORDER BY le, position"
)


def tenir_le_compte(engine: Engine) -> None:
    """Keep an owner, her account and its entries, drawn over a quarter of a century."""
    hasard = random.Random(1855)
    role = RoleTenu(tiers=DENISE, role=Role.COPROPRIETAIRE, immeuble=GILBERT, lot=LotId("GILBERT/001"))
    compte = CompteClient(
        id=COMPTE, entite=EntiteId("S001"), numero=COMPTE, tiers=DENISE, metier=Metier.SYNDIC, service_client=True
    )

    def ecriture(rang: int) -> Ecriture:
        montant, au_debit = Euros(hasard.randrange(1, 1_000_000)), hasard.random() < 0.5
        return Ecriture(
            id=f"{rang:08d}",
            compte=COMPTE,
            journal=hasard.choice(("BQ", "AC", "OD")),
            le=DU + timedelta(days=hasard.randrange((AU - DU).days)),
            libelle=f"Règlement n° {rang}",
            debit=montant if au_debit else ZERO,
            credit=ZERO if au_debit else montant,
        )

    with engine.storage.transaction() as garder:
        garder.immeubles.put(GILBERT, Immeuble(id=GILBERT, nom="GILBERT", roles=(role,)), expected=0)
        garder.tiers.put(DENISE, Tiers(id=DENISE, nom="YALOXE CORTON", prenom="Denise"), expected=0)
        garder.comptes.put(COMPTE, compte, expected=0)
        garder.ecritures.ajouter([ecriture(rang) for rang in range(ECRITURES)])


def l_extrait() -> Iterator[Ratio]:
    """On each of the two databases."""
    with tempfile.TemporaryDirectory(dir=".") as dossier, sql_engine(f"sqlite:///{dossier}/lsc.db") as engine:
        tenir_le_compte(engine)
        with closing(sqlite3.connect(f"{dossier}/lsc.db")) as base:
            brut = BRUT.format("?")
            yield _mesurer(
                "SQLite", engine, lambda: base.execute(brut, (COMPTE, DU.isoformat(), AU.isoformat())).fetchall()
            )
    with base_postgresql() as adresse, sql_engine(adresse) as engine, psycopg.connect(adresse) as base_pg:
        tenir_le_compte(engine)
        brut_pg = BRUT.format("%s").encode()
        yield _mesurer("PostgreSQL", engine, lambda: base_pg.execute(brut_pg, (COMPTE, DU, AU)).fetchall())


def _mesurer(nom: str, engine: Engine, lire: Callable[[], list[tuple[date | str, str, int, int]]]) -> Ratio:
    gabarits = Gabarits()
    source, _, _ = gabarits._environnement.loader.get_source(gabarits._environnement, GABARIT)
    for rang, champ in enumerate(CHAMPS):
        source = source.replace(f"ligne.{champ}", f"ligne[{rang}]")
    aux_rangees = gabarits._environnement.from_string(source)

    def moteur() -> str:
        releve = engine.extranet.releve(DENISE, COMPTE, DU, AU).unwrap()
        return gabarits.rendre(GABARIT, {"releve": releve})

    def plancher() -> str:
        solde, lignes = 0, []
        for le, libelle, debit, credit in lire():
            solde += credit - debit
            lignes.append((date.fromisoformat(le) if isinstance(le, str) else le, libelle, debit, credit, solde))
        lignes.reverse()
        return aux_rangees.render(
            releve={
                "du": DU,
                "au": AU,
                "lignes": lignes,
                "solde_anterieur": ZERO,
                "solde_de_fin": Euros(solde),
            }
        )

    assert moteur() == plancher()  # the very same page, which also warms both
    temps: tuple[list[float], list[float]] = ([], [])
    for _ in range(7):
        for liste, faire in zip(temps, (moteur, plancher), strict=True):
            gc.collect()
            debut = time.perf_counter()
            faire()
            liste.append(time.perf_counter() - debut)
    return Ratio(f"extrait de {ECRITURES // 1000} 000 écritures sur {nom}", min(temps[0]), min(temps[1]), "s", 2)


MESURES = (l_extrait,)
