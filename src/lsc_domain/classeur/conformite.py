"""
What the extranet of each building lacks of what the law asks for, as its owners and its council find it.

A paper counts for those who can read it: filed where they cannot, it is missing, and the binder is named. I-33.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from attrs import evolve, field, frozen

from lsc_domain.classeur.cercle import (
    Cercle,
    CercleDeRole,
    CercleDuBailleur,
    CercleDuSyndic,
    CercleDuTiers,
    cercles_du_document,
)
from lsc_domain.classeur.classeur import Classeur
from lsc_domain.classeur.document import Document
from lsc_domain.classeur.reglages import LecteursDuSyndic, Reglages
from lsc_domain.loi.controle_de_l_extranet import ConstatDExtranet, SituationDeLImmeuble, controler
from lsc_domain.loi.extranet_minimum import Audience, PieceMinimale, piece_minimale
from lsc_domain.loi.fraicheur import EtatDePiece, PiecePresente
from lsc_domain.parc.immeuble import Immeuble
from lsc_domain.parc.parc import Parc
from lsc_domain.parc.role import MANDATS, Metier, Role, RoleTenu
from lsc_domain.socle.ids import ClasseurId, DocumentId, ImmeubleId, TiersId

LISTE: Final = "C4"
"""The code of the list of owners, which the trade asks for by name. EXP-31."""

_DEFAUTS: Final = {
    Audience.COPROPRIETAIRES: "les copropriétaires ne le lisent pas",
    Audience.CHAQUE_COPROPRIETAIRE: "aucun copropriétaire ne le lit comme sien",
    Audience.CONSEIL_SYNDICAL: "les membres du conseil syndical ne le lisent pas",
}


@frozen(kw_only=True)
class Dispenses:
    """
    What makes papers not due, which the extranet cannot know of itself.

    `sans_objet` are the lines a building has nothing for (A6, C2…); `immeubles` those whose assembly decided to have no
    extranet; a syndic who is not a professional owes none. Loi 65-557, art. 18, I.
    """

    sans_objet: Mapping[ImmeubleId, frozenset[str]] = field(factory=dict[ImmeubleId, frozenset[str]])
    immeubles: frozenset[ImmeubleId] = frozenset()
    syndic_professionnel: bool = True


@frozen(kw_only=True)
class PieceMalPlacee:
    """A paper of the minimum that those it is due to cannot read where it is filed. I-33, EXA-20."""

    document: DocumentId
    titre: str
    piece: PieceMinimale
    classeur: str

    @property
    def libelle(self) -> str:
        """What is wrong, in French."""
        return f"déposé dans « {self.classeur} », où {_DEFAUTS[self.piece.audience]}"


@frozen(kw_only=True)
class Conformite:
    """How a building stands, line by line; the papers that are there for the wrong people; whether it has a council."""

    immeuble: ImmeubleId
    jour: date
    constats: tuple[ConstatDExtranet, ...]
    mal_placees: tuple[PieceMalPlacee, ...]
    a_un_conseil: bool

    @property
    def manquements(self) -> tuple[ConstatDExtranet, ...]:
        """What is missing or stale, the missing first."""
        fautifs = (un for un in self.constats if un.etat in {EtatDePiece.MANQUANT, EtatDePiece.PERIME})
        return tuple(sorted(fautifs, key=lambda un: -un.etat.gravite))

    @property
    def est_conforme(self) -> bool:
        """Whether nothing is missing nor stale."""
        return not self.manquements

    @property
    def liste_a_faire(self) -> bool:
        """Whether its council lacks an up to date list of owners, of which a publication warns. EXP-31."""
        return self.a_un_conseil and any(un.piece.code == LISTE for un in self.manquements)


def conformite_de_l_immeuble(
    immeuble: Immeuble,
    *,
    parc: Parc,
    classeurs: Mapping[ClasseurId, Classeur],
    documents: Iterable[Document],
    jour: date,
    reglages: Reglages,
    dispenses: Dispenses | None = None,
) -> Conformite:
    """
    Check the extranet of a building against the minimum of a day. I-33, EXA-20, ELAN-03.

    `documents` may be those of the whole portfolio: its own are looked at, and those of the syndic. Minutes are those
    of the last annual meeting held by the day they were made.
    """
    admises = dispenses or Dispenses()
    proprietaires = _proprietaires(immeuble, jour)
    presentes: list[PiecePresente] = []
    mal_placees: list[PieceMalPlacee] = []
    for document in documents:
        piece = piece_minimale(document.piece_du_minimum)
        if piece is None or document.immeuble not in {None, immeuble.id} or not document.est_en_ligne(jour):
            continue
        classeur = classeurs[document.classeur]
        cercles = cercles_du_document(document, classeur, parc=parc, jour=jour, reglages=reglages)
        lues = [*_lues(document, piece, cercles, immeuble, jour)]
        presentes += lues
        if not lues:
            mal_placees.append(
                PieceMalPlacee(document=document.id, titre=document.titre, piece=piece, classeur=classeur.nom)
            )
    situation = SituationDeLImmeuble(
        assemblees_sur_les_comptes=immeuble.assemblees_sur_les_comptes,
        coproprietaires=tuple(proprietaires.items()),
        sans_objet=admises.sans_objet.get(immeuble.id, frozenset()),
        syndic_professionnel=admises.syndic_professionnel,
        dispense=immeuble.id in admises.immeubles,
    )
    return Conformite(
        immeuble=immeuble.id,
        jour=jour,
        constats=tuple(
            _nommer_le_classeur(constat, mal_placees)
            for constat in controler(presentes, jour=jour, situation=situation)
        ),
        mal_placees=tuple(mal_placees),
        a_un_conseil=any(role.role in MANDATS for role in immeuble.tenus(jour)),
    )


def conformite_du_parc(
    parc: Parc,
    *,
    classeurs: Iterable[Classeur],
    documents: Iterable[Document],
    jour: date,
    reglages: Reglages,
    dispenses: Dispenses | None = None,
) -> tuple[Conformite, ...]:
    """Check every building in copropriété, each document looked at where it counts. I-33."""
    par_id = {un.id: un for un in classeurs}
    par_immeuble: dict[ImmeubleId | None, list[Document]] = {}
    for document in documents:
        par_immeuble.setdefault(document.immeuble, []).append(document)
    du_syndic = par_immeuble.get(None, [])
    return tuple(
        conformite_de_l_immeuble(
            immeuble,
            parc=parc,
            classeurs=par_id,
            documents=[*par_immeuble.get(immeuble.id, ()), *du_syndic],
            jour=jour,
            reglages=reglages,
            dispenses=dispenses,
        )
        for immeuble in parc.immeubles.values()
        if Metier.SYNDIC in immeuble.metiers
    )


def _lues(
    document: Document, piece: PieceMinimale, cercles: Iterable[Cercle], immeuble: Immeuble, jour: date
) -> Iterator[PiecePresente]:
    """Go through what a document is to those it is due to: one paper, or one for each owner who reads it as his."""
    le = document.fait_le or document.depuis
    fin = document.valable_jusqua or (document.dernier_jour if document.est_du_portefeuille else None)
    assemblee = max((un for un in immeuble.assemblees_sur_les_comptes if un <= le), default=None)
    une = PiecePresente(code=document.piece_du_minimum, le=le, valable_jusqua=fin, assemblee=assemblee)
    if piece.audience is Audience.CHAQUE_COPROPRIETAIRE:
        for tiers in _a_qui(cercles, immeuble, jour):
            yield evolve(une, destinataire=tiers)
        return
    admis = {Role.COPROPRIETAIRE} if piece.audience is Audience.COPROPRIETAIRES else {Role.COPROPRIETAIRE, Role.MEMBRE}
    ouverts: set[Cercle] = {CercleDeRole(immeuble=immeuble.id, role=role) for role in admis}
    ouverts.add(CercleDuSyndic(lecteurs=LecteursDuSyndic.COPROPRIETAIRES))
    if Role.MEMBRE in admis:
        ouverts.add(CercleDuSyndic(lecteurs=LecteursDuSyndic.CONSEILS))
    if not ouverts.isdisjoint(cercles):
        yield une


def _a_qui(cercles: Iterable[Cercle], immeuble: Immeuble, jour: date) -> Iterator[TiersId]:
    """Go through the owners a paper is the own paper of: its addressees, or those who hold its lot."""
    for cercle in cercles:
        match cercle:
            case CercleDuTiers(tiers=tiers):
                yield tiers
            case CercleDeRole(role=Role.COPROPRIETAIRE, lot=lot) if lot is not None:
                yield from {un.tiers for un in _possessions(immeuble, jour) if un.lot == lot}
            case CercleDeRole() | CercleDuBailleur() | CercleDuSyndic():
                pass


def _possessions(immeuble: Immeuble, jour: date) -> list[RoleTenu]:
    return [role for role in immeuble.tenus(jour) if role.role is Role.COPROPRIETAIRE]


def _proprietaires(immeuble: Immeuble, jour: date) -> dict[str, date | None]:
    """Return each owner of the day with the day he became one: none when he always was."""
    depuis: dict[str, date | None] = {}
    for role in _possessions(immeuble, jour):
        connu = depuis.get(role.tiers, role.depuis)
        depuis[role.tiers] = None if connu is None or role.depuis is None else min(connu, role.depuis)
    return depuis


def _nommer_le_classeur(constat: ConstatDExtranet, mal_placees: Iterable[PieceMalPlacee]) -> ConstatDExtranet:
    """Add to what is missing where it was put, if it was."""
    raisons = tuple(dict.fromkeys(une.libelle for une in mal_placees if une.piece.code == constat.piece.code))
    if constat.etat is not EtatDePiece.MANQUANT or not raisons:
        return constat
    return evolve(constat, detail=" ; ".join(filter(None, (constat.detail, *raisons))))
