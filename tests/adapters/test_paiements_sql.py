"""The file of debits on SQLite: what it asks of the base, whatever was paid before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from agence_payee import ADRESSE, COMPTE, GILBERT, IBAN, LE, agence
from attrs import evolve
from test_acces_sql import ordres

from lsc_adapters.payment.memory import MemoryDebits
from lsc_adapters.storage.sql.ouverture import open_storage
from lsc_adapters.storage.sql.repositories import SqlRepository
from lsc_domain import Engine
from lsc_domain.paiement.etat import EtatDePaiement, Moyen
from lsc_domain.paiement.paiement import MandatUnique, Paiement
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import EntiteId, PaiementId, TiersId

S001 = GILBERT.entite


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    with agence(open_storage(f"sqlite:///{tmp_path}/agence.db"), prelevements=MemoryDebits(), messaging=None) as un:
        yield un


def prelevement(id_: str, entite: EntiteId = S001, **autres: object) -> Paiement:
    """A debit of an entité, in its draft unless said otherwise."""
    return Paiement(
        id=PaiementId(id_),
        tiers=TiersId("BROUILLY"),
        compte=COMPTE,
        beneficiaire=entite,
        montant=Euros(45_900),
        moyen=Moyen.PRELEVEMENT,
        cree_le=LE,
        mandat=MandatUnique(reference=id_, titulaire="BROUILLY", iban=IBAN, signe_le=LE.date(), adresse=ADRESSE),
        echeance=date(2026, 7, 20),
        **autres,  # type: ignore[arg-type]
    )


def payer(engine: Engine, *paiements: Paiement) -> None:
    with engine.storage.transaction() as transaction:
        transaction.paiements.put_all((un.id, un) for un in paiements)


@contextmanager
def lus() -> Iterator[list[str]]:
    """Note every payment that is read: `Paiement` and nothing else."""
    trouves: list[str] = []
    garde = SqlRepository.garde

    def noter(depot: SqlRepository[object], id: str, version: int, corps: object) -> object:
        un = garde(depot, id, version, corps)
        if isinstance(un.state, Paiement):
            trouves.append(un.state.id)
        return un

    with pytest.MonkeyPatch.context() as rustine:
        rustine.setattr(SqlRepository, "garde", noter)
        yield trouves


@pytest.mark.req("EXC-15")
def test_a_file_of_debits_reads_what_waits_and_nothing_else(engine: Engine) -> None:
    """Hundreds of payments that came, of cards and of other syndicats, cost nothing: neither a row nor a statement."""
    payer(engine, prelevement("b"), prelevement("a"))
    with ordres() as peu, lus() as du_brouillon:
        assert [un.id for un in engine.paiements.a_remettre(S001)] == ["a", "b"]
    assert du_brouillon == ["a", "b"]
    carte = evolve(prelevement("c"), moyen=Moyen.CARTE, mandat=None, echeance=None)
    payer(
        engine,
        *(prelevement(f"p{rang}", etat=EtatDePaiement.ENCAISSE, remise="R0", remis_le=LE) for rang in range(300)),
        *(evolve(carte, id=PaiementId(f"c{rang}")) for rang in range(300)),
        *(prelevement(f"v{rang}", EntiteId("S002")) for rang in range(300)),
    )
    with ordres() as beaucoup, lus() as encore:
        assert [un.id for un in engine.paiements.a_remettre(S001)] == ["a", "b"]
    assert (beaucoup, encore) == (peu, ["a", "b"])
    with lus() as a_partir:
        remise = engine.paiements.remise(S001, par="CPT").unwrap()
    assert a_partir == ["a", "b"]
    with lus() as repartis:
        assert engine.paiements.refaire(S001, remise.numero).unwrap() == remise
    assert repartis == ["a", "b"]
    with lus() as plus_rien:
        assert engine.paiements.a_remettre(S001) == ()
    assert plus_rien == []
