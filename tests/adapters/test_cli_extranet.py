"""`lsc extranet`: accesses that are made on the command line let in, once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from appels import CONSTATATIONS, FAIT, MAUVAISE_ENTREE, Lsc, Reponse
from attrs import evolve
from documents import RACINE
from jsonschema import Draft202012Validator
from returns.pipeline import is_successful

from lsc_adapters.bootstrap import sql_engine
from lsc_adapters.codec.schema import schema

EXEMPLE = RACINE / "examples" / "portefeuille.json"


@pytest.fixture
def agence(lsc: Lsc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A base with the portfolio of the examples, named by the environment."""
    base = f"sqlite:///{tmp_path}/agence.db"
    assert lsc("ged", "importer", str(EXEMPLE), "--base", base).code == FAIT
    monkeypatch.setenv("LSC_BASE", base)
    return base


def remis(reponse: Reponse) -> Any:
    """Return the accesses of an answer in JSON that its schema accepts."""
    assert (reponse.code, reponse.erreur) == (FAIT, "")
    doc = reponse.json
    assert list(Draft202012Validator(schema("lsc.acces-remis/1")).iter_errors(doc)) == []
    return doc["acces"]


def entre(base: str, code: str, clair: str) -> bool:
    with sql_engine(base) as engine:
        return is_successful(engine.identifiants.connecter(code, clair))


class TestActiver:
    @pytest.mark.req("EXP-54", "EXP-52", "EXP-53")
    def test_all_then_none_is_left(self, lsc: Lsc, agence: str) -> None:
        """Each client once, whose temporary password lets in once; asked again, there is nobody."""
        acces = remis(lsc("extranet", "activer", "--tous", "--format", "json"))
        assert len({un["tiers"] for un in acces}) == len({un["code"] for un in acces}) == len(acces) > 3
        assert [entre(agence, acces[0]["code"], acces[0]["mot_de_passe"]) for _ in range(2)] == [True, False]
        assert remis(lsc("extranet", "activer", "--tous", "--format", "json")) == []
        assert "Aucun accès" in lsc("extranet", "activer", "--tous").sortie

    @pytest.mark.req("EXP-54")
    def test_one_that_is_no_clients_refuses_all(self, lsc: Lsc, agence: str) -> None:
        with sql_engine(agence) as engine:
            compte = engine.identifiants.comptes_a_activer()[0]
        reponse = lsc("extranet", "activer", compte, "102001")
        assert (reponse.code, reponse.sortie) == (CONSTATATIONS, "")
        assert "102001" in reponse.erreur
        reponse = lsc("extranet", "activer", compte)
        assert reponse.code == FAIT
        assert "1 accès à remettre" in reponse.sortie

    @pytest.mark.parametrize("arguments", [(), ("411ALOXECO", "--tous")])
    def test_accounts_or_all(self, lsc: Lsc, agence: str, arguments: tuple[str, ...]) -> None:
        reponse = lsc("extranet", "activer", *arguments)
        assert (reponse.code, reponse.sortie) == (MAUVAISE_ENTREE, "")
        assert "--tous" in reponse.erreur


class TestNettoyer:
    @pytest.mark.req("I-34")
    def test_what_is_over_is_forgotten(self, lsc: Lsc, agence: str) -> None:
        """A session that ended goes, one that lasts stays, and there is nothing left to do."""
        acces = remis(lsc("extranet", "activer", "--tous", "--format", "json"))
        for un in acces[:2]:
            assert entre(agence, un["code"], un["mot_de_passe"])
        with sql_engine(agence) as engine, engine.storage.transaction() as transaction:
            id_, garde = next(transaction.sessions.all())
            finie = evolve(garde.state, vue_le=garde.state.vue_le - timedelta(days=1))
            transaction.sessions.put(id_, finie, expected=garde.version)
        assert "Oubliés : 1 " in lsc("extranet", "nettoyer").sortie
        assert "Oubliés : 0 " in lsc("extranet", "nettoyer").sortie
        with sql_engine(agence) as engine, engine.storage.transaction() as transaction:
            assert len(transaction.sessions.ids()) == 1

    def test_a_base_is_needed(self, lsc: Lsc) -> None:
        reponse = lsc("extranet", "nettoyer")
        assert (reponse.code, reponse.sortie) == (MAUVAISE_ENTREE, "")
        assert "--base" in reponse.erreur


