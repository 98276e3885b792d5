"""The inside of a publication: beginning a run, planning it, ending it."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta

from attrs import evolve, frozen
from returns.pipeline import is_successful
from returns.result import Failure, Result, Success

from lsc_domain.ports import transport
from lsc_domain.ports.clock import Clock
from lsc_domain.ports.documents import DocumentStore
from lsc_domain.ports.errors import NotFound, PortError
from lsc_domain.ports.ledgers import Ledgers
from lsc_domain.ports.manifest import CHEMIN_DU_MANIFESTE, ManifestWriter
from lsc_domain.ports.messaging import Messaging, PliRendering
from lsc_domain.ports.rendering import TexteRendering
from lsc_domain.ports.storage import Storage
from lsc_domain.ports.transport import Depot, FileDrop
from lsc_domain.publication import avertissement, refus
from lsc_domain.publication.acquit import Acquit
from lsc_domain.publication.avis import RapportDePublication
from lsc_domain.publication.compte_rendu import CompteRendu, Lot
from lsc_domain.publication.destination import Destination, Nature
from lsc_domain.publication.element import Element
from lsc_domain.publication.etat import Etat
from lsc_domain.publication.execution import Bilan, Execution
from lsc_domain.publication.inventaire import inventorier
from lsc_domain.publication.manifeste import Manifeste, etablir_manifeste
from lsc_domain.publication.parametres import Parametres
from lsc_domain.publication.plan import Plan, autoriser_retraits, comparer
from lsc_domain.publication.refus import DestinationInconnue, RefusDePublication, Supplantee
from lsc_domain.socle.ids import DestinationId, EvenementId
from lsc_domain.socle.licence import Licence, Option, exiger
from lsc_domain.usecases import tour
from lsc_domain.usecases.envoi import Envoi
from lsc_domain.usecases.etat import AGENCE, Lecture
from lsc_domain.usecases.rapport import envoyer_rapport

_DOCUMENT = "document:"


@frozen(kw_only=True)
class Travail:
    """A run that has begun: its number, its day, and what there is to send, lot by lot, for whoever sends it."""

    destination: DestinationId
    numero: int
    jour: date
    lots: tuple[Lot, ...]


@frozen(kw_only=True)
class Ouverte:
    """A run that has begun, and all it will be done from."""

    envoi: Envoi
    manifeste: Manifeste
    plan: Plan
    travail: Travail


@frozen(kw_only=True)
class Reconciliation:
    """What a run goes through, and the doors it needs; `PublicationUseCases` is the face of it."""

    storage: Storage
    documents: DocumentStore
    textes: TexteRendering
    manifestes: ManifestWriter
    messaging: Messaging
    plis: PliRendering
    clock: Clock
    ledgers: Ledgers | None = None
    licence: Licence | None = None
    agence: str = AGENCE
    delai: timedelta = timedelta(minutes=10)
    taille_de_lot: int = 100

    def parametres(self) -> Parametres:
        """Return the options of the agency."""
        return self._lecture.parametres()

    def derniere(self, destination: DestinationId) -> Execution | None:
        """Return the last run on a destination, at work or not."""
        with self.storage.transaction() as transaction:
            try:
                return transaction.executions.get(destination).state
            except NotFound:
                return None

    @property
    def _lecture(self) -> Lecture:
        return Lecture(storage=self.storage, clock=self.clock, agence=self.agence, ledgers=self.ledgers)

    def _destination(self, destination: DestinationId) -> Result[Destination, RefusDePublication]:
        licence = exiger(self.licence, Option.EXTRANET, jour=self._lecture.jour())
        if not is_successful(licence):
            return Failure(licence.failure())
        with self.storage.transaction() as transaction:
            try:
                return Success(transaction.destinations.get(destination).state)
            except NotFound:
                return Failure(DestinationInconnue(destination=destination))

    def _acquis(self, destination: DestinationId) -> dict[str, Acquit]:
        with self.storage.transaction() as transaction:
            return dict(transaction.acquis.lire(destination))

    def _envoi(self, destination: Destination, numero: int) -> Envoi:
        return Envoi(
            storage=self.storage,
            documents=self.documents,
            textes=self.textes,
            clock=self.clock,
            destination=destination,
            numero=numero,
        )

    def _ouvrir(
        self, destination: DestinationId, *, par: str, confirmer_retraits: bool
    ) -> Result[Ouverte, RefusDePublication]:
        trouvee = self._destination(destination)
        if not is_successful(trouvee):
            return Failure(trouvee.failure())
        commencee = tour.prendre(destination, par=par, storage=self.storage, clock=self.clock, delai=self.delai)
        if not is_successful(commencee):
            return Failure(commencee.failure())
        execution = commencee.unwrap()
        envoi = self._envoi(trouvee.unwrap(), execution.numero)
        try:
            return self._planifier(envoi, self._lecture.jour(execution.commencee_le), confirmer_retraits)
        except (Exception, KeyboardInterrupt) as arret:
            self._avouer(destination, execution.numero, arret)
            raise

    def _interrompre(self, destination: DestinationId, numero: int, raison: str, fait: CompteRendu) -> Execution | None:
        trouvee = self._destination(destination)
        if not is_successful(trouvee):
            return None
        bilan = _bilan(fait, echecs=(f"envoi interrompu : {raison}",))
        return self._terminer(self._envoi(trouvee.unwrap(), numero), bilan, complet=False).value_or(None)

    def _avouer(
        self,
        destination: DestinationId,
        numero: int,
        arret: BaseException,
        fait: CompteRendu = CompteRendu(),  # noqa: B008 - frozen
    ) -> None:
        """Report what stops a run, if the store still answers: what is raised is the first trouble, not the second."""
        with suppress(PortError):
            self._interrompre(destination, numero, str(arret) or type(arret).__name__, fait)

    def _planifier(self, envoi: Envoi, jour: date, confirmer_retraits: bool) -> Result[Ouverte, RefusDePublication]:
        destination = envoi.destination
        manifeste = etablir_manifeste(jour, etat=self._lecture.etat(jour), destination=destination)
        acquis = self._acquis(destination.id)
        plan = comparer(manifeste, acquis, republier_depuis=destination.republier_depuis)
        permis = autoriser_retraits(plan, tenus=len(acquis), parametres=self.parametres(), confirmes=confirmer_retraits)
        if not is_successful(permis):
            self._terminer(envoi, Bilan(echecs=(refus.libelle(permis.failure()),)), complet=False)
            return Failure(permis.failure())
        anciens = [acquis[element.cle] for element in plan.remplacements]
        ecrit = envoi.ecrire(
            lambda transaction, le: envoi.preparer_remplacements(
                transaction, anciens, le, republier=destination.republier_depuis is not None
            )
        )
        if not is_successful(ecrit):
            return Failure(ecrit.failure())
        lots = (*self._lots(plan.envois, remplace=False), *self._lots(plan.remplacements, remplace=True))
        travail = Travail(destination=destination.id, numero=envoi.numero, jour=jour, lots=lots)
        return Success(Ouverte(envoi=envoi, manifeste=manifeste, plan=plan, travail=travail))

    def _lots(self, elements: tuple[Element, ...], *, remplace: bool) -> list[Lot]:
        """Cut into lots, documents apart from the rest: a worker reads their events and nothing else."""
        papiers = [un.cle for un in elements if un.nature is Nature.DOCUMENT]
        autres = [un.cle for un in elements if un.nature is not Nature.DOCUMENT]
        return [
            Lot(cles=tuple(cles[debut : debut + self.taille_de_lot]), remplace=remplace)
            for cles in (autres, papiers)
            for debut in range(0, len(cles), self.taille_de_lot)
        ]

    def _etat_du_lot(self, jour: date, lot: Lot) -> Etat:
        if not all(cle.startswith(_DOCUMENT) for cle in lot.cles):
            return self._lecture.etat(jour)
        evenements = {EvenementId(cle.removeprefix(_DOCUMENT).rpartition("/")[0]): None for cle in lot.cles}
        return self._lecture.etat_de(jour, evenements)

    def _achever(
        self, envoi: Envoi, manifeste: Manifeste, drop: FileDrop, fait: CompteRendu, *, confirmer_retraits: bool
    ) -> Result[Execution, RefusDePublication]:
        acquis = self._acquis(envoi.destination.id)
        plan = comparer(manifeste, acquis)
        permis = autoriser_retraits(plan, tenus=len(acquis), parametres=self.parametres(), confirmes=confirmer_retraits)
        if not is_successful(permis):
            self._terminer(envoi, _bilan(fait, echecs=(refus.libelle(permis.failure()),)), complet=False)
            return Failure(permis.failure())
        dits = tuple(avertissement.libelle(un) for un in manifeste.avertissements)
        vivant = envoi.vivre()  # a run that lost its place must not send the list of the past
        if not is_successful(vivant):
            return Failure(vivant.failure())
        inventaire = inventorier(
            manifeste, acquis, destination=envoi.destination.id, numero=envoi.numero, le=self.clock.now()
        )
        pose = drop.put(Depot(chemin=CHEMIN_DU_MANIFESTE, contenu=self.manifestes.write(inventaire)))
        inchanges = len(inventaire.lignes) - fait.envoyes - fait.remplaces
        if not is_successful(pose):
            echecs = (transport.libelle(pose.failure()),)
            return self._terminer(
                envoi, _bilan(fait, inchanges=inchanges, echecs=echecs, avertissements=dits), complet=False
            )
        retire = envoi.retirer(plan.retraits)
        if not is_successful(retire):
            return Failure(retire.failure())
        attendus = {un.chemin for un in plan.a_envoyer}
        nettoye = envoi.nettoyer(drop, attendus=attendus)
        if not is_successful(nettoye):
            return Failure(nettoye.failure())
        bilan = _bilan(
            fait,
            retires=len(plan.retraits),
            inchanges=inchanges,
            echecs=nettoye.unwrap(),
            avertissements=dits,
        )
        return self._terminer(envoi, bilan, complet=not fait.coupe)

    def _terminer(self, envoi: Envoi, bilan: Bilan, *, complet: bool) -> Result[Execution, RefusDePublication]:
        """Report, then end the run."""
        destination, le = envoi.destination, self.clock.now()
        execution = self.derniere(destination.id)
        if execution is None or execution.numero != envoi.numero or execution.terminee_le is not None:
            return Failure(Supplantee(objet=destination.id, numero=envoi.numero))
        rates = envoyer_rapport(
            rapport(destination, execution, bilan, le=max(le, execution.vivant_le), complet=complet),
            cle=f"rapport|{destination.id}|{envoi.numero}",
            utilisateurs=self.parametres().utilisateurs,
            messaging=self.messaging,
            plis=self.plis,
        )
        finie = execution.terminer(le, evolve(bilan, avertissements=(*bilan.avertissements, *rates)))
        return envoi.terminer(finie).map(lambda _: finie).alt(lambda perdue: perdue)


def _bilan(
    fait: CompteRendu,
    *,
    retires: int = 0,
    inchanges: int = 0,
    echecs: tuple[str, ...] = (),
    avertissements: tuple[str, ...] = (),
) -> Bilan:
    return Bilan(
        envoyes=fait.envoyes,
        remplaces=fait.remplaces,
        retires=retires,
        inchanges=max(inchanges, 0),
        octets=fait.octets,
        echecs=(*fait.echecs, *echecs),
        avertissements=avertissements,
    )


def rapport(
    destination: Destination, execution: Execution, bilan: Bilan, *, le: datetime, complet: bool
) -> RapportDePublication:
    """Write what a run did for the users who receive the « système » messages. PUB-05, MSG-01."""
    return RapportDePublication(
        destination=destination.nom or destination.id,
        commence_le=execution.commencee_le,
        termine_le=le,
        envoyes=bilan.envoyes,
        remplaces=bilan.remplaces,
        retires=bilan.retires,
        echecs=bilan.echecs,
        avertissements=bilan.avertissements,
        complet=complet,
    )
