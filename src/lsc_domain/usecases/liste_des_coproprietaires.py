"""The lists of owners: made on demand, made again when they are no longer true, and published as events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from attrs import frozen
from returns.pipeline import is_successful
from returns.result import Failure, Result, Success

from lsc_domain.classeur.archivage_des_listes import (
    ArchivageDesListes,
    ListeArchivee,
    RefusDeListe,
    archiver,
    preparer_l_archivage,
)
from lsc_domain.classeur.liste_des_coproprietaires import (
    NOM_DU_FICHIER,
    ActeDeListeDesCoproprietaires,
    Fonds,
    etablir_la_liste,
    listes_a_refaire,
)
from lsc_domain.evenement.piece_jointe import PieceJointe
from lsc_domain.parc.parc import Parc
from lsc_domain.ports.clock import Clock
from lsc_domain.ports.documents import DocumentStore
from lsc_domain.ports.errors import Conflict, NotFound
from lsc_domain.ports.ledgers import Ledgers
from lsc_domain.ports.rendering import TexteRendering
from lsc_domain.ports.storage import Storage
from lsc_domain.publication.etat import Etat
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import ImmeubleId, LotId
from lsc_domain.usecases.etat import AGENCE, Lecture
from lsc_domain.usecases.evenement import identite_du_chrono, prochain_chrono


@frozen(kw_only=True)
class ListeUseCases:
    """« Générer la liste des copropriétaires », and the automatisms that keep it up to date. EXP-31 to EXP-38."""

    storage: Storage
    documents: DocumentStore
    textes: TexteRendering
    clock: Clock
    ledgers: Ledgers | None = None
    agence: str = AGENCE

    def generer(self, *immeubles: ImmeubleId, par: str = "") -> Result[tuple[ListeArchivee, ...], RefusDeListe]:
        """
        Make the list of each building selected, with its event, published by the next sending. EXP-34, EXP-37.

        The event of the former list is published no more. Raises `NotFound`, and makes nothing, when one of the
        buildings does not exist.
        """
        return self._generer(self._lecture.etat(self._lecture.jour()), immeubles, par)

    def regenerer(self, avant: Parc, *, par: str = "") -> tuple[ListeArchivee, ...]:
        """
        Make again the lists that a change has made untrue: to be asked after it, with the portfolio from before.

        A sale, a change of a tiers, of a copropriétaire: only what shows counts, and only where there is a list. With
        a parameter missing nothing is made, and nothing said. EXP-33, EXP-38.
        """
        jour = self._lecture.jour()
        etat = self._lecture.etat(jour)
        modele = etat.parametres.modele_de_liste
        pourvus = {un.immeuble for un in etat.evenements if un.modele == modele and un.publie_le is not None}
        fausses = [un for un in listes_a_refaire(avant, etat.parc, jour=jour) if un in pourvus]
        return self._generer(etat, fausses, par).value_or(())

    def _generer(
        self, etat: Etat, immeubles: Sequence[ImmeubleId], par: str
    ) -> Result[tuple[ListeArchivee, ...], RefusDeListe]:
        parametres = etat.parametres
        modele = None if parametres.modele_de_liste is None else etat.modeles.get(parametres.modele_de_liste)
        classeur = None if modele is None or modele.classeur is None else etat.classeurs.get(modele.classeur)
        archivage = preparer_l_archivage(numero=parametres.numero_de_liste, modele=modele, classeur=classeur)
        if not is_successful(archivage):
            return Failure(archivage.failure())
        absent = next((un for un in immeubles if un not in etat.parc.immeubles), None)
        if absent is not None:
            raise NotFound(f"immeuble : rien sous l'identité {absent}")
        le, jour, fonds = self.clock.now(), self._lecture.jour(), _fonds(etat)
        actes = [
            etablir_la_liste(
                etat.parc.immeubles[un], etat.parc, etablie_le=le, jour=jour, fonds=fonds, par=par, base=self.agence
            )
            for un in immeubles
        ]
        return Success(tuple(self._garder(acte, archivage.unwrap()) for acte in actes))

    def _garder(self, acte: ActeDeListeDesCoproprietaires, archivage: ArchivageDesListes) -> ListeArchivee:
        contenu = self.textes.liste(acte).contenu
        piece = PieceJointe(nom=NOM_DU_FICHIER, taille=len(contenu), empreinte=self.documents.put(contenu))
        while True:
            try:
                with self.storage.transaction() as transaction:
                    chrono = prochain_chrono(transaction)
                    anciens = [
                        un
                        for _, un in transaction.evenements.all()
                        if (un.state.modele, un.state.immeuble) == (archivage.modele, acte.immeuble)
                        and un.state.publie_le is not None
                    ]
                    ancien = max(anciens, key=lambda un: un.state.chrono, default=None)
                    archivee = archiver(
                        acte,
                        piece,
                        archivage,
                        id=identite_du_chrono(chrono),
                        chrono=chrono,
                        le=self._lecture.jour(),
                        remplace=None if ancien is None else ancien.state,
                    )
                    transaction.evenements.put(archivee.evenement.id, archivee.evenement, expected=0)
                    if archivee.remplacee is not None and ancien is not None:
                        transaction.evenements.put(archivee.remplacee.id, archivee.remplacee, expected=ancien.version)
                return archivee
            except Conflict:
                continue  # an event was written at the same moment: take the next number

    @property
    def _lecture(self) -> Lecture:
        return Lecture(storage=self.storage, clock=self.clock, agence=self.agence, ledgers=self.ledgers)


def _fonds(etat: Etat) -> Fonds:
    """Return the works fund of each lot, as the ledgers have it. EXP-36."""
    travaux: dict[LotId, list[Euros]] = defaultdict(list)
    for un in etat.comptabilite.fonds:
        if un.est_fonds_travaux:
            travaux[un.lot].append(un.montant)
    return Fonds(travaux={lot: Euros.somme(montants) for lot, montants in travaux.items()})
