"""The accounts of the clients: entries brought in, extracts, works funds, expenses, and the file of the entries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from attrs import frozen
from returns.pipeline import is_successful
from returns.result import Failure, Result

from lsc_domain.classeur.classeur import FACTURES
from lsc_domain.compte import lettrage as lettres
from lsc_domain.compte.depense import Exercice
from lsc_domain.compte.depenses_d_immeuble import DepensesDImmeuble, exercices_consultables, presenter_depenses
from lsc_domain.compte.ecriture import Ecriture, NatureDeCompte, OptionsDeCompte
from lsc_domain.compte.extrait import ExtraitDeCompte
from lsc_domain.compte.fec import CompteDeFec, LigneDeFec, etablir_fec
from lsc_domain.compte.fiche_de_compte import FicheDeCompte, fiche_du_client
from lsc_domain.compte.fonds_vus import FondsVus, lots_de, voir_fonds
from lsc_domain.compte.lettrage import EcritureDUnAutreCompte, RefusDeLettrage
from lsc_domain.compte.plan_comptable import plan_de
from lsc_domain.compte.releve import Releve, Sens, relever, solde_des
from lsc_domain.compte.titulaire import titulaire_de
from lsc_domain.extranet.agence import FicheDAgence
from lsc_domain.extranet.parametrage import Parametrage
from lsc_domain.parc.compte_client import CompteClient
from lsc_domain.parc.immeuble import Immeuble
from lsc_domain.parc.role import Metier
from lsc_domain.ports.clock import Clock
from lsc_domain.ports.errors import NotFound, Unavailable
from lsc_domain.ports.ledgers import Ledgers
from lsc_domain.ports.rendering import ExtraitRendering, Rendu
from lsc_domain.ports.storage import Storage, Transaction
from lsc_domain.publication.planning import paris
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import CompteId, ImmeubleId, TiersId
from lsc_domain.socle.numero_de_compte import NumeroDeCompte
from lsc_domain.usecases.etat import AGENCE, parametres, parc
from lsc_domain.usecases.livres_tenus import LivresTenus, non_reverses

_VEILLE = timedelta(days=1)


@frozen(kw_only=True)
class ImportDEcritures:
    """What an import of entries did: how many were added, and how many were already kept."""

    ajoutees: int
    connues: int


@frozen(kw_only=True)
class CompteUseCases:
    """
    What a client owes and holds, from the entries the store keeps; no balance is ever kept. I-49.

    Amounts are shown in the direction the agency has chosen (EXA-28), grouped and left out as its options say (EXP-20
    to EXP-23). Who may read an account is `ExtranetUseCases`'s to say: nothing here asks who is asking.
    """

    storage: Storage
    clock: Clock
    agence: str = AGENCE
    rendu: ExtraitRendering | None = None

    # ------------------------------------------------------------------------------------------------------ the entries

    def importer(self, ecritures: Iterable[Ecriture]) -> ImportDEcritures:
        """Keep entries, all at once; one whose identity is already kept stays as it is: twice is once."""
        donnees = tuple(ecritures)
        nouvelles = {une.id: une for une in donnees}
        with self.storage.transaction() as transaction:
            connues = transaction.ecritures.existent(nouvelles)
            a_garder = [une for id_, une in nouvelles.items() if id_ not in connues]
            transaction.ecritures.ajouter(a_garder)
        return ImportDEcritures(ajoutees=len(a_garder), connues=len(donnees) - len(a_garder))

    def lettrer(
        self, compte: CompteId, ecritures: Iterable[str], *, le: date | None = None
    ) -> Result[str, RefusDeLettrage]:
        """Letter entries of an account together, today or on a day, and return their letters. See `compte.lettrer`."""
        choisies = tuple(dict.fromkeys(ecritures))
        with self.storage.transaction() as transaction:
            siennes = {une.id: une for une in transaction.ecritures.du_compte(compte)}
            for id_ in choisies:
                if id_ not in siennes:
                    return Failure(EcritureDUnAutreCompte(compte=compte, ecriture=id_))
            pris = {une.lettrage for une in siennes.values() if une.lettrage is not None}
            juge = lettres.lettrer(compte, (siennes[id_] for id_ in choisies), pris=pris)
            if is_successful(juge):
                transaction.ecritures.lettrer(choisies, lettrage=juge.unwrap(), le=le or self._jour())
        return juge

    def delettrer(self, compte: CompteId, lettrage: str) -> tuple[str, ...]:
        """Take letters off an account, and return the entries that bore them."""
        with self.storage.transaction() as transaction:
            portees = tuple(une.id for une in transaction.ecritures.du_compte(compte) if une.lettrage == lettrage)
            transaction.ecritures.lettrer(portees, lettrage=None, le=None)
        return portees

    # ---------------------------------------------------------------------------------------------------- the accounts

    def fiche(self, compte: CompteId) -> FicheDeCompte:
        """
        Return what the ledgers know of an account; a client's always has a fiche. CORE-02.

        Raises `NotFound` for an account nobody has entered, `InvalidValue` for one whose number is of no chart.
        """
        with self.storage.transaction() as transaction:
            try:
                return transaction.fiches_de_compte.get(compte).state
            except NotFound:
                return fiche_du_client(transaction.comptes.get(compte).state)

    def sans_client(self, metier: Metier) -> tuple[FicheDeCompte, ...]:
        """List the accounts of a trade that are no client's, by entité and number: 102001, 512. CORE-03, EXP-54."""
        with self.storage.transaction() as transaction:
            tenues = [une.state for _, une in transaction.fiches_de_compte.all()]
        siennes = (une for une in tenues if une.tiers is None and une.metier is metier)
        return tuple(sorted(siennes, key=lambda une: (une.entite, str(une.numero), une.id)))

    # ----------------------------------------------------------------------------------------------------- the extract

    def releve(
        self,
        compte: CompteId,
        *,
        du: date,
        au: date,
        nature: NatureDeCompte | None = None,
        sens: Sens | None = None,
    ) -> Releve:
        """
        Return the extract of an account between two days included. EXC-14, EXC-16.

        `nature` saves reading the portfolio for who knows whose account it is; `sens` is the agency's when not given.
        Raises `NotFound` for an account nobody has, `InvalidValue` for days in the wrong order.
        """
        with self.storage.transaction() as transaction:
            client = transaction.comptes.get(compte).state
            return self._releve(transaction, client, du, au, nature, sens)

    def solde(self, compte: CompteId, *, sens: Sens | None = None) -> Euros:
        """Return the balance of an account as it is shown. EXC-16, EXA-28, I-52."""
        with self.storage.transaction() as transaction:
            client = transaction.comptes.get(compte).state
            options = parametres(transaction, self.agence)[0].options_de_compte
            montre = sens or self._parametrage(transaction).compte.sens
            return _solde(transaction, client.id, montre, _exclus(transaction, options))

    def extrait(
        self, compte: CompteId, *, du: date, au: date, nature: NatureDeCompte | None = None, sens: Sens | None = None
    ) -> ExtraitDeCompte:
        """Return what the printed extract says: whose account it is, and the very lines of `releve`. EXC-14."""
        with self.storage.transaction() as transaction:
            client = transaction.comptes.get(compte).state
            personne = transaction.tiers.get(client.tiers).state
            return ExtraitDeCompte(
                numero=client.numero,
                libelle=client.libelle,
                titulaire=personne.identite,
                adresse=personne.adresse,
                agence=self._fiche(transaction).bureaux.raison_sociale,
                releve=self._releve(transaction, client, du, au, nature, sens),
                etabli_le=self.clock.now(),
            )

    def imprimer(self, extrait: ExtraitDeCompte, *, tableur: bool = False) -> Rendu:
        """Make the PDF of an extract, or its workbook. Raises `Unavailable` when no door was given. EXC-14."""
        if self.rendu is None:
            raise Unavailable("moteur : la porte « extraits » n'a pas été donnée")
        return self.rendu.tableur(extrait) if tableur else self.rendu.extrait(extrait)

    # ---------------------------------------------------------------------------------------- expenses and works funds

    def exercices(self, immeuble: ImmeubleId) -> tuple[Exercice, ...]:
        """List the exercises of a building that can be consulted, by year. EXC-20, X-07."""
        prefixe = f"{immeuble}/"
        with self.storage.transaction() as transaction:
            siens = [id_ for id_ in transaction.exercices.ids() if id_.startswith(prefixe)]
            tenus = [transaction.exercices.get(id_).state.exercice for id_ in siens]
        return exercices_consultables(tenus, immeuble)

    def depenses(self, immeuble: ImmeubleId, exercice: str) -> DepensesDImmeuble:
        """
        Return the expenses of an exercise, by key and account. EXC-19 to EXC-22.

        Invoices go with them as long as « Factures » is open to somebody. Raises `NotFound` for an exercise nobody
        kept, or that is closed.
        """
        with self.storage.transaction() as transaction:
            livre = transaction.exercices.get(f"{immeuble}/{exercice}").state
            if livre.exercice.clos:
                raise NotFound(f"l'exercice {exercice} de {immeuble} est clos : il ne se consulte plus")
            factures = any(
                un.state.nom == FACTURES and un.state.metier is Metier.SYNDIC and un.state.droit.cases
                for _, un in transaction.classeurs.all()
            )
        return presenter_depenses(livre, factures=factures)

    def fonds(
        self, tiers: TiersId, jour: date | None = None, *, immeubles: Iterable[Immeuble] | None = None
    ) -> tuple[FondsVus, ...]:
        """
        Return the works funds held on the lots a person owns on a day, building by building. EXC-17, I-50.

        `immeubles` saves reading them all again for who has the portfolio.
        """
        le = jour or self._jour()
        with self.storage.transaction() as transaction:
            connus = immeubles if immeubles is not None else [un.state for _, un in transaction.immeubles.all()]
            envoyer_102 = parametres(transaction, self.agence)[0].envoyer_les_102
            vus: list[FondsVus] = []
            for immeuble in connus:
                lots = lots_de(immeuble, tiers, le)
                if not lots:
                    continue
                try:
                    tenus = transaction.fonds.get(immeuble.id).state.fonds
                except NotFound:
                    tenus = ()
                vus.append(voir_fonds(immeuble, lots, tenus, envoyer_102=envoyer_102))
        return tuple(vus)

    # ------------------------------------------------------------------------------------------------------- the books

    def fec(self, *, du: date, au: date, journal: str | None = None) -> tuple[LigneDeFec, ...]:
        """
        List the entries of a period, of a journal or of all, as the « fichier des écritures comptables » does.

        A client's account is named by that of the chart it details, then by its own number; one of nobody by the label
        of its fiche, else of the chart. LPF, art. A47 A-1.
        """
        with self.storage.transaction() as transaction:
            fiches = (une.state for _, une in transaction.fiches_de_compte.all())
            comptes = {une.id: _sans_client_de_fec(une) for une in fiches if une.tiers is None}
            comptes |= {CompteId(id_): _de_fec(un.state) for id_, un in transaction.comptes.all()}
            if journal is None:
                ecritures = tuple(transaction.ecritures.toutes())
            else:
                ecritures = tuple(transaction.ecritures.du_journal(journal, du=du, au=au))
        return etablir_fec(ecritures, du=du, au=au, comptes=comptes)

    def ledgers(self, *, avec_les_ecritures: bool = True) -> Ledgers:
        """Return what the store keeps, as the port publications read."""
        return LivresTenus(storage=self.storage, avec_les_ecritures=avec_les_ecritures)

    # ------------------------------------------------------------------------------------------------------ underneath

    def _releve(
        self,
        transaction: Transaction,
        client: CompteClient,
        du: date,
        au: date,
        nature: NatureDeCompte | None,
        sens: Sens | None,
    ) -> Releve:
        if au < du:
            raise InvalidValue(f"relevé du compte {client.id} : il finit avant d'avoir commencé")
        options = parametres(transaction, self.agence)[0].options_de_compte
        montre = sens or self._parametrage(transaction).compte.sens
        exclus = _exclus(transaction, options)
        return relever(
            client.id,
            transaction.ecritures.du_compte(client.id, du=du, au=au),
            du=du,
            au=au,
            solde_anterieur=_solde(transaction, client.id, montre, exclus, avant=du),
            solde_courant=_solde(transaction, client.id, montre, exclus),
            sens=montre,
            nature=nature or _nature(transaction, client, options),
            options=options,
            non_reverses=exclus,
        )

    def _parametrage(self, transaction: Transaction) -> Parametrage:
        try:
            return transaction.parametrages.get(self.agence).state
        except NotFound:
            return Parametrage()

    def _fiche(self, transaction: Transaction) -> FicheDAgence:
        try:
            return transaction.fiches_d_agence.get(self.agence).state
        except NotFound:
            return FicheDAgence()

    def _jour(self) -> date:
        return self.clock.now().astimezone(paris()).date()


