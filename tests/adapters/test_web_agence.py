"""The agency's side: every page for every role, and each form does what it says, or says why not. EXA-05 to EXA-47."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from typing import Final

import httpx
import pytest
from attrs import evolve
from extranets import CLIENTS, FONCTIONS, MAINTENANT, MOT_DE_PASSE, Extranet, jeton
from returns.pipeline import is_successful

from lsc_adapters.bootstrap import memory_engine
from lsc_adapters.clock.fixed import FixedClock
from lsc_adapters.passwords.argon2 import Argon2Passwords
from lsc_adapters.web.application import CHEMINS
from lsc_adapters.web.chemin import Acces
from lsc_domain.classeur.reglages import LecteursDuSyndic, Reglages
from lsc_domain.compte.releve import Sens
from lsc_domain.extranet.agence import FicheDAgence
from lsc_domain.extranet.audit import Acte
from lsc_domain.extranet.collaborateur import Fonction
from lsc_domain.extranet.espace import Espace
from lsc_domain.extranet.fournisseur import Fournisseur
from lsc_domain.extranet.habilitation import FONCTIONS_ADMISES
from lsc_domain.extranet.parametrage import Parametrage, Profil
from lsc_domain.parc.immeuble import Photo
from lsc_domain.socle.ids import TiersId
from lsc_domain.socle.licence import Licence, Option

SY, GE, CO = "/agence/syndic", "/agence/gerance", "/extranet/coproprietaire"
DIVERS, SYNDIC = f"{SY}/documents/syndic-divers", f"{SY}/documents/documents-du-syndic"
PDF: Final = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"

PAGES: Final = {
    "": SY,
    "/portefeuille": f"{SY}/portefeuille",
    "/identites": f"{SY}/identites",
    "/lots/{lot:path}": f"{SY}/lots/GILBERT/248",
    "/clients/{tiers}": f"{SY}/clients/ATRILLON",
    "/clients/{tiers}/acces/{code}": f"{SY}/clients/ATRILLON/acces/ATRILLONBERNARD",
    "/comptes": f"{SY}/comptes",
    "/documents": f"{SY}/documents",
    "/documents/{classeur}": DIVERS,
    "/qui-voit/{document:path}": f"{SY}/qui-voit/00000001/1",
    "/photos": f"{SY}/photos",
    "/demandes": f"{SY}/demandes",
    "/demandes/{demande}": f"{SY}/demandes/[demande]",
    "/informations": f"{SY}/informations",
    "/fiche": f"{SY}/fiche",
    "/fiche/modifier": f"{SY}/fiche/modifier",
    "/utilitaires": f"{SY}/utilitaires",
    "/fournisseurs": f"{SY}/fournisseurs",
    "/publication": f"{SY}/publication",
    "/journal": f"{SY}/journal",
}
FICHIERS: Final = {
    "/ouvrir/{document:path}", "/fichier/{jeton}", "/photos/{empreinte}", "/demandes/{demande}/pieces/{empreinte}",
}  # fmt: skip


class Bureau:
    """Somebody at his desk: an extranet of his own, where he has come in."""

    def __init__(self, extranet: Extranet, qui: str = "agence") -> None:
        self.extranet, self.engine = extranet, extranet.engine
        self.navigateur = extranet.entrer(qui)

    def lire(self, adresse: str, statut: int = 200) -> str:
        """Ask for a page."""
        reponse = self.navigateur.get(adresse)
        assert reponse.status_code == statut, adresse
        return reponse.text

    def poster(
        self,
        adresse: str,
        donnees: dict[str, object] | None = None,
        *,
        fichiers: list[tuple[str, bytes]] | None = None,
    ) -> httpx.Response:
        """Send a form, with its token."""
        joints = [("pieces", (nom, contenu, "application/octet-stream")) for nom, contenu in fichiers or ()]
        envoi = {"csrf": jeton(self.lire("/mot-de-passe")), **(donnees or {})}
        return self.navigateur.post(adresse, data=envoi, files=joints or None)

    def fait(self, adresse: str, donnees: dict[str, object] | None = None, **reste: list[tuple[str, bytes]]) -> str:
        """Send a form that is taken, and return what its next page says."""
        reponse = self.poster(adresse, donnees, **reste)
        assert reponse.status_code == 303, mots(reponse.text)
        return mots(self.lire(reponse.headers["location"]))

    def refus(self, adresse: str, donnees: dict[str, object] | None = None, **reste: list[tuple[str, bytes]]) -> str:
        """Send a form that is not, and return what the page says."""
        reponse = self.poster(adresse, donnees, **reste)
        assert reponse.status_code == 422
        return mots(reponse.text)

    def demande(self) -> str:
        """Return the request of ATRILLON."""
        with self.engine.storage.transaction() as transaction:
            return transaction.demandes.ids()[0]

    def actes(self) -> list[Acte]:
        """Return what was done, the newest first."""
        with self.engine.storage.transaction() as transaction:
            return [une.acte for une in transaction.audit.lire(derniers=50)]


def mots(page: str) -> str:
    """Return the words of the main part of a page."""
    principal = page.partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", principal.replace("<wbr>", ""))).split())


def rangs(page: str) -> list[str]:
    """Return the rows of the tables of a page, cells apart by a bar."""
    cellules = (re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", rang, re.S) for rang in re.findall(r"<tr.*?</tr>", page, re.S))
    return [
        "|".join(" ".join(html.unescape(re.sub(r"<[^>]+>", " ", une.replace("<wbr>", ""))).split()) for une in rang)
        for rang in cellules
    ]


def menu(page: str) -> list[str]:
    """Return the entries of the menu."""
    return re.findall(r"<li><a [^>]*>(.*?)</a></li>", page.partition("<nav")[2].partition("</nav>")[0])


def cochees(page: str) -> set[str]:
    """Return the boxes of a page that are ticked."""
    return set(re.findall(r'name="(\w+)" type="checkbox" value="oui" checked', page))


@pytest.fixture(scope="module")
def partage() -> Iterator[dict[str, Bureau]]:
    """One extranet that nothing changes, and somebody of each role; « agence » is all but the editor."""
    extranet = Extranet()
    for fonction in FONCTIONS:
        extranet.collaborateur(fonction)
    bureaux = {qui: Bureau(extranet, qui) for qui in ("agence", *(une.name for une in FONCTIONS), *CLIENTS)}
    yield bureaux
    for un in bureaux.values():
        un.navigateur.close()


@pytest.fixture
def lu(partage: dict[str, Bureau]) -> Bureau:
    """The desk of the person in charge, where one only reads."""
    return partage["agence"]


@pytest.fixture
def bureau() -> Iterator[Bureau]:
    """A desk of one's own, to act at."""
    ouvert = Bureau(Extranet())
    yield ouvert
    ouvert.navigateur.close()


