"""What is asked of the table of the revisions."""

from __future__ import annotations

from attrs import frozen
from sqlalchemy import Dialect, bindparam, select

from lsc_adapters.storage.sql.phrase import ecrire, inserer
from lsc_adapters.storage.sql.tables import revision


@frozen(kw_only=True)
class OrdresDeRevision:
    """The statements; the parameters of each, in order."""

    lire: str
    """By nothing: each kind and its number, no row before its first change."""
    ecrire: str
    """By kind and number, in place of its former one."""


def de_revision(dialecte: Dialect) -> OrdresDeRevision:
    """Write the statements in a dialect."""
    r, insertion = revision.c, inserer(dialecte, revision)
    return OrdresDeRevision(
        lire=ecrire(dialecte, select(r.objet, r.numero), ()),
        ecrire=ecrire(
            dialecte,
            insertion.values(objet=bindparam("objet"), numero=bindparam("numero")).on_conflict_do_update(
                index_elements=[r.objet], set_={"numero": insertion.excluded.numero}
            ),
            ("objet", "numero"),
        ),
    )
