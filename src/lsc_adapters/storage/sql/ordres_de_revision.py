"""What is asked of the table of the revisions."""

from __future__ import annotations

from attrs import frozen
from sqlalchemy import Dialect, Text, bindparam, cast, func, literal_column, select

from lsc_adapters.storage.sql.phrase import ecrire, inserer
from lsc_adapters.storage.sql.tables import etats, revision


@frozen(kw_only=True)
class OrdresDeRevision:
    """The statements; the parameters of each, in order."""

    lire: str
    """By nothing: each kind and its number, no row before its first change."""
    lire_la_session: str
    """
    By id of a session: its version and text, the id, version and text of its login, and the revisions as `de_ligne`
    reads them; no row when there is not both.
    """
    ecrire: str
    """By kind and number, in place of its former one."""


def de_revision(dialecte: Dialect) -> OrdresDeRevision:
    """Write the statements in a dialect."""
    r, insertion = revision.c, inserer(dialecte, revision)
    session, identifiant = etats["session"].c, etats["identifiant"].c
    reunir = func.string_agg if dialecte.name == "postgresql" else func.group_concat
    une, virgule = r.objet + literal_column("'='", Text) + cast(r.numero, Text), literal_column("','", Text)
    return OrdresDeRevision(
        lire=ecrire(dialecte, select(r.objet, r.numero), ()),
        lire_la_session=ecrire(
            dialecte,
            select(
                session.version,
                session.corps,
                identifiant.id,
                identifiant.version,
                identifiant.corps,
                select(reunir(une, virgule)).scalar_subquery(),
            )
            .join_from(session.id.table, identifiant.id.table, session.identifiant == identifiant.id)
            .where(session.id == bindparam("qui")),
            ("qui",),
        ),
        ecrire=ecrire(
            dialecte,
            insertion.values(objet=bindparam("objet"), numero=bindparam("numero")).on_conflict_do_update(
                index_elements=[r.objet], set_={"numero": insertion.excluded.numero}
            ),
            ("objet", "numero"),
        ),
    )


def de_ligne(texte: str | None) -> dict[str, int]:
    """
    Read the revisions out of one text, none of which was ever changed when there is none.

    >>> de_ligne("comptes=12,tiers=7")
    {'comptes': 12, 'tiers': 7}
    """
    return {nom: int(numero) for nom, _, numero in (un.partition("=") for un in (texte or "").split(",") if un)}
