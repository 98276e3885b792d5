"""What a tenant paid too much: proposed, checked, allocated once, and the books as balanced as they were."""

from datetime import date

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from portefeuille_gilbert import (
    APPARTEMENT_305,
    APPARTEMENT_306,
    CLATOUR,
    PAILLOUX,
    YALOXE,
    compte,
    le_parc,
    le_saint_louis,
)
from returns.pipeline import is_successful

from lsc_domain.compte import Ecriture
from lsc_domain.gerance import (
    CompteDeLocataire,
    DejaAffecte,
    EcrituresSansMouvement,
    LettresDesequilibrees,
    MouvementDesequilibre,
    PlusieursMandants,
    PropositionPerimee,
    RefusDeTropPercu,
    RegistreDesLocataires,
    SansMandatDeGestion,
    TropPercu,
    affecter,
    libelle,
    lire_registre,
    proposer,
    selectionner,
)
from lsc_domain.parc import Metier, Parc, Role, RoleTenu, partir
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import CompteId

JOUR = date(2020, 7, 7)
LOCATAIRE, BAILLEUR, BANQUE = CompteId("411PAILLOUX"), CompteId("411ALOXECO"), CompteId("512000")


def mouvement(numero: str, le: date, debite: CompteId, credite: CompteId, montant: int, journal: str) -> list[Ecriture]:
    """A balanced movement."""
    commun = {"journal": journal, "le": le, "libelle": f"Mouvement {numero}", "mouvement": numero}
    return [
        Ecriture(id=f"{numero}/d", compte=debite, debit=Euros(montant), **commun),  # type: ignore[arg-type]
        Ecriture(id=f"{numero}/c", compte=credite, credit=Euros(montant), **commun),  # type: ignore[arg-type]
    ]


def quittance(numero: str, montant: int = 45_900, locataire: CompteId = LOCATAIRE) -> list[Ecriture]:
    """The rent of a month is called."""
    return mouvement(numero, date(2020, 7, 1), locataire, BAILLEUR, montant, "QU")


def reglement(
    numero: str, montant: int, locataire: CompteId = LOCATAIRE, le: date = date(2020, 7, 5)
) -> list[Ecriture]:
    """A tenant pays."""
    return mouvement(numero, le, BANQUE, locataire, montant, "BQ")


TROP = [*quittance("1"), *reglement("2", 50_000)]


def lire(ecritures: list[Ecriture], parc: Parc | None = None) -> RegistreDesLocataires:
    return lire_registre(parc or le_parc(), ecritures, jour=JOUR)


def le_trop_percu(ecritures: list[Ecriture]) -> TropPercu:
    (un,) = proposer(lire(ecritures)).trop_percus
    return un


def refuse(ecritures: list[Ecriture], parc: Parc | None = None) -> RefusDeTropPercu:
    """The one refusal of a proposal that has nothing else."""
    proposition = proposer(lire(ecritures, parc))
    assert proposition.trop_percus == ()
    (un,) = proposition.refuses
    assert libelle(un).startswith(f"Compte {un.compte} : ")
    return un


def apres(ecritures: list[Ecriture], propose: TropPercu) -> list[Ecriture]:
    """The books once it is allocated, as a store keeps them."""
    faite = affecter(propose, lire(ecritures)).unwrap()
    toutes = [*ecritures, *faite.ecritures]
    return [evolve(une, lettrage=faite.lettrage) if une.id in faite.lettrees else une for une in toutes]


@pytest.mark.req("TROP-01", "TROP-03", "I-51")
def test_a_credit_balance_after_the_rent_is_proposed() -> None:
    """I-51: 459,00 called and 500,00 paid: 41,00 too much, for the landlord of the lot."""
    proposition = proposer(lire(TROP))
    (un,) = proposition.trop_percus
    assert (un.compte, un.tiers, un.montant.decimal, un.mandant) == (LOCATAIRE, PAILLOUX, "41.00", BAILLEUR)
    assert (un.ecritures, un.credits) == (("1/d", "2/c"), ("2/c",))
    assert (proposition.total.decimal, proposition.refuses) == ("41.00", ())


