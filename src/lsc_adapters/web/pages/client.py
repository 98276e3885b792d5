"""The space a client stands in: what each of his pages has in common. EXC-06, EXC-07, EXC-10."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import TypeVar

from attrs import frozen
from returns.pipeline import is_successful
from returns.result import Result
from starlette.responses import Response

from lsc_adapters.web.menu import Entree
from lsc_adapters.web.visite import Visite, introuvable
from lsc_domain.extranet.espace import Espace, Rubrique
from lsc_domain.extranet.vitrine import Vitrine
from lsc_domain.socle.ids import TiersId

A = TypeVar("A")

EXTRANET = "/extranet/{espace}"


@frozen(kw_only=True)
class EspaceOuvert:
    """
    A space that is his, the entries of its menu, and the one he is in.

    `vitrine` is what the extranet shows at this moment: a page that needs no more asks the store nothing else.
    """

    visite: Visite
    vitrine: Vitrine
    qui: TiersId
    espace: Espace
    rubriques: tuple[Rubrique, ...]
    ici: Rubrique

    def chemin(self, rubrique: Rubrique, *suite: str) -> str:
        """Return the path of an entry of the menu, and of what is under it."""
        return "/".join((_chemin(self.espace, rubrique), *suite))

    @property
    def menu(self) -> tuple[Entree, ...]:
        """The menu, in the order of the trade: thirteen entries, or eleven, or fewer."""
        return _menu(self.espace, self.rubriques, self.ici)

    def rendre(self, gabarit: str, *, statut: int = 200, **donnees: object) -> Response:
        """Lay out a page of the space."""
        return self.visite.rendre(
            f"client/{gabarit}",
            statut=statut,
            menu=self.menu,
            espace=self.espace,
            espaces=self.vitrine.espaces(self.qui),
            ici=f"{self.visite.racine}{self.chemin(self.ici)}",
            rubriques=_adresses(self.visite.racine, self.espace, self.rubriques),
            **donnees,
        )

    def aller(self, rubrique: Rubrique, *suite: str, fait: str = "") -> Response:
        """Send the browser to an entry of the menu, after a form; `fait` says what was done."""
        return self.visite.aller(self.chemin(rubrique, *suite) + (f"?fait={fait}" if fait else ""))


@lru_cache
def _chemin(espace: Espace, rubrique: Rubrique) -> str:
    match rubrique:
        case Rubrique.DECONNEXION | Rubrique.MOT_DE_PASSE:
            return f"/{rubrique.value}"
        case Rubrique.ACCUEIL:
            return f"/extranet/{espace.value}"
        case _:
            return f"/extranet/{espace.value}/{rubrique.value}"


@lru_cache  # clients differ by what they own, and menus by little: a few are shown to ten thousand
def _menu(espace: Espace, rubriques: tuple[Rubrique, ...], ici: Rubrique) -> tuple[Entree, ...]:
    return tuple(
        Entree(libelle=une.libelle(espace), href=_chemin(espace, une), courante=une is ici) for une in rubriques
    )


@lru_cache
def _adresses(racine: str, espace: Espace, rubriques: tuple[Rubrique, ...]) -> Mapping[str, str]:
    return MappingProxyType({une.name: f"{racine}{_chemin(espace, une)}" for une in rubriques})


def ouvrir(visite: Visite, ici: Rubrique) -> EspaceOuvert:
    """Open the space the path names, at an entry: a space or an entry that is not his does not exist."""
    espace = espace_du_chemin(visite)
    return ouvrir_sur(visite, ici, espace, visite.engine.extranet.vitrine(visite.revisions))


def espace_du_chemin(visite: Visite) -> Espace:
    """Return the space the path names."""
    try:
        return Espace(visite.de_chemin("espace"))
    except ValueError:
        raise introuvable() from None


def ouvrir_sur(visite: Visite, ici: Rubrique, espace: Espace, vitrine: Vitrine) -> EspaceOuvert:
    """Open a space at an entry, on what was just read of the extranet."""
    qui = visite.client
    rubriques = vitrine.rubriques(qui, espace)
    if ici not in rubriques:
        raise introuvable()
    return EspaceOuvert(visite=visite, vitrine=vitrine, qui=qui, espace=espace, rubriques=rubriques, ici=ici)


def obtenu(reponse: Result[A, object]) -> A:
    """Return what was asked for: what is refused does not exist, and nobody learns why."""
    if not is_successful(reponse):
        raise introuvable()
    return reponse.unwrap()
