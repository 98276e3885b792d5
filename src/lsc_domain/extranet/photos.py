"""« Mes photos »: the photographs, building by building. EXA-23, EXA-36, PUB-13."""

from __future__ import annotations

from attrs import frozen

from lsc_domain.extranet.recherche import replier
from lsc_domain.parc.immeuble import Immeuble, Photo
from lsc_domain.parc.parc import Parc
from lsc_domain.parc.role import Metier
from lsc_domain.socle.ids import ImmeubleId


@frozen(kw_only=True)
class PhotosDImmeuble:
    """The photographs of a building for one trade, the latest first; maybe none, by option. EXA-36."""

    immeuble: ImmeubleId
    nom: str
    adresse: str
    photos: tuple[Photo, ...] = ()


def photos_du_metier(
    parc: Parc, metier: Metier, immeubles: frozenset[ImmeubleId] | None = None, *, vides: bool = False
) -> tuple[PhotosDImmeuble, ...]:
    """Return the photographs of a trade, by name of building: of these buildings, or of all. EXA-23."""
    choisis = parc.immeubles.values() if immeubles is None else (parc.immeubles[un] for un in immeubles)
    albums = (_album(un, metier) for un in choisis)
    return tuple(sorted((un for un in albums if un.photos or vides), key=lambda un: (replier(un.nom), un.immeuble)))


def _album(immeuble: Immeuble, metier: Metier) -> PhotosDImmeuble:
    siennes = sorted((un for un in immeuble.photos if un.metier is metier), key=lambda un: un.le, reverse=True)
    return PhotosDImmeuble(immeuble=immeuble.id, nom=immeuble.nom, adresse=immeuble.adresse, photos=tuple(siennes))
