"""What a client writes to his gestionnaire, and what comes of it. EXA-37, EXA-38, EXC-08."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Final, assert_never

from attrs import evolve, frozen
from returns.result import Failure, Result, Success

from lsc_domain.evenement.piece_jointe import PieceJointe
from lsc_domain.extranet import piece_de_demande
from lsc_domain.extranet.piece_de_demande import NatureRefusee, PieceTropLourde, TropDePieces
from lsc_domain.parc.role import Metier
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CollaborateurId, DemandeId, ImmeubleId, TiersId

OBJET_LE_PLUS_LONG: Final = 200
TEXTE_LE_PLUS_LONG: Final = 20_000


class SuiteEnTicket(StrEnum):
    """What became of the ticket a client asked for: nothing is opened before the gestionnaire decides. EXA-38."""

    SANS = "sans"
    DEMANDEE = "demandee"
    ACCEPTEE = "acceptee"
    REFUSEE = "refusee"


@frozen(kw_only=True)
class MessageDeDemande:
    """A message of the thread: the client's when `par` is none, else the collaborator's who answered."""

    le: datetime
    texte: str
    par: CollaborateurId | None = None
    pieces: tuple[PieceJointe, ...] = ()


@frozen(kw_only=True)
class Demande:
    """
    A request and its thread, the first message being the client's.

    `immeuble` is the building it is about, if it is about one. `close_le` is the instant the gestionnaire closed it.
    """

    id: DemandeId
    tiers: TiersId
    metier: Metier
    objet: str
    messages: tuple[MessageDeDemande, ...]
    immeuble: ImmeubleId | None = None
    ticket: SuiteEnTicket = SuiteEnTicket.SANS
    motif_du_refus: str = ""
    close_le: datetime | None = None

    def __attrs_post_init__(self) -> None:
        if not self.objet.strip() or not self.messages:
            raise InvalidValue(f"demande {self.id} : sans objet ou sans message")

    @property
    def ouverte_le(self) -> datetime:
        """The instant of its first message."""
        return self.messages[0].le

    @property
    def est_ouverte(self) -> bool:
        """Whether it is still to be dealt with."""
        return self.close_le is None

    @property
    def attend_l_agence(self) -> bool:
        """Whether the last word is the client's."""
        return self.est_ouverte and self.messages[-1].par is None

    @property
    def pieces(self) -> tuple[PieceJointe, ...]:
        """The files of the whole thread, in the order they came."""
        return tuple(piece for message in self.messages for piece in message.pieces)


@frozen(kw_only=True)
class DemandeInconnue:
    """There is no such request, or it is somebody else's: nobody learns which."""

    demande: DemandeId


@frozen(kw_only=True)
class DemandeClose:
    """The gestionnaire has closed it: another one is to be written."""

    demande: DemandeId


@frozen(kw_only=True)
class DemandesFermees:
    """« Mes demandes » is not open to him: the module is off, or he has no such space. EXA-37."""


@frozen(kw_only=True)
class TexteManquant:
    """Nothing was written, in the subject or in the message."""


@frozen(kw_only=True)
class TexteTropLong:
    """More signs than a request takes."""

    longueur: int
    maximum: int


@frozen(kw_only=True)
class ImmeubleEtranger:
    """He is nothing in the building he writes about, for that trade. I-31."""

    immeuble: ImmeubleId


@frozen(kw_only=True)
class TicketsAbsents:
    """The agency has no tickets: none can be asked for. EXA-38, EXA-48."""


@frozen(kw_only=True)
class SansTicketDemande:
    """No ticket is being asked for: there is nothing to accept or refuse. EXA-38."""

    demande: DemandeId


RefusDeDemande = (
    DemandeInconnue
    | DemandeClose
    | DemandesFermees
    | TexteManquant
    | TexteTropLong
    | ImmeubleEtranger
    | TicketsAbsents
    | SansTicketDemande
    | TropDePieces
    | PieceTropLourde
    | NatureRefusee
)


def libelle(refus: RefusDeDemande) -> str:
    """
    Say a refusal in French.

    >>> libelle(DemandesFermees())
    "La rubrique « Mes demandes » n'est pas ouverte."
    """
    match refus:
        case DemandeInconnue(demande=demande):
            return f"La demande {demande} n'existe pas."
        case DemandeClose(demande=demande):
            return f"La demande {demande} est close."
        case DemandesFermees():
            return "La rubrique « Mes demandes » n'est pas ouverte."
        case TexteManquant():
            return "Une demande a un objet et un message."
        case TexteTropLong(maximum=maximum):
            return f"Le texte est trop long : {maximum} caractères au plus."
        case ImmeubleEtranger(immeuble=immeuble):
            return f"Vous n'avez pas de rôle dans {immeuble}."
        case TicketsAbsents():
            return "L'ouverture d'un ticket n'est pas proposée."
        case SansTicketDemande(demande=demande):
            return f"La demande {demande} n'attend pas de ticket."
        case TropDePieces() | PieceTropLourde() | NatureRefusee():
            return piece_de_demande.libelle(refus)
        case _:
            assert_never(refus)


def ecrire(
    demande: Demande,
    texte: str,
    *,
    le: datetime,
    par: CollaborateurId | None = None,
    pieces: tuple[PieceJointe, ...] = (),
) -> Result[Demande, RefusDeDemande]:
    """Add a message to a request that is open: the client's, or a collaborator's. EXA-37."""
    if not demande.est_ouverte:
        return Failure(DemandeClose(demande=demande.id))
    faute = faute_de_texte(texte)
    if faute is not None:
        return Failure(faute)
    message = MessageDeDemande(le=le, texte=texte.strip(), par=par, pieces=pieces)
    return Success(evolve(demande, messages=(*demande.messages, message)))


def clore(demande: Demande, *, le: datetime) -> Result[Demande, RefusDeDemande]:
    """Close a request; a ticket nobody decided on is not opened by that. EXA-38."""
    if not demande.est_ouverte:
        return Failure(DemandeClose(demande=demande.id))
    return Success(evolve(demande, close_le=le))


def accepter_ticket(demande: Demande) -> Result[Demande, RefusDeDemande]:
    """Decide to open the ticket that is asked for. EXA-38."""
    if demande.ticket is not SuiteEnTicket.DEMANDEE:
        return Failure(SansTicketDemande(demande=demande.id))
    return Success(evolve(demande, ticket=SuiteEnTicket.ACCEPTEE))


def refuser_ticket(demande: Demande, *, motif: str) -> Result[Demande, RefusDeDemande]:
    """Decide not to open it: the request goes on without. EXA-38."""
    if demande.ticket is not SuiteEnTicket.DEMANDEE:
        return Failure(SansTicketDemande(demande=demande.id))
    return Success(evolve(demande, ticket=SuiteEnTicket.REFUSEE, motif_du_refus=motif.strip()))


def faute_de_texte(texte: str, *, objet: str = "-") -> TexteManquant | TexteTropLong | None:
    """Return what is wrong with what was typed, nothing if it may be kept."""
    if not texte.strip() or not objet.strip():
        return TexteManquant()
    for dit, maximum in ((texte, TEXTE_LE_PLUS_LONG), (objet, OBJET_LE_PLUS_LONG)):
        if len(dit) > maximum:
            return TexteTropLong(longueur=len(dit), maximum=maximum)
    return None


def plus_recentes(demandes: Iterable[Demande]) -> tuple[Demande, ...]:
    """Put requests in order, the newest first. EXC-08."""
    return tuple(sorted(demandes, key=lambda une: (une.ouverte_le, une.id), reverse=True))