@pytest.fixture
def entrer(bureau: Bureau) -> Iterator[Callable[[str], Bureau]]:
    """Somebody else, in the same extranet."""
    ouverts: list[Bureau] = []

    def faire(qui: str) -> Bureau:
        ouverts.append(Bureau(bureau.extranet, qui))
        return ouverts[-1]

    yield faire
    for un in ouverts:
        un.navigateur.close()


# ------------------------------------------------------------------------------------------------------- who, where


def test_chaque_page_est_lue() -> None:
    """No page of the agency is left out of what follows."""
    declarees = {
        un.chemin.removeprefix("/agence/{metier}")
        for un in CHEMINS
        if un.acces is Acces.AGENCE and un.chemin.startswith("/agence/{metier}") and "GET" in un.methodes
    }
    assert declarees == PAGES.keys() | FICHIERS


@pytest.mark.req("EXA-25", "I-55")
@pytest.mark.parametrize("fonction", FONCTIONS)
def test_chaque_page_se_rend_a_qui_en_a_le_droit(fonction: Fonction, partage: dict[str, Bureau]) -> None:
    """For each role, each page of its rights lays out, its menu offers no other, and leads nowhere else."""
    qui = partage[fonction.name]
    droits = {un.chemin: un.habilitation for un in CHEMINS if un.acces is Acces.AGENCE}
    for suite, adresse in PAGES.items():
        droit = droits[f"/agence/{{metier}}{suite}"]
        admise = droit is None or fonction in FONCTIONS_ADMISES[droit]
        qui.lire(adresse.replace("[demande]", qui.demande()), 200 if admise else 404)
    for adresse in set(re.findall(r'<li><a href="(/agence[^"]*)"', qui.lire(SY))):
        assert qui.navigateur.get(adresse).status_code in {200, 303}


@pytest.mark.req("EXA-05")
def test_les_metiers_de_la_licence(lu: Bureau) -> None:
    """Two trades: one chooses; one alone: one is in it, and the other does not exist."""
    assert "Choisissez un métier Gérance Syndic" in mots(lu.lire("/agence"))
    lu.lire("/agence/autre", 404)
    licence = Licence(titulaire="Agence", options=frozenset({Option.EXTRANET, Option.SYNDIC}))
    seul = memory_engine(clock=FixedClock(MAINTENANT), passwords=Argon2Passwords(memoire=8, passes=1), licence=licence)
    bureau = Bureau(Extranet(seul))
    assert bureau.navigateur.get("/agence").headers["location"] == SY
    bureau.lire(GE, 404)
    assert "Tickets" not in menu(bureau.lire(SY))
    bureau.navigateur.close()


@pytest.mark.req("EXA-06")
def test_les_memes_boutons_et_d_autres_donnees(lu: Bureau) -> None:
    """Whatever the trade, the same buttons; the lists behind them are the trade's."""
    du_syndic, de_gerance = menu(lu.lire(SY)), menu(lu.lire(GE))
    assert du_syndic[:8] == de_gerance[:8] == [
        "Accueil", "Agence", "Portefeuille", "Documents", "Photos", "Identités", "Utilitaires", "Tickets",
    ]  # fmt: skip
    assert [un for un in du_syndic if un not in de_gerance] == ["Assemblées", "Métier gérance"]
    assert "GILBERT" in mots(lu.lire(f"{SY}/portefeuille"))
    assert "Résidence Saint Louis" in mots(lu.lire(f"{GE}/portefeuille"))
    assert "GILBERT" not in mots(lu.lire(f"{GE}/portefeuille"))
    assert "Ampoule du palier" in mots(lu.lire(f"{SY}/demandes"))
    assert "Ampoule du palier" not in mots(lu.lire(f"{GE}/demandes"))
    lu.lire(f"{GE}/demandes/{lu.demande()}", 404)
    lu.lire(f"{GE}/documents/syndic-divers", 404)


# ------------------------------------------------------------------------------------------------------- the agency


@pytest.mark.req("EXA-08", "EXA-41")
def test_la_fiche_de_l_agence(bureau: Bureau, entrer: Callable[[str], Bureau]) -> None:
    """« Bureaux » is what clients read in « Contacts », lines and all; « Général » is the agency's alone."""
    page = bureau.lire(f"{SY}/fiche/modifier")
    assert "1, place du Marché\n54000 NANCY</textarea>" in html.unescape(page)
    dit = bureau.fait(
        f"{SY}/fiche/modifier",
        {
            "adresse": "3, rue du Port\n83500 PORT-GRIMAUD",
            "courriel": "prive@example.invalid",
            "mandataire_nom": "Jean-Luc CHABLIS",
            "garantie_financiere": "120 000 €",
            "raison_sociale": "Agence du Port",
            "bureaux_adresse": "5, quai Nord\n83500 PORT-GRIMAUD",
            "siret": "000 000 000 00000",
            "telephone": "06 00 00 00 01",
            "mentions_legales": "Publié par l'agence.",
        },
    )
    assert "La fiche est modifiée." in dit
    assert "Garantie financière 120 000 €" in dit
    contacts = mots(entrer("ATRILLON").lire(f"{CO}/contacts"))
    assert "5, quai Nord 83500 PORT-GRIMAUD" in contacts
    assert "06 00 00 00 01" in contacts
    assert "prive@example.invalid" not in contacts
    assert "Publié par l'agence." in mots(bureau.lire("/mentions-legales"))
    assert bureau.engine.administration.fiche().adresse == "3, rue du Port\n83500 PORT-GRIMAUD"


