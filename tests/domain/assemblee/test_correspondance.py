"""The correspondence form."""

from datetime import date

import pytest
from attrs import evolve
from gilbert import JOUR, LATOUR, LEPITRE
from returns.pipeline import is_successful

from lsc_domain.assemblee import (
    Canal,
    Choix,
    Formulaire,
    Reponse,
    formulaire_vierge,
    lire_cases,
    recevoir_formulaire,
)
from lsc_domain.assemblee.refus import FormulaireNonSigne, FormulaireTardif
from lsc_domain.loi import Politique
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import ResolutionId

LIGNES = [ResolutionId(numero) for numero in ("2", "3", "4", "5", "5.1", "5.2", "6", "6.1", "6.2", "6.3")]
OUI, NON = Choix.OUI, Choix.NON
REPONSES = dict(zip(LIGNES, (OUI, OUI, NON, NON, NON, NON, OUI, OUI, NON, NON), strict=True))
"""The form of the source: 2 Oui, 3 Oui, 4 Non, 5 Non, 5.1 Non, 5.2 Non, 6 Oui, 6.1 Oui, 6.2 Non, 6.3 Non."""
REMPLI = Formulaire(
    coproprietaire=LEPITRE,
    recu_le=date(2020, 7, 3),
    reponses=tuple(Reponse(resolution=ligne, choix=choix) for ligne, choix in REPONSES.items()),
)


@pytest.mark.req("AG-20", "AG-21")
def test_each_line_has_its_own_answer() -> None:
    """Sub-resolutions answer for themselves: 6 Oui with 6.1 Oui, 6.2 Non and 6.3 Non is kept as it is (X-12)."""
    assert {ligne: REMPLI.reponse(ligne) for ligne in LIGNES} == REPONSES
    assert REMPLI.reponse(ResolutionId("7")) is None


@pytest.mark.req("AG-20")
def test_a_line_has_exactly_one_answer() -> None:
    """Four answers exist, and a form gives one to a line."""
    assert [choix.value for choix in Choix] == ["oui", "non", "abstention", "non_votant"]
    double = (Reponse(resolution=LIGNES[0], choix=OUI), Reponse(resolution=LIGNES[0], choix=NON))
    with pytest.raises(InvalidValue, match="deux réponses"):
        evolve(REMPLI, reponses=double)


@pytest.mark.req("AG-19")
def test_an_entry_opens_on_non_votant_and_today() -> None:
    """New entry on 06/07/2020: every line non votant, that day as the day of receipt, which is then checked (X-24)."""
    vierge = formulaire_vierge(LEPITRE, LIGNES, le=date(2020, 7, 6))
    assert vierge.coproprietaire == LEPITRE
    assert {vierge.reponse(ligne) for ligne in LIGNES} == {Choix.NON_VOTANT}
    assert len(vierge.reponses) == 10
    assert vierge.recu_le == date(2020, 7, 6)
    assert not is_successful(recevoir_formulaire(vierge, assemblee=JOUR))
    assert recevoir_formulaire(vierge, assemblee=date(2020, 7, 13)).unwrap() is vierge


@pytest.mark.req("AG-05", "I-18", "I-19")
@pytest.mark.parametrize(
    ("recu_le", "a_temps"),
    [
        (date(2020, 7, 1), True),  # BROUILLY
        (date(2020, 7, 3), True),  # 4, 5 and 6 are the three clear days
        (date(2020, 7, 4), False),
        (date(2020, 7, 7), False),
        (date(2020, 7, 13), False),  # CLATOUR's sheet: after the meeting
    ],
)
def test_three_clear_days_before_the_meeting(recu_le: date, a_temps: bool) -> None:
    """For the meeting of 07/07/2020 a form counts up to the 3rd, not from the 4th."""
    recu = recevoir_formulaire(evolve(REMPLI, coproprietaire=LATOUR, recu_le=recu_le), assemblee=JOUR)
    assert is_successful(recu) is a_temps
    if not a_temps:
        assert recu.failure() == FormulaireTardif(recu_le=recu_le, au_plus_tard=date(2020, 7, 3))


@pytest.mark.req("AG-04", "I-18")
@pytest.mark.parametrize("canal", list(Canal))
def test_post_and_e_mail_have_the_same_limit(canal: Canal) -> None:
    """An e-mailed form is received the day it was sent; the limit is the same."""
    envoye = evolve(REMPLI, canal=canal)
    assert is_successful(recevoir_formulaire(envoye, assemblee=JOUR))
    assert not is_successful(recevoir_formulaire(evolve(envoye, recu_le=date(2020, 7, 4)), assemblee=JOUR))


@pytest.mark.req("I-19")
def test_an_unsigned_form_does_not_count() -> None:
    """Nobody answers for a form without a signature; lateness is said first."""
    refus = recevoir_formulaire(evolve(REMPLI, signe=False), assemblee=JOUR).failure()
    assert refus == FormulaireNonSigne(recu_le=date(2020, 7, 3))
    tardif = recevoir_formulaire(evolve(REMPLI, signe=False, recu_le=date(2020, 7, 4)), assemblee=JOUR)
    assert isinstance(tardif.failure(), FormulaireTardif)


@pytest.mark.req("I-18")
def test_the_last_day_is_a_policy() -> None:
    """For a meeting on Wednesday 8 July, Saturday 4 is in time, unless the policy puts it back to Friday."""
    samedi = evolve(REMPLI, recu_le=date(2020, 7, 4))
    assert is_successful(recevoir_formulaire(samedi, assemblee=date(2020, 7, 8)))
    avance = Politique(dernier_jour_du_formulaire="avance")
    refus = recevoir_formulaire(samedi, assemblee=date(2020, 7, 8), politique=avance).failure()
    assert refus == FormulaireTardif(recu_le=date(2020, 7, 4), au_plus_tard=date(2020, 7, 3))


@pytest.mark.req("I-08")
def test_a_form_may_answer_the_second_vote_apart() -> None:
    """Printed twice, the question has two answers; printed once, the second is none."""
    double = evolve(REMPLI, reponses=(Reponse(resolution=LIGNES[0], choix=NON, second=OUI),))
    assert (double.reponse(LIGNES[0]), double.reponse(LIGNES[0], second_vote=True)) == (NON, OUI)
    assert REMPLI.reponse(LIGNES[0], second_vote=True) is None


@pytest.mark.req("AG-20")
@pytest.mark.parametrize(
    ("cases", "choix"),
    [
        ([Choix.OUI], Choix.OUI),
        ([Choix.NON], Choix.NON),
        ([Choix.ABSTENTION], Choix.ABSTENTION),
        ([Choix.OUI, Choix.OUI], Choix.OUI),
        ([Choix.OUI, Choix.NON], Choix.ABSTENTION),
        ([Choix.NON, Choix.ABSTENTION], Choix.ABSTENTION),
        ([], Choix.NON_VOTANT),
    ],
)
def test_boxes_are_read_as_one_answer(cases: list[Choix], choix: Choix) -> None:
    """One box is a vote; several are an abstention and none is no vote, both being policies."""
    assert lire_cases(cases) is choix
