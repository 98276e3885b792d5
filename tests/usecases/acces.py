"""The agency of `agence.py` and the door of its extranet: cheap prints, known secrets, a clock one moves."""

from __future__ import annotations

from datetime import timedelta

from agence import LE, moteur, portefeuille
from attrs import evolve
from returns.pipeline import is_successful

from lsc_adapters.clock.fixed import FixedClock
from lsc_adapters.messaging.memory import MemoryMessaging
from lsc_adapters.passwords.argon2 import Argon2Passwords
from lsc_adapters.secrets.counter import CounterSecrets
from lsc_domain import Engine
from lsc_domain.extranet.collaborateur import Collaborateur, Fonction
from lsc_domain.extranet.reglages_d_acces import ReglagesDAcces
from lsc_domain.extranet.visiteur import Entree, Visiteur
from lsc_domain.parc.compte_client import CompteClient
from lsc_domain.parc.role import Metier
from lsc_domain.parc.tiers import Tiers
from lsc_domain.ports.secrets import Passwords
from lsc_domain.ports.storage import Storage
from lsc_domain.socle.ids import CollaborateurId, CompteId, EntiteId, TiersId

DENISE = TiersId("YALOXECORTONDENISE")
SYNDIC, GERANCE = CompteId("450YALOXE"), CompteId("411ALOXECO")
PAGE = "https://extranet.example.invalid/reinitialiser"
MINUTE, HEURE = timedelta(minutes=1), timedelta(hours=1)
MIEN, AUTRE = "Rosier-grimpant7", "Glycine.bleue42"


def compte(id_: CompteId, tiers: TiersId, metier: Metier, *, publie: bool = False) -> CompteClient:
    return CompteClient(id=id_, entite=EntiteId("S001"), numero=id_, tiers=tiers, metier=metier, service_client=publie)


def collaborateur(code: str, *fonctions: Fonction, general: bool = False) -> Collaborateur:
    return Collaborateur(
        id=CollaborateurId(code),
        nom=code.title(),
        courriel=f"{code.lower()}@example.invalid",
        fonctions=frozenset(fonctions),
        general=general,
    )


ALICE = collaborateur("ALICE", Fonction.ADMINISTRATEUR)


def legers() -> Passwords:
    return Argon2Passwords(memoire=8, passes=1)


def guichet(storage: Storage | None = None, **portes: object) -> Engine:
    """Make the agency, with Denise, who has two accounts that are not published yet."""
    usuelles = {
        "clock": FixedClock(LE),
        "messaging": MemoryMessaging(),
        "passwords": legers(),
        "secrets": CounterSecrets(),
        "acces": ReglagesDAcces(adresse_de_reinitialisation=PAGE),
    }
    engine = moteur(storage, **{**usuelles, **portes})
    de_base = portefeuille()
    denise = Tiers(
        id=DENISE, nom="ALOXE CORTON", prenom="Denise", civilite="Madame", courriel="d.aloxe@example.invalid"
    )
    engine.portefeuilles.importer(
        evolve(
            de_base,
            tiers=(*de_base.tiers, denise),
            comptes=(
                *de_base.comptes,
                compte(SYNDIC, DENISE, Metier.SYNDIC),
                compte(GERANCE, DENISE, Metier.GERANCE),
            ),
        )
    ).unwrap()
    return engine


def avancer(engine: Engine, duree: timedelta) -> None:
    assert isinstance(engine.clock, FixedClock)
    engine.clock.avancer(duree)


def activer(engine: Engine, *comptes: CompteId) -> tuple[str, str]:
    """Activate the accounts of somebody who has no login, and return it with its temporary password."""
    (remis,) = engine.identifiants.activer(comptes or (SYNDIC,)).unwrap()
    return remis.code, remis.mot_de_passe


def entrer(engine: Engine, code: str, clair: str, adresse: str = "") -> Entree:
    return engine.identifiants.connecter(code, clair, adresse=adresse).unwrap()


def entre(engine: Engine, code: str, clair: str, adresse: str = "") -> bool:
    """Tell whether a password lets in."""
    return is_successful(engine.identifiants.connecter(code, clair, adresse=adresse))


def installer(engine: Engine, clair: str = MIEN) -> tuple[str, str]:
    """Go through the first connection of Denise, and return her login and the token of her session."""
    code, provisoire = activer(engine)
    premiere = entrer(engine, code, provisoire)
    choisie = engine.identifiants.choisir_mot_de_passe(premiere.jeton, nouveau=clair, confirmation=clair)
    return code, choisie.unwrap().jeton


def vu(engine: Engine, jeton: str) -> Visiteur | None:
    """Return who a session is of, none when it is over."""
    trouve = engine.identifiants.visiteur(jeton)
    return trouve.unwrap() if is_successful(trouve) else None


def lien_recu(engine: Engine, rang: int = -1) -> str:
    """Return the token of the link in the last message, after the question of its address."""
    assert isinstance(engine.messaging, MemoryMessaging)
    pli = engine.messaging.plis[rang]
    (adresse,) = [mot for mot in pli.texte.split() if mot.startswith("https://")]
    page, _, lien = adresse.partition("?lien=")
    assert page == PAGE
    assert adresse in pli.html
    return lien


def plis(engine: Engine) -> int:
    assert isinstance(engine.messaging, MemoryMessaging)
    return len(engine.messaging.plis)
