"""A whole portfolio brought in at once: all of it or nothing, and only what is not already so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from attrs import evolve, frozen
from returns.pipeline import is_successful
from returns.result import Failure, Result, Success

from lsc_domain.classeur.classeur import Classeur, RefusDeClasseur, creer_classeur, renommer
from lsc_domain.classeur.defaut import classeurs_par_defaut
from lsc_domain.evenement.evenement import Evenement
from lsc_domain.parc.tiers import Tiers
from lsc_domain.ports.clock import Clock
from lsc_domain.ports.storage import Repository, Storage, Transaction
from lsc_domain.publication.destination import Destination
from lsc_domain.publication.portefeuille import (
    EXTRANET,
    BilanDImport,
    ChronoPris,
    Genre,
    Importe,
    Portefeuille,
    RefusDImport,
)
from lsc_domain.publication.service_systeme import ServiceSysteme
from lsc_domain.usecases.etat import AGENCE

A = TypeVar("A")


@frozen(kw_only=True)
class PortefeuilleUseCases:
    """Bringing in what an agency already has elsewhere. EXP-42."""

    storage: Storage
    clock: Clock
    agence: str = AGENCE

    def importer(self, portefeuille: Portefeuille) -> Result[BilanDImport, RefusDImport]:
        """
        Keep a portfolio, all at once or not at all. EXP-42.

        What it says of a code replaces what was kept under it; what it does not speak of stays. Brought in twice, the
        second time changes nothing. Of what is kept, four things are no part of a portfolio and are left alone: that
        a destination is to be sent again what is dated from a day, that a service was turned on at an instant (the
        hours before are no runs it missed), the boxes of binders it does not give, and that a client switched the
        notices off, which nobody may switch on again for him (I-38). A model linked to a binder it
        had not takes their publication date off the events of the past that are not in the portfolio (EXP-44).
        Refused: a binder that takes the name of another, or whose name may not change (EXP-07); an event whose number
        another one took here meanwhile.
        """
        with self.storage.transaction() as transaction:
            voulus = _classeurs(transaction, portefeuille.classeurs)
            if not is_successful(voulus):
                return Failure(voulus.failure())
            pris = _chrono_pris(transaction, portefeuille.evenements)
            if pris is not None:
                return Failure(pris)
            garde = _Garde()
            if portefeuille.parametres is not None:
                garde.tout(Genre.PARAMETRES, transaction.parametres, [(self.agence, portefeuille.parametres)])
            garde.tout(Genre.TIERS, transaction.tiers, ((un.id, un) for un in _tiers(transaction, portefeuille.tiers)))
            garde.tout(Genre.IMMEUBLE, transaction.immeubles, ((un.id, un) for un in portefeuille.immeubles))
            garde.tout(Genre.LOT, transaction.fiches_de_lot, ((une.id, une) for une in portefeuille.fiches_de_lot))
            garde.tout(Genre.COMPTE, transaction.comptes, ((un.id, un) for un in portefeuille.comptes))
            _tenir_les_livres(garde, transaction, portefeuille)
            garde.tout(Genre.CLASSEUR, transaction.classeurs, ((un.id, un) for un in voulus.unwrap()))
            depublies = _depublies(transaction, portefeuille)
            garde.tout(Genre.MODELE, transaction.modeles, ((un.id, un) for un in portefeuille.modeles))
            evenements = (*portefeuille.evenements, *depublies)
            garde.tout(Genre.EVENEMENT, transaction.evenements, ((un.id, un) for un in evenements))
            garde.tout(Genre.DOCUMENT, transaction.documents, ((un.id, un) for un in portefeuille.documents))
            destinations = _destinations(transaction, portefeuille.destinations)
            garde.tout(Genre.DESTINATION, transaction.destinations, ((un.id, un) for un in destinations))
            services = self._services(transaction, portefeuille.services)
            garde.tout(Genre.SERVICE, transaction.services, ((un.tache.value, un) for un in services))
            return Success(garde.bilan)

    def _services(self, transaction: Transaction, voulus: tuple[ServiceSysteme, ...]) -> list[ServiceSysteme]:
        """A service turned on now was not late before: it keeps the instant it was turned on at. PUB-02, PUB-03."""
        gardes = dict(transaction.services.all())
        poses: list[ServiceSysteme] = []
        for un in voulus:
            ancien = gardes.get(un.tache.value)
            deja = ancien is not None and ancien.state.actif
            depuis = ancien.state.actif_depuis if ancien is not None and deja else self.clock.now()
            poses.append(evolve(un, actif_depuis=depuis if un.actif else None))
        return poses


def _tenir_les_livres(garde: _Garde, transaction: Transaction, donnes: Portefeuille) -> None:
    """Keep what the ledgers say beside their entries. CORE-02, EXP-23, EXP-26 to EXP-30, EXC-15."""
    fiches = ((une.id, une) for une in donnes.fiches_de_compte)
    garde.tout(Genre.FICHE_DE_COMPTE, transaction.fiches_de_compte, fiches)
    garde.tout(Genre.ANALYTIQUE, transaction.analytiques, ((un.code, un) for un in donnes.analytiques))
    livres = ((f"{un.exercice.immeuble}/{un.exercice.id}", un) for un in donnes.exercices)
    garde.tout(Genre.EXERCICE, transaction.exercices, livres)
    garde.tout(Genre.FONDS, transaction.fonds, ((un.immeuble, un) for un in donnes.fonds))
    garde.tout(Genre.CREANCIER, transaction.creanciers, ((un.entite, un) for un in donnes.creanciers))


class _Garde:
    """What is written in a transaction, counted as it goes."""

    def __init__(self) -> None:
        self._ajouts: list[Importe] = []
        self._modifications: list[Importe] = []
        self._inchanges = 0

    def tout(self, genre: Genre, repository: Repository[A], etats: Iterable[tuple[str, A]]) -> None:
        """Write what is not already so."""
        donnes = tuple(etats)
        if not donnes:
            return
        gardes = dict(repository.all())
        ajouts: list[tuple[str, A]] = []
        for code, etat in donnes:
            ancien = gardes.get(code)
            if ancien is None:
                ajouts.append((code, etat))
                self._ajouts.append(Importe(genre=genre, code=code))
            elif ancien.state != etat:
                repository.put(code, etat, expected=ancien.version)
                self._modifications.append(Importe(genre=genre, code=code))
            else:
                self._inchanges += 1
        repository.put_all(ajouts)

    @property
    def bilan(self) -> BilanDImport:
        """What was done."""
        return BilanDImport(
            ajouts=tuple(self._ajouts), modifications=tuple(self._modifications), inchanges=self._inchanges
        )


def _classeurs(
    transaction: Transaction, donnes: tuple[Classeur, ...] | None
) -> Result[tuple[Classeur, ...], RefusDeClasseur]:
    """Return the binders to keep: those given, if their names may be; else the default ones that are not there."""
    gardes = {un.state.id: un.state for _, un in transaction.classeurs.all()}
    voulus = tuple(un for un in classeurs_par_defaut() if un.id not in gardes) if donnes is None else donnes
    ensemble = tuple((gardes | {un.id: un for un in voulus}).values())
    for un in voulus:
        ancien = gardes.get(un.id)
        if ancien is None:
            juge = creer_classeur(un, existants=ensemble)
        elif ancien.nom != un.nom:
            juge = renommer(ancien, un.nom, existants=ensemble)
        else:
            continue
        if not is_successful(juge):
            return Failure(juge.failure())
    return Success(voulus)


def _tiers(transaction: Transaction, donnes: tuple[Tiers, ...]) -> Iterator[Tiers]:
    """Give the people as they are to be kept: who switched the notices off stays without. I-38."""
    muets = {id for id, un in transaction.tiers.all() if not un.state.notifications}
    return (evolve(un, notifications=False) if un.id in muets else un for un in donnes)


def _chrono_pris(transaction: Transaction, donnes: tuple[Evenement, ...]) -> ChronoPris | None:
    """Find an event that is not the one kept under its number: minutes filed here, a list of owners. CORE-06."""
    gardes = {un.state.id: un.state for _, un in transaction.evenements.all()}
    for un in donnes:
        ancien = gardes.get(un.id)
        if ancien is not None and not _est_le_meme(ancien, un):
            return ChronoPris(chrono=un.chrono, objet=ancien.objet)
    return None


def _est_le_meme(ancien: Evenement, nouveau: Evenement) -> bool:
    """An event may be corrected, but not become another one altogether."""
    ou = (ancien.modele, ancien.immeuble) == (nouveau.modele, nouveau.immeuble)
    return ou and (ancien.objet == nouveau.objet or ancien.traite_le == nouveau.traite_le)


def _depublies(transaction: Transaction, portefeuille: Portefeuille) -> list[Evenement]:
    """Return the events a model that is linked at last does not publish by itself, their date taken off. EXP-44."""
    gardes = {un.state.id: un.state for _, un in transaction.modeles.all()}
    lies = {
        un.id
        for un in portefeuille.modeles
        if un.classeur is not None and un.id in gardes and gardes[un.id].classeur is None
    }
    if not lies:
        return []
    donnes = {un.id for un in portefeuille.evenements}
    passes = (un.state for _, un in transaction.evenements.all())
    return [un.depublier() for un in passes if un.modele in lies and un.publie_le is not None and un.id not in donnes]


def _destinations(transaction: Transaction, donnees: tuple[Destination, ...] | None) -> tuple[Destination, ...]:
    gardees = dict(transaction.destinations.all())
    if donnees is None:
        return () if gardees else (EXTRANET,)
    return tuple(
        evolve(une, republier_depuis=gardees[une.id].state.republier_depuis) if une.id in gardees else une
        for une in donnees
    )
