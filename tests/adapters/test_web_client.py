"""What a client reads and does on the pages of his extranet: the worked examples of EXC-06 to EXC-22."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest
from attrs import evolve
from extranets import HOTE, RESPONSABLE, SECRET, Extranet, TestClient, faire_payer_le_syndicat, jeton
from returns.result import Failure, Result
from starlette.applications import Starlette
from starlette.routing import Mount

from lsc_adapters.payment.memory import MemoryDebits
from lsc_adapters.web import ParametresWeb, application
from lsc_domain.extranet.espace import Espace
from lsc_domain.extranet.recherche import replier
from lsc_domain.paiement.creancier import Creancier
from lsc_domain.paiement.evenement import EvenementDePaiement
from lsc_domain.paiement.paiement import Paiement
from lsc_domain.ports.payment import FauteDeNotification, Redirection
from lsc_domain.socle.ids import TiersId

CO, GL = "/extranet/coproprietaire", "/extranet/gestion-locative"
PAGE_DE_PAIEMENT = "https://paiement.example.invalid"
PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture(scope="module")
def extranet() -> Extranet:
    """The demo extranet."""
    return Extranet()


@pytest.fixture(scope="module")
def gens(extranet: Extranet) -> Iterator[dict[str, TestClient]]:
    """The four clients of the demo, who have come in."""
    entres = {qui: extranet.entrer(qui) for qui in ("ATRILLON", "BROUILLY", "YALOXECORTONDENISE", "PAILLOUX")}
    yield entres
    for un in entres.values():
        un.close()


def mots(page: str) -> str:
    """Return the words of the main part of a page, tags and spaces put aside."""
    principal = page.partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", principal.replace("<wbr>", ""))).split())


def rangs(page: str) -> list[str]:
    """Return the rows of the tables of a page, cells apart by a bar."""
    cellules = (re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", rang, re.S) for rang in re.findall(r"<tr.*?</tr>", page, re.S))
    return [
        "|".join(" ".join(html.unescape(re.sub(r"<[^>]+>", " ", une)).split()) for une in rang) for rang in cellules
    ]


def menu(page: str) -> list[str]:
    """Return the entries of the menu."""
    return re.findall(r"<li><a [^>]*>(.*?)</a></li>", page.partition("<nav")[2].partition("</nav>")[0])


@pytest.mark.req("EXC-06")
def test_on_choisit_son_espace_ou_l_on_y_arrive(gens: dict[str, TestClient]) -> None:
    """With one category one arrives directly in its space; with two, the chooser offers both."""
    assert gens["ATRILLON"].get("/extranet").headers["location"] == CO
    page = gens["YALOXECORTONDENISE"].get("/extranet").text
    assert "Mon espace copropriétaire Mon espace gestion locative" in mots(page)
    assert "Changer d'espace" in html.unescape(gens["YALOXECORTONDENISE"].get(CO).text)
    assert "Changer d'espace" not in html.unescape(gens["ATRILLON"].get(CO).text)


@pytest.mark.req("EXC-07", "EXC-10")
def test_le_menu_est_celui_des_droits(gens: dict[str, TestClient]) -> None:
    """The entries follow the parameters and the rights, and each of them opens."""
    membre, proprietaire, locataire = (gens[qui] for qui in ("BROUILLY", "YALOXECORTONDENISE", "PAILLOUX"))
    assert menu(membre.get(CO).text) == [
        "Accueil", "Contacts syndic", "Mon compte", "Mes biens", "Liste des dépenses", "Fonds de travaux",
        "Mes demandes", "Mes informations", "Mes documents", "Mes photos", "Redéfinir mon mot de passe", "Déconnexion",
    ]  # fmt: skip
    assert "Liste des dépenses" not in menu(gens["ATRILLON"].get(CO).text)
    assert menu(proprietaire.get(GL).text) == [
        "Accueil", "Contacts agence", "Mon compte", "Mes biens", "Mes demandes", "Mes informations", "Mes documents",
        "Mes photos", "Redéfinir mon mot de passe", "Déconnexion",
    ]  # fmt: skip
    assert "Mes biens" not in menu(locataire.get(GL).text)
    for adresse in re.findall(
        r'<li><a href="([^"]+)"', membre.get(CO).text.partition("<nav")[2].partition("</nav>")[0]
    ):
        page = membre.get(adresse)
        assert page.status_code == 200
        assert page.text.count("<h1>") == 1
        if adresse.startswith(CO):
            assert page.text.count('aria-current="page"') == 1


@pytest.mark.req("EXC-08", "EXC-09")
def test_la_page_d_accueil(extranet: Extranet, gens: dict[str, TestClient]) -> None:
    """Coordinates, requests and news, and the client's own switch, which works without a script."""
    client = gens["ATRILLON"]
    page = client.get(CO).text
    assert "Monsieur ATRILLON Bernard" in mots(page)
    assert "Ampoule du palier 20/07/2020 10:00" in mots(page)
    assert "New letter n° 4 06/11/2019 17:15" in mots(page)
    assert "Relevé de gérance" not in mots(page)
    for voulu, dit in (("non", "désactivées"), ("oui", "activées")):
        page = client.post(
            f"{CO}/notifications", data={"csrf": jeton(page), "actives": voulu}, follow_redirects=True
        ).text
        assert f"Notifications de nouveaux documents : {dit}" in mots(page)
        accueil = extranet.engine.extranet.accueil(TiersId("ATRILLON"), Espace.COPROPRIETAIRE)
        assert accueil.notifications is (voulu == "oui")


