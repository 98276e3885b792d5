"""Every route, every role: what each is answered, as a table; a route that is not in it fails. I-30, I-31, I-55."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from extranets import FONCTIONS, Extranet, TestClient, jeton
from starlette.routing import Match, Route

from lsc_adapters.web.application import CHEMINS
from lsc_adapters.web.chemin import Acces, Chemin
from lsc_domain.extranet.habilitation import FONCTIONS_ADMISES, Habilitation

ROLES = (
    "anonyme",
    "provisoire",
    "ATRILLON",  # copropriétaire
    "BROUILLY",  # member of the council
    "YALOXECORTONDENISE",  # copropriétaire and propriétaire
    "PAILLOUX",  # tenant
    *(une.name for une in FONCTIONS),  # gestionnaire, comptable, administrateur, éditeur
)

# One column per role. A number is a status; « c » sends to the login, « m » to the choice of a password, « > » to
# another page of one's own, « f » to the signed address of a file, whose opening is looked at below.
CLIENT_SYNDIC = "c m 200 200 200 404 404 404 404 404"
CLIENT_GERANCE = "c m 404 404 200 200 404 404 404 404"
CO, GL = "/extranet/coproprietaire", "/extranet/gestion-locative"

TABLE = {
    # ---------------------------------------------------------------- everybody
    "GET /connexion": "200 200 > > > > > > > >",
    "GET /mot-de-passe-oublie": "200 200 200 200 200 200 200 200 200 200",
    "GET /reinitialiser": "200 200 200 200 200 200 200 200 200 200",
    "GET /mentions-legales": "200 200 200 200 200 200 200 200 200 200",
    "POST /paiement/notification": "503 503 503 503 503 503 503 503 503 503",
    # ---------------------------------------------------------------- whoever has come in
    "GET /": "c m > > > > > > > >",
    "GET /deconnexion": "c 200 200 200 200 200 200 200 200 200",
    "GET /mot-de-passe": "c 200 200 200 200 200 200 200 200 200",
    # ---------------------------------------------------------------- clients
    "GET /extranet": "c m > > 200 > > > > >",
    "GET /document/forge": "c m 404 404 404 404 404 404 404 404",
    f"GET {CO}": CLIENT_SYNDIC,
    f"GET {GL}": CLIENT_GERANCE,
    "GET /extranet/inconnu": "c m 404 404 404 404 404 404 404 404",
    f"POST {CO}/notifications": "c m > > > 404 404 404 404 404",
    f"GET {CO}/contacts": CLIENT_SYNDIC,
    f"GET {GL}/contacts": CLIENT_GERANCE,
    f"GET {CO}/partenaires": "c m 404 404 404 404 404 404 404 404",  # off in the seed
    f"GET {CO}/compte": CLIENT_SYNDIC,
    f"GET {CO}/compte?compte=450TRILLON": "c m 200 404 404 404 404 404 404 404",
    f"GET {GL}/compte?compte=411ALOXECO": "c m 404 404 200 404 404 404 404 404",
    f"GET {CO}/compte?compte=411ALOXECO": "c m 404 404 404 404 404 404 404 404",  # not in this space
    f"GET {GL}/compte?compte=81PAILLOUX": "c m 404 404 404 200 404 404 404 404",
    f"GET {CO}/compte/extrait?compte=450TRILLON": "c m 200 404 404 404 404 404 404 404",
    f"GET {CO}/compte/extrait.pdf?compte=450TRILLON": "c m 200 404 404 404 404 404 404 404",
    f"GET {CO}/compte/extrait.xlsx?compte=450TRILLON": "c m 200 404 404 404 404 404 404 404",
    f"GET {CO}/compte/paiements": CLIENT_SYNDIC,
    f"GET {CO}/compte/carte?compte=450TRILLON": "c m 404 404 404 404 404 404 404 404",  # off until chosen
    f"POST {CO}/compte/carte?compte=450TRILLON": "c m 404 404 404 404 404 404 404 404",
    f"GET {CO}/compte/prelevement?compte=450TRILLON": "c m 404 404 404 404 404 404 404 404",
    f"POST {CO}/compte/prelevement?compte=450TRILLON": "c m 404 404 404 404 404 404 404 404",
    f"GET {CO}/biens": CLIENT_SYNDIC,
    f"GET {GL}/biens": "c m 404 404 200 404 404 404 404 404",  # a tenant owns nothing
    f"GET {CO}/fonds": CLIENT_SYNDIC,
    f"GET {GL}/fonds": "c m 404 404 404 404 404 404 404 404",
    f"GET {CO}/depenses": "c m 404 200 404 404 404 404 404 404",  # « Factures » is the council's
    f"GET {CO}/depenses?exercice=2014": "c m 404 404 404 404 404 404 404 404",
    f"GET {CO}/depenses/facture?immeuble=GILBERT&exercice=2015&piece=x": "c m 404 f 404 404 404 404 404 404",
    f"GET {CO}/demandes": CLIENT_SYNDIC,
    f"GET {CO}/demandes/nouvelle": CLIENT_SYNDIC,
    f"POST {CO}/demandes/nouvelle": "c m 422 422 422 404 404 404 404 404",  # nothing is written
    f"GET {CO}/demandes/[demande]": "c m 200 404 404 404 404 404 404 404",
    f"GET {GL}/demandes/[demande]": "c m 404 404 404 404 404 404 404 404",
    f"POST {CO}/demandes/[demande]": "c m 422 404 404 404 404 404 404 404",
    f"GET {CO}/demandes/[demande]/pieces/x": "c m f f f 404 404 404 404 404",
    f"GET {CO}/informations": CLIENT_SYNDIC,
    f"GET {CO}/documents": CLIENT_SYNDIC,
    f"GET {GL}/documents": CLIENT_GERANCE,
    f"GET {CO}/documents/syndic-divers": CLIENT_SYNDIC,
    f"GET {CO}/documents/syndic-conseil-syndical": "c m 404 200 404 404 404 404 404 404",
    f"GET {CO}/documents/gerance-releves-de-gerance": "c m 404 404 404 404 404 404 404 404",
    f"GET {CO}/documents/inconnu": "c m 404 404 404 404 404 404 404 404",
    f"GET {CO}/ouvrir/00000006/0": "c m f f f 404 404 404 404 404",
    f"GET {CO}/photos": CLIENT_SYNDIC,
    f"GET {CO}/photos/inconnue": "c m 404 404 404 404 404 404 404 404",
    # ---------------------------------------------------------------- forms of everybody
    "POST /mot-de-passe-oublie": "422 422 422 422 422 422 422 422 422 422",
    "POST /reinitialiser": "422 422 422 422 422 422 422 422 422 422",
    "POST /connexion": "x x x x x x x x x x",
    "POST /mot-de-passe": "c 422 422 422 422 422 422 422 422 422",
    "POST /deconnexion": "c c c c c c c c c c",  # last: they are all out
}

SALLE = {"/salle/{jeton}", "/salle/{jeton}/direct"}
"""The counts shown to a room, to whoever was given the address on the spot; `test_web_seance` says what they show."""

DROITS: dict[str, Habilitation | None] = {
    "/agence": None,
    "/agence/seances": Habilitation.SEANCES,
    "/agence/seances/{assemblee}": Habilitation.SEANCES,
    "/agence/seances/{assemblee}/deroulement": Habilitation.SEANCES,
    "/agence/seances/{assemblee}/direct/presences": Habilitation.SEANCES,
    "/agence/seances/{assemblee}/direct/salle": Habilitation.SEANCES,
    "/agence/seances/{assemblee}/direct/votes/{resolution}": Habilitation.SEANCES,
    "/agence/seances/{assemblee}/direct/seance": Habilitation.SEANCES,
    "/agence/seances/{assemblee}/mouvements": Habilitation.SEANCES,
    "/agence/seances/{assemblee}/ordre-du-jour": Habilitation.SEANCES,
    "/agence/seances/{assemblee}/ordre-du-jour/{resolution}": Habilitation.SEANCES,
    "/agence/seances/{assemblee}/pouvoirs": Habilitation.SEANCES,
    "/agence/seances/{assemblee}/presences": Habilitation.SEANCES,
    "/agence/seances/{assemblee}/presences/{qui}/correspondance": Habilitation.SEANCES,
    "/agence/seances/{assemblee}/proces-verbal": Habilitation.SEANCES,
    "/agence/seances/{assemblee}/salle": Habilitation.SEANCES,
    "/agence/seances/{assemblee}/votes": Habilitation.SEANCES,
    "/agence/seances/{assemblee}/votes/{resolution}": Habilitation.SEANCES,
    "/agence/{metier}": None,
    "/agence/{metier}/clients/{tiers}": Habilitation.CONSULTER,
    "/agence/{metier}/clients/{tiers}/acces/{code}": Habilitation.IDENTIFIANTS,
    "/agence/{metier}/clients/{tiers}/acces/{code}/connexion": Habilitation.IDENTIFIANTS,
    "/agence/{metier}/clients/{tiers}/acces/{code}/valider": Habilitation.IDENTIFIANTS,
    "/agence/{metier}/comptes": Habilitation.CONSULTER,
    "/agence/{metier}/comptes/desactiver": Habilitation.IDENTIFIANTS,
    "/agence/{metier}/comptes/marquer": Habilitation.IDENTIFIANTS,
    "/agence/{metier}/demandes": Habilitation.DEMANDES,
    "/agence/{metier}/demandes/{demande}": Habilitation.DEMANDES,
    "/agence/{metier}/demandes/{demande}/clore": Habilitation.DEMANDES,
    "/agence/{metier}/demandes/{demande}/pieces/{empreinte}": Habilitation.DEMANDES,
    "/agence/{metier}/demandes/{demande}/ticket": Habilitation.DEMANDES,
    "/agence/{metier}/documents": Habilitation.CONSULTER,
    "/agence/{metier}/documents/{classeur}": Habilitation.CONSULTER,
    "/agence/{metier}/documents/{classeur}/droits": Habilitation.CLASSEURS,
    "/agence/{metier}/documents/{classeur}/retirer": Habilitation.DOCUMENTS_DU_SYNDIC,
    "/agence/{metier}/documents/{classeur}/verser": Habilitation.DOCUMENTS_DU_SYNDIC,
    "/agence/{metier}/fiche": Habilitation.CONSULTER,
    "/agence/{metier}/fiche/modifier": Habilitation.AGENCE,
    "/agence/{metier}/fichier/{jeton}": Habilitation.CONSULTER,
    "/agence/{metier}/fournisseurs": Habilitation.FOURNISSEURS,
    "/agence/{metier}/identites": Habilitation.CONSULTER,
    "/agence/{metier}/informations": Habilitation.INFORMATIONS,
    "/agence/{metier}/informations/{information}/retirer": Habilitation.INFORMATIONS,
    "/agence/{metier}/journal": Habilitation.AUDIT,
    "/agence/{metier}/lots/{lot:path}": Habilitation.CONSULTER,
    "/agence/{metier}/ouvrir/{document:path}": Habilitation.CONSULTER,
    "/agence/{metier}/photos": Habilitation.CONSULTER,
    "/agence/{metier}/photos/{empreinte}": Habilitation.CONSULTER,
    "/agence/{metier}/portefeuille": Habilitation.CONSULTER,
    "/agence/{metier}/publication": Habilitation.PUBLICATION,
    "/agence/{metier}/publication/{destination}/renvoyer": Habilitation.PUBLICATION,
    "/agence/{metier}/qui-voit/{document:path}": Habilitation.CONSULTER,
    "/agence/{metier}/utilitaires": Habilitation.PARAMETRES,
    "/agence/{metier}/utilitaires/journaux": Habilitation.JOURNAUX,
}

# Who opens what once its address is signed: the right is looked at there, again. I-31.
DOCUMENTS = {
    "00000001/1": {"ATRILLON", "BROUILLY", "YALOXECORTONDENISE"},  # the règlement: every owner's
    "00000006/0": {"BROUILLY"},  # the council's
    "00000007/0": set[str](),  # a reminder to CLATOUR alone
    "00000009/0": {"PAILLOUX"},  # a tenant's receipt
    "00000010/1": {"YALOXECORTONDENISE"},  # an owner's statement
    "carte-professionnelle": {"BROUILLY"},
    "inconnu": set[str](),
}


@pytest.fixture(scope="module")
def extranet() -> Extranet:
    """The demo extranet."""
    ouvert = Extranet()
    for fonction in FONCTIONS:
        ouvert.collaborateur(fonction)
    return ouvert


@pytest.fixture(scope="module")
def navigateurs(extranet: Extranet) -> Iterator[dict[str, TestClient]]:
    """A browser for each role."""
    ouverts = {
        "anonyme": extranet.navigateur(),
        "provisoire": extranet.entrer("agence", choisir=False),
        **{role: extranet.entrer(role) for role in ROLES[2:]},
    }
    yield ouverts
    for un in ouverts.values():
        un.close()


@pytest.fixture(scope="module")
def demande(extranet: Extranet) -> str:
    """The request of ATRILLON."""
    with extranet.engine.storage.transaction() as transaction:
        return transaction.demandes.ids()[0]


def chemin_de(ligne: str) -> tuple[Chemin, str] | None:
    """Find the row of the routes' table that answers a line."""
    methode, adresse = ligne.split(" ", 1)
    scope = {"type": "http", "method": methode, "path": adresse.partition("?")[0], "root_path": ""}
    for chemin in CHEMINS:
        route = Route(chemin.chemin, lambda _: None, methods=list(chemin.methodes))
        if route.matches(scope)[0] is Match.FULL:
            return chemin, methode
    return None


