"""What holds for every answer of the web application, whatever the page: headers, hosts, sizes, files, addresses."""

from __future__ import annotations

import asyncio
import re
import struct
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import Message, Receive, Scope, Send

from lsc_adapters.web import ParametresWeb
from lsc_adapters.web.depots import (
    DEPLIE_AU_PLUS,
    DOCX,
    FICHES_AU_PLUS,
    HEIC,
    JPEG,
    OCTETS,
    ODT,
    PDF,
    PNG,
    TEXTE,
    XLSX,
    Depot,
    FauteDeDepot,
    disposition,
    nature,
    recevoir,
    remettre,
)
from lsc_adapters.web.liens import Liens
from lsc_adapters.web.securite import (
    Debit,
    Hotes,
    adresse_du_client,
    est_d_ailleurs,
    jeton_admis,
    jeton_de_formulaire,
    politique_de_contenu,
)
from lsc_domain.extranet.piece_de_demande import nettoyer_nom
from lsc_domain.socle.errors import InvalidValue

SECRET = b"un secret de trente-deux octets !"
PARAMETRES = ParametresWeb(secret=SECRET)


def connexion(client: str, **entetes: str) -> HTTPConnection:
    """Make a request as a server gives it."""
    bruts = Headers({nom.replace("_", "-"): valeur for nom, valeur in entetes.items()}).raw
    return HTTPConnection({"type": "http", "headers": bruts, "client": (client, 1234)})


async def rien(*_: object) -> None:
    """Answer nothing."""


# ------------------------------------------------------------------------------------------------------- parameters


def test_un_secret_court_ne_signe_rien() -> None:
    """A secret that could be guessed is refused, and shows in no repr."""
    with pytest.raises(InvalidValue, match="secret"):
        ParametresWeb(secret=b"court")
    assert SECRET.decode() not in repr(PARAMETRES)


@pytest.mark.parametrize("origine", ["http://paiement.example.invalid", "https://a.example 'unsafe-inline'", "*"])
def test_une_origine_de_paiement_est_une_origine(origine: str) -> None:
    """What is added to the policy of content is one https origin, and nothing that widens it."""
    with pytest.raises(InvalidValue, match="paiement"):
        ParametresWeb(secret=SECRET, paiement=(origine,))


def test_le_temoin_est_lie_a_l_hote() -> None:
    """The cookie's name binds it to this host over TLS; only a try on the loopback has another."""
    assert PARAMETRES.temoin.startswith("__Host-")
    assert not ParametresWeb(secret=SECRET, https=False).temoin.startswith("__Host-")


def test_la_politique_de_contenu_n_admet_rien_d_ecrit_dans_la_page() -> None:
    """No inline script, no inline style, nothing from elsewhere, no frame."""
    politique = politique_de_contenu(("https://paiement.example.invalid",))
    assert "unsafe" not in politique
    assert "*" not in politique
    assert "data:" not in politique
    assert politique.startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in politique
    assert "base-uri 'none'" in politique
    assert "form-action 'self' https://paiement.example.invalid" in politique


# ------------------------------------------------------------------------------------------------------- where from


