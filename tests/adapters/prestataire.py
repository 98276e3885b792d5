"""A provider of card pages on loopback: it reads its own description, and nothing of the adapter it judges."""

from __future__ import annotations

import base64
import hashlib
import hmac
import html
import re
import tomllib
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qsl, urlencode

from attrs import define, field

DESCRIPTION = tomllib.loads((Path(__file__).parent / "systempay.toml").read_text(encoding="utf-8"))
SITE, CLE = "12345678", "1122334455667788"


def sceau(champs: dict[str, str], cle: str) -> str:
    """The signature, as chapter 13 words it."""
    valeurs = "".join(champs[nom] + "+" for nom in sorted(n for n in champs if n.startswith("vads_")))
    return base64.b64encode(hmac.digest(cle.encode(), (valeurs + cle).encode(), hashlib.sha256)).decode()


@define
class Prestataire:
    """Its shops and their keys, the pages it opened by order, and what was asked of it, taken or not."""

    cles: dict[str, str]
    port: int = 0
    pages: dict[str, dict[str, str]] = field(factory=dict)
    journal: list[tuple[str, str]] = field(factory=list)
    pris: set[tuple[str, str, str]] = field(factory=set)

    @property
    def adresse(self) -> str:
        return f"http://127.0.0.1:{self.port}{DESCRIPTION['chemin']}"

    def ouvrir(self, corps: bytes) -> tuple[int, str]:
        """Take a form in: the status and the page it answers."""
        paires = parse_qsl(corps.decode(), keep_blank_values=True)
        champs = dict(paires)
        faute = self._faute(champs, len(paires))
        self.journal.append((champs.get("vads_order_id", ""), faute))
        if faute:
            return 400, f"<p>Erreur : {html.escape(faute)}</p>"
        self.pages[champs["vads_order_id"]] = champs
        return 200, f"<p>Payer {html.escape(champs['vads_amount'])} centimes</p>"

    def _faute(self, champs: dict[str, str], nombre: int) -> str:
        formes = DESCRIPTION["champs"] | {nom: une for nom, une in DESCRIPTION["facultatifs"].items() if nom in champs}
        if set(champs) != {*formes, "signature"} or nombre != len(champs):
            return f"champs {sorted(set(champs) ^ {*formes, 'signature'})}"
        for nom, forme in formes.items():
            if not re.fullmatch(forme, champs[nom]):
                return f"{nom} invalide"
        if champs["signature"] != sceau(champs, self.cles.get(champs["vads_site_id"], "?")):
            return "signature"
        numero = (champs["vads_site_id"], champs["vads_trans_date"][:8], champs["vads_trans_id"])
        if numero in self.pris:
            return "vads_trans_id déjà utilisé ce jour"
        self.pris.add(numero)
        return ""

    def dire(self, commande: str, quoi: str, *, le: datetime, uuid: str = "t1", **changes: str) -> bytes:
        """The signed body of a notification: what happened to an order, and what a fault of the provider changes."""
        page = self.pages[commande]
        champs = {
            nom: page[nom]
            for nom in page
            if nom.startswith("vads_") and nom not in {"vads_url_return", "vads_url_check"}
        } | {
            "vads_trans_status": DESCRIPTION["statuts"][quoi],
            **({} if quoi == "abandonner" else {"vads_operation_type": "DEBIT"}),  # not told of what was abandoned
            "vads_trans_uuid": uuid,
            "vads_effective_creation_date": le.astimezone(UTC).strftime("%Y%m%d%H%M%S"),
            "vads_hash": hashlib.sha256(f"{commande}{quoi}{le}".encode()).hexdigest(),
            "vads_card_brand": "CB",
        }
        champs |= changes
        return urlencode(champs | {"signature": sceau(champs, self.cles[champs["vads_site_id"]])}).encode()

    def poster(self, commande: str, corps: bytes) -> int:
        """Post a notification where the form said, and return the status it is answered with."""
        return poster(self.pages[commande]["vads_url_check"], corps)[0]


def poster(adresse: str, corps: bytes) -> tuple[int, str]:
    requete = urllib.request.Request(adresse, corps, {"Content-Type": DESCRIPTION["type_de_contenu"]})
    ouvreur = urllib.request.build_opener(urllib.request.ProxyHandler({}), _SansErreur())
    with ouvreur.open(requete, timeout=10) as reponse:
        return reponse.status, reponse.read().decode()


class _SansErreur(urllib.request.HTTPErrorProcessor):
    def http_response(self, request: urllib.request.Request, response: object) -> object:
        return response

    https_response = http_response


@contextmanager
def servir(repondre: Callable[[bytes], tuple[int, str]]) -> Iterator[int]:
    """Serve forms posted on loopback, in a thread of its own; the port."""

    class Guichet(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            corps = self.rfile.read(int(self.headers["content-length"]))
            if self.headers["content-type"] != DESCRIPTION["type_de_contenu"]:
                statut, page = 415, ""
            else:
                statut, page = repondre(corps)
            self.send_response(statut)
            self.send_header("content-length", str(len(page.encode())))
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Guichet) as serveur:
        fil = Thread(target=serveur.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        fil.start()
        try:
            yield serveur.server_port
        finally:
            serveur.shutdown()
            fil.join()


@contextmanager
def prestataire(cles: dict[str, str] | None = None) -> Iterator[Prestataire]:
    un = Prestataire(cles=cles or {SITE: CLE})
    with servir(un.ouvrir) as port:
        un.port = port
        yield un
