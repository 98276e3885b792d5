"""The page one opens first: what a meeting decided, and a link to each of its papers. Extra `[html]`."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Final

from attrs import frozen
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from lsc_domain.assemblee.contestation import dernier_vote
from lsc_domain.assemblee.depouillement import Depouillement
from lsc_domain.assemblee.scrutin import Scrutin
from lsc_domain.loi.decompte import Poids
from lsc_domain.ports.journal import Tete
from lsc_domain.socle.affichage import ESPACE_FINE, ecrire_date, ecrire_voix

TITRES: Final = {
    "convocation": "Convocations, avec formulaire et pouvoir",
    "formulaire": "Formulaires de vote par correspondance",
    "pouvoir": "Pouvoirs",
    "feuille_de_presence": "Feuilles de présence",
    "feuille_de_signature": "Feuille de signature",
    "liste_de_presence": "Liste de présence, en tableur",
    "proces_verbal": "Procès-verbal, en deux modèles",
    "notification": "Notifications aux opposants et défaillants",
    "liasse": "Liasses pour l'imprimeur, avec leurs annexes",
    "journal": "Export du journal",
}


@frozen(kw_only=True)
class Ligne:
    """One vote of the page."""

    numero: str
    titre: str
    article: str
    oui: str
    non: str
    abstention: str
    resultat: str


@frozen(kw_only=True)
class Groupe:
    """The files of one document."""

    titre: str
    liens: tuple[str, ...]


def render_sommaire(depouillement: Depouillement, fichiers: Sequence[Path], tete: Tete) -> bytes:
    """Make the page; the paths are relative to it, and a file's name starts with its document's."""
    environment = Environment(
        loader=FileSystemLoader(str(files("lsc_adapters.rendering") / "templates")),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    seance = depouillement.seance
    return (
        environment.get_template("sommaire.html.j2")
        .render(
            titre=f"{seance.fiche.nom} du {ecrire_date(seance.fiche.date)}",
            syndicat=" – ".join(filter(None, (seance.syndicat.nom, seance.syndicat.adresse))),
            lignes=[_ligne(scrutin) for scrutin in depouillement.scrutins],
            groupes=_groupes(fichiers),
            faits=tete.rang,
            empreinte=tete.empreinte,
        )
        .encode()
    )


def _ligne(scrutin: Scrutin) -> Ligne:
    resolution, compte = scrutin.ligne.resolution, dernier_vote(scrutin).decompte
    vote = resolution.se_vote
    return Ligne(
        numero=resolution.numero,
        titre=resolution.titre,
        article=str(resolution.article) if vote else "",
        oui=_poids(compte.pour) if vote else "",
        non=_poids(compte.contre) if vote else "",
        abstention=_poids(compte.abstention) if vote else "",
        resultat=scrutin.libelle,
    )


def _poids(poids: Poids) -> str:
    return f"{ecrire_voix(poids.voix, espace=ESPACE_FINE)} / {poids.tetes}"


def _groupes(fichiers: Sequence[Path]) -> list[Groupe]:
    groupes: list[Groupe] = []
    for document, titre in TITRES.items():
        liens = tuple(fichier.as_posix() for fichier in fichiers if fichier.name.startswith(document))
        if liens:
            groupes.append(Groupe(titre=titre, liens=liens))
    return groupes
