"""The voices of a key, after the law has corrected them."""

from datetime import date
from fractions import Fraction

import pytest
from gilbert import CHARGES, JOUR, TOTAL, feuille_de_12, syndicat_de_12

from lsc_domain.assemblee import Code
from lsc_domain.copropriete import etablir_voix
from lsc_domain.loi import Politique
from lsc_domain.socle.ensemble import ensemble, tous

JUIN_2023 = date(2023, 6, 15)


def fractions(*parts: str) -> list[Fraction]:
    return [Fraction(part) for part in parts]


@pytest.mark.req("AG-13", "AG-14", "AG-09")
@pytest.mark.parametrize(
    ("code", "voix", "tetes"),
    [
        (Code.ABSENT, "288.90096", 4),
        (Code.PRESENT, "293", 3),
        (Code.DISTANCE, "65", 1),
        (Code.REPRESENTE, "223", 2),
        (Code.CORRESPONDANCE, "131.01420", 2),
    ],
)
def test_the_totals_of_the_attendance_table(code: Code, voix: str, tetes: int) -> None:
    """Each category of the Gilbert table has the printed total, to the last decimal."""
    poids = syndicat_de_12().voix(CHARGES, le=JOUR).peser(feuille_de_12().depart().avec(code))
    assert (poids.voix, poids.tetes) == (Fraction(voix), tetes)


@pytest.mark.req("AG-13", "AG-14", "I-29")
def test_the_whole_is_the_real_total() -> None:
    """1 000,91516 for 12 owners: never a round 1000, never a float."""
    total = syndicat_de_12().voix(CHARGES, le=JOUR).total
    assert (total.voix, total.tetes) == (TOTAL, 12)
    assert isinstance(total.voix, Fraction)


@pytest.mark.req("I-29")
def test_any_set_weighs_the_sum_of_its_members() -> None:
    """Counting on bit planes is counting: every set of the Gilbert weighs what its members weigh."""
    voix = syndicat_de_12().voix(CHARGES, le=JOUR)
    for membres in range(1 << 12):
        attendu = sum((voix.de(rang) for rang in range(12) if membres >> rang & 1), Fraction())
        assert voix.peser(membres).voix == attendu


@pytest.mark.req("I-09")
def test_the_example_of_le_particulier() -> None:
    """850 of 1000: cut to 150, the whole is 300 and two thirds of it 200."""
    voix = etablir_voix(fractions("850", *["17"] * 6, *["16"] * 3), le=JUIN_2023)
    assert (voix.de(0), voix.total.voix, voix.total.tetes) == (150, 300, 10)
    assert voix.total.voix * 2 / 3 == 200
    assert voix.reduit == 0
    assert "850 voix" in voix.motifs[0].texte
    assert voix.motifs[0].article.numero == "22"


@pytest.mark.req("I-09")
@pytest.mark.parametrize(
    ("majoritaire", "reduit"), [("500", False), ("500.00001", True), ("499.99999", False), ("999.99999", True)]
)
def test_more_than_half_is_strict(majoritaire: str, reduit: bool) -> None:
    """Exactly half is not cut; the next decimal is."""
    autres = Fraction(1000) - Fraction(majoritaire)
    voix = etablir_voix([Fraction(majoritaire), autres / 2, autres / 2], le=JUIN_2023)
    assert (voix.reduit == 0) is reduit
    assert voix.de(0) == (autres if reduit else Fraction(majoritaire))


@pytest.mark.req("I-09")
def test_after_the_reduction_nobody_outweighs_all_the_others() -> None:
    """The reduced owner weighs as much as all the others together, and reducing twice is reducing once."""
    voix = etablir_voix(fractions("700", "200", "100"), le=JUIN_2023)
    assert 2 * voix.de(0) == voix.total.voix
    encore = etablir_voix([voix.de(rang) for rang in range(3)], le=JUIN_2023)
    assert encore.reduit is None
    assert encore.total == voix.total


@pytest.mark.req("I-09")
@pytest.mark.parametrize(
    ("exemption", "fragment"),
    [
        ({"bailleurs_sociaux": 0b001}, "habitation à loyer modéré"),
        ({"deux_coproprietaires": True}, "deux copropriétaires"),
    ],
)
def test_who_is_not_reduced(exemption: dict[str, int], fragment: str) -> None:
    """An HLM body, and two owners since 2020, keep their voices; the reason is said."""
    voix = etablir_voix(fractions("700", "200", "100"), le=JUIN_2023, **exemption)  # type: ignore[arg-type]
    assert (voix.de(0), voix.reduit) == (700, None)
    assert fragment in voix.motifs[0].texte


@pytest.mark.req("I-09")
def test_an_owner_alone_keeps_his_voices() -> None:
    """The sum of no voices would leave nobody to decide."""
    voix = etablir_voix(fractions("1000", "0"), le=JUIN_2023)
    assert (voix.de(0), voix.total.tetes) == (1000, 1)
    assert "Un seul copropriétaire" in voix.motifs[0].texte


@pytest.mark.req("I-09")
def test_the_two_owners_of_before_2020_are_reduced() -> None:
    """The exemption of art. 41-16 is dated, whatever the caller believes."""
    for le, voix in ((date(2020, 5, 31), 280), (date(2020, 6, 1), 720)):
        assert etablir_voix(fractions("720", "280"), le=le, deux_coproprietaires=True).de(0) == voix


@pytest.mark.req("I-09")
def test_lots_of_the_syndicat_have_no_voice() -> None:
    """450 of the 800 that vote is more than half; of 1000 quote-parts, to the letter, it is not."""
    parts = fractions("450", "200", "150", "200")
    voix = etablir_voix(parts, le=JUIN_2023, sans_voix=0b1000)
    assert (voix.de(0), voix.de(3), voix.total.voix, voix.total.tetes) == (350, 0, 700, 3)
    a_la_lettre = etablir_voix(
        parts, le=JUIN_2023, sans_voix=0b1000, politique=Politique(reduction_calculee_sur="quotes_parts")
    )
    assert (a_la_lettre.de(0), a_la_lettre.total.voix) == (450, 800)


def test_a_key_nobody_is_in() -> None:
    """An empty key weighs nothing and breaks nothing."""
    for parts in ([], fractions("0", "0")):
        voix = etablir_voix(parts, le=JUIN_2023)
        assert (voix.total.voix, voix.total.tetes, voix.motifs) == (0, 0, ())
        assert voix.peser(tous(5)).voix == 0


@pytest.mark.req("AG-28")
def test_whoever_is_not_of_the_key_weighs_nothing() -> None:
    """A set may name owners who are not of the key: they are not counted, heads included."""
    voix = etablir_voix(fractions("10", "0", "20"), le=JUIN_2023, reduire=False)
    assert voix.membres == ensemble([0, 2])
    assert voix.peser(0b111) == voix.total == voix.peser(0b101)
    assert voix.peser(0b010).tetes == 0


@pytest.mark.req("AG-14", "I-29")
def test_mixed_denominators_stay_exact() -> None:
    """A third, a seventh and five decimals live together without rounding."""
    parts = [Fraction(1, 3), Fraction(1, 7), Fraction("0.00001"), Fraction(2, 5)]
    voix = etablir_voix(parts, le=JUIN_2023)
    assert [voix.de(rang) for rang in range(4)] == parts
    assert voix.total.voix == sum(parts)
