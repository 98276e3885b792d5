"""Where a meeting stands, in one line: what a list of meetings shows, and what a second writer must have read."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from attrs import frozen

from lsc_domain.socle.ids import AssembleeId


class Etape(StrEnum):
    """The five steps of the trade, and what follows them. AG-03."""

    PREPARATION = "preparation"
    CONVOCATION = "convocation"
    PRESENCES = "presences"
    VOTES = "votes"
    CLOSE = "close"
    PROCES_VERBAL = "proces_verbal"
    RECTIFICATION = "rectification"


@frozen(kw_only=True)
class Suivi:
    """
    A meeting as a list shows it, written again each time it enters a step.

    `faits` and `empreinte` are the head of its journal at that moment. AG-01, AG-03.
    """

    id: AssembleeId
    reference: str
    nom: str
    syndicat: str
    date: dt.date
    etape: Etape
    faits: int
    empreinte: str
