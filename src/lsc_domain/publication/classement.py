"""What there is to read, filed: kept from one state of the portfolio to the next, less the events that changed."""

from __future__ import annotations

from collections.abc import Mapping, Set

from attrs import frozen
from returns.pipeline import is_successful

from lsc_domain.classeur.document import Document
from lsc_domain.publication.etat import Etat
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import DocumentId, EvenementId


@frozen(kw_only=True, eq=False)
class Classement:
    """The documents of the events of a state, and those put by hand, by identity. Made by `de`. PUB-07, EXA-22."""

    etat: Etat
    documents: Mapping[DocumentId, Document]

    @classmethod
    def de(cls, etat: Etat) -> Classement:
        """File everything. Raises `InvalidValue` when two documents have one identity."""
        return cls(etat=etat, documents=_par_id(etat.documents, etat.a_la_main))

    def apres(self, etat: Etat, touches: Set[EvenementId]) -> Classement:
        """
        File a state whose binders, models and options are those of this one, and whose other events are too.

        A document that has not changed is the very object it was. An event that another one replaces, or no longer
        does, has changed with it. Raises `InvalidValue` as `de`. EXP-38.
        """
        remplaces = etat.remplaces ^ self.etat.remplaces
        touches = touches | remplaces
        gardes = (un for un in self.documents.values() if un.evenement is not None and un.evenement not in touches)
        refaits = (etat.classer(un) for id in touches if (un := etat.par_evenement.get(id)) is not None)
        neufs = (un for classes in refaits if is_successful(classes) for un in classes.unwrap())
        return Classement(etat=etat, documents=_par_id((*gardes, *neufs), etat.a_la_main))


def _par_id(des_evenements: tuple[Document, ...], a_la_main: tuple[Document, ...]) -> Mapping[DocumentId, Document]:
    documents = {un.id: un for un in des_evenements} | {un.id: un for un in a_la_main}
    if len(documents) < len(des_evenements) + len(a_la_main):
        raise InvalidValue("documents : deux d'entre eux ont la même identité")
    return documents
