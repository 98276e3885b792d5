"""The nouns of payments: beneficiaries with or without what a debit needs, and payments at any of their steps."""

from datetime import UTC
from typing import TypeAlias, TypeVar, get_args

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from lsc_domain.paiement.avis import AvisDePaiement
from lsc_domain.paiement.creancier import Adresse, Creancier
from lsc_domain.paiement.echeance import ReglesDePaiement
from lsc_domain.paiement.etat import EtatDePaiement, Moyen
from lsc_domain.paiement.evenement import EvenementDePaiement
from lsc_domain.paiement.paiement import MandatUnique, Paiement
from lsc_domain.paiement.refus import RefusDeNotification, RefusDePaiement, RefusDeRemise
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import CompteId, EntiteId, PaiementId, TiersId
from lsc_domain.testing.strategies import compte, extranet, parc, socle
from lsc_domain.testing.strategies._or_else import or_else
from lsc_domain.testing.strategies._par_champs import par_champs
from lsc_domain.testing.strategies.fait import instants as instants_de_partout

Refus: TypeAlias = RefusDePaiement | RefusDeNotification | RefusDeRemise
R = TypeVar("R", bound=Refus)

_INSTANTS = instants_de_partout().map(lambda le: le.astimezone(UTC))
_IBAN = "FR7630006000011234567890189"
_REFERENCES = st.sampled_from(("RUM-2026/17", "a", "0" * 35))
_MONTANTS = st.integers(1, 10**9).map(Euros)


def paiement_ids() -> SearchStrategy[PaiementId]:
    """Identities of payments."""
    return socle.identites().map(PaiementId)


def adresses(ville: SearchStrategy[str] | None = None) -> SearchStrategy[Adresse]:
    """Addresses a bank takes, with their street or without."""
    return st.builds(
        Adresse,
        rue=st.sampled_from(("", "rue de l'Église")),
        numero=st.sampled_from(("", "12 bis")),
        code_postal=st.sampled_from(("", "33000")),
        ville=or_else(ville, st.sampled_from(("Bordeaux", "L'Haÿ-les-Roses"))),
        pays=st.sampled_from(("FR", "BE")),
    )


def creanciers(entite: SearchStrategy[EntiteId] | None = None) -> SearchStrategy[Creancier]:
    """Beneficiaries: some may debit an account, some may be paid by card, some neither."""
    return st.builds(
        Creancier,
        entite=or_else(entite, compte.entite_ids()),
        nom=st.sampled_from(("SDC GILBERT", "SDC « Les Œillets »")),
        iban=st.sampled_from(("", _IBAN)),
        bic=st.sampled_from(("", "AGRIFRPP882")),
        ics=st.sampled_from(("", "FR72ZZZ123456")),
        adresse=st.none() | adresses(),
        boutique=st.sampled_from(("", "gilbert")),
        banque=st.none() | st.just(CompteId("512S001")),
        validateur=st.none() | extranet.collaborateur_ids(),
    )


def mandats_uniques(reference: SearchStrategy[str] | None = None) -> SearchStrategy[MandatUnique]:
    """One-off mandates."""
    return st.builds(
        MandatUnique,
        reference=or_else(reference, _REFERENCES),
        titulaire=socle.noms(),
        iban=st.just(_IBAN),
        signe_le=socle.jours(),
        adresse=st.none() | adresses(),
    )


