"""Every kind of state a transaction keeps, with states to try: the laws of one are the laws of all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, timedelta
from typing import Final, TypeVar, cast

from attrs import frozen
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from lsc_domain.parc import Inactivations, Metier
from lsc_domain.ports.storage import Repository, Transaction
from lsc_domain.publication.destination import Destination, Filtre, Nature
from lsc_domain.publication.execution import Bilan, Execution
from lsc_domain.publication.parametres import Parametres
from lsc_domain.socle.ids import DestinationId, ImmeubleId, ModeleId
from lsc_domain.testing.strategies import instants, proces_verbaux, suivis, textes_de_passage
from lsc_domain.testing.strategies.classeur import classeurs, documents, reglages
from lsc_domain.testing.strategies.compte import analytiques, fiches_de_compte, fonds_d_immeuble, livres_d_exercice
from lsc_domain.testing.strategies.evenement import evenements, modeles
from lsc_domain.testing.strategies.extranet import (
    collaborateurs,
    demandes,
    fiches_d_agence,
    fournisseurs,
    identifiants,
    informations,
    parametrages,
    sessions,
    tentatives,
)
from lsc_domain.testing.strategies.paiement import creanciers, paiements
from lsc_domain.testing.strategies.parc import comptes_client, fiches_de_lot, immeubles, tiers
from lsc_domain.testing.strategies.planning import services_systeme

A = TypeVar("A")


@frozen(kw_only=True)
class Genre:
    """A kind: its name on a transaction, its repository, states of it; what type they are is nothing to the laws."""

    nom: str
    depot: Callable[[Transaction], Repository[object]]
    etats: SearchStrategy[object]
    par: tuple[str, ...] = ()
    """The fields it is looked up by."""
    a_une_revision: bool = False
    """Whether what people are shown depends on it."""


def _genre(
    nom: str,
    depot: Callable[[Transaction], Repository[A]],
    etats: SearchStrategy[A],
    *par: str,
    revise: bool = False,
) -> Genre:
    return Genre(
        nom=nom,
        depot=cast("Callable[[Transaction], Repository[object]]", depot),
        etats=etats,
        par=par,
        a_une_revision=revise,
    )


def _destinations() -> SearchStrategy[Destination]:
    jours = st.none() | st.just(date(1789, 7, 14))
    return st.builds(
        Destination,
        id=st.just(DestinationId("extranet")),
        nom=st.text("É\0'", max_size=4),
        filtre=st.builds(
            Filtre,
            natures=st.frozensets(st.sampled_from(Nature)),
            metiers=st.frozensets(st.sampled_from(Metier)),
            immeubles=st.frozensets(st.text("GI/É", max_size=3).map(ImmeubleId), max_size=3),
        ),
        depuis_zero=jours,
        republier_depuis=jours,
    )


def _parametres() -> SearchStrategy[Parametres]:
    return st.builds(
        Parametres,
        nom_de_domaine=st.sampled_from(("", "gilbert")),
        adresse_publique=st.sampled_from(("", "https://agence.example.invalid")),
        garder_les_noms=st.booleans(),
        inactivations=st.builds(Inactivations, au_preavis=st.booleans()),
        modele_de_liste=st.none() | st.just(ModeleId("Liste des copropriétaires")),
        reglages=reglages(),
        seuil_de_retrait=st.integers(0, 10**9),
    )


@st.composite
def _executions(draw: DrawFn) -> Execution:
    le = draw(instants()).astimezone(UTC)
    fin = le + draw(st.integers(0, 10**12).map(lambda microsecondes: timedelta(microseconds=microsecondes)))
    phrases = st.lists(st.text("é\n\0", max_size=3), max_size=2).map(tuple)
    bilans = st.builds(Bilan, envoyes=st.integers(0, 10**6), octets=st.integers(0, 2**53 - 1), echecs=phrases)
    terminee = draw(st.booleans())
    return Execution(
        objet="extranet",
        par="poste 1",
        numero=1,
        commencee_le=le,
        vivant_le=fin,
        terminee_le=fin if terminee else None,
        bilan=draw(bilans) if terminee else Bilan(),
    )


GENRES: Final = (
    _genre("suivis", lambda t: t.suivis, suivis(), "reference"),
    _genre("proces_verbaux", lambda t: t.proces_verbaux, proces_verbaux()),
    _genre("textes", lambda t: t.textes, textes_de_passage()),
    _genre("immeubles", lambda t: t.immeubles, immeubles(), revise=True),
    _genre("tiers", lambda t: t.tiers, tiers(), revise=True),
    _genre("comptes", lambda t: t.comptes, comptes_client(), "tiers", revise=True),
    _genre("classeurs", lambda t: t.classeurs, classeurs(), revise=True),
    _genre("modeles", lambda t: t.modeles, modeles(), revise=True),
    _genre("evenements", lambda t: t.evenements, evenements(), "immeuble", "modele", revise=True),
    _genre("documents", lambda t: t.documents, documents(), revise=True),
    _genre("parametres", lambda t: t.parametres, _parametres(), revise=True),
    _genre("services", lambda t: t.services, services_systeme()),
    _genre("destinations", lambda t: t.destinations, _destinations()),
    _genre("executions", lambda t: t.executions, _executions()),
    _genre("identifiants", lambda t: t.identifiants, identifiants(), "tiers", "collaborateur"),
    _genre("sessions", lambda t: t.sessions, sessions(), "identifiant"),
    _genre("tentatives", lambda t: t.tentatives, tentatives()),
    _genre("collaborateurs", lambda t: t.collaborateurs, collaborateurs()),
    _genre("demandes", lambda t: t.demandes, demandes(), "tiers", revise=True),
    _genre("informations", lambda t: t.informations, informations(), revise=True),
    _genre("fiches_d_agence", lambda t: t.fiches_d_agence, fiches_d_agence(), revise=True),
    _genre("parametrages", lambda t: t.parametrages, parametrages(), revise=True),
    _genre("fournisseurs", lambda t: t.fournisseurs, fournisseurs(), revise=True),
    _genre("exercices", lambda t: t.exercices, livres_d_exercice()),
    _genre("fonds", lambda t: t.fonds, fonds_d_immeuble()),
    _genre("analytiques", lambda t: t.analytiques, analytiques()),
    _genre("fiches_de_lot", lambda t: t.fiches_de_lot, fiches_de_lot(), "proprietaire", revise=True),
    _genre("fiches_de_compte", lambda t: t.fiches_de_compte, fiches_de_compte()),
    _genre("creanciers", lambda t: t.creanciers, creanciers()),
    _genre(
        "paiements", lambda t: t.paiements, paiements(), "tiers", "reference_du_prestataire", "brouillon_de", "remise"
    ),
)
"""Every kind; `test_every_kind_is_tried` holds the list to the port."""
