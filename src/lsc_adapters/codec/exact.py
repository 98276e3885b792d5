"""
The exact written form of what is kept: what is read again is equal to what was written, to the last digit.

An exchange file is made for people: it rounds what has no finite decimals, and refuses a year 1789. What is kept
must not: a share of a third is written `1/3`, an hour keeps its seconds, and a record that would not be read again
as it is is refused before it is kept, not on the day it is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from enum import Enum
from fractions import Fraction
from functools import cache
from types import GenericAlias
from typing import Any, Final, TypeVar, cast, get_args, get_origin

import attrs
from cattrs import Converter

from lsc_adapters.codec.converter import DATE, make_converter, read
from lsc_adapters.codec.errors import InvalidPayload
from lsc_adapters.codec.plain import liste, table
from lsc_domain.loi.article_de_vote import ArticleDeVote
from lsc_domain.socle.affichage import decimales_exactes, ecrire_decimal, ecrire_heure
from lsc_domain.socle.errors import InvalidValue

T = TypeVar("T")

INSTANT: Final = rf"{DATE}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}\.[0-9]{{6}}Z"
"""An instant: always in UTC, always to the microsecond, so that it has one writing."""

_DATE, _INSTANT = re.compile(DATE), re.compile(INSTANT)
_HEURE: Final = re.compile(r"[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{6})?)?")
_NOMBRE: Final = re.compile(r"-?[0-9]{1,2000}(\.[0-9]{1,2000}|/[1-9][0-9]{0,1999})?")


def write_exact(record: object) -> dict[str, Any]:
    """
    Turn a record into plain values, or raise `InvalidPayload` when it could not be read again as it is.

    >>> from lsc_domain.copropriete import Tantiemes
    >>> write_exact(Tantiemes(cle="010", valeur=Fraction(1, 3)))
    {'cle': '010', 'valeur': '1/3'}
    """
    try:
        ecrit: dict[str, Any] = _ecrire(record)
    except RecursionError:
        raise InvalidPayload((), "le document est trop profondément imbriqué") from None
    relu = read_exact(ecrit, type(record))
    if relu != record and not _pareils(relu, record):
        raise InvalidPayload((), f"{type(record).__name__} : ne se relit pas tel qu'il est")
    return ecrit


def read_exact(valeur: object, type_: type[T]) -> T:
    """Make a record of what `write_exact` wrote, or raise `InvalidPayload` at the first fault."""
    return read(valeur, type_, make=_converter)


def write_instant(le: datetime) -> str:
    """
    Write an instant in UTC, to the microsecond. Raises `InvalidValue` for one without a time zone.

    >>> write_instant(datetime(2020, 7, 7, 15, 4, 5, tzinfo=UTC))
    '2020-07-07T15:04:05.000000Z'
    """
    if le.utcoffset() is None:
        raise InvalidValue("instant : attendu un fuseau horaire")
    try:
        return f"{le.astimezone(UTC).isoformat(timespec='microseconds')[:26]}Z"
    except OverflowError:
        raise InvalidValue("instant : hors du calendrier") from None


def read_instant(valeur: object) -> datetime:
    """Read what `write_instant` wrote, in UTC, or raise `InvalidValue`."""
    if isinstance(valeur, str) and _INSTANT.fullmatch(valeur):
        try:
            return datetime.fromisoformat(valeur)
        except ValueError:
            pass
    raise InvalidValue("attendu un instant AAAA-MM-JJTHH:MM:SS.mmmmmmZ")


def make_exact_converter(*, detailed: bool = False) -> Converter:
    """Return a fresh converter for what is kept: as strict as the other, and exact."""
    converter = make_converter(detailed=detailed)
    converter.register_structure_hook(Fraction, lambda valeur, _: _fraction(valeur))
    converter.register_structure_hook(date, lambda valeur, _: _date(valeur))
    converter.register_structure_hook(time, lambda valeur, _: _heure(valeur))
    converter.register_structure_hook(datetime, lambda valeur, _: read_instant(valeur))
    converter.register_structure_hook_factory(_est_ensemble, _ensemble)
    converter.register_structure_hook_factory(_est_n_uplet, _n_uplet)
    converter.register_structure_hook_factory(_est_table, _table)
    return converter


@cache
def _converter(*, detailed: bool = False) -> Converter:
    """Share one converter, which nobody changes: making its hooks costs more than a hundred readings."""
    return make_exact_converter(detailed=detailed)


def _ecrire(valeur: object) -> Any:
    type_ = type(valeur)
    if type_ is str or valeur is None or type_ is bool or type_ is int:
        return valeur
    if type_ is tuple:
        return [_ecrire(un) for un in valeur]  # type: ignore[attr-defined]
    ecrire = _SIMPLES.get(type_)
    if ecrire is not None:
        return ecrire(valeur)
    if isinstance(valeur, Enum):
        return valeur.value
    if isinstance(valeur, Mapping):
        return _ecrire_table(cast("Mapping[object, object]", valeur))
    if attrs.has(type_):
        return {nom: _ecrire(getattr(valeur, nom)) for nom in _champs(type_)}
    raise InvalidPayload((), f"une valeur de type {type_.__name__} n'a pas de forme écrite")


def _pareils(relu: Any, valeur: Any) -> bool:
    """Compare as `==` does, but for an hour that comes twice, which Python never holds equal to itself in UTC."""
    type_, attendu = _type(relu), _type(valeur)
    if issubclass(type_, Mapping):
        return relu.keys() == valeur.keys() and all(_pareils(relu[cle], valeur[cle]) for cle in relu)
    if type_ is not attendu:
        return False
    if type_ is tuple:
        return len(relu) == len(valeur) and all(map(_pareils, relu, valeur))
    if type_ is datetime:
        return write_instant(relu) == write_instant(valeur)
    if attrs.has(attendu):
        return all(_pareils(getattr(relu, nom), getattr(valeur, nom)) for nom in _champs(attendu))
    return bool(relu == valeur)


def _type(valeur: object) -> type:
    return type(valeur)


@cache
def _champs(type_: type) -> tuple[str, ...]:
    return tuple(champ.name for champ in attrs.fields(type_) if champ.init)


def _ecrire_table(valeur: Mapping[object, object]) -> dict[str, Any]:
    ecrite: dict[str, Any] = {}
    for cle, contenu in valeur.items():
        if not isinstance(cle, str):
            raise InvalidPayload((), "une table n'a de forme écrite que par des textes")
        ecrite[cle.value if isinstance(cle, Enum) else cle] = _ecrire(contenu)
    return ecrite


def _ecrire_ensemble(valeur: frozenset[Any]) -> list[Any]:
    return sorted(map(_ecrire, valeur))


def _ecrire_fraction(valeur: Fraction) -> str:
    try:
        return str(valeur) if decimales_exactes(valeur) is None else ecrire_decimal(valeur)
    except ValueError:  # more digits than Python agrees to write
        raise InvalidPayload((), "un nombre a trop de chiffres") from None


def _ecrire_heure(valeur: time) -> str:
    if valeur.tzinfo is not None:
        raise InvalidPayload((), "une heure est celle de Paris, sans fuseau")
    return valeur.isoformat() if valeur.second or valeur.microsecond else ecrire_heure(valeur)


_SIMPLES: Final[dict[type, Callable[[Any], Any]]] = {
    Fraction: _ecrire_fraction,
    date: date.isoformat,
    time: _ecrire_heure,
    datetime: write_instant,
    ArticleDeVote: str,
    frozenset: _ecrire_ensemble,
}


def _fraction(valeur: object) -> Fraction:
    if not isinstance(valeur, str) or not _NOMBRE.fullmatch(valeur):
        raise InvalidValue("attendu un nombre exact entre guillemets, comme « 66.0142 » ou « 1/3 »")
    return Fraction(valeur)


def _date(valeur: object) -> date:
    if isinstance(valeur, str) and _DATE.fullmatch(valeur):
        try:
            return date.fromisoformat(valeur)
        except ValueError:
            pass
    raise InvalidValue("attendu une date AAAA-MM-JJ")


def _heure(valeur: object) -> time:
    if isinstance(valeur, str) and _HEURE.fullmatch(valeur):
        try:
            return time.fromisoformat(valeur)
        except ValueError:
            pass
    raise InvalidValue("attendu une heure HH:MM")


def _est_ensemble(type_: object) -> bool:
    return get_origin(type_) in (frozenset,)


def _ensemble(type_: Any, converter: Converter) -> Callable[[object, object], object]:
    suite: Any = GenericAlias(list, (get_args(type_)[0],))
    interieur = converter.get_structure_hook(suite)

    def hook(valeur: object, _: object) -> object:
        elements = interieur(liste(valeur), suite)
        if len(unique := frozenset(elements)) < len(elements):
            raise InvalidValue("deux fois le même élément")
        return unique

    return hook


def _est_n_uplet(type_: object) -> bool:
    """Tell a tuple whose places each have a type of their own: a day and its hour."""
    return get_origin(type_) is tuple and Ellipsis not in get_args(type_)


def _n_uplet(type_: Any, converter: Converter) -> Callable[[object, object], object]:
    places = [(place, converter.get_structure_hook(place)) for place in get_args(type_)]

    def hook(valeur: object, _: object) -> object:
        elements = liste(valeur)
        if len(elements) != len(places):
            raise InvalidValue(f"attendu {len(places)} éléments")
        return tuple(lire(element, place) for element, (place, lire) in zip(elements, places, strict=True))

    return hook


def _est_table(type_: object) -> bool:
    return get_origin(type_) in (dict, Mapping)


def _table(type_: Any, converter: Converter) -> Callable[[object, object], object]:
    de_cle, de_valeur = get_args(type_)
    lire_cle, lire_valeur = converter.get_structure_hook(de_cle), converter.get_structure_hook(de_valeur)

    def hook(valeur: object, _: object) -> object:
        return {lire_cle(cle, de_cle): lire_valeur(un, de_valeur) for cle, un in table(valeur).items()}

    return hook
