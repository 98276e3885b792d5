"""The shape of a majority: thresholds over named bases."""

from fractions import Fraction

import pytest

from lsc_domain.loi.article import loi
from lsc_domain.loi.decompte import Decompte, Poids
from lsc_domain.loi.loi_1965 import (
    DEUX_TIERS_DE_TOUS,
    MOITIE_DE_TOUS,
    MOITIE_DES_MEMBRES,
    MOITIE_DES_PARTICIPANTS,
    QUART_DE_TOUS,
    QUINZE_POUR_CENT,
    TIERS_DE_TOUS,
    TOUTES_LES_VOIX,
    VOIX_DES_PRESENTS,
    VOIX_EXPRIMEES,
)
from lsc_domain.loi.majorite import Assiette, Cote, Majorite, Seuil, Unite
from lsc_domain.socle.errors import InvalidValue

TOTAL = Fraction("1000.91516")


def compte(
    pour: Fraction,
    contre: Fraction = Fraction(0),
    *,
    total: Fraction = TOTAL,
    tetes: int = 1,
    membres: int = 1,
    participants: int | None = None,
) -> Decompte:
    """A count whose no has no head: `tetes` say yes, of `membres` in all."""
    return Decompte(
        pour=Poids(voix=pour, tetes=tetes),
        contre=Poids(voix=contre, tetes=0),
        non_votant=Poids(voix=total - pour - contre, tetes=membres - tetes),
        participants=Poids(voix=pour + contre, tetes=tetes if participants is None else participants),
    )


@pytest.mark.req("MAJ-11", "I-29")
@pytest.mark.parametrize(
    ("seuil", "juste_dessous", "juste_au_dessus"),
    [
        (TIERS_DE_TOUS, "333.63838", "333.63839"),
        (DEUX_TIERS_DE_TOUS, "667.27677", "667.27678"),
        (MOITIE_DE_TOUS, "500.45758", "500.45759"),  # strict: the half itself is below
        (TOUTES_LES_VOIX, "1000.91515", "1000.91516"),
        (QUART_DE_TOUS, "250.22878", "250.22879"),
        (QUINZE_POUR_CENT, "150.13727", "150.13728"),
    ],
)
def test_thresholds_are_exact(seuil: Seuil, juste_dessous: str, juste_au_dessus: str) -> None:
    """A threshold falls between two neighbours of five decimals, on the real total, without any rounding."""
    assert not seuil.atteint(compte(Fraction(juste_dessous)))
    assert seuil.atteint(compte(Fraction(juste_au_dessus)))


@pytest.mark.req("MAJ-11")
@pytest.mark.parametrize(
    ("seuil", "part", "suffit"),
    [
        (TIERS_DE_TOUS, Fraction(1, 3), True),
        (DEUX_TIERS_DE_TOUS, Fraction(2, 3), True),
        (QUART_DE_TOUS, Fraction(1, 4), True),
        (QUINZE_POUR_CENT, Fraction(15, 100), True),
        (TOUTES_LES_VOIX, Fraction(1), True),
        (MOITIE_DE_TOUS, Fraction(1, 2), False),
    ],
)
def test_at_least_is_inclusive_and_a_majority_is_strict(seuil: Seuil, part: Fraction, suffit: bool) -> None:
    """The exact third, quarter and two thirds are enough; the exact half is not a majority."""
    for total in (TOTAL, Fraction(1000), Fraction(1)):
        assert seuil.atteint(compte(total * part, total=total)) is suffit


@pytest.mark.req("MAJ-11")
def test_heads_are_counted_the_same_way() -> None:
    """More than half of the members is strict, half of those who take part is inclusive."""
    voix = Fraction(500)
    assert not MOITIE_DES_MEMBRES.atteint(compte(voix, tetes=6, membres=12))
    assert MOITIE_DES_MEMBRES.atteint(compte(voix, tetes=7, membres=12))
    assert MOITIE_DES_PARTICIPANTS.atteint(compte(voix, tetes=4, membres=12, participants=8))
    assert not MOITIE_DES_PARTICIPANTS.atteint(compte(voix, tetes=4, membres=12, participants=9))


