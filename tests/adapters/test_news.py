"""« Actualités Immo »: what others write is read within bounds, or not at all, and a page never waits twice."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from threading import Event, Thread
from time import monotonic

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsc_adapters.news.feed import Fraicheur, HttpNewsFeed
from lsc_adapters.news.memory import MemoryNewsFeed
from lsc_adapters.news.releve import Adresse, Bornes, est_publique
from lsc_adapters.news.texte import LIEN, RESUME, TITRE, FluxIllisible, en_clair, lien_sur, lire_flux
from lsc_domain.ports.news import Actualite, NewsFeed
from lsc_domain.testing.contracts.news import MakeNewsFeed, NewsFeedContract

Reponse = Callable[[BaseHTTPRequestHandler], None]
VITE = Bornes(taille=50_000, connexion=0.5, total=0.5)


def rss(*articles: tuple[str, str, str, int]) -> bytes:
    """A feed: title, summary and link as they are, and the day of July."""
    lignes = "".join(
        f"<item><title>{titre}</title><description>{resume}</description><link>{lien}</link>"
        f"<pubDate>{format_datetime(datetime(2026, 7, jour, tzinfo=UTC))}</pubDate></item>"
        for titre, resume, lien, jour in articles
    )
    entete = "<title>Actualités</title><link>http://x.example.invalid/</link><description>d</description>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{entete}{lignes}</channel></rss>'.encode()


TROIS = rss(
    ("Première", "a", "https://a.example.invalid/", 1),
    (
        escape("<b>Troisième</b><script>alert(1)</script>"),
        escape("<p>un</p><p>deux &amp; trois</p>"),
        "javascript:alert(1)",
        3,
    ),
    ("Deuxième", "", "ftp://b.example.invalid/", 2),
)


class Site:
    """What a machine on loopback answers, by path, and how many times it was asked."""

    def __init__(self) -> None:
        self.reponses: dict[str, Reponse] = {}
        self.demandes: list[str] = []
        self.hotes: list[str] = []
        self.fin = Event()
        self.port = 0

    def adresse(self, chemin: str = "/rss", machine: str = "127.0.0.1") -> str:
        return f"http://{machine}:{self.port}{chemin}"


@contextmanager
def servir() -> Iterator[Site]:
    site = Site()

    class Guichet(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.demandes.append(self.path)
            site.hotes.append(self.headers["host"])
            try:
                site.reponses.get(self.path, rien)(self)
            except OSError:
                self.close_connection = True  # it has hung up, as it should

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Guichet) as serveur:
        site.port = serveur.server_port
        fil = Thread(target=serveur.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        fil.start()
        try:
            yield site
        finally:
            site.fin.set()
            serveur.shutdown()
            fil.join()


def _attendre(fin: Event) -> None:
    fin.wait(10)


def rien(guichet: BaseHTTPRequestHandler) -> None:
    guichet.send_response(404)
    guichet.send_header("content-length", "0")
    guichet.end_headers()


def dire(contenu: bytes, **entetes: str) -> Reponse:
    def repondre(guichet: BaseHTTPRequestHandler) -> None:
        guichet.send_response(200)
        for nom, valeur in {"content-length": str(len(contenu)), **entetes}.items():
            guichet.send_header(nom.replace("_", "-"), valeur)
        guichet.end_headers()
        guichet.wfile.write(contenu)

    return repondre


def renvoyer(ou: str) -> Reponse:
    def repondre(guichet: BaseHTTPRequestHandler) -> None:
        guichet.send_response(302)
        guichet.send_header("location", ou)
        guichet.send_header("content-length", "0")
        guichet.end_headers()

    return repondre


@pytest.fixture
def site() -> Iterator[Site]:
    with servir() as un:
        un.reponses["/rss"] = dire(TROIS)
        yield un


@pytest.fixture
def ouverts() -> Iterator[list[HttpNewsFeed]]:
    feeds: list[HttpNewsFeed] = []
    yield feeds
    for feed in feeds:
        feed.close()


@pytest.fixture
def faire(ouverts: list[HttpNewsFeed]) -> Callable[..., HttpNewsFeed]:
    """A maker of feeds that may ask loopback, closed at the end."""

    def un(**reglages: object) -> HttpNewsFeed:
        feed = HttpNewsFeed(**{"autoriser": lambda ip: str(ip) == "127.0.0.1", "bornes": VITE, **reglages})  # type: ignore[arg-type]
        ouverts.append(feed)
        return feed

    return un


class Horloge:
    def __init__(self) -> None:
        self.instant = 0.0

    def __call__(self) -> float:
        return self.instant


def titres(feed: NewsFeed, adresse: str) -> list[str]:
    return [une.titre for une in feed.lire(adresse)]


def attendre(feed: HttpNewsFeed) -> None:
    """Wait for what is being fetched behind."""
    for copie in feed._copies.values():
        if copie.tache is not None:
            copie.tache.join(10)


class TestMemoryNewsFeed(NewsFeedContract):
    @pytest.fixture
    def adresse(self) -> str:
        return "https://www.mon-immeuble.example.invalid/flux-rss/actualites.xml"

    @pytest.fixture
    def make_news(self, adresse: str) -> MakeNewsFeed:
        return lambda: MemoryNewsFeed({adresse: lire_flux(TROIS)})


class TestHttpNewsFeed(NewsFeedContract):
    @pytest.fixture
    def adresse(self, site: Site) -> str:
        return site.adresse()

    @pytest.fixture
    def make_news(self, faire: Callable[..., HttpNewsFeed]) -> MakeNewsFeed:
        return faire


# ------------------------------------------------------------------------------------------------- what is read of it


@pytest.mark.req("EXA-43", "I-56")
def test_what_others_wrote_is_words(site: Site, faire: Callable[..., HttpNewsFeed]) -> None:
    """A script in a title, a link that runs: nothing of it is left, and the words are there."""
    derniere = faire().lire(site.adresse())[0]
    assert derniere == Actualite(
        titre="Troisième", resume="un deux & trois", lien="", publiee_le=datetime(2026, 7, 3, tzinfo=UTC)
    )


@pytest.mark.req("I-56")
@given(st.text(), st.integers(2, 300))
def test_no_text_keeps_what_would_run_or_turn_around(texte: str, longueur: int) -> None:
    """One line, no longer than asked, without a control, and the same when it is cleaned again of its tags."""
    lu = en_clair(f"<script>{texte}</script><i>bon</i> {escape(texte)}", longueur)
    assert len(lu) <= longueur
    assert not any(un in lu for un in "\n\r\0\u202e\u2066\u200b")


@pytest.mark.parametrize(
    ("html", "lu"),
    [
        ("a<br>b", "a b"),
        ("<style>p{}</style>x", "x"),
        ("a &lt; b &amp; c", "a < b & c"),
        ("<script>jamais fermé", ""),
        ("<svg><script>1</script></svg>ok", "ok"),
        ("<img src=x onerror=alert(1)>vu", "vu"),
        ("é" * 300, "é" * 199 + "…"),
    ],
)
def test_markup_is_taken_off(html: str, lu: str) -> None:
    assert en_clair(html, TITRE) == lu


@pytest.mark.req("I-56")
@given(st.text(max_size=50) | st.from_regex(r"(https?|javascript|data|file)://?[a-z:@\[\]/ ]{0,20}", fullmatch=True))
def test_a_link_leads_to_a_page_or_nowhere(lien: str) -> None:
    sur = lien_sur(lien)
    assert sur == "" or (
        sur == lien.strip() and httpx.URL(sur).scheme in {"http", "https"} and "@" not in sur.split("/")[2]
    )


@pytest.mark.parametrize(
    "lien",
    [
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "//x.example.invalid/",
        "https://",
        "https://banque@example.invalid/",
        "http://[",
        "http://a:b/",
        "https://a/" + "x" * LIEN,
        "https://a/\u202e",
        "ht\ntps://a/",
    ],
)
def test_a_link_that_is_none(lien: str) -> None:
    assert lien_sur(lien) == ""


def test_lengths_are_kept_and_the_latest_twenty() -> None:
    lus = lire_flux(rss(*((f"T{rang} " + "x" * 400, "y " * 900, "https://a/", 1 + rang % 28) for rang in range(60))))
    assert len(lus) == 20
    assert {len(un.titre) for un in lus} == {TITRE}
    assert all(len(un.resume) <= RESUME for un in lus)
    assert [un.publiee_le for un in lus] == sorted((un.publiee_le for un in lus), reverse=True)  # type: ignore[type-var]


def test_an_atom_feed_is_read_too() -> None:
    atom = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry>
    <title type="html">&lt;i&gt;A&lt;/i&gt;</title>
    <link href="https://a.example.invalid/"/><updated>2026-07-01T00:00:00Z</updated></entry><entry><title/></entry></feed>"""
    [une] = lire_flux(atom)
    assert (une.titre, une.lien, une.publiee_le) == (
        "A",
        "https://a.example.invalid/",
        datetime(2026, 7, 1, tzinfo=UTC),
    )


