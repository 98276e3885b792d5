"""Versions of the software, in their order."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.version_logicielle import (
    BRANCHES_MAINTENUES,
    MINIMA,
    Fonction,
    VersionInsuffisante,
    VersionLogicielle,
    exiger_version,
    libelle,
)

ORDRE = ("5.5.31", "5.6.19", "6.0.6", "6.0.7", "6.0.7r1", "6.2.7", "6.3")
lire = VersionLogicielle.lire
versions = st.builds(
    VersionLogicielle, st.lists(st.integers(0, 12), min_size=1, max_size=4).map(tuple), st.integers(0, 3)
)


@pytest.mark.req("SYS-04", "ELAN-01")
@pytest.mark.parametrize(("avant", "apres"), list(pairwise(ORDRE)))
def test_versions_are_in_their_order(avant: str, apres: str) -> None:
    """ELAN-01: 5.5.31 < 5.6.19 < 6.0.6 < 6.0.7 < 6.0.7r1 < 6.2.7 < 6.3."""
    assert lire(avant) < lire(apres)
    assert not lire(apres) <= lire(avant)


@pytest.mark.req("ELAN-01")
def test_two_branches_are_maintained() -> None:
    """The addendum is for 5.6.19 and 5.5.31."""
    assert [str(une) for une in BRANCHES_MAINTENUES] == ["5.5.31", "5.6.19"]


@pytest.mark.req("SYS-04")
def test_numbers_are_compared_as_numbers() -> None:
    """6.0.10 comes after 6.0.9, 6.0.7r10 after 6.0.7r9; 6.3 and 6.3.0 are one version."""
    assert lire("6.0.9") < lire("6.0.10")
    assert lire("6.0.7r9") < lire("6.0.7r10") < lire("6.0.8")
    assert lire("6.3") == lire("6.3.0")
    assert hash(lire("6.3")) == hash(lire("6.3.0"))
    assert lire("6.3") < lire("6.3.0r1")


@pytest.mark.req("SYS-04")
@given(versions, versions)
def test_the_order_is_total(une: VersionLogicielle, autre: VersionLogicielle) -> None:
    """Any two versions are one before the other, or the same; and what is written is read again."""
    assert sum((une < autre, une == autre, une > autre)) == 1
    assert lire(str(une)) == une
    assert str(lire(str(une))) == str(une)


@pytest.mark.parametrize("texte", ["", "6.", ".6", "6..0", "v6.0", "6.0.7r", "6.0.7r0", "6.0.7 ", "6,0", "6.0.7r1r2"])
def test_what_is_not_a_version_cannot_be_read(texte: str) -> None:
    """A version is numbers, points, and a revision that counts from one."""
    with pytest.raises(InvalidValue, match=r"6\.0\.7r1"):
        lire(texte)


@pytest.mark.parametrize(("numeros", "revision"), [((), 0), ((6, -1), 0), ((6,), -1)])
def test_a_version_has_numbers_and_none_is_negative(numeros: tuple[int, ...], revision: int) -> None:
    """What cannot be written cannot exist."""
    with pytest.raises(InvalidValue, match="version"):
        VersionLogicielle(numeros, revision)


@pytest.mark.req("SYS-04")
@pytest.mark.parametrize(
    ("fonction", "minimum"),
    [
        (Fonction.CAPTAIN_TOWER, "6.0.7"),
        (Fonction.LOVYS, "6.0.7"),
        (Fonction.AG_CONNECT, "6.0.6"),
        (Fonction.AG_CONNECT_RETOUR_AUTOMATIQUE, "6.0.7r1"),
        (Fonction.CLAC, "6.0.6"),
        (Fonction.CLAC_SANS_MANDAT, "6.2.7"),
        (Fonction.INCH, "6.0.6"),
    ],
)
def test_each_function_has_its_first_version(fonction: Fonction, minimum: str) -> None:
    """SYS-04: the version itself is enough; anything before it is refused, and the refusal says which is needed."""
    assert MINIMA[fonction] == lire(minimum)
    assert exiger_version(fonction, lire(minimum)).unwrap() == lire(minimum)
    refus = exiger_version(fonction, lire("6.0.5r9")).failure()
    assert refus == VersionInsuffisante(fonction=fonction, version=lire("6.0.5r9"), minimum=lire(minimum))
    assert libelle(refus).startswith(f"version {minimum} minimum")
    assert set(MINIMA) == set(Fonction)


@pytest.mark.req("EXP-03")
def test_every_function_asks_for_version_6() -> None:
    """The guide assumes version 6, though the branches 5 are still maintained: no function is promised to these."""
    assert min(MINIMA.values()) >= VersionLogicielle.lire("6.0")
    assert min(BRANCHES_MAINTENUES) < VersionLogicielle.lire("6.0")
