"""The second chance: a second vote, or a new meeting."""

from fractions import Fraction

import pytest

from lsc_domain.loi.article import loi
from lsc_domain.loi.decompte import Decompte, Poids
from lsc_domain.loi.loi_1965 import (
    APRES_25,
    APRES_26,
    MAJORITE_24,
    MAJORITE_25,
    MOITIE_DES_PARTICIPANTS,
    ORDONNANCE_2019,
    TIERS_DE_TOUS,
)
from lsc_domain.loi.passerelle import NouvelleAssemblee, Passerelle
from lsc_domain.socle.errors import InvalidValue


def compte(pour: str, tetes: int = 1, participants: int = 1, total: str = "900") -> Decompte:
    oui = Fraction(pour)
    return Decompte(
        pour=Poids(voix=oui, tetes=tetes),
        contre=Poids(voix=Fraction(), tetes=0),
        non_votant=Poids(voix=Fraction(total) - oui, tetes=12 - tetes),
        participants=Poids(voix=oui, tetes=participants),
    )


@pytest.mark.req("MAJ-09", "I-07")
def test_a_second_vote_settles_the_matter() -> None:
    """A second vote that could leave things undecided, and open a third, cannot exist."""
    with pytest.raises(InvalidValue, match="troisième"):
        Passerelle(
            fondement="26-1",
            seuils=(TIERS_DE_TOUS,),
            majorite=MAJORITE_25[0].valeur,
            obligatoire=True,
            article=loi("26-1"),
        )


@pytest.mark.req("MAJ-08")
def test_25_1_opens_at_a_third() -> None:
    """A third of all voices opens it, exactly a third included."""
    passerelle = APRES_25[-1].valeur.passerelle
    assert passerelle is not None
    assert passerelle.s_ouvre(compte("300"))
    assert not passerelle.s_ouvre(compte("299.99999"))
    assert passerelle.majorite is MAJORITE_24[1].valeur


@pytest.mark.req("MAJ-01")
@pytest.mark.parametrize(
    ("pour", "tetes", "participants", "ouverte"),
    [("300", 4, 8, True), ("299.99999", 4, 8, False), ("300", 4, 9, False), ("900", 4, 9, False), ("300", 1, 1, True)],
)
def test_26_1_opens_at_half_of_those_who_take_part_holding_a_third(
    pour: str, tetes: int, participants: int, ouverte: bool
) -> None:
    """Both are needed: half of the members who take part, and a third of all voices."""
    passerelle = APRES_26[-1].valeur.passerelle
    assert passerelle is not None
    assert passerelle.seuils == (MOITIE_DES_PARTICIPANTS, TIERS_DE_TOUS)
    assert passerelle.s_ouvre(compte(pour, tetes, participants)) is ouverte


@pytest.mark.req("MAJ-08")
def test_since_2020_the_meeting_does_vote_again() -> None:
    """« Se prononce » since 1 June 2020, « peut décider » before."""
    for version in APRES_25[1:]:
        assert version.valeur.passerelle is not None
        assert version.valeur.passerelle.obligatoire is (version.depuis >= ORDONNANCE_2019)


@pytest.mark.req("I-06")
def test_a_new_meeting_is_the_way_below_a_third_only() -> None:
    """With a third the second vote is the way; before 2000 there was none, and any failure opened a new meeting."""
    sous_le_tiers = NouvelleAssemblee(majorite="24", delai_mois=3, sous=TIERS_DE_TOUS, article=loi("25-1"))
    sans_condition = NouvelleAssemblee(majorite="24", delai_mois=None, sous=None, article=loi("25"))
    for pour, ouverte in (("299.99999", True), ("300", False)):
        assert sous_le_tiers.s_ouvre(compte(pour)) is ouverte
        assert sans_condition.s_ouvre(compte(pour))