BOMBE = b"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY x SYSTEM "file:///etc/hostname">]><rss version="2.0"><channel><title>&b;&x;</title></channel></rss>"""


@pytest.mark.req("EXA-43")
@pytest.mark.parametrize(
    "contenu",
    [
        b"",
        b"bonjour",
        b"/etc/hostname",
        b"<html></html>",
        b"\xff\xfe\0",
        b"{}",
        BOMBE,
        BOMBE.decode().encode("utf-16"),
        BOMBE.replace(b"ENTITY", b"entity"),
        BOMBE.replace(b'"1.0"', b'"1.0" encoding="utf-7"').replace(b"<!", b"+ADwAIQ-"),
        BOMBE.replace(b'"1.0"', b'"1.0" encoding="cp037"').decode().encode("cp037"),
        b"<rss version='2.0'><channel>" + b"<item><title>t</title></item>" * 6_000 + b"</channel></rss>",
    ],
    ids=[
        "vide",
        "texte",
        "fichier",
        "page",
        "octets",
        "json",
        "bombe",
        "bombe-utf16",
        "bombe-minuscule",
        "bombe-utf7",
        "ebcdic",
        "balises",
    ],
)
def test_what_is_no_feed_is_not_read(contenu: bytes) -> None:
    """Neither text, nor a page, nor entities that would grow or read a file; the name of a file is not opened."""
    with pytest.raises(FluxIllisible):
        lire_flux(contenu)


