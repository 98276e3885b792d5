"""What holds for every answer, whatever the page: headers, hosts, how much one address may ask. ASVS 5, V3, V4, V13."""

from __future__ import annotations

import hashlib
import hmac
import re
import time
from collections import OrderedDict
from collections.abc import Iterable
from ipaddress import ip_address
from threading import Lock
from typing import Final

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lsc_adapters.web.parametres import ParametresWeb
from lsc_domain.extranet.tentatives import cle_d_adresse

STATIQUES: Final = "/statiques"
UN_AN: Final = 31_536_000

_HOTE: Final = re.compile(r"([^:@/?#\s]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?")
"""A name and perhaps a port: in « name:1@other » a browser goes to the other."""
_AVEC_PORT: Final = re.compile(r"\[([0-9A-Fa-f:.]+)\](?::\d+)?|([0-9.]+):\d+")

PERMISSIONS: Final = ", ".join(
    f"{une}=()" for une in ("camera", "geolocation", "microphone", "payment", "usb", "interest-cohort")
)


def politique_de_contenu(paiement: Iterable[str] = ()) -> str:
    """Say what a page may load: what comes from here, and no script nor style that is written in a page."""
    formulaires = " ".join(("'self'", *paiement))
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "connect-src 'self'",
            f"form-action {formulaires}",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        )
    )


class EnTetes:
    """Puts the headers of security on every answer, errors and files included; a page's own word is kept."""

    def __init__(self, app: ASGIApp, parametres: ParametresWeb) -> None:
        self._app = app
        poses = {
            "content-security-policy": politique_de_contenu(parametres.paiement),
            "x-content-type-options": "nosniff",
            "x-frame-options": "DENY",
            "referrer-policy": "same-origin",
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
            "permissions-policy": PERMISSIONS,
            "cache-control": "no-store",
        }
        if parametres.https:
            poses["strict-transport-security"] = f"max-age={UN_AN}; includeSubDomains"
        self._bruts = [(nom.encode(), valeur.encode("latin-1")) for nom, valeur in poses.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer through the application, headers added."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def envoyer(message: Message) -> None:
            if message["type"] == "http.response.start":
                donnes = list(message.get("headers", ()))
                noms = {nom.lower() for nom, _ in donnes}
                message["headers"] = [*donnes, *(un for un in self._bruts if un[0] not in noms)]
            await send(message)

        await self._app(scope, receive, envoyer)


class Hotes:
    """Answers to its own names only: an address made with another name would send a reset link to a stranger."""

    def __init__(self, app: ASGIApp, parametres: ParametresWeb) -> None:
        self._app, self._hotes = app, tuple(hote.lower() for hote in parametres.hotes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through, or answer 400."""
        if scope["type"] == "http" and not self.admet(Headers(scope=scope).get("host", "")):
            await Response("Hôte inconnu.", 400, media_type="text/plain")(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def admet(self, entete: str) -> bool:
        """Tell whether a `Host` header is one of the names."""
        if not self._hotes:
            return True
        lu = _HOTE.fullmatch(entete.lower())
        hote = lu[1] if lu is not None else ""
        return any(hote == nom or (nom.startswith("*.") and hote.endswith(nom[1:])) for nom in self._hotes)


def _est_statique(scope: Scope) -> bool:
    chemin, racine = str(scope["path"]), str(scope.get("root_path", ""))
    return chemin.removeprefix(racine).startswith(f"{STATIQUES}/")


class Debit:
    """
    Slows down who asks too much, by address: so many requests at once, given back little by little.

    In IPv6 it is by network of 64 bits, as failures to come in are: whoever has one address of it has them all.

    The style sheet and the scripts are not counted: a whole room opens its screens behind one address.
    """

    ADRESSES: Final = 10_000
    """How many addresses are remembered; the one least recently seen is forgotten first."""

    def __init__(self, app: ASGIApp, parametres: ParametresWeb) -> None:
        self._app, self._parametres = app, parametres
        self._reste: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._verrou = Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through, or answer 429 with how long to wait."""
        if scope["type"] == "http":
            scope["lsc.adresse"] = adresse_du_client(HTTPConnection(scope), self._parametres)
            if not _est_statique(scope) and not self.admet(cle_d_adresse(scope["lsc.adresse"]), time.monotonic()):
                await Response(
                    "Trop de demandes : patientez une minute.", 429, {"retry-after": "60"}, media_type="text/plain"
                )(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def admet(self, adresse: str, instant: float) -> bool:
        """Take one request off what an address may still ask at an instant, in seconds; false when nothing is left."""
        plein = float(self._parametres.requetes_par_minute)
        with self._verrou:
            reste, vu = self._reste.pop(adresse, (plein, instant))
            reste = min(plein, reste + (instant - vu) * plein / 60)
            admise = reste >= 1
            self._reste[adresse] = (reste - 1 if admise else reste, instant)
            while len(self._reste) > self.ADRESSES:
                self._reste.popitem(last=False)
        return admise


def adresse_du_client(connexion: HTTPConnection, parametres: ParametresWeb) -> str:
    """
    Return where a request comes from.

    `X-Forwarded-For` is read from its end, as long as each hop is a proxy one has declared: what a client writes
    there himself is never believed. All of its lines are one list, for some proxies add a line to the client's; and
    the port some write after the address changes with each connection, so it is left out.
    """
    adresse = connexion.client.host if connexion.client else ""
    lignes = ",".join(connexion.headers.getlist("x-forwarded-for"))
    sauts = [saut.strip() for saut in lignes.split(",") if saut.strip()]
    while sauts and _est_un_mandataire(adresse, parametres):
        adresse = sauts.pop()
        if (lue := _AVEC_PORT.fullmatch(adresse)) is not None:
            adresse = lue[1] or lue[2]
    return adresse


def _est_un_mandataire(adresse: str, parametres: ParametresWeb) -> bool:
    try:
        lue = ip_address(adresse)
    except ValueError:
        return False
    return any(lue in reseau for reseau in parametres.mandataires)


def jeton_de_formulaire(parametres: ParametresWeb, temoin: str) -> str:
    """Make the token that the forms of a session bear: whoever has not its cookie cannot make it."""
    return hmac.new(parametres.secret, b"formulaire:" + temoin.encode(), hashlib.sha256).hexdigest()


def jeton_admis(parametres: ParametresWeb, temoin: str, recu: str) -> bool:
    """Tell whether a form was made for this session; never true without a cookie."""
    attendu = jeton_de_formulaire(parametres, temoin)
    return bool(temoin) and hmac.compare_digest(attendu.encode(), recu.encode(errors="replace"))


def est_d_ailleurs(connexion: HTTPConnection) -> bool:
    """Tell whether a browser says that another site sent this request: refused before any token is looked at."""
    site = connexion.headers.get("sec-fetch-site", "same-origin")
    return site not in {"same-origin", "none"}
