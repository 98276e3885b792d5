"""What a run has to say: to a client, that there are new documents; to the agency's users, how it went."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

from attrs import frozen

from lsc_domain.socle.errors import InvalidValue

_PAGE: Final = re.compile(r"https?://[^\s<>\"'`\\]+")


@frozen(kw_only=True)
class LigneDAvis:
    """A document that is new: what it is called, the binder and the immeuble it is in, and since which day."""

    titre: str
    classeur: str
    immeuble: str
    le: date


@frozen(kw_only=True)
class AvisDeNouveauxDocuments:
    """
    The documents one client did not have before a run: one notice for all of them. MSG-02, I-38.

    `adresse_de_l_extranet` is the page he finds them at, and `desinscription` the link by which he asks for no more
    of these. A notice of nothing is refused: it is not sent.
    """

    nom: str
    adresse_de_l_extranet: str
    documents: tuple[LigneDAvis, ...]
    desinscription: str

    def __attrs_post_init__(self) -> None:
        if not self.documents:
            raise InvalidValue("avis de nouveaux documents : il n'en annonce aucun")
        for adresse in (self.adresse_de_l_extranet, self.desinscription):
            # They become links one presses: « javascript: » has no place there.
            if not _PAGE.fullmatch(adresse):
                raise InvalidValue(f"avis de nouveaux documents : {adresse!r} n'est pas l'adresse d'une page")


@frozen(kw_only=True)
class RapportDePublication:
    """
    What a run did, for the users who receive the « système » messages. MSG-01, PUB-05.

    `envoyes`, `remplaces` and `retires` count documents; `echecs` and `avertissements` are French sentences, one per
    item. `complet` is false for a run that was stopped before its end, which is reported as well.
    """

    destination: str
    commence_le: datetime
    termine_le: datetime
    envoyes: int
    remplaces: int
    retires: int
    echecs: tuple[str, ...] = ()
    avertissements: tuple[str, ...] = ()
    complet: bool

    def __attrs_post_init__(self) -> None:
        if None in {self.commence_le.utcoffset(), self.termine_le.utcoffset()}:
            raise InvalidValue("rapport de publication : un instant sans fuseau horaire")
        if self.termine_le < self.commence_le:
            raise InvalidValue("rapport de publication : il finit avant de commencer")
        if min(self.envoyes, self.remplaces, self.retires) < 0:
            raise InvalidValue("rapport de publication : un compte est négatif")
