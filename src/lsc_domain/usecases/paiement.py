"""Paying from the extranet: what a client may pay and how, what the provider says, what leaves for the bank."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TypeAlias

from attrs import field, frozen
from returns.pipeline import is_successful
from returns.result import Failure, Result, Success

from lsc_domain.extranet.audit import Acte, Trace
from lsc_domain.paiement.creancier import Adresse, Creancier, est_un_iban
from lsc_domain.paiement.echeance import (
    REGLES_DE_PAIEMENT,
    ReglesDePaiement,
    est_ouvre_en_banque,
    jours_ouvres_apres,
    premiere_echeance,
)
from lsc_domain.paiement.etat import EtatDePaiement, Moyen
from lsc_domain.paiement.evenement import EvenementDePaiement
from lsc_domain.paiement.latin import transliterer
from lsc_domain.paiement.paiement import EURO, MandatUnique, Paiement
from lsc_domain.paiement.refus import (
    CompteDUnAutre,
    EcheanceRefusee,
    IbanRefuse,
    PaiementFerme,
    PaiementInconnu,
    RefusDeNotification,
    RefusDePaiement,
    RefusDeRemise,
    TitulaireRefuse,
)
from lsc_domain.ports.clock import Clock
from lsc_domain.ports.errors import NotFound, PortError, Unavailable
from lsc_domain.ports.ids import Ids
from lsc_domain.ports.messaging import Messaging, Pli, PliRendering
from lsc_domain.ports.payment import CardPayment, DirectDebit, FauteDeNotification, Redirection
from lsc_domain.ports.storage import Storage, Transaction
from lsc_domain.publication.planning import paris
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import CompteId, EntiteId, PaiementId, TiersId
from lsc_domain.usecases.caisse import Caisse
from lsc_domain.usecases.encaissement import Encaissement, avis_de, creancier_de
from lsc_domain.usecases.etat import AGENCE, parametres
from lsc_domain.usecases.remise import Remise, Remises, a_prevenir

RefusDeNotifier: TypeAlias = FauteDeNotification | RefusDeNotification


@frozen(kw_only=True)
class ChoixDePaiement:
    """
    What the page of an account offers: to whom one pays, on which IBAN, and how. EXC-15.

    `moyens` are those open to this client for this account: without any, there is no payment entry. `iban` is empty
    when the agency keeps bank references to itself. `premiere_echeance` is the first day a debit may be collected.
    """

    compte: CompteId
    beneficiaire: str
    iban: str = field(repr=False)
    moyens: tuple[Moyen, ...]
    premiere_echeance: date


@frozen(kw_only=True)
class PaiementUseCases:
    """
    What clients pay. EXC-15, EXA-29, EXA-30, MSG-07.

    The beneficiary is the entité of the account, on its own bank account, by its own contract (loi 65-557, art. 18
    II): without one, nothing is paid, and never to the agency instead. A payment is recorded once, whatever is
    replayed, reordered, tampered with or late, and makes one balanced movement in the journal of the bank.
    """

    storage: Storage
    clock: Clock
    ids: Ids
    cartes: CardPayment | None = None
    prelevements: DirectDebit | None = None
    messaging: Messaging | None = None
    plis: PliRendering | None = None
    regles: ReglesDePaiement = REGLES_DE_PAIEMENT
    agence: str = AGENCE

    # ----------------------------------------------------------------------------------------------------- the client

    def choix(self, qui: TiersId, compte: CompteId) -> Result[ChoixDePaiement, RefusDePaiement]:
        """Say what a client may pay an account with, and to whom. EXC-15."""
        with self.storage.transaction() as transaction:
            caisse = self._caisse(transaction)
            trouve = caisse.compte(qui, compte)
            if trouve is None:
                return Failure(CompteDUnAutre(compte=compte))
            creancier, moyens = creancier_de(transaction, trouve.entite), caisse.moyens(qui, trouve)
            taire = parametres(transaction, self.agence)[0].taire_les_coordonnees_bancaires
        return Success(
            ChoixDePaiement(
                compte=compte,
                beneficiaire=creancier.nom,
                iban="" if taire else creancier.iban,
                moyens=moyens,
                premiere_echeance=premiere_echeance(self._jour(), self.regles),
            )
        )

    def paiements(self, qui: TiersId) -> tuple[Paiement, ...]:
        """Return what a client paid, or tried to, the newest first."""
        with self.storage.transaction() as transaction:
            siens = [un.state for _, un in transaction.paiements.by("tiers", qui)]
        return tuple(sorted(siens, key=lambda un: (un.cree_le, un.id), reverse=True))

    def payer_par_carte(
        self, qui: TiersId, compte: CompteId, montant: Euros, *, retour: str, notification: str
    ) -> Result[Redirection, RefusDePaiement]:
        """
        Prepare the page where a client pays by card: `retour` is where he comes back, which proves nothing.

        `notification` is the address the provider says the truth at, whose bodies are for `notifier`. Raises
        `Unavailable` when the provider does not answer; nothing is kept then.
        """
        with self.storage.transaction() as transaction:
            caisse = self._caisse(transaction)
            ouvert, courriel = caisse.payable(qui, compte, montant, Moyen.CARTE), caisse.courriel(qui)
        if not is_successful(ouvert):
            return Failure(ouvert.failure())
        if self.cartes is None:
            return Failure(PaiementFerme(moyen=Moyen.CARTE))
        creancier, le = ouvert.unwrap(), self.clock.now()
        paiement = Paiement(
            id=PaiementId(self.ids.new()),
            tiers=qui,
            compte=compte,
            beneficiaire=creancier.entite,
            montant=montant,
            moyen=Moyen.CARTE,
            cree_le=le,
            boutique=creancier.boutique,
            etat=EtatDePaiement.REDIRIGE,
        )
        redirection = self.cartes.start(
            paiement, creancier, courriel=courriel, retour=retour, notification=notification, le=le
        )
        with self.storage.transaction() as transaction:
            self._creer(transaction, paiement)
        return Success(redirection)

    def prelever(
        self,
        qui: TiersId,
        compte: CompteId,
        montant: Euros,
        *,
        iban: str,
        titulaire: str,
        adresse: Adresse,
        echeance: date | None = None,
    ) -> Result[Paiement, RefusDePaiement]:
        """
        Sign a one-off mandate for a single debit, on the first day possible unless another is asked for. EXC-15.

        It is a draft until the agency gives it to the bank (`remise`): who validates movements is told, the
        accountant when nobody does.
        """
        if not est_un_iban(iban):
            return Failure(IbanRefuse())
        nom = transliterer(titulaire)
        if nom is None:
            return Failure(TitulaireRefuse())
        jour = self._jour()
        premiere = premiere_echeance(jour, self.regles)
        choisie = echeance or premiere
        if choisie < premiere or not est_ouvre_en_banque(choisie):
            possible = jours_ouvres_apres(max(choisie, premiere), 0)
            return Failure(EcheanceRefusee(echeance=choisie, premiere=possible))
        with self.storage.transaction() as transaction:
            ouvert = self._caisse(transaction).payable(qui, compte, montant, Moyen.PRELEVEMENT)
            if not is_successful(ouvert):
                return Failure(ouvert.failure())
            id_ = PaiementId(self.ids.new())
            paiement = Paiement(
                id=id_,
                tiers=qui,
                compte=compte,
                beneficiaire=ouvert.unwrap().entite,
                montant=montant,
                moyen=Moyen.PRELEVEMENT,
                cree_le=self.clock.now(),
                mandat=MandatUnique(
                    reference=id_,
                    titulaire=titulaire,
                    iban=iban,
                    signe_le=jour,
                    adresse=adresse,
                ),
                echeance=choisie,
            )
            self._creer(transaction, paiement)
            plis = tuple(self._plis_a_valider(transaction, paiement, ouvert.unwrap()))
        self._envoyer(plis)
        return Success(paiement)

    # --------------------------------------------------------------------------------------- the provider and the bank

    def notifier(self, corps: bytes) -> Result[Paiement, RefusDeNotifier]:
        """
        Take in a notification of the provider, or say why it proves nothing.

        The provider says the same thing again until it is answered well: one that was taken in is a success too.
        Raises `Unavailable` when no card page is used here.
        """
        if self.cartes is None:
            raise Unavailable("moteur : la porte « cartes » n'a pas été donnée")
        lu = self.cartes.parse(corps)
        if not is_successful(lu):
            return Failure(lu.failure())
        pris = self._encaissement.prendre(lu.unwrap())
        return Success(pris.unwrap()) if is_successful(pris) else Failure(pris.failure())

    def constater(
        self, paiement: PaiementId, etat: EtatDePaiement, *, le: datetime, reference: str = "", par: str = ""
    ) -> Result[Paiement, RefusDeNotification]:
        """
        Record what somebody of the agency read at the bank or at the provider: a debit that came, or came back.

        It is the posting of a debit (EXC-15), and goes the way of a notification: once, in whatever order.
        """
        try:
            with self.storage.transaction() as transaction:
                connu = transaction.paiements.get(paiement).state
        except NotFound:
            return Failure(PaiementInconnu(paiement=paiement))
        evenement = EvenementDePaiement(
            cle=f"constat/{etat.value}/{le.isoformat()}",
            paiement=paiement,
            reference=reference or connu.reference_du_prestataire,
            etat=etat,
            montant=connu.montant,
            devise=EURO,
            le=le,
            boutique=connu.boutique,
        )
        return self._encaissement.prendre(evenement, par=par)

    def a_remettre(self, entite: EntiteId) -> tuple[Paiement, ...]:
        """Return the debits of an entité that wait for the bank: the draft, in the order of their days."""
        return self._remises.attendent(entite)

    def remise(self, entite: EntiteId, *, par: str = "") -> Result[Remise, RefusDeRemise]:
        """
        Make the file of all the debits of an entité that wait, and mark them: none leaves in two files. EXC-15.

        A day that is too near for the bank is put off to the first it takes. Raises `Unavailable` without the door,
        and `InvalidValue` for what no file may hold: nothing is marked then.
        """
        return self._remises.faire(entite, par=par)

    def refaire(self, entite: EntiteId, numero: str) -> Result[Remise, RefusDeRemise]:
        """Make the file of a number again: it was lost on its way, and the bank would know it by its number."""
        return self._remises.refaire(entite, numero)

    # --------------------------------------------------------------------------------------------------------- inside

    def _creer(self, transaction: Transaction, paiement: Paiement) -> None:
        transaction.paiements.put(paiement.id, paiement, expected=0)
        detail = f"{paiement.moyen.libelle}, {paiement.montant.decimal} EUR, compte {paiement.compte}"
        trace = Trace(le=paiement.cree_le, acte=Acte.PAIEMENT, par=paiement.tiers, objet=paiement.id, detail=detail)
        transaction.audit.ajouter(trace)

    def _plis_a_valider(self, transaction: Transaction, paiement: Paiement, creancier: Creancier) -> Iterator[Pli]:
        """Write to whoever validates movements that a debit waits. EXC-15."""
        if self.plis is None or self.messaging is None:
            return
        try:
            corps = self.plis.prelevement_a_valider(avis_de(transaction, paiement))
        except PortError:
            return  # a model that is broken loses a word, never a debit
        for un in a_prevenir(transaction, creancier):
            yield Pli(
                cle=f"prelevement/{paiement.id}/{un.id}",
                destinataire=un.courriel,
                nom=un.nom,
                objet=corps.objet,
                texte=corps.texte,
                html=corps.html,
            )

    def _envoyer(self, plis: tuple[Pli, ...]) -> None:
        """Send them; the draft is on the agency's screen, whatever becomes of the word."""
        if self.messaging is None or not plis:
            return
        try:
            tuple(self.messaging.envoyer_tous(plis))
        except PortError:
            return

    def _jour(self) -> date:
        return self.clock.now().astimezone(paris()).date()

    def _caisse(self, transaction: Transaction) -> Caisse:
        return Caisse(
            transaction=transaction,
            jour=self._jour(),
            regles=self.regles,
            cartes=self.cartes,
            prelevements=self.prelevements,
            agence=self.agence,
        )

    @property
    def _remises(self) -> Remises:
        return Remises(
            storage=self.storage,
            clock=self.clock,
            ids=self.ids,
            prelevements=self.prelevements,
            regles=self.regles,
        )

    @property
    def _encaissement(self) -> Encaissement:
        return Encaissement(
            storage=self.storage, clock=self.clock, messaging=self.messaging, plis=self.plis, agence=self.agence
        )
