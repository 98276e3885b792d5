"""`lsc extranet servir`: the extranet on this machine, behind a proxy or for a try."""

from __future__ import annotations

import errno
import gc
import logging
import os
import secrets
import socket
import sys
from contextlib import AbstractContextManager
from ipaddress import ip_address
from pathlib import Path
from types import ModuleType
from typing import Annotated, Final

from attrs import evolve
from cyclopts import Parameter

from lsc_adapters.cli import sortie
from lsc_adapters.cli.base import VARIABLE, Base
from lsc_adapters.cli.courrier import Courrier
from lsc_adapters.cli.faute import FauteDeSaisie
from lsc_adapters.cli.ged import Dossier, ouvrir
from lsc_adapters.cli.menage import menage
from lsc_adapters.cli.paiement import OptionsDePaiement
from lsc_domain.engine import Engine
from lsc_domain.ports.errors import Unavailable

SECRET: Final = "LSC_SECRET"
"""The variable of the environment that holds the secret: the same for all the servers of one extranet."""


def servir(
    *,
    courrier: Courrier = Courrier(),  # noqa: B008 - frozen
    paiement: OptionsDePaiement = OptionsDePaiement(),  # noqa: B008 - frozen
    base: Base = None,
    documents: Dossier = None,
    hote: Annotated[str, Parameter(help="L'adresse où écouter ; 127.0.0.1 par défaut.")] = "127.0.0.1",
    port: Annotated[int, Parameter(help="Le port où écouter ; 8000 par défaut.")] = 8000,
    nom: Annotated[
        str, Parameter(help="Le nom de l'agence, en tête de chaque page ; celui de ses bureaux par défaut.")
    ] = "",
    domaine: Annotated[
        tuple[str, ...],
        Parameter(
            help="Un nom sous lequel l'extranet est appelé en https, par un mandataire, le principal d'abord ; sans "
            "aucun, c'est un essai sur cette machine, en clair."
        ),
    ] = (),
    mandataire: Annotated[
        tuple[str, ...], Parameter(help="L'adresse, ou le réseau, d'un mandataire dont X-Forwarded-For est cru.")
    ] = (),
    demo: Annotated[
        bool, Parameter(help="Remplir la base du portefeuille d'exemple, et dire comment y entrer.")
    ] = False,
) -> int:
    """
    Servir l'extranet : l'espace des clients et celui de l'agence, jusqu'à l'ordre d'arrêt.

    Sans --base, avec --demo, tout est gardé en mémoire et oublié à l'arrêt. Le secret qui signe les formulaires et
    les adresses est lu dans LSC_SECRET, et tiré au sort quand il n'y est pas. Les sessions finies sont oubliées au
    départ, puis chaque jour.

    Exemple : lsc extranet servir --demo
    """
    try:
        from lsc_adapters.web import ParametresWeb, application, serveur
    except ModuleNotFoundError as absent:
        raise Unavailable(f"{absent.name} n'est pas installé : pip install 'lsc-domain[web]'") from absent
    if not domaine and not _est_local(hote):
        raise FauteDeSaisie(f"--hote {hote} : hors de cette machine, il faut --domaine, et https devant")
    encaissements = paiement.lire()  # what cannot be is told now, and not at the first payment
    gc.enable()  # a command is over before garbage matters; this one is not
    logging.basicConfig(format="lsc : %(message)s")
    secret = os.environ.get(SECRET, "").encode() or secrets.token_bytes(32)
    porte = _prendre_le_port(serveur, hote, port)
    with porte, _ouvrir(base, documents, demo=demo) as ouvert, courrier.ouvrir(ouvert) as facteur:
        engine = facteur.engine
        if domaine:  # where the link of a forgotten password leads
            acces = evolve(engine.acces, adresse_de_reinitialisation=f"https://{domaine[0]}/reinitialiser")
            engine = evolve(engine, acces=acces)
        if demo:
            from lsc_adapters.cli.demo_extranet import AGENCE

            nom = nom or AGENCE
            _remplir(engine)
        engine = encaissements.brancher(engine)
        parametres = ParametresWeb(
            secret=secret,
            nom_de_l_agence=nom or engine.extranet.vitrine().fiche.bureaux.raison_sociale or "Votre agence",
            hotes=domaine,
            https=bool(domaine),
            mandataires=mandataire,
            paiement=encaissements.origines,
        )
        app = application(engine, parametres)
        sortie.dire(f"L'extranet est sur http://{f'[{hote}]' if ':' in hote else hote}:{port}/ ; Ctrl-C l'arrête.")
        sys.stdout.flush()
        with menage(engine):
            serveur.servir(app, porte)
    sortie.dire("Extranet arrêté.")
    return 0


def _ouvrir(base: str | None, documents: Path | None, *, demo: bool) -> AbstractContextManager[Engine]:
    if demo and not base and not os.environ.get(VARIABLE):
        from lsc_adapters.bootstrap import memory_engine

        return memory_engine()
    if not demo and not base and not os.environ.get(VARIABLE):
        raise FauteDeSaisie(f"il manque --base, ou {VARIABLE} dans l'environnement ; --demo montre un exemple")
    return ouvrir(base, documents, nouvelle=demo)


def _prendre_le_port(serveur: ModuleType, hote: str, port: int) -> socket.socket:
    """Take the port first: nothing is drawn nor shown for a page that could not be opened."""
    if not 0 <= port <= 65535:
        raise FauteDeSaisie(f"--port {port} : attendu un nombre de 0 à 65535")
    try:
        prise: socket.socket = serveur.ouvrir_le_port(hote, port)
    except OSError as panne:
        if panne.errno == errno.EADDRINUSE:
            raise FauteDeSaisie(f"--port {port} : un autre programme y écoute déjà ; en donner un autre") from None
        raise FauteDeSaisie(f"--hote {hote} --port {port} : on ne peut pas y écouter") from None
    return prise


def _remplir(engine: Engine) -> None:
    from lsc_adapters.cli.demo_extranet import remplir, reunir

    if engine.documents is None:
        raise Unavailable("démonstration : il faut où garder les documents")
    acces = remplir(engine, engine.documents)
    reunir(engine)
    if not acces:
        sortie.dire(
            "La démonstration est déjà dans cette base, et ses identifiants déjà remis ; "
            "« lsc extranet regenerer CODE » remet un mot de passe provisoire."
        )
        return
    sortie.tableau(
        ("identifiant", "mot de passe provisoire", "qui"),
        [(un.remis.code, un.remis.mot_de_passe, un.qui) for un in acces],
    )


def _est_local(hote: str) -> bool:
    if hote == "localhost":
        return True
    try:
        return ip_address(hote).is_loopback
    except ValueError:
        return False
