"""The JSON Schema of each exchange format, made from the records that read and write it."""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Mapping
from enum import Enum
from fractions import Fraction
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, cast, get_args, get_origin, get_type_hints

import attrs

from lsc_adapters.codec.compte import ImportDEcrituresEcrit, ReleveEcrit, TropPercusEcrits
from lsc_adapters.codec.conformite import ConformiteEcrite
from lsc_adapters.codec.converter import DATE, DECIMAL, HEURE, write
from lsc_adapters.codec.decision import DecisionEcrite
from lsc_adapters.codec.depouillement import DepouillementEcrit
from lsc_adapters.codec.documents import DocumentsEcrits
from lsc_adapters.codec.donnees_personnelles import DonneesPersonnellesEcrites, EffacementEcrit
from lsc_adapters.codec.droit import ArticlesEcrits, DelaisEcrits, PouvoirsEcrits, VoixReduites
from lsc_adapters.codec.exact import INSTANT
from lsc_adapters.codec.fait import FAITS
from lsc_adapters.codec.fichier import AssembleeFichier
from lsc_adapters.codec.ged import AccesEcrit, ClasseursEcrits, ImportEcrit, LecteursEcrits, LecturesEcrites
from lsc_adapters.codec.identifiants import AccesRemisEcrits
from lsc_adapters.codec.journal import CodeDeFait, Instant, JournalEcrit
from lsc_adapters.codec.manifeste import ManifesteEcrit
from lsc_adapters.codec.portefeuille_fichier import PortefeuilleFichier
from lsc_adapters.codec.publication import (
    EcheancesEcrites,
    EvenementsPublies,
    PassagesEcrits,
    PlanEcrit,
    PublicationEcrite,
)
from lsc_adapters.codec.verification import VerificationEcrite
from lsc_adapters.codec.votes import CHOIX, Votes
from lsc_domain.loi.article_de_vote import ArticleDeVote
from lsc_domain.loi.politique import Politique

DIALECTE: Final = "https://json-schema.org/draft/2020-12/schema"

FORMATS: Final[Mapping[str, type]] = {
    "lsc.assemblee/1": AssembleeFichier,
    "lsc.journal/1": JournalEcrit,
    "lsc.depouillement/1": DepouillementEcrit,
    "lsc.decision/1": DecisionEcrite,
    "lsc.articles/1": ArticlesEcrits,
    "lsc.delais/1": DelaisEcrits,
    "lsc.pouvoirs/1": PouvoirsEcrits,
    "lsc.voix/1": VoixReduites,
    "lsc.verification/1": VerificationEcrite,
    "lsc.documents/1": DocumentsEcrits,
    "lsc.portefeuille/1": PortefeuilleFichier,
    "lsc.manifeste/1": ManifesteEcrit,
    "lsc.import/1": ImportEcrit,
    "lsc.classeurs/1": ClasseursEcrits,
    "lsc.lecteurs/1": LecteursEcrits,
    "lsc.lectures/1": LecturesEcrites,
    "lsc.acces/1": AccesEcrit,
    "lsc.conformite/1": ConformiteEcrite,
    "lsc.acces-remis/1": AccesRemisEcrits,
    "lsc.donnees-personnelles/1": DonneesPersonnellesEcrites,
    "lsc.effacement/1": EffacementEcrit,
    "lsc.releve/1": ReleveEcrit,
    "lsc.ecritures/1": ImportDEcrituresEcrit,
    "lsc.trop-percus/1": TropPercusEcrits,
    "lsc.plan/1": PlanEcrit,
    "lsc.publication/1": PublicationEcrite,
    "lsc.evenements/1": EvenementsPublies,
    "lsc.echeances/1": EcheancesEcrites,
    "lsc.passages/1": PassagesEcrits,
}

Schema = dict[str, Any]

_LECTURES: Final = (AssembleeFichier, JournalEcrit, PortefeuilleFichier)
"""Formats we read: unknown keys are refused. Those we write may gain keys within a major version."""

