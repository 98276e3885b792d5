"""Coming in: the first connection, its cookie, its forms, what is refused. EXC-02 to EXC-05, EXA-03, I-34."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from extranets import HOTE, MOT_DE_PASSE, SECRET, Extranet, TestClient, jeton
from starlette.applications import Starlette
from starlette.routing import Mount

from lsc_adapters.web import ParametresWeb


@pytest.fixture
def extranet() -> Extranet:
    """The demo extranet, where nobody has come in yet."""
    return Extranet()


@pytest.fixture
def navigateur(extranet: Extranet) -> Iterator[TestClient]:
    """A browser without cookies."""
    with extranet.navigateur() as ouvert:
        yield ouvert


def envoyer(navigateur: TestClient, page: str, **champs: str) -> tuple[int, str, str]:
    """Fill the form of a page and send it: the status, where it sends to, and the page."""
    donnees = {"csrf": jeton(navigateur.get(page).text), **champs}
    reponse = navigateur.post(page.partition("?")[0], data=donnees)
    return reponse.status_code, reponse.headers.get("location", ""), reponse.text


def se_connecter(
    navigateur: TestClient, code: str, mot_de_passe: str, page: str = "/connexion"
) -> tuple[int, str, str]:
    """Come in by the login page."""
    suite = {"suite": page.partition("suite=")[2]} if "suite=" in page else {}
    return envoyer(navigateur, page, code=code, mot_de_passe=mot_de_passe, **suite)


@pytest.mark.req("X-13", "EXA-01", "EXC-01")
@pytest.mark.parametrize(("qui", "chez_lui"), [("ATRILLON", "/extranet/coproprietaire"), ("agence", "/agence")])
@pytest.mark.parametrize("adresse", ["/connexion/", "/extranet", "/extranet/", "/extranet?x=1", "/agence", "/"])
def test_deux_adresses_et_le_role_decide(extranet: Extranet, qui: str, chez_lui: str, adresse: str) -> None:
    """« …/connexion/ » and « …/extranet » are one place: by either, each arrives on his own side."""
    extranet.entrer(qui)
    with extranet.navigateur() as navigateur:
        page = navigateur.get(adresse, follow_redirects=True)
        assert page.url.path == "/connexion"
        entree = {"csrf": jeton(page.text), "code": extranet.remis[qui].code, "mot_de_passe": MOT_DE_PASSE}
        suite = page.url.params.get("suite", "")
        ici = navigateur.post("/connexion", data={**entree, "suite": suite}, follow_redirects=True)
        assert (ici.status_code, ici.url.path.startswith(chez_lui)) == (200, True)
        assert navigateur.get("/extranet", follow_redirects=True).url.path.startswith(chez_lui)


@pytest.mark.req("X-13", "EXA-01")
def test_une_barre_de_trop_ne_mene_jamais_ailleurs(navigateur: TestClient) -> None:
    """By a path of this host, whatever is asked for: neither another scheme, which a proxy would have, nor a host."""
    for demande, vers in (
        ("/connexion/", "/connexion"),
        ("/connexion/?suite=%2Fextranet", "/connexion?suite=%2Fextranet"),
        ("//mechant.example.invalid/", "/mechant.example.invalid"),
        ("/%5Cmechant.example.invalid/", "/%5Cmechant.example.invalid"),
        ("/inconnu//", "/inconnu"),
    ):
        reponse = navigateur.get(f"https://{HOTE}{demande}")
        assert (reponse.status_code, reponse.headers["location"]) == (307, vers)
    assert navigateur.get("/inconnu").status_code == 404


@pytest.mark.req("X-13")
def test_les_deux_adresses_sous_le_chemin_d_un_hote(extranet: Extranet) -> None:
    """Mounted under a path, both are under it."""
    hote = Starlette(routes=[Mount("/clients", extranet.app)])
    with TestClient(hote, base_url=f"https://{HOTE}", follow_redirects=False) as navigateur:
        assert navigateur.get("/clients/connexion/").headers["location"] == "/clients/connexion"
        assert navigateur.get("/clients/extranet/").headers["location"] == "/clients/extranet"
        assert navigateur.get("/clients/extranet").headers["location"].startswith("/clients/connexion?suite=")


@pytest.mark.req("EXC-02", "EXC-04", "EXC-05", "EXP-53")
def test_la_premiere_connexion(extranet: Extranet, navigateur: TestClient) -> None:
    """The login given by the agency leads to the choice of a password, and to nothing else before it is made."""
    remis = extranet.remis["ATRILLON"]
    statut, vers, _ = se_connecter(navigateur, remis.code, remis.mot_de_passe)
    assert (statut, vers) == (303, "/mot-de-passe")
    for page in ("/", "/extranet", "/extranet/coproprietaire", "/extranet/coproprietaire/documents"):
        assert navigateur.get(page).headers["location"] == "/mot-de-passe"
    page = navigateur.get("/mot-de-passe").text
    assert "Réinitialisation du mot de passe" in page
    assert 'name="actuel"' not in page
    statut, _, page = envoyer(navigateur, "/mot-de-passe", nouveau="CNWBTGDSHW", confirmation="autre")
    assert statut == 422
    assert 'id="nouveau-faute"' in page
    assert 'aria-describedby="nouveau-faute regles"' in page
    assert "Les deux saisies sont différentes." in page
    statut, vers, _ = envoyer(navigateur, "/mot-de-passe", nouveau=MOT_DE_PASSE, confirmation=MOT_DE_PASSE)
    assert (statut, vers) == (303, "/")
    assert navigateur.get("/", follow_redirects=True).url.path == "/extranet/coproprietaire"


@pytest.mark.req("EXA-04", "EXC-02")
def test_la_page_de_connexion() -> None:
    """« Mentions légales » and « Mot de passe oublié » are on it."""
    page = Extranet().navigateur().get("/connexion").text
    assert 'href="/mentions-legales"' in page
    assert 'href="/mot-de-passe-oublie"' in page


@pytest.mark.req("EXA-03")
def test_un_collaborateur_choisit_aussi_le_sien(extranet: Extranet, navigateur: TestClient) -> None:
    """The first connection of a collaborator forces the change too."""
    remis = extranet.remis["agence"]
    assert se_connecter(navigateur, remis.code, remis.mot_de_passe)[1] == "/mot-de-passe"
    envoyer(navigateur, "/mot-de-passe", nouveau=MOT_DE_PASSE, confirmation=MOT_DE_PASSE)
    assert navigateur.get("/").headers["location"] == "/agence"


@pytest.mark.req("I-34")
def test_un_inconnu_et_un_mauvais_mot_de_passe_se_disent_pareil(extranet: Extranet, navigateur: TestClient) -> None:
    """Nobody learns from the login page whether a login exists; the password typed never comes back."""
    reponses = [
        se_connecter(navigateur, code, "Secret-tape-1")[0::2] for code in (extranet.remis["ATRILLON"].code, "INCONNU")
    ]
    neutres = {(statut, re.sub(r'value="[^"]*"', "", page)) for statut, page in reponses}
    assert len(neutres) == 1
    assert next(iter(neutres))[0] == 422
    assert all("Secret-tape-1" not in page for _, page in reponses)


@pytest.mark.req("I-34")
def test_trop_d_essais_sont_ralentis(extranet: Extranet, navigateur: TestClient) -> None:
    """After some failures the next try waits, and is told how long."""
    code = extranet.remis["ATRILLON"].code
    for _ in range(30):
        donnees = {"csrf": jeton(navigateur.get("/connexion").text), "code": code, "mot_de_passe": "faux"}
        reponse = navigateur.post("/connexion", data=donnees)
        if reponse.status_code == 429:
            break
    assert reponse.status_code == 429
    assert int(reponse.headers["retry-after"]) > 0


@pytest.mark.req("I-34")
def test_le_temoin_de_session(extranet: Extranet, navigateur: TestClient) -> None:
    """The cookie is this host's, over TLS, out of reach of scripts and of other sites' forms, and new at each login."""
    remis = extranet.remis["ATRILLON"]
    navigateur.cookies.set("__Host-lsc", "jeton-choisi-par-un-autre", domain=HOTE, path="/")
    donnees = {"csrf": jeton(navigateur.get("/connexion").text), "code": remis.code, "mot_de_passe": remis.mot_de_passe}
    poses = navigateur.post("/connexion", data=donnees).headers.get_list("set-cookie")
    (session,) = (un for un in poses if un.startswith("__Host-lsc="))
    assert "jeton-choisi-par-un-autre" not in session
    assert {"HttpOnly", "Secure", "Path=/", "SameSite=lax"} <= set(session.split("; "))
    assert "domain" not in session.lower()
    premier = navigateur.cookies["__Host-lsc"]
    envoyer(navigateur, "/mot-de-passe", nouveau=MOT_DE_PASSE, confirmation=MOT_DE_PASSE)
    assert navigateur.cookies["__Host-lsc"] != premier
    ancien = extranet.navigateur()
    ancien.cookies.set("__Host-lsc", premier, domain=HOTE, path="/")
    assert ancien.get("/extranet").headers["location"].startswith("/connexion")


def test_sans_https_le_temoin_n_est_que_pour_un_essai() -> None:
    """On the loopback, in the clear, the cookie has another name: it is never taken for the real one."""
    extranet = Extranet(parametres=ParametresWeb(secret=SECRET, https=False))
    navigateur = extranet.navigateur()
    reponse = navigateur.get("http://localhost/connexion")
    assert "Secure" not in reponse.headers["set-cookie"]
    assert not reponse.headers["set-cookie"].startswith("__Host-")
    assert "strict-transport-security" not in reponse.headers


def test_un_formulaire_sans_jeton_est_refuse(extranet: Extranet, navigateur: TestClient) -> None:
    """Without the token, with another's, or sent by another site, a form does nothing, the login's included."""
    remis = extranet.remis["ATRILLON"]
    entree = {"code": remis.code, "mot_de_passe": remis.mot_de_passe}
    autre = jeton(extranet.navigateur().get("/connexion").text)
    bon = jeton(navigateur.get("/connexion").text)
    assert navigateur.post("/connexion", data=entree).status_code == 403
    assert navigateur.post("/connexion", data={**entree, "csrf": autre}).status_code == 403
    ailleurs = {"sec-fetch-site": "cross-site"}
    assert navigateur.post("/connexion", data={**entree, "csrf": bon}, headers=ailleurs).status_code == 403
    assert extranet.navigateur().post("/connexion", data={**entree, "csrf": bon}).status_code == 403
    assert navigateur.post("/connexion", data=entree, headers={"x-csrf-token": bon}).status_code == 303


def test_le_jeton_d_avant_ne_sert_plus_apres(extranet: Extranet) -> None:
    """The token of a form made before somebody came in is worth nothing in his session."""
    with extranet.navigateur() as navigateur:
        avant = jeton(navigateur.get("/connexion").text)
        remis = extranet.remis["ATRILLON"]
        se_connecter(navigateur, remis.code, remis.mot_de_passe)
        donnees = {"csrf": avant, "nouveau": MOT_DE_PASSE, "confirmation": MOT_DE_PASSE}
        assert navigateur.post("/mot-de-passe", data=donnees).status_code == 403


@pytest.mark.parametrize(
    "suite",
    ["//pirate.invalid", "https://pirate.invalid", "/\\pirate.invalid", "\\\\pirate.invalid", "javascript:alert(1)",
     "/\t/pirate.invalid", "pirate.invalid", "/a\r\nSet-Cookie: a=b"],
)  # fmt: skip
def test_aucune_suite_ne_mene_ailleurs(suite: str, extranet: Extranet) -> None:
    """After the login one goes on here, or home: never to another site."""
    with extranet.rentrer("ATRILLON"):
        pass
    with extranet.navigateur() as navigateur:
        code = extranet.remis["ATRILLON"].code
        statut, vers, _ = envoyer(navigateur, "/connexion", code=code, mot_de_passe=MOT_DE_PASSE, suite=suite)
        assert (statut, vers) == (303, "/")


def test_on_arrive_ou_l_on_allait(extranet: Extranet) -> None:
    """Who asked for a page and had to come in arrives there."""
    with extranet.rentrer("ATRILLON"):
        pass
    with extranet.navigateur() as navigateur:
        page = navigateur.get("/extranet/coproprietaire/compte?du=2020-01-01").headers["location"]
        formulaire = navigateur.get(page).text
        suite = re.search(r'name="suite" value="([^"]*)"', formulaire)
        assert suite is not None
        assert suite[1] == "/extranet/coproprietaire/compte?du=2020-01-01"
        donnees = {
            "csrf": jeton(formulaire),
            "code": extranet.remis["ATRILLON"].code,
            "mot_de_passe": MOT_DE_PASSE,
            "suite": suite[1],
        }
        assert navigateur.post("/connexion", data=donnees).headers["location"] == suite[1]


def test_un_fragment_sans_session_renvoie_toute_la_page(extranet: Extranet) -> None:
    """A fragment asked for by a script is no place for a login page: the browser is told to go there."""
    reponse = extranet.navigateur().get("/extranet/coproprietaire/documents", headers={"hx-request": "true"})
    assert reponse.status_code == 401
    assert reponse.headers["hx-redirect"].startswith("/connexion")


@pytest.mark.req("EXC-03", "I-34")
def test_le_mot_de_passe_oublie(extranet: Extranet, navigateur: TestClient) -> None:
    """A known login and an unknown one are answered the same; the one with an e-mail gets a link that works once."""
    boite = extranet.avec_courrier()
    with extranet.rentrer("ATRILLON"), extranet.navigateur() as autre:
        reponses = {
            envoyer(autre, "/mot-de-passe-oublie", code=code)[:2]
            for code in ("PERSONNE", extranet.remis["ATRILLON"].code)
        }
        assert reponses == {(303, "/mot-de-passe-oublie?fait=demande")}
        assert "si cet identifiant existe" in autre.get("/mot-de-passe-oublie?fait=demande").text.lower()
    (pli,) = boite.plis
    lien = re.search(rf"https://{HOTE}(/reinitialiser\?lien=\S+)", pli.texte)
    assert lien is not None
    code = extranet.remis["ATRILLON"].code
    assert se_connecter(navigateur, code, MOT_DE_PASSE)[0] == 303  # the old one works until then
    neuf = "Autre-vigne-2021!"
    champs = {"lien": lien[1].partition("=")[2], "nouveau": neuf, "confirmation": neuf}
    with extranet.navigateur() as autre:
        assert envoyer(autre, lien[1], **{**champs, "confirmation": "autre"})[0] == 422
        assert envoyer(autre, lien[1], **champs)[1] == "/connexion?fait=change"
        assert "Ce lien ne sert plus" in envoyer(autre, lien[1], **champs)[2]
        assert se_connecter(autre, code, MOT_DE_PASSE)[0] == 422
        assert se_connecter(autre, code, neuf)[1] == "/"


def test_sans_courrier_on_le_dit(navigateur: TestClient) -> None:
    """An extranet that sends no mail says whom to ask, rather than promise a link."""
    assert "demandez un mot de passe provisoire à votre agence" in navigateur.get("/mot-de-passe-oublie").text


@pytest.mark.req("I-34")
def test_redefinir_demande_le_mot_de_passe_actuel(extranet: Extranet) -> None:
    """Changing one's password takes the present one, and closes the other sessions."""
    with extranet.rentrer("ATRILLON") as premier, extranet.rentrer("ATRILLON") as second:
        nouveau = "Autre-vigne-2021!"
        champs = {"nouveau": nouveau, "confirmation": nouveau}
        statut, _, page = envoyer(premier, "/mot-de-passe", actuel="pas lui", **champs)
        assert statut == 422
        assert 'id="actuel-faute"' in page
        statut, vers, _ = envoyer(premier, "/mot-de-passe", actuel=MOT_DE_PASSE, **champs)
        assert statut == 303
        arrivee = premier.get(vers, follow_redirects=True)
        assert arrivee.url.path == "/extranet/coproprietaire"
        assert "Votre mot de passe est changé." in arrivee.text
        assert premier.get("/extranet/coproprietaire").status_code == 200
        assert second.get("/extranet/coproprietaire").headers["location"].startswith("/connexion")