@pytest.mark.req("EXC-14", "EXC-16")
def test_le_compte_de_gerance(gens: dict[str, TestClient]) -> None:
    """Current balance, closing balance first, newest first with running balance, opening balance last: the seed's."""
    client = gens["YALOXECORTONDENISE"]
    question = "compte=411ALOXECO&du=2020-01-01&au=2020-12-31"
    page = client.get(f"{GL}/compte?{question}").text
    assert "Solde actuel −9 985,56 EUR" in mots(page)
    attendus = [
        "Date|Libellé|Débit|Crédit|Solde",
        "31/12/2020|Solde fin de période|||−9 985,56",
        "11/02/2020|Règlement du 11/02/2020||3 314,41|−9 985,56",
        "30/01/2020|Règlement TESTS 605 du 30/01/2020|3 000,00||−13 299,97",
        "|Solde antérieur|||−10 299,97",
    ]
    assert rangs(page) == attendus
    assert rangs(client.get(f"{GL}/compte/extrait?{question}").text) == attendus
    papier = client.get(f"{GL}/compte/extrait.pdf?{question}")
    assert papier.headers["content-type"] == "application/pdf"
    assert papier.headers["content-disposition"].startswith("attachment")
    francaise = client.get(f"{GL}/compte?compte=411ALOXECO&du=30/01/2020&au=30/01/2020").text
    assert len(rangs(francaise)) == 4


def test_des_dates_qui_n_en_sont_pas(gens: dict[str, TestClient]) -> None:
    """What is wrong is said beside the field and at the top, and nothing is shown in its place."""
    reponse = gens["ATRILLON"].get(f"{CO}/compte?du=2020-12-31&au=31/02/2020")
    assert reponse.status_code == 422
    assert '<a href="#au">' in reponse.text
    assert 'aria-describedby="au-faute"' in reponse.text
    assert "<table" not in reponse.text
    assert gens["ATRILLON"].get(f"{CO}/compte?du=2020-12-31&au=2020-01-01").status_code == 422


@pytest.mark.req("EXC-17", "EXA-42")
def test_les_biens_et_les_fonds(gens: dict[str, TestClient]) -> None:
    """By building then by lot, each fund and the totals, zeros included; and the lots of both accounts."""
    page = gens["ATRILLON"].get(f"{CO}/fonds").text
    assert "Lot 248|105999|Fonds de travaux|19,64" in rangs(page)
    assert "Lot 012|105999|Fonds de travaux|0,00" in rangs(page)
    assert "Total du lot 012|0,00" in rangs(page)
    assert rangs(page)[-1] == "Total immeuble|19,64"
    biens = rangs(gens["BROUILLY"].get(f"{CO}/biens").text)
    assert sorted(un.partition("|")[0] for un in biens[1:]) == ["014", "035", "122", "907"]


@pytest.mark.req("EXC-19", "EXC-20", "EXC-21", "EXC-22")
def test_les_depenses(gens: dict[str, TestClient]) -> None:
    """An exercise, then building, key and account, the four totals, and the invoice of whoever may read it."""
    client = gens["BROUILLY"]
    page = client.get(f"{CO}/depenses?exercice=2015").text
    assert re.findall(r"<option[^>]*>(.*?)</option>", page) == ["Exercice 2015", "Exercice 2016", "Exercice 2019"]
    assert "010-CHARGES COMMUNES GENERALES" in page
    lues = rangs(page)
    assert "Total 472999|2 500,00|0,00|0,00|0,00" in lues
    assert "Total 602001|165,00|8,58|0,00|165,00" in lues
    (facture,) = re.findall(r'href="([^"]*facture[^"]*)"', page)
    ouverte = client.get(html.unescape(facture), follow_redirects=True)
    assert ouverte.headers["content-type"] == "application/pdf"
    autre = gens["YALOXECORTONDENISE"]
    assert autre.get(html.unescape(facture)).status_code == 404