@st.composite
def paiements(
    draw: DrawFn, tiers: SearchStrategy[TiersId] | None = None, moyen: SearchStrategy[Moyen] | None = None
) -> Paiement:
    """Payments by both means, in any state; a debit has its mandate."""
    par = draw(or_else(moyen, _MOYENS))
    prelevement = par is Moyen.PRELEVEMENT
    return Paiement(
        id=draw(paiement_ids()),
        tiers=draw(or_else(tiers, parc.tiers_ids())),
        compte=draw(socle.compte_ids()),
        beneficiaire=draw(compte.entite_ids()),
        montant=draw(_MONTANTS),
        moyen=par,
        cree_le=draw(_INSTANTS),
        boutique="" if prelevement else "gilbert",
        etat=draw(_ETATS),
        etat_le=draw(_PARFOIS_UN_INSTANT),
        encaisse_le=draw(_PARFOIS_UN_INSTANT),
        reference_du_prestataire=draw(_REFERENCES_DU_PRESTATAIRE),
        mandat=draw(_MANDATS) if prelevement else None,
        echeance=draw(socle.jours()) if prelevement else None,
        remise=draw(_REFERENCES) if prelevement else "",
        remis_le=draw(_PARFOIS_UN_INSTANT) if prelevement else None,
        evenements=tuple(sorted(draw(_CLES_D_EVENEMENTS))),
        ecriture=draw(_ECRITURES),
        avise=draw(_BOOLEENS),
    )


_MOYENS = st.sampled_from(Moyen)
_ETATS = st.just(EtatDePaiement.CREE) | st.sampled_from(EtatDePaiement)
_PARFOIS_UN_INSTANT = st.none() | _INSTANTS
_REFERENCES_DU_PRESTATAIRE = st.sampled_from(("", "cs_1", "É'\0"))
_MANDATS = mandats_uniques()
_CLES_D_EVENEMENTS = st.sets(st.sampled_from(("cb:1", "cb:2", "sepa:é")))
_ECRITURES = st.none() | st.just("paiement:1")
_BOOLEENS = st.booleans()


def evenements_de_paiement(
    paiement: SearchStrategy[PaiementId] | None = None, etat: SearchStrategy[EtatDePaiement] | None = None
) -> SearchStrategy[EvenementDePaiement]:
    """What providers say: of any payment, in any state, in euros or not, said again under a few keys."""
    return st.builds(
        EvenementDePaiement,
        cle=st.sampled_from(("cb:1", "cb:2", "sepa:é")),
        paiement=or_else(paiement, paiement_ids()),
        reference=st.sampled_from(("cs_1", "cs_2")),
        etat=or_else(etat, st.sampled_from(EtatDePaiement)),
        montant=_MONTANTS,
        devise=st.sampled_from(("EUR", "EUR", "CHF")),
        le=_INSTANTS,
        boutique=st.sampled_from(("", "gilbert")),
    )


def avis_de_paiement(moyen: SearchStrategy[Moyen] | None = None) -> SearchStrategy[AvisDePaiement]:
    """What is said of a payment that came by card, or of a debit to validate, which has its day."""

    def par(un: Moyen) -> SearchStrategy[AvisDePaiement]:
        return st.builds(
            AvisDePaiement,
            paiement=paiement_ids(),
            moyen=st.just(un),
            client=socle.noms(),
            compte=socle.compte_ids(),
            beneficiaire=st.just("SDC « Les Œillets »"),
            montant=_MONTANTS,
            le=_INSTANTS,
            reference=_REFERENCES,
            echeance=socle.jours() if un is Moyen.PRELEVEMENT else st.none(),
        )

    return or_else(moyen, st.sampled_from(Moyen)).flatmap(par)


def regles_de_paiement(preavis: SearchStrategy[int] | None = None) -> SearchStrategy[ReglesDePaiement]:
    """What an agency agreed with its clients and its bank, no notice at all included."""
    return st.builds(
        ReglesDePaiement,
        preavis=or_else(preavis, st.integers(0, 30)),
        delai_bancaire=st.integers(1, 5),
        prelevement_en_gerance=st.booleans(),
        plafond=st.integers(1, 99_999_999_999).map(Euros),
    )


def refus(cas: SearchStrategy[type[R]] | None = None) -> SearchStrategy[R]:
    """What payments say no to; *cas* draws the class of the refusal."""
    return or_else(cas, st.sampled_from(get_args(Refus))).flatmap(par_champs)
