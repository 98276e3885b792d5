"""The nouns of the accounts: amounts of both signs and at zero, entries few enough in days for some to be grouped."""

from datetime import date
from typing import Final

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from lsc_domain.compte import (
    CoordonneesBancaires,
    Depense,
    Ecriture,
    Exercice,
    FicheDeCompte,
    FondsDeTravaux,
    Ligne,
    NatureDeCompte,
    OptionsDeCompte,
    lignes_publiees,
)
from lsc_domain.compte.analytique import Analytique
from lsc_domain.compte.livre import FondsDImmeuble, LivreDExercice
from lsc_domain.parc.role import Metier
from lsc_domain.socle.euros import ZERO, Euros
from lsc_domain.socle.ids import AnalytiqueId, CompteId, EntiteId, ImmeubleId, LotId, TiersId
from lsc_domain.socle.numero_de_compte import NumeroDeCompte
from lsc_domain.testing.strategies import socle
from lsc_domain.testing.strategies._or_else import or_else

NON_REVERSES: Final = frozenset({"47Prov"})
"""The analytic accounts of the entries drawn here that are not paid over to the owner."""

_EUROS = st.one_of(
    st.sampled_from([Euros(un) for un in (0, 1, -1, 5, -500, 1964, 40_000, -998_556, 10**12)]),
    st.integers(-(10**9), 10**9).map(Euros),
)
_POSITIFS = _EUROS.map(lambda euros: max(euros, -euros))
_SENS = st.tuples(_POSITIFS, st.booleans()).map(lambda un: (un[0], ZERO) if un[1] else (ZERO, un[0]))
_JOURS_D_ECRITURE = st.sampled_from((date(2020, 1, 10), date(2020, 1, 11), date(2020, 2, 29))) | socle.jours()
_IMMEUBLES = st.sampled_from(("GILBERT", "SAINTLOUIS")).map(ImmeubleId)
_LOTS = st.sampled_from(("GILBERT/069", "GILBERT/115", "GILBERT/021")).map(LotId)
_FONDS = st.sampled_from(("105999", "105001", "102001", "102999")).map(NumeroDeCompte)
_CHARGES = st.sampled_from(("472999", "602001", "615000")).map(NumeroDeCompte)
_EXERCICES = st.sampled_from(("2014", "2015", "2016", "2019"))
_EMPREINTES = st.sampled_from(("0" * 64, "e3b0c442" * 8))


def euros() -> SearchStrategy[Euros]:
    """Amounts: zero, one centime, debts, and far more than a building costs."""
    return _EUROS


def entite_ids() -> SearchStrategy[EntiteId]:
    """Codes of entités."""
    return st.sampled_from(("G001", "S001")).map(EntiteId)


def analytique_ids() -> SearchStrategy[AnalytiqueId]:
    """Codes of analytic accounts."""
    return st.sampled_from(("47Prov", "ANA1", "É'")).map(AnalytiqueId)


def analytiques(reversee: SearchStrategy[bool] | None = None) -> SearchStrategy[Analytique]:
    """Analytic accounts, paid over to the owner or not."""
    return st.builds(
        Analytique, code=analytique_ids(), libelle=socle.phrases(), reversee=or_else(reversee, st.booleans())
    )


def ecritures(
    le: SearchStrategy[date] | None = None,
    compte: SearchStrategy[CompteId] | None = None,
    lettrage: SearchStrategy[str | None] | None = None,
) -> SearchStrategy[Ecriture]:
    """Entries, of the bank more often than not, on few days; some on an account not paid over, none lettered."""

    def porter(ecriture: Ecriture, sens: tuple[Euros, Euros], jour: date) -> Ecriture:
        lettree_le = None if ecriture.lettrage is None else jour
        return evolve(ecriture, debit=sens[0], credit=sens[1], lettree_le=lettree_le)

    return st.builds(
        porter,
        st.builds(
            Ecriture,
            id=socle.identites(),
            compte=or_else(compte, st.sampled_from(("411ALOXECO", "450BROU-01")).map(CompteId)),
            journal=st.sampled_from(("BQ", "BQ", "BQ", "OD", "AC", "bq")),
            le=or_else(le, _JOURS_D_ECRITURE),
            libelle=st.sampled_from(("Loyer", "Charges", "Appel de fonds")),
            analytique=st.sampled_from((None, None, "47Prov", "ANA1")),
            rubrique=st.sampled_from((None, "211")),
            mouvement=st.sampled_from(("", "M1", "M2", "É'")),
            piece=st.sampled_from(("", "F-152")),
            piece_le=st.none() | socle.jours(),
            lettrage=or_else(lettrage, st.none()),
            valide_le=st.none() | socle.jours(),
        ),
        _SENS,
        socle.jours(),
    )


