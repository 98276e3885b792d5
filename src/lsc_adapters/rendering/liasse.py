"""
The bundles of a convocation: one PDF per owner, and one of all of them for who prints and posts. POUV-02.

An annex is appended as it was given: its pages are not tagged by us, and we cannot vouch that they meet PDF/A. So a
bundle with annexes keeps the tags of its personal part, but no longer claims PDF/A-2a and PDF/UA-1; without annexes
it is the very file typst made.
"""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import cache, partial
from pathlib import Path
from typing import Final

from attrs import frozen
from pikepdf import Pdf, PdfError

from lsc_adapters.rendering.compilation import Commande, compiler
from lsc_adapters.rendering.ecriture import file_name, write_file, writing
from lsc_adapters.rendering.gabarit import Gabarits
from lsc_adapters.rendering.impression import Impression, Renvois
from lsc_adapters.rendering.processus import faire_tous
from lsc_adapters.rendering.typst import commander
from lsc_domain.assemblee.acte.liasse import acte_de_liasse
from lsc_domain.assemblee.convocation import Convocation
from lsc_domain.ports.errors import Broken
from lsc_domain.socle.ids import CoproprietaireId

IMPRESSION: Final = "liasse-impression.pdf"
INDEX: Final = "liasse-index.csv"
COLONNES: Final = ("coproprietaire", "nom", "premiere_page", "derniere_page", "pages", "fichier")


@frozen(kw_only=True)
class LiasseEcrite:
    """A bundle on the disk: whose it is, its file, and its pages in the printer's PDF."""

    coproprietaire: str
    nom: str
    premiere_page: int
    derniere_page: int
    pages: int
    fichier: str


@frozen(kw_only=True)
class _Tache:
    commande: Commande
    fichier: Path


def write_liasses(
    convocation: Convocation,
    dossier: Path,
    *,
    coproprietaires: Sequence[CoproprietaireId] | None = None,
    annexes: Sequence[Path] = (),
    modeles: Path | None = None,
    progress: Callable[[int, int], None] = lambda fait, total: None,
    processus: int | None = None,
) -> tuple[LiasseEcrite, ...]:
    """
    Write the bundle of every owner in a folder, with the printer's PDF and its index.

    Each bundle holds the convocation, the correspondence form (or the voting sheet), the proxy, then the *annexes*
    in the order given. Owners without voice (the syndicat's own lots) are not convened. *progress* is told how many
    are done, of how many. All or nothing: what is being written bears its name only once all is, and a failure
    leaves the folder as it was. Raises `BrokenTemplate` for a template, `Broken` for an annex that is no PDF.

    POUV-02, POUV-05, AG-06, AG-07.
    """
    qui = coproprietaires if coproprietaires is not None else _convoques(convocation)
    noms = {un.id: un.nom for un in convocation.syndicat.coproprietaires}
    gabarits, pieces = Gabarits(modeles), tuple(annexe.resolve() for annexe in annexes)
    for piece in pieces:
        _annexe(piece)  # a file that is no PDF is found out before the first of five hundred
    dossier.mkdir(parents=True, exist_ok=True)
    atelier = Path(tempfile.mkdtemp(prefix=".liasses-", dir=dossier))
    try:
        fichiers = [atelier / _nommer(rang, un, len(qui)) for rang, un in enumerate(qui, 1)]
        faire = partial(_une_liasse, gabarits.racine, pieces)
        liasses: list[LiasseEcrite] = []
        progress(0, len(qui))
        with (
            # Closed before the folder goes: no worker may still be writing in it.
            closing(faire_tous(faire, _taches(convocation, qui, fichiers), processus=processus)) as faites,
            writing(atelier / IMPRESSION) as sortie,
            Impression(sortie) as impression,
        ):
            renvois: dict[Path, Renvois] = {piece: {} for piece in pieces}
            for un, fichier, personnelles in zip(qui, fichiers, faites, strict=True):
                premiere = impression.pages + 1
                with Pdf.open(fichier) as pdf:
                    impression.ajouter(pdf, pages=personnelles)
                for piece in pieces:
                    impression.ajouter(_annexe(piece), renvois=renvois[piece])
                liasses.append(
                    LiasseEcrite(
                        coproprietaire=un,
                        nom=noms[un],
                        premiere_page=premiere,
                        derniere_page=impression.pages,
                        pages=impression.pages - premiere + 1,
                        fichier=fichier.name,
                    )
                )
                progress(len(liasses), len(qui))
        write_file(atelier / INDEX, _index(liasses))
        for fichier in sorted(atelier.iterdir()):
            fichier.replace(dossier / fichier.name)
    finally:
        shutil.rmtree(atelier, ignore_errors=True)
    return tuple(liasses)


def _convoques(convocation: Convocation) -> tuple[CoproprietaireId, ...]:
    return tuple(un.id for un in convocation.syndicat.coproprietaires if not un.sans_voix)


def _taches(convocation: Convocation, qui: Sequence[CoproprietaireId], fichiers: Sequence[Path]) -> Iterator[_Tache]:
    for un, fichier in zip(qui, fichiers, strict=True):
        yield _Tache(commande=commander(acte_de_liasse(convocation, un)), fichier=fichier)


def _une_liasse(racine: Path, annexes: tuple[Path, ...], tache: _Tache) -> int:
    """Write one bundle, and return how many of its pages are the owner's own. Runs in a worker."""
    contenu = compiler(racine, tache.commande)
    with Pdf.open(io.BytesIO(contenu)) as pdf:
        personnelles = len(pdf.pages)
        if annexes:
            contenu = _avec_annexes(pdf, annexes)
    write_file(tache.fichier, contenu)
    return personnelles


def _avec_annexes(pdf: Pdf, annexes: tuple[Path, ...]) -> bytes:
    for annexe in annexes:
        pdf.pages.extend(_annexe(annexe).pages)
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as marques:
        for marque in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part"):
            if marque in marques:
                del marques[marque]
    sortie = io.BytesIO()
    pdf.save(sortie, deterministic_id=True)
    return sortie.getvalue()


@cache
def _annexe(chemin: Path) -> Pdf:
    """Open an annex once per process."""
    try:
        return Pdf.open(chemin)
    except (PdfError, OSError) as faute:
        raise Broken(f"annexe {chemin.name} : ce n'est pas un PDF qu'on puisse lire ({faute})") from None


def _nommer(rang: int, coproprietaire: CoproprietaireId, total: int) -> str:
    return f"liasse-{rang:0{len(str(total))}d}-{file_name(coproprietaire)}.pdf"


def _index(liasses: Sequence[LiasseEcrite]) -> bytes:
    """Write the index as a French spreadsheet opens it: semicolons, and a mark that it is UTF-8."""
    texte = io.StringIO(newline="")
    lignes = csv.writer(texte, delimiter=";")
    lignes.writerow(COLONNES)
    for une in liasses:
        mots = (_en_mots(une.coproprietaire), _en_mots(une.nom))
        lignes.writerow((*mots, une.premiere_page, une.derniere_page, une.pages, une.fichier))
    return texte.getvalue().encode("utf-8-sig")


def _en_mots(texte: str) -> str:
    """Write a text so that no spreadsheet computes it: an apostrophe before what would begin a formula."""
    calcule = texte.lstrip().startswith(("=", "+", "-", "@")) or texte.startswith(("\t", "\r", "\n"))
    return f"'{texte}" if calcule else texte
