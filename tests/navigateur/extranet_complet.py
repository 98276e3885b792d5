"""An extranet where every page has something to show, served on the loopback as a real one is."""

from __future__ import annotations

import datetime as dt
import socket
import struct
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import uvicorn
from attrs import evolve, field, frozen
from extranets import MAINTENANT, MOT_DE_PASSE, RESPONSABLE, SECRET, Extranet, faire_payer_le_syndicat
from itsdangerous import URLSafeTimedSerializer
from playwright.sync_api import BrowserContext
from returns.pipeline import is_successful
from starlette.types import ASGIApp

from lsc_adapters.bootstrap import memory_engine, paper_rendering
from lsc_adapters.cli.demo_extranet import AGENCE
from lsc_adapters.clock.fixed import FixedClock
from lsc_adapters.codec.recit import read_faits
from lsc_adapters.messaging.memory import MemoryMessaging
from lsc_adapters.passwords.argon2 import Argon2Passwords
from lsc_adapters.payment.memory import MemoryCards, MemoryDebits
from lsc_adapters.web import ParametresWeb
from lsc_domain.engine import Engine
from lsc_domain.extranet.collaborateur import Fonction
from lsc_domain.extranet.espace import Espace
from lsc_domain.extranet.fournisseur import Fournisseur
from lsc_domain.parc.immeuble import Photo
from lsc_domain.parc.role import Metier
from lsc_domain.socle.ids import AssembleeId, DemandeId, ImmeubleId, TiersId

AG: Final = AssembleeId("0-S001")
Ouvrir = Callable[..., BrowserContext]
"""What opens a browser of somebody's: `ouvrir(site, "ATRILLON")`."""

OUVERTE: Final = 13
"""How many facts of the example make the meeting open with its bureau, nobody having voted in the room."""

FAITS: Final = read_faits(Path(__file__).parents[2] / "examples/gilbert.json")[1]
ATRILLON: Final = TiersId("ATRILLON")
PAGE_DE_PAIEMENT: Final = "https://paiement.example.invalid"
DEVIS: Final = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@frozen(kw_only=True)
class Site:
    """The address of an extranet, what it is made of, and the requests it was filled with."""

    url: str
    engine: Engine
    extranet: Extranet = field(repr=False)
    simple: DemandeId
    ticket: DemandeId

    @property
    def salle(self) -> str:
        """What opens the room's screen to whoever is given it."""
        return str(URLSafeTimedSerializer(SECRET, salt="lsc.salle").dumps(AG))

    @property
    def temoin(self) -> str:
        """The name of the cookie of a session."""
        return self.extranet.parametres.temoin

    def entrer(self, qui: str) -> str:
        """Come in as somebody, his password chosen, and return the secret of his session."""
        identifiants, remis = self.engine.identifiants, self.extranet.remis[qui]
        entree = identifiants.connecter(remis.code, MOT_DE_PASSE, adresse="")
        if not is_successful(entree):
            provisoire = identifiants.connecter(remis.code, remis.mot_de_passe, adresse="").unwrap()
            entree = identifiants.choisir_mot_de_passe(
                provisoire.jeton, nouveau=MOT_DE_PASSE, confirmation=MOT_DE_PASSE, adresse=""
            )
        return entree.unwrap().jeton


@contextmanager
def un_site() -> Iterator[Site]:
    """Fill an extranet, everything open, and serve it."""
    moteur = memory_engine(
        clock=FixedClock(MAINTENANT),
        passwords=Argon2Passwords(memoire=8, passes=1),
        messaging=MemoryMessaging(),
        rendering=paper_rendering(),
        cartes=MemoryCards(("12345678",)),
        prelevements=MemoryDebits(),
    )
    parametres = ParametresWeb(
        secret=SECRET, https=False, requetes_par_minute=100_000, nom_de_l_agence=AGENCE, paiement=(PAGE_DE_PAIEMENT,)
    )
    with moteur as engine:
        extranet = Extranet(engine, parametres)
        extranet.collaborateur(Fonction.EDITEUR)
        extranet.avec_courrier()
        _ouvrir_les_rubriques(engine)
        _photographier(engine)
        engine.assemblees.inscrire(AG, *FAITS[:OUVERTE]).unwrap()
        simple, ticket = _ecrire(engine)
        with servir(extranet.app) as url:
            yield Site(url=url, engine=extranet.engine, extranet=extranet, simple=simple, ticket=ticket)