def test_une_fiche_jamais_remplie(bureau: Bureau) -> None:
    """A new agency has nothing to show yet: the page says so."""
    with bureau.engine.storage.transaction() as transaction:
        garde = transaction.fiches_d_agence.get(bureau.engine.agence)
        transaction.fiches_d_agence.put(bureau.engine.agence, FicheDAgence(), expected=garde.version)
    assert mots(bureau.lire(f"{SY}/fiche")).count("à renseigner") == 14


# ------------------------------------------------------------------------------------------------------- portfolio


@pytest.mark.req("EXA-09", "EXA-10")
def test_le_portefeuille(lu: Bureau) -> None:
    """The lists of each trade, searched by words, read only; whoever has an account there has a fiche."""
    onglets = re.findall(r"categorie=(\w+)", lu.lire(f"{SY}/portefeuille"))
    assert onglets == ["immeubles", "lots", "coproprietaires", "fournisseurs"]
    assert set(re.findall(r"categorie=(\w+)", lu.lire(f"{GE}/portefeuille"))) >= {"proprietaires", "locataires"}
    trouves = rangs(lu.lire(f"{SY}/portefeuille?categorie=coproprietaires&cherche=atrillon"))
    assert trouves == ["Nom|Code|Détail", "Monsieur ATRILLON Bernard|ATRILLON|12, rue des cépages 33120 SAUTERNES"]
    assert "GILBERT/012|GILBERT|Cave" in rangs(lu.lire(f"{SY}/portefeuille?categorie=lots"))
    assert "0 fiche pour « personne »" in mots(lu.lire(f"{SY}/portefeuille?cherche=personne"))
    lu.lire(f"{SY}/portefeuille?categorie=inconnue&page=999")
    for onglet in ("general", "arborescence", "documents", "photos", "evenements"):
        page = lu.lire(f"{SY}/clients/ATRILLON?onglet={onglet}")
        champs = re.findall(r'<(?:input|select|textarea)[^>]* name="(\w+)"', page.partition("<main")[2])
        assert set(champs) <= {"csrf", "ouvert"}


@pytest.mark.req("EXA-11", "EXA-12", "EXA-17")
def test_la_fiche_d_un_client(partage: dict[str, Bureau]) -> None:
    """Six tabs and what they count; who may not manage logins is offered nothing; no page shows a chosen password."""
    lu = partage["agence"]
    general = mots(lu.lire(f"{SY}/clients/ATRILLON"))
    assert "Général Situation du compte Arborescence 3 Evènements 1 Documents 5 Photos 1" in general
    for dit in (
        "Nom Monsieur ATRILLON Bernard", "Adresse postale 12, rue des cépages 33120 SAUTERNES", "Rôle copropriétaire",
        "Notifications de nouveaux documents activées", "Connexion autorisée", "Identifiant ATRILLONBERNARD",
    ):  # fmt: skip
        assert dit in general
    assert "Générer un mot de passe temporaire" in general
    assert "Générer" not in mots(partage[Fonction.COMPTABLE.name].lire(f"{SY}/clients/ATRILLON"))
    documents = mots(lu.lire(f"{SY}/clients/ATRILLON?onglet=documents"))
    assert "Règlement de copropriété 1 Règlement de copropriété.pdf" in documents
    assert "Aucune photo" in mots(lu.lire(f"{SY}/clients/CLIQUOT?onglet=photos"))
    sans = mots(lu.lire(f"{SY}/clients/CLIQUOT"))
    assert "non autorisée" in sans
    assert "cochez « Service Client »" in sans
    for page in (f"{SY}/clients/INCONNU", f"{SY}/clients/ATRILLON/acces/AUTRE", f"{SY}/clients/INCONNU/acces/AUTRE"):
        lu.lire(page, 404)
    for onglet in ("general", "compte", "documents"):
        assert MOT_DE_PASSE not in lu.lire(f"{SY}/clients/ATRILLON?onglet={onglet}")


@pytest.mark.req("EXA-13", "EXP-53")
def test_un_mot_de_passe_temporaire(bureau: Bureau, entrer: Callable[[str], Bureau]) -> None:
    """Asking changes nothing, nor leaving; « Valider » does, once."""
    entrer("BROUILLY").navigateur.close()
    code = bureau.extranet.remis["BROUILLY"].code
    identifiants, acces = bureau.engine.identifiants, f"{SY}/clients/BROUILLY/acces/{code}"

    def entre(mot_de_passe: str) -> bool:
        return is_successful(identifiants.connecter(code, mot_de_passe, adresse=""))

    assert "Le mot de passe actuel continue de servir" in mots(bureau.lire(acces))
    assert "Aucun mot de passe n'attendait d'être validé." in bureau.fait(f"{acces}/valider")
    page = bureau.poster(acces)
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    (propose,) = re.findall(r'class="secret">(.*?)<', html.unescape(page.text))
    assert not entre(propose)
    assert entre(MOT_DE_PASSE)
    assert "Le nouveau mot de passe temporaire est en vigueur." in bureau.fait(f"{acces}/valider")
    assert not entre(MOT_DE_PASSE)
    assert entre(propose)
    assert "Aucun mot de passe n'attendait" in bureau.fait(f"{acces}/valider")
    assert Acte.MOT_DE_PASSE_REGENERE in bureau.actes()
    assert bureau.poster(f"{SY}/clients/ATRILLON/acces/{code}").status_code == 404


@pytest.mark.req("EXA-11", "I-34")
def test_fermer_et_rouvrir_une_connexion(bureau: Bureau, entrer: Callable[[str], Bureau]) -> None:
    """Closed, he is out at once and does not come in; open again, he does."""
    client, code = entrer("BROUILLY"), bureau.extranet.remis["BROUILLY"].code
    bascule = f"{SY}/clients/BROUILLY/acces/{code}/connexion"
    dit = bureau.fait(bascule, {"ouvert": "non"})
    assert "La connexion est fermée." in dit
    assert "Connexion non autorisée" in dit
    assert client.navigateur.get(CO).headers["location"].startswith("/connexion")
    assert not is_successful(bureau.engine.identifiants.connecter(code, MOT_DE_PASSE, adresse=""))
    assert "La connexion est autorisée." in bureau.fait(bascule, {"ouvert": "oui"})
    assert is_successful(bureau.engine.identifiants.connecter(code, MOT_DE_PASSE, adresse=""))


