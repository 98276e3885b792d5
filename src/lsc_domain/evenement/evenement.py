"""An event: what the agency wrote, received or did, in the order of its chrono, with its papers."""

from __future__ import annotations

from datetime import date

from attrs import evolve, frozen

from lsc_domain.evenement.dossier import Dossier
from lsc_domain.evenement.piece_jointe import PieceJointe
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import EvenementId, ImmeubleId, LotId, ModeleId, TiersId


@frozen(kw_only=True)
class Evenement:
    """
    A chronoté event. CORE-06.

    `chrono` is its number, unique in the agency. `traite_le` is the day it was dealt with, from which its publication
    is counted; `publie_le` the day it becomes publishable, none (LSC writes 00/00/00) meaning never (PUB-11).
    `destinataires` empty, it concerns everybody its binder is open to; else it is theirs alone (I-30). `lot` restricts
    it to those who hold that lot. `remplace` is the event it cancels and replaces (EXP-38). `valable_jusqua` is the
    last day its paper is in force, for an attestation or a contract (I-33).
    """

    id: EvenementId
    chrono: int
    modele: ModeleId
    immeuble: ImmeubleId
    objet: str
    traite_le: date
    publie_le: date | None = None
    texte: str = ""
    pieces: tuple[PieceJointe, ...] = ()
    dossier: Dossier | None = None
    lot: LotId | None = None
    destinataires: tuple[TiersId, ...] = ()
    remplace: EvenementId | None = None
    valable_jusqua: date | None = None

    def __attrs_post_init__(self) -> None:
        if not 0 < self.chrono < 10**8:
            raise InvalidValue(f"événement {self.id} : son chrono est de 1 à 99999999")
        if len(set(self.destinataires)) < len(self.destinataires):
            raise InvalidValue(f"événement {self.id} : deux fois le même destinataire")

    def publier(self, le: date) -> Evenement:
        """« Publier en date du jour »: part of the next sending, as « republier » is. PUB-10."""
        return evolve(self, publie_le=le)

    def depublier(self) -> Evenement:
        """Put the publication date back to none: the extranet will withdraw it. PUB-11."""
        return evolve(self, publie_le=None)
