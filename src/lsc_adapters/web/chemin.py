"""A path of the application: what answers it, and who may ask. Nothing is served that is not declared so."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

from attrs import frozen
from starlette.responses import Response

from lsc_domain.extranet.habilitation import Habilitation

if TYPE_CHECKING:
    from lsc_adapters.web.visite import Visite

Page = Callable[["Visite"], Response]
"""A page is a plain function, run in a thread: it asks a use case and lays out a template."""


class Acces(StrEnum):
    """Who may ask for a path; anybody else is sent to the login, or told that nothing is there."""

    PUBLIC = "public"
    SESSION = "session"
    """Whoever has come in, even with a temporary password: choosing another, leaving."""
    CONNECTE = "connecte"
    """Whoever has come in with a password of his own, client or collaborator."""
    CLIENT = "client"
    AGENCE = "agence"


@frozen(kw_only=True)
class Chemin:
    """
    A row of the routes' table.

    `habilitation` is the right an agency path asks for: who has it not is told that nothing is there (I-55). `depot`
    lets its form carry files. `signe` says that what is posted there proves itself, and bears no token of a form: a
    payment's notification.
    """

    chemin: str
    page: Page
    acces: Acces
    methodes: tuple[str, ...] = ("GET",)
    habilitation: Habilitation | None = None
    depot: bool = False
    signe: bool = False
