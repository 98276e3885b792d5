"""
Who reads what on one day: an index made once, then no scan per question.

Those who share the same shelves (`Rayonnage`) share one list of what is on them, in order; shelves of few readers are
copied into what each has to himself. An answer is the two laid end to end: nothing is sorted, and the whole takes a few
times the room of the documents' list, however many people read it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, assert_never

from attrs import frozen
from returns.result import Failure, Result, Success

from lsc_domain.classeur.acces import DocumentInconnu, RefusDAcces, admis_au_syndic, autoriser
from lsc_domain.classeur.cercle import (
    Cercle,
    CercleDeRole,
    CercleDuBailleur,
    CercleDuSyndic,
    CercleDuTiers,
    cercles_de,
    lots_du_role,
)
from lsc_domain.classeur.classeur import Classeur
from lsc_domain.classeur.document import Document
from lsc_domain.classeur.droit import Case
from lsc_domain.classeur.rayonnage import Lieu, Rayonnage
from lsc_domain.classeur.reglages import Reglages
from lsc_domain.parc.parc import Parc
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import ClasseurId, DocumentId, TiersId

_UN_FOYER: Final = 3
"""Readers of a shelf, at most, for it to be copied into what each of them has to himself."""


@frozen(kw_only=True)
class Lecteur:
    """Somebody who reads a document, and why: a sentence for each reason. I-30, I-31."""

    tiers: TiersId
    motifs: tuple[str, ...]


@frozen(kw_only=True)
class Contenu:
    """A binder a person may open, and how many documents he finds in it: maybe none. EXC-11, EXA-32."""

    classeur: Classeur
    nombre: int


_RIEN: Final[tuple[tuple[Document, ...], tuple[Document, ...]]] = ((), ())


class Consultation:
    """
    The documents of a portfolio as people read them on one day. Made by `du`; what it is made of must not change.

    A hundred thousand documents are gone through when it is made, and never again: `apres` makes the index of others
    out of it, and looks at those that differ. Somebody's own binders are counted at his first look.
    """

    __slots__ = ("_contenus", "_documents", "_lieu", "_partages", "_rayonnage", "_vues")

    def __init__(self, documents: Mapping[DocumentId, Document], rayonnage: Rayonnage) -> None:
        self._documents, self._rayonnage, self._lieu = documents, rayonnage, rayonnage.lieu
        self._partages: dict[frozenset[int], tuple[Document, ...]] = {}
        self._vues: dict[TiersId, tuple[tuple[Document, ...], tuple[Document, ...]]] = {}
        self._contenus: dict[TiersId, tuple[Contenu, ...]] = {}

    @classmethod
    def du(
        cls,
        jour: date,
        *,
        parc: Parc,
        classeurs: Iterable[Classeur],
        documents: Iterable[Document],
        reglages: Reglages,
    ) -> Consultation:
        """
        Make the index of a day.

        Raises `InvalidValue` when two documents or two binders have one identity, or a document is in no binder.
        """
        connus, donnes = tuple(classeurs), tuple(documents)
        par_id = {classeur.id: classeur for classeur in connus}
        tous = {document.id: document for document in donnes}
        if len(par_id) < len(connus) or len(tous) < len(donnes):
            raise InvalidValue("consultation : deux classeurs ou deux documents ont la même identité")
        rayonnage = Rayonnage(Lieu(jour, parc, par_id, reglages), donnes)
        index = cls(tous, rayonnage)
        index._montrer(rayonnage.rangs)
        return index

    def apres(self, documents: Mapping[DocumentId, Document]) -> Consultation:
        """
        Return the index of other documents, the rest being the same: this one is left as it is.

        Those that are the very objects they were are not looked at: one paper among a hundred thousand costs what its
        readers cost. Raises `InvalidValue` for a document in no binder.
        """
        avant = self._documents
        changes = [un for id, un in documents.items() if avant.get(id) is not un]
        partis = avant.keys() - documents.keys()
        rayonnage, touches = self._rayonnage.apres({*partis, *(un.id for un in changes)}, changes)
        neuve = Consultation(documents, rayonnage)
        neuve._partages = {rangs: suite for rangs, suite in self._partages.items() if rangs.isdisjoint(touches)}
        neuve._vues, neuve._contenus = dict(self._vues), dict(self._contenus)
        lecteurs = {tiers for rang in touches for tiers in rayonnage.rayons[rang].lecteurs}
        for tiers in lecteurs:
            neuve._contenus.pop(tiers, None)
        neuve._montrer(lecteurs)
        return neuve

    def autoriser(self, tiers: TiersId, document: DocumentId) -> Result[Document, RefusDAcces]:
        """Answer whether a person reads a document, or which rule says no: as `acces.autoriser` would."""
        trouve = self._documents.get(document)
        if trouve is None:
            return Failure(DocumentInconnu(document=document))
        if self.peut_lire(tiers, document):
            return Success(trouve)
        return autoriser(
            trouve,
            self._lieu.classeurs[trouve.classeur],
            tiers=tiers,
            jour=self._lieu.jour,
            parc=self._lieu.parc,
            reglages=self._lieu.reglages,
        )

    def connait(self, document: DocumentId) -> bool:
        """Tell whether there is such a document, online or not."""
        return document in self._documents

    def peut_lire(self, tiers: TiersId, document: DocumentId) -> bool:
        """Tell whether a person reads a document: what is asked at each download. I-31."""
        return self._rayonnage.rang_du.get(document, -1) in self._rayonnage.rangs.get(tiers, ())

    def ce_que_voit(self, tiers: TiersId) -> tuple[Document, ...]:
        """
        Return all a person reads, each document once.

        What is read by many comes first, then what he alone reads, or nearly; each by path, then the latest first.
        EXC-11.
        """
        partage, a_soi = self._vues.get(tiers, _RIEN)
        return partage + a_soi

    def qui_voit(self, document: DocumentId) -> tuple[Lecteur, ...]:
        """Return whoever reads a document, by code, and why; nobody when it is not online or does not exist."""
        rang = self._rayonnage.rang_du.get(document)
        if rang is None:
            return ()
        rayon = self._rayonnage.rayons[rang]
        case = self._lieu.classeurs[self._documents[document].classeur].nom
        return tuple(
            Lecteur(
                tiers=tiers,
                motifs=tuple(
                    sorted(
                        motif
                        for cercle in rayon.cercles
                        & cercles_de(self._lieu.parc, tiers, self._lieu.jour, self._lieu.reglages)
                        for motif in self._motifs(cercle, tiers, case)
                    )
                ),
            )
            for tiers in rayon.lecteurs
        )

    def par_classeur(self, tiers: TiersId) -> tuple[Contenu, ...]:
        """
        Return the binders a person may open, by name, each with its number of documents.

        An empty one is there by option, and only if a role of his opens it: no right, not shown. EXA-32, EXC-11, X-29.
        """
        connus = self._contenus.get(tiers)
        if connus is None:
            connus = self._contenus[tiers] = self._compter(tiers)
        return connus

    def _compter(self, tiers: TiersId) -> tuple[Contenu, ...]:
        nombres = Counter(document.classeur for document in self.ce_que_voit(tiers))
        vides = self._ouverts_a(tiers) if self._lieu.reglages.classeurs_vides else frozenset[ClasseurId]()
        contenus = (
            Contenu(classeur=classeur, nombre=nombres[classeur.id])
            for classeur in self._lieu.classeurs.values()
            if classeur.id in nombres or classeur.id in vides
        )
        return tuple(sorted(contenus, key=lambda un: (un.classeur.nom.casefold(), un.classeur.id)))

    def _montrer(self, gens: Iterable[TiersId]) -> None:
        """Lay out what people read, what each shares with others apart from what he has to himself."""
        rayons = self._rayonnage.rayons
        for tiers in gens:
            siens = self._rayonnage.rangs[tiers]
            nombreux = frozenset(rang for rang in siens if len(rayons[rang].lecteurs) > _UN_FOYER)
            if nombreux not in self._partages:
                self._partages[nombreux] = self._mettre_bout_a_bout(nombreux)
            self._vues[tiers] = self._partages[nombreux], self._mettre_bout_a_bout(siens - nombreux)

    def _mettre_bout_a_bout(self, rangs: Iterable[int]) -> tuple[Document, ...]:
        return tuple(sorted((un for rang in rangs for un in self._rayonnage.rayons[rang].documents), key=_ordre))

    def _ouverts_a(self, tiers: TiersId) -> frozenset[ClasseurId]:
        """Return the binders some role of a person opens, whether or not there is anything in them."""
        cercles = cercles_de(self._lieu.parc, tiers, self._lieu.jour, self._lieu.reglages)
        roles = {cercle.role for cercle in cercles if isinstance(cercle, CercleDeRole)}
        au_syndic = CercleDuSyndic(lecteurs=self._lieu.reglages.lecteurs_du_syndic) in cercles
        return frozenset(
            classeur.id
            for classeur in self._lieu.classeurs.values()
            if self._lieu.reglages.est_ouvert(classeur.metier)
            and (au_syndic if classeur.est_celui_du_syndic else not classeur.droit.roles.isdisjoint(roles))
        )

    def _motifs(self, cercle: Cercle, tiers: TiersId, classeur: str) -> Iterable[str]:
        """Say in French why somebody who stands in a circle stands in it."""
        tenus = self._lieu.parc.roles_de(tiers, self._lieu.jour)
        match cercle:
            case CercleDuTiers():
                return ("destinataire",)
            case CercleDuBailleur(locataire=locataire, immeuble=immeuble, lot=lot):
                return (f"propriétaire de {lot or immeuble}, dont {locataire} est locataire",)
            case CercleDuSyndic(lecteurs=lecteurs):
                admis = admis_au_syndic(lecteurs)
                return {f"{un.role.libelle} de {un.immeuble}" for un in tenus if un.role in admis}
            case CercleDeRole(immeuble=immeuble, role=role, lot=lot):
                par = "" if lot is None else f" par le lot {lot}"
                return {
                    f"{un.role.libelle} de {immeuble}{par}, case « {Case(role.value).libelle} » de « {classeur} »"
                    for un in tenus
                    if un.immeuble == immeuble
                    and role in un.role.emporte
                    and (lot is None or lot in lots_du_role(un, tenus))
                }
            case _:
                assert_never(cercle)


def _ordre(document: Document) -> tuple[tuple[str, ...], int, str, str]:
    return document.chemin, -document.depuis.toordinal(), document.titre, document.id
