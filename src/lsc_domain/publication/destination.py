"""Where a publication goes: the extranet, or a partner's copy of it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import frozen

from lsc_domain.parc.role import Metier
from lsc_domain.socle.ids import DestinationId, ImmeubleId


class Nature(StrEnum):
    """The kinds of things an extranet holds. EXP-01, PUB-06."""

    DOCUMENT = "document"
    PHOTO = "photo"
    COMPTE = "compte"
    FONDS = "fonds"
    DEPENSES = "depenses"
    BANQUE = "banque"
    CONTACT = "contact"


@frozen(kw_only=True)
class Filtre:
    """What a destination is given of what is published: kinds, trades and buildings; empty means all."""

    natures: frozenset[Nature] = frozenset()
    metiers: frozenset[Metier] = frozenset()
    immeubles: frozenset[ImmeubleId] = frozenset()


@frozen(kw_only=True)
class Destination:
    """
    One place to bring to what it must hold, with its own filter and its own acknowledged state.

    `depuis_zero` is the choice made at its first publication: none, everything with its history; a date, only what
    was published from that day on. `republier_depuis` sends again, once, what is dated from that day (EXP-41).
    `notifier` off, a run there announces nothing to anybody: a copy is not the place clients read (MSG-02).
    """

    id: DestinationId
    nom: str = ""
    filtre: Filtre = Filtre()
    depuis_zero: date | None = None
    republier_depuis: date | None = None
    notifier: bool = True
