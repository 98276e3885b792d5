"""`lsc ged classeurs`, `qui-voit`, `voit`: the binders, who reads a document and why, what a person sees."""

from __future__ import annotations

import datetime as dt
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from returns.pipeline import is_successful

from lsc_adapters.cli import sortie
from lsc_adapters.cli.base import Base, adresse, adresse_connue
from lsc_adapters.cli.faute import FauteDeSaisie
from lsc_adapters.cli.saisie import PARIS, Format, lire_date
from lsc_domain.classeur.acces import libelle
from lsc_domain.classeur.classeur import Classeur
from lsc_domain.classeur.document import Document
from lsc_domain.classeur.droit import Case
from lsc_domain.engine import Engine
from lsc_domain.parc.tiers import Tiers
from lsc_domain.socle.affichage import ecrire_date
from lsc_domain.socle.ids import DocumentId, TiersId

REFUSE = 1
"""The person does not read the document."""

Dossier = Annotated[
    Path | None,
    Parameter(
        name="--documents", metavar="DOSSIER", help="Où sont gardés les contenus ; dans la base elle-même par défaut."
    ),
]
Jour = Annotated[
    str | None,
    Parameter(name="--le", metavar="JOUR", help="Le jour de la question, AAAA-MM-JJ ; aujourd'hui par défaut."),
]


@contextmanager
def ouvrir(base: str | None, documents: Path | None = None, *, nouvelle: bool = False) -> Generator[Engine]:
    """
    Make an engine on the base the command names, contents being in it or in a folder, and close it.

    The base is made if it may be a `nouvelle` one.
    """
    from lsc_adapters.bootstrap import sql_engine
    from lsc_adapters.documents.folder import FolderDocumentStore

    url = adresse(base) if nouvelle else adresse_connue(base)
    engine = sql_engine(url) if documents is None else sql_engine(url, documents=FolderDocumentStore(documents))
    with engine:
        yield engine


def classeurs(*, base: Base = None, format: Format = "table") -> int:
    """
    Lister les classeurs et les rôles à qui chacun est ouvert.

    Exemple : lsc ged classeurs --base sqlite:///agence.db
    """
    with ouvrir(base) as engine:
        connus = engine.classeurs.classeurs()
    if format == "json":
        from lsc_adapters.codec.ged import write_classeurs

        sortie.ecrire_json(write_classeurs(connus))
    elif not connus:
        sortie.dire("Aucun classeur : lsc ged importer en pose.")
    else:
        sortie.tableau(("Code", "Métier", "Classeur", "Ouvert à"), [_ligne(un) for un in connus])
    return 0


def _ligne(classeur: Classeur) -> tuple[str, str, str, str]:
    cochees = ", ".join(case.libelle for case in Case if case in classeur.droit.cases)
    return classeur.id, classeur.metier.libelle, classeur.nom, cochees or "personne"


def qui_voit(
    document: Annotated[str, Parameter(help="Le code du document, comme 00000006/0 ; lsc ged voit les donne.")],
    /,
    *,
    base: Base = None,
    le: Jour = None,
    format: Format = "table",
) -> int:
    """
    Dire qui lit un document, et pourquoi.

    Exemple : lsc ged qui-voit 00000006/0 --base sqlite:///agence.db --le 2020-07-21
    """
    with ouvrir(base) as engine:
        jour = lire_jour(le)
        tiers = _tiers(engine)
        consultation = engine.classeurs.consultation(jour=jour)
        if not consultation.connait(DocumentId(document)):
            _exiger_un_evenement(engine, document)
        lecteurs = consultation.qui_voit(DocumentId(document))
    if format == "json":
        from lsc_adapters.codec.ged import write_lecteurs

        sortie.ecrire_json(write_lecteurs(document, jour, lecteurs, tiers))
    elif not lecteurs:
        sortie.dire(f"Personne ne lit {document} le {ecrire_date(jour)}.")
    else:
        lignes = [(un.tiers, tiers[un.tiers].identite, " ; ".join(un.motifs)) for un in lecteurs]
        sortie.tableau(("Code", "Nom", "Pourquoi"), lignes)
    return 0


