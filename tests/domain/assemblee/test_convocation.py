"""The notice: who is called in time, on an agenda that can be voted."""

from datetime import date, timedelta

import pytest
from attrs import evolve
from convocations import convocation
from gilbert import resolution
from hypothesis import given
from hypothesis import strategies as st
from returns.pipeline import is_successful

from lsc_domain.assemblee import Annexe, Consultation, Convocation, OrdreDuJour, Resolution, convoquer, libelle
from lsc_domain.assemblee.refus_de_tenue import ConvocationTardive, OrdreDuJourIncomplet, OrdreDuJourVide
from lsc_domain.loi import Politique, convocation_au_plus_tard
from lsc_domain.testing.strategies import jours, ordres_du_jour


def agenda(*resolutions: Resolution) -> Convocation:
    return convocation(ordre_du_jour=OrdreDuJour(resolutions))


@pytest.mark.req("I-17")
@given(jours(), st.integers(0, 60), st.sampled_from(("", "péril imminent")))
def test_a_notice_is_long_enough_or_urgent(jour: date, avance: int, urgence: str) -> None:
    """Presented by the last day, or its urgency written: called. Later, refused with that last day."""
    presentee_le = jour - timedelta(days=avance)
    appelee = convocation(fiche=evolve(convocation().fiche, date=jour), presentee_le=presentee_le, urgence=urgence)
    limite = convocation_au_plus_tard(jour)
    reponse = convoquer(appelee)
    if presentee_le <= limite or urgence:
        assert reponse.unwrap() == appelee
    else:
        assert reponse.failure() == ConvocationTardive(presentee_le=presentee_le, au_plus_tard=limite)


@pytest.mark.req("AG-02", "AG-03")
@given(ordres_du_jour())
def test_an_agenda_is_called_when_each_item_can_be_voted(ordre_du_jour: OrdreDuJour) -> None:
    """An item put to the vote, sub-resolutions included, has an article and a key; those without are named."""
    sans = tuple(
        ligne.resolution.numero
        for ligne in ordre_du_jour.lignes
        if ligne.resolution.article is None or (ligne.resolution.article.se_vote and ligne.resolution.cle is None)
    )
    reponse = convoquer(convocation(ordre_du_jour=ordre_du_jour))
    assert reponse.failure() == OrdreDuJourIncomplet(resolutions=sans) if sans else is_successful(reponse)


@pytest.mark.req("I-17")
def test_the_gilbert_meeting_is_called_by_the_fifteenth_of_june() -> None:
    """07/07/2020: received on 15/06/2020 at the latest, 21 whole days before."""
    assert is_successful(convoquer(convocation(presentee_le=date(2020, 6, 15))))
    tardive = convoquer(convocation(presentee_le=date(2020, 6, 16))).failure()
    assert tardive == ConvocationTardive(presentee_le=date(2020, 6, 16), au_plus_tard=date(2020, 6, 15))
    assert libelle(tardive) == (
        "Convocation présentée le 16/06/2020, après la limite du 15/06/2020, et l'urgence n'est pas motivée."
    )
    assert is_successful(convoquer(convocation(presentee_le=date(2020, 6, 16), urgence="fuite de gaz")))
    assert is_successful(convoquer(convocation(presentee_le=None)))


@pytest.mark.req("AG-03")
def test_nobody_is_called_on_nothing() -> None:
    """An empty agenda; items without an article, without a key, one under another."""
    assert convoquer(agenda()).failure() == OrdreDuJourVide()
    sans = agenda(
        resolution("1", None),
        resolution("2", "aucun", cle=None, sous_resolutions=(resolution("2.1", cle=None), resolution("2.2"))),
    )
    refus = convoquer(sans).failure()
    assert refus == OrdreDuJourIncomplet(resolutions=("1", "2.1"))
    assert libelle(refus) == "Sans article ou sans clé, on ne peut mettre au vote : résolutions 1, 2.1."


@pytest.mark.req("AG-05", "I-18")
def test_a_notice_says_until_when_forms_are_received() -> None:
    """Three clear days before 07/07/2020: Friday 3; the working day before 04/07 in a cautious agency, the same."""
    assert convocation().formulaire_au_plus_tard == date(2020, 7, 3)
    prudente = convocation(
        fiche=evolve(convocation().fiche, date=date(2020, 7, 8)),
        politique=Politique(dernier_jour_du_formulaire="avance"),
    )
    assert prudente.formulaire_au_plus_tard == date(2020, 7, 3)


def test_what_is_joined_has_a_name_and_what_is_consulted_a_place() -> None:
    """An annex without a title is none, nor a consultation nowhere."""
    with pytest.raises(ValueError, match="titre"):
        Annexe(titre="")
    with pytest.raises(ValueError, match="lieu"):
        Consultation(lieu="")
