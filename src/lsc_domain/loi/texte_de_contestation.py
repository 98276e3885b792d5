"""Article 42, alinéa 2, as every notification of the minutes must reproduce it."""

from datetime import date
from typing import Final

from lsc_domain.loi.article import loi
from lsc_domain.loi.loi_1965 import ELAN, LOI
from lsc_domain.loi.version import Version, exigee_a_la_date

CONTESTATION: Final = (
    # The wording of the law of 31 December 1985; older meetings are no longer notified, so no older one is kept.
    Version(
        depuis=LOI,
        jusqua=ELAN,
        valeur=(
            "Les actions qui ont pour objet de contester les décisions des assemblées générales doivent, à peine de "
            "déchéance, être introduites par les copropriétaires opposants ou défaillants, dans un délai de deux mois "
            "à compter de la notification desdites décisions qui leur est faite à la diligence du syndic, dans un "
            "délai de deux mois à compter de la tenue de l'assemblée générale. Sauf en cas d'urgence, l'exécution par "
            "le syndic des travaux décidés par l'assemblée générale en application des articles 25 et 26 est suspendue "
            "jusqu'à l'expiration du délai mentionné à la première phrase du présent alinéa."
        ),
        article=loi("42", "al. 2"),
    ),
    Version(
        depuis=ELAN,
        valeur=(
            "Les actions en contestation des décisions des assemblées générales doivent, à peine de déchéance, être "
            "introduites par les copropriétaires opposants ou défaillants dans un délai de deux mois à compter de la "
            "notification du procès-verbal d'assemblée, sans ses annexes. Cette notification est réalisée par le "
            "syndic dans le délai d'un mois à compter de la tenue de l'assemblée générale."
        ),
        article=loi("42", "al. 2"),
    ),
)
"""A notification that does not reproduce it starts no delay (Cass. 3e civ., 28 January 2015, 13-23.552)."""


def texte_de_contestation(le: date) -> Version[str]:
    """
    Return the text in force on the day of a meeting, with its article. Décret 67-223, art. 18. I-22.

    >>> texte_de_contestation(date(2020, 7, 7)).valeur.endswith("la tenue de l'assemblée générale.")
    True
    """
    return exigee_a_la_date(CONTESTATION, le)
