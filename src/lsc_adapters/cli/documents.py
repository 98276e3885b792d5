"""`lsc ag documents`: every paper of a meeting, from its file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from returns.pipeline import is_successful

from lsc_adapters.cli import sortie
from lsc_adapters.cli.faute import FauteDeSaisie
from lsc_adapters.cli.saisie import Fichier, Format, lire_fichier
from lsc_adapters.codec.errors import InvalidPayload
from lsc_adapters.codec.recit import read_faits
from lsc_domain.assemblee.convocation import Convocation
from lsc_domain.assemblee.greffe import Greffe
from lsc_domain.assemblee.refus import libelle
from lsc_domain.usecases.papiers import DOCUMENTS, disponibles, papiers

LIASSE = "liasse"
PAR_DEFAUT = tuple(document for document in DOCUMENTS if document not in ("formulaire", "pouvoir"))
"""The form and the proxy are in the convocation already."""

Progres = Callable[[int, int], None]


def documents(
    fichier: Fichier,
    /,
    *,
    sortie_: Annotated[Path, Parameter(name="--sortie", metavar="DOSSIER", help="Où écrire les documents.")],
    seulement: Annotated[
        str | None,
        Parameter(metavar="NOM,…", help=f"Ces documents seuls, parmi {', '.join((*DOCUMENTS, LIASSE))}."),
    ] = None,
    modeles: Annotated[
        Path | None,
        Parameter(metavar="DOSSIER", help="Les modèles de l'agence : un modèle du même nom remplace le nôtre."),
    ] = None,
    format: Format = "table",
) -> int:
    """
    Écrire les documents d'une assemblée : convocations, feuilles de présence, procès-verbal, notifications.

    Chaque convocation porte le formulaire de vote par correspondance et un pouvoir. Avant la tenue, le procès-verbal et
    les notifications n'existent pas encore.

    Exemple : lsc ag documents examples/gilbert.json --sortie documents --seulement convocation,proces_verbal
    """
    from lsc_adapters.rendering.dossier import Page, write_pages
    from lsc_adapters.rendering.papers import PaperRendering

    voulus = _voulus(seulement)
    if modeles is not None and not modeles.is_dir():
        raise FauteDeSaisie(f"--modeles : {modeles} n'est pas un dossier")
    greffe = lire_fichier(fichier, _rejouer)
    possibles = (*disponibles(greffe), LIASSE)
    if seulement is not None and (trop_tot := [un for un in voulus if un not in possibles]):
        raise FauteDeSaisie(f"--seulement : {', '.join(trop_tot)} : l'assemblée n'est pas encore tenue")
    pages = [Page(nom=un.nom, acte=un.acte) for un in papiers(greffe, voulus)]
    ecrits: list[Path] = []
    with progression("Documents") as progres:
        for chemin in write_pages(pages, sortie_, PaperRendering(modeles)):
            ecrits.append(chemin)
            progres(len(ecrits), len(pages))
    if LIASSE in voulus and greffe.convocation is not None:
        ecrits += _liasses(greffe.convocation, fichier.parent, sortie_, modeles)
    if format == "json":
        from lsc_adapters.codec.documents import DocumentsEcrits

        sortie.ecrire_json(DocumentsEcrits(fichiers=tuple(chemin.name for chemin in ecrits)))
    else:
        for chemin in ecrits:
            sortie.dire(str(chemin))
    return 0


def _rejouer(chemin: Path) -> Greffe:
    """Hold a meeting again, in memory. Raises `InvalidPayload` for one that contradicts itself."""
    _, faits = read_faits(chemin)
    rejouee = Greffe.rejouer(faits)
    if not is_successful(rejouee):
        rang, refus = rejouee.failure()
        raise InvalidPayload((), f"fait {rang} ({faits[rang - 1].code}) : {libelle(refus)}")
    return rejouee.unwrap()


def _voulus(seulement: str | None) -> tuple[str, ...]:
    if seulement is None:
        return PAR_DEFAUT
    noms = tuple(nom.strip() for nom in seulement.split(",") if nom.strip())
    for nom in noms:
        if nom not in (*DOCUMENTS, LIASSE):
            raise FauteDeSaisie(f"--seulement : {nom!r} inconnu, attendu l'un de : {', '.join((*DOCUMENTS, LIASSE))}")
    if not noms:
        raise FauteDeSaisie("--seulement : aucun document n'est nommé")
    return noms


def _liasses(convocation: Convocation, a_cote: Path, dossier: Path, modeles: Path | None) -> Iterator[Path]:
    """Write the bundles, the annexes being found beside the meeting's file."""
    from lsc_adapters.rendering.liasse import IMPRESSION, INDEX, write_liasses

    annexes = [a_cote / une.fichier for une in convocation.annexes if une.fichier]
    for annexe in annexes:
        if not annexe.is_file():
            raise FauteDeSaisie(f"{annexe}: l'annexe n'existe pas")
    with progression("Liasses") as progres:
        liasses = write_liasses(convocation, dossier, annexes=annexes, modeles=modeles, progress=progres)
    yield from (dossier / une.fichier for une in liasses)
    yield from (dossier / IMPRESSION, dossier / INDEX)


@contextmanager
def progression(titre: str) -> Generator[Progres]:
    """Show a bar on standard error once the work has lasted two seconds, if somebody is there to look."""
    if not sys.stderr.isatty():
        yield lambda fait, total: None
        return
    from time import monotonic

    from rich.console import Console
    from rich.progress import Progress

    debut = monotonic()
    with Progress(console=Console(stderr=True), transient=True) as barre:
        tache = barre.add_task(titre, total=None, visible=False)

        def progres(fait: int, total: int) -> None:
            barre.update(tache, completed=fait, total=total, visible=monotonic() - debut > 2)

        yield progres
