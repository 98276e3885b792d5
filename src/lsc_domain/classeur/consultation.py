"""
Who reads what on one day: an index made once, then no scan per question.

Documents open to exactly the same circles make one *rayon*, a shelf; a person has the shelves that one of his circles
opens, so that no document comes twice. Those who share the same shelves share one list of them, in order; shelves of
few readers are copied into what each has to himself. An answer is the two laid end to end: nothing is sorted, and the
whole takes a few times the room of the documents' list, however many people read it.
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
    cercles_du_document,
    lots_du_role,
)
from lsc_domain.classeur.classeur import Classeur
from lsc_domain.classeur.document import Document
from lsc_domain.classeur.droit import Case
from lsc_domain.classeur.reglages import Reglages
from lsc_domain.parc.parc import Parc
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import ClasseurId, DocumentId, ImmeubleId, LotId, TiersId

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


@frozen
class _Rayon:
    """Documents open to the same circles, and whoever stands in one of these."""

    cercles: frozenset[Cercle]
    documents: tuple[Document, ...]
    lecteurs: tuple[TiersId, ...]


class Consultation:
    """
    The documents of a portfolio as people read them on one day. Made by `du`; what it is made of must not change.

    A hundred thousand documents are gone through when it is made, and never again; somebody's own, at his first look.
    """

    __slots__ = (
        "_classeurs",
        "_contenus",
        "_documents",
        "_jour",
        "_parc",
        "_rang_du",
        "_rangs",
        "_rayons",
        "_reglages",
        "_vues",
    )

    def __init__(
        self,
        jour: date,
        parc: Parc,
        classeurs: Mapping[ClasseurId, Classeur],
        documents: Mapping[DocumentId, Document],
        reglages: Reglages,
    ) -> None:
        self._jour, self._parc, self._classeurs, self._reglages = jour, parc, classeurs, reglages
        self._documents = documents
        self._contenus: dict[TiersId, tuple[Contenu, ...]] = {}
        rayonnage = self._ranger()
        par_cercle: dict[Cercle, list[int]] = {}
        for rang, cercles in enumerate(rayonnage):
            for cercle in cercles:
                par_cercle.setdefault(cercle, []).append(rang)
        self._rangs: dict[TiersId, frozenset[int]] = {}
        lecteurs: list[list[TiersId]] = [[] for _ in rayonnage]
        for tiers in parc.comptes_par_tiers:
            rangs = {rang for cercle in cercles_de(parc, tiers, jour, reglages) for rang in par_cercle.get(cercle, ())}
            if rangs:
                self._rangs[tiers] = frozenset(rangs)
                for rang in rangs:
                    lecteurs[rang].append(tiers)
        self._rayons = tuple(
            _Rayon(cercles, tuple(contenu), tuple(sorted(lus)))
            for (cercles, contenu), lus in zip(rayonnage.items(), lecteurs, strict=True)
        )
        self._rang_du = {document.id: rang for rang, rayon in enumerate(self._rayons) for document in rayon.documents}
        partages: dict[frozenset[int], tuple[Document, ...]] = {}
        self._vues: dict[TiersId, tuple[tuple[Document, ...], tuple[Document, ...]]] = {}
        for tiers, siens in self._rangs.items():
            nombreux = frozenset(rang for rang in siens if len(lecteurs[rang]) > _UN_FOYER)
            if nombreux not in partages:
                partages[nombreux] = self._mettre_bout_a_bout(nombreux)
            self._vues[tiers] = partages[nombreux], self._mettre_bout_a_bout(siens - nombreux)

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
        for document in donnes:
            if document.classeur not in par_id:
                raise InvalidValue(f"document {document.id} : il n'y a pas de classeur {document.classeur}")
        return cls(jour, parc, par_id, tous, reglages)

    def autoriser(self, tiers: TiersId, document: DocumentId) -> Result[Document, RefusDAcces]:
        """Answer whether a person reads a document, or which rule says no: as `acces.autoriser` would."""
        trouve = self._documents.get(document)
        if trouve is None:
            return Failure(DocumentInconnu(document=document))
        if self.peut_lire(tiers, document):
            return Success(trouve)
        return autoriser(
            trouve,
            self._classeurs[trouve.classeur],
            tiers=tiers,
            jour=self._jour,
            parc=self._parc,
            reglages=self._reglages,
        )

    def connait(self, document: DocumentId) -> bool:
        """Tell whether there is such a document, online or not."""
        return document in self._documents

    def peut_lire(self, tiers: TiersId, document: DocumentId) -> bool:
        """Tell whether a person reads a document: what is asked at each download. I-31."""
        return self._rang_du.get(document, -1) in self._rangs.get(tiers, ())

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
        rang = self._rang_du.get(document)
        if rang is None:
            return ()
        rayon = self._rayons[rang]
        case = self._classeurs[self._documents[document].classeur].nom
        return tuple(
            Lecteur(
                tiers=tiers,
                motifs=tuple(
                    sorted(
                        motif
                        for cercle in rayon.cercles & cercles_de(self._parc, tiers, self._jour, self._reglages)
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
        vides = self._ouverts_a(tiers) if self._reglages.classeurs_vides else frozenset[ClasseurId]()
        contenus = (
            Contenu(classeur=classeur, nombre=nombres[classeur.id])
            for classeur in self._classeurs.values()
            if classeur.id in nombres or classeur.id in vides
        )
        return tuple(sorted(contenus, key=lambda un: (un.classeur.nom.casefold(), un.classeur.id)))

    def _mettre_bout_a_bout(self, rangs: Iterable[int]) -> tuple[Document, ...]:
        return tuple(sorted((un for rang in rangs for un in self._rayons[rang].documents), key=_ordre))

    def _ranger(self) -> dict[frozenset[Cercle], list[Document]]:
        """Lay what is online on shelves, one for each set of circles."""
        partages: dict[tuple[ClasseurId, ImmeubleId | None, LotId | None], frozenset[Cercle]] = {}
        rayonnage: dict[frozenset[Cercle], list[Document]] = {}
        for document in self._documents.values():
            if not document.est_en_ligne(self._jour):
                continue
            lieu = (document.classeur, document.immeuble, document.lot)
            cercles = None if document.destinataires else partages.get(lieu)
            if cercles is None:
                cercles = cercles_du_document(
                    document,
                    self._classeurs[document.classeur],
                    parc=self._parc,
                    jour=self._jour,
                    reglages=self._reglages,
                )
                if not document.destinataires:
                    partages[lieu] = cercles
            if cercles:
                rayonnage.setdefault(cercles, []).append(document)
        return rayonnage

    def _ouverts_a(self, tiers: TiersId) -> frozenset[ClasseurId]:
        """Return the binders some role of a person opens, whether or not there is anything in them."""
        cercles = cercles_de(self._parc, tiers, self._jour, self._reglages)
        roles = {cercle.role for cercle in cercles if isinstance(cercle, CercleDeRole)}
        au_syndic = CercleDuSyndic(lecteurs=self._reglages.lecteurs_du_syndic) in cercles
        return frozenset(
            classeur.id
            for classeur in self._classeurs.values()
            if self._reglages.est_ouvert(classeur.metier)
            and (au_syndic if classeur.est_celui_du_syndic else not classeur.droit.roles.isdisjoint(roles))
        )

    def _motifs(self, cercle: Cercle, tiers: TiersId, classeur: str) -> Iterable[str]:
        """Say in French why somebody who stands in a circle stands in it."""
        tenus = self._parc.roles_de(tiers, self._jour)
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