def test_se_deconnecter(extranet: Extranet) -> None:
    """Leaving ends the session, not only the cookie."""
    with extranet.rentrer("ATRILLON") as navigateur:
        session = navigateur.cookies["__Host-lsc"]
        assert navigateur.get("/deconnexion").status_code == 200
        assert navigateur.get("/extranet/coproprietaire").status_code == 200
        assert envoyer(navigateur, "/deconnexion")[1] == "/connexion?fait=parti"
    ancien = extranet.navigateur()
    ancien.cookies.set("__Host-lsc", session, domain=HOTE, path="/")
    assert ancien.get("/extranet/coproprietaire").headers["location"].startswith("/connexion")


def test_un_autre_hote_n_est_pas_servi(extranet: Extranet) -> None:
    """An address made with another name gets nothing, headers of security apart."""
    reponse = extranet.navigateur().get("https://pirate.invalid/connexion")
    assert reponse.status_code == 400
    assert "content-security-policy" in reponse.headers


def test_les_fautes_sont_dites_en_francais(extranet: Extranet) -> None:
    """What is not found, not asked so, or too big is said in French, without what is inside."""
    navigateur = extranet.navigateur()
    assert "Page introuvable" in navigateur.get("/nulle-part").text
    refus = navigateur.put("/connexion")
    assert refus.status_code == 405
    assert "Demande refusée" in refus.text
    bon = jeton(navigateur.get("/connexion").text)
    gros = navigateur.post("/connexion", data={"csrf": bon, "code": "x" * 100_000})
    assert gros.status_code == 413
    assert "volumineux" in gros.text


def test_un_corps_sans_taille_annoncee_est_arrete(extranet: Extranet) -> None:
    """A body that says nothing of its size is read no further than it may be."""
    navigateur = extranet.navigateur()
    navigateur.get("/connexion")

    def morceaux() -> Iterator[bytes]:
        for _ in range(100):
            yield b"a=" + b"b" * 10_000 + b"&"

    entetes = {"content-type": "application/x-www-form-urlencoded"}
    assert navigateur.post("/connexion", content=morceaux(), headers=entetes).status_code == 413


def test_un_incident_ne_dit_que_son_numero(
    extranet: Extranet, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A fault of ours is logged under a number; the page shows the number, and nothing of the fault."""
    with extranet.rentrer("ATRILLON") as navigateur:
        monkeypatch.setattr(type(extranet.engine.extranet), "accueil", lambda *_, **__: 1 / 0)
        reponse = navigateur.get("/extranet/coproprietaire")
    assert reponse.status_code == 500
    numero = re.search(r"<code>([0-9a-f]{8})</code>", reponse.text)
    assert numero is not None
    assert numero[1] in caplog.text
    assert "ZeroDivisionError" in caplog.text
    assert "ZeroDivision" not in reponse.text
    assert "content-security-policy" in reponse.headers
