"""Lettering: entries of one account that settle each other, and no others."""

from datetime import date

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from returns.pipeline import is_successful

from lsc_domain.compte import (
    DejaLettree,
    Ecriture,
    EcritureDUnAutreCompte,
    LettrageDesequilibre,
    RienALettrer,
    lettrer,
    lettres_suivantes,
)
from lsc_domain.compte.lettrage import RefusDeLettrage, libelle
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import CompteId
from lsc_domain.testing.strategies.compte import ecritures

COMPTE = CompteId("411PAILLOUX")
APPEL = Ecriture(id="1", compte=COMPTE, journal="QU", le=date(2020, 1, 1), libelle="Loyer", debit=Euros(45900))
PAIE = Ecriture(id="2", compte=COMPTE, journal="BQ", le=date(2020, 1, 5), libelle="Règlement", credit=Euros(45900))


def test_what_settles_is_lettered_with_the_next_letters() -> None:
    """A rent and its payment, after A: B."""
    assert lettrer(COMPTE, (APPEL, PAIE), pris=("A",)).unwrap() == "B"


@pytest.mark.parametrize(
    ("choisies", "refus", "dit"),
    [
        ((), RienALettrer(compte=COMPTE), "Aucune écriture du compte 411PAILLOUX n'est à lettrer."),
        ((APPEL,), LettrageDesequilibre(compte=COMPTE, ecart=Euros(45900)), "il reste 459,00 €"),
        ((APPEL, evolve(PAIE, lettrage="A")), DejaLettree(ecriture="2", lettrage="A"), "déjà lettrée A"),
        (
            (APPEL, evolve(PAIE, compte=CompteId("411AUTRE"))),
            EcritureDUnAutreCompte(compte=COMPTE, ecriture="2"),
            "L'écriture 2 n'est pas du compte 411PAILLOUX.",
        ),
    ],
)
def test_what_does_not_settle_is_refused(choisies: tuple[Ecriture, ...], refus: RefusDeLettrage, dit: str) -> None:
    """Nothing is lettered that leaves something."""
    assert lettrer(COMPTE, choisies, pris=()).failure() == refus
    assert dit in libelle(refus)


@given(st.lists(ecritures(compte=st.just(COMPTE)), min_size=1, max_size=6))
def test_only_what_adds_up_to_zero_is_lettered(choisies: list[Ecriture]) -> None:
    """And the rest says by how much it does not."""
    juge = lettrer(COMPTE, choisies, pris=())
    ecart = Euros.somme(une.debit - une.credit for une in choisies)
    assert is_successful(juge) == (not ecart)
    if ecart:
        assert juge.failure() == LettrageDesequilibre(compte=COMPTE, ecart=ecart)


@given(st.integers(0, 1500))
def test_letters_never_come_back(combien: int) -> None:
    """A to Z, then AA to ZZ, then AAA: each once, one after another."""
    pris: list[str] = []
    for _ in range(min(combien, 60)):
        pris.append(lettres_suivantes(pris))
    assert len(set(pris)) == len(pris)
    assert pris == sorted(pris, key=lambda un: (len(un), un))
    assert lettres_suivantes(["ZZ"]) == "AAA"
