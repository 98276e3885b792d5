"""What was tried against the extranet from outside, over HTTP, and does not work: one test an attack that did."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import unquote

import pytest
from attrs import evolve
from extranets import FONCTIONS, HOTE, Extranet, TestClient, jeton
from starlette.types import Message

from lsc_adapters.codec.recit import read_faits
from lsc_adapters.web import entree
from lsc_domain.extranet.audit import Acte, Trace
from lsc_domain.extranet.collaborateur import Fonction
from lsc_domain.extranet.politique_de_mot_de_passe import en_nfc
from lsc_domain.socle.ids import AssembleeId

AG = AssembleeId("0-S001")
GILBERT = read_faits(Path(__file__).parents[2] / "examples/gilbert.json")[1]
CO, SYNDIC = "/extranet/coproprietaire", "/agence/syndic"


@pytest.fixture
def extranet() -> Extranet:
    """The demo extranet, with a collaborator of each role."""
    ouvert = Extranet()
    for fonction in FONCTIONS:
        ouvert.collaborateur(fonction)
    return ouvert


@pytest.fixture
def gestionnaire(extranet: Extranet) -> Iterator[TestClient]:
    """Somebody who answers requests and holds meetings."""
    with extranet.rentrer("GESTIONNAIRE") as navigateur:
        yield navigateur


def traces(extranet: Extranet) -> tuple[Trace, ...]:
    """What was kept of who did what, the newest first."""
    with extranet.engine.storage.transaction() as transaction:
        return transaction.audit.lire(derniers=20)


def demande_avec_piece(navigateur: TestClient) -> tuple[str, str]:
    """Write a request with a file: where it is, and where its file is."""
    bon = jeton(navigateur.get(f"{CO}/demandes/nouvelle").text)
    reponse = navigateur.post(
        f"{CO}/demandes/nouvelle",
        data={"csrf": bon, "objet": "Fuite", "texte": "Voici."},
        files=[("pieces", ("devis.pdf", b"%PDF-1.7", "application/pdf"))],
    )
    demande = reponse.headers["location"].partition("?")[0].rpartition("/")[2]
    page = navigateur.get(f"{CO}/demandes/{demande}").text
    return demande, page.partition(f"/demandes/{demande}/pieces/")[2].partition('"')[0]


def perdre_la_fonction(extranet: Extranet) -> None:
    """Take the role of the gestionnaire away from him."""
    lui = next(un for un in extranet.engine.identifiants.collaborateurs() if un.id == "GESTIONNAIRE")
    change = evolve(lui, fonctions=frozenset({Fonction.COMPTABLE}))
    extranet.engine.identifiants.modifier_collaborateur(change).unwrap()


# ------------------------------------------------------------------------------------------------------- addresses


@pytest.mark.parametrize("chemin", ["/connexion/", f"{CO}/", "/document/forge/", "/agence/", "/connexion%2f"])
def test_une_barre_de_trop_n_envoie_pas_ailleurs(chemin: str, extranet: Extranet) -> None:
    """One is sent by a path alone: with a host and a scheme, it would be those spoken behind the proxy, in clear."""
    with extranet.rentrer("ATRILLON") as navigateur:
        reponse = navigateur.get(chemin)
    assert (reponse.status_code, reponse.headers["location"]) == (307, unquote(chemin).rstrip("/"))


@pytest.mark.parametrize(
    "adresse",
    [
        f"{SYNDIC}/journal?par=a%00",
        f"{SYNDIC}/demandes/a%00b",
        "/agence/seances/%00",
        f"{SYNDIC}/identites?cherche=%00",
    ],
)
def test_un_signe_nul_n_est_demande_a_aucune_base(adresse: str, extranet: Extranet) -> None:
    """A sign no store takes is refused at the door: it is no incident."""
    with extranet.rentrer("ADMINISTRATEUR") as navigateur:
        assert navigateur.get(adresse).status_code == 400


def test_un_signe_nul_ne_s_ecrit_pas(extranet: Extranet) -> None:
    """Nor in a form, where nothing is kept of it."""
    with extranet.rentrer("ATRILLON") as navigateur:
        champs = {"csrf": jeton(navigateur.get(f"{CO}/demandes/nouvelle").text), "objet": "a\0", "texte": "b"}
        avant = navigateur.get(f"{CO}/demandes").text
        assert navigateur.post(f"{CO}/demandes/nouvelle", data=champs).status_code == 400
        assert navigateur.get(f"{CO}/demandes").text == avant


@pytest.mark.parametrize("question", ["au=0001-01-01", "du=0001-01-01", "du=0001-01-01&au=0001-01-01"])
def test_une_date_du_debut_des_temps_n_est_pas_un_incident(question: str, extranet: Extranet) -> None:
    """Twelve months before the year 1 there is nothing: it is said as any other wrong date is."""
    with extranet.rentrer("ATRILLON") as navigateur:
        assert navigateur.get(f"{CO}/compte?{question}").status_code == 422
        assert navigateur.get(f"{CO}/compte/extrait.pdf?{question}").status_code == 404


@pytest.mark.req("EXA-05")
def test_un_document_d_un_autre_metier_n_existe_pas_dans_celui_ci(gestionnaire: TestClient) -> None:
    """A document of the syndic is neither told of nor opened under the gérance: a licence may have only one."""
    assert gestionnaire.get(f"{SYNDIC}/qui-voit/00000006/0").status_code == 200
    assert gestionnaire.get("/agence/gerance/qui-voit/00000006/0").status_code == 404
    signee = gestionnaire.get("/agence/gerance/ouvrir/00000006/0").headers["location"]
    assert gestionnaire.get(signee).status_code == 404
    assert gestionnaire.get(signee.replace("/gerance/", "/syndic/")).status_code == 200


# ------------------------------------------------------------------------------------------------------- what is sent


def test_un_formulaire_ne_porte_pas_de_fichier_quelle_que_soit_la_casse(extranet: Extranet) -> None:
    """A form that takes no file takes none, however its kind is written."""
    with extranet.rentrer("ATRILLON") as navigateur:
        bon = jeton(navigateur.get(CO).text)
        corps = f'--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n{bon}\r\n--x--\r\n'
        for nature in ("multipart/form-data", "Multipart/Form-Data", "MULTIPART/FORM-DATA"):
            entetes = {"content-type": f"{nature}; boundary=x"}
            assert navigateur.post(f"{CO}/notifications", content=corps, headers=entetes).status_code == 400


def test_ce_qui_ne_vient_pas_n_est_pas_attendu(extranet: Extranet, monkeypatch: pytest.MonkeyPatch) -> None:
    """A body that stops halfway is answered 408, and its line is closed."""
    monkeypatch.setattr(entree, "PATIENCE", 0.0)
    envoyes: list[Message] = []

    async def jouer() -> None:
        jamais = asyncio.Event()

        async def receive() -> Message:
            await jamais.wait()
            raise AssertionError

        async def send(message: Message) -> None:
            envoyes.append(message)

        scope = demande("POST", "/connexion", content_type="application/x-www-form-urlencoded", content_length="500")
        await asyncio.wait_for(extranet.app(scope, receive, send), 5)

    asyncio.run(jouer())
    assert envoyes[0]["status"] == 408
    assert (b"connection", b"close") in envoyes[0]["headers"]


def test_des_accents_sans_fin_ne_se_composent_pas() -> None:
    """A password of thousands of marks, which nobody has, is not put in order: that takes the square of its length."""
    marques = "\u0301\u0323" * 5_000
    assert en_nfc(marques) == marques
    assert en_nfc("e\u0301" * 256) == "é" * 256


# ------------------------------------------------------------------------------------------------------- papers


@pytest.mark.req("I-31", "I-55")
def test_une_adresse_signee_ne_survit_pas_au_droit(extranet: Extranet, gestionnaire: TestClient) -> None:
    """The address of an attachment, signed while one could answer requests, opens nothing once one cannot."""
    with extranet.rentrer("ATRILLON") as client:
        demande_, empreinte = demande_avec_piece(client)
    signee = gestionnaire.get(f"{SYNDIC}/demandes/{demande_}/pieces/{empreinte}").headers["location"]
    assert gestionnaire.get(signee).status_code == 200
    perdre_la_fonction(extranet)
    assert gestionnaire.get(signee).status_code == 404


@pytest.mark.req("I-53")
def test_chaque_papier_ouvert_laisse_sa_trace(extranet: Extranet, gestionnaire: TestClient) -> None:
    """An attachment and an invoice are papers too: who opened them, or was refused, is kept, by his login."""
    with extranet.rentrer("ATRILLON") as client, extranet.rentrer("BROUILLY") as autre:
        demande_, empreinte = demande_avec_piece(client)
        code, sien = extranet.remis["ATRILLON"].code, extranet.remis["BROUILLY"].code
        ecrite = traces(extranet)[0]
        assert (ecrite.acte, ecrite.par, ecrite.objet) == (Acte.DEMANDE, code, demande_)
        for navigateur, par, acte in (
            (client, code, Acte.DOCUMENT_LU),
            (autre, sien, Acte.DOCUMENT_REFUSE),
        ):
            navigateur.get(navigateur.get(f"{CO}/demandes/{demande_}/pieces/{empreinte}").headers["location"])
            lue = traces(extranet)[0]
            assert (lue.acte, lue.par, lue.objet, lue.adresse) == (acte, par, demande_, "testclient")
        client.get(client.get(f"{CO}/demandes/{demande_}/pieces/{'0' * 64}").headers["location"])
        assert traces(extranet)[0].acte is Acte.DOCUMENT_REFUSE
        gestionnaire.get(gestionnaire.get(f"{SYNDIC}/demandes/{demande_}/pieces/{empreinte}").headers["location"])
        assert (traces(extranet)[0].par, traces(extranet)[0].detail) == ("GESTIONNAIRE", "pièce jointe : devis.pdf")
        page = autre.get(f"{CO}/depenses?exercice=2015").text
        facture = page.partition(f'href="{CO}/depenses/facture?')[2].partition('"')[0].replace("&amp;", "&")
        assert autre.get(autre.get(f"{CO}/depenses/facture?{facture}").headers["location"]).status_code == 200
        assert (traces(extranet)[0].acte, traces(extranet)[0].objet) == (Acte.DOCUMENT_LU, "GILBERT/2015")
        autre.get(autre.get(f"{CO}/depenses/facture?immeuble={'G' * 900}&exercice=1&piece=x").headers["location"])
        refusee = traces(extranet)[0]
        assert (refusee.acte, refusee.par, len(refusee.objet)) == (Acte.DOCUMENT_REFUSE, sien, 200)


def test_un_incident_ne_dit_pas_l_adresse(
    extranet: Extranet, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What is logged of a fault names the page, and neither what was signed in its path nor a line of one's own."""
    with extranet.rentrer("ATRILLON") as navigateur:
        signee = navigateur.get(f"{CO}/ouvrir/00000001/1").headers["location"]
        monkeypatch.setattr(type(extranet.engine.extranet), "document", lambda *_, **__: 1 / 0)
        assert navigateur.get(signee).status_code == 500
        monkeypatch.setattr(type(extranet.engine.extranet), "vitrine", lambda *_, **__: 1 / 0)
        assert navigateur.get(f"{CO}/documents/a%0aincident%20faux").status_code == 500
    dits = [un.getMessage() for un in caplog.records if un.name == "lsc_adapters.web"]
    assert ["/document/{jeton}" in dits[0], "{classeur}" in dits[1]] == [True, True]
    assert not [un for un in dits if signee.rpartition("/")[2] in un or "\n" in un]


