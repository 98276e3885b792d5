"""`lsc extranet servir --paiement`: what the file opens, what it may not say, and where its keys never go."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from agence_payee import GILBERT
from appels import FAIT, MAUVAISE_ENTREE, Lsc
from attrs import evolve
from documents import RACINE
from extranets import MOT_DE_PASSE, SECRET, TestClient, jeton
from prestataire import CLE, SITE, sceau
from starlette.types import ASGIApp

from lsc_adapters.bootstrap import sql_engine
from lsc_adapters.cli.demo_extranet import RESPONSABLE
from lsc_adapters.web import serveur

PAGE = (RACINE / "docs" / "payments.md").read_text(encoding="utf-8")
(MONTRE,) = re.findall(r"^```toml\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
"""What docs/payments.md shows."""
COMPTE = "/extranet/coproprietaire/compte"

Visite = Callable[[TestClient], None]


@pytest.fixture
def ecrire(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """Write a payment file, the key of the page being in the environment, and return its path."""
    monkeypatch.setenv("LSC_CLE_GILBERT", CLE)

    def un(texte: str = MONTRE) -> str:
        fichier = tmp_path / "paiement.toml"
        fichier.write_text(texte, encoding="utf-8")
        return str(fichier)

    return un


@pytest.fixture
def visiter(monkeypatch: pytest.MonkeyPatch) -> list[Visite]:
    """Take the place of the server: each visit is done, in a browser, to what would be served."""
    visites: list[Visite] = []

    def servir(app: ASGIApp, _: socket.socket) -> None:
        with TestClient(app, base_url="http://127.0.0.1", follow_redirects=False) as navigateur:
            for visite in visites:
                visite(navigateur)

    monkeypatch.setattr(serveur, "ouvrir_le_port", lambda *_: socket.socket())
    monkeypatch.setattr(serveur, "servir", servir)
    monkeypatch.setenv("LSC_SECRET", SECRET.decode())
    return visites


@pytest.fixture
def agence(lsc: Lsc, tmp_path: Path, visiter: list[Visite]) -> tuple[str, str]:
    """The demo in a base, where the boxes of payments are ticked; its URL, and the temporary password of ATRILLON."""
    base = f"sqlite:///{tmp_path / 'agence.db'}"
    assert visiter == []
    remis = lsc("extranet", "servir", "--demo", "--base", base).sortie
    (provisoire,) = re.findall(r"ATRILLONBERNARD\s+(\S+)", remis)
    with sql_engine(base) as engine:
        cases = engine.administration.parametrage()
        ouvertes = evolve(cases.compte, carte=True, prelevement=True, courriel_du_commercant="tpe@example.invalid")
        engine.administration.regler(RESPONSABLE, evolve(cases, compte=ouvertes)).unwrap()
        with engine.storage.transaction() as transaction:
            entite = transaction.comptes.get("450TRILLON").state.entite
            transaction.creanciers.put(entite, evolve(GILBERT, entite=entite), expected=1)
    return base, provisoire


def entrer(navigateur: TestClient, provisoire: str) -> None:
    """Go through the first connection of ATRILLON, by the pages."""
    page = navigateur.get("/connexion").text
    code = {"csrf": jeton(page), "code": "ATRILLONBERNARD", "mot_de_passe": provisoire}
    assert navigateur.post("/connexion", data=code).headers["location"] == "/mot-de-passe"
    choix = {"csrf": jeton(navigateur.get("/mot-de-passe").text), "nouveau": MOT_DE_PASSE, "confirmation": MOT_DE_PASSE}
    assert navigateur.post("/mot-de-passe", data=choix).status_code == 303


@pytest.mark.req("EXC-15")
def test_one_pays_by_the_contract_of_the_file_and_the_key_is_nowhere(
    lsc: Lsc, ecrire: Callable[[str], str], visiter: list[Visite], agence: tuple[str, str], tmp_path: Path
) -> None:
    """The page has its two buttons, its policy names the provider, and what leaves for it is signed by the key."""
    base, provisoire = agence
    pages: list[str] = []

    def payer(navigateur: TestClient) -> None:
        entrer(navigateur, provisoire)
        compte = navigateur.get(COMPTE)
        assert "form-action 'self' https://paiement.systempay.fr;" in compte.headers["content-security-policy"]
        carte = navigateur.get(f"{COMPTE}/carte?compte=450TRILLON")
        envoi = {"csrf": jeton(carte.text), "compte": "450TRILLON", "montant": "12,50"}
        suite = navigateur.post(f"{COMPTE}/carte", data=envoi)
        prelevement = navigateur.get(f"{COMPTE}/prelevement?compte=450TRILLON")
        pages.extend(un.text for un in (compte, carte, suite, prelevement))

    visiter.append(payer)
    reponse = lsc("extranet", "servir", "--base", base, "--paiement", ecrire(MONTRE))
    assert (reponse.code, reponse.erreur) == (FAIT, "")
    compte, carte, suite, prelevement = pages
    assert "Payer par carte bancaire" in unescape(compte)
    assert "SDC GILBERT" in carte
    assert "SDC GILBERT" in prelevement
    assert 'action="https://paiement.systempay.fr/vads-payment/"' in suite
    champs = {nom: unescape(valeur) for nom, valeur in re.findall(r'name="(vads_\w+)" value="([^"]*)"', suite)}
    assert (champs["vads_site_id"], champs["vads_ctx_mode"], champs["vads_amount"]) == (SITE, "TEST", "1250")
    assert f'value="{sceau(champs, CLE)}"' in unescape(suite)
    gardes = b"".join(un.read_bytes() for un in tmp_path.glob("agence.db*"))
    assert all(CLE not in texte for texte in (*pages, reponse.sortie, reponse.erreur))
    assert CLE.encode() not in gardes


def test_the_key_may_be_in_a_file_of_its_own(
    lsc: Lsc, ecrire: Callable[[str], str], visiter: list[Visite], agence: tuple[str, str], tmp_path: Path
) -> None:
    """Beside the payment file, which another page and the environment may name; without debits, none is offered."""
    base, provisoire = agence
    (tmp_path / "gilbert.cle").write_text(f"{CLE}\n", encoding="ascii")
    texte = MONTRE.replace('cle_dans = "LSC_CLE_GILBERT"', 'cle_fichier = "gilbert.cle"').partition("[prelevement]")[0]
    pages: list[str] = []

    def payer(navigateur: TestClient) -> None:
        entrer(navigateur, provisoire)
        compte = navigateur.get(COMPTE)
        assert "form-action 'self' https://secure.payzen.example.invalid:8443;" in str(compte.headers)
        pages.append(unescape(compte.text))

    visiter.append(payer)
    page = "https://secure.payzen.example.invalid:8443/vads-payment/"
    fichier = ecrire(f'page = "{page}"\n{texte}')
    assert lsc("extranet", "servir", "--base", base, "--paiement", fichier).code == FAIT
    assert "Payer par carte bancaire" in pages[0]
    assert "prélèvement" not in pages[0]


def test_without_a_file_nothing_is_paid(lsc: Lsc, visiter: list[Visite], agence: tuple[str, str]) -> None:
    """The boxes alone open nothing, and forms go nowhere but here."""
    base, provisoire = agence
    vus: list[str] = []

    def regarder(navigateur: TestClient) -> None:
        entrer(navigateur, provisoire)
        compte = navigateur.get(COMPTE)
        assert "form-action 'self';" in compte.headers["content-security-policy"]
        vus.append(unescape(compte.text))

    visiter.append(regarder)
    assert lsc("extranet", "servir", "--base", base).code == FAIT
    assert "Payer par" not in vus[0]


@pytest.mark.parametrize(
    ("avant", "apres", "lieu", "raison"),
    [
        ('"12345678"', '"12"', "$.systempay.gilbert", "un numéro de boutique"),
        ('"TEST"', '"ESSAI"', "$.systempay.gilbert.mode", "attendu"),
        ("LSC_CLE_GILBERT", "LSC_CLE_ABSENTE", "$.systempay.gilbert.cle_dans", "dans l'environnement"),
        ("cle_dans", "cle_fichier", "$.systempay.gilbert.cle_fichier", "ne peut être lu"),
        ("cle_dans", "cle", "$.systempay.gilbert.cle", "clé inconnue"),
        ('cle_dans = "LSC_CLE_GILBERT"', "", "$.systempay.gilbert", "cle_dans ou cle_fichier"),
        ("pain.008.001.08", "pain.001", "$.prelevement.schema", "attendu"),
        ("[systempay.gilbert]", 'page = "http://x.example.invalid"\n[systempay.gilbert]', "$.page", "https"),
        ("[systempay.gilbert]", 'page = "https://u:p@x.example.invalid"\n[systempay.gilbert]', "$.page", "https"),
        ("[systempay.gilbert]", 'page = "https://x.example.invalid:port"\n[systempay.gilbert]', "$.page", "https"),
        ("[prelevement]", "[prelevement", "$", "TOML mal formé"),
        ("[prelevement]", "[creanciers]", "$.creanciers", "clé inconnue"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_served(
    lsc: Lsc,
    ecrire: Callable[[str], str],
    visiter: list[Visite],
    tmp_path: Path,
    avant: str,
    apres: str,
    lieu: str,
    raison: str,
) -> None:
    """Exit 2, with the file, the place and the reason; no key in what is said."""
    visiter.append(lambda _: pytest.fail("served"))
    assert avant in MONTRE
    fichier = ecrire(MONTRE.replace(avant, apres))
    reponse = lsc("extranet", "servir", "--demo", "--paiement", fichier)
    assert (reponse.code, reponse.sortie) == (MAUVAISE_ENTREE, "")
    assert f"{fichier}: {lieu}: " in reponse.erreur
    assert raison in reponse.erreur
    assert CLE not in reponse.erreur


def test_a_key_written_where_its_name_is_wanted_is_not_repeated(
    lsc: Lsc, ecrire: Callable[[str], str], visiter: list[Visite]
) -> None:
    """Whoever took the name of the variable for its value is told where, and his key is not printed."""
    visiter.append(lambda _: pytest.fail("served"))
    for ou in ("cle_dans", "cle_fichier"):
        texte = MONTRE.replace('cle_dans = "LSC_CLE_GILBERT"', f'{ou} = "{CLE}"')
        reponse = lsc("extranet", "servir", "--demo", "--paiement", ecrire(texte))
        assert reponse.code == MAUVAISE_ENTREE
        assert f"$.systempay.gilbert.{ou}: " in reponse.erreur
        assert CLE not in reponse.erreur


def test_two_syndicats_are_not_one_shop(lsc: Lsc, ecrire: Callable[[str], str], visiter: list[Visite]) -> None:
    """Money of one would be read as money of the other."""
    visiter.append(lambda _: pytest.fail("served"))
    double = MONTRE.partition("[prelevement]")[0].replace("systempay.gilbert", "systempay.autre")
    reponse = lsc("extranet", "servir", "--demo", "--paiement", ecrire(f"{MONTRE}\n{double}"))
    assert reponse.code == MAUVAISE_ENTREE
    assert "deux contrats ont le même numéro de boutique" in reponse.erreur


def test_a_file_that_is_not_there(lsc: Lsc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LSC_PAIEMENT", str(tmp_path / "absent.toml"))
    reponse = lsc("extranet", "servir", "--demo")
    assert (reponse.code, reponse.sortie) == (MAUVAISE_ENTREE, "")
    assert "absent.toml: le fichier n'existe pas" in reponse.erreur