def test_chaque_route_est_declaree() -> None:
    """No route is without its line: a new one is asked for by every role before it is served."""
    couvertes = {(trouve[0].chemin, trouve[1]) for trouve in map(chemin_de, TABLE) if trouve is not None}
    declarees = {(un.chemin, methode) for un in CHEMINS if un.acces is not Acces.AGENCE for methode in un.methodes}
    assert declarees - couvertes == {(une, "GET") for une in SALLE}
    assert all(chemin_de(ligne) for ligne in TABLE)


def test_rien_n_est_servi_hors_de_la_table(extranet: Extranet) -> None:
    """The application has the routes of the table, in its order, its static files, and no other."""
    servis = [getattr(une, "path", None) for une in extranet.app.routes]
    assert servis == [*(un.chemin for un in CHEMINS), "/statiques"]
    assert [set(une.methods or ()) - {"HEAD"} for une in extranet.app.routes if isinstance(une, Route)] == [
        set(un.methodes) for un in CHEMINS
    ]


def test_chaque_page_de_l_agence_a_son_droit() -> None:
    """Each page of the agency asks for the right this table says: none is added without one. I-55."""
    demandes = {un.chemin: un.habilitation for un in CHEMINS if un.acces is Acces.AGENCE}
    assert demandes == DROITS