# ------------------------------------------------------------------------------------------------------- streams


def demande(methode: str, chemin: str, **entetes: str) -> dict[str, object]:
    """Make a request as a server gives it."""
    bruts = {"host": HOTE, **{nom.replace("_", "-"): valeur for nom, valeur in entetes.items()}}
    return {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "scheme": "https", "root_path": "",
        "method": methode, "path": chemin, "raw_path": chemin.encode(), "query_string": b"",
        "headers": [(nom.encode(), valeur.encode()) for nom, valeur in bruts.items()],
        "server": (HOTE, 443), "client": ("192.0.2.1", 1),
    }  # fmt: skip


@asynccontextmanager
async def suivre(extranet: Extranet, chemin: str, temoin: str) -> AsyncIterator[Callable[[], object]]:
    """Follow a stream: what is given waits for its next event, nothing when it has ended."""
    recus: asyncio.Queue[bytes] = asyncio.Queue()
    parti = asyncio.Event()

    async def receive() -> Message:
        await parti.wait()
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.body":
            await recus.put(message.get("body", b""))

    async def prochain() -> bytes:
        while not (octets := await asyncio.wait_for(recus.get(), 5)).startswith((b"id: ", b"<!")):
            if not octets:
                return b""
        return octets

    scope = demande("GET", chemin, cookie=f"{extranet.parametres.temoin}={temoin}")
    tache = asyncio.create_task(extranet.app(scope, receive, send))
    try:
        yield prochain
    finally:
        parti.set()
        await tache


