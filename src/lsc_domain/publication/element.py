"""One thing the extranet must hold: a file, and what is said of it."""

from __future__ import annotations

import re
from datetime import date
from hashlib import sha256
from typing import Final, TypeAlias

from attrs import Factory, field, frozen

from lsc_domain.parc.role import Metier
from lsc_domain.publication.destination import Nature
from lsc_domain.publication.fiche import Fiche
from lsc_domain.publication.texte import TexteDEvenement
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import DocumentId, ImmeubleId

_SUFFIXE_SUR: Final = re.compile(r"\.[a-z0-9]{1,10}")


@frozen
class PieceGardee:
    """Bytes the document store has, under their SHA-256: an attachment, a photograph."""

    empreinte: str


Contenu: TypeAlias = PieceGardee | TexteDEvenement | Fiche
"""What a file is made of, at the time of sending. PUB-07."""


def _du_metier(element: Element) -> frozenset[Metier]:
    return frozenset() if element.metier is None else frozenset({element.metier})


def _de_l_immeuble(element: Element) -> frozenset[ImmeubleId]:
    return frozenset() if element.immeuble is None else frozenset({element.immeuble})


@frozen(kw_only=True)
class Element:
    """
    One line of the list of all the extranet must hold.

    `cle` is what it is, for ever; `empreinte` what its file is made of: another print, and the file is sent again.
    The rest says where it is filed and who reads it, travels with the list at each run, and costs no file when it
    changes. `taille` is in bytes, that of the text for a paper still to be laid out. `cercles` are its readers.
    `depuis` and `dernier_jour` are the first and last days of its publication, none meaning always. `metiers` and
    `immeubles` are all those it is of: a person may be of several, and what is of none goes to no destination that has
    only some.
    """

    cle: str
    nature: Nature
    empreinte: str
    taille: int
    contenu: Contenu
    titre: str
    suffixe: str = ".json"
    rangement: tuple[str, ...] = ()
    metier: Metier | None = None
    immeuble: ImmeubleId | None = None
    cercles: tuple[str, ...] = ()
    depuis: date | None = None
    dernier_jour: date | None = None
    document: DocumentId | None = None
    notifier: bool = False
    metiers: frozenset[Metier] = field(default=Factory(_du_metier, takes_self=True))
    immeubles: frozenset[ImmeubleId] = field(default=Factory(_de_l_immeuble, takes_self=True))

    def __attrs_post_init__(self) -> None:
        if not self.cle or self.taille < 0:
            raise InvalidValue(f"élément {self.cle!r} : une clé, et une taille positive")

    @property
    def chemin(self) -> str:
        """
        Where its file is put: a name made of what it is and of what it is made of, and of nothing anybody typed.

        The same thing always goes to the same place, so that a run that was killed is finished over its own traces;
        a new content goes beside the former one, which stays readable until the new list is there.
        """
        nom = sha256(f"{self.cle}\0{self.empreinte}".encode()).hexdigest()[:40]
        suffixe = self.suffixe if _SUFFIXE_SUR.fullmatch(self.suffixe) else ""
        return f"{_DOSSIERS[self.nature]}/{nom[:2]}/{nom}{suffixe}"


_DOSSIERS: Final = {
    Nature.DOCUMENT: "documents",
    Nature.PHOTO: "photos",
    Nature.COMPTE: "comptes",
    Nature.FONDS: "fonds",
    Nature.DEPENSES: "depenses",
    Nature.BANQUE: "banques",
    Nature.CONTACT: "contacts",
}
