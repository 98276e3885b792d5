"""What `lsc ged` answers about binders: who opens them, who reads a document and why, what a person sees."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Literal

from attrs import frozen

from lsc_adapters.codec.description import dit
from lsc_domain.classeur.archivage_des_listes import ListeArchivee
from lsc_domain.classeur.classeur import Classeur
from lsc_domain.classeur.consultation import Lecteur
from lsc_domain.classeur.document import Document
from lsc_domain.classeur.droit import Case
from lsc_domain.parc.role import Metier
from lsc_domain.parc.tiers import Tiers
from lsc_domain.publication.portefeuille import BilanDImport, Genre, Importe
from lsc_domain.socle.ids import TiersId


@frozen(kw_only=True)
class ImporteEcrit:
    """Une chose écrite, sous son code."""

    genre: Genre
    code: str


@frozen(kw_only=True)
class ImportEcrit:
    """Ce qu'un import a changé."""

    format: Literal["lsc.import/1"] = "lsc.import/1"
    ajouts: tuple[ImporteEcrit, ...]
    modifications: tuple[ImporteEcrit, ...]
    inchanges: int
    listes_refaites: tuple[str, ...] = dit("Les événements des listes de copropriétaires qu'il a fallu refaire.")


@frozen(kw_only=True)
class ClasseurLu:
    """Un classeur, ses niveaux, et ses cases cochées."""

    code: str
    metier: Metier
    nom: str
    niveaux: tuple[str, ...]
    cases: tuple[Case, ...]
    protege: bool = dit("Son nom ne peut être changé.")


@frozen(kw_only=True)
class ClasseursEcrits:
    """Les classeurs d'une agence."""

    format: Literal["lsc.classeurs/1"] = "lsc.classeurs/1"
    classeurs: tuple[ClasseurLu, ...]


@frozen(kw_only=True)
class LecteurEcrit:
    """Quelqu'un qui lit un document, et à quels titres."""

    tiers: str
    nom: str
    motifs: tuple[str, ...]


@frozen(kw_only=True)
class LecteursEcrits:
    """Qui lit un document, un jour, et pourquoi."""

    format: Literal["lsc.lecteurs/1"] = "lsc.lecteurs/1"
    document: str
    le: dt.date
    lecteurs: tuple[LecteurEcrit, ...]


@frozen(kw_only=True)
class DocumentLu:
    """Un document que quelqu'un lit."""

    code: str
    titre: str
    rangement: tuple[str, ...] = dit("Les niveaux sous lesquels il est classé.")
    classeur: str
    immeuble: str | None
    lot: str | None
    destinataires: tuple[str, ...]
    depuis: dt.date
    dernier_jour: dt.date | None


@frozen(kw_only=True)
class LecturesEcrites:
    """Tout ce qu'une personne lit, un jour."""

    format: Literal["lsc.lectures/1"] = "lsc.lectures/1"
    tiers: str
    nom: str
    le: dt.date
    documents: tuple[DocumentLu, ...]


@frozen(kw_only=True)
class AccesEcrit:
    """Si une personne lit un document, et pourquoi ou pourquoi pas."""

    format: Literal["lsc.acces/1"] = "lsc.acces/1"
    tiers: str
    document: str
    le: dt.date
    autorise: bool
    motifs: tuple[str, ...]


def write_import(bilan: BilanDImport, refaites: Iterable[ListeArchivee] = ()) -> ImportEcrit:
    """Put what an import changed in its exchange form, with the lists of owners it made untrue."""
    return ImportEcrit(
        ajouts=_importes(bilan.ajouts),
        modifications=_importes(bilan.modifications),
        inchanges=bilan.inchanges,
        listes_refaites=tuple(une.evenement.id for une in refaites),
    )


def _importes(importes: Iterable[Importe]) -> tuple[ImporteEcrit, ...]:
    return tuple(ImporteEcrit(genre=un.genre, code=un.code) for un in importes)


def write_classeurs(classeurs: Iterable[Classeur]) -> ClasseursEcrits:
    """Put binders in their exchange form, their boxes in the order of the columns. EXP-06."""
    return ClasseursEcrits(
        classeurs=tuple(
            ClasseurLu(
                code=un.id,
                metier=un.metier,
                nom=un.nom,
                niveaux=un.niveaux,
                cases=tuple(case for case in Case if case in un.droit.cases),
                protege=un.est_protege,
            )
            for un in classeurs
        )
    )


def write_lecteurs(
    document: str, le: dt.date, lecteurs: Iterable[Lecteur], tiers: Mapping[TiersId, Tiers]
) -> LecteursEcrits:
    """Put the readers of a document in their exchange form. I-30, I-31."""
    return LecteursEcrits(
        document=document,
        le=le,
        lecteurs=tuple(LecteurEcrit(tiers=un.tiers, nom=tiers[un.tiers].identite, motifs=un.motifs) for un in lecteurs),
    )


def write_lectures(tiers: Tiers, le: dt.date, documents: Iterable[Document]) -> LecturesEcrites:
    """Put what a person sees in its exchange form."""
    return LecturesEcrites(
        tiers=tiers.id,
        nom=tiers.identite,
        le=le,
        documents=tuple(
            DocumentLu(
                code=un.id,
                titre=un.titre,
                rangement=un.chemin,
                classeur=un.classeur,
                immeuble=un.immeuble,
                lot=un.lot,
                destinataires=un.destinataires,
                depuis=un.depuis,
                dernier_jour=un.dernier_jour,
            )
            for un in documents
        ),
    )
