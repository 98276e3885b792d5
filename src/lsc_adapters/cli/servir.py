"""`lsc extranet servir`: the extranet on this machine, behind a proxy or for a try."""

from __future__ import annotations

import gc
import logging
import os
import secrets
import sys
from contextlib import AbstractContextManager
from ipaddress import ip_address
from pathlib import Path
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
    hote: Annotated[str, Parameter(help="L'adresse où écouter.")] = "127.0.0.1",
    port: Annotated[int, Parameter(help="Le port où écouter.")] = 8000,
    nom: Annotated[str, Parameter(help="Le nom de l'agence, en tête de chaque page.")] = "",
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
        from lsc_adapters.web import ParametresWeb, application
        from lsc_adapters.web.serveur import servir as ecouter
    except ModuleNotFoundError as absent:
        raise Unavailable(f"{absent.name} n'est pas installé : pip install 'lsc-domain[web]'") from absent
    if not domaine and not _est_local(hote):
        raise FauteDeSaisie(f"--hote {hote} : hors de cette machine, il faut --domaine, et https devant")
    encaissements = paiement.lire()  # what cannot be is told now, and not at the first payment
    gc.enable()  # a command is over before garbage matters; this one is not
    logging.basicConfig(format="lsc : %(message)s")
    secret = os.environ.get(SECRET, "").encode() or secrets.token_bytes(32)
    with _ouvrir(base, documents, demo=demo) as ouvert, courrier.ouvrir(ouvert) as facteur:
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
            nom_de_l_agence=nom or "Votre agence",
            hotes=domaine,
            https=bool(domaine),
            mandataires=mandataire,
            paiement=encaissements.origines,
        )
        app = application(engine, parametres)
        sortie.dire(f"L'extranet est sur http://{f'[{hote}]' if ':' in hote else hote}:{port}/")
        sys.stdout.flush()
        with menage(engine):
            ecouter(app, hote=hote, port=port)
    sortie.dire("Extranet arrêté.")
    return 0


def _ouvrir(base: str | None, documents: Path | None, *, demo: bool) -> AbstractContextManager[Engine]:
    if demo and not base and not os.environ.get(VARIABLE):
        from lsc_adapters.bootstrap import memory_engine

        return memory_engine()
    return ouvrir(base, documents)


def _remplir(engine: Engine) -> None:
    from lsc_adapters.cli.demo_extranet import remplir, reunir

    if engine.documents is None:
        raise Unavailable("démonstration : il faut où garder les documents")
    acces = remplir(engine, engine.documents)
    reunir(engine)
    if not acces:
        sortie.dire("La démonstration est déjà dans cette base, et ses identifiants déjà remis.")
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
