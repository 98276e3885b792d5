"""What revision 3 does for states: the tables of the portfolio, of the binders and of the publication."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

_PAR_IDENTITE = (
    "lsc_immeuble",
    "lsc_tiers",
    "lsc_classeur",
    "lsc_modele",
    "lsc_document",
    "lsc_parametres",
    "lsc_service",
    "lsc_destination",
    "lsc_execution",
)
"""The tables of states that are only got by their identity."""
_PREMIERES = ("lsc_suivi", "lsc_proces_verbal", "lsc_texte_de_passage")
"""Those of the revisions before."""


def creer_etats() -> None:
    """Make the tables, and put the identities of those there were in the order of their letters."""
    identite = _identite()
    if op.get_context().dialect.name == "postgresql":  # SQLite has no other order
        for nom in _PREMIERES:
            op.alter_column(nom, "id", type_=identite, existing_nullable=False)
    for nom in _PAR_IDENTITE:
        _creer(nom, [])
    _creer("lsc_compte_client", [sa.Column("tiers", sa.Text, nullable=False)])
    _creer(
        "lsc_evenement",
        [
            sa.Column("immeuble", sa.Text, nullable=False),
            sa.Column("modele", sa.Text, nullable=False),
            sa.Column("publie_le", sa.Date, nullable=True),
        ],
    )
    op.create_table(
        "lsc_acquis",
        sa.Column("destination", identite, nullable=False),
        sa.Column("cle", identite, nullable=False),
        sa.Column("empreinte", sa.Text, nullable=False),
        sa.Column("chemin", sa.Text, nullable=False),
        sa.Column("taille", sa.BigInteger, nullable=False),
        sa.Column("contenu", sa.Text, nullable=False),
        sa.Column("le", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("destination", "cle", name="pk_acquis"),
        sqlite_with_rowid=False,
    )


def _creer(nom: str, reperes: list[sa.Column[object]]) -> None:
    op.create_table(
        nom,
        sa.Column("id", _identite(), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        *reperes,
        sa.Column("corps", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{nom.removeprefix('lsc_')}"),
    )
    for repere in reperes:
        op.create_index(f"ix_{nom}_{repere.name}", nom, [repere.name])


def _identite() -> sa.types.TypeEngine[str]:
    return sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
