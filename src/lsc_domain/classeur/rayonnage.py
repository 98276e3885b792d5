"""
The shelves of a day: documents open to exactly the same circles, and whoever stands in one of these.

A person has the shelves that one of his circles opens, so that no document comes twice. A shelf once put up stays, even
empty: its rank is what people and documents are known by.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from datetime import date

from attrs import evolve, frozen

from lsc_domain.classeur.cercle import Cercle, cercles_de, cercles_du_document
from lsc_domain.classeur.classeur import Classeur
from lsc_domain.classeur.document import Document
from lsc_domain.classeur.reglages import Reglages
from lsc_domain.parc.parc import Parc
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import ClasseurId, DocumentId, ImmeubleId, LotId, TiersId


@frozen
class Rayon:
    """Documents open to the same circles, in no order, and their readers by code."""

    cercles: frozenset[Cercle]
    documents: tuple[Document, ...]
    lecteurs: tuple[TiersId, ...]


@frozen(eq=False)
class Lieu:
    """Where and when one reads: nothing of it changes when a document comes or goes."""

    jour: date
    parc: Parc
    classeurs: Mapping[ClasseurId, Classeur]
    reglages: Reglages


class Rayonnage:
    """
    The shelves of some documents, by rank, the shelf of each document that is online, and the shelves of each person.

    It is read; `apres` makes another out of it. Raises `InvalidValue` for a document in no binder.
    """

    __slots__ = ("_debout", "_des", "lieu", "rang_du", "rangs", "rayons")

    lieu: Lieu
    rayons: list[Rayon]
    rang_du: dict[DocumentId, int]
    rangs: dict[TiersId, frozenset[int]]

    def __init__(self, lieu: Lieu, documents: Iterable[Document]) -> None:
        self.lieu, self.rayons, self.rang_du, self.rangs = lieu, [], {}, {}
        self._des: dict[frozenset[Cercle], int] = {}
        self._debout: dict[Cercle, list[TiersId]] = {}
        for tiers in lieu.parc.comptes_par_tiers:
            for cercle in cercles_de(lieu.parc, tiers, lieu.jour, lieu.reglages):
                self._debout.setdefault(cercle, []).append(tiers)
        self._poser(documents)

    def apres(self, retires: Set[DocumentId], ajoutes: Iterable[Document]) -> tuple[Rayonnage, Set[int]]:
        """Return the shelves less some documents and with others, and which shelves changed; these stay as they are."""
        neuf = Rayonnage.__new__(Rayonnage)
        neuf.lieu, neuf._debout = self.lieu, self._debout
        neuf.rayons, neuf.rang_du, neuf.rangs = list(self.rayons), dict(self.rang_du), dict(self.rangs)
        neuf._des = dict(self._des)
        touches = neuf._oter(retires)
        return neuf, touches | neuf._poser(ajoutes)

    def _oter(self, documents: Set[DocumentId]) -> set[int]:
        touches = {rang for id in documents if (rang := self.rang_du.pop(id, None)) is not None}
        for rang in touches:
            rayon = self.rayons[rang]
            self.rayons[rang] = evolve(rayon, documents=tuple(un for un in rayon.documents if un.id not in documents))
        return touches

    def _poser(self, documents: Iterable[Document]) -> set[int]:
        touches: set[int] = set()
        for cercles, contenu in self._trier(documents).items():
            rang = self._des.get(cercles)
            if rang is None:
                rang = self._monter(cercles)
            rayon = self.rayons[rang]
            self.rayons[rang] = evolve(rayon, documents=(*rayon.documents, *contenu))
            self.rang_du.update((un.id, rang) for un in contenu)
            touches.add(rang)
        return touches

    def _monter(self, cercles: frozenset[Cercle]) -> int:
        """Put up a shelf for whoever stands in some circles, with nothing on it."""
        rang = self._des[cercles] = len(self.rayons)
        lecteurs = tuple(sorted({tiers for cercle in cercles for tiers in self._debout.get(cercle, ())}))
        self.rayons.append(Rayon(cercles, (), lecteurs))
        for tiers in lecteurs:
            self.rangs[tiers] = self.rangs.get(tiers, frozenset[int]()) | {rang}
        return rang

    def _trier(self, documents: Iterable[Document]) -> dict[frozenset[Cercle], list[Document]]:
        """Group what is online by the circles it is open to; what is open to nobody is left aside."""
        partages: dict[tuple[ClasseurId, ImmeubleId | None, LotId | None], frozenset[Cercle]] = {}
        tries: dict[frozenset[Cercle], list[Document]] = {}
        ici = self.lieu
        for document in documents:
            classeur = ici.classeurs.get(document.classeur)
            if classeur is None:
                raise InvalidValue(f"document {document.id} : il n'y a pas de classeur {document.classeur}")
            if not document.est_en_ligne(ici.jour):
                continue
            place = (document.classeur, document.immeuble, document.lot)
            cercles = None if document.destinataires else partages.get(place)
            if cercles is None:
                cercles = cercles_du_document(document, classeur, parc=ici.parc, jour=ici.jour, reglages=ici.reglages)
                if not document.destinataires:
                    partages[place] = cercles
            if cercles:
                tries.setdefault(cercles, []).append(document)
        return tries