def voit(
    personne: Annotated[str, Parameter(help="Son code, ou son nom s'il est seul à le porter.")],
    /,
    *,
    base: Base = None,
    le: Jour = None,
    document: Annotated[
        str | None, Parameter(metavar="DOCUMENT", help="Dire s'il lit celui-ci, et pourquoi ou pourquoi pas.")
    ] = None,
    format: Format = "table",
) -> int:
    """
    Dire ce qu'une personne voit, classeur par classeur ; ou pourquoi elle ne voit pas un document.

    Avec --document, sort avec le code 1 si elle ne le lit pas.

    Exemple : lsc ged voit BROUILLY --base sqlite:///agence.db --le 2020-07-21
    """
    with ouvrir(base) as engine:
        jour = lire_jour(le)
        qui = trouver(personne, _tiers(engine))
        if document is not None:
            return _dire_l_acces(engine, qui, DocumentId(document), jour, format)
        vus = engine.classeurs.ce_que_voit(qui.id, jour=jour)
    if format == "json":
        from lsc_adapters.codec.ged import write_lectures

        sortie.ecrire_json(write_lectures(qui, jour, vus))
    else:
        sortie.dire(f"{qui.identite}, le {ecrire_date(jour)} : {len(vus)} document(s)")
        for ligne in arbre(vus):
            sortie.dire(ligne)
    return 0


def arbre(documents: Sequence[Document]) -> Iterator[str]:
    """Draw documents under the levels of their binders, building by building."""
    ouverts: tuple[str, ...] = ()
    for document in sorted(documents, key=lambda un: (un.immeuble or "", un.chemin, un.depuis, un.id)):
        niveaux = (document.immeuble or "Tous les immeubles", *document.chemin)
        communs = 0
        while communs < min(len(ouverts), len(niveaux)) and ouverts[communs] == niveaux[communs]:
            communs += 1
        for rang, niveau in enumerate(niveaux[communs:], communs):
            yield f"{'  ' * rang}{niveau}"
        ouverts = niveaux
        pour = " (à lui seul)" if len(document.destinataires) == 1 else ""
        yield f"{'  ' * len(niveaux)}{document.id}  {document.titre}, {ecrire_date(document.depuis)}{pour}"


def _exiger_un_evenement(engine: Engine, document: str) -> None:
    """Refuse a code nobody gave; a document whose event is not published is one all the same, that nobody reads."""
    if document.rpartition("/")[0] not in {un.id for un in engine.evenements.evenements()}:
        raise FauteDeSaisie(f"{document} : aucun document de ce code ; lsc ged voit les donne")


def trouver(personne: str, tiers: Mapping[TiersId, Tiers]) -> Tiers:
    """Find a person by code, or by a name nobody else has."""
    if (exact := tiers.get(TiersId(personne))) is not None:
        return exact
    voulu = personne.casefold()
    noms = [un for un in tiers.values() if voulu in (un.nom.casefold(), un.identite.casefold())]
    if len(noms) == 1:
        return noms[0]
    if noms:
        raise FauteDeSaisie(f"{personne} : plusieurs personnes de ce nom ({', '.join(sorted(un.id for un in noms))})")
    raise FauteDeSaisie(f"{personne} : personne de ce code ni de ce nom")


def _dire_l_acces(engine: Engine, qui: Tiers, document: DocumentId, jour: dt.date, format: Format) -> int:
    consultation = engine.classeurs.consultation(jour=jour)
    acces = consultation.autoriser(qui.id, document)
    autorise = is_successful(acces)
    if autorise:
        motifs = next(un.motifs for un in consultation.qui_voit(document) if un.tiers == qui.id)
    else:
        motifs = (libelle(acces.failure()),)
    if format == "json":
        from lsc_adapters.codec.ged import AccesEcrit

        sortie.ecrire_json(AccesEcrit(tiers=qui.id, document=document, le=jour, autorise=autorise, motifs=motifs))
    else:
        sortie.dire(f"{qui.identite} {'lit' if autorise else 'ne lit pas'} {document} : {' ; '.join(motifs)}")
    return 0 if autorise else REFUSE


def _tiers(engine: Engine) -> Mapping[TiersId, Tiers]:
    with engine.storage.transaction() as transaction:
        return {un.state.id: un.state for _, un in transaction.tiers.all()}


def lire_jour(le: str | None) -> dt.date:
    """Read the day a question is about, today when it is not given."""
    return lire_date("--le", le) if le is not None else dt.datetime.now(PARIS).date()
