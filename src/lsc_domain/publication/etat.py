"""All that a publication is a function of, and the filing of events that comes before everything else."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from attrs import define, evolve, field
from returns.pipeline import is_successful
from returns.result import Failure, Result, Success

from lsc_domain.classeur.classeur import Classeur
from lsc_domain.classeur.document import Document, SansDateDePublication, classer
from lsc_domain.evenement.evenement import Evenement
from lsc_domain.evenement.modele import Modele
from lsc_domain.parc.parc import Parc
from lsc_domain.publication.avertissement import Avertissement, ModeleInconnu, NonClasse
from lsc_domain.publication.comptabilite import Comptabilite
from lsc_domain.publication.parametres import Parametres
from lsc_domain.socle.ids import ClasseurId, EvenementId, ModeleId


@define(frozen=True, kw_only=True, slots=False, eq=False)
class Etat:
    """
    The portfolio, the binders, the models, the events, the papers put by hand, the figures and the options.

    Its filing is made once, at the first question.
    """

    parc: Parc = field(factory=Parc)
    classeurs: Mapping[ClasseurId, Classeur] = field(factory=dict[ClasseurId, Classeur])
    modeles: Mapping[ModeleId, Modele] = field(factory=dict[ModeleId, Modele])
    evenements: tuple[Evenement, ...] = ()
    a_la_main: tuple[Document, ...] = ()
    comptabilite: Comptabilite = field(factory=Comptabilite)
    parametres: Parametres = field(factory=Parametres)

    @cached_property
    def _classement(self) -> tuple[tuple[Document, ...], tuple[Avertissement, ...]]:
        documents: list[Document] = []
        avertissements: list[Avertissement] = []
        for evenement in self.evenements:
            classes = self.classer(evenement)
            if is_successful(classes):
                documents += classes.unwrap()
            else:
                avertissements.append(classes.failure())
        return tuple(documents), tuple(avertissements)

    def classer(self, evenement: Evenement) -> Result[tuple[Document, ...], Avertissement]:
        """File one of its events: what it gives to read, which is nothing when it is not to be, or why it cannot."""
        if evenement.publie_le is None or evenement.id in self.remplaces:
            return Success(())
        modele = self.modeles.get(evenement.modele)
        if modele is None:
            return Failure(ModeleInconnu(evenement=evenement.id, modele=evenement.modele))
        classeur = None if modele.classeur is None else self.classeurs.get(modele.classeur)
        classes = classer(evenement, modele, classeur, garder_les_noms=self.parametres.garder_les_noms)
        if is_successful(classes):
            return Success(classes.unwrap())
        refus = classes.failure()
        assert not isinstance(refus, SansDateDePublication)  # it has one
        return Failure(NonClasse(chrono=evenement.chrono, objet=evenement.objet, refus=refus))

    @property
    def documents(self) -> tuple[Document, ...]:
        """What the events give to read, whatever the day: no document without an event. PUB-07, PUB-12."""
        return self._classement[0]

    @property
    def tous_les_documents(self) -> tuple[Document, ...]:
        """The documents of the events, and those put by hand in « Documents du syndic ». EXA-22."""
        return self.documents + self.a_la_main

    @property
    def avertissements(self) -> tuple[Avertissement, ...]:
        """The events that were to be published and give nothing, with the reason. PUB-07, EXP-44."""
        return self._classement[1]

    @cached_property
    def remplaces(self) -> frozenset[EvenementId]:
        """The events another one, published, cancels and replaces. EXP-38."""
        return frozenset(un.remplace for un in self.evenements if un.remplace is not None and un.publie_le is not None)

    @cached_property
    def par_evenement(self) -> Mapping[EvenementId, Evenement]:
        """The events by identity."""
        return {un.id: un for un in self.evenements}

    def avec(self, comptabilite: Comptabilite) -> Etat:
        """Return the same state with these figures."""
        return evolve(self, comptabilite=comptabilite)
