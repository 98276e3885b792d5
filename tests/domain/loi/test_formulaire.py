"""How the law of a day reads a correspondence form."""

from datetime import date

import pytest

from lsc_domain.loi.formulaire import LectureDuFormulaire, lecture_du_formulaire

AUJOURD_HUI = LectureDuFormulaire()
ELAN = LectureDuFormulaire(silence_vaut_contre=True, amende_vaut_contre=True)


@pytest.mark.req("AG-37", "I-24")
@pytest.mark.parametrize(
    ("le", "attendue"),
    [
        (date(1965, 7, 11), AUJOURD_HUI),
        (date(2018, 11, 24), AUJOURD_HUI),
        (date(2018, 11, 25), ELAN),
        (date(2020, 5, 31), ELAN),
        (date(2020, 6, 1), AUJOURD_HUI),
        (date(2020, 7, 7), AUJOURD_HUI),
        (date(2026, 9, 8), AUJOURD_HUI),
    ],
)
def test_silence_and_amendments_counted_against_under_elan_only(le: date, attendue: LectureDuFormulaire) -> None:
    """From 25/11/2018 to 31/05/2020 silence and overtaken answers counted against; not before, not since."""
    assert lecture_du_formulaire(le).valeur == attendue


@pytest.mark.req("AG-37")
def test_a_reading_cites_the_version_it_comes_from() -> None:
    """The reading of ELAN and that of today are two versions of art. 17-1 A."""
    elan, actuelle = (lecture_du_formulaire(le).article for le in (date(2019, 6, 1), date(2021, 6, 1)))
    assert (elan.version, actuelle.version) == ("LEGIARTI000037666212", "LEGIARTI000039313644")
    assert elan.numero == actuelle.numero == "17-1 A"