@pytest.mark.req("I-31", "I-55")
@pytest.mark.parametrize("chemin", [un for un in CHEMINS if un.acces is Acces.AGENCE], ids=lambda un: un.chemin)
def test_l_agence_est_fermee_aux_autres(chemin: Chemin, navigateurs: dict[str, TestClient]) -> None:
    """A page of the agency does not exist for a client, nor for a collaborator without its right."""
    adresse = re.sub(r"\{[^}]+\}", "syndic", chemin.chemin)
    admises = frozenset(FONCTIONS) if chemin.habilitation is None else FONCTIONS_ADMISES[chemin.habilitation]
    for methode in chemin.methodes:
        assert repondre(navigateurs["anonyme"], methode, adresse) == "c"
        assert repondre(navigateurs["provisoire"], methode, adresse) == "m"
        for role in (*ROLES[2:6], *(une.name for une in FONCTIONS if une not in admises)):
            assert repondre(navigateurs[role], methode, adresse) == "404"


@pytest.mark.req("I-31", "I-55")
@pytest.mark.parametrize("ligne", TABLE)
def test_chaque_route_pour_chaque_role(ligne: str, navigateurs: dict[str, TestClient], demande: str) -> None:
    """Nobody reads anything without the right: what does not exist and what is not his answer the same."""
    methode, adresse = ligne.replace("[demande]", demande).split(" ", 1)
    attendus = dict(zip(ROLES, TABLE[ligne].split(), strict=True))
    recus = {role: repondre(navigateurs[role], methode, adresse) for role in ROLES}
    assert recus == attendus


