"""What is kept is read again as it was, whatever a record is made of; what could not be is refused first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum
from fractions import Fraction
from typing import cast
from zoneinfo import ZoneInfo

import pytest
from attrs import field, frozen
from hypothesis import given
from hypothesis import strategies as st

from lsc_adapters.codec.canonique import canonique
from lsc_adapters.codec.errors import InvalidPayload
from lsc_adapters.codec.exact import read_exact, write_exact
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import TiersId


class Couleur(StrEnum):
    ROUGE = "rouge"
    BLEU = "bleu"


@frozen(kw_only=True)
class Petit:
    montant: Euros
    part: Fraction = Fraction(1, 3)


@frozen(kw_only=True)
class Grand:
    couleurs: frozenset[Couleur] = frozenset()
    tiers: frozenset[TiersId] = frozenset()
    heures: tuple[tuple[Couleur, time], ...] = ()
    par_couleur: Mapping[Couleur, Petit] = field(factory=dict[Couleur, Petit])
    par_jour: Mapping[str, tuple[date, ...]] = field(factory=dict[str, tuple[date, ...]])
    le: datetime | None = None
    instants: Mapping[str, tuple[datetime, ...]] = field(factory=dict[str, tuple[datetime, ...]])
    secret: str = field(default="", repr=False)
    petits: tuple[Petit, ...] = ()
    longueur: int = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "longueur", len(self.petits))


COULEURS = st.sampled_from(Couleur)
PETITS = st.builds(Petit, montant=st.integers(-(10**15), 10**15).map(Euros), part=st.fractions())
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
GRANDS = st.builds(
    Grand,
    couleurs=st.frozensets(COULEURS),
    tiers=st.frozensets(st.text().map(TiersId)),
    heures=st.lists(st.tuples(COULEURS, st.times())).map(tuple),
    par_couleur=st.dictionaries(COULEURS, PETITS),
    par_jour=st.dictionaries(st.text(max_size=3), st.lists(st.dates()).map(tuple)),
    le=st.none() | st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1), timezones=ZONES),  # noqa: DTZ001
    secret=st.text(),
    petits=st.lists(PETITS, max_size=2).map(tuple),
)


@given(GRANDS)
def test_what_is_written_is_read(grand: Grand) -> None:
    """Equal, and of the same types: a set of enumerations is not a set of texts."""
    relu = read_exact(write_exact(grand), Grand)
    assert relu == grand
    assert {type(un) for un in (*relu.couleurs, *relu.par_couleur, *(couleur for couleur, _ in relu.heures))} <= {
        Couleur
    }


@pytest.mark.parametrize("fold", [0, 1])
def test_an_hour_that_comes_twice_is_kept(fold: int) -> None:
    """It is no other instant in UTC, though Python says that it is."""
    le = datetime(2020, 10, 25, 2, 30, fold=fold, tzinfo=ZoneInfo("Europe/Paris"))
    relu = read_exact(write_exact(Grand(le=le, instants={"la nuit": (le,)})), Grand)
    for un in (relu.le, *relu.instants["la nuit"]):
        assert un is not None
        assert un.isoformat() == f"2020-10-25T0{fold}:30:00+00:00"


def test_an_hour_that_comes_twice_excuses_nothing_beside_it() -> None:
    """A text in the place of an hour is refused, whatever instant stands beside it."""
    le = datetime(2020, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Paris"))
    with pytest.raises(InvalidPayload, match="ne se relit pas"):
        write_exact(Grand(le=le, heures=((Couleur.BLEU, cast("time", "02:30")),)))


def test_what_is_written_is_plain() -> None:
    """A set is a sorted list, a table of enumerations a table of their texts: anybody's reader of JSON is enough."""
    grand = Grand(
        couleurs=frozenset(Couleur),
        heures=((Couleur.BLEU, time(2, 30)),),
        par_couleur={Couleur.ROUGE: Petit(montant=Euros(-1))},
    )
    assert canonique(write_exact(grand)) == (
        '{"couleurs":["bleu","rouge"],"heures":[["bleu","02:30"]],"instants":{},"le":null,'
        '"par_couleur":{"rouge":{"montant":{"centimes":-1},"part":"1/3"}},"par_jour":{},"petits":[],"secret":"",'
        '"tiers":[]}'
    )
    assert {type(un) for un in write_exact(grand)["couleurs"]} == {str}


def test_what_was_written_before_a_field_was_is_read() -> None:
    """A field added since, with a default, is not asked of the rows of before."""
    assert read_exact({"petits": [{"montant": {"centimes": 12}}]}, Grand) == Grand(petits=(Petit(montant=Euros(12)),))


@pytest.mark.parametrize(
    ("valeurs", "faute"),
    [
        ({"heures": [["bleu"]]}, "2 éléments"),
        ({"heures": [["bleu", "02:30", "03:30"]]}, "2 éléments"),
        ({"heures": [["vert", "02:30"]]}, "rouge, bleu"),
        ({"heures": ["bleu"]}, "une liste"),
        ({"couleurs": ["bleu", "bleu"]}, "deux fois"),
        ({"par_couleur": {"vert": {"montant": {"centimes": 1}}}}, "rouge, bleu"),
        ({"par_couleur": {"bleu": {"montant": {"centimes": "1"}}}}, "un entier"),
        ({"par_couleur": []}, "un objet"),
        ({"inconnue": 1}, "clé inconnue"),
        ({"longueur": 0}, "clé inconnue"),
    ],
)
def test_what_was_not_written_so_is_refused(valeurs: object, faute: str) -> None:
    with pytest.raises(InvalidPayload, match=faute):
        read_exact(valeurs, Grand)


@frozen(kw_only=True)
class Impossible:
    table: Mapping[int, str]


def test_a_table_by_numbers_is_refused_before_it_is_kept() -> None:
    with pytest.raises(InvalidPayload, match="par des textes"):
        write_exact(Impossible(table={1: "un"}))
