"""The text of an event, as it is laid out to be published."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from attrs import frozen


@frozen(kw_only=True)
class TexteDEvenement:
    """
    The word-processing zone of an event, with what heads the page: made a PDF at the time of sending. PUB-07.

    `traite_le` is the day the event was dealt with, and the date the paper bears.
    """

    objet: str
    texte: str
    chrono: int
    traite_le: date
    immeuble: str
    adresse: str = ""
    dossier: str = ""

    @property
    def empreinte(self) -> str:
        """The SHA-256 of all it says: another word, another paper."""
        dits = (
            self.objet,
            self.texte,
            str(self.chrono),
            self.traite_le.isoformat(),
            self.immeuble,
            self.adresse,
            self.dossier,
        )
        return sha256("\0".join(dits).encode()).hexdigest()

    @property
    def taille(self) -> int:
        """The bytes of the text: what is known of its size before it is laid out."""
        return len(self.objet.encode()) + len(self.texte.encode())
