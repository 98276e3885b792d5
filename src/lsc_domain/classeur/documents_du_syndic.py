"""« Documents du syndic »: what is added and deleted by hand on the extranet, for every building at once."""

from __future__ import annotations

from datetime import date

from lsc_domain.classeur.classeur import Classeur
from lsc_domain.classeur.defaut import CLASSEUR_DU_SYNDIC
from lsc_domain.classeur.document import Document, Source
from lsc_domain.evenement.piece_jointe import PieceJointe
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import DocumentId


def verser(
    piece: PieceJointe,
    *,
    id: DocumentId,
    le: date,
    classeur: Classeur = CLASSEUR_DU_SYNDIC,
    notifier: bool = False,
    piece_du_minimum: str = "",
    valable_jusqua: date | None = None,
) -> Document:
    """
    Add a paper of the syndic (carte professionnelle, garantie financière): read from that day on, with no run.

    It comes from no event, is of no building, and stays until it is deleted: a publication, which says what comes
    from the events, says nothing of it. `piece_du_minimum` is its code in décret 2019-502 (C5a), if it has one. Raises
    `InvalidValue` for any other binder. EXA-21, EXA-22, ELAN-05.

    >>> carte = verser(PieceJointe(nom="Carte pro.pdf", taille=9, empreinte="0" * 64), id=DocumentId("1"), le=date.min)
    >>> carte.est_du_portefeuille, carte.chemin
    (True, ('Documents du syndic',))
    """
    if not classeur.est_celui_du_syndic:
        raise InvalidValue(f"« {classeur.nom} » ne s'alimente pas à la main : ses documents viennent des événements")
    return Document(
        id=id,
        titre=piece.nom,
        classeur=classeur.id,
        chemin=classeur.niveaux,
        depuis=le,
        source=Source.PIECE,
        empreinte=piece.empreinte,
        taille=piece.taille,
        suffixe=piece.suffixe,
        notifier=notifier,
        fait_le=le,
        piece_du_minimum=piece_du_minimum,
        valable_jusqua=valable_jusqua,
    )
