"""How the law of a day reads a correspondence form: blank lines, abstentions, amended resolutions."""

from datetime import date
from typing import Final

from attrs import frozen

from lsc_domain.loi.article import loi
from lsc_domain.loi.loi_1965 import ELAN, LOI, ORDONNANCE_2019
from lsc_domain.loi.version import Version, exigee_a_la_date

VOTE_PAR_CORRESPONDANCE: Final = date(2020, 7, 4)
"""First day a correspondence vote was possible in practice: décret 2020-834 and arrêté of 2 July 2020."""

_L17_1_A = loi("17-1 A", "al. 2", "LEGIARTI000039313644")


@frozen(kw_only=True)
class LectureDuFormulaire:
    """
    What becomes of a form's answers on a day.

    `silence_vaut_contre`: an abstention or a blank line counts against (ELAN). `amende_vaut_contre`: any
    answer on an amended resolution counts against (ELAN). Otherwise a favourable answer on an amended
    resolution makes its author défaillant, and the other answers stand. AG-37, I-24.
    """

    silence_vaut_contre: bool = False
    amende_vaut_contre: bool = False


LECTURE_ACTUELLE: Final = LectureDuFormulaire()
LECTURES: Final = (
    Version(depuis=LOI, jusqua=ELAN, valeur=LECTURE_ACTUELLE, article=_L17_1_A),
    Version(
        depuis=ELAN,
        jusqua=ORDONNANCE_2019,
        valeur=LectureDuFormulaire(silence_vaut_contre=True, amende_vaut_contre=True),
        article=loi("17-1 A", "al. 2", "LEGIARTI000037666212"),
    ),
    Version(depuis=ORDONNANCE_2019, valeur=LECTURE_ACTUELLE, article=_L17_1_A),
)
"""Before 25 November 2018 no form existed: a file that holds one is read by today's rule, with an alert."""


def lecture_du_formulaire(le: date) -> Version[LectureDuFormulaire]:
    """
    Return the reading in force on that day, with its article.

    Loi 65-557, art. 17-1 A, al. 2. AG-37.

    >>> lecture_du_formulaire(date(2020, 7, 7)).valeur
    LectureDuFormulaire(silence_vaut_contre=False, amende_vaut_contre=False)
    """
    return exigee_a_la_date(LECTURES, le)
