"""
One run at work on one destination: what it does there, and what it writes down before and after.

Before a file leaves, its path is written among the *traces*; once it has arrived, the acknowledgement takes the
place of the trace. So whatever moment the run is killed at, the next one knows every file that may be there: those
that are acknowledged are left alone, the others are sent again to the same place, or taken away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from datetime import date, datetime, timedelta
from typing import Final, assert_never

from attrs import evolve, frozen
from returns.pipeline import is_successful
from returns.result import Failure, Result, Success

from lsc_domain.ports import transport
from lsc_domain.ports.clock import Clock
from lsc_domain.ports.documents import DocumentStore
from lsc_domain.ports.errors import Conflict, PortError
from lsc_domain.ports.rendering import TexteRendering
from lsc_domain.ports.storage import Storage, Transaction
from lsc_domain.ports.transport import Depose, Depot, EchecDeTransport, FileDrop, Raison
from lsc_domain.publication.acquit import Acquit
from lsc_domain.publication.compte_rendu import CompteRendu
from lsc_domain.publication.destination import Destination
from lsc_domain.publication.element import Element, PieceGardee
from lsc_domain.publication.execution import Execution
from lsc_domain.publication.fiche import Fiche
from lsc_domain.publication.refus import Supplantee
from lsc_domain.publication.texte import TexteDEvenement
from lsc_domain.socle.ids import DestinationId

NOUVEAU_PENDANT: Final = timedelta(days=31)
"""How long after its publication date a document is news: a first publication with its history announces none of it."""

_ESSAIS: Final = 50
"""Times a short transaction is tried again when several workers of one run write at once."""
_PAR_PAQUET: Final = 500
_INJOIGNABLE: Final = frozenset({Raison.COUPE, Raison.AUTHENTIFICATION, Raison.CLE_INCONNUE})


def traces(destination: DestinationId) -> str:
    """Return the name the files that may be there are kept under."""
    return f"traces:{destination}"


def annonces(destination: DestinationId) -> str:
    """Return the name the documents still to be announced are kept under. MSG-02."""
    return f"annonces:{destination}"


@frozen(kw_only=True)
class Envoi:
    """The run of a number, on a destination; every step says `Supplantee` once it is no longer the last one. I-36."""

    storage: Storage
    documents: DocumentStore
    textes: TexteRendering
    clock: Clock
    destination: Destination
    numero: int

    def ecrire(self, faire: Callable[[Transaction, datetime], None]) -> Result[None, Supplantee]:
        """Give a sign of life and write something, both or neither."""
        objet = self.destination.id
        for essai in range(1, _ESSAIS + 1):
            le = self.clock.now()
            try:
                with self.storage.transaction() as transaction:
                    gardee = transaction.executions.get(objet)
                    if gardee.state.numero != self.numero or gardee.state.terminee_le is not None:
                        return Failure(Supplantee(objet=objet, numero=self.numero))
                    transaction.executions.put(objet, gardee.state.vivante(le), expected=gardee.version)
                    faire(transaction, le)
                return Success(None)
            except Conflict:  # another worker of this run, or the run that takes our place: read again
                if essai == _ESSAIS:
                    raise
        raise AssertionError  # pragma: no cover

    def vivre(self) -> Result[None, Supplantee]:
        """Give a sign of life, and be told if it came too late."""
        return self.ecrire(lambda _, __: None)

    def envoyer(
        self, elements: Sequence[Element], drop: FileDrop, *, jour: date, remplace: bool
    ) -> Result[CompteRendu, Supplantee]:
        """Send a lot: its traces, its files, then its acknowledgements. A file that fails is not acknowledged."""
        chemins = {element.chemin: element for element in elements}
        trace = self.ecrire(lambda transaction, le: self._tracer(transaction, chemins, le))
        if not is_successful(trace):
            return Failure(trace.failure())
        arrives: list[tuple[Element, Depose]] = []
        echecs: list[tuple[Element, EchecDeTransport]] = []
        for reponse in drop.put_all(self._depots(elements)):
            if is_successful(reponse):
                depose = reponse.unwrap()
                arrives.append((chemins[depose.chemin], depose))
            else:
                echec = reponse.failure()
                echecs.append((chemins[echec.chemin], echec))
        acquitte = self.ecrire(lambda transaction, le: self._acquitter(transaction, arrives, le, jour))
        if not is_successful(acquitte):
            # What we put is there, and whoever took our place may have looked already: it is told of it again.
            with self.storage.transaction() as transaction:
                self._tracer(transaction, (depose.chemin for _, depose in arrives), self.clock.now())
            return Failure(acquitte.failure())
        coupe = bool(echecs) and not arrives and all(echec.raison in _INJOIGNABLE for _, echec in echecs)
        return Success(
            CompteRendu(
                envoyes=0 if remplace else len(arrives),
                remplaces=len(arrives) if remplace else 0,
                octets=sum(depose.taille for _, depose in arrives),
                echecs=tuple(f"{element.titre} : {transport.libelle(echec)}" for element, echec in echecs),
                coupe=coupe,
            )
        )

    def retirer(self, acquits: Sequence[Acquit]) -> Result[None, Supplantee]:
        """Forget what the list no longer has: from now on its files are traces, which `nettoyer` takes away."""

        def faire(transaction: Transaction, le: datetime) -> None:
            transaction.acquis.retirer(self.destination.id, (acquit.cle for acquit in acquits))
            self._tracer(transaction, (acquit.chemin for acquit in acquits), le)
            if annoncees := [acquit.cle for acquit in acquits]:
                transaction.acquis.retirer(annonces(self.destination.id), annoncees)

        return self.ecrire(faire)

    def nettoyer(self, drop: FileDrop, *, attendus: Set[str]) -> Result[tuple[str, ...], Supplantee]:
        """
        Take away every file that is there and that no acknowledgement names, and return a sentence for each failure.

        To be done once the new list is there: until then, whoever reads the former one finds its files. `attendus` are
        the paths of what failed to arrive: the next run puts them there, and nothing is to be taken away first.
        """
        with self.storage.transaction() as transaction:
            laisses = [un for un in transaction.acquis.lire(traces(self.destination.id)) if un not in attendus]
            tenus = {acquit.chemin for acquit in transaction.acquis.lire(self.destination.id).values()}
        echecs: list[str] = []
        for debut in range(0, len(laisses), _PAR_PAQUET):
            finis: list[str] = []
            for chemin in laisses[debut : debut + _PAR_PAQUET]:
                reponse = Success(None) if chemin in tenus else drop.delete(chemin)
                if is_successful(reponse):
                    finis.append(chemin)
                else:
                    echecs.append(transport.libelle(reponse.failure()))
            ecrit = self._oublier(finis)
            if not is_successful(ecrit):
                return Failure(ecrit.failure())
        return Success(tuple(echecs))

    def preparer_remplacements(
        self, transaction: Transaction, anciens: Sequence[Acquit], le: datetime, *, republier: bool
    ) -> None:
        """
        Before things are replaced: their former files are traces from now on, kept as long as they are acknowledged.

        When they are to be sent again for having been asked to (EXP-41), that is written here, once: their print is
        emptied, which no content has, and the question is taken off the destination.
        """
        self._tracer(transaction, (acquit.chemin for acquit in anciens), le)
        if republier:
            transaction.acquis.ecrire(self.destination.id, [evolve(acquit, empreinte="") for acquit in anciens])
            gardee = transaction.destinations.get(self.destination.id)
            transaction.destinations.put(
                self.destination.id, evolve(gardee.state, republier_depuis=None), expected=gardee.version
            )

    def terminer(self, finie: Execution) -> Result[None, Supplantee]:
        """Write the end of the run."""

        def faire(transaction: Transaction, _: datetime) -> None:
            gardee = transaction.executions.get(self.destination.id)
            transaction.executions.put(self.destination.id, finie, expected=gardee.version)

        return self.ecrire(faire)

    def _oublier(self, chemins: Sequence[str]) -> Result[None, Supplantee]:
        return self.ecrire(lambda transaction, _: transaction.acquis.retirer(traces(self.destination.id), chemins))

    def _tracer(self, transaction: Transaction, chemins: Iterable[str], le: datetime) -> None:
        transaction.acquis.ecrire(
            traces(self.destination.id),
            [Acquit(cle=un, empreinte="", chemin=un, taille=0, contenu="", le=le) for un in chemins],
        )

    def _acquitter(
        self, transaction: Transaction, arrives: Sequence[tuple[Element, Depose]], le: datetime, jour: date
    ) -> None:
        acquits = {
            element.cle: Acquit(
                cle=element.cle,
                empreinte=element.empreinte,
                chemin=depose.chemin,
                taille=depose.taille,
                contenu=depose.empreinte,
                le=le,
            )
            for element, depose in arrives
        }
        transaction.acquis.ecrire(self.destination.id, acquits.values())
        transaction.acquis.retirer(traces(self.destination.id), (depose.chemin for _, depose in arrives))
        if self.destination.notifier:
            a_dire = [acquits[element.cle] for element, _ in arrives if _est_une_nouvelle(element, jour)]
            transaction.acquis.ecrire(annonces(self.destination.id), a_dire)

    def _depots(self, elements: Sequence[Element]) -> Iterator[Depot]:
        """Make what is to be put: papers laid out a lot at a time, the rest read when its turn comes."""
        rendus = self._rendre(elements)
        for element in elements:
            if element.cle in rendus:
                yield Depot(chemin=element.chemin, contenu=rendus[element.cle], origine=element.cle)
            else:
                yield Depot(chemin=element.chemin, lire=self._lecture(element), origine=element.cle)

    def _rendre(self, elements: Sequence[Element]) -> Mapping[str, bytes]:
        """Lay out the papers of a lot together; if one of them cannot be, each will be tried alone."""
        voulus = [(un.cle, un.contenu) for un in elements if isinstance(un.contenu, TexteDEvenement)]
        if not voulus:
            return {}
        try:
            rendus = list(self.textes.rendre_tous(texte for _, texte in voulus))
        except PortError:
            return {}
        return {cle: rendu.contenu for (cle, _), rendu in zip(voulus, rendus, strict=True)}

    def _lecture(self, element: Element) -> Callable[[], bytes]:
        contenu = element.contenu
        match contenu:
            case PieceGardee(empreinte=empreinte):
                return lambda: self.documents.get(empreinte)
            case Fiche():
                return lambda: contenu.octets
            case TexteDEvenement():
                return lambda: self.textes.rendre(contenu).contenu
            case _:
                assert_never(contenu)


def _est_une_nouvelle(element: Element, jour: date) -> bool:
    return element.notifier and element.depuis is not None and element.depuis >= jour - NOUVEAU_PENDANT
