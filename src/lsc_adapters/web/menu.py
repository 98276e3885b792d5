"""The entries of a menu: a name, an address, and whether one is there."""

from __future__ import annotations

from attrs import frozen


@frozen(kw_only=True)
class Entree:
    """An entry; `href` is a path of the application, without where it is mounted."""

    libelle: str
    href: str
    courante: bool = False
