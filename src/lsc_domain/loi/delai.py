"""
The time limits of a meeting, each counted its own way.

Dates are days of Europe/Paris; a day given is counted whole. Nothing here knows today's date.
"""

from datetime import date, timedelta
from typing import Final

from attrs import frozen

from lsc_domain.loi.article import CODE_DE_PROCEDURE_CIVILE, Article, decret, loi
from lsc_domain.loi.politique import POLITIQUE_PAR_DEFAUT, Politique
from lsc_domain.loi.version import Version
from lsc_domain.socle.calendrier import (
    ajouter_mois,
    est_chome,
    est_ferie_ou_dimanche,
    prochain_jour_ouvrable,
)

_UN_JOUR: Final = timedelta(days=1)
_DECRET_2007: Final = date(2007, 4, 1)
"""Décret 2007-285: 21 days of notice instead of 15."""

CONVOCATION: Final = (
    Version(depuis=date(1967, 3, 22), jusqua=_DECRET_2007, valeur=15, article=decret("9", "al. 2")),
    Version(depuis=_DECRET_2007, valeur=21, article=decret("9", "al. 2")),
)
"""Whole days of notice that must lie between the first presentation of the convocation and the meeting."""

FORMULAIRE: Final = Version(depuis=date(2020, 7, 4), valeur=3, article=decret("9 bis"))
"""Clear days (jours francs) between the receipt of a correspondence form and the meeting."""
SIGNATURE: Final = Version(depuis=date(1967, 3, 22), valeur=8, article=decret("17", "al. 1", "LEGIARTI000042078689"))
"""Days within which the minutes are signed, when they are not at the end of the meeting."""
NOTIFICATION: Final = Version(depuis=date(1967, 3, 22), valeur=1, article=loi("42", "al. 2"))
"""Months within which the syndic notifies the minutes."""
CONTESTATION: Final = Version(depuis=date(1967, 3, 22), valeur=2, article=loi("42", "al. 2"))
"""Months an opponent or a défaillant has to sue, from the notification."""
VISIOCONFERENCE: Final = Version(depuis=date(2019, 6, 29), valeur=3, article=decret("13-2"))
"""Clear days before the meeting by which an owner says he will take part at a distance."""
AUX_FRAIS_D_UN_COPROPRIETAIRE: Final = Version(depuis=date(2020, 7, 4), valeur=45, article=decret("8-1"))
"""Days, from the payment, within which a meeting asked for by an owner at his own cost is held."""

DECOMPTE_EN_MOIS: Final = Article(CODE_DE_PROCEDURE_CIVILE, "641", "al. 2")
PROROGATION: Final = Article(CODE_DE_PROCEDURE_CIVILE, "642", "al. 2")


def assemblee_au_plus_tot(presentation: date) -> date:
    """
    Return the first day a meeting may be held, the convocation having been first presented that day.

    The notice starts at midnight after the presentation and lasts its whole last day; it is not
    extended when it ends on a holiday. Décret 67-223, art. 9; Cass. 3e civ., 4 December 2025, 24-17.437.
    I-17.

    >>> assemblee_au_plus_tot(date(2023, 5, 31))
    datetime.date(2023, 6, 22)
    """
    jours = CONVOCATION[0].valeur if presentation < _DECRET_2007 else CONVOCATION[1].valeur
    return presentation + timedelta(days=jours) + _UN_JOUR


def convocation_au_plus_tard(assemblee: date) -> date:
    """
    Return the last day the convocation may be first presented: the inverse of `assemblee_au_plus_tot`.

    Décret 67-223, art. 9. I-17.

    >>> convocation_au_plus_tard(date(2020, 7, 7))
    datetime.date(2020, 6, 15)
    """
    ancien, actuel = (assemblee - timedelta(days=version.valeur) - _UN_JOUR for version in CONVOCATION)
    return actuel if actuel >= _DECRET_2007 else min(ancien, _DECRET_2007 - _UN_JOUR)


def formulaire_au_plus_tard(assemblee: date, *, politique: Politique = POLITIQUE_PAR_DEFAUT) -> date:
    """
    Return the last day the syndic may receive a correspondence form.

    Three clear days: neither the day of receipt nor that of the meeting counts. Décret 67-223, art. 9
    bis. AG-05, I-18.

    >>> formulaire_au_plus_tard(date(2020, 7, 7))
    datetime.date(2020, 7, 3)
    """
    return jours_francs_avant(assemblee, FORMULAIRE.valeur, politique=politique)