@pytest.mark.parametrize("codage", ["utf-8", "utf-8-sig", "UTF-16", "utf-16-be", "iso-8859-15", "windows-1252"])
def test_the_codings_feeds_are_written_in_are_read(codage: str) -> None:
    """An accent comes through whatever the coding, its mark at the beginning or not."""
    declare = codage.removesuffix("-sig")
    feed = TROIS.decode().replace('"1.0"', f'"1.0" encoding="{declare}"').replace("Deuxième", "Deuxième à l'été")
    assert "Deuxième à l'été" in [une.titre for une in lire_flux(feed.encode(codage))]


@pytest.mark.parametrize("motif", ["<a ", "<!--", "<a href=", "&lt;a "])
def test_tags_that_never_end_are_not_waited_for(motif: str) -> None:
    """A title of a megabyte, all of it the beginning of tags, is read in the time of what is kept of it."""
    debut = monotonic()
    assert len(en_clair(motif * 200_000, TITRE)) <= TITRE
    assert len(lire_flux(rss((escape(motif * 100_000), "", "", 1)))) <= 1
    assert monotonic() - debut < 5


def test_a_feed_cut_in_two_gives_what_it_had(site: Site, faire: Callable[..., HttpNewsFeed]) -> None:
    """Malformed XML: the items that are whole are read, and nothing is raised."""
    site.reponses["/coupe"] = dire(TROIS[: TROIS.index(b"Deux")])
    assert titres(faire(), site.adresse("/coupe"))[:2] == ["Troisième", "Première"]


# ------------------------------------------------------------------------------------------------ within which bounds


def egrener(site: Site, entetes: bytes) -> Reponse:
    """One byte now and then, for ever."""

    def repondre(guichet: BaseHTTPRequestHandler) -> None:
        guichet.wfile.write(entetes)
        while not site.fin.wait(0.05):
            guichet.wfile.write(b"x")
            guichet.wfile.flush()

    return repondre