@pytest.mark.req("EXA-14", "EXA-28")
def test_la_situation_du_compte_est_ce_que_voit_le_client(partage: dict[str, Bureau]) -> None:
    """The very rows the client reads, between the same days; another's account is not reached from his fiche."""
    jours = "du=2020-01-01&au=2020-07-20"
    vus = rangs(partage["ATRILLON"].lire(f"{CO}/compte?compte=450TRILLON&{jours}"))
    lus = rangs(partage["agence"].lire(f"{SY}/clients/ATRILLON?onglet=compte&compte=450TRILLON&{jours}"))
    assert vus == lus
    assert len(lus) > 5
    inverse = partage["agence"].lire(f"{SY}/clients/ATRILLON?onglet=compte&du=2020-07-20&au=2020-01-01")
    assert rangs(inverse) == lus
    autre = partage["agence"].lire(f"{SY}/clients/ATRILLON?onglet=compte&compte=411ALOXECO&du=hier")
    assert "9 985,56" not in autre
    gerance = partage["agence"].lire(f"{GE}/clients/YALOXECORTONDENISE?onglet=compte&compte=411ALOXECO&{jours}")
    assert "−9 985,56" in gerance.replace("\u202f", " ")


@pytest.mark.req("EXA-15")
def test_l_arborescence(lu: Bureau) -> None:
    """The lots of an owner, by building; a tenant has no such tab."""
    assert "GILBERT 012, Cave (copropriétaire) 248, Appartement (copropriétaire) 910" in mots(
        lu.lire(f"{SY}/clients/ATRILLON?onglet=arborescence")
    )
    assert "Arborescence" not in mots(lu.lire(f"{GE}/clients/PAILLOUX"))
    assert "Général Nom" in mots(lu.lire(f"{GE}/clients/PAILLOUX?onglet=arborescence"))


@pytest.mark.req("CORE-01", "EXA-09")
def test_la_fiche_d_un_lot(lu: Bureau) -> None:
    """SAINTLOUIS/305 to the letter, from the list and read only; a lot of the other trade is not here."""
    liste = lu.lire(f"{GE}/portefeuille?categorie=lots")
    assert 'href="/agence/gerance/lots/SAINTLOUIS/305"' in liste
    page = lu.lire(f"{GE}/lots/SAINTLOUIS/305")
    assert "<form" not in page.partition("<main")[2].partition("</main>")[0]
    dits = mots(page).replace("\u202f", " ")
    for attendu in (
        "Propriétaire YALOXE CORTON Denise", "N° RCP 305", "Type Appartement", "Standing Normal", "Pièces 5",
        "Chambres 2", "Etage 3ème", "Construit le 01/10/1980", "Mandat 102", "Loyer mensuel HT 459,00 €",
        "Habitable 95,00 m²", "Surface 95,00 m²", "Mitoyenneté 2 côtés",
    ):  # fmt: skip
        assert attendu in dits
    assert "Type Cave" in mots(lu.lire(f"{SY}/lots/GILBERT/012"))
    lu.lire(f"{SY}/lots/SAINTLOUIS/305", 404)
    lu.lire(f"{GE}/lots/SAINTLOUIS/306", 404)


# ------------------------------------------------------------------------------------------------------- papers


@pytest.mark.req("EXA-18", "EXA-19")
def test_les_classeurs(bureau: Bureau) -> None:
    """All the binders, empty ones too, each with its number; what is in none is listed under them, in its context."""
    page = mots(bureau.lire(f"{SY}/documents"))
    assert "8 documents dans 14 classeurs." in " ".join(page.split())
    assert "Assemblées Générales 0" in page
    assert "Divers 1" in page
    assert "Hors classeur" not in page
    bureau.engine.extranet.demander(
        TiersId("ATRILLON"), espace=Espace.COPROPRIETAIRE, objet="Rosace", texte="Devis.", pieces=(("rosace.pdf", PDF),)
    ).unwrap()
    (rang,) = [un for un in rangs(bureau.lire(f"{SY}/documents")) if "rosace.pdf" in un]
    assert rang == "rosace.pdf|20/07/2020|69 octets|Rosace , Monsieur ATRILLON Bernard"
    assert "rosace.pdf" not in bureau.lire(f"{GE}/documents")
    assert "Quittance" in mots(bureau.lire(f"{GE}/documents"))


@pytest.mark.req("EXP-14")
def test_les_droits_d_un_classeur(bureau: Bureau, entrer: Callable[[str], Bureau]) -> None:
    """A level is never ticked without those on its right; what is kept is seen at the next page of a client."""
    client = entrer("ATRILLON")
    assert "Attestation d'assurance.pdf" in mots(client.lire(f"{CO}/documents/syndic-divers"))
    refus = bureau.refus(f"{DIVERS}/droits", {"cases": ["coproprietaire"]})
    assert "Une correction est nécessaire" in refus
    bureau.refus(f"{DIVERS}/droits", {"cases": ["coproprietaire", "president"]})
    client.lire(f"{CO}/documents/syndic-divers")
    dit = bureau.fait(f"{DIVERS}/droits", {"cases": ["membre", "president", "inconnue"]})
    assert "Les droits du classeur sont modifiés" in dit
    client.lire(f"{CO}/documents/syndic-divers", 404)
    entrer("BROUILLY").lire(f"{CO}/documents/syndic-divers")
    for cases in ([], ["president"], ["coproprietaire", "membre", "president", "prestataire"]):
        bureau.fait(f"{DIVERS}/droits", {"cases": cases})
    client.lire(f"{CO}/documents/syndic-divers")
    assert bureau.actes().count(Acte.DROITS_CHANGES) == 4


