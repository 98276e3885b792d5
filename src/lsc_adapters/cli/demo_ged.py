"""The second half of `lsc demo`: the minutes become an event, the extranet is brought up to date, and who sees what."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path
from typing import Final, TypeVar

from returns.pipeline import is_successful
from returns.result import Result

from lsc_adapters.cli import sortie
from lsc_adapters.cli.ged_publication import faits
from lsc_adapters.codec.portefeuille import read_portefeuille
from lsc_adapters.transport.folder import FolderFileDrop
from lsc_domain.assemblee.proces_verbal import ProcesVerbal
from lsc_domain.classeur.acces import libelle
from lsc_domain.engine import Engine
from lsc_domain.evenement.evenement import Evenement
from lsc_domain.parc.tiers import Tiers
from lsc_domain.ports.documents import DocumentStore
from lsc_domain.ports.manifest import CHEMIN_DU_MANIFESTE
from lsc_domain.publication.portefeuille import EXTRANET, Genre
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import DocumentId, EvenementId, ImmeubleId, ModeleId, TiersId

T = TypeVar("T")

DONNEES: Final = files("lsc_adapters.cli") / "portefeuille_gilbert"
DOSSIER: Final = "extranet"

GILBERT: Final = ImmeubleId("GILBERT")
PROCES_VERBAL: Final = ModeleId("proces-verbal")
CONSEIL: Final = EvenementId("00000006")
RELANCE: Final = EvenementId("00000007")
PERSONNES: Final = ("ATRILLON", "BROUILLY", "CLATOUR", "CLIQUOT", "PAILLOUX")


def jouer_la_publication(engine: Engine, documents: DocumentStore, dossier: Path, proces_verbal: ProcesVerbal) -> None:
    """Bring in the portfolio, file the minutes, publish, and ask who reads what."""
    _importer(engine, documents)
    minutes = _classer(engine, proces_verbal)
    _lister(engine)
    _publier(engine, dossier / DOSSIER)
    _qui_voit_quoi(engine, minutes)


def _importer(engine: Engine, documents: DocumentStore) -> None:
    with as_file(DONNEES) as donnees:
        lu = read_portefeuille(donnees / "portefeuille.json")
        lu.pieces.garder(documents)
    bilan = _admis(engine.portefeuilles.importer(lu.portefeuille))
    compte = {genre: sum(un.genre is genre for un in bilan.ajouts) for genre in Genre}
    dire(
        "Importé",
        f"portefeuille : {compte[Genre.IMMEUBLE]} immeubles, {compte[Genre.TIERS]} personnes, "
        f"{compte[Genre.CLASSEUR]} classeurs, {compte[Genre.EVENEMENT]} événements",
    )


def _classer(engine: Engine, proces_verbal: ProcesVerbal) -> Evenement:
    """Make the minutes an event of the building: the paper that was signed, as it is. I-23."""
    papier = engine.rendering.render(proces_verbal.acte)
    minutes = _admis(
        engine.evenements.classer_proces_verbal(proces_verbal, papier, immeuble=GILBERT, modele=PROCES_VERBAL)
    )
    dire("Classé", f"le procès-verbal est l'événement {minutes.id}")
    return minutes


def _lister(engine: Engine) -> None:
    """Make the list of owners the council must have. EXP-31, EXP-34."""
    (liste,) = _admis(engine.listes.generer(GILBERT))
    dire("Listé", f"les copropriétaires de GILBERT, pour le conseil syndical : événement {liste.evenement.id}")


def _publier(engine: Engine, dossier: Path) -> None:
    execution = _admis(engine.publications.publier(EXTRANET.id, FolderFileDrop(dossier), par="lsc demo"))
    dire("Publié", faits(execution))
    dire("  liste", str(dossier / CHEMIN_DU_MANIFESTE))


def _qui_voit_quoi(engine: Engine, minutes: Evenement) -> None:
    """Ask of a few people three documents: of everybody, of the council, of one person alone."""
    consultation = engine.classeurs.consultation()
    with engine.storage.transaction() as transaction:
        tiers: list[Tiers] = [transaction.tiers.get(TiersId(code)).state for code in PERSONNES]
    documents = (
        ("le procès-verbal", DocumentId(f"{minutes.id}/1")),
        ("le conseil syndical", DocumentId(f"{CONSEIL}/0")),
        ("la relance de CLATOUR", DocumentId(f"{RELANCE}/0")),
    )
    for qui in tiers:
        reponses = [(nom, consultation.autoriser(qui.id, document)) for nom, document in documents]
        lit = [nom for nom, reponse in reponses if is_successful(reponse)]
        refus = [(nom, libelle(reponse.failure())) for nom, reponse in reponses if not is_successful(reponse)]
        dire(qui.nom, f"lit {', '.join(lit)}" if lit else f"ne lit rien de cela : {refus[0][1]}")
        if lit and refus:
            dire("", f"pas {refus[0][0]} : {refus[0][1]}")


def dire(etape: str, texte: str) -> None:
    """Tell one stage in a line."""
    sortie.dire(f"{etape:<10} {texte}".rstrip())


def _admis(resultat: Result[T, object]) -> T:
    """Return what was decided; the built-in portfolio is one nothing refuses."""
    if not is_successful(resultat):
        raise InvalidValue(str(resultat.failure()))
    return resultat.unwrap()