_SIMPLES: Final[Mapping[object, Schema]] = {
    Any: {},
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    NoneType: {"type": "null"},
    dt.date: {"type": "string", "format": "date", "pattern": f"^{DATE}$"},
    dt.time: {"type": "string", "pattern": f"^{HEURE}$"},
    ArticleDeVote: {
        "type": "string",
        "pattern": "^(24( (II )?[a-l])?|25( [a-o])?|26( [a-d])?|unanimite|aucun)$",
    },
    CodeDeFait: {"enum": list(FAITS)},
    Instant: {"type": "string", "pattern": f"^{INSTANT}$"},
    Votes: {"type": "object", "additionalProperties": {"enum": sorted(CHOIX)}},
}


def schema(nom: str) -> Schema:
    """
    Return the JSON Schema of a format, by its full name or the part before the slash.

    Raises `KeyError` for an unknown format.

    >>> schema("decision")["title"]
    'lsc.decision/1'
    """
    complet = next((format_ for format_ in FORMATS if nom in (format_, *_courts(format_))), nom)
    record = FORMATS[complet]
    ferme = record in _LECTURES
    definitions: dict[str, Schema] = {}
    racine = _de(record, definitions, ferme=ferme)
    return {
        "$schema": DIALECTE,
        "title": complet,
        "description": _description(record),
        **racine,
        "$defs": dict(sorted(definitions.items())),
    }


def _courts(format_: str) -> tuple[str, str]:
    sans_version = format_.partition("/")[0]
    return sans_version, sans_version.removeprefix("lsc.")


def _de(type_: Any, definitions: dict[str, Schema], *, ferme: bool) -> Schema:
    """Describe one type; records go to `$defs`, once each."""
    if type_ in _SIMPLES:
        return dict(_SIMPLES[type_])
    if type_ is Fraction:  # what is read is bounded; what is computed from it is only exact
        return {"type": "string", "pattern": f"^{DECIMAL}$" if ferme else r"^[0-9]+(\.[0-9]+)?$"}
    origine, arguments = get_origin(type_), get_args(type_)
    if origine is Literal:
        return {"enum": list(arguments)}
    if isinstance(type_, UnionType) or origine is Union:  # the latter where a NewType is one of them
        return {"anyOf": [_de(membre, definitions, ferme=ferme) for membre in arguments]}
    if origine is tuple:
        return {"type": "array", "items": _de(arguments[0], definitions, ferme=ferme)}
    if origine is dict:
        return {"type": "object", "additionalProperties": _de(arguments[1], definitions, ferme=ferme)}
    if isinstance(type_, type) and issubclass(type_, Enum):
        return {"enum": [un.value for un in type_]}
    record = cast("type[Any]", type_)
    if record.__name__ not in definitions:
        definitions[type_.__name__] = {}  # a record may contain itself
        definitions[type_.__name__] = _record(record, definitions, ferme=ferme)
    return {"$ref": f"#/$defs/{type_.__name__}"}


def _record(type_: type, definitions: dict[str, Schema], *, ferme: bool) -> Schema:
    types = get_type_hints(type_)
    proprietes: dict[str, Schema] = {}
    for champ in attrs.fields(type_):
        propriete = _de(types[champ.name], definitions, ferme=ferme)
        if "description" in champ.metadata:
            propriete["description"] = champ.metadata["description"]
        if champ.default is not attrs.NOTHING and not isinstance(champ.default, attrs.Factory):  # type: ignore[arg-type]
            propriete["default"] = write(champ.default)
        proprietes[champ.name] = propriete
    return {
        "type": "object",
        "description": _description(type_),
        "properties": proprietes,
        "required": [champ.name for champ in attrs.fields(type_) if champ.default is attrs.NOTHING or not ferme],
        **({"additionalProperties": False} if ferme else {}),
    }


def _description(type_: type) -> str:
    if type_ is Politique:
        return "Les points que la loi laisse ouverts, chacun avec sa valeur par défaut."
    return inspect.cleandoc(type_.__doc__ or "").partition("\n\n")[0].replace("\n", " ")