@pytest.mark.req("EXC-11", "I-53")
def test_les_documents(extranet: Extranet, gens: dict[str, TestClient]) -> None:
    """Binders by name with their numbers, a search whatever the accents, and a trace of what was read."""
    client = gens["BROUILLY"]
    page = client.get(f"{CO}/documents").text
    noms = re.findall(r"<strong>(.*?)</strong>", page)
    assert noms == sorted(noms, key=replier)
    assert "Conseil syndical 1 document" in mots(page)
    assert "Conseil syndical" not in mots(gens["ATRILLON"].get(f"{CO}/documents").text)
    classeur = f"{CO}/documents/syndic-reglement-de-copropriete"
    assert "1 document pour « REGLEMENT »." in mots(client.get(f"{classeur}?cherche=REGLEMENT").text)
    assert "0 document pour « <b> »." in mots(client.get(f"{classeur}?cherche=<b>").text)
    for page_demandee in ("0", "-1", "99999999999", "deux"):
        assert client.get(f"{classeur}?page={page_demandee}").status_code == 200
    ouvert = client.get(f"{CO}/ouvrir/00000001/1", follow_redirects=True)
    assert ouvert.content.startswith(b"%PDF")
    assert ouvert.headers["content-disposition"].startswith("inline; filename=")
    with extranet.engine.storage.transaction() as transaction:
        trace = transaction.audit.lire(objet="00000001/1")[0]
    assert (trace.acte.value, trace.par) == ("document_lu", extranet.remis["BROUILLY"].code)


@pytest.mark.req("EXA-37")
def test_une_demande(extranet: Extranet, gens: dict[str, TestClient]) -> None:
    """Written with a file, read again with it, answered to; what is attached is saved, never opened as a page."""
    client = gens["ATRILLON"]
    champs = {
        "csrf": jeton(client.get(f"{CO}/demandes/nouvelle").text),
        "objet": "Fuite <b>",
        "texte": "Au 3e.\nVite !",
    }
    pieces = [("pieces", ("C:\\photos\\dégât.pdf", PDF, "text/html")), ("pieces", ("note.txt", b"bonjour", "x/y"))]
    envoyee = client.post(f"{CO}/demandes/nouvelle", data={**champs, "immeuble": "GILBERT"}, files=pieces)
    assert envoyee.status_code == 303
    page = client.get(envoyee.headers["location"]).text
    assert "Fuite &lt;b&gt;" in page
    assert "Au 3e.<br>Vite !" in page
    assert "Votre message est envoyé à votre agence." in mots(page)
    (premiere, seconde) = re.findall(r'href="([^"]+/pieces/[^"]+)"', page)
    remise = client.get(premiere, follow_redirects=True)
    assert remise.content == PDF
    assert remise.headers["content-disposition"].startswith("attachment; filename=")
    assert "C:" not in remise.headers["content-disposition"]
    assert client.get(seconde, follow_redirects=True).headers["content-type"] == "text/plain; charset=utf-8"
    demande = envoyee.headers["location"].partition("?")[0]
    vide = client.post(demande, data={"csrf": jeton(page), "texte": " "})
    assert vide.status_code == 422
    assert 'id="texte-faute"' in vide.text
    assert client.post(demande, data={"csrf": jeton(page), "texte": "Merci"}).status_code == 303
    assert gens["BROUILLY"].get(demande).status_code == 404
    for voleur in ("BROUILLY", "YALOXECORTONDENISE"):
        volee = gens[voleur].get(premiere)
        assert gens[voleur].get(volee.headers["location"]).status_code == 404


@pytest.mark.parametrize(
    ("nom", "contenu"),
    [
        ("virus.exe", b"MZ\x90\x00"),
        ("facture.pdf", b"<html><script>alert(1)</script>"),
        ("dessin.svg", b"<svg onload='alert(1)'/>"),
        ("photo.png", PDF),
        ("vide.pdf", b""),
    ],
)
def test_un_depot_refuse(nom: str, contenu: bytes, extranet: Extranet, gens: dict[str, TestClient]) -> None:
    """A file that is not what its name says, or of a kind nobody takes, is refused, and nothing is kept."""
    client, qui = gens["ATRILLON"], TiersId("ATRILLON")
    avant = extranet.engine.extranet.demandes(qui, Espace.COPROPRIETAIRE)
    champs = {"csrf": jeton(client.get(f"{CO}/demandes/nouvelle").text), "objet": "Essai", "texte": "Bonjour"}
    reponse = client.post(f"{CO}/demandes/nouvelle", data=champs, files=[("pieces", (nom, contenu))])
    assert reponse.status_code == 422
    assert 'id="pieces-faute"' in reponse.text
    assert 'value="Essai"' in reponse.text
    assert extranet.engine.extranet.demandes(qui, Espace.COPROPRIETAIRE) == avant


