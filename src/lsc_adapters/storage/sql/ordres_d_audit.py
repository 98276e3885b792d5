"""What is asked of the table of traces."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from attrs import frozen
from sqlalchemy import Dialect, bindparam, delete, select, text

from lsc_adapters.storage.sql.phrase import ecrire
from lsc_adapters.storage.sql.tables import audit


@frozen(kw_only=True)
class OrdresDAudit:
    """The statements; the parameters of each, in order."""

    ajouter: str
    """By the whole row but its position."""
    lire: Mapping[tuple[bool, bool], str]
    """By login if the first, by object if the second, and how many at most: the newest first."""
    effacer: str
    """By instant: those before it."""


def d_audit(dialecte: Dialect) -> OrdresDAudit:
    """Write the statements in a dialect."""
    colonnes = tuple(colonne.name for colonne in audit.c if colonne.name != "position")
    return OrdresDAudit(
        ajouter=ecrire(dialecte, audit.insert().inline().values({nom: bindparam(nom) for nom in colonnes}), colonnes),
        lire={(par, objet): _lire(dialecte, par=par, objet=objet) for par, objet in product((False, True), repeat=2)},
        effacer=ecrire(dialecte, delete(audit).where(audit.c.le < bindparam("avant")), ("avant",)),
    )


def _lire(dialecte: Dialect, *, par: bool, objet: bool) -> str:
    a = audit.c
    question = select(a.le, a.acte, a.par, a.objet, a.detail, a.adresse).order_by(a.position.desc())
    parametres: tuple[str, ...] = ()
    if par:
        question, parametres = question.where(a.par == bindparam("qui")), ("qui",)
    if objet:
        question, parametres = question.where(a.objet == bindparam("quoi")), (*parametres, "quoi")
    limitee = question.suffix_with(text("LIMIT :derniers"))  # Core's own limit would ask for an offset too
    return ecrire(dialecte, limitee, (*parametres, "derniers"))