@pytest.mark.req("TROP-01", "TROP-02")
def test_it_becomes_one_balanced_entry_that_is_matched() -> None:
    """Part B.4: one entry on heading 99 that brings the account to zero, and all of the account is lettered."""
    faite = affecter(le_trop_percu(TROP), lire(TROP)).unwrap()
    assert [(une.compte, une.debit.decimal, une.credit.decimal, une.rubrique, une.le) for une in faite.ecritures] == [
        (LOCATAIRE, "41.00", "0.00", "99", JOUR),
        (BAILLEUR, "0.00", "41.00", "99", JOUR),
    ]
    assert faite.lettrage == "A"
    assert faite.lettrees == ("1/d", "2/c", faite.debit.id)
    livres = apres(TROP, faite.trop_percu)
    assert not Euros.somme(une.credit - une.debit for une in livres if une.compte == LOCATAIRE)


@pytest.mark.req("TROP-01")
def test_launching_twice_allocates_once() -> None:
    """Nothing is proposed any more; the list that was looked at before is refused."""
    propose = le_trop_percu(TROP)
    livres = apres(TROP, propose)
    encore = proposer(lire(livres))
    assert (encore.trop_percus, encore.refuses) == ((), ())
    assert affecter(propose, lire(livres)).failure() == DejaAffecte(compte=LOCATAIRE, lettrage="A")


@pytest.mark.req("TROP-01")
def test_an_account_that_moved_since_is_refused() -> None:
    """Paid more, paid back, or nothing known of it any more: the proposal is out of date."""
    propose = le_trop_percu(TROP)
    perimee = PropositionPerimee(compte=LOCATAIRE)
    assert affecter(propose, lire([*TROP, *reglement("3", 100)])).failure() == perimee
    rendu = mouvement("4", JOUR, LOCATAIRE, BANQUE, 4_100, "BQ")
    assert affecter(propose, lire([*TROP, *rendu])).failure() == perimee
    assert affecter(propose, lire([])).failure() == perimee
    assert "depuis la proposition" in libelle(perimee)


@pytest.mark.req("TROP-01")
def test_a_movement_that_does_not_balance_is_refused() -> None:
    """One centime lacks on the side of the bank; the sentence says where and how much."""
    boiteux = [evolve(une, debit=Euros(49_999)) if une.id == "2/d" else une for une in TROP]
    assert refuse(boiteux) == MouvementDesequilibre(compte=LOCATAIRE, journal="BQ", mouvement="2", ecart=Euros(-1))


@pytest.mark.req("TROP-01")
def test_entries_without_a_movement_are_refused() -> None:
    """Nothing says that they balance."""
    nues = [evolve(une, mouvement="") if une.id == "2/c" else une for une in TROP]
    assert refuse(nues) == EcrituresSansMouvement(compte=LOCATAIRE, ecritures=("2/c",))


@pytest.mark.req("TROP-01")
def test_letters_that_do_not_add_up_are_refused() -> None:
    """What is left is not the balance of the account."""
    lettrees = [evolve(une, lettrage="A") if une.id == "1/d" else une for une in TROP]
    assert refuse(lettrees) == LettresDesequilibrees(compte=LOCATAIRE, ecart=Euros(45_900))


@pytest.mark.req("TROP-01")
def test_a_tenant_without_a_mandate_is_refused() -> None:
    """TROP-01: nobody has the lot managed."""
    immeuble = le_saint_louis()
    sans = evolve(immeuble, roles=tuple(un for un in immeuble.roles if un.tiers != YALOXE))
    assert refuse(TROP, le_parc(sans)) == SansMandatDeGestion(compte=LOCATAIRE, tiers=PAILLOUX)


@pytest.mark.req("TROP-01")
def test_a_tenant_of_two_landlords_is_refused() -> None:
    """Whose the surplus is, is for somebody to say."""
    immeuble = le_saint_louis()
    autre = RoleTenu(tiers=PAILLOUX, role=Role.LOCATAIRE, immeuble=immeuble.id, lot=APPARTEMENT_306)
    deux = le_parc(evolve(immeuble, roles=(*immeuble.roles, autre)))
    assert refuse(TROP, deux) == PlusieursMandants(compte=LOCATAIRE, mandants=(BAILLEUR, CompteId("411LATOUR")))


@pytest.mark.req("TROP-01")
def test_the_one_that_is_refused_stops_no_other() -> None:
    """MORGON's movement does not balance: PAILLOUX is allocated all the same."""
    morgon = CompteId("411MORGON")
    seul = [une for une in reglement("9", 700, morgon) if une.compte == morgon]
    proposition = proposer(lire([*TROP, *seul]))
    assert [un.compte for un in proposition.trop_percus] == [LOCATAIRE]
    assert [un.compte for un in proposition.refuses] == [morgon]