def test_trop_de_pieces_ou_trop_grosses(gens: dict[str, TestClient]) -> None:
    """More files than are taken, or more bytes than they may have, and nothing more is read."""
    client = gens["ATRILLON"]
    champs = {"csrf": jeton(client.get(f"{CO}/demandes/nouvelle").text), "objet": "Essai", "texte": "Bonjour"}
    nombreuses = [("pieces", (f"{rang}.pdf", PDF)) for rang in range(6)]
    assert client.post(f"{CO}/demandes/nouvelle", data=champs, files=nombreuses).status_code == 400
    grosse = [("pieces", ("gros.pdf", PDF + b"0" * (60 * 1024 * 1024)))]
    assert client.post(f"{CO}/demandes/nouvelle", data=champs, files=grosse).status_code == 413


@pytest.mark.req("EXA-41", "EXA-08")
def test_les_contacts_sont_les_bureaux(gens: dict[str, TestClient]) -> None:
    """« Contacts » shows the offices, and nothing of « Général »."""
    page = gens["ATRILLON"].get(f"{CO}/contacts").text
    assert "06 00 00 00 00" in page
    assert "direction@example.invalid" not in page


@pytest.mark.req("EXC-15")
def test_sans_paiement_ouvert_il_n_y_en_a_pas_trace(gens: dict[str, TestClient]) -> None:
    """Option off: no payment entry."""
    assert "Payer par" not in gens["ATRILLON"].get(f"{CO}/compte").text


def test_un_hote_le_monte_ou_il_veut(extranet: Extranet) -> None:
    """Mounted under a path of a host, every address of its pages begins with it."""
    monte = Starlette(routes=[Mount("/espace", extranet.app)])
    with TestClient(monte, base_url=f"https://{HOTE}", follow_redirects=False) as navigateur:
        assert navigateur.get("/espace/extranet").headers["location"] == "/espace/connexion?suite=%2Fextranet"
        page = navigateur.get("/espace/connexion?suite=%2Fextranet%2Fcoproprietaire").text
        assert all(lien.startswith(("/espace/", "#")) for lien in re.findall(r'(?:href|src|action)="([^"]+)"', page))
        assert navigateur.get(re.findall(r'href="(/espace/statiques/lsc[^"]+)"', page)[0]).status_code == 200


def test_les_fichiers_fixes_se_gardent(extranet: Extranet) -> None:
    """The style sheet and the scripts are kept by the browser; nothing of them comes from elsewhere."""
    navigateur = extranet.navigateur()
    page = navigateur.get("/connexion").text
    fichiers = re.findall(r'(?:href|src)="(/statiques/[^"]+)"', page)
    assert len(fichiers) == 4
    for fichier in fichiers:
        reponse = navigateur.get(fichier)
        assert reponse.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert reponse.headers["x-content-type-options"] == "nosniff"
    assert navigateur.get("/statiques/../parametres.py").status_code == 404
    assert "http" not in re.sub(r"<!--.*?-->", "", page)


def test_une_rubrique_coupee_disparait(extranet: Extranet) -> None:
    """What the agency turns off is neither in the menu nor served, from the next request on."""
    administration = extranet.engine.administration
    parametrage = administration.parametrage()
    with extranet.rentrer("PAILLOUX") as client:
        assert client.get(f"{GL}/photos").status_code == 200
        coupe = evolve(parametrage, photos=evolve(parametrage.photos, actif=False))
        administration.regler(RESPONSABLE, coupe).unwrap()
        assert client.get(f"{GL}/photos").status_code == 404
        assert "Mes photos" not in menu(client.get(GL).text)
        administration.regler(RESPONSABLE, parametrage).unwrap()


# ------------------------------------------------------------------------------------------------------- paying


