"""`lsc ged importer`: a portfolio brought in from its file, with the papers beside it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from returns.pipeline import is_successful

from lsc_adapters.cli import sortie
from lsc_adapters.cli.base import Base
from lsc_adapters.cli.documents import progression
from lsc_adapters.cli.faute import FauteDeSaisie
from lsc_adapters.cli.ged import Dossier, ouvrir
from lsc_adapters.cli.saisie import Format, lire_fichier
from lsc_adapters.codec.portefeuille import read_portefeuille
from lsc_domain.ports.documents import DocumentStore
from lsc_domain.publication.portefeuille import BilanDImport, Genre, Importe, libelle
from lsc_domain.usecases.etat import parc

SUR_LES_LISTES = (Genre.TIERS, Genre.IMMEUBLE, Genre.COMPTE)
"""What a list of owners is made of: changed, it may have to be made again. EXP-38."""

MONTRES = 10
"""Codes of one kind that are named; beyond, they are counted."""


def importer(
    fichier: Annotated[
        Path,
        Parameter(help="Un portefeuille au format lsc.portefeuille/1, en JSON, ou en TOML si le nom finit par .toml."),
    ],
    /,
    *,
    base: Base = None,
    documents: Dossier = None,
    format: Format = "table",
) -> int:
    """
    Faire entrer un portefeuille : immeubles, lots, personnes, comptes, conseils, classeurs, modèles, événements.

    Tout entre d'un coup, ou rien. Le même fichier, deux fois, ne change rien la seconde ; ce qu'un fichier dit remplace
    ce qui était gardé sous le même code, ce dont il ne parle pas reste. Les pièces sont nommées par leur chemin depuis
    le fichier. Une liste de copropriétaires que cela rend fausse est refaite.

    Exemple : lsc ged importer examples/portefeuille.json --base sqlite:///agence.db
    """
    lu = lire_fichier(fichier, read_portefeuille)
    with ouvrir(base, documents, nouvelle=True) as engine:
        with progression("Pièces") as progres:
            lu.pieces.garder(engine_documents(engine.documents), progres=progres)
        with engine.storage.transaction() as transaction:
            avant = parc(transaction)
        importe = engine.portefeuilles.importer(lu.portefeuille)
        a_revoir = is_successful(importe) and any(un.genre in SUR_LES_LISTES for un in importe.unwrap().modifications)
        refaites = engine.listes.regenerer(avant) if a_revoir else ()
    if not is_successful(importe):
        raise FauteDeSaisie(f"{fichier}: {libelle(importe.failure())}")
    bilan = importe.unwrap()
    if format == "json":
        from lsc_adapters.codec.ged import write_import

        sortie.ecrire_json(write_import(bilan, refaites))
    else:
        _raconter(bilan)
        for une in refaites:
            sortie.dire(f"Liste des copropriétaires de {une.document.immeuble} refaite : {une.evenement.id}")
    return 0


def engine_documents(documents: DocumentStore | None) -> DocumentStore:
    """Return the store of contents of an engine made by this command, which always has one."""
    assert documents is not None
    return documents


def _raconter(bilan: BilanDImport) -> None:
    for titre, importes in (("Ajoutés", bilan.ajouts), ("Modifiés", bilan.modifications)):
        for genre, codes in _par_genre(importes):
            montres = ", ".join(codes[:MONTRES])
            autres = f" et {len(codes) - MONTRES} autres" if len(codes) > MONTRES else ""
            sortie.dire(f"{titre:<9} {genre.libelle:<18} {len(codes):>6}  {montres}{autres}")
    sortie.dire(
        f"{len(bilan.ajouts)} ajout(s), {len(bilan.modifications)} modification(s), {bilan.inchanges} inchangé(s)"
    )


def _par_genre(importes: Iterable[Importe]) -> list[tuple[Genre, list[str]]]:
    codes: dict[Genre, list[str]] = {}
    for un in importes:
        codes.setdefault(un.genre, []).append(un.code)
    return list(codes.items())
