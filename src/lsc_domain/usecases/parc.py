"""The life of the portfolio: sales, mandates, leases, boxes « Service Client », and what each brings about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeVar

from attrs import evolve, frozen
from returns.pipeline import is_successful
from returns.result import Failure, Result, Success

from lsc_domain.classeur.archivage_des_listes import ListeArchivee
from lsc_domain.classeur.liste_des_coproprietaires import listes_a_refaire
from lsc_domain.parc import bail, conseil, mutation, service_client
from lsc_domain.parc.bail import RefusDeBail
from lsc_domain.parc.compte_client import CompteClient
from lsc_domain.parc.conseil import RefusDeMandat
from lsc_domain.parc.fiche_de_lot import FicheDeLot
from lsc_domain.parc.immeuble import Immeuble
from lsc_domain.parc.inactivation import MotifDeSortie, Sortie, inactiver
from lsc_domain.parc.mutation import Acquereur, RefusDeMutation
from lsc_domain.parc.parc import Parc
from lsc_domain.parc.role import Role
from lsc_domain.parc.service_client import ComptesSansClient, RetraitAVenir
from lsc_domain.parc.tiers import Tiers
from lsc_domain.ports.clock import Clock
from lsc_domain.ports.errors import NotFound, PortError
from lsc_domain.ports.storage import Storage, Transaction
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CompteId, ImmeubleId, LotId, TiersId
from lsc_domain.usecases.etat import AGENCE, Lecture, parametres, parc
from lsc_domain.usecases.liste_des_coproprietaires import ListeUseCases
from lsc_domain.usecases.refus import Empechement, PorteFermee

R = TypeVar("R")


@frozen(kw_only=True)
class ListesEnAttente:
    """
    The lists a change made untrue and that could not be made again; the change itself is kept. EXP-33, EXP-38.

    To be asked for with `ListeUseCases.generer` once what stood in the way is gone.
    """

    immeubles: tuple[ImmeubleId, ...]
    empechement: Empechement


@frozen(kw_only=True)
class MouvementEnregistre:
    """
    What a change brought about, which the screen shows. EXP-38, EXP-54, EXP-55, EXP-56.

    `marques` are the accounts ticked, `inactives` those an option of the agency closed; `retraits` what the next
    publication will withdraw, and which is still online until then; `listes` the lists of owners made again, and
    `en_attente` those that could not be.
    """

    marques: tuple[CompteClient, ...] = ()
    inactives: tuple[CompteClient, ...] = ()
    retraits: tuple[RetraitAVenir, ...] = ()
    listes: tuple[ListeArchivee, ...] = ()
    en_attente: ListesEnAttente | None = None


@frozen(kw_only=True)
class ParcUseCases:
    """
    What happens to the buildings, to the people and to their accounts, day after day.

    Rights follow at once: who reads what is a function of the portfolio, asked again at each question (I-32). The
    accounts that close by themselves are closed in the transaction that records why (EXP-40, EXP-56). The lists of
    owners are made afterwards: one that cannot be is said, and undoes nothing. Where a day is not given it is today,
    in Paris; `par` is the person the lists bear the initials of. Bringing in people, accounts and buildings is
    `PortefeuilleUseCases.importer`: a buyer is known, and has his account, before he buys.

    Each raises `NotFound` for a building or a person nobody has entered, and `InvalidValue` when somebody given a
    role is not a tiers; nothing is kept then.
    """

    storage: Storage
    clock: Clock
    listes: ListeUseCases
    agence: str = AGENCE

    def parc(self) -> Parc:
        """Return the portfolio as it stands: its buildings, its people, their accounts."""
        with self.storage.transaction() as transaction:
            return parc(transaction)

    def fiche_de_lot(self, lot: LotId) -> FicheDeLot:
        """Return all that is known of a lot. CORE-01. Raises `NotFound` when nobody described it."""
        with self.storage.transaction() as transaction:
            return transaction.fiches_de_lot.get(lot).state

    def decrire_lot(self, fiche: FicheDeLot) -> FicheDeLot:
        """
        Keep the fiche of a lot, in place of the one there was. CORE-01.

        Raises `NotFound` for a building nobody has entered or a lot it does not list, `InvalidValue` for an owner who
        is no tiers.
        """
        with self.storage.transaction() as transaction:
            immeuble = transaction.immeubles.get(fiche.immeuble).state
            if all(un.id != fiche.id for un in immeuble.lots):
                raise NotFound(f"lot : rien sous l'identité {fiche.id} dans {immeuble.id}")
            if fiche.proprietaire is not None:
                _connaitre(transaction, fiche)
            try:
                garde = transaction.fiches_de_lot.get(fiche.id)
            except NotFound:
                transaction.fiches_de_lot.put(fiche.id, fiche, expected=0)
                return fiche
            if garde.state != fiche:
                transaction.fiches_de_lot.put(fiche.id, fiche, expected=garde.version)
        return fiche

    # -------------------------------------------------------------------------------------------- who is what, where

    def muter(
        self,
        immeuble: ImmeubleId,
        lot: LotId,
        *,
        vendeur: TiersId,
        acquereurs: Iterable[Acquereur],
        le: date | None = None,
        par: str = "",
    ) -> Result[MouvementEnregistre, RefusDeMutation]:
        """
        Record the sale of a lot: the seller loses the shared documents, each buyer gains them. I-32.

        The seller's account closes if the agency chose so, the buyers' never (EXP-40); the list is made again (EXP-38).
        """
        jour = le or self._jour()
        return self._changer(
            immeuble,
            lambda un: mutation.muter(un, lot, vendeur=vendeur, acquereurs=acquereurs, le=jour),
            sortie=Sortie(motif=MotifDeSortie.MUTATION, tiers=vendeur, immeuble=immeuble, lot=lot, le=jour),
            par=par,
        )

    def elire(
        self,
        immeuble: ImmeubleId,
        tiers: TiersId,
        role: Role = Role.MEMBRE,
        *,
        le: date | None = None,
        jusqua: date | None = None,
        compte: CompteId | None = None,
        par: str = "",
    ) -> Result[MouvementEnregistre, RefusDeMandat]:
        """Elect somebody to the council, or its président: the list bears his mark. I-32, EXP-38."""
        jour = le or self._jour()
        return self._changer(
            immeuble, lambda un: conseil.elire(un, tiers, role, le=jour, jusqua=jusqua, compte=compte), par=par
        )

    def finir_le_mandat(
        self, immeuble: ImmeubleId, tiers: TiersId, *, le: date | None = None, par: str = ""
    ) -> Result[MouvementEnregistre, RefusDeMandat]:
        """End whatever mandate a person holds in the council: what only the council reads is closed to him. I-32."""
        jour = le or self._jour()
        return self._changer(immeuble, lambda un: conseil.finir_le_mandat(un, tiers, le=jour), par=par)

    def donner_preavis(
        self, immeuble: ImmeubleId, lot: LotId, *, locataire: TiersId, le: date | None = None, par: str = ""
    ) -> Result[MouvementEnregistre, RefusDeBail]:
        """Record the notice a tenant gives; his account closes if the agency chose so. EXP-40, EXP-56."""
        jour = le or self._jour()
        return self._changer(
            immeuble,
            lambda un: bail.donner_preavis(un, lot, locataire=locataire, le=jour),
            sortie=Sortie(motif=MotifDeSortie.PREAVIS, tiers=locataire, immeuble=immeuble, lot=lot, le=jour),
            par=par,
        )

    def partir(
        self, immeuble: ImmeubleId, lot: LotId, *, locataire: TiersId, le: date | None = None, par: str = ""
    ) -> Result[MouvementEnregistre, RefusDeBail]:
        """Record that a tenant has left; his account closes if the agency chose so. EXP-39, EXP-40, EXP-56, I-32."""
        jour = le or self._jour()
        return self._changer(
            immeuble,
            lambda un: bail.partir(un, lot, locataire=locataire, le=jour),
            sortie=Sortie(motif=MotifDeSortie.DEPART, tiers=locataire, immeuble=immeuble, lot=lot, le=jour),
            par=par,
        )

    def modifier_tiers(self, tiers: Tiers, *, par: str = "") -> MouvementEnregistre:
        """Change what is known of a person: the lists that show it are made again, and no other. EXP-38."""
        with self.storage.transaction() as transaction:
            garde = transaction.tiers.get(tiers.id)
            if garde.state == tiers:
                return MouvementEnregistre()
            avant = parc(transaction)
            transaction.tiers.put(tiers.id, tiers, expected=garde.version)
        return self._refaire_les_listes(
            MouvementEnregistre(), avant, evolve(avant, tiers={**avant.tiers, tiers.id: tiers}), par
        )

    # ---------------------------------------------------------------------------------- the boxes « Service Client »

    def marquer_pour_publication(
        self, selection: Iterable[CompteId], *, le: date | None = None
    ) -> Result[MouvementEnregistre, ComptesSansClient]:
        """« Marquer les comptes sélectionnés pour publication »: the next run sends them, all or none. EXP-54."""
        jour = le or self._jour()
        with self.storage.transaction() as transaction:
            avant = parc(transaction)
            marques = service_client.marquer_pour_publication(avant, selection, le=jour)
            if not is_successful(marques):
                return Failure(marques.failure())
            _garder(transaction, marques.unwrap(), avant.comptes)
        return Success(MouvementEnregistre(marques=marques.unwrap()))

    def desactiver(self, selection: Iterable[CompteId]) -> Result[MouvementEnregistre, ComptesSansClient]:
        """« Désactiver les comptes sélectionnés », all or none, with what the next run withdraws. EXP-54, EXP-55."""
        with self.storage.transaction() as transaction:
            avant = parc(transaction)
            retraits = service_client.desactiver(avant, selection)
            if not is_successful(retraits):
                return Failure(retraits.failure())
            _garder(transaction, (un.compte for un in retraits.unwrap()), avant.comptes)
        return Success(MouvementEnregistre(retraits=retraits.unwrap()))

    # ---------------------------------------------------------------------------------------- what all have in common

    def _changer(
        self,
        immeuble: ImmeubleId,
        decider: Callable[[Immeuble], Result[Immeuble, R]],
        *,
        sortie: Sortie | None = None,
        par: str,
    ) -> Result[MouvementEnregistre, R]:
        with self.storage.transaction() as transaction:
            garde = transaction.immeubles.get(immeuble)
            decide = decider(garde.state)
            if not is_successful(decide):
                return Failure(decide.failure())
            avant = parc(transaction)
            apres = evolve(avant, immeubles={**avant.immeubles, immeuble: decide.unwrap()})
            transaction.immeubles.put(immeuble, decide.unwrap(), expected=garde.version)
            options = parametres(transaction, self.agence)[0].inactivations
            inactives = () if sortie is None else inactiver(apres, sortie, options)
            _garder(transaction, inactives, avant.comptes)
        jour = self._jour()
        retraits = tuple(RetraitAVenir(compte=un) for un in inactives if not un.est_publie(jour))
        fait = MouvementEnregistre(inactives=inactives, retraits=retraits)
        return Success(self._refaire_les_listes(fait, avant, apres, par))

    def _refaire_les_listes(self, fait: MouvementEnregistre, avant: Parc, apres: Parc, par: str) -> MouvementEnregistre:
        """Make again the lists that are no longer true: what was recorded is kept, whatever comes of it. EXP-38."""
        fausses = listes_a_refaire(avant, apres, jour=self._jour())
        if not fausses:
            return fait
        try:
            listes = self.listes.regenerer(avant, par=par)
            # asked for no building, it only says whether lists can be made here: those without one are left so
            possible = Success(()) if listes else self.listes.generer()
        except PortError as faute:
            return evolve(
                fait, en_attente=ListesEnAttente(immeubles=fausses, empechement=PorteFermee(faute=str(faute)))
            )
        if not is_successful(possible):
            return evolve(fait, en_attente=ListesEnAttente(immeubles=fausses, empechement=possible.failure()))
        return evolve(fait, listes=listes)

    def _jour(self) -> date:
        return Lecture(storage=self.storage, clock=self.clock, agence=self.agence).jour()


def _garder(transaction: Transaction, comptes: Iterable[CompteClient], avant: Mapping[CompteId, CompteClient]) -> None:
    """Write the accounts that changed."""
    for un in comptes:
        if un != avant[un.id]:
            transaction.comptes.put(un.id, un, expected=transaction.comptes.get(un.id).version)


def _connaitre(transaction: Transaction, fiche: FicheDeLot) -> None:
    try:
        transaction.tiers.get(fiche.proprietaire or "")
    except NotFound:
        raise InvalidValue(f"lot {fiche.id} : {fiche.proprietaire} n'est pas un tiers") from None
