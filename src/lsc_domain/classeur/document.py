"""A document: what an event gives to read, where it is filed, for whom, and from when to when."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import assert_never

from attrs import frozen
from returns.result import Failure, Result, Success

from lsc_domain.classeur.classeur import Classeur
from lsc_domain.evenement.evenement import Evenement
from lsc_domain.evenement.modele import Modele
from lsc_domain.socle.calendrier import ajouter_mois
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import ClasseurId, DocumentId, EvenementId, ImmeubleId, LotId, ModeleId, TiersId


class Source(StrEnum):
    """What a document is made of: an attachment as it is, or the text of the event, laid out as PDF. PUB-07."""

    PIECE = "piece"
    TEXTE = "texte"


@frozen(kw_only=True)
class Document:
    """
    A document somebody may read.

    `empreinte` is the SHA-256 of what it is made of, and `taille` its bytes; `chemin` the levels it is filed under.
    `immeuble` none means the whole portfolio: only « Documents du syndic » are so. `destinataires` empty, it is
    collective. It is readable from `depuis` to `dernier_jour` included, none meaning for ever. `fait_le` is the day
    it was made, which does not move when it is published again; `piece_du_minimum` and `valable_jusqua` say which
    paper of décret 2019-502 it is, and until when it is in force. PUB-12, EXA-20, I-30, I-33.
    """

    id: DocumentId
    titre: str
    classeur: ClasseurId
    chemin: tuple[str, ...]
    depuis: date
    source: Source
    empreinte: str
    taille: int
    suffixe: str = ".pdf"
    evenement: EvenementId | None = None
    modele: ModeleId | None = None
    immeuble: ImmeubleId | None = None
    lot: LotId | None = None
    destinataires: tuple[TiersId, ...] = ()
    dernier_jour: date | None = None
    notifier: bool = False
    fait_le: date | None = None
    piece_du_minimum: str = ""
    valable_jusqua: date | None = None

    def __attrs_post_init__(self) -> None:
        if self.immeuble is None and (self.lot is not None or self.destinataires):
            raise InvalidValue(f"document {self.id} : ni lot ni destinataire sans immeuble")

    @property
    def est_du_portefeuille(self) -> bool:
        """Whether it is of the whole portfolio, rather than of one building. EXA-20, ELAN-03."""
        return self.immeuble is None

    def est_en_ligne(self, jour: date) -> bool:
        """Tell whether its publication runs on a day. EXP-48, PUB-11."""
        return self.depuis <= jour and (self.dernier_jour is None or jour <= self.dernier_jour)


@frozen(kw_only=True)
class SansDateDePublication:
    """The event has no publication date: nobody asked for it to be published. PUB-11."""

    evenement: EvenementId


@frozen(kw_only=True)
class ModeleSansClasseur:
    """The model of the event is linked to no binder. EXP-44, PUB-12."""

    evenement: EvenementId
    modele: ModeleId


@frozen(kw_only=True)
class EvenementVide:
    """The event has neither text nor attachment: there is nothing to publish. PUB-07."""

    evenement: EvenementId


@frozen(kw_only=True)
class ClasseurTenuALaMain:
    """« Documents du syndic » is fed on the extranet, for every building: no event is filed in it. EXA-21, ELAN-05."""

    evenement: EvenementId
    classeur: ClasseurId


RefusDeClassement = SansDateDePublication | ModeleSansClasseur | EvenementVide | ClasseurTenuALaMain


def libelle(refus: RefusDeClassement) -> str:
    """Say a refusal in French."""
    match refus:
        case SansDateDePublication(evenement=evenement):
            return f"L'événement {evenement} n'a pas de date de publication."
        case ModeleSansClasseur(evenement=evenement, modele=modele):
            return f"L'événement {evenement} n'est pas publiable : son modèle {modele} n'est lié à aucun classeur."
        case EvenementVide(evenement=evenement):
            return f"L'événement {evenement} n'a ni texte ni pièce jointe : il n'y a rien à publier."
        case ClasseurTenuALaMain(evenement=evenement):
            return f"L'événement {evenement} ne va pas dans « Documents du syndic », alimenté sur l'extranet seul."
        case _:
            assert_never(refus)


def classer(
    evenement: Evenement, modele: Modele, classeur: Classeur | None, *, garder_les_noms: bool = False
) -> Result[tuple[Document, ...], RefusDeClassement]:
    """
    File an event: its text, as a PDF to be made, and each attachment. Nothing else makes a document. PUB-07, PUB-12.

    `garder_les_noms` is the option of the agency, which takes precedence over the model's when it is ticked; else a
    name is neutral: the chrono and the rank, eight digits each. EXP-24, EXP-49.
    """
    depuis = evenement.publie_le
    if depuis is None:
        return Failure(SansDateDePublication(evenement=evenement.id))
    if classeur is None or modele.classeur != classeur.id:
        return Failure(ModeleSansClasseur(evenement=evenement.id, modele=modele.id))
    if classeur.est_celui_du_syndic:
        return Failure(ClasseurTenuALaMain(evenement=evenement.id, classeur=classeur.id))
    if not evenement.texte.strip() and not evenement.pieces:
        return Failure(EvenementVide(evenement=evenement.id))

    nommer = garder_les_noms or modele.garder_les_noms
    dossier = evenement.dossier
    prefixe = f"{dossier.numero} " if dossier is not None and modele.prefixe else ""
    chemin = classeur.chemin(dossier.type if dossier is not None and modele.regrouper_par_type else None)
    fin = dernier_jour(evenement.traite_le, modele.mois_de_publication)

    def document(rang: int, nom: str, suffixe: str, source: Source, empreinte: str, taille: int) -> Document:
        titre = nom if nommer else f"{evenement.chrono:08d}_{rang:08d}{suffixe}"
        return Document(
            id=DocumentId(f"{evenement.id}/{rang}"),
            titre=f"{prefixe}{titre}",
            classeur=classeur.id,
            chemin=chemin,
            depuis=depuis,
            source=source,
            empreinte=empreinte,
            taille=taille,
            suffixe=suffixe,
            evenement=evenement.id,
            modele=modele.id,
            immeuble=evenement.immeuble,
            lot=evenement.lot,
            destinataires=evenement.destinataires,
            dernier_jour=fin,
            notifier=modele.notifier,
            fait_le=evenement.traite_le,
            piece_du_minimum=modele.piece_du_minimum,
            valable_jusqua=evenement.valable_jusqua,
        )

    documents: list[Document] = []
    if evenement.texte.strip():
        octets = f"{evenement.objet}\n{evenement.texte}".encode()
        documents.append(
            document(0, f"{evenement.objet}.pdf", ".pdf", Source.TEXTE, sha256(octets).hexdigest(), len(octets))
        )
    documents += (
        document(rang, piece.nom, piece.suffixe, Source.PIECE, piece.empreinte, piece.taille)
        for rang, piece in enumerate(evenement.pieces, 1)
    )
    return Success(tuple(documents))


def dernier_jour(traite_le: date, mois: int | None) -> date | None:
    """
    Return the last day a document is published, none meaning for ever. EXP-48.

    >>> dernier_jour(date(2020, 1, 15), 12)
    datetime.date(2021, 1, 15)
    >>> dernier_jour(date(2020, 8, 31), 6)
    datetime.date(2021, 2, 28)
    """
    return None if mois is None else ajouter_mois(traite_le, mois)