@pytest.mark.parametrize(
    ("client", "transmis", "attendue"),
    [
        ("203.0.113.9", "", "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),  # not a proxy of ours: what it says is not believed
        ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "6.6.6.6, 198.51.100.1", "198.51.100.1"),  # what the client wrote himself is before
        ("10.0.0.1", "6.6.6.6, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
        ("10.0.0.1", "", "10.0.0.1"),
    ],
)
def test_l_adresse_du_client(client: str, transmis: str, attendue: str) -> None:
    """`X-Forwarded-For` is believed from declared proxies only, from its end on."""
    parametres = ParametresWeb(secret=SECRET, mandataires=("10.0.0.0/24",))
    entetes = {"x_forwarded_for": transmis} if transmis else {}
    assert adresse_du_client(connexion(client, **entetes), parametres) == attendue


def test_les_lignes_de_x_forwarded_for_sont_une_liste() -> None:
    """A proxy that adds its line after the client's is believed, not the client; a port says nothing of who asks."""
    parametres = ParametresWeb(secret=SECRET, mandataires=("10.0.0.0/24", "fd00::/8"))
    for lignes, attendue in (
        (("6.6.6.6", "198.51.100.1"), "198.51.100.1"),
        (("6.6.6.6", "198.51.100.1, 10.0.0.2"), "198.51.100.1"),
        (("198.51.100.1:4567",), "198.51.100.1"),
        (("[2001:db8::7]:4567",), "2001:db8::7"),
        (("6.6.6.6", "2001:db8::7", "[fd00::1]"), "2001:db8::7"),
    ):
        bruts = [(b"x-forwarded-for", ligne.encode()) for ligne in lignes]
        demande = HTTPConnection({"type": "http", "headers": bruts, "client": ("10.0.0.1", 1)})
        assert adresse_du_client(demande, parametres) == attendue


@pytest.mark.parametrize(
    ("hote", "admis"),
    [
        ("extranet.example.invalid", True),
        ("EXTRANET.example.invalid:8443", True),
        ("a.agence.invalid", True),
        ("agence.invalid", False),
        ("extranet.example.invalid.pirate.invalid", False),
        ("pirate.invalid", False),
        ("", False),
        ("extranet.example.invalid:1@pirate.invalid", False),  # a browser would go to the other
        ("extranet.example.invalid:pirate.invalid", False),
        ("extranet.example.invalid/pirate.invalid", False),
        ("extranet.example.invalid:", False),
        ("pirate.invalid#extranet.example.invalid", False),
    ],
)
def test_les_hotes(hote: str, admis: bool) -> None:
    """Only its own names are answered to."""
    parametres = ParametresWeb(secret=SECRET, hotes=("extranet.example.invalid", "*.agence.invalid"))
    assert Hotes(rien, parametres).admet(hote) is admis
    assert Hotes(rien, PARAMETRES).admet(hote)


def test_le_debit_d_une_adresse() -> None:
    """One address may ask so much at once; it is given back with time, and others do not feel it."""
    debit = Debit(rien, ParametresWeb(secret=SECRET, requetes_par_minute=60))
    assert sum(debit.admet("a", 0.0) for _ in range(100)) == 60
    assert debit.admet("b", 0.0)
    assert sum(debit.admet("a", 10.0) for _ in range(100)) == 10


def test_les_fichiers_statiques_ne_comptent_pas(monkeypatch: pytest.MonkeyPatch) -> None:
    """A room of screens behind one address loads its style sheets without using up what its pages may ask."""
    monkeypatch.setattr("lsc_adapters.web.securite.time.monotonic", lambda: 0.0)
    servis: list[str] = []
    statuts: list[int] = []

    async def servir(scope: Scope, receive: Receive, send: Send) -> None:
        servis.append(scope["path"])

    async def recevoir() -> Message:
        return {"type": "http.request"}

    async def envoyer(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuts.append(message["status"])

    debit = Debit(servir, ParametresWeb(secret=SECRET, requetes_par_minute=1))
    for chemin in ("/site/statiques/lsc.css", "/site/statiques/lsc.js", "/site/connexion", "/site/connexion"):
        scope = dict(connexion("192.0.2.1").scope, path=chemin, root_path="/site", method="GET")
        asyncio.run(debit(scope, recevoir, envoyer))
    assert servis == ["/site/statiques/lsc.css", "/site/statiques/lsc.js", "/site/connexion"]
    assert statuts == [429]


def test_un_reseau_ipv6_est_une_seule_adresse(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has one address of a network of 64 bits has them all, and does not ask as many times more."""
    monkeypatch.setattr("lsc_adapters.web.securite.time.monotonic", lambda: 0.0)
    statuts: list[int] = []

    async def recevoir() -> Message:
        return {"type": "http.request"}

    async def envoyer(message: Message) -> None:
        statuts.extend([message["status"]] if message["type"] == "http.response.start" else [])

    debit = Debit(rien, ParametresWeb(secret=SECRET, requetes_par_minute=2))
    for rang in range(5):
        scope = dict(connexion(f"2001:db8::{rang}").scope, path="/", method="GET")
        asyncio.run(debit(scope, recevoir, envoyer))
    assert statuts == [429, 429, 429]


def test_le_debit_n_oublie_que_les_plus_anciennes() -> None:
    """Memory is bounded, whatever the number of addresses."""
    debit = Debit(rien, ParametresWeb(secret=SECRET, requetes_par_minute=1))
    for rang in range(Debit.ADRESSES):
        debit.admet(str(rang), 0.0)
    assert not debit.admet("0", 0.0)
    debit.admet("une de plus", 0.0)
    assert debit.admet("1", 0.0)


# ------------------------------------------------------------------------------------------------------- forms


@given(st.text(min_size=1), st.text())
def test_le_jeton_d_un_formulaire_est_celui_de_sa_session(temoin: str, autre: str) -> None:
    """A token made for a session is worth nothing in another, nor without a cookie."""
    jeton = jeton_de_formulaire(PARAMETRES, temoin)
    assert jeton_admis(PARAMETRES, temoin, jeton)
    assert jeton_admis(PARAMETRES, autre, jeton) is (autre == temoin)
    assert not jeton_admis(PARAMETRES, "", jeton_de_formulaire(PARAMETRES, ""))
    assert temoin not in jeton or len(temoin) < 4


@pytest.mark.parametrize(
    ("site", "d_ailleurs"), [("same-origin", False), ("none", False), ("same-site", True), ("cross-site", True)]
)
def test_une_demande_d_un_autre_site(site: str, d_ailleurs: bool) -> None:
    """What a browser says comes from another site is refused before its token is looked at."""
    assert est_d_ailleurs(connexion("203.0.113.9", sec_fetch_site=site)) is d_ailleurs


# ------------------------------------------------------------------------------------------------------- addresses


@given(st.lists(st.text(max_size=30), min_size=1, max_size=4))
def test_l_adresse_d_un_fichier_est_celle_d_une_session(objet: list[str]) -> None:
    """A signed address gives back what it was made of, to the session it was made for."""
    liens = Liens(parametres=PARAMETRES)
    jeton = liens.signer("a", "document", *objet)
    assert re.fullmatch(r"[A-Za-z0-9._-]+", jeton)
    assert liens.lire("a", jeton) == ("document", *objet)
    assert liens.lire("b", jeton) is None
    assert Liens(parametres=ParametresWeb(secret=SECRET[::-1])).lire("a", jeton) is None
    assert liens.lire("a", ("A" if jeton[0] != "A" else "B") + jeton[1:]) is None


def test_l_adresse_d_un_fichier_passe() -> None:
    """After its minutes, an address opens nothing."""
    jeton = Liens(parametres=PARAMETRES).signer("a", "document", "1")
    assert Liens(parametres=ParametresWeb(secret=SECRET, duree_des_liens=-1)).lire("a", jeton) is None


# ------------------------------------------------------------------------------------------------------- files


def casse(methode: int, *, chiffre: bool = False) -> bytes:
    """Make an OpenDocument whose first file cannot be read: encrypted, or broken in the way it is packed."""
    tampon = BytesIO()
    with ZipFile(tampon, "w", methode) as archive:
        archive.writestr("mimetype", ODT)
    octets = bytearray(tampon.getvalue())
    debut = octets.index(b"mimetype") + 8
    if chiffre:
        octets[6] |= 1
        octets[octets.index(b"PK\x01\x02") + 8] |= 1
    else:
        debut += 9 if methode == ZIP_LZMA else 0  # past how it is packed, which is told first
        octets[debut : debut + 11] = b"\xff" * 11
    return bytes(octets)


def liste(fiches: int) -> bytes:
    """Make a zip that lists so many files, and has none: a long list costs its reader more than its maker."""
    fiche = struct.pack("<4s4B4HL2L5H2L", b"PK\x01\x02", 20, 0, 20, *(0,) * 8, 1, *(0,) * 6) + b"a"
    debut, milieu = b"PK\x03\x04" + bytes(26), fiche * fiches
    fin = (0, 0, fiches & 0xFFFF, fiches & 0xFFFF, len(milieu), len(debut), 0)
    return debut + milieu + struct.pack("<4s4H2LH", b"PK\x05\x06", *fin)


def bombe() -> bytes:
    """Make a document of a few kilobytes that unfolds into more than a machine wants to hold."""
    tampon = BytesIO()
    with ZipFile(tampon, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "")
        with archive.open("word/document.xml", "w") as document:
            for _ in range(DEPLIE_AU_PLUS // 1_048_576 + 1):
                document.write(bytes(1_048_576))
    return tampon.getvalue()


def test_une_liste_sans_fin_n_est_pas_lue(monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive that lists a hundred thousand files is turned away before its list is read."""
    monkeypatch.setattr("lsc_adapters.web.depots.ZipFile", pytest.fail)
    assert nature(liste(FICHES_AU_PLUS + 1)) == OCTETS


def office(*noms: str, nature: str = "") -> bytes:
    """Make a zip that has these files, the first of which says what it is."""
    tampon = BytesIO()
    with ZipFile(tampon, "w") as archive:
        if nature:
            archive.writestr("mimetype", nature)
        for nom in noms:
            archive.writestr(nom, "")
    return tampon.getvalue()


@pytest.mark.parametrize(
    ("contenu", "attendue"),
    [
        (b"%PDF-1.7\n", PDF),
        (b"\x89PNG\r\n\x1a\n....", PNG),
        (b"\xff\xd8\xff\xe0", JPEG),
        ("Le dégât des eaux".encode(), TEXTE),
        (office("[Content_Types].xml", "word/document.xml"), DOCX),
        (office("[Content_Types].xml", "xl/workbook.xml"), XLSX),
        (office("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), OCTETS),
        (office("a.txt"), OCTETS),
        (office(), OCTETS),
        (office("content.xml", nature=ODT), ODT),
        (office("content.xml", "Basic/a.xml", nature=ODT), OCTETS),
        (office("content.xml", nature="application/vnd.oasis.opendocument.txet"), OCTETS),
        (b"\0\0\0\x18ftypheic....", HEIC),
        (b"PK\x03\x04 rien", OCTETS),
        (casse(ZIP_STORED, chiffre=True), OCTETS),
        (casse(ZIP_DEFLATED), OCTETS),
        (casse(ZIP_LZMA), OCTETS),
        (bombe(), OCTETS),
        (b"<!DOCTYPE html><script>alert(1)</script>", OCTETS),
        (b"  <svg onload='alert(1)'>", OCTETS),
        (b"MZ\x90\x00", OCTETS),
        (b"\x00\x01", OCTETS),
    ],
)
def test_ce_que_sont_des_octets(contenu: bytes, attendue: str) -> None:
    """A file is what its bytes are, and what is not known is mere bytes."""
    assert nature(contenu) == attendue


@pytest.mark.parametrize(
    ("nom", "contenu", "attendu"),
    [
        ("a.pdf", b"", FauteDeDepot.VIDE),
        ("a.pdf", b"%PDF-" + b"0" * 100, FauteDeDepot.TROP_GROS),
        ("a.exe", b"MZ\x90\x00", FauteDeDepot.NATURE),
        ("a.pdf", b"MZ\x90\x00", FauteDeDepot.NATURE),
        ("a.html", b"bonjour", FauteDeDepot.SUFFIXE),
        ("a.png", b"%PDF-1.7", FauteDeDepot.SUFFIXE),
        ("photo.JPG", b"\xff\xd8\xff", Depot(nom="photo.JPG", contenu=b"\xff\xd8\xff", nature=JPEG)),
    ],
)
def test_un_depot(nom: str, contenu: bytes, attendu: object) -> None:
    """A file is taken in when it is small enough, of a kind that is taken, and named as what it is."""
    assert recevoir(nom, contenu, maximum=64) == attendu


@given(st.text())
def test_un_nom_sur_n_est_jamais_un_chemin(nom: str) -> None:
    """Whatever a name is, it is one file's, in no folder, on one line, and fits in a header."""
    propre = nettoyer_nom(nom)
    assert propre
    assert len(propre) <= 150
    assert not {"/", "\\", "\n", "\r", "\0", '"'} & set(propre)
    assert propre not in {".", ".."}
    ecrite = disposition(nom)
    ecrite.encode("ascii")
    assert "\n" not in ecrite
    assert "\r" not in ecrite
    assert ecrite.count('"') == 2


@given(st.binary(max_size=200), st.booleans())
def test_un_fichier_remis_n_est_jamais_une_page(contenu: bytes, en_page: bool) -> None:
    """What is given back is never shown as a page of ours, whatever its bytes."""
    reponse = remettre("nom.html", contenu, en_page=en_page)
    assert "html" not in reponse.headers["content-type"]
    assert "svg" not in reponse.headers["content-type"]
    assert reponse.headers["content-security-policy"].startswith("default-src 'none'")
    en_ligne = reponse.headers["content-disposition"].startswith("inline")
    assert not en_ligne or (en_page and nature(contenu) in {PDF, PNG, JPEG})