def jours_francs_avant(jour: date, nombre: int, *, politique: Politique = POLITIQUE_PAR_DEFAUT) -> date:
    """
    Return the last day that leaves *nombre* clear days before another.

    How a last day that is a holiday counts is disputed: `Politique.dernier_jour_du_formulaire`.

    >>> jours_francs_avant(date(2020, 7, 8), 3, politique=Politique(dernier_jour_du_formulaire="avance"))
    datetime.date(2020, 7, 3)
    """
    if politique.dernier_jour_du_formulaire == "jours_ouvrables":
        dernier = jour - _UN_JOUR
        while nombre:
            nombre -= not est_ferie_ou_dimanche(dernier)
            dernier -= _UN_JOUR
        return dernier
    dernier = jour - timedelta(days=nombre) - _UN_JOUR
    while politique.dernier_jour_du_formulaire == "avance" and est_chome(dernier):
        dernier -= _UN_JOUR
    return dernier


def proces_verbal_signe_au_plus_tard(assemblee: date) -> date:
    """
    Return the last day the minutes may be signed. Décret 67-223, art. 17. I-21.

    >>> proces_verbal_signe_au_plus_tard(date(2020, 7, 7))
    datetime.date(2020, 7, 15)
    """
    return assemblee + timedelta(days=SIGNATURE.valeur)


def notification_au_plus_tard(assemblee: date) -> date:
    """
    Return the last day the syndic may notify the minutes. Loi 65-557, art. 42, al. 2. I-22.

    >>> notification_au_plus_tard(date(2020, 7, 7))
    datetime.date(2020, 8, 7)
    """
    return ajouter_mois(assemblee, NOTIFICATION.valeur)


def contestation_jusqu_au(notification: date) -> date:
    """
    Return the last day an opponent or a défaillant may sue, the minutes having been notified that day.

    Same day number two months later, carried to the next working day: it is a time limit to act.
    Loi 65-557, art. 42, al. 2; CPC, art. 641, al. 2 and 642, al. 2. I-22.

    >>> contestation_jusqu_au(date(2020, 7, 15)), contestation_jusqu_au(date(2023, 11, 4))
    (datetime.date(2020, 9, 15), datetime.date(2024, 1, 4))
    """
    return prochain_jour_ouvrable(ajouter_mois(notification, CONTESTATION.valeur))


def visioconference_annoncee_au_plus_tard(assemblee: date, *, politique: Politique = POLITIQUE_PAR_DEFAUT) -> date:
    """Return the last day an owner may announce he will attend at a distance. Décret 67-223, art. 13-2."""
    return jours_francs_avant(assemblee, VISIOCONFERENCE.valeur, politique=politique)


def assemblee_aux_frais_au_plus_tard(paiement: date) -> date:
    """Return the last day of a meeting an owner asked and paid for himself. Décret 67-223, art. 8-1."""
    return paiement + timedelta(days=AUX_FRAIS_D_UN_COPROPRIETAIRE.valeur)


@frozen(kw_only=True)
class DelaisDeLAssemblee:
    """Every last day a meeting date commands, in the order they come."""

    convocation_au_plus_tard: date
    formulaire_au_plus_tard: date
    proces_verbal_signe_au_plus_tard: date
    notification_au_plus_tard: date


def delais_de_l_assemblee(assemblee: date, *, politique: Politique = POLITIQUE_PAR_DEFAUT) -> DelaisDeLAssemblee:
    """Gather the last days that the date of a meeting commands. Décret 67-223, art. 9, 9 bis and 17; loi, art. 42."""
    return DelaisDeLAssemblee(
        convocation_au_plus_tard=convocation_au_plus_tard(assemblee),
        formulaire_au_plus_tard=formulaire_au_plus_tard(assemblee, politique=politique),
        proces_verbal_signe_au_plus_tard=proces_verbal_signe_au_plus_tard(assemblee),
        notification_au_plus_tard=notification_au_plus_tard(assemblee),
    )