@pytest.mark.req("EXA-43")
@pytest.mark.parametrize(
    "panne", ["enorme", "sans-fin", "lent", "entetes-lents", "muet", "comprime", "erreur", "boucle"]
)
def test_what_is_too_long_too_big_or_wrong_is_left_there(
    site: Site, faire: Callable[..., HttpNewsFeed], panne: str
) -> None:
    """However the other side behaves, there is an answer within its time, and it is no news."""
    site.reponses["/panne"] = {
        "enorme": dire(TROIS + b" " * VITE.taille),
        "sans-fin": dire(TROIS + b" " * VITE.taille, transfer_encoding="identity"),
        "lent": egrener(site, b"HTTP/1.1 200 OK\r\n\r\n"),
        "entetes-lents": egrener(site, b"HTTP/1.1 200 OK\r\nx-a: "),
        "muet": lambda _: _attendre(site.fin),
        "comprime": dire(TROIS, content_encoding="gzip"),
        "erreur": lambda guichet: guichet.send_error(500),
        "boucle": renvoyer("/panne"),
    }[panne]
    feed, debut = faire(), monotonic()
    assert feed.lire(site.adresse("/panne")) == ()
    assert monotonic() - debut < VITE.total + 1
    debut = monotonic()
    assert feed.lire(site.adresse("/panne")) == ()
    assert monotonic() - debut < 0.1
    feed.close()
    assert not any(copie.tache.is_alive() for copie in feed._copies.values() if copie.tache)
    assert len(site.demandes) == (VITE.renvois + 1 if panne == "boucle" else 1)


@pytest.mark.req("EXA-43")
def test_a_redirection_is_followed_and_judged_again(site: Site, faire: Callable[..., HttpNewsFeed]) -> None:
    """A feed that has moved is found; one that moves to an internal address, or out of the web, is not."""
    site.reponses["/ancien"] = renvoyer("/rss")
    assert len(titres(faire(), site.adresse("/ancien"))) == 3
    for rang, ailleurs in enumerate(
        (
            f"http://127.0.0.2:{site.port}/rss",
            f"http://[::1]:{site.port}/rss",
            "file:///etc/hostname",
            "http://169.254.169.254/",
            f"http://a:b@127.0.0.1:{site.port}/rss",
        )
    ):
        site.reponses[f"/{rang}"] = renvoyer(ailleurs)
        site.demandes.clear()
        assert faire().lire(site.adresse(f"/{rang}")) == ()
        assert site.demandes == [f"/{rang}"]


@pytest.mark.req("EXA-43")
@pytest.mark.parametrize("machine", ["127.0.0.1", "localhost", "0x7f.1", "2130706433", "127.1"])
def test_the_inside_is_not_asked(site: Site, machine: str, ouverts: list[HttpNewsFeed]) -> None:
    """As it comes, with nothing allowed: no internal machine is asked, however its address is written."""
    ouverts.append(HttpNewsFeed(bornes=VITE))
    assert ouverts[0].lire(site.adresse(machine=machine)) == ()
    assert site.demandes == []


