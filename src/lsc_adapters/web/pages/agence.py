"""The agency's side: the trade one is in, its buttons, and what each of its pages has in common. EXA-05, EXA-06."""

from __future__ import annotations

from datetime import date
from typing import Final, TypeVar

from attrs import frozen
from returns.pipeline import is_successful
from returns.result import Result
from starlette.responses import Response

from lsc_adapters.web.chemin import Acces, Chemin, Page
from lsc_adapters.web.menu import Entree
from lsc_adapters.web.visite import Visite, introuvable
from lsc_domain.extranet.bouton import Bouton
from lsc_domain.extranet.collaborateur import Collaborateur
from lsc_domain.extranet.habilitation import Habilitation, peut
from lsc_domain.parc.role import Metier
from lsc_domain.usecases.agence import AgenceUseCases

A = TypeVar("A")

AGENCE: Final = "/agence/{metier}"

_BOUTONS: Final = {
    Bouton.AGENCE: ("fiche", Habilitation.CONSULTER),
    Bouton.PORTEFEUILLE: ("portefeuille", Habilitation.CONSULTER),
    Bouton.DOCUMENTS: ("documents", Habilitation.CONSULTER),
    Bouton.PHOTOS: ("photos", Habilitation.CONSULTER),
    Bouton.IDENTITES: ("identites", Habilitation.CONSULTER),
    Bouton.UTILITAIRES: ("utilitaires", Habilitation.PARAMETRES),
    Bouton.TICKETS: ("demandes?ticket=oui", Habilitation.DEMANDES),
}
"""Where each button of the trade leads, and the right it asks for."""

_AUTRES: Final = (
    ("Comptes", "comptes", Habilitation.CONSULTER),
    ("Demandes", "demandes", Habilitation.DEMANDES),
    ("Informations", "informations", Habilitation.INFORMATIONS),
    ("Fournisseurs", "fournisseurs", Habilitation.FOURNISSEURS),
    ("Publication", "publication", Habilitation.PUBLICATION),
    ("Journal des accès", "journal", Habilitation.AUDIT),
)
"""What the seed has no button for."""


def chemin(suite: str, page: Page, habilitation: Habilitation, *methodes: str, depot: bool = False) -> Chemin:
    """Declare a path of the trade one is in; a form is asked for and posted at the same place."""
    return Chemin(
        chemin=f"{AGENCE}/{suite}" if suite else AGENCE,
        page=page,
        acces=Acces.AGENCE,
        methodes=methodes or ("GET",),
        habilitation=habilitation,
        depot=depot,
    )


@frozen(kw_only=True)
class AgenceOuverte:
    """The trade the path names, who is there, and the entry of the menu he is in."""

    visite: Visite
    metier: Metier
    ici: str

    @property
    def usages(self) -> AgenceUseCases:
        """What may be asked of the agency's side."""
        return self.visite.engine.administration

    @property
    def par(self) -> Collaborateur:
        """Who acts."""
        return self.visite.collaborateur

    @property
    def jour(self) -> date:
        """The day it is in Paris."""
        return self.usages.vitrine().jour

    def chemin(self, *suite: str) -> str:
        """Return a path of the trade."""
        return "/".join((f"/agence/{self.metier.value}", *suite))

    @property
    def entrees(self) -> tuple[tuple[str, str], ...]:
        """The buttons he may use, the seed's first, each with where it leads: the same for both trades. EXA-06."""
        boutons = [
            (un.libelle, *_BOUTONS[un]) for un in self.usages.boutons() if un is not Bouton.TICKETS or self._tickets
        ]
        return tuple((libelle, self.chemin(ou)) for libelle, ou, droit in (*boutons, *_AUTRES) if peut(self.par, droit))

    @property
    def menu(self) -> tuple[Entree, ...]:
        """The menu: home, the buttons, the meetings, the other trade."""
        autres = [un for un in self.usages.metiers() if un is not self.metier]
        seances = self.metier is Metier.SYNDIC and peut(self.par, Habilitation.SEANCES)
        return (
            Entree(libelle="Accueil", href=self.chemin(), courante=not self.ici),
            *(
                Entree(libelle=libelle, href=href, courante=href == self.chemin(self.ici))
                for libelle, href in self.entrees
            ),
            *([Entree(libelle="Assemblées", href="/agence/seances")] if seances else []),
            *(Entree(libelle=f"Métier {un.libelle}", href=f"/agence/{un.value}") for un in autres),
            Entree(libelle="Mon mot de passe", href="/mot-de-passe"),
        )

    def _peut(self, droit: str) -> bool:
        return peut(self.par, Habilitation(droit))

    @property
    def _tickets(self) -> bool:
        return self.usages.vitrine().tickets

    def rendre(self, gabarit: str, *, statut: int = 200, **donnees: object) -> Response:
        """Lay out a page of the agency."""
        return self.visite.rendre(
            f"agence/{gabarit}",
            statut=statut,
            menu=self.menu,
            metier=self.metier,
            ici=f"{self.visite.racine}{self.chemin(self.ici)}" if self.ici else f"{self.visite.racine}{self.chemin()}",
            base=f"{self.visite.racine}{self.chemin()}",
            peut=self._peut,
            **donnees,
        )

    def aller(self, *suite: str, fait: str = "") -> Response:
        """Send the browser on, after a form; `fait` says what was done."""
        return self.visite.aller(self.chemin(*suite) + (f"?fait={fait}" if fait else ""))


def ouvrir(visite: Visite, ici: str = "") -> AgenceOuverte:
    """Open the trade the path names: one the licence does not open does not exist. EXA-05."""
    try:
        metier = Metier(visite.de_chemin("metier"))
    except ValueError:
        raise introuvable() from None
    if metier not in visite.engine.administration.metiers():
        raise introuvable()
    return AgenceOuverte(visite=visite, metier=metier, ici=ici)


def obtenu(reponse: Result[A, object]) -> A:
    """Return what was asked for; what is refused does not exist."""
    if not is_successful(reponse):
        raise introuvable()
    return reponse.unwrap()
