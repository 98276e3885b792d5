"""Identities drawn at random: what several servers on one store need."""

from __future__ import annotations

from uuid import uuid4

from lsc_domain.ports.ids import Ids


class RandomIds:
    """Identities of 128 bits, in hexadecimal: no two are ever alike, whoever draws them."""

    def new(self) -> str:
        """Draw one."""
        return uuid4().hex


_: type[Ids] = RandomIds
