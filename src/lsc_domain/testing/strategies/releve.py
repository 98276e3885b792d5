"""What is shown of the accounts: extracts, expenses and funds as they are read, charts, the file of the entries."""

from datetime import UTC, date
from typing import TypeVar, get_args

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from lsc_domain.compte import (
    CompteDeFec,
    ConstatDeFec,
    DefautDeFec,
    DepensesDeCle,
    DepensesDeCompte,
    DepensesDImmeuble,
    Ecriture,
    ExtraitDeCompte,
    FondsDeLot,
    FondsDeTravaux,
    FondsVu,
    FondsVus,
    LigneDeFec,
    LigneDeReleve,
    LivreDExercice,
    NatureDeCompte,
    OptionsDeCompte,
    PlanComptable,
    Poste,
    RefusDeLettrage,
    Releve,
    Sens,
    Titulaire,
    TotalDeDepenses,
    etablir_fec,
    plan_de,
    presenter_depenses,
    relever,
    voir_fonds,
)
from lsc_domain.parc import Immeuble, LotDImmeuble, Metier
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import CompteId, ImmeubleId, LotId
from lsc_domain.testing.strategies import compte as comptes
from lsc_domain.testing.strategies import parc, socle
from lsc_domain.testing.strategies._or_else import or_else
from lsc_domain.testing.strategies._par_champs import par_champs

R = TypeVar("R", bound=RefusDeLettrage)

_COMPTE = CompteId("411ALOXECO")
_LOTS = tuple(LotId(f"GILBERT/{un}") for un in ("069", "115", "021"))
_GILBERT = Immeuble(id=ImmeubleId("GILBERT"), nom="GILBERT", lots=tuple(LotDImmeuble(id=un) for un in _LOTS))
_METIERS = st.sampled_from(Metier)


def releves(
    ecriture: SearchStrategy[Ecriture] | None = None, sens: SearchStrategy[Sens] | None = None
) -> SearchStrategy[Releve]:
    """Extracts of a few entries or of none, grouped or not, in both directions."""

    def montrer(ecritures: list[Ecriture], solde: Euros, sens: Sens, regroupe: bool) -> Releve:
        jours = [une.le for une in ecritures] or [date(2020, 1, 1)]
        return relever(
            _COMPTE,
            sorted(ecritures, key=lambda une: une.le),
            du=min(jours),
            au=max(jours),
            solde_anterieur=solde,
            sens=sens,
            options=OptionsDeCompte(regrouper_coproprietaire=regroupe),
        )

    return st.builds(
        montrer,
        st.lists(or_else(ecriture, comptes.ecritures(compte=st.just(_COMPTE))), max_size=5),
        comptes.euros(),
        or_else(sens, st.sampled_from(Sens)),
        st.booleans(),
    )


def lignes_de_releve(ecriture: SearchStrategy[Ecriture] | None = None) -> SearchStrategy[LigneDeReleve]:
    """Lines of an extract."""
    return releves(ecriture).filter(lambda releve: bool(releve.lignes)).map(lambda releve: releve.lignes[0])


def extraits_de_compte(releve: SearchStrategy[Releve] | None = None) -> SearchStrategy[ExtraitDeCompte]:
    """Extracts as they are printed."""
    return st.builds(
        ExtraitDeCompte,
        numero=st.just("411ALOXECO"),
        libelle=socle.noms(),
        titulaire=socle.noms(),
        adresse=socle.noms(),
        agence=st.just("Gérance Crypto"),
        releve=or_else(releve, releves()),
        etabli_le=st.datetimes(timezones=st.just(UTC)),
    )


def depenses_d_immeuble(livre: SearchStrategy[LivreDExercice] | None = None) -> SearchStrategy[DepensesDImmeuble]:
    """Expenses as they are read; none sometimes."""
    return or_else(livre, comptes.livres_d_exercice()).map(presenter_depenses)


