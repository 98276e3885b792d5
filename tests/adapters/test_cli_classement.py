"""`lsc ag classer`: minutes among the documents of their building, once, and read by its owners."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from appels import CONSTATATIONS, FAIT, MAUVAISE_ENTREE, Lsc
from documents import RACINE

GILBERT = RACINE / "examples" / "gilbert.json"
PORTEFEUILLE = RACINE / "examples" / "portefeuille.json"


@pytest.fixture
def base(lsc: Lsc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A base with a portfolio, and the meeting of one of its buildings."""
    url = f"sqlite:///{tmp_path}/agence.db"
    monkeypatch.setenv("LSC_BASE", url)
    assert lsc("ged", "importer", str(PORTEFEUILLE)).code == FAIT
    assert lsc("ag", "tenir", str(GILBERT), "--auteur", "Agence Crypto").code == FAIT
    return url


@pytest.mark.req("I-23")
def test_the_minutes_are_filed_once_and_read(lsc: Lsc, base: str) -> None:
    """Asked again, it is the same event; an owner then reads it, a tenant does not."""
    classe = lsc("ag", "classer", "0-S001")
    assert (classe.code, classe.erreur) == (FAIT, "")
    assert classe.sortie.startswith("00000011  ")
    assert lsc("ag", "classer", "0-S001").sortie == classe.sortie
    assert "Procès-verbal 0-S001 v1.pdf" in lsc("ged", "voit", "ATRILLON").sortie
    assert "Procès-verbal" not in lsc("ged", "voit", "PAILLOUX").sortie
    lu = lsc("ag", "classer", "0-S001", "--immeuble", "GILBERT", "--modele", "proces-verbal", "--format", "json").json
    assert [un["chrono"] for un in lu["evenements"]] == [11]


@pytest.mark.req("I-23")
def test_what_cannot_be_filed_is_told(lsc: Lsc, base: str, tmp_path: Path) -> None:
    """A meeting that is not there, a building or a model that is none; and a meeting whose minutes are not made."""
    assert "aucune de cette référence" in lsc("ag", "classer", "9-S999").erreur
    for option in ("--immeuble", "--modele"):
        refusee = lsc("ag", "classer", "0-S001", option, "INCONNU")
        assert (refusee.code, refusee.sortie) == (CONSTATATIONS, "")
        assert "INCONNU" in refusee.erreur
    doc = json.loads(GILBERT.read_text(encoding="utf-8"))
    doc["assemblee"]["reference"] = "1-S001"
    for encore in ("votes", "seconds_votes", "deroulement"):
        del doc[encore]
    fichier = tmp_path / "ouverte.json"
    fichier.write_text(json.dumps(doc), encoding="utf-8")
    assert lsc("ag", "tenir", str(fichier)).code == FAIT
    refusee = lsc("ag", "classer", "1-S001")
    assert (refusee.code, refusee.sortie) == (CONSTATATIONS, "")
    assert "n'est pas établi" in refusee.erreur


@pytest.mark.req("I-23")
def test_the_model_is_chosen_when_it_is_not_plain(lsc: Lsc, base: str, tmp_path: Path) -> None:
    """Two models that bring minutes, or none: it is not guessed."""
    doc = json.loads(PORTEFEUILLE.read_text(encoding="utf-8"))
    trouve = next(un for un in doc["modeles"] if un["code"] == "proces-verbal")
    for nom, modeles, phrase in (
        ("deux", [trouve, trouve | {"code": "pv-special"}], "proces-verbal, pv-special apportent"),
        ("aucun", [{"code": un, "nom": un} for un in ("proces-verbal", "pv-special")], "aucun modèle n'apporte"),
    ):
        fichier = tmp_path / f"{nom}.json"
        fichier.write_text(json.dumps({"format": doc["format"], "modeles": modeles}), encoding="utf-8")
        assert lsc("ged", "importer", str(fichier)).code == FAIT
        refusee = lsc("ag", "classer", "0-S001")
        assert (refusee.code, refusee.sortie) == (MAUVAISE_ENTREE, "")
        assert phrase in refusee.erreur