@pytest.mark.req("EXA-21", "EXA-22")
def test_les_documents_du_syndic(bureau: Bureau, entrer: Callable[[str], Bureau]) -> None:
    """Added, the council reads it at once, nobody else; ticked and deleted, nobody does; no other binder is fed so."""
    conseil, simple = entrer("BROUILLY"), entrer("ATRILLON")
    ici = f"{CO}/documents/documents-du-syndic"
    dit = bureau.fait(f"{SYNDIC}/verser", fichiers=[("Assurance R.C.pdf", PDF), ("../../Carte.pdf", PDF + b"\n")])
    assert "Le document est ajouté : il se lit dès maintenant." in dit
    assert "3 documents." in " ".join(dit.split())
    assert "Assurance R.C.pdf" in mots(conseil.lire(ici))
    assert ".." not in mots(conseil.lire(ici))
    simple.lire(ici, 404)
    (verse,) = re.findall(r'value="([^"]+)" aria-label="Supprimer Assurance R\.C', bureau.lire(SYNDIC))
    assert "Cochez ce que vous voulez supprimer." in bureau.refus(f"{SYNDIC}/retirer", {"documents": "00000001/1"})
    dit = bureau.fait(f"{SYNDIC}/retirer", {"documents": [verse, "00000001/1"]})
    assert "plus personne ne les lit" in dit
    assert "Assurance R.C.pdf" not in mots(conseil.lire(ici))
    assert "Règlement" in mots(conseil.lire(f"{CO}/documents/syndic-reglement-de-copropriete"))
    assert "Choisissez un fichier." in bureau.refus(f"{SYNDIC}/verser")
    assert "virus.exe" in bureau.refus(f"{SYNDIC}/verser", fichiers=[("virus.exe", b"MZ\x90\x00")])
    assert bureau.poster(f"{DIVERS}/verser", fichiers=[("a.pdf", PDF)]).status_code == 404
    assert bureau.poster(f"{DIVERS}/retirer", {"documents": "00000003/0"}).status_code == 404
    assert {Acte.DOCUMENT_VERSE, Acte.DOCUMENT_RETIRE} <= set(bureau.actes())


@pytest.mark.req("I-30", "I-31", "I-53", "EXA-20")
def test_qui_voit_un_document(bureau: Bureau) -> None:
    """Who reads it and why; opening it is traced, and its address is one's own."""
    page = bureau.lire(f"{SY}/qui-voit/00000006/0")
    assert [rang.partition("|")[0] for rang in rangs(page)] == ["Nom", "BROUILLY Alfred"]
    assert "Personne ne lit" not in mots(page)
    bureau.lire(f"{SY}/qui-voit/inconnu", 404)
    vers = bureau.navigateur.get(f"{SY}/ouvrir/00000006/0").headers["location"]
    reponse = bureau.navigateur.get(vers)
    assert reponse.headers["content-type"] == "application/pdf"
    assert bureau.actes()[0] is Acte.DOCUMENT_LU
    autre = Bureau(bureau.extranet, _fonction(bureau, Fonction.GESTIONNAIRE))
    autre.lire(vers, 404)
    autre.navigateur.close()
    inconnu = bureau.navigateur.get(f"{SY}/ouvrir/inconnu").headers["location"]
    for faux in (inconnu, f"{SY}/fichier/forge"):
        bureau.lire(faux, 404)


def _fonction(bureau: Bureau, fonction: Fonction) -> str:
    bureau.extranet.collaborateur(fonction)
    return fonction.name


@pytest.mark.req("EXA-23")
def test_les_photos(bureau: Bureau) -> None:
    """By building, those of the trade; each is given as what it is."""
    assert "Aucune photo n'est publiée." in mots(bureau.lire(f"{GE}/photos"))
    assert bureau.engine.documents is not None
    image = b"\x89PNG\r\n\x1a\n" + bytes(24)
    empreinte = bureau.engine.documents.put(image)
    photo = Photo(nom="façade.png", empreinte=empreinte, taille=len(image), le=MAINTENANT.date())
    with bureau.engine.storage.transaction() as transaction:
        garde = transaction.immeubles.get("GILBERT")
        transaction.immeubles.put("GILBERT", evolve(garde.state, photos=(photo,)), expected=garde.version)
    assert "GILBERT 1 20/07/2020" in mots(bureau.lire(f"{SY}/photos"))
    assert "GILBERT" not in mots(bureau.lire(f"{GE}/photos"))
    assert bureau.navigateur.get(f"{SY}/photos/{empreinte}").content == image
    assert 'alt="GILBERT, façade.png"' in bureau.lire(f"{SY}/clients/ATRILLON?onglet=photos")
    bureau.lire(f"{SY}/photos/inconnue", 404)


@pytest.mark.req("EXA-24")
def test_les_identites(lu: Bureau) -> None:
    """Everybody once, whatever the trade and his accounts, collaborators too; by words, by filter."""
    assert [rang for rang in rangs(lu.lire(f"{SY}/identites?cherche=brouilly")) if "BROUILLY" in rang] == [
        "BROUILLY Alfred|copropriétaire, membre du conseil syndical|brouilly@example.invalid"
    ]
    tous = mots(lu.lire(f"{GE}/identites"))
    for nom in ("ATRILLON", "PAILLOUX", "Jean-Luc CHABLIS", "Un éditeur"):
        assert nom in tous
    collaborateurs = rangs(lu.lire(f"{SY}/identites?filtre=collaborateurs"))[1:]
    assert len(collaborateurs) == 5
    assert "ATRILLON" not in mots(lu.lire(f"{SY}/identites?filtre=locataires"))
    assert rangs(lu.lire(f"{SY}/identites?filtre=inconnu")) == rangs(lu.lire(f"{SY}/identites"))


# ------------------------------------------------------------------------------------------------------- exchanges


