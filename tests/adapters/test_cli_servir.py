"""`lsc extranet servir`: what it serves, where it may listen, and how one comes into the demo."""

from __future__ import annotations

import re
import socket
from pathlib import Path

import pytest
from appels import Lsc
from extranets import TestClient
from starlette.types import ASGIApp

from lsc_adapters.bootstrap import sql_engine
from lsc_adapters.web import serveur
from lsc_domain.assemblee import Etape


@pytest.fixture
def servies(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int, str]]:
    """Take the place of the server: ask for the login page, and come back."""
    pages: list[tuple[str, int, str]] = []

    demandees: list[tuple[str, int]] = []

    def ouvrir_le_port(hote: str, port: int) -> socket.socket:
        demandees.append((hote, port))
        return socket.socket()

    def servir(app: ASGIApp, porte: socket.socket) -> None:
        hote, port = demandees[-1]
        with TestClient(app, base_url=f"http://{hote}") as navigateur:
            reponse = navigateur.get("/connexion", headers={"host": "extranet.example.invalid"})
            pages.append((hote, port, reponse.text))

    monkeypatch.setattr(serveur, "ouvrir_le_port", ouvrir_le_port)
    monkeypatch.setattr(serveur, "servir", servir)
    return pages


def test_la_demonstration_dit_comment_entrer(lsc: Lsc, servies: list[tuple[str, int, str]]) -> None:
    """Without a base, the demo is in memory, on the loopback, and its logins are printed."""
    reponse = lsc("extranet", "servir", "--demo")
    assert reponse.code == 0
    assert "http://127.0.0.1:8000/" in reponse.sortie
    for code in ("ATRILLONBERNARD", "JLC"):
        assert re.search(rf"{code}\s+\S{{8,}}", reponse.sortie)
    (page,) = servies
    assert page[:2] == ("127.0.0.1", 8000)
    assert "Agence Crypto" in page[2]


def test_la_demonstration_va_dans_une_base(lsc: Lsc, tmp_path: Path, servies: list[tuple[str, int, str]]) -> None:
    """In a base, it comes once: the second time, its logins were already given."""
    base = f"sqlite:///{tmp_path / 'demo.db'}"
    assert "ATRILLONBERNARD" in lsc("extranet", "servir", "--demo", "--base", base).sortie
    encore = lsc("extranet", "servir", "--demo", "--base", base).sortie
    assert "déjà remis" in encore
    assert "lsc extranet regenerer" in encore
    with sql_engine(base) as engine:
        (assemblee,) = engine.assemblees.suivis()
        assert assemblee.etape is Etape.PRESENCES, "called, its attendance taken, ready to be opened"
    assert len(servies) == 2


def test_hors_de_cette_machine_il_faut_un_domaine(lsc: Lsc, servies: list[tuple[str, int, str]]) -> None:
    """In the clear, nothing listens beyond the loopback; behind a proxy, it answers to its name."""
    refus = lsc("extranet", "servir", "--demo", "--hote", "0.0.0.0")
    assert refus.code == 2
    assert "--domaine" in refus.erreur
    domaine = ("--domaine", "extranet.example.invalid", "--hote", "0.0.0.0", "--port", "8443", "--nom", "Agence Ici")
    assert lsc("extranet", "servir", "--demo", *domaine).code == 0
    (page,) = servies
    assert page[:2] == ("0.0.0.0", 8443)
    assert "Agence Ici" in page[2]


def test_un_port_pris_est_dit_avant_tout(lsc: Lsc, tmp_path: Path) -> None:
    """No login is drawn, and no base filled, for a page that could not be opened."""
    with socket.create_server(("127.0.0.1", 0)) as prise:
        port = str(prise.getsockname()[1])
        refus = lsc("extranet", "servir", "--demo", "--base", f"sqlite:///{tmp_path / 'demo.db'}", "--port", port)
    assert (refus.code, refus.sortie) == (2, "")
    assert refus.erreur == f"lsc : --port {port} : un autre programme y écoute déjà ; en donner un autre\n"
    assert not (tmp_path / "demo.db").exists()
    assert "65535" in lsc("extranet", "servir", "--demo", "--port", "80080").erreur
    assert (
        "on ne peut pas y écouter"
        in lsc("extranet", "servir", "--demo", "--hote", "127.0.0.1.2", "--domaine", "a.fr").erreur
    )


def test_sans_base_ni_exemple(lsc: Lsc, monkeypatch: pytest.MonkeyPatch, servies: list[tuple[str, int, str]]) -> None:
    """Who has nothing to serve yet is told of the example."""
    monkeypatch.delenv("LSC_BASE", raising=False)
    assert "--demo" in lsc("extranet", "servir").erreur
    assert servies == []


def test_le_nom_de_l_agence_est_celui_de_ses_bureaux(
    lsc: Lsc, tmp_path: Path, servies: list[tuple[str, int, str]]
) -> None:
    """Served without a name, the pages bear the one the agency has filled in."""
    base = f"sqlite:///{tmp_path / 'demo.db'}"
    assert lsc("extranet", "servir", "--demo", "--base", base, "--nom", "Autre").code == 0
    assert lsc("extranet", "servir", "--base", base).code == 0
    assert ["Autre" in servies[0][2], "Agence Crypto" in servies[1][2]] == [True, True]
