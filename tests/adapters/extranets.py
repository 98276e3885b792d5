"""An extranet of the demo portfolio on a day of July 2020, and people of each role who have come in."""

from __future__ import annotations

import re
import warnings
from datetime import datetime
from typing import Final

from attrs import evolve
from returns.pipeline import is_successful

from lsc_adapters.bootstrap import memory_engine
from lsc_adapters.cli.demo_extranet import RESPONSABLE, remplir
from lsc_adapters.clock.fixed import FixedClock
from lsc_adapters.messaging.memory import MemoryMessaging
from lsc_adapters.passwords.argon2 import Argon2Passwords
from lsc_adapters.web import ParametresWeb, application
from lsc_domain.engine import Engine
from lsc_domain.extranet.collaborateur import Collaborateur, Fonction
from lsc_domain.extranet.reglages_d_acces import ReglagesDAcces
from lsc_domain.paiement.creancier import Adresse, Creancier
from lsc_domain.publication.portefeuille import Portefeuille
from lsc_domain.socle.ids import CollaborateurId, CompteId

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it would rather have httpx2
    from starlette.testclient import TestClient

HOTE: Final = "extranet.example.invalid"
SECRET: Final = b"un secret de trente-deux octets !"
MOT_DE_PASSE: Final = "Vigne-2020-rouge!"
MAINTENANT: Final = datetime.fromisoformat("2020-07-20T10:00:00+02:00")

CLIENTS: Final = ("ATRILLON", "BROUILLY", "YALOXECORTONDENISE", "PAILLOUX")
FONCTIONS: Final = (Fonction.GESTIONNAIRE, Fonction.COMPTABLE, Fonction.ADMINISTRATEUR, Fonction.EDITEUR)

_JETON: Final = re.compile(r'name="csrf" value="([0-9a-f]{64})"')


def faire_payer_le_syndicat(engine: Engine) -> None:
    """Let the syndicat of ATRILLON be paid: by card, under its own contract, and by debit."""
    creancier = Creancier(
        entite=engine.parc.parc().comptes[CompteId("450TRILLON")].entite,
        nom="Syndicat GILBERT",
        iban="FR7630006000011234567890189",
        bic="AGRIFRPP",
        ics="FR72ZZZ123456",
        adresse=Adresse(ville="NANCY"),
        boutique="12345678",
    )
    engine.portefeuilles.importer(Portefeuille(creanciers=(creancier,))).unwrap()


class Extranet:
    """The engine, the application in front of it, and the temporary passwords of those who may come in."""

    def __init__(self, engine: Engine | None = None, parametres: ParametresWeb | None = None) -> None:
        self.clock = FixedClock(MAINTENANT)
        self.engine = engine or memory_engine(clock=self.clock, passwords=Argon2Passwords(memoire=8, passes=1))
        if self.engine.documents is None:
            raise AssertionError("un moteur sans documents")
        self.remis = {
            un.qui if un.qui == "agence" else un.remis.tiers: un.remis
            for un in remplir(self.engine, self.engine.documents)
        }
        self.parametres = parametres or ParametresWeb(secret=SECRET, hotes=(HOTE,), requetes_par_minute=100_000)
        self.app = application(self.engine, self.parametres)

    def avec_courrier(self) -> MemoryMessaging:
        """Have mail leave, to a box that is returned, from an application that knows the address of its own pages."""
        boite = MemoryMessaging()
        acces = ReglagesDAcces(adresse_de_reinitialisation=f"https://{HOTE}/reinitialiser")
        self.engine = evolve(self.engine, messaging=boite, acces=acces)
        self.app = application(self.engine, self.parametres)
        return boite

    def navigateur(self) -> TestClient:
        """Open a browser that has no cookie."""
        return TestClient(self.app, base_url=f"https://{HOTE}", follow_redirects=False, raise_server_exceptions=True)

    def collaborateur(self, fonction: Fonction) -> str:
        """Make somebody of the agency with one role, and return his login with its temporary password."""
        cree = self.engine.identifiants.creer_collaborateur(
            Collaborateur(
                id=CollaborateurId(fonction.name), nom=f"Un {fonction.libelle}", fonctions=frozenset({fonction})
            )
        ).unwrap()
        self.remis[fonction.name] = cree
        return cree.code

    def entrer(self, qui: str, *, choisir: bool = True) -> TestClient:
        """Come in as somebody for the first time, and choose a password unless told not to."""
        navigateur, remis = self.navigateur(), self.remis[qui]
        entree = self.engine.identifiants.connecter(remis.code, remis.mot_de_passe, adresse="").unwrap()
        if choisir:
            entree = self.engine.identifiants.choisir_mot_de_passe(
                entree.jeton, nouveau=MOT_DE_PASSE, confirmation=MOT_DE_PASSE, adresse=""
            ).unwrap()
        navigateur.cookies.set(self.parametres.temoin, entree.jeton, domain=HOTE, path="/")
        return navigateur

    def rentrer(self, qui: str) -> TestClient:
        """Come in again with the password that was chosen; for the first time, choose it."""
        entree = self.engine.identifiants.connecter(self.remis[qui].code, MOT_DE_PASSE, adresse="")
        if not is_successful(entree):
            return self.entrer(qui)
        navigateur = self.navigateur()
        navigateur.cookies.set(self.parametres.temoin, entree.unwrap().jeton, domain=HOTE, path="/")
        return navigateur


def jeton(page: str) -> str:
    """Read the token of the forms of a page."""
    trouve = _JETON.search(page)
    if trouve is None:
        raise AssertionError("aucun formulaire dans cette page")
    return trouve[1]


__all__ = ["CLIENTS", "FONCTIONS", "HOTE", "MOT_DE_PASSE", "RESPONSABLE", "SECRET", "Extranet", "jeton"]
