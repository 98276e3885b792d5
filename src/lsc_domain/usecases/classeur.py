"""Binders and their readers: what may be asked of them, and what may be changed in them."""

from __future__ import annotations

from datetime import date

from attrs import evolve, frozen
from returns.pipeline import is_successful
from returns.result import Failure, Result, Success

from lsc_domain.classeur.acces import RefusDAcces
from lsc_domain.classeur.classeur import Classeur, RefusDeClasseur, creer_classeur, renommer
from lsc_domain.classeur.conformite import Conformite, Dispenses, conformite_du_parc
from lsc_domain.classeur.consultation import Consultation, Lecteur
from lsc_domain.classeur.defaut import classeurs_par_defaut
from lsc_domain.classeur.document import Document
from lsc_domain.classeur.droit import Case, RefusDeCochage, cocher
from lsc_domain.parc.parc import Parc
from lsc_domain.parc.role import Metier
from lsc_domain.ports.clock import Clock
from lsc_domain.ports.ids import Ids
from lsc_domain.ports.storage import Storage
from lsc_domain.socle.ids import ClasseurId, DocumentId, ImmeubleId, TiersId
from lsc_domain.usecases.etat import AGENCE, Lecture, parc


@frozen(kw_only=True)
class ClasseurUseCases:
    """The binders of an agency, and who reads what is in them."""

    storage: Storage
    clock: Clock
    ids: Ids
    agence: str = AGENCE

    # ---------------------------------------------------------------------------------------------------- the binders

    def classeurs(self) -> tuple[Classeur, ...]:
        """List the binders."""
        with self.storage.transaction() as transaction:
            return tuple(un.state for _, un in transaction.classeurs.all())

    def installer(self) -> tuple[Classeur, ...]:
        """Add the default binders that are not there yet, and return them all. EXP-08, EXP-11."""
        with self.storage.transaction() as transaction:
            presents = set(transaction.classeurs.ids())
            for un in classeurs_par_defaut():
                if un.id not in presents:
                    transaction.classeurs.put(un.id, un, expected=0)
        return self.classeurs()

    def creer(
        self, *, metier: Metier, nom: str, cases: frozenset[Case] = frozenset()
    ) -> Result[Classeur, RefusDeClasseur | RefusDeCochage]:
        """Add a binder with its boxes. EXP-07, EXP-14."""
        coche = cocher(cases, metier=metier)
        if not is_successful(coche):
            return Failure(coche.failure())
        nouveau = Classeur(id=ClasseurId(self.ids.new()), metier=metier, nom=nom, droit=coche.unwrap())
        with self.storage.transaction() as transaction:
            existants = tuple(un.state for _, un in transaction.classeurs.all())
            cree = creer_classeur(nouveau, existants=existants)
            if not is_successful(cree):
                return Failure(cree.failure())
            transaction.classeurs.put(nouveau.id, nouveau, expected=0)
        return Success(nouveau)

    def renommer(self, classeur: ClasseurId, nom: str) -> Result[Classeur, RefusDeClasseur]:
        """Rename a binder, unless the software refers to it by its name. EXP-07. Raises `NotFound`."""
        existants = self.classeurs()
        with self.storage.transaction() as transaction:
            garde = transaction.classeurs.get(classeur)
            renomme = renommer(garde.state, nom, existants=existants)
            if not is_successful(renomme):
                return Failure(renomme.failure())
            transaction.classeurs.put(classeur, renomme.unwrap(), expected=garde.version)
        return Success(renomme.unwrap())

    def cocher(self, classeur: ClasseurId, cases: frozenset[Case]) -> Result[Classeur, RefusDeCochage]:
        """Change who opens a binder; the next question, and the next list, know of it. EXP-14. Raises `NotFound`."""
        with self.storage.transaction() as transaction:
            garde = transaction.classeurs.get(classeur)
            coche = cocher(cases, metier=garde.state.metier)
            if not is_successful(coche):
                return Failure(coche.failure())
            nouveau = evolve(garde.state, droit=coche.unwrap())
            transaction.classeurs.put(classeur, nouveau, expected=garde.version)
        return Success(nouveau)

    # ---------------------------------------------------------------------------------------------------- the readers

    def consultation(self, *, jour: date | None = None) -> Consultation:
        """
        Make the index of who reads what on a day, today by default: keep it for as many questions as there are.

        Each of the three questions below makes one of its own.
        """
        le = jour or self._lecture.jour()
        etat = self._lecture.etat(le)
        return Consultation.du(
            le,
            parc=etat.parc,
            classeurs=etat.classeurs.values(),
            documents=etat.tous_les_documents,
            reglages=etat.parametres.reglages,
        )

    def parc(self) -> Parc:
        """Return the portfolio as it stands: its buildings, its people, their accounts."""
        with self.storage.transaction() as transaction:
            return parc(transaction)

    def qui_voit(self, document: DocumentId, *, jour: date | None = None) -> tuple[Lecteur, ...]:
        """Say who reads a document, and why. I-30, I-31."""
        return self.consultation(jour=jour).qui_voit(document)

    def ce_que_voit(self, tiers: TiersId, *, jour: date | None = None) -> tuple[Document, ...]:
        """Say all a person reads. I-32."""
        return self.consultation(jour=jour).ce_que_voit(tiers)

    def autoriser(
        self, tiers: TiersId, document: DocumentId, *, jour: date | None = None
    ) -> Result[Document, RefusDAcces]:
        """Answer whether a person reads a document, or which rule says no. I-31."""
        return self.consultation(jour=jour).autoriser(tiers, document)

    def conformite(
        self, immeuble: ImmeubleId | None = None, *, dispenses: Dispenses | None = None, jour: date | None = None
    ) -> tuple[Conformite, ...]:
        """Check what the law asks the extranet to hold, for one building or for all those in copropriété. I-33."""
        le = jour or self._lecture.jour()
        etat = self._lecture.etat(le)
        toutes = conformite_du_parc(
            etat.parc,
            classeurs=etat.classeurs.values(),
            documents=etat.tous_les_documents,
            jour=le,
            reglages=etat.parametres.reglages,
            dispenses=dispenses,
        )
        return tuple(une for une in toutes if immeuble is None or une.immeuble == immeuble)

    @property
    def _lecture(self) -> Lecture:
        return Lecture(storage=self.storage, clock=self.clock, agence=self.agence)