def options_de_compte(exclure: SearchStrategy[bool] | None = None) -> SearchStrategy[OptionsDeCompte]:
    """Boxes ticked in every way."""
    return st.builds(
        OptionsDeCompte,
        regrouper_proprietaire=st.booleans(),
        regrouper_locataire=st.booleans(),
        regrouper_coproprietaire=st.booleans(),
        exclure_non_reverses=or_else(exclure, st.booleans()),
    )


def lignes_de_compte(ecriture: SearchStrategy[Ecriture] | None = None) -> SearchStrategy[Ligne]:
    """Lines as they are shown, made of one entry or more."""

    def montrer(ecritures: list[Ecriture], options: OptionsDeCompte) -> Ligne:
        return lignes_publiees(ecritures, NatureDeCompte.PROPRIETAIRE, options)[0]

    return st.builds(
        montrer, st.lists(or_else(ecriture, ecritures()), min_size=1, max_size=4), options_de_compte(st.just(False))
    )


def fonds_de_travaux(
    montant: SearchStrategy[Euros] | None = None, compte: SearchStrategy[NumeroDeCompte] | None = None
) -> SearchStrategy[FondsDeTravaux]:
    """Funds of both racines on a few lots; zero and below zero are among them."""
    return st.builds(
        FondsDeTravaux,
        compte=or_else(compte, _FONDS),
        lot=_LOTS,
        immeuble=st.just(ImmeubleId("GILBERT")),
        montant=or_else(montant, _EUROS),
    )


def exercices(clos: SearchStrategy[bool] | None = None) -> SearchStrategy[Exercice]:
    """Exercises of a few years, with gaps, closed or not."""

    def ouvrir(id: str, immeuble: ImmeubleId, clos: bool) -> Exercice:
        return Exercice(id=id, immeuble=immeuble, annee=int(id), clos=clos)

    return st.builds(ouvrir, _EXERCICES, _IMMEUBLES, or_else(clos, st.booleans()))


def depenses(
    montant: SearchStrategy[Euros] | None = None, le: SearchStrategy[date] | None = None
) -> SearchStrategy[Depense]:
    """Expenses of those exercises, with their invoice or without."""
    return st.builds(
        Depense,
        exercice=_EXERCICES,
        immeuble=_IMMEUBLES,
        cle=socle.cle_ids(),
        compte=_CHARGES,
        le=or_else(le, socle.jours()),
        libelle=socle.noms(),
        montant=or_else(montant, _EUROS),
        tva=_EUROS,
        deductible=_EUROS,
        recuperable=_EUROS,
        piece=st.none() | _EMPREINTES,
    )


def livres_d_exercice(exercice: SearchStrategy[Exercice] | None = None) -> SearchStrategy[LivreDExercice]:
    """Exercises and what was spent in them, nothing sometimes."""

    def tenir(exercice: Exercice, depenses: list[Depense]) -> LivreDExercice:
        siennes = (evolve(une, exercice=exercice.id, immeuble=exercice.immeuble) for une in depenses)
        return LivreDExercice(exercice=exercice, depenses=tuple(siennes))

    return st.builds(tenir, or_else(exercice, exercices()), st.lists(depenses(), max_size=3))


def fonds_d_immeuble(fonds: SearchStrategy[FondsDeTravaux] | None = None) -> SearchStrategy[FondsDImmeuble]:
    """The funds of a building, none sometimes."""
    return st.builds(
        FondsDImmeuble,
        immeuble=st.just(ImmeubleId("GILBERT")),
        fonds=st.lists(or_else(fonds, fonds_de_travaux()), max_size=3).map(tuple),
    )


def coordonnees_bancaires() -> SearchStrategy[CoordonneesBancaires]:
    """Bank details, short or whole; their check digits are nobody's business here."""
    return st.builds(
        CoordonneesBancaires,
        iban=st.sampled_from(("FR76 3000 6000 0112 3456 7890 189", "FR7630006000011234567890189", "FR76")),
        bic=st.sampled_from(("AGRIFRPP", "AGRIFRPP882")),
    )


def fiches_de_compte(numero: SearchStrategy[NumeroDeCompte] | None = None) -> SearchStrategy[FicheDeCompte]:
    """Accounts with a tiers or without, valid or not."""
    return st.builds(
        FicheDeCompte,
        id=socle.compte_ids(),
        entite=entite_ids(),
        numero=or_else(numero, socle.numeros_de_compte()),
        libelle=socle.noms(),
        metier=st.sampled_from(Metier),
        tiers=st.none() | st.just(TiersId("YALOXECORTONDENISE")),
        mode_de_reglement=st.sampled_from(("", "Prélèvement")),
        valide=st.booleans(),
        report_a_nouveau=st.booleans(),
        reprise_en_solde=st.booleans(),
    )
