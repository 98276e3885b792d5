"""The head of a meeting's file."""

from datetime import date, time

import pytest
from attrs import evolve
from gilbert import MORGON

from lsc_domain.assemblee import FicheDAssemblee, TypeDAssemblee, creer_fiche, proposer_reference
from lsc_domain.assemblee.refus import ReferenceDejaPrise, TypeIndifferent
from lsc_domain.copropriete import Personne

GRIMMAURD = FicheDAssemblee(reference="3-S007", date=date(2020, 7, 13), heure=time(17))


@pytest.mark.req("AG-01")
def test_a_meeting_with_its_mandatory_fields_alone() -> None:
    """3-S007, « Assemblée générale », 13/07/2020 at 17:00, everything else empty: valid."""
    assert creer_fiche(GRIMMAURD, references_prises=()).unwrap() is GRIMMAURD
    assert (GRIMMAURD.nom, GRIMMAURD.type) == ("Assemblée générale", TypeDAssemblee.ORDINAIRE)
    assert (GRIMMAURD.lieu, GRIMMAURD.note, GRIMMAURD.scrutateurs) == ("", "", ())
    with pytest.raises(ValueError, match="reference"):
        evolve(GRIMMAURD, reference="")


@pytest.mark.req("AG-01")
def test_a_new_meeting_is_ordinary_or_extraordinary() -> None:
    """Three types exist; « indifférent » is kept for imported meetings, never chosen."""
    assert [un.value for un in TypeDAssemblee] == ["ordinaire", "extraordinaire", "indifferent"]
    for type_, refus in ((TypeDAssemblee.EXTRAORDINAIRE, None), (TypeDAssemblee.INDIFFERENT, TypeIndifferent())):
        creee = creer_fiche(evolve(GRIMMAURD, type=type_), references_prises=())
        assert creee.swap().value_or(None) == refus


@pytest.mark.req("AG-01")
def test_a_reference_is_taken_once() -> None:
    """Two meetings do not bear one reference."""
    creee = creer_fiche(GRIMMAURD, references_prises=("3-S007",))
    assert creee.failure() == ReferenceDejaPrise(reference="3-S007")
    assert creer_fiche(GRIMMAURD, references_prises=("2-S007", "3-S008")).unwrap() is GRIMMAURD


@pytest.mark.req("AG-01")
@pytest.mark.parametrize(
    ("exercice", "reference"), [(2023, "3-S007"), (2020, "0-S007"), (2019, "9-S007"), (1999, "9-S007")]
)
def test_a_reference_is_proposed(exercice: int, reference: str) -> None:
    """Last digit of the exercise, then the code of the syndicat."""
    assert proposer_reference(exercice, "S007") == reference


@pytest.mark.req("I-10", "AG-01")
def test_the_bureau_is_made_of_owners_or_names() -> None:
    """Chair, secretary and scrutateurs are owners or names; they are elected at art. 24, as any resolution."""
    bureau = evolve(
        GRIMMAURD,
        president=Personne(coproprietaire=MORGON),
        secretaire=Personne(nom="Le syndic"),
        scrutateurs=(Personne(nom="Casper"),),
    )
    assert bureau.president is not None
    assert bureau.president.identite == ("coproprietaire", MORGON)
