"""The strict converter between plain values and the records of the exchange formats."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from enum import Enum
from fractions import Fraction
from functools import cache
from types import GenericAlias, UnionType
from typing import Any, Final, Literal, Protocol, TypeVar, get_args, get_origin, get_type_hints

import attrs
from cattrs import ClassValidationError, Converter, ForbiddenExtraKeysError, IterableValidationError
from cattrs.gen import make_dict_structure_fn

from lsc_adapters.codec.errors import InvalidPayload
from lsc_adapters.codec.plain import liste, table
from lsc_adapters.codec.votes import Votes, read_votes
from lsc_domain.assemblee.declaration import Lieu
from lsc_domain.loi.article_de_vote import ArticleDeVote
from lsc_domain.socle.affichage import ecrire_decimal, ecrire_heure
from lsc_domain.socle.errors import InvalidValue

T = TypeVar("T")

DATE: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
HEURE: Final = r"[0-9]{2}:[0-9]{2}"
PREMIERE_ANNEE, DERNIERE_ANNEE = 1900, 2999
"""Years a date may be of: what lies outside is a slip of the keyboard, and calendars end somewhere."""
DECIMAL: Final = r"[0-9]{1,20}(\.[0-9]{1,20})?"
"""An exact, non negative decimal: never a float, never a sign, at most twenty digits on each side."""

_DATE, _HEURE, _DECIMAL = re.compile(DATE), re.compile(HEURE), re.compile(DECIMAL)
_NOMS: Final = {str: "un texte", bool: "true ou false", int: "un entier"}


def make_converter(*, detailed: bool = False) -> Converter:
    """
    Return a fresh converter: nothing is coerced, no unknown key passes.

    `detailed` keeps the place of each fault, at some cost: `read` asks for it only after a failure.
    """
    converter = Converter(forbid_extra_keys=True, detailed_validation=detailed)
    for type_ in (str, bool, int):
        converter.register_structure_hook(type_, _exactement(type_))
    converter.register_structure_hook(date, lambda valeur, _: _date(valeur))
    converter.register_structure_hook(time, lambda valeur, _: _heure(valeur))
    converter.register_structure_hook(Fraction, lambda valeur, _: decimal(valeur))
    converter.register_structure_hook(ArticleDeVote, lambda valeur, _: ArticleDeVote.lire(_texte(valeur)))
    converter.register_structure_hook_func(_est_enum, _enum)
    converter.register_structure_hook_func(_est_litteral, _litteral)
    converter.register_structure_hook_func(_est(Votes), read_votes)
    converter.register_structure_hook_factory(_est_suite, _suite)
    converter.register_structure_hook_factory(_est_choix_de_records, _etiquete)
    converter.register_structure_hook_factory(_est_table, _table)
    converter.register_structure_hook_factory(attrs.has, _objet)
    converter.register_unstructure_hook(Fraction, ecrire_decimal)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_unstructure_hook(time, ecrire_heure)
    converter.register_unstructure_hook(ArticleDeVote, str)
    return converter


class MakeConverter(Protocol):
    """What gives a converter, detailed or not."""

    def __call__(self, *, detailed: bool = False) -> Converter:
        """Give one: `detailed` says where each fault is."""
        ...


@cache
def _converter(*, detailed: bool = False) -> Converter:
    """Share one converter, which nobody changes: making its hooks costs more than reading a file with them."""
    return make_converter(detailed=detailed)


def read(valeur: object, type_: type[T], *, make: MakeConverter = _converter) -> T:
    """
    Make a record of plain values, or raise `InvalidPayload` at the first fault, in document order.

    Two passes: a fast one that only says whether all is well, and a detailed one for the place.
    """
    try:
        return make().structure(valeur, type_)
    except Exception:
        try:
            return make(detailed=True).structure(valeur, type_)
        except Exception as fautif:
            raise InvalidPayload(*_premiere_faute(fautif, ())) from None


def write(record: object) -> Any:
    """Turn a record into plain values: exact decimals, ISO dates, `None` kept."""
    return _converter().unstructure(record)


def decimal(valeur: object) -> Fraction:
    """
    Read an exact decimal written as text.

    >>> decimal("66.01420")
    Fraction(330071, 5000)
    """
    if not isinstance(valeur, str) or not _DECIMAL.fullmatch(valeur):
        raise InvalidValue("attendu un nombre décimal positif entre guillemets, comme « 66.01420 »")
    entier, _, reste = valeur.partition(".")
    return Fraction(int(entier + reste), 10 ** len(reste))


def _exactement(type_: type) -> Callable[[object, object], object]:
    def hook(valeur: object, voulu: object) -> object:
        # cattrs finds this hook for the enumerations that are texts, too: they have their own.
        if isinstance(voulu, type) and issubclass(voulu, Enum):
            return _enum(valeur, voulu)
        if type(valeur) is not type_:
            raise InvalidValue(f"attendu {_NOMS[type_]}")
        return valeur

    return hook


def _texte(valeur: object) -> str:
    if not isinstance(valeur, str):
        raise InvalidValue(f"attendu {_NOMS[str]}")
    return valeur


def _date(valeur: object) -> date:
    texte = _texte(valeur)
    try:
        if _DATE.fullmatch(texte) and PREMIERE_ANNEE <= (jour := date.fromisoformat(texte)).year <= DERNIERE_ANNEE:
            return jour
    except ValueError:
        pass
    raise InvalidValue(f"attendu une date AAAA-MM-JJ, entre {PREMIERE_ANNEE} et {DERNIERE_ANNEE}")


def _heure(valeur: object) -> time:
    texte = _texte(valeur)
    try:
        if _HEURE.fullmatch(texte):
            return time.fromisoformat(texte)
    except ValueError:
        pass
    raise InvalidValue("attendu une heure HH:MM")


def _est(cible: object) -> Callable[[object], bool]:
    return lambda type_: type_ is cible


def _est_litteral(type_: object) -> bool:
    return get_origin(type_) is Literal


def _est_enum(type_: object) -> bool:
    return isinstance(type_, type) and issubclass(type_, Enum)


def _enum(valeur: object, type_: type[Enum]) -> Enum:
    connus = {un.value: un for un in type_}
    if isinstance(valeur, str) and valeur in connus:
        return connus[valeur]
    raise InvalidValue(f"attendu l'un de : {', '.join(connus)}")


def _litteral(valeur: object, type_: object) -> object:
    connus = get_args(type_)
    if isinstance(valeur, str) and valeur in connus:
        return valeur
    raise InvalidValue(f"attendu l'un de : {', '.join(connus)}")


def _est_suite(type_: object) -> bool:
    return get_origin(type_) in (tuple, frozenset)


def _suite(type_: Any, converter: Converter) -> Callable[[object, object], object]:
    element = get_args(type_)[0]
    suite: Any = GenericAlias(list, (element,))
    interieur = converter.get_structure_hook(suite)
    fabrique = get_origin(type_)

    def hook(valeur: object, _: object) -> object:
        return fabrique(interieur(liste(valeur), suite))

    return hook


def _est_choix_de_records(type_: object) -> bool:
    """Tell a union of records, told apart by the one value their first field may take."""
    return isinstance(type_, UnionType) and all(attrs.has(membre) for membre in get_args(type_))


def _etiquete(type_: Any, converter: Converter) -> Callable[[object, object], object]:
    membres = get_args(type_)
    etiquette = attrs.fields(membres[0])[0].name
    par_valeur = {get_args(get_type_hints(membre)[etiquette])[0]: membre for membre in membres}

    def hook(valeur: object, _: object) -> object:
        choisi = table(valeur).get(etiquette)
        if not isinstance(choisi, str) or choisi not in par_valeur:
            raise InvalidPayload((etiquette,), f"attendu l'un de : {', '.join(par_valeur)}")
        return converter.structure(valeur, par_valeur[choisi])

    return hook


def _est_table(type_: object) -> bool:
    return get_origin(type_) in (dict, Mapping)


def _table(type_: Any, converter: Converter) -> Callable[[object, object], object]:
    element = get_args(type_)[1]
    interieur = converter.get_structure_hook(element)

    def hook(valeur: object, _: object) -> object:
        faits: dict[str, object] = {}
        for cle, enfant in table(valeur).items():
            try:
                faits[cle] = interieur(enfant, element)
            except Exception as fautif:
                raise _Dans(cle, fautif) from fautif
        return faits

    return hook


def _objet(type_: Any, converter: Converter) -> Callable[[object, object], object]:
    interieur = make_dict_structure_fn(type_, converter, _cattrs_forbid_extra_keys=True)

    def hook(valeur: object, _: object) -> object:
        return interieur(table(valeur), type_)

    return hook


class _Dans(Exception):
    """A fault under one key of a table."""

    def __init__(self, cle: str, fautif: Exception) -> None:
        super().__init__(cle)
        self.cle, self.fautif = cle, fautif


def _premiere_faute(fautif: BaseException, lieu: Lieu) -> tuple[Lieu, str]:
    """Follow the first fault of a cattrs tree down to its place, and say it in French."""
    if isinstance(fautif, _Dans):
        return _premiere_faute(fautif.fautif, (*lieu, fautif.cle))
    if isinstance(fautif, InvalidPayload):
        return (*lieu, *fautif.lieu), fautif.texte
    if isinstance(fautif, ForbiddenExtraKeysError):
        inconnue = min(fautif.extra_fields)
        return (*lieu, inconnue), "clé inconnue"
    if isinstance(fautif, ClassValidationError):
        champs, autres = fautif.group_exceptions()
        if champs:
            premier, note = champs[0]
            return _premiere_faute(premier, (*lieu, note.name))
        return _premiere_faute(autres[0], lieu)
    if isinstance(fautif, IterableValidationError):
        elements, autres = fautif.group_exceptions()
        if elements:
            premier, rang = elements[0][0], elements[0][1].index
            return _premiere_faute(premier, (*lieu, rang))
        return _premiere_faute(autres[0], lieu)
    if isinstance(fautif, KeyError):
        return lieu, "clé obligatoire absente"
    if isinstance(fautif, InvalidValue):
        return lieu, str(fautif)
    if isinstance(fautif, RecursionError):
        return lieu, "le document est trop profondément imbriqué"
    return lieu, "valeur illisible"
