"""The nouns of the gérance: what tenants paid too much, proposed and allocated."""

from datetime import date
from typing import TypeVar, get_args

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from lsc_domain.compte import Ecriture
from lsc_domain.gerance import (
    Affectation,
    CompteDeLocataire,
    PropositionDeTropPercus,
    RefusDeTropPercu,
    RegistreDesLocataires,
    TropPercu,
    affecter,
    proposer,
)
from lsc_domain.gerance.locataires import Mouvement
from lsc_domain.parc import CompteClient, Metier
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import CompteId, EntiteId, TiersId
from lsc_domain.testing.strategies._or_else import or_else
from lsc_domain.testing.strategies._par_champs import par_champs

R = TypeVar("R", bound=RefusDeTropPercu)

_JOUR = date(2020, 7, 7)
_LOCATAIRE, _BAILLEUR = CompteId("411PAILLOUX"), CompteId("411ALOXECO")
_COMPTE = CompteClient(
    id=_LOCATAIRE,
    entite=EntiteId("G001"),
    numero=_LOCATAIRE,
    tiers=TiersId("PAILLOUX"),
    metier=Metier.GERANCE,
    libelle="PAILLOUX",
)
_MANDANTS = st.sampled_from(
    (
        frozenset({_BAILLEUR}),
        frozenset({_BAILLEUR}),
        frozenset[CompteId](),
        frozenset({_BAILLEUR, CompteId("411LATOUR")}),
    )
)


def comptes_de_locataire(montant: SearchStrategy[int] | None = None) -> SearchStrategy[CompteDeLocataire]:
    """A tenant's account: rents called and paid, a landlord most often, none or two sometimes."""

    def tenir(centimes: list[int], mandants: frozenset[CompteId]) -> CompteDeLocataire:
        return CompteDeLocataire(
            compte=_COMPTE,
            ecritures=tuple(_ecriture(rang, un) for rang, un in enumerate(centimes)),
            mandants=mandants,
        )

    montants = or_else(montant, st.integers(-100_000, 100_000))
    return st.builds(tenir, st.lists(montants, max_size=5), _MANDANTS)


def registres(compte: SearchStrategy[CompteDeLocataire] | None = None) -> SearchStrategy[RegistreDesLocataires]:
    """The tenants' accounts of a day; a movement does not balance now and then."""
    sans_ecart: dict[Mouvement, int] = {}

    def tenir(tenu: CompteDeLocataire, ecarts: dict[Mouvement, int]) -> RegistreDesLocataires:
        return RegistreDesLocataires(jour=_JOUR, comptes={_LOCATAIRE: tenu}, ecarts=ecarts)

    boiteux = st.sampled_from((sans_ecart, sans_ecart, sans_ecart, {("BQ", "M0"): 1}))
    return st.builds(tenir, or_else(compte, comptes_de_locataire()), boiteux)


def trop_percus(montant: SearchStrategy[int] | None = None) -> SearchStrategy[TropPercu]:
    """What was paid too much."""
    return _affectables(montant).map(lambda registre: proposer(registre).trop_percus[0])


def affectations(montant: SearchStrategy[int] | None = None) -> SearchStrategy[Affectation]:
    """Surpluses allocated."""
    return _affectables(montant).map(lambda un: affecter(proposer(un).trop_percus[0], un).unwrap())


def propositions(
    registre: SearchStrategy[RegistreDesLocataires] | None = None,
) -> SearchStrategy[PropositionDeTropPercus]:
    """Lists to look at, most of them of nothing."""
    return or_else(registre, registres()).map(proposer)


def refus(cas: SearchStrategy[type[R]] | None = None) -> SearchStrategy[R]:
    """What the allocation says no to; *cas* draws the class of the refusal."""
    return or_else(cas, st.sampled_from(get_args(RefusDeTropPercu))).flatmap(par_champs)


def _affectables(montant: SearchStrategy[int] | None) -> SearchStrategy[RegistreDesLocataires]:
    """Registers whose one account is in credit, and its landlord known."""

    def tenir(centimes: int) -> RegistreDesLocataires:
        tenu = CompteDeLocataire(compte=_COMPTE, ecritures=(_ecriture(0, centimes),), mandants=frozenset({_BAILLEUR}))
        return RegistreDesLocataires(jour=_JOUR, comptes={_LOCATAIRE: tenu}, ecarts={})

    return st.builds(tenir, or_else(montant, st.integers(1, 10**9)))


def _ecriture(rang: int, centimes: int) -> Ecriture:
    return Ecriture(
        id=f"E{rang}",
        compte=_LOCATAIRE,
        journal="BQ" if centimes > 0 else "QU",
        le=_JOUR,
        libelle="Règlement" if centimes > 0 else "Loyer",
        debit=Euros(max(-centimes, 0)),
        credit=Euros(max(centimes, 0)),
        mouvement=f"M{rang}",
    )
