"""Somebody a meeting names."""

import pytest
from gilbert import CASPER, MORGON

from lsc_domain.copropriete import Empechement, Personne
from lsc_domain.socle.errors import InvalidValue


@pytest.mark.req("AG-15")
def test_a_person_is_an_owner_or_a_name() -> None:
    """A mandataire may be a person from outside: a name is then all there is, and there must be one."""
    assert str(CASPER) == "Casper"
    assert str(Personne(coproprietaire=MORGON)) == "450MORGONC"
    assert str(Personne(coproprietaire=MORGON, nom="MORGON Charles")) == "MORGON Charles"
    for nom in ("", "   "):
        with pytest.raises(InvalidValue, match="ni copropriétaire ni nom"):
            Personne(nom=nom)


@pytest.mark.req("AG-53", "AG-15")
@pytest.mark.parametrize(
    ("une", "autre", "la_meme"),
    [
        (Personne(nom="Casper"), Personne(nom="  CASPER "), True),
        (Personne(nom="Jean  Casper"), Personne(nom="jean casper"), True),
        (Personne(nom="Casper"), Personne(nom="Girardot"), False),
        (Personne(coproprietaire=MORGON, nom="MORGON"), Personne(coproprietaire=MORGON), True),
        (Personne(coproprietaire=MORGON), Personne(nom="450MORGONC"), False),
    ],
)
def test_who_is_the_same_person(une: Personne, autre: Personne, la_meme: bool) -> None:
    """An owner is known by his account, a person from outside by his name, case and spaces aside."""
    assert (une.identite == autre.identite) is la_meme


@pytest.mark.req("I-13")
@pytest.mark.parametrize("cause", list(Empechement))
def test_every_cause_that_forbids_proxies_is_said(cause: Empechement) -> None:
    """The syndic, his circle, his employees, their circle, and the debtor: each has its words."""
    assert cause.libelle
    assert cause.libelle[0].islower()
