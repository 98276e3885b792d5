"""The list as it leaves: what the destination holds, where each file is, and what is still expected."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from attrs import frozen

from lsc_domain.publication.acquit import Acquit
from lsc_domain.publication.element import Element
from lsc_domain.publication.manifeste import Manifeste
from lsc_domain.socle.ids import DestinationId


@frozen(kw_only=True)
class LigneDInventaire:
    """A thing that must be there, and the file that is: the former one when the new one did not arrive. I-36."""

    element: Element
    acquit: Acquit


@frozen(kw_only=True)
class Inventaire:
    """
    The exhaustive list sent at each run, whatever was sent before it. PUB-08.

    It names no file that has not arrived; `attendus` are the keys of what must be there and is not yet.
    """

    destination: DestinationId
    numero: int
    etabli_le: datetime
    lignes: tuple[LigneDInventaire, ...]
    attendus: tuple[str, ...] = ()


def inventorier(
    manifeste: Manifeste, acquis: Mapping[str, Acquit], *, destination: DestinationId, numero: int, le: datetime
) -> Inventaire:
    """Put the files that arrived beside what must be there."""
    return Inventaire(
        destination=destination,
        numero=numero,
        etabli_le=le,
        lignes=tuple(
            LigneDInventaire(element=element, acquit=acquit)
            for element in manifeste.elements
            if (acquit := acquis.get(element.cle)) is not None
        ),
        attendus=tuple(element.cle for element in manifeste.elements if element.cle not in acquis),
    )