@pytest.mark.req("I-01")
def test_expressed_voices_are_measured_against_the_other_side() -> None:
    """One yes more also widens the base: what the yes must pass is the no."""
    decompte = compte(Fraction(200), Fraction(300))
    assert VOIX_EXPRIMEES.requis(decompte) == 300
    assert VOIX_EXPRIMEES.requis(decompte, Cote.CONTRE) == 200
    assert VOIX_EXPRIMEES.base(decompte) == 500
    assert not VOIX_EXPRIMEES.atteint(decompte)
    assert VOIX_EXPRIMEES.atteint(decompte, Cote.CONTRE)


def test_the_side_and_its_opposite() -> None:
    """Each side is the opposite of the other."""
    assert Cote.POUR.oppose is Cote.CONTRE
    assert Cote.CONTRE.oppose is Cote.POUR


@pytest.mark.parametrize("part", [Fraction(0), Fraction(-1, 2), Fraction(3, 2)])
def test_a_share_is_between_nothing_and_everything(part: Fraction) -> None:
    """No majority asks for less than something, or for more than all."""
    with pytest.raises(InvalidValue, match="entre 0 et 1"):
        Seuil(unite=Unite.VOIX, assiette=Assiette.TOUS, part=part)


def test_a_majority_has_a_threshold() -> None:
    """A majority of nothing would adopt everything."""
    with pytest.raises(InvalidValue, match="au moins un"):
        Majorite(nom="24", libelle="vide", seuils=(), tranche=True, article=loi("24"))


@pytest.mark.parametrize(
    ("seuil", "nom"),
    [
        (VOIX_EXPRIMEES, "plus de la moitié des voix exprimées"),
        (VOIX_DES_PRESENTS, "plus de la moitié des voix des copropriétaires présents ou représentés"),
        (MOITIE_DES_MEMBRES, "plus de la moitié des membres du syndicat"),
        (MOITIE_DES_PARTICIPANTS, "au moins la moitié des membres présents, représentés ou votant par correspondance"),
        (DEUX_TIERS_DE_TOUS, "au moins les deux tiers des voix de tous les copropriétaires"),
        (TIERS_DE_TOUS, "au moins le tiers des voix de tous les copropriétaires"),
        (TOUTES_LES_VOIX, "la totalité des voix de tous les copropriétaires"),
        (
            Seuil(unite=Unite.TETES, assiette=Assiette.EXPRIMES, part=Fraction(3, 4), strict=True),
            "plus que les trois quarts des copropriétaires exprimés",
        ),
    ],
)
def test_a_threshold_is_named_in_the_words_of_the_law(seuil: Seuil, nom: str) -> None:
    """Thresholds read as the law writes them."""
    assert seuil.nom == nom


@pytest.mark.req("I-05")
def test_a_refusal_needs_heads_only_when_the_voices_are_there() -> None:
    """Heads may be unknown: they are not asked for when the no already falls short in voices."""
    majorite = Majorite(
        nom="26",
        libelle="essai",
        seuils=(MOITIE_DES_MEMBRES, DEUX_TIERS_DE_TOUS),
        tranche=False,
        article=loi("26"),
    )
    court = Decompte(pour=Poids(voix=Fraction(5)), contre=Poids(voix=Fraction(5)))
    assert not majorite.refuse(court)
    with pytest.raises(InvalidValue, match="nombre de copropriétaires inconnu"):
        majorite.refuse(Decompte(pour=Poids(voix=Fraction(1)), contre=Poids(voix=Fraction(9))))


@pytest.mark.req("I-01")
def test_every_expressed_voice_is_another_thing_than_half() -> None:
    """Unanimity of the expressed voices is measured on them all, since no share is left to the other side."""
    tous = Seuil(unite=Unite.VOIX, assiette=Assiette.EXPRIMES, part=Fraction(1))
    assert tous.requis(compte(Fraction(200), Fraction(1))) == 201
    assert not tous.atteint(compte(Fraction(200), Fraction(1)))
    assert tous.atteint(compte(Fraction(200)))
    trois_quarts = Seuil(unite=Unite.VOIX, assiette=Assiette.EXPRIMES, part=Fraction(3, 4))
    assert trois_quarts.requis(compte(Fraction(200), Fraction(100))) == 300
