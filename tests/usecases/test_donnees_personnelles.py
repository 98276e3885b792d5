"""What a person may ask of what is known of him: told whole, forgotten as far as the law lets. I-38."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from agence import ATRILLON, BROUILLY, CLATOUR, COURRIERS, GILBERT, PAILLOUX, SAINTLOUIS, moteur, peupler
from hypothesis import given
from hypothesis import strategies as st

from lsc_adapters.clock.fixed import FixedClock
from lsc_adapters.storage.memory import MemoryStorage
from lsc_domain import Engine
from lsc_domain.compte.ecriture import Ecriture
from lsc_domain.extranet.audit import Acte, Trace
from lsc_domain.extranet.conservation import CONSERVATIONS, Categorie, conservation
from lsc_domain.extranet.demande import Demande, MessageDeDemande
from lsc_domain.extranet.identifiant import Identifiant, Provisoire
from lsc_domain.extranet.session import Session
from lsc_domain.parc.role import Metier
from lsc_domain.ports.errors import NotFound
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import CompteId, DemandeId, LotId, TiersId

LE = datetime(2020, 7, 6, 20, tzinfo=UTC)


def agence(storage: MemoryStorage | None = None, le: datetime = LE) -> Engine:
    return moteur(storage, clock=FixedClock(le))


def peuplee(storage: MemoryStorage) -> Engine:
    """PAILLOUX has a login, a session, a request, an entry and a letter of his own."""
    engine = peupler(agence(storage))
    for qui, code in ((PAILLOUX, "PAILLOUXSTEPHANE"), (BROUILLY, "BROUILLYALFRED")):
        with storage.transaction() as transaction:
            transaction.identifiants.put(
                code,
                Identifiant(
                    code=code,
                    tiers=qui,
                    empreinte="argon2-secret",
                    provisoire=Provisoire(empreinte="provisoire-secret", expire_le=LE),
                    cree_le=LE,
                ),
                expected=0,
            )
            transaction.sessions.put(
                f"s-{code}",
                Session(id=f"s-{code}", identifiant=code, generation=1, ouverte_le=LE, vue_le=LE),
                expected=0,
            )
            transaction.demandes.put(
                f"d-{code}",
                Demande(
                    id=DemandeId(f"d-{code}"),
                    tiers=qui,
                    metier=Metier.GERANCE,
                    objet="fuite d'eau",
                    messages=(MessageDeDemande(le=LE, texte="Bonjour"),),
                ),
                expected=0,
            )
            transaction.ecritures.ajouter(
                [
                    Ecriture(
                        id=f"e-{code}",
                        compte=CompteId(f"450{qui}"),
                        journal="BQ",
                        le=date(2020, 1, 10),
                        libelle="Loyer",
                        credit=Euros(45900),
                    )
                ]
            )
            transaction.audit.ajouter(Trace(le=LE, acte=Acte.CONNEXION, par=code))
    return engine


@pytest.mark.req("I-38")
class TestExport:
    def test_it_holds_what_is_known_of_him_and_nothing_of_anybody_else(self) -> None:
        donnees = peuplee(MemoryStorage()).donnees.exporter(PAILLOUX)
        assert donnees.tiers.id == PAILLOUX
        assert {role.tiers for role in donnees.roles} == {PAILLOUX}
        assert [un.tiers for un in donnees.comptes] == [PAILLOUX]
        assert [une.id for une in donnees.ecritures] == ["e-PAILLOUXSTEPHANE"]
        assert [une.tiers for une in donnees.demandes] == [PAILLOUX]
        assert [un.code for un in donnees.identifiants] == ["PAILLOUXSTEPHANE"]
        assert [une.acte for une in donnees.traces] == [Acte.CONNEXION]

    def test_what_is_addressed_to_him_comes_with_its_papers(self) -> None:
        engine = peuplee(MemoryStorage())
        for qui in (PAILLOUX, CLATOUR):
            engine.evenements.creer(
                modele=COURRIERS,
                immeuble=SAINTLOUIS,
                objet="Relance",
                pieces=[(f"{qui}.txt", qui.encode())],
                destinataires=(qui,),
            ).unwrap()
        donnees = engine.donnees.exporter(PAILLOUX)
        assert [engine.donnees.contenu(un) for un in donnees.empreintes] == [b"PAILLOUX"]

    def test_nobody_unknown_is_told_of(self) -> None:
        with pytest.raises(NotFound):
            peuplee(MemoryStorage()).donnees.exporter(TiersId("PERSONNE"))

    def test_a_trace_of_it_is_kept(self) -> None:
        storage = MemoryStorage()
        peuplee(storage).donnees.exporter(PAILLOUX, par="JLC")
        with storage.transaction() as transaction:
            derniere = transaction.audit.lire(objet=PAILLOUX)[0]
        assert (derniere.acte, derniere.par) == (Acte.DONNEES_EXPORTEES, "JLC")


@pytest.mark.req("I-38")
class TestEffacement:
    def test_a_role_still_held_holds_everything(self) -> None:
        engine = peuplee(MemoryStorage())
        fait = engine.donnees.effacer(BROUILLY)
        assert not fait.effaces
        assert Categorie.IDENTITE in {une.categorie for une in fait.retenues}
        assert engine.donnees.exporter(BROUILLY).identifiants

    def test_once_gone_his_logins_sessions_and_addresses_go_and_his_name_stays_for_the_ledger(self) -> None:
        storage = MemoryStorage()
        engine = peuplee(storage)
        engine.parc.partir(SAINTLOUIS, LotId("SAINTLOUIS/305"), locataire=PAILLOUX, le=date(2020, 6, 30)).unwrap()
        fait = engine.donnees.effacer(PAILLOUX)
        assert {un.categorie for un in fait.effaces} == {Categorie.ACCES, Categorie.IDENTITE}
        retenues = {une.categorie: une.jusqua for une in fait.retenues}
        assert retenues[Categorie.COMPTABILITE] == date(2030, 12, 31)
        assert retenues[Categorie.LOCATION] == date(2023, 6, 30)
        reste = engine.donnees.exporter(PAILLOUX)
        assert (reste.tiers.nom, reste.tiers.courriel, reste.identifiants) == ("PAILLOUX", "", ())
        with storage.transaction() as transaction:
            assert transaction.sessions.ids() == ("s-BROUILLYALFRED",)

    def test_when_nothing_holds_it_the_name_goes_too(self) -> None:
        storage = MemoryStorage()
        engine = peuplee(storage)
        engine.parc.partir(SAINTLOUIS, LotId("SAINTLOUIS/305"), locataire=PAILLOUX, le=date(2020, 6, 30)).unwrap()
        plus_tard = agence(storage, datetime(2031, 1, 2, tzinfo=UTC))
        fait = plus_tard.donnees.effacer(PAILLOUX)
        assert fait.retenues == ()
        assert plus_tard.parc.parc().tiers[PAILLOUX].nom == "Tiers effacé"

    def test_the_others_and_the_ledgers_are_untouched(self) -> None:
        storage = MemoryStorage()
        engine = peuplee(storage)
        avant = engine.donnees.exporter(BROUILLY)
        engine.parc.partir(SAINTLOUIS, LotId("SAINTLOUIS/305"), locataire=PAILLOUX, le=date(2020, 6, 30)).unwrap()
        engine.donnees.effacer(PAILLOUX)
        apres = engine.donnees.exporter(BROUILLY)
        assert (apres.tiers, apres.roles, apres.ecritures) == (avant.tiers, avant.roles, avant.ecritures)
        with storage.transaction() as transaction:
            assert len(list(transaction.ecritures.toutes())) == 2

    @given(st.integers(0, 4000))
    def test_what_is_kept_is_kept_until_its_day_and_no_longer(self, jours: int) -> None:
        """A ground never holds past the day it names, and always until then."""
        storage = MemoryStorage()
        engine = peuplee(storage)
        engine.parc.partir(SAINTLOUIS, LotId("SAINTLOUIS/305"), locataire=PAILLOUX, le=date(2020, 6, 30)).unwrap()
        alors = LE + timedelta(days=jours)
        retenues = agence(storage, alors).donnees.effacer(PAILLOUX).retenues
        assert all(une.jusqua is not None and une.jusqua >= alors.date() for une in retenues)
        assert (Categorie.LOCATION in {une.categorie for une in retenues}) == (alors.date() <= date(2023, 6, 30))

    def test_asked_twice_it_erases_nothing_more(self) -> None:
        engine = peuplee(MemoryStorage())
        engine.parc.partir(SAINTLOUIS, LotId("SAINTLOUIS/305"), locataire=PAILLOUX, le=date(2020, 6, 30)).unwrap()
        engine.donnees.effacer(PAILLOUX)
        assert not engine.donnees.effacer(PAILLOUX).effaces


@pytest.mark.req("I-38")
class TestConservation:
    def test_each_category_has_one_rule_and_its_ground(self) -> None:
        assert {une.categorie for une in CONSERVATIONS} == set(Categorie)
        assert len(CONSERVATIONS) == len(Categorie)
        assert all(une.fondement and une.depuis for une in CONSERVATIONS)

    @pytest.mark.parametrize("categorie", Categorie)
    def test_a_rule_without_months_ends_never(self, categorie: Categorie) -> None:
        regle = conservation(categorie)
        assert (regle.jusqua(date(2020, 1, 1)) is None) == (regle.mois is None)

    def test_purging_takes_what_is_past_its_time_and_nothing_else(self) -> None:
        storage = MemoryStorage()
        peuplee(storage)
        assert agence(storage, LE + timedelta(days=360)).donnees.purger() == ()
        faits = {un.categorie: un.nombre for un in agence(storage, LE + timedelta(days=368)).donnees.purger()}
        assert faits == {Categorie.TRACES: 2}
        faits = {un.categorie: un.nombre for un in agence(storage, LE + timedelta(days=1900)).donnees.purger()}
        assert faits == {Categorie.DEMANDES: 2}


@pytest.mark.req("I-38", "I-34")
class TestCommand:
    def test_the_export_is_valid_holds_the_files_and_no_secret(self, tmp_path: Path, capsys: Any) -> None:
        from jsonschema import Draft202012Validator

        from lsc_adapters.bootstrap import sql_engine
        from lsc_adapters.cli.personne import effacer, exporter
        from lsc_adapters.codec.schema import schema

        base = f"sqlite:///{tmp_path / 'agence.db'}"
        with sql_engine(base) as engine:
            peupler(engine)
            engine.evenements.creer(
                modele=COURRIERS,
                immeuble=GILBERT,
                objet="Relance",
                pieces=[("relance.txt", b"relance")],
                destinataires=(ATRILLON,),
            ).unwrap()
            with engine.storage.transaction() as transaction:
                transaction.identifiants.put(
                    "ATRILLONBERNARD",
                    Identifiant(code="ATRILLONBERNARD", tiers=ATRILLON, empreinte="argon2-secret", cree_le=LE),
                    expected=0,
                )
        assert exporter(ATRILLON, sortie_=tmp_path / "export", base=base) == 0
        ecrit = (tmp_path / "export" / "donnees.json").read_text(encoding="utf-8")
        assert "argon2-secret" not in ecrit
        donnees = json.loads(ecrit)
        Draft202012Validator(schema("lsc.donnees-personnelles/1")).validate(donnees)
        (piece,) = donnees["evenements"][0]["pieces"]
        assert (tmp_path / "export" / piece["fichier"]).read_bytes() == b"relance"
        capsys.readouterr()
        assert effacer(ATRILLON, base=base, format="json") == 0
        reponse = json.loads(capsys.readouterr().out)
        Draft202012Validator(schema("lsc.effacement/1")).validate(reponse)
        assert "identite" in {une["categorie"] for une in reponse["retenues"]}
