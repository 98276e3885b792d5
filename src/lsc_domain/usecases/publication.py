"""Bringing a destination to exactly what it must hold."""

from __future__ import annotations

from datetime import date

from attrs import evolve, frozen
from returns.pipeline import is_successful
from returns.result import Failure, Result, Success

from lsc_domain.ports.errors import NotFound
from lsc_domain.ports.transport import FileDrop
from lsc_domain.publication.compte_rendu import CompteRendu, Lot
from lsc_domain.publication.destination import Destination
from lsc_domain.publication.execution import Execution
from lsc_domain.publication.manifeste import Manifeste, etablir_manifeste
from lsc_domain.publication.parametres import Parametres
from lsc_domain.publication.plan import Plan, comparer
from lsc_domain.publication.premiere import Apercu, apercevoir
from lsc_domain.publication.refus import RefusDePublication, Supplantee
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import DestinationId
from lsc_domain.usecases.etat import parametres
from lsc_domain.usecases.reconciliation import Reconciliation, Travail

_DOCUMENT = "document:"


@frozen(kw_only=True)
class PublicationUseCases(Reconciliation):
    """
    Publication as reconciliation: what must be there, less what was acknowledged, is what is to be done.

    Nothing is ever done without a licence that carries the extranet (EXP-02). Runs of one destination never overlap:
    one whose last sign of life is older than `delai` is dead, and the next finishes its work (I-36, SYS-06).
    """

    # ---------------------------------------------------------------------------------------------------- the settings

    def regler(self, nouveaux: Parametres) -> Parametres:
        """« Valider »: keep every option of the screen at once. EXP-05."""
        with self.storage.transaction() as transaction:
            transaction.parametres.put(self.agence, nouveaux, expected=parametres(transaction, self.agence)[1])
        return nouveaux

    def destinations(self) -> tuple[Destination, ...]:
        """List where publications go."""
        with self.storage.transaction() as transaction:
            return tuple(un.state for _, un in transaction.destinations.all())

    def regler_destination(self, destination: Destination) -> Destination:
        """Add a destination, or change its filter and its choices; what it acknowledged is kept."""
        if not destination.id or ":" in destination.id:
            raise InvalidValue(f"destination {destination.id!r} : un identifiant, sans deux-points")
        with self.storage.transaction() as transaction:
            try:
                version = transaction.destinations.get(destination.id).version
            except NotFound:
                version = 0
            transaction.destinations.put(destination.id, destination, expected=version)
        return destination

    # ---------------------------------------------------------------------------------------------------- the questions

    def manifeste(
        self, destination: DestinationId, *, jour: date | None = None
    ) -> Result[Manifeste, RefusDePublication]:
        """List what a destination must hold, today or on another day."""
        le = jour or self._lecture.jour()
        return self._destination(destination).map(
            lambda trouvee: etablir_manifeste(le, etat=self._lecture.etat(le), destination=trouvee)
        )

    def plan(self, destination: DestinationId) -> Result[Plan, RefusDePublication]:
        """Say what the next run would do, and do nothing."""
        trouvee = self._destination(destination)
        if not is_successful(trouvee):
            return Failure(trouvee.failure())
        manifeste = self.manifeste(destination).unwrap()
        return Success(
            comparer(manifeste, self._acquis(destination), republier_depuis=trouvee.unwrap().republier_depuis)
        )

    def apercu(self, destination: DestinationId, *, depuis: date | None = None) -> Result[Apercu, RefusDePublication]:
        """Measure a first publication, with all its history and from a day on, before anything leaves."""
        jour = self._lecture.jour()
        return self._destination(destination).map(
            lambda trouvee: apercevoir(jour, etat=self._lecture.etat(jour), destination=trouvee, depuis=depuis)
        )

    def republier_depuis(self, destination: DestinationId, depuis: date) -> Result[Destination, RefusDePublication]:
        """« Renvoyer les documents depuis le »: once, at the next run. EXP-41."""
        return self._destination(destination).map(
            lambda trouvee: self.regler_destination(evolve(trouvee, republier_depuis=depuis))
        )

    # ---------------------------------------------------------------------------------------------------- the run

    def publier(
        self, destination: DestinationId, drop: FileDrop, *, par: str, confirmer_retraits: bool = False
    ) -> Result[Execution, RefusDePublication]:
        """
        Run: send what is new, then the list, then take away what is no longer in it, and report. PUB-05 to PUB-09.

        A file that fails is named in the report and stays to be sent. What stops the run, a store that does not answer
        or a key pressed, is reported too, and raised.
        """
        ouverte = self._ouvrir(destination, par=par, confirmer_retraits=confirmer_retraits)
        if not is_successful(ouverte):
            return Failure(ouverte.failure())
        run = ouverte.unwrap()
        par_cle = {element.cle: element for element in run.plan.a_envoyer}
        bilan = CompteRendu()
        try:
            for lot in run.travail.lots:
                elements = [par_cle[cle] for cle in lot.cles]
                fait = run.envoi.envoyer(elements, drop, jour=run.travail.jour, remplace=lot.remplace)
                if not is_successful(fait):
                    return Failure(fait.failure())
                bilan += fait.unwrap()
                if bilan.coupe:
                    break
            return self._achever(run.envoi, run.manifeste, drop, bilan, confirmer_retraits=confirmer_retraits)
        except (Exception, KeyboardInterrupt) as arret:
            self._avouer(destination, run.travail.numero, arret, bilan)
            raise

    def ouvrir(
        self, destination: DestinationId, *, par: str, confirmer_retraits: bool = False
    ) -> Result[Travail, RefusDePublication]:
        """Begin a run whose lots others will send, in any order and any number at once; then `achever`."""
        return self._ouvrir(destination, par=par, confirmer_retraits=confirmer_retraits).map(lambda une: une.travail)

    def envoyer_lot(
        self, destination: DestinationId, drop: FileDrop, *, numero: int, lot: Lot
    ) -> Result[CompteRendu, RefusDePublication]:
        """
        Send one lot of a run begun elsewhere. Done twice, it puts the same files in the same places.

        Only what the lot is about is read: the events of its documents, or everything when it is not of documents.
        """
        trouvee = self._destination(destination)
        if not is_successful(trouvee):
            return Failure(trouvee.failure())
        execution = self.derniere(destination)
        if execution is None or execution.numero != numero:
            return Failure(Supplantee(objet=destination, numero=numero))
        jour, voulues = self._lecture.jour(execution.commencee_le), frozenset(lot.cles)
        manifeste = etablir_manifeste(jour, etat=self._etat_du_lot(jour, lot), destination=trouvee.unwrap())
        elements = [element for element in manifeste.elements if element.cle in voulues]
        envoi = self._envoi(trouvee.unwrap(), numero)
        return envoi.envoyer(elements, drop, jour=jour, remplace=lot.remplace).alt(lambda perdue: perdue)

    def achever(
        self,
        destination: DestinationId,
        drop: FileDrop,
        *,
        numero: int,
        compte_rendu: CompteRendu = CompteRendu(),  # noqa: B008 - frozen
        confirmer_retraits: bool = False,
    ) -> Result[Execution, RefusDePublication]:
        """End a run whose lots were sent: the list, then the withdrawals, then the report."""
        trouvee = self._destination(destination)
        if not is_successful(trouvee):
            return Failure(trouvee.failure())
        execution = self.derniere(destination)
        if execution is None or execution.numero != numero:
            return Failure(Supplantee(objet=destination, numero=numero))
        jour = self._lecture.jour(execution.commencee_le)
        manifeste = etablir_manifeste(jour, etat=self._lecture.etat(jour), destination=trouvee.unwrap())
        envoi = self._envoi(trouvee.unwrap(), numero)
        return self._achever(envoi, manifeste, drop, compte_rendu, confirmer_retraits=confirmer_retraits)

    def interrompre(
        self,
        destination: DestinationId,
        *,
        numero: int,
        raison: str,
        compte_rendu: CompteRendu = CompteRendu(),  # noqa: B008
    ) -> Execution | None:
        """End a run that cannot go on, with its report; what was sent is acknowledged, the rest is for the next one."""
        return self._interrompre(destination, numero, raison, compte_rendu)