def depenses_de_cle(depenses: SearchStrategy[DepensesDImmeuble] | None = None) -> SearchStrategy[DepensesDeCle]:
    """What a key shares."""
    return or_else(depenses, depenses_d_immeuble()).filter(lambda un: bool(un.cles)).map(lambda un: un.cles[0])


def depenses_de_compte(cle: SearchStrategy[DepensesDeCle] | None = None) -> SearchStrategy[DepensesDeCompte]:
    """The expenses of an account of a key."""
    return or_else(cle, depenses_de_cle()).map(lambda une: une.comptes[0])


def totaux_de_depenses(depenses: SearchStrategy[DepensesDImmeuble] | None = None) -> SearchStrategy[TotalDeDepenses]:
    """The four totals."""
    return or_else(depenses, depenses_d_immeuble()).map(lambda un: un.total)


def fonds_vus(fonds: SearchStrategy[FondsDeTravaux] | None = None) -> SearchStrategy[FondsVus]:
    """Funds as an owner of three lots reads them."""
    tenus = st.lists(or_else(fonds, comptes.fonds_de_travaux()), max_size=4)
    return tenus.map(lambda un: voir_fonds(_GILBERT, _LOTS, un, envoyer_102=True))


def fonds_de_lot(vus: SearchStrategy[FondsVus] | None = None) -> SearchStrategy[FondsDeLot]:
    """The funds of one lot; none sometimes."""
    return or_else(vus, fonds_vus()).map(lambda un: un.lots[0])


def fonds_vu(lot: SearchStrategy[FondsDeLot] | None = None) -> SearchStrategy[FondsVu]:
    """One fund of one lot."""
    return or_else(lot, fonds_de_lot()).filter(lambda un: bool(un.fonds)).map(lambda un: un.fonds[0])


def plans_comptables(metier: SearchStrategy[Metier] | None = None) -> SearchStrategy[PlanComptable]:
    """The two charts."""
    return or_else(metier, _METIERS).map(plan_de)


def postes(plan: SearchStrategy[PlanComptable] | None = None) -> SearchStrategy[Poste]:
    """Accounts of the charts."""
    return or_else(plan, plans_comptables()).flatmap(lambda un: st.sampled_from(un.postes))


def titulaires(nature: SearchStrategy[NatureDeCompte] | None = None) -> SearchStrategy[Titulaire]:
    """Whose an account may be."""
    return st.builds(
        Titulaire, nature=or_else(nature, st.sampled_from(NatureDeCompte)), immeuble=st.none() | parc.immeuble_ids()
    )


def comptes_de_fec(numero: SearchStrategy[str] | None = None) -> SearchStrategy[CompteDeFec]:
    """Accounts as the file names them, somebody's or nobody's."""
    return st.builds(
        CompteDeFec,
        numero=or_else(numero, st.sampled_from(("411", "450", "512000"))),
        libelle=socle.noms(),
        auxiliaire=st.sampled_from(("", "411ALOXECO")),
        auxiliaire_libelle=socle.noms(),
    )


def lignes_de_fec(ecriture: SearchStrategy[Ecriture] | None = None) -> SearchStrategy[LigneDeFec]:
    """Lines of the file."""

    def ecrire(une: Ecriture, nomme: CompteDeFec) -> LigneDeFec:
        return etablir_fec([une], du=date.min, au=date.max, comptes={une.compte: nomme})[0]

    return st.builds(ecrire, or_else(ecriture, comptes.ecritures()), comptes_de_fec())


def constats_de_fec(defaut: SearchStrategy[DefautDeFec] | None = None) -> SearchStrategy[ConstatDeFec]:
    """What an inspector would find."""
    return st.builds(
        ConstatDeFec,
        ligne=st.integers(1, 10**6),
        numero=st.sampled_from(("", "17")),
        defaut=or_else(defaut, st.sampled_from(DefautDeFec)),
    )


def refus(cas: SearchStrategy[type[R]] | None = None) -> SearchStrategy[R]:
    """What lettering says no to; *cas* draws the class of the refusal."""
    return or_else(cas, st.sampled_from(get_args(RefusDeLettrage))).flatmap(par_champs)