@contextmanager
def servir(app: ASGIApp) -> Iterator[str]:
    """Serve an application on a port of the loopback; whoever comes before it is ready waits in the queue."""
    with socket.create_server(("127.0.0.1", 0)) as porte:
        serveur = uvicorn.Server(
            uvicorn.Config(app, lifespan="off", ws="none", log_level="error", timeout_graceful_shutdown=1)
        )
        fil = threading.Thread(target=serveur.run, args=([porte],))
        fil.start()
        try:
            yield f"http://127.0.0.1:{porte.getsockname()[1]}"
        finally:
            serveur.should_exit = True
            fil.join()


def _ouvrir_les_rubriques(engine: Engine) -> None:
    """Tick what the seed leaves unticked, and give what these rubriques show."""
    voulu = engine.administration.parametrage()
    compte = evolve(
        voulu.compte,
        carte=True,
        courriel_du_commercant="tpe@example.invalid",
        prelevement=True,
        vue_sur_les_locataires=True,
    )
    voulu = evolve(voulu, compte=compte, modules=evolve(voulu.modules, partenaires=True))
    engine.administration.regler(RESPONSABLE, voulu).unwrap()
    engine.administration.recevoir_fournisseurs(
        RESPONSABLE,
        (
            Fournisseur(code="ELEC", nom="Électricité Générale", activite="Électricité", telephone="06 00 00 00 00"),
            Fournisseur(code="PLOMB", nom="Plomberie du Marché", activite="Plomberie", publie=False),
        ),
    ).unwrap()
    faire_payer_le_syndicat(engine)


def _photographier(engine: Engine) -> None:
    if engine.documents is None:
        raise AssertionError("un moteur sans documents")
    photos = []
    for rang, teinte in enumerate(((150, 180, 210), (210, 190, 150)), 1):
        image = _image(400, 300, teinte)
        photos.append(
            Photo(
                nom=f"façade {rang}.png",
                empreinte=engine.documents.put(image),
                taille=len(image),
                le=dt.date(2020, 6, rang),
                metier=Metier.SYNDIC,
            )
        )
    with engine.storage.transaction() as transaction:
        garde = transaction.immeubles.get("GILBERT")
        transaction.immeubles.put("GILBERT", evolve(garde.state, photos=tuple(photos)), expected=garde.version)


def _ecrire(engine: Engine) -> tuple[DemandeId, DemandeId]:
    """Have ATRILLON ask for a ticket, with a file, and a piece of news told to one building."""
    simple = engine.extranet.demandes(ATRILLON, Espace.COPROPRIETAIRE)[0]
    engine.administration.repondre(RESPONSABLE, simple.id, "L'électricien passe jeudi matin.").unwrap()
    ticket = engine.extranet.demander(
        ATRILLON,
        espace=Espace.COPROPRIETAIRE,
        objet="Rosace de l'entrée",
        texte="La rosace est descellée : devis joint.",
        immeuble=ImmeubleId("GILBERT"),
        pieces=(("devis_rosace.pdf", DEVIS),),
        ticket=True,
    ).unwrap()
    engine.administration.informer(
        RESPONSABLE,
        titre="Coupure d'eau jeudi",
        texte="L'eau sera coupée jeudi de 9 h à 11 h.",
        metiers=(Metier.SYNDIC,),
        immeubles=(ImmeubleId("GILBERT"),),
    ).unwrap()
    return simple.id, ticket.id


def _image(largeur: int, hauteur: int, teinte: tuple[int, int, int]) -> bytes:
    """Make a plain image, as PNG."""

    def bloc(nom: bytes, contenu: bytes) -> bytes:
        return struct.pack(">I", len(contenu)) + nom + contenu + struct.pack(">I", zlib.crc32(nom + contenu))

    tete = struct.pack(">IIBBBBB", largeur, hauteur, 8, 2, 0, 0, 0)
    points = zlib.compress((b"\0" + bytes(teinte) * largeur) * hauteur)
    return b"\x89PNG\r\n\x1a\n" + bloc(b"IHDR", tete) + bloc(b"IDAT", points) + bloc(b"IEND", b"")
