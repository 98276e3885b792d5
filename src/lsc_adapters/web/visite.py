"""One request of somebody: who he is, what he sent, and how he is answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import urlencode

from attrs import field, frozen
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from lsc_adapters.web.depots import FAUTES, Depot, FauteDeDepot, recevoir
from lsc_adapters.web.gabarits import Gabarits
from lsc_adapters.web.liens import Liens
from lsc_adapters.web.menu import Entree
from lsc_adapters.web.parametres import ParametresWeb
from lsc_adapters.web.securite import jeton_de_formulaire
from lsc_domain.engine import Engine
from lsc_domain.extranet.collaborateur import Collaborateur
from lsc_domain.extranet.visiteur import Visiteur
from lsc_domain.socle.ids import TiersId

VIDE: Final = FormData()


def introuvable() -> HTTPException:
    """Make the one answer to what does not exist, and to what one may not see: nobody learns which."""
    return HTTPException(404)


@frozen(kw_only=True)
class Visite:
    """
    What a page is given: the engine, the request, the visitor if somebody has come in.

    `jeton` is the secret of his session, or of the form he came in by; `formulaire` what he posted. `encore` tells
    whether he would still be let in here: for an answer that lasts, where there is somebody to ask about.
    """

    engine: Engine
    parametres: ParametresWeb
    gabarits: Gabarits
    requete: Request
    visiteur: Visiteur | None = None
    jeton: str = field(default="", repr=False)
    formulaire: FormData = VIDE
    encore: Callable[[], bool] | None = field(default=None, repr=False)

    # ---------------------------------------------------------------------------------------------------- who

    @property
    def adresse(self) -> str:
        """Where the request comes from, proxies set apart."""
        return str(self.requete.scope.get("lsc.adresse", ""))

    @property
    def client(self) -> TiersId:
        """The client who asks; nobody else sees that the page exists."""
        if self.visiteur is None or self.visiteur.tiers is None:
            raise introuvable()
        return self.visiteur.tiers

    @property
    def revisions(self) -> Mapping[str, int] | None:
        """The numbers the visitor was let in under, for a page that only shows: a form may have been long to come."""
        if self.visiteur is None or self.requete.method not in {"GET", "HEAD"}:
            return None
        return self.visiteur.revisions

    @property
    def collaborateur(self) -> Collaborateur:
        """The collaborator who asks; nobody else sees that the page exists."""
        if self.visiteur is None or self.visiteur.collaborateur is None:
            raise introuvable()
        return self.visiteur.collaborateur

    @property
    def connu(self) -> Visiteur:
        """Whoever has come in."""
        if self.visiteur is None:
            raise introuvable()
        return self.visiteur

    # ---------------------------------------------------------------------------------------------------- what

    def de_chemin(self, nom: str) -> str:
        """Return a part of the path."""
        return str(self.requete.path_params[nom])

    def question(self, nom: str, defaut: str = "") -> str:
        """Return a word of the query, its ends stripped."""
        return self.requete.query_params.get(nom, defaut).strip()

    def champ(self, nom: str, *, brut: bool = False) -> str:
        """Return a field of the form, its ends stripped unless it is `brut`, as a password is; empty when absent."""
        valeur = self.formulaire.get(nom, "")
        if not isinstance(valeur, str):
            return ""
        return valeur if brut else valeur.strip()

    def champs(self, nom: str) -> tuple[str, ...]:
        """Return all the values of a field: the boxes that are ticked."""
        return tuple(valeur for valeur in self.formulaire.getlist(nom) if isinstance(valeur, str))

    def depots(self, nom: str) -> tuple[tuple[Depot, ...], tuple[str, ...]]:
        """Return the files of a field that are taken in, and a sentence for each that is not."""
        recus: list[Depot] = []
        fautes: list[str] = []
        for fichier in self.formulaire.getlist(nom):
            if not isinstance(fichier, UploadFile) or not fichier.filename:
                continue
            depot = recevoir(fichier.filename, fichier.file.read(), maximum=self.parametres.taille_d_un_depot)
            if isinstance(depot, FauteDeDepot):
                fautes.append(FAUTES[depot].format(nom=fichier.filename[:80]))
            else:
                recus.append(depot)
        return tuple(recus), tuple(fautes)

    # ---------------------------------------------------------------------------------------------------- answers

    @property
    def racine(self) -> str:
        """Where the host has mounted the application: what every address begins with."""
        return str(self.requete.scope.get("root_path", ""))

    def url(self, chemin: str) -> str:
        """Return the address of a path of the application, on this host."""
        return f"{self.racine}{chemin}"

    def url_entiere(self, chemin: str) -> str:
        """Return the same with its host: what goes in a mail, or to a payment page."""
        base = self.requete.base_url
        return str(base.replace(path=self.url(chemin), scheme="https" if self.parametres.https else base.scheme))

    def vers_le_fichier(self, genre: str, *objet: str) -> Response:
        """
        Send the browser to the signed address of a file, good for this session and a few minutes.

        Nothing is looked at here: whatever is asked for has such an address, and the right is checked where it is
        used. A page thus never shows an address that has gone by.
        """
        return self.aller(f"/document/{Liens(parametres=self.parametres).signer(self.connu.session, genre, *objet)}")

    def rendre(self, gabarit: str, *, statut: int = 200, menu: tuple[Entree, ...] = (), **donnees: object) -> Response:
        """Lay out a template: `donnees` and what every page shows."""
        return HTMLResponse(self.gabarits.rendre(gabarit, self.commun(menu) | donnees), statut)

    def commun(self, menu: tuple[Entree, ...]) -> dict[str, object]:
        """Return what every template knows: where it is, who looks, the token of its forms."""
        return {
            "racine": self.racine,
            "agence": self.parametres.nom_de_l_agence,
            "csrf": jeton_de_formulaire(self.parametres, self.jeton) if self.jeton else "",
            "visiteur": self.visiteur,
            "menu": menu,
            "erreurs": {},
            "annonce": self.requete.query_params.get("fait", ""),
        }

    def aller(self, chemin: str) -> Response:
        """Send the browser to a path of the application, after a form: it asks for it anew."""
        return RedirectResponse(self.url(chemin), 303)

    def arriver(self, chemin: str) -> Response:
        """Send the browser on to where it was going, with what that page has been asked to announce."""
        fait = self.question("fait")
        return self.aller(f"{chemin}?{urlencode({'fait': fait})}" if fait else chemin)

    def suite(self, voulue: str, defaut: str) -> str:
        """
        Return where to go on to: what was asked for when it is a path of ours, else `defaut`.

        Never another host: neither `//host`, nor a backslash, nor a scheme, nor a control sign.
        """
        local = voulue.startswith("/") and not voulue.startswith(("//", "/\\"))
        propre = all(signe.isprintable() and signe != "\\" and not signe.isspace() for signe in voulue)
        return voulue if local and propre and len(voulue) <= 1000 else defaut


def temoin_de(requete: Request, parametres: ParametresWeb) -> str:
    """Return the secret of the session a request bears, empty when it bears none."""
    return requete.cookies.get(parametres.temoin, "")


def poser_temoin(reponse: Response, parametres: ParametresWeb, nom: str, valeur: str) -> None:
    """Give a cookie that scripts do not read, that other sites' forms do not send, and that ends with the browser."""
    reponse.set_cookie(nom, valeur, path="/", secure=parametres.https, httponly=True, samesite="lax")


def oter_temoin(reponse: Response, parametres: ParametresWeb, nom: str) -> None:
    """Take a cookie back."""
    reponse.delete_cookie(nom, path="/", secure=parametres.https, httponly=True, samesite="lax")