def test_the_name_is_resolved_once_and_goes_where_it_was_judged(
    site: Site, faire: Callable[..., HttpNewsFeed], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name whose answer changes gains nothing; one of whose addresses one is internal is not asked at all."""
    vraie, reponses = socket.getaddrinfo, [["127.0.0.1"], ["127.0.0.1", "10.0.0.1"], []]
    noms: list[str] = []

    def resoudre(nom: str, port: int, *args: int, **reste: int) -> list[tuple[object, ...]]:
        if nom != "flux.example.invalid":
            return list(vraie(nom, port, *args, **reste))
        noms.append(nom)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (une, port)) for une in reponses[len(noms) - 1]]

    monkeypatch.setattr(socket, "getaddrinfo", resoudre)
    adresse = site.adresse(machine="flux.example.invalid")
    assert len(titres(faire(), adresse)) == 3
    assert len(noms) == 1
    assert site.hotes == [f"flux.example.invalid:{site.port}"]
    assert titres(faire(), adresse) == []
    assert titres(faire(), adresse) == []
    assert len(site.demandes) == 1


@given(st.ip_addresses())
def test_what_is_public_is_what_the_registries_say(adresse: Adresse) -> None:
    """Never an address the registries reserve, nor one wrapped in another; IPv4 told as IPv6 is itself."""
    if est_publique(adresse):
        adresse = getattr(adresse, "ipv4_mapped", None) or adresse
        assert adresse.is_global
        assert not (adresse.is_private)
        assert not (adresse.is_loopback)
        assert not (adresse.is_link_local)
        assert not (adresse.is_multicast)


@pytest.mark.parametrize(
    "adresse",
    [
        "0.0.0.0",
        "127.8.8.8",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fc00::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::",
        "2001:0:a00:1::f5ff:fffe",
        "fec0::1",  # a site's own, which Python calls global
        "::10.0.0.1",
        "::ffff:0:10.0.0.1",
        "3fff::1",
        "5f00::1",
    ],
)
def test_what_is_not_public(adresse: str) -> None:
    assert not est_publique(ip_address(adresse))


# ------------------------------------------------------------------------------------------------- how often it waits


@pytest.mark.req("EXA-43")
def test_nobody_waits_twice(site: Site, faire: Callable[..., HttpNewsFeed]) -> None:
    """Read once, it is asked again a quarter of an hour later, behind whoever is given the former copy at once."""
    horloge = Horloge()
    feed = faire(horloge=horloge)
    assert len(titres(feed, site.adresse())) == 3
    horloge.instant = 899
    assert len(titres(feed, site.adresse())) == 3
    assert len(site.demandes) == 1
    lente = Event()

    def plus_tard(guichet: BaseHTTPRequestHandler) -> None:
        lente.wait(5)
        dire(rss(("Neuve", "", "", 9)))(guichet)

    site.reponses["/rss"] = plus_tard
    horloge.instant = 900
    debut = monotonic()
    assert titres(feed, site.adresse())[0] == "Troisième"
    assert titres(feed, site.adresse())[0] == "Troisième"
    assert monotonic() - debut < 0.3
    lente.set()
    attendre(feed)
    assert titres(feed, site.adresse()) == ["Neuve"]
    assert len(site.demandes) == 2


@pytest.mark.req("EXA-43")
def test_the_last_good_copy_lasts_a_day(site: Site, faire: Callable[..., HttpNewsFeed]) -> None:
    """A feed that fails shows what it last said, until that is too old; then it is no news, and it comes back."""
    horloge = Horloge()
    feed = faire(horloge=horloge, fraicheur=Fraicheur(relecture=900, garde=3_600))
    assert len(titres(feed, site.adresse())) == 3
    site.reponses["/rss"] = rien
    for instant, combien in ((900, 3), (3_600, 3), (3_601, 0)):
        horloge.instant = instant
        assert len(titres(feed, site.adresse())) == combien
        attendre(feed)
    site.reponses["/rss"] = dire(TROIS)
    horloge.instant = 9_000
    feed.lire(site.adresse())
    attendre(feed)
    assert len(titres(feed, site.adresse())) == 3


def test_what_drips_behind_is_cut_by_the_next_reader(site: Site, faire: Callable[..., HttpNewsFeed]) -> None:
    """One that drips for ever while nobody waits does not stay: the first reader after its time ends it."""
    horloge = Horloge()
    feed = faire(horloge=horloge)
    feed.lire(site.adresse())
    site.reponses["/rss"] = egrener(site, b"HTTP/1.1 200 OK\r\nx-a: ")
    horloge.instant = 900
    feed.lire(site.adresse())
    [copie] = feed._copies.values()
    assert copie.tache is not None
    assert copie.releve is not None
    while not copie.releve.depasse:
        copie.tache.join(0.05)
    assert copie.tache.is_alive()
    assert len(titres(feed, site.adresse())) == 3
    copie.tache.join(5)
    assert not copie.tache.is_alive()


def test_a_client_of_the_host_s_is_used_and_stays_open(site: Site, faire: Callable[..., HttpNewsFeed]) -> None:
    """A host gives its own client: it is asked with it, and is not closed."""
    with httpx.Client(trust_env=False, headers={"x-hote": "oui"}) as client:
        feed = faire(client=client)
        with feed:
            assert len(titres(feed, site.adresse())) == 3
        assert not client.is_closed


def test_what_went_wrong_is_logged_without_the_address(
    site: Site, faire: Callable[..., HttpNewsFeed], caplog: pytest.LogCaptureFixture
) -> None:
    """The machine and the reason, one line; what is after the machine may be a key."""
    with caplog.at_level(logging.WARNING, "lsc_adapters.news.feed"):
        faire().lire(site.adresse("/absent?cle=secret"))
        faire().lire("\0")
    assert caplog.records[0].getMessage() == "actualités de 127.0.0.1 : ReleveImpossible: réponse 404"
    assert "secret" not in caplog.text


def test_only_so_many_feeds_are_remembered(site: Site, faire: Callable[..., HttpNewsFeed]) -> None:
    feed = faire()
    for rang in range(20):
        feed.lire(site.adresse(f"/{rang}"))
    assert len(feed._copies) == 16
