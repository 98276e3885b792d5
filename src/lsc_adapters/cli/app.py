"""The command and its groups, and the one place where a fault becomes a sentence and an exit code."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version
from io import TextIOWrapper

from cyclopts import App, CycloptsError, Group, Parameter

from lsc_adapters.cli.aide import AideFrancaise
from lsc_adapters.cli.faute import FauteDeSaisie, en_francais
from lsc_adapters.cli.sortie import imprimable
from lsc_adapters.codec.errors import InvalidPayload
from lsc_domain.ports.errors import NotFound, PortError
from lsc_domain.socle.errors import InvalidValue

FAIT, CONSTATATIONS, MAUVAISE_ENTREE, PANNE = 0, 1, 2, 3
INTERROMPU = 130

COMMANDES = Group("Commandes", sort_key=1)
PARAMETRES = Group("Paramètres", sort_key=2)
AIDE = Group("Aide", sort_key=3)


def _app(nom: str, aide: str) -> App:
    """Make a command group whose help is in French down to its headings."""
    groupe = App(
        name=nom,
        help=aide,
        version=lambda: version("lsc-domain"),
        help_format="plaintext",
        help_formatter=AideFrancaise(),
        default_parameter=Parameter(negative=()),
        group_commands=COMMANDES,
        group_arguments=PARAMETRES,
        group_parameters=PARAMETRES,
    )
    groupe["--help"].group = (AIDE,)
    groupe["--help"].help = "Afficher cette aide."
    groupe["--version"].group = (AIDE,)
    groupe["--version"].help = "Afficher la version."
    return groupe


app = _app(
    "lsc",
    """La vie légale d'une copropriété : compter, décider et expliquer les votes d'une assemblée.

    Exemple : lsc demo --sortie lsc-demo
    """,
)
ag = _app(
    "ag",
    """L'assemblée générale : vérifier, dépouiller, tenir, écrire.

    Exemple : lsc ag verifier examples/gilbert.json --au 2020-06-10
    """,
)
droit = _app(
    "droit",
    """Le droit de la copropriété, daté et sourcé, comme une calculette.

    Exemple : lsc droit delais --assemblee 2020-07-07
    """,
)
base = _app(
    "base",
    """La base où les assemblées sont gardées.

    Exemple : lsc base migrer --base sqlite:///agence.db
    """,
)
ged = _app(
    "ged",
    """Les documents de l'extranet : qui voit quoi et pourquoi, ce que la loi veut y voir, et le publier.

    Exemple : lsc ged importer examples/portefeuille.json --base sqlite:///agence.db
    """,
)
services = _app(
    "services",
    """Les services système : ce qui tourne de soi-même, à ses jours et heures.

    Exemple : lsc services prochains --base sqlite:///agence.db
    """,
)
compte = _app(
    "compte",
    """Les comptes des clients : écritures, relevés, fichier des écritures, trop perçus des locataires.

    Exemple : lsc compte releve 411ALOXECO --base sqlite:///agence.db
    """,
)
extranet = _app(
    "extranet",
    """L'extranet : les accès de ceux qui y entrent, ce que l'on sait d'eux, et le servir.

    Exemple : lsc extranet activer --tous --base sqlite:///agence.db
    """,
)
app.command("lsc_adapters.cli.demo:demo")
app.command(ag)
app.command(droit)
app.command(ged)
app.command(compte)
app.command(extranet)
app.command(services)
app.command(base)
# By name: a command's imports are paid by whoever runs it, not by the others.
ag.command("lsc_adapters.cli.ag:depouiller")
ag.command("lsc_adapters.cli.ag:verifier")
ag.command("lsc_adapters.cli.documents:documents")
ag.command("lsc_adapters.cli.tenue:tenir")
ag.command("lsc_adapters.cli.tenue:journal")
ag.command("lsc_adapters.cli.classement:classer")
for commande in ("decider", "articles", "delais", "pouvoirs", "voix"):
    droit.command(f"lsc_adapters.cli.droit:{commande}")
ged.command("lsc_adapters.cli.ged_import:importer")
for commande in ("classeurs", "qui_voit", "voit"):
    ged.command(f"lsc_adapters.cli.ged:{commande}")
ged.command("lsc_adapters.cli.ged_conformite:conformite")
for commande in ("plan", "publier", "depublier", "republier", "listes"):
    ged.command(f"lsc_adapters.cli.ged_publication:{commande}")
ged.command("lsc_adapters.cli.courrier:desinscrire")
for commande in ("importer", "releve", "fec", "trop_percus"):
    compte.command(f"lsc_adapters.cli.compte:{commande}")
for commande in ("activer", "collaborateur", "regenerer"):
    extranet.command(f"lsc_adapters.cli.extranet:{commande}")
extranet.command("lsc_adapters.cli.servir:servir")
extranet.command("lsc_adapters.cli.menage:nettoyer")
for commande in ("exporter", "effacer"):
    extranet.command(f"lsc_adapters.cli.personne:{commande}")
for commande in ("prochains", "tourner"):
    services.command(f"lsc_adapters.cli.services_systeme:{commande}")
services.command("lsc_adapters.cli.travailler:travailler")
base.command("lsc_adapters.cli.base:migrer")
app.command("lsc_adapters.cli.schema:schema")


def run(arguments: Sequence[str]) -> int:
    """
    Run one command and return its exit code.

    A fault of the user is one sentence on standard error, never a traceback.
    """
    try:
        if not arguments or any(argument in ("--help", "-h") for argument in arguments):
            _charger(app)
        code = app(arguments, exit_on_error=False, print_error=False, result_action="return_value")
        sys.stdout.flush()
    except CycloptsError as fautif:
        return _dire(en_francais(fautif))
    except (FauteDeSaisie, InvalidPayload, InvalidValue) as fautif:
        return _dire(str(fautif))
    except NotFound as absent:
        return _dire(str(absent))
    except PortError as panne:
        _dire(str(panne))
        return PANNE
    except (BrokenPipeError, SystemExit):  # whoever reads our output stopped reading, as `head` does; rich then exits
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAIT
    except OSError as panne:
        _dire(f"la sortie ne peut être écrite : {panne.strerror}")
        return PANNE
    except KeyboardInterrupt:
        return INTERROMPU
    return code if isinstance(code, int) else FAIT


def main() -> None:
    """Run the command line and exit."""
    # The process reads one file and ends: walking its half million strings to find garbage is lost time.
    gc.disable()
    for flux in (sys.stdout, sys.stderr):  # a terminal without accents shows a mark, and does not stop the command
        if isinstance(flux, TextIOWrapper):
            flux.reconfigure(errors="replace")
    sys.exit(run(sys.argv[1:]))


def _charger(groupe: App) -> None:
    """Import the commands of a group, so that its help has a sentence for each."""
    for nom in list(groupe):
        if not nom.startswith("-"):
            _charger(groupe[nom])


def _dire(phrase: str) -> int:
    print(f"lsc : {imprimable(phrase)}", file=sys.stderr)
    return MAUVAISE_ENTREE
