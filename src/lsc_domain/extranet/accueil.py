"""What a client finds when he arrives, and how the bytes he opens are handed to him. EXC-08."""

from __future__ import annotations

from attrs import field, frozen

from lsc_domain.classeur.document import Document
from lsc_domain.extranet.demande import Demande
from lsc_domain.extranet.espace import Espace, Rubrique
from lsc_domain.extranet.information import Information
from lsc_domain.extranet.vitrine import Vitrine


@frozen(kw_only=True)
class Accueil:
    """
    The home page: « Mes coordonnées », then « Mes demandes » and « Mes informations », the newest first. EXC-08.

    `rubriques` are the entries of his menu. `notifications` is his own switch; `notifiable` whether it can do
    anything: the agency notifies, and knows an e-mail of his. EXC-09, EXA-34. `vitrine` is what it was read from: the
    rest of the page is asked of it, and nothing is read twice.
    """

    espace: Espace
    identite: str
    adresse: str
    courriel: str = field(repr=False)
    telephone: str = field(repr=False)
    notifications: bool
    notifiable: bool
    espaces: tuple[Espace, ...]
    rubriques: tuple[Rubrique, ...]
    demandes: tuple[Demande, ...] = ()
    informations: tuple[Information, ...] = ()
    vitrine: Vitrine = field(repr=False, eq=False)


@frozen(kw_only=True)
class Piece:
    """A file handed to somebody who may read it; `nom` is safe to propose for saving."""

    nom: str
    contenu: bytes = field(repr=False)


@frozen(kw_only=True)
class DocumentLu:
    """A document, and its bytes: what is read after the right was checked on the present state. I-31."""

    document: Document
    nom: str
    contenu: bytes = field(repr=False)