class TestCollaborateur:
    @pytest.mark.req("EXA-02", "I-55")
    def test_somebody_of_the_organigramme(self, lsc: Lsc, agence: str) -> None:
        """With his roles, and an access; twice is refused."""
        arguments = ("extranet", "collaborateur", "ALICE", "Alice Martin", "--fonction", "administrateur",
                     "--fonction", "comptable", "--format", "json")  # fmt: skip
        (acces,) = remis(lsc(*arguments))
        assert (acces["code"], acces["tiers"]) == ("ALICE", None)
        assert entre(agence, "alice", acces["mot_de_passe"])
        with sql_engine(agence) as engine:
            (alice,) = engine.identifiants.collaborateurs()
        assert {une.value for une in alice.fonctions} == {"administrateur", "comptable"}
        reponse = lsc(*arguments)
        assert reponse.code == CONSTATATIONS
        assert "ALICE" in reponse.erreur

    def test_a_role_that_is_none_is_told_which_are(self, lsc: Lsc, agence: str) -> None:
        reponse = lsc("extranet", "collaborateur", "ALICE", "Alice Martin", "--fonction", "patronne")
        assert reponse.code == MAUVAISE_ENTREE
        assert "attendu gestionnaire, comptable, administrateur, editeur" in reponse.erreur

    def test_an_address_that_is_none(self, lsc: Lsc, agence: str) -> None:
        assert lsc("extranet", "collaborateur", "A", "Alice", "--courriel", "x").code == MAUVAISE_ENTREE


class TestRegenerer:
    @pytest.mark.req("EXA-13")
    def test_another_temporary_password(self, lsc: Lsc, agence: str) -> None:
        """The one of before is worth nothing."""
        (avant,) = remis(lsc("extranet", "collaborateur", "ALICE", "Alice Martin", "--format", "json"))
        (apres,) = remis(lsc("extranet", "regenerer", "alice", "--format", "json"))
        assert apres["code"] == "ALICE"
        assert not entre(agence, "ALICE", avant["mot_de_passe"])
        assert entre(agence, "ALICE", apres["mot_de_passe"])

    def test_a_login_nobody_has(self, lsc: Lsc, agence: str) -> None:
        """The code of a person is not his login, which is then given."""
        assert lsc("extranet", "activer", "450TRILLON").code == FAIT
        inconnu = lsc("extranet", "regenerer", "INCONNU")
        assert (inconnu.code, inconnu.sortie) == (MAUVAISE_ENTREE, "")
        assert "« lsc extranet activer »" in inconnu.erreur
        assert "celui de cette personne est ATRILLONBERNARD" in lsc("extranet", "regenerer", "ATRILLON").erreur

    def test_it_says_for_whom(self, lsc: Lsc, agence: str) -> None:
        """A client's or a collaborator's: who hands it over reads whose it is."""
        assert lsc("extranet", "activer", "450TRILLON").code == FAIT
        assert "Monsieur ATRILLON Bernard" in lsc("extranet", "regenerer", "ATRILLONBERNARD").sortie
        assert lsc("extranet", "collaborateur", "ALICE", "Alice Martin").code == FAIT
        assert "Alice Martin" in lsc("extranet", "regenerer", "ALICE").sortie


class TestUneBaseVide:
    def test_a_mistyped_base_is_not_made(self, lsc: Lsc, tmp_path: Path) -> None:
        """An empty base would say that there is nobody, which is not the fault."""
        reponse = lsc("extranet", "activer", "--tous", "--base", f"sqlite:///{tmp_path}/agance.db")
        assert (reponse.code, reponse.sortie) == (MAUVAISE_ENTREE, "")
        assert "n'existe pas" in reponse.erreur
        assert list(tmp_path.iterdir()) == []

    def test_nobody_to_activate(self, lsc: Lsc, tmp_path: Path) -> None:
        base = f"sqlite:///{tmp_path}/vide.db"
        assert lsc("base", "migrer", "--base", base).code == FAIT
        reponse = lsc("extranet", "activer", "--tous", "--base", base)
        assert (reponse.code, reponse.sortie) == (MAUVAISE_ENTREE, "")
        assert "lsc ged importer" in reponse.erreur
