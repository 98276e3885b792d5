"""What revision 4 does for states, for the entries of the ledgers, for traces and for the revisions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

_PAR_IDENTITE = (
    "lsc_tentatives",
    "lsc_collaborateur",
    "lsc_information",
    "lsc_fiche_d_agence",
    "lsc_parametrage",
    "lsc_fournisseur",
    "lsc_exercice",
    "lsc_fonds",
    "lsc_analytique",
    "lsc_fiche_de_compte",
    "lsc_creancier",
)
"""The tables of states that are only got by their identity."""
_D_AVANT = (
    "lsc_suivi",
    "lsc_proces_verbal",
    "lsc_texte_de_passage",
    "lsc_immeuble",
    "lsc_tiers",
    "lsc_compte_client",
    "lsc_classeur",
    "lsc_modele",
    "lsc_evenement",
    "lsc_document",
    "lsc_parametres",
    "lsc_service",
    "lsc_destination",
    "lsc_execution",
)
"""Those of the revisions before."""


def creer_etats() -> None:
    """Make the tables of the states of the extranet and of payments, and give each row of all of them a mark."""
    for nom in _D_AVANT:
        op.add_column(nom, _marque())
    for nom in _PAR_IDENTITE:
        _creer(nom, [])
    _creer("lsc_identifiant", [_texte("tiers", nullable=True), _texte("collaborateur", nullable=True)])
    _creer("lsc_session", [_texte("identifiant")])
    _creer("lsc_fiche_de_lot", [_texte("proprietaire", nullable=True)])
    _creer("lsc_demande", [_texte("tiers")])
    lus = [_texte("tiers"), _texte("reference_du_prestataire"), _texte("brouillon_de", nullable=True), _texte("remise")]
    _creer("lsc_paiement", lus)


def creer_ecritures() -> None:
    """Make the table of the entries."""
    op.create_table(
        "lsc_ecriture",
        _position(),
        sa.Column("id", _identite(), nullable=False),
        sa.Column("compte", _identite(), nullable=False),
        sa.Column("journal", _identite(), nullable=False),
        sa.Column("le", sa.Date, nullable=False),
        sa.Column("libelle", sa.Text, nullable=False),
        sa.Column("debit", sa.BigInteger, nullable=False),
        sa.Column("credit", sa.BigInteger, nullable=False),
        sa.Column("analytique", sa.Text, nullable=True),
        sa.Column("rubrique", sa.Text, nullable=True),
        sa.Column("mouvement", _identite(), nullable=False),
        sa.Column("piece", sa.Text, nullable=False),
        sa.Column("piece_le", sa.Date, nullable=True),
        sa.Column("lettrage", sa.Text, nullable=True),
        sa.Column("lettree_le", sa.Date, nullable=True),
        sa.Column("valide_le", sa.Date, nullable=True),
        sa.PrimaryKeyConstraint("position", name="pk_ecriture"),
        sa.UniqueConstraint("id", name="uq_lsc_ecriture_id"),
        sa.CheckConstraint("debit >= 0 AND credit >= 0 AND (debit = 0 OR credit = 0)", name="ck_lsc_ecriture_sens"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_lsc_ecriture_compte", "lsc_ecriture", ["compte", "le", "position", "debit", "credit"])
    op.create_index("ix_lsc_ecriture_journal", "lsc_ecriture", ["journal", "le", "mouvement", "position"])


def creer_audit() -> None:
    """Make the table of traces."""
    op.create_table(
        "lsc_audit",
        _position(),
        sa.Column("le", _identite(), nullable=False),
        sa.Column("acte", sa.Text, nullable=False),
        sa.Column("par", _identite(), nullable=False),
        sa.Column("objet", _identite(), nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("adresse", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_audit"),
        sqlite_autoincrement=True,
    )
    for nom in ("par", "objet"):
        op.create_index(f"ix_lsc_audit_{nom}", "lsc_audit", [nom, "position"])
    op.create_index("ix_lsc_audit_le", "lsc_audit", ["le"])


def creer_revision() -> None:
    """Make the table of the numbers that change with what screens depend on."""
    op.create_table(
        "lsc_revision",
        sa.Column("objet", sa.Text, nullable=False),
        sa.Column("numero", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("objet", name="pk_revision"),
    )


def _creer(nom: str, reperes: list[sa.Column[str]]) -> None:
    op.create_table(
        nom,
        sa.Column("id", _identite(), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        _marque(),
        *reperes,
        sa.Column("corps", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{nom.removeprefix('lsc_')}"),
    )
    for repere in reperes:
        op.create_index(f"ix_{nom}_{repere.name}", nom, [repere.name])


def _marque() -> sa.Column[int]:
    return sa.Column("marque", sa.BigInteger, nullable=False, server_default="0")


def _texte(nom: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(nom, sa.Text, nullable=nullable)


def _position() -> sa.Column[int]:
    type_ = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    return sa.Column("position", type_, sa.Identity(), nullable=False)


def _identite() -> sa.types.TypeEngine[str]:
    return sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
