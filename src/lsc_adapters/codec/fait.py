"""
The written form of a fact: its body by its `code`, and the record that its print is taken of.

A fact is written under the name its class bears in `code`, never under the name of the class: renaming a class does
not touch what was kept. The record is canonical JSON, `{"assemblee", "code", "corps", "le", "precedent", "rang"}`;
its print is the SHA-256 of that text, which the next record bears in `precedent`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, get_args

from attrs import frozen

from lsc_adapters.codec.canonique import canonique, canonique_du_texte, verifier_caracteres
from lsc_adapters.codec.errors import InvalidPayload
from lsc_adapters.codec.exact import read_exact, read_instant, write_exact, write_instant
from lsc_adapters.codec.plain import is_table
from lsc_domain.assemblee.choix import Choix
from lsc_domain.assemblee.fait import Fait, VoteEnregistre
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CoproprietaireId, ResolutionId

CLES: Final = ("assemblee", "code", "corps", "le", "precedent", "rang")
"""The keys of a record, in canonical order."""

EMPREINTE: Final = r"[0-9a-f]{64}"

FAITS: Final[Mapping[str, type[Fait]]] = {classe.code: classe for classe in get_args(Fait)}
"""The class of each written name."""

_VOTE: Final = frozenset({"resolution", "coproprietaire", "choix", "second_vote"})
_CHOIX: Final[Mapping[object, Choix]] = {choix.value: choix for choix in Choix}


@frozen(kw_only=True)
class Maillon:
    """One link of the chain: what a record says of itself."""

    assemblee: str
    rang: int
    le: datetime
    precedent: str
    fait: Fait


def write_fait(fait: Fait) -> dict[str, Any]:
    """
    Write the body of a fact: every field, nothing left out.

    Raises `InvalidPayload` for a fact that could not be read again as it is.

    >>> from lsc_domain.assemblee.fait import SeanceClose
    >>> write_fait(SeanceClose())
    {'heure': None}
    """
    if type(fait) is VoteEnregistre and _simple(fait):
        return {
            "resolution": fait.resolution,
            "coproprietaire": fait.coproprietaire,
            "choix": fait.choix.value,
            "second_vote": fait.second_vote,
        }
    return write_exact(fait)


def read_fait(code: str, corps: object) -> Fait:
    """
    Read the body of a fact by its written name.

    Raises `InvalidPayload`: `$.code` for a name nobody knows, else the place of the fault in the body.

    >>> read_fait("seance.close", {"heure": "19:40"})
    SeanceClose(heure=datetime.time(19, 40))
    """
    if code == VoteEnregistre.code and is_table(corps) and corps.keys() == _VOTE:
        resolution, qui, second = corps["resolution"], corps["coproprietaire"], corps["second_vote"]
        choix = corps["choix"]
        if type(resolution) is str and type(qui) is str and type(second) is bool and type(choix) is str:
            lu = _CHOIX.get(choix)
            if lu is not None:
                return VoteEnregistre(
                    resolution=ResolutionId(resolution),
                    coproprietaire=CoproprietaireId(qui),
                    choix=lu,
                    second_vote=second,
                )
    classe = FAITS.get(code)
    if classe is None:
        raise InvalidPayload(("code",), f"fait inconnu : {code}")
    return read_exact(corps, classe)


def texte_du_fait(*, assemblee: str, rang: int, le: datetime, precedent: str, fait: Fait) -> str:
    """
    Write the record of a fact: the canonical text its print is taken of.

    Raises `InvalidPayload` for a fact that could not be read again, `InvalidValue` for an instant without a zone.
    """
    if type(fait) is VoteEnregistre and _simple(fait):
        # A vote is what a meeting is made of: its text is put together by hand, thirty times faster.
        second = "true" if fait.second_vote else "false"
        texte = (
            f'{{"assemblee":{canonique_du_texte(assemblee)},"code":"{VoteEnregistre.code}","corps":{{'
            f'"choix":"{fait.choix}","coproprietaire":{canonique_du_texte(fait.coproprietaire)},'
            f'"resolution":{canonique_du_texte(fait.resolution)},"second_vote":{second}'
            f'}},"le":"{write_instant(le)}","precedent":"{precedent}","rang":{rang}}}'
        )
        verifier_caracteres(texte)
        return texte
    return canonique(
        {
            "assemblee": assemblee,
            "code": fait.code,
            "corps": write_fait(fait),
            "le": write_instant(le),
            "precedent": precedent,
            "rang": rang,
        }
    )


def read_maillon(valeur: object) -> Maillon:
    """Read a record, as JSON gives it, or raise `InvalidPayload` at the place of its first fault."""
    if not is_table(valeur):
        raise InvalidPayload((), "attendu un objet")
    for cle in valeur:
        if cle not in CLES:
            raise InvalidPayload((cle,), "clé inconnue")
    for cle in CLES:
        if cle not in valeur:
            raise InvalidPayload((), f"clé obligatoire absente : {cle}")
    rang = valeur["rang"]
    if type(rang) is not int or rang < 1:
        raise InvalidPayload(("rang",), "attendu un entier positif")
    code = _texte(valeur, "code")
    try:
        fait = read_fait(code, valeur["corps"])
    except InvalidPayload as fautif:
        lieu = fautif.lieu if code not in FAITS else ("corps", *fautif.lieu)
        raise InvalidPayload(lieu, fautif.texte) from None
    try:
        le = read_instant(valeur["le"])
    except InvalidValue as fautif:
        raise InvalidPayload(("le",), str(fautif)) from None
    return Maillon(
        assemblee=_texte(valeur, "assemblee"), rang=rang, le=le, precedent=_texte(valeur, "precedent"), fait=fait
    )


def _texte(valeur: Mapping[str, object], cle: str) -> str:
    texte = valeur[cle]
    if not isinstance(texte, str):
        raise InvalidPayload((cle,), "attendu un texte")
    return texte


def _simple(vote: VoteEnregistre) -> bool:
    """Tell a vote made of what its types say: the slow way refuses any other."""
    return (
        type(vote.choix) is Choix
        and type(vote.resolution) is str
        and type(vote.coproprietaire) is str
        and type(vote.second_vote) is bool
    )
