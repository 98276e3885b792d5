"""
The extranet of a large agency, through its own server: 1,000 buildings, 100,000 documents, 10,000 clients.

Pages are asked over the loopback, by turns with a bare Starlette application in a server of the same kind, whose only
route, a plain function as those of the extranet are, renders a constant template of the same size: what is between the
two is the session, the rights, the reading of the store and the page itself.
"""

from __future__ import annotations

import gc
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from urllib.parse import urlencode

from argon2 import PasswordHasher
from consultation import PAR_IMMEUBLE, un_parc
from jinja2 import Environment
from ratio import Ratio
from serveur import Liaison, base_postgresql, servi
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from lsc_adapters.bootstrap import sql_engine
from lsc_adapters.passwords.argon2 import Argon2Passwords
from lsc_adapters.secrets.system import SystemSecrets
from lsc_adapters.web import ParametresWeb, application
from lsc_adapters.web.securite import jeton_de_formulaire
from lsc_domain import Engine
from lsc_domain.classeur.defaut import classeurs_par_defaut
from lsc_domain.evenement import Evenement, Modele, PieceJointe
from lsc_domain.extranet.demande import Demande, MessageDeDemande
from lsc_domain.extranet.identifiant import Identifiant
from lsc_domain.extranet.information import Information
from lsc_domain.extranet.session import Session
from lsc_domain.parc import Metier
from lsc_domain.socle.ids import DemandeId, EvenementId, InformationId, ModeleId, TiersId

PARAMETRES = ParametresWeb(secret=b"s" * 32, https=False, requetes_par_minute=10_000_000)
CLIENTS, DEMANDES = 400, 2_000
TOUR = 200
"""Requests of which the 95th percentile is taken, on each side: ten turns, of which the quietest is kept."""

MOT_DE_PASSE = "Un chai, deux clefs 1855"
CONNEXIONS = 60
ESPACE = "/extranet/coproprietaire"


# ------------------------------------------------------------------------------------------------------- what is served


def l_extranet(url: str) -> Starlette:
    """Make the application, in the server's own process."""
    return application(sql_engine(url), PARAMETRES)


