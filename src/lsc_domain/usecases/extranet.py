"""The client's side of the extranet: each question is somebody's, and is answered with what is his."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve, frozen

from lsc_domain.extranet.accueil import Accueil
from lsc_domain.extranet.agence import Bureaux
from lsc_domain.extranet.bien import BienVu
from lsc_domain.extranet.espace import Espace, Rubrique
from lsc_domain.extranet.fournisseur import Fournisseur
from lsc_domain.extranet.information import Information
from lsc_domain.extranet.vitrine import Vitrine
from lsc_domain.parc.tiers import Tiers
from lsc_domain.ports.errors import Conflict, NotFound
from lsc_domain.ports.news import Actualite
from lsc_domain.socle.ids import TiersId
from lsc_domain.usecases.comptes_du_client import ComptesDuClient
from lsc_domain.usecases.demandes_du_client import DemandesDuClient
from lsc_domain.usecases.documents_du_client import DocumentsDuClient


@frozen(kw_only=True)
class ExtranetUseCases(ComptesDuClient, DocumentsDuClient, DemandesDuClient):
    """
    What a client sees and does. Every method takes `qui`, who has come in.

    What he may not see is refused, or is not among what is listed; a rubrique that is switched off has neither entry
    nor data. Each question costs one statement, plus what is his alone. I-31, EXA-26, EXA-39.
    """

    @property
    def tickets(self) -> bool:
        """Whether a ticket may be asked for: the licence has them. EXA-38, EXA-48."""
        return self.vitrine().tickets

    def espaces(self, qui: TiersId) -> tuple[Espace, ...]:
        """Return his accesses: with only one, he arrives directly in it. EXC-06, EXA-31."""
        return self.vitrine().espaces(qui)

    def rubriques(self, qui: TiersId, espace: Espace) -> tuple[Rubrique, ...]:
        """Return the entries of his menu in a space; none in a space that is not his. EXC-07, EXC-10."""
        return self.vitrine().rubriques(qui, espace)

    def accueil(self, qui: TiersId, espace: Espace, *, revisions: Mapping[str, int] | None = None) -> Accueil:
        """
        Return his home page; `revisions` as `vitrine` takes them. EXC-08.

        Raises `NotFound` for a person nobody has entered.
        """
        revisions = self.revisions() if revisions is None else revisions
        vitrine = self.vitrine(revisions)
        personne = vitrine.parc.tiers.get(qui)
        if personne is None:
            raise NotFound(f"tiers : rien sous l'identité {qui}")
        return Accueil(
            espace=espace,
            identite=personne.identite,
            adresse=personne.adresse,
            courriel=personne.courriel,
            telephone=personne.telephone,
            notifications=personne.notifications,
            notifiable=vitrine.parametres.notifications and bool(personne.courriel),
            espaces=vitrine.espaces(qui),
            rubriques=vitrine.rubriques(qui, espace),
            demandes=self._siennes(vitrine, qui, espace, revisions),
            informations=vitrine.nouvelles(qui, espace, self.clock.now()),
            vitrine=vitrine,
        )

    def biens(self, qui: TiersId, espace: Espace | None = None) -> tuple[BienVu, ...]:
        """Return the lots he owns, whatever the account, in a space or in all of his. EXA-42."""
        return self.vitrine().biens(qui, espace)

    def informations(self, qui: TiersId, espace: Espace) -> tuple[Information, ...]:
        """Return the news of the agency he reads in a space, the newest first. EXA-37, EXC-08."""
        with self._ouvrir() as (_, vitrine, le):
            return vitrine.nouvelles(qui, espace, le)

    def contacts(self, qui: TiersId) -> Bureaux:
        """Return « Agence › Bureaux », empty when the rubrique is closed. EXA-08, EXA-41."""
        return self.vitrine().contacts(qui)

    def partenaires(self, qui: TiersId) -> tuple[Fournisseur, ...]:
        """Return the contractors the agency shows, by name; none when the rubrique is closed. EXA-40, X-30."""
        return self.vitrine().partenaires(qui)

    def regler_notifications(self, qui: TiersId, actives: bool) -> Tiers:
        """
        Turn his own switch: off, no notice of a new document leaves for him, whatever the agency wants. EXC-09, MSG-02.

        The agency reads it on his fiche. Raises `NotFound`.
        """
        while True:
            try:
                with self.storage.transaction() as transaction:
                    garde = transaction.tiers.get(qui)
                    if garde.state.notifications is actives:
                        return garde.state
                    nouveau = evolve(garde.state, notifications=actives)
                    transaction.tiers.put(qui, nouveau, expected=garde.version)
                return nouveau
            except Conflict:
                continue  # his fiche was corrected at the same moment: it is read again

    def actualites(self, vitrine: Vitrine | None = None) -> tuple[Actualite, ...]:
        """
        Return « Actualités Immo »: nothing when the feed is off, unknown, or does not answer. EXA-43, I-56.

        `vitrine` saves asking the store again for who has just read it.
        """
        if self.news is None:
            return ()
        modules = (vitrine or self.vitrine()).parametrage.modules
        if not modules.flux or not modules.adresse_du_flux:
            return ()
        return self.news.lire(modules.adresse_du_flux)