def repondre(navigateur: TestClient, methode: str, adresse: str) -> str:
    """Ask, with the token of the form where there is one, and write the answer as the table does."""
    donnees = {}
    if methode == "POST":
        page = navigateur.get("/reinitialiser").text
        donnees = {"csrf": jeton(page), "code": "", "compte": "450TRILLON"}
    reponse = navigateur.request(methode, adresse, data=donnees)
    for entete in ("content-security-policy", "x-content-type-options", "referrer-policy", "cache-control"):
        assert entete in reponse.headers, (adresse, entete)
    assert "unsafe" not in reponse.headers["content-security-policy"]
    assert reponse.headers["cache-control"] == "no-store"
    if reponse.status_code == 404:
        assert "ATRILLON" not in reponse.text
        assert "GILBERT" not in reponse.text
    if adresse == "/connexion" and methode == "POST":
        return "x" if reponse.status_code in {422, 429} else str(reponse.status_code)  # so many tries are slowed down
    if reponse.status_code != 303:
        return str(reponse.status_code)
    vers = reponse.headers["location"]
    assert vers.startswith("/")
    assert not vers.startswith("//")
    if vers.startswith("/connexion"):
        return "c"
    if vers == "/mot-de-passe":
        return "m"
    return "f" if vers.startswith("/document/") else ">"


