"""The one door every page is behind: who asks, may he, was the form ours, and what to say when all goes wrong."""

from __future__ import annotations

import logging
import secrets
from typing import Final

from attrs import frozen
from returns.pipeline import is_successful
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import Message

from lsc_adapters.web.chemin import Acces, Chemin
from lsc_adapters.web.gabarits import Gabarits
from lsc_adapters.web.parametres import ParametresWeb
from lsc_adapters.web.securite import est_d_ailleurs, jeton_admis
from lsc_adapters.web.visite import VIDE, Visite, introuvable, oter_temoin, poser_temoin, temoin_de
from lsc_domain.engine import Engine
from lsc_domain.extranet.habilitation import peut
from lsc_domain.extranet.visiteur import Visiteur
from lsc_domain.ports.errors import Conflict, NotFound, Unavailable

SANS_EFFET: Final = frozenset({"GET", "HEAD"})
CHAMPS: Final = 500
"""How many fields a form may have: a room's votes on one screen are a few hundred."""

PHRASES: Final = {
    400: ("Demande refusée", "Cette demande n'a pas pu être comprise."),
    403: ("Formulaire expiré", "Ce formulaire n'est plus valable. Rechargez la page, puis recommencez."),
    404: ("Page introuvable", "Cette page n'existe pas, ou ne vous est pas ouverte."),
    405: ("Demande refusée", "Cette page ne se demande pas ainsi."),
    409: ("Modifié entre-temps", "Quelqu'un d'autre vient de modifier la même chose. Rechargez la page."),
    413: ("Envoi trop volumineux", "Ce que vous envoyez dépasse la taille admise."),
    429: ("Trop de demandes", "Patientez une minute, puis recommencez."),
    500: ("Incident", "Un incident nous empêche de répondre. Il est enregistré."),
    503: ("Service indisponible", "Le service ne répond pas pour le moment. Réessayez dans quelques instants."),
}

_LOGGER: Final = logging.getLogger("lsc_adapters.web")


