"""A list of owners kept and published: its document in the building, its event, and « annule et remplace »."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final, assert_never

from attrs import evolve, frozen
from returns.result import Failure, Result, Success

from lsc_domain.classeur.classeur import Classeur
from lsc_domain.classeur.liste_des_coproprietaires import NOM_DU_FICHIER, ActeDeListeDesCoproprietaires
from lsc_domain.evenement.evenement import Evenement
from lsc_domain.evenement.modele import Modele
from lsc_domain.evenement.piece_jointe import PieceJointe
from lsc_domain.parc.parc import Parc
from lsc_domain.parc.role import MANDATS, Role
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import ClasseurId, EvenementId, ImmeubleId, ModeleId

NUMERO: Final = "Numéro pour la création du document sur l'immeuble"
MODELE: Final = "Modèle d'événement pour archivage"


@frozen(kw_only=True)
class ParametresManquants:
    """Both parameters are needed: these are not filled in, by their names on the screen. EXP-33."""

    noms: tuple[str, ...]


@frozen(kw_only=True)
class ModeleDeListeOuvert:
    """The archive model goes to a binder that others than the council open, or to none. EXP-32."""

    modele: ModeleId
    classeur: ClasseurId | None
    roles: frozenset[Role]


@frozen(kw_only=True)
class ModeleDeListeFerme:
    """The archive model goes to a binder that members of the council do not open, whose paper it is. EXP-31, EXP-32."""

    modele: ModeleId
    classeur: ClasseurId


RefusDeListe = ParametresManquants | ModeleDeListeOuvert | ModeleDeListeFerme


def libelle(refus: RefusDeListe) -> str:
    """Say a refusal in French."""
    match refus:
        case ParametresManquants(noms=noms):
            return f"Ces paramètres ne sont pas renseignés : {', '.join(f'« {nom} »' for nom in noms)}."
        case ModeleDeListeOuvert(classeur=None):
            return "Le modèle d'archivage des listes n'est lié à aucun classeur."
        case ModeleDeListeOuvert(roles=roles):
            autres = ", ".join(role.libelle for role in Role if role in roles - MANDATS)
            return f"La liste des copropriétaires est au seul conseil syndical : son classeur est ouvert à {autres}."
        case ModeleDeListeFerme():
            return "La liste des copropriétaires est au conseil syndical : ses membres n'ouvrent pas son classeur."
        case _:
            assert_never(refus)


@frozen(kw_only=True)
class ArchivageDesListes:
    """
    Where the lists go: a number of document in each building, and a model whose binder is the council's.

    EXP-33, ELAN-08.
    """

    numero: str
    modele: ModeleId


def preparer_l_archivage(
    *, numero: str, modele: Modele | None, classeur: Classeur | None
) -> Result[ArchivageDesListes, RefusDeListe]:
    """
    Check the two parameters of the lists: without it, nothing is made nor made again. EXP-31, EXP-32, EXP-33.

    `classeur` is the binder the model is linked to.

    >>> print(libelle(preparer_l_archivage(numero="7", modele=None, classeur=None).failure()))
    Ces paramètres ne sont pas renseignés : « Modèle d'événement pour archivage ».
    """
    manquants = tuple(nom for nom, vide in ((NUMERO, not numero.strip()), (MODELE, modele is None)) if vide)
    if modele is None or manquants:
        return Failure(ParametresManquants(noms=manquants))
    if classeur is None or modele.classeur != classeur.id:
        return Failure(ModeleDeListeOuvert(modele=modele.id, classeur=None, roles=frozenset()))
    if not classeur.droit.roles <= MANDATS:
        return Failure(ModeleDeListeOuvert(modele=modele.id, classeur=classeur.id, roles=classeur.droit.roles))
    if not classeur.droit.ouvre_a(Role.MEMBRE):
        return Failure(ModeleDeListeFerme(modele=modele.id, classeur=classeur.id))
    return Success(ArchivageDesListes(numero=numero, modele=modele.id))


@frozen(kw_only=True)
class DocumentDImmeuble:
    """A file of the tab « documents » of a building, under its number. EXP-35."""

    immeuble: ImmeubleId
    numero: str
    piece: PieceJointe


@frozen(kw_only=True)
class ListeArchivee:
    """
    A list kept: the file of the building, its event, and the former event, which is published no more.

    « Annule et remplace »: the new event names the one it replaces. EXP-35, EXP-37, EXP-38.
    """

    document: DocumentDImmeuble
    evenement: Evenement
    remplacee: Evenement | None


def archiver(
    liste: ActeDeListeDesCoproprietaires,
    piece: PieceJointe,
    archivage: ArchivageDesListes,
    *,
    id: EvenementId,
    chrono: int,
    le: date,
    remplace: Evenement | None = None,
) -> ListeArchivee:
    """
    Keep a list that was made, and have it published by the next sending. EXP-35, EXP-37, EXP-38.

    `piece` is the PDF; it takes the name the trade gives it. `remplace` is the event of the former list of this
    building: another building's, or another model's, raises `InvalidValue`.
    """
    if remplace is not None and (remplace.immeuble, remplace.modele) != (liste.immeuble, archivage.modele):
        raise InvalidValue(f"l'événement {remplace.id} n'est pas une liste des copropriétaires de {liste.immeuble}")
    rangee = evolve(piece, nom=NOM_DU_FICHIER)
    return ListeArchivee(
        document=DocumentDImmeuble(immeuble=liste.immeuble, numero=archivage.numero, piece=rangee),
        evenement=Evenement(
            id=id,
            chrono=chrono,
            modele=archivage.modele,
            immeuble=liste.immeuble,
            objet=f"Liste des copropriétaires {liste.nom}",
            traite_le=le,
            publie_le=le,
            pieces=(rangee,),
            remplace=None if remplace is None else remplace.id,
        ),
        remplacee=None if remplace is None else remplace.depublier(),
    )


def ranger(document: DocumentDImmeuble, documents: Iterable[DocumentDImmeuble]) -> tuple[DocumentDImmeuble, ...]:
    """Put a file in the tab « documents »: it takes the place of the one under its number. EXP-35."""
    autres = (un for un in documents if (un.immeuble, un.numero) != (document.immeuble, document.numero))
    return (*autres, document)


def immeubles_sans_liste(
    parc: Parc, evenements: Iterable[Evenement], modele: ModeleId | None, *, jour: date
) -> tuple[ImmeubleId, ...]:
    """
    Return the buildings that have a council and no published list: the report of a publication warns of each. EXP-31.
    """
    pourvus = {
        un.immeuble
        for un in evenements
        if un.modele == modele and un.publie_le is not None and un.publie_le <= jour and un.pieces
    }
    return tuple(
        code
        for code, immeuble in parc.immeubles.items()
        if code not in pourvus and any(role.role in MANDATS for role in immeuble.tenus(jour))
    )