@pytest.mark.req("EXA-16", "EXA-37")
def test_informer(bureau: Bureau, entrer: Callable[[str], Bureau]) -> None:
    """What is told is read at once by whom it is for, and by nobody once it is taken off; LSC knows nothing of it."""
    proprietaire, locataire = entrer("ATRILLON"), entrer("PAILLOUX")
    evenements = bureau.engine.storage
    with evenements.transaction() as transaction:
        avant = len(transaction.evenements.ids())
    dit = bureau.fait(f"{SY}/informations", {"titre": "Eau coupée", "texte": "Jeudi.", "immeubles": ["GILBERT"]})
    assert "L'information est publiée" in dit
    assert "Eau coupée" in mots(proprietaire.lire(f"{CO}/informations"))
    assert "Eau coupée" in mots(bureau.lire(f"{SY}/clients/ATRILLON?onglet=evenements"))
    assert "Eau coupée" not in mots(locataire.lire("/extranet/gestion-locative/informations"))
    assert "Eau coupée" not in mots(bureau.lire(f"{GE}/informations"))
    bureau.fait(f"{GE}/informations", {"titre": "Pour vous", "texte": "Un mot.", "destinataires": "PAILLOUX, BPETRUS"})
    assert "Pour vous" in mots(locataire.lire("/extranet/gestion-locative/informations"))
    with evenements.transaction() as transaction:
        assert len(transaction.evenements.ids()) == avant
    for faute in (
        {"titre": "", "texte": "x"},
        {"titre": "x", "texte": ""},
        {"titre": "x", "texte": "x", "destinataires": "NUL"},
    ):
        assert "Une correction est nécessaire" in bureau.refus(f"{SY}/informations", faute)
    (id_,) = [une.id for une in bureau.engine.administration.informations() if une.titre == "Eau coupée"]
    assert bureau.poster(f"{GE}/informations/{id_}/retirer").status_code == 404
    assert "L'information est retirée." in bureau.fait(f"{SY}/informations/{id_}/retirer")
    assert "Eau coupée" not in mots(proprietaire.lire(f"{CO}/informations"))
    assert bureau.poster(f"{SY}/informations/{id_}/retirer").status_code == 404


@pytest.mark.req("EXA-37", "EXA-38")
def test_repondre_et_decider_du_ticket(bureau: Bureau, entrer: Callable[[str], Bureau]) -> None:
    """Nothing opens a ticket but the agency; refused, the client reads why; closed, nothing more is written."""
    client = entrer("ATRILLON")
    demande = bureau.engine.extranet.demander(
        TiersId("ATRILLON"), espace=Espace.COPROPRIETAIRE, objet="Rosace", texte="Devis.", ticket=True
    ).unwrap()
    ici = f"{SY}/demandes/{demande.id}"
    assert "Rosace" in mots(bureau.lire(f"{SY}/demandes?ticket=oui"))
    assert "Ampoule" not in mots(bureau.lire(f"{SY}/demandes?ticket=oui"))
    assert "Écrivez votre réponse." in bureau.refus(ici, {"texte": "  "})
    assert "gros.exe" in bureau.refus(ici, {"texte": "Voici."}, fichiers=[("gros.exe", b"MZ")])
    assert "Votre réponse est envoyée." in bureau.fait(ici, {"texte": "Voici."}, fichiers=[("plan.pdf", PDF)])
    assert "Jean-Luc CHABLIS" in mots(bureau.lire(ici))
    assert "plan.pdf" in mots(client.lire(f"{CO}/demandes/{demande.id}"))
    (empreinte,) = re.findall(r"/pieces/(\w+)", bureau.lire(ici))
    vers = bureau.navigateur.get(f"{ici}/pieces/{empreinte}").headers["location"]
    assert bureau.navigateur.get(vers).content == PDF
    assert "Dites pourquoi" in bureau.refus(f"{ici}/ticket", {"suite": "refuser"})
    assert "Le ticket est refusé" in bureau.fait(f"{ici}/ticket", {"suite": "refuser", "motif": "Déjà commandé."})
    assert "ticket refusé Motif : Déjà commandé." in mots(client.lire(f"{CO}/demandes/{demande.id}"))
    bureau.refus(f"{ici}/ticket", {"suite": "accepter"})
    assert "La demande est close." in bureau.fait(f"{ici}/clore")
    assert "Rosace" not in mots(bureau.lire(f"{SY}/demandes"))
    assert "Rosace" in mots(bureau.lire(f"{SY}/demandes?etat=closes"))
    assert "Ampoule" in mots(bureau.lire(f"{SY}/demandes?etat=toutes"))
    bureau.refus(ici, {"texte": "Encore."})
    bureau.refus(f"{ici}/clore")
    assert bureau.poster(f"{SY}/demandes/inconnue/clore").status_code == 404


# ------------------------------------------------------------------------------------------------------- parameters

BOITES: Final = {
    "compte_actif": "compte.actif", "compte_locataires": "compte.vue_sur_les_locataires", "carte": "compte.carte",
    "prelevement": "compte.prelevement", "paiement_sans_courriel": "compte.paiement_sans_courriel",
    "photos_actif": "photos.actif", "photos_vides": "photos.classeurs_vides", "photos_gestion": "photos.gestion",
    "photos_syndic": "photos.syndic", "echanges_actif": "echanges.actif", "informations": "echanges.informations",
    "demandes": "echanges.demandes", "partenaires": "modules.partenaires", "contact": "modules.contact",
    "biens": "modules.biens", "flux": "modules.flux", "depenses": "modules.depenses", "fonds": "modules.fonds",
    "notifications_mobiles": "modules.notifications_mobiles",
}  # fmt: skip
DES_DOCUMENTS: Final = {
    "module": "module", "gestion": "gestion", "syndic": "syndic", "classeurs_vides": "classeurs_vides",
    "documents_locataires": "vue_sur_les_locataires",
}  # fmt: skip
TEXTES: Final = {
    "sens": Sens.CREDIT_DEBIT.value, "profil": "lsc", "lecteurs_du_syndic": LecteursDuSyndic.CONSEILS.value,
    "courriel_du_commercant": "tpe@example.invalid", "adresse_du_flux": "https://flux.example.invalid/a.xml",
}  # fmt: skip


def lue(options: object, chemin: str) -> object:
    """Read a box of the parameters."""
    for nom in chemin.split("."):
        options = getattr(options, nom)
    return options