@pytest.mark.req("I-30", "I-31", "EXA-21")
@pytest.mark.parametrize("document", DOCUMENTS)
def test_un_document_ne_s_ouvre_qu_a_qui_le_lit(document: str, extranet: Extranet) -> None:
    """An address is signed for whoever asks; the document comes only to whom it is opened, at that moment."""
    for role in ("ATRILLON", "BROUILLY", "YALOXECORTONDENISE", "PAILLOUX"):
        espace = "gestion-locative" if role == "PAILLOUX" else "coproprietaire"
        with extranet.rentrer(role) as navigateur:
            signee = navigateur.get(f"/extranet/{espace}/ouvrir/{document}").headers["location"]
            assert navigateur.get(signee).status_code == (200 if role in DOCUMENTS[document] else 404)


@pytest.mark.req("I-31")
def test_une_adresse_signee_n_ouvre_que_dans_sa_session(extranet: Extranet) -> None:
    """The address of a document, given to another who has the right, opens nothing: he asks for his own."""
    with extranet.rentrer("ATRILLON") as premier, extranet.rentrer("BROUILLY") as second:
        signee = premier.get(f"{CO}/ouvrir/00000001/1").headers["location"]
        assert premier.get(signee).status_code == 200
        assert second.get(signee).status_code == 404
        assert extranet.navigateur().get(signee).headers["location"].startswith("/connexion")


def test_seuls_quelques_chemins_sont_publics() -> None:
    """What anybody may ask for is a short list."""
    assert {un.chemin for un in CHEMINS if un.acces is Acces.PUBLIC} == {
        "/connexion",
        "/mot-de-passe-oublie",
        "/reinitialiser",
        "/mentions-legales",
        "/paiement/notification",
    } | SALLE
