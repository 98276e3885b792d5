"""The one door every page is behind: who asks, may he, was the form ours, and what to say when all goes wrong."""

from __future__ import annotations

import asyncio
import logging
import secrets
from functools import partial
from time import monotonic
from typing import Final

from attrs import evolve, frozen
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

PATIENCE: Final = 30.0
"""Seconds the next bytes of a form are waited for; and all of it, for as many more as it is long."""
OCTETS_PAR_SECONDE: Final = 16 * 1024
"""What the slowest line that is waited for sends."""

PHRASES: Final = {
    400: ("Demande refusée", "Cette demande n'a pas pu être comprise."),
    403: ("Formulaire expiré", "Ce formulaire n'est plus valable. Rechargez la page, puis recommencez."),
    404: ("Page introuvable", "Cette page n'existe pas, ou ne vous est pas ouverte."),
    405: ("Demande refusée", "Cette page ne se demande pas ainsi."),
    409: ("Modifié entre-temps", "Quelqu'un d'autre vient de modifier la même chose. Rechargez la page."),
    408: ("Envoi trop lent", "Ce que vous envoyez n'arrive pas. Vérifiez votre connexion, puis recommencez."),
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
        if b"%00" in requete.scope.get("query_string", b"") or "\0" in requete.scope["path"]:
            raise HTTPException(400)  # no browser sends it, and no store takes it
        requete.scope["lsc.chemin"] = chemin.chemin
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
            encore = None if chemin.acces is Acces.PUBLIC else partial(self._encore, chemin, temoin)
            reponse = chemin.page(evolve(self._visite(requete, visiteur, jeton, VIDE), encore=encore))
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
        if not _admis(chemin, visiteur):
            raise introuvable()
        return None

    def _encore(self, chemin: Chemin, temoin: str) -> bool:
        """Tell whether who was let in still would be: what goes on after its answer has begun asks it again. I-32."""
        visiteur = self._visiteur(temoin)
        return visiteur is not None and not visiteur.doit_changer and _admis(chemin, visiteur)

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
        if lecture.headers.get("content-type", "").lower().startswith("multipart/") and not chemin.depot:
            raise HTTPException(400)
        formulaire = await lecture.form(
            max_files=self.parametres.pieces_par_depot,
            max_fields=CHAMPS,
            max_part_size=self.parametres.taille_d_un_formulaire,
        )
        if any(isinstance(valeur, str) and "\0" in valeur for _, valeur in formulaire.multi_items()):
            await formulaire.close()
            raise HTTPException(400)
        return formulaire

    def incident(self, requete: Request) -> Response:
        """
        Log the fault being handled under a number that the page shows, and nothing more of it.

        The path is told as the table writes it: asked for, it may bear the address of a document, or a line of a log.
        """
        numero = secrets.token_hex(4)
        chemin = requete.scope.get("lsc.chemin", "hors des chemins")
        _LOGGER.exception("incident %s : %s %s", numero, requete.method, chemin)
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


def _admis(chemin: Chemin, visiteur: Visiteur) -> bool:
    """Tell whether somebody who has come in may ask for a path: a client's, the agency's, under its right. I-55."""
    match chemin.acces:
        case Acces.CLIENT:
            return visiteur.tiers is not None
        case Acces.AGENCE:
            droit = chemin.habilitation
            return visiteur.collaborateur is not None and (droit is None or peut(visiteur.collaborateur, droit))
        case _:
            return True


class _Borne:
    """
    Gives the bytes of a request up to a size: said too big, it is not read; found too big, it is left there.

    It waits for them so long and no more: whoever drips keeps nothing busy.
    """

    def __init__(self, requete: Request, maximum: int) -> None:
        self._requete, self._reste = requete, maximum
        annonce = requete.headers.get("content-length", str(maximum))
        if not annonce.isdecimal() or int(annonce) > maximum:
            raise HTTPException(413 if annonce.isdecimal() else 400)
        self._fin = monotonic() + PATIENCE + int(annonce) / OCTETS_PAR_SECONDE

    async def receive(self) -> Message:
        """Give the next bytes."""
        attente = max(0.0, min(PATIENCE, self._fin - monotonic()))
        try:
            message = await asyncio.wait_for(self._requete.receive(), attente)
        except TimeoutError:
            raise HTTPException(408, headers={"connection": "close"}) from None
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