@pytest.mark.req("EXA-47", "EXA-46", "EXA-39", "EXA-25")
def test_les_valeurs_d_une_agence_neuve(lu: Bureau) -> None:
    """The screen of a new agency has the seed's boxes ticked, and no other."""
    neuf, reglages = Parametrage(), Reglages()
    attendues = {nom for nom, ou in BOITES.items() if lue(neuf, ou)}
    attendues |= {nom for nom, ou in DES_DOCUMENTS.items() if lue(reglages, ou)} | {"notifications"}
    assert cochees(lu.lire(f"{SY}/utilitaires")) == attendues
    assert {"partenaires", "notifications_mobiles", "documents_locataires"}.isdisjoint(attendues)


@pytest.mark.req(
    "EXA-26", "EXA-27", "EXA-28", "EXA-29", "EXA-32", "EXA-33", "EXA-34", "EXA-35", "EXA-36", "EXA-37", "EXA-39",
    "EXA-42", "EXA-43", "EXA-44", "EXA-45", "EXA-46", "EXP-42",
)  # fmt: skip
def test_chaque_boite_va_a_sa_place(bureau: Bureau) -> None:
    """Each box, ticked alone, is the only one on: « Valider » keeps the whole screen at once, and shows it again."""
    for seule in (*BOITES, *DES_DOCUMENTS, "notifications"):
        assert "Les paramètres sont enregistrés." in bureau.fait(f"{SY}/utilitaires", {**TEXTES, seule: "oui"})
        administration = bureau.engine.administration
        voulu, options = administration.parametrage(), administration.parametres()
        vraies = {nom for nom, ou in BOITES.items() if lue(voulu, ou)}
        vraies |= {nom for nom, ou in DES_DOCUMENTS.items() if lue(options.reglages, ou)}
        vraies |= {"notifications"} if options.notifications else set()
        assert vraies == {seule} == cochees(bureau.lire(f"{SY}/utilitaires"))
    autres = {
        "sens": Sens.DEBIT_CREDIT.value,
        "profil": "asvs-5",
        "lecteurs_du_syndic": LecteursDuSyndic.COPROPRIETAIRES.value,
    }
    bureau.fait(f"{SY}/utilitaires", {**TEXTES, **autres})
    voulu = bureau.engine.administration.parametrage()
    assert (voulu.compte.sens, voulu.profil) == (Sens.DEBIT_CREDIT, Profil.ASVS_5)
    assert bureau.engine.administration.parametres().reglages.lecteurs_du_syndic is LecteursDuSyndic.COPROPRIETAIRES
    assert (voulu.compte.courriel_du_commercant, voulu.modules.adresse_du_flux) == (
        TEXTES["courriel_du_commercant"],
        TEXTES["adresse_du_flux"],
    )


@pytest.mark.req("EXA-30", "EXA-43", "EXP-42")
def test_un_ecran_refuse_ne_change_rien(bureau: Bureau) -> None:
    """A card without the merchant's e-mail, a feed without address: all of it is refused, what was typed stays."""
    avant, options = bureau.engine.administration.parametrage(), bureau.engine.administration.parametres()
    for faute, champ in (
        ({"carte": "oui", "courriel_du_commercant": ""}, "courriel_du_commercant"),
        ({"courriel_du_commercant": "personne"}, "courriel_du_commercant"),
        ({"flux": "oui", "adresse_du_flux": "javascript:alert(1)"}, "adresse_du_flux"),
    ):
        reponse = bureau.poster(f"{SY}/utilitaires", {**TEXTES, "partenaires": "oui", **faute})
        assert reponse.status_code == 422
        assert f'id="{champ}-faute"' in reponse.text
        assert "partenaires" in cochees(reponse.text)
        assert bureau.engine.administration.parametrage() == avant
        assert bureau.engine.administration.parametres() == options
    assert Acte.PARAMETRES_CHANGES not in bureau.actes()


@pytest.mark.req("EXA-31")
def test_le_maitre_interrupteur(bureau: Bureau, entrer: Callable[[str], Bureau]) -> None:
    """« Active l'extranet, tout simplement »: off, no client comes in; the agency does."""
    entrer("ATRILLON")
    bureau.fait(f"{SY}/utilitaires", {**TEXTES, "compte_actif": "oui"})
    code = bureau.extranet.remis["ATRILLON"].code
    assert not is_successful(bureau.engine.identifiants.connecter(code, MOT_DE_PASSE, adresse=""))
    bureau.lire(SY)


@pytest.mark.req("EXP-18", "EXP-19", "EXA-25")
def test_les_journaux_sont_a_l_editeur(bureau: Bureau, entrer: Callable[[str], Bureau]) -> None:
    """« Réservé Crypto »: the editor alone sees the two boxes, and turns them on."""
    assert "Réservé à l'éditeur" not in mots(bureau.lire(f"{SY}/utilitaires"))
    assert bureau.poster(f"{SY}/utilitaires/journaux", {"winscp": "oui"}).status_code == 404
    editeur = entrer(_fonction(bureau, Fonction.EDITEUR))
    assert "Réservé à l'éditeur" in mots(editeur.lire(f"{SY}/utilitaires"))
    for transfert, winscp in ((True, True), (False, True), (False, False)):
        coches = ({"transfert": "oui"} if transfert else {}) | ({"winscp": "oui"} if winscp else {})
        assert "Les paramètres sont enregistrés." in editeur.fait(f"{SY}/utilitaires/journaux", {**coches})
        options = bureau.engine.administration.parametres()
        assert (options.journal_de_transfert, options.journal_winscp) == (transfert, winscp)
    assert menu(editeur.lire(SY)) == ["Accueil", "Utilitaires", "Métier gérance", "Mon mot de passe"]


# ------------------------------------------------------------------------------------------------------- the rest