def _exclus(transaction: Transaction, options: OptionsDeCompte) -> frozenset[str]:
    """Return the analytic accounts whose entries are kept from clients: none unless the option says so. EXP-23."""
    return non_reverses(transaction) if options.exclure_non_reverses else frozenset()


def _solde(
    transaction: Transaction, compte: CompteId, sens: Sens, exclus: frozenset[str], *, avant: date | None = None
) -> Euros:
    """Add an account up: one statement, or entry by entry when some of them are not to be counted. I-52."""
    if not exclus:
        report = transaction.ecritures.report(compte, avant=avant)
        return sens.solde(debit=report.debit, credit=report.credit)
    au = None if avant is None else avant - _VEILLE
    return solde_des(transaction.ecritures.du_compte(compte, au=au), sens, exclus=exclus)


def _nature(transaction: Transaction, client: CompteClient, options: OptionsDeCompte) -> NatureDeCompte:
    """Say whose account it is; the portfolio is read only where a landlord's and a tenant's are shown differently."""
    if client.metier is Metier.SYNDIC:
        return NatureDeCompte.COPROPRIETAIRE
    if options.regrouper_proprietaire == options.regrouper_locataire:
        return NatureDeCompte.PROPRIETAIRE
    return titulaire_de(client, parc(transaction)).nature


def _de_fec(client: CompteClient) -> CompteDeFec:
    try:
        poste = plan_de(client.metier).poste(NumeroDeCompte(client.numero))
    except InvalidValue:  # an account numbered outside every chart
        poste = None
    if poste is None or poste.numero == client.numero:
        return CompteDeFec(numero=client.numero, libelle=client.libelle or client.numero)
    return CompteDeFec(
        numero=poste.numero, libelle=poste.libelle, auxiliaire=client.numero, auxiliaire_libelle=client.libelle
    )


def _sans_client_de_fec(fiche: FicheDeCompte) -> CompteDeFec:
    numero = str(fiche.numero)
    poste = plan_de(fiche.metier).poste(fiche.numero)
    return CompteDeFec(numero=numero, libelle=fiche.libelle or (numero if poste is None else poste.libelle))
