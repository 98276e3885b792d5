"""How many proxies one person may hold. The dated shares are in `cas/pouvoirs.toml`."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest

from lsc_domain.loi.plafond import PLAFOND, Plafond, plafonner
from lsc_domain.loi.politique import Politique
from lsc_domain.loi.version import a_la_date
from lsc_domain.socle.errors import InvalidValue

JOUR = date(2023, 6, 15)
GILBERT = Fraction("1000.91516")


def tenir(pouvoirs: list[str], propres: str = "0", total: Fraction = GILBERT, le: date = JOUR) -> Plafond:
    return plafonner([Fraction(un) for un in pouvoirs], voix_propres=Fraction(propres), total=total, le=le)


@pytest.mark.req("I-12")
def test_three_proxies_have_no_limit_of_voices() -> None:
    """Up to three proxies, whatever they weigh: ATRILLON, YQUEM and MORGON with MORGON's own voices."""
    trois = tenir(["74", "149", "145"], propres="145")
    assert trois.autorise
    assert "aucune limite de voix" in trois.motifs[0].texte


@pytest.mark.req("I-12")
@pytest.mark.parametrize(
    ("pouvoirs", "autorise"),
    [
        (["25.02287"] * 4, True),  # 100.09148
        (["25.02288", "25.02288", "25.02288", "25.02287"], True),  # 100.09151
        (["25.02288"] * 4, False),  # 100.09152
    ],
)
def test_beyond_three_a_tenth_of_the_voices(pouvoirs: list[str], autorise: bool) -> None:
    """For the Gilbert a fourth proxy needs own and entrusted voices of at most 100.091516."""
    plafond = tenir(pouvoirs)
    assert plafond.autorise is autorise
    assert "soit 100,091516" in plafond.motifs[0].texte
    assert ("n'excèdent pas" in plafond.motifs[0].texte) is autorise


@pytest.mark.req("I-12")
def test_own_voices_count_with_those_of_the_mandants() -> None:
    """The holder's own voices are part of the tenth."""
    assert tenir(["20"] * 4, propres="20", total=Fraction(1000)).autorise
    assert not tenir(["20"] * 4, propres="20.00001", total=Fraction(1000)).autorise


@pytest.mark.req("I-12")
@pytest.mark.parametrize("lecture", ["stricte", "large"])
def test_every_day_since_the_law_has_one_share(lecture: str) -> None:
    """The periods follow each other without a hole, from the first day of the law to now."""
    periodes = PLAFOND[lecture]  # type: ignore[index]
    for avant, apres in pairwise(periodes):
        assert avant.jusqua == apres.depuis
        assert a_la_date(periodes, apres.depuis - timedelta(days=1)) is avant
    assert periodes[0].depuis == date(1965, 7, 11)
    assert periodes[-1].jusqua is None


@pytest.mark.req("I-12")
def test_the_15_percent_of_the_orders_is_cited_from_the_orders() -> None:
    """In June 2021 the share is 15 % and the reason cites ordonnance 2020-304."""
    plafond = tenir(["20"] * 6, propres="20", total=Fraction(1000), le=date(2021, 6, 15))
    assert plafond.autorise
    assert plafond.part == Fraction(15, 100)
    assert plafond.motifs[0].article.reference == "ordonnance 2020-304, art. 22-4"


@pytest.mark.parametrize(
    ("pouvoirs", "propres", "total"),
    [
        ([Fraction(-1)], Fraction(0), Fraction(10)),
        ([Fraction(6)], Fraction(5), Fraction(10)),
        ([], Fraction(-1), Fraction(10)),
    ],
)
def test_voices_that_cannot_be_are_not_capped(pouvoirs: list[Fraction], propres: Fraction, total: Fraction) -> None:
    """Negative voices, or more voices than the syndicat has, are a mistake of the caller."""
    with pytest.raises(InvalidValue, match="pouvoirs"):
        plafonner(pouvoirs, voix_propres=propres, total=total, le=JOUR)


def test_before_the_law_there_is_no_cap() -> None:
    """No rule answers for a day before 11 July 1965."""
    with pytest.raises(InvalidValue, match="11/07/1965"):
        tenir(["1"] * 4, le=date(1965, 7, 10))


@pytest.mark.req("I-12")
def test_the_two_readings_of_the_first_days_of_the_order() -> None:
    """14 % on 21 May 2020: refused by the strict reading, allowed by the wide one."""
    for lecture, autorise in (("stricte", False), ("large", True)):
        plafond = plafonner(
            [Fraction(20)] * 6,
            voix_propres=Fraction(20),
            total=Fraction(1000),
            le=date(2020, 5, 21),
            politique=Politique(derogation_des_pouvoirs=lecture),
        )
        assert plafond.autorise is autorise


@pytest.mark.req("I-12")
def test_mandants_of_one_secondary_syndicat_have_no_limit() -> None:
    """At the meeting of the principal syndicat, proxies all from one secondary syndicat are not capped."""
    cinq = [Fraction(100)] * 5
    for meme, autorise in ((False, False), (True, True)):
        plafond = plafonner(
            cinq, voix_propres=Fraction(0), total=Fraction(1000), le=JOUR, meme_syndicat_secondaire=meme
        )
        assert plafond.autorise is autorise
    assert "même syndicat secondaire" in plafond.motifs[0].texte


@pytest.mark.req("I-12")
def test_three_proxies_may_hold_every_voice() -> None:
    """Three mandants and the holder may be the whole syndicat."""
    assert tenir(["300", "300", "300"], propres="100", total=Fraction(1000)).autorise
