"""`lsc ag classer`: the minutes of a meeting become a document of its building, for those who may read it."""

from __future__ import annotations

import sys
from typing import Annotated, Final

from cyclopts import Parameter
from returns.pipeline import is_successful

from lsc_adapters.cli import sortie
from lsc_adapters.cli.base import Base
from lsc_adapters.cli.faute import FauteDeSaisie
from lsc_adapters.cli.ged import Dossier, ouvrir
from lsc_adapters.cli.ged_publication import dire_les_evenements
from lsc_adapters.cli.saisie import Format
from lsc_domain.engine import Engine
from lsc_domain.publication.mise_en_ligne import libelle
from lsc_domain.socle.ids import AssembleeId, ImmeubleId, ModeleId

PROCES_VERBAUX: Final = "A8"
"""What décret 2019-502 calls the minutes of the last three annual meetings."""

REFUSE: Final = 1
"""There are no minutes yet, or the event is refused."""


def classer(
    reference: Annotated[str, Parameter(help="La référence de l'assemblée, comme 0-S001.")],
    /,
    *,
    immeuble: Annotated[
        str, Parameter(metavar="CODE", help="Son immeuble dans le portefeuille ; celui que dit l'assemblée par défaut.")
    ] = "",
    modele: Annotated[
        str,
        Parameter(metavar="CODE", help="Le modèle d'événement ; par défaut, le seul qui apporte les procès-verbaux."),
    ] = "",
    base: Base = None,
    documents: Dossier = None,
    format: Format = "table",
) -> int:
    """
    Classer le procès-verbal d'une assemblée : un événement de l'immeuble, que la prochaine publication envoie.

    Une fois par version : demandé à nouveau, rien ne change ; la version suivante remplace celle d'avant. Sort avec le
    code 1 si le procès-verbal n'est pas établi, ou si l'événement est refusé.

    Exemple : lsc ag classer 0-S001 --base sqlite:///agence.db
    """
    with ouvrir(base, documents) as engine:
        greffe = engine.assemblees.greffe(AssembleeId(reference))
        if not greffe.versions:
            return _refuser(f"assemblée {reference} : son procès-verbal n'est pas établi")
        proces_verbal = engine.assemblees.proces_verbal(AssembleeId(reference))
        ou = immeuble or greffe.salle.syndicat.immeuble
        if not ou:
            raise FauteDeSaisie(f"assemblée {reference} : elle ne dit pas son immeuble ; voir --immeuble")
        fait = engine.evenements.classer_proces_verbal(
            proces_verbal,
            engine.rendering.render(proces_verbal.acte),
            immeuble=ImmeubleId(ou),
            modele=ModeleId(modele) if modele else _modele(engine),
        )
    return dire_les_evenements((fait.unwrap(),), format) if is_successful(fait) else _refuser(libelle(fait.failure()))


def _modele(engine: Engine) -> ModeleId:
    """Return the one model that brings minutes; two would be a choice that is not ours."""
    trouves = [un.id for un in engine.evenements.modeles() if un.piece_du_minimum == PROCES_VERBAUX]
    if len(trouves) != 1:
        combien = "aucun modèle n'apporte" if not trouves else f"{', '.join(trouves)} apportent"
        raise FauteDeSaisie(f"{combien} les procès-verbaux ; voir --modele")
    return trouves[0]


def _refuser(phrase: str) -> int:
    print(f"lsc : {sortie.imprimable(phrase)}", file=sys.stderr)
    return REFUSE
