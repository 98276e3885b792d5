"""The four values of a ballot."""

from enum import StrEnum


class Choix(StrEnum):
    """
    Yes, no, abstention, or nothing. AG-20.

    `NON_VOTANT` is a choice (taking part without voting), not an absence: attendance has its own codes,
    whose letters O and N mean something else (AG-10, X-31, X-32).
    """

    OUI = "oui"
    NON = "non"
    ABSTENTION = "abstention"
    NON_VOTANT = "non_votant"
