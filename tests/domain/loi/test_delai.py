"""The time limits of a meeting. Week-ends, holidays and leap years are in `cas/delais.toml`."""

from datetime import date, timedelta

import pytest

from lsc_domain.loi.delai import (
    AUX_FRAIS_D_UN_COPROPRIETAIRE,
    CONTESTATION,
    CONVOCATION,
    FORMULAIRE,
    NOTIFICATION,
    SIGNATURE,
    VISIOCONFERENCE,
    DelaisDeLAssemblee,
    assemblee_au_plus_tot,
    assemblee_aux_frais_au_plus_tard,
    convocation_au_plus_tard,
    delais_de_l_assemblee,
    formulaire_au_plus_tard,
    jours_francs_avant,
    visioconference_annoncee_au_plus_tard,
)
from lsc_domain.loi.politique import Politique
from lsc_domain.loi.version import Version
from lsc_domain.socle.calendrier import est_chome

JOURS = [date(2019, 12, 20) + timedelta(days=ecart) for ecart in range(420)]


@pytest.mark.req("AG-05", "I-18")
def test_three_clear_days_before_the_gilbert_meeting() -> None:
    """For 07/07/2020, neither the day of receipt nor that of the meeting counts: 3 July is the last."""
    assert formulaire_au_plus_tard(date(2020, 7, 7)) == date(2020, 7, 3)


@pytest.mark.req("I-18")
@pytest.mark.parametrize(
    ("assemblee", "calendaire", "avance", "jours_ouvrables"),
    [
        (date(2020, 7, 7), date(2020, 7, 3), date(2020, 7, 3), date(2020, 7, 2)),
        (date(2020, 7, 8), date(2020, 7, 4), date(2020, 7, 3), date(2020, 7, 3)),
        (date(2020, 7, 9), date(2020, 7, 5), date(2020, 7, 3), date(2020, 7, 5)),
        (date(2020, 7, 18), date(2020, 7, 14), date(2020, 7, 13), date(2020, 7, 14)),
    ],
)
def test_the_last_day_on_a_week_end_is_a_policy(
    assemblee: date, calendaire: date, avance: date, jours_ouvrables: date
) -> None:
    """Calendar days by default; put back to a working day, or Sundays and holidays not counted, by policy."""
    obtenu = [
        formulaire_au_plus_tard(assemblee, politique=Politique(dernier_jour_du_formulaire=camp))
        for camp in ("calendaire", "avance", "jours_ouvrables")
    ]
    assert obtenu == [calendaire, avance, jours_ouvrables]


@pytest.mark.req("I-18")
def test_no_policy_gives_more_time_than_the_text() -> None:
    """Whatever the day, the two other readings never accept a form the text refuses."""
    for jour in JOURS:
        a_la_lettre = jours_francs_avant(jour, 3)
        assert a_la_lettre == jour - timedelta(days=4)
        avance = jours_francs_avant(jour, 3, politique=Politique(dernier_jour_du_formulaire="avance"))
        ouvrables = jours_francs_avant(jour, 3, politique=Politique(dernier_jour_du_formulaire="jours_ouvrables"))
        assert avance <= a_la_lettre
        assert ouvrables <= a_la_lettre
        assert not est_chome(avance)


@pytest.mark.req("I-18")
def test_taking_part_at_a_distance_is_announced_in_the_same_time() -> None:
    """Décret art. 13-2 asks three clear days too."""
    for jour in JOURS:
        assert visioconference_annoncee_au_plus_tard(jour) == formulaire_au_plus_tard(jour)


@pytest.mark.req("I-17")
@pytest.mark.parametrize("annee", [2007, 2020])
def test_the_notice_and_the_earliest_day_answer_each_other(annee: int) -> None:
    """The last day to convene is the latest that still allows the meeting, across the change of 2007 too."""
    for ecart in range(200):
        assemblee = date(annee, 3, 1) + timedelta(days=ecart)
        limite = convocation_au_plus_tard(assemblee)
        assert assemblee_au_plus_tot(limite) <= assemblee
        assert assemblee_au_plus_tot(limite + timedelta(days=1)) > assemblee


@pytest.mark.req("I-17", "I-21", "I-22")
def test_the_four_last_days_of_the_gilbert_meeting() -> None:
    """The date of a meeting commands four last days: convening, forms, signature, notification."""
    assert delais_de_l_assemblee(date(2020, 7, 7)) == DelaisDeLAssemblee(
        convocation_au_plus_tard=date(2020, 6, 15),
        formulaire_au_plus_tard=date(2020, 7, 3),
        proces_verbal_signe_au_plus_tard=date(2020, 7, 15),
        notification_au_plus_tard=date(2020, 8, 7),
    )


@pytest.mark.req("I-18")
def test_the_policy_reaches_the_four_days() -> None:
    """The reading of the three clear days is that of the policy, everywhere."""
    politique = Politique(dernier_jour_du_formulaire="jours_ouvrables")
    delais = delais_de_l_assemblee(date(2020, 7, 7), politique=politique)
    assert delais.formulaire_au_plus_tard == date(2020, 7, 2)
    assert visioconference_annoncee_au_plus_tard(date(2020, 7, 7), politique=politique) == date(2020, 7, 2)


def test_a_meeting_at_an_owner_s_cost_is_held_within_45_days() -> None:
    """Décret art. 8-1: forty-five days from the payment."""
    assert assemblee_aux_frais_au_plus_tard(date(2021, 6, 1)) == date(2021, 7, 16)


@pytest.mark.req("I-11", "I-17", "I-18")
@pytest.mark.parametrize(
    ("regle", "depuis", "valeur", "reference"),
    [
        (CONVOCATION[0], date(1967, 3, 22), 15, "décret 67-223, art. 9"),
        (CONVOCATION[1], date(2007, 4, 1), 21, "décret 67-223, art. 9"),
        (FORMULAIRE, date(2020, 7, 4), 3, "décret 67-223, art. 9 bis"),
        (SIGNATURE, date(1967, 3, 22), 8, "décret 67-223, art. 17"),
        (NOTIFICATION, date(1967, 3, 22), 1, "42"),
        (CONTESTATION, date(1967, 3, 22), 2, "42"),
        (VISIOCONFERENCE, date(2019, 6, 29), 3, "décret 67-223, art. 13-2"),
        (AUX_FRAIS_D_UN_COPROPRIETAIRE, date(2020, 7, 4), 45, "décret 67-223, art. 8-1"),
    ],
)
def test_each_limit_is_dated_and_cited(regle: Version[int], depuis: date, valeur: int, reference: str) -> None:
    """A time limit has the day it began, its number, and the article that sets it."""
    assert (regle.depuis, regle.valeur, regle.article.reference) == (depuis, valeur, reference)
