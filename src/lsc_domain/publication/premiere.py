"""The first publication to a destination: how much it is, with all that came before or from a day on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import evolve, frozen

from lsc_domain.publication.destination import Destination
from lsc_domain.publication.element import Element
from lsc_domain.publication.etat import Etat
from lsc_domain.publication.manifeste import etablir_manifeste


@frozen(kw_only=True)
class Volume:
    """How many things, and how many bytes."""

    nombre: int
    octets: int

    @classmethod
    def de(cls, elements: Iterable[Element]) -> Volume:
        """Count them."""
        tailles = [element.taille for element in elements]
        return cls(nombre=len(tailles), octets=sum(tailles))


@frozen(kw_only=True)
class Apercu:
    """
    What a first publication would send, for somebody to choose before anything leaves.

    `depuis_zero` keeps of dated things those published from `depuis` on; what has no date (accounts, funds, contacts)
    is in both.
    """

    depuis: date
    avec_historique: Volume
    depuis_zero: Volume


def apercevoir(jour: date, *, etat: Etat, destination: Destination, depuis: date | None = None) -> Apercu:
    """Measure both choices; `depuis` is the day itself when nobody says otherwise."""
    premier = jour if depuis is None else depuis
    tout = etablir_manifeste(jour, etat=etat, destination=evolve(destination, depuis_zero=None))
    neufs = etablir_manifeste(jour, etat=etat, destination=evolve(destination, depuis_zero=premier))
    return Apercu(depuis=premier, avec_historique=Volume.de(tout.elements), depuis_zero=Volume.de(neufs.elements))