def le_plancher(taille: int) -> Starlette:
    """Make the floor: a route that renders a constant template of so many bytes."""
    ligne = "<p>une ligne de la page</p>\n"
    gabarit = Environment(autoescape=True).from_string(ligne * (taille // len(ligne)))

    def page(_: Request) -> Response:
        return HTMLResponse(gabarit.render())

    return Starlette(routes=[Route("/", page)])


# ---------------------------------------------------------------------------------------------------- what is kept


def agence(engine: Engine) -> list[str]:
    """Keep the portfolio, its events, requests and news; return the tokens of some hundreds of sessions."""
    hasard, le = random.Random(2019_502), datetime.now(UTC)
    parc, classeurs = un_parc(hasard), classeurs_par_defaut()
    du_syndic = [un for un in classeurs if un.metier is Metier.SYNDIC and not un.est_celui_du_syndic]
    modeles = [Modele(id=ModeleId(un.id), nom=un.nom, classeur=un.id) for un in du_syndic]
    secrets, empreinte = SystemSecrets(), Argon2Passwords().hacher(MOT_DE_PASSE)
    jetons = {qui: secrets.jeton() for qui in hasard.sample(sorted(parc.tiers), CLIENTS)}

    def evenements() -> Iterator[tuple[str, Evenement]]:
        """Six of ten for all, one about a lot, three addressed to somebody."""
        chrono = 0
        for immeuble in parc.immeubles.values():
            for rang in range(PAR_IMMEUBLE):
                chrono += 1
                proprietaire, fait_le = (
                    hasard.choice(immeuble.roles[:10]),
                    le.date() - timedelta(days=hasard.randrange(2_000)),
                )
                un = Evenement(
                    id=EvenementId(f"{chrono:08d}"),
                    chrono=chrono,
                    modele=hasard.choice(modeles).id,
                    immeuble=immeuble.id,
                    objet=f"Pièce {chrono}",
                    traite_le=fait_le,
                    publie_le=fait_le,
                    pieces=(PieceJointe(nom=f"piece {rang}.pdf", taille=90_000, empreinte="0" * 64),),
                    lot=proprietaire.lot if rang % 10 == 6 else None,
                    destinataires=(proprietaire.tiers,) if rang % 10 > 6 else (),
                )
                yield un.id, un

    with engine.storage.transaction() as garder:
        garder.immeubles.put_all(parc.immeubles.items())
        garder.tiers.put_all(parc.tiers.items())
        garder.comptes.put_all(parc.comptes.items())
        garder.classeurs.put_all((un.id, un) for un in classeurs)
        garder.modeles.put_all((un.id, un) for un in modeles)
        garder.evenements.put_all(evenements())
        garder.identifiants.put_all(
            (f"CLIENT{qui}", Identifiant(code=f"CLIENT{qui}", tiers=qui, empreinte=empreinte, cree_le=le))
            for qui in jetons
        )
        garder.sessions.put_all(
            (id_, Session(id=id_, identifiant=f"CLIENT{qui}", generation=1, ouverte_le=le, vue_le=le))
            for qui, jeton in jetons.items()
            if (id_ := secrets.empreinte(jeton))
        )
        garder.demandes.put_all(
            (id_, _demande(DemandeId(id_), qui, le)) for qui in jetons for rang in range(3) if (id_ := f"{qui}-{rang}")
        )
        garder.informations.put_all(
            (str(rang), Information(id=InformationId(str(rang)), titre=f"Nouvelle {rang}", texte="…", publiee_le=le))
            for rang in range(20)
        )
    return list(jetons.values())


def _demande(id_: DemandeId, qui: TiersId, le: datetime) -> Demande:
    message = MessageDeDemande(le=le, texte="La lampe du palier est en panne.")
    return Demande(id=id_, tiers=qui, metier=Metier.SYNDIC, objet="Lampe du palier", messages=(message,))


@contextmanager
def bases() -> Iterator[Iterator[tuple[str, str]]]:
    """Give the name and the address of each database, one after the other."""
    with tempfile.TemporaryDirectory(dir=".") as dossier, base_postgresql() as adresse:
        yield iter((("SQLite", f"sqlite:///{dossier}/lsc.db"), ("PostgreSQL", adresse)))


# -------------------------------------------------------------------------------------------------------- measures


def l_extranet_entier() -> Iterator[Ratio]:
    """The pages, then coming in, on each database."""
    with bases() as a_mesurer:
        for nom, url in a_mesurer:
            with sql_engine(url) as engine:
                jetons = agence(engine)
                _dire_l_index(nom, engine)
            with servi(partial(l_extranet, url)) as port:
                yield from _pages(nom, port, jetons)
                yield _connexion(nom, port, url)


def _dire_l_index(nom: str, engine: Engine) -> None:
    """Print how long the view of the day takes, cold and after one change: no promise is made of it."""

    def chronometrer() -> float:
        gc.collect()
        debut = time.perf_counter()
        engine.extranet.vitrine()
        return time.perf_counter() - debut

    froid = chronometrer()
    with engine.storage.transaction() as transaction:
        id_, garde = next(iter(transaction.evenements.all()))
        transaction.evenements.put(id_, garde.state.depublier(), expected=garde.version)
    un_evenement = chronometrer()
    with engine.storage.transaction() as transaction:
        id_, tiers = next(iter(transaction.tiers.all()))
        transaction.tiers.put(id_, tiers.state, expected=tiers.version)
    un_tiers = chronometrer()
    print(
        f"       l'index sur {nom} : {froid:.1f} s à froid, {un_evenement:.1f} s après un événement, "
        f"{un_tiers:.1f} s après une personne",
        file=sys.stderr,
    )


def _pages(nom: str, port: int, jetons: list[str]) -> Iterator[Ratio]:
    """The 95th percentile of each page, by turns with the floor's."""
    with Liaison(port) as extranet:

        def page(chemin: str, jeton: str) -> bytes:
            return extranet.demander(chemin, temoins=f"{PARAMETRES.temoin}={jeton}")

        classeurs = {}
        for jeton in jetons:  # everybody comes once: the index is warm, and each has a binder of his own to open
            liens = re.findall(rf'href="({ESPACE}/documents/[^"]+)"', page(f"{ESPACE}/documents", jeton).decode())
            classeurs[jeton] = liens[len(jeton) % len(liens)]
        for libelle, chemins in (
            ("la page d'accueil", dict.fromkeys(jetons, ESPACE)),
            ("la page « Mes documents »", dict.fromkeys(jetons, f"{ESPACE}/documents")),
            ("les documents d'un classeur", classeurs),
        ):
            taille = int(statistics.median(len(page(chemin, jeton)) for jeton, chemin in chemins.items()))
            with servi(partial(le_plancher, taille)) as autre_port, Liaison(autre_port) as nue:
                nue.demander("/")
                temps = _alterner(
                    (partial(page, chemin, jeton), partial(nue.demander, "/"))
                    for jeton, chemin in [*chemins.items()] * (DEMANDES // len(chemins))
                )
            haut, bas = (_sur_cent_95(liste) * 1e3 for liste in temps)
            yield Ratio(f"{libelle}, 95 % des demandes, sur {nom}", haut, bas, "ms", 3)


def _alterner(tours: Iterable[tuple[Callable[[], object], Callable[[], object]]]) -> tuple[list[float], list[float]]:
    """Time what is measured and its floor, by turns."""
    temps: tuple[list[float], list[float]] = ([], [])
    for faire in tours:
        for liste, une in zip(temps, faire, strict=True):
            debut = time.perf_counter()
            une()
            liste.append(time.perf_counter() - debut)
    return temps


def _sur_cent_95(temps: list[float]) -> float:
    """Return the 95th percentile of the quietest of several turns."""
    return min(statistics.quantiles(temps[rang : rang + TOUR], n=20)[18] for rang in range(0, len(temps), TOUR))


def _connexion(nom: str, port: int, url: str) -> Ratio:
    """
    A login typed and sent, the answer read, against the one print that has to be computed.

    Nobody comes in twice, so that no best time can be had: the first quartile of each.
    """
    with sql_engine(url) as engine, engine.storage.transaction() as transaction:
        codes = [id_ for id_, _ in zip(transaction.identifiants.ids(), range(CONNEXIONS), strict=False)]
    hacheur = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
    empreinte = hacheur.hash(MOT_DE_PASSE)
    avant = "a" * 43
    formulaire = {"csrf": jeton_de_formulaire(PARAMETRES, avant), "mot_de_passe": MOT_DE_PASSE}
    temoins = f"{PARAMETRES.temoin_d_avant}={avant}"
    with Liaison(port) as extranet:

        def se_connecter(code: str) -> bytes:
            corps = urlencode({**formulaire, "code": code}).encode()
            return extranet.demander("/connexion", corps, temoins=temoins, attendu=303)

        temps = _alterner(
            (partial(se_connecter, code), partial(hacheur.verify, empreinte, MOT_DE_PASSE)) for code in codes
        )
    haut, bas = (statistics.quantiles(liste, n=4)[0] * 1e3 for liste in temps)
    return Ratio(f"se connecter, contre argon2 seul, sur {nom}", haut, bas, "ms", 1.5)


MESURES: tuple[Callable[[], Iterator[Ratio]], ...] = (l_extranet_entier,)
