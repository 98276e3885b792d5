"""All a publication starts from: the state of an agency, and the portfolio that brings it in."""

from collections.abc import Callable, Hashable
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from lsc_domain.publication import BilanDImport, Etat, Genre, Importe, Portefeuille
from lsc_domain.testing.strategies import classeur, compte, evenement, paiement, parc, planning, publication, socle
from lsc_domain.testing.strategies._or_else import or_else

T = TypeVar("T")


def importes() -> SearchStrategy[Importe]:
    """Things that were written."""
    return st.builds(Importe, genre=st.sampled_from(Genre), code=socle.identites())


def bilans_d_import(importe: SearchStrategy[Importe] | None = None) -> SearchStrategy[BilanDImport]:
    """What an import did."""
    plusieurs = st.lists(or_else(importe, importes()), max_size=3).map(tuple)
    return st.builds(BilanDImport, ajouts=plusieurs, modifications=plusieurs, inchanges=st.integers(0, 100))


@st.composite
def etats(draw: DrawFn, situation: SearchStrategy[classeur.Situation] | None = None) -> Etat:
    """All a publication is a function of: a few events of known models, and of one nobody knows."""
    ou = draw(or_else(situation, classeur.situations()))
    ranges = st.sampled_from([None, *(un.id for un in ou.classeurs)])
    modeles = draw(st.lists(evenement.modeles(classeur=ranges), max_size=2, unique_by=lambda un: un.id))
    immeubles = st.sampled_from([*ou.parc.immeubles])
    ecrits = st.lists(evenement.evenements(immeuble=immeubles), max_size=3, unique_by=lambda un: un.id)
    return Etat(
        parc=ou.parc,
        classeurs={un.id: un for un in ou.classeurs},
        modeles={un.id: un for un in modeles},
        evenements=tuple(draw(ecrits)),
        a_la_main=tuple(un for un in ou.documents if un.immeuble is None),
        comptabilite=draw(_COMPTABILITES),
        parametres=draw(_PARAMETRES),
    )


_COMPTABILITES = publication.comptabilites()
_PARAMETRES = publication.listes_de_parametres()


@st.composite
def portefeuilles(draw: DrawFn, etat: SearchStrategy[Etat] | None = None) -> Portefeuille:
    """Portfolios whose parts name each other, with options and binders of their own or without."""
    de = draw(or_else(etat, etats()))
    return Portefeuille(
        parametres=draw(st.sampled_from((None, de.parametres))),
        tiers=tuple(de.parc.tiers.values()),
        immeubles=tuple(de.parc.immeubles.values()),
        comptes=tuple(de.parc.comptes.values()),
        fiches_de_lot=draw(_FICHES_DE_LOT),
        fiches_de_compte=draw(_FICHES_DE_COMPTE),
        analytiques=draw(_ANALYTIQUES),
        exercices=draw(_EXERCICES),
        fonds=draw(_FONDS),
        creanciers=draw(_CREANCIERS),
        classeurs=tuple(de.classeurs.values()),
        modeles=tuple(de.modeles.values()),
        evenements=tuple(un for un in de.evenements if un.modele in de.modeles),
        documents=de.a_la_main,
        destinations=draw(_DESTINATIONS),
        services=draw(_SERVICES),
    )


def _uns(quoi: SearchStrategy[T], code: Callable[[T], Hashable]) -> SearchStrategy[tuple[T, ...]]:
    """A few things, each code once."""
    return st.lists(quoi, max_size=2, unique_by=code).map(tuple)


_FICHES_DE_LOT = _uns(parc.fiches_de_lot(), lambda une: une.id)
_FICHES_DE_COMPTE = _uns(compte.fiches_de_compte(), lambda une: une.id)
_ANALYTIQUES = _uns(compte.analytiques(), lambda un: un.code)
_EXERCICES = _uns(compte.livres_d_exercice(), lambda un: (un.exercice.immeuble, un.exercice.id))
_FONDS = _uns(compte.fonds_d_immeuble(), lambda un: un.immeuble)
_CREANCIERS = _uns(paiement.creanciers(), lambda un: un.entite)
_DESTINATIONS = st.none() | _uns(publication.destinations(), lambda un: un.id)
_SERVICES = _uns(planning.services_systeme(), lambda un: un.tache)