@frozen(kw_only=True)
class Portier:
    """What every request goes through before a page sees it."""

    engine: Engine
    parametres: ParametresWeb
    gabarits: Gabarits

    async def recevoir(self, chemin: Chemin, requete: Request) -> Response:
        """Answer a request of a path of the table. What the store says becomes an answer; a fault of ours is logged."""
        try:
            return await self._recevoir(chemin, requete)
        except HTTPException:
            raise
        except NotFound as absent:
            raise introuvable() from absent
        except Conflict as conflit:
            raise HTTPException(409) from conflit
        except Unavailable as absent:
            _LOGGER.warning("indisponible : %s", absent)
            raise HTTPException(503) from absent
        except Exception:  # the last door: nothing of the fault goes out
            return self.incident(requete)

    async def _recevoir(self, chemin: Chemin, requete: Request) -> Response:
        if chemin.signe:
            requete.scope["lsc.corps"] = await _Borne(requete, self.parametres.taille_d_un_formulaire).lire()
            return await run_in_threadpool(chemin.page, self._visite(requete, None, "", VIDE))
        if requete.method in SANS_EFFET:
            return await run_in_threadpool(self._montrer, chemin, requete)
        temoin = temoin_de(requete, self.parametres)
        visiteur = await run_in_threadpool(self._visiteur, temoin)
        renvoi = self._renvoyer(chemin, requete, visiteur)
        if renvoi is not None:
            return renvoi
        if est_d_ailleurs(requete):
            raise HTTPException(403)
        jeton = temoin if visiteur is not None else requete.cookies.get(self.parametres.temoin_d_avant, "")
        formulaire = await self._formulaire(chemin, requete)
        try:
            recu = requete.headers.get("x-csrf-token") or formulaire.get("csrf")
            if not isinstance(recu, str) or not jeton_admis(self.parametres, jeton, recu):
                raise HTTPException(403)
            return await run_in_threadpool(chemin.page, self._visite(requete, visiteur, jeton, formulaire))
        finally:
            await formulaire.close()

    def _montrer(self, chemin: Chemin, requete: Request) -> Response:
        """Answer what changes nothing, all in one thread; who has not come in is given what his form will need."""
        temoin = temoin_de(requete, self.parametres)
        visiteur = self._visiteur(temoin)
        reponse = self._renvoyer(chemin, requete, visiteur)
        if reponse is None:
            avant = "" if visiteur is not None else requete.cookies.get(self.parametres.temoin_d_avant, "")
            neuf = "" if visiteur is not None or avant else secrets.token_urlsafe(32)
            jeton = temoin if visiteur is not None else avant or neuf
            reponse = chemin.page(self._visite(requete, visiteur, jeton, VIDE))
            if neuf:
                poser_temoin(reponse, self.parametres, self.parametres.temoin_d_avant, neuf)
        if temoin and visiteur is None:
            oter_temoin(reponse, self.parametres, self.parametres.temoin)
        return reponse

    def _visiteur(self, temoin: str) -> Visiteur | None:
        if not temoin:
            return None
        trouve = self.engine.identifiants.visiteur(temoin)
        return trouve.unwrap() if is_successful(trouve) else None

    def _visite(self, requete: Request, visiteur: Visiteur | None, jeton: str, formulaire: FormData) -> Visite:
        return Visite(
            engine=self.engine,
            parametres=self.parametres,
            gabarits=self.gabarits,
            requete=requete,
            visiteur=visiteur,
            jeton=jeton,
            formulaire=formulaire,
        )

    def _renvoyer(self, chemin: Chemin, requete: Request, visiteur: Visiteur | None) -> Response | None:
        """Send away who may not ask for this path, before a byte of his form is read; none when he may."""
        if chemin.acces is Acces.PUBLIC:
            return None
        if visiteur is None:
            return self._vers(requete, "/connexion", suite=requete.method in SANS_EFFET)
        if chemin.acces is Acces.SESSION:
            return None
        if visiteur.doit_changer:
            return self._vers(requete, "/mot-de-passe")
        if chemin.acces is Acces.CLIENT and visiteur.tiers is None:
            raise introuvable()
        if chemin.acces is Acces.AGENCE:
            if visiteur.collaborateur is None:
                raise introuvable()
            if chemin.habilitation is not None and not peut(visiteur.collaborateur, chemin.habilitation):
                raise introuvable()
        return None

    def _vers(self, requete: Request, chemin: str, *, suite: bool = False) -> Response:
        racine = str(requete.scope.get("root_path", ""))
        url = requete.url.replace(scheme="", netloc="", path=f"{racine}{chemin}", query="")
        if suite:
            voulue = requete.url.path.removeprefix(racine) + (f"?{requete.url.query}" if requete.url.query else "")
            url = url.include_query_params(suite=voulue)
        if requete.headers.get("hx-request") == "true":  # a fragment is no place for a login page
            return Response(status_code=401, headers={"hx-redirect": str(url)})
        return RedirectResponse(str(url), 303)

    async def _formulaire(self, chemin: Chemin, requete: Request) -> FormData:
        """Read a form, no further than it may go."""
        depot = self.parametres.taille_d_un_depot * self.parametres.pieces_par_depot if chemin.depot else 0
        lecture = Request(requete.scope, _Borne(requete, self.parametres.taille_d_un_formulaire + depot).receive)
        if lecture.headers.get("content-type", "").startswith("multipart/") and not chemin.depot:
            raise HTTPException(400)
        return await lecture.form(
            max_files=self.parametres.pieces_par_depot,
            max_fields=CHAMPS,
            max_part_size=self.parametres.taille_d_un_formulaire,
        )

    def incident(self, requete: Request) -> Response:
        """Log the fault being handled under a number that the page shows, and nothing more of it."""
        numero = secrets.token_hex(4)
        _LOGGER.exception("incident %s : %s %s", numero, requete.method, requete.scope.get("path", ""))
        return self.faute(requete, 500, numero=numero)

    def faute(
        self, requete: Request, statut: int, *, numero: str = "", entetes: dict[str, str] | None = None
    ) -> Response:
        """Make the page of an error: what to do next, and nothing of what is inside."""
        titre, phrase = PHRASES.get(statut, PHRASES[400])
        page = self.gabarits.rendre(
            "erreur.html",
            {
                "racine": str(requete.scope.get("root_path", "")),
                "agence": self.parametres.nom_de_l_agence,
                "visiteur": None,
                "menu": (),
                "titre": titre,
                "phrase": phrase,
                "numero": numero,
            },
        )
        return HTMLResponse(page, statut, headers=entetes)


class _Borne:
    """Gives the bytes of a request up to a size: said too big, it is not read; found too big, it is left there."""

    def __init__(self, requete: Request, maximum: int) -> None:
        self._requete, self._reste = requete, maximum
        annonce = requete.headers.get("content-length", "0")
        if not annonce.isdecimal() or int(annonce) > maximum:
            raise HTTPException(413 if annonce.isdecimal() else 400)

    async def receive(self) -> Message:
        """Give the next bytes."""
        message = await self._requete.receive()
        self._reste -= len(message.get("body", b""))
        if self._reste < 0:
            raise HTTPException(413)
        return message

    async def lire(self) -> bytes:
        """Give them all."""
        morceaux: list[bytes] = []
        while True:
            message = await self.receive()
            morceaux.append(message.get("body", b""))
            if not message.get("more_body"):
                return b"".join(morceaux)
