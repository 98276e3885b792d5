"""« Documents du syndic », put and taken off by hand, in the transaction of whoever asks for it. EXA-21, EXA-22."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from hashlib import sha256

from attrs import evolve
from returns.result import Failure, Result, Success

from lsc_domain.classeur.document import Document
from lsc_domain.classeur.documents_du_syndic import verser
from lsc_domain.evenement.piece_jointe import PieceJointe
from lsc_domain.ports.errors import NotFound
from lsc_domain.ports.storage import Transaction
from lsc_domain.publication.mise_en_ligne import SansClasseurDuSyndic
from lsc_domain.socle.ids import DocumentId


def ajouter_au_syndic(
    transaction: Transaction,
    piece: PieceJointe,
    *,
    le: date,
    piece_du_minimum: str = "",
    valable_jusqua: date | None = None,
) -> Result[Document, SansClasseurDuSyndic]:
    """
    Put a document whose bytes are kept already: it is read as soon as the transaction is. EXA-22.

    Put again, it is the same document, in its next version.
    """
    classeur = next((un.state for _, un in transaction.classeurs.all() if un.state.est_celui_du_syndic), None)
    if classeur is None:
        return Failure(SansClasseurDuSyndic())
    document = verser(
        piece,
        id=_identite(piece.nom, piece.empreinte),
        le=le,
        classeur=classeur,
        piece_du_minimum=piece_du_minimum,
        valable_jusqua=valable_jusqua,
    )
    try:
        version = transaction.documents.get(document.id).version
    except NotFound:
        version = 0
    transaction.documents.put(document.id, document, expected=version)
    return Success(document)


def retirer_du_syndic(transaction: Transaction, documents: Iterable[DocumentId], *, le: date) -> None:
    """Take documents off: from that day on nobody reads them. Raises `NotFound`. EXA-22."""
    veille = le - timedelta(days=1)
    for id_ in documents:
        garde = transaction.documents.get(id_)
        transaction.documents.put(id_, evolve(garde.state, dernier_jour=veille), expected=garde.version)


def _identite(titre: str, empreinte: str) -> DocumentId:
    """Name a document by what it is: put again, it is the same one."""
    return DocumentId(f"syndic-{sha256(f'{titre}|{empreinte}'.encode()).hexdigest()[:16]}")
