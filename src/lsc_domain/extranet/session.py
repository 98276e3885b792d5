"""Somebody who has come in, until he leaves."""

from __future__ import annotations

from datetime import datetime, timedelta

from attrs import evolve, frozen

from lsc_domain.extranet.identifiant import Identifiant
from lsc_domain.socle.errors import InvalidValue


@frozen(kw_only=True)
class DureesDeSession:
    """
    How long a session lasts. I-34.

    `silence` is the longest without a request, `entiere` the longest of all. A session opened by a temporary password
    lasts `provisoire` in all: it only serves to choose another. The last request is noted once per `pas`, so that a
    page costs no writing: a session thus ends up to one `pas` before its silence is whole, never after.
    """

    silence: timedelta = timedelta(minutes=30)
    entiere: timedelta = timedelta(hours=8)
    provisoire: timedelta = timedelta(minutes=30)
    pas: timedelta = timedelta(minutes=5)

    def __attrs_post_init__(self) -> None:
        if not timedelta() <= self.pas < self.silence <= self.entiere or self.provisoire <= timedelta():
            raise InvalidValue("durées de session : pas < silence ≤ durée entière, toutes positives")


@frozen(kw_only=True)
class Session:
    """
    A session, known by the SHA-256 of its token: what is kept lets nobody in.

    It lasts as long as the `generation` of its login, its silence and its age allow. `provisoire` says that its holder
    came in with a password to be changed, and sees nothing before he has. I-34, EXP-53.
    """

    id: str
    identifiant: str
    generation: int
    ouverte_le: datetime
    vue_le: datetime
    provisoire: bool = False
    adresse: str = ""

    def dure(self, identifiant: Identifiant, le: datetime, durees: DureesDeSession) -> bool:
        """Tell whether it still stands: its login is open and has not changed, and its time has not run out."""
        entiere = durees.provisoire if self.provisoire else durees.entiere
        return (
            identifiant.ouvert
            and identifiant.code == self.identifiant
            and identifiant.generation == self.generation
            and le - self.ouverte_le < entiere
            and le - self.vue_le < durees.silence
        )

    def vue(self, le: datetime, durees: DureesDeSession) -> Session | None:
        """Return the session with this request noted, none when the last one that was is recent enough."""
        return evolve(self, vue_le=le) if le - self.vue_le >= durees.pas else None