@pytest.mark.req("TROP-03")
def test_only_a_tenant_s_account_is_looked_at() -> None:
    """A landlord in credit is owed his rents, a copropriétaire in credit is in advance: neither is a trop perçu."""
    avoirs = [
        *mouvement("1", JOUR, BANQUE, BAILLEUR, 100, "BQ"),
        *mouvement("2", JOUR, BANQUE, CompteId("450LATOUR"), 100, "BQ"),
    ]
    assert proposer(lire(avoirs)).trop_percus == proposer(lire(avoirs)).refuses == ()
    with pytest.raises(InvalidValue, match="512000"):
        CompteDeLocataire(
            compte=compte(LOCATAIRE, PAILLOUX, Metier.GERANCE),
            ecritures=(reglement("2", 5)[0],),
            mandants=frozenset(),
        )


def test_a_departed_tenant_s_surplus_is_his_last_landlord_s() -> None:
    """« Solder les locataires partis »: the one he rented of on his last day, whoever owns the lot since."""
    parti = partir(le_saint_louis(), APPARTEMENT_305, locataire=PAILLOUX, le=date(2020, 7, 1)).unwrap()
    vendu = evolve(
        parti,
        roles=(
            *(evolve(un, jusqua=date(2020, 7, 1)) if un.tiers == YALOXE else un for un in parti.roles),
            RoleTenu(
                tiers=CLATOUR, role=Role.PROPRIETAIRE, immeuble=parti.id, lot=APPARTEMENT_305, depuis=date(2020, 7, 1)
            ),
        ),
    )
    (un,) = proposer(lire(TROP, le_parc(vendu))).trop_percus
    assert un.mandant == BAILLEUR


@pytest.mark.req("TROP-02")
def test_the_selection_is_the_open_credits_of_the_day() -> None:
    """TROP-02: exactly the credits not allocated at the date: no debit, nothing lettered, nothing of later."""
    tard = reglement("8", 5, le=date(2020, 7, 8))
    lettree = evolve(TROP[3], id="lettree", lettrage="A")
    siennes = [une for une in (*TROP, *tard, lettree) if une.compte == LOCATAIRE]
    assert [une.id for une in selectionner(siennes, jour=JOUR)] == ["2/c"]


@pytest.mark.req("TROP-01", "TROP-02")
@given(st.lists(st.tuples(st.booleans(), st.integers(1, 100_000), st.booleans()), max_size=10))
def test_the_books_stay_as_they_were(mouvements: list[tuple[bool, int, bool]]) -> None:
    """Whatever came before: debits less credits unchanged, accounts in credit come to zero, and only once."""
    livres: list[Ecriture] = []
    for rang, (paie, montant, morgon) in enumerate(mouvements):
        qui = CompteId("411MORGON") if morgon else LOCATAIRE
        livres += reglement(f"R{rang}", montant, qui) if paie else quittance(f"Q{rang}", montant, qui)
    proposition = proposer(lire(livres))
    assert proposition.refuses == ()
    soldes = {
        qui: Euros.somme(une.credit - une.debit for une in livres if une.compte == qui)
        for qui in (LOCATAIRE, CompteId("411MORGON"))
    }
    assert {un.compte: un.montant for un in proposition.trop_percus} == {
        qui: solde for qui, solde in soldes.items() if solde > Euros(0)
    }
    for un in proposition.trop_percus:
        nouveaux = apres(livres, un)
        assert not Euros.somme(une.debit - une.credit for une in nouveaux)
        assert not Euros.somme(une.debit - une.credit for une in nouveaux if une.compte == un.compte)
        assert not Euros.somme(une.debit - une.credit for une in nouveaux if une.lettrage is not None)
        assert not is_successful(affecter(un, lire(nouveaux)))


def test_a_surplus_is_more_than_nothing_and_somebody_else_s() -> None:
    """What cannot exist."""
    un = le_trop_percu(TROP)
    with pytest.raises(InvalidValue, match="plus grand que zéro"):
        evolve(un, montant=Euros(0))
    with pytest.raises(InvalidValue, match="lui-même"):
        evolve(un, mandant=un.compte)