@pytest.mark.req("AG-40", "I-32", "I-34", "I-55")
@pytest.mark.parametrize("fin", ["depart", "droit", "fermeture"])
def test_un_direct_finit_avec_le_droit_de_le_suivre(fin: str, extranet: Extranet, gestionnaire: TestClient) -> None:
    """Whoever left, lost the right or was closed out hears nothing of the vote that comes next: the stream ends."""
    extranet.engine.assemblees.inscrire(AG, *GILBERT[:13]).unwrap()
    temoin = gestionnaire.cookies[extranet.parametres.temoin]

    async def jouer() -> tuple[bytes, bytes]:
        async with suivre(extranet, f"/agence/seances/{AG}/direct/salle", temoin) as prochain:
            premier = await prochain()  # type: ignore[misc]
            if fin == "depart":
                extranet.engine.identifiants.deconnecter(temoin)
            elif fin == "droit":
                perdre_la_fonction(extranet)
            else:
                extranet.engine.identifiants.fermer(extranet.remis["GESTIONNAIRE"].code).unwrap()
            extranet.engine.assemblees.inscrire(AG, *GILBERT[13:15]).unwrap()
            return premier, await prochain()  # type: ignore[misc]

    premier, suivant = asyncio.run(jouer())
    assert premier.startswith(b"id: ")
    assert suivant == b""


def test_un_direct_dure_tant_qu_on_peut_le_suivre(extranet: Extranet, gestionnaire: TestClient) -> None:
    """Whoever still may is told of the next vote; asked for its headers only, a stream does not begin."""
    extranet.engine.assemblees.inscrire(AG, *GILBERT[:13]).unwrap()
    temoin = gestionnaire.cookies[extranet.parametres.temoin]

    async def jouer() -> bytes:
        async with suivre(extranet, f"/agence/seances/{AG}/direct/salle", temoin) as prochain:
            await prochain()  # type: ignore[misc]
            extranet.engine.assemblees.inscrire(AG, *GILBERT[13:15]).unwrap()
            return await prochain()  # type: ignore[misc, no-any-return]

    assert asyncio.run(jouer()).startswith(b"id: ")
    tete = gestionnaire.head(f"/agence/seances/{AG}/direct/salle")
    assert (tete.status_code, tete.headers["content-type"].partition(";")[0]) == (200, "text/event-stream")