class Prestataire:
    """A card page: it takes what it is given, and proves nothing."""

    def connait(self, boutique: str, /) -> bool:
        """Every contract is its own."""
        return bool(boutique)

    def start(self, paiement: Paiement, creancier: Creancier, **_: object) -> Redirection:
        """Give an address and fields to post."""
        return Redirection(adresse=PAGE_DE_PAIEMENT, champs={"vads_amount": str(paiement.montant.centimes)})

    def parse(self, corps: bytes, /) -> Result[EvenementDePaiement, FauteDeNotification]:
        """Nothing is signed here."""
        return Failure(FauteDeNotification.SIGNATURE)


@pytest.fixture
def payable() -> Extranet:
    """The demo extranet, where one pays: by card and by debit, to the syndicat."""
    extranet = Extranet(parametres=ParametresWeb(secret=SECRET, hotes=(HOTE,), paiement=(PAGE_DE_PAIEMENT,)))
    administration, engine = extranet.engine.administration, extranet.engine
    parametrage = administration.parametrage()
    compte = evolve(parametrage.compte, carte=True, prelevement=True, courriel_du_commercant="tpe@example.invalid")
    administration.regler(RESPONSABLE, evolve(parametrage, compte=compte)).unwrap()
    faire_payer_le_syndicat(engine)
    extranet.engine = evolve(engine, cartes=Prestataire(), prelevements=MemoryDebits())
    extranet.app = application(extranet.engine, extranet.parametres)
    return extranet


@pytest.mark.req("EXC-15")
def test_payer_par_carte(payable: Extranet) -> None:
    """One sees whom one pays, on which IBAN; the card is typed on the provider's page, and nowhere here."""
    with payable.entrer("ATRILLON") as client:
        compte = client.get(f"{CO}/compte")
        assert "Payer par carte bancaire" in mots(compte.text)
        assert f"form-action 'self' {PAGE_DE_PAIEMENT}" in compte.headers["content-security-policy"]
        page = client.get(f"{CO}/compte/carte?compte=450TRILLON").text
        assert "Bénéficiaire Syndicat GILBERT IBAN FR76 3000 6000 0112 3456 7890 189" in mots(page)
        assert 'value="433,13"' in page  # what he owes
        envoi = {"csrf": jeton(page), "compte": "450TRILLON"}
        for faux in ("", "0", "-5", "cent"):
            assert client.post(f"{CO}/compte/carte", data={**envoi, "montant": faux}).status_code == 422
        suite = client.post(f"{CO}/compte/carte", data={**envoi, "montant": "12,50"}).text
        assert f'action="{PAGE_DE_PAIEMENT}"' in suite
        assert 'name="vads_amount" value="1250"' in suite
        assert jeton(page) not in suite.partition("<main")[2]
        assert "carte bancaire|450TRILLON|en attente|12,50" in rangs(client.get(f"{CO}/compte/paiements").text)[1]
        assert client.post("/paiement/notification", content=b"paye").status_code == 400
    with payable.entrer("BROUILLY") as autre:
        assert autre.get(f"{CO}/compte/carte?compte=450TRILLON").status_code == 404


@pytest.mark.req("EXC-15")
def test_payer_par_prelevement(payable: Extranet) -> None:
    """A one-off mandate, signed on the page; what is wrong is said beside its field, and the IBAN is checked."""
    with payable.entrer("ATRILLON") as client:
        page = client.get(f"{CO}/compte/prelevement?compte=450TRILLON").text
        envoi = {
            "csrf": jeton(page),
            "compte": "450TRILLON",
            "montant": "150,00",
            "titulaire": "ATRILLON Bernard",
            "iban": "FR76 3000 6000 0112 3456 7890 189",
            "ville": "SAUTERNES",
        }
        refus = client.post(f"{CO}/compte/prelevement", data=envoi)
        assert refus.status_code == 422
        assert "Donnez votre accord au prélèvement." in html.unescape(refus.text)
        accord = {**envoi, "accord": "oui"}
        tout = client.post(f"{CO}/compte/prelevement", data={"csrf": envoi["csrf"], "compte": "450TRILLON"}).text
        assert set(re.findall(r'id="([a-z]+)-faute"', tout)) == {"montant", "titulaire", "iban", "ville"}
        assert "Donnez votre accord" in tout
        assert 'id="iban-faute"' in client.post(f"{CO}/compte/prelevement", data={**accord, "iban": "FR76"}).text
        assert 'id="ville-faute"' in client.post(f"{CO}/compte/prelevement", data={**accord, "ville": ""}).text
        signe = client.post(f"{CO}/compte/prelevement", data=accord)
        assert signe.status_code == 303
        page = client.get(signe.headers["location"]).text
        assert "Votre mandat est signé" in mots(page)
        assert "prélèvement|450TRILLON|à valider|150,00" in rangs(page)[1]
