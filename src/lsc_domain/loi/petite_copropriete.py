"""Which copropriétés are small: no conseil syndical, no double-entry accounts, decisions in writing."""

from typing import Final

from lsc_domain.loi.article import loi
from lsc_domain.loi.loi_1965 import ORDONNANCE_2019
from lsc_domain.loi.version import Version
from lsc_domain.socle.errors import InvalidValue

LOTS: Final = Version(depuis=ORDONNANCE_2019, valeur=5, article=loi("41-8"))
"""At most that many lots of housing, offices or shops."""
BUDGET_CENTIMES: Final = Version(depuis=ORDONNANCE_2019, valeur=15_000_00, article=loi("41-8"))
"""Or an average budget prévisionnel, over three financial years in a row, under that sum."""


def est_petite_copropriete(lots: int, budget_moyen_centimes: int) -> bool:
    """
    Tell whether the rules of small copropriétés apply: few lots, or a small average budget.

    `lots` counts lots of housing, offices or shops only; the budget is the average of three financial
    years in a row. In force since 1 June 2020. Loi 65-557, art. 41-8.

    Raises `InvalidValue` for a negative number.

    >>> est_petite_copropriete(5, 40_000_00), est_petite_copropriete(12, 14_999_99)
    (True, True)
    >>> est_petite_copropriete(6, 15_000_00)
    False
    """
    if min(lots, budget_moyen_centimes) < 0:
        raise InvalidValue("petite copropriété : nombre de lots ou budget négatif")
    return lots <= LOTS.valeur or budget_moyen_centimes < BUDGET_CENTIMES.valeur