@pytest.mark.req("EXA-40")
def test_les_fournisseurs(bureau: Bureau, entrer: Callable[[str], Bureau]) -> None:
    """The list is LSC's; which of them clients see is the agency's."""
    assert "Aucun fournisseur reçu." in mots(bureau.lire(f"{SY}/fournisseurs"))
    responsable = bureau.engine.identifiants.collaborateurs()[0]
    bureau.engine.administration.recevoir_fournisseurs(
        responsable, (Fournisseur(code="ELEC", nom="Électricité", telephone="06 00 00 00 00"),)
    ).unwrap()
    bureau.fait(f"{SY}/utilitaires", {**TEXTES, "module": "oui", "syndic": "oui", "partenaires": "oui"})
    client = entrer("ATRILLON")
    assert "Électricité" in mots(client.lire(f"{CO}/partenaires"))
    assert "non Publier" in bureau.fait(f"{SY}/fournisseurs", {"code": "ELEC", "publie": "non"})
    assert "Électricité" not in mots(client.lire(f"{CO}/partenaires"))
    assert "oui Masquer" in bureau.fait(f"{SY}/fournisseurs", {"code": "ELEC", "publie": "oui"})
    assert bureau.poster(f"{SY}/fournisseurs", {"code": "AUTRE", "publie": "oui"}).status_code == 404


@pytest.mark.req("EXP-42", "EXP-41")
def test_renvoyer_depuis_un_jour(bureau: Bureau) -> None:
    """« Renvoyer les documents depuis le … »: the next publication takes it up; a day to come is refused."""
    (destination,) = bureau.engine.publications.destinations()
    ici = f"{SY}/publication/{destination.id}/renvoyer"
    for faux in ("", "2021-01-01", "31/02/2020"):
        assert "Écrivez un jour passé" in bureau.refus(ici, {"depuis": faux})
    assert "seront renvoyés" in bureau.fait(ici, {"depuis": "2020-07-07"})
    (reglee,) = bureau.engine.publications.destinations()
    assert str(reglee.republier_depuis) == "2020-07-07"
    assert bureau.poster(f"{SY}/publication/autre/renvoyer", {"depuis": "2020-07-07"}).status_code == 404


@pytest.mark.req("PUB-05", "I-33", "ELAN-02")
def test_l_etat_de_la_publication(lu: Bureau) -> None:
    """Where each destination stands, and what the décret still wants, building by building; the gérance has none."""
    page = mots(lu.lire(f"{SY}/publication"))
    assert "Rien n'y a encore été publié :" in page
    assert "GILBERT" in page
    assert "décret 2019-502" in page
    assert "décret 2019-502" not in mots(lu.lire(f"{GE}/publication"))


@pytest.mark.req("I-53")
def test_le_journal_des_acces(lu: Bureau) -> None:
    """Who did what, in French, by login and by object; no secret is in it."""
    page = lu.lire(f"{SY}/journal")
    assert "mot de passe changé" in mots(page)
    siennes = rangs(lu.lire(f"{SY}/journal?par=ATRILLONBERNARD"))[1:]
    assert siennes
    assert all(rang.split("|")[2] == "ATRILLONBERNARD" for rang in siennes)
    assert "Aucune trace." in mots(lu.lire(f"{SY}/journal?objet=inconnu"))
    assert MOT_DE_PASSE not in page
    assert all(remis.mot_de_passe not in html.unescape(page) for remis in lu.extranet.remis.values())


@pytest.mark.req("CORE-03", "EXP-51", "EXP-54", "EXP-55")
def test_les_comptes(partage: dict[str, Bureau], bureau: Bureau) -> None:
    """« Liste Compte », its boxes ticked together: the logins that were missing are shown once."""
    tete, *lignes = rangs(partage["agence"].lire(f"{SY}/comptes"))
    assert tete == "Choisir|Entité|Désignation|Compte|Libellé|Débit|Crédit|Service Client"
    (atrillon,) = [un for un in lignes if "450TRILLON" in un]
    assert atrillon.split("|")[3:] == ["450TRILLON", "ATRILLON Bernard", "433,13", "", "oui"]
    assert rangs(partage["COMPTABLE"].lire(f"{SY}/comptes"))[0].startswith("Entité|")
    assert "0 compte" in mots(partage["agence"].lire(f"{SY}/comptes?cherche=nulle+part")).replace("\u00a0", " ")
    assert "81PAILLOUX" in mots(partage["agence"].lire(f"{GE}/comptes"))
    (sans_client,) = [un for un in rangs(partage["agence"].lire(f"{GE}/comptes")) if "115-S038" in un]
    assert sans_client.split("|")[1:] == ["G001", "Gérance Crypto", "115-S038-GES-AD", "", "", "", "non"]
    refuse = bureau.refus(f"{GE}/comptes/marquer", {"comptes": ["81PAILLOUX", "102001"]})
    assert "Ces comptes ne sont pas ceux d'un client : 102001." in refuse
    assert "Cochez les comptes à marquer." in bureau.refus(f"{SY}/comptes/marquer", {"comptes": "81PAILLOUX"})
    page = bureau.poster(f"{SY}/comptes/marquer", {"comptes": ["450CLIQUOT"]})
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    (nom, code, mot_de_passe) = rangs(page.text)[1].split("|")
    assert "CLIQUOT" in nom
    assert is_successful(bureau.engine.identifiants.connecter(code, mot_de_passe, adresse=""))
    deja = bureau.poster(f"{SY}/comptes/marquer", {"comptes": ["450CLIQUOT", "450TRILLON"]})
    assert "Leurs titulaires avaient déjà un identifiant." in mots(deja.text)
    assert "Cochez les comptes à désactiver." in bureau.refus(f"{SY}/comptes/desactiver")
    assert "Les comptes sont désactivés" in bureau.fait(f"{SY}/comptes/desactiver", {"comptes": ["450CLIQUOT"]})
    (cliquot,) = [un for un in rangs(bureau.lire(f"{SY}/comptes?cherche=450cliquot")) if "450CLIQUOT" in un]
    assert cliquot.endswith("|non")


@pytest.mark.req("EXA-06", "EXA-37")
def test_l_accueil_dit_ce_qui_attend(lu: Bureau) -> None:
    """What waits for an answer is on the first page of who answers, and of nobody else."""
    assert "Demandes en cours 1 Ampoule du palier" in mots(lu.lire(SY))
    assert "Aucune demande n'attend de réponse." in mots(lu.lire(GE))
