"""What is asked of the table of the entries: pages that follow an index, each from the last row of the former one."""

from __future__ import annotations

from typing import Final

from attrs import frozen
from sqlalchemy import Dialect, bindparam, func, select, tuple_, update

from lsc_adapters.storage.ecriture import COLONNES
from lsc_adapters.storage.sql.phrase import au_plus, ecrire
from lsc_adapters.storage.sql.tables import ecriture

EN_UNE_FOIS: Final = 500
"""How many identities one question is about: below the number of parameters of the oldest SQLite."""


@frozen(kw_only=True)
class OrdresDEcritures:
    """The statements; the parameters of each, in order. Rows are read with their position first."""

    ajouter: str
    """By the whole row but its position."""
    du_compte: str
    """By account, day and position it comes after, last day."""
    du_journal: str
    """By journal, day, movement and position it comes after, last day."""
    toutes: str
    """By position: the rows after it."""
    report: str
    """By account: the sums of the debits and of the credits."""
    report_avant: str
    """By account and day: the same before it."""
    existent: str
    """By `EN_UNE_FOIS` identities: those that are kept."""
    lettrer: str
    """By letters, day and identity."""


def d_ecritures(dialecte: Dialect, lot: int) -> OrdresDEcritures:
    """Write the statements in a dialect, for pages of so many rows."""
    e = ecriture.c
    rangee = select(e.position, *(e[nom] for nom in COLONNES))
    report = select(func.sum(e.debit), func.sum(e.credit)).where(e.compte == bindparam("compte_lu"))
    ids = tuple(f"id_{rang}" for rang in range(EN_UNE_FOIS))
    return OrdresDEcritures(
        ajouter=ecrire(
            dialecte, ecriture.insert().inline().values({nom: bindparam(nom) for nom in COLONNES}), COLONNES
        ),
        du_compte=ecrire(
            dialecte,
            au_plus(
                lot,
                rangee.where(
                    e.compte == bindparam("compte_lu"),
                    tuple_(e.le, e.position) > tuple_(bindparam("jour"), bindparam("rang")),
                    e.le <= bindparam("au"),
                ).order_by(e.le, e.position),
            ),
            ("compte_lu", "jour", "rang", "au"),
        ),
        du_journal=ecrire(
            dialecte,
            au_plus(
                lot,
                rangee.where(
                    e.journal == bindparam("journal_lu"),
                    tuple_(e.le, e.mouvement, e.position)
                    > tuple_(bindparam("jour"), bindparam("suite"), bindparam("rang")),
                    e.le <= bindparam("au"),
                ).order_by(e.le, e.mouvement, e.position),
            ),
            ("journal_lu", "jour", "suite", "rang", "au"),
        ),
        toutes=ecrire(
            dialecte, au_plus(lot, rangee.where(e.position > bindparam("rang")).order_by(e.position)), ("rang",)
        ),
        report=ecrire(dialecte, report, ("compte_lu",)),
        report_avant=ecrire(dialecte, report.where(e.le < bindparam("jour")), ("compte_lu", "jour")),
        existent=ecrire(dialecte, select(e.id).where(e.id.in_([bindparam(un) for un in ids])), ids),
        lettrer=ecrire(
            dialecte,
            update(ecriture)
            .values(lettrage=bindparam("lettres"), lettree_le=bindparam("jour"))
            .where(e.id == bindparam("qui")),
            ("lettres", "jour", "qui"),
        ),
    )
